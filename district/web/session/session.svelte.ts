import type { DistrictClient } from '../../../shared/contract/district.ts';
import type { Result } from '../../../shared/model/result.ts';
import { ask, type Trouble } from '../ask.ts';

type Phase = 'starting' | 'signed-out' | 'signed-in' | 'unreachable';

/** Who is signed in at this page, and the only way its pages ask the server anything. */
export class Session {
  phase = $state<Phase>('starting');
  user = $state<string | null>(null);
  /** Why nobody is signed in, if there is a reason to tell. */
  trouble = $state.raw<Trouble | null>(null);
  busy = $state(false);
  readonly #district: DistrictClient;

  constructor(district: DistrictClient) {
    this.#district = district;
  }

  /** Finds out who is signed in; `link` is a one-time link's secret, tried first. */
  async start(link: string | null): Promise<void> {
    this.phase = 'starting';
    const refusedLink = link === null ? null : await this.#useLink(link);
    if (this.user !== null) return;
    const answer = await ask(() => this.#district.office.me());
    if (!answer.ok) this.#leave('unreachable', answer.problem);
    else if (answer.value.user === null) this.#leave('signed-out', refusedLink);
    else this.#enter(answer.value.user);
  }

  async signIn(user: string, password: string): Promise<void> {
    this.busy = true;
    const answer = await ask(() => this.#district.office.signIn({ user, password }));
    this.busy = false;
    if (answer.ok) this.#enter(answer.value.user);
    else this.trouble = answer.problem;
  }

  /** Ends the session on the server. If the server cannot be told, the page stays signed in and says so. */
  async signOut(): Promise<void> {
    const answer = await ask(() => this.#district.office.signOut());
    if (answer.ok) this.#leave('signed-out', null);
    else this.trouble = answer.problem;
  }

  /** Asks the server on behalf of whoever is signed in; an ended session leads back to the sign-in page. */
  async ask<T>(question: (district: DistrictClient) => Promise<T>): Promise<Result<T, Trouble>> {
    return this.#heard(await ask(() => question(this.#district)));
  }

  /** The same for what goes over a raw route. */
  async send<T>(sending: () => Promise<Result<T, Trouble>>): Promise<Result<T, Trouble>> {
    return this.#heard(await sending());
  }

  #heard<T>(answer: Result<T, Trouble>): Result<T, Trouble> {
    if (!answer.ok && hasEnded(answer.problem)) this.#leave('signed-out', answer.problem);
    return answer;
  }

  async #useLink(link: string): Promise<Trouble | null> {
    const answer = await ask(() => this.#district.office.signInByLink({ link }));
    if (answer.ok) {
      this.#enter(answer.value.user);
      return null;
    }
    return isWrong(answer.problem) ? { kind: 'link' } : answer.problem;
  }

  #enter(user: string): void {
    this.user = user;
    this.trouble = null;
    this.phase = 'signed-in';
  }

  #leave(phase: Phase, why: Trouble | null): void {
    this.user = null;
    this.trouble = why;
    this.phase = phase;
  }
}

/** The server says the same of a wrong password and a wrong link; this page knows which of the two it sent. */
function isWrong(trouble: Trouble): boolean {
  return trouble.kind === 'refused' && trouble.problem.code === 'office.sign-in';
}

function hasEnded(trouble: Trouble): boolean {
  return trouble.kind === 'refused' && trouble.problem.code === 'office.signed-out';
}
