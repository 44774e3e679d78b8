import { z } from 'zod';
import { documentsAnswerBytesMax, textLengthMax } from '../../shared/limits.ts';
import {
  documentKindSchema,
  sentDocumentSchema,
  type SentDocument,
} from '../../shared/model/documents.ts';
import type { Health } from '../../shared/model/health.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';
import type { Problem } from '../../shared/model/problems.ts';
import type { Documents, Journal, Log } from '../core/ports.ts';
import type { Contact } from './contact.ts';
import type { Exchange } from './exchange.ts';
import { documentsPause, type Pause } from './schedule.ts';
import { read, setbackOf } from './setback.ts';
import type { Send } from './signed-request.ts';
import { Tries } from './tries.ts';

/** The way down: settings, form, officers and catalogue, each replaced whole. */

export const documentsPath = '/api/documents';
export const jsonType = 'application/json';

const answerSchema = z.object({ documents: z.array(sentDocumentSchema), time: z.int() });

/** Installs documents and journals what came of each. */
export type Installer = {
  /** The disk's problem if it could not take one; a document refused for its content leaves the last good one. */
  install(documents: readonly SentDocument[]): Problem | null;
};

export function createInstaller(parts: {
  readonly documents: Documents;
  readonly journal: Journal;
  readonly log: Log;
}): Installer {
  /** Refused ones come again with every answer; each is journalled once. */
  const refused = new Set<string>();

  function installOne(document: SentDocument): Problem | null {
    const { kind, version, hash } = document;
    const installed = parts.documents.install(document);
    if (installed.ok) {
      note({ kind: 'document.installed', body: { document: kind, version, hash } });
      return null;
    }
    if (installed.problem.code.startsWith('storage.')) return installed.problem;
    if (!refused.has(hash)) {
      const reason = installed.problem.en.slice(0, textLengthMax);
      const noted = note({ kind: 'document.refused', body: { document: kind, version, reason } });
      if (noted) refused.add(hash);
    }
    return null;
  }

  function note(draft: EntryDraft): boolean {
    parts.log(draft.kind);
    return parts.journal.append([draft]).ok;
  }

  return {
    install(documents) {
      const problems = documents.map(installOne);
      return problems.find((found) => found !== null) ?? null;
    },
  };
}

export type DownwardParts = {
  readonly documents: Documents;
  readonly installer: Installer;
  readonly send: Send;
  readonly contact: Contact;
  readonly version: string;
  /** Entries still to be sent: the district shows it on the fleet page. */
  readonly queueDepth: () => number;
  /** How the kiosk is, for the same page; null before it has looked at itself. */
  readonly health?: (() => Health | null) | undefined;
};

/** Asks for the documents that differ from what the kiosk has, over and over. */
export class Downward {
  readonly #parts: DownwardParts;
  readonly #tries = new Tries();

  constructor(parts: DownwardParts) {
    this.#parts = parts;
  }

  /** Why the last step brought nothing; null when it did. */
  problem(): Problem | null {
    return this.#tries.problem();
  }

  /** One request, and the installation of what it brought; says when to take the next step. */
  async step(): Promise<Pause> {
    const exchange = await askDocuments(this.#parts);
    const answer =
      exchange.kind === 'answered' && exchange.status === 200
        ? read(answerSchema, exchange.body)
        : null;
    this.#parts.contact.note(exchange, answer?.time ?? null);
    if (answer === null) return this.#tries.again(setbackOf(exchange));
    return this.#tries.over(documentsPause, this.#parts.installer.install(answer.documents));
  }
}

function askDocuments(parts: DownwardParts): Promise<Exchange> {
  const { documents, send, version, queueDepth } = parts;
  const health = parts.health?.() ?? undefined;
  const have = Object.fromEntries(
    documentKindSchema.options.flatMap((kind) => {
      const current = documents.current(kind);
      return current === null ? [] : [[kind, current.version]];
    }),
  );
  return send({
    method: 'POST',
    path: documentsPath,
    headers: { 'content-type': jsonType },
    body: new TextEncoder().encode(
      JSON.stringify({ have, queueDepth: queueDepth(), version, health }),
    ),
    answerBytesMax: documentsAnswerBytesMax,
  });
}
