import { initialTransition, setup, transition, type SnapshotFrom } from 'xstate';
import { apologyMs, deadlineGraceMs, extensionsMax, phaseLifeMaxMs } from '../../shared/limits.ts';
import type { KioskSettings } from '../../shared/model/documents.ts';
import type { Form } from '../../shared/model/form.ts';
import type { ClientId, OfficerId, SurveyId } from '../../shared/model/ids.ts';
import type { EntryBody, EntryDraft } from '../../shared/model/journal.ts';
import { unreachable } from '../../shared/model/result.ts';
import type { ApologyView, SurveyPhase } from '../../shared/contract/citizen.ts';

/**
 * The life of one survey as a pure machine: an event gives the next state and the entries that must be on disk before
 * that state may be adopted. It holds no clock: `at` is monotonic time, ms of the boot the kiosk runs in.
 *
 *     waiting ──show──▶ apology ──proceed, time──▶ rating ──rate──▶ detail ──detail, finish, time──▶ ended
 *        │  └─show, when no apology was recorded──────▲ │
 *        └────────────┴── decline, withdraw; time ──────┴──────────────────────────────────────────▲
 */

/** What stays the same through a survey's life. */
export type SurveyFacts = {
  readonly survey: SurveyId;
  readonly form: Form;
  readonly procedureName: string | null;
  /** Memory only: the dossier's last digits never touch the disk. */
  readonly dossierTail: string | null;
  /** Memory only but for the slip's number; null when no apology was recorded. */
  readonly apology: ApologyView | null;
  /** As written in `survey.launched`. */
  readonly launched: EntryBody<'survey.launched'>;
  readonly timeouts: SurveyTimeouts;
};

export type SurveyTimeouts = Pick<
  KioskSettings,
  'waitingTimeoutMs' | 'ratingTimeoutMs' | 'detailTimeoutMs' | 'countdownMs' | 'apologyMs'
>;

/** The time of one phase: when it began, when it ends by itself, how often more time was asked for. */
type Phase = { readonly since: number; readonly deadline: number; readonly extensions: number };

export type Answer = { readonly level: number; readonly tap: string };

export type SurveyContext = {
  readonly facts: SurveyFacts;
  readonly phase: Phase;
  readonly answer: Answer | null;
};

export type SurveyDetails = Omit<EntryBody<'survey.detailed'>, 'survey'>;

export type SurveyEvent = { readonly at: number } & (
  | { readonly type: 'show' }
  /** The apology was read, or stood there for its time. */
  | { readonly type: 'proceed' }
  | ({ readonly type: 'rate' } & Answer)
  | { readonly type: 'detail'; readonly details: SurveyDetails }
  | { readonly type: 'finish' }
  | { readonly type: 'decline' }
  | {
      readonly type: 'withdraw';
      readonly officer: OfficerId | null;
      readonly client?: ClientId | undefined;
    }
  | { readonly type: 'extend' }
  | { readonly type: 'touch' }
  /** `timeout`: its time is over, or somebody else needs the screen; `restart`: the kiosk could not go on with it. */
  | { readonly type: 'expire'; readonly cause: 'timeout' | 'restart' }
);

type Happening = { readonly context: SurveyContext; readonly event: SurveyEvent };

const life = setup({
  types: {
    context: {} as SurveyContext,
    input: {} as { readonly facts: SurveyFacts; readonly at: number },
    events: {} as SurveyEvent,
  },
  actions: {
    /** An entry that must be on disk first. The machine names it, the use case writes it. */
    write: (_happening, _draft: EntryDraft) => undefined,
  },
  guards: {
    inTime: ({ context, event }) => isInTime(context.phase, event.at),
    mustApologise: ({ context, event }) =>
      isInTime(context.phase, event.at) && context.facts.apology !== null,
    mayExtend: ({ context, event }) =>
      isInTime(context.phase, event.at) && context.phase.extensions < extensionsMax,
  },
});

const writeApology = {
  type: 'write',
  params: ({ context }: Happening): EntryDraft => ({
    kind: 'survey.apology-shown',
    body: { survey: context.facts.survey },
  }),
} as const;
const write = { type: 'write', params: (happening: Happening) => draftOf(happening) } as const;

const beginApology = life.assign({
  phase: ({ context, event }) => begin(context, 'apology', event.at),
});
const beginRating = life.assign({
  phase: ({ context, event }) => begin(context, 'rating', event.at),
});
const beginDetail = life.assign({
  phase: ({ context, event }) => begin(context, 'detail', event.at),
  answer: ({ event }) => (event.type === 'rate' ? { level: event.level, tap: event.tap } : null),
});

/** More time on request, a bounded number of times. */
function extendIn(name: SurveyPhase) {
  const actions = life.assign({ phase: (happening) => renewed(happening, name) });
  return { extend: { guard: 'mayExtend', actions } } as const;
}

/** More time by touching. A waiting invitation earns none: it waits for a kiosk that others use. */
function touchIn(name: 'rating' | 'detail') {
  const actions = life.assign({ phase: (happening) => renewed(happening, name) });
  return { touch: { guard: 'inTime', actions } } as const;
}

const endings = {
  decline: { guard: 'inTime', target: 'ended', actions: write },
  withdraw: { target: 'ended', actions: write },
  expire: { target: 'ended', actions: write },
} as const;

const surveyMachine = life.createMachine({
  context: ({ input }) => ({
    facts: input.facts,
    phase: {
      since: input.at,
      deadline: input.at + input.facts.timeouts.waitingTimeoutMs,
      extensions: 0,
    },
    answer: null,
  }),
  initial: 'waiting',
  states: {
    waiting: {
      on: {
        ...endings,
        ...extendIn('waiting'),
        show: [
          { guard: 'mustApologise', target: 'apology', actions: [writeApology, beginApology] },
          { guard: 'inTime', target: 'rating', actions: [write, beginRating] },
        ],
      },
    },
    // However long it stood there, it ends in the levels: an apology is no reason to lose a rating.
    apology: {
      on: {
        ...endings,
        decline: { target: 'ended', actions: write },
        ...extendIn('apology'),
        proceed: { target: 'rating', actions: [write, beginRating] },
      },
    },
    rating: {
      on: {
        ...endings,
        ...extendIn('rating'),
        ...touchIn('rating'),
        rate: { guard: 'inTime', target: 'detail', actions: [write, beginDetail] },
      },
    },
    // The rating is safe here: whatever ends this phase, nothing about the answer changes any more.
    detail: {
      on: {
        ...extendIn('detail'),
        ...touchIn('detail'),
        detail: { guard: 'inTime', target: 'ended', actions: write },
        finish: { target: 'ended' },
        expire: { target: 'ended' },
      },
    },
    ended: { type: 'final' },
  },
});

export type Survey = SnapshotFrom<typeof surveyMachine>;

/** The survey as launched, waiting. Its `survey.launched` entry is the caller's to write. */
export function launchSurvey(facts: SurveyFacts, at: number): Survey {
  return initialTransition(surveyMachine, { facts, at })[0];
}

/** The next state and the entries to write before adopting it; null when the event means nothing to this state. */
export function advanceSurvey(
  survey: Survey,
  event: SurveyEvent,
): { readonly next: Survey; readonly drafts: readonly EntryDraft[] } | null {
  if (!survey.can(event)) return null;
  const [next, actions] = transition(surveyMachine, survey, event);
  const drafts = actions.flatMap((action) => (action.type === 'write' ? [action.params] : []));
  return { next, drafts };
}

/** The phase on the screen, null once the survey has ended. */
export function phaseOf(survey: Survey): SurveyPhase | null {
  return survey.value === 'ended' ? null : survey.value;
}

/** Whether the survey is over at `at` by time alone, the grace for taps on their way included. */
export function isOver(survey: Survey, at: number): boolean {
  return phaseOf(survey) !== 'apology' && isPhaseOver(survey, at);
}

/** Whether the time of the present phase is over: of an apology, that the levels follow. */
export function isPhaseOver(survey: Survey, at: number): boolean {
  return !isInTime(survey.context.phase, at);
}

/** Monotonic time at which the phase is over by itself. */
export function endOf(survey: Survey): number {
  return survey.context.phase.deadline + deadlineGraceMs;
}

function isInTime(phase: Phase, at: number): boolean {
  return at < phase.deadline + deadlineGraceMs;
}

function begin(context: SurveyContext, name: SurveyPhase, since: number): Phase {
  const { timeouts } = context.facts;
  const spanMs =
    name === 'apology' ? (timeouts.apologyMs ?? apologyMs) : timeouts[`${name}TimeoutMs`];
  return { since, deadline: since + spanMs, extensions: 0 };
}

/** A fresh span from now, never shorter than what is left, never beyond the phase's longest life. */
function renewed({ context, event }: Happening, name: SurveyPhase): Phase {
  const { phase } = context;
  const fresh = begin(context, name, event.at).deadline;
  const deadline = Math.max(phase.deadline, Math.min(fresh, phase.since + phaseLifeMaxMs));
  return { ...phase, deadline, extensions: phase.extensions + (event.type === 'extend' ? 1 : 0) };
}

function draftOf({ context, event }: Happening): EntryDraft {
  const { survey, form } = context.facts;
  switch (event.type) {
    case 'show':
    case 'proceed':
      return { kind: 'survey.shown', body: { survey } };
    case 'rate': {
      const { level, tap } = event;
      const afterMs = Math.round(event.at - context.phase.since);
      const reference = { id: form.id, version: form.version };
      return {
        kind: 'survey.answered',
        id: tap,
        body: { survey, form: reference, level, afterMs },
      };
    }
    case 'detail':
      return { kind: 'survey.detailed', body: { survey, ...event.details } };
    case 'decline':
      return { kind: 'survey.declined', body: { survey } };
    case 'withdraw':
      return { kind: 'survey.withdrawn', body: withdrawal(survey, event) };
    case 'expire':
      return { kind: 'survey.expired', body: { survey, cause: event.cause } };
    case 'finish':
    case 'extend':
    case 'touch':
      throw new Error(`${event.type} writes nothing`);
    default:
      return unreachable(event);
  }
}

function withdrawal(
  survey: SurveyId,
  { officer, client }: Extract<SurveyEvent, { type: 'withdraw' }>,
): EntryBody<'survey.withdrawn'> {
  return { survey, officer, ...(client === undefined ? {} : { client }) };
}
