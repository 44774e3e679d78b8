import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectTls } from 'node:tls';
import type { NetworkProbe } from '../core/technician/diagnose.ts';

const stepTimeoutMs = 5_000;

/** Looks at the way to a server one layer at a time. Sends no byte of the kiosk's data. */
export const networkProbe: NetworkProbe = {
  addresses: () =>
    Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address }) => address),
  async resolve(host) {
    if (isIP(host)) return true;
    const found = lookup(host).then(
      () => true,
      () => false,
    );
    return Promise.race([found, after(stepTimeoutMs, false)]);
  },
  connect: (host, port) => opens(connect({ host, port })),
  secure: (host, port) => {
    const servername = isIP(host) ? {} : { servername: host };
    return opens(connectTls({ host, port, ...servername }), 'secureConnect');
  },
};

/** Null when it opened, else the system's name for why not. */
function opens(socket: Socket, event = 'connect'): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (reason: string | null): void => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(stepTimeoutMs, () => end('ETIMEDOUT'));
    socket.once(event, () => end(null));
    socket.once('error', (error) => end('code' in error ? String(error.code) : 'ERROR'));
  });
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), ms).unref());
}
