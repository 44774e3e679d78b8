import type { OfficerKey } from './officer.vi.ts';

/** The officer's texts in English. */
export const officerEn = {
  'page.title': 'Officer’s desk',
  'page.language': 'Language',
  'language.vi': 'Tiếng Việt',
  'language.en': 'English',

  'officer.title': 'Who is working at this counter?',
  'officer.hint': 'Choose your name. The page forgets the choice when it is closed.',
  'officer.search': 'Find by name',
  'officer.none': 'No name matches.',
  'officer.empty': 'The kiosk has not received the list of officers from the district yet.',
  'officer.present': 'Officer: {name}',
  'officer.change': 'Change',

  'launch.title': 'Invite the citizen to rate',
  'launch.dossier': 'Dossier code',
  'launch.dossierHint': 'Type, paste or scan the code on the receipt.',
  'launch.dossierMissing': 'Please enter the dossier code.',
  'launch.procedure': 'Procedure',
  'launch.procedureHint': 'Type a few letters of the name, or the procedure’s code.',
  'launch.procedureMissing': 'Please choose a procedure from the catalogue.',
  'launch.procedureNone': 'No procedure matches. Please try other words or the code.',
  'launch.procedureCount': '{count} procedures match.',
  'launch.procedureList': 'Matching procedures',
  'launch.procedureRecent': 'Just used',
  'launch.handOver': 'Result handed over',
  'handOver.completed': 'Completed',
  'handOver.returned-for-completion': 'Returned to complete',
  'handOver.refused': 'Refused',
  'launch.submit': 'Invite to rate',
  'launch.submitting': 'Inviting…',

  'survey.title': 'Present invitation',
  'survey.none': 'No invitation yet.',
  'survey.noneHint':
    'When you hand over a result, enter its dossier code and choose “Invite to rate”.',
  'survey.dossier': 'Dossier … {tail}',
  'survey.withdraw': 'Withdraw the invitation',
  'survey.withdrawing': 'Withdrawing…',
  'survey.waitingHint': 'The citizen’s screen is inviting to rate.',
  'survey.ratedHint': 'The citizen has rated. What was answered is not shown here.',
  'survey.notRatedHint': 'The invitation ended without a rating.',
  'status.waiting': 'Waiting',
  'status.rated': 'Rated',
  'status.not-rated': 'Not rated',
  'recent.title': 'Invitations since this page was opened',
  'recent.empty': 'Earlier invitations will be listed here.',

  'gone.title': 'Reconnecting to the kiosk',
  'gone.safe': 'What has been recorded is safe. The page goes on by itself when the kiosk answers.',
  'gone.help': 'If it takes long, please check that the kiosk is on and connected.',
  'failed.unexpected':
    'The kiosk failed unexpectedly. What has been recorded is safe. Please try again.',
  notReady:
    'The kiosk takes no ratings at present. What has been recorded is safe. Please tell the technician.',
} as const satisfies Record<OfficerKey, string>;
