import type { Face } from '../../shared/model/form.ts';

/** The family at rest, from the happiest to the unhappiest. */
export const restingFaces: readonly Face[] = [
  'very-satisfied',
  'satisfied',
  'neutral',
  'dissatisfied',
  'very-dissatisfied',
];
