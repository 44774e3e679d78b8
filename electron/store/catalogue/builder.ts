import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { expectedProblem } from '../failures.ts';
import { buildCatalogue, type BuildOrder } from './build-catalogue.ts';
import { PackageError } from './package-lines.ts';

/**
 * A thread of its own that builds one catalogue and ends: verifying and indexing ten thousand procedures takes seconds
 * that the citizen's screen does not have.
 */
const order = workerData as BuildOrder;
parentPort?.postMessage(await built());

async function built(): Promise<Result<CatalogueManifest, Problem>> {
  try {
    return ok(await buildCatalogue(order));
  } catch (error) {
    return fail(
      error instanceof PackageError
        ? packageProblem(error)
        : expectedProblem(error, dirname(order.target)),
    );
  }
}

function packageProblem({ kind, message }: PackageError): Problem {
  switch (kind) {
    case 'unreadable':
      return unreadable(message);
    case 'damaged':
      return problem('catalogue.package-damaged', { reason: message });
    case 'format':
      return problem('catalogue.package-format', { reason: message });
    case 'signature':
      return problem('catalogue.package-signature', { reason: message });
    case 'older':
      return problem('catalogue.package-older', {
        version: message,
        installed: order.newerThan ?? 0,
      });
  }
}

/** A download lies on the kiosk's own disk, and is tried again; anything else is a stick, and a person's to plug in. */
function unreadable(reason: string): Problem {
  const { path, target } = order;
  return dirname(path) === dirname(target)
    ? problem('storage.failing', { path })
    : problem('catalogue.package-unreadable', { path, reason });
}
