import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Office PCs still on Windows 7 stop at Chromium 109. */
const oldestBrowser = 'chrome109';

/** The office's pages, built into out/district and served at `/` by the district server. */
export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [svelte({ configFile: here('../../svelte.config.js') })],
  build: {
    outDir: here('../../out/district'),
    emptyOutDir: true,
    sourcemap: false,
    target: oldestBrowser,
    cssTarget: oldestBrowser,
    // The content security policy allows files of our own origin only, no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
