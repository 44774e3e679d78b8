import '../parts/fonts-extended.css';
import { lockDownPage } from '../parts/lockdown.ts';

/** What nobody can need at once, in one file. */
export { listenForKeypad } from '../parts/keypad.ts';
export { default as ScreenEnd } from './countdown/ScreenEnd.svelte';
export { default as LaterScreen } from './LaterScreen.svelte';
export { default as LookUpVisit } from './LookUpVisit.svelte';
export { default as Reach } from './reach/Reach.svelte';
export { default as WayIn } from './way-in/WayIn.svelte';

// As soon as there is time for it: until then touch-action and main.ts hold the page.
lockDownPage(window, 'citizen');
