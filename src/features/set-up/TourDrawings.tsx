// The drawings of the tour, in the house's colours: a closed page, the places at the edge of a screen, words on their way.
import { CircleCheck, CloudUpload, Plus, TabletSmartphone } from 'lucide';
import { type ComponentChildren, h } from 'preact';
import type { IconData } from '../../ui/Icon';
import type { NavPlace } from '../../ui/place';

/** All drawings share one field of 360 by 240. */
function Drawing({ children }: { children: ComponentChildren }) {
  return (
    <svg viewBox="0 0 360 240" class="drawing" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** An icon as a part of a drawing, its middle at x and y. */
function Glyph({ of, x, y, size, tone }: { of: IconData; x: number; y: number; size: number; tone: string }) {
  return (
    <g class={`drawn-line drawn-${tone}`} transform={`translate(${x - size / 2} ${y - size / 2}) scale(${size / 24})`}>
      {('mirrors' in of ? of.mirrors : of).map(([tag, attributes], at) => h(tag, { key: at, ...attributes }))}
    </g>
  );
}

/** The lark of the house's mark (ui/Mark.tsx), 100 units wide where `scale` is 1. */
function Lark({ x, y, scale }: { x: number; y: number; scale: number }) {
  return (
    <g class="drawn-teal" transform={`translate(${x} ${y}) scale(${scale * 0.28}) translate(-92 -30)`}>
      <path d="M430 132L380 124C370 106 352 96 334 93L287 76L299 116C284 144 262 168 236 184L92 256L132 272L106 308L200 290C272 304 334 270 360 216C370 194 378 172 380 154z" />
      <path d="M216 204C164 156 142 96 164 30C234 58 290 116 306 214C274 238 238 226 216 204z" />
    </g>
  );
}

/** Lines of handwriting; `widths` in units. */
function Writing({ x, y, widths, gap = 22 }: { x: number; y: number; widths: readonly number[]; gap?: number }) {
  return (
    <g class="drawn-writing">
      {widths.map((width, at) => (
        <path key={at} d={`M${x} ${y + at * gap}${Array.from({ length: Math.floor(width / 16) }, () => 'q4 -7 8 0t8 0').join('')}`} />
      ))}
    </g>
  );
}

export function YoursDrawing() {
  return (
    <Drawing>
      <circle class="drawn-sun" cx="180" cy="126" r="108" />
      <g transform="rotate(-5 170 130)">
        <rect class="drawn-shade" x="98" y="46" width="152" height="176" rx="14" />
        <rect class="drawn-paper" x="92" y="40" width="152" height="176" rx="14" />
        <rect class="drawn-teal" x="92" y="40" width="18" height="176" rx="9" />
        <Writing x={128} y={82} widths={[96, 80, 96, 64, 88]} />
      </g>
      <g>
        <path class="drawn-shackle" d="M231 150v-16a21 21 0 0 1 42 0v16" />
        <rect class="drawn-clay" x="216" y="148" width="72" height="60" rx="14" />
        <circle class="drawn-hole" cx="252" cy="173" r="8" />
        <path class="drawn-hole" d="M248 176h8l3 18h-14z" />
      </g>
      <Lark x={112} y={2} scale={0.62} />
    </Drawing>
  );
}

export function PlacesDrawing({ places, hasPlus }: { places: readonly NavPlace[]; hasPlus: boolean }) {
  const half = Math.ceil(places.length / 2);
  const icons = places.map(({ icon }) => icon);
  const signs: readonly (IconData | null)[] = hasPlus ? [...icons.slice(0, half), null, ...icons.slice(half)] : icons;
  const step = 196 / signs.length;
  const middle = (at: number) => 82 + step * (at + 0.5);
  return (
    <Drawing>
      <circle class="drawn-sun" cx="180" cy="126" r="108" />
      <rect class="drawn-teal" x="60" y="36" width="240" height="180" rx="24" />
      <rect class="drawn-paper" x="72" y="48" width="216" height="156" rx="14" />
      <rect class="drawn-sage" x="88" y="62" width="184" height="52" rx="12" />
      <path class="drawn-sheet" d="M171 75l22 13l-22 13z" />
      <circle class="drawn-clay" cx="126" cy="133" r="10" />
      <circle class="drawn-ochre" cx="180" cy="133" r="10" />
      <circle class="drawn-moss" cx="234" cy="133" r="10" />
      <path class="drawn-rule" d="M72 152h216" />
      {signs.map((icon, at) =>
        icon ? (
          <g key={at}>
            {at === 0 && <rect class="drawn-lit" x={middle(at) - 19} y={164} width={38} height={28} rx={14} />}
            <Glyph of={icon} x={middle(at)} y={178} size={22} tone={at === 0 ? 'deep' : 'ink'} />
          </g>
        ) : (
          <g key={at}>
            <circle class="drawn-teal" cx={middle(at)} cy={176} r={18} />
            <Glyph of={Plus} x={middle(at)} y={176} size={22} tone="light" />
          </g>
        ),
      )}
    </Drawing>
  );
}

function DrawnPill({ x, y, icon, tone, width }: { x: number; y: number; icon: IconData; tone: string; width: number }) {
  return (
    <g>
      <rect class={`drawn-pill-${tone}`} x={x} y={y} width={width} height={44} rx={22} />
      <Glyph of={icon} x={x + 26} y={y + 22} size={24} tone={tone} />
      <path class={`drawn-word drawn-${tone}`} d={`M${x + 48} ${y + 22}h${width - 70}`} />
    </g>
  );
}

export function SavedDrawing() {
  return (
    <Drawing>
      <circle class="drawn-sun" cx="180" cy="126" r="108" />
      <path class="drawn-flight" d="M70 206C40 150 70 96 128 84S244 92 268 44" />
      <DrawnPill x={42} y={176} icon={TabletSmartphone} tone="deep" width={140} />
      <DrawnPill x={110} y={116} icon={CloudUpload} tone="warm" width={126} />
      <DrawnPill x={176} y={56} icon={CircleCheck} tone="good" width={132} />
      <Lark x={244} y={0} scale={0.6} />
    </Drawing>
  );
}
