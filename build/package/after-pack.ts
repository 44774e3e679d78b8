import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { fuses } from './fuses.ts';

/** As much of electron-builder's context as is needed here. */
type Packed = {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly executableName?: string;
    readonly appInfo: { readonly productFilename: string };
  };
};

/** electron-builder's hook before anything is signed: sets the fuses of the program. */
export default async function afterPack(packed: Packed): Promise<void> {
  const { appOutDir, electronPlatformName, packager } = packed;
  const isWindows = electronPlatformName === 'win32';
  const name = isWindows
    ? `${packager.appInfo.productFilename}.exe`
    : (packager.executableName ?? packager.appInfo.productFilename);
  await flipFuses(join(appOutDir, name), fuses);
}
