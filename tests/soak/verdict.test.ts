import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { entrySchema } from '../../shared/model/journal.ts';
import { entryLine, zeroHash } from '../../shared/rules/journal-line.ts';
import { complaintsOf, type Evidence, type Line, type Press } from './verdict.ts';

const journal = randomUUID();
const ids = [1, 2, 3].map((number) => `01890000-0000-7000-8000-00000000000${number}`);

/** A well chained journal: each answer is a tap, its survey and its level. */
function linesOf(answers: readonly (readonly [tap: string, survey: string, level: number])[]) {
  const lines: Line[] = [];
  for (const [tap, survey, level] of answers) {
    const body = { survey, form: { id: 'mau', version: 1 }, level, afterMs: 900 };
    const entry = entrySchema.parse({
      ...{ journal, seq: lines.length + 1, prev: lines.at(-1)?.hash ?? zeroHash, id: tap },
      ...{ kind: 'survey.answered', body, boot: 'mau', mono: 1, wall: 1, offset: 0 },
    });
    const line = entryLine(entry, JSON.stringify(body));
    const hash = createHash('sha256').update(line).digest('hex');
    lines.push({ seq: entry.seq, hash, line });
  }
  return lines;
}

const [first = '', second = '', third = ''] = ids;
const surveys = ids.map(() => randomUUID());
const pressed = (tap: string | null, level: number, thanked = true): Press => ({
  ...{ tap, level, thanked },
});
const given = (held: Line[], presses: Press[], own = held): Evidence => ({ held, presses, own });

const two = linesOf([
  [first, surveys[0] ?? '', 5],
  [second, surveys[1] ?? '', 2],
]);
const both = [pressed(first, 5), pressed(second, 2)];

describe('the verdict on a soak', () => {
  it('finds nothing when every rating is there once', () => {
    expect(complaintsOf(given(two, both))).toEqual([]);
  });

  it('lets a rating be or not be that nobody was thanked for', () => {
    expect(complaintsOf(given(two, [...both, pressed(third, 1, false)]))).toEqual([]);
    expect(complaintsOf(given(two, [pressed(first, 5), pressed(second, 2, false)]))).toEqual([]);
  });

  it('allows one rating for each touch whose name died with its page', () => {
    const dying = pressed(null, 2, false);
    expect(complaintsOf(given(two, [pressed(first, 5), dying]))).toEqual([]);
    expect(complaintsOf(given(two, [dying]))).toMatchObject([expect.stringMatching(/nobody gave/)]);
  });

  it('finds a rating that was thanked for and lost', () => {
    const lost = complaintsOf(given(two, [...both, pressed(third, 1)]));
    expect(lost).toEqual([`Rating ${third} was thanked for, and the district has none.`]);
  });

  it('finds a rating that nobody gave, and one of another level', () => {
    expect(complaintsOf(given(two, [pressed(first, 5)])).join()).toContain(`${second} that nobody`);
    const other = [pressed(first, 5), pressed(second, 3)];
    expect(complaintsOf(given(two, other)).join()).toContain(
      'was level 3; at the district it is 2',
    );
  });

  it('finds a tap and a survey that were counted twice', () => {
    const same = linesOf([
      [first, surveys[0] ?? '', 5],
      [first, surveys[0] ?? '', 5],
    ]);
    const found = complaintsOf(given(same, [pressed(first, 5)])).join('\n');
    expect(found).toMatch(/2 ratings of tap/);
    expect(found).toMatch(/2 ratings of survey/);
  });

  it('finds a broken chain, a changed line and an empty district', () => {
    expect(complaintsOf(given(two.slice(1), []))[0]).toMatch(/nobody gave/);
    expect(complaintsOf(given(two.slice(1), []))[1]).toMatch(/entry 2 does not follow/);
    const changed = two.map((line) => ({ ...line, line: line.line.replace('900', '901') }));
    expect(complaintsOf(given(changed, both, two))).toEqual([
      'At the district entry 1 has a hash that is not its own.',
      'Entry 1 of the kiosk is another one at the district.',
      'Entry 2 of the kiosk is another one at the district.',
    ]);
    expect(complaintsOf(given([], []))).toEqual(['The district holds no journal.']);
  });

  it('finds a rating that never left the kiosk', () => {
    const evidence = given(two.slice(0, 1), [pressed(first, 5), pressed(second, 2, false)], two);
    expect(complaintsOf(evidence)).toEqual([
      `Rating ${second} is on the kiosk and not at the district.`,
    ]);
  });
});
