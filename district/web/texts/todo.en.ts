/** The office's texts about what is to be done, in English. */
export const todoEn = {
  'todo.title': 'Worth a look',
  'todo.none': 'In what has been received, nothing asks for a look.',
  'todo.open': 'Open “{page}”',
  'todo.wayTable': 'See the table of dossiers',
  'todo.kiosksToLook': 'Kiosks that need a look: {others}.',
  'todo.kiosks': 'Kiosks: {sick} need help now, {others} need a look.',
  'todo.apologies': 'Dossiers that need an apology slip and have none: {missing}.',
  'todo.late': 'Results handed over late: {late}.',
  'todo.lateAt': '{who}, {counter}: {late} of {launched} dossiers invited',
  'todo.lateHow':
    'Late compares the day of the result with the day that was promised. It says at which counter the result was handed over, not where it was delayed.',
  'todo.low': 'Procedures clearly below the common share of {all}:',
  'todo.lowAt': '{name}: {share} (interval {low} – {high}; n = {n})',
  'todo.lowHow':
    'Named only where the whole interval lies below the common share. Among many procedures one may still be low by chance: ask how things are done before concluding.',
  'todo.neverLaunched': 'Handed over and never invited: {count} of {of} dossiers.',
  'todo.signals': 'Signals to ask about this month: {count}.',
  'todo.unknown': 'On time or late, nobody can tell: {count} of {of} dossiers invited.',
  'todo.unknownHow':
    'Unknown is not on time. It takes a complete calendar of days off, the working hours, and the promised day from the one-stop software or the officer.',
  'todo.waiting': 'Kiosks still hold {count} entries; the figures on this page lack them.',
  'todo.unseen': 'Dossiers, kiosks and signals could not all be looked at; reload the page.',
} as const;
