import type { KioskRow } from '../../../shared/contract/district.ts';
import { fleetRefreshMs } from '../../../shared/limits.ts';
import { Fetched } from '../fetched.svelte.ts';
import type { Session } from '../session/session.svelte.ts';

/** The kiosks as the server saw them at `nowMs` (the server's time, ms since 1970 UTC). */
export type FleetView = { readonly nowMs: number; readonly rows: readonly KioskRow[] };

/** The kiosk list, asked for again every `fleetRefreshMs` while the page is open. */
export class Fleet {
  readonly view = new Fetched<FleetView>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Begins to ask; returns how to stop. A failed refresh keeps the last list: its time stands beside it. */
  start(): () => void {
    void this.refresh();
    const timer = setInterval(() => void this.refresh(), fleetRefreshMs);
    return () => clearInterval(timer);
  }

  async refresh(): Promise<void> {
    await this.view.load(() =>
      this.#session.ask(async (district) => {
        const [rows, health] = await Promise.all([district.office.kiosks(), district.health()]);
        return { nowMs: health.time, rows };
      }),
    );
  }
}
