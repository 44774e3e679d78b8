import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  clientIdSchema,
  dossierTokenSchema,
  officerIdSchema,
  procedureCodeSchema,
} from '../../shared/model/ids.ts';
import type { DossierRecord } from '../core/ports.ts';
import { DossierFile } from './dossier-shelf.ts';

let folder: string;
const logged: string[] = [];
const shelf = (): DossierFile => new DossierFile({ folder, log: (event) => logged.push(event) });
const path = (): string => join(folder, 'dossiers.json');

const client = clientIdSchema.parse('mot-cua');
const record: DossierRecord = {
  dossier: dossierTokenSchema.parse('a'.repeat(64)),
  agency: 'H00.00.01',
  procedure: procedureCodeSchema.parse('1.001193'),
  handOver: 'refused',
  receivedAt: 1,
  dueOn: '2026-11-30',
  pauses: [{ from: 2, to: null }],
  officer: officerIdSchema.parse('can-bo-mau-1'),
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hai-long-dossiers-'));
  logged.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was announced is there at the next start, for the kiosk’s account only', () => {
  expect(shelf().read()).toEqual(new Map());
  const lists = new Map([[client, [record]]]);
  expect(shelf().write(lists).ok).toBe(true);
  expect(shelf().read()).toEqual(lists);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(logged).toEqual([]);
});

test.each(['', '{"lists":', '{"lists":[{}]}', '[]', '\u0000'])(
  'a file that holds %j is an empty one, and told of',
  (text) => {
    writeFileSync(path(), text);
    expect(shelf().read()).toEqual(new Map());
    expect(logged).toEqual(['dossiers.unreadable']);
    expect(shelf().write(new Map([[client, [record]]])).ok).toBe(true);
    expect(shelf().read().get(client)).toHaveLength(1);
  },
);

test('a disk that refuses is a problem with a sentence, and keeps what was there', () => {
  shelf().write(new Map([[client, [record]]]));
  const before = readFileSync(path(), 'utf8');
  const elsewhere = new DossierFile({ folder: join(folder, 'nowhere'), log: () => undefined });
  expect(elsewhere.write(new Map())).toMatchObject({ ok: false });
  expect(readFileSync(path(), 'utf8')).toBe(before);
  rmSync(path());
  mkdirSync(path());
  expect(shelf().read()).toEqual(new Map());
});
