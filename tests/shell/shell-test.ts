import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { buildMissing } from './built-files.ts';
import { BuiltKiosk } from './built-kiosk.ts';

/** A folder and, when it was started, a kiosk: for each test of its scope, or one for all of them; gone afterwards. */
export class ShellTest {
  folder = '';
  #kiosk: BuiltKiosk | null = null;

  constructor(scope: 'each' | 'all' = 'each') {
    beforeEach((context) => {
      const missing = buildMissing();
      if (missing) context.skip(missing);
    });
    const [before, after] = scope === 'each' ? [beforeEach, afterEach] : [beforeAll, afterAll];
    before(() => {
      this.folder = mkdtempSync(join(tmpdir(), 'hai-long-shell-'));
    });
    after(async () => {
      await this.#kiosk?.end();
      this.#kiosk = null;
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  /** The one kiosk of an `all` scope: a locked one, started when it is first asked for. */
  async shared(): Promise<BuiltKiosk> {
    return this.#kiosk ?? this.locked();
  }

  /** The kiosk's data folder. */
  get data(): string {
    return join(this.folder, 'kiosk');
  }

  start(args: readonly string[] = [], environment: Record<string, string> = {}): BuiltKiosk {
    const line = ['--data', this.data, ...args];
    this.#kiosk = new BuiltKiosk(line, { STUB_USER_DATA: this.folder, ...environment });
    return this.#kiosk;
  }

  /** A locked kiosk whose citizen's window stands and has its port. */
  async locked(environment: Record<string, string> = {}): Promise<BuiltKiosk> {
    const kiosk = this.start([], environment);
    await kiosk.until('hand-port');
    return kiosk;
  }
}
