import type { DossierToken, ProcedureCode } from '../../../shared/model/ids.ts';
import type { EntryBody } from '../../../shared/model/journal.ts';
import type { Journal } from '../ports.ts';
import { recentOf } from '../recent.ts';

/** Which procedure a dossier without a record most likely belongs to. */
export type Habits = {
  /** The one it was launched with before; else the one this counter launched last. A guess, for a person to confirm. */
  procedureFor(dossier: DossierToken): ProcedureCode | null;
  launched(launch: Pick<EntryBody<'survey.launched'>, 'dossier' | 'procedure'>): void;
};

const dossiersMax = 2_000;

export function createHabits(journal: Journal): Habits {
  const ofDossier = new Map<DossierToken, ProcedureCode>();
  let last: ProcedureCode | null = null;

  const habits: Habits = {
    procedureFor: (dossier) => ofDossier.get(dossier) ?? last,
    launched({ dossier, procedure }) {
      if (dossier === null || procedure === null) return;
      ofDossier.delete(dossier);
      ofDossier.set(dossier, procedure);
      last = procedure;
      const oldest = ofDossier.keys().next().value;
      if (ofDossier.size > dossiersMax && oldest !== undefined) ofDossier.delete(oldest);
    },
  };
  for (const { body } of recentOf(journal, ['survey.launched'])) habits.launched(body);
  return habits;
}
