import { readManifest } from './package-head.ts';
import { PackageError, packageLines } from './package-lines.ts';

/** The digest in a package's manifest; null for what is no package. */
export async function shippedDigest(path: string): Promise<string | null> {
  try {
    for await (const line of packageLines(path)) return readManifest(line).digest;
    return null;
  } catch (error) {
    if (error instanceof PackageError) return null;
    throw error;
  }
}
