import { parentPort } from 'node:worker_threads';
import { tasks, type TaskName } from './tasks.ts';

/** The workshop's thread: one task after the other, answers go back as they are. What a task throws ends the thread. */

type Task = { readonly name: TaskName; readonly input: never };

parentPort?.on('message', ({ name, input }: Task) => {
  void (async () => {
    parentPort?.postMessage(await tasks[name](input));
  })();
});
