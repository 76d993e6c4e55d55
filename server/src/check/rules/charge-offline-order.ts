import type { Contract, State } from '../../model/index.ts';
import type { Rule } from '../rule.ts';

function waitsFor(c: Contract | undefined): string[] {
  if (c?.from !== 'model') return [];
  return [...new Set(c.outcomes.flatMap((o) => o.marks.map((m) => m.what)))].filter((w) => w.startsWith('after ')).map((w) => w.slice(6));
}

/** Two calls of one function, made in the other order than the model says (`after(NAME)`). */
export const chargeOfflineOrder: Rule = {
  name: 'charge/offline-order',
  severity: 'error',
  summary: 'work on a memcg ordered wrongly against its offline, reparent, release or free',
  start(c) {
    // node of a call that has to wait -> what for
    const waiting = new Map<number, { by: string; names: string[] }>();
    const calls: { node: number; name: string; state: State }[] = [];
    return {
      call(s, e) {
        if (e.name === undefined || s.lossy || s.blind) return;
        const names = waitsFor(e.contract);
        if (names.length > 0) waiting.set(e.site.node, { by: e.name, names });
        if (!calls.some((k) => k.node === e.site.node)) calls.push({ node: e.site.node, name: e.name, state: s.clone() });
      },
      finish() {
        const reach = (from: number): Set<number> => {
          const seen = new Set<number>();
          const stack = [...c.cfg.nodes[from]!.succ];
          for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
            if (seen.has(i)) continue;
            seen.add(i);
            stack.push(...c.cfg.nodes[i]!.succ);
          }
          return seen;
        };
        for (const [node, w] of waiting) {
          const behind = reach(node);
          for (const k of calls) {
            if (!w.names.includes(k.name) || !behind.has(k.node)) continue;
            // done before as well, or in a loop: the order is right somewhere
            if (calls.some((o) => o.name === k.name && reach(o.node).has(node))) continue;
            const at = c.cfg.nodes[k.node]!.at;
            c.report({
              at: c.cfg.nodes[node]!.at,
              state: k.state,
              object: w.by,
              confidence: 'medium',
              message: `${w.by}() runs before ${k.name}(): until that is done, others can still reach the memcg, and what ${w.by}() did is undone or its object gone`,
              remedy: `call ${k.name}() first`,
              last: `${k.name}() comes only later, at ${c.text.slice(at[0], at[1]).split('\n', 1)[0]}`,
            });
          }
        }
      },
    };
  },
};
