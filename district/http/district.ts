import type { FastifyBaseLogger } from 'fastify';
import type { DistrictStore, Now } from '../domain/ports.ts';
import type { Projector } from '../domain/projection.ts';

/** What the door needs of the district behind it. */
export type District = {
  readonly store: DistrictStore;
  readonly now: Now;
  readonly projector: Projector;
  readonly log: FastifyBaseLogger;
  /** Whose releases are taken in besides the district's own: raw Ed25519, base64url. */
  readonly releaseKeys: readonly string[];
};
