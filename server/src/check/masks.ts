/**
 * A gfp mask that is put together in one image so that it does not wait, and in the other one so that it does. Where the mask is handed to a call
 * as it stands, the rule lock/sleep-in-atomic sees it on its paths; here are those that are stored first. Graphs are compared, no path is run.
 */
import type { Span } from '../c/ast.ts';
import type { CfgNode } from '../c/cfg.ts';
import { mentions } from '../c/index.ts';
import { align, type ImageSide } from './graphs.ts';
import { flat } from './one-line.ts';

export interface TurnedMask {
  /** of the new image */
  readonly at: Span;
  readonly text: string;
  /** the flags that the two masks are made of, by their names */
  readonly was: string;
  readonly is: string;
  /** what takes waiting out of the very mask that puts it in: `~__GFP_RECLAIM` */
  readonly against?: string;
}

export const NOT_WAITING = /\bGFP_(?:ATOMIC|NOWAIT)\b/;
export const WAITING = /\bGFP_(?:KERNEL|USER|NOFS|NOIO|HIGHUSER)\w*/;
const CLEARS = /~\s*\(?\s*(?:GFP_(?:KERNEL|USER|NOFS|NOIO)|__GFP_(?:DIRECT_)?RECLAIM)\b/;

export function turnedMasks(before: ImageSide, after: ImageSide, same = align(before, after)): TurnedMask[] {
  if (!same) return [];
  const kept = new Set(same.values());
  const textOf = (n: CfgNode, s: ImageSide): string => flat(s.text.slice(n.at[0], n.at[1]));
  const isMask = (n: CfgNode): boolean => (n.op.k === 'assign' || n.op.k === 'update') && mentions(n.op.src, (w) => /^GFP_/.test(w));
  const without = (text: string, flags: RegExp): string => text.replace(flags, 'GFP');
  const gone = new Map<string, string>();
  for (const n of before.cfg.nodes) {
    const text = textOf(n, before);
    if (!same.has(n.id) && isMask(n) && NOT_WAITING.test(text)) gone.set(without(text, NOT_WAITING), text);
  }
  if (gone.size === 0) return [];
  const out: TurnedMask[] = [];
  for (const n of after.cfg.nodes) {
    const text = textOf(n, after);
    if (kept.has(n.id) || !isMask(n) || NOT_WAITING.test(text)) continue;
    // the flag that waits is one that was added, not one that is taken out of the mask
    const set = text.replace(new RegExp(CLEARS, 'g'), (m) => '~'.padEnd(m.length, '_'));
    for (const is of set.matchAll(new RegExp(WAITING, 'g'))) {
      const old = gone.get(`${text.slice(0, is.index)}GFP${text.slice(is.index + is[0].length)}`);
      if (old === undefined || out.some((o) => o.text === text)) continue;
      const against = CLEARS.exec(text) ?? clearedBefore(n, after, textOf);
      out.push({ at: n.at, text, was: NOT_WAITING.exec(old)![0], is: is[0], against: against ? flat(against[0]) : undefined });
    }
  }
  return out;
}

/** `gfp &= ~GFP_KERNEL; gfp |= ...`: the statement right before takes it out. */
function clearedBefore(n: CfgNode, s: ImageSide, textOf: (n: CfgNode, s: ImageSide) => string): RegExpExecArray | null {
  if (n.op.k !== 'update' || n.op.op !== '|') return null;
  const dst = flat(s.text.slice(n.op.dst.at[0], n.op.dst.at[1]));
  for (const p of s.cfg.nodes) {
    if (p.op.k !== 'update' || p.op.op !== '&' || p.succ[0] !== n.id) continue;
    if (flat(s.text.slice(p.op.dst.at[0], p.op.dst.at[1])) === dst) return CLEARS.exec(textOf(p, s));
  }
  return null;
}
