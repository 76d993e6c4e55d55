/** Two runs side by side: the same schedule on two images of the code. */
import type { ComparisonData, PairData, RunData } from './sim-protocol.ts';

/** Two runs in rows: what is the same stands in one row. */
export function align(left: RunData, right: RunData): { readonly rows: readonly PairData[]; readonly parts: number } {
  const same = common(left.steps.map(keyOfStep), right.steps.map(keyOfStep));
  const rows: PairData[] = [];
  let l = 0;
  let r = 0;
  for (const [nextLeft, nextRight] of [...same, [left.steps.length, right.steps.length] as const]) {
    while (l < nextLeft || r < nextRight) rows.push({ ...(l < nextLeft ? { left: l++ } : {}), ...(r < nextRight ? { right: r++ } : {}) });
    if (l < left.steps.length && r < right.steps.length) rows.push({ left: l++, right: r++ });
  }
  const parts = rows.findIndex(
    ({ left: a, right: b }) =>
      a === undefined || b === undefined || keyOfStep(left.steps[a]) !== keyOfStep(right.steps[b]) || !sameEffect(left, a, right, b),
  );
  return { rows, parts: parts < 0 ? rows.length : parts };
}

function keyOfStep(step: RunData['steps'][number] | undefined): string {
  return step ? `${step.lane} | ${step.text} | ${step.outcome ?? ''}` : '';
}

/** Steps of the same text may do something else, where the code before them was another one. */
function sameEffect(left: RunData, l: number, right: RunData, r: number): boolean {
  return (left.violation?.step === l) === (right.violation?.step === r);
}

/** Longest common subsequence of two lists, as pairs of indexes; long lists are compared from both ends first. */
function common(left: readonly string[], right: readonly string[]): [number, number][] {
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head++;
  let tail = 0;
  while (tail < left.length - head && tail < right.length - head && left.at(-1 - tail) === right.at(-1 - tail)) tail++;
  const pairs: [number, number][] = [];
  for (let index = 0; index < head; index++) pairs.push([index, index]);
  const a = left.slice(head, left.length - tail);
  const b = right.slice(head, right.length - tail);
  // Two runs that differ all along are set side by side as they come.
  if (a.length * b.length <= 4_000_000) {
    const width = b.length + 1;
    const best = new Uint16Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        best[i * width + j] =
          a[i] === b[j] ? (best[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
      }
    }
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] === b[j]) pairs.push([head + i++, head + j++]);
      else if ((best[(i + 1) * width + j] ?? 0) >= (best[i * width + j + 1] ?? 0)) i++;
      else j++;
    }
  }
  for (let index = tail; index > 0; index--) pairs.push([left.length - index, right.length - index]);
  return pairs;
}

/** The place after which two schedules part. */
export function firstDifference(left: readonly number[], right: readonly number[]): number {
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at++;
  return Math.min(at, left.length);
}

export function partingSentence(left: RunData, right: RunData, rows: ComparisonData['rows'], parts: number): string {
  const verdict = (run: RunData): string => `${run.label}: ${run.violation ? run.violation.sentence : 'nothing breaks'}`;
  const verdicts = `With this schedule: ${verdict(left)}; ${verdict(right)}.`;
  const row = rows[parts];
  if (!row) return `They take the same steps. ${verdicts}`;
  const name = (run: RunData, step: number | undefined): string => {
    const data = step === undefined ? undefined : run.steps[step];
    return data ? `${run.label}: \`${run.lanes[data.lane]?.name ?? ''} ${data.text}\`` : `${run.label}: nothing`;
  };
  const number = (row.left ?? row.right ?? 0) + 1;
  return `They part at step ${number}: ${name(left, row.left)}; ${name(right, row.right)}. ${verdicts}`;
}
