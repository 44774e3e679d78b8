import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { provisionFileName } from '../../shared/model/provision.ts';
import { newSigner } from '../contract/technician-rig.ts';
import { compilerMissing } from '../support/compiler.ts';
import { skipWithout } from '../support/skip.ts';
import { compiledShim, shimEnvironment } from './io-shim.ts';
import { say, temporaryFolder } from './support.ts';

const run = promisify(execFile);

const home = temporaryFolder();
afterAll(home.remove);
beforeEach((context) => skipWithout(context, compilerMissing()));

/** One that is good in every point, so that only the stick can fail. */
function provisionFile(): string {
  const signer = newSigner();
  const dayMs = 24 * 60 * 60_000;
  return JSON.stringify(
    signer.sign({
      ...{ format: 1, districtUrl: 'https://huyen.example.org', code: 'ABCD-EFGH' },
      ...{ issuedAt: 1, until: Date.now() + dayMs },
      publishingKey: { id: signer.id, publicKey: signer.publicKey },
    }),
  );
}

test('a stick pulled out at whatever moment is told as such, and leaves nothing half done', async () => {
  const [stick, data] = [join(home.path, 'stick'), join(home.path, 'data')];
  mkdirSync(stick);
  writeFileSync(join(stick, provisionFileName), provisionFile());
  const control = join(home.path, 'control');
  const { stdout } = await run(
    process.execPath,
    [join(import.meta.dirname, 'stick-child.ts'), stick, data],
    {
      env: {
        ...process.env,
        ...shimEnvironment(await compiledShim(home.path), control, stick),
        HAILONG_IO_READS: '1',
      },
    },
  );
  const { points, problems } = JSON.parse(stdout) as {
    points: Record<string, number>;
    problems: string[];
  };
  expect(problems).toEqual([]);
  expect(points['reading a catalogue']).toBeGreaterThan(2);
  expect(points['reading a provision file']).toBeGreaterThanOrEqual(2);
  expect(points['writing a bundle']).toBeGreaterThanOrEqual(4);
  say(`stick pulled out: ${JSON.stringify(points)}`);
}, 120_000);
