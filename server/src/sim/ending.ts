/** What is wrong at the end of a path, in sentences: who waits for what that whom holds, who goes round, which invariant is broken by which values. */
import { type Holding, lockCell } from './holding.ts';
import { type Replayed, type State, violationAt } from './interpret.ts';
import type { Machine } from './machine.ts';
import { type CellWords, shown } from './shows.ts';
import { lookedAt } from './slice.ts';
import type { Violation } from './verdict.ts';

export interface Ending {
  /** `none`: nothing is wrong. `range`: the next step would have left the world's bounds. `unwalkable`: the path is not one of this machine */
  readonly kind: Violation['kind'] | 'range' | 'none' | 'unwalkable';
  /** of the invariant */
  readonly name?: string;
  /** without a full stop */
  readonly sentence: string;
  /** whom it is about: who waits, who goes round, whose step it is */
  readonly threads: readonly number[];
  /** what it is about: the cells that were looked at to find it wrong */
  readonly cells: readonly number[];
  /** those of them that are the world's, as they are at the end */
  readonly values: readonly { readonly name: string; readonly shown: string }[];
  readonly waits: readonly Wait[];
}

/** A thread that cannot go on. */
export interface Wait {
  readonly thread: number;
  /** C of the step that it cannot take; '' where it has none */
  readonly text: string;
  readonly fn: string;
  readonly depth: number;
  /** the lock that it wants */
  readonly lock?: string;
  /** who has what it waits for, and since which step */
  readonly holders: readonly { readonly thread: number; readonly step: number }[];
  /** `CPU0 waits for tree.lock, which CPU1 holds` */
  readonly sentence: string;
}

export function endingOf(
  machine: Machine,
  words: readonly CellWords[],
  walked: Replayed,
  path: readonly number[],
  held: readonly (readonly Holding[])[],
  told: Violation | undefined,
  loop: number | undefined,
): Ending {
  const state = walked.states.at(-1)!;
  const last = machine.rules[path[walked.states.length - 2] ?? -1];
  const ending = (kind: Ending['kind'], sentence: string, more: Partial<Ending> = {}): Ending => {
    const cells = more.cells ?? [];
    const values = cells.flatMap((cell) => {
      const word = words[cell];
      return word && word.kind !== 'local' && word.kind !== 'position' ? [valueOf(word, state[cell] ?? 0)] : [];
    });
    return { kind, sentence, threads: [], waits: [], ...more, cells, values };
  };

  if ('failed' in walked) {
    const rule = machine.rules[path[walked.failed] ?? -1];
    const thread = rule ? (machine.threads[rule.thread]?.name ?? '') : '';
    const text = rule ? (machine.steps[rule.step]?.text ?? '') : '';
    if (walked.why === 'out of range')
      return ending('range', `${thread}: ${text} leaves the bounds of this world`, { threads: [rule!.thread] });
    const why = walked.why === 'no such rule' ? 'there is no such step' : `${thread} cannot do ${text} there`;
    return ending(
      'unwalkable',
      `step ${walked.failed + 1} of ${path.length} cannot be taken: ${why}`,
      rule ? { threads: [rule.thread] } : {},
    );
  }
  if (loop !== undefined && loop < path.length) return livelock(machine, words, state, held, path.slice(loop), ending);
  const violation = told ?? (last?.fault !== undefined ? ({ kind: 'fault', fault: last.fault } as const) : violationAt(machine, state));
  switch (violation?.kind) {
    case 'invariant': {
      const invariant = machine.invariants[violation.invariant];
      if (!invariant) return ending('none', 'nothing is wrong here');
      return ending('invariant', oneSentence(invariant.sentence), {
        name: invariant.name,
        cells: withOwners(machine, words, state, lookedAt(invariant.holds, state)),
        ...(last ? { threads: [last.thread] } : {}),
      });
    }
    case 'fault': {
      // Either the last step is the fault, or it is the next one that somebody can take.
      const rule =
        last?.fault === violation.fault
          ? last
          : machine.rules.find((r) => r.fault === violation.fault && r.from === state[machine.threads[r.thread]!.pc]);
      const before = rule === last ? (walked.states.at(-2) ?? state) : state;
      const fault = machine.faults[violation.fault];
      const what = oneSentence(fault?.sentence ?? 'something that must not happen');
      const text = rule && fault?.kind === 'assert' ? (machine.steps[rule.step]?.text ?? '') : '';
      return ending('fault', text === '' ? what : `${what}: ${text.replace(/;$/, '')}`, {
        cells: rule?.guard ? [...lookedAt(rule.guard, before)] : [],
        ...(rule ? { threads: [rule.thread] } : {}),
      });
    }
    case 'deadlock': {
      const waits = waitsOf(machine, words, state, held, violation.threads);
      return ending('deadlock', waits.map((wait) => wait.sentence).join('; '), {
        threads: violation.threads,
        waits,
        cells: [...new Set(waits.flatMap((wait) => wantedCells(machine, state, wait.thread)))],
      });
    }
    default:
      return ending('none', 'nothing is wrong here');
  }
}

/** Of an object that exists and perhaps should not: its count of references, and who still points to it. */
function withOwners(machine: Machine, words: readonly CellWords[], state: State, cells: ReadonlySet<number>): number[] {
  const all = new Set(cells);
  for (const cell of cells) {
    const word = words[cell];
    const object = word?.kind === 'live' && state[cell] !== 0 ? machine.objects[word.object!] : undefined;
    if (!object) continue;
    for (const field of object.fields) if (/(^|\.)_?ref(s|cnt|count)?$/.test(field.path)) all.add(field.cell);
    for (const [other, { shows, kind }] of words.entries()) {
      const names = kind === 'field' && shows.as === 'pointer' ? shows.names : [];
      if (names[(state[other] ?? 0) - 1] === object.name) all.add(other);
    }
  }
  return [...all];
}

type Make = (kind: Ending['kind'], sentence: string, more?: Partial<Ending>) => Ending;

function livelock(
  machine: Machine,
  words: readonly CellWords[],
  state: State,
  held: readonly (readonly Holding[])[],
  round: readonly number[],
  ending: Make,
): Ending {
  const movers = [...new Set(round.map((id) => machine.rules[id]!.thread))].sort((a, b) => a - b);
  const stuck = machine.threads.flatMap((thread, t) =>
    movers.includes(t) || thread.daemon || thread.ends.includes(state[thread.pc] ?? 0) ? [] : [t],
  );
  const waits = waitsOf(machine, words, state, held, stuck);
  const names = listed(movers.map((t) => machine.threads[t]!.name));
  const text = machine.steps[machine.rules[round[0]!]!.step]?.text ?? '';
  const many = movers.length > 1;
  const what =
    round.length === 1 ? `repeats ${text}` : many ? `go round the same ${round.length} steps` : `goes round the same ${round.length} steps`;
  const goes = `${names} ${what} for ever and ${many ? 'nobody' : 'never'} gets ahead`;
  const cells = new Set<number>();
  for (const id of round) for (const cell of machine.rules[id]!.guard ? lookedAt(machine.rules[id]!.guard!, state) : []) cells.add(cell);
  return ending('livelock', [goes, ...waits.map((wait) => wait.sentence)].join('; '), { threads: movers, waits, cells: [...cells] });
}

/** What the rules at a thread's position would need. */
function wantedCells(machine: Machine, state: State, thread: number): number[] {
  const pc = machine.threads[thread]?.pc ?? -1;
  const rules = machine.rules.filter((rule) => rule.thread === thread && rule.from === state[pc]);
  return rules.flatMap((rule) => (rule.guard ? [...lookedAt(rule.guard, state)] : []));
}

function waitsOf(
  machine: Machine,
  words: readonly CellWords[],
  state: State,
  held: readonly (readonly Holding[])[],
  threads: readonly number[],
): Wait[] {
  return threads.map((t) => {
    const thread = machine.threads[t]!;
    const here = machine.rules.filter((rule) => rule.thread === t && rule.from === state[thread.pc]);
    // What it could do if it got what it wants, rather than what would be wrong to do.
    const sound = here.filter((r) => r.fault === undefined);
    const rule = sound.find((r) => machine.steps[r.step]?.kind === 'lock') ?? sound[0] ?? here[0];
    const step = rule && machine.steps[rule.step];
    const text = step?.text ?? '';
    const common = { thread: t, text, fn: step?.stack.at(-1)?.fn ?? '', depth: Math.max(0, (step?.stack.length ?? 1) - 1) };
    const cell = rule && step?.kind === 'lock' ? lockCell(machine, rule, state) : undefined;
    const wanted = cell === undefined ? wantedCells(machine, state, t) : [cell];
    const holders = held.flatMap((list, holder) =>
      list.filter((h) => wanted.includes(h.cell)).map((h) => ({ thread: holder, step: h.step })),
    );
    if (cell !== undefined) {
      const lock = words[cell]?.name ?? '';
      return { ...common, lock, holders, sentence: `${thread.name} waits for ${lock}${whoHolds(machine, state, t, holders)}` };
    }
    if (!step) return { ...common, holders: [], sentence: `${thread.name} cannot go on` };
    const sections = holders.filter(({ thread: h }) => h !== t);
    const inside =
      sections.length > 0
        ? `, while ${listed([...new Set(sections.map((h) => machine.threads[h.thread]!.name))])} stays in its read section`
        : '';
    return { ...common, holders, sentence: `${thread.name} waits for ever in ${text}${inside}` };
  });
}

function whoHolds(machine: Machine, state: State, waiter: number, holders: readonly { readonly thread: number }[]): string {
  if (holders.length === 0) return ', which nobody gives back';
  const others = [...new Set(holders.map((h) => h.thread))];
  if (others.includes(waiter)) return ', which it holds itself';
  const ended = others.filter((t) => machine.threads[t]!.ends.includes(state[machine.threads[t]!.pc] ?? 0));
  const names = (list: readonly number[]): string => listed(list.map((t) => machine.threads[t]!.name));
  return ended.length === others.length
    ? `, which ${names(ended)} took and never gave back`
    : `, which ${names(others)} ${others.length > 1 ? 'hold' : 'holds'}`;
}

function valueOf(word: CellWords, value: number): { name: string; shown: string } {
  if (word.kind === 'live') return { name: word.name, shown: value === 0 ? 'freed' : 'alive' };
  return { name: word.name, shown: shown(word.shows, value) };
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const oneSentence = (text: string): string => text.replace(/\s+/g, ' ').replace(/\.$/, '').trim();
