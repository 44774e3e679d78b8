import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { catalogueImportPath, importType } from '../../shared/contract/catalogue-paths.ts';
import type { CatalogueOverview, ImportPreview } from '../../shared/contract/catalogue.ts';
import { generateCatalogue } from '../support/catalogue-generator.ts';
import { JournalWriter } from '../support/journal-writer.ts';
import { startPostgres } from '../support/postgres.ts';
import { SigningKiosk } from '../support/signing-kiosk.ts';
import { fullSize } from './look-up/documents.ts';
import { machineNote, percentile, printTable, type Figure } from './support.ts';

/**
 * The office's work with a catalogue of full size, step by step: how long each takes, how long the district's event loop
 * stood still meanwhile, and how soon a kiosk that uploads a batch every few milliseconds was answered.
 */
const uploadEveryMs = 25;
const unit = 'don-vi-mau';

const postgres = await startPostgres();
const entry = fileURLToPath(new URL('measured-district.ts', import.meta.url));
const child = fork(entry, [postgres.url]);
const said = async <T>(): Promise<T> => ((await once(child, 'message')) as [T])[0];
const { url, code, link } = await said<{ url: string; code: string; link: string }>();

const kiosk = new SigningKiosk();
const json = { 'content-type': 'application/json' };
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
const enrolled = await post('/api/enrolments', { code, publicKey: kiosk.publicKey, version: '1' });
kiosk.kiosk = ((await enrolled.json()) as { kiosk: string }).kiosk;
const signedIn = await post('/api/office/session/link', { link });
const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';

const stallMs = async (): Promise<number> => {
  child.send('stall');
  return (await said<{ stallMs: number }>()).stallMs;
};

/** Uploads one rating after the other, each in a journal of its own, until it is stopped. */
function uploading(): { stop(): Promise<readonly number[]> } {
  const took: number[] = [];
  let going = true;
  const ended = (async () => {
    while (going) {
      const writer = new JournalWriter();
      writer.rate({ level: 5 });
      const { url: path, headers, payload } = kiosk.batch(writer);
      const began = performance.now();
      const answer = await fetch(url + path, {
        method: 'POST',
        headers,
        body: new Uint8Array(payload),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`An upload was answered ${answer.status}.`);
      took.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, uploadEveryMs));
    }
  })();
  return {
    stop: async () => {
      going = false;
      await ended;
      return took;
    },
  };
}

const figures: Figure[] = [];
const uploads: number[] = [];

async function measure<T>(name: string, step: () => Promise<Response>): Promise<T> {
  const uploader = uploading();
  await new Promise((resolve) => setTimeout(resolve, uploadEveryMs * 2));
  await stallMs();
  const began = performance.now();
  const answer = await step();
  const body = await answer.text();
  const tookMs = performance.now() - began;
  const stalledMs = await stallMs();
  uploads.push(...(await uploader.stop()));
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${body}`);
  figures.push({ name, unit: 'ms', ours: tookMs });
  figures.push({
    name: '  longest stall',
    unit: 'ms',
    ours: stalledMs,
    aim: { kind: 'max', value: 100 },
  });
  return (body === '' || !body.startsWith('{') ? null : JSON.parse(body)) as T;
}

const asOffice = (path: string, init: RequestInit = {}) =>
  fetch(url + path, { ...init, headers: { cookie, ...(init.headers as Record<string, string>) } });
const { procedures } = generateCatalogue(fullSize);
const file = JSON.stringify(procedures);

const preview = await measure<ImportPreview>('preview of the file', () =>
  asOffice(`${catalogueImportPath}?name=a.json&missing=withdraw`, {
    method: 'POST',
    headers: { 'content-type': importType },
    body: file,
  }),
);
const overview = await measure<CatalogueOverview>('take it into the draft', () =>
  asOffice(`${catalogueImportPath}/${preview.id}`, { method: 'POST' }),
);
await measure('assign all of it', () =>
  post('/api/office/catalogue/assignments', { codes: null, units: [unit] }, { cookie }),
);
const looked = await measure<CatalogueOverview>('overview', () =>
  asOffice('/api/office/catalogue'),
);
await measure('publish', () =>
  post('/api/office/catalogue/versions', { draft: looked.draft.digest }, { cookie }),
);
await measure('names to choose from', () => asOffice('/api/office/catalogue/draft-procedures'));
await measure('completeness', () => asOffice(`/api/office/catalogue/completeness?unit=${unit}`));
await measure('report, first time', () =>
  asOffice('/api/office/report?from=2026-11-01&to=2026-11-30'),
);

child.disconnect();
child.kill();
await once(child, 'exit');
await postgres.stop();

printTable(
  `The office's work with a catalogue of ${fullSize.toLocaleString('en')}`,
  [
    ...figures,
    { name: 'an upload meanwhile, p50', unit: 'ms', ours: percentile(uploads, 0.5) },
    { name: 'an upload meanwhile, p99', unit: 'ms', ours: percentile(uploads, 0.99) },
    { name: 'an upload meanwhile, longest', unit: 'ms', ours: Math.max(...uploads) },
  ],
  [
    `PostgreSQL. The file: ${(file.length / 1024 / 1024).toFixed(0)} million letters of JSON. Changes named: ${overview.draft.changes.added.length}.`,
    `Uploads answered meanwhile: ${uploads.length}. They are sent by the process that also sends the file.`,
    machineNote(),
  ],
);
