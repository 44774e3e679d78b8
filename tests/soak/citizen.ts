import { setTimeout as rest } from 'node:timers/promises';
import { z } from 'zod';
import { tapShieldMs } from '../../shared/limits.ts';
import type { Seeded } from '../support/seeded.ts';
import type { SoakOfficer } from './officer.ts';
import type { Press } from './verdict.ts';
import type { SoakWindow } from './window.ts';

/** A hand that does what citizens do, by touch, on whatever screen it finds; and remembers what it was told. */

const lookMs = 120;
/** A screen takes no touch before its shield is over. */
const settledMs = tapShieldMs + 150;
/** How long a touch has to become a rating that is sent. */
const namedMs = 3_000;
const launchShare = 0.6;
const lookUpShare = 0.08;
const reasonShare = 0.4;

const rateRequest = z.object({ json: z.object({ tap: z.string(), level: z.number() }) });

type OwnPress = { level: number; tap: string | null; thanked: boolean; life: number };

export class SoakCitizen {
  readonly #chance: Seeded;
  readonly #presses: OwnPress[] = [];
  #window: SoakWindow | null = null;
  #officer: SoakOfficer | null = null;
  #shown = '';
  #shownSince = 0;
  #isLeaving = false;
  invitations = 0;

  constructor(chance: Seeded) {
    this.#chance = chance;
  }

  get presses(): readonly Press[] {
    return this.#presses;
  }

  get thanked(): number {
    return this.#presses.filter(({ thanked }) => thanked).length;
  }

  /** A rating left the page: its touch has a name now. The same one may be sent again. */
  sent(body: string): void {
    const { tap, level } = rateRequest.parse(JSON.parse(body)).json;
    if (this.#presses.some((press) => press.tap === tap)) return;
    const life = this.#window?.life ?? 0;
    const nameless = this.#presses.findLast((press) => press.tap === null && press.life === life);
    if (nameless) Object.assign(nameless, { tap, level });
    else this.#presses.push({ tap, level, thanked: false, life });
  }

  /** Uses the kiosk until it is told to leave. */
  async stay(window: SoakWindow, officer: SoakOfficer): Promise<void> {
    this.#window = window;
    this.#officer = officer;
    while (!this.#isLeaving) {
      await this.#look(window);
      await rest(lookMs);
    }
  }

  leave(): void {
    this.#isLeaving = true;
  }

  async #look(window: SoakWindow): Promise<void> {
    const screen = (await window.screen()) ?? 'none';
    const key = `${window.life} ${screen}`;
    if (key !== this.#shown) {
      this.#shown = key;
      this.#shownSince = performance.now();
      this.#hearThanks(screen);
    }
    if (performance.now() - this.#shownSince < settledMs) return;
    await this.#act(window, screen);
  }

  /** The page says that a rating is recorded: it is the last one that this page sent. */
  #hearThanks(screen: string): void {
    if (screen !== 'detail') return;
    const life = this.#window?.life;
    const last = this.#presses.findLast((press) => press.life === life && press.tap !== null);
    if (last) last.thanked = true;
  }

  async #act(window: SoakWindow, screen: string): Promise<unknown> {
    const chance = this.#chance;
    switch (screen) {
      case 'attract':
        return this.#begin(window);
      case 'rating':
        return this.#rate(window);
      case 'waiting':
      case 'refused':
        return window.touch('main .choices button');
      case 'closed':
        return window.touch('main button[data-back]');
      case 'look-up':
        return window.touch(chance.happens(0.5) ? 'main .content > button' : 'main [data-back]');
      case 'detail':
        if (chance.happens(reasonShare)) return window.touch('main .reasons button');
        return window.touch('main .end button', chance.between(0, 1));
      default:
        return false;
    }
  }

  async #begin(window: SoakWindow): Promise<unknown> {
    if (this.#chance.happens(lookUpShare)) return window.touch('main .start button', 1);
    if (!this.#chance.happens(launchShare)) return window.touch('main .start button', 0);
    if (await this.#officer?.launch()) this.invitations += 1;
    this.#shownSince = performance.now(); // the invitation is given its moment to arrive
    return undefined;
  }

  async #rate(window: SoakWindow): Promise<void> {
    const life = window.life;
    const place = this.#chance.between(0, 4);
    const press: OwnPress = { level: place + 1, tap: null, thanked: false, life };
    this.#presses.push(press);
    await window.touch('main [data-level]', place);
    const until = performance.now() + namedMs;
    while (press.tap === null && performance.now() < until && window.life === life) {
      if ((await window.screen()) !== 'rating') break;
      await rest(lookMs);
    }
    const isAlive = window.life === life && (await window.screen()) !== null;
    // On a page that lives a touch that became no rating was none: the screen was turned under it, or it had changed.
    if (press.tap === null && isAlive && window.life === life) {
      this.#presses.splice(this.#presses.indexOf(press), 1);
    }
  }
}
