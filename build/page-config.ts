import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { UserConfig } from 'vite';

/** Absolute path of a file named from the repository root: Vite would resolve it from `renderer/`. */
const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The oldest Chromium the pages must run in: office PCs still on Windows 7 stop there. */
const oldestBrowser = 'chrome109';

/**
 * How a page of the kiosk is built, into out/renderer. Each by itself: what two pages share would stand in one file, and
 * the citizen's first face would wait for what only the officer needs of it.
 *
 * @param page - its folder in renderer/; the citizen's comes first and finds the folder emptied
 */
export function pageConfig(page: 'citizen' | 'officer' | 'technician'): UserConfig {
  return {
    root: here('renderer'),
    // Relative addresses are right under app:// and over loopback HTTP alike.
    base: './',
    plugins: [svelte({ configFile: here('svelte.config.js') })],
    build: {
      outDir: here('out/renderer'),
      emptyOutDir: page === 'citizen',
      // They would ship the sources with the product.
      sourcemap: false,
      license: { fileName: `licences-${page}.md` },
      minify: true,
      target: oldestBrowser,
      cssTarget: oldestBrowser,
      // The content security policy allows files of our own origin only, no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { [page]: here(`renderer/${page}/index.html`) } },
    },
  };
}
