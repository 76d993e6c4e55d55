import type { Cfg, CfgNode } from '../../c/cfg.ts';
import type { Contract, State } from '../../model/index.ts';
import type { Rule } from '../rule.ts';

/** Takes something off an LRU; whoever keeps the answer means to put it back. */
const TAKES =
  /(?:^|_)(?:remove|del|delete|unlink|isolate)_(?:\w+_)?lru(?:_|$)|(?:^|_)lru_(?:remove|del|delete|isolate)(?:_|$)|(?:^|_)(?:remove|del)_\w*from_lru$/;
const RETURNS =
  /(?:^|_)(?:insert|add|putback|put_back|return|restore|readd)_(?:\w+_)?lru(?:_|$)|(?:^|_)lru_(?:insert|add|putback|put_back|readd)(?:_|$)|(?:^|_)\w*(?:into|back_to)_lru$/;

interface Taken {
  readonly call: CfgNode;
  readonly by: string;
  /** the variable that says whether anything was taken off */
  readonly kept: string;
}

/**
 * Something is taken off an LRU for the time being, a variable remembers it, and a way out that fails does not put it back. In a hunk the ways out may
 * be out of sight: where the model says that the function can fail, that is asked at the call.
 */
export const putBack: Rule = {
  name: 'charge/unpaired-stat',
  severity: 'warning',
  summary: 'a counter or record moves without its counterpart',
  start(c) {
    const taken = takenIn(c.cfg);
    if (taken.length === 0) return {};
    const told = new Set<number>();
    const tell = (s: State, t: Taken): void => {
      const seen = waysFrom(c.cfg, c.text, t);
      const lost = seen.returned ? seen.failing[0] : undefined;
      const unseen = !seen.returned && seen.outOfSight && !seen.asked && canFail(c.promised);
      if (!lost && !unseen) return;
      told.add(t.call.id);
      const sleeps = c.promised?.outcomes.some((o) => o.sleeps) ? 'sleep and ' : '';
      c.report({
        at: t.call.at,
        state: s,
        object: t.kept,
        confidence: lost ? 'medium' : 'low',
        message: lost
          ? `${t.by}() takes it off the LRU, and the way out that fails does not put it back, the others do: nobody finds it for reclaim any more`
          : `${t.by}() takes it off the LRU for as long as this function runs: it has to be put back wherever ${t.kept} says so, on every way out from here (${c.cfg.name}() may ${sleeps}fail behind this), and none of them is in sight`,
        remedy: lost
          ? `put back what ${t.kept} says before this way out`
          : `show that each way out looks at ${t.kept}, also where the charge or the allocation behind it fails`,
        last: lost ? 'leaves without putting it back' : `${t.kept} says what is to be put back`,
        ...(lost
          ? {
              steps: [
                { at: t.call.at, note: `${t.by}() takes it off the LRU` },
                { at: lost.at, note: 'leaves without putting it back' },
              ],
            }
          : {}),
      });
    };
    return {
      call(s, e) {
        const t = taken.find((x) => x.call.id === e.site.node);
        if (t && !told.has(t.call.id) && !s.lossy) tell(s, t);
      },
    };
  },
};

function takenIn(cfg: Cfg): Taken[] {
  const out: Taken[] = [];
  for (const n of cfg.nodes) {
    const { op } = n;
    if (op.k !== 'call' || op.name === undefined || op.dst === undefined || !TAKES.test(op.name)) continue;
    const keep = cfg.nodes.find((k) => k.op.k === 'assign' && k.op.dst.k === 'id' && k.op.src.k === 'id' && k.op.src.name === op.dst);
    if (keep?.op.k === 'assign' && keep.op.dst.k === 'id') out.push({ call: n, by: op.name, kept: keep.op.dst.name });
  }
  return out;
}

interface Ways {
  /** some way puts it back */
  readonly returned: boolean;
  /** returns of a failure that are come to with something taken off */
  readonly failing: readonly CfgNode[];
  readonly outOfSight: boolean;
  /** the variable is looked at somewhere */
  readonly asked: boolean;
}

function waysFrom(cfg: Cfg, text: string, t: Taken): Ways {
  const word = new RegExp(`\\b${t.kept.replace(/@\d+$/, '')}\\b`);
  const failing: CfgNode[] = [];
  let returned = false;
  let outOfSight = false;
  let asked = false;
  const seen = new Set<number>();
  const queue = [...t.call.succ];
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    const n = cfg.nodes[i]!;
    const { op } = n;
    if (op.k === 'gap' || op.k === 'leave') outOfSight = true;
    if (op.k === 'call' && op.name !== undefined && RETURNS.test(op.name)) {
      returned = true;
      continue;
    }
    if (op.k === 'return' && op.value && isFailure(text.slice(...op.value.at))) failing.push(n);
    if (op.k === 'branch' && word.test(text.slice(...n.at))) {
      asked = true;
      // one side of the question is the one on which nothing was taken off
      const negated = /==\s*(?:false|0)\b/.test(text.slice(...n.at));
      queue.push(n.succ[negated ? 1 : 0]!);
      continue;
    }
    queue.push(...n.succ);
  }
  return { returned, failing, outOfSight, asked };
}

function isFailure(value: string): boolean {
  return /^\(?\s*(?:NULL|false|-E[A-Z]+|ERR_PTR\(.*)/.test(value.trim());
}

function canFail(c: Contract | undefined): boolean {
  return c?.outcomes.some((o) => !(o.retMask & 2)) ?? false;
}
