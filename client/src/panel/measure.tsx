/** How large the page's own text is: everything drawn is laid out in it, so that large fonts and zoom need nothing else. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface Metrics {
  /** of one row, px */
  readonly row: number;
  /** of one character of code, px */
  readonly ch: number;
}

/** Measures the probe `<span class="probe">` that the app draws, again whenever its size changes. */
export function useMetrics(): { readonly metrics: Metrics; readonly probe: { current: HTMLSpanElement | null } } {
  const probe = useRef<HTMLSpanElement>(null);
  const [metrics, setMetrics] = useState<Metrics>({ row: 20, ch: 7.5 });
  useLayoutEffect(() => {
    const element = probe.current;
    if (!element) return;
    const measure = (): void => {
      const box = element.getBoundingClientRect();
      if (box.width > 0) setMetrics({ row: Math.ceil(box.height + 4), ch: box.width / 20 });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { metrics, probe };
}

/** `narrow`: the world stands below the lanes, not beside them. `low`: there is no room for both, and the page scrolls. */
export interface Form {
  readonly narrow: boolean;
  readonly low: boolean;
}

/** Fewer columns of code than this, or fewer rows, and the page takes its other form; in the reader's own font, which a media query does not know. */
const NARROW = 88;
const LOW = 26;

export function formOf({ row, ch }: Metrics, width: number, height: number): Form {
  return { narrow: width < NARROW * ch, low: height < LOW * row };
}

/** The form for the window as it is. */
export function useForm(metrics: Metrics): Form {
  const now = (): Form => formOf(metrics, document.documentElement.clientWidth, document.documentElement.clientHeight);
  const [form, setForm] = useState<Form>(now);
  useLayoutEffect(() => {
    const read = (): void => {
      const next = now();
      setForm((old) => (old.narrow === next.narrow && old.low === next.low ? old : next));
    };
    read();
    window.addEventListener('resize', read);
    return () => window.removeEventListener('resize', read);
  }, [metrics]);
  return form;
}

/** Where a scrolling box is scrolled to, and its size. */
export function useScroll(): {
  readonly box: { current: HTMLDivElement | null };
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly onScroll: () => void;
} {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, left: 0, width: 600, height: 600 });
  const read = (): void => {
    const element = box.current;
    if (!element) return;
    const next = { top: element.scrollTop, left: element.scrollLeft, width: element.clientWidth, height: element.clientHeight };
    setView((old) =>
      old.top === next.top && old.left === next.left && old.width === next.width && old.height === next.height ? old : next,
    );
  };
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, ...view, onScroll: read };
}

/** Scrolls a row into the middle part of its box when it is out of it. */
export function keepInSight(element: HTMLElement | null, top: number, height: number, head: number): void {
  if (!element) return;
  const margin = Math.min(element.clientHeight / 4, height * 3);
  const lower = element.scrollTop + head + margin;
  const upper = element.scrollTop + element.clientHeight - margin;
  if (top < lower || top + height > upper) element.scrollTop = Math.max(0, top - element.clientHeight / 2 + head);
}

/** Scrolls sideways until a column is in sight, its beginning in any case. */
export function keepColumnInSight(element: HTMLElement | null, left: number, width: number): void {
  if (!element) return;
  const { scrollLeft, clientWidth } = element;
  if (left >= scrollLeft && left + width <= scrollLeft + clientWidth) return;
  const end = left + width - clientWidth;
  element.scrollLeft = end <= 0 ? 0 : left < scrollLeft || width > clientWidth ? left : end;
}
