import '../parts/fonts.css';
import '../parts/tokens.css';
import '../parts/base.css';
import { mount } from 'svelte';
import { connectCitizen } from '../bridge.ts';
import { keepPhysicalSize } from '../parts/physical-size.ts';
import { touchField } from '../parts/touch-field.ts';
import App from './App.svelte';
import { Preferences } from './display/preferences.svelte.ts';
import { Kiosk } from './kiosk.svelte.ts';

const kiosk = new Kiosk(connectCitizen());
const preferences = new Preferences();

keepPhysicalSize(window, (size) => touchField.setScale(size.mm));
const somebodyIsThere = (): void => {
  kiosk.touched();
  preferences.keep();
};
touchField.listen(document, somebodyIsThere);
document.addEventListener('keydown', somebodyIsThere);
for (const unwanted of ['contextmenu', 'dragstart']) {
  document.addEventListener(unwanted, (event) => event.preventDefault());
}

const target = document.querySelector('#kiosk');
if (target) mount(App, { target, props: { kiosk, preferences } });
