/**
 * Vietnamese Telex: what a key does to the word before the caret.
 *
 * Stateless by design: a word is read back from its letters, so a caret may be moved and a letter deleted at any time.
 * Keys: aa ee oo → â ê ô; aw ow uw → ă ơ ư (uow → ươ); dd → đ; s f r x j → sắc huyền hỏi ngã nặng; z → no tone.
 * Marks may be typed at once or at the end of the word; the same key twice takes the mark back and stays a letter.
 * The tone stands as in "hòa", "thủy" (the older style, the one most keyboards and offices write).
 * A word that cannot be a Vietnamese syllable is left as it is typed.
 */

/** An input method: the text before the caret and a key give the new text before the caret. */
export type InputMethod = (before: string, key: string) => string;

const tones: Readonly<Record<string, string>> = {
  f: '\u0300',
  s: '\u0301',
  x: '\u0303',
  r: '\u0309',
  j: '\u0323',
};
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g;

const onsets = 'ngh|ng|nh|n|gh|gi|g|kh|k|ch|c|th|tr|t|ph|p|qu|đ|d|b|h|l|m|r|s|v|x';
const codas = 'ch|c|m|ng|nh|n|p|t';
const syllablePattern = new RegExp(`^(${onsets})?([aăâeêioôơuưy]{1,3})(${codas})?$`);

/** Every nucleus of the language, and those that stand on the screen on the way to one. */
const nuclei = new Set(
  (
    'a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi oo ôi ơi ' +
    'ua uâ uây uê ui uo uô uôi uơ uy uya uyê uyu ưa ươ ươi ươu ưi ưu yê yêu ' +
    'ie ieu ye yeu uoi uou uye ue uu uay eu ưo ưoi ưou uơi uơu'
  ).split(' '),
);

interface Syllable {
  readonly onset: string;
  readonly nucleus: string;
  readonly coda: string;
  /** A combining mark, or nothing. */
  readonly tone: string;
}

/** Composes one key into the text before the caret. */
export const telex: InputMethod = (before, key) => {
  const word = /\p{L}+$/u.exec(before.normalize('NFC'))?.[0] ?? '';
  const head = before.normalize('NFC').slice(0, -word.length || undefined);
  return head + composeWord(word, key);
};

/**
 * Puts a tone on the word before the caret, or takes it away if it is there; a word that can bear none stays.
 * @param mark - the tone as a combining mark.
 */
export function composeTone(before: string, mark: string): string {
  const stroke = Object.keys(tones).find((it) => tones[it] === mark) ?? '';
  const typed = telex(before, stroke);
  const isLonger = typed.length > before.normalize('NFC').length;
  return stroke !== '' && isLonger ? typed.slice(0, -stroke.length) : typed;
}

function composeWord(word: string, key: string): string {
  const stroke = key.toLowerCase();
  const syllable = readSyllable(word);
  const changed =
    strokeD(word, stroke) ??
    (syllable && (setTone(syllable, stroke) ?? setShape(syllable, stroke)));
  if (changed === null || changed === undefined) return appendLetter(word, key);
  if (changed.undone) return withCaseOf(word, changed.text) + key;
  return withCaseOf(word, changed.text);
}

interface Change {
  readonly text: string;
  /** The mark was there already: it is taken back, and the key stays as a letter. */
  readonly undone: boolean;
}

function strokeD(word: string, stroke: string): Change | null {
  if (stroke !== 'd') return null;
  const lower = word.toLowerCase();
  const rest = lower.slice(1);
  const isSyllable = rest === '' || readSyllable(lower) !== null;
  if (!isSyllable) return null;
  if (lower.startsWith('đ')) return { text: `d${rest}`, undone: true };
  return lower.startsWith('d') ? { text: `đ${rest}`, undone: false } : null;
}

function setTone(syllable: Syllable, stroke: string): Change | null {
  if (stroke === 'z') {
    return syllable.tone === '' ? null : { text: write({ ...syllable, tone: '' }), undone: false };
  }
  const tone = tones[stroke];
  if (tone === undefined) return null;
  const undone = syllable.tone === tone;
  return { text: write({ ...syllable, tone: undone ? '' : tone }), undone };
}

function setShape(syllable: Syllable, stroke: string): Change | null {
  const shaped = stroke === 'w' ? horned(syllable) : circumflexed(syllable.nucleus, stroke);
  if (shaped === null || !nuclei.has(shaped.text)) return null;
  return { text: write({ ...syllable, nucleus: shaped.text }), undone: shaped.undone };
}

const circumflexes: Readonly<Record<string, readonly [plain: RegExp, shaped: string]>> = {
  a: [/[aă](?!.*[aăâ])/, 'â'],
  e: [/e(?!.*[eê])/, 'ê'],
  o: [/[oơ](?!.*[oôơ])/, 'ô'],
};

function circumflexed(nucleus: string, stroke: string): Change | null {
  const rule = circumflexes[stroke];
  if (rule === undefined) return null;
  const [plain, shaped] = rule;
  if (nucleus.includes(shaped)) return { text: nucleus.replace(shaped, stroke), undone: true };
  return plain.test(nucleus) ? { text: nucleus.replace(plain, shaped), undone: false } : null;
}

/** The horn and the breve. "uo" takes two horns, except in "thuở", "huơ": there the "u" takes its own when more follows. */
function horned({ onset, nucleus, coda }: Syllable): Change | null {
  if (/ươ|uơ/.test(nucleus)) return { text: nucleus.replace(/ươ|uơ/, 'uo'), undone: true };
  if (/[uư][oô]/.test(nucleus)) {
    const staysU = nucleus.length === 2 && coda === '' && /^(h|th|kh)$/.test(onset);
    return { text: nucleus.replace(/[uư][oô]/, staysU ? 'uơ' : 'ươ'), undone: false };
  }
  for (const [plain, shaped] of [
    [/[aâ]/, 'ă'],
    [/[oô]/, 'ơ'],
    [/u/, 'ư'],
  ] as const) {
    const text = nucleus.replace(plain, shaped);
    if (text !== nucleus && nuclei.has(text)) return { text, undone: false };
  }
  const plain = nucleus.replace('ă', 'a').replace('ơ', 'o').replace('ư', 'u');
  return plain === nucleus ? null : { text: plain, undone: true };
}

/** A letter more may move the tone ("hòa" + n → "hoàn") and completes "ươ". */
function appendLetter(word: string, key: string): string {
  const grown = readSyllable(word + key);
  if (grown === null || !/^\p{L}$/u.test(key)) return word + key;
  const isLonger = !/(ưo|uơ)$/.test(grown.nucleus) || grown.coda !== '';
  const nucleus = isLonger ? grown.nucleus.replace(/ưo|uơ/, 'ươ') : grown.nucleus;
  return withCaseOf(word + key, write({ ...grown, nucleus }));
}

/** Takes a word apart; null if it cannot be a Vietnamese syllable. */
function readSyllable(word: string): Syllable | null {
  const marks = word.toLowerCase().normalize('NFD');
  const tone = marks.match(toneMarks)?.join('') ?? '';
  if (tone.length > 1) return null;
  const [, onset = '', nucleus = '', coda = ''] =
    syllablePattern.exec(marks.replace(toneMarks, '').normalize('NFC')) ?? [];
  return nuclei.has(nucleus) ? { onset, nucleus, coda, tone } : null;
}

function write({ onset, nucleus, coda, tone }: Syllable): string {
  const at = placeOfTone(nucleus, coda !== '');
  const toned = nucleus.slice(0, at + 1) + tone + nucleus.slice(at + 1);
  return (onset + toned + coda).normalize('NFC');
}

/** On the last shaped vowel if there is one; else on the second before a final consonant or of three; else on the first. */
function placeOfTone(nucleus: string, hasCoda: boolean): number {
  const shaped = /^(?:.*)(?=[ăâêôơư])/.exec(nucleus)?.[0].length;
  if (shaped !== undefined) return shaped;
  if (nucleus.length === 3 || (nucleus.length === 2 && hasCoda)) return 1;
  return 0;
}

/** Gives the letters the capitals of the word as typed; both have their letters in the same places. */
function withCaseOf(typed: string, lower: string): string {
  return [...lower]
    .map((letter, at) => (isCapital(typed[at]) ? letter.toUpperCase() : letter))
    .join('');
}

function isCapital(letter: string | undefined): boolean {
  return letter !== undefined && letter !== letter.toLowerCase();
}
