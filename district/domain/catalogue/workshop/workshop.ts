import { Worker } from 'node:worker_threads';
import {
  workshopIdleMs,
  workshopMemoryMebibytes,
  workshopTaskMs,
} from '../../../../shared/limits.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

/**
 * Where whole catalogues are read, compared and packed: a thread of its own, so that journals are taken in meanwhile.
 * One task at a time, in the order of asking: a catalogue of full size needs some hundred MB, two at once twice that.
 * The thread holds nothing that could be lost, starts when it is needed and ends when it has been idle; it keeps no
 * process alive.
 */
let thread: Worker | null = null;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/** A task that the thread could not bring to an end: it ran out of memory or time, or something threw. */
export class WorkshopError extends Error {
  readonly tooMuch: boolean;

  constructor(task: TaskName, cause: unknown, tooMuch: boolean) {
    super(`The task "${task}" of the catalogue's workshop failed`, { cause });
    this.tooMuch = tooMuch;
  }
}

export function inWorkshop<N extends TaskName>(
  name: N,
  input: TaskInput<N>,
): Promise<TaskOutput<N>> {
  const mine = last.then(() => run(name, input));
  last = mine.catch(() => undefined);
  return mine;
}

async function run<N extends TaskName>(name: N, input: TaskInput<N>): Promise<TaskOutput<N>> {
  clearTimeout(idle);
  const worker = (thread ??= open());
  worker.ref(); // somebody waits for the answer
  try {
    return (await answerOf(worker, name, input)) as TaskOutput<N>;
  } catch (error) {
    thread = null;
    await worker.terminate();
    throw error;
  } finally {
    worker.unref();
    idle = setTimeout(close, workshopIdleMs).unref();
  }
}

function open(): Worker {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    name: 'catalogue',
    resourceLimits: { maxOldGenerationSizeMb: workshopMemoryMebibytes },
  });
  const forget = () => {
    if (thread === worker) thread = null;
  };
  return worker.on('error', forget).on('exit', forget); // whoever waits for an answer hears of it too
}

function close(): void {
  void thread?.terminate();
  thread = null;
}

function answerOf(worker: Worker, name: TaskName, input: unknown): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const fail = (cause: unknown) => reject(new WorkshopError(name, cause, isOutOfMemory(cause)));
  const ended = (code: number) => fail(new Error(`The thread ended with ${code}`));
  const overtime = setTimeout(
    () =>
      reject(new WorkshopError(name, new Error(`It took longer than ${workshopTaskMs} ms`), true)),
    workshopTaskMs,
  );
  worker.on('message', resolve).on('error', fail).on('exit', ended);
  worker.postMessage({ name, input });
  return promise.finally(() => {
    clearTimeout(overtime);
    worker.off('message', resolve).off('error', fail).off('exit', ended);
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
