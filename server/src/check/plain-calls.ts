/**
 * A call that took care became its plain sister: a lock that was tried for is waited for, memory that was freed after a grace period goes at once, the
 * wait for readers goes or comes too late, a list is asked without care. Only this direction is told. Graphs are compared, no path is run.
 */
import type { CfgNode } from '../c/cfg.ts';
import { kindOf } from './givebacks.ts';
import { align, type ImageSide } from './graphs.ts';
import { argsOf, type CallNode, isCall, type Lapse, reachedFrom, textAt } from './lapse.ts';

/** waits until nobody looks any more */
const WAITS =
  /^synchronize_(?:rcu|srcu|sched|shrinkers|net)\w*$|^(?:s?rcu_barrier|flush_(?:delayed_)?work|flush_workqueue|cancel_(?:delayed_)?work_sync|del_timer_sync|timer_(?:shutdown|delete)_sync|kthread_stop)$/;
const FREES = /^(?:k|v|kv)free(?:_sensitive)?$|^kmem_cache_free$|^free_percpu$|^mempool_free$/;

const frees = (n: CfgNode): n is CallNode => isCall(n) && (FREES.test(n.op.name!) || kindOf(n.op.name!) === 'ref');

export function plainCalls(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  const kept = new Set(same.values());
  const gone = before.cfg.nodes.filter((n): n is CallNode => !same.has(n.id) && isCall(n));
  const come = after.cfg.nodes.filter((n): n is CallNode => !kept.has(n.id) && isCall(n));
  if (gone.length === 0) return [];
  return [...sisters(gone, come, before, after), ...waitGone(gone, come, before, after, same)];
}

interface Sister {
  readonly rule: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly what: string;
  readonly remedy: string;
}

function sisterOf(n: CallNode, args: readonly string[]): Sister | undefined {
  const name = n.op.name!;
  if (/trylock/.test(name) && !/retry|spin_trylock_irq/.test(name)) {
    const plain = /^(down_(?:read|write))_trylock$/.exec(name)?.[1] ?? name.replace('trylock', 'lock');
    const what = `${name}() gave way where somebody else had the lock, ${plain}() waits for it: whoever has it may wait for what is held here`;
    return { rule: 'lock/order-inversion', name: plain, args, what, remedy: `keep ${name}(), or say in which order the locks are taken` };
  }
  if (/^(?:k|v|kv)free_rcu(?:_mightsleep)?$/.test(name)) {
    const plain = name.replace(/_rcu.*$/, '');
    const what = `${args[0]} was freed after a grace period, ${plain}() frees it at once: readers under RCU may still look at it`;
    return { rule: 'ref/use-after-put', name: plain, args: args.slice(0, 1), what, remedy: `keep ${name}()` };
  }
  if (name === 'list_empty_careful') {
    const what = `list_empty_careful() may be asked while somebody else takes the entry off, list_empty() may not`;
    return {
      rule: 'lock/unguarded-access',
      name: 'list_empty',
      args,
      what,
      remedy: 'keep list_empty_careful(), or take the lock of the list',
    };
  }
  return undefined;
}

function sisters(gone: readonly CallNode[], come: readonly CallNode[], before: ImageSide, after: ImageSide): Lapse[] {
  const out: Lapse[] = [];
  const used = new Set<number>();
  for (const n of gone) {
    const sister = sisterOf(n, argsOf(n, before));
    const is = sister && come.find((c) => !used.has(c.id) && c.op.name === sister.name && argsOf(c, after).join() === sister.args.join());
    if (!sister || !is) continue;
    used.add(is.id);
    const object = sister.args[0] ?? sister.name;
    out.push({
      rule: sister.rule,
      side: 'new',
      at: is.at,
      object,
      message: sister.what,
      remedy: sister.remedy,
      path: [{ at: is.at, note: `${textAt(before, n.at)} stood here before the patch` }],
    });
  }
  return out;
}

/** Takes something out of the sight of those who read without a lock. */
const hidesIn = (n: CfgNode, s: ImageSide): boolean =>
  /\brcu_(?:assign|replace)_pointer\b|_(?:del|replace|remove|erase)\w*_rcu\b|\bRCU_INIT_POINTER\b|\bxchg\b|^WRITE_ONCE\b.*NULL/.test(
    textAt(s, n.at),
  );

const baseOf = (arg: string | undefined): string | undefined => /[A-Za-z_]\w*/.exec(arg ?? '')?.[0];

/** What waited for the readers before something was freed does not any more, or does it when that is gone already. */
function waitGone(
  gone: readonly CallNode[],
  come: readonly CallNode[],
  before: ImageSide,
  after: ImageSide,
  same: ReadonlyMap<number, number>,
): Lapse[] {
  const out: Lapse[] = [];
  const waits = before.cfg.nodes.filter((n): n is CallNode => isCall(n) && WAITS.test(n.op.name!));
  if (waits.length === 0) return out;
  if (come.some((c) => /_rcu$|^call_rcu|^queue_rcu_work/.test(c.op.name!))) return out;
  const words = (n: CfgNode, s: ImageSide): string => textAt(s, n.at);
  for (const w of waits) {
    const behind = reachedFrom(before.cfg, before.cfg.nodes[w.id]!.succ);
    const freed = before.cfg.nodes.filter((n): n is CallNode => behind.has(n.id) && frees(n));
    const hides = before.cfg.nodes.filter((n) => n.id < w.id && hidesIn(n, before));
    const rests = (f: CallNode): boolean =>
      /^synchronize_|rcu_barrier$/.test(w.op.name!) ? hides.length > 0 : baseOf(argsOf(w, before)[0]) === baseOf(argsOf(f, before)[0]);
    const there = same.get(w.id) ?? come.find((c) => words(c, after) === words(w, before))?.id;
    if (there === undefined) {
      if (!gone.includes(w) || come.some((c) => WAITS.test(c.op.name!))) continue;
      const f = freed.find((n) => same.has(n.id) && rests(n));
      if (!f) continue;
      const now = after.cfg.nodes[same.get(f.id)!]!;
      out.push({
        rule: 'ref/use-after-put',
        side: 'old',
        at: w.at,
        object: w.op.name!,
        message: `${words(w, before)} goes, and ${words(now, after)} behind it stays: nothing waits any more until those who still look at it are done`,
        remedy: `keep ${w.op.name}()`,
        path: [
          { at: w.at, note: `${w.op.name}() waited here before the patch` },
          { at: f.at, note: words(f, before) },
        ],
        by: w.op.name!,
      });
      continue;
    }
    const late = reachedFrom(after.cfg, after.cfg.nodes[there]!.succ);
    for (const f of freed) {
      // it was moved in front of the wait, and nothing of its words is behind it any more
      if ((same.has(f.id) && same.has(w.id)) || !rests(f)) continue;
      const is = after.cfg.nodes.find((c) => isCall(c) && words(c, after) === words(f, before) && !late.has(c.id));
      const twins = after.cfg.nodes.filter((c) => isCall(c) && words(c, after) === words(f, before));
      if (!is || twins.length !== 1 || !reachedFrom(after.cfg, is.succ).has(there)) continue;
      out.push({
        rule: 'ref/use-after-put',
        side: 'new',
        at: is.at,
        object: argsOf(is as CallNode, after)[0] ?? is.op.k,
        message: `${words(is, after)} comes before ${words(w, before)} now: those who still look at what it frees are waited for too late`,
        remedy: `free it behind ${w.op.name}()`,
        path: [
          { at: is.at, note: words(is, after) },
          { at: after.cfg.nodes[there]!.at, note: `${w.op.name}() waits behind it` },
        ],
      });
    }
  }
  return out;
}
