/**
 * Reads a table by RFC 4180, and says where a text is none: a reader that forgives would let pass what a spreadsheet shows
 * in the wrong columns. Lines may end with LF alone, for the contract asks for no more, but all in the same way.
 */
export interface CsvTable {
  /** Up to the fault. */
  rows: string[][];
  /** What is wrong with the text and in which row, counted from 1; null: nothing. */
  fault: string | null;
}

const quotedCell = /"((?:[^"]|"")*)(")?/y;
const plainCell = /[^",\r\n]*/y;
const ending = /,|\r\n|\n|$/y;

export function readCsv(text: string): CsvTable {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  let lineEnd: string | null = null;
  const faulty = (what: string): CsvTable => ({ rows, fault: `${what}, row ${rows.length + 1}` });
  const take = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const found = form.exec(text);
    if (found) at = form.lastIndex;
    return found;
  };
  while (at < text.length || row.length > 0) {
    const quoted = take(quotedCell);
    if (quoted && quoted[2] === undefined) return faulty('a quote that is never closed');
    row.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (take(plainCell)?.[0] ?? ''));
    const end = take(ending)?.[0];
    if (end === undefined) return faulty(faultAt(text.charAt(at), quoted !== null));
    if (end === ',') continue;
    lineEnd ??= end;
    if (end !== '' && end !== lineEnd) return faulty('CRLF and LF in one table');
    const width = rows[0]?.length ?? row.length;
    if (row.length !== width) return faulty(`${row.length} cells where the first row has ${width}`);
    rows.push(row);
    row = [];
  }
  return { rows, fault: null };
}

function faultAt(character: string, isBehindQuotes: boolean): string {
  if (character === '\r') return 'a carriage return that ends no line';
  return isBehindQuotes ? 'text behind a closing quote' : 'a quote in a cell without quotes around it';
}
