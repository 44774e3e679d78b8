import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import { pageConfig } from './build/page-config.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

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
  // The officer's and the technician's pages are built apart, by configurations of their own.
  renderer: pageConfig('citizen'),
});
