import { z } from 'zod';
import { problemSchema } from '../model/problems.ts';

/**
 * Between Electron's main process and the machine's utility process. Two kinds of message each way and no data of
 * any person: windows speak to the machine over ports of their own, which main hands on and forgets.
 */

/** The two contracts a window can speak; each port carries one. */
export const windowContractSchema = z.enum(['citizen', 'desk']);
export type WindowContract = z.infer<typeof windowContractSchema>;

/** Main to machine: `port` comes with the machine's end of a channel; `stop` asks for a clean end. */
export const shellMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('port'), contract: windowContractSchema }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type ShellMessage = z.infer<typeof shellMessageSchema>;

/** Machine to main: it stands and takes ports, or it cannot stand for a reason that a restart does not mend. */
export const machineMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('refused'), problem: problemSchema }),
]);
export type MachineMessage = z.infer<typeof machineMessageSchema>;

/** The name under which a window is handed its port: by main to the preload, by the preload to the page. */
export const windowPortMessage = 'hai-long-port';
