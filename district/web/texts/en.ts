import type { TextKey } from './vi.ts';

/** The office's texts in English. */
export const en = {
  'page.title': 'Ratings at the counter',
  'page.owner': 'Hài Lòng',
  'page.skip': 'Skip to the content',
  'page.starting': 'Connecting to the server…',
  'nav.label': 'Pages',
  'nav.results': 'Ratings',
  'nav.kiosks': 'Kiosks',
  'language.other': 'Tiếng Việt',

  'session.user': 'Account {user}',
  'session.signOut': 'Sign out',
  'signIn.title': 'Sign in',
  'signIn.lead': 'For those in charge of the reception and results counters.',
  'signIn.user': 'User name',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.busy': 'Checking…',
  'signIn.link': 'The first time, open the one-time link that the server printed when it started.',

  'trouble.unreachable':
    'The server cannot be reached. What it has received is kept there. Check the network and try again.',
  'trouble.failed':
    'The server could not answer this request. What it has received is kept. Try again; if it goes on, tell the server’s administrator.',
  'trouble.link':
    'The sign-in link is wrong, used or expired. Sign in with name and password, or get a new link from the server.',
  'trouble.again': 'Try again',

  'period.label': 'Period',
  'period.this-month': 'This month',
  'period.last-month': 'Last month',
  'period.this-quarter': 'This quarter',
  'period.last-quarter': 'Last quarter',
  'period.custom': 'Choose days',
  'period.from': 'From',
  'period.to': 'Up to and including',
  'period.show': 'Show',
  'unit.label': 'Unit',
  'unit.all': 'All units',

  'results.title': 'Ratings at the counter',
  'results.loading': 'Loading…',
  'results.period': 'From {from} to {to}, both included',
  'results.form': 'Form: {title}. Source of the scale: {source}.',
  'results.print': 'Print',
  'results.printed': 'Printed at {moment}, Vietnam time.',
  'results.catalogue': 'Catalogue of procedures: {label}.',
  'results.demo':
    'This server runs as a trial: what it has just received can be lost in a power cut. Move it to PostgreSQL before collecting real ratings.',

  'share.none': 'No data yet',
  'share.few': 'Not enough data',
  'share.fewAnswers': 'Not enough data (at least {minimum} ratings are needed)',
  'share.fewLaunches': 'Not enough data (at least {minimum} invitations are needed)',
  'share.interval': '95% confidence interval: {low} to {high}; n = {n}',
  'satisfaction.title': 'Share satisfied at the counter',
  'satisfaction.counts': '{numerator} of {denominator} ratings at a level that counts as satisfied',
  'satisfaction.answers': 'Ratings of a dossier so far: {answered}.',
  'response.title': 'Response rate',
  'response.counts': '{numerator} ratings out of {denominator} invitations',
  'response.launches': 'Invitations so far: {launched}.',

  'levels.title': 'Ratings by level',
  'levels.base': 'Shares are of all {answered} ratings of a dossier.',
  'levels.baseWalkIn': 'Shares are of all {answered} walk-in ratings.',
  'levels.satisfied': 'counts as satisfied',
  'levels.count': 'ratings: {count}',

  'funnel.title': 'From invitation to rating',
  'funnel.launched': 'Invitations by officers',
  'funnel.shown': 'Question shown on the kiosk',
  'funnel.answered': 'Rated by the citizen',
  'funnel.detailed': 'With reasons or a comment',
  'funnel.without': 'Invitations that did not become a rating',
  'funnel.declined': 'Declined to rate',
  'funnel.expired': 'Time ran out',
  'funnel.withdrawn': 'Withdrawn by the officer',
  'funnel.open': 'Not ended yet',
  'funnel.times': '{count}',

  'table.byUnit': 'By unit',
  'table.byDomain': 'By domain',
  'table.byProcedure': 'By procedure',
  'table.none': 'No data in this period yet.',
  'table.few':
    '“Not enough data”: fewer than {minimum} ratings (or, for the response rate, fewer than {minimum} invitations); see “How this is computed”.',
  'table.all': 'Show all {count} rows',
  'table.less': 'Show fewer',
  'table.sort': 'Sort by: {column}',
  'column.unit': 'Unit',
  'column.domain': 'Domain',
  'column.procedure': 'Procedure',
  'column.launched': 'Invitations',
  'column.answered': 'Ratings',
  'column.satisfaction': 'Share satisfied at the counter',
  'column.response': 'Response rate',
  'column.declined': 'Declined',
  'column.expired': 'Expired',
  'cell.interval': '95% confidence interval: {low} – {high}',

  'walkIn.title': 'Walk-in ratings',
  'walkIn.why':
    'A walk-in rating belongs to no dossier: nobody knows whether the person has received a result, and one person can rate many times. These ratings are therefore shown apart and are not part of the share above.',
  'walkIn.none': 'No walk-in ratings in this period yet.',

  'kept.title': 'Kept, but not counted',
  'kept.repeats': 'Repeated ratings',
  'kept.repeatsWhy': 'The dossier had been rated before; only its first rating counts.',
  'kept.quarantined': 'Entries not understood',
  'kept.quarantinedWhy':
    'The kiosk sent them intact but the server does not understand their content; none is deleted.',

  'method.title': 'How this is computed',
  'method.rate':
    'Share satisfied at the counter = ratings at a level that counts as satisfied ÷ all ratings of a dossier. Every other level, “Neutral” (Bình thường) included, stays in the denominator.',
  'method.satisfied': 'Levels that count as satisfied: {levels}.',
  'method.noAnswer':
    'No answer is never taken for an answer. An invitation that was declined, expired or withdrawn is in neither part of the share satisfied; it only lowers the response rate.',
  'method.response': 'Response rate = ratings of a dossier ÷ invitations by officers.',
  'method.interval':
    'The 95% confidence interval follows Wilson’s method. It only reflects how many ratings there are. Those who rate do so by their own choice, so it says nothing about those who did not.',
  'method.minimum':
    'With fewer than {minimum} ratings neither the share nor the counts by level are shown: small figures mislead and may give away one person’s opinion. If what is hidden could be worked out from the total, the next smallest row is hidden as well.',
  'method.once':
    'Each dossier counts once, by its first rating. Days are in Vietnam time. A kiosk that was offline sends late and still counts on the day of the rating, so a printed report can change.',
  'method.notSipas':
    'This is not the SIPAS measurement of the Ministry of Home Affairs. SIPAS asks residents chosen at random; these are voluntary opinions given at the counter. The two figures cannot be compared.',

  'kiosks.title': 'Kiosks',
  'kiosks.none': 'No kiosk is enrolled yet.',
  'kiosks.noneHow':
    'Make an enrolment code on the server and enter it on the kiosk. It appears here after its first contact.',
  'kiosks.summary': 'Kiosks: {count}, needing a look: {silent}.',
  'kiosks.updated': 'As of {moment}. Refreshed every {seconds} seconds.',
  'kiosk.name': 'Kiosk',
  'kiosk.place': 'Counter, unit',
  'kiosk.state': 'State',
  'kiosk.contact': 'Last contact',
  'kiosk.queue': 'Entries to be sent',
  'kiosk.held': 'Entries received',
  'kiosk.forks': 'Journal mismatches',
  'kiosk.version': 'Version',
  'kiosk.active': 'Active',
  'kiosk.forbidden': 'Blocked',
  'kiosk.retired': 'Retired',
  'kiosk.never': 'Never in contact',
  'kiosk.justNow': 'Just now',
  'kiosk.silent': 'Silent for over {minutes} minutes',
  'kiosk.silentLong': 'Silent for over a day',
  'kiosk.unknown': 'Not reported',
  'kiosk.noForks': 'None',
  'kiosk.someForks': '{count}',
  'kiosks.help':
    '“Entries to be sent” is what the kiosk says it holds and the server has not received; it is safe on the kiosk and is sent by itself when there is a network. A “journal mismatch” needs the server’s administrator; both copies are kept.',
} as const satisfies Record<TextKey, string>;
