import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { appFileOf, appScheme } from '../lockdown/addresses.ts';
import { pageHeaders } from '../lockdown/page-headers.ts';

/** Makes `app://` a standard, secure scheme: real origins, real paths, a content security policy. Before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the built pages in `folder` under `app://`. After `ready`. */
export function serveAppFiles(folder: string): void {
  protocol.handle(appScheme, (request) => answer(folder, request.method, request.url));
}

async function answer(folder: string, method: string, address: string): Promise<Response> {
  const file = method === 'GET' ? appFileOf(address) : null;
  const content = file && (await read(join(folder, file.path)));
  if (!file || !content) return new Response(null, { status: 404, headers: pageHeaders });
  return new Response(content, { headers: { ...pageHeaders, 'content-type': file.mediaType } });
}

/** Null when there is no such file; any other failure to read is a broken installation and is thrown. */
async function read(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
