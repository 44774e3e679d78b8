import { pino } from 'pino';
import type { Log } from './ports.ts';

/** Names under which nothing may be written: whoever logs a secret by mistake logs dots. */
const secretFields = [
  ...['pin', 'code', 'token', 'key', 'privateKey', 'unitKey', 'wrappingKey', 'password'],
  ...['session', 'signature', 'comment', 'text'],
];

/** Where lines go besides the error stream. */
export type LogLines = { write(line: string): void };

/** Events as JSON lines on the error stream, for whoever supervises the process, and in a file for who comes later. */
export function createLog(file?: LogLines): Log {
  const standardError = 2;
  const stderr = pino.destination({ dest: standardError, sync: true });
  const logger = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretFields, censor: '…' },
    },
    file ? pino.multistream([{ stream: stderr }, { stream: file }]) : stderr,
  );
  return (event, data = {}) => logger.info({ event, ...data });
}
