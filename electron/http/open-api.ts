import { OpenAPIGenerator, type OpenAPI } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { apiPrefix, deskApiContract } from '../../shared/contract/desk-api.ts';

/** The integration API as an OpenAPI document, for the makers of one-stop software. */
export async function apiDocument(version: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(deskApiContract, {
    info: {
      title: 'Hài Lòng: the kiosk of one counter, for one-stop software',
      version,
      description:
        'Launch, withdraw and follow ratings; announce the dossiers of the day; report hand-overs. Every refusal is ' +
        'an RFC 9457 problem document. Nothing here tells one answer from another.',
    },
    servers: [{ url: apiPrefix }],
    security: [{ apiKey: [] }],
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
  });
}
