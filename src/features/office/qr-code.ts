// A QR code (ISO/IEC 18004: byte mode, level M, versions 1 to 10): which of its modules are dark, so that a camera reads what nobody would type.

/** Row by row. */
export type Modules = readonly (readonly boolean[])[];

/** What each version has at level M: check bytes of a block, and blocks (table 9 of the standard). */
const checkBytes = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];

const sizeOf = (version: number): number => version * 4 + 17;

/** All bytes that a version holds, check bytes included. */
function bytesIn(version: number): number {
  const aligned = Math.floor(version / 7) + 2;
  const without = (16 * version + 128) * version + 64;
  const modules = version < 2 ? without : without - ((25 * aligned - 10) * aligned - 55) - (version < 7 ? 0 : 36);
  return Math.floor(modules / 8);
}

const plan = (version: number) => ({ check: checkBytes[version - 1] ?? 0, blocks: blockCounts[version - 1] ?? 0 });

function dataBytesIn(version: number): number {
  const { check, blocks } = plan(version);
  return bytesIn(version) - check * blocks;
}

const headBits = (version: number): number => 4 + (version < 10 ? 8 : 16);

const bitsOf = (value: number, count: number): number[] => Array.from({ length: count }, (_, at) => (value >>> (count - 1 - at)) & 1);

/** Mode, length, the text itself, and what fills the rest. */
function dataOf(bytes: readonly number[], version: number): number[] {
  const room = dataBytesIn(version);
  const bits = [...bitsOf(4, 4), ...bitsOf(bytes.length, headBits(version) - 4), ...bytes.flatMap(byte => bitsOf(byte, 8))];
  const ended = [...bits, ...bitsOf(0, Math.min(4, room * 8 - bits.length))];
  const whole = [...ended, ...bitsOf(0, (8 - (ended.length % 8)) % 8)];
  const data = Array.from({ length: whole.length / 8 }, (_, at) => whole.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  while (data.length < room) data.push((data.length - whole.length / 8) % 2 === 0 ? 0xec : 0x11);
  return data;
}

/** In the field of 256 elements that Reed and Solomon's check bytes are worked out in. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((other >>> bit) & 1) * one);
  return product;
}

function divisorOf(degree: number): number[] {
  const divisor = [...new Array<number>(degree - 1).fill(0), 1];
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let at = 0; at < degree; at += 1) divisor[at] = times(divisor[at] ?? 0, root) ^ (divisor[at + 1] ?? 0);
    root = times(root, 2);
  }
  return divisor;
}

function checkOf(data: readonly number[], divisor: readonly number[]): number[] {
  let rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest = [...rest.slice(1), 0].map((one, at) => one ^ times(divisor[at] ?? 0, factor));
  }
  return rest;
}

/** In blocks, each with its check bytes, and of all blocks the first bytes first. */
function interleaved(data: readonly number[], version: number): number[] {
  const { check, blocks } = plan(version);
  const short = Math.floor(data.length / blocks);
  const shortBlocks = blocks - (data.length % blocks);
  const divisor = divisorOf(check);
  const parts = Array.from({ length: blocks }, (_, at) => {
    const from = at * short + Math.max(0, at - shortBlocks);
    return data.slice(from, from + short + (at < shortBlocks ? 0 : 1));
  });
  const checks = parts.map(part => checkOf(part, divisor));
  const column = (from: readonly (readonly number[])[], at: number) => from.flatMap(one => (at < one.length ? [one[at] ?? 0] : []));
  const across = (from: readonly (readonly number[])[], length: number) => Array.from({ length }, (_, at) => column(from, at)).flat();
  return [...across(parts, short + 1), ...across(checks, check)];
}

/** `null`: not drawn yet, for data. */
type Drawing = (boolean | null)[][];

function centresOf(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => sizeOf(version) - 7 - step * (count - 2 - at))];
}

/** Rings round a point; those outside of the code are left out. */
function rings(drawing: Drawing, x: number, y: number, reach: number, isLight: (distance: number) => boolean): void {
  for (let down = -reach; down <= reach; down += 1) {
    for (let across = -reach; across <= reach; across += 1) {
      const row = drawing[y + down];
      if (row && row[x + across] !== undefined) row[x + across] = !isLight(Math.max(Math.abs(down), Math.abs(across)));
    }
  }
}

const set = (drawing: Drawing, x: number, y: number, isDark: boolean): void => {
  const row = drawing[y];
  if (row) row[x] = isDark;
};

/** What tells a reader which level and mask this is, twice. */
function drawFormat(drawing: Drawing, mask: number): void {
  const size = drawing.length;
  let rest = mask;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  for (let at = 0; at < 15; at += 1) {
    const isDark = ((bits >>> at) & 1) === 1;
    if (at < 8) set(drawing, 8, at < 6 ? at : at + 1, isDark);
    else set(drawing, at === 8 ? 7 : 14 - at, 8, isDark);
    if (at < 8) set(drawing, size - 1 - at, 8, isDark);
    else set(drawing, 8, size - 15 + at, isDark);
  }
  set(drawing, 8, size - 8, true);
}

function drawVersion(drawing: Drawing, version: number): void {
  if (version < 7) return;
  let rest = version;
  for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let at = 0; at < 18; at += 1) {
    const [far, near] = [drawing.length - 11 + (at % 3), Math.floor(at / 3)];
    const isDark = ((bits >>> at) & 1) === 1;
    set(drawing, far, near, isDark);
    set(drawing, near, far, isDark);
  }
}

/** All that is there whatever the text says. */
function frameOf(version: number): Drawing {
  const size = sizeOf(version);
  const drawing: Drawing = Array.from({ length: size }, () => new Array<boolean | null>(size).fill(null));
  for (let at = 0; at < size; at += 1) {
    set(drawing, 6, at, at % 2 === 0);
    set(drawing, at, 6, at % 2 === 0);
  }
  for (const [x, y] of [[3, 3] as const, [size - 4, 3] as const, [3, size - 4] as const]) {
    rings(drawing, x, y, 4, distance => distance === 2 || distance === 4);
  }
  const centres = centresOf(version);
  const last = centres.length - 1;
  for (const [down, y] of centres.entries()) {
    for (const [across, x] of centres.entries()) {
      const isCorner = (down === 0 && (across === 0 || across === last)) || (down === last && across === 0);
      if (!isCorner) rings(drawing, x, y, 2, distance => distance === 1);
    }
  }
  drawFormat(drawing, 0);
  drawVersion(drawing, version);
  return drawing;
}

/** Whether a mask turns this module. */
const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  x => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Where data goes, in its order: two columns at a time, up and down from the right. */
function placesIn(frame: Drawing): (readonly [x: number, y: number])[] {
  const size = frame.length;
  const rights = Array.from({ length: size >> 1 }, (_, at) => size - 1 - at * 2).map(right => (right <= 6 ? right - 1 : right));
  return rights.flatMap(right =>
    Array.from({ length: size }, (_, step) => (((right + 1) & 2) === 0 ? size - 1 - step : step)).flatMap(y =>
      [right, right - 1].filter(x => frame[y]?.[x] === null).map(x => [x, y] as const),
    ),
  );
}

function masked(version: number, bytes: readonly number[], mask: number): Modules {
  const drawing = frameOf(version);
  const bits = bytes.flatMap(byte => bitsOf(byte, 8));
  for (const [at, [x, y]] of placesIn(drawing).entries()) set(drawing, x, y, (bits[at] === 1) !== (masks[mask]?.(x, y) ?? false));
  drawFormat(drawing, mask);
  return drawing.map(row => row.map(module => module === true));
}

/** How much of it looks like something else to a reader: long runs, blocks, what is like a corner, too much of one colour. */
function penaltyOf(modules: Modules): number {
  const text = (rows: Modules) => rows.map(row => row.map(Number).join(''));
  const [rows, columns] = [text(modules), text(modules.map((_, x) => modules.map(row => row[x] ?? false)))];
  let penalty = 0;
  for (const line of [...rows, ...columns]) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (const [y, row] of rows.entries()) {
    const below = rows[y + 1] ?? '';
    for (let x = 0; x + 1 < row.length; x += 1) if (/^(0000|1111)$/.test(row.slice(x, x + 2) + below.slice(x, x + 2))) penalty += 3;
  }
  const dark = modules.flat().filter(Boolean).length / modules.length ** 2;
  return penalty + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}

/** Null where the text is too long to be read off a screen with ease. */
export function qrCode(bytes: readonly number[]): Modules | null {
  const version = checkBytes.findIndex((_, at) => headBits(at + 1) + bytes.length * 8 <= dataBytesIn(at + 1) * 8) + 1;
  if (version === 0) return null;
  const all = interleaved(dataOf(bytes, version), version);
  const candidates = masks.map((_, mask) => masked(version, all, mask));
  return candidates.reduce((best, one) => (penaltyOf(one) < penaltyOf(best) ? one : best));
}
