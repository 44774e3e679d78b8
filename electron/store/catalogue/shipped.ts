import { readManifest } from './package-head.ts';
import { PackageError, packageLines } from './package-lines.ts';

/** The digest in a package's manifest; null for what is no package. */
export async function shippedDigest(path: string): Promise<string | null> {
  const lines = packageLines(path);
  try {
    const first = await lines.next();
    return first.done ? null : readManifest(first.value).digest;
  } catch (error) {
    if (error instanceof PackageError) return null;
    throw error;
  } finally {
    await lines.return(undefined);
  }
}
