// The paints of the drawn faces: skins with their shades, hair, and an earthy set for walls and clothes.

/** base, shade (side away from the light), light, blush, lip, line (the darkest, for lids and brows). */
export const skins = {
  porcelain: { base: '#f4d6bf', shade: '#d9a585', light: '#fdeadb', blush: '#e0775c', lip: '#c9604f', line: '#6a3f30' },
  rose: { base: '#efc6a8', shade: '#cf9070', light: '#fadcc6', blush: '#d9644a', lip: '#bd5546', line: '#5f3527' },
  wheat: { base: '#e9bf95', shade: '#c78d5f', light: '#f7d9b6', blush: '#d36a45', lip: '#b65643', line: '#4f2d20' },
  honey: { base: '#d9a271', shade: '#b27746', light: '#ecc094', blush: '#c85a38', lip: '#a64a39', line: '#42241a' },
  amber: { base: '#c4875a', shade: '#985d36', light: '#dba67a', blush: '#b94c2e', lip: '#97402f', line: '#371c13' },
  chestnut: { base: '#a3683f', shade: '#774524', light: '#c18658', blush: '#a83f26', lip: '#83362a', line: '#2c150d' },
  umber: { base: '#824d30', shade: '#5b301b', light: '#a26a47', blush: '#9a3a26', lip: '#6f2d25', line: '#210f09' },
  ebony: { base: '#653a27', shade: '#442215', light: '#85543b', blush: '#8a3325', lip: '#5a2420', line: '#180a06' },
};

/** base, dark (in the shade, behind the head), shine (strokes of light). */
export const hairs = {
  straw: { base: '#dcb267', dark: '#b98a42', shine: '#f0d397' },
  fair: { base: '#c99a5e', dark: '#a0743f', shine: '#e4c08a' },
  ginger: { base: '#b9602c', dark: '#8b421a', shine: '#dc8a4d' },
  hazel: { base: '#875737', dark: '#603a22', shine: '#ad7a52' },
  brown: { base: '#5a3826', dark: '#3d2417', shine: '#80573d' },
  dark: { base: '#38241c', dark: '#241511', shine: '#5b4034' },
  black: { base: '#26201f', dark: '#171313', shine: '#4a4442' },
};

export const irises = { brown: '#4a2a19', dark: '#2b1811', hazel: '#7a5a2c', blue: '#4f7486', green: '#66784a', grey: '#66757a' };

export const paint = {
  teal: '#1f5b5e',
  lagoon: '#3d7f7e',
  clay: '#bf6746',
  rust: '#9c4a2f',
  ochre: '#d8a142',
  straw: '#e8c987',
  sage: '#a3b392',
  moss: '#66784a',
  cream: '#f2e6cd',
  oat: '#e0cba6',
  plum: '#764a5c',
  rose: '#d09a8c',
  slate: '#56738a',
  mist: '#b4c6c6',
  night: '#23424d',
  white: '#fbf5e8',
};

/** A painted wall: its motif and its three paints. */
export const wall = (motif, base, second, third) => ({ motif, base, second, third });

/** A garment: its cut and its three paints. */
export const kit = (cut, base, second, third) => ({ cut, base, second, third });
