/** References that a function stores in a place that outlives the call. */
import type { Cfg } from '../c/cfg.ts';
import { type Ref, rootOf, type State, type Term } from '../model/index.ts';

/** A cursor is kept from one walk to the next wherever it lies; of other references only those that a global holds. */
export function isKept(r: Ref, place: Term): boolean {
  const root = rootOf(place);
  return root.k === 'global' ? place.k !== 'field' || r.kind === 'ITER' : r.kind === 'ITER' && place.k === 'field' && root.k !== 'local';
}

/** Assignments to members, by where the member is written: the variable whose value goes there. */
export function sourcesOf(cfg: Cfg): ReadonlyMap<number, string> {
  const out = new Map<number, string>();
  for (const n of cfg.nodes) if (n.op.k === 'assign' && n.op.dst.k !== 'id' && n.op.src.k === 'id') out.set(n.op.dst.at[0], n.op.src.name);
  return out;
}

/** The values that a variable of that name has on this path, before it is stored. */
export function valuesOf(s: State, name: string): Term[] {
  const out: Term[] = [];
  for (const [place, v] of s.memory) if (place.k === 'local' && place.name === name) out.push(v);
  return out;
}
