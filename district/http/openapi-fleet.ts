import { z } from 'zod';
import {
  bundleType,
  officeBundlePath,
  releaseUploadPath,
  releaseUploadType,
} from '../../shared/contract/care-paths.ts';
import { releasesSchema } from '../../shared/contract/releases.ts';
import { receivedSchema } from '../../shared/contract/support-bundles.ts';
import { supportBundlePath } from '../../shared/contract/technician.ts';
import { releaseType, updateCurrentPath, updatePath } from '../../shared/contract/updates.ts';
import { problemSchema } from '../../shared/model/problems.ts';
import { releaseManifestSchema } from '../../shared/model/release.ts';
import { below, file, inSession, json, pathParameter, refusal, signed } from './openapi-parts.ts';

/** The raw routes about the kiosks themselves, for the OpenAPI document. */
export function fleetPaths(): Record<string, object> {
  return { ...updatePaths(), ...bundlePaths() };
}

function updatePaths(): Record<string, object> {
  return {
    [below(updateCurrentPath)]: {
      get: {
        operationId: 'currentUpdate',
        description: `The manifest of the newest version that has got as far as this kiosk. ${signed}`,
        responses: {
          200: json('The manifest', releaseManifestSchema),
          204: { description: 'No version for this kiosk' },
          401: refusalOfKiosk,
        },
      },
    },
    [below(updatePath('{version}'))]: {
      get: {
        operationId: 'update',
        description: `The tar.gz of a version. ${signed}`,
        parameters: [pathParameter('version')],
        responses: {
          200: { description: 'The file', content: file(releaseType) },
          401: refusalOfKiosk,
          404: { description: 'Not for this kiosk' },
        },
      },
    },
    [below(releaseUploadPath)]: {
      post: {
        operationId: 'takeInRelease',
        description: `Takes a release in: the manifest as one line of JSON, a line feed, and the tar.gz. No kiosk gets it before it is staged. ${inSession}`,
        requestBody: { required: true, content: file(releaseUploadType) },
        responses: {
          200: json('All releases', releasesSchema),
          401: refusal,
          413: refusal,
          422: refusal,
        },
      },
    },
  };
}

function bundlePaths(): Record<string, object> {
  const refusals = Object.fromEntries(
    [400, 401, 403, 410, 413, 429].map((status) => [status, refusalOfKiosk]),
  );
  return {
    [below(supportBundlePath)]: {
      post: {
        operationId: 'sendSupportBundle',
        description: `A support bundle, with Content-Digest (RFC 9530). The newest few of a kiosk are kept, unopened. ${signed}`,
        requestBody: { required: true, content: file(bundleType) },
        responses: { 200: json('It is kept', receivedSchema), ...refusals },
      },
    },
    [below(officeBundlePath('{kiosk}', '{id}'))]: {
      get: {
        operationId: 'supportBundle',
        description: `A support bundle as the kiosk sent it. ${inSession}`,
        parameters: [pathParameter('kiosk'), pathParameter('id')],
        responses: {
          200: { description: 'The ZIP', content: file(bundleType) },
          401: refusal,
          404: { description: 'Not there' },
        },
      },
    },
  };
}

const refusalOfKiosk = json('Refused, with a reason', z.object({ problem: problemSchema }));
