import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** Real disks, processes and databases: slow is not failed, hung is. */
const ordinaryTestTimeoutMs = 60_000;
const nodeHookTimeoutMs = 120_000;
/** `npm run torture` takes as long as it takes. */
const tortureTestTimeoutMs = 24 * 60 * 60_000;
const nodeTestTimeoutMs = process.env.HAILONG_TORTURE
  ? tortureTestTimeoutMs
  : ordinaryTestTimeoutMs;
const domTestTimeoutMs = 20_000;

const neverTests = ['**/node_modules/**', 'out/**'];

export default defineConfig({
  test: {
    // Many tests start databases and child processes of their own: two files at a time are enough.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            '{shared,electron,build}/**/*.test.ts',
            'district/**/*.test.ts',
            'tests/**/*.test.ts',
          ],
          exclude: [...neverTests, 'district/web/**'],
          testTimeout: nodeTestTimeoutMs,
          hookTimeout: nodeHookTimeoutMs,
        },
      },
      {
        plugins: [svelte(), svelteTesting()],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.ts', 'district/web/**/*.test.ts'],
          exclude: neverTests,
          // Style sheets are left out of component tests, but a test may read one as text.
          css: { include: [/\.css\?raw$/] },
          testTimeout: domTestTimeoutMs,
        },
      },
    ],
  },
});
