// One choice of a few, side by side: native radios that look like a switch.
import { useId } from 'preact/hooks';
import './segmented.css';

export interface SegmentedProps<Value extends string | number> {
  legend: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  chosen: Value | null;
  onChoose: (value: Value) => void;
  /** The legend is heard and not seen, where the place already says it. */
  quietLegend?: boolean;
}

export function Segmented<Value extends string | number>({
  legend,
  options,
  chosen,
  onChoose,
  quietLegend = false,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class={quietLegend ? 'listened' : 'legend'}>{legend}</legend>
      <div class="segments">
        {options.map(({ value, label }) => (
          <label key={value} class="segment">
            <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => onChoose(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
