/**
 * The graph under construction, and its last step: joins collapsed, what is unreachable dropped, nodes numbered.
 *
 * While lowering, there is one open end (`cur`): the next node is linked to it.  After a jump there is none (`DEAD`), and
 * nodes that would be appended then are not made at all: no path leads to them.  Joins are `nop` nodes; they vanish in `finish`.
 */
import type { Span } from './ast.ts';
import type { CfgNode, Op } from './cfg.ts';
import { zeros } from './zeros.ts';

/** No open end: the code that follows is not reached from here. */
export const DEAD = -1;

interface Draft {
  op: Op;
  readonly succ: number[];
  readonly at: Span;
}

export interface Finished {
  readonly nodes: readonly CfgNode[];
  readonly exit?: number;
  readonly backEdges: readonly (readonly [number, number])[];
}

export class Graph {
  private readonly drafts: Draft[] = [];
  cur = DEAD;

  /** A node without predecessor; the open end stays where it is. */
  add(op: Op, at: Span): number {
    this.drafts.push({ op, succ: [], at });
    return this.drafts.length - 1;
  }

  /** Appends a node at the open end, which moves behind it. Gives DEAD when there is no open end. */
  emit(op: Op, at: Span): number {
    if (this.cur === DEAD) return DEAD;
    const id = this.add(op, at);
    this.link(this.cur, id);
    this.cur = id;
    return id;
  }

  /** A place that several edges can lead to. */
  join(at: Span): number {
    return this.add({ k: 'nop' }, at);
  }

  link(from: number, to: number): void {
    this.drafts[from]?.succ.push(to);
  }

  /** Ends the open end with an edge to `to`. */
  jump(to: number): void {
    if (this.cur !== DEAD) this.link(this.cur, to);
    this.cur = DEAD;
  }

  /** Lets the open end, if there is one, run into `join` and goes on from there. */
  resume(join: number): void {
    if (this.cur !== DEAD && this.cur !== join) this.link(this.cur, join);
    this.cur = join;
  }

  /** Ends the open end with a node of two successors. */
  fork(op: Op & { k: 'branch' | 'foreach' }, at: Span, yes: number, no: number): void {
    const id = this.emit(op, at);
    if (id === DEAD) return;
    this.link(id, yes);
    this.link(id, no);
    this.cur = DEAD;
  }

  /** Makes a free choice of a join. */
  toChoice(join: number): void {
    const draft = this.drafts[join];
    if (draft?.op.k === 'nop') draft.op = { k: 'choose' };
  }

  /** Marks all that `from` leads to in `seen` (indexed by draft; grows as needed by the caller). */
  reach(from: number, seen: number[]): void {
    if (seen[from]) return;
    const work = [from];
    seen[from] = 1;
    while (work.length > 0) {
      for (const next of this.drafts[work.pop() ?? 0]?.succ ?? []) {
        if (seen[next]) continue;
        seen[next] = 1;
        work.push(next);
      }
    }
  }

  get size(): number {
    return this.drafts.length;
  }

  /** The finished graph: only what `entry` reaches, in reverse postorder. */
  finish(entry: number, exit: number): Finished {
    const forward = this.collapse(exit);
    for (const { succ } of this.drafts) for (let i = 0; i < succ.length; i++) succ[i] = forward[succ[i]!]!;
    let first = forward[entry] ?? entry;
    const seen = zeros(this.drafts.length);
    let order = this.order(first, seen);
    // the entry keeps a node of its own when the function starts with a loop: nothing jumps to the entry
    if (first !== entry && order.backEdges.some(([, to]) => to === first)) {
      first = entry;
      order = this.order(first, seen.fill(0));
    }
    const ids = zeros(this.drafts.length).fill(-1);
    order.postorder.reverse();
    order.postorder.forEach((draft, id) => {
      ids[draft] = id;
    });
    const nodes = order.postorder.map((draft, id): CfgNode => {
      const { op, at, succ } = this.drafts[draft] as Draft;
      const lost = succ.length === 0 && draft !== exit && op.k !== 'leave';
      for (let i = 0; i < succ.length; i++) succ[i] = ids[succ[i]!] ?? 0;
      return { id, op: lost && op.k === 'nop' ? { k: 'leave' } : op, succ, at };
    });
    const exitId = ids[exit] ?? -1;
    return {
      nodes,
      exit: exitId < 0 ? undefined : exitId,
      backEdges: order.backEdges.map(([from, to]) => [ids[from] ?? 0, ids[to] ?? 0] as const),
    };
  }

  /** Where an edge to each draft leads once joins are gone. A ring of joins (an empty endless loop) keeps one of them. */
  private collapse(exit: number): number[] {
    const forward = zeros(this.drafts.length).fill(-1);
    const onTrail = zeros(this.drafts.length);
    for (let start = 0; start < this.drafts.length; start++) {
      const trail: number[] = [];
      let at = start;
      let target = -1;
      while (target < 0) {
        const draft = this.drafts[at] as Draft;
        if (forward[at] !== -1) target = forward[at] as number;
        else if (onTrail[at] || at === exit || draft.succ.length !== 1 || !isPassage(draft.op)) target = at;
        else {
          onTrail[at] = 1;
          trail.push(at);
          at = draft.succ[0] as number;
        }
      }
      forward[at] = target;
      for (const id of trail) {
        forward[id] = target;
        onTrail[id] = 0;
      }
    }
    return forward;
  }

  private startOf(id: number): number {
    return this.drafts[id]?.at[0] ?? 0;
  }

  private order(first: number, seen: number[]): { postorder: number[]; backEdges: [number, number][] } {
    const postorder: number[] = [];
    const backEdges: [number, number][] = [];
    // the way here: nodes, and of each the successors in the order in which they are gone to, and how many are left
    const trail: number[] = [];
    const ways: (readonly number[])[] = [];
    const left: number[] = [];
    const enter = (id: number): void => {
      seen[id] = 1;
      const succ = this.drafts[id]!.succ;
      trail.push(id);
      ways.push(succ.length > 1 ? this.byText(succ) : succ);
      left.push(succ.length);
    };
    enter(first);
    while (trail.length > 0) {
      const top = trail.length - 1;
      const from = trail[top]!;
      const next = --left[top]!;
      if (next < 0) {
        seen[from] = 2;
        postorder.push(from);
        trail.pop();
        ways.pop();
        left.pop();
        continue;
      }
      const to = ways[top]![next]!;
      if (!seen[to]) enter(to);
      else if (seen[to] === 1) backEdges.push([from, to]);
    }
    return { postorder, backEdges };
  }

  /** What stands last in the text is gone to first: ids then follow the text, and a loop's body comes before what follows the loop. */
  private byText(succ: readonly number[]): readonly number[] {
    if (succ.length === 2 && this.startOf(succ[0]!) <= this.startOf(succ[1]!)) return succ;
    return [...succ].sort((a, b) => this.startOf(a) - this.startOf(b));
  }
}

/** A node that does nothing when it has a single successor. */
function isPassage(op: Op): boolean {
  return op.k === 'nop' || op.k === 'choose';
}
