import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStream } from 'rotating-file-stream';
import { logFileBytesMax, logFilesKept } from '../../shared/limits.ts';

const folderName = 'log';
const fileName = 'kiosk.log';

export type LogFile = {
  write(line: string): void;
  close(): Promise<void>;
};

/** `log/kiosk.log` in the data folder and the ones before it. A disk that refuses costs the log and nothing else. */
export function openLogFile(folder: string): LogFile {
  const turned = (time: Date | number | null, index?: number): string =>
    time === null ? fileName : `kiosk.${index ?? 1}.log`;
  const stream = createStream(turned, {
    path: join(folder, folderName),
    size: `${logFileBytesMax}B`,
    rotate: logFilesKept,
  });
  let works = true;
  stream.on('error', () => {
    works = false;
  });
  return {
    write(line) {
      if (works) stream.write(line);
    },
    close: () =>
      new Promise((resolve) => {
        if (works) stream.end(() => resolve());
        else resolve();
      }),
  };
}

/** The log files as they stand, by name. */
export function readLogFiles(folder: string): Map<string, Buffer> {
  try {
    const names = readdirSync(join(folder, folderName)).filter((name) => name.endsWith('.log'));
    return new Map(names.map((name) => [name, readFileSync(join(folder, folderName, name))]));
  } catch {
    return new Map();
  }
}
