import { commentLengthMax } from '../../shared/limits.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';

/** Control and format characters except the line feed: they would hide text or turn it around. ZWJ and ZWNJ stay, emoji need them. */
const unwanted = /(?![\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/**
 * A citizen's comment as it is kept: NFC, one kind of line end, no control characters. Null when nothing is left.
 * `comment.length` when it is too long: the rating is safe already, the citizen can shorten it.
 */
export function cleanComment(typed: string | null): Result<string | null, Problem> {
  const text = (typed ?? '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(unwanted, '')
    .normalize('NFC')
    .trim();
  if (text.length > commentLengthMax) {
    return fail(problem('comment.length', { max: commentLengthMax }));
  }
  return ok(text === '' ? null : text);
}
