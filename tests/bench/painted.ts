import { setTimeout as rest } from 'node:timers/promises';
import { z } from 'zod';

/** What a page that was opened by somebody else says of its first picture, asked through the debugging port. */

const lookMs = 100;
const answerMs = 3_000;
const patienceMs = 60_000;

const targetsSchema = z.array(
  z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }),
);
const answerSchema = z.object({
  id: z.literal(1),
  result: z.object({ result: z.object({ value: z.number() }) }),
});

/**
 * Runs in the page: when the first text inside an element was painted, ms since 1970. The browser itself notes it, so it
 * does not matter how late it is asked.
 */
function firstPaintIn(selector: string): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const paints = list.getEntries() as (PerformanceEntry & { element?: Element | null })[];
      const first = paints.find(({ element }) => element?.closest(selector));
      if (first) resolve(performance.timeOrigin + first.startTime);
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
}

/**
 * Time of day at which the page's first text inside `selector` was painted, ms since 1970.
 * @param address - how the page's address begins
 * @throws when there is no such page or no such text in a minute
 */
export async function paintedAt(port: number, address: string, selector: string): Promise<number> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const url = await pageAt(port, address);
    // Asked while the browser still goes to the page, the question is lost with the empty page before it.
    const answer = url === null ? null : await ask(url, selector);
    if (answer !== null) return answer;
    await rest(lookMs);
  }
  throw new Error(`Chromium has painted nothing in ${selector} of ${address}`);
}

async function ask(url: string, selector: string): Promise<number | null> {
  const socket = new WebSocket(url);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const answered = new Promise<number | null>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      const answer = answerSchema.safeParse(JSON.parse(String(data)));
      if (answer.success) resolve(answer.data.result.result.value);
    });
    socket.addEventListener('close', () => resolve(null));
    setTimeout(() => resolve(null), answerMs).unref();
  });
  const expression = `(${firstPaintIn.toString()})(${JSON.stringify(selector)})`;
  const params = { expression, awaitPromise: true, returnByValue: true };
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
  const answer = await answered;
  socket.close();
  return answer;
}

async function pageAt(port: number, address: string): Promise<string | null> {
  const targets = await fetch(`http://127.0.0.1:${port}/json/list`)
    .then(async (answer) => targetsSchema.parse(await answer.json()))
    .catch(() => []);
  const page = targets.find(({ type, url }) => type === 'page' && url.startsWith(address));
  return page?.webSocketDebuggerUrl ?? null;
}
