import type { PreLoaded } from '../../../shared/contract/desk-api.ts';
import type { DeskDossier, DeskProcedure } from '../../../shared/contract/desk.ts';
import { dossiersFoundMax } from '../../../shared/limits.ts';
import { parseDossierCode, type DossierCode } from '../../../shared/model/dossier-code.ts';
import { readDossier } from '../../../shared/model/dossier-reading.ts';
import { dossierTokenSchema, type ClientId, type DossierToken } from '../../../shared/model/ids.ts';
import type { EntryBody } from '../../../shared/model/journal.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { districtNow } from '../district-time.ts';
import type { InstalledDocuments } from '../installed-documents.ts';
import type { LookUp } from '../look-up/look-up.ts';
import type { Clock, DossierRecord, IdentityStore, Journal } from '../ports.ts';
import { dossierToken } from './dossier-token.ts';
import { dueFacts, type DueFacts } from './due.ts';
import type { Habits } from './habits.ts';
import type { DossierRecords, KnownDossier } from './records.ts';
import { dossierPrefix } from './today.ts';

/** A dossier that was meant by what somebody gave, as far as the kiosk knows it. */
export type FoundDossier = {
  /** What finds it again: its code, or a name for a record whose code is not kept. */
  readonly text: string;
  readonly token: DossierToken;
  readonly agency: string;
  readonly tail: string | null;
  /** Date of reception and number of a record whose code was heard since the start: `2610080975`. */
  readonly digits: string | null;
  readonly record: DossierRecord | null;
};

export type DossierDesk = {
  /** All that may be meant, best first. Problems: `dossier.*`, `enrolment.missing`. */
  find(text: string): Result<DeskDossier[], Problem>;
  /** The one that is meant. `dossier.several` where it is not one. */
  one(text: string): Result<FoundDossier, Problem>;
  due(record: DossierRecord | null): DueFacts;
  /** Replaces what this client announced before; returns how many there are. Problems: `dossier.*`, `storage.*`. */
  announce(client: ClientId, announced: readonly PreLoaded[]): Result<number, Problem>;
  /** Told of every launch: it is a habit, and an officer's or a software's bears witness to a hand-over. */
  launched(launch: EntryBody<'survey.launched'>): void;
  readonly records: DossierRecords;
  /** The token of a code under this unit's key. `enrolment.missing`. */
  token(code: DossierCode): Result<DossierToken, Problem>;
};

type Parts = {
  readonly records: DossierRecords;
  readonly habits: Habits;
  readonly journal: Journal;
  readonly documents: InstalledDocuments;
  readonly lookUp: LookUp;
  readonly identity: IdentityStore;
  readonly clock: Clock;
  readonly offset: () => number | null;
};

export function createDossierDesk(parts: Parts): DossierDesk {
  return {
    find(text) {
      const found = candidates(parts, text);
      if (!found.ok) return found;
      const shown = found.value.slice(0, dossiersFoundMax);
      return ok(shown.map((one) => deskDossier(parts, one, tailAmong(one, shown))));
    },
    one(text) {
      const found = candidates(parts, text);
      if (!found.ok) return found;
      const [first, ...others] = found.value;
      if (first && others.length === 0) return ok(first);
      return fail(problem('dossier.several', { text: text.trim(), count: found.value.length }));
    },
    due: (record) => due(parts, record),
    announce(client, announced) {
      const enrolled = parts.identity.read();
      if (!enrolled) return fail(problem('enrolment.missing'));
      const { unitKey } = enrolled;
      return parts.records.replace(client, announced, (code) => dossierToken(code, unitKey));
    },
    launched(launch) {
      parts.habits.launched(launch);
      const { dossier, handOver, by } = launch;
      if (dossier === null || by === 'citizen') return;
      parts.records.handedOver(dossier, { handOver: handOver ?? 'completed' });
    },
    records: parts.records,
    token: (code) => token(parts, code),
  };
}

/** Names a record whose code is not kept; no code has this shape. */
const recordName = /^#([0-9a-f]{64})$/;

/** At least one, or a problem. */
function candidates(parts: Parts, text: string): Result<FoundDossier[], Problem> {
  const named = recordName.exec(text)?.[1];
  if (named !== undefined) {
    const known = parts.records.of(dossierTokenSchema.parse(named));
    return known ? ok([ofRecord(known)]) : fail(problem('dossier.not-found', { text: '' }));
  }
  const reading = readDossier(text);
  if (!reading.ok) return reading;
  if (reading.value.kind === 'code') return ofCode(parts, reading.value.code);
  const { digits } = reading.value;
  const known = parts.records.endingWith(digits);
  if (known.length > 0) return ok(known.map(ofRecord));
  const completed = completedCode(parts, digits);
  return completed
    ? ofCode(parts, completed)
    : fail(problem('dossier.not-found', { text: text.trim() }));
}

/** Digits that no announced dossier ends with: of today's at this unit, or of the day they begin with. */
function completedCode(parts: Parts, digits: string): DossierCode | null {
  const settings = parts.documents.current('settings')?.body;
  if (!settings) return null;
  const today = dossierPrefix(settings.unit.code, districtNow(parts));
  const ofDay = /^(\d{6})(\d{4,7})$/.exec(digits);
  const text = ofDay
    ? `${settings.unit.code}-${ofDay[1]}-${ofDay[2]}`
    : today + digits.padStart(4, '0');
  const code = parseDossierCode(text);
  return code.ok ? code.value : null;
}

function ofRecord({ record, digits, tail }: KnownDossier): FoundDossier {
  const { dossier, agency } = record;
  return { text: `#${dossier}`, token: dossier, agency, tail, digits, record };
}

/** As much of the end of its code as tells it from the others: the last digits, with the date, with the agency. */
function tailAmong(one: FoundDossier, all: readonly FoundDossier[]): string | null {
  const ends = [tailOf, datedTailOf].find(
    (end) => all.filter((other) => end(other) === end(one)).length === 1,
  );
  if (ends) return ends(one);
  const dated = datedTailOf(one);
  return dated && `${one.agency}-${dated}`;
}

const tailOf = ({ tail }: FoundDossier): string | null => tail;
const datedTailOf = ({ digits }: FoundDossier): string | null =>
  digits && `${digits.slice(0, dateDigits)}-${digits.slice(dateDigits)}`;
/** `yymmdd`. */
const dateDigits = 6;

function ofCode(parts: Parts, code: DossierCode): Result<FoundDossier[], Problem> {
  const made = token(parts, code);
  if (!made.ok) return made;
  const record = parts.records.of(made.value)?.record ?? null;
  const { agency, tail } = code;
  return ok([{ text: code.raw, token: made.value, agency, tail, digits: null, record }]);
}

function token({ identity }: Parts, code: DossierCode): Result<DossierToken, Problem> {
  const enrolled = identity.read();
  return enrolled ? ok(dossierToken(code, enrolled.unitKey)) : fail(problem('enrolment.missing'));
}

function deskDossier(parts: Parts, found: FoundDossier, dossierTail: string | null): DeskDossier {
  const { record, token: dossier } = found;
  const ofRecordCode = record && procedureOf(parts, record.procedure);
  const lastUsed = ofRecordCode ? null : parts.habits.procedureFor(dossier);
  const procedure = ofRecordCode ?? (lastUsed && procedureOf(parts, lastUsed));
  const { dueOn, lateness } = due(parts, record);
  return {
    ...{ dossier: found.text, dossierTail, known: record !== null, procedure },
    suggested: ofRecordCode ? 'record' : procedure ? 'last-use' : null,
    ...{ dueOn, lateness, rated: parts.journal.isRated(dossier) },
    handOver: parts.records.handOverOf(dossier)?.handOver ?? record?.handOver ?? null,
  };
}

function procedureOf({ lookUp }: Parts, code: string): DeskProcedure | null {
  const row = lookUp.row(code);
  return row && { code: row.code, name: row.name, domain: row.domain, level: row.level };
}

function due(parts: Parts, record: DossierRecord | null): DueFacts {
  const { documents, lookUp } = parts;
  const asked = record?.dueOn === null ? lookUp.procedure(record.procedure) : null;
  return dueFacts(record, {
    calendar: documents.current('calendar')?.body ?? null,
    workingTime: documents.current('settings')?.body.workingTime,
    procedure: asked?.ok ? asked.value.procedure : null,
    now: districtNow(parts),
  });
}
