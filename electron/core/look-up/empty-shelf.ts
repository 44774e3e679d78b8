import { problem } from '../../../shared/model/problems.ts';
import { fail } from '../../../shared/model/result.ts';
import type { CatalogueShelf } from './ports.ts';

/** A kiosk without any catalogue. */
export const emptyShelf: CatalogueShelf = {
  current: () => null,
  install: () => Promise.resolve(fail(problem('storage.failing', { path: '' }))),
  onChange: () => () => undefined,
};
