import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import { root } from './child.ts';
import { enrolmentCodeIfNeeded, type Kiosk, type KioskOptions } from './kiosk.ts';
import { sandboxFlags } from './screen.ts';

/**
 * The kiosk as the product: Electron with its own windows and its own supervision of the machine. The pages have
 * addresses of their own scheme, which no other program can open.
 */
export async function startElectronKiosk(
  binary: string,
  options: KioskOptions,
  say: (line: string) => void,
): Promise<Kiosk> {
  say('Starting the kiosk in Electron …');
  const code = await enrolmentCodeIfNeeded(options, say);
  const child = spawn(
    binary,
    [
      ...sandboxFlags(),
      root,
      '--windowed',
      `--data=${options.data}`,
      `--district-url=${options.districtUrl}`,
      ...(code === null ? [] : [`--enrol-code=${code}`]),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  const ended = once(child, 'exit').then(([exitCode]) => {
    if (exitCode === exitCodes.left) return 0;
    return typeof exitCode === 'number' ? exitCode : 1;
  });
  return {
    url: 'app://citizen/',
    deskUrl: 'app://officer/',
    ended,
    stop: () => stop(child, ended),
  };
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  await ended;
}
