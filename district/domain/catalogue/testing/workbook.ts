import { strToU8, zipSync, type Zippable } from 'fflate';

/** A cell: text, a number, a day (`{ serial }`, how spreadsheets count), a formula with its saved value, or nothing. */
export type WrittenCell =
  | string
  | number
  | { readonly serial: number }
  | { readonly formula: string; readonly value: string }
  | null;

export type WrittenBook = {
  readonly rows: readonly (readonly WrittenCell[])[];
  readonly merged?: readonly string[];
  readonly macros?: boolean;
  /** Other sheets before this one, by name. */
  readonly before?: readonly string[];
};

/** Writes a small Excel workbook (ECMA-376), for tests of what offices hand in. Not shipped. */
export function workbook({
  rows,
  merged = [],
  macros = false,
  before = [],
}: WrittenBook): Uint8Array {
  const names = [...before, 'Danh mục'];
  const parts: Zippable = {
    '[Content_Types].xml': strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names
        .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
        .map(
          (_, at) =>
            `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="rIdStyles" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ),
    // Style 1 is a day (number format 14).
    'xl/styles.xml': strToU8(
      `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
  };
  before.forEach((_, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = strToU8(sheet([['Ghi chú']], []));
  });
  parts[`xl/worksheets/sheet${names.length}.xml`] = strToU8(sheet(rows, merged));
  if (macros) parts['xl/vbaProject.bin'] = new Uint8Array([1, 2, 3]);
  return zipSync(parts);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function sheet(rows: WrittenBook['rows'], merged: readonly string[]): string {
  const data = rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((cell, at) => cellXml(cell, at, row)).join('')}</row>`,
    )
    .join('');
  const merges = merged.map((range) => `<mergeCell ref="${range}"/>`).join('');
  const last = `${column(Math.max(1, ...rows.map((cells) => cells.length)) - 1)}${rows.length}`;
  return `<worksheet xmlns="${main}"><dimension ref="A1:${last}"/><sheetData>${data}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`;
}

function cellXml(cell: WrittenCell, at: number, row: number): string {
  const place = `${column(at)}${row + 1}`;
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if ('serial' in cell) return `<c r="${place}" s="1"><v>${cell.serial}</v></c>`;
  return `<c r="${place}" t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.value)}</v></c>`;
}

const column = (at: number): string => String.fromCharCode(65 + at);

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
