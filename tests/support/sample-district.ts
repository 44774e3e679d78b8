import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { newOfficeLink } from '../../district/domain/office.ts';
import { loadSamples, sampleOfficeUser } from '../../district/domain/samples.ts';
import type { Report } from '../../shared/contract/district.ts';
import { counterIdSchema } from '../../shared/model/ids.ts';
import { officeClient } from './clients.ts';

/** A real district server with the sample unit, in this process and in memory. */
export class SampleDistrict {
  readonly server: DistrictServer;
  readonly url: string;

  private constructor(server: DistrictServer, url: string) {
    this.server = server;
    this.url = url;
  }

  static async start(): Promise<SampleDistrict> {
    const built = await buildDistrict({ postgres: null, data: null });
    if (!built.ok) throw new Error(built.problem.en);
    const { store, now, http } = built.value;
    await loadSamples(store, now, 'samples');
    return new SampleDistrict(built.value, await http.listen({ host: '127.0.0.1', port: 0 }));
  }

  /** A one-time code for a kiosk at a counter of the sample unit. */
  async newCode(counter = 'quay-1'): Promise<string> {
    const { store, now } = this.server;
    const place = { counter: counterIdSchema.parse(counter), name: `Kiosk ${counter}` };
    const code = await makeEnrolmentCode(store, now, place);
    if (code === null) throw new Error(`There is no counter ${counter}`);
    return code;
  }

  /** Signs the office in, once. */
  async officeLink(): Promise<string> {
    const { store, now } = this.server;
    return `${this.url}/#link=${await newOfficeLink(store, now, sampleOfficeUser)}`;
  }

  /** What the office sees of these two days and the one between. */
  async report(): Promise<Report> {
    const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    const dayMs = 24 * 60 * 60_000;
    const office = await officeClient(await this.officeLink());
    return office.office.report({ from: day(Date.now() - dayMs), to: day(Date.now() + dayMs) });
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
