import type { EventEmitter } from 'node:events';

/** Between the stub of Electron and the test: what main did goes out, what should happen to it comes in. */

/** Tells the test what happened. */
export function record(what: string, detail: unknown = null): void {
  process.send?.({ what, detail });
}

type Handler = (...args: never[]) => unknown;
const handlers = new Map<string, Handler>();

/** Keeps a handler that main registered under the name of the method it was given to. */
export function keep(name: string, handler: unknown): void {
  handlers.set(name, handler as Handler);
  record('register', name);
}

/** In the arguments of a command: a callback whose answer the test wants to know. */
export const callback = '$callback';

/** A callback as main is given it, and what it was called with. */
function withCallbacks(args: readonly unknown[]): { given: unknown[]; answers: unknown[] } {
  const answers: unknown[] = [];
  const answer = (...said: unknown[]): void => void answers.push(said[0] ?? null);
  return { given: args.map((arg) => (arg === callback ? answer : arg)), answers };
}

/** Emits an event that can be prevented and tells what main made of it. */
export function emit(emitter: EventEmitter, event: string, args: readonly unknown[]): void {
  const { given, answers } = withCallbacks(args);
  let isPrevented = false;
  // Some events carry their details themselves (`will-frame-navigate`): the first argument, if it is told to.
  const [first, ...rest] = given;
  const details = isOnEvent(first) ? first.onEvent : {};
  const happening = { ...details, preventDefault: () => (isPrevented = true) };
  emitter.emit(event, happening, ...(isOnEvent(first) ? rest : given));
  record('emitted', { event, isPrevented, answers, listeners: emitter.listenerCount(event) });
}

function isOnEvent(value: unknown): value is { onEvent: object } {
  return typeof value === 'object' && value !== null && 'onEvent' in value;
}

/** Calls a handler that main registered and tells its answer, returned or called back. */
export function call(name: string, args: readonly unknown[]): void {
  const { given, answers } = withCallbacks(args);
  const returned = handlers.get(name)?.(...(given as never[])) ?? null;
  record('called', { name, isThere: handlers.has(name), returned, answers });
}
