import { randomBytes } from 'node:crypto';
import type { Problem } from '../../shared/model/problems.ts';
import { ok, type Result } from '../../shared/model/result.ts';
import type { LanDoor } from '../core/core.ts';
import type { Integration } from '../core/integration.ts';
import type { LanKeyFiles } from '../core/ports.ts';
import type { ApiRouter } from './api/api-router.ts';
import { serveCitizen, serveDesk, serveTechnician, type DeskCalls } from './calls.ts';
import type { CitizenRouter } from './citizen-router.ts';
import type { DeskRouter } from './desk-router.ts';
import { loopback, openDoor, type Door } from './door.ts';
import { apiDocument } from './open-api.ts';
import type { TechnicianRouter } from './technician-router.ts';

/**
 * The machine's doors: the citizen's and the desk's on loopback, each with its own port and its own token, so that
 * nothing that opens the desk opens the citizen's bridge; and the desk's on the LAN, if a technician asked for one.
 */
export type Doors = {
  readonly kioskUrl: string;
  readonly deskUrl: string;
  /** Where the technician's page is for whoever has it open. */
  technicianUrl(session: string): string;
  /** Null while the desk is reached from this machine only. */
  readonly lan: { readonly url: string; readonly fingerprint: string } | null;
  /** Why the door to the LAN does not stand open although it was asked for. */
  readonly lanRefused: Problem | null;
  close(): Promise<void>;
};

export type TechnicianCalls = {
  readonly router: TechnicianRouter;
  /** The token of the page while it is open. */
  session(): string | null;
  /** The page that had this token is gone: died, or left by a reload. */
  gone(session: string | null): void;
};

/** What of the machine stands behind the doors. */
export type DoorsMachine = {
  readonly citizen: CitizenRouter;
  readonly desk: DeskRouter;
  readonly api: ApiRouter;
  readonly integration: Integration;
  readonly lan: LanOrder | null;
  /** Told when the desk can be reached on loopback. */
  deskOpened(): void;
  lanOpened(door: LanDoor): Result<void, Problem>;
  /** Absent from a machine that has no such page. */
  readonly technician?: TechnicianCalls;
};

/** The door to the LAN as the technician's file asks for it. */
export type LanOrder = {
  readonly host: string;
  readonly port: number;
  readonly names: readonly string[];
  readonly files: LanKeyFiles;
};

export type DoorsParts = {
  readonly machine: DoorsMachine;
  readonly version: string;
  readonly pagesFolder: string;
  /** 0 takes any free port. */
  readonly kioskPort: number;
  readonly deskPort: number;
  readonly technicianPort?: number;
  /** A supervisor's, so that open windows outlive a restart of the machine; random ones without. */
  readonly tokens?: { readonly citizen: string; readonly desk: string };
};

/**
 * Opens both doors on loopback or none. Problem: `port.taken`. A door to the LAN that cannot be opened costs nothing
 * but itself.
 */
export async function openDoors(parts: DoorsParts): Promise<Result<Doors, Problem>> {
  const { machine, pagesFolder } = parts;
  const tokens = parts.tokens ?? { citizen: newToken(), desk: newToken() };
  const kiosk = await openDoor(
    {
      ...{ page: 'citizen', pagesFolder, access: { kind: 'token', token: tokens.citizen } },
      serve: (app) => serveCitizen(app, machine.citizen),
    },
    { host: loopback, port: parts.kioskPort },
  );
  if (!kiosk.ok) return kiosk;
  const technician = await openTechnicianDoor(parts);
  if (!technician.ok) {
    await kiosk.value.close();
    return technician;
  }
  const desk = await openDeskDoors({ ...parts, token: tokens.desk });
  if (!desk.ok) {
    await Promise.all([kiosk.value.close(), technician.value?.close()]);
    return desk;
  }
  const technicianOrigin = technician.value?.origin ?? kiosk.value.origin;
  return ok({
    ...desk.value,
    kioskUrl: `${kiosk.value.origin}/citizen/#token=${tokens.citizen}`,
    technicianUrl: (session) => `${technicianOrigin}/technician/#token=${session}`,
    close: async () => {
      await Promise.all([kiosk.value.close(), technician.value?.close(), desk.value.close()]);
    },
  });
}

/** The technician's: its token is the open page itself, and while there is none it lets nobody in. */
async function openTechnicianDoor({
  machine: { technician },
  pagesFolder,
  technicianPort,
}: DoorsParts): Promise<Result<Door | null, Problem>> {
  if (!technician) return ok(null);
  const access = { kind: 'token', token: technician.session } as const;
  return openDoor(
    {
      ...{ page: 'technician', pagesFolder, access },
      serve: (app) => serveTechnician(app, technician.router),
    },
    { host: loopback, port: technicianPort ?? 0 },
  );
}

export type DeskDoors = Omit<Doors, 'kioskUrl' | 'technicianUrl'>;

/** The desk's doors alone, for a shell whose windows need none. */
export async function openDeskDoors(
  parts: Pick<DoorsParts, 'machine' | 'version' | 'pagesFolder' | 'deskPort'> & {
    readonly token?: string;
  },
): Promise<Result<DeskDoors, Problem>> {
  const { machine, pagesFolder, token = newToken() } = parts;
  const { desk: router, api, integration } = machine;
  const document = await apiDocument(parts.version);
  const calls: DeskCalls = { desk: router, router: api, integration, document };
  const desk = await openDoor(
    {
      ...{ page: 'officer', pagesFolder, access: { kind: 'token', token } },
      serve: (app) => serveDesk(app, calls, { secure: false }),
    },
    { host: loopback, port: parts.deskPort },
  );
  if (!desk.ok) return desk;
  machine.deskOpened();
  const lan = machine.lan ? await openLanDoor(machine, machine.lan, pagesFolder, calls) : null;
  return ok({
    deskUrl: `${desk.value.origin}/officer/#token=${token}`,
    lan: lan?.ok
      ? { url: `${lan.value.door.origin}/officer/`, fingerprint: lan.value.fingerprint }
      : null,
    lanRefused: lan && !lan.ok ? lan.problem : null,
    close: async () => {
      await Promise.all([desk.value.close(), lan?.ok ? lan.value.door.close() : null]);
    },
  });
}

type OpenLan = { readonly door: Door; readonly fingerprint: string };

/** Without a token: who may use it is shown by a PIN, or an API key. Problems: `lan.*`, `port.taken`, `storage.*`. */
async function openLanDoor(
  machine: DoorsMachine,
  { host, port, names, files }: LanOrder,
  pagesFolder: string,
  calls: DeskCalls,
): Promise<Result<OpenLan, Problem>> {
  const hosts = [host, ...names];
  // Only where there is such a door: no other kiosk has a use for making certificates.
  const { fingerprintOf, lanKeys } = await import('./lan/certificate.ts');
  const keys = await lanKeys(files, hosts);
  if (!keys.ok) return keys;
  const fingerprint = fingerprintOf(keys.value);
  const noteRefusal = (refusal: Problem): void => machine.integration.noteRefusal(null, refusal);
  const door = await openDoor(
    {
      ...{ page: 'officer', pagesFolder, access: { kind: 'lan', hosts, noteRefusal } },
      serve: (app) => serveDesk(app, calls, { secure: true }),
    },
    { host, port, tls: keys.value },
  );
  if (!door.ok) return door;
  const told = machine.lanOpened({ host, port: door.value.port, fingerprint });
  if (told.ok) return ok({ door: door.value, fingerprint });
  await door.value.close();
  return told;
}

/** 256 random bits, new at every start. */
function newToken(): string {
  return randomBytes(32).toString('base64url');
}
