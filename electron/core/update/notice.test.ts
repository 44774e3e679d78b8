import { expect, test } from 'vitest';
import { releaseManifestSchema } from '../../../shared/model/release.ts';
import { ReleaseNotice } from './notice.ts';

const offered = (version: string) =>
  releaseManifestSchema.parse({
    ...{ format: 1, version, minimumFrom: '1.0.0', migrations: 2, notes: 'Thử' },
    ...{ sha256: 'a'.repeat(64), size: 10, signature: 'A'.repeat(86) },
  });

test.each([
  ['1.1.0', { state: 'by-package', version: '1.1.0' }],
  ['1.0.0', null],
  ['0.9.0', null],
])('with %s at the district: %j', (version, told) => {
  const notice = new ReleaseNotice('1.0.0');
  expect(notice.judge(offered(version))).toEqual({ ok: true, value: 'have' });
  expect(notice.health()).toEqual(told);
});

test('a version that was taken back waits no more', () => {
  const notice = new ReleaseNotice('1.0.0');
  expect(notice.health()).toBeNull();
  notice.judge(offered('1.1.0'));
  notice.none();
  expect(notice.health()).toBeNull();
});
