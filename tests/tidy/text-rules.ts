import { extname } from 'node:path';

/** House rule: a file that needs more lines is two files. */
export const fileLinesMax = 400;

const sourceExtensions = new Set([
  ...['.ts', '.cts', '.mts', '.js', '.cjs', '.mjs', '.svelte'],
  ...['.css', '.html', '.sql', '.c', '.sh'],
]);

/** Words that promise work instead of doing it, and ways around a check. Joined here, so that this file passes. */
const bannedWords = [
  ['TO', 'DO'],
  ['FIX', 'ME'],
  ['HA', 'CK'],
  ['X', 'XX'],
  ['@ts-', 'ignore'],
  ['@ts-', 'nocheck'],
  ['eslint-', 'disable'],
  ['prettier-', 'ignore'],
].map((halves) => halves.join(''));

/** Written by npm: hashes in it may spell anything. */
const generatedFiles = new Set(['package-lock.json']);

const replacementCharacter = '\uFFFD';
const byteOrderMark = '\uFEFF';

/** Every offence of one file's text, each a sentence. Binary files (with a NUL byte) have none. */
export function textOffences(path: string, content: Buffer): string[] {
  if (content.includes(0)) return [];
  const text = content.toString('utf8');
  return [
    ...encodingOffences(path, text),
    ...lengthOffences(path, text),
    ...(generatedFiles.has(path) ? [] : wordOffences(path, text)),
  ];
}

function encodingOffences(path: string, text: string): string[] {
  const offences: string[] = [];
  if (text.includes(replacementCharacter)) offences.push(`${path} is not valid UTF-8.`);
  if (text.startsWith(byteOrderMark)) offences.push(`${path} begins with a byte order mark.`);
  if (text !== text.normalize('NFC')) offences.push(`${path} is not in Unicode form NFC.`);
  if (text.includes('\r')) offences.push(`${path} has carriage returns; lines end with LF.`);
  if (text !== '' && !text.endsWith('\n')) offences.push(`${path} has no newline at its end.`);
  return offences;
}

function lengthOffences(path: string, text: string): string[] {
  const lines = text.split('\n').length - 1;
  if (!sourceExtensions.has(extname(path)) || lines <= fileLinesMax) return [];
  return [`${path} has ${lines} lines; ${fileLinesMax} is the most.`];
}

function wordOffences(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      bannedWords
        .filter((word) => containsWord(line, word))
        .map((word) => `${path}:${index + 1}: ${word} is not allowed; do it or drop it.`),
    );
}

function containsWord(line: string, word: string): boolean {
  const start = line.indexOf(word);
  if (start === -1) return false;
  const wordCharacter = /\w/;
  return (
    !wordCharacter.test(line.charAt(start - 1)) &&
    !wordCharacter.test(line.charAt(start + word.length))
  );
}
