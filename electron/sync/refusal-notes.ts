import type { ProblemCode } from '../../shared/model/problems.ts';
import type { Journal } from '../core/ports.ts';

/** Journals that the district refuses this kiosk: once per change, not per try. */
export type RefusalNotes = {
  note(problem: ProblemCode): void;
  /** The district accepts again; the next refusal is news. */
  forget(): void;
};

export function createRefusalNotes(journal: Pick<Journal, 'append'>): RefusalNotes {
  let noted: ProblemCode | null = null;
  return {
    note(problem) {
      if (problem === noted) return;
      const written = journal.append([{ kind: 'upload.refused', body: { problem } }]);
      if (written.ok) noted = problem; // else it is news again at the next try
    },
    forget() {
      noted = null;
    },
  };
}
