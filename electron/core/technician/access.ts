import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { technicianIdleMs } from '../../../shared/limits.ts';
import type { EntryBody } from '../../../shared/model/journal.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { createListeners } from '../listeners.ts';
import type { Clock, Journal, PinCheck } from '../ports.ts';
import { recentOf } from '../recent.ts';
import type { Recorder } from '../recorder.ts';
import { PinTries } from '../sign-in/tries.ts';

export type LeaveCause = EntryBody<'technician.left'>['cause'];

type Session = {
  readonly id: string;
  readonly technician: string | null;
  /** Monotonic ms. */
  lastUsed: number;
};

type Parts = {
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly pins: PinCheck;
  /** argon2id of the PIN in force; null: none is set. */
  readonly pinHash: () => string | null;
  readonly isEnrolled: () => boolean;
};

const sessionBytes = 32;
/** One of each for the whole kiosk: there is one screen to try at. */
const triesOf = { pin: ['pin'], key: ['key'] } as const;

/**
 * Who has the technician's page open: one at a time. A PIN or a key file opens it; whoever opens it next takes it over.
 * It lives in memory, so after a restart it is closed, and the journal says so.
 */
export class TechnicianAccess {
  readonly #parts: Parts;
  readonly #tries = new PinTries();
  readonly #listeners = createListeners<void>();
  #session: Session | null = null;
  #cancelTimer = (): void => {};

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#recall();
  }

  /**
   * A kiosk that nobody has set up opens without a PIN; one whose name was lost still has the PIN it was given.
   * Problems: `technician.refused`, `technician.wait`, `technician.no-pin`, `storage.*`.
   */
  async unlock(pin: string | null): Promise<Result<string, Problem>> {
    const hash = this.#parts.pinHash();
    if (hash === null) {
      return this.#parts.isEnrolled() ? fail(problem('technician.no-pin')) : this.#open(null);
    }
    if (pin === null) return fail(problem('technician.refused'));
    const pause = this.#pauseAfter('pin');
    if (pause) return fail(pause);
    // Before it is looked at, so that many at once are no way around the pauses.
    this.#tries.begin(triesOf.pin, this.#now());
    if (!(await this.#parts.pins.isPin(pin, hash))) return this.#refuse('pin');
    this.#tries.forgive(triesOf.pin);
    return this.#open(null);
  }

  /**
   * By the key file that `find` found, whose technician it answers; null: it is not good for this kiosk. No key can be
   * guessed; the pauses keep whoever tries one all day from filling the journal. Problems: those of {@link unlock}, and
   * what `find` says.
   */
  async unlockByKey(
    find: () => Promise<Result<string | null, Problem>>,
  ): Promise<Result<string, Problem>> {
    const pause = this.#pauseAfter('key');
    if (pause) return fail(pause);
    const found = await find();
    if (!found.ok) return found;
    if (found.value === null) {
      this.#tries.begin(triesOf.key, this.#now());
      return this.#refuse('key');
    }
    this.#tries.forgive(triesOf.key);
    return this.#open(found.value);
  }

  /** Compared in constant time. */
  isOpen(id: string | null): boolean {
    this.#endIfIdle();
    const held = this.#session?.id;
    return id !== null && held !== undefined && timingSafeEqual(digest(id), digest(held));
  }

  /** Using the page keeps it from closing. `technician.closed`. */
  use(id: string | null): Result<void, Problem> {
    if (!this.isOpen(id) || !this.#session) return fail(problem('technician.closed'));
    this.#session.lastUsed = this.#now();
    this.#armTimer();
    return ok(undefined);
  }

  /** Null while it is closed. */
  session(): string | null {
    this.#endIfIdle();
    return this.#session?.id ?? null;
  }

  technician(): string | null {
    return this.#session?.technician ?? null;
  }

  endsInMs(): number {
    if (!this.#session) return 0;
    return Math.max(0, Math.round(this.#session.lastUsed + technicianIdleMs - this.#now()));
  }

  leave(cause: LeaveCause): void {
    if (!this.#session) return;
    this.#session = null;
    this.#cancelTimer();
    this.#parts.recorder.recordInTime([{ kind: 'technician.left', body: { cause } }]);
    this.#listeners.tell();
  }

  /** Told when it was opened and when it was closed. */
  onChange(listener: () => void): () => void {
    return this.#listeners.join(listener);
  }

  stop(): void {
    this.#cancelTimer();
  }

  /** What is said while the pause after wrong ones lasts. */
  #pauseAfter(by: keyof typeof triesOf): Problem | null {
    const waitMs = this.#tries.waitMs(triesOf[by], this.#now());
    return waitMs > 0 ? problem('technician.wait', { seconds: Math.ceil(waitMs / 1_000) }) : null;
  }

  #refuse(by: keyof typeof triesOf): Result<never, Problem> {
    this.#parts.recorder.record([{ kind: 'technician.sign-in-failed', body: { by } }]);
    return fail(problem('technician.refused'));
  }

  #open(technician: string | null): Result<string, Problem> {
    this.#endIfIdle();
    const { recorder } = this.#parts;
    const before = this.#session;
    const written = recorder.record([
      ...(before ? [{ kind: 'technician.left', body: { cause: 'taken-over' } } as const] : []),
      { kind: 'technician.signed-in', body: { technician } },
    ]);
    // A full or failing disk is what technicians come for: the page opens all the same, and the entry follows.
    if (!written.ok) {
      recorder.recordInTime([{ kind: 'technician.signed-in', body: { technician } }]);
    }
    const id = randomBytes(sessionBytes).toString('base64url');
    this.#session = { id, technician, lastUsed: this.#now() };
    this.#armTimer();
    this.#listeners.tell();
    return ok(id);
  }

  #endIfIdle(): void {
    if (this.#session && this.#now() >= this.#session.lastUsed + technicianIdleMs) {
      this.leave('idle');
    }
  }

  #armTimer(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.clock.after(Math.max(1, this.endsInMs()), () => {
      this.#endIfIdle();
      if (this.#session) this.#armTimer();
    });
  }

  /** Wrong PINs of before a restart cost their pause all the same; a page that was open then is not any more. */
  #recall(): void {
    const { journal, clock, recorder } = this.#parts;
    const kinds = ['technician.signed-in', 'technician.sign-in-failed', 'technician.left'] as const;
    let failures = 0;
    let agoMs = 0;
    let isOpen = false;
    for (const { kind, body, ...time } of recentOf(journal, kinds)) {
      if (kind === 'technician.signed-in') [failures, isOpen] = [0, true];
      else if (kind === 'technician.left') isOpen = false;
      else if ('by' in body && body.by === 'pin') {
        failures += 1;
        const isThisBoot = time.boot === clock.boot;
        agoMs = Math.max(0, isThisBoot ? clock.mono() - time.mono : clock.wall() - time.wall);
      }
    }
    if (failures > 0) this.#tries.recall(triesOf.pin[0], failures, agoMs, this.#now());
    if (isOpen) recorder.recordInTime([{ kind: 'technician.left', body: { cause: 'restart' } }]);
  }

  #now(): number {
    return this.#parts.clock.mono();
  }
}

/** Equal lengths for a comparison in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
