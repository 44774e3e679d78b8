import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from './system-clock.ts';

it('never goes back, and cancels what it was asked to do', async () => {
  const clock = systemClock();
  const before = clock.mono();
  const cancelled = clock.after(1, () => expect.fail('was cancelled'));
  cancelled();
  await new Promise<void>((resolve) => clock.after(5, resolve));
  expect(clock.mono()).toBeGreaterThan(before);
  expect(Number.isInteger(clock.mono())).toBe(true);
  expect(clock.wall()).toBeGreaterThan(Date.UTC(2026, 0, 1));
});

it('is one clock for all processes of a boot where the system names its boots', (context) => {
  if (process.platform !== 'linux') context.skip('only Linux names its boots');
  const module = JSON.stringify(join(import.meta.dirname, 'system-clock.ts'));
  const script = `import { systemClock } from ${module};
    const { boot, mono } = systemClock();
    console.log(JSON.stringify([boot, mono()]));`;
  const here = systemClock();
  const before = here.mono();
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  const [boot, mono] = JSON.parse(printed.toString()) as [string, number];
  expect(boot).toBe(here.boot);
  expect(mono).toBeGreaterThanOrEqual(before);
  expect(mono).toBeLessThanOrEqual(here.mono());
});
