import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Office PCs still on Windows 7 stop at Chromium 109. */
const oldestBrowser = 'chrome109';

/**
 * The officer's page, built after the citizen's and beside it. By itself: what two pages share would stand in one file,
 * and the citizen's first face would wait for what only the officer needs of it.
 */
export default defineConfig({
  root: here('renderer'),
  // Relative addresses are right under app:// and over loopback HTTP alike.
  base: './',
  plugins: [svelte({ configFile: here('svelte.config.js') })],
  build: {
    outDir: here('out/renderer'),
    emptyOutDir: false,
    sourcemap: false,
    license: { fileName: 'licences-officer.md' },
    minify: true,
    target: oldestBrowser,
    cssTarget: oldestBrowser,
    // The content security policy allows files of our own origin only, no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { officer: here('renderer/officer/index.html') } },
  },
});
