import { readDossier } from '../../../shared/model/dossier-reading.ts';
import type { SurveyId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DossierDesk } from '../dossiers/dossier-desk.ts';
import type { InstalledDocuments } from '../installed-documents.ts';
import type { Journal } from '../ports.ts';
import type { Launching } from './launching.ts';

type Parts = {
  readonly documents: InstalledDocuments;
  readonly dossiers: DossierDesk;
  readonly launching: Launching;
  readonly journal: Journal;
};

/**
 * A citizen lets the kiosk read the code on the receipt: the rating of that dossier begins without the officer, if the
 * dossier is known as handed over or the unit allows it for every one.
 */
export function launchBySlip(parts: Parts, text: string): Result<SurveyId, Problem> {
  const settings = parts.documents.current('settings')?.body;
  if (settings?.selfLaunch === 'never') return fail(problem('scan.closed'));
  const reading = readDossier(text);
  if (!reading.ok && reading.problem.code === 'dossier.date') return reading;
  if (!reading.ok || reading.value.kind !== 'code') return fail(problem('scan.unreadable'));
  const token = parts.dossiers.token(reading.value.code);
  if (!token.ok) return token;
  const isHandedOver = parts.dossiers.records.handOverOf(token.value) !== null;
  // A rated one was handed over, whoever forgot it: its refusal is "already rated".
  if (settings?.selfLaunch !== 'allowed' && !isHandedOver && !parts.journal.isRated(token.value)) {
    return fail(problem('scan.not-handed-over'));
  }
  const launched = parts.launching.launch({ by: 'citizen' }, { dossier: reading.value.code.raw });
  if (launched.ok) return ok(launched.value.survey);
  // The officer's sentence tells to withdraw; the citizen can only wait.
  return launched.problem.code === 'survey.busy' ? fail(problem('scan.busy')) : launched;
}
