// What all scenes share: the colours of words on dark and light grounds, a floor, and a lark on its way.
import { lark } from './outdoors.mjs';
import { at, colour, moving } from './palette.mjs';

/** A scene is { background, ink, soft, narrow?, sign?, draw }: its colours and a drawing on 1280 by 720, the left 560 kept calm for words. */
export const onDark = { ink: colour.cream, soft: colour.goldSoft };
export const onLight = { ink: colour.night, soft: colour.clayDeep };
export const onSage = { ink: colour.night, soft: colour.night };

export const floor = (fill, y = 600) => `<rect y="${y}" width="1280" height="${720 - y}" fill="${fill}"/>`;
export const flying = (x, y, s = 0.6) => moving('fly', at(x, y, lark(), { scale: s, turn: -14 }), { origin: `${x}px ${y}px` });
