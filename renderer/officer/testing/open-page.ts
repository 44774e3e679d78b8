import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { expect } from 'vitest';
import { Desk } from '../desk.svelte.ts';
import OfficerPage from '../OfficerPage.svelte';
import type { FakeDesk } from './fake-desk.ts';

/** The page over a fake machine, and what an officer's hands do on it. */

export async function open(fake: FakeDesk): Promise<void> {
  render(OfficerPage, { desk: new Desk(fake) });
  await screen.findByRole('heading', { level: 1, name: /Quầy số 1/ });
}

export async function sitDown(fake: FakeDesk): Promise<void> {
  fake.seat();
  await open(fake);
  await waitFor(() => expect(document.activeElement).toBe(dossier()));
}

export const dossier = (): HTMLInputElement => screen.getByLabelText('Mã hồ sơ');
export const procedure = (): HTMLInputElement => screen.getByRole('combobox', { name: 'Thủ tục' });
export const submit = (): HTMLButtonElement => screen.getByRole('button', { name: 'Mời đánh giá' });
export const button = <T extends HTMLElement>(name: string | RegExp): T =>
  screen.getByRole<T>('button', { name });
export const enter = { key: 'Enter' };

export async function type(field: HTMLElement, text: string): Promise<void> {
  await fireEvent.focus(field);
  await fireEvent.input(field, { target: { value: text } });
}

/** What Enter in a field of a form does. */
export async function send(field: HTMLInputElement): Promise<void> {
  await fireEvent.submit(field.form as HTMLFormElement);
}

export async function launch(typed = '0975'): Promise<void> {
  await type(dossier(), typed);
  await send(dossier());
}

export const present = (): HTMLElement => {
  const panel = screen.getByRole('region', { name: 'Lời mời hiện tại' });
  return within(panel).getByRole('status');
};
