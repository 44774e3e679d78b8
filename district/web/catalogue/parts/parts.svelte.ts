import type { EditablePart, PartText } from '../../../../shared/contract/catalogue.ts';
import type { DistrictClient } from '../../../../shared/contract/district.ts';
import type { Result } from '../../../../shared/model/result.ts';
import type { Trouble } from '../../ask.ts';
import { Fetched } from '../../fetched.svelte.ts';
import { codesOf, namesByCode, namesFrom, type Named } from './names.ts';
import { faultsOf } from './part-faults.ts';
import { editableParts, itemsFrom, textFrom, type PartItems } from './part-items.ts';

type Catalogue = DistrictClient['office']['catalogue'];
type Ask = <T>(question: (catalogue: Catalogue) => Promise<T>) => Promise<Result<T, Trouble>>;

/** One part on the page: what the server keeps, and what somebody has made of it since. */
export class PartSheet<P extends EditablePart = EditablePart> {
  readonly part: P;
  readonly kept = new Fetched<PartText>();
  items = $state.raw<PartItems[P]>([] as unknown as PartItems[P]);
  /** What was refused is said once somebody has tried to save. */
  tried = $state(false);
  readonly dirty = $derived.by(() => textFrom(this.part, this.items) !== this.#keptText);
  #keptText = $state('[]');

  constructor(part: P) {
    this.part = part;
  }

  /** Asks for the part, or saves it; what the server then keeps is shown. What is typed meanwhile, or refused, stays. */
  async load(question: () => Promise<Result<PartText, Trouble>>): Promise<boolean> {
    const asked = this.items;
    if (!(await this.kept.load(question))) return false;
    if (this.items === asked) this.undo();
    else this.#keptText = textFrom(this.part, this.#keptItems());
    return true;
  }

  #keptItems(): PartItems[P] {
    return itemsFrom(this.part, this.kept.value?.text ?? '[]');
  }

  undo(): void {
    this.items = this.#keptItems();
    this.#keptText = textFrom(this.part, this.items);
    this.tried = false;
    this.kept.trouble = null;
  }
}

/** The parts of the draft beside its procedures: each may be edited and saved by itself. */
export class PartsWork {
  readonly sheets = {
    'life-events': new PartSheet('life-events'),
    aliases: new PartSheet('aliases'),
    assignments: new PartSheet('assignments'),
    feedback: new PartSheet('feedback'),
  } as const;
  names = $state.raw<readonly Named[]>([]);
  readonly byCode = $derived(namesByCode(this.names));
  readonly codes = $derived(codesOf(this.names));
  readonly dirty = $derived.by(() => editableParts.some((part) => this.sheets[part].dirty));
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Loads what nobody is editing at the moment. */
  async refresh(): Promise<void> {
    const untouched = editableParts.filter((part) => !this.sheets[part].dirty);
    await Promise.all([this.#loadNames(), ...untouched.map((part) => this.#load(part))]);
  }

  faults<P extends EditablePart>(part: P) {
    const { items } = this.sheets[part] as unknown as PartSheet<P>;
    return faultsOf(part, items, this.codes);
  }

  /** Saves what was edited. False when there is something to mend first or the server refuses. */
  async save(part: EditablePart): Promise<boolean> {
    const sheet = this.sheets[part];
    sheet.tried = true;
    if (this.faults(part).some((faults) => Object.keys(faults).length > 0)) return false;
    return this.put(part, textFrom(part, sheet.items));
  }

  /** Saves a text as it is; the server checks it. */
  async put(part: EditablePart, text: string): Promise<boolean> {
    const sheet: PartSheet = this.sheets[part];
    const digest = sheet.kept.value?.digest ?? '';
    return sheet.load(() => this.#ask((catalogue) => catalogue.putPart({ part, text, digest })));
  }

  async #load(part: EditablePart): Promise<void> {
    const sheet: PartSheet = this.sheets[part];
    await sheet.load(() => this.#ask((catalogue) => catalogue.part({ part })));
  }

  async #loadNames(): Promise<void> {
    const answer = await this.#ask((catalogue) => catalogue.names());
    if (!answer.ok) return; // the parts themselves say that the server cannot be reached
    this.names = namesFrom(answer.value.text);
  }
}
