import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import { districtContract } from '../../shared/contract/district.ts';
import { cataloguePaths } from './openapi-catalogue.ts';
import { fleetPaths } from './openapi-fleet.ts';
import { apiPrefix, below } from './openapi-parts.ts';
import {
  acknowledgementSchema,
  journalPath,
  ndjsonType,
  refusalStatus,
  uploadRefusalSchema,
} from '../../shared/contract/upload.ts';

/** The OpenAPI document of the district: the contract, and the routes that are no procedures: the journal's, files, and what kiosks send raw. */
export async function openApiDocument(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(districtContract, {
    info: { title: 'Hài Lòng: district server', version: '1' },
    servers: [{ url: apiPrefix }],
  });
  return {
    ...document,
    paths: { ...document.paths, ...journalPaths(), ...cataloguePaths(), ...fleetPaths() },
  };
}

const journalParameter = {
  name: 'journal',
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
};

function journalPaths(): Record<string, object> {
  const path = (what: 'entries' | 'position') => below(journalPath('{journal}', what));
  return {
    [path('entries')]: {
      post: {
        operationId: 'uploadEntries',
        description:
          'Consecutive journal lines, gzip NDJSON, with Content-Digest (RFC 9530) and an Ed25519 HTTP Message Signature (RFC 9421) of the kiosk.',
        parameters: [journalParameter],
        requestBody: { required: true, content: { [ndjsonType]: { schema: { type: 'string' } } } },
        responses: journalResponses(),
      },
    },
    [path('position')]: {
      get: {
        operationId: 'journalPosition',
        description: 'Where the district stands in a journal of the kiosk that signed the request.',
        parameters: [journalParameter],
        responses: journalResponses(),
      },
    },
  };
}

function journalResponses(): Record<string, object> {
  const json = (schema: z.ZodType) => ({
    'application/json': { schema: z.toJSONSchema(schema, { io: 'output' }) },
  });
  const refusals = [...new Set(Object.values(refusalStatus))].map((status) => [
    String(status),
    { description: 'Refused, with a reason', content: json(uploadRefusalSchema) },
  ]);
  return {
    200: { description: 'What the district holds now', content: json(acknowledgementSchema) },
    ...(Object.fromEntries(refusals) as Record<string, object>),
  };
}
