import type { Station } from '../../../shared/contract/desk.ts';
import type { Officer } from '../../../shared/model/unit.ts';
import type { Desk } from '../desk.svelte.ts';
import { Launcher } from '../launch/launcher.svelte.ts';

/** Why nobody works here just now. `locked`: by idling, the work stays; `locked-by-hand`: likewise, at once. */
export type Away =
  | { readonly kind: 'locked' | 'locked-by-hand'; readonly officer: Officer }
  | { readonly kind: 'handed-over'; readonly to: Officer }
  | { readonly kind: 'ended' }
  | null;

type Lock = 'idle' | 'officer';

/** A reload must not open a locked desk, even if the machine could not be told of the lock. */
const lockKey = 'hai-long-desk-locked';

/** Who works at this desk, and whose work is kept behind the lock. */
export class Seat {
  launcher = $state.raw<Launcher>() as Launcher;
  #owner = $state.raw<Officer | null>(null);
  #lock = $state<Lock | null>(sessionStorage.getItem(lockKey) as Lock | null);
  #isSeated = false;
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.launcher = new Launcher(desk);
  }

  /** Who may see and use the desk now. */
  get officer(): Officer | null {
    return this.#lock === null ? (this.#station?.signedIn?.officer ?? null) : null;
  }

  /** Whose work waits here; null once it is nobody's. */
  get owner(): Officer | null {
    return this.#owner;
  }

  get away(): Away {
    const owner = this.#owner;
    const to = this.#station?.takenBy ?? null;
    if (owner === null) return null;
    if (to !== null && to.id !== owner.id) return { kind: 'handed-over', to };
    if (this.#lock === null) return { kind: 'ended' };
    return { kind: this.#lock === 'idle' ? 'locked' : 'locked-by-hand', officer: owner };
  }

  /** The officer now signed in finds the work as it was left; another one finds an empty desk. */
  sitDown(officer: Officer): void {
    // What was refused while nobody was signed in is not worth a word any more.
    if (!this.#isSeated) this.launcher.refused = null;
    this.#isSeated = true;
    if (this.#owner?.id === officer.id) return;
    this.launcher.drop();
    this.launcher = new Launcher(this.#desk);
    this.#owner = officer;
  }

  standUp(): void {
    this.#isSeated = false;
  }

  /** Nobody has used the page for too long: the machine ends such a session itself, the page hides the work. */
  goIdle(): void {
    if (this.#owner !== null && this.#lock === null) this.#setLock('idle');
  }

  /** Hides the work at once; the machine is told, so that nobody comes back by a reload. */
  async lock(): Promise<void> {
    if (this.officer === null) return;
    this.#setLock('officer');
    await this.#desk.signOut();
  }

  /** A lock that the machine has not heard of: it was away, or the page was reloaded. */
  async repeatLock(): Promise<void> {
    if (this.#lock !== null && this.#station?.signedIn) await this.#desk.signOut();
  }

  /** After the right PIN. */
  unlock(): void {
    this.#setLock(null);
  }

  async leave(): Promise<void> {
    this.launcher.drop();
    this.#owner = null;
    this.#setLock('officer');
    const left = await this.#desk.signOut();
    if (left.ok) this.#setLock(null);
  }

  get #station(): Station | null {
    return this.#desk.station;
  }

  #setLock(lock: Lock | null): void {
    this.#lock = lock;
    if (lock === null) sessionStorage.removeItem(lockKey);
    else sessionStorage.setItem(lockKey, lock);
  }
}
