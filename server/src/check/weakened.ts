/**
 * Two images of one function, and a statement that does less than the one it took the place of: a result that was looked at and is thrown away, a
 * pointer that was cleared when what it leads to was freed, a list that was changed in the way that its lockless readers need, a reference that
 * was tried for. Only this direction is told; its opposite is how each is mended. Graphs are compared, no path is run.
 */
import type { Span } from '../c/ast.ts';
import type { CfgNode } from '../c/cfg.ts';
import { kindOf } from './givebacks.ts';
import { align, assigned, type ImageSide } from './graphs.ts';
import { flat } from './one-line.ts';

export interface Weakened {
  /** `result`: its failure was handled. `stays`: the pointer was cleared. `rcu`: published for readers. `sure`: the attempt could fail */
  readonly kind: 'result' | 'stays' | 'rcu' | 'sure';
  /** of the old image for `result` and `stays`, of the new one else */
  readonly at: Span;
  /** what stood there */
  readonly was: string;
  /** what is done now: the call, or the give-back that is left alone */
  readonly is: string;
  /** the callee, the pointer, the list, the object */
  readonly object: string;
}

type CallNode = CfgNode & { op: { k: 'call' } };

const textOf = (s: ImageSide, at: Span): string => flat(s.text.slice(at[0], at[1]));
const isCall = (n: CfgNode): n is CallNode => n.op.k === 'call' && n.op.name !== undefined && !n.op.implicit;
const argsOf = (n: CallNode, s: ImageSide): string => n.op.args.map((a) => textOf(s, a.at)).join(', ');

export function weakened(before: ImageSide, after: ImageSide, same = align(before, after)): Weakened[] {
  if (!same) return [];
  const kept = new Set(same.values());
  const gone = before.cfg.nodes.filter((n) => !same.has(n.id));
  const come = after.cfg.nodes.filter((n) => !kept.has(n.id) && isCall(n)) as CallNode[];
  return [...thrownAway(gone, before, after, same), ...leftLying(gone, before, after, same), ...plainer(gone, come, before, after)];
}

/** `ret = f(); if (ret) goto out;` became `f();` */
function thrownAway(gone: readonly CfgNode[], before: ImageSide, after: ImageSide, same: ReadonlyMap<number, number>): Weakened[] {
  const out: Weakened[] = [];
  for (const n of gone) {
    if (n.op.k !== 'assign' || n.op.dst.k !== 'id' || n.op.src.k !== 'id' || !n.op.src.name.startsWith('$')) continue;
    const value = n.op.dst.name;
    const result = n.op.src.name;
    const call = before.cfg.nodes.find((c): c is CallNode => isCall(c) && c.op.dst === result);
    // tested right behind it
    const tested = gone.some(
      (t) => t.op.k === 'branch' && n.succ.includes(t.id) && new RegExp(`\\b${value.replace(/@\d+$/, '')}\\b`).test(textOf(before, t.at)),
    );
    const there = call && after.cfg.nodes[same.get(call.id) ?? -1];
    if (!call || !tested || !there || there.op.k !== 'call' || there.op.dst !== undefined) continue;
    out.push({ kind: 'result', at: n.at, was: textOf(before, n.at), is: textOf(after, there.at), object: call.op.name! });
  }
  return out;
}

/** `kfree(x->p); x->p = NULL;` became `kfree(x->p);` */
function leftLying(gone: readonly CfgNode[], before: ImageSide, after: ImageSide, same: ReadonlyMap<number, number>): Weakened[] {
  const out: Weakened[] = [];
  const frees = (n: CfgNode): n is CallNode => isCall(n) && (/^(?:k|v|kv)free(?:_|$)/.test(n.op.name!) || kindOf(n.op.name!) === 'ref');
  const clears = (s: ImageSide, place: string): number => s.cfg.nodes.filter((n) => isNull(n) && assigned(n, s.text) === place).length;
  for (const n of gone) {
    const place = isNull(n) ? assigned(n, before.text) : undefined;
    if (place === undefined || !/->|\./.test(place) || clears(after, place) >= clears(before, place)) continue;
    const give = before.cfg.nodes.find((g) => frees(g) && same.has(g.id) && g.op.args[0] && textOf(before, g.op.args[0].at) === place);
    if (give) out.push({ kind: 'stays', at: n.at, was: textOf(before, n.at), is: textOf(before, give.at), object: place });
  }
  return out;
}

function isNull(n: CfgNode): boolean {
  if (n.op.k !== 'assign' || n.op.dst.k === 'id') return false;
  return (n.op.src.k === 'id' && n.op.src.name === 'NULL') || (n.op.src.k === 'num' && n.op.src.value === 0);
}

/** list_add_rcu() became list_add(), css_tryget() became css_get(); with the same arguments. */
function plainer(gone: readonly CfgNode[], come: readonly CallNode[], before: ImageSide, after: ImageSide): Weakened[] {
  const out: Weakened[] = [];
  for (const n of gone) {
    if (!isCall(n)) continue;
    const name = n.op.name!;
    const plain = /^h?list_\w+_rcu$/.test(name)
      ? name.slice(0, -4)
      : /_?tryget(?:_\w+)?$/.test(name)
        ? name.replace(/tryget(?:_\w+)?$/, 'get')
        : undefined;
    const is = plain && come.find((c) => c.op.name === plain && argsOf(c, after) === argsOf(n, before));
    if (!is) continue;
    const object = textOf(after, is.op.args.at(-1)?.at ?? is.at);
    out.push({ kind: name.endsWith('_rcu') ? 'rcu' : 'sure', at: is.at, was: textOf(before, n.at), is: textOf(after, is.at), object });
  }
  return out;
}
