import type { CitizenKey } from './citizen.vi.ts';

/** The citizen's texts in English. */
export const citizenEn = {
  'bar.label': 'Display and language',
  'bar.language': 'Language',
  'bar.textSize': 'Text size',
  'bar.display': 'Screen colours',
  'language.vi': 'Tiếng Việt',
  'language.en': 'English',
  'textSize.normal': 'Medium text',
  'textSize.large': 'Large text',
  'textSize.larger': 'Very large text',
  'textSize.largest': 'Largest text',
  'display.default': 'Standard colours',
  'display.dark': 'Light text on black',
  'display.light': 'Black text on white',
  'display.lowGlare': 'Soft colours',
  'attract.title': 'Please rate the service at this counter',
  'attract.desk':
    'When you receive your result, the officer opens a rating for your dossier on this screen.',
  'attract.oneTouch':
    'One touch is enough and no name is asked. The officer’s screen never shows your choice.',
  'attract.walkIn': 'Rate now',
  'attract.walkInHint': 'No dossier number needed',
  'attract.lookUp': 'Look up a procedure',
  'attract.lookUpHint': 'Papers, time, fees',
  'rating.dossier': 'Dossier … {tail}',
  'rating.walkIn': 'A general rating, not tied to a dossier',
  'rating.returned-for-completion':
    'The dossier still needs something. You rate the service; the dossier is not affected.',
  'rating.refused': 'You rate the service, not the result. The dossier is not affected.',
  'rating.decline': 'Do not rate',
  'rating.hint': 'Touch one level to rate',
  'rating.saving': 'Recording your rating. One moment, please.',
  'notice.offline':
    'There is no network now. Your rating is kept safely here and sent when the network returns.',
} as const satisfies Record<CitizenKey, string>;
