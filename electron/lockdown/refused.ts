/**
 * What a page may ask of the device: nothing. There is no list to keep up with Electron's; whatever is asked for, by
 * whatever name, is refused. An allowed one would be a decision made here, with its reason.
 */
const allowedPermissions: ReadonlySet<string> = new Set();

export function mayUse(permission: string): boolean {
  return allowedPermissions.has(permission);
}
