// The hand that draws: short numbers, rows of circles, and elements as text.

/** A number in at most one decimal, as short as SVG allows. */
export const n = value => String(Math.round(value * 10) / 10).replace(/^(-?)0\./, '$1.');

/** A repeatable source of numbers from 0 to 1, so that a face is drawn the same way every time. */
export function dice(seed) {
  let state = [...seed].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7);
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const el = (name, attributes, inside = '') => {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? n(value) : value}"`)
    .join('');
  return inside ? `<${name}${list}>${inside}</${name}>` : `<${name}${list}/>`;
};

export const fill = (d, colour, opacity) => el('path', { d, fill: colour, opacity });

/** A line; the sheet itself says "no fill, round ends", so that each line need not. */
export const stroke = (d, colour, width, opacity) => el('path', { d, stroke: colour, 'stroke-width': width, opacity });

/** Round dabs of one size at [x, y]: lines of no length with round ends, the shortest way to write a circle. */
export const dabs = (list, colour, size, opacity) =>
  stroke(list.map(([x, y]) => `M${Math.round(x)} ${Math.round(y)}h0`).join(''), colour, size, opacity);

/** Many circles [x, y, r] as the data of one path. */
export const circles = list =>
  list.map(([x, y, r]) => `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`).join('');

export const group = (transform, inside) => el('g', { transform }, inside);
