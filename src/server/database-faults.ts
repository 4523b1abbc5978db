// What a thrown fault of the database means: another transaction came first, the storage is in trouble, or the request was wrong.

const named = (fault: unknown, name: 'code' | 'errcode'): string => {
  if (!(fault instanceof Error) || !(name in fault)) return '';
  return String(Object.getOwnPropertyDescriptor(fault, name)?.value ?? '');
};

/** PostgreSQL ended this transaction in favour of another (postgresql.org/docs/18/errcodes-appendix.html): trying again mends it. */
export const gaveWay = (fault: unknown): boolean => ['40001', '40P01'].includes(named(fault, 'code'));

/** Classes of PostgreSQL's codes that speak of what was asked for: data, constraint, syntax. */
const askedWrongly = ['22', '23', '42'];
/** SQLITE_CONSTRAINT, the low byte of SQLite's own numbers (sqlite.org/rescode.html). */
const constraint = 19;

/** A full, broken or absent database: no fault of what was to be written. */
export function isStorageFault(fault: unknown): boolean {
  const code = named(fault, 'code');
  if (code.startsWith('SQLITE_')) return !code.startsWith('SQLITE_CONSTRAINT');
  if (/^E[A-Z]+$/.test(code)) return true; // the operating system's own, of a disk or a connection: ENOSPC, ECONNRESET
  if (code === 'ERR_SQLITE_ERROR') return (Number(named(fault, 'errcode')) & 0xff) !== constraint;
  return /^[0-9A-Z]{5}$/.test(code) && !askedWrongly.includes(code.slice(0, 2));
}
