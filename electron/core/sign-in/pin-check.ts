import { Worker } from 'node:worker_threads';
import type { PinCheck } from '../ports.ts';
import type { PinAnswer, PinQuestion } from './pin-thread.ts';

/** Beside this file when the sources run; the bundle names its own. */
const threadSource = new URL('./pin-thread.ts', import.meta.url);

type Asked = { readonly resolve: (right: boolean) => void; readonly reject: (e: Error) => void };

/** Asks the thread, which is started with the first question. A thread that fails fails every open question. */
export function createPinCheck(thread: URL = threadSource): PinCheck {
  const open = new Map<number, Asked>();
  let worker: Worker | null = null;
  let asked = 0;

  const start = (): Worker => {
    const started = new Worker(thread);
    started.unref();
    started.on('message', ({ id, right }: PinAnswer) => {
      open.get(id)?.resolve(right);
      open.delete(id);
    });
    const end = (error: Error): void => {
      worker = null;
      for (const { reject } of open.values()) reject(error);
      open.clear();
    };
    started.on('error', end);
    started.on('exit', () => end(new Error('The thread that checks PINs has ended.')));
    return started;
  };

  return {
    isPin(pin, encoded) {
      worker ??= start();
      const id = (asked += 1);
      const answer = new Promise<boolean>((resolve, reject) => open.set(id, { resolve, reject }));
      worker.postMessage({ id, pin, encoded } satisfies PinQuestion);
      return answer;
    },
    async stop() {
      await worker?.terminate();
    },
  };
}
