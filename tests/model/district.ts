import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { newOfficeLink } from '../../district/domain/office.ts';
import { loadSamples, sampleOfficeUser } from '../../district/domain/samples.ts';
import type { Report } from '../../shared/contract/district.ts';
import { counterIdSchema } from '../../shared/model/ids.ts';
import { officeClient } from '../support/clients.ts';
import { freePort } from '../support/ports.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

/** A row of the district's journal, as its database holds it. */
export type HeldEntry = { seq: number; id: string; hash: string; line: string };

/** Every kiosk's clock is wrong by years at some time. */
const everything = { from: '1900-01-01', to: '2200-12-31' };

/** The real district server on a real PostgreSQL that can be killed and go back in time. */
export class ModelDistrict {
  readonly port: number;
  readonly #postgres: TestPostgres;
  readonly #address: string;
  readonly #backups = mkdtempSync(join(tmpdir(), 'hai-long-model-backup-'));
  #server: DistrictServer | null = null;

  private constructor(postgres: TestPostgres, address: string, port: number) {
    this.#postgres = postgres;
    this.#address = address;
    this.port = port;
  }

  /** @param samples - the folder of the unit, form and catalogue it starts with */
  static async start(samples = 'samples'): Promise<ModelDistrict> {
    const postgres = await startPostgres();
    const district = new ModelDistrict(postgres, await postgres.createDatabase(), await freePort());
    await district.#listen();
    await loadSamples(district.server.store, Date.now, samples);
    return district;
  }

  get server(): DistrictServer {
    if (this.#server === null) throw new Error('The district is closed.');
    return this.#server;
  }

  async enrolmentCode(counter: string): Promise<string> {
    const place = { counter: counterIdSchema.parse(counter), name: counter };
    const code = await makeEnrolmentCode(this.server.store, Date.now, place);
    if (code === null) throw new Error(`The samples have no counter ${counter}.`);
    return code;
  }

  async restart(): Promise<void> {
    await this.server.close();
    await this.#listen();
  }

  killPostgres(): Promise<void> {
    return this.#postgres.kill();
  }

  startPostgres(): Promise<void> {
    return this.#postgres.restart();
  }

  async backUp(): Promise<void> {
    rmSync(this.#backup, { recursive: true, force: true });
    await this.#postgres.copyDataTo(this.#backup);
  }

  restore(): Promise<void> {
    return this.#postgres.restoreFrom(this.#backup);
  }

  /** What an office head reads, over HTTP. */
  async report(): Promise<Report> {
    const link = await newOfficeLink(this.server.store, Date.now, sampleOfficeUser);
    const office = await officeClient(`http://127.0.0.1:${this.port}/#link=${link}`);
    return office.office.report(everything);
  }

  /** A journal as the database holds it, read past the server. */
  async held(journal: string): Promise<HeldEntry[]> {
    const rows = await this.#query<HeldEntry & { seq: string }>(
      'select seq, id, hash, line from entry where journal = $1 order by seq',
      [journal],
    );
    return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
  }

  /** The ids of all ratings in its database, read past the server. */
  async answered(): Promise<Set<string>> {
    const rows = await this.#query<{ id: string }>(
      `select id from entry where line like '%"kind":"survey.answered"%'`,
      [],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** How many rows a table has. */
  async count(table: 'entry' | 'fork'): Promise<number> {
    const [row] = await this.#query<{ count: string }>(`select count(*) from ${table}`, []);
    return Number(row?.count);
  }

  async close(): Promise<void> {
    await this.#server?.close();
    await this.#postgres.stop();
    rmSync(this.#backups, { recursive: true, force: true });
  }

  get #backup(): string {
    return join(this.#backups, 'last');
  }

  async #listen(): Promise<void> {
    const built = await buildDistrict({ postgres: this.#address, data: null });
    if (!built.ok) throw new Error(built.problem.en);
    this.#server = built.value;
    await built.value.http.listen({ host: '127.0.0.1', port: this.port });
  }

  async #query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.#address });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }
}
