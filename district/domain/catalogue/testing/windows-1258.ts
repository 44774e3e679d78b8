/** Vietnamese in Windows-1258: letters of its own, tones as characters after them. For tests, not shipped. */
export function windows1258(text: string): Buffer {
  const letters: Record<string, number> = {
    đ: 0xf0,
    Đ: 0xd0,
    ă: 0xe3,
    â: 0xe2,
    ê: 0xea,
    ô: 0xf4,
    ơ: 0xf5,
    ư: 0xfd,
  };
  const tones: Record<string, number> = {
    '\u0300': 0xcc,
    '\u0309': 0xd2,
    '\u0303': 0xde,
    '\u0301': 0xec,
    '\u0323': 0xf2,
  };
  const bytes = [...text.normalize('NFC')].flatMap((letter) => {
    const [tone] = letter.normalize('NFD').match(/[\u0300\u0309\u0303\u0301\u0323]/u) ?? [];
    const base = letter
      .normalize('NFD')
      .replace(/[\u0300\u0309\u0303\u0301\u0323]/u, '')
      .normalize('NFC');
    const own = letters[base] ?? base.charCodeAt(0);
    return tone === undefined ? [own] : [own, tones[tone] ?? 0];
  });
  return Buffer.from(bytes);
}
