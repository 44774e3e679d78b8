import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { releaseManifestSchema, type ReleaseManifest } from '../../../shared/model/release.ts';
import { signedText } from '../../../shared/rules/signed-file.ts';
import { ReleaseFiles } from './release-files.ts';

const pair = generateKeyPairSync('ed25519');
const key = String(pair.publicKey.export({ format: 'jwk' }).x);
let root: string;
let files: ReleaseFiles;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hai-long-release-'));
  files = new ReleaseFiles(join(root, 'data'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Puts `content` where a download ends, and signs it. */
function offered(content: Buffer): ReleaseManifest {
  mkdirSync(join(root, 'data'), { recursive: true });
  writeFileSync(files.incoming(), content);
  const unsigned = {
    ...{ format: 1, version: '1.1.0', minimumFrom: '1.0.0', migrations: 2, notes: 'Thử' },
    ...{ sha256: createHash('sha256').update(content).digest('hex'), size: content.length },
  };
  const signature = sign(null, Buffer.from(signedText(unsigned)), pair.privateKey);
  return releaseManifestSchema.parse({ ...unsigned, signature: signature.toString('base64url') });
}

/** A tar.gz of what `make` puts into a folder. */
async function archiveOf(make: (folder: string) => void, paths: string[] = ['.']): Promise<Buffer> {
  const folder = mkdtempSync(join(root, 'made-'));
  make(folder);
  const file = join(root, 'made.tar.gz');
  await create({ cwd: folder, file, gzip: true, portable: true, preservePaths: true }, paths);
  return readFileSync(file);
}
const program = (): Promise<Buffer> =>
  archiveOf(
    (folder) => {
      mkdirSync(join(folder, 'electron'));
      writeFileSync(join(folder, 'electron/serve.js'), 'run();');
      writeFileSync(join(folder, 'package.json'), '{}');
    },
    ['electron', 'package.json'],
  );
const names = () => readdirSync(join(root, 'data/versions')).sort();
const serve = () => join(files.folderOf('1.1.0'), 'electron/serve.js');

test('a whole release becomes a folder beside its archive and its manifest', async () => {
  expect(await files.take(offered(await program()))).toEqual({ ok: true, value: undefined });
  expect(names()).toEqual(['1.1.0', '1.1.0.json', '1.1.0.tar.gz']);
  expect(readFileSync(serve(), 'utf8')).toBe('run();');
});

describe('a release that is refused leaves nothing', () => {
  const refusedAs = async (manifest: ReleaseManifest, code: string): Promise<void> => {
    const taken = await files.take(manifest);
    expect(taken.ok ? 'taken' : taken.problem.code).toBe(code);
    expect(names().filter((name) => name.startsWith('1.1.0'))).toEqual([]);
    expect(names()).not.toContain('unpacking');
  };

  test('cut off', async () => {
    const content = await program();
    const manifest = offered(content);
    writeFileSync(files.incoming(), content.subarray(0, content.length - 5));
    await refusedAs(manifest, 'update.truncated');
  });

  test('with other bytes', async () => {
    // As whole and as long, and not what was signed.
    const manifest = offered(await program());
    const sha256 = 'b'.repeat(64) as ReleaseManifest['sha256'];
    await refusedAs({ ...manifest, sha256 }, 'update.damaged');
  });

  test('no archive at all', async () => {
    await refusedAs(offered(Buffer.from('not a tar, and not gzip')), 'update.damaged');
  });

  test.each([
    ['a link', (folder: string) => symlinkSync('/etc/passwd', join(folder, 'link')), ['link']],
    ['a hidden file', (folder: string) => writeFileSync(join(folder, '.hidden'), ''), ['.hidden']],
    ['a way up', () => writeFileSync(join(root, 'up'), ''), ['../up']],
  ])('with %s', async (_, make, paths) => {
    await refusedAs(offered(await archiveOf(make, paths)), 'update.unsafe');
  });

  test('with an absolute path', async () => {
    writeFileSync(join(root, 'absolute'), '');
    const content = await archiveOf(() => undefined, [join(root, 'absolute')]);
    await refusedAs(offered(content), 'update.unsafe');
  });
});

describe('before a start', () => {
  beforeEach(async () => void (await files.take(offered(await program()))));
  const code = async (keys = [key]) => {
    const checked = await files.check('1.1.0', keys);
    return checked.ok ? 'sound' : checked.problem.code;
  };

  test('what was signed is started', async () => expect(await code()).toBe('sound'));

  test('a changed file is unpacked anew', async () => {
    writeFileSync(serve(), 'evil();');
    expect(await code()).toBe('sound');
    expect(readFileSync(serve(), 'utf8')).toBe('run();');
  });

  test('a missing folder is unpacked anew', async () => {
    rmSync(files.folderOf('1.1.0'), { recursive: true });
    expect(await code()).toBe('sound');
    expect(existsSync(serve())).toBe(true);
  });

  test('a changed archive is not started', async () => {
    writeFileSync(join(root, 'data/versions/1.1.0.tar.gz'), 'other');
    expect(await code()).toBe('update.files');
  });

  test('a manifest of another key is not started', async () => {
    expect(await code(['A'.repeat(43)])).toBe('update.files');
  });

  test('what is not needed is swept away', () => {
    writeFileSync(files.incoming(), 'half a download');
    files.sweep([null, '1.1.0']);
    expect(names()).toEqual(['1.1.0', '1.1.0.json', '1.1.0.tar.gz']);
    files.sweep([null]);
    expect(names()).toEqual([]);
  });
});
