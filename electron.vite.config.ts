import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

/** Absolute path of a file named from the repository root: Vite would resolve it from `renderer/`. */
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The oldest Chromium the pages must run in. Electron's own is far newer; a kiosk may stand on a browser. */
const oldestBrowser = 'chrome109';

/**
 * The kiosk's three bundles. Only `dependencies` of package.json (better-sqlite3, a native module)
 * stay outside them, so that the package ships one node module and nothing else. Source maps are
 * never written: they would ship the sources with the product.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: false,
      minify: false,
      // The licences of what was bundled: build/package/licences.ts gathers them. They are not shipped one by one.
      license: { fileName: 'licences.md' },
      rolldownOptions: {
        input: {
          main: here('electron/main.ts'),
          worker: here('electron/worker.ts'),
          'catalogue-builder': here('electron/store/catalogue/builder.ts'),
          'pin-thread': here('electron/core/sign-in/pin-thread.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: false,
      minify: false,
      // A sandboxed preload can load nothing but `electron`: everything else must be inside it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: here('electron/preload.cts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    // Relative addresses are right under app:// and over loopback HTTP alike.
    base: './',
    plugins: [svelte({ configFile: here('svelte.config.js') })],
    build: {
      outDir: here('out/renderer'),
      emptyOutDir: true,
      sourcemap: false,
      license: { fileName: 'licences-citizen.md' },
      minify: true,
      target: oldestBrowser,
      cssTarget: oldestBrowser,
      // The content security policy allows files of our own origin only, no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        // The officer's page is built apart (officer.vite.config.ts), so that neither waits for the other's needs.
        input: { citizen: here('renderer/citizen/index.html') },
      },
    },
  },
});
