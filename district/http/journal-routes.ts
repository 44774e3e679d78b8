import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  journalPath,
  ndjsonType,
  refusalStatus,
  type Acknowledgement,
  type UploadRefusal,
} from '../../shared/contract/upload.ts';
import { batchBytesMax, batchEntriesMax } from '../../shared/limits.ts';
import { journalIdSchema, type JournalId } from '../../shared/model/ids.ts';
import type { Position } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { acceptBatch } from '../domain/accept.ts';
import { splitLines } from '../domain/lines.ts';
import type { Kiosk } from '../domain/ports.ts';
import type { District } from './district.ts';
import { inflate } from './inflate.ts';
import { kioskOf } from './kiosk-signature.ts';
import { takeRawBody } from './raw-body.ts';

/** Batches taken in at the same time; each holds its body, its text and its entries in memory. */
const batchesAtOnceMax = 16;
const busyRetrySeconds = 2;

type Refusal = UploadRefusal['refusal'];

/** The journal's two routes (shared/contract/upload.ts), raw: the bytes that came are the bytes that were signed. */
export function journalRoutes(app: FastifyInstance, district: District): void {
  const answers = answersOf(district);
  const raw = takeRawBody(app, {
    ...{ type: ndjsonType, limit: batchBytesMax },
    onTooLarge: (reply) => reply.send(answers.refuse(reply, 'too-large', null)),
  });
  let underWay = 0;

  app.post(journalPath(':journal', 'entries'), raw, async (request, reply) => {
    if (underWay >= batchesAtOnceMax) {
      void reply.header('retry-after', busyRetrySeconds);
      return answers.refuse(reply, 'busy', null);
    }
    underWay += 1;
    try {
      return await takeIn(district, answers, request, reply);
    } finally {
      underWay -= 1;
    }
  });

  app.get(journalPath(':journal', 'position'), async (request, reply) => {
    const kiosk = await kioskOf(district.store.kiosks, { ...plain(request), body: null });
    if (!kiosk.ok) return answers.refuse(reply, kiosk.problem, null);
    const journal = journalOf(request);
    if (!journal) return answers.refuse(reply, 'chain', null);
    await district.store.kiosks.heard(kiosk.value.kiosk, district.now());
    return answers.acknowledge(await district.store.journals.position(kiosk.value.kiosk, journal));
  });
}

async function takeIn(
  district: District,
  answers: Answers,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const kiosk = await kioskOf(district.store.kiosks, { ...plain(request), body });
  if (!kiosk.ok) return answers.refuse(reply, kiosk.problem, null);
  const journal = journalOf(request);
  if (!journal) return answers.refuse(reply, 'chain', null);

  const unpacked = await inflate(body, request.headers['content-encoding']);
  if (!unpacked.ok) return answers.refuse(reply, unpacked.problem, null);
  const lines = splitLines(unpacked.value);
  if (lines.length > batchEntriesMax) return answers.refuse(reply, 'too-large', null);
  return accept(district, answers, reply, { kiosk: kiosk.value, journal, lines });
}

async function accept(
  district: District,
  answers: Answers,
  reply: FastifyReply,
  batch: { kiosk: Kiosk; journal: JournalId; lines: readonly Uint8Array[] },
): Promise<unknown> {
  const { kiosk } = batch.kiosk;
  const receivedAt = district.now();
  const [{ outcome, position, stored }] = await Promise.all([
    acceptBatch(district.store.journals, { ...batch, kiosk, receivedAt }),
    district.store.kiosks.heard(kiosk, receivedAt),
  ]);
  if (stored > 0) district.projector.nudge();
  if (outcome === 'accepted') return answers.acknowledge(position);
  if (outcome === 'fork') {
    district.log.warn({ event: 'journal.fork', kiosk, seq: position.seq }, 'a journal forked');
  }
  return answers.refuse(reply, outcome, position);
}

type Answers = ReturnType<typeof answersOf>;

function answersOf({ store, now }: District) {
  return {
    acknowledge: (position: Position): Acknowledgement => ({
      position,
      time: now(),
      durability: store.durability(),
    }),
    refuse: (reply: FastifyReply, refusal: Refusal, position: Position | null): UploadRefusal => {
      void reply.code(refusalStatus[refusal]);
      return { refusal, problem: problemOf(refusal, position), position, time: now() };
    },
  };
}

/** The sentence for a refusal; where only the status matters to a person, the status is said. */
export function problemOf(refusal: Refusal, position: Position | null): Problem {
  switch (refusal) {
    case 'fork':
      return problem('district.fork', { seq: position?.seq ?? 0 });
    case 'too-large':
      return problem('district.too-large');
    case 'unknown-kiosk':
    case 'signature':
      return problem('district.unknown-kiosk');
    case 'forbidden':
      return problem('district.forbidden');
    case 'retired':
      return problem('district.retired');
    case 'busy':
      return problem('district.busy');
    case 'gap':
    case 'chain':
    case 'digest':
      return problem('district.error', { status: refusalStatus[refusal] });
  }
}

const parametersSchema = z.object({ journal: journalIdSchema });

function journalOf(request: FastifyRequest): JournalId | null {
  const read = parametersSchema.safeParse(request.params);
  return read.success ? read.data.journal : null;
}

function plain({ method, url, headers }: FastifyRequest) {
  return { method, url, headers };
}
