import '../../parts/fonts.css';
import '../../parts/tokens.css';
import '../../parts/base.css';
import { ORPCError } from '@orpc/client';
import { mount } from 'svelte';
import type { CitizenView } from '../../../shared/contract/citizen.ts';
import type { Language } from '../../../shared/model/text.ts';
import { keepPhysicalSize } from '../../parts/physical-size.ts';
import { touchField } from '../../parts/touch-field.ts';
import App from '../App.svelte';
import { Preferences, type Display, type TextSize } from '../display/preferences.svelte.ts';
import { Kiosk } from '../kiosk.svelte.ts';
import { FakeMachine, restingView } from './fake-machine.ts';

/** The citizen's window over a fake machine, to look at every screen. Never part of the product's bundle. */
const machine = new FakeMachine(restingView);
const kiosk = new Kiosk(machine.bridge());
const preferences = new Preferences();

keepPhysicalSize(window, (size) => touchField.setScale(size.mm));
touchField.listen(document, () => kiosk.touched());

export interface Gallery {
  show(view: Partial<CitizenView>): void;
  lose(): void;
  find(): void;
  /** Makes the machine refuse to write from now on. */
  refuse(): void;
  /** Makes the machine refuse slips with this code from now on; null: it takes them. */
  refuseScan(code: string | null): void;
  look(choice: {
    language: Language;
    textSize: TextSize;
    display: Display;
    reach: boolean;
  }): Promise<void>;
}

const gallery: Gallery = {
  show: (view) => machine.show(view),
  lose: () => machine.connect('gone'),
  find: () => machine.connect('open'),
  refuse: () => {
    machine.answer = async (name) => {
      if (name === 'rate') throw new Error('The disk is full.');
    };
  },
  refuseScan: (code) => {
    machine.answer = async (name) => {
      if (name !== 'scanned' || code === null) return;
      throw new ORPCError('REFUSED', { data: { code, vi: '-', en: '-', parameters: {} } });
    };
  },
  look: async ({ language, textSize, display, reach }) => {
    preferences.reach = reach;
    preferences.textSize = textSize;
    preferences.display = display;
    await preferences.setLanguage(language);
  },
};
Object.assign(window, { gallery });

const target = document.querySelector('#kiosk');
if (target) mount(App, { target, props: { kiosk, preferences } });
