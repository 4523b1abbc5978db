// The house colours and the few drawing primitives that every picture is made from.

export const colour = {
  night: '#0F3538',
  teal: '#1B4F52',
  tealMid: '#2F6E6C',
  sage: '#7FA394',
  mist: '#C3D5C8',
  clay: '#B4573A',
  clayDeep: '#8A3D28',
  claySoft: '#D58B69',
  blush: '#EBC0A4',
  cream: '#F8F0E2',
  sand: '#ECDCC2',
  sandDeep: '#D9C19B',
  gold: '#D8A03C',
  goldSoft: '#EDCB84',
  ink: '#20302F',
  wood: '#B98350',
  woodDeep: '#8C5C36',
  bark: '#5B3C2C',
  leaf: '#5E7F52',
  leafDeep: '#41623F',
  leafSoft: '#93AB74',
  sky: '#DCE6DC',
  steel: '#A9B4B2',
  steelDeep: '#7C8988',
};

/** Skin tones: base, the shade at the edge, the warm cheek. */
export const skin = {
  deep: { base: '#6E4531', shade: '#583525', cheek: '#93503B' },
  brown: { base: '#9A6544', shade: '#815136', cheek: '#B9694C' },
  olive: { base: '#CC9468', shade: '#B57E54', cheek: '#D97F5F' },
  fair: { base: '#EFC9A6', shade: '#DDB08A', cheek: '#E49A7C' },
};

export const hair = { black: '#231A18', brown: '#4B3022', chestnut: '#7A4A2B', straw: '#C4924F', grey: '#A5A39B' };

export const circle = (x, y, r, fill, more = '') => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;
export const oval = (x, y, rx, ry, fill, more = '') => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;
export const shape = (d, fill, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`;
export const box = (x, y, w, h, r, fill, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${more}/>`;
/** A line as thick as a limb or as thin as a smile, with round ends. */
export const line = (d, stroke, width, more = '') =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
export const at = (x, y, inner, { scale = 1, turn = 0, flip = false } = {}) =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${flip ? -scale : scale} ${scale})">${inner}</g>`;
/** Moves its content by one of the named movements of the page's style sheet (breathe, sway, float, blink, ...). */
export const moving = (movement, inner, { delay = 0, origin = '0 0' } = {}) =>
  `<g class="${movement}" style="--d:${delay}s;transform-origin:${origin}">${inner}</g>`;
