import { statusFileStaleMs } from '../shared/limits.ts';
import { healthSchema, type Fault, type Health } from '../shared/model/health.ts';
import { faultSentences } from '../shared/model/health-faults.ts';
import { assess, verdictOf } from '../shared/rules/health.ts';
import { createComputerProbe } from './probe/computer.ts';
import { HealthFile } from './store/health-file.ts';

/**
 * `node electron/serve.ts --doctor [--json] --data DIR`: how the kiosk is, from a shell. It reads what the running
 * machine wrote of itself and looks at the computer; it opens nothing for writing, so it works beside the kiosk.
 * The exit code: 0 well, 1 something to look at, 2 sick or not running.
 */
export const doctorExitCodes = { well: 0, warning: 1, sick: 2 } as const;

export async function examine(flags: {
  readonly folder: string;
  readonly json: boolean;
}): Promise<{ readonly text: string; readonly exitCode: number }> {
  const report = await reportOf(flags.folder, Date.now());
  const text = flags.json ? JSON.stringify(report) : textOf(report);
  return { text, exitCode: doctorExitCodes[report.verdict] };
}

export type DoctorReport = {
  readonly verdict: keyof typeof doctorExitCodes;
  /** Whether the machine has looked at itself lately. */
  readonly running: boolean;
  readonly faults: readonly Fault[];
  readonly health: Health | null;
};

export async function reportOf(folder: string, now: number): Promise<DoctorReport> {
  const told = new HealthFile(folder).read();
  // A clock that was set since makes an age that cannot be: not running is said then, and a minute later it is.
  const running = told !== null && Math.abs(now - told.at) < statusFileStaleMs;
  const computer = await createComputerProbe(folder).read();
  const fresh = told && healthSchema.parse({ ...told, ...ownOf(computer) });
  const faults = [...(running ? [] : [notRunning]), ...(fresh ? assess(fresh) : [])];
  return { verdict: verdictOf(faults), running, faults, health: fresh };
}

const notRunning: Fault = {
  code: 'not-running',
  severity: 'sick',
  ...faultSentences['not-running'],
};

/** The doctor's own process says nothing about the machine's. */
function ownOf(
  computer: Awaited<ReturnType<ReturnType<typeof createComputerProbe>['read']>>,
): Partial<Health> {
  const { diskFreeBytes, diskTotalBytes, memoryFreeBytes, memoryTotalBytes } = computer;
  const { temperatureC, computerUptimeMs, lock } = computer;
  return {
    ...{ diskFreeBytes, diskTotalBytes, memoryFreeBytes, memoryTotalBytes },
    ...{ temperatureC, computerUptimeMs, lock },
  };
}

const words = { well: 'TỐT · well', warning: 'CẦN XEM · warning', sick: 'HỎNG · sick' } as const;

function textOf({ verdict, running, faults, health }: DoctorReport): string {
  const lines = [`Hài Lòng: ${words[verdict]}`];
  for (const { severity, vi, en } of faults) lines.push('', `[${words[severity]}] ${vi}`, en);
  if (health) {
    const shown = Object.entries(health).map(([name, figure]) => `${name}: ${figureText(figure)}`);
    lines.push('', `${running ? '' : '(cũ · old) '}${new Date(health.at).toISOString()}`, ...shown);
  }
  return lines.join('\n');
}

function figureText(figure: unknown): string {
  if (figure === null) return '–';
  return typeof figure === 'object' ? JSON.stringify(figure) : String(figure);
}
