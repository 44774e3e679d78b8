import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Fifty one-stop programs in a thread of their own, each with its key and its connection: launch, and withdraw at once,
 * because a kiosk holds one survey and one that waits. Told `start` with a pace and `stop`; then says what it counted.
 */
export type LoadOrder = {
  readonly origin: string;
  readonly keys: readonly string[];
  readonly procedure: string;
  readonly dossierOf: string;
};
export type Pace = {
  readonly clients: number;
  /** Between two launches of one client, ms; 0: as fast as it is answered. */
  readonly everyMs: number;
};
export type Counted = {
  launched: number;
  busy: number;
  withdrawn: number;
  other: Record<string, number>;
  seconds: number;
  launchMs: number[];
};

const { origin, keys, procedure, dossierOf } = workerData as LoadOrder;
const url = new URL(origin);
let running = false;
let dossiers = 0;
let counted: Counted;

type Answer = { readonly status: number; readonly body: { survey?: string; code?: string } };

class Client {
  readonly #key: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(key: string) {
    this.#key = key;
  }

  async run({ everyMs }: Pace): Promise<void> {
    let next = performance.now() + Math.random() * everyMs;
    while (running) {
      const wait = next - performance.now();
      if (wait > 0) await sleep(wait);
      next = Math.max(next + everyMs, performance.now() - everyMs);
      if (running) await this.#once();
    }
  }

  async #once(): Promise<void> {
    dossiers += 1;
    const dossier = dossierOf.replace('#', String(dossiers).padStart(7, '0'));
    const began = performance.now();
    const { status, body } = await this.#post('/surveys', { dossier, procedure });
    counted.launchMs.push(performance.now() - began);
    if (status === 201) {
      counted.launched += 1;
      await this.#withdraw(body.survey ?? '');
    } else if (body.code === 'survey.busy') counted.busy += 1;
    else note({ status, body });
  }

  async #withdraw(survey: string): Promise<void> {
    const withdrawn = await this.#post(`/surveys/${survey}/withdrawal`);
    if (withdrawn.status === 200) counted.withdrawn += 1;
    else note(withdrawn);
  }

  #post(path: string, body?: object): Promise<Answer> {
    const text = body && JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request({
        ...{ host: url.hostname, port: url.port, path: `/api/v1${path}`, method: 'POST' },
        agent: this.#agent,
        headers: {
          authorization: `Bearer ${this.#key}`,
          ...(text === undefined
            ? { 'content-length': 0 }
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      });
      sent.on('response', (answer) => {
        let got = '';
        answer.on('data', (chunk: Buffer) => (got += chunk.toString()));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: JSON.parse(got) as Answer['body'] }),
        );
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }
}

function note({ status, body }: Answer): void {
  const name = `${status} ${body.code ?? ''}`;
  counted.other[name] = (counted.other[name] ?? 0) + 1;
}

const clients = keys.map((key) => new Client(key));
let ended: Promise<unknown> = Promise.resolve();
let since = 0;

parentPort?.on('message', (message: { start: Pace } | 'stop') => {
  if (message === 'stop') {
    running = false;
    const seconds = (performance.now() - since) / 1_000;
    void ended.then(() => parentPort?.postMessage({ ...counted, seconds }));
    return;
  }
  running = true;
  counted = { launched: 0, busy: 0, withdrawn: 0, other: {}, seconds: 0, launchMs: [] };
  since = performance.now();
  const { clients: asked } = message.start;
  ended = Promise.all(clients.slice(0, asked).map((client) => client.run(message.start)));
});
