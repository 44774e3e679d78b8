import { expect, test } from 'vitest';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { LocalSettings } from '../../../shared/model/technician-settings.ts';
import { keepAtHand } from '../installed-documents.ts';
import { createRecorder } from '../recorder.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { MemoryDocuments } from '../testing/memory-documents.ts';
import { MemoryJournal } from '../testing/memory-journal.ts';
import { Settings } from './settings.ts';

const url = 'https://huyen.example.org';
const technicianPin = '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA';

/** The answer of a district that takes its time is the test's to give. */
function kiosk() {
  const clock = new HandClock();
  const log = (): void => undefined;
  let written: LocalSettings = {};
  let answer = (_moved: Result<void, Problem>): void => undefined;
  const settings = new Settings({
    files: {
      page: () => ({ settings: {}, refused: null }),
      provisioned: () => ({ settings: {}, refused: null }),
      writePage: (page) => {
        written = page;
        return ok(undefined);
      },
      writeProvisioned: () => ok(undefined),
    },
    documents: keepAtHand(new MemoryDocuments()),
    recorder: createRecorder({ journal: new MemoryJournal(clock), clock, log, onWritten: log }),
    districtUrl: () => null,
    moveTo: () => new Promise((resolve) => (answer = resolve)),
    addressProblem: () => null,
  });
  const answered = (moved: Result<void, Problem>): void => answer(moved);
  return { settings, written: () => written, answered };
}

test('what is set while an address is tried is kept with it', async () => {
  const { settings, written, answered } = kiosk();
  const moving = settings.set('districtUrl', url);
  settings.setPin(technicianPin);
  answered(ok(undefined));
  expect(await moving).toEqual(ok(undefined));
  expect(written()).toEqual({ districtUrl: url, technicianPin });
  expect(settings.page()).toEqual(written());
});

test('an address that is not gone to takes nothing back that was set meanwhile', async () => {
  const { settings, written, answered } = kiosk();
  const moving = settings.set('districtUrl', url);
  settings.setPin(technicianPin);
  answered(fail(problem('setting.rolled-back', { url, reason: 'URL' })));
  expect(await moving).toMatchObject({ ok: false, problem: { code: 'setting.rolled-back' } });
  expect(written()).toEqual({ technicianPin });
});
