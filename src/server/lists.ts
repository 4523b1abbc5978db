// Lists in statements: cut and filled up to a few sizes, so that the database meets few sentences and keeps each one ready.

const sizes = [1, 8, 32, 128];
const longest = 128;

/** The same names, once each, in lists for `in (...)`; a list is filled up with its first name. */
export function inLists<Name extends string | number>(names: Iterable<Name>): Name[][] {
  const once = [...new Set(names)];
  const lists: Name[][] = [];
  for (let at = 0; at < once.length; at += longest) {
    const list = once.slice(at, at + longest);
    const [first] = list;
    const size = sizes.find(one => one >= list.length) ?? longest;
    if (first !== undefined) lists.push([...list, ...Array.from({ length: size - list.length }, () => first)]);
  }
  return lists;
}

/** Rows for one statement at the most; a power of two keeps the sizes few. */
const mostRows = 64;

/** The same rows in their order, in portions of 64, 32, 16, 8, 4, 2 and 1. */
export function inPortions<Row>(rows: readonly Row[]): Row[][] {
  const portions: Row[][] = [];
  for (let at = 0, size = mostRows; at < rows.length; ) {
    while (size > rows.length - at) size /= 2;
    portions.push(rows.slice(at, at + size));
    at += size;
  }
  return portions;
}
