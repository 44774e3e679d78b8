import type {
  CatalogueOverview,
  ColumnMapping,
  Completeness,
  EditablePart,
  ImportField,
  ImportPreview,
  Missing,
} from '../../../shared/contract/catalogue.ts';
import type { DistrictClient } from '../../../shared/contract/district.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import type { Result } from '../../../shared/model/result.ts';
import type { Unit } from '../../../shared/model/unit.ts';
import type { Trouble } from '../ask.ts';
import { Fetched } from '../fetched.svelte.ts';
import type { Session } from '../session/session.svelte.ts';
import { handIn, type HandedIn } from './hand-in.ts';
import { PartsWork } from './parts/parts.svelte.ts';

type Catalogue = DistrictClient['office']['catalogue'];

/** What was done last, to be said where it was done. */
export type Done = 'taken' | 'published' | 'saved' | 'assigned' | 'reset' | null;

/** The office's work with the catalogue: versions, draft, import, parts and completeness. */
export class CatalogueWork {
  readonly overview = new Fetched<CatalogueOverview>();
  readonly preview = new Fetched<ImportPreview>();
  readonly parts = new PartsWork((question) => this.#ask(question));
  readonly units = new Fetched<readonly Unit[]>();
  readonly completeness = new Fetched<Completeness>();
  done = $state<Done>(null);
  /** Withdrawing is somebody's decision, never the consequence of a short file. */
  missing = $state<Missing>('keep');
  readonly #session: Session;
  readonly #handIn: (handedIn: HandedIn) => Promise<Result<ImportPreview, Trouble>>;
  #file: File | null = null;
  #mapping: ColumnMapping | null = null;

  constructor(session: Session, hand: typeof handIn = handIn) {
    this.#session = session;
    this.#handIn = hand;
  }

  async start(): Promise<void> {
    await Promise.all([this.refresh(), this.parts.refresh(), this.#firstUnit()]);
  }

  async refresh(): Promise<void> {
    await this.overview.load(() => this.#ask((catalogue) => catalogue.overview()));
  }

  /** Previews a file; its columns are mapped as the server knows or reads them. */
  async chooseFile(file: File): Promise<void> {
    this.#file = file;
    this.#mapping = null;
    await this.#previewAgain();
  }

  /** Previews the same file with a column mapped otherwise. */
  async map(heading: string, field: ImportField | null): Promise<void> {
    const columns = this.preview.value?.columns ?? [];
    const present = Object.fromEntries(columns.map((column) => [column.heading, column.field]));
    this.#mapping = { ...present, ...this.#mapping, [heading]: field };
    await this.#previewAgain();
  }

  async chooseMissing(missing: Missing): Promise<void> {
    this.missing = missing;
    await this.#previewAgain();
  }

  async #previewAgain(): Promise<void> {
    const file = this.#file;
    if (!file) return;
    this.done = null;
    const { missing } = this;
    const handedIn = { file, missing, mapping: this.#mapping };
    await this.preview.load(() => this.#session.send(() => this.#handIn(handedIn)));
    if (this.preview.trouble && !this.#mapping) this.preview.value = null; // of another file
  }

  async takeImport(): Promise<void> {
    const id = this.preview.value?.id;
    if (id === undefined) return;
    if (!(await this.#change('taken', (catalogue) => catalogue.takeImport({ id })))) return;
    this.preview.value = null;
    this.#file = null;
  }

  async putLabel(label: string): Promise<void> {
    await this.#change('saved', (catalogue) => catalogue.putLabel({ label }));
  }

  async resetDraft(): Promise<void> {
    await this.#change('reset', (catalogue) => catalogue.resetDraft());
  }

  async publish(): Promise<void> {
    const draft = this.overview.value?.draft.digest ?? '';
    await this.#change('published', async (catalogue) => {
      await catalogue.publish({ draft });
      return catalogue.overview();
    });
    await this.#loadCompleteness();
  }

  async publishAgain(version: number): Promise<void> {
    await this.#change('published', async (catalogue) => {
      await catalogue.publishAgain({ version });
      return catalogue.overview();
    });
    await this.#loadCompleteness();
  }

  /** Saves a part as it was edited. */
  async savePart(part: EditablePart): Promise<void> {
    this.done = null;
    if (await this.parts.save(part)) await this.#partSaved();
  }

  /** Saves a part as it was written. */
  async putPart(part: EditablePart, text: string): Promise<void> {
    this.done = null;
    if (await this.parts.put(part, text)) await this.#partSaved();
  }

  async #partSaved(): Promise<void> {
    await this.refresh();
    this.done = 'saved';
  }

  /** Lets units receive everything that no unit receives yet. */
  async assign(units: readonly UnitId[]): Promise<void> {
    await this.#change('assigned', (catalogue) =>
      catalogue.assign({ codes: null, units: [...units] }),
    );
  }

  async chooseUnit(unit: UnitId): Promise<void> {
    await this.completeness.load(() => this.#ask((catalogue) => catalogue.completeness({ unit })));
  }

  async #firstUnit(): Promise<void> {
    await this.units.load(() => this.#session.ask((district) => district.office.units()));
    const [first] = this.units.value ?? [];
    if (first) await this.chooseUnit(first.id);
  }

  async #loadCompleteness(): Promise<void> {
    const unit = this.completeness.value?.unit.id;
    if (unit !== undefined) await this.chooseUnit(unit);
  }

  /** Asks for a change that answers the new overview; says whether it was done. */
  async #change(
    done: Done,
    question: (catalogue: Catalogue) => Promise<CatalogueOverview>,
  ): Promise<boolean> {
    this.done = null;
    const changed = await this.overview.load(() => this.#ask(question));
    if (!changed) return false;
    this.done = done;
    void this.parts.refresh();
    return true;
  }

  #ask<T>(question: (catalogue: Catalogue) => Promise<T>): Promise<Result<T, Trouble>> {
    return this.#session.ask((district) => question(district.office.catalogue));
  }
}
