import type { Span } from '../../c/ast.ts';
import type { Cfg } from '../../c/cfg.ts';
import { isKept, sourcesOf, valuesOf } from '../kept.ts';
import { loopAround } from '../loops.ts';
import type { Rule } from '../rule.ts';

/** What ends the walk for its current item, or gives the item back. */
const ENDS = /_iter_break$|(?:^|_)put(?:_|$)/;

/**
 * A walk whose cursor lies in an object, and a loop that is left before the walk is over: the reference of the last step stays behind in the cursor.
 * That may be meant, for the next call to go on from there. So it is asked of patches only.
 */
export const cursorLeft: Rule = {
  name: 'ref/iterator-leak',
  severity: 'error',
  summary: 'an iterator that holds a reference is left without its break',
  start(c) {
    const sources = sourcesOf(c.cfg);
    if (sources.size === 0) return {};
    const told = new Set<number>();
    return {
      access(s, e) {
        const from = e.write ? sources.get(e.at[0]) : undefined;
        if (from === undefined || s.lossy || told.has(e.at[0])) return;
        const ref = [...s.refs.values()].find((r) => r.kind === 'ITER' && r.count > 0 && valuesOf(s, from).includes(r.object));
        if (!ref || !isKept(ref, e.place)) return;
        told.add(e.at[0]);
        const where = c.text.slice(e.at[0], e.at[1]);
        const left = firstWayOut(c.cfg, c.text, e.at, where);
        if (!left) return;
        c.report({
          at: left,
          state: s,
          object: where,
          from: ref.at,
          confidence: 'low',
          message: `the walk is left here while ${where} holds the reference of its last step, and nothing in sight calls the break: right only if the next call goes on from there, and somebody gives it back when none comes`,
          remedy: `call ${ref.by}_break() and clear ${where} before leaving, or say who goes on`,
          last: `leaves the walk with ${where} as it is`,
        });
      },
    };
  },
};

/** The condition of the first way out of the loop around the store, from which no way leads to what ends the walk. */
function firstWayOut(cfg: Cfg, text: string, store: Span, cursor: string): Span | undefined {
  const node = cfg.nodes.find((n) => n.op.k === 'assign' && n.op.dst.at[0] === store[0]);
  const loop = node && loopAround(cfg, node.id);
  if (!loop) return undefined;
  const turns = new Set(cfg.backEdges.flat());
  for (const id of [...loop].sort((a, b) => a - b)) {
    const n = cfg.nodes[id]!;
    // the loop's own condition says that it is done, and the end of the walk leaves nothing behind
    if (n.op.k !== 'branch' || turns.has(id) || text.slice(...n.at).includes(cursor)) continue;
    const out = n.succ.find((t) => !loop.has(t));
    if (out !== undefined && !endsWalk(cfg, text, out, cursor)) return n.at;
  }
  return undefined;
}

function endsWalk(cfg: Cfg, text: string, from: number, cursor: string): boolean {
  const seen = new Set<number>();
  const queue = [from];
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    const { op, at, succ } = cfg.nodes[i]!;
    if (op.k === 'call' && op.name !== undefined && ENDS.test(op.name) && text.slice(...at).includes(cursor)) return true;
    queue.push(...succ);
  }
  return false;
}
