/**
 * Violations beside the one that is known: a machine that looks away from what was found so far. Nothing in it is renumbered, so its paths are paths of the
 * whole machine, and each find is asked of the whole machine again.
 */
import { type Ex, evaluate, isGenuine, type Machine, replay, type Verdict, type Violation, violationAt } from '../sim/index.ts';

export type Broken = Verdict & { readonly kind: 'breaks' };

/** Where a thread stood when it went wrong: it may stand there from now on, and that is no news. */
interface Stand {
  readonly thread: number;
  readonly position: number;
}

const yes: Ex = { k: 'num', v: 1 };
const no: Ex = { k: 'num', v: 0 };

/** What the path breaks on its way, before its end. */
export function brokenBefore(machine: Machine, path: readonly number[]): string | undefined {
  const walked = replay(machine, path);
  const { states } = walked;
  const always = machine.invariants.filter(({ when }) => when === 'always');
  for (const state of states.slice(0, -1)) {
    const broken = always.find(({ holds }) => evaluate(holds, state) === 0);
    if (broken) return broken.sentence;
  }
  return undefined;
}

/** Who does what where it goes wrong, in words. */
export function placeOf(machine: Machine, { path, violation }: Broken): string {
  const rule = machine.rules[path[violation.kind === 'livelock' ? violation.loop : path.length - 1] ?? -1];
  if (!rule) return '';
  const text = (machine.steps[rule.step]?.text ?? '').replace(/\s+/g, ' ').trim();
  return `${machine.threads[rule.thread]?.name ?? ''} ${text}`;
}

export class Blind {
  readonly #machine: Machine;
  readonly #invariants = new Set<number>();
  readonly #faults = new Set<number>();
  /** rules of rounds that are known */
  readonly #rounds = new Set<number>();
  readonly #stands: Stand[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  machine(): Machine {
    const { rules, threads, invariants } = this.#machine;
    const stopped = rules.filter(({ fault }) => fault !== undefined && this.#faults.has(fault));
    const stands = [...this.#stands, ...stopped.map(({ thread, from }) => ({ thread, position: from }))];
    // Whoever stands where it went wrong has not finished: what is asked at the end is not asked there.
    const nobodyStands = stands.reduce<Ex>((all, { thread, position }) => {
      const elsewhere: Ex = { k: 'bin', op: '!=', l: { k: 'cell', cell: threads[thread]?.pc ?? 0 }, r: { k: 'num', v: position } };
      return { k: 'bin', op: '&&', l: all, r: elsewhere };
    }, yes);
    return {
      ...this.#machine,
      // A known fault is not taken; a known round counts as getting ahead.
      rules: rules.map((rule) => {
        if (stopped.includes(rule)) return { ...rule, fault: undefined, guard: no };
        return this.#rounds.has(rule.id) ? { ...rule, progress: true } : rule;
      }),
      // That somebody stands at a known place is no deadlock.
      threads: threads.map((thread, index) => ({
        ...thread,
        ends: [...new Set([...thread.ends, ...stands.filter((one) => one.thread === index).map(({ position }) => position)])],
      })),
      invariants: invariants.map((one, index) => {
        if (this.#invariants.has(index)) return { ...one, holds: yes };
        if (one.when === 'always' || stands.length === 0) return one;
        return { ...one, holds: { k: 'if', c: nobodyStands, t: one.holds, f: yes } };
      }),
    };
  }

  /** The same find as the whole machine tells it; undefined where it is none there. */
  told(verdict: Broken): Broken | undefined {
    const { violation, path } = verdict;
    if (violation.kind === 'fault' || violation.kind === 'livelock') return isGenuine(this.#machine, verdict) ? verdict : undefined;
    const walked = replay(this.#machine, path);
    if ('failed' in walked) return undefined;
    const end = walked.states.at(-1);
    // An invariant that was closed may be broken as well: what was looked for is what the blind machine saw.
    if (violation.kind === 'invariant') return verdict;
    const there = end && violationAt(this.#machine, end);
    return there?.kind === 'deadlock' ? { ...verdict, violation: there } : undefined;
  }

  /** Looks away from it from now on; false where that changes nothing. */
  close({ violation, path }: Broken): boolean {
    const before = this.#size();
    this.#close(violation, path);
    return this.#size() > before;
  }

  #close(violation: Violation, path: readonly number[]): void {
    const { rules, threads } = this.#machine;
    switch (violation.kind) {
      case 'invariant':
        this.#invariants.add(violation.invariant);
        return;
      case 'fault':
        this.#faults.add(violation.fault);
        return;
      case 'livelock':
        for (const id of path.slice(violation.loop)) {
          const rule = rules[id];
          if (rule && !rule.progress && !threads[rule.thread]?.daemon) this.#rounds.add(id);
        }
        return;
      case 'deadlock': {
        const walked = replay(this.#machine, path);
        const end = 'failed' in walked ? undefined : walked.states.at(-1);
        for (const thread of violation.threads) {
          const position = end?.[threads[thread]?.pc ?? -1];
          if (position === undefined || this.#stands.some((one) => one.thread === thread && one.position === position)) continue;
          this.#stands.push({ thread, position });
        }
        return;
      }
    }
  }

  #size(): number {
    return this.#invariants.size + this.#faults.size + this.#rounds.size + this.#stands.length;
  }
}
