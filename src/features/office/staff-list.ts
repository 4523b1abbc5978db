// Reads a list of people as spreadsheets write it (CSV, RFC 4180): commas, semicolons or tabs, quotes, any line ends, a byte order mark or none.
import { oneLine } from '../../kernel/text';
import type { StaffList } from './staff-protocol';

/** A cell is text and stays text: `=1+2` is a strange name, and nothing is worked out. */
type Row = readonly string[];

/** What separates the cells: the one that the first line has most of. */
function separatorOf(text: string): string {
  const first = text.split(/[\r\n]/, 1)[0] ?? '';
  const count = (sign: string) => first.split(sign).length - 1;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** The rows of a CSV text, each with the line on which it begins; a quote that nobody closes lasts to the end. */
export function rowsOfCsv(text: string): readonly { readonly line: number; readonly cells: Row }[] {
  const plain = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(plain);
  const rows: { line: number; cells: string[] }[] = [];
  let [cell, isQuoted, line] = ['', false, 1];
  let row: { line: number; cells: string[] } = { line, cells: [] };
  const endRow = () => {
    rows.push({ ...row, cells: [...row.cells, cell] });
    cell = '';
  };
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain.charAt(at);
    const isLineEnd = sign === '\n' || (sign === '\r' && plain.charAt(at + 1) !== '\n');
    if (isLineEnd) line += 1;
    if (isQuoted && sign === '"' && plain.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (isQuoted || cell.trim() === '')) {
      isQuoted = !isQuoted;
      if (isQuoted) cell = '';
    } else if (isQuoted) cell += sign;
    else if (sign === separator) {
      row.cells.push(cell);
      cell = '';
    } else if (isLineEnd) {
      endRow();
      row = { line, cells: [] };
    } else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || row.cells.length > 0) endRow();
  return rows.filter(({ cells }) => cells.some(one => one.trim() !== ''));
}

/** What people call the three columns. */
const headings: Readonly<Record<'name' | 'role' | 'room', readonly string[]>> = {
  name: ['name', 'first name', 'firstname', 'forename', 'known as', 'staff'],
  role: ['role', 'job', 'what she is', 'job title'],
  room: ['room', 'group', 'rooms'],
};

export interface ListedPerson {
  readonly line: number;
  readonly name: string;
  readonly role: string;
  readonly room: string;
}

/** Trouble with the file as a whole, or its people as they stand there. */
export function readStaffList(
  text: string,
  most: number,
): { readonly whole: NonNullable<StaffList['whole']> } | { readonly whole: null; readonly people: readonly ListedPerson[] } {
  if (/(?![\t\n\v\f\r])\p{Cc}|\uFFFD/u.test(text)) return { whole: 'not-text' };
  const [first, ...others] = rowsOfCsv(text);
  if (!first) return { whole: 'empty' };
  const names = first.cells.map(cell => oneLine(cell).toLowerCase());
  const columns = { name: names.findIndex(isName), role: columnOf(names, 'role'), room: columnOf(names, 'room') };
  if (columns.name < 0) return { whole: 'no-name-column' };
  if (others.length === 0) return { whole: 'empty' };
  if (others.length > most) return { whole: 'too-many' };
  const cellOf = (cells: Row, at: number) => oneLine(cells[at] ?? '');
  const people = others.map(({ line, cells }) => ({
    line,
    name: cellOf(cells, columns.name),
    role: cellOf(cells, columns.role),
    room: cellOf(cells, columns.room),
  }));
  return { whole: null, people };
}

const isName = (heading: string): boolean => headings.name.includes(heading);
const columnOf = (names: readonly string[], column: 'role' | 'room'): number => names.findIndex(name => headings[column].includes(name));
