import type {
  SettingsView,
  TechnicianClient,
  TechnicianState,
} from '../../shared/contract/technician.ts';
import type { Problem } from '../../shared/model/problems.ts';
import type { Language } from '../../shared/model/text.ts';
import { refusalOf, type Bridge, type Connection } from '../bridge.ts';
import { keepDiagonal } from '../parts/physical-size.ts';
import { technicianTexts } from './texts.ts';
import { Writing } from './entry/writing.svelte.ts';

export const textSizes = ['normal', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];
const textScale: Readonly<Record<TextSize, number>> = { normal: 0.8, large: 1.15, largest: 1.6 };
/** One step has the whole screen, read standing, by somebody who sees it for the first time. */
const wizardScale: Readonly<Record<TextSize, number>> = { normal: 1.1, large: 1.35, largest: 1.6 };

export const sections = [
  ...(['status', 'upload', 'settings', 'network', 'devices', 'log', 'care'] as const),
];
export type Section = (typeof sections)[number];

/** `lost`: the machine does not answer, it may be starting. `closed`: the way back to the citizen's page. */
export type Phase = 'opening' | 'open' | 'lost' | 'closed';

/** What was wrong with a call: the machine's own words, or that it did not answer. */
export type Complaint = Problem | 'silent';

/** A machine that answers again within this time was never away. */
const lostAfterMs = 1_500;
/** After this long the citizen's page is the better place to wait. */
export const givenUpAfterMs = 20_000;
/** Touches that make no call are use all the same; said this often at most. */
export const usedEveryMs = 20_000;

const closing: readonly string[] = ['technician.closed', 'door.refused'];

/** The technician's page: draws what the machine says, and asks it. It holds nothing of its own but how it is shown. */
export class Technician {
  state: TechnicianState | null = $state.raw(null);
  settings: SettingsView | null = $state.raw(null);
  phase: Phase = $state('opening');
  /** When the page ends by itself, in the page's monotonic ms. */
  endsAt = $state(Infinity);
  section: Section = $state('status');
  language: Language = $state('vi');
  textSize: TextSize = $state('normal');
  /** The first start goes on as the wizard, even once the kiosk is enrolled. */
  isSettingUp = $state(false);
  readonly writing = new Writing();
  readonly t = $derived(technicianTexts[this.language]);
  readonly #bridge: Bridge<TechnicianClient>;
  readonly #go: (url: string) => void;
  #stop: () => void = () => undefined;
  #lost: ReturnType<typeof setTimeout> | undefined;
  #givenUp: ReturnType<typeof setTimeout> | undefined;
  #usedAt = -Infinity;

  /** @param go - leaves this page for another */
  constructor(bridge: Bridge<TechnicianClient>, go: (url: string) => void) {
    this.#bridge = bridge;
    this.#go = go;
  }

  /** Begins to draw; returns how to stop. */
  start(): () => void {
    this.#stop = this.#bridge.follow(
      (client, signal) => client.watch(undefined, { signal }),
      (state) => this.draw(state),
      (connection) => this.#connection(connection),
    );
    void this.loadSettings();
    return () => this.#stop();
  }

  draw(state: TechnicianState): void {
    if (this.phase === 'closed') return;
    if (this.state === null && state.firstStart) this.isSettingUp = true;
    this.state = state;
    this.endsAt = performance.now() + state.endsInMs;
    this.phase = 'open';
  }

  /** Asks the machine; @returns the answer, or what was wrong. */
  async ask<Output>(
    call: (client: TechnicianClient) => Promise<Output>,
  ): Promise<{ readonly output: Output } | { readonly complaint: Complaint }> {
    try {
      return { output: await call(this.#bridge.client) };
    } catch (error) {
      const problem = refusalOf(error);
      if (problem && closing.includes(problem.code)) this.close();
      return { complaint: problem ?? 'silent' };
    }
  }

  takeSettings(settings: SettingsView): void {
    this.settings = settings;
    const diagonal = settings.rows.find(({ key }) => key === 'diagonalInches')?.value;
    if (typeof diagonal === 'number') keepDiagonal(window, diagonal);
  }

  async loadSettings(): Promise<void> {
    const answer = await this.ask((client) => client.settings());
    if ('output' in answer) this.takeSettings(answer.output);
  }

  /** Somebody is there: the page does not end under a hand that only types. */
  touched(): void {
    const now = performance.now();
    if (this.phase !== 'open' || now - this.#usedAt < usedEveryMs) return;
    this.#usedAt = now;
    void this.stay();
  }

  async stay(): Promise<void> {
    const answer = await this.ask((client) => client.state());
    if ('output' in answer) this.draw(answer.output);
  }

  async leave(): Promise<void> {
    await this.ask((client) => client.leave());
    this.close();
  }

  /** The session has ended: back to the citizen's page. */
  close(): void {
    if (this.phase === 'closed') return;
    this.phase = 'closed';
    this.#stop();
    clearTimeout(this.#lost);
    clearTimeout(this.#givenUp);
    const back = this.state?.back;
    if (back) this.#go(back);
  }

  show(section: Section): void {
    this.writing.end();
    this.section = section;
  }

  say(complaint: Complaint): string {
    return complaint === 'silent' ? this.t('page.failed') : complaint[this.language];
  }

  /** Puts the choices on the page. Call inside an effect. */
  applyTo(root: HTMLElement): void {
    root.lang = this.language;
    const scale = this.isSettingUp ? wizardScale : textScale;
    root.style.setProperty('--text', String(scale[this.textSize]));
  }

  #connection(connection: Connection): void {
    if (this.phase === 'closed') return;
    clearTimeout(this.#lost);
    if (connection !== 'gone') {
      clearTimeout(this.#givenUp);
      this.#givenUp = undefined;
      return;
    }
    this.#lost = setTimeout(() => (this.phase = 'lost'), lostAfterMs);
    this.#givenUp ??= setTimeout(() => this.close(), givenUpAfterMs);
    // A stream that ends says nothing of why: a call that is turned away does.
    void this.ask((client) => client.state());
  }
}
