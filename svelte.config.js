import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** One Svelte configuration for the kiosk's pages, the district's pages, svelte-check and the tests. */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
};
