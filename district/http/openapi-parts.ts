import { z } from 'zod';
import { problemSchema } from '../../shared/model/problems.ts';

/** Parts of the OpenAPI document that the routes outside the contract say of themselves. */

export const apiPrefix = '/api';
export const signed = 'Signed by the kiosk: an Ed25519 HTTP Message Signature (RFC 9421).';
export const inSession = 'In a session of the office.';

/** A path as the document names it: below its server's. */
export const below = (path: string): string => path.slice(apiPrefix.length);

export const file = (type: string) => ({
  [type]: { schema: { type: 'string', format: 'binary' } },
});

export const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'output' }) } },
});

export const refusal = json('Refused, with a reason', problemSchema);

export const pathParameter = (name: string, type = 'string') => ({
  ...{ name, in: 'path', required: true },
  schema: { type },
});
