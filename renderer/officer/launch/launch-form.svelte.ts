import { parseDossierCode } from '../../../shared/model/dossier-code.ts';
import type { OfficerId } from '../../../shared/model/ids.ts';
import type { HandOver } from '../../../shared/model/journal.ts';
import type { DeskProcedure } from '../../../shared/contract/desk.ts';
import type { Desk } from '../desk.svelte.ts';
import type { Message } from '../wording.svelte.ts';
import { completeCode, isUntouched } from './dossier-entry.ts';

/** Where a message stands: beside the field it is about, or over the whole form. */
export type Place = 'dossier' | 'procedure' | 'form';
export type PlacedMessage = { readonly place: Place; readonly message: Message };

/** The form of one invitation, emptied after each. */
export class LaunchForm {
  procedure = $state.raw<DeskProcedure | null>(null);
  handOver = $state<HandOver>('completed');
  refused = $state.raw<PlacedMessage | null>(null);
  sending = $state(false);
  #typed = $state<string | null>(null);
  readonly #desk: Desk;
  readonly #officer: () => OfficerId;

  constructor(desk: Desk, officer: () => OfficerId) {
    this.#desk = desk;
    this.#officer = officer;
  }

  /** What stands in the code field: the first part of today's codes until something is typed. */
  get dossier(): string {
    return this.#typed ?? this.#prefix;
  }

  set dossier(typed: string) {
    this.#typed = typed;
  }

  get isDossierTouched(): boolean {
    return !isUntouched(this.dossier, this.#prefix);
  }

  /** Reads the dossier field; says what is wrong with it. */
  checkDossier(): boolean {
    if (!this.isDossierTouched) {
      return this.#refuse('dossier', { kind: 'text', key: 'launch.dossierMissing' });
    }
    const code = parseDossierCode(completeCode(this.dossier, this.#prefix));
    if (!code.ok) return this.#refuse('dossier', { kind: 'problem', problem: code.problem });
    this.dossier = code.value.raw;
    if (this.refused?.place === 'dossier') this.refused = null;
    return true;
  }

  choose(procedure: DeskProcedure | null): void {
    this.procedure = procedure;
    if (this.refused?.place === 'procedure') this.refused = null;
  }

  /** Launches if the form is complete. Answers where the officer's hands belong next. */
  async submit(): Promise<Place> {
    if (this.sending) return 'form';
    this.refused = null;
    if (!this.checkDossier()) return 'dossier';
    if (!this.procedure) {
      this.#refuse('procedure', { kind: 'text', key: 'launch.procedureMissing' });
      return 'procedure';
    }
    return this.#send(this.procedure);
  }

  async #send(procedure: DeskProcedure): Promise<Place> {
    this.sending = true;
    const launched = await this.#desk.launch({
      officer: this.#officer(),
      dossier: this.dossier,
      procedure: procedure.code,
      handOver: this.handOver,
    });
    this.sending = false;
    if (launched.ok) {
      this.#empty();
      return 'dossier';
    }
    const place = placeOf(launched.problem);
    this.#refuse(place, launched.problem);
    return place;
  }

  get #prefix(): string {
    return this.#desk.station?.dossierPrefix ?? '';
  }

  #refuse(place: Place, message: Message): false {
    this.refused = { place, message };
    return false;
  }

  #empty(): void {
    this.#typed = null;
    this.procedure = null;
    this.handOver = 'completed';
  }
}

function placeOf(message: Message): Place {
  if (message.kind === 'text') return 'form';
  const { code } = message.problem;
  if (code.startsWith('dossier.') || code === 'survey.already-rated') return 'dossier';
  return code === 'procedure.unknown' ? 'procedure' : 'form';
}
