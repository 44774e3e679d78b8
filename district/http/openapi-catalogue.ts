import { z } from 'zod';
import {
  catalogueCurrentPath,
  catalogueImportPath,
  cataloguePath,
  completenessCsvPath,
  importType,
  officeCataloguePath,
  packageType,
} from '../../shared/contract/catalogue-paths.ts';
import { importPreviewSchema, importQuerySchema } from '../../shared/contract/catalogue.ts';
import { catalogueManifestSchema } from '../../shared/model/catalogue-package.ts';
import { below, file, inSession, json, pathParameter, refusal, signed } from './openapi-parts.ts';

/** The catalogue's raw routes for the OpenAPI document. */
export function cataloguePaths(): Record<string, object> {
  const package_ = { description: 'The package file', content: file(packageType) };
  return {
    [below(catalogueCurrentPath)]: {
      get: {
        operationId: 'currentCatalogue',
        description: `The manifest of the published catalogue, if the kiosk has another version. ${signed}`,
        parameters: [queryParameter('have', { type: 'integer' }, false)],
        responses: {
          200: json('The manifest', catalogueManifestSchema),
          204: { description: 'Nothing newer' },
          401: refusal,
        },
      },
    },
    [below(cataloguePath('{version}'))]: {
      get: {
        operationId: 'cataloguePackage',
        description: `The package of a version: gzip NDJSON, with Content-Digest (RFC 9530). ${signed}`,
        parameters: [pathParameter('version', 'integer')],
        responses: { 200: package_, 401: refusal, 404: refusal },
      },
    },
    [below(officeCataloguePath('{version}'))]: {
      get: {
        operationId: 'officeCataloguePackage',
        description: `The same file, for a USB stick. ${inSession}`,
        parameters: [pathParameter('version', 'integer')],
        responses: { 200: package_, 401: refusal, 404: refusal },
      },
    },
    [below(completenessCsvPath)]: {
      get: {
        operationId: 'completenessCsv',
        description: `The completeness of a unit as CSV, UTF-8. ${inSession}`,
        parameters: [queryParameter('unit', { type: 'string' }, true)],
        responses: {
          200: { description: 'The table', content: file('text/csv') },
          401: refusal,
          422: refusal,
        },
      },
    },
    [below(catalogueImportPath)]: { post: importOperation() },
  };
}

function importOperation(): object {
  const names = ['name', 'missing', 'mapping'] as const;
  const schemas = importQuerySchema.shape;
  return {
    operationId: 'previewImport',
    description: `Reads a list of procedures (XLSX, CSV, JSON) and says what it would change. ${inSession}`,
    parameters: names.map((name) =>
      queryParameter(name, z.toJSONSchema(schemas[name]), name !== 'mapping'),
    ),
    requestBody: { required: true, content: file(importType) },
    responses: {
      200: json('What the file would change', importPreviewSchema),
      401: refusal,
      413: refusal,
      422: refusal,
    },
  };
}

const queryParameter = (name: string, schema: object, required: boolean) => ({
  ...{ name, required, schema },
  in: 'query',
});
