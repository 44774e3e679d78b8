import { ExponentialBackoff, noJitterGenerator, type IBackoff } from 'cockatiel';
import { addressLostMs, addressRetryFirstMs, addressRetryMaxMs } from '../../shared/limits.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';
import type { AddressMemory, Clock, Documents, Identity, Journal, Log } from '../core/ports.ts';

export type AddressParts = {
  readonly documents: Documents;
  readonly journal: Journal;
  readonly memory: AddressMemory;
  readonly clock: Clock;
  readonly log: Log;
  readonly identity: () => Identity | null;
  /** Whether somebody at the kiosk has fixed the address: then nothing the district sends moves it. */
  readonly isFixed: () => boolean;
  /** Whether the district answered last. */
  readonly online: () => boolean;
  /** Null if the district there takes this kiosk for its own; else why not. */
  readonly prove: (districtUrl: string) => Promise<Problem | null>;
  /** Goes on at the address that `moved()` says from now on. */
  readonly go: () => Promise<void>;
  /** Runs it while nobody enrols or moves the kiosk otherwise. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
};

/** Doubles with each try, from a minute to an hour. The kiosks of a district begin at their own heartbeats. */
const pauses = new ExponentialBackoff({
  generator: noJitterGenerator,
  initialDelay: addressRetryFirstMs,
  maxDelay: addressRetryMaxMs,
});

/**
 * Where the district's settings say that it has moved to. The kiosk asks there as itself before it goes; a new address
 * that is silent for a while is left again if the old one answers. Whatever the settings say, a kiosk that had a way to
 * its district keeps one. Settings that name no address move nobody.
 */
export class AddressKeeper {
  readonly #parts: AddressParts;
  #wanted: string | null = null;
  #problem: Problem | null = null;
  #failures: IBackoff<unknown> | null = null;
  /** Monotonic ms. */
  #nextAt = 0;
  #lastOnline: number;
  #working: Promise<void> | null = null;
  #cancel = (): void => {};
  #stopped = false;

  constructor(parts: AddressParts) {
    this.#parts = parts;
    this.#lastOnline = parts.clock.mono();
  }

  /** Where this kiosk was moved to; null while it stands where enrolment put it. */
  moved(): string | null {
    return this.#memory()?.url ?? null;
  }

  /** Why the kiosk does not stand where the district wants it. */
  problem(): Problem | null {
    return this.#problem;
  }

  /** To be called whenever the district was asked, or sent something. */
  look(): void {
    if (this.#working || this.#stopped) return;
    this.#cancel();
    const work = this.#due();
    if (work === null) return this.#arm();
    this.#working = this.#parts.inTurn(work).finally(() => {
      this.#working = null;
      this.look();
    });
  }

  /** An enrolment names the address anew. */
  forget(): void {
    this.#keep(null);
    [this.#wanted, this.#problem, this.#failures] = [null, null, null];
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#working;
  }

  /** What there is to do now. */
  #due(): (() => Promise<void>) | null {
    const { documents, clock, online, isFixed } = this.#parts;
    const now = clock.mono();
    const here = this.#here();
    const wanted = documents.current('settings')?.body.districtUrl ?? null;
    if (online()) this.#lastOnline = now;
    if (isFixed() || here === null || wanted === null) {
      [this.#wanted, this.#problem, this.#failures] = [null, null, null];
      return null;
    }
    if (wanted !== this.#wanted) {
      // Another word after a refused one is a correction; after a move it is a kiosk being sent about, and has time.
      if (this.#problem !== null || this.#failures === null) this.#nextAt = now;
      [this.#wanted, this.#problem] = [wanted, null];
    }
    if (now < this.#nextAt) return null;
    if (!isSame(wanted, here)) return () => this.#move(wanted, here);
    if (online() && now >= this.#nextAt + addressLostMs) this.#failures = null;
    const former = this.#memory()?.former ?? null;
    const isLost = now - this.#lastOnline >= addressLostMs;
    return former !== null && isLost ? () => this.#goBack(wanted, former) : null;
  }

  /** Looks again when there may be something to do without anybody having asked the district. */
  #arm(): void {
    const { clock } = this.#parts;
    if (this.#wanted === null) return;
    const lostAt = this.#memory() === null ? 0 : this.#lastOnline + addressLostMs;
    const at = Math.max(this.#nextAt, this.#isThere() ? lostAt : 0);
    if (at > clock.mono()) this.#cancel = clock.after(at - clock.mono(), () => this.look());
  }

  async #move(wanted: string, here: string): Promise<void> {
    this.#pause();
    const refusal = isStepDown(here, wanted)
      ? refused(wanted, 'TLS')
      : await this.#parts.prove(wanted);
    if (this.#stopped) return;
    const hasLeft = this.#problem?.code === 'setting.went-back'; // and why is told already
    if (refusal && hasLeft) return;
    if (refusal) return this.#refuse(refusal, String(refusal.parameters['reason']));
    const kept = this.#keep({ url: wanted, former: here });
    if (!kept.ok) return this.#refuse(kept.problem, kept.problem.code);
    this.#problem = null;
    this.#note({ kind: 'setting.changed', body: { key: 'districtUrl', by: 'district' } });
    await this.#go();
  }

  async #goBack(wanted: string, former: string): Promise<void> {
    this.#pause();
    if ((await this.#parts.prove(former)) !== null || this.#stopped) return; // then neither is worse than the other
    const home = this.#parts.identity()?.districtUrl ?? former;
    const kept = this.#keep(isSame(former, home) ? null : { url: former, former: home });
    if (!kept.ok) return;
    this.#refuse(problem('setting.went-back', { url: wanted }), 'district.unreachable');
    await this.#go();
  }

  async #go(): Promise<void> {
    this.#lastOnline = this.#parts.clock.mono();
    await this.#parts.go();
  }

  /** The same refusal at every try is one entry. */
  #refuse(refusal: Problem, reason: string): void {
    const isNews = JSON.stringify(refusal) !== JSON.stringify(this.#problem);
    this.#problem = refusal;
    if (!isNews) return;
    this.#note({ kind: 'setting.rolled-back', body: { key: 'districtUrl', problem: reason } });
  }

  /** Nothing is tried again before it is over, whatever comes of this. */
  #pause(): void {
    const next = this.#failures === null ? pauses.next() : this.#failures.next(undefined);
    this.#failures = next;
    this.#nextAt = this.#parts.clock.mono() + next.duration;
  }

  #note(draft: EntryDraft): void {
    this.#parts.log(draft.kind);
    this.#parts.journal.append([draft]);
  }

  #memory(): { readonly url: string; readonly former: string } | null {
    const kiosk = this.#parts.identity()?.kiosk;
    const held = this.#parts.memory.read();
    return held !== null && held.kiosk === kiosk ? held : null;
  }

  /** Problems: `storage.*`; then the kiosk stays where it is. */
  #keep(moved: { url: string; former: string } | null): Result<void, Problem> {
    const kiosk = this.#parts.identity()?.kiosk;
    return this.#parts.memory.write(moved && kiosk ? { kiosk, ...moved } : null);
  }

  #here(): string | null {
    return this.moved() ?? this.#parts.identity()?.districtUrl ?? null;
  }

  #isThere(): boolean {
    const here = this.#here();
    return here !== null && this.#wanted !== null && isSame(this.#wanted, here);
  }
}

const refused = (url: string, reason: string): Problem =>
  problem('setting.rolled-back', { url, reason });

/** A district stands at the root of its host. */
const isSame = (one: string, other: string): boolean =>
  (URL.parse(one)?.origin ?? one) === (URL.parse(other)?.origin ?? other);

/** Nothing that comes over the network takes a kiosk from a proved server to one that anybody may play. */
function isStepDown(from: string, to: string): boolean {
  return URL.parse(from)?.protocol === 'https:' && URL.parse(to)?.protocol !== 'https:';
}
