import { parentPort, workerData, type MessagePort } from 'node:worker_threads';

/**
 * A utility process as a thread: puts a `parentPort` of Electron's shape on `process` and runs the built worker.
 * Its path comes as `workerData`, its flags as the thread's own arguments.
 */
type Envelope = { readonly data: unknown; readonly ports: readonly MessagePort[] };

Object.assign(process, {
  parentPort: {
    on: (event: 'message', listener: (message: Envelope) => void) =>
      parentPort?.on(event, listener),
    postMessage: (message: unknown) => parentPort?.postMessage(message),
  },
});

await import(workerData as string);
