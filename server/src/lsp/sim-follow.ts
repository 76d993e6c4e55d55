/**
 * The same schedule on another image of the code, and the two side by side. Rules of two machines have nothing to do with each other: what counts as the same
 * is the thread, and the text of the step in it.
 */
import { applyRule, enabledRules, initialState, type Machine, type Rule, type State } from '../sim/index.ts';
import type { PairData, RunData } from './sim-protocol.ts';

/** A thread that has more to do in the other image is given so many steps more before somebody else gets the CPU. */
const MORE = 200;

/**
 * Walks `machine` the way `path` walks `of`: each thread runs until it has done the last step of its turn there, or cannot go on. Where the path ended because
 * it was over (`whole`), threads go on until all is over here too.
 */
export function followSchedule(of: Machine, path: readonly number[], machine: Machine, whole: boolean): number[] {
  const followed: number[] = [];
  let state: State = initialState(machine);
  const step = (thread: number, wanted: readonly string[]): string | undefined => {
    const mine = enabledRules(machine, state).filter((id) => machine.rules[id]?.thread === thread);
    const named = mine.find((id) => wanted.includes(keyOf(machine, id)));
    // Where the code is another one, what the path chose says nothing: the first outcome, as it is written.
    const id = named ?? mine[0];
    const rule = machine.rules[id ?? -1];
    if (id === undefined || !rule) return undefined;
    const next = applyRule(machine, state, rule);
    if ('outOfRange' in next) return undefined;
    state = next.state;
    followed.push(id);
    return rule.fault === undefined ? keyOf(machine, id) : undefined;
  };
  for (const turn of turnsOf(of, path)) {
    const thread = threadLike(machine, of, turn.thread);
    if (thread < 0) continue;
    let left = [...turn.steps];
    for (let budget = turn.steps.length + MORE; budget > 0 && left.length > 0; budget--) {
      const did = step(thread, left);
      if (did === undefined) break;
      const at = left.indexOf(did);
      if (at >= 0) left = left.slice(at + 1);
    }
  }
  if (whole) {
    for (let budget = MORE * 10; budget > 0; budget--) {
      const next = enabledRules(machine, state).find((id) => !machine.threads[machine.rules[id]?.thread ?? -1]?.daemon);
      if (next === undefined || step((machine.rules[next] as Rule).thread, []) === undefined) break;
    }
  }
  return followed;
}

interface Turn {
  readonly thread: number;
  readonly steps: string[];
}

function turnsOf(machine: Machine, path: readonly number[]): Turn[] {
  const turns: Turn[] = [];
  for (const id of path) {
    const thread = machine.rules[id]?.thread ?? -1;
    const last = turns.at(-1);
    if (last?.thread === thread) last.steps.push(keyOf(machine, id));
    else turns.push({ thread, steps: [keyOf(machine, id)] });
  }
  return turns;
}

function threadLike(machine: Machine, of: Machine, thread: number): number {
  const name = of.threads[thread]?.name;
  return machine.threads.findIndex((one) => one.name === name);
}

function keyOf(machine: Machine, id: number): string {
  const rule = machine.rules[id];
  return `${machine.steps[rule?.step ?? -1]?.text ?? ''} | ${rule?.outcome ?? ''}`;
}

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
