import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import type { ProcedureAnswer } from '../../../../shared/contract/look-up.ts';
import { takeAwayBytesMax } from '../../../../shared/limits.ts';
import type { PublishedProcedure } from '../../../../shared/model/published-procedure.ts';
import { fullProcedure } from '../../testing/fake-look-up.ts';
import { lookUpTexts } from '../texts.ts';
import { checklistOf } from './checklist.ts';
import { drawQrCode, type QrDrawing } from './qr-code.ts';

const t = lookUpTexts.vi;
const unit = 'Trung tâm Phục vụ hành chính công xã Mẫu';

function answer(change: Partial<PublishedProcedure> = {}, receivedHere = true): ProcedureAnswer {
  const data = { version: 1, label: 'Dữ liệu mẫu', publishedAt: 0, procedures: 1, receivedHere: 1 };
  const procedure = { ...fullProcedure, ...change };
  return { procedure, receivedHere, replacements: [], data, feedback: [] };
}

const papers = (count: number, name = 'Giấy tờ mẫu có tên khá dài để chiếm chỗ') => [
  {
    case: null,
    papers: Array.from({ length: count }, (_, at) => ({
      ...{ name: `${name} ${at}`, originals: 1, copies: null },
      note: null,
    })),
  },
];

describe('the checklist', () => {
  test('holds papers, time, fee, place and source in full when there is room', () => {
    const { text, leftOut } = checklistOf(answer({ channels: [], components: papers(2) }), unit, t);
    expect(leftOut).toEqual([]);
    expect(text).toBe(
      [
        fullProcedure.name,
        '1.013225',
        '',
        'Cần mang theo:',
        '- Giấy tờ mẫu có tên khá dài để chiếm chỗ 0 (1 bản chính)',
        '- Giấy tờ mẫu có tên khá dài để chiếm chỗ 1 (1 bản chính)',
        '',
        'Thời gian: Chưa có thông tin',
        '',
        'Lệ phí: Chưa có thông tin',
        '',
        `Nơi nộp: ${unit}`,
        '',
        'Nguồn: Nguồn mẫu, 09/03/2025',
      ].join('\n'),
    );
  });

  test('says on the screen and in its own text what it had no room for', () => {
    const { text, leftOut } = checklistOf(answer({ components: papers(40) }), unit, t);
    expect(leftOut[0]).toMatch(/^\d+ giấy tờ cuối danh sách$/);
    const left = Number.parseInt(leftOut[0] ?? '', 10);
    expect(text.match(/^- Giấy/gm)).toHaveLength(40 - left);
    expect(text.endsWith(`(Chưa đủ: ${leftOut.join(', ')}. Xem tiếp tại quầy.)`)).toBe(true);
  });

  test('a fee too long to fit is left out whole, never cut', () => {
    const channel = {
      kind: 'direct',
      timeLimit: null,
      note: null,
      fee: 'x '.repeat(1_000),
    } as const;
    const { text, leftOut } = checklistOf(answer({ channels: [channel] }), unit, t);
    expect(leftOut).toEqual(['lệ phí']);
    expect(text).not.toContain('x x');
  });

  test('never names this unit for what is received elsewhere', () => {
    const far = answer({ receivingAgency: null }, false);
    expect(checklistOf(far, unit, t).text).not.toContain(unit);
  });

  test('shortens only a name that would leave no room, and says so', () => {
    const { text, leftOut } = checklistOf(answer({ name: 'Thủ tục '.repeat(150).trim() }), unit, t);
    expect(leftOut[0]).toBe('tên đầy đủ');
    expect(text.split('\n')[0]).toMatch(/tục…$|Thủ…$/);
  });

  test('always fits, whatever the record holds', () => {
    const long = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(long, fc.nat(60), long, (name, count, fee) => {
        const channels = [{ kind: 'direct', timeLimit: null, note: null, fee } as const];
        const full = answer({ name, channels, components: papers(count, name), source: fee });
        const { text } = checklistOf(full, unit, t);
        expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(takeAwayBytesMax);
      }),
      { numRuns: 60 },
    );
  });
});

/** The code as a camera sees it: four pixels a module. */
function photographed({ size, path }: QrDrawing): Uint8ClampedArray {
  const scale = 4;
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g)) {
    for (let at = 0; at < scale * scale; at += 1) {
      const column = Number(x) * scale + (at % scale);
      const row = Number(y) * scale + Math.floor(at / scale);
      pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
    }
  }
  return pixels;
}

describe('the code', () => {
  test('is read back letter for letter, at its largest', () => {
    const { text } = checklistOf(answer({ components: papers(40) }), unit, t);
    const drawing = drawQrCode(text);
    const side = drawing.size * 4;
    const read = jsQR(photographed(drawing), side, side);
    expect(new TextDecoder().decode(Uint8Array.from(read?.binaryData ?? []))).toBe(text);
    expect(read?.version).toBeLessThanOrEqual(25);
  });
});
