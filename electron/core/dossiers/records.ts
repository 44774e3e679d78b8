import type { PreLoaded } from '../../../shared/contract/desk-api.ts';
import type { ApologyAnswer } from '../../../shared/contract/desk.ts';
import type { ClientId, DossierToken } from '../../../shared/model/ids.ts';
import type { DossierCode } from '../../../shared/model/dossier-code.ts';
import { readDossier } from '../../../shared/model/dossier-reading.ts';
import type { HandOver } from '../../../shared/model/journal.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DossierRecord, DossierShelf, Journal } from '../ports.ts';
import { recentOf } from '../recent.ts';

/** What the kiosk knows of one dossier. `digits`, of the code, are memory only and gone after a restart. */
export type KnownDossier = {
  readonly record: DossierRecord;
  /** Date and number, for whoever types the last digits. */
  readonly digits: string | null;
  readonly tail: string | null;
};

/** A hand-over that the software reported, or that an officer's launch bears witness to. */
export type HandedOver = {
  readonly handOver: HandOver;
  readonly apology: ApologyAnswer | undefined;
  readonly correction: boolean;
};

type Digits = { readonly digits: string; readonly tail: string };

const handedOverMax = 5_000;

/** The dossiers that one-stop software announced, each client's list by itself, and those that were handed over. */
export class DossierRecords {
  readonly #shelf: DossierShelf;
  #lists: ReadonlyMap<ClientId, readonly DossierRecord[]>;
  #byToken = new Map<DossierToken, DossierRecord>();
  readonly #digits = new Map<DossierToken, Digits>();
  readonly #handedOver = new Map<DossierToken, HandedOver>();

  constructor(shelf: DossierShelf, journal: Journal) {
    this.#shelf = shelf;
    this.#lists = shelf.read();
    this.#index();
    for (const { kind, body } of recentOf(journal, ['dossier.handed-over', 'survey.launched'])) {
      if (kind === 'survey.launched' && (body.dossier === null || body.by === 'citizen')) continue;
      const { dossier, handOver } = body;
      if (dossier !== null) this.handedOver(dossier, { handOver: handOver ?? 'completed' });
    }
  }

  /** Replaces what this client announced before, or leaves it. Problems: `dossier.*`, `storage.*`. */
  replace(
    client: ClientId,
    announced: readonly PreLoaded[],
    tokenOf: (code: DossierCode) => DossierToken,
  ): Result<number, Problem> {
    const list = new Map<DossierToken, { record: DossierRecord; digits: Digits }>();
    for (const item of announced) {
      const reading = readDossier(item.dossier);
      if (!reading.ok) return reading;
      if (reading.value.kind !== 'code') {
        return fail(problem('dossier.shape', { code: item.dossier }));
      }
      const { code } = reading.value;
      const dossier = tokenOf(code);
      list.set(dossier, { record: recordOf(dossier, code, item), digits: digitsOf(code) });
    }
    const records = [...list.values()].map(({ record }) => record);
    const lists = new Map(this.#lists).set(client, records);
    const written = this.#shelf.write(lists);
    if (!written.ok) return written;
    this.#lists = lists;
    for (const [dossier, { digits }] of list) this.#digits.set(dossier, digits);
    this.#index();
    return ok(records.length);
  }

  count(client: ClientId): number {
    return this.#lists.get(client)?.length ?? 0;
  }

  of(dossier: DossierToken): KnownDossier | null {
    const record = this.#byToken.get(dossier);
    if (!record) return null;
    const { digits = null, tail = null } = this.#digits.get(dossier) ?? {};
    return { record, digits, tail };
  }

  /** The announced dossiers whose date and number end with these digits. */
  endingWith(digits: string): KnownDossier[] {
    return [...this.#byToken.keys()].flatMap((dossier) => {
      const known = this.of(dossier);
      return known?.digits?.endsWith(digits) ? [known] : [];
    });
  }

  handedOver(
    dossier: DossierToken,
    told: Partial<HandedOver> & Pick<HandedOver, 'handOver'>,
  ): void {
    this.#handedOver.delete(dossier);
    this.#handedOver.set(dossier, { apology: undefined, correction: false, ...told });
    const oldest = this.#handedOver.keys().next().value;
    if (this.#handedOver.size > handedOverMax && oldest) this.#handedOver.delete(oldest);
  }

  handOverOf(dossier: DossierToken): HandedOver | null {
    return this.#handedOver.get(dossier) ?? null;
  }

  #index(): void {
    this.#byToken = new Map(
      [...this.#lists.values()].flat().map((record) => [record.dossier, record]),
    );
    for (const dossier of [...this.#digits.keys()]) {
      if (!this.#byToken.has(dossier)) this.#digits.delete(dossier);
    }
  }
}

function digitsOf({ raw, tail }: DossierCode): Digits {
  const [, date = '', number = ''] = raw.split('-');
  return { digits: date + number, tail };
}

function recordOf(dossier: DossierToken, code: DossierCode, item: PreLoaded): DossierRecord {
  const moment = (text: string): number => Date.parse(text);
  return {
    ...{ dossier, agency: code.agency, procedure: item.procedure },
    handOver: item.handOver ?? null,
    receivedAt: item.receivedAt === undefined ? null : moment(item.receivedAt),
    dueOn: item.dueOn ?? null,
    pauses: (item.pauses ?? []).map(({ from, to }) => ({
      from: moment(from),
      to: to === null ? null : moment(to),
    })),
    officer: item.officer ?? null,
  };
}
