import { describe, expect, test } from 'vitest';
import { citizenEn } from './citizen.en.ts';
import { citizenVi } from './citizen.vi.ts';
import { lookUpEn } from './look-up.en.ts';
import { lookUpVi } from './look-up.vi.ts';
import { officerEn } from './officer.en.ts';
import { officerVi } from './officer.vi.ts';
import { technicianEn } from './technician.en.ts';
import { technicianVi } from './technician.vi.ts';
import { technicianLogEn } from './technician-log.en.ts';
import { technicianLogVi } from './technician-log.vi.ts';
import { wayInEn } from './technician-way-in.en.ts';
import { wayInVi } from './technician-way-in.vi.ts';
import { translator } from './translator.ts';
import { visitEn } from './visit.en.ts';
import { visitVi } from './visit.vi.ts';

const namespaces: [string, Record<string, string>, Record<string, string>][] = [
  ['citizen', citizenVi, citizenEn],
  ['visit', visitVi, visitEn],
  ['look-up', lookUpVi, lookUpEn],
  ['officer', officerVi, officerEn],
  ['technician', technicianVi, technicianEn],
  ['technician-log', technicianLogVi, technicianLogEn],
  ['technician-way-in', wayInVi, wayInEn],
];

const holes = (text: string | undefined): string[] => (text?.match(/\{\w+\}/g) ?? []).sort();

describe.each(namespaces)('the %s texts', (_, vi, en) => {
  test('have the same keys in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(vi));
  });

  test('have the same holes in both languages', () => {
    for (const key of Object.keys(vi)) expect(holes(en[key]), key).toEqual(holes(vi[key]));
  });

  test('are composed (NFC), trimmed and not empty', () => {
    for (const text of [...Object.values(vi), ...Object.values(en)]) {
      expect(text).toBe(text.normalize('NFC').trim());
      expect(text).not.toBe('');
    }
  });

  test('never call the counter’s rate by the name of a national index', () => {
    expect(JSON.stringify([vi, en])).not.toMatch(/SIPAS/i);
  });
});

test('the citizen’s Vietnamese has no abbreviations', () => {
  const texts = [
    ...Object.values(citizenVi),
    ...Object.values(visitVi),
    ...Object.values(lookUpVi),
  ];
  expect(texts.filter((text) => /\p{Lu}{2,}/u.test(text))).toEqual([]);
});

describe('the translator', () => {
  const t = translator<{ plain: 'Xin chào'; filled: '{a} trên {b}' }>({
    plain: 'Hello',
    filled: '{b} has {a}',
  });

  test('looks a text up and fills its holes by name', () => {
    expect(t('plain')).toBe('Hello');
    expect(t('filled', { a: 0, b: 'x' })).toBe('x has 0');
  });

  test('fills a value as it is, even if it looks like a hole or a pattern', () => {
    expect(t('filled', { a: '{b}', b: '$&' })).toBe('$& has {b}');
  });
});
