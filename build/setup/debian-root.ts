import { installDebianPackages } from './apt.ts';
import type { Found, Need } from './needs.ts';
import { findOnPath } from './programs.ts';

/** What makes a clean Debian root, for the life of our Debian package. */
export const debianRoot: Need = {
  label: 'mmdebstrap and systemd-nspawn',
  pathVariable: 'HAILONG_MMDEBSTRAP',
  reasonVariable: 'HAILONG_NO_MMDEBSTRAP',
  search: searchMmdebstrap,
  install: () => installDebianPackages(['mmdebstrap', 'systemd-container']),
};

function searchMmdebstrap(): Found {
  if (process.platform !== 'linux') return { missing: 'a Debian root needs Linux' };
  if (process.getuid?.() !== 0) return { missing: 'making a Debian root needs root' };
  if (findOnPath('dpkg-deb') === undefined) return { missing: 'no dpkg-deb found' };
  const path = findOnPath('mmdebstrap');
  return path === undefined ? { missing: 'no mmdebstrap found' } : { path };
}
