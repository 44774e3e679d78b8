import type { ProcedureAnswer } from '../../../../shared/contract/look-up.ts';
import { takeAwayBytesMax, takeAwayNameBytesMax } from '../../../../shared/limits.ts';
import { writtenDay } from '../procedure/dates.ts';
import { countOf } from '../procedure/papers.ts';
import { groupChannels } from '../procedure/channel-groups.ts';
import type { LookUpTexts } from '../texts.ts';

/** A procedure as plain text for a phone without network. */
export interface Checklist {
  readonly text: string;
  /** What found no room, in words; empty when everything did. */
  readonly leftOut: readonly string[];
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Writes the checklist: name, papers, time, fee, place, source, in that order, as much as a QR code holds that phones
 * read. What has no room is named at the end of the text and to the caller; a line is never cut in its middle.
 * @param unit - name of the unit where the kiosk stands, null while unknown
 */
export function checklistOf(
  answer: ProcedureAnswer,
  unit: string | null,
  t: LookUpTexts,
): Checklist {
  const name = shortened(answer.procedure.name);
  const papers = paperLines(answer, t);
  const facts = factsOf(answer, unit, t);
  const cutName = name === answer.procedure.name ? [] : [t('takeAway.name')];
  const head = `${name}\n${answer.procedure.code}`;

  let best: Checklist = { text: head, leftOut: cutName };
  for (let fitting = papers.length; fitting >= 0; fitting -= 1) {
    best = written(head, papers.slice(0, fitting), papers.length - fitting, facts, cutName, t);
    if (bytesOf(best.text) <= takeAwayBytesMax) break;
  }
  return best;
}

interface Fact {
  readonly name: string;
  readonly line: string;
}

/** The text with so many papers, and every fact that still finds room beside the words for what does not. */
function written(
  head: string,
  papers: readonly string[],
  papersLeft: number,
  facts: readonly Fact[],
  cutName: readonly string[],
  t: LookUpTexts,
): Checklist {
  const missing = [
    ...cutName,
    ...(papersLeft > 0 ? [t('takeAway.papers', { count: papersLeft })] : []),
  ];
  let kept = [head, ...papers].join('\n');
  const leftOut = [...missing];
  for (const [at, { name, line }] of facts.entries()) {
    const later = facts.slice(at + 1).map((fact) => fact.name);
    const grown = `${kept}\n${line}`;
    if (bytesOf(withEnd(grown, [...leftOut, ...later], t)) <= takeAwayBytesMax) kept = grown;
    else leftOut.push(name);
  }
  return { text: withEnd(kept, leftOut, t), leftOut };
}

function withEnd(text: string, leftOut: readonly string[], t: LookUpTexts): string {
  if (leftOut.length === 0) return text;
  return `${text}\n${t('takeAway.text.leftOut', { parts: leftOut.join(', ') })}`;
}

function paperLines({ procedure }: ProcedureAnswer, t: LookUpTexts): string[] {
  const title = `\n${t('takeAway.text.papers')}:`;
  const { components } = procedure;
  if (components === null) return [`${title} ${t('procedure.unknown')}`];
  if (components.length === 0) return [`${title} ${t('bring.none')}`];
  const lines = components.flatMap((component) => [
    ...(component.case === null ? [] : [`${component.case}:`]),
    ...component.papers.map((paper) => `- ${paper.name} (${countOf(paper, t)})`),
  ]);
  // The title goes with the first line, so that it never stands alone.
  return lines.map((line, at) => (at === 0 ? `${title}\n${line}` : line));
}

function factsOf(answer: ProcedureAnswer, unit: string | null, t: LookUpTexts): Fact[] {
  const { procedure, receivedHere } = answer;
  const { channels, source, dataDate } = procedure;
  const byChannel = (textOf: Parameters<typeof groupChannels>[1]): string =>
    groupChannels(channels, textOf)
      .map(({ kinds, text }) => {
        const known = text ?? t('procedure.unknown');
        if (kinds.includes('unstated')) return known;
        return `${kinds.map((kind) => t(`channel.${kind}`)).join(', ')}: ${known}`;
      })
      .join('; ') || t('procedure.unknown');
  const here = receivedHere ? unit : null;
  const place = procedure.receivingAgency ?? here ?? t('procedure.unknown');
  const dated = dataDate === null ? source : `${source}, ${writtenDay(dataDate)}`;
  const fact = (name: 'time' | 'fee' | 'place' | 'source', text: string): Fact => ({
    name: t(`takeAway.${name}`),
    line: `\n${t(`takeAway.text.${name}`)}: ${text}`,
  });
  return [
    fact(
      'time',
      byChannel(({ timeLimit }) => timeLimit?.text ?? null),
    ),
    fact(
      'fee',
      byChannel(({ fee }) => fee),
    ),
    fact('place', place),
    fact('source', dated),
  ];
}

/** Official names run beyond a thousand characters; the beginning and the code identify the procedure. */
function shortened(name: string): string {
  if (bytesOf(name) <= takeAwayNameBytesMax) return name;
  let kept = '';
  for (const word of name.split(' ')) {
    const longer = kept === '' ? word : `${kept} ${word}`;
    if (bytesOf(`${longer}…`) > takeAwayNameBytesMax) break;
    kept = longer;
  }
  return `${kept}…`;
}
