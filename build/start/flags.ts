import path from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../shared/model/result.ts';

export type StartFlags = {
  readonly window: boolean;
  /** Absolute path; holds `kiosk/` and `district/`. */
  readonly data: string;
  readonly kioskPort: number;
  readonly deskPort: number;
  readonly districtPort: number;
  /** Set: that district is used and no embedded one is started. */
  readonly districtUrl: string | null;
  readonly enrolCode: string | null;
  /** Set: the embedded district keeps its data in this PostgreSQL. */
  readonly postgres: string | null;
};

const defaultPorts = { 'kiosk-port': 7310, 'desk-port': 7311, 'district-port': 7320 } as const;

/** Reads the command line of `npm start`; the problem is a sentence in both languages. */
export function readStartFlags(argv: readonly string[]): Result<StartFlags, string> {
  const read = parse(argv);
  if (!read.ok) return read;
  const { values } = read.value;
  const ports = { ...defaultPorts } as Record<keyof typeof defaultPorts, number>;
  for (const name of Object.keys(defaultPorts) as (keyof typeof defaultPorts)[]) {
    const text = values[name];
    if (text === undefined) continue;
    const port = Number(text);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return fail(portSentence(name, text));
    ports[name] = port;
  }
  // A kiosk on any free port means a desk on any free port too: nobody chooses one and wants the other fixed.
  if (ports['kiosk-port'] === 0 && values['desk-port'] === undefined) ports['desk-port'] = 0;
  return ok({
    window: !values['no-window'],
    data: path.resolve(values.data ?? 'data'),
    kioskPort: ports['kiosk-port'],
    deskPort: ports['desk-port'],
    districtPort: ports['district-port'],
    districtUrl: values['district-url'] ?? null,
    enrolCode: values['enrol-code'] ?? null,
    postgres: values.postgres ?? null,
  });
}

function parse(argv: readonly string[]) {
  try {
    return ok(
      parseArgs({
        args: [...argv],
        options: {
          'no-window': { type: 'boolean', default: false },
          data: { type: 'string' },
          'kiosk-port': { type: 'string' },
          'desk-port': { type: 'string' },
          'district-port': { type: 'string' },
          'district-url': { type: 'string' },
          'enrol-code': { type: 'string' },
          postgres: { type: 'string' },
        },
      }),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      `Tham số không hợp lệ: ${reason}\nThe command line cannot be read: ${reason}\nThe flags are listed in README.md.`,
    );
  }
}

function portSentence(name: string, text: string): string {
  return (
    `--${name} phải là số từ 0 đến 65535 (0 = cổng bất kỳ), không phải “${text}”.\n` +
    `--${name} must be a number from 0 to 65535 (0 = any), not “${text}”.`
  );
}
