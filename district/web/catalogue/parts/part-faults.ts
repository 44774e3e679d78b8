import type { EditablePart } from '../../../../shared/contract/catalogue.ts';
import { groupedBy } from '../../grouped-by.ts';
import type { TextKey } from '../../texts/vi.ts';
import type { Alias, Feedback, LifeEvent, PartItems } from './part-items.ts';

/** What keeps an entry from being saved, by its field. */
export type Faults = Readonly<Record<string, Extract<TextKey, `fault.${string}`>>>;

const textMax = 2_000;
const wordsMax = 200;
const telephoneMax = 100;
const mailboxMax = 200;

/** The faults of every entry of a part, in the order of the entries; an entry without any has none. */
export function faultsOf<P extends EditablePart>(
  part: P,
  items: PartItems[P],
  known: ReadonlySet<string>,
): Faults[] {
  switch (part) {
    case 'aliases':
      return aliasFaults(items as readonly Alias[], known);
    case 'life-events':
      return (items as readonly LifeEvent[]).map((item) => ({
        ...textFault('vi', item.title.vi, textMax),
        ...textFault('en', item.title.en, textMax),
        ...codesFault(item.codes, known),
      }));
    case 'feedback':
      return (items as readonly Feedback[]).map(feedbackFaults);
    default:
      return items.map(() => ({})); // a unit may be assigned what nobody has published yet
  }
}

function aliasFaults(aliases: readonly Alias[], known: ReadonlySet<string>): Faults[] {
  const plain = ({ words }: Alias) => words.normalize('NFC').trim();
  const alike = groupedBy(aliases, plain);
  return aliases.map((alias) => ({
    ...((alike.get(plain(alias))?.length ?? 0) > 1 ? { words: 'fault.twice' as const } : {}),
    ...textFault('words', alias.words, wordsMax),
    ...codesFault(alias.codes, known),
  }));
}

function feedbackFaults({ agency, address, telephone, mailbox, website }: Feedback): Faults {
  return {
    ...textFault('agency', agency, textMax),
    ...longFault('address', address, textMax),
    ...longFault('telephone', telephone, telephoneMax),
    ...longFault('mailbox', mailbox, mailboxMax),
    ...(website.trim() === '' || isWebsite(website) ? {} : { website: 'fault.website' as const }),
  };
}

function textFault(field: string, text: string, lengthMax: number): Faults {
  return text.trim() === '' ? { [field]: 'fault.empty' } : longFault(field, text, lengthMax);
}

function longFault(field: string, text: string, lengthMax: number): Faults {
  return text.normalize('NFC').trim().length > lengthMax ? { [field]: 'fault.long' } : {};
}

function codesFault(codes: readonly string[], known: ReadonlySet<string>): Faults {
  if (codes.length === 0) return { codes: 'fault.codes' };
  return codes.every((code) => known.has(code)) ? {} : { codes: 'fault.unknown' };
}

function isWebsite(text: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '');
}
