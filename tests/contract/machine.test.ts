import { ORPCError } from '@orpc/client';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  dossierCode,
  officer,
  pin,
  procedure,
  sampleSettings,
} from '../../electron/core/testing/fixtures.ts';
import type { CitizenView } from '../../shared/contract/citizen.ts';
import { deadlineGraceMs, lockAfterMs } from '../../shared/limits.ts';
import { entryIdSchema, officerIdSchema, surveyIdSchema } from '../../shared/model/ids.ts';
import { scannerDefault } from '../../shared/model/documents.ts';
import { problemSchema } from '../../shared/model/problems.ts';
import { startMachine, transports, type Rig, type Windows } from './rig.ts';

const newTap = () => entryIdSchema.parse(uuidv7());
const nobody = surveyIdSchema.parse('01234567-89ab-7def-8123-456789abcdef');

/** The code of the problem a call was refused with, or of the error it failed with. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ORPCError)) throw new Error(`Not refused: ${String(error)}`);
  if (!error.defined) return error.code;
  const { code, vi, en } = problemSchema.parse(error.data);
  expect([vi, en]).not.toContain('');
  return code;
}

/** Reads views until one fits; fails when the stream ends before. */
async function viewThat(
  stream: AsyncIterator<CitizenView>,
  fits: (view: CitizenView) => boolean,
): Promise<CitizenView> {
  for (;;) {
    const next = await stream.next();
    if (next.done) throw new Error('The stream ended');
    if (fits(next.value)) return next.value;
  }
}

describe.each(transports)('over %s', (_, connect) => {
  let rig: Rig;
  let windows: Windows;

  beforeEach(async () => {
    rig = await startMachine();
    windows = await connect(rig.machine);
  });
  afterEach(async () => {
    await windows.close();
    await rig.close();
  });

  const launch = (number = 1) => windows.desk.launch({ procedure, dossier: dossierCode(number) });

  test('the desk learns where it stands', async () => {
    const station = await windows.desk.station();
    expect(station).toMatchObject({
      place: { unit: sampleSettings.unit, counter: sampleSettings.counter },
      dossierPrefix: `${sampleSettings.unit.code}-261122-`,
      ready: true,
    });
    expect(station.officers).toHaveLength(3);
    expect(station.catalogueLabel).toContain('Dữ liệu mẫu');
  });

  test('the desk is told how the unit’s scanners type', async () => {
    const { gapMsMax, lengthMin } = scannerDefault;
    expect((await windows.desk.station()).scanner).toEqual({ gapMsMax, lengthMin });
    const slow = { prefix: '~', suffix: 'Tab', gapMsMax: 300, lengthMin: 5 } as const;
    const other = await startMachine({ scanner: slow });
    const there = await connect(other.machine);
    expect((await there.desk.station()).scanner).toEqual({ gapMsMax: 300, lengthMin: 5 });
    await there.close();
    await other.close();
  });

  test('a desk at which somebody stays does not lock, and one that is locked cannot stay', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      rig.clock.advance(lockAfterMs - 1);
      expect(await windows.desk.stay()).toEqual({});
    }
    rig.clock.advance(lockAfterMs);
    expect(await refusal(windows.desk.stay())).toBe('sign-in.needed');
  });

  test('the desk looks procedures up', async () => {
    const found = await windows.desk.procedures({ text: 'khai sinh' });
    expect(found.map(({ name }) => name)).toEqual(['Đăng ký khai sinh']);
    expect(await windows.desk.procedures({ text: '' })).toHaveLength(3);
  });

  test('a dossier is launched, rated with details, and told to both sides', async () => {
    const views = (await windows.citizen.view())[Symbol.asyncIterator]();
    expect((await views.next()).value).toMatchObject({ ready: true, survey: null });
    const statuses = (await windows.desk.watch())[Symbol.asyncIterator]();

    const launched = await launch();
    const { survey } = launched;
    expect(launched).toMatchObject({ status: 'waiting', dossierTail: '0001' });
    expect((await statuses.next()).value).toEqual(launched);
    const shown = await viewThat(views, (view) => view.survey?.phase === 'rating');
    expect(shown.survey).toMatchObject({ survey, endsInMs: sampleSettings.ratingTimeoutMs });
    expect(shown.survey?.form.levels).toHaveLength(5);

    const tap = newTap();
    expect(await windows.citizen.rate({ survey, level: 4, tap })).toEqual({});
    expect(await windows.citizen.rate({ survey, level: 4, tap })).toEqual({});
    expect((await statuses.next()).value).toEqual({ ...launched, status: 'rated' });
    await viewThat(views, (view) => view.survey?.phase === 'detail' && view.survey.level === 4);
    const criteria = [{ id: 'cong-chuc', level: 5 }];
    await windows.citizen.detail({ survey, reasons: ['nhanh'], criteria, comment: 'Tốt' });
    await viewThat(views, (view) => view.survey === null);
    expect(await windows.desk.status({ survey })).toEqual({ ...launched, status: 'rated' });
  });

  test('an invitation waits, is accepted, gets more time and is declined', async () => {
    await windows.citizen.touched();
    const { survey } = await launch();
    const views = (await windows.citizen.view())[Symbol.asyncIterator]();
    await viewThat(views, (view) => view.survey?.phase === 'waiting');
    await windows.citizen.accept({ survey });
    await viewThat(views, (view) => view.survey?.phase === 'rating');
    rig.clock.advance(10_000);
    await windows.citizen.extend({ survey });
    await viewThat(views, (view) => view.survey?.extensionsLeft === 2);
    await windows.citizen.decline({ survey });
    await viewThat(views, (view) => view.survey === null);
    expect(await windows.desk.status({ survey })).toMatchObject({ status: 'not-rated' });
  });

  test('a screen falls asleep, hears the touch that wakes it, and is awake', async () => {
    const { screen } = rig.machine;
    screen.onTouched(() => screen.turn(false));
    const views = (await windows.citizen.view())[Symbol.asyncIterator]();
    expect((await views.next()).value).not.toHaveProperty('asleep');
    screen.turn(true);
    await viewThat(views, (view) => view.asleep === true);
    await windows.citizen.touched();
    await viewThat(views, (view) => view.asleep === undefined);
  });

  test('a walk-in is started and finished', async () => {
    const { survey } = await windows.citizen.startWalkIn();
    await windows.citizen.rate({ survey, level: 3, tap: newTap() });
    await windows.citizen.finish({ survey });
    expect(await refusal(windows.desk.status({ survey }))).toBe('survey.unknown');
  });

  test('a launch is withdrawn', async () => {
    const { survey } = await launch();
    expect(await windows.desk.withdraw({ survey })).toMatchObject({ status: 'not-rated' });
  });

  test('a stream opened late begins with what is so now', async () => {
    const launched = await launch();
    const views = (await windows.citizen.view())[Symbol.asyncIterator]();
    expect((await views.next()).value).toMatchObject({ survey: { survey: launched.survey } });
    const statuses = (await windows.desk.watch())[Symbol.asyncIterator]();
    expect((await statuses.next()).value).toEqual(launched);
  });

  test('expected errors arrive typed, with their sentences', async () => {
    const { desk, citizen } = windows;
    const stranger = officerIdSchema.parse('nguoi-la');
    const given = { procedure, dossier: dossierCode(7) };
    expect(await refusal(desk.launch({ ...given, dossier: 'H00-1' }))).toBe('dossier.shape');
    const noDay = { ...given, dossier: 'H00.00.01-261332-0001' };
    expect(await refusal(desk.launch(noDay))).toBe('dossier.date');
    const nameless = { officer: stranger, pin };
    expect(await refusal(desk.signIn(nameless))).toBe('sign-in.refused');
    const { survey } = await launch();
    expect(await refusal(citizen.rate({ survey, level: 9, tap: newTap() }))).toBe('survey.level');
    expect(await refusal(citizen.startWalkIn())).toBe('survey.busy');
    await citizen.rate({ survey, level: 1, tap: newTap() });
    expect(await refusal(citizen.rate({ survey, level: 5, tap: newTap() }))).toBe('survey.closed');
    const long = { survey, reasons: [], criteria: [], comment: 'ệ'.repeat(100_000) };
    expect(await refusal(citizen.detail(long))).toBe('comment.length');
    await citizen.finish({ survey });
    expect(await refusal(launch())).toBe('survey.already-rated');
    expect(await refusal(citizen.accept({ survey: nobody }))).toBe('survey.unknown');
    expect(await refusal(citizen.decline({ survey: nobody }))).toBe('survey.unknown');
    expect(await refusal(citizen.extend({ survey: nobody }))).toBe('survey.unknown');
    expect(await refusal(citizen.finish({ survey: nobody }))).toBe('survey.unknown');
    expect(await refusal(desk.withdraw({ survey: nobody }))).toBe('survey.unknown');
  });

  test('input of another shape is refused at the door and changes nothing', async () => {
    const { survey } = await launch();
    const { desk, citizen } = windows;
    const wrong: Promise<unknown>[] = [
      citizen.rate({ survey, level: 1.5, tap: newTap() }),
      citizen.rate({ survey, level: 1, tap: 'tap' }),
      citizen.rate({ survey, level: '1' as never, tap: newTap() }),
      citizen.rate({ survey, level: 1, tap: newTap(), officer } as never),
      citizen.accept({ survey: '../..' }),
      citizen.detail({ survey, reasons: Array<string>(65).fill('a'), criteria: [], comment: null }),
      desk.launch({ procedure, dossier: 'x'.repeat(2_001) }),
      desk.launch({ procedure, dossier: dossierCode(2), level: 5 } as never),
      desk.procedures({ text: 'x'.repeat(201) }),
      desk.status({ survey: null as never }),
    ];
    expect(await Promise.all(wrong.map(refusal))).toEqual(wrong.map(() => 'BAD_REQUEST'));
    expect(await desk.status({ survey })).toMatchObject({ status: 'waiting' });
  });

  test('the desk’s contract is not served where the citizen’s is, nor the other way round', async () => {
    const { citizen, desk } = windows as unknown as Record<
      'citizen' | 'desk',
      Record<string, (input: unknown) => Promise<unknown>>
    >;
    expect(await refusal(citizen['launch']!({}))).toBe('NOT_FOUND');
    expect(await refusal(citizen['station']!(undefined))).toBe('NOT_FOUND');
    expect(await refusal(desk['rate']!({}))).toBe('NOT_FOUND');
    expect(await refusal(desk['view']!(undefined))).toBe('NOT_FOUND');
  });

  test('time ends a survey for both sides', async () => {
    const { survey } = await launch();
    const views = (await windows.citizen.view())[Symbol.asyncIterator]();
    await viewThat(views, (view) => view.survey !== null);
    rig.clock.advance(sampleSettings.ratingTimeoutMs + deadlineGraceMs);
    await viewThat(views, (view) => view.survey === null);
    const late = windows.citizen.rate({ survey, level: 5, tap: newTap() });
    expect(await refusal(late)).toBe('survey.closed');
  });

  test('several windows see the same', async () => {
    const open = async () => (await windows.citizen.view())[Symbol.asyncIterator]();
    const streams = [await open(), await open()];
    const { survey } = await launch();
    for (const stream of streams) {
      await viewThat(stream, (view) => view.survey?.survey === survey);
    }
  });

  test('streams end when the machine closes', async () => {
    const views = (await windows.citizen.view())[Symbol.asyncIterator]();
    const statuses = (await windows.desk.watch())[Symbol.asyncIterator]();
    await views.next();
    const ends = [views.next(), statuses.next()];
    await rig.machine.close();
    expect((await Promise.all(ends)).map(({ done }) => done)).toEqual([true, true]);
    rig = await startMachine();
  });
});
