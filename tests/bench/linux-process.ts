import { readdirSync, readFileSync } from 'node:fs';

/** What Linux says of a process, under /proc. */

export interface ProcessUsage {
  /** Processor time in user and kernel mode since its start, s. */
  readonly cpuS: number;
  /** How often one of its threads gave up the processor because it had nothing to do. */
  readonly voluntarySwitches: number;
  /** Resident memory, bytes. */
  readonly rssBytes: number;
}

/** `USER_HZ`, in which /proc counts time: 100 on every architecture that Node runs on. */
const ticksPerSecond = 100;
const bytesPerKiB = 1_024;
/** Fields of /proc/PID/stat after the name, which may hold blanks: proc(5) counts utime 14 and stime 15 from 1. */
const utimeAfterName = 11;
const stimeAfterName = 12;

/** Why processes cannot be watched on this machine, or undefined when they can. */
export function processesHidden(): string | undefined {
  return process.platform === 'linux' ? undefined : 'only Linux tells of a process under /proc';
}

export function usageOf(pid: number): ProcessUsage {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const ticks = Number(afterName[utimeAfterName]) + Number(afterName[stimeAfterName]);
  const threads = readdirSync(`/proc/${pid}/task`);
  const switches = threads.map((thread) =>
    numberIn(`/proc/${pid}/task/${thread}/status`, 'voluntary_ctxt_switches'),
  );
  return {
    cpuS: ticks / ticksPerSecond,
    voluntarySwitches: switches.reduce((sum, count) => sum + count, 0),
    rssBytes: numberIn(`/proc/${pid}/status`, 'VmRSS') * bytesPerKiB,
  };
}

function numberIn(path: string, name: string): number {
  const text = readFileSync(path, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? NaN);
}
