import type { ImportField } from '../../../shared/contract/catalogue.ts';
import type { ProcedureField } from '../../../shared/model/procedure-fields.ts';
import type { Channel, PublishedProcedure } from '../../../shared/model/published-procedure.ts';
import { differingFields } from './comparison.ts';

const timeLimitFields: readonly ImportField[] = [
  'timeLimit',
  'timeLimitDirect',
  'timeLimitOnline',
  'timeLimitPost',
];
const feeFields: readonly ImportField[] = ['fee', 'feeDirect', 'feeOnline', 'feePost'];

/**
 * What is held of a procedure with what a file says of it. A column that the file does not have says nothing, so what
 * is held stays; an empty cell of a column that it has says "unknown". `fields` null: the file tells everything.
 */
export function merged(
  held: PublishedProcedure,
  read: PublishedProcedure,
  fields: readonly ImportField[] | null,
): PublishedProcedure {
  const told = fields === null ? read : toldBy(held, read, fields);
  // Another way to write the same is no change.
  return differingFields(held, told).length === 0 ? held : { ...told, source: read.source };
}

function toldBy(
  held: PublishedProcedure,
  read: PublishedProcedure,
  fields: readonly ImportField[],
): PublishedProcedure {
  const told = new Set<string>(fields);
  const plain = (Object.keys(read) as ProcedureField[]).filter((field) => told.has(field));
  return {
    ...held,
    ...Object.fromEntries(plain.map((field) => [field, read[field]])),
    channels: mergedChannels(held.channels, read.channels, {
      timeLimit: timeLimitFields.some((field) => told.has(field)),
      fee: feeFields.some((field) => told.has(field)),
      note: told.has('note'),
    }),
  };
}

type ToldOfChannels = {
  readonly timeLimit: boolean;
  readonly fee: boolean;
  readonly note: boolean;
};

/** A list of fees says nothing of time limits, and the other way round. */
function mergedChannels(
  held: readonly Channel[],
  read: readonly Channel[],
  told: ToldOfChannels,
): Channel[] {
  const note = read[0]?.note ?? null; // a row has one note, said with each of its channels
  const noted = (channel: Channel): Channel => (told.note ? { ...channel, note } : channel);
  if (!told.timeLimit && !told.fee) return held.map(noted);
  const heldAs = (kind: Channel['kind']) => held.find((channel) => channel.kind === kind);
  const renewed = read.map((channel) => ({
    kind: channel.kind,
    timeLimit: told.timeLimit ? channel.timeLimit : (heldAs(channel.kind)?.timeLimit ?? null),
    fee: told.fee ? channel.fee : (heldAs(channel.kind)?.fee ?? null),
    note: told.note ? note : (heldAs(channel.kind)?.note ?? null),
  }));
  if (told.timeLimit && told.fee) return renewed;
  const others = held.filter(({ kind }) => !read.some((channel) => channel.kind === kind));
  return [
    ...renewed,
    ...others.map((channel) => ({
      ...noted(channel),
      ...(told.timeLimit ? { timeLimit: null } : { fee: null }),
    })),
  ];
}
