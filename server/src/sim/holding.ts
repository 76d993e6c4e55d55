/** Which locks a thread holds after each step of a path, and what context that puts it in. */
import { type State, targetCell } from './interpret.ts';
import type { Frame, Machine, Rule } from './machine.ts';
import type { CellWords } from './shows.ts';

export interface Holding {
  /** the lock's cell */
  readonly cell: number;
  readonly name: string;
  /** as the model names it: `SPIN`, `MUTEX`, `READ`, `FOLIO`; `RCU` for a read section, which has no owner in its cell */
  readonly how: string;
  /** index in Trace.steps: where it was taken */
  readonly step: number;
}

/**
 * Who holds what after a step. Taking a lock that is not to be had changes nothing in its cell (trylock), so it is the cell that tells; a read section is what
 * a step of kind `rcu` counts up and down.
 */
export function heldAfter(
  machine: Machine,
  words: readonly CellWords[],
  held: readonly (readonly Holding[])[],
  rule: Rule,
  before: State,
  after: State,
  index: number,
): readonly (readonly Holding[])[] {
  const step = machine.steps[rule.step];
  const mine = held[rule.thread] ?? [];
  const become = (list: readonly Holding[]): readonly (readonly Holding[])[] => held.map((old, t) => (t === rule.thread ? list : old));
  const without = (list: readonly Holding[], cell: number): readonly Holding[] => {
    const last = list.findLastIndex((h) => h.cell === cell);
    return last < 0 ? list : list.filter((_, i) => i !== last);
  };
  if (step?.lock && (step.kind === 'lock' || step.kind === 'unlock')) {
    const cell = lockCell(machine, rule, before);
    if (cell === undefined || before[cell] === after[cell]) return held;
    if (step.kind === 'unlock') return become(without(mine, cell));
    return become([...mine, { cell, name: words[cell]?.name ?? '', how: step.lock.how, step: index }]);
  }
  if (step?.kind === 'rcu' && !machine.threads[rule.thread]?.daemon) {
    for (const update of rule.updates) {
      const cell = targetCell(update.to, before);
      if (cell === undefined || words[cell]?.kind === 'local') continue;
      if (after[cell]! > before[cell]!) return become([...mine, { cell, name: 'rcu_read_lock()', how: 'RCU', step: index }]);
      if (after[cell]! < before[cell]!) return become(without(mine, cell));
    }
  }
  return held;
}

/**
 * The cell of the lock that a rule takes, wants or gives back, in the state before it. Threads of one function share their steps, and a step knows the lock
 * by one thread's pointer: it is the rule that says which cell it means.
 */
export function lockCell(machine: Machine, rule: Rule, state: ArrayLike<number>): number | undefined {
  const step = machine.steps[rule.step];
  if (!step?.lock || (step.kind !== 'lock' && step.kind !== 'unlock')) return undefined;
  const { cells, index, first } = step.lock;
  for (const { to } of rule.updates) {
    const cell = targetCell(to, state);
    if (cell !== undefined && cells.includes(cell)) return cell;
  }
  return index === undefined ? cells[0] : targetCell({ index, first, cells }, state);
}

const reclaim = /^_*(do_)?try_to_free_|^shrink_|^balance_pgdat|^kswapd|_shrink_folio_list|^reclaim_/;

export function contextsOf(
  held: readonly Holding[],
  steps: readonly { readonly text: string }[],
  stack: readonly Frame[],
  text: string,
): string[] {
  const contexts = new Set<string>();
  for (const { how, step } of held) {
    if (how === 'RCU') contexts.add('RCU');
    if (/^(SPIN|RAW|BIT|LOCAL|RWREAD|RWWRITE)$/.test(how)) contexts.add('preempt off');
    const taken = steps[step]?.text ?? text;
    if (/_irq(save)?(_nested)?\(/.test(taken)) contexts.add('irq off');
    if (/_bh\(/.test(taken)) contexts.add('bh off');
  }
  if (stack.some(({ fn }) => reclaim.test(fn))) contexts.add('reclaim');
  return [...contexts].sort();
}
