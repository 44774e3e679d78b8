import { basename, join } from 'node:path';
import { build, type Plugin } from 'vite';
import { repository } from '../../setup/run-tool.ts';

/**
 * Bundles the serve shell into `folder`/serve.js and its starter launch.js, with their chunks: everything but the database module, which is native
 * and is shipped beside it, and its licences. The file looks for pages and catalogue in `../out`, as the source does.
 */
export async function bundleServe(folder: string): Promise<void> {
  await build({
    root: repository,
    configFile: false,
    logLevel: 'warn',
    plugins: [threads],
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: folder,
      emptyOutDir: true,
      sourcemap: false,
      minify: false,
      license: { fileName: 'licences.md' },
      rolldownOptions: {
        input: {
          serve: join(repository, 'electron/serve.ts'),
          launch: join(repository, 'electron/launch.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', banner: names },
      },
    },
  });
}

/** Older modules among those bundled ask for the names that only CommonJS has. */
const names = 'var __filename = import.meta.filename, __dirname = import.meta.dirname;';

/** A thread's source is named by `new URL('./x.ts', import.meta.url)`: it becomes an entry beside all others. */
const threadSource = /new URL\('(\.\/[\w./-]+\.ts)', import\.meta\.url\)/g;

const threads: Plugin = {
  name: 'hai-long-threads',
  // Before the types are stripped: after it the quotes are others.
  enforce: 'pre',
  async transform(code, importer) {
    const found = [...code.matchAll(threadSource)];
    if (found.length === 0) return null;
    let out = code;
    for (const [text, source = ''] of found) {
      const resolved = await this.resolve(source, importer);
      if (!resolved) throw new Error(`${importer} names a thread that is not there: ${source}`);
      const fileName = `thread-${basename(source, '.ts')}.js`;
      this.emitFile({ type: 'chunk', id: resolved.id, fileName });
      out = out.replace(text, `new URL('./${fileName}', import.meta.url)`);
    }
    return { code: out, map: null };
  },
};
