import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { logFileBytesMax, logFilesKept } from '../../shared/limits.ts';
import { isFolder } from './folder.ts';

const folderName = 'log';
const fileName = 'kiosk.log';

export type LogFile = {
  write(line: string): void;
  close(): Promise<void>;
};

/**
 * `log/kiosk.log` in the data folder and the ones before it; opened with the first line. A disk that refuses costs the
 * log and nothing else.
 */
export function openLogFile(folder: string): LogFile {
  let stream: RotatingFileStream | null = null;
  let works = true;
  const open = (): RotatingFileStream | null => {
    if (!works || !isFolder(folder)) return null;
    const opened = createStream(turned, {
      path: join(folder, folderName),
      size: `${logFileBytesMax}B`,
      rotate: logFilesKept,
    });
    opened.on('error', () => {
      works = false;
    });
    return opened;
  };
  return {
    write(line) {
      stream ??= open();
      if (works) stream?.write(line);
    },
    close: () =>
      new Promise((resolve) => {
        if (works && stream) stream.end(() => resolve());
        else resolve();
      }),
  };
}

const turned = (time: Date | number | null, index?: number): string =>
  time === null ? fileName : `kiosk.${index ?? 1}.log`;

/** The log files as they stand, by name. */
export function readLogFiles(folder: string): Map<string, Buffer> {
  try {
    const names = readdirSync(join(folder, folderName)).filter((name) => name.endsWith('.log'));
    return new Map(names.map((name) => [name, readFileSync(join(folder, folderName, name))]));
  } catch {
    return new Map();
  }
}
