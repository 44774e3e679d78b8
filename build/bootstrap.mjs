// The door of the repository: `node build/bootstrap.mjs VERB [arguments]`.
//
// Runs on any Node from 18 on, with nothing installed, on Linux, macOS and Windows: plain
// JavaScript, Node's own modules only. It installs the locked packages if they are missing, finds
// the Node version the project needs, and hands over to the TypeScript runner of the verb.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './setup/packages.mjs';
import { findNode } from './setup/node-runtime.mjs';
import { runToEnd } from './setup/run-to-end.mjs';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNodeMajor = 18;

/** Verb -> the TypeScript file that does it. */
const runners = {
  start: 'build/start.ts',
  test: 'build/run-test.ts',
  torture: 'build/run-torture.ts',
  bench: 'build/run-bench.ts',
  soak: 'build/run-soak.ts',
  check: 'build/run-check.ts',
  build: 'build/run-build.ts',
  pictures: 'build/run-pictures.ts',
};

/** @param {string} verb @returns {verb is keyof typeof runners} */
const isVerb = (verb) => Object.hasOwn(runners, verb);

/**
 * @param {string | undefined} verb
 * @param {string[]} forwarded
 * @returns {Promise<number>} exit code
 */
async function main(verb, forwarded) {
  if (Number.parseInt(process.versions.node) < oldestNodeMajor) {
    console.error(
      `Node ${process.versions.node} is too old: install Node ${oldestNodeMajor} or later.`,
    );
    return 1;
  }
  if (verb === undefined || !isVerb(verb)) {
    console.error(`Usage: node build/bootstrap.mjs ${Object.keys(runners).join('|')} [arguments]`);
    return 2;
  }
  if (!(await ensurePackages(repository))) return 1;
  const node = findNode(repository);
  if (node.problem !== undefined) {
    console.error(node.problem);
    return 1;
  }
  const runner = join(repository, runners[verb]);
  if (!existsSync(runner)) {
    console.error(`${runners[verb]} is missing: this copy of the repository is not complete.`);
    return 1;
  }
  return runToEnd(node.path, [runner, ...forwarded], {
    cwd: repository,
    env: withFoldersFirst(dirname(node.path), join(repository, 'node_modules', '.bin')),
  });
}

/**
 * This process's environment with folders put first on the search path. On Windows the variable
 * may be spelt `Path`.
 * @param {string[]} folders
 */
function withFoldersFirst(...folders) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, [name]: [...folders, process.env[name]].join(separator) };
}

const [verb, ...forwarded] = process.argv.slice(2);
process.exitCode = await main(verb, forwarded);
