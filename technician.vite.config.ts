import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import officer from './officer.vite.config.ts';

const page = fileURLToPath(new URL('renderer/technician/index.html', import.meta.url));

/** The technician's page: built as the officer's is, and by itself for the same reason. */
const config = mergeConfig(officer, defineConfig({}));
config.build = {
  ...config.build,
  license: { fileName: 'licences-technician.md' },
  rolldownOptions: { input: { technician: page } },
};
export default config;
