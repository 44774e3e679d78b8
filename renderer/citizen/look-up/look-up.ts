/** Looking procedures up, in one file of its own: fetched when the first screens stand. */
export { default as LookUp } from './LookUp.svelte';
