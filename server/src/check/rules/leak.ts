import { eachPart, isCharge, type Ref, rootOf, type State, type Term } from '../../model/index.ts';
import { type Exit, isPromise } from '../exits.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** The caller, or somebody else, can still reach the object. */
function handedOver(e: Exit, r: Ref): boolean {
  if (r.escaped) return true;
  const root = rootOf(r.object);
  if (root !== r.object && [...e.state.refs.values()].some((q) => q.object === root && q.escaped)) return true;
  let hit = false;
  const look = (t: Term | undefined) => {
    if (t) {
      eachPart(t, (p) => {
        if (
          p === r.object ||
          ((r.object.k === 'field' || r.object.k === 'load') && p === rootOf(r.object)) ||
          (r.object.k === 'field' && p === r.object.base)
        )
          hit = true;
      });
    }
  };
  look(e.ret);
  for (const [place, v] of e.state.memory) if (place.k !== 'local') look(v);
  return hit;
}

function reportLeaks(
  c: RuleContext,
  exits: readonly Exit[],
  kinds: (kind: string) => boolean,
  word: (r: Ref, s: State) => { what: string; why: string; remedy: string },
): void {
  if (c.promised?.outcomes.some((o) => o.refs.some((q) => q.count > 0))) return;
  const done = new Set<string>();
  for (const e of exits) {
    if (e.state.lossy) continue;
    for (const r of e.state.refs.values()) {
      if (r.count <= 0 || !kinds(r.kind) || handedOver(e, r)) continue;
      if (!r.born && !pairedElsewhere(r, exits, c, e)) continue;
      const k = `${e.at[0]}/${r.object.id}`;
      if (done.has(k)) continue;
      done.add(k);
      const w = word(r, e.state);
      c.report({
        at: e.at,
        state: e.state,
        object: c.say(e.state, r.object),
        from: r.at,
        confidence: r.born ? 'high' : 'medium',
        message: `${w.what} is lost here: ${r.by}() ${r.born ? 'returned it' : 'took it'}, nothing on this path gives it back; ${w.why}`,
        remedy: w.remedy,
        last: `leaves with ${w.what}`,
      });
    }
  }
}

/** Taken on a borrowed object: only where other ways out put it back, and the result does not tell them apart. */
function pairedElsewhere(r: Ref, exits: readonly Exit[], c: RuleContext, self: Exit): boolean {
  const count = (x: Exit) => x.state.ref(r.object, r.kind);
  const odd = exits.filter((x) => (count(x)?.count ?? 0) > 0);
  const even = exits.filter((x) => {
    const q = count(x);
    return q && q.count === 0 && q.node === r.node;
  });
  return (
    even.length > 0 &&
    odd.includes(self) &&
    !isPromise(
      odd,
      exits.filter((x) => !odd.includes(x)),
      c.cfg,
    )
  );
}

/** A reference that the path owns and nobody can drop any more. */
export const leak: Rule = {
  name: 'ref/leak',
  severity: 'error',
  summary: 'a path loses the last handle to a reference that it owns',
  start(c) {
    return {
      finish(r) {
        reportLeaks(
          c,
          r.exits,
          (k) => k !== 'ITER' && !isCharge(k),
          (ref, s) => {
            const o = c.say(s, ref.object);
            if (ref.kind === 'MEM') return { what: `the memory of ${o}`, why: 'it is never freed', remedy: `free ${o} on this path` };
            return { what: `the reference to ${o}`, why: 'the object can never be freed', remedy: `put ${o} on this path` };
          },
        );
      },
    };
  },
};

/** The reference that an iterator holds on its current item. */
export const iteratorLeak: Rule = {
  name: 'ref/iterator-leak',
  severity: 'error',
  summary: 'an iterator that holds a reference is left without its break',
  start(c) {
    return {
      finish(r) {
        reportLeaks(
          c,
          r.exits,
          (k) => k === 'ITER',
          (ref, s) => {
            const o = c.say(s, ref.object);
            return {
              what: `the iterator's reference to ${o}`,
              why: `${o} can never be freed`,
              remedy: `leave the walk through mem_cgroup_iter_break(), or put ${o}`,
            };
          },
        );
      },
    };
  },
};
