/** Small signs, drawn, so that they are neither text for a screen reader nor a matter of fonts. */
import type { JSX } from 'preact';

export function Mark({ kind }: { readonly kind: 'holds' | 'breaks' | 'open' | 'unknown' }): JSX.Element {
  return (
    <svg class={`mark ${kind}`} viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="7" />
      {kind === 'holds' && <path d="M4.5 8.5l2.5 2.5 4.5-5.5" />}
      {kind === 'breaks' && <path d="M5 5l6 6M11 5l-6 6" />}
      {kind === 'open' && <path d="M5 8h6" />}
      {kind === 'unknown' && <path d="M5 8h1M7.5 8h1M10 8h1" />}
    </svg>
  );
}

const shapes = {
  first: 'M4 3v10M12 3L6 8l6 5z',
  back: 'M11 3L5 8l6 5z',
  play: 'M4 3l9 5-9 5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  step: 'M5 3l6 5-6 5z',
  last: 'M4 3l6 5-6 5zM12 3v10',
  preemption: 'M2 4h4l4 8h4M11 9l3 3-3 3',
  change: 'M8 2l5 12H3z',
  violation: 'M3 3l10 10M13 3L3 13',
  pin: 'M5 2h6v5l2 3H3l2-3zM8 10v5',
} as const;

export function Icon({ shape }: { readonly shape: keyof typeof shapes }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true" focusable="false">
      <path d={shapes[shape]} />
    </svg>
  );
}
