/**
 * Changes worth trying in the code that a run went through: a lock around the steps that somebody came between, a tryget instead of a get, two statements the
 * other way round, an early return dropped. What each does is for the explorer to say.
 */
import { type Edit, editText, type Machine, type SourceRef, traceOf, tryName } from '../sim/index.ts';
import type { CandidateData } from './sim-protocol.ts';

export interface Change {
  readonly edit: Edit;
  readonly kind: CandidateData['kind'];
  readonly text: string;
}

const MOST_OF_A_KIND = 8;

/** The most promising first: what the preemptions of this path suggest. */
export function changesToTry(machine: Machine, path: readonly number[]): Change[] {
  const run = path.map((id) => {
    const rule = machine.rules[id];
    return { thread: rule?.thread ?? -1, places: placesOf(machine, rule?.step ?? -1) };
  });
  const own = ownFunctions(machine);
  const seen = new Set<string>();
  const changes: Change[] = [];
  const add = (edit: Edit, kind: Change['kind'], source: number): void => {
    const key = JSON.stringify(edit);
    if (seen.has(key) || changes.filter((one) => one.kind === kind).length >= MOST_OF_A_KIND) return;
    seen.add(key);
    const text = machine.sources[source]?.text ?? '';
    changes.push({ edit, kind, text: editText(edit, ([from, to]) => text.slice(from, to)) });
  };
  const locks = locksOf(machine, path);

  const trace = traceOf(machine, path);
  trace.steps.forEach(({ preempts }, index) => {
    if (!preempts) return;
    const before = run[index - 1];
    const back = run.findIndex((step, later) => later > index && step.thread === before?.thread);
    const after = run[back];
    if (!before || !after) return;
    for (const [fn, from] of before.places) {
      const to = after.places.get(fn);
      if (!to || !own.has(fn) || to.source !== from.source) continue;
      for (const { name, how } of locks) add({ kind: 'lock', fn, lock: name, how, from: from.at, to: to.at }, 'lock', from.source);
    }
  });
  for (const { places } of run) {
    for (const [fn, { source, at }] of places) {
      if (!own.has(fn)) continue;
      const text = machine.sources[source]?.text ?? '';
      const called = /^(\w+)\s*\(/.exec(text.slice(at[0], at[1]))?.[1];
      if (called && tryName(called)) add({ kind: 'tryget', fn, at }, 'tryget', source);
      if (leavesEarly(text, at)) add({ kind: 'drop', fn, at }, 'drop-return', source);
      if (called && isStatement(text, at)) add({ kind: 'swap', fn, at }, 'swap', source);
    }
  }
  return changes;
}

/** Where a step stands in each function that is under way: where the next one is called, or where it stands itself. */
function placesOf(machine: Machine, number: number): Map<string, SourceRef> {
  const step = machine.steps[number];
  const places = new Map<string, SourceRef>();
  step?.stack.forEach(({ fn }, depth) => {
    const ref = depth + 1 < step.stack.length ? step.stack[depth + 1]?.call : step.at;
    if (ref) places.set(fn, ref);
  });
  return places;
}

/** The functions whose code is up for change: the patch's; in a scenario by itself the scenario's own. */
function ownFunctions(machine: Machine): ReadonlySet<string> {
  const of = (wanted: (source: Machine['sources'][number]) => boolean): Set<string> => {
    const names = new Set<string>();
    machine.steps.forEach((_, number) => {
      for (const [fn, ref] of placesOf(machine, number)) {
        const source = machine.sources[ref.source];
        if (source && wanted(source)) names.add(fn);
      }
    });
    return names;
  };
  const patched = of(({ from }) => from === 'patch');
  return patched.size > 0 ? patched : of(({ from, name }) => from === 'scenario' && !/(^|\/)lib\.c$/.test(name));
}

/** Locks that have a name in the world, those that the path takes first; a folio's own lock has none. */
function locksOf(machine: Machine, path: readonly number[]): { readonly name: string; readonly how: string }[] {
  const locks = new Map<string, string>();
  for (const step of traceOf(machine, path).steps) for (const { name, how } of step.held.flat()) locks.set(name, how);
  for (const { name, fields } of machine.objects) {
    for (const { path: field, shows } of fields) {
      const whole = field === '' ? name : `${name}.${field}`;
      if (shows.as === 'lock' && !locks.has(whole)) locks.set(whole, 'SPIN');
    }
  }
  return [...locks]
    .filter(([name, how]) => /^[A-Za-z_]\w*(\.[A-Za-z_]\w*|\[\d+\])*$/.test(name) && how !== 'RCU')
    .map(([name, how]) => ({ name, how }));
}

/** `if (<the span>) return ...`, or goto. */
function leavesEarly(text: string, at: readonly [number, number]): boolean {
  const before = text.slice(Math.max(0, at[0] - 120), at[0]);
  const after = text.slice(at[1], at[1] + 160);
  return /\bif\s*\([^;{}]*$/.test(before) && /^[^;{}]*\)\s*\{?\s*(return|goto)\b/.test(after);
}

/** The span is a call by itself, and another statement follows it. */
function isStatement(text: string, at: readonly [number, number]): boolean {
  const before = text.slice(Math.max(0, at[0] - 40), at[0]);
  const after = text.slice(at[1], at[1] + 80);
  return (
    /[;{}]\s*$/.test(before) && /^\s*;\s*[A-Za-z_*(]/.test(after) && !/^\s*;\s*(return|goto|break|continue|case|default)\b/.test(after)
  );
}
