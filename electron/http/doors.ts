import { randomBytes } from 'node:crypto';
import type { Problem } from '../../shared/model/problems.ts';
import { ok, type Result } from '../../shared/model/result.ts';
import type { CitizenRouter } from './citizen-router.ts';
import type { DeskRouter } from './desk-router.ts';
import { openDoor } from './door.ts';
import { deskDocument } from './open-api.ts';

/**
 * The machine's two doors on loopback, each with its own port and its own token: nothing that opens the desk opens the
 * citizen's bridge.
 */
export type Doors = {
  readonly kioskUrl: string;
  readonly deskUrl: string;
  close(): Promise<void>;
};

export type DoorsParts = {
  readonly machine: { readonly citizen: CitizenRouter; readonly desk: DeskRouter };
  readonly version: string;
  readonly pagesFolder: string;
  /** 0 takes any free port. */
  readonly kioskPort: number;
  readonly deskPort: number;
  /** A supervisor's, so that open windows outlive a restart of the machine; random ones without. */
  readonly tokens?: { readonly citizen: string; readonly desk: string };
};

/** Opens both doors or none. Problem: `port.taken`. */
export async function openDoors(parts: DoorsParts): Promise<Result<Doors, Problem>> {
  const { machine, pagesFolder } = parts;
  const tokens = parts.tokens ?? { citizen: newToken(), desk: newToken() };
  const kiosk = await openDoor(
    { page: 'citizen', router: machine.citizen, token: tokens.citizen, pagesFolder },
    parts.kioskPort,
  );
  if (!kiosk.ok) return kiosk;
  const openApi = await deskDocument(parts.version);
  const desk = await openDoor(
    { page: 'officer', router: machine.desk, token: tokens.desk, pagesFolder, openApi },
    parts.deskPort,
  );
  if (!desk.ok) {
    await kiosk.value.close();
    return desk;
  }
  return ok({
    kioskUrl: kiosk.value.url,
    deskUrl: desk.value.url,
    close: async () => {
      await Promise.all([kiosk.value.close(), desk.value.close()]);
    },
  });
}

/** 256 random bits, new at every start. */
function newToken(): string {
  return randomBytes(32).toString('base64url');
}
