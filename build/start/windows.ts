import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureChromium } from '../setup/chromium.ts';
import { hasScreen, sandboxFlags } from './screen.ts';

/** Side by side as far as the screen goes, so that neither window hides what the other one waits for. */
const places = [
  ['--window-position=0,0', '--window-size=960,720'],
  ['--window-position=480,240', '--window-size=960,720'],
];

/**
 * Opens each address in a window of its own, without a browser's bars, in a profile that belongs to the demo.
 * Without a screen or a Chromium the addresses printed before are all there is; that is said, not hidden.
 */
export function openWindows(
  addresses: readonly string[],
  data: string,
  say: (line: string) => void,
): void {
  if (!hasScreen()) {
    say('There is no screen here to open windows on: open the addresses above in a browser.');
    return;
  }
  const chromium = ensureChromium();
  if (chromium.path === undefined) {
    say(`Open the addresses above in a browser: ${chromium.missing}.`);
    return;
  }
  for (const [index, address] of addresses.entries()) {
    spawn(
      chromium.path,
      [
        `--app=${address}`,
        `--user-data-dir=${path.join(data, 'browser')}`,
        '--no-first-run',
        '--no-default-browser-check',
        '--disable-features=Translate',
        ...(places[index] ?? []),
        ...sandboxFlags(),
      ],
      { detached: true, stdio: 'ignore' },
    ).unref();
  }
}
