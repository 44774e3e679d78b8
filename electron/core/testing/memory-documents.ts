import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import {
  documentBodies,
  sentDocumentSchema,
  type DocumentBody,
  type DocumentKind,
  type InstalledDocument,
  type SentDocument,
} from '../../../shared/model/documents.ts';
import type { Form } from '../../../shared/model/form.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { Documents, Identity, IdentityStore } from '../ports.ts';

/** A document as the district would send it, with its hash. */
export function sentDocument<K extends DocumentKind>(
  kind: K,
  version: number,
  body: DocumentBody<K>,
): SentDocument {
  const hash = createHash('sha256')
    .update(canonicalize(body) ?? '')
    .digest('hex');
  return sentDocumentSchema.parse({ kind, version, hash, body });
}

/** The downward documents in memory. */
export class MemoryDocuments implements Documents {
  readonly #current = new Map<DocumentKind, SentDocument>();
  readonly #forms = new Map<string, Form>();

  current<K extends DocumentKind>(kind: K): InstalledDocument<K> | null {
    const sent = this.#current.get(kind);
    return sent ? ({ ...sent, kind } as InstalledDocument<K>) : null;
  }

  install(document: SentDocument): Result<void, Problem> {
    const body = documentBodies[document.kind].safeParse(document.body);
    if (!body.success) return fail(problem('form.invalid', { reason: body.error.message }));
    this.#current.set(document.kind, { ...document, body: body.data });
    if (document.kind === 'form') {
      const form = documentBodies.form.parse(document.body);
      this.#forms.set(`${form.id} ${form.version}`, form);
    }
    return ok(undefined);
  }

  form(id: string, version: number): Form | null {
    return this.#forms.get(`${id} ${version}`) ?? null;
  }
}

/** What enrolment gave the kiosk, in memory. */
export class MemoryIdentity implements IdentityStore {
  #identity: Identity | null;
  readonly #pending: string;

  constructor(identity: Identity | null = null, pendingPrivateKey = '') {
    this.#identity = identity;
    this.#pending = pendingPrivateKey;
  }

  read(): Identity | null {
    return this.#identity;
  }

  write(identity: Identity): Result<void, Problem> {
    this.#identity = identity;
    return ok(undefined);
  }

  pendingPrivateKey(): Result<string, Problem> {
    return ok(this.#pending);
  }
}
