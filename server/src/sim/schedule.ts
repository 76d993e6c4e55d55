/**
 * One schedule on two machines: what happens in the code after a patch when the CPUs take turns as they did before it, and where the two part.
 *
 * Rules of two machines have nothing to do with each other. What counts as the same step is the thread, the function and the C; a step that only one of them
 * has was added or taken away by the patch.
 */
import { applyRule, enabledRules, initialState, type State, violationAt } from './interpret.ts';
import type { Machine, Rule } from './machine.ts';
import type { Trace, TraceStep } from './trace.ts';

export interface Followed {
  /** rules of the machine that was run */
  readonly path: readonly number[];
  /** how many of them the schedule asked for; behind them are those that brought it to its end */
  readonly scheduled: number;
  /** where the two part: in the patch's own code for the first time, if they do, else anywhere; undefined: they do the same */
  readonly parts?: Parting;
}

export interface Parting {
  /** index in `path` */
  readonly step: number;
  /** index in Machine.threads of the machine that was run */
  readonly thread: number;
  /** it has to wait where the other went on; it does what the other does not; it lacks what the other does; the same step comes out another way */
  readonly kind: 'waits' | 'added' | 'gone' | 'outcome';
  /** `CPU1 waits in spin_lock(&lru->lock)` */
  readonly sentence: string;
}

/** A thread may do so many steps that the schedule knows nothing of before somebody else has its turn. */
const EXTRA = 200;

/**
 * Runs `machine` by the turns that `path` takes on `of`, until something is wrong, and with `finish` on to the end without further preemption. A thread that has to
 * wait loses its turn, and what it missed is made up for at its next one.
 */
export function followSchedule(of: Machine, path: readonly number[], machine: Machine, finish = true): Followed {
  return new Follower(of, path, machine).run(finish);
}

interface Wanted {
  readonly key: string;
  readonly outcome: string | undefined;
  readonly text: string;
  readonly patch: boolean;
}

class Follower {
  private readonly machine: Machine;
  private readonly turns: { readonly thread: number; count: number }[] = [];
  /** by thread: all that the other run did in it */
  private readonly wanted: Wanted[][];
  /** how much of that was done, or is known to be gone */
  private readonly done: number[];
  private readonly path: number[] = [];
  private state: State;
  private parts: Parting | undefined;
  /** what is shared is not the same on both sides, so one and the same line may be a step here and none there: that is no news of the patch */
  private inPatch: Parting | undefined;

  constructor(of: Machine, path: readonly number[], machine: Machine) {
    this.machine = machine;
    this.wanted = machine.threads.map(() => []);
    this.done = machine.threads.map(() => 0);
    this.state = initialState(machine);
    for (const id of path) {
      const rule = of.rules[id];
      const name = of.threads[rule?.thread ?? -1]?.name;
      const thread = machine.threads.findIndex((one) => one.name === name);
      if (!rule || thread < 0) continue;
      this.wanted[thread]!.push({
        key: keyOf(of, rule),
        outcome: rule.outcome,
        text: of.steps[rule.step]?.text ?? '',
        patch: isPatch(of, rule),
      });
      const last = this.turns.at(-1);
      if (last?.thread === thread) last.count++;
      else this.turns.push({ thread, count: 1 });
    }
  }

  run(finish: boolean): Followed {
    const until = this.machine.threads.map(() => 0);
    let going = !isOver(this.machine, this.state);
    for (const { thread, count } of this.turns) {
      until[thread]! += count;
      if (going) going = this.turn(thread, until[thread]!);
    }
    const scheduled = this.path.length;
    if (finish && going) this.finish();
    const parts = this.inPatch ?? this.parts;
    return { path: this.path, scheduled, ...(parts === undefined ? {} : { parts }) };
  }

  /** One turn of a thread, up to the `until`-th of its steps. False: something is wrong, nothing comes after it. */
  private turn(thread: number, until: number): boolean {
    const wanted = this.wanted[thread]!;
    for (let extra = 0; this.done[thread]! < until && extra < EXTRA; ) {
      const mine = this.able(thread);
      const at = this.done[thread]!;
      const next = wanted[at]!;
      if (mine.length === 0) {
        const waiting = this.textAt(thread);
        if (waiting === undefined) this.part(thread, 'gone', `does not do ${next.text}`, next.patch);
        else this.part(thread, 'waits', `waits in ${waiting}`, next.patch);
        return true;
      }
      const same = mine.filter((rule) => keyOf(this.machine, rule) === next.key);
      // What can go wrong here does.
      const rule = same.find(({ fault }) => fault !== undefined) ?? same.find(({ outcome }) => outcome === next.outcome) ?? same[0];
      if (rule) {
        this.done[thread] = at + 1;
        if (rule.outcome !== next.outcome) this.part(thread, 'outcome', `does ${next.text} with another outcome`, next.patch);
        if (!this.take(rule)) return false;
        continue;
      }
      const other = mine.find(({ fault }) => fault !== undefined) ?? mine[0]!;
      const later = wanted.findIndex((one, i) => i > at && one.key === keyOf(this.machine, other));
      const ahead = this.distance(other, next.key);
      if (ahead !== undefined && (later < 0 || ahead <= later - at)) {
        this.part(thread, 'added', `does ${this.textOf(other)}`, isPatch(this.machine, other));
        extra++;
        if (!this.take(other)) return false;
      } else if (later >= 0 || ahead === undefined) {
        // It will never do that: gone, whether or not the rest of what it did is to be found.
        if (later < 0 && !next.patch && isPatch(this.machine, other)) this.part(thread, 'added', `does ${this.textOf(other)}`, true);
        else this.part(thread, 'gone', `does not do ${next.text}`, next.patch);
        this.done[thread] = later >= 0 ? Math.min(later, until) : at + 1;
      }
    }
    return true;
  }

  /** On to the end, everybody as long as he can; daemons when nobody else is able. */
  private finish(): void {
    // Whoever goes round for ever has been seen once.
    const seen = new Set<string>();
    for (let budget = 10 * EXTRA; budget > 0 && !seen.has(this.state.join()); budget--) {
      seen.add(this.state.join());
      const last = this.machine.rules[this.path.at(-1) ?? -1]?.thread;
      const able = enabledRules(this.machine, this.state).map((id) => this.machine.rules[id]!);
      const rule =
        able.find(({ fault }) => fault !== undefined) ??
        able.find(({ thread }) => thread === last && !this.machine.threads[thread]!.daemon) ??
        able.find(({ thread }) => !this.machine.threads[thread]!.daemon) ??
        able[0];
      if (!rule || !this.take(rule)) return;
    }
  }

  private able(thread: number): Rule[] {
    return enabledRules(this.machine, this.state).flatMap((id) => {
      const rule = this.machine.rules[id]!;
      return rule.thread === thread ? [rule] : [];
    });
  }

  /** False: that was the last step, something is wrong. */
  private take(rule: Rule): boolean {
    const next = applyRule(this.machine, this.state, rule);
    if ('outOfRange' in next) return false;
    this.path.push(rule.id);
    this.state = next.state;
    return rule.fault === undefined && !isOver(this.machine, this.state);
  }

  private part(thread: number, kind: Parting['kind'], what: string, patch: boolean): void {
    const sentence = `${this.machine.threads[thread]!.name} ${what}`;
    const parting: Parting = { step: this.path.length, thread, kind, sentence };
    this.parts ??= parting;
    if (patch) this.inPatch ??= parting;
  }

  private textOf(rule: Rule): string {
    return this.machine.steps[rule.step]?.text ?? '';
  }

  /** The step that a thread stands before; undefined when it is at its end. */
  private textAt(thread: number): string | undefined {
    const position = this.state[this.machine.threads[thread]!.pc];
    const rule = this.machine.rules.find((r) => r.thread === thread && r.from === position && r.fault === undefined);
    return rule && this.textOf(rule);
  }

  /** How many steps behind this one the thread's code has that key, whatever the state; undefined: nowhere. */
  private distance(from: Rule, key: string): number | undefined {
    const rules = this.machine.rules.filter((rule) => rule.thread === from.thread);
    const seen = new Set([from.to]);
    let edge = [from.to];
    for (let far = 1; edge.length > 0; far++) {
      const out = rules.filter((rule) => edge.includes(rule.from));
      if (out.some((rule) => keyOf(this.machine, rule) === key)) return far;
      edge = [...new Set(out.map(({ to }) => to))].filter((to) => !seen.has(to));
      for (const to of edge) seen.add(to);
    }
    return undefined;
  }
}

/** Something is wrong, and not only for whoever takes a certain step: that somebody could fault is no end, he has to do it. */
function isOver(machine: Machine, state: State): boolean {
  const wrong = violationAt(machine, state);
  return wrong !== undefined && wrong.kind !== 'fault';
}

/** A step of the patch's own code, or of what that calls. */
function isPatch(machine: Machine, rule: Rule): boolean {
  const step = machine.steps[rule.step];
  return [step?.at, ...(step?.stack.map((frame) => frame.call) ?? [])].some((ref) => ref && machine.sources[ref.source]?.from === 'patch');
}

/** One statement can be several steps: what it reads and what it writes. */
function keyOf(machine: Machine, rule: Rule): string {
  const step = machine.steps[rule.step];
  return `${step?.kind}\n${step?.stack.at(-1)?.fn}\n${step?.text}`;
}

export interface Alignment {
  /** the same steps, as indices in the two traces, rising in both */
  readonly pairs: readonly (readonly [left: number, right: number])[];
  /** the first step of each that the other has not at that point; the lengths where they are the same to the end */
  readonly parts: readonly [left: number, right: number];
}

/** Two traces side by side: a longest common sequence of steps. Of traces too long for that, the common beginning and end. */
export function alignTraces(left: Trace, right: Trace): Alignment {
  const [a, b] = [left.steps.map((step) => stepKey(left, step)), right.steps.map((step) => stepKey(right, step))];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const pairs: [number, number][] = Array.from({ length: head }, (_, i) => [i, i]);
  const [rows, columns] = [a.length - head - tail, b.length - head - tail];
  if (rows * columns <= 4_000_000) {
    // common[i][j]: how much the rests from i and j have in common
    const common = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        common[i]![j] = a[head + i] === b[head + j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns; ) {
      if (a[head + i] === b[head + j]) pairs.push([head + i++, head + j++]);
      else if (common[i + 1]![j]! >= common[i]![j + 1]!) i++;
      else j++;
    }
  }
  for (let i = tail; i > 0; i--) pairs.push([a.length - i, b.length - i]);
  return { pairs, parts: [head, head] };
}

function stepKey(trace: Trace, step: TraceStep): string {
  return `${trace.threads[step.thread]?.name}\n${step.kind}\n${step.fn}\n${step.text}\n${step.outcome ?? ''}`;
}
