/** A machine with one of its threads twice or three times over, so that symmetry has something to find. */
import { renamed } from '../../server/src/sim/ex.ts';
import type { Cell, Machine, Rule, Target, Thread } from '../../server/src/sim/machine.ts';

/** `spoil`: changes the copy a little, in a way that makes it somebody else; undefined leaves it alike. */
export function withTwin(machine: Machine, of: number, spoil?: (rule: Rule) => Rule): Machine {
  const original = machine.threads[of]!;
  const cells: Cell[] = [...machine.cells];
  const map = new Map<number, number>();
  const copy = (c: number): number => {
    const cell = cells.push({ ...cells[c]!, name: `${cells[c]!.name}'`, thread: machine.threads.length }) - 1;
    map.set(c, cell);
    return cell;
  };
  const move = (c: number): number => map.get(c) ?? c;
  const thread: Thread = { ...original, name: `${original.name}'`, pc: copy(original.pc), cells: original.cells.map(copy) };
  const target = (to: Target): Target =>
    'cell' in to ? { cell: move(to.cell) } : { index: renamed(to.index, move), first: to.first, cells: to.cells.map(move) };
  const mine = machine.rules
    .filter((r) => r.thread === of)
    .map((r): Rule => {
      const image: Rule = {
        ...r,
        thread: machine.threads.length,
        ...(r.guard ? { guard: renamed(r.guard, move) } : {}),
        updates: r.updates.map((u) => ({ to: target(u.to), value: renamed(u.value, move) })),
      };
      return spoil ? spoil(image) : image;
    });
  return {
    ...machine,
    name: `${machine.name}+twin`,
    cells,
    threads: [...machine.threads, thread],
    rules: [...machine.rules, ...mine].map((r, id) => ({ ...r, id })),
  };
}
