import { getContext } from 'svelte';
import type { Speech } from './speech.svelte.ts';

const speechKey = Symbol('speech');

/** The context that a page is mounted with, so that every component in it speaks the same language. */
export function speechContext(speech: Speech): Map<symbol, Speech> {
  return new Map([[speechKey, speech]]);
}

/** The page's speech; to be called while a component is made. */
export function useSpeech(): Speech {
  return getContext<Speech>(speechKey);
}
