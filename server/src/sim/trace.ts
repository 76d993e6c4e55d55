/**
 * A path of rules told in kernel terms: who did what in which function, what it changed, which locks everybody held, where somebody was preempted, and what is
 * wrong at the end. Plain data, made by replaying the path with the interpreter; the command line, the panel and mails print it.
 */
import { type Ending, endingOf } from './ending.ts';
import { contextsOf, type Holding, heldAfter } from './holding.ts';
import { enabledRules, initialState, isEnabled, replay, type State } from './interpret.ts';
import type { Frame, Machine, Source, SourceRef, Step, StepKind } from './machine.ts';
import { type CellWords, shown, wordsOf } from './shows.ts';
import { stepsAbout } from './slice.ts';
import type { Violation } from './verdict.ts';

export interface Trace {
  /** Machine.name */
  readonly machine: string;
  readonly threads: readonly { readonly name: string; readonly runs: string; readonly daemon: boolean }[];
  readonly steps: readonly TraceStep[];
  /** `steps[loop..]` can be repeated for ever */
  readonly loop?: number;
  readonly preemptions: number;
  readonly ending: Ending;
  /** indices of the steps that made what the ending is about: wrote it, or read what was written; rising */
  readonly about: readonly number[];
  /** sentences: what was not in sight and was taken for granted */
  readonly assumed: readonly string[];
  readonly bounds: readonly string[];
}

export interface TraceStep {
  /** index in Machine.rules */
  readonly rule: number;
  /** index in Trace.threads */
  readonly thread: number;
  readonly kind: StepKind;
  /** C on one line */
  readonly text: string;
  /** of a choice: what was chosen */
  readonly outcome?: string;
  readonly place?: Place;
  /** the function that it stands in, and how many calls deep that is; 0: the outermost */
  readonly fn: string;
  readonly depth: number;
  /** calls that ended since this thread's last step, innermost first */
  readonly left: readonly string[];
  /** calls that began since this thread's last step, outermost first; the last is `fn` unless there are none */
  readonly entered: readonly Call[];
  readonly changes: readonly Change[];
  /** after the step, by thread */
  readonly held: readonly (readonly Holding[])[];
  /** after the step, of the thread that took it: `RCU`, `irq off`, `bh off`, `preempt off`, `reclaim` */
  readonly contexts: readonly string[];
  /** the thread of the step before could have gone on */
  readonly preempts: boolean;
}

/** Where a step stands in a source. */
export interface Place {
  /** index in Machine.sources */
  readonly source: number;
  readonly file: string;
  readonly from: Source['from'];
  /** 1-based, in the text of the source */
  readonly line: number;
  /** offsets in the text of the source, end exclusive */
  readonly at: readonly [start: number, end: number];
}

export interface Call {
  readonly fn: string;
  /** 0: the outermost */
  readonly depth: number;
  /** C of the statement that calls it, on one line; '' where it is not known */
  readonly text: string;
  /** where it is called */
  readonly place?: Place;
}

export interface Change {
  /** index in Machine.cells */
  readonly cell: number;
  /** `M.refs`; a local by its name alone; `Z` where an object came or went */
  readonly name: string;
  readonly kind: CellWords['kind'];
  readonly before: number;
  readonly after: number;
  /** the same in words: `NULL`, `Z`, `held` */
  readonly was: string;
  readonly is: string;
}

export interface TraceOptions {
  /** as the explorer said; without it, what is wrong at the end is looked up */
  readonly violation?: Violation;
  readonly loop?: number;
  /** the state that the path begins in; default: the initial one */
  readonly from?: ArrayLike<number>;
}

/** Tells a path. A path that cannot be walked is told as far as it goes; its ending says where it broke off. */
export function traceOf(machine: Machine, path: readonly number[], options: TraceOptions = {}): Trace {
  const words = wordsOf(machine);
  const walked = replay(machine, path, options.from ?? initialState(machine));
  const rules = path.slice(0, walked.states.length - 1).map((id) => machine.rules[id]!);
  const lines = new Lines(machine.sources);
  const steps: TraceStep[] = [];
  const stacks: (readonly Frame[])[] = machine.threads.map(() => []);
  let held: readonly (readonly Holding[])[] = machine.threads.map(() => []);
  for (const [i, rule] of rules.entries()) {
    const before = walked.states[i]!;
    const after = walked.states[i + 1]!;
    const step = machine.steps[rule.step];
    const stack = step?.stack ?? [];
    const moves = callsBetween(stacks[rule.thread] ?? [], stack, lines);
    stacks[rule.thread] = stack;
    held = heldAfter(machine, words, held, rule, before, after, i);
    const last = rules[i - 1];
    steps.push({
      rule: rule.id,
      thread: rule.thread,
      kind: step?.kind ?? 'write',
      text: lines.statement(step),
      ...(rule.outcome === undefined ? {} : { outcome: rule.outcome }),
      ...placed(lines.place(step?.at)),
      fn: stack.at(-1)?.fn ?? '',
      depth: Math.max(0, stack.length - 1),
      ...moves,
      changes: changesOf(words, before, after),
      held,
      contexts: contextsOf(held[rule.thread] ?? [], steps, stack, step?.text ?? ''),
      preempts:
        last !== undefined &&
        last.thread !== rule.thread &&
        machine.rules.some((r) => r.thread === last.thread && isEnabled(machine, before, r)),
    });
  }
  const loop = options.violation?.kind === 'livelock' ? options.violation.loop : options.loop;
  const ending = endingOf(machine, words, walked, path, held, options.violation, loop);
  return {
    machine: machine.name,
    threads: machine.threads.map(({ name, runs, daemon }) => ({ name, runs, daemon })),
    steps,
    ...(loop === undefined ? {} : { loop }),
    preemptions: steps.filter((step) => step.preempts).length,
    ending,
    about: stepsAbout(machine, path, ending.cells, options.from),
    assumed: machine.assumed.map(({ sentence }) => sentence),
    bounds: machine.bounds,
  };
}

/** An object of the world as it is in one state. */
export interface ObjectState {
  readonly name: string;
  readonly struct: string;
  /** false: freed, or not yet made */
  readonly exists: boolean;
  readonly fields: readonly { readonly path: string; readonly cell: number; readonly value: number; readonly shown: string }[];
}

/** The world in a state, in the order of Machine.objects. */
export function worldOf(machine: Machine, state: ArrayLike<number>): readonly ObjectState[] {
  const words = wordsOf(machine);
  return machine.objects.map(({ name, struct, fields, live }) => ({
    name,
    struct,
    exists: live === undefined || state[live] !== 0,
    fields: fields.map(({ path, cell }) => {
      const value = state[cell] ?? 0;
      return { path: path.replace(/[()]/g, ''), cell, value, shown: shown(words[cell]?.shows ?? { as: 'number' }, value) };
    }),
  }));
}

/** The locals of a thread in a state, in the order of its cells. */
export function localsOf(
  machine: Machine,
  thread: number,
  state: ArrayLike<number>,
): readonly { readonly fn: string; readonly name: string; readonly cell: number; readonly value: number; readonly shown: string }[] {
  return (machine.threads[thread]?.cells ?? []).flatMap((cell) => {
    const local = machine.locals.get(cell);
    const value = state[cell] ?? 0;
    return local ? [{ fn: local.fn, name: local.name, cell, value, shown: shown(local.shows, value) }] : [];
  });
}

/** The state after so many steps of a path; the last one that can be reached where there are fewer. */
export function stateAfter(machine: Machine, path: readonly number[], steps: number, from?: ArrayLike<number>): State {
  return replay(machine, path.slice(0, Math.max(0, steps)), from ?? initialState(machine)).states.at(-1)!;
}

/** What can be done next, by hand: every rule that is enabled, in kernel terms. */
export function choicesAt(
  machine: Machine,
  state: ArrayLike<number>,
): readonly {
  readonly rule: number;
  readonly thread: number;
  readonly text: string;
  readonly outcome?: string;
  readonly fault?: string;
}[] {
  return enabledRules(machine, state).map((id) => {
    const rule = machine.rules[id]!;
    const fault = rule.fault === undefined ? undefined : machine.faults[rule.fault]?.sentence;
    return {
      rule: id,
      thread: rule.thread,
      text: machine.steps[rule.step]?.text ?? '',
      ...(rule.outcome === undefined ? {} : { outcome: rule.outcome }),
      ...(fault === undefined ? {} : { fault }),
    };
  });
}

const placed = (place: Place | undefined): { place?: Place } => (place === undefined ? {} : { place });

function changesOf(words: readonly CellWords[], before: State, after: State): Change[] {
  const changes: Change[] = [];
  for (const [cell, word] of words.entries()) {
    const [was, is] = [before[cell]!, after[cell]!];
    if (was === is || word.kind === 'position') continue;
    changes.push({
      cell,
      name: word.name,
      kind: word.kind,
      before: was,
      after: is,
      was: shown(word.shows, was),
      is: shown(word.shows, is),
    });
  }
  return changes;
}

/** How the stack of a thread moved between two of its steps. Calls are told apart by where they are made. */
function callsBetween(before: readonly Frame[], now: readonly Frame[], lines: Lines): Pick<TraceStep, 'left' | 'entered'> {
  const same = (a: Frame, b: Frame): boolean =>
    a.fn === b.fn && a.call?.source === b.call?.source && a.call?.at[0] === b.call?.at[0] && a.call?.at[1] === b.call?.at[1];
  let common = 0;
  while (common < before.length && common < now.length && same(before[common]!, now[common]!)) common++;
  return {
    left: before
      .slice(common)
      .map(({ fn }) => fn)
      .reverse(),
    entered: now.slice(common).map(({ fn, call }, i) => ({ fn, depth: common + i, text: lines.text(call), ...placed(lines.place(call)) })),
  };
}

/** What stands where in the sources; each one's lines are counted once. */
class Lines {
  private readonly sources: readonly Source[];
  private readonly starts = new Map<number, readonly number[]>();

  constructor(sources: readonly Source[]) {
    this.sources = sources;
  }

  place(ref: SourceRef | undefined): Place | undefined {
    const source = ref && this.sources[ref.source];
    if (!ref || !source) return undefined;
    let starts = this.starts.get(ref.source);
    if (!starts) {
      starts = [0, ...[...source.text.matchAll(/\n/g)].map((m) => m.index + 1)];
      this.starts.set(ref.source, starts);
    }
    let line = 0;
    for (let high = starts.length; high - line > 1; ) {
      const middle = (line + high) >> 1;
      if (starts[middle]! <= ref.at[0]) line = middle;
      else high = middle;
    }
    return { source: ref.source, file: source.name, from: source.from, line: line + 1, at: [ref.at[0], ref.at[1]] };
  }

  /** The text of a place on one line, without comments. */
  text(ref: SourceRef | undefined): string {
    const text = ref && this.sources[ref.source]?.text.slice(ref.at[0], ref.at[1]);
    return (text ?? '')
      .replace(/\/\*.*?\*\//gs, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  }

  /** A step's C as a statement of its own: `struct folio *folio = x` is told from `*folio = x`, of which the step's text has the same part. */
  statement(step: Step | undefined): string {
    const text = (step?.text ?? '').replace(/;$/, '');
    const before = step?.at && this.sources[step.at.source]?.text.slice(Math.max(0, step.at.at[0] - 40), step.at.at[0]);
    return before !== undefined && /^\*+\w+ = /.test(text) && /\w\s+$/.test(before) ? text.replace(/^\*+/, '') : text;
  }
}
