import type { ReleaseManifest } from '../../../shared/model/release.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { compareVersions } from '../../../shared/rules/versions.ts';
import { isSignedBy } from '../technician/signed-file.ts';
import type { UpdateState } from './state.ts';

/** What an offered version is judged by. */
export type JudgeFacts = {
  /** The version that runs. */
  readonly installed: string;
  /** Raw Ed25519, base64url: whose releases this computer takes (release-keys.json). */
  readonly keys: readonly string[];
  readonly refused: UpdateState['refused'];
};

/** Why an offered version is not taken; null: it may be downloaded. Its own version is no offer and no problem. */
export function judge(offered: ReleaseManifest, facts: JudgeFacts): Problem | null {
  const { version, minimumFrom: minimum } = offered;
  const { installed, keys, refused } = facts;
  if (!isGenuine(offered, keys)) return problem('update.signature', { version });
  if (compareVersions(version, installed) < 0) {
    return problem('update.older', { version, installed });
  }
  if (compareVersions(installed, minimum) < 0) {
    return problem('update.minimum', { version, minimum, installed });
  }
  const wasTried = refused.some((one) => one.version === version);
  return wasTried ? problem('update.tried', { version }) : null;
}

/** Signed by one of the keys that this kiosk trusts. */
export function isGenuine(offered: ReleaseManifest, keys: readonly string[]): boolean {
  return keys.some((key) => isSignedBy(key, offered));
}
