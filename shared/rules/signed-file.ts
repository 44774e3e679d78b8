import canonicalize from 'canonicalize';

/** The text that a file's signature is over: its canonical JSON (RFC 8785) without the signature itself. */
export function signedText(file: Readonly<Record<string, unknown>>): string {
  const { signature: _signature, ...rest } = file;
  const text = canonicalize(rest);
  if (text === undefined) throw new Error('A file that is no JSON cannot be signed.');
  return text;
}
