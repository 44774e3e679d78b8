import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const root = path.resolve(import.meta.dirname, '../..');

/**
 * Where Node keeps what it compiled, from the second start on: a server starts sooner and needs 20 MB less, because
 * nothing loads the TypeScript stripper any more. Beside the packages, so nobody who may not change them can plant code.
 */
const compileCache = path.join(root, 'node_modules', '.cache', 'node');

/** How long a server may take to close its files before it is stopped hard. */
const closeMs = 10_000;

export type Child<Ready> = {
  readonly process: ChildProcess;
  /** What the child said when it listened. */
  readonly ready: Ready;
  readonly ended: Promise<number>;
  stop(): Promise<void>;
};

/**
 * Starts one of our servers as a process of its own and waits until it says that it listens.
 * The channel between the two is also its leash: when this process dies, the channel closes and the child closes too.
 *
 * @throws Error with the child's own last words when it ends before it listens.
 */
export async function startChild<Ready>(
  name: string,
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Child<Ready>> {
  const child = spawn(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ...environment },
  });
  const lastWords: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue; // cannot be: both are pipes
    createInterface({ input: stream }).on('line', (line) => {
      lastWords.splice(0, Math.max(0, lastWords.length - 19));
      lastWords.push(line);
      process.stdout.write(`  ${name} | ${line}\n`);
    });
  }
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  const ready = await Promise.race([firstMessage<Ready>(child), ended.then(() => null)]);
  if (ready === null)
    throw new Error(`${name} ended before it was ready:\n${lastWords.join('\n')}`);
  return { process: child, ready, ended, stop: () => stop(child, ended) };
}

async function firstMessage<Ready>(child: ChildProcess): Promise<Ready> {
  const [message] = (await once(child, 'message')) as [Ready];
  return message;
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), closeMs);
  await ended;
  clearTimeout(hard);
}
