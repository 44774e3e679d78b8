import type { HandOver } from '../../../shared/model/journal.ts';

/** How a dossier can end, the usual first; every member of the union, or the type check stops. */
const order: Readonly<Record<HandOver, number>> = {
  completed: 0,
  'returned-for-completion': 1,
  refused: 2,
};

export const handOvers = Object.keys(order) as HandOver[];
