import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeTone, telex } from './telex.ts';

const type = (keys: string): string => [...keys].reduce(telex, '');

describe('Telex', () => {
  test.each([
    ['ddawng kys', 'đăng ký'],
    ['Ddanhs gias', 'Đánh giá'],
    ['thur tucj hanhf chinhs', 'thủ tục hành chính'],
    ['VIEETJ Nam', 'VIỆT Nam'],
    ['hoaf', 'hòa'],
    ['hoafn', 'hoàn'],
    ['thuyr', 'thủy'],
    ['khuyur', 'khuỷu'],
    ['quyeets', 'quyết'],
    ['quys', 'quý'],
    ['gif', 'gì'],
    ['giaays', 'giấy'],
    ['huowng', 'hương'],
    ['huowu', 'hươu'],
    ['thuowr', 'thuở'],
    ['muowif', 'mười'],
    ['tuwong', 'tương'],
    ['cuwar', 'cửa'],
    ['xooong', 'xoong'],
    ['dinhd', 'đinh'],
  ])('types %s as %s', (keys, text) => {
    expect(type(keys)).toBe(text);
  });

  test.each([
    ['ass', 'as'],
    ['aaa', 'aa'],
    ['aww', 'aw'],
    ['ddd', 'dd'],
    ['uoww', 'uow'],
    ['toansz', 'toan'],
    ['aaw', 'ă'],
    ['awa', 'â'],
  ])('takes a mark back: %s is %s', (keys, text) => {
    expect(type(keys)).toBe(text);
  });

  test.each(['windows', 'zalo', 'fax', 'email@x', '0912', 'keoe', 'nhanhs!', 'wifi'])(
    'leaves %s readable: no letter is lost',
    (keys) => {
      expect(plain(type(keys)).length).toBeGreaterThanOrEqual(keys.replace(/[sfrxjz]/g, '').length);
    },
  );

  test('changes the word before the caret and no other', () => {
    expect(telex('hoa hoa', 's')).toBe('hoa hóa');
    expect(telex('hoa ', 's')).toBe('hoa s');
    expect(telex('123a', 's')).toBe('123á');
  });
});

/** Onsets and rimes of the language, the rimes as they are written without a tone. */
const onsets = (
  ' b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x' as string
).split(' ');
const rimes = (
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ' +
  'ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oan oang ' +
  'oanh oat oay oăc oăn oăng oăt oc oe oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua ' +
  'uân uât uây uc uê ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt ư ưa ưc ưi ưng ' +
  'ươc ươi ươm ươn ương ươp ươt ươu ưt ưu'
).split(' ');
const toneKeys = { f: '\u0300', s: '\u0301', x: '\u0303', r: '\u0309', j: '\u0323' } as const;
const shapeKeys: Readonly<Record<string, string>> = {
  ă: 'w',
  â: 'a',
  ê: 'e',
  ô: 'o',
  ơ: 'w',
  ư: 'w',
  đ: 'd',
};

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
const isBare = (letter: string): string => (letter === 'đ' ? 'd' : plain(letter));

/** A syllable and the tone key it ends with. "gi" and "qu" before their own vowel are written otherwise. */
const syllables = fc
  .record({
    onset: fc.constantFrom(...onsets),
    rime: fc.constantFrom(...rimes),
    tone: fc.constantFrom('', ...Object.keys(toneKeys)),
  })
  .filter(({ onset, rime }) => !(onset === 'gi' && /^[iêe]/.test(rime)))
  .filter(({ onset, rime }) => !(onset === 'g' && /^i./.test(rime)))
  .filter(({ onset, rime }) => !(onset === 'qu' && /^[uưoôơ]/.test(rime)));

/** "ươ" needs one w for both letters. */
const keysOf = (letters: string): string =>
  [...letters.replace(/ươ/g, 'uơ')].map((it) => isBare(it) + (shapeKeys[it] ?? '')).join('');

describe('every syllable', () => {
  const toneOf = (tone: string): string => toneKeys[tone as keyof typeof toneKeys] ?? '';
  /** The syllable with its tone, wherever it stands: letters and tone apart. */
  const parts = (text: string): [string, string] => {
    const marks = text.normalize('NFD');
    const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(marks)?.[0] ?? '';
    return [marks.replace(tone, '').normalize('NFC'), tone];
  };

  test('can be typed with its marks at once and the tone at the end', () => {
    fc.assert(
      fc.property(syllables, ({ onset, rime, tone }) => {
        expect(parts(type(keysOf(onset + rime) + tone))).toEqual([onset + rime, toneOf(tone)]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('can be typed bare, all marks at the end', () => {
    fc.assert(
      fc.property(syllables, ({ onset, rime, tone }) => {
        const letters = onset + rime;
        const shapes = [...rime.replace(/ươ/g, 'uơ')].flatMap((it) => shapeKeys[it] ?? []);
        const stroke = onset === 'đ' ? 'd' : '';
        const bare = [...letters].map(isBare).join('');
        expect(parts(type(bare + shapes.join('') + stroke + tone))).toEqual([
          letters,
          toneOf(tone),
        ]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('comes back when the tone is taken back, with the key as a letter', () => {
    fc.assert(
      fc.property(syllables, fc.constantFrom(...Object.keys(toneKeys)), ({ onset, rime }, tone) => {
        const word = type(keysOf(onset + rime));
        expect(type(`${keysOf(onset + rime)}${tone}${tone}`)).toBe(word + tone);
        expect(composeTone(composeTone(word, toneOf(tone)), toneOf(tone))).toBe(word);
      }),
    );
  });

  test('keeps its capitals', () => {
    fc.assert(
      fc.property(syllables, ({ onset, rime, tone }) => {
        const keys = keysOf(onset + rime) + tone;
        expect(type(keys.toUpperCase())).toBe(type(keys).toUpperCase());
      }),
    );
  });
});

test('any keys at all give composed text and never touch what stands before the word', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 12 }), (before, keys) => {
      const start = `${before.normalize('NFC')} `;
      const typed = [...keys].reduce(telex, start);
      expect(typed.startsWith(start)).toBe(true);
      expect(typed.length).toBeLessThanOrEqual(start.length + keys.normalize('NFC').length);
    }),
  );
});

test('a tone key of the keyboard does nothing to a word that bears none', () => {
  expect(composeTone('xyz', '\u0301')).toBe('xyz');
  expect(composeTone('', '\u0301')).toBe('');
  expect(composeTone('hoa', '\u0300')).toBe('hòa');
});
