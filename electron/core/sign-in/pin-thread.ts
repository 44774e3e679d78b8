import { parentPort } from 'node:worker_threads';
import { isPin } from '../../../shared/rules/pin.ts';

/** A thread of its own for argon2id: it keeps one core busy for a while, and a tap must not wait for that. */
export type PinQuestion = {
  readonly id: number;
  readonly pin: string;
  readonly encoded: string;
};
export type PinAnswer = { readonly id: number; readonly right: boolean };

parentPort?.on('message', ({ id, pin, encoded }: PinQuestion) => {
  void isPin(pin, encoded).then((right) => {
    parentPort?.postMessage({ id, right } satisfies PinAnswer);
  });
});
