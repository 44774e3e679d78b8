import { parseArgs } from 'node:util';
import { build, Platform, Arch } from 'electron-builder';
import { repository } from '../setup/run-tool.ts';
import { writeLicences } from './licences.ts';

/**
 * Packs the kiosk with electron-builder. Needs `npm run build` before it.
 *
 *     node build/package/build-package.ts [--platform linux|win32] [--arch x64|arm64] [--out DIR] [--dir]
 *         [--electron DIR]
 *
 * `--dir` leaves it unpacked instead of making an installer. `--electron` is an unpacked Electron: without it
 * electron-builder downloads the one of package.json.
 */
const { values: flags } = parseArgs({
  options: {
    platform: { type: 'string', default: process.platform },
    arch: { type: 'string', default: process.arch },
    out: { type: 'string' },
    dir: { type: 'boolean', default: false },
    electron: { type: 'string' },
  },
});

await writeLicences();
const platform = flags.platform === 'win32' ? Platform.WINDOWS : Platform.LINUX;
const arch = flags.arch === 'arm64' ? Arch.arm64 : Arch.x64;
const made = await build({
  projectDir: repository,
  publish: 'never',
  targets: platform.createTarget(flags.dir ? 'dir' : null, arch),
  config: {
    extends: 'electron-builder.yml',
    ...(flags.out === undefined ? {} : { directories: { output: flags.out } }),
    ...(flags.electron === undefined ? {} : { electronDist: flags.electron }),
  },
});
for (const path of made) console.log(path);
