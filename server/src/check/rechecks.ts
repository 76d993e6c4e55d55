/**
 * A look that is not taken again. Behind the taking of a lock the old image asked whether things are still as they were before, and left if not; the new
 * one does not ask. Told only where the text shows that it was asked *again*: the lock had been released before, the same was asked before it was
 * taken, or the function is there to look again. Graphs are compared, no path is run.
 */
import type { CfgNode } from '../c/cfg.ts';
import { predecessors } from '../c/index.ts';
import { align, assigned, type ImageSide } from './graphs.ts';
import { argsOf, type CallNode, isCall, type Lapse, reachedFrom, textAt } from './lapse.ts';

const TAKES =
  /(?:^|_)lock(?:_(?:irq|irqsave|bh|nested|page|folio|killable|interruptible))*$|^down_(?:read|write)(?:_killable)?$|_lock_(?:read|write)$|^lock_page(?:_killable)?$/;
const DROPS = /(?:^|_)unlock(?:_(?:irq|irqrestore|bh|page|folio|read|write))*$|^up_(?:read|write)$|^unlock_page$/;
const LOOKS_AGAIN = /revalidate|recheck/;
const MUTE = /^(?:pr_|printk|trace_|(?:VM_)?(?:WARN|BUG)|might_|lockdep_|IS_ERR|PTR_ERR|cond_resched)/;

/** What the task or the CPU is asked about itself: no lock guards it, and no counter goes by it. */
export const ABOUT_ITSELF = /signal_pending|need_resched|should_(?:stop|resched)|freezing\(|in_(?:interrupt|task|atomic)\(/;

const objectOf = (n: CallNode, s: ImageSide): string => argsOf(n, s)[0] ?? n.op.name!;

export function lostRechecks(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  const preds = predecessors(before.cfg);
  const out: Lapse[] = [];
  const kept = new Set(same.values());
  const asksAnew = after.cfg.nodes.some((m) => m.op.k === 'branch' && !kept.has(m.id));
  for (const n of before.cfg.nodes) {
    if (n.op.k !== 'branch' || same.has(n.id)) continue;
    const test = textAt(before, n.at);
    // an error of this function's own calls is no state of others; what is asked in new words is asked
    if (/^(?:ret|err|error|rc|r|res)\b|^!(?:ret|err)\b/.test(test) || asksAnew || ABOUT_ITSELF.test(test)) continue;
    if (!leaves(before, n, same)) continue;
    const take = takenAbove(before, n, preds);
    if (!take && LOOKS_AGAIN.test(before.cfg.name) && /->/.test(test) && out.length === 0) {
      out.push({
        rule: 'lock/stale-after-unlock',
        side: 'old',
        at: n.at,
        object: test,
        message: `${test} is not asked any more, and ${before.cfg.name}() is there to look again at what may have changed while no lock was held`,
        remedy: `keep asking ${test}`,
        path: [{ at: n.at, note: `${test} was asked here before the patch` }],
      });
      continue;
    }
    if (!take || !same.has(take.id)) continue;
    const lock = objectOf(take, before);
    const why = isAgain(before, n, take, lock, test);
    if (!why) continue;
    if (out.some((o) => o.object === lock && o.rule === 'lock/stale-after-unlock')) continue;
    out.push({
      rule: 'lock/stale-after-unlock',
      side: 'old',
      at: n.at,
      object: lock,
      message: `${test} is not asked behind ${textAt(before, take.at)} any more: ${why}, and what was so then may not be so any more`,
      remedy: `ask ${test} again once the lock is held`,
      path: [
        { at: take.at, note: `${textAt(before, take.at)}` },
        { at: n.at, note: `${test} was asked here before the patch` },
      ],
    });
  }
  return out;
}

/** One side of the branch goes away from what stands behind it: it comes to no node of the other side that is known in both images, but the way out. */
function leaves(s: ImageSide, n: CfgNode, same: ReadonlyMap<number, number>): boolean {
  const length = (from: number): number => {
    let i: number | undefined = from;
    for (let steps = 0; i !== undefined && steps < 14; steps++) {
      const k: CfgNode = s.cfg.nodes[i]!;
      if (k.op.k === 'return' || k.op.k === 'leave') return steps;
      if (k.succ.length !== 1) return 99;
      i = k.succ[0];
    }
    return 99;
  };
  const [a, b] = [length(n.succ[0]!), length(n.succ[1]!)];
  if (Math.min(a, b) === 99) {
    // a label with something to undo: the side joins late
    const [x, y] = n.succ.map((t) => reachedFrom(s.cfg, [t]));
    const stays = (p: ReadonlySet<number>, q: ReadonlySet<number>): number =>
      [...q].filter((i) => !p.has(i) && same.has(i) && s.cfg.nodes[i]!.op.k === 'call').length;
    return Math.max(stays(x!, y!), stays(y!, x!)) >= 2;
  }
  return true;
}

/** The lock that was taken right above: nothing but looks lies between. */
function takenAbove(s: ImageSide, n: CfgNode, preds: readonly (readonly number[])[]): CallNode | undefined {
  let i: number | undefined = preds[n.id]![0];
  for (let steps = 0; i !== undefined && steps < 14; steps++) {
    const k: CfgNode = s.cfg.nodes[i]!;
    if (isCall(k)) {
      if (TAKES.test(k.op.name!) && !DROPS.test(k.op.name!)) return k;
      if (DROPS.test(k.op.name!)) return undefined;
      if (k.op.dst === undefined && !MUTE.test(k.op.name!)) return undefined;
    } else if (k.op.k === 'gap' || k.op.k === 'foreach' || k.op.k === 'update' || (k.op.k === 'assign' && k.op.dst.k !== 'id'))
      return undefined;
    // the straight way up: of two the one that is no early exit
    i = preds[k.id]!.length === 1 ? preds[k.id]![0] : undefined;
  }
  return undefined;
}

function isAgain(s: ImageSide, n: CfgNode, take: CallNode, lock: string, test: string): string | undefined {
  const above = new Set<number>();
  for (const k of s.cfg.nodes) if (k.id < take.id && reachedFrom(s.cfg, k.succ).has(take.id)) above.add(k.id);
  for (const k of s.cfg.nodes) {
    if (!above.has(k.id)) continue;
    if (isCall(k) && DROPS.test(k.op.name!) && objectOf(k, s) === lock) return `${textAt(s, k.at)} let go of it before`;
    if (k.op.k === 'branch' && textAt(s, k.at) === test) return 'it was asked before without the lock';
  }
  // what was read before the lock was taken is compared with what is there now
  const value = n.op.k === 'branch' ? n.op.cond : undefined;
  if (value?.k === 'binary' && /^[=!]=$/.test(value.op)) {
    for (const side of [value.l, value.r]) {
      const word = textAt(s, side.at);
      const other = textAt(s, (side === value.l ? value.r : value.l).at);
      const set = s.cfg.nodes.find((k) => above.has(k.id) && side.k === 'id' && assigned(k, s.text) === word && k.op.k === 'assign');
      if (set?.op.k === 'assign' && /->|\(/.test(other) && textAt(s, set.op.src.at).replace(/^READ_ONCE\((.*)\)$/, '$1') === other)
        return `${word} was read before it was taken`;
    }
  }
  return LOOKS_AGAIN.test(s.cfg.name) ? 'this function is there to look again' : undefined;
}
