import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The real district server, with the sample unit, in a process of its own. */
export interface District {
  readonly url: string;
  readonly pid: number;
  /** A one-time code for a kiosk at a sample counter. */
  newEnrolmentCode(): Promise<string>;
  stop(): Promise<void>;
}

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const sampleCounter = { counter: 'quay-1', name: 'Kiosk' };

/** @param postgres - URL of an empty database */
export async function startDistrict(postgres: string): Promise<District> {
  const flags = ['--postgres', postgres, '--port', '0', '--samples', file('samples')];
  const child = fork(file('district/main.ts'), flags, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const { district: url } = (await answerOf(child)) as { district: string };
  return {
    url,
    pid: child.pid ?? 0,
    newEnrolmentCode: async () => {
      child.send({ newEnrolmentCode: sampleCounter });
      const { enrolmentCode } = (await answerOf(child)) as { enrolmentCode: string };
      return enrolmentCode;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function answerOf(child: ReturnType<typeof fork>): Promise<unknown> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The district ended.')));
  ended.catch(() => undefined); // it ends sooner or later; only while it is asked that is a failure
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  return message;
}
