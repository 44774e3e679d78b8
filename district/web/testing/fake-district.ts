import { ORPCError } from '@orpc/client';
import type { DistrictClient } from '../../../shared/contract/district.ts';
import { problem, type ProblemCode } from '../../../shared/model/problems.ts';
import { emptyReport, emptySignals, emptyWay, sampleNowMs } from './sample-report.ts';

type Office = DistrictClient['office'];
type Catalogue = Office['catalogue'];
type DoubledPart = 'catalogue' | 'desk' | 'fleet' | 'releases' | 'keys' | 'unitKiosks';
export type OfficeDouble = Partial<Omit<Office, DoubledPart>> & {
  readonly releases?: Partial<Office['releases']>;
  readonly keys?: Partial<Office['keys']>;
  readonly unitKiosks?: Partial<Office['unitKiosks']>;
  readonly fleet?: Partial<Office['fleet']>;
  readonly desk?: Partial<Office['desk']>;
  readonly catalogue?: Partial<Catalogue>;
};

const unused = (): Promise<never> => Promise.reject(new Error('The office never calls this.'));

const silentCatalogue: Catalogue = {
  overview: unused,
  takeImport: unused,
  part: unused,
  putPart: unused,
  names: () => Promise.resolve({ text: '[]' }),
  assign: unused,
  putLabel: unused,
  resetDraft: unused,
  publish: unused,
  publishAgain: unused,
  completeness: unused,
};

const silentDesk: Office['desk'] = {
  look: unused,
  addOfficer: unused,
  renameOfficer: unused,
  setPin: unused,
  removeOfficer: unused,
  restoreOfficer: unused,
  addClient: unused,
  revokeClient: unused,
  putYear: unused,
  putSettings: unused,
};

const silentFleet: Office['fleet'] = {
  list: () => Promise.resolve({ time: sampleNowMs, newest: null, kiosks: [] }),
  details: unused,
  move: unused,
  retire: unused,
  restore: unused,
  enrolAgain: unused,
  counters: unused,
  makeBatch: unused,
  codes: () => Promise.resolve([]),
  revokeCode: unused,
};

const silentReleases: Office['releases'] = {
  list: () => Promise.resolve({ releases: [], kiosks: [] }),
  stage: unused,
};

const silentKeys: Office['keys'] = {
  list: () => Promise.resolve([]),
  make: unused,
  revoke: unused,
};

const silentUnitKiosks: Office['unitKiosks'] = {
  look: unused,
  putSettings: unused,
  putDistrictUrl: unused,
  putTechnicianPin: unused,
};

/** A district server in memory that answers the office's calls, for tests of the pages. Not shipped. */
export function fakeDistrict({
  catalogue,
  desk,
  fleet,
  releases,
  keys,
  unitKiosks,
  ...office
}: OfficeDouble = {}): DistrictClient {
  return {
    health: () => Promise.resolve({ durability: 'full', time: sampleNowMs }),
    enrol: unused,
    documents: unused,
    office: {
      signIn: ({ user }) => Promise.resolve({ user }),
      signInByLink: () => Promise.resolve({ user: 'van-phong' }),
      signOut: () => Promise.resolve({}),
      me: () => Promise.resolve({ user: 'van-phong' }),
      report: () => Promise.resolve(emptyReport()),
      kiosks: () => Promise.resolve([]),
      units: () => Promise.resolve([]),
      dossierWay: () => Promise.resolve(emptyWay()),
      signals: ({ month }) => Promise.resolve(emptySignals(month)),
      ...office,
      desk: { ...silentDesk, ...desk },
      fleet: { ...silentFleet, ...fleet },
      releases: { ...silentReleases, ...releases },
      keys: { ...silentKeys, ...keys },
      unitKiosks: { ...silentUnitKiosks, ...unitKiosks },
      catalogue: { ...silentCatalogue, ...catalogue },
    },
  };
}

/** The error by which the server refuses, as it arrives at a page. */
export function refusal(code: ProblemCode): Error {
  return new ORPCError('REFUSED', { defined: true, status: 422, data: problem(code) });
}
