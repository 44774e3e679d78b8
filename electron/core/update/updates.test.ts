import { generateKeyPairSync, sign } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { trialMs, trialReportMs } from '../../../shared/limits.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { releaseManifestSchema } from '../../../shared/model/release.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { signedText } from '../../../shared/rules/signed-file.ts';
import { createRecorder } from '../recorder.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { MemoryJournal } from '../testing/memory-journal.ts';
import {
  backedUp,
  counted,
  noUpdates,
  refused,
  switched,
  took,
  type UpdateState,
} from './state.ts';
import { Updates, type AskAgain } from './updates.ts';

const pair = generateKeyPairSync('ed25519');
const key = String(pair.publicKey.export({ format: 'jwk' }).x);

function offered(version: string, changes: Record<string, unknown> = {}, signer = pair) {
  const unsigned = {
    ...{ format: 1, version, minimumFrom: '1.0.0', migrations: 2, notes: 'Thử' },
    ...{ sha256: 'a'.repeat(64), size: 10, ...changes },
  };
  const signature = sign(null, Buffer.from(signedText(unsigned)), signer.privateKey);
  return releaseManifestSchema.parse({ ...unsigned, signature: signature.toString('base64url') });
}

let clock: HandClock;
let journal: MemoryJournal;
let state: UpdateState;
let link: { online: boolean; problem: { code: string } | null };
let answer: Awaited<ReturnType<AskAgain>>;
let taking: Result<void, Problem>;
let dropped: number;
let ended: number;

beforeEach(() => {
  clock = new HandClock();
  journal = new MemoryJournal(clock);
  state = noUpdates;
  link = { online: true, problem: null };
  answer = 'offered';
  taking = ok(undefined);
  dropped = 0;
  ended = 0;
});

function updates(version = '1.0.0'): Updates {
  const log = (): void => undefined;
  return new Updates({
    memory: { read: () => state, write: (next) => ok(void (state = next)) },
    releases: { incoming: () => '/x', take: () => Promise.resolve(taking), sweep: log },
    recorder: createRecorder({ journal, clock, log, onWritten: log }),
    ...{ clock, log, version, keys: () => [key], link: () => link },
    ask: () => Promise.resolve(answer),
    dropBackups: () => void (dropped += 1),
  });
}

const kinds = (): string[] => {
  const bounds = { entriesMax: 100, bytesMax: 1e6 };
  return journal
    .linesAfter(0, bounds)
    .map(({ line }) => (JSON.parse(line) as { kind: string }).kind);
};
const newId = () => '0190a5a0-0000-7000-8000-000000000001' as never;
const ready: UpdateState = {
  ...took(noUpdates, { version: '1.1.0', bytes: 10 }, newId),
  outbox: [],
};
const onTrial = (wasOnline = true): void => {
  const facts = { installed: '1.0.0', wasOnline, newId };
  state = counted(backedUp(switched(ready, facts)));
};

describe('an offer', () => {
  const code = (offer: ReturnType<typeof offered>, of = updates()) => {
    const judged = of.judge(offer);
    return judged.ok ? judged.value : judged.problem.code;
  };

  test('that is newer and genuine is taken', () => expect(code(offered('1.1.0'))).toBe('take'));
  test('of the version that runs is had', () => expect(code(offered('1.0.0'))).toBe('have'));
  test('that lies ready is had', () => {
    state = ready;
    expect(code(offered('1.1.0'))).toBe('have');
  });
  test('signed by somebody else is refused', () => {
    expect(code(offered('1.1.0', {}, generateKeyPairSync('ed25519')))).toBe('update.signature');
  });
  test('with a word changed is refused', () => {
    expect(code({ ...offered('1.1.0'), size: 11 })).toBe('update.signature');
  });
  test('older than what runs is refused', () => {
    expect(code(offered('0.9.9'))).toBe('update.older');
    expect(code(offered('1.9.0'), updates('1.10.0'))).toBe('update.older');
  });
  test('that needs a version in between is refused', () => {
    expect(code(offered('2.0.0', { minimumFrom: '1.5.0' }))).toBe('update.minimum');
  });
  test('that was tried here is refused', () => {
    state = refused(noUpdates, '1.1.0', 'update.not-well');
    expect(code(offered('1.1.0'))).toBe('update.tried');
  });
  test('is written down as refused once', () => {
    const asked = updates();
    const old = offered('0.9.9');
    for (const one of [old, old, offered('0.9.9')]) asked.judge(one);
    expect(kinds()).toEqual(['update.refused']);
  });
});

describe('a download', () => {
  test('that becomes a version waits for its minute', async () => {
    const asked = updates();
    await asked.take(offered('1.1.0'));
    expect(state.ready).toBe('1.1.0');
    expect(kinds()).toEqual(['update.downloaded']);
    expect(asked.isReady()).toBe(true);
    expect(asked.switchOver()).toBe(true);
    expect(state).toMatchObject({ current: '1.1.0', trial: { version: '1.1.0', from: null } });
    expect(asked.switchOver()).toBe(false);
  });
  test('that is refused is written down', async () => {
    taking = fail(problem('update.damaged'));
    await updates().take(offered('1.1.0'));
    expect(state.ready).toBeNull();
    expect(kinds()).toEqual(['update.refused']);
  });
  test('that the disk has no room for is not', async () => {
    taking = fail(problem('storage.full'));
    await updates().take(offered('1.1.0'));
    expect(kinds()).toEqual([]);
  });
});

describe('in the quiet minute', () => {
  test.each([
    ['offered', 'is switched to', true],
    ['withdrawn', 'stays where it is', false],
    ['silent', 'is switched to, as was decided when it could be asked', true],
  ] as const)('a version that the district calls %s %s', async (said, _, expected) => {
    state = ready;
    answer = said;
    expect(await updates().mayStillSwitch()).toBe(expected);
    expect(state.ready).toBe('1.1.0');
  });

  test('nothing is asked when nothing lies ready', async () => {
    expect(await updates().mayStillSwitch()).toBe(false);
  });
});

describe('a version on trial', () => {
  const stand = (): Updates => {
    const running = updates('1.1.0');
    running.stand(() => void (ended += 1));
    return running;
  };

  test('is well after its third report, and what happened is told once', () => {
    onTrial();
    stand();
    clock.advance(2 * trialReportMs);
    expect(state.trial).not.toBeNull();
    clock.advance(trialReportMs);
    expect(state).toMatchObject({ trial: null, current: '1.1.0', outbox: [] });
    expect(kinds()).toEqual(['update.installed', 'update.healthy']);
    expect(dropped).toBe(1);
    updates('1.1.0');
    expect(kinds()).toHaveLength(2);
  });

  test('begins to count anew when a report is not well', () => {
    onTrial();
    stand();
    clock.advance(2 * trialReportMs);
    link = { online: false, problem: { code: 'district.unreachable' } };
    clock.advance(trialReportMs);
    link = { online: true, problem: null };
    clock.advance(2 * trialReportMs);
    expect(state.trial).not.toBeNull();
    clock.advance(trialReportMs);
    expect(state.trial).toBeNull();
  });

  test('waits for a network that has gone, as long as it takes', () => {
    onTrial();
    link = { online: false, problem: { code: 'district.unreachable' } };
    stand();
    clock.advance(100 * trialMs);
    expect(state.trial).not.toBeNull();
    expect(ended).toBe(0);
  });

  test('needs no network where there was none before', () => {
    onTrial(false);
    link = { online: false, problem: { code: 'district.unreachable' } };
    stand();
    clock.advance(3 * trialReportMs);
    expect(state.trial).toBeNull();
  });

  test('is ended, and that counts, when its district will not have its word', () => {
    onTrial();
    link = { online: false, problem: { code: 'district.unknown-kiosk' } };
    const running = stand();
    clock.advance(trialMs + trialReportMs);
    expect(ended).toBe(1);
    running.end();
    expect(state.trial?.starts).toBe(1);
  });

  test('that is switched off has not failed; one that never stood has', () => {
    onTrial();
    updates('1.1.0').end();
    expect(state.trial?.starts).toBe(1);
    stand().end();
    expect(state.trial?.starts).toBe(0);
  });
});

test('health says how the update stands', () => {
  expect(updates().health()).toBeNull();
  state = ready;
  expect(updates().health()).toEqual({ state: 'ready', version: '1.1.0' });
  onTrial();
  expect(updates().health()).toEqual({ state: 'trial', version: '1.1.0' });
  state = refused(noUpdates, '1.1.0', 'update.not-well');
  expect(updates().health()).toEqual({ state: 'rolled-back', version: '1.1.0' });
  expect(updates('1.2.0').health()).toBeNull();
});
