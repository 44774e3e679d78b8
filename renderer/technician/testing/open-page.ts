import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { vi } from 'vitest';
import { tapShieldMs } from '../../../shared/limits.ts';
import { Technician } from '../technician.svelte.ts';
import TechnicianPage from '../TechnicianPage.svelte';
import type { FakeStation } from './fake-station.ts';

/** The page over a fake machine, and what a technician's hands do on it. */

export const go = vi.fn<(url: string) => void>();

export async function open(fake: FakeStation): Promise<Technician> {
  go.mockReset();
  const technician = new Technician(fake, go);
  render(TechnicianPage, { technician });
  await screen.findByRole('heading', { level: 1 });
  return technician;
}

/** A touch may shield the page itself; the next one comes after that. */
let aheadMs = 0;

/** Touches buttons one after another, each on a page that has come to rest. */
export async function press(...names: (string | RegExp)[]): Promise<void> {
  for (const name of names) {
    aheadMs += tapShieldMs + 1;
    const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + aheadMs);
    (await screen.findByRole('button', { name })).click();
    later.mockRestore();
    await tick();
  }
}

export async function write(label: string, text: string): Promise<void> {
  await fireEvent.input(screen.getByLabelText(label), { target: { value: text } });
}
