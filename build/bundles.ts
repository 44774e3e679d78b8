import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildShippedCatalogue } from './shipped-catalogue.ts';
import { repository, runQuietly, type ToolCommand } from './setup/run-tool.ts';

const districtPages = 'district/web';

const kioskBundles: ToolCommand = {
  script: 'node_modules/electron-vite/bin/electron-vite.js',
  arguments: ['build', '--logLevel', 'warn'],
};
const pageBundle = (config: string): ToolCommand => ({
  script: 'node_modules/vite/bin/vite.js',
  arguments: ['build', '--config', config, '--logLevel', 'warn'],
});
const officerBundle = pageBundle('officer.vite.config.ts');
const technicianBundle = pageBundle('technician.vite.config.ts');
const districtBundle: ToolCommand = {
  script: 'node_modules/vite/bin/vite.js',
  arguments: ['build', districtPages, '--logLevel', 'warn'],
};

/**
 * Builds the kiosk's main process, preload and pages, the district's pages, and the catalogue that kiosks are shipped with,
 * into `out/`.
 * @returns what a failed build had to say, or `undefined`
 */
export async function buildBundles(): Promise<string | undefined> {
  const hasDistrictPages = existsSync(join(repository, districtPages, 'vite.config.ts'));
  const pages = [officerBundle, technicianBundle, ...(hasDistrictPages ? [districtBundle] : [])];
  const commands = [kioskBundles, ...pages];
  for (const command of commands) {
    const { code, output } = await runQuietly(command);
    if (code !== 0) return output.trim();
  }
  await buildShippedCatalogue();
  return undefined;
}
