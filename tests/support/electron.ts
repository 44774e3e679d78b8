import { electronBinary } from '../../build/setup/electron.ts';

export { electronBinary };

/** Why the Electron test cannot run here, or undefined when it can. */
export function electronMissing(): string | undefined {
  if (electronBinary()) return undefined;
  return (
    'NOT TESTED IN ELECTRON: there is no Electron binary on this machine. ' +
    'Run `npx install-electron --no` where GitHub answers, or set HAILONG_ELECTRON to a binary'
  );
}
