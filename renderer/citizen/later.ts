import '../parts/fonts-extended.css';

/** What nobody can need at once, in one file. */
export { listenForKeypad } from '../parts/keypad.ts';
export { default as CountdownPanel } from './countdown/CountdownPanel.svelte';
export { default as LaterScreen } from './LaterScreen.svelte';
