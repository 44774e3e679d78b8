import { expect, test, vi } from 'vitest';
import { fakeDistrict, refusal } from '../testing/fake-district.ts';
import { Session } from './session.svelte.ts';

test('whoever is signed in stays signed in', async () => {
  const session = new Session(fakeDistrict());
  await session.start(null);
  expect(session).toMatchObject({ phase: 'signed-in', user: 'van-phong', trouble: null });
});

test('nobody signed in is no trouble', async () => {
  const session = new Session(fakeDistrict({ me: () => Promise.resolve({ user: null }) }));
  await session.start(null);
  expect(session).toMatchObject({ phase: 'signed-out', trouble: null });
});

test('a server out of reach is not the same as nobody signed in', async () => {
  const session = new Session(fakeDistrict({ me: () => Promise.reject(new TypeError('net')) }));
  await session.start(null);
  expect(session).toMatchObject({ phase: 'unreachable', trouble: { kind: 'unreachable' } });
});

test('a one-time link signs in', async () => {
  const me = vi.fn(() => Promise.resolve({ user: null }));
  const signInByLink = vi.fn(() => Promise.resolve({ user: 'van-phong' }));
  const session = new Session(fakeDistrict({ me, signInByLink }));
  await session.start('secret');
  expect(signInByLink).toHaveBeenCalledWith({ link: 'secret' });
  expect(session.phase).toBe('signed-in');
  expect(me).not.toHaveBeenCalled();
});

test('a used link says so, and does not end a session that stands', async () => {
  const signInByLink = (): Promise<never> => Promise.reject(refusal('office.sign-in'));
  const stranger = new Session(
    fakeDistrict({ signInByLink, me: () => Promise.resolve({ user: null }) }),
  );
  await stranger.start('used');
  expect(stranger).toMatchObject({ phase: 'signed-out', trouble: { kind: 'link' } });
  const known = new Session(fakeDistrict({ signInByLink }));
  await known.start('used');
  expect(known.phase).toBe('signed-in');
});

test('a link that came after too many attempts is told to wait, not that it is wrong', async () => {
  const session = new Session(
    fakeDistrict({
      me: () => Promise.resolve({ user: null }),
      signInByLink: () => Promise.reject(refusal('office.sign-in-paused')),
    }),
  );
  await session.start('secret');
  expect(session.trouble).toMatchObject({ problem: { code: 'office.sign-in-paused' } });
});

test('a wrong password stays at the door, with the server’s sentence', async () => {
  const session = new Session(
    fakeDistrict({
      me: () => Promise.resolve({ user: null }),
      signIn: () => Promise.reject(refusal('office.sign-in')),
    }),
  );
  await session.start(null);
  await session.signIn('van-phong', 'wrong');
  expect(session).toMatchObject({
    ...{ phase: 'signed-out', user: null, busy: false },
    trouble: { kind: 'refused', problem: { code: 'office.sign-in' } },
  });
});

test('an ended session leads back to the door and says why', async () => {
  const session = new Session(
    fakeDistrict({ kiosks: () => Promise.reject(refusal('office.signed-out')) }),
  );
  await session.start(null);
  await session.ask((district) => district.office.kiosks());
  expect(session).toMatchObject({
    ...{ phase: 'signed-out', user: null },
    trouble: { kind: 'refused', problem: { code: 'office.signed-out' } },
  });
});

test('other refusals leave the session alone', async () => {
  const session = new Session(
    fakeDistrict({ report: () => Promise.reject(refusal('report.period')) }),
  );
  await session.start(null);
  await session.ask((district) => district.office.report({ from: '2026-11-02', to: '2026-11-01' }));
  expect(session.phase).toBe('signed-in');
});

test('signing out that did not reach the server is not pretended', async () => {
  const session = new Session(
    fakeDistrict({ signOut: () => Promise.reject(new TypeError('net')) }),
  );
  await session.start(null);
  await session.signOut();
  expect(session).toMatchObject({ phase: 'signed-in', trouble: { kind: 'unreachable' } });
});
