import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import typescript from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const fileLinesMax = 400;
const functionLinesMax = 60;

const productRooms = ['shared/**', 'electron/**', 'renderer/**', 'district/**', 'integration/**'];
const tests = ['**/*.test.ts', '**/testing/**', 'tests/**'];
/** Files that own a process: they may speak to the person who started it. */
const entryPoints = [
  'electron/main.ts',
  'electron/worker.ts',
  'electron/serve.ts',
  'district/main.ts',
];
/** The rooms that talk over the network (DESIGN: sync is the only user of fetch on the kiosk). */
const networkRooms = [
  'electron/sync/**',
  'renderer/bridge.ts',
  'district/web/client.ts',
  'integration/**',
];

const networkGlobals = ['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket'];
const networkMessage = `Only ${networkRooms.join(', ')} talk over the network.`;

/** Every tsconfig that owns files; together they cover each source file once. */
const projects = [
  'tsconfig.json',
  'tsconfig.browser.json',
  'tsconfig.preload.json',
  'tsconfig.pages.json',
];

export default defineConfig(
  { ignores: ['**/node_modules/', 'out/', 'coverage/', 'test-results/', '.svelte-check/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  typescript.configs.strict,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    name: 'house',
    rules: {
      eqeqeq: 'error',
      'no-constructor-return': 'error',
      'no-self-compare': 'error',
      'no-unreachable-loop': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: fileLinesMax }],
      'max-lines-per-function': [
        'error',
        { max: functionLinesMax, skipBlankLines: true, skipComments: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // `createListeners<void>()`: an event that carries nothing.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
    },
  },
  {
    name: 'types',
    files: ['**/*.ts', '**/*.cts'],
    languageOptions: {
      parserOptions: {
        project: projects,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    name: 'svelte',
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: typescript.parser, svelteConfig },
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/valid-compile': 'error',
    },
  },
  {
    name: 'product rooms',
    files: productRooms,
    ignores: tests,
    rules: { 'no-console': 'error' },
  },
  {
    name: 'network',
    files: productRooms,
    ignores: [...tests, ...networkRooms],
    rules: {
      'no-restricted-globals': [
        'error',
        ...networkGlobals.map((name) => ({ name, message: networkMessage })),
      ],
      'no-restricted-properties': [
        'error',
        ...networkGlobals.flatMap((property) =>
          ['window', 'globalThis', 'self'].map((object) => ({
            object,
            property,
            message: networkMessage,
          })),
        ),
      ],
    },
  },
  {
    name: 'older browsers',
    files: ['district/web/**/*.{ts,svelte}'],
    ignores: tests,
    rules: {
      // The offices' oldest browser (district/web/vite.config.ts) is of before ES2023, and nothing fills in for it.
      'no-restricted-syntax': [
        'error',
        ...['toSorted', 'toSpliced', 'toReversed', 'groupBy'].map((name) => ({
          selector: `MemberExpression[property.name="${name}"]`,
          message: `Chromium 109 has no ${name}.`,
        })),
      ],
    },
  },
  { name: 'entry points', files: entryPoints, rules: { 'no-console': 'off' } },
  {
    name: 'tests',
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
