import { forgetEveryMs } from '../../shared/limits.ts';
import type { InstalledDocuments } from './installed-documents.ts';
import type { Clock, Log, UploadProgress } from './ports.ts';

const dayMs = 86_400_000;

/**
 * Forgets acknowledged entries that are older than the retention time, now and then. Only by the district's time: a
 * device clock that jumped ahead must not empty the kiosk.
 *
 * @returns how to stop.
 */
export function keepRetention(parts: {
  readonly progress: UploadProgress;
  readonly documents: InstalledDocuments;
  readonly clock: Clock;
  readonly log: Log;
  readonly offset: () => number | null;
}): () => void {
  const { progress, documents, clock, log, offset } = parts;
  const forget = (): void => {
    const days = documents.current('settings')?.body.retentionDays;
    const ahead = offset();
    if (days !== undefined && ahead !== null) {
      const forgotten = progress.forgetBefore(clock.wall() + ahead - days * dayMs);
      if (!forgotten.ok) log('retention.refused', { problem: forgotten.problem.code });
      else if (forgotten.value > 0) log('retention.forgot', { entries: forgotten.value });
    }
    cancel = clock.after(forgetEveryMs, forget);
  };
  let cancel = clock.after(forgetEveryMs, forget);
  return () => cancel();
}
