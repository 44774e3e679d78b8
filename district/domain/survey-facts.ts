import type { SurveyId } from '../../shared/model/ids.ts';
import { journalKinds, type Entry } from '../../shared/model/journal.ts';
import { isKnownKind, readEntry } from './lines.ts';
import type { HandOverFact, SurveyFacts } from './ports.ts';

/**
 * What the entries of a survey say, merged. Merging is commutative, associative and idempotent: entries may arrive in
 * any order, over any number of journals and any number of times, and the facts come out the same.
 */

/** The kinds a projection has to read; every other entry says nothing about a survey or a kiosk's health. */
export const surveyKinds = [
  'survey.launched',
  'survey.shown',
  'survey.answered',
  'survey.detailed',
  'survey.declined',
  'survey.expired',
  'survey.withdrawn',
  'survey.apology-shown',
  'dossier.handed-over',
  'health.noted',
  'journal.salvaged',
] as const;

/** Device time brought to district time where the difference was known; ms since 1970 UTC. */
export function correctedTime(entry: Pick<Entry, 'wall' | 'offset'>): number {
  return entry.wall + (entry.offset ?? 0);
}

/** What one line says about a survey; null if nothing. A salvaged line says what the line inside it says. */
export function factsOf(line: string): SurveyFacts | null {
  const entry = understood(line);
  return entry && factsOfEntry(entry);
}

/** The hand-over that a line reports; null if none. */
export function handOverOf(line: string): HandOverFact | null {
  const entry = understood(line);
  if (entry?.kind !== 'dossier.handed-over') return null;
  const body = journalKinds['dossier.handed-over'].parse(entry.body);
  return { at: correctedTime(entry), entry: entry.id, ...body };
}

/** The entry of a line, out of the line that salvaged it if it was; null where nothing is understood. */
export function understood(line: string): Entry | null {
  const entry = readEntry(line);
  if (!entry || !isKnownKind(entry.kind)) return null;
  if (entry.kind !== 'journal.salvaged') return entry;
  const body = journalKinds['journal.salvaged'].safeParse(entry.body);
  return body.success ? understood(body.data.line) : null;
}

function factsOfEntry(entry: Entry): SurveyFacts | null {
  const fact = { at: correctedTime(entry), entry: entry.id };
  switch (entry.kind) {
    case 'survey.launched': {
      const body = journalKinds['survey.launched'].parse(entry.body);
      const { survey, origin, unit, counter, dossier, procedure, officer } = body;
      const { by = null, client = null, lateness = null, apology = null } = body;
      const desk = { by, client, lateness, apology };
      const launched = { ...fact, origin, unit, counter, dossier, procedure, officer, ...desk };
      return { ...nothing(survey), launched: { ...launched, form: body.form.id } };
    }
    case 'survey.answered': {
      const { survey, form, level, afterMs } = journalKinds['survey.answered'].parse(entry.body);
      return { ...nothing(survey), answered: { ...fact, form: form.id, level, afterMs } };
    }
    case 'survey.shown':
      return { ...nothing(journalKinds[entry.kind].parse(entry.body).survey), shownAt: fact.at };
    case 'survey.detailed':
      return { ...nothing(journalKinds[entry.kind].parse(entry.body).survey), detailedAt: fact.at };
    case 'survey.apology-shown':
      return {
        ...nothing(journalKinds[entry.kind].parse(entry.body).survey),
        apologyShownAt: fact.at,
      };
    case 'survey.declined':
      return ended(journalKinds[entry.kind].parse(entry.body).survey, fact, 'declined');
    case 'survey.expired':
      return ended(journalKinds[entry.kind].parse(entry.body).survey, fact, 'expired');
    case 'survey.withdrawn':
      return ended(journalKinds[entry.kind].parse(entry.body).survey, fact, 'withdrawn');
    default:
      return null;
  }
}

/** Merges what two sources say about one survey. */
export function mergeFacts(one: SurveyFacts, other: SurveyFacts): SurveyFacts {
  return {
    survey: one.survey,
    launched: earlier(one.launched, other.launched),
    shownAt: least(one.shownAt, other.shownAt),
    answered: earlier(one.answered, other.answered),
    detailedAt: least(one.detailedAt, other.detailedAt),
    ended: earlier(one.ended, other.ended),
    apologyShownAt: least(one.apologyShownAt, other.apologyShownAt),
  };
}

function nothing(survey: SurveyId): SurveyFacts {
  const times = { shownAt: null, detailedAt: null, apologyShownAt: null };
  return { survey, launched: null, answered: null, ended: null, ...times };
}

function ended(
  survey: SurveyId,
  fact: { at: number; entry: string },
  outcome: 'declined' | 'expired' | 'withdrawn',
): SurveyFacts {
  return { ...nothing(survey), ended: { ...fact, outcome } };
}

function least(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function earlier<F extends { at: number; entry: string }>(
  one: F | null,
  other: F | null,
): F | null {
  if (one === null || other === null) return one ?? other;
  if (one.at !== other.at) return one.at < other.at ? one : other;
  return one.entry <= other.entry ? one : other;
}
