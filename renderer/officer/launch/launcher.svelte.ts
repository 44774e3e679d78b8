import { SvelteMap } from 'svelte/reactivity';
import type { Apology, DeskDossier, DeskProcedure } from '../../../shared/contract/desk.ts';
import type { HandOver } from '../../../shared/model/journal.ts';
import type { ProblemCode } from '../../../shared/model/problems.ts';
import type { Result } from '../../../shared/model/result.ts';
import type { Desk } from '../desk.svelte.ts';
import type { Message, PlainKey } from '../wording.svelte.ts';
import { ApologyDraft, type ApologyCause } from './apology-draft.svelte.ts';
import { entryFault } from './dossier-entry.ts';

/** What the desk waits for: a code, the kiosk, or the one thing about a dossier that only the officer knows. */
export type Step =
  | { readonly kind: 'code' }
  | { readonly kind: 'busy'; readonly doing: 'looking' | 'sending' }
  | { readonly kind: 'which'; readonly dossiers: readonly DeskDossier[] }
  | { readonly kind: 'procedure'; readonly dossier: DeskDossier }
  | { readonly kind: 'apology'; readonly asked: AskedApology };

export type AskedApology = {
  readonly dossier: DeskDossier;
  readonly procedure: DeskProcedure | null;
  readonly cause: ApologyCause;
  readonly draft: ApologyDraft;
};

/** From a code to an invitation: at once if the machine knows enough, else by one question at a time. */
export class Launcher {
  /** What stands in the code field. */
  text = $state('');
  /** How the dossier ended; null: as its record says, or completed. */
  handOver = $state<HandOver | null>(null);
  correction = $state(false);
  step = $state.raw<Step>({ kind: 'code' });
  refused = $state.raw<Message | null>(null);
  /** What is worth saying of the launch just made. */
  said = $state.raw<PlainKey | null>(null);
  readonly #desk: Desk;
  #run = new AbortController();
  /** A scan that came while an invitation was on its way. */
  #next: string | null = null;
  readonly #drafts = new SvelteMap<string, ApologyDraft>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** A whole code from a scanner or the clipboard, or what was typed: launches if nothing has to be asked. */
  async submit(text = this.text): Promise<void> {
    if (this.step.kind === 'busy' && this.step.doing === 'sending') {
      this.#next = text;
      return;
    }
    const run = this.#begin(text);
    const fault = entryFault(text);
    if (fault !== null) return this.#refuse({ kind: 'text', key: fault });
    this.step = { kind: 'busy', doing: 'looking' };
    const found = await this.#desk.find(text, run);
    if (!run.aborted) await this.#goOnWith(found);
  }

  /** The officer has said which dossier it is. */
  async take(dossier: DeskDossier): Promise<void> {
    if (dossier.rated) return this.#send(dossier, null);
    if (dossier.procedure && dossier.suggested === 'record') {
      return this.#send(dossier, dossier.procedure);
    }
    this.step = { kind: 'procedure', dossier };
  }

  async choose(procedure: DeskProcedure): Promise<void> {
    if (this.step.kind === 'procedure') await this.#send(this.step.dossier, procedure);
  }

  /** The slip's facts, if they are whole; or the word that they cannot be given. */
  async apologise(cannot = false): Promise<void> {
    if (this.step.kind !== 'apology') return;
    const { dossier, procedure, draft } = this.step.asked;
    const apology = cannot ? 'not-recorded' : draft.complete(this.#today);
    if (apology !== null) await this.#send(dossier, procedure, apology);
  }

  /** Leaves the dossier; what was typed for its slip is kept until it comes back. */
  back(): void {
    this.#run.abort();
    this.refused = null;
    this.step = { kind: 'code' };
    this.#takeNext();
  }

  /** For good: somebody else sits here now. */
  drop(): void {
    this.#next = null;
    this.#run.abort();
  }

  async #goOnWith(found: Result<readonly DeskDossier[], Message>): Promise<void> {
    if (!found.ok) return this.#refuse(found.problem);
    const [first, ...others] = found.value;
    if (first && others.length === 0) return this.take(first);
    this.step = { kind: 'which', dossiers: found.value };
  }

  /** Whether one is due, and whether its facts are known already, only the machine can tell. */
  #askApology(dossier: DeskDossier, procedure: DeskProcedure | null): void {
    const isLate = dossier.lateness.state === 'late' && !this.correction;
    const cause = isLate ? 'late' : 'correction';
    const handOver = this.handOver ?? dossier.handOver ?? 'completed';
    const draft = this.#drafts.get(dossier.dossier) ?? new ApologyDraft(handOver, this.#today);
    this.#drafts.set(dossier.dossier, draft);
    this.step = { kind: 'apology', asked: { dossier, procedure, cause, draft } };
  }

  async #send(
    dossier: DeskDossier,
    procedure: DeskProcedure | null,
    apology?: Apology | 'not-recorded',
  ): Promise<void> {
    this.step = { kind: 'busy', doing: 'sending' };
    const run = this.#run.signal;
    const launched = await this.#desk.launch(
      {
        dossier: dossier.dossier,
        ...(procedure ? { procedure: procedure.code } : {}),
        ...(this.handOver ? { handOver: this.handOver } : {}),
        ...(this.correction ? { correction: true } : {}),
        ...(apology ? { apology } : {}),
      },
      run,
    );
    if (run.aborted) return;
    if (!launched.ok) return this.#answerRefusal(launched.problem, dossier, procedure);
    this.#drafts.delete(dossier.dossier);
    this.#empty();
    this.said = apology === 'not-recorded' ? 'apology.notRecorded' : null;
    this.#takeNext();
  }

  /** What the machine still needs is asked for; anything else is said. */
  #answerRefusal(refusal: Message, dossier: DeskDossier, procedure: DeskProcedure | null): void {
    if (isProblem(refusal, 'procedure.')) {
      this.step = { kind: 'procedure', dossier };
      if (!isProblem(refusal, 'procedure.needed')) this.refused = refusal;
    } else if (isProblem(refusal, 'apology.needed')) this.#askApology(dossier, procedure);
    else this.#refuse(refusal);
    if (this.#next !== null) this.text = this.#next;
    this.#next = null;
  }

  #takeNext(): void {
    const next = this.#next;
    this.#next = null;
    if (next !== null) void this.submit(next);
  }

  #begin(text: string): AbortSignal {
    this.#run.abort();
    this.#run = new AbortController();
    this.text = text;
    this.refused = null;
    this.said = null;
    return this.#run.signal;
  }

  #refuse(message: Message): void {
    this.step = { kind: 'code' };
    this.refused = message;
  }

  #empty(): void {
    this.text = '';
    this.handOver = null;
    this.correction = false;
    this.step = { kind: 'code' };
  }

  get #today(): string {
    return this.#desk.station?.today ?? '';
  }
}

/** Whether a refusal is this problem, or one of the family `procedure.`. */
function isProblem(message: Message, code: ProblemCode | 'procedure.'): boolean {
  return message.kind === 'problem' && message.problem.code.startsWith(code);
}
