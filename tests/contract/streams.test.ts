import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import { expect, test, vi } from 'vitest';
import { launch, value } from '../../electron/core/testing/acts.ts';
import { kioskOnBench } from '../../electron/core/testing/fixtures.ts';
import { createCitizenRouter } from '../../electron/http/citizen-router.ts';
import type { CitizenContract } from '../../shared/contract/citizen.ts';

/** A window over a MessagePort, and how many streams the machine keeps open for windows. */
function openWindow() {
  const bench = kioskOnBench();
  const { core } = bench;
  const onView = core.onView.bind(core);
  let open = 0;
  vi.spyOn(core, 'onView').mockImplementation((listener) => {
    const leave = onView(listener);
    open += 1;
    return () => {
      leave();
      open -= 1;
    };
  });
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(createCitizenRouter(core, new AbortController().signal)).upgrade(port1);
  for (const port of [port1, port2]) port.start();
  const client: ContractRouterClient<CitizenContract> = createORPCClient(
    new RPCLink({ port: port2 }),
  );
  return { bench, client, port: port2, open: () => open };
}

test('a stream ends in the machine when its window dies', async () => {
  const { client, port, open } = openWindow();
  await (await client.view())[Symbol.asyncIterator]().next();
  expect(open()).toBe(1);
  port.close();
  await vi.waitFor(() => expect(open()).toBe(0));
});

test('a stream ends in the machine when its window stops reading', async () => {
  const { client, port, open } = openWindow();
  const views = (await client.view())[Symbol.asyncIterator]();
  await views.next();
  await views.return?.();
  await vi.waitFor(() => expect(open()).toBe(0));
  const stopped = new AbortController();
  await (await client.view(undefined, { signal: stopped.signal }))[Symbol.asyncIterator]().next();
  expect(open()).toBe(1);
  stopped.abort();
  await vi.waitFor(() => expect(open()).toBe(0));
  port.close();
});

test('a window that was away sees what is so now, not what happened meanwhile', async () => {
  const { bench, client, port } = openWindow();
  const views = (await client.view())[Symbol.asyncIterator]();
  await views.next();
  const { survey } = value(launch(bench));
  for (let times = 0; times < 500; times += 1) bench.core.citizen.touched();
  value(bench.core.citizen.decline(survey));
  const seen: unknown[] = [];
  let last = await views.next();
  while (!last.done && last.value.survey !== null) {
    seen.push(last.value);
    last = await views.next();
  }
  expect(last.value).toMatchObject({ survey: null });
  expect(seen.length).toBeLessThan(10);
  port.close();
});
