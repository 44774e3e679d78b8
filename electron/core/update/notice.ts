import type { Health } from '../../../shared/model/health.ts';
import type { ReleaseManifest } from '../../../shared/model/release.ts';
import { ok, type Result } from '../../../shared/model/result.ts';
import { compareVersions } from '../../../shared/rules/versions.ts';

/**
 * Where new versions come with the computer's package only: what the district has ready is told, so that somebody brings
 * the package, and never taken. Nothing of it is run, so its signature is not asked for: whoever installs a package
 * judges that one.
 */
export class ReleaseNotice {
  readonly #installed: string;
  #offered: string | null = null;

  /** @param installed - the version that runs */
  constructor(installed: string) {
    this.#installed = installed;
  }

  judge({ version }: ReleaseManifest): Result<'have', never> {
    this.#offered = version;
    return ok('have');
  }

  /** The district has nothing for this kiosk, or has taken it back. */
  none(): void {
    this.#offered = null;
  }

  incoming(): never {
    throw new Error('A version that comes by package is not downloaded.');
  }

  take(): never {
    return this.incoming();
  }

  health(): Health['update'] {
    const version = this.#offered;
    const isNewer = version !== null && compareVersions(version, this.#installed) > 0;
    return isNewer ? { state: 'by-package', version } : null;
  }
}
