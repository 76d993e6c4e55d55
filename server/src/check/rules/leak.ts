import type { Cfg, CfgNode } from '../../c/index.ts';
import { eachPart, isCharge, type Ref, rootOf, type State, type Term, variableOf } from '../../model/index.ts';
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
      if (keptInAnotherBuild(e, r.object, c.cfg)) continue;
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

/**
 * What one build stores behind an `#ifdef`, another has no place for: there the object is a stub's, mostly NULL, and nothing is lost. This path
 * did not store it, and its way out is one that leads past the other side.
 */
function keptInAnotherBuild(e: Exit, object: Term, cfg: Cfg): boolean {
  const name = variableOf(rootOf(object));
  if (name === undefined || !cfg.nodes.some(({ op }) => op.k === 'choose' && op.on)) return false;
  const stores = ({ op }: CfgNode): boolean => op.k === 'assign' && op.dst.k !== 'id' && op.src.k === 'id' && op.src.name === name;
  const out = cfg.nodes.find(({ op, at }) => op.k === 'return' && at[0] === e.at[0])?.id ?? cfg.exit;
  if (out === undefined) return false;
  return cfg.nodes.some(
    ({ op, succ }) =>
      op.k === 'choose' &&
      succ.some((to, i) => {
        const others = succ.toSpliced(i, 1);
        return !!op.on?.[i]?.length && onlyThrough(cfg, to, others).some(stores) && reachable(cfg, others, new Set()).has(out);
      }),
  );
}

/** What comes behind `from` before it meets the ways from `others`. */
function onlyThrough(cfg: Cfg, from: number, others: readonly number[]): CfgNode[] {
  const met = reachable(cfg, others, new Set());
  return [...reachable(cfg, [from], met)].map((id) => cfg.nodes[id]!);
}

function reachable(cfg: Cfg, from: readonly number[], without: ReadonlySet<number>): Set<number> {
  const seen = new Set<number>();
  const open = from.filter((id) => !without.has(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const to of cfg.nodes[id]!.succ) if (!without.has(to)) open.push(to);
  }
  return seen;
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
            // Who was given a memcg holds a memcg, wherever its count is.
            const whole = ref.born ? /^&(\w+)->css$/.exec(o)?.[1] : undefined;
            if (whole !== undefined)
              return {
                what: `the reference to ${whole}`,
                why: 'the object can never be freed',
                remedy: `drop it with css_put(${o}) on this path`,
              };
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
