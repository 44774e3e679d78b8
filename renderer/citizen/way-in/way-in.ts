/** The pad: fetched after everything that a citizen may need. */
export { default as PinDoor } from './PinDoor.svelte';
