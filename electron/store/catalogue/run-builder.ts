import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, type Result } from '../../../shared/model/result.ts';
import type { BuildOrder } from './build-catalogue.ts';

/** Beside this file when the sources run; the bundle names its own. */
export const builderSource = new URL('./builder.ts', import.meta.url);

/** Short-lived lines and words are most of the work: with less room they are collected over and over. */
const youngMegabytes = 64;

export type RunningBuild = {
  readonly outcome: Promise<Result<CatalogueManifest, Problem>>;
  /** Ends it where it is; its outcome is then `storage.failing`. */
  stop(): Promise<void>;
};

/** Runs the builder in a thread. A defect in it is thrown here. */
export function runBuilder(builder: URL, order: BuildOrder): RunningBuild {
  const resourceLimits = { maxYoungGenerationSizeMb: youngMegabytes };
  const worker = new Worker(builder, { workerData: order, resourceLimits });
  const outcome = new Promise<Result<CatalogueManifest, Problem>>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    // Stopped before it was done: nothing was installed, as when the disk gives way.
    const path = dirname(order.target);
    worker.once('exit', () => resolve(fail(problem('storage.failing', { path }))));
  });
  return {
    outcome,
    stop: async () => {
      await worker.terminate();
    },
  };
}
