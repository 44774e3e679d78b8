import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll, uncache } from '@electron/asar';
import { makeStandInElectron } from '../../build/package/stand-in.ts';
import { repository, runQuietly, type ToolEnd } from '../../build/setup/run-tool.ts';

/** Why nothing can be packed here, or undefined when it can. */
export function packingMissing(): string | undefined {
  if (process.platform !== 'linux') return 'the stand-in for Electron is made for Linux';
  const built = existsSync(join(repository, 'out/renderer/licences-officer.md'));
  return built ? undefined : 'the bundles are not built: npm run build';
}

export type Workshop = {
  /** A copy of the packed kiosk, to be broken. */
  copy(): string;
  close(): void;
};

/** Packs the kiosk as it is built, over an Electron that is none. */
export async function packKiosk(): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'hai-long-package-'));
  const electron = join(folder, 'electron');
  await makeStandInElectron(electron);
  const { code, output } = await runQuietly({
    script: 'build/package/build-package.ts',
    arguments: ['--dir', '--electron', electron, '--out', join(folder, 'out')],
  });
  if (code !== 0) throw new Error(output);
  let copies = 0;
  return {
    copy: () => {
      copies += 1;
      const target = join(folder, `copy-${copies}`);
      cpSync(join(folder, 'out/linux-unpacked'), target, { recursive: true });
      return target;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Changes what is inside the archive of a packed folder. `unpack` names what stays outside it. */
export async function changeArchive(
  packed: string,
  change: (app: string) => void,
  unpack = '*.node',
): Promise<void> {
  const archive = join(packed, 'resources/app.asar');
  const app = join(packed, 'app');
  extractAll(archive, app);
  change(app);
  rmSync(`${archive}.unpacked`, { recursive: true, force: true });
  await createPackageWithOptions(app, archive, { unpack });
  // The library remembers what it read under a path.
  uncache(archive);
  rmSync(app, { recursive: true });
}

/** What build/verify-package.ts says of a folder. */
export function verify(packed: string): Promise<ToolEnd> {
  return runQuietly({ script: 'build/verify-package.ts', arguments: [packed] });
}
