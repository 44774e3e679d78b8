import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { releaseUploadPath, releaseUploadType } from '../../../shared/contract/care-paths.ts';
import type { Releases, ReleaseView } from '../../../shared/contract/releases.ts';
import { releaseBytesMax } from '../../../shared/limits.ts';
import { problem } from '../../../shared/model/problems.ts';
import { Session } from '../session/session.svelte.ts';
import { speechContext } from '../speech-context.ts';
import { Speech } from '../speech.svelte.ts';
import { fakeDistrict, type OfficeDouble } from '../testing/fake-district.ts';
import { sampleRow } from '../testing/sample-fleet.ts';
import { sampleNowMs } from '../testing/sample-report.ts';
import ReleasesPage from './ReleasesPage.svelte';

const { kiosk, name, unit, counter } = sampleRow();

function release(changes: Partial<ReleaseView> = {}): ReleaseView {
  return {
    manifest: {
      ...{ format: 1, version: '1.2.0', minimumFrom: '1.0.0', size: 9, migrations: 1, notes: 'x' },
      ...{ sha256: '0'.repeat(64) as ReleaseView['manifest']['sha256'], signature: 'A'.repeat(86) },
    },
    stage: { percent: 25, kiosks: [], paused: false },
    ...{ changedBy: 'van-phong', changedAt: sampleNowMs, stands: [] },
    ...changes,
  };
}

const view = (...releases: ReleaseView[]): Releases => ({
  releases,
  kiosks: [{ kiosk, name, unit, counter: counter.name, version: '1.0.0' }],
});

async function show(releases: NonNullable<OfficeDouble['releases']>): Promise<Session> {
  const session = new Session(fakeDistrict({ releases }));
  render(ReleasesPage, { props: { session }, context: speechContext(new Speech()) });
  await screen.findByRole('heading', { level: 1 });
  return session;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const words = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ');

/** A program that says how large it is without being it. */
function program(size: number): File {
  return Object.defineProperty(new File(['gz'], 'hai-long-1.2.0.tar.gz'), 'size', { value: size });
}
const manifest = (text = '{\n "version": "1.2.0"\n}') => new File([text], 'hai-long-1.2.0.json');

async function choose(...files: File[]): Promise<void> {
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('There is no field for files.');
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  await fireEvent.change(input);
}

test.each([
  ['one file', [manifest()], 'Hãy chọn cả hai tệp'],
  ['three files', [manifest(), manifest(), program(2)], 'Hãy chọn cả hai tệp'],
  ['a program beyond the bound', [manifest(), program(releaseBytesMax + 1)], 'lớn hơn 64 MB'],
  ['a manifest that is no JSON', [manifest('{'), program(2)], 'mô tả bản phát hành không đọc được'],
])('%s is not even sent', async (_, files, sentence) => {
  const fetch = vi.spyOn(globalThis, 'fetch');
  await show({});
  await choose(...files);
  await waitFor(() => expect(words()).toContain(sentence));
  expect(fetch).not.toHaveBeenCalled();
});

test('the manifest goes as one line before the program', async () => {
  const fetch = vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValue(new Response(JSON.stringify(view(release()))));
  await show({});
  await choose(manifest(), program(2));
  await waitFor(() => expect(words()).toContain('Đã nhận phiên bản 1.2.0.'));
  const [path, sent] = fetch.mock.calls[0] ?? [];
  expect(path).toBe(releaseUploadPath);
  expect(sent?.headers).toEqual({ 'content-type': releaseUploadType });
  expect(await (sent?.body as Blob).text()).toBe('{"version":"1.2.0"}\ngz');
});

test.each([
  [() => Promise.reject(new TypeError('offline')), 'Không liên lạc được với máy chủ'],
  [() => Promise.resolve(new Response('', { status: 502 })), 'Máy chủ không trả lời được'],
  [
    () =>
      Promise.resolve(
        new Response(JSON.stringify(problem('fleet.release-there', { version: '1.2.0' })), {
          status: 422,
        }),
      ),
    'Đã có bản phát hành 1.2.0.',
  ],
])('what became of it is said when it was not taken in (%#)', async (answer, sentence) => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer);
  await show({});
  await choose(manifest(), program(2));
  await waitFor(() => expect(words()).toContain(sentence));
});

test('a session that has ended leads back to the sign-in page', async () => {
  const ended = JSON.stringify(problem('office.signed-out'));
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(ended, { status: 401 }));
  const session = await show({});
  await choose(manifest(), program(2));
  await waitFor(() => expect(session.phase).toBe('signed-out'));
});

test('nothing goes out before somebody has said so, and then what was chosen', async () => {
  const stage = vi.fn(() => Promise.resolve(view(release())));
  await show({ list: () => Promise.resolve(view(release())), stage });
  await fireEvent.click(await screen.findByRole('radio', { name: '50 %' }));
  await fireEvent.click(screen.getByRole('checkbox', { name: /^Tất cả kiosk của/ }));
  const save = screen.getByRole('button', { name: 'Phát hành như đã chọn' });
  const asked = vi.fn(() => false);
  vi.stubGlobal('confirm', asked);
  await fireEvent.click(save);
  expect(asked).toHaveBeenCalledWith(expect.stringContaining('50 % tổng số kiosk và 1 kiosk'));
  expect(stage).not.toHaveBeenCalled();
  asked.mockReturnValue(true);
  await fireEvent.click(save);
  expect(stage).toHaveBeenCalledExactlyOnceWith({
    ...{ version: '1.2.0', stage: { percent: 50, kiosks: [kiosk], paused: false } },
  });
});

test('a version that only comes by package is said to, and is no refusal', async () => {
  const stands = [{ kiosk, stand: 'by-package', why: null }] as const;
  await show({ list: () => Promise.resolve(view(release({ stands: [...stands] }))) });
  await waitFor(() => expect(words()).toContain('1 kiosk phải cài bằng gói cài đặt'));
  expect(words()).not.toContain('lý do');
});
