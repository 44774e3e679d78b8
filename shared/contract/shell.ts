import { z } from 'zod';
import { displayFigureSchema } from '../model/health.ts';
import { journalKinds } from '../model/journal.ts';
import { problemSchema } from '../model/problems.ts';

/**
 * Between Electron's main process and the machine's utility process. No data of any person: windows speak to the
 * machine over ports of their own, which main hands on and forgets.
 */

/**
 * The contracts a window can speak; each port carries one. The technician's is served only while the machine has the
 * page open, in the citizen's window.
 */
export const windowContractSchema = z.enum(['citizen', 'desk', 'technician']);
export type WindowContract = z.infer<typeof windowContractSchema>;

const note = <K extends keyof typeof journalKinds>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), body: journalKinds[kind] });

/** What only the shell sees and the journal should hold. */
export const shellNoteSchema = z.discriminatedUnion('kind', [
  note('window.gone'),
  note('process.gone'),
  note('display.changed'),
  note('display.power'),
  note('secrets.kept'),
  note('shell.left'),
]);
export type ShellNote = z.infer<typeof shellNoteSchema>;

/** 32 bytes, base64url: what the machine wraps the kiosk's keys with. */
export const wrappingKeySchema = z.string().length(43);

/**
 * Main to machine. `start` comes first, before anything is opened: with a wrapping key the kiosk's keys lie wrapped on
 * the disk, without one they are kept by file permissions. `port` comes with the machine's end of a channel; `note` is
 * for the journal; `displays` is what the shell sees of the screens; `stop` asks for a clean end.
 */
export const shellMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), wrappingKey: wrappingKeySchema.nullable() }),
  z.strictObject({ type: z.literal('port'), contract: windowContractSchema }),
  z.strictObject({ type: z.literal('note'), note: shellNoteSchema }),
  z.strictObject({ type: z.literal('displays'), displays: z.array(displayFigureSchema).max(16) }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type ShellMessage = z.infer<typeof shellMessageSchema>;

const minuteOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** When the kiosk is open, Monday to Sunday, by Vietnam's clock. A day without spans is a day off. */
export const openWeekSchema = z
  .array(z.array(z.strictObject({ from: minuteOfDay, to: minuteOfDay })).max(8))
  .length(7);
export type OpenWeek = z.infer<typeof openWeekSchema>;

/**
 * Machine to main: it stands and takes ports; or it cannot stand for a reason that a restart does not mend. `state` is
 * told once it stands and whenever it changes: whether somebody is being asked, and the opening hours (null: not said,
 * so always open). `leave` is the technician's wish.
 */
export const machineMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('refused'), problem: problemSchema }),
  z.strictObject({
    type: z.literal('state'),
    busy: z.boolean(),
    openWeek: openWeekSchema.nullable(),
  }),
  z.strictObject({ type: z.literal('leave'), why: z.enum(['restart', 'quit']) }),
  /** The citizen's window shows the technician's page from now on, or the citizen's again. */
  z.strictObject({ type: z.literal('technician'), open: z.boolean() }),
]);
export type MachineMessage = z.infer<typeof machineMessageSchema>;

/** The name under which a window is handed its port: by main to the preload, by the preload to the page. */
export const windowPortMessage = 'hai-long-port';
