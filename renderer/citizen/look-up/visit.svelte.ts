import type {
  CatalogueData,
  Domain,
  LifeEvent,
  ProcedureAnswer,
} from '../../../shared/contract/look-up.ts';
import type { CitizenClient } from '../../../shared/contract/citizen.ts';
import type { ProcedureCode } from '../../../shared/model/ids.ts';
import type { Bilingual } from '../../../shared/model/text.ts';
import type { TonePlacement } from '../../../shared/rules/syllable.ts';
import type { Bridge } from '../../bridge.ts';
import { ProcedureList } from './lists/procedure-list.svelte.ts';
import { Loaded } from './loaded.svelte.ts';
import { Search } from './search/search.svelte.ts';

/** What the first page shows. */
export interface Overview {
  readonly catalogue: CatalogueData | null;
  readonly events: readonly LifeEvent[];
  readonly domains: readonly Domain[];
}

/** A page somebody is on or may come back to, with all that it needs to look as it was left. */
export type Place = {
  /** How far it was scrolled, in CSS pixels. */
  scrolled: number;
} & (
  | { readonly kind: 'home'; readonly overview: Loaded<Overview> }
  | { readonly kind: 'search'; readonly search: Search }
  | { readonly kind: 'list'; readonly list: ProcedureList }
  | ProcedurePlace
  | { readonly kind: 'take-away'; readonly answer: ProcedureAnswer }
);

export type ProcedurePlace = {
  readonly kind: 'procedure';
  readonly answer: Loaded<ProcedureAnswer>;
  /** Sections opened or closed by hand, by name. */
  readonly folds: Record<string, boolean>;
};

type PlaceOf = Place extends infer P ? (P extends Place ? Omit<P, 'scrolled'> : never) : never;

/**
 * One person's way through the procedures. Lives in the window only, and goes with the person: the next one begins
 * with a new visit.
 */
export class Visit {
  #places: readonly Place[] = $state.raw([]);
  readonly #bridge: Bridge<CitizenClient>;
  readonly #leave: () => void;

  constructor(bridge: Bridge<CitizenClient>, leave: () => void) {
    this.#bridge = bridge;
    this.#leave = leave;
    this.start();
  }

  get place(): Place {
    const place = this.#places.at(-1);
    if (!place) throw new Error('A visit is always somewhere.');
    return place;
  }

  /** To the first page; the way there is forgotten. */
  start(): void {
    const overview = new Loaded(this.#bridge.insist(overviewOf));
    this.#places = [{ kind: 'home', overview, scrolled: 0 }];
  }

  /** To the page before, or out of the look-up from the first. */
  back(): void {
    if (this.#places.length > 1) this.#places = this.#places.slice(0, -1);
    else this.#leave();
  }

  /** Out of the look-up; nothing of it stays. */
  end(): void {
    this.#leave();
  }

  /** @param placement - where the keyboard puts the tone */
  search(placement: TonePlacement): void {
    this.#go({ kind: 'search', search: new Search(this.#bridge, placement) });
  }

  domain(name: string | null): void {
    const list = new ProcedureList(name === null ? null : { vi: name, en: name }, (page) =>
      this.#bridge.insist((client) => client.lookUp.domain({ name, page })),
    );
    this.#go({ kind: 'list', list });
  }

  lifeEvent(id: string, title: Bilingual): void {
    const list = new ProcedureList(title, (page) =>
      this.#bridge.insist((client) => client.lookUp.lifeEvent({ id, page })),
    );
    this.#go({ kind: 'list', list });
  }

  procedure(code: ProcedureCode): void {
    const answer = this.#bridge.insist((client) => client.lookUp.procedure({ code }));
    const folds: Record<string, boolean> = $state({});
    this.#go({ kind: 'procedure', answer: new Loaded(answer), folds });
  }

  takeAway(answer: ProcedureAnswer): void {
    this.#go({ kind: 'take-away', answer });
  }

  #go(place: PlaceOf): void {
    this.#places = [...this.#places, { ...place, scrolled: 0 }];
  }
}

async function overviewOf({ lookUp }: CitizenClient): Promise<Overview> {
  const [catalogue, events, domains] = await Promise.all([
    lookUp.catalogue(),
    lookUp.lifeEvents(),
    lookUp.domains(),
  ]);
  return { catalogue, events, domains };
}
