/**
 * Where everything stands in the lanes: rows downwards, one lane for each thread, bars for locks, tints for contexts, and a line for each preemption.
 * Units are rows and slots; the view makes pixels of them. Layout is made once for a run, and only the rows in sight are drawn.
 */
import type { RunData } from '../../../server/src/lsp/sim-protocol.ts';
import { tell } from './phrases.ts';
import { t } from './strings.ts';

export type Row =
  /** a function that the next step of the lane is in, and the one before was not */
  | { readonly kind: 'call'; readonly lane: number; readonly depth: number; readonly text: string }
  | { readonly kind: 'step'; readonly step: number; readonly lane: number; readonly depth: number; readonly text: string }
  /** from here on a livelock repeats */
  | { readonly kind: 'loop'; readonly step: number; readonly text: string }
  /** the violation, under the step that breaks */
  | { readonly kind: 'broken'; readonly step: number; readonly text: string };

export interface Bar {
  readonly lane: number;
  /** from the lane's edge, 0 first: bars that overlap in time stand beside each other */
  readonly slot: number;
  /** rows, both inclusive */
  readonly top: number;
  readonly bottom: number;
  readonly lock: string;
  readonly how: string;
  /** it is never given back in this run */
  readonly open: boolean;
}

export interface Tint {
  readonly lane: number;
  readonly what: string;
  /** from the lane's far edge, 0 first: where its name stands */
  readonly slot: number;
  readonly top: number;
  readonly bottom: number;
}

/** From the last row of the thread that was preempted to the first of the one that runs instead. */
export interface Crossing {
  readonly fromLane: number;
  readonly toLane: number;
  readonly fromRow: number;
  readonly toRow: number;
  readonly step: number;
}

export interface Layout {
  readonly rows: readonly Row[];
  /** row of each step */
  readonly rowOf: readonly number[];
  readonly bars: readonly Bar[];
  /** how many bars stand beside each other in each lane */
  readonly slots: readonly number[];
  readonly tints: readonly Tint[];
  /** how many tints lie over each other in each lane */
  readonly tinted: readonly number[];
  readonly crossings: readonly Crossing[];
}

const layouts = new WeakMap<RunData, Layout>();

export function layoutOf(run: RunData): Layout {
  const known = layouts.get(run);
  if (known) return known;
  const { rows, rowOf, firstOf } = rowsOf(run);
  const bars = barsOf(run, rowOf);
  const slots = run.lanes.map((_, lane) => bars.reduce((most, bar) => (bar.lane === lane ? Math.max(most, bar.slot + 1) : most), 0));
  const end = rows.length - 1;
  const tints: Tint[] = [];
  for (const { lane, what, from, to } of run.contexts) {
    const [top, bottom] = [rowOf[from] ?? 0, rowOf[to] ?? end];
    const taken = new Set(tints.filter((one) => one.lane === lane && one.bottom >= top && one.top <= bottom).map((one) => one.slot));
    let slot = 0;
    while (taken.has(slot)) slot++;
    tints.push({ lane, what, slot, top, bottom });
  }
  const tinted = run.lanes.map((_, lane) => tints.reduce((most, tint) => (tint.lane === lane ? Math.max(most, tint.slot + 1) : most), 0));
  const crossings = run.steps.flatMap((step, index): Crossing[] => {
    const before = run.steps[index - 1];
    if (!step.preempts || !before || before.lane === step.lane) return [];
    return [{ fromLane: before.lane, toLane: step.lane, fromRow: rowOf[index - 1] ?? 0, toRow: firstOf[index] ?? 0, step: index }];
  });
  const made = { rows, rowOf, bars, slots, tints, tinted, crossings };
  layouts.set(run, made);
  return made;
}

function rowsOf(run: RunData): { rows: Row[]; rowOf: number[]; firstOf: number[] } {
  const rows: Row[] = [];
  const rowOf: number[] = [];
  const firstOf: number[] = [];
  const single = singleCalls(run);
  const texts = textsOf(run);
  run.steps.forEach((step, index) => {
    if (step.loops) rows.push({ kind: 'loop', step: index, text: t('from here on the same again and again') });
    firstOf.push(rows.length);
    const outer = step.stack.length - step.calls.length;
    const calls = single[index] ? step.calls.slice(0, -1) : step.calls;
    calls.forEach((text, nth) => void rows.push({ kind: 'call', lane: step.lane, depth: outer + nth, text }));
    rowOf.push(rows.length);
    const depth = step.stack.length - (single[index] ? 1 : 0);
    rows.push({ kind: 'step', step: index, lane: step.lane, depth, text: texts[index] ?? '' });
    if (run.violation?.step === index) rows.push({ kind: 'broken', step: index, text: tell(run.violation.sentence) });
  });
  if (run.violation?.step === -1) rows.unshift({ kind: 'broken', step: -1, text: tell(run.violation.sentence) });
  const shift = run.violation?.step === -1 ? 1 : 0;
  return { rows, rowOf: rowOf.map((row) => row + shift), firstOf: firstOf.map((row) => row + shift) };
}

/** Steps that are all that is to be seen of a call: `unlock_page(page)` says more than what the model does in it. */
function singleCalls(run: RunData): boolean[] {
  const next: (number | undefined)[] = run.lanes.map(() => undefined);
  const single = run.steps.map(() => false);
  for (let index = run.steps.length - 1; index >= 0; index--) {
    const step = run.steps[index];
    if (!step) continue;
    const after = run.steps[next[step.lane] ?? -1];
    // The thread's next step is in the same call when it entered nothing at this depth.
    const stays = after !== undefined && after.stack.length - after.calls.length >= step.stack.length;
    single[index] = step.calls.length > 0 && step.stack.length > 1 && !stays;
    next[step.lane] = index;
  }
  return single;
}

const known = new WeakMap<RunData, readonly string[]>();

/** Each step by the call that it is the whole of, or as its code. */
export function textsOf(run: RunData): readonly string[] {
  let made = known.get(run);
  if (!made) {
    const single = singleCalls(run);
    made = run.steps.map((step, index) => stepText({ ...step, text: (single[index] && step.calls.at(-1)) || step.text }));
    known.set(run, made);
  }
  return made;
}

/** The code, and behind it what was chosen. */
export function stepText({ text, outcome }: { readonly text: string; readonly outcome?: string }): string {
  return outcome ? `${tell(text)}   /* ${tell(outcome)} */` : tell(text);
}

/** Each bar takes the first slot that is free when it begins. */
function barsOf(run: RunData, rowOf: readonly number[]): Bar[] {
  const free: number[][] = run.lanes.map(() => []);
  const last = run.steps.length;
  return [...run.holds]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map(({ lane, lock, how, from, to }) => {
      const ends = free[lane] ?? [];
      let slot = ends.findIndex((end) => end < from);
      if (slot < 0) slot = ends.length;
      ends[slot] = to;
      const open = to >= last;
      return { lane, slot, top: rowOf[from] ?? 0, bottom: rowOf[Math.min(to, last - 1)] ?? 0, lock, how, open };
    });
}

/** The rows in sight, with some more on both sides. `top` and `height` in pixels; both ends of the answer are rows, the second not included. */
export function inSight(count: number, rowHeight: number, top: number, height: number, more = 8): readonly [number, number] {
  const first = Math.max(0, Math.floor(top / rowHeight) - more);
  return [Math.min(first, count), Math.min(count, Math.ceil((top + height) / rowHeight) + more)];
}

/** Cuts a text to so many columns; what is cut is said elsewhere. */
export function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
}
