import type { AfterLeaving } from '../../shared/contract/technician.ts';
import { isStartedAtOnce } from './leave-pause.ts';

/** Set by a service that keeps the kiosk ended and asks for a sign-in (build/os/linux/units). */
export const signInVariable = 'HAILONG_SIGN_IN_AFTER_LEAVING';

/** What a technician who leaves the kiosk will find, so that the page says it before. */
export function afterLeaving(
  environment: Readonly<Record<string, string | undefined>>,
  { platform, locked }: { readonly platform: string; readonly locked: boolean },
): AfterLeaving {
  if (environment[signInVariable] === '1') return 'sign-in';
  return isStartedAtOnce(platform, locked) ? 'again' : 'end';
}
