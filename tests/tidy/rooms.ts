/**
 * The room table (docs/ARCHITECTURE.md, "The rooms"): who may import whom, and which package
 * belongs to which room. An import that is not allowed here fails the tidy test, so a new
 * dependency between rooms is always a decision someone made in this file.
 */

/**
 * Room -> rooms it may import besides itself. A room is a folder or one file; the longest name that
 * fits a path is its room. Naming a folder allows everything in it.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  // Pure: neither Node nor browser. Everything may stand on it; it stands on nothing.
  'shared/limits.ts': [],
  'shared/model': ['shared/limits.ts'],
  'shared/rules': ['shared/model', 'shared/limits.ts'],
  'shared/contract': ['shared/model', 'shared/limits.ts'],
  'shared/locales': [],

  // The kiosk's machine. core owns the interfaces it needs; store, sync and http fill or call them.
  'electron/core': ['shared'],
  'electron/store': ['electron/core', 'shared'],
  'electron/sync': ['electron/core', 'shared'],
  'electron/http': ['electron/core', 'shared'],
  // Readings of the computer: disk, memory, heat, displays, sticks, the way to a server.
  'electron/probe': ['electron/core', 'shared'],
  'electron/machine-technician.ts': [
    'electron/core',
    'electron/probe',
    'electron/store',
    'electron/sync',
    'electron/http',
    'shared',
  ],
  'electron/machine.ts': [
    'electron/machine-technician.ts',
    'electron/machine-update.ts',
    'electron/core',
    'electron/store',
    'electron/sync',
    'electron/http',
    'shared',
  ],
  'electron/machine-update.ts': ['electron/core', 'electron/store'],
  'electron/serve-update.ts': [
    'electron/machine.ts',
    'electron/machine-update.ts',
    'electron/lockdown',
    'shared',
  ],
  'electron/serve-power.ts': [
    'electron/machine.ts',
    'electron/core',
    'electron/lockdown',
    'shared',
  ],
  // The starter belongs to the computer's package: it decides which version of the program runs.
  'electron/launch.ts': [
    'electron/serve.ts',
    'electron/core',
    'electron/store',
    'electron/lockdown/exit-codes.ts',
    'shared',
  ],
  'electron/worker.ts': ['electron/machine.ts', 'electron/core', 'electron/http', 'shared'],
  'electron/doctor.ts': ['electron/probe', 'electron/store', 'electron/core', 'shared'],
  'electron/serve.ts': [
    'electron/machine.ts',
    'electron/serve-power.ts',
    'electron/serve-update.ts',
    'electron/doctor.ts',
    'electron/core',
    'electron/http',
    'electron/lockdown',
    'shared',
  ],

  // Electron proper: windows and lock-down. It holds no data, so it sees no store.
  'electron/lockdown': ['shared'],
  'electron/shell': ['electron/lockdown', 'shared'],
  'electron/main.ts': ['electron/shell', 'electron/lockdown', 'shared'],
  'electron/preload.cts': ['shared'],

  // Pages: browser only.
  'renderer/bridge.ts': ['shared'],
  'renderer/parts': ['shared'],
  'renderer/citizen': ['renderer/parts', 'renderer/bridge.ts', 'shared'],
  'renderer/officer': ['renderer/parts', 'renderer/bridge.ts', 'shared'],
  'renderer/technician': ['renderer/parts', 'renderer/bridge.ts', 'shared'],

  // The district server. domain owns the interfaces it needs; http calls it, store fills them.
  'district/domain': ['shared'],
  'district/store': ['district/domain', 'shared'],
  'district/http': ['district/domain', 'shared'],
  'district/app.ts': ['district/domain', 'district/store', 'district/http', 'shared'],
  'district/main.ts': ['district/app.ts', 'district/domain', 'shared'],
  'district/web': ['shared'],
  'district/web/vite.config.ts': [],

  // Data only.
  samples: [],

  // Handed to the makers of one-stop software: one file that stands on nothing.
  integration: [],

  // Outside the product.
  // The starter is the serve shell's supervisor: it restarts the machine by the same policy as Electron's.
  // The catalogue that kiosks are shipped with is made by the district's own import.
  // A release says how many migrations it knows.
  build: [
    'shared',
    'electron/lockdown',
    'electron/store/journal-schema.ts',
    'electron/store/documents-schema.ts',
    'district/domain',
  ],
  tests: ['shared', 'electron', 'renderer', 'district', 'build', 'integration'],
  // How a page is built: by three configurations that Vite looks for in the root.
  'build/page-config.ts': [],
  'electron.vite.config.ts': ['build/page-config.ts'],
  'officer.vite.config.ts': ['build/page-config.ts'],
  'technician.vite.config.ts': ['build/page-config.ts'],
  'eslint.config.js': ['svelte.config.js'],
  'playwright.config.ts': ['tests/support'],
  'svelte.config.js': [],
  'vitest.config.ts': [],
};

/** What a unit test may import besides what its room may. */
export const testHelpers: readonly string[] = ['tests/support', 'tests/fixtures', 'samples'];

/** The name under which Node's own modules (`node:fs`, ...) stand in {@link packages}. */
export const nodeBuiltIns = 'node:';

/** Packages every test may use, wherever it stands: also the far side of a door, for test doubles. */
export const testPackages: readonly string[] = [
  nodeBuiltIns,
  'vitest',
  'fast-check',
  '@testing-library/svelte',
  'happy-dom',
  'jsqr',
  '@orpc/client',
  '@orpc/server',
];

const kioskNode = ['electron'];
const districtNode = ['district/domain', 'district/store', 'district/http'];
const districtEntry = ['district/app.ts', 'district/main.ts'];
const pages = ['renderer', 'district/web'];
const httpRooms = ['electron/http', 'district/http'];

/** Package -> rooms that may import it. `tests` may import any package. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  [nodeBuiltIns]: [
    ...kioskNode,
    ...districtNode,
    ...districtEntry,
    'build',
    'electron.vite.config.ts',
    'build/page-config.ts',
    'district/web/vite.config.ts',
  ],

  // Only one room may know each of these.
  electron: ['electron/main.ts', 'electron/preload.cts', 'electron/shell'],
  'better-sqlite3': ['electron/store'],
  cockatiel: ['electron/sync'],
  '@electric-sql/pglite': ['district/store'],
  kysely: ['district/store'],
  pg: ['district/store'],
  'write-file-atomic': ['electron/store'],
  'csv-parse': ['district/domain', 'build'],
  'read-excel-file': ['district/domain'],
  fflate: ['electron/store', 'district/domain'],
  'rotating-file-stream': ['electron/store'],
  tar: ['electron/store', 'build'],
  'simple-statistics': ['district/domain'],

  // The doors.
  fastify: httpRooms,
  '@fastify/cookie': httpRooms,
  '@fastify/rate-limit': httpRooms,
  '@fastify/static': httpRooms,
  '@orpc/contract': ['shared/contract', ...httpRooms],
  '@orpc/server': [...httpRooms, 'electron/worker.ts'],
  '@orpc/openapi': httpRooms,
  '@orpc/zod': httpRooms,
  '@orpc/client': ['electron/sync', 'renderer/bridge.ts', 'district/web'],
  'structured-headers': ['shared/contract', 'shared/rules', 'electron/sync', 'district/http'],

  // Language of the data: parsed at the door, so never in a page.
  zod: [
    'shared/model',
    'shared/rules',
    'shared/contract',
    ...kioskNode,
    ...districtNode,
    ...districtEntry,
  ],
  canonicalize: ['shared/rules', 'electron/core', 'electron/store', ...districtNode],
  // Argon2id without a native module: Electron's crypto has none.
  'hash-wasm': ['shared/rules'],
  '@peculiar/x509': ['electron/http'],
  'reflect-metadata': ['electron/http'],
  '@hpke/core': ['shared/rules', 'electron/core', 'electron/store', 'district/domain'],
  uuid: ['shared/model', 'electron/core', 'electron/store', 'renderer', ...districtNode],
  pino: [...kioskNode, ...districtNode, ...districtEntry],
  xstate: ['electron/core', 'renderer'],

  // Pages.
  svelte: pages,
  qrcode: ['renderer/citizen', 'district/web'],
  '@fontsource/be-vietnam-pro': pages,

  // Building and checking.
  '@electron/asar': ['build'],
  '@electron/fuses': ['build'],
  'electron-builder': ['build'],
  'electron-vite': ['build', 'electron.vite.config.ts'],
  'eslint-plugin-svelte': ['eslint.config.js'],
  'typescript-eslint': ['eslint.config.js'],
  eslint: ['build', 'eslint.config.js'],
  '@playwright/test': ['build', 'playwright.config.ts'],
  '@sveltejs/vite-plugin-svelte': [
    'build/page-config.ts',
    'district/web/vite.config.ts',
    'svelte.config.js',
    'vitest.config.ts',
  ],
  '@testing-library/svelte': ['vitest.config.ts'],
  vite: ['build', 'build/page-config.ts', 'district/web/vite.config.ts'],
  vitest: ['build', 'vitest.config.ts'],
};
