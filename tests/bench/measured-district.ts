import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { buildDistrict } from '../../district/app.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { newOfficeLink } from '../../district/domain/office.ts';
import { loadSamples, sampleOfficeUser } from '../../district/domain/samples.ts';
import { counterIdSchema } from '../../shared/model/ids.ts';

/**
 * The district server with a watch on its event loop, as a process of its own (`fork`, first argument: the URL of an
 * empty database). Answers every message with the longest stall since the one before.
 */
const resolutionMs = 1;
const nanosecondsInMs = 1_000_000;

const built = await buildDistrict({ postgres: z.string().parse(process.argv[2]), data: null });
if (!built.ok) throw new Error(built.problem.en);
const { http, store, now } = built.value;
await loadSamples(store, now, fileURLToPath(new URL('../../samples', import.meta.url)));
const url = await http.listen({ host: '127.0.0.1', port: 0 });
const counter = counterIdSchema.parse('quay-1');
const code = await makeEnrolmentCode(store, now, { counter, name: 'Kiosk' });
const link = await newOfficeLink(store, now, sampleOfficeUser);

const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();
process.on('message', () => {
  process.send?.({ stallMs: delay.max / nanosecondsInMs });
  delay.reset();
});
process.send?.({ url, code, link });
