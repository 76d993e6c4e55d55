import type { Cfg } from '../../c/cfg.ts';
import { predecessors } from '../../c/index.ts';
import { maskOf, NEG, type State, type Term } from '../../model/index.ts';
import type { Exit } from '../exits.ts';
import type { Rule } from '../rule.ts';

const WHERE: Record<string, string> = { SWAPCACHE: 'in the swap cache', PAGECACHE: 'in the page cache', TREE: 'in the tree' };

/** What the path has made visible and not taken back. */
function visible(s: State): { object: Term; where: string; at: readonly [number, number] }[] {
  const out: { object: Term; where: string; at: readonly [number, number] }[] = [];
  for (const m of s.marks) {
    if (!m.object) continue;
    const [verb, where] = m.what.split(' ') as [string, string | undefined];
    if (verb === 'publish' && where && WHERE[where]) out.push({ object: m.object, where, at: m.at });
    if (verb === 'unpublish') {
      const i = out.findIndex((x) => x.object === m.object && x.where === where);
      // taken out by its index or key, not by its address: the last one that went in there
      const j = i >= 0 ? i : out.findLastIndex((x) => x.where === where);
      if (j >= 0) out.splice(j, 1);
    }
  }
  return out;
}

const UNDOES = /(?:^|_)(?:unlink|undo|unwind|cleanup|teardown|destroy|abort|revert|rollback|remove|delete|erase)(?:_|$)/;

/** Right before it leaves there, it takes something apart of which the model knows nothing: what was made visible hangs from that as a rule. */
function takesApart(cfg: Cfg, at: number): boolean {
  const preds = predecessors(cfg);
  let n = cfg.nodes.find(({ op, at: [from] }) => op.k === 'return' && from === at);
  for (let steps = 0; n && steps < 12; steps++) {
    if (n.op.k === 'call' && n.op.name !== undefined && UNDOES.test(n.op.name)) return true;
    const above: readonly number[] = preds[n.id]!;
    n = above.length === 1 ? cfg.nodes[above[0]!] : undefined;
  }
  return false;
}

/** A failure is returned with the object left where others find it, at the same place where success left it. */
export const chargeFallibleAfterCommit: Rule = {
  name: 'charge/fallible-after-commit',
  severity: 'error',
  summary: 'something that can fail comes after the point of no return',
  start(c) {
    const mask = (e: Exit): number => (c.cfg.isVoid || !e.ret ? 0 : maskOf(e.ret, e.state.facts));
    return {
      finish(r) {
        const good = r.exits.filter((e) => mask(e) !== 0 && !(mask(e) & NEG));
        if (c.cfg.returnsPointer || good.length === 0) return;
        for (const e of r.exits) {
          if (e.state.lossy || mask(e) !== NEG) continue;
          for (const v of visible(e.state)) {
            if (!good.some((g) => visible(g.state).some((x) => x.at[0] === v.at[0]))) continue;
            if (takesApart(c.cfg, e.at[0])) continue;
            const o = c.say(e.state, v.object);
            c.report({
              at: e.at,
              state: e.state,
              object: o,
              from: [v.at[0], v.at[1]],
              confidence: 'low',
              message: `fails after ${o} was made visible ${WHERE[v.where]}, and leaves it there: others have found it by now, and the caller takes it for undone`,
              remedy: `do what can fail before ${o} becomes visible, or take it back first`,
              last: `returns the failure with ${o} ${WHERE[v.where]}`,
            });
          }
        }
      },
    };
  },
};
