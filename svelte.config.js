import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

const cssHashLength = 5;

/** One Svelte configuration for the kiosk's pages, the district's pages, svelte-check and the tests. */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // Written on every element and selector: five letters are enough to tell two hundred components apart.
    cssHash: ({ css, hash }) => `s${hash(css).slice(0, cssHashLength)}`,
  },
};
