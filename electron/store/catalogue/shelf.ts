import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { createListeners } from '../../core/listeners.ts';
import type {
  Catalogue,
  CatalogueOrigin,
  CatalogueShelf,
  PackageSource,
} from '../../core/look-up/ports.ts';
import type { IdentityStore, Log } from '../../core/ports.ts';
import { expectedProblem, isDamage, NewerFormat } from '../failures.ts';
import { databaseSuffixes, syncFolder } from '../folder.ts';
import { CatalogueFile } from './catalogue-file.ts';
import type { PublishingKey } from './package-head.ts';
import { readPointer, writePointer, type Built } from './pointer.ts';
import { builderSource, runBuilder, type RunningBuild } from './run-builder.ts';
import { shippedDigest } from './shipped.ts';

export type ShelfOptions = {
  readonly folder: string;
  readonly identity: IdentityStore;
  readonly log: Log;
  /** The package that came with the program, if one did. */
  readonly shipped?: string | undefined;
  /** The builder's entry; the sources' own by default. */
  readonly builder?: URL | undefined;
};

const buildingName = 'catalogue.building.sqlite';
const incomingName = 'catalogue.incoming';

type Open = { readonly built: Built; readonly file: CatalogueFile };

/**
 * The catalogues in the data folder: `catalogue-….sqlite`, one file each, and the pointer that says which is in use. A
 * new one is built under another name, made durable, given its name, and only then pointed at. Whenever the power goes,
 * the pointer names a whole catalogue: the old one or the new one.
 */
export class Shelf implements CatalogueShelf {
  readonly #options: ShelfOptions;
  readonly #changed = createListeners<void>();
  #open: Open | null = null;
  #previous: Built | null = null;
  #building: RunningBuild | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** Opens what is installed, the newest that is sound. Problems: storage.*. */
  static open(options: ShelfOptions): Result<Shelf, Problem> {
    try {
      return ok(new Shelf(options));
    } catch (error) {
      return fail(expectedProblem(error, options.folder));
    }
  }

  private constructor(options: ShelfOptions) {
    this.#options = options;
    this.#sweep();
    const pointer = readPointer(options.folder);
    if (!pointer) return;
    this.#open = this.#openSound(pointer.current);
    if (this.#open) this.#previous = pointer.previous;
    else this.#open = pointer.previous && this.#openSound(pointer.previous);
  }

  /** Where a download is put before it is installed; swept at the next start. */
  get incomingPath(): string {
    return this.#path(incomingName);
  }

  current(): Catalogue | null {
    return this.#open?.file ?? null;
  }

  onChange(listener: () => void): () => void {
    return this.#changed.join(listener);
  }

  /** Builds the shipped catalogue where nothing is installed, or where the program brought another one. */
  async prepare(): Promise<Result<void, Problem>> {
    const { shipped } = this.#options;
    if (shipped === undefined || !existsSync(shipped)) return ok(undefined);
    if (this.#open && this.#open.built.origin !== 'shipped') return ok(undefined);
    if (this.#open && (await shippedDigest(shipped)) === this.#open.built.digest) {
      return ok(undefined);
    }
    const built = await this.#inTurn(() => this.#build(shipped, 'shipped', null));
    return built.ok ? ok(undefined) : built;
  }

  install(path: string, source: PackageSource): Promise<Result<CatalogueManifest, Problem>> {
    return this.#inTurn(() => {
      const key = this.#options.identity.read()?.publishingKey;
      if (!key) return Promise.resolve(fail(problem('catalogue.no-key')));
      return this.#build(path, source, key);
    });
  }

  /** Nothing is read any more when this returns; resolves when nothing is built any more either. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#open?.file.close();
    this.#open = null;
    await this.#building?.stop();
  }

  /** One build at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #build(
    path: string,
    origin: CatalogueOrigin,
    key: PublishingKey | null,
  ): Promise<Result<CatalogueManifest, Problem>> {
    const target = this.#path(buildingName);
    try {
      removeDatabase(target);
      const newerThan = origin === 'district' ? this.#publishedVersion() : null;
      const builder = this.#options.builder ?? builderSource;
      this.#building = runBuilder(builder, { path, target, key, newerThan });
      const manifest = await this.#building.outcome;
      if (manifest.ok && !this.#closed) this.#take(target, manifest.value, origin);
      return manifest;
    } catch (error) {
      return fail(expectedProblem(error, this.#options.folder));
    } finally {
      this.#building = null;
      removeDatabase(target);
    }
  }

  /** The shipped one has no version: whatever the district publishes comes after it. */
  #publishedVersion(): number | null {
    const file = this.#open?.file;
    return file && file.origin !== 'shipped' ? file.manifest.version : null;
  }

  /** Names the built file, opens it, points at it, and forgets what is older than the one before it. */
  #take(target: string, { version, digest }: CatalogueManifest, origin: CatalogueOrigin): void {
    const { folder } = this.#options;
    const name = origin === 'shipped' ? 'shipped' : String(version);
    const built: Built = {
      file: `catalogue-${name}-${digest.slice(0, 8)}.sqlite`,
      ...{ origin, digest },
    };
    const before = this.#open;
    if (before?.built.file === built.file) return; // the very same content: it is in use already
    renameSync(target, this.#path(built.file));
    syncFolder(folder);
    const open = this.#openFile(built);
    writePointer(folder, { current: built, previous: before?.built ?? null });
    [this.#open, this.#previous] = [open, before?.built ?? null];
    before?.file.close();
    this.#sweep();
    this.#changed.tell();
  }

  #openSound(built: Built): Open | null {
    try {
      return this.#openFile(built);
    } catch (error) {
      if (
        !isDamage(error) &&
        !(error instanceof NewerFormat) &&
        existsSync(this.#path(built.file))
      ) {
        throw error;
      }
      this.#options.log('catalogue.damaged', { file: built.file, reason: String(error) });
      return null;
    }
  }

  #openFile(built: Built): Open {
    const onDamage = (error: unknown): void => this.#fallBack(built, error);
    const file = new CatalogueFile(this.#path(built.file), { origin: built.origin, onDamage });
    return { built, file };
  }

  /** The one in use turned out damaged: the one before it, else the shipped one. The damaged file is not used again. */
  #fallBack(built: Built, error: unknown): void {
    if (this.#open?.built !== built) return;
    const { folder, log } = this.#options;
    log('catalogue.damaged', { file: built.file, reason: String(error) });
    const damaged = this.#open.file;
    this.#open = this.#previous && this.#openSound(this.#previous);
    this.#previous = null;
    if (this.#open) writePointer(folder, { current: this.#open.built, previous: null });
    setImmediate(() => {
      damaged.close(); // not under the hands of whoever is reading
      rmSync(this.#path(built.file), { force: true });
    });
    this.#changed.tell();
    if (!this.#open) void this.prepare();
  }

  /** Removes what interrupted work left behind and what nothing points at. */
  #sweep(): void {
    const { folder } = this.#options;
    const pointer = readPointer(folder);
    const kept = new Set([pointer?.current.file, pointer?.previous?.file]);
    for (const name of readdirSync(folder)) {
      const isBuilt = /^catalogue-[a-z0-9-]+\.sqlite(-journal|-wal|-shm)?$/.test(name);
      const isLeft = name.startsWith(buildingName) || (name === incomingName && !this.#open);
      if (isLeft || (isBuilt && !kept.has(name))) rmSync(join(folder, name), { force: true });
    }
  }

  #path(name: string): string {
    return join(this.#options.folder, name);
  }
}

function removeDatabase(path: string): void {
  for (const suffix of databaseSuffixes) rmSync(path + suffix, { force: true });
}
