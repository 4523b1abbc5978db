// The house's mark, as in public/icon.svg: a lark above the rising sun.

export function Mark({ size = 48 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 512 512" aria-hidden="true" focusable="false">
      <path fill="var(--ochre-bright)" d="M116 478a140 122 0 0 1 280 0z" />
      <g class="mark-lark" transform="rotate(-9 256 190) translate(-38 12) scale(1.14)">
        <path d="M430 132L380 124C370 106 352 96 334 93L287 76L299 116C284 144 262 168 236 184L92 256L132 272L106 308L200 290C272 304 334 270 360 216C370 194 378 172 380 154z" />
        <path d="M216 204C164 156 142 96 164 30C234 58 290 116 306 214C274 238 238 226 216 204z" />
      </g>
    </svg>
  );
}
