/**
 * Where paths come together: those that have become alike are one, and where too many stay apart, those that agree on locks, references
 * and context are joined; what such a path knows is marked `lossy`.
 */
import type { Cfg } from '../c/cfg.ts';
import { zeros } from '../c/index.ts';
import type { Horizon } from './horizon.ts';
import { joinInto, weaken } from './merge.ts';
import type { State } from './state.ts';
import type { Arena } from './terms.ts';

/** states kept apart at one join before similar ones are joined; a contract folds them together in the end anyhow */
const APART = 24;
const APART_FOR_CONTRACT = 3;
/** states at one join from which on paths forget what only helps to see a second put or unlock */
const CROWDED = 40;
/** states at one join in all */
const MOST = 1500;

interface Join {
  /** by key: the state that was let in; once it has gone on, what was known of it then */
  readonly seen: Seen;
  /** by signature: what those that came behind the first `APART` were joined to; most joins have none */
  kept: Map<number, State> | undefined;
}

/** States by their keys: at most joins there are a few, for which a list is quicker than a map. */
class Seen {
  private readonly keys: number[] = [];
  private readonly states: State[] = [];
  private places: Map<number, number> | undefined;

  get size(): number {
    return this.keys.length;
  }

  get(key: number): State | undefined {
    const at = this.find(key);
    return at < 0 ? undefined : this.states[at];
  }

  set(key: number, s: State): void {
    const at = this.find(key);
    if (at >= 0) {
      this.states[at] = s;
      return;
    }
    const end = this.keys.push(key) - 1;
    this.states.push(s);
    if (this.places) this.places.set(key, end);
    else if (end === LISTED) this.places = new Map(this.keys.map((k, i) => [k, i]));
  }

  private find(key: number): number {
    return this.places ? (this.places.get(key) ?? -1) : this.keys.indexOf(key);
  }
}

/** states up to which a list is looked through */
const LISTED = 12;

export class Joins {
  /** states were turned away */
  full = false;
  private readonly horizon: Horizon;
  private readonly arena: Arena;
  private readonly asContract: boolean;
  /** nodes that are come to again when the states that wait there have gone on: those in loops */
  private readonly again: number[];
  private readonly joins: (Join | undefined)[] = [];

  constructor(cfg: Cfg, horizon: Horizon, arena: Arena, asContract: boolean) {
    // the lowest node goes on first, and only an edge back leads from a higher one to a lower one
    this.again = zeros(cfg.nodes.length);
    for (const { id, succ } of cfg.nodes) for (const to of succ) if (to <= id) this.again.fill(1, to, id + 1);
    this.horizon = horizon;
    this.arena = arena;
    this.asContract = asContract;
  }

  /** The state that goes on from the join `node` for one that comes to it; undefined when there is one already. */
  admit(node: number, s: State): State | undefined {
    this.horizon.prune(s, node);
    const join = (this.joins[node] ??= { seen: new Seen(), kept: undefined });
    const { seen } = join;
    let key = s.key();
    if (this.known(node, join, s, key)) return undefined;
    if (seen.size >= CROWDED && s.thin()) {
      key = s.key();
      if (this.known(node, join, s, key)) return undefined;
    }
    if (seen.size < (this.asContract ? APART_FOR_CONTRACT : APART)) return this.letIn(node, join, s, key);
    const signature = s.signature();
    const rep = join.kept?.get(signature);
    if (!rep) {
      if (seen.size >= MOST) {
        this.full = true;
        return undefined;
      }
      return this.letIn(node, join, s, key, signature);
    }
    // the first of its kind goes on as it is where something is to be proved
    if (rep.ticket && (rep.lossy || this.asContract)) {
      // one that has not gone on yet goes on as what it has become
      joinInto(rep, s, this.arena, node);
      rep.lossy = true;
      return undefined;
    }
    const joined = rep.clone();
    joinInto(joined, s, this.arena, node);
    joined.lossy = true;
    if (seen.size >= MOST) return undefined;
    const now = joined.key();
    return now === rep.key() ? undefined : this.letIn(node, join, joined, now, signature);
  }

  /** The state goes on: what is remembered of it is how it is now. */
  release(s: State): void {
    const { ticket } = s;
    if (!ticket) return;
    s.ticket = undefined;
    const { node, key, signature } = ticket;
    if (!this.again[node]) {
      // nobody will come to it any more
      this.joins[node] = undefined;
      return;
    }
    if (!this.asContract && signature === undefined) return;
    const join = this.joins[node]!;
    const now = s.clone();
    join.seen.set(key, now);
    if (signature !== undefined) join.kept!.set(signature, now);
  }

  private letIn(node: number, join: Join, s: State, key: number, signature?: number): State {
    join.seen.set(key, s);
    if (signature !== undefined) {
      join.kept ??= new Map();
      join.kept.set(signature, s);
    }
    s.ticket = { node, key, signature };
    return s;
  }

  /** One with the same key is there, and knows no more than this one; or can be made to, because it has not gone on yet. */
  private known(node: number, join: Join, s: State, key: number): boolean {
    const there = join.seen.get(key);
    if (!there) return false;
    if (!this.asContract || !weaken(there, s, this.arena, node) || there.ticket) return true;
    s.past = there.past.copy();
    s.written = there.written.copy();
    s.escapes = there.escapes;
    s.derefs = there.derefs;
    s.needs = there.needs;
    return false;
  }
}
