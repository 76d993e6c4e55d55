/** Paths that wait to be followed. Those at the lowest node go on first: whoever can come to a join has come when it is left. */
import type { State } from './state.ts';

export class Waiting {
  /** by node, in the order in which they came */
  private readonly at: (State[] | undefined)[];
  /** nodes where somebody waits, each once, in no order: they are few */
  private readonly nodes: number[] = [];

  /** `size`: how many nodes there are */
  constructor(size: number) {
    this.at = new Array(size);
  }

  add(node: number, s: State): void {
    const there = this.at[node];
    if (there === undefined) this.at[node] = [s];
    else there.push(s);
    if (there === undefined || there.length === 1) this.nodes.push(node);
  }

  /** The lowest node where somebody waits; -1 when nobody does. */
  lowest(): number {
    const { nodes } = this;
    if (nodes.length === 0) return -1;
    let min = nodes[0]!;
    for (let i = 1; i < nodes.length; i++) if (nodes[i]! < min) min = nodes[i]!;
    return min;
  }

  /** Who came first to a node where somebody waits. */
  take(node: number): State {
    const there = this.at[node]!;
    const s = there.shift()!;
    if (there.length === 0) {
      const last = this.nodes.pop()!;
      if (last !== node) this.nodes[this.nodes.indexOf(node)] = last;
    }
    return s;
  }
}
