import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import {
  acknowledgementSchema,
  journalPath,
  uploadRefusalSchema,
} from '../../shared/contract/upload.ts';
import { batchBytesMax, batchEntriesMax } from '../../shared/limits.ts';
import type { KioskId } from '../../shared/model/ids.ts';
import { newKiosk } from '../support/district-store.ts';
import { hashOf, JournalWriter } from '../support/journal-writer.ts';
import { SigningKiosk } from '../support/signing-kiosk.ts';

/** The journal's two routes, from the bytes on: what is answered to a kiosk, and to what only looks like one. */
describe('the upload', () => {
  let district: DistrictServer;
  let kiosk: SigningKiosk;
  let writer: JournalWriter;

  beforeAll(async () => {
    const built = await buildDistrict({ postgres: null, data: null });
    if (!built.ok) throw new Error(built.problem.en);
    district = built.value;
    await loadSamples(district.store, district.now, 'samples');
  });
  afterAll(() => district.close());
  beforeEach(async () => {
    kiosk = new SigningKiosk();
    kiosk.kiosk = await newKiosk(district.store, kiosk.publicKey);
    writer = new JournalWriter();
    for (let at = 0; at < 5; at += 1) writer.write('clock.jumped', { byMs: at });
  });

  type Request = ReturnType<SigningKiosk['batch']>;
  const send = async (request: Request) => {
    const answer = await district.http.inject(request);
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<unknown>() };
  };
  const refusal = async (request: Request) => {
    const { status, body } = await send(request);
    const { refusal: reason, problem, position } = uploadRefusalSchema.parse(body);
    expect(problem.vi).not.toBe('');
    return [status, reason, position?.seq ?? null];
  };
  const held = () => district.store.journals.position(kiosk.kiosk as KioskId, writer.journal);

  test('acknowledges with number, hash, time and durability', async () => {
    const { status, body } = await send(kiosk.batch(writer));
    expect(status).toBe(200);
    const { position, durability, time } = acknowledgementSchema.parse(body);
    expect({ position, durability }).toEqual({ position: writer.position, durability: 'demo' });
    expect(Math.abs(time - Date.now())).toBeLessThan(60_000);
  });

  test('takes a batch that is not packed', async () => {
    const url = journalPath(writer.journal, 'entries');
    const payload = Buffer.from(`${writer.lines.join('\n')}`);
    const headers = {
      ...kiosk.headers('POST', url, payload),
      'content-type': 'application/x-ndjson',
    };
    const { status } = await send({ method: 'POST', url, payload, headers } as unknown as Request);
    expect(status).toBe(200);
    expect(await held()).toEqual(writer.position);
  });

  test('answers gap, fork and chain with the position it holds', async () => {
    await send(kiosk.batch(writer, writer.lines.slice(0, 2)));
    expect(await refusal(kiosk.batch(writer, writer.lines.slice(3)))).toEqual([409, 'gap', 2]);
    const other = writer.lineAfter({ ...writer.position, seq: 1 }, 'machine.stopped', {});
    expect(await refusal(kiosk.batch(writer, [other]))).toEqual([409, 'fork', 2]);
    const torn = [...writer.lines.slice(2, 4), 'torn'];
    expect(await refusal(kiosk.batch(writer, torn))).toEqual([400, 'chain', 4]);
  });

  test('keeps a batch with one entry that makes no sense', async () => {
    writer.writeAny('survey.answered', { level: 'yes' });
    writer.write('clock.jumped', { byMs: 9 });
    expect((await send(kiosk.batch(writer))).status).toBe(200);
    expect(await held()).toEqual(writer.position);
  });

  test.each([
    ['no signature', ['signature']],
    ['no signature input', ['signature-input']],
    ['no digest', ['content-digest']],
  ])('refuses a request with %s', async (_, missing) => {
    const request = kiosk.batch(writer);
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !missing.includes(name)),
    ) as Request['headers'];
    expect(await refusal({ ...request, headers })).toEqual([401, 'signature', null]);
    expect((await held()).seq).toBe(0);
  });

  test("refuses another kiosk's signature", async () => {
    const stranger = new SigningKiosk();
    stranger.kiosk = kiosk.kiosk;
    expect(await refusal(stranger.batch(writer))).toEqual([401, 'signature', null]);
  });

  test('refuses a signature made for another journal', async () => {
    const request = kiosk.batch(writer);
    const url = journalPath(randomUUID(), 'entries');
    expect(await refusal({ ...request, url })).toEqual([401, 'signature', null]);
  });

  test('refuses a kiosk it does not know', async () => {
    kiosk.kiosk = randomUUID();
    expect(await refusal(kiosk.batch(writer))).toEqual([401, 'unknown-kiosk', null]);
    kiosk.kiosk = 'kiosk';
    expect(await refusal(kiosk.batch(writer))).toEqual([401, 'unknown-kiosk', null]);
  });

  test.each([
    ['forbidden', 403],
    ['retired', 410],
  ] as const)('tells a %s kiosk so', async (state, status) => {
    await district.store.kiosks.setState(kiosk.kiosk as KioskId, state);
    expect(await refusal(kiosk.batch(writer))).toEqual([status, state, null]);
    expect((await held()).seq).toBe(0);
  });

  test('refuses a body that is not the one that was signed', async () => {
    const request = kiosk.batch(writer);
    const payload = gzipSync('something else');
    expect(await refusal({ ...request, payload })).toEqual([400, 'digest', null]);
  });

  test('refuses what is signed but not packed as it says', async () => {
    const notGzip = Buffer.from('not gzip at all');
    expect(await refusal(kiosk.upload(writer.journal, notGzip))).toEqual([400, 'chain', null]);
    const cut = gzipSync(writer.lines.join('\n')).subarray(0, 60);
    expect(await refusal(kiosk.upload(writer.journal, cut))).toEqual([400, 'chain', null]);
  });

  test('stops unpacking a small body that swells', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * batchBytesMax, 'a'));
    expect(bomb.length).toBeLessThan(batchBytesMax / 4);
    expect(await refusal(kiosk.upload(writer.journal, bomb))).toEqual([413, 'too-large', null]);
  });

  test('refuses a body and a number of entries beyond the bounds', async () => {
    const huge = Buffer.alloc(batchBytesMax + 1, 'a');
    expect(await refusal(kiosk.upload(writer.journal, huge))).toEqual([413, 'too-large', null]);
    const many = Array.from({ length: batchEntriesMax + 1 }, () => '{}');
    expect(await refusal(kiosk.batch(writer, many))).toEqual([413, 'too-large', null]);
  });

  test('asks for patience when too many batches come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => send(kiosk.batch(writer))));
    const busy = answers.filter(({ status }) => status === 429);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy.every(({ headers }) => Number(headers['retry-after']) > 0)).toBe(true);
    expect(answers.filter(({ status }) => status === 200).length).toBe(40 - busy.length);
    expect(await held()).toEqual(writer.position);
  });

  test('refuses the name of a journal that is none', async () => {
    expect(await refusal(kiosk.upload('not-a-journal', gzipSync('')))).toEqual([
      400,
      'chain',
      null,
    ]);
  });

  test('tells a kiosk where its journal stands, and counts that as contact', async () => {
    const ask = async () => {
      const url = journalPath(writer.journal, 'position');
      return district.http.inject({ url, headers: kiosk.headers('GET', url, null) });
    };
    const before = acknowledgementSchema.parse((await ask()).json());
    expect(before.position).toEqual({ journal: writer.journal, seq: 0, hash: '0'.repeat(64) });
    await send(kiosk.batch(writer));
    const after = acknowledgementSchema.parse((await ask()).json());
    expect(after.position).toEqual({ ...writer.position, hash: hashOf(writer.lines[4]!) });
    const standings = await district.store.kiosks.standings();
    expect(standings.find((row) => row.kiosk === kiosk.kiosk)?.lastContact).not.toBeNull();
  });

  test('tells nobody else', async () => {
    const url = journalPath(writer.journal, 'position');
    const answer = await district.http.inject({ url });
    expect(answer.statusCode).toBe(401);
  });

  test('speaks of no version in its headers', async () => {
    const { headers } = await send(kiosk.batch(writer));
    expect(JSON.stringify(headers)).not.toMatch(/fastify|node|\d+\.\d+\.\d+/i);
  });
});
