import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { ProcedureAnswer } from '../../../../shared/contract/look-up.ts';
import { Scroller } from '../../../parts/scroller.svelte.ts';
import { Preferences } from '../../display/preferences.svelte.ts';
import { fakeLookUp, fullProcedure } from '../../testing/fake-look-up.ts';
import { lookUpTexts } from '../texts.ts';
import TakeAway from './TakeAway.svelte';

async function takeAway(officialUrl: string | null): Promise<void> {
  const known = await fakeLookUp.procedure({ code: '1.013225' });
  const answer: ProcedureAnswer = { ...known, procedure: { ...fullProcedure, officialUrl } };
  render(TakeAway, {
    preferences: new Preferences(),
    t: lookUpTexts.vi,
    scroller: new Scroller(),
    place: { kind: 'take-away', answer, scrolled: 0 },
    unit: 'Đơn vị mẫu',
  });
}

test('the official page has a code and its address, where the unit has one', async () => {
  await takeAway('https://example.org/thu-tuc/1.013225');
  expect(
    await screen.findByRole('img', { name: 'Trang chính thức của thủ tục (cần mạng)' }),
  ).toBeTruthy();
  expect(screen.getByText('https://example.org/thu-tuc/1.013225')).toBeTruthy();
});

test('without one there is the checklist alone', async () => {
  await takeAway(null);
  expect(await screen.findAllByRole('img')).toHaveLength(1);
  expect(screen.getByRole('img', { name: 'Danh sách giấy tờ cần chuẩn bị' })).toBeTruthy();
});
