import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { ReleaseManifest } from '../../shared/model/release.ts';
import { updateCurrentPath, updatePath } from '../../shared/contract/updates.ts';
import { answerJson, FaultyDistrict, type Arrived } from './faulty-district.ts';

type Told = { readonly kind: string; readonly body: Readonly<Record<string, unknown>> };

/** A district that offers one version of the program, and remembers what its kiosk told. */
export class ReleaseDistrict extends FaultyDistrict {
  offer: { readonly manifest: ReleaseManifest; readonly file: string } | null = null;
  readonly told: Told[] = [];

  override answerWell(response: ServerResponse, arrived: Arrived): void {
    if (arrived.url.startsWith('/api/updates/')) return this.#answerUpdate(response, arrived.url);
    if (arrived.method === 'POST' && arrived.url.includes('/entries')) {
      const lines = gunzipSync(arrived.body).toString().trimEnd().split('\n');
      this.told.push(...lines.map((line) => JSON.parse(line) as Told));
    }
    super.answerWell(response, arrived);
  }

  #answerUpdate(response: ServerResponse, url: string): void {
    const { offer } = this;
    if (!offer) response.writeHead(204).end();
    else if (url === updateCurrentPath) answerJson(response, 200, offer.manifest);
    else if (url === updatePath(offer.manifest.version)) {
      response.writeHead(200, { 'content-type': 'application/gzip' });
      response.end(readFileSync(offer.file));
    } else answerJson(response, 404, {});
  }

  has(kind: string, version: string): boolean {
    return this.told.some((entry) => entry.kind === kind && entry.body['version'] === version);
  }
}
