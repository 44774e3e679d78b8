import { parseArgs } from 'node:util';

export type Flags = {
  /** Ordinary windows instead of a locked screen, for a developer's desk. */
  readonly windowed: boolean;
  /** The kiosk's data folder, or null for the account's own. */
  readonly data: string | null;
  /** What is handed on to the machine as it is, at every start: `--district-url URL`. */
  readonly machine: readonly string[];
  /** What it gets at its first start only, because it works once: `--enrol-code CODE`. */
  readonly machineOnce: readonly string[];
};

/**
 * Reads the kiosk's flags out of Electron's command line. Chromium's own flags stand on the same line, so an unknown
 * flag is not an error here.
 */
export function readFlags(commandLine: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...commandLine],
    strict: false,
    options: {
      windowed: { type: 'boolean' },
      data: { type: 'string' },
      'district-url': { type: 'string' },
      'enrol-code': { type: 'string' },
    },
  });
  const handOn = (name: 'district-url' | 'enrol-code'): string[] => {
    const value = values[name];
    return typeof value === 'string' ? [`--${name}`, value] : [];
  };
  const data = typeof values.data === 'string' && values.data !== '' ? values.data : null;
  return {
    windowed: values.windowed === true,
    data,
    machine: handOn('district-url'),
    machineOnce: handOn('enrol-code'),
  };
}
