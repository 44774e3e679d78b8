import { rm } from 'node:fs/promises';
import { catalogueCurrentPath, cataloguePath } from '../../shared/contract/catalogue-paths.ts';
import { answerBytesMax, downloadTimeoutMs, packageBytesMax } from '../../shared/limits.ts';
import {
  catalogueManifestSchema,
  type CatalogueManifest,
} from '../../shared/model/catalogue-package.ts';
import type { Problem } from '../../shared/model/problems.ts';
import type { InstallCatalogue } from '../core/look-up/installing.ts';
import { documentsPause, type Pause } from './schedule.ts';
import { read, setbackOf, transient } from './setback.ts';
import type { Send } from './signed-request.ts';
import { Tries } from './tries.ts';

/** Where the lane finds what is installed, and what it does with a package. */
export type CatalogueDownward = {
  /** The version of the district's catalogue in use; 0 for none, or for the one the kiosk was shipped with. */
  readonly version: () => number;
  /** Where a download is kept until it is installed. */
  readonly incomingPath: string;
  readonly install: InstallCatalogue;
};

/**
 * The catalogue on its way down, in a lane of its own: a large download never holds up a rating. A package that was
 * refused for what it is is not asked for again until the district offers another version, or the kiosk starts anew.
 */
export class CatalogueLane {
  readonly #parts: CatalogueDownward & { readonly send: Send };
  readonly #tries = new Tries();
  #refusedDigest: string | null = null;

  constructor(parts: CatalogueDownward & { readonly send: Send }) {
    this.#parts = parts;
  }

  /** Why the last step brought nothing; null when it did, or when there was nothing to bring. */
  problem(): Problem | null {
    return this.#tries.problem();
  }

  /** One question, and one download if the answer asks for it; says when to take the next step. */
  async step(): Promise<Pause> {
    const { send, version } = this.#parts;
    const exchange = await send({
      method: 'GET',
      path: `${catalogueCurrentPath}?have=${version()}`,
      headers: {},
      body: null,
      answerBytesMax,
    });
    if (exchange.kind === 'answered' && exchange.status === 204) {
      return this.#tries.over(documentsPause);
    }
    const offered =
      exchange.kind === 'answered' && exchange.status === 200
        ? read(catalogueManifestSchema, exchange.body)
        : null;
    if (offered === null) return this.#tries.again(setbackOf(exchange));
    if (offered.digest === this.#refusedDigest) return documentsPause;
    return this.#fetch(offered);
  }

  async #fetch(offered: CatalogueManifest): Promise<Pause> {
    const { send, incomingPath: saveTo, install } = this.#parts;
    try {
      const exchange = await send({
        method: 'GET',
        path: cataloguePath(offered.version),
        headers: {},
        body: null,
        answerBytesMax: packageBytesMax,
        ...{ saveTo, timeoutMs: downloadTimeoutMs },
      });
      if (exchange.kind !== 'answered' || exchange.status !== 200) {
        return this.#tries.again(setbackOf(exchange));
      }
      const installed = await install(saveTo, 'district', offered.version);
      if (installed.ok) return this.#tries.over(documentsPause);
      const { problem } = installed;
      if (problem.code.startsWith('storage.')) return this.#tries.again(transient(problem));
      this.#refusedDigest = offered.digest;
      return this.#tries.over(documentsPause, problem);
    } finally {
      await rm(saveTo, { force: true });
    }
  }
}
