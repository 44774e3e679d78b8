import { once } from 'node:events';
import path from 'node:path';
import { root, startChild } from './child.ts';
import type { StartFlags } from './flags.ts';

export type District = {
  readonly url: string;
  /** Signs the office in once, without a password. */
  readonly officeUrl: string;
  newEnrolmentCode(): Promise<string>;
  readonly ended: Promise<number>;
  stop(): Promise<void>;
};

type Ready = { readonly ready: true; readonly district: string; readonly officeLink: string };

const sampleCounter = { counter: 'quay-1', name: 'Kiosk mẫu' };

/** Starts the embedded district server with the sample unit, form and procedures. */
export async function startDistrict(
  flags: StartFlags,
  say: (line: string) => void,
): Promise<District> {
  const store = flags.postgres
    ? ['--postgres', flags.postgres]
    : ['--data', path.join(flags.data, 'district')];
  say(
    flags.postgres
      ? 'Starting the district server on PostgreSQL …'
      : 'Starting the embedded district server (for trying out: it does not survive a power cut) …',
  );
  const child = await startChild<Ready>('district', 'district/main.ts', [
    ...store,
    '--port',
    String(flags.districtPort),
    '--samples',
    path.join(root, 'samples'),
  ]);
  return {
    url: child.ready.district,
    officeUrl: child.ready.officeLink,
    ended: child.ended,
    stop: () => child.stop(),
    newEnrolmentCode: async () => {
      child.process.send({ newEnrolmentCode: sampleCounter });
      const [answer] = (await once(child.process, 'message')) as [{ enrolmentCode: string }];
      return answer.enrolmentCode;
    },
  };
}
