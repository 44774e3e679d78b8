import type { SettingFactRow } from '../../../shared/contract/unit-kiosks.ts';
import type { Speech } from '../speech.svelte.ts';

const secondMs = 1_000;

/** Times are kept in milliseconds and set in seconds. */
export function scaleOf({ range }: SettingFactRow): number {
  return range.kind === 'number' && range.unit === 'ms' ? secondMs : 1;
}

export function unitText({ range }: SettingFactRow, { say }: Speech): string {
  if (range.kind !== 'number') return '';
  if (range.unit === 'ms') return say('settings.unit.ms');
  return range.unit === 'day' ? say('settings.unit.day') : range.unit;
}

/** A value as a person reads it; what is no number, word or answer is shown as it is written. */
export function valueText(fact: SettingFactRow, value: unknown, speech: Speech): string {
  const { say } = speech;
  if (value === null || value === undefined) return say('figure.none');
  if (typeof value === 'boolean') return say(value ? 'settings.yes' : 'settings.no');
  if (typeof value === 'number') {
    return `${speech.count(value / scaleOf(fact))} ${unitText(fact, speech)}`.trim();
  }
  return typeof value === 'string' ? choiceText(value, speech) : JSON.stringify(value);
}

const choices = ['old', 'new', 'never', 'handed-over', 'allowed'] as const;

export function choiceText(value: string, { say }: Speech): string {
  const choice = choices.find((one) => one === value);
  return choice === undefined ? value : say(`settings.choice.${choice}`);
}

/** What a field takes and what holds without it. */
export function hintText(fact: SettingFactRow, speech: Speech): string {
  const { say } = speech;
  const { range } = fact;
  const scale = scaleOf(fact);
  const bounds =
    range.kind === 'number'
      ? say('settings.range', {
          min: speech.count(range.min / scale),
          max: speech.count(range.max / scale),
          unit: unitText(fact, speech),
        })
      : '';
  const otherwise = fact.optional
    ? say('settings.default', { value: valueText(fact, fact.default, speech) })
    : say('settings.must');
  return `${bounds} ${otherwise}`.trim();
}
