import { rm } from 'node:fs/promises';
import { updateCurrentPath, updatePath } from '../../shared/contract/updates.ts';
import { answerBytesMax, downloadTimeoutMs, updateAskMs } from '../../shared/limits.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { releaseManifestSchema, type ReleaseManifest } from '../../shared/model/release.ts';
import type { Result } from '../../shared/model/result.ts';
import { isPassing, type AskAgain } from '../core/update/updates.ts';
import type { Exchange } from './exchange.ts';
import type { Pause } from './schedule.ts';
import { read, setbackOf, transient } from './setback.ts';
import type { Send } from './signed-request.ts';
import { Tries } from './tries.ts';

/** What the lane asks about a version and hands it over to. */
export type UpdateDownward = {
  /** `have`: nothing to do. Refusals are the machine's to remember and to write down. */
  judge(offered: ReleaseManifest): Result<'take' | 'have', Problem>;
  /** Told when there is nothing for this kiosk. */
  none?(): void;
  /** Where a download is to be put. Throws what the disk says. */
  incoming(): string;
  take(offered: ReleaseManifest): Promise<Result<void, Problem>>;
  /** How often to ask; `updateAskMs` by default. */
  readonly askMs?: number | undefined;
};

/**
 * New versions of the program on their way down, in a lane of their own. A download that broke off begins anew; one that
 * was refused for what it is is not downloaded again until the district offers another or the kiosk starts anew.
 */
export class UpdateLane {
  readonly #parts: UpdateDownward;
  readonly #send: Send;
  readonly #pause: Pause;
  readonly #tries = new Tries();
  #refused: string | null = null;

  constructor(parts: UpdateDownward, send: Send) {
    this.#parts = parts;
    this.#send = send;
    const ms = parts.askMs ?? updateAskMs;
    this.#pause = { ms, nudgedMs: ms };
  }

  /** Why the last step brought nothing; null when it did, or when there was nothing to bring. */
  problem(): Problem | null {
    return this.#tries.problem();
  }

  /** Asks once, out of turn, whether this version is still for this kiosk. */
  readonly askAgain: AskAgain = async (version) => {
    const exchange = await this.#ask();
    if (exchange.kind !== 'answered') return 'silent';
    if (exchange.status === 204) return 'withdrawn';
    if (exchange.status !== 200) {
      return setbackOf(exchange).kind === 'refused' ? 'withdrawn' : 'silent';
    }
    const offered = read(releaseManifestSchema, exchange.body);
    if (offered === null) return 'silent'; // somebody else's page
    return offered.version === version ? 'offered' : 'withdrawn';
  };

  #ask(): Promise<Exchange> {
    return this.#send({
      ...{ method: 'GET', path: updateCurrentPath, headers: {}, body: null },
      answerBytesMax,
    });
  }

  async step(): Promise<Pause> {
    const exchange = await this.#ask();
    if (exchange.kind !== 'answered') return this.#tries.again(setbackOf(exchange));
    // 404: a district of before there were updates.
    if (exchange.status === 204 || exchange.status === 404) {
      this.#parts.none?.();
      return this.#rest(null);
    }
    if (exchange.status !== 200) return this.#tries.again(setbackOf(exchange));
    const offered = read(releaseManifestSchema, exchange.body);
    if (offered === null) return this.#rest(problem('update.manifest'));
    if (offered.signature === this.#refused) return this.#rest(this.problem());
    const judged = this.#parts.judge(offered);
    if (!judged.ok) return this.#rest(judged.problem);
    return judged.value === 'have' ? this.#rest(null) : this.#fetch(offered);
  }

  async #fetch(offered: ReleaseManifest): Promise<Pause> {
    let saveTo: string;
    try {
      saveTo = this.#parts.incoming();
    } catch {
      return this.#tries.again(transient(problem('storage.failing', { path: 'versions' })));
    }
    try {
      const exchange = await this.#send({
        ...{ method: 'GET', path: updatePath(offered.version), headers: {}, body: null },
        answerBytesMax: offered.size,
        ...{ saveTo, timeoutMs: downloadTimeoutMs },
      });
      if (exchange.kind !== 'answered' || exchange.status !== 200) {
        return this.#tries.again(setbackOf(exchange));
      }
      const taken = await this.#parts.take(offered);
      if (taken.ok) return this.#rest(null);
      if (isPassing(taken.problem)) return this.#tries.again(transient(taken.problem));
      this.#refused = offered.signature;
      return this.#rest(taken.problem);
    } finally {
      await rm(saveTo, { force: true });
    }
  }

  #rest(found: Problem | null): Pause {
    return this.#tries.over(this.#pause, found);
  }
}
