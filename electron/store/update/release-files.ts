import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { releaseManifestSchema, type ReleaseManifest } from '../../../shared/model/release.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { isGenuine } from '../../core/update/judge.ts';
import { plainMode, readIfThere, writeWhole } from '../atomic-file.ts';
import { storageProblem } from '../failures.ts';
import { syncFolder } from '../folder.ts';
import { isUnpacked, unpack, UnsafeArchive } from './unpack.ts';

const incomingName = 'incoming.tar.gz';
const unpackingName = 'unpacking';

/**
 * The versions of the program in the data folder, `versions/1.2.3` each, beside what they were unpacked from and their
 * manifest. One gets its name by a rename when it is whole and durable; whatever has another name is swept away.
 */
export class ReleaseFiles {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'versions');
  }

  /** Where a download is put before it is taken; swept at the next start. Makes the folder. Throws what the disk says. */
  incoming(): string {
    mkdirSync(this.#folder, { recursive: true });
    return join(this.#folder, incomingName);
  }

  folderOf(version: string): string {
    return join(this.#folder, version);
  }

  /** Makes a version out of the download. Problems: update.truncated, damaged, unsafe, storage.*. */
  async take(manifest: ReleaseManifest): Promise<Result<void, Problem>> {
    const { version } = manifest;
    const path = this.incoming();
    try {
      const checked = await checkFile(path, manifest);
      if (!checked.ok) return checked;
      await this.#unpack(path, version);
      renameSync(path, this.#archive(version));
      writeWhole(this.#manifest(version), JSON.stringify(manifest), plainMode);
      syncFolder(this.#folder);
      return ok(undefined);
    } catch (error) {
      return fail(this.#problem(error, version));
    } finally {
      this.#remove(unpackingName);
    }
  }

  /**
   * Before a start: is what lies there still what was signed? Files that differ from a sound archive are unpacked anew.
   * Problems: update.files, storage.*.
   */
  async check(version: string, keys: readonly string[]): Promise<Result<void, Problem>> {
    const lost = fail(problem('update.files', { version }));
    const manifest = this.#readManifest(version);
    if (!manifest || manifest.version !== version || !isGenuine(manifest, keys)) return lost;
    const archive = this.#archive(version);
    try {
      if (!existsSync(archive) || !(await checkFile(archive, manifest)).ok) return lost;
      if (!(await isUnpacked(archive, this.folderOf(version))))
        await this.#unpack(archive, version);
      return ok(undefined);
    } catch {
      return lost;
    } finally {
      this.#remove(unpackingName);
    }
  }

  /** Removes everything but these versions. Never fails: what stays is swept the next time. */
  sweep(keep: readonly (string | null)[]): void {
    if (!existsSync(this.#folder)) return;
    const kept = new Set(
      keep.flatMap((version) =>
        version === null
          ? []
          : [version, basename(this.#archive(version)), basename(this.#manifest(version))],
      ),
    );
    for (const name of readdirSync(this.#folder)) if (!kept.has(name)) this.#remove(name);
  }

  async #unpack(archive: string, version: string): Promise<void> {
    const unpacking = join(this.#folder, unpackingName);
    this.#remove(unpackingName);
    await unpack(archive, unpacking);
    this.#remove(version);
    renameSync(unpacking, this.folderOf(version));
    syncFolder(this.#folder);
  }

  #archive(version: string): string {
    return join(this.#folder, `${version}.tar.gz`);
  }

  #manifest(version: string): string {
    return join(this.#folder, `${version}.json`);
  }

  #readManifest(version: string): ReleaseManifest | null {
    try {
      const text = readIfThere(this.#manifest(version)) ?? 'null';
      return releaseManifestSchema.nullable().catch(null).parse(JSON.parse(text));
    } catch {
      return null;
    }
  }

  #remove(name: string): void {
    try {
      rmSync(join(this.#folder, name), { recursive: true, force: true });
    } catch {
      // A disk that refuses this says so at the next write that matters.
    }
  }

  #problem(error: unknown, version: string): Problem {
    if (error instanceof UnsafeArchive) {
      return problem('update.unsafe', { version, reason: error.message });
    }
    // Bytes that were signed and are yet no archive: nobody here can mend them.
    return storageProblem(error, this.#folder) ?? problem('update.damaged', { version });
  }
}

async function checkFile(
  path: string,
  { version, size, sha256 }: ReleaseManifest,
): Promise<Result<void, Problem>> {
  const bytes = statSync(path).size;
  if (bytes < size) return fail(problem('update.truncated', { version, bytes, size }));
  if (bytes !== size) return fail(problem('update.damaged', { version }));
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== sha256) return fail(problem('update.damaged', { version }));
  return ok(undefined);
}
