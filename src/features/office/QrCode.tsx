// A text as a QR code: black on white whatever the colours of the page are, because cameras expect that.
import { useMemo } from 'preact/hooks';
import './office.css';
import { type Modules, qrCode } from './qr-code';

/** So much light round it lets a camera find it. */
const margin = 4;

const dark = (modules: Modules): string =>
  modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');

/** Nothing where the text is too long for one. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const modules = useMemo(() => qrCode([...new TextEncoder().encode(text)]), [text]);
  if (!modules) return null;
  const size = modules.length + 2 * margin;
  return (
    <svg class="office-qr" viewBox={`${-margin} ${-margin} ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect x={-margin} y={-margin} width={size} height={size} fill="white" />
      <path d={dark(modules)} fill="black" />
    </svg>
  );
}
