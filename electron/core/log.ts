import { pino } from 'pino';
import type { Log } from './ports.ts';

/** Events as JSON lines on the error stream, for whoever supervises the process. */
export function createLog(): Log {
  const standardError = 2;
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: standardError, sync: true }),
  );
  return (event, data = {}) => logger.info({ event, ...data });
}
