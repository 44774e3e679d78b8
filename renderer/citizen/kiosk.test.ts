import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { goneAfterMs, refusalShownMs, touchedEveryMs } from '../../shared/limits.ts';
import { problem, type ProblemCode } from '../../shared/model/problems.ts';
import type { SurveyId } from '../../shared/model/ids.ts';
import { sendDetail } from './detail/send-detail.ts';
import { Kiosk } from './kiosk.svelte.ts';
import { FakeMachine, fakeSurvey, restingView, surveyOn } from './testing/fake-machine.ts';
import { samples } from './testing/forms.ts';

let machine: FakeMachine;
let kiosk: Kiosk;
const rating = surveyOn(samples.five);
const detail = surveyOn(samples.five, { phase: 'detail', level: 4 });
const other = '0193b0f0-0000-7000-8000-00000000000f' as SurveyId;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  machine = new FakeMachine(restingView);
  kiosk = new Kiosk(machine.bridge());
  kiosk.start();
});
afterEach(() => {
  vi.useRealTimers();
});

const refuseWith = (code: ProblemCode) => async () => {
  throw new ORPCError('REFUSED', { data: problem(code) });
};

describe('the one tap', () => {
  beforeEach(() => machine.show({ survey: rating }));

  test('is sent once with an id of its own, however often the level is touched', async () => {
    await Promise.all([
      kiosk.rate(fakeSurvey, 4),
      kiosk.rate(fakeSurvey, 4),
      kiosk.rate(fakeSurvey, 1),
    ]);
    expect(machine.asked('rate')).toEqual([
      { survey: fakeSurvey, level: 4, tap: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/) },
    ]);
  });

  test('marks its level until the machine says that it is on disk', async () => {
    const sent = kiosk.rate(fakeSurvey, 4);
    expect(kiosk.savingLevel).toBe(4);
    expect(kiosk.screen).toBe('rating');
    await sent;
    expect(kiosk.screen).toBe('rating');
    machine.show({ survey: detail });
    expect(kiosk.screen).toBe('detail');
    expect(kiosk.savingLevel).toBeNull();
  });

  test('cannot be declined away while it is on its way', async () => {
    void kiosk.rate(fakeSurvey, 4);
    kiosk.decline(fakeSurvey);
    expect(machine.asked('decline')).toEqual([]);
  });

  test('leads to no thanks when the disk refuses, and goes again with the same id', async () => {
    machine.answer = refuseWith('storage.full');
    await kiosk.rate(fakeSurvey, 2);
    expect(kiosk.screen).toBe('refused');
    machine.answer = async () => undefined;
    await kiosk.retry();
    const [first, second] = machine.asked('rate');
    expect(second).toEqual(first);
    expect(machine.asked('rate')).toHaveLength(2);
  });

  test('says when it came after the end', async () => {
    machine.answer = refuseWith('survey.closed');
    const sent = kiosk.rate(fakeSurvey, 2);
    machine.show({ survey: null });
    await sent;
    expect(kiosk.screen).toBe('closed');
    kiosk.closeRefusal();
    expect(kiosk.screen).toBe('attract');
    expect(machine.asked('decline')).toEqual([]);
  });

  test('that was refused ends its survey when the citizen closes the message', async () => {
    machine.answer = refuseWith('storage.failing');
    await kiosk.rate(fakeSurvey, 2);
    kiosk.closeRefusal();
    expect(machine.asked('decline')).toEqual([{ survey: fakeSurvey }]);
  });

  test('that was refused does not hold the screen for ever', async () => {
    machine.answer = refuseWith('storage.full');
    await kiosk.rate(fakeSurvey, 2);
    machine.show({ survey: null });
    vi.advanceTimersByTime(refusalShownMs);
    expect(kiosk.screen).toBe('attract');
  });

  test('of one survey does not stand in the way of the next', async () => {
    await kiosk.rate(fakeSurvey, 4);
    machine.show({ survey: surveyOn(samples.five, { survey: other }) });
    await kiosk.rate(other, 1);
    expect(machine.asked('rate')).toHaveLength(2);
    expect(kiosk.savingLevel).toBe(1);
  });
});

describe('thanks', () => {
  test('follow a rated survey and stay their time', () => {
    machine.show({ survey: detail });
    machine.show({ survey: null });
    expect(kiosk.screen).toBe('thanks');
    vi.advanceTimersByTime(restingView.thanksMs);
    expect(kiosk.screen).toBe('attract');
  });

  test('follow no survey that was not rated', () => {
    machine.show({ survey: rating });
    machine.show({ survey: null });
    expect(kiosk.screen).toBe('attract');
  });

  test('give way to the next invitation', () => {
    machine.show({ survey: detail });
    machine.show({ survey: null });
    machine.show({ survey: surveyOn(samples.five, { survey: other, phase: 'waiting' }) });
    expect(kiosk.screen).toBe('waiting');
    machine.show({ survey: null });
    expect(kiosk.screen).toBe('attract');
  });
});

describe('what is added', () => {
  const said = { reasons: ['cho-lau'], criteria: [], comment: 'Chờ lâu' };
  beforeEach(() => machine.show({ survey: detail }));

  test('is sent whole', async () => {
    await sendDetail(kiosk, fakeSurvey, said);
    expect(machine.asked('detail')).toEqual([{ survey: fakeSurvey, ...said }]);
    expect(kiosk.detailFailed).toBe(false);
  });

  test('keeps its reasons when the comment cannot be sealed', async () => {
    machine.answer = async (name, input) => {
      const { comment } = input as { comment: string | null };
      if (name === 'detail' && comment !== null) await refuseWith('comment.unsealable')();
    };
    await sendDetail(kiosk, fakeSurvey, said);
    expect(machine.asked('detail').at(-1)).toEqual({ survey: fakeSurvey, ...said, comment: null });
    expect(kiosk.detailFailed).toBe(true);
  });

  test('that is refused ends the visit all the same, and says so', async () => {
    machine.answer = async (name) => {
      if (name === 'detail') await refuseWith('storage.full')();
    };
    await sendDetail(kiosk, fakeSurvey, said);
    expect(machine.asked('finish')).toEqual([{ survey: fakeSurvey }]);
    machine.show({ survey: null });
    expect(kiosk.screen).toBe('thanks');
    expect(kiosk.detailFailed).toBe(true);
    vi.advanceTimersByTime(restingView.thanksMs);
    expect(kiosk.detailFailed).toBe(false);
  });
});

describe('a lost machine', () => {
  test('is said after a moment and forgotten when it is back', () => {
    machine.connect('gone');
    vi.advanceTimersByTime(goneAfterMs - 1);
    expect(kiosk.screen).toBe('attract');
    vi.advanceTimersByTime(1);
    expect(kiosk.screen).toBe('gone');
    machine.connect('open');
    expect(kiosk.screen).toBe('attract');
  });

  test('is not said again for every failed try', () => {
    for (let tries = 0; tries < 5; tries += 1) {
      machine.connect('gone');
      vi.advanceTimersByTime(goneAfterMs / 2);
    }
    expect(kiosk.screen).toBe('gone');
  });
});

test('touches are told at most once a second', () => {
  kiosk.touched();
  kiosk.touched();
  vi.advanceTimersByTime(touchedEveryMs);
  kiosk.touched();
  expect(machine.asked('touched')).toHaveLength(2);
});

test('more time is asked for the survey on the screen, and for none without one', () => {
  kiosk.moreTime();
  machine.show({ survey: rating });
  kiosk.moreTime();
  expect(machine.asked('extend')).toEqual([{ survey: fakeSurvey }]);
});
