import type { SettingRow } from '../../../shared/contract/technician.ts';
import { scannerDefault } from '../../../shared/model/documents.ts';
import type { SettingKey, SettingRange } from '../../../shared/model/technician-settings.ts';

/** A value being written, as texts, and what it comes to. */

/** What a part of a setting of several takes. */
export type Part = {
  readonly key: string;
  readonly kind: 'text' | 'number' | 'list' | 'suffix';
  readonly first: string;
  readonly optional?: boolean;
};

export const partsOf: Partial<Record<SettingKey, readonly Part[]>> = {
  lan: [
    { key: 'host', kind: 'text', first: '' },
    { key: 'port', kind: 'number', first: '8443' },
    { key: 'names', kind: 'list', first: '', optional: true },
  ],
  scanner: [
    { key: 'suffix', kind: 'suffix', first: scannerDefault.suffix },
    { key: 'prefix', kind: 'text', first: scannerDefault.prefix },
    { key: 'gapMsMax', kind: 'number', first: String(scannerDefault.gapMsMax) },
    { key: 'lengthMin', kind: 'number', first: String(scannerDefault.lengthMin) },
  ],
};

export type Draft = Readonly<Record<string, string>>;

/** The texts to begin with: the value in force, or what is usual. */
export function draftOf({ key, value, range }: SettingRow): Draft {
  const parts = partsOf[key];
  if (!parts) return { value: textOf(value, range) };
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    parts.map((part) => {
      const one = given[part.key];
      return [part.key, one === undefined ? part.first : textOf(one, range)];
    }),
  );
}

function textOf(value: unknown, range: SettingRange): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  if (range.kind === 'number' && range.unit === 'ms') return String(Number(value) / 1_000);
  return String(value);
}

export type Reading = { readonly value: unknown } | { readonly wrong: 'number' | 'address' };

/** What the texts come to; whether the machine takes it is the machine's to say. */
export function readDraft({ key, range, value: old }: SettingRow, draft: Draft): Reading {
  const parts = partsOf[key];
  if (parts) {
    const kept = old ?? {};
    return {
      value: { ...kept, ...Object.fromEntries(parts.flatMap((part) => readPart(part, draft))) },
    };
  }
  const text = (draft['value'] ?? '').trim();
  if (range.kind === 'address') {
    return /^https?:\/\/[^\s/]+/.test(text) ? { value: text } : { wrong: 'address' };
  }
  if (range.kind !== 'number') return { value: text };
  const scale = range.unit === 'ms' ? 1_000 : 1;
  const figure = Number(text.replace(',', '.')) * scale;
  const isFine = text !== '' && figure >= range.min && figure <= range.max;
  return isFine ? { value: figure } : { wrong: 'number' };
}

function readPart({ key, kind, optional }: Part, draft: Draft): [string, unknown][] {
  const text = draft[key] ?? '';
  if (kind === 'number') return [[key, Number(text.trim())]];
  if (kind !== 'list') return [[key, kind === 'text' ? text.trim() : text]];
  const items = text.split(',').map((item) => item.trim());
  const filled = items.filter((item) => item !== '');
  return optional && filled.length === 0 ? [] : [[key, filled]];
}
