import { randomBytes } from 'node:crypto';
import { lockAfterMs, sessionLifeMs } from '../../../shared/limits.ts';
import type { OfficerId } from '../../../shared/model/ids.ts';
import type { EntryBody, EntryDraft } from '../../../shared/model/journal.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { OfficerWithPin } from '../../../shared/model/unit.ts';
import { districtNow } from '../district-time.ts';
import type { InstalledDocuments } from '../installed-documents.ts';
import { createListeners } from '../listeners.ts';
import type { Clock, Journal, PinCheck } from '../ports.ts';
import { recentOf } from '../recent.ts';
import type { Recorder } from '../recorder.ts';
import { shiftEndsIn, timeOfDay } from './shift.ts';
import { PinTries } from './tries.ts';

/** One desk page: a browser by its cookie, a window by its port. What it holds is the transport's business. */
export type Seat = {
  /** Where tries of a PIN come from. */
  readonly key: string;
  session(): string | null;
  take(session: string): void;
  leave(): void;
};

type SignOutCause = EntryBody<'officer.signed-out'>['cause'];

type Session = {
  readonly officer: OfficerId;
  /** The hash it was opened with: with a new PIN, or without one, it is no more. */
  readonly pin: string;
  readonly since: string;
  /** Monotonic ms. */
  readonly endsAt: number;
  lastUsed: number;
};

type Parts = {
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly documents: InstalledDocuments;
  readonly clock: Clock;
  readonly pins: PinCheck;
  readonly offset: () => number | null;
};

const sessionBytes = 32;
/** Of no PIN at all, with the parameters of every other: an officer who is not there takes as long as one who is. */
const decoy =
  '$argon2id$v=19$m=19456,t=2,p=1$aGFpLWxvbmctbm9ib2R5$Zm9yIHRpbWluZyBvbmx5OiBubyBQSU4gZml0cyBpdC4';
const nobodyKey = 'officer ?';

/**
 * Who is signed in at this counter. One officer at a time, at any number of seats; whoever else signs in takes the
 * counter over. Sessions live in memory: after a restart everybody signs in again, and the journal says why.
 */
export class Sessions {
  readonly #parts: Parts;
  readonly #sessions = new Map<string, Session>();
  readonly #tries = new PinTries();
  readonly #listeners = createListeners<void>();
  #cancelTimer = (): void => {};

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#recall();
    parts.documents.onInstalled((kind) => {
      if (kind === 'officers') this.#endWhere('removed', (it) => !this.#isCurrent(it));
    });
  }

  /** `sign-in.refused` whatever was wrong, `sign-in.wait`, `storage.*`. */
  async signIn(seat: Seat, officer: OfficerId, pin: string): Promise<Result<void, Problem>> {
    const known = this.#officer(officer);
    const keys = [known ? `officer ${officer}` : nobodyKey, `seat ${seat.key}`];
    const waitMs = this.#tries.waitMs(keys, this.#now());
    if (waitMs > 0) {
      return fail(problem('sign-in.wait', { seconds: Math.ceil(waitMs / 1_000) }));
    }
    this.#tries.begin(keys, this.#now());
    const right = await this.#parts.pins.isPin(pin, known?.pin ?? decoy);
    if (!right || known?.pin === undefined) {
      const failed = { officer: known ? officer : null };
      this.#parts.recorder.record([{ kind: 'officer.sign-in-failed', body: failed }]);
      return fail(problem('sign-in.refused'));
    }
    this.#tries.forgive(keys);
    return this.#open(seat, officer, known.pin);
  }

  signOut(seat: Seat): Result<void, Problem> {
    const id = seat.session();
    const session = this.#live(seat);
    seat.leave();
    if (id === null || !session) return ok(undefined);
    const written = this.#parts.recorder.record([signedOut(session.officer, 'officer')]);
    this.#sessions.delete(id); // signed out is signed out, whatever the disk says
    this.#changed();
    return written;
  }

  /** Who is signed in at this seat; using the desk keeps it from locking. `sign-in.needed`. */
  use(seat: Seat): Result<OfficerId, Problem> {
    const session = this.#live(seat);
    if (!session) return fail(problem('sign-in.needed'));
    session.lastUsed = this.#now();
    this.#armTimer();
    return ok(session.officer);
  }

  /** The same without using it. `since` is the counter's time of day. */
  at(seat: Seat): { readonly officer: OfficerId; readonly since: string } | null {
    return this.#live(seat);
  }

  /** Who sits at the counter, at whatever seat. */
  takenBy(): OfficerId | null {
    this.#endOver();
    return [...this.#sessions.values()].at(-1)?.officer ?? null;
  }

  /** Told when somebody signed in, or a session ended. */
  onChange(listener: () => void): () => void {
    return this.#listeners.join(listener);
  }

  stop(): void {
    this.#cancelTimer();
  }

  #open(seat: Seat, officer: OfficerId, pin: string): Result<void, Problem> {
    const { recorder, documents } = this.#parts;
    const others = [...this.#sessions].filter(([, session]) => session.officer !== officer);
    const replaced = new Set(others.map(([, session]) => session.officer));
    const written = recorder.record([
      ...[...replaced].map((one) => signedOut(one, 'handed-over')),
      { kind: 'officer.signed-in', body: { officer } },
    ]);
    if (!written.ok) return written;
    for (const [id] of others) this.#sessions.delete(id);
    const before = seat.session();
    if (before !== null) this.#sessions.delete(before);
    const settings = documents.current('settings')?.body;
    const wall = districtNow(this.#parts);
    const now = this.#now();
    const lifeMs = settings?.desk?.sessionMs ?? sessionLifeMs;
    const shiftMs = shiftEndsIn(settings?.workingTime, wall) ?? lifeMs;
    const id = randomBytes(sessionBytes).toString('base64url');
    this.#sessions.set(id, {
      ...{ officer, pin, since: timeOfDay(wall), lastUsed: now },
      endsAt: now + Math.min(lifeMs, shiftMs),
    });
    seat.take(id);
    this.#changed();
    return ok(undefined);
  }

  #live(seat: Seat): Session | null {
    this.#endOver();
    const id = seat.session();
    return id === null ? null : (this.#sessions.get(id) ?? null);
  }

  #endOver(): void {
    const now = this.#now();
    this.#endWhere('shift-end', ({ endsAt }) => now >= endsAt);
    this.#endWhere('idle', ({ lastUsed }) => now >= lastUsed + this.#lockAfterMs());
  }

  #endWhere(cause: SignOutCause, isOver: (session: Session) => boolean): void {
    const over = [...this.#sessions].filter(([, session]) => isOver(session));
    if (over.length === 0) return;
    for (const [id] of over) this.#sessions.delete(id);
    this.#parts.recorder.recordInTime(over.map(([, { officer }]) => signedOut(officer, cause)));
    this.#changed();
  }

  #changed(): void {
    this.#armTimer();
    this.#listeners.tell();
  }

  #armTimer(): void {
    this.#cancelTimer();
    const ends = [...this.#sessions.values()].map(({ endsAt, lastUsed }) =>
      Math.min(endsAt, lastUsed + this.#lockAfterMs()),
    );
    if (ends.length === 0) return;
    const inMs = Math.max(1, Math.ceil(Math.min(...ends) - this.#now()));
    this.#cancelTimer = this.#parts.clock.after(inMs, () => {
      this.#endOver();
      this.#armTimer();
    });
  }

  /** Wrong PINs of before a restart cost their pause all the same; whoever was signed in then is not any more. */
  #recall(): void {
    const { journal, clock, recorder } = this.#parts;
    const kinds = ['officer.signed-in', 'officer.signed-out', 'officer.sign-in-failed'] as const;
    const failures = new Map<OfficerId, { count: number; agoMs: number }>();
    const signedIn = new Set<OfficerId>();
    for (const { kind, body, ...time } of recentOf(journal, kinds)) {
      const { officer } = body;
      if (officer === null) continue;
      if (kind === 'officer.signed-out') signedIn.delete(officer);
      if (kind === 'officer.signed-in') {
        signedIn.add(officer);
        failures.delete(officer);
      }
      if (kind === 'officer.sign-in-failed') {
        const count = (failures.get(officer)?.count ?? 0) + 1;
        const sameBoot = time.boot === clock.boot;
        const agoMs = sameBoot ? clock.mono() - time.mono : clock.wall() - time.wall;
        failures.set(officer, { count, agoMs: Math.max(0, agoMs) });
      }
    }
    for (const [officer, { count, agoMs }] of failures) {
      this.#tries.recall(`officer ${officer}`, count, agoMs, this.#now());
    }
    const left = [...signedIn].map((officer) => signedOut(officer, 'restart'));
    if (left.length > 0) recorder.recordInTime(left);
  }

  #isCurrent({ officer, pin }: Session): boolean {
    return this.#officer(officer)?.pin === pin;
  }

  #officer(id: OfficerId): OfficerWithPin | undefined {
    const officers = this.#parts.documents.current('officers')?.body.officers ?? [];
    return officers.find((officer) => officer.id === id);
  }

  #lockAfterMs(): number {
    return this.#parts.documents.current('settings')?.body.desk?.lockAfterMs ?? lockAfterMs;
  }

  #now(): number {
    return this.#parts.clock.mono();
  }
}

function signedOut(officer: OfficerId, cause: SignOutCause): EntryDraft {
  return { kind: 'officer.signed-out', body: { officer, cause } };
}
