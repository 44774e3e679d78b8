import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

type Options = {
  /** The installed program: what the Debian package puts into /usr/lib/hai-long. */
  readonly program: string;
  readonly data: string;
  /** The computer's list of whose releases are taken. */
  readonly releaseKeys: string;
  readonly flags?: readonly string[];
};

/** A kiosk under its starter, started again whenever it ends, as systemd does. */
export class SupervisedKiosk {
  readonly codes: (number | null)[] = [];
  /** The citizen's page of the start that stands, token included. */
  citizen = '';
  readonly #options: Options;
  readonly #ended: Promise<void>;
  #child: ChildProcess | null = null;
  #running = true;

  constructor(options: Options) {
    this.#options = options;
    this.#ended = this.#run();
  }

  async #run(): Promise<void> {
    const { program, data, releaseKeys, flags = [] } = this.#options;
    while (this.#running) {
      const child = fork(join(program, 'electron/launch.js'), ['--data', data, ...flags], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        execArgv: [],
        env: { ...process.env, HAILONG_RELEASE_KEYS: releaseKeys },
      });
      child.on('message', ({ kiosk }: { kiosk: string }) => (this.citizen = kiosk));
      this.#child = child;
      const [code] = (await once(child, 'exit')) as [number | null];
      this.codes.push(code);
      await sleep(50);
    }
  }

  /** What the starter and the machine remember of updates, as it lies on the disk. */
  state(): string {
    return readFileSync(join(this.#options.data, 'update.json'), { encoding: 'utf8', flag: 'a+' });
  }

  /** As at the wall switch, as soon as the state on the disk says `words`. */
  async cut(words: RegExp): Promise<void> {
    while (!words.test(this.state())) await sleep(2);
    this.#child?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#child?.kill('SIGTERM');
    await this.#ended;
  }
}
