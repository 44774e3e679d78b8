import { describe, expect, test } from 'vitest';
import type { DeskProcedure } from '../../../shared/contract/desk.ts';
import { sampleProcedures } from '../testing/samples.ts';
import { ProcedureSearch } from './procedure-search.svelte.ts';

const [first, second] = sampleProcedures as [DeskProcedure, DeskProcedure];

function searchOver(answers: Record<string, readonly DeskProcedure[]>): ProcedureSearch {
  return new ProcedureSearch((text) => Promise.resolve(answers[text] ?? []), null);
}

describe('ProcedureSearch', () => {
  test('marks the best match as soon as something is typed', async () => {
    const search = searchOver({ dat: [first, second] });
    search.text = 'dat';
    await search.search();
    expect(search.choice).toBe(first);
  });

  test('lets Enter choose nothing while nothing is typed', async () => {
    const search = searchOver({ '': [first, second] });
    await search.search();
    expect(search.offered).toEqual([first, second]);
    expect(search.choice).toBeNull();
  });

  test('lets Enter choose nothing that belongs to other letters', async () => {
    const search = searchOver({ dat: [first] });
    search.text = 'dat';
    await search.search();
    search.text = 'dat x';
    void search.search();
    expect(search.choice).toBeNull();
  });

  test('waits on Enter for the answer to what was typed', async () => {
    let answer: (found: readonly DeskProcedure[]) => void = () => undefined;
    const search = new ProcedureSearch(() => new Promise((settle) => (answer = settle)), null);
    search.text = 'dat';
    void search.search();
    const chosen = search.choiceOnEnter();
    answer([second]);
    expect(await chosen).toBe(second);
  });

  test('forgets an Enter after which more was typed', async () => {
    const answers: ((found: readonly DeskProcedure[]) => void)[] = [];
    const search = new ProcedureSearch(() => new Promise((settle) => answers.push(settle)), null);
    search.text = 'dat';
    void search.search();
    const chosen = search.choiceOnEnter();
    search.text = 'dat o';
    void search.search();
    answers.forEach((answer) => answer([second]));
    expect(await chosen).toBeNull();
  });

  test('drops an answer that was overtaken', async () => {
    const answers: ((found: readonly DeskProcedure[]) => void)[] = [];
    const search = new ProcedureSearch(() => new Promise((answer) => answers.push(answer)), null);
    search.text = 'd';
    const slow = search.search();
    search.text = 'da';
    const quick = search.search();
    answers[1]?.([second]);
    await quick;
    answers[0]?.([first]);
    await slow;
    expect(search.matches).toEqual([second]);
  });

  test('goes round at both ends', async () => {
    const search = searchOver({ '': [first, second] });
    await search.search();
    search.move(-1);
    expect(search.choice).toBe(second);
    search.move(1);
    expect(search.choice).toBe(first);
    search.move(-1);
    expect(search.choice).toBe(second);
  });

  test('offers the suggestion first, once, and lets Enter take it before any answer', async () => {
    const search = new ProcedureSearch(() => Promise.resolve([first, second]), second);
    expect(await search.choiceOnEnter()).toBe(second);
    await search.search();
    expect(search.offered).toEqual([second, first]);
    expect(search.choice).toBe(second);
    expect(search.isSuggested(first)).toBe(false);
  });

  test('drops the suggestion as soon as something is typed', async () => {
    const search = new ProcedureSearch(() => Promise.resolve([first]), second);
    search.text = 'dat';
    void search.search();
    expect(search.choice).toBeNull();
    expect(await search.choiceOnEnter()).toBe(first);
    expect(search.offered).toEqual([first]);
  });

  test('matches nothing while the machine is away', async () => {
    const search = new ProcedureSearch(
      () => Promise.reject(new TypeError('Failed to fetch')),
      null,
    );
    search.text = 'dat';
    await search.search();
    expect(search.offered).toEqual([]);
    expect(search.isSettled).toBe(true);
  });
});
