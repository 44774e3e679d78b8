import '../parts/fonts-extended.css';

/** What nobody can need at once, in one file. */
export { listenForKeypad } from '../parts/keypad.ts';
export { default as CountdownPanel } from './countdown/CountdownPanel.svelte';
export { default as Detail } from './detail/Detail.svelte';
export { default as Gone } from './gone/Gone.svelte';
export { default as NotReady } from './not-ready/NotReady.svelte';
export { default as Refused } from './refused/Refused.svelte';
export { default as Thanks } from './thanks/Thanks.svelte';
export { default as Waiting } from './waiting/Waiting.svelte';
