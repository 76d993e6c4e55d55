/**
 * What a patch lets slip, as the graphs of the two images show it beside each other. No path is run for it, so it is a question, with its reason.
 * Each kind is a file: hidden.ts, undone.ts, saved.ts, sections.ts, rechecks.ts, rests.ts, plain-calls.ts.
 */
import type { Expr, Span } from '../c/ast.ts';
import type { Cfg, CfgNode } from '../c/cfg.ts';
import { assigned, type ImageSide } from './graphs.ts';
import { flat } from './one-line.ts';
import type { PathStep } from './types.ts';

export interface Lapse {
  readonly rule: string;
  /** the image that `at` and the steps belong to */
  readonly side: 'new' | 'old';
  readonly at: Span;
  readonly object: string;
  readonly message: string;
  readonly remedy: string;
  readonly path: readonly PathStep[];
  /** a call that is missed; nothing is missed where the patch makes it elsewhere, or drops what it pairs with */
  readonly by?: string;
  /** it rests on what this callee does: not told where the patch writes or changes that itself */
  readonly callee?: string;
}

export type CallNode = CfgNode & { op: { k: 'call' } };

export const textAt = (s: ImageSide, at: Span): string => flat(s.text.slice(at[0], at[1]));

export const isCall = (n: CfgNode): n is CallNode => n.op.k === 'call' && n.op.name !== undefined && !n.op.implicit;

/** Arguments in the words of the source. */
export const argsOf = (n: CallNode, s: ImageSide): string[] => n.op.args.map((a) => textAt(s, a.at));

/** Successors without the edges that close a loop. */
export function onwardOf(cfg: Cfg): (i: number) => readonly number[] {
  const n = cfg.nodes.length;
  const back = new Set(cfg.backEdges.map(([f, t]) => f * n + t));
  return (i) => cfg.nodes[i]!.succ.filter((t) => !back.has(i * n + t));
}

/** Nodes that are come to from these (which are among them), loops not gone back; from a node where `stop` says so nothing goes on. */
export function reachedFrom(cfg: Cfg, from: readonly number[], stop: (n: CfgNode) => boolean = () => false): Set<number> {
  const onward = onwardOf(cfg);
  const seen = new Set<number>();
  const queue = [...from];
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    if (!stop(cfg.nodes[i]!)) queue.push(...onward(i));
  }
  return seen;
}

/** The call that made a temporary. */
export function makerOf(cfg: Cfg, e: Expr): CallNode | undefined {
  if (e.k !== 'id' || !e.name.startsWith('$')) return undefined;
  return cfg.nodes.find((c): c is CallNode => c.op.k === 'call' && c.op.dst === e.name && c.op.name !== undefined);
}

/** What an expression of a condition looks at: negations, casts and comparisons with a constant taken off. */
export function lookedAt(e: Expr): Expr {
  if (e.k === 'cast') return lookedAt(e.arg);
  if (e.k === 'unary' && e.op === '!') return lookedAt(e.arg);
  if (e.k === 'binary' && /^(?:[=!]=|[<>]=?)$/.test(e.op)) return lookedAt(isConstant(e.r) ? e.l : e.r);
  return e;
}

export function isConstant(e: Expr): boolean {
  if (e.k === 'num') return true;
  if (e.k === 'unary' && (e.op === '-' || e.op === '+')) return isConstant(e.arg);
  return e.k === 'id' && /^[A-Z][A-Z0-9_]*$|^true$|^false$/.test(e.name);
}

/** The call that gave what the branch asks for: directly, or as the last that the variable was set to on the straight way up. */
export function askedCall(s: ImageSide, branch: CfgNode, preds: readonly (readonly number[])[]): CallNode | undefined {
  if (branch.op.k !== 'branch') return undefined;
  const value = lookedAt(branch.op.cond);
  const direct = makerOf(s.cfg, value);
  const inner = direct && /^IS_ERR/.test(direct.op.name!) ? direct.op.args[0] : undefined;
  if (direct && !inner) return direct;
  const word = textAt(s, (inner ?? value).at);
  if (!/^[\w>.-]+$/.test(word) || isConstant(value)) return undefined;
  for (let i = preds[branch.id]![0], steps = 0; i !== undefined && steps < 24; steps++) {
    const n: CfgNode = s.cfg.nodes[i]!;
    if (assigned(n, s.text) === word) return n.op.k === 'assign' ? makerOf(s.cfg, n.op.src) : undefined;
    i = preds[i]![0];
  }
  return undefined;
}
