/**
 * What a record holds for one object is counted for another. A branch has found that the record belongs to somebody else
 * (`if (stock->cached_pgdat != pgdat)`), and what the record has gathered (`stock->nr_bytes`) goes to the newcomer. No path is run.
 */
import type { Expr, Span } from '../c/ast.ts';
import { type ImageSide, reachable } from './graphs.ts';

export interface WrongOwner {
  readonly at: Span;
  readonly text: string;
  /** the object that is counted for */
  readonly object: string;
  /** the member that says whose it is, and what was gathered for that one: `stock->cached_pgdat`, `stock->nr_bytes` */
  readonly owner: string;
  readonly amount: string;
  readonly asked: Span;
}

const flat = (s: string): string => s.replace(/\s+/g, '').trim();
const COUNTS = /(?:^|_)(?:mod|add|sub|charge|uncharge|account|refill|flush|drain)(?:_|$)/;

/** the name of a member that says how much */
const AMOUNT = '\\w*(?:nr|count|bytes|pages|size|charge|_b)\\w*';

export function wrongOwners(s: ImageSide): WrongOwner[] {
  const out: WrongOwner[] = [];
  const textOf = (e: Expr): string => flat(s.text.slice(e.at[0], e.at[1]));
  for (const n of s.cfg.nodes) {
    if (n.op.k !== 'branch' || n.op.cond.k !== 'binary' || !/^[!=]=$/.test(n.op.cond.op)) continue;
    const { l, r, op } = n.op.cond;
    const [member, other] = l.k === 'member' && r.k === 'id' ? [l, r] : r.k === 'member' && l.k === 'id' ? [r, l] : [undefined, undefined];
    if (!member || !other || /^[A-Z_0-9]+$/.test(other.name)) continue;
    const record = textOf(member.base);
    const owner = textOf(member);
    const differs = n.succ[op === '!=' ? 0 : 1]!;
    const alike = reachable(s.cfg, n.id, differs);
    const seen = new Set<number>();
    const stack = [differs];
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      if (seen.has(i) || alike.has(i)) continue;
      seen.add(i);
      const k = s.cfg.nodes[i]!;
      // from here on it is the newcomer's
      if ((k.op.k === 'assign' || k.op.k === 'update') && [owner, other.name].includes(textOf(k.op.dst))) continue;
      if (k.op.k === 'call' && k.op.name !== undefined && COUNTS.test(k.op.name)) {
        const args = k.op.args.map(textOf);
        const amount = args.find((x) => x !== owner && new RegExp(`^-?${escape(record)}(?:->|\\.)${AMOUNT}$`).test(x));
        if (amount && args.includes(textOf(other)) && !out.some((o) => o.at[0] === k.at[0]))
          out.push({
            at: k.at,
            text: s.text.slice(...k.at).replace(/\s+/g, ' '),
            object: other.name.replace(/@\d+$/, ''),
            owner: s.text.slice(...member.at).replace(/\s+/g, ' '),
            amount: amount.replace(/^-/, ''),
            asked: n.at,
          });
      }
      stack.push(...k.succ);
    }
  }
  return out;
}

const escape = (s: string): string => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
