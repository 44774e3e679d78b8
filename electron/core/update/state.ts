import { z } from 'zod';
import { releasesRefusedKept, trialStartsMax } from '../../../shared/limits.ts';
import { entryIdSchema } from '../../../shared/model/ids.ts';
import { journalKinds, type EntryDraft } from '../../../shared/model/journal.ts';
import { releaseVersionSchema } from '../../../shared/model/release.ts';
import { compareVersions } from '../../../shared/rules/versions.ts';

/**
 * Which version of the program runs, and what has become of the others: one small file, replaced whole at each step.
 * Everything here is pure; whoever carries a step out writes the state that it returns before going on, so that a power
 * cut leaves a step done or not begun, and every step can be done again.
 *
 *   none ──took──▶ ready ──switched──▶ trial ──backedUp──▶ trial ──counted──▶ (it runs) ──proved──▶ none
 *                                        └──────────── gaveUp ──▶ rollingBack ──rolledBack──▶ none, and it is refused
 */

const version = releaseVersionSchema;
/** Null: the version that was installed with the computer's package. */
const place = version.nullable();
const word = z.string().max(64);

const trialSchema = z.strictObject({
  version,
  /** Where to go back to, and its version in words. */
  from: place,
  fromVersion: word,
  /** Starts that were begun and have not ended well. */
  starts: z.int().nonnegative(),
  /** The databases of before lie ready for a way back. */
  backedUp: z.boolean(),
  /** The kiosk could speak to its district just before: then it has to after, too. */
  wasOnline: z.boolean(),
});

const outboxSchema = z.discriminatedUnion('kind', [
  told('update.downloaded'),
  told('update.installed'),
  told('update.healthy'),
  told('update.rolled-back'),
]);

export const updateStateSchema = z.strictObject({
  format: z.literal(1),
  current: place,
  /** The last one that proved itself before `current`. */
  previous: place,
  /** Unpacked beside the running one, waiting for a quiet minute. */
  ready: version.nullable(),
  trial: trialSchema.nullable(),
  rollingBack: z.strictObject({ trial: trialSchema, problem: word }).nullable(),
  refused: z.array(z.strictObject({ version, problem: word })).max(releasesRefusedKept),
  /** For the journal, which is not open while versions change: told with their ids, so that each is told once. */
  outbox: z.array(outboxSchema).max(64),
});
export type UpdateState = z.infer<typeof updateStateSchema>;
export type Trial = z.infer<typeof trialSchema>;

export const noUpdates: UpdateState = {
  format: 1,
  current: null,
  previous: null,
  ready: null,
  trial: null,
  rollingBack: null,
  refused: [],
  outbox: [],
};

function told<
  K extends 'update.downloaded' | 'update.installed' | 'update.healthy' | 'update.rolled-back',
>(kind: K) {
  return z.strictObject({ id: entryIdSchema, kind: z.literal(kind), body: journalKinds[kind] });
}
type Told = UpdateState['outbox'][number];
export type NewId = () => Told['id'];

/** A version was proved, unpacked and made durable. */
export function took(state: UpdateState, body: TakenFact, newId: NewId): UpdateState {
  const entry: Told = { id: newId(), kind: 'update.downloaded', body };
  return { ...state, ready: body.version, outbox: [...state.outbox, entry] };
}
type TakenFact = { readonly version: string; readonly bytes: number };

export function refused(state: UpdateState, of: string, problem: string): UpdateState {
  const others = state.refused.filter((one) => one.version !== of);
  const list = [...others, { version: of, problem }].slice(-releasesRefusedKept);
  return { ...state, ready: state.ready === of ? null : state.ready, refused: list };
}

/** The quiet minute has come: from the next start on it is the new version, on trial. */
export function switched(
  state: UpdateState,
  { installed, wasOnline, newId }: { installed: string; wasOnline: boolean; newId: NewId },
): UpdateState {
  const { ready, current } = state;
  if (ready === null || state.trial || state.rollingBack) return state;
  const trial: Trial = {
    ...{ version: ready, from: current, fromVersion: installed },
    ...{ starts: 0, backedUp: false, wasOnline },
  };
  const body = { version: ready, from: installed };
  const entry: Told = { id: newId(), kind: 'update.installed', body };
  return {
    ...state,
    ...{ current: ready, previous: current, ready: null, trial },
    outbox: [...state.outbox, entry],
  };
}

/** What has to be done before a version is started. */
export type BootStep =
  | { readonly kind: 'start'; readonly version: string | null }
  | { readonly kind: 'back-up'; readonly trial: Trial }
  | { readonly kind: 'count'; readonly trial: Trial }
  | { readonly kind: 'give-up'; readonly problem: 'update.not-well' }
  | { readonly kind: 'roll-back'; readonly trial: Trial }
  | { readonly kind: 'forget' };

/**
 * The next step of a start; asked again after each one is done. `base` is the version of the computer's package: it wins
 * over what lies in the data folder once it is as new. `isCounted`: this start has been counted.
 */
export function bootStep(state: UpdateState, base: string, isCounted: boolean): BootStep {
  const { current, trial, rollingBack } = state;
  if (rollingBack) return { kind: 'roll-back', trial: rollingBack.trial };
  if (current === null) return { kind: 'start', version: null };
  if (compareVersions(current, base) <= 0) return { kind: 'forget' };
  if (!trial) return { kind: 'start', version: current };
  if (!trial.backedUp) return { kind: 'back-up', trial };
  if (isCounted) return { kind: 'start', version: current };
  if (trial.starts >= trialStartsMax) return { kind: 'give-up', problem: 'update.not-well' };
  return { kind: 'count', trial };
}

export function backedUp(state: UpdateState): UpdateState {
  return withTrial(state, (trial) => ({ ...trial, backedUp: true }));
}

/** The disk has no room for a way back: the version waits for another quiet minute. */
export function putOff(state: UpdateState): UpdateState {
  const { trial, outbox } = state;
  if (!trial) return state;
  const installed = outbox.filter(({ kind }) => kind !== 'update.installed');
  return {
    ...state,
    ...{ current: trial.from, trial: null, ready: trial.version, outbox: installed },
  };
}

/** The files of `current` are not what was signed, and cannot be mended: there is only what ran before it. */
export function lost(state: UpdateState, base: string, newId: NewId): UpdateState {
  const { current, previous, trial } = state;
  if (current === null) return state;
  if (trial) return gaveUp(state, filesProblem);
  const body = { version: current, to: previous ?? base, problem: filesProblem };
  const entry: Told = { id: newId(), kind: 'update.rolled-back', body };
  const back = { ...state, current: previous, previous: null, outbox: [...state.outbox, entry] };
  return refused(back, current, filesProblem);
}
const filesProblem = 'update.files';

/** Written before the start: a version that never comes to its first line is counted all the same. */
export function counted(state: UpdateState): UpdateState {
  return withTrial(state, (trial) => ({ ...trial, starts: trial.starts + 1 }));
}

/** It ended because it was asked to, before it could prove itself: switched off in the evening is no failure. */
export function endedWell(state: UpdateState): UpdateState {
  return withTrial(state, (trial) => ({ ...trial, starts: Math.max(0, trial.starts - 1) }));
}

/** It reported well often enough. */
export function proved(state: UpdateState, newId: NewId): UpdateState {
  const { trial } = state;
  if (!trial) return state;
  const body = { version: trial.version };
  const entry: Told = { id: newId(), kind: 'update.healthy', body };
  return { ...state, trial: null, outbox: [...state.outbox, entry] };
}

/** From here on there is only the way back, whatever happens in between. */
export function gaveUp(state: UpdateState, problem: string): UpdateState {
  const { trial } = state;
  return trial ? { ...state, trial: null, rollingBack: { trial, problem } } : state;
}

/** Data and program are those of before. */
export function rolledBack(state: UpdateState, newId: NewId): UpdateState {
  if (!state.rollingBack) return state;
  const { trial, problem } = state.rollingBack;
  const body = { version: trial.version, to: trial.fromVersion, problem };
  const entry: Told = { id: newId(), kind: 'update.rolled-back', body };
  const back = { ...state, current: trial.from, previous: null, rollingBack: null };
  return refused({ ...back, outbox: [...state.outbox, entry] }, trial.version, problem);
}

/** The computer's package is as new as what lies in the data folder: that is not needed any more. */
export function forgotten(state: UpdateState): UpdateState {
  return { ...state, current: null, previous: null, trial: null };
}

/** What the journal has written need not be told again. */
export function toldAll(state: UpdateState, ids: readonly string[]): UpdateState {
  return { ...state, outbox: state.outbox.filter(({ id }) => !ids.includes(id)) };
}

export function entriesOf(state: UpdateState): readonly EntryDraft[] {
  return state.outbox;
}

function withTrial(state: UpdateState, change: (trial: Trial) => Trial): UpdateState {
  return state.trial ? { ...state, trial: change(state.trial) } : state;
}
