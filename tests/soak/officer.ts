import { setTimeout as rest } from 'node:timers/promises';
import { signedInDesk } from '../support/clients.ts';

/** An officer of the sample unit and a procedure of its catalogue. */
const who = { officer: 'can-bo-mau-1', pin: '101010' };
const procedure = '2.000815';
const dossierPrefix = 'H00.00.01-261122-';
const numberLength = 6;
/** Longer than any call of a desk takes; a machine that died in between says nothing more. */
const callMs = 20_000;

type Desk = Awaited<ReturnType<typeof signedInDesk>>;

/** Hands dossiers over at the desk, each once; signs in again whenever the desk has forgotten. */
export class SoakOfficer {
  readonly #address: string;
  #desk: Desk | null = null;
  #dossiers = 0;

  /** @param address - of the officer's page, token included */
  constructor(address: string) {
    this.#address = address;
  }

  /** Invites the citizen of the next dossier; false if the desk does not answer or refuses. */
  async launch(): Promise<boolean> {
    this.#dossiers += 1;
    const dossier = `${dossierPrefix}${String(this.#dossiers).padStart(numberLength, '0')}`;
    try {
      await inTime(this.#launch(dossier));
      return true;
    } catch {
      this.#desk = null;
      return false;
    }
  }

  async #launch(dossier: string): Promise<void> {
    this.#desk ??= await signedInDesk(this.#address, who);
    await this.#desk.launch({ dossier, procedure });
  }
}

async function inTime(work: Promise<void>): Promise<void> {
  const over = new AbortController();
  const late = rest(callMs, undefined, over).then(() => Promise.reject(new Error('No answer.')));
  late.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
