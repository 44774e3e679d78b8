import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { DistrictClient } from '../../shared/contract/district.ts';
import App from './App.svelte';
import { Session } from './session/session.svelte.ts';
import { Speech } from './speech.svelte.ts';
import { speechContext } from './speech-context.ts';
import { fakeDistrict, refusal } from './testing/fake-district.ts';

const nobody = { me: () => Promise.resolve({ user: null }) };

afterEach(() => {
  location.hash = '';
});

async function open(office: Partial<DistrictClient['office']> = {}): Promise<void> {
  const session = new Session(fakeDistrict(office));
  const started = session.start(null);
  render(App, { props: { session }, context: speechContext(new Speech()) });
  await started;
}

test('nobody signed in: the door, and no page behind it', async () => {
  const report = vi.fn(() => Promise.reject(new Error('asked without a session')));
  await open({ ...nobody, report });
  expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeTruthy();
  expect(screen.queryByRole('navigation')).toBeNull();
  expect(report).not.toHaveBeenCalled();
});

test('name and password are handed over, and a refusal is said in the page’s language', async () => {
  const signIn = vi.fn(() => Promise.reject(refusal('office.sign-in')));
  await open({ ...nobody, signIn });
  await fireEvent.input(await screen.findByLabelText('Tên đăng nhập'), {
    target: { value: ' van-phong ' },
  });
  await fireEvent.input(screen.getByLabelText('Mật khẩu'), { target: { value: 'mật khẩu ' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Đăng nhập' }));
  expect(signIn).toHaveBeenCalledWith({ user: 'van-phong', password: 'mật khẩu ' });
  const sentence = (): string | null => screen.getByRole('alert').textContent;
  await vi.waitFor(() => expect(sentence()).toContain('mật khẩu không đúng'));
  await fireEvent.click(screen.getByRole('button', { name: 'English' }));
  expect(sentence()).toContain('password is wrong');
  expect(document.documentElement.lang).toBe('en');
});

test('signed in: results first, kiosks by the address', async () => {
  await open();
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Kết quả đánh giá tại quầy' }),
  ).toBeTruthy();
  location.hash = '#kiosk';
  expect(await screen.findByRole('heading', { level: 1, name: 'Danh sách kiosk' })).toBeTruthy();
  const link = screen.getByRole('link', { name: 'Danh sách kiosk' });
  expect(link.getAttribute('aria-current')).toBe('page');
});

test('a session that ends while the page is open leads back to the door', async () => {
  await open({ report: () => Promise.reject(refusal('office.signed-out')) });
  expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('Phiên làm việc đã hết');
});

test('a server out of reach can be asked again', async () => {
  const me = vi.fn((): Promise<{ user: string | null }> => Promise.reject(new TypeError('net')));
  await open({ me });
  const again = await screen.findByRole('button', { name: 'Thử lại' });
  me.mockImplementation(() => Promise.resolve({ user: 'van-phong' }));
  await fireEvent.click(again);
  expect(await screen.findByRole('navigation')).toBeTruthy();
});
