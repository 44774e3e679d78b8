import { argon2, createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Whoever holds a secret of this length needs no rate limit to be safe from guessing. */
const tokenBytes = 32;

/** A random token, base64url. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** How a random token, link or code is stored: it has entropy enough, so a plain hash keeps it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

// Without 0/O, 1/I/L and U: to be read aloud and typed at a counter.
const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeGroups = 4;
const codeGroupLength = 4;

/** A one-time enrolment code, `XXXX-XXXX-XXXX-XXXX`: 78 bits. */
export function newEnrolmentCode(): string {
  const letter = () => codeAlphabet.charAt(randomInt(codeAlphabet.length));
  const group = () => Array.from({ length: codeGroupLength }, letter).join('');
  return Array.from({ length: codeGroups }, group).join('-');
}

/** The hash under which a code is kept; blanks, hyphens and lower case as typed do not matter. */
export function enrolmentCodeHash(typed: string): string {
  return tokenHash(typed.replace(/[\s-]+/g, '').toUpperCase());
}

// OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane.
const passwordCost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const saltBytes = 16;

const argon2Async = promisify(argon2);

/** A password as it is stored: salt and Argon2id hash (RFC 9106), base64url, joined by a full stop. */
export async function passwordHash(password: string): Promise<string> {
  const nonce = randomBytes(saltBytes);
  const hash = await derive(password, nonce);
  return `${nonce.toString('base64url')}.${hash.toString('base64url')}`;
}

/** Whether `password` is the one stored. Takes as long for an unknown user (`stored` null) as for a known one. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [salt, hash] = (stored ?? (await nobody())).split('.');
  const wanted = Buffer.from(hash ?? '', 'base64url');
  const given = await derive(password, Buffer.from(salt ?? '', 'base64url'));
  return wanted.length === given.length && timingSafeEqual(wanted, given) && stored !== null;
}

function derive(password: string, nonce: Buffer): Promise<Buffer> {
  const message = password.normalize('NFC');
  return argon2Async('argon2id', { message, nonce, ...passwordCost });
}

let nobodysPassword: Promise<string> | undefined;

/** Something to compare with where nobody is: the hash of a password that nobody has. */
function nobody(): Promise<string> {
  nobodysPassword ??= passwordHash(newToken());
  return nobodysPassword;
}
