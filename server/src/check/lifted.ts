/**
 * A pair of calls that went from around what stayed: the read section around a walk that only RCU keeps whole, mmap_lock around the look for a VMA, the
 * reference to a swap device around its tables. Told only of what needs the pair by its own name. Graphs are compared, no path is run.
 */
import type { CfgNode } from '../c/cfg.ts';
import { kindOf } from './givebacks.ts';
import { align, assigned, type ImageSide } from './graphs.ts';
import { argsOf, isCall, type Lapse, reachedFrom, textAt } from './lapse.ts';

interface Pair {
  readonly takes: RegExp;
  readonly drops: RegExp;
  /** what stands between them and may not stand alone, by the name of the call or walk */
  readonly needs: RegExp;
  /** what does the same for it */
  readonly instead: RegExp;
  readonly rule: string;
  readonly because: string;
}

const PAIRS: readonly Pair[] = [
  {
    takes: /^rcu_read_lock(?:_sched|_bh)?$/,
    drops: /^rcu_read_unlock(?:_sched|_bh)?$/,
    needs:
      /^css_(?:for_each|next)_|^(?:list|hlist|hlist_nulls)_for_each_entry\w*_rcu|^rcu_dereference(?:_raw|_sched)?$|^for_each_(?:process|thread|process_thread)$|^idr_find$|^find_task_by_v?pid|^pid_task$|^mem_cgroup_from_(?:id|task|obj)|^css_from_id$/,
    instead: /^(?:s?rcu_read_lock|guard|cgroup_lock|read_lock|mutex_lock|spin_lock)\w*$/,
    rule: 'lock/rcu',
    because:
      'what it walks, or finds, may be freed under it unless every caller is in a read section or holds the lock of those who change it',
  },
  {
    takes: /^mmap_read_lock(?:_killable)?$|^down_read(?:_killable)?$/,
    drops: /^mmap_read_unlock$|^up_read$/,
    needs:
      /^find_(?:\w+_)?vma(?:_|$)|^vma_(?:lookup|next|prev)$|^find_extend_vma|^for_each_vma|^walk_page_(?:range|vma)$|^follow_page(?:_mask)?$/,
    instead: /^(?:mmap_(?:read|write)_(?:try)?lock|down_(?:read|write)|lock_vma_under_rcu|vma_start_read|lock_mm_and_find_vma)\w*$/,
    rule: 'lock/unguarded-access',
    because: 'VMAs come, go and are split under it unless every caller holds mmap_lock',
  },
  {
    takes: /^get_swap_device$/,
    drops: /^put_swap_device$/,
    needs:
      /^swap_address_space$|^swap_cache_get_folio$|^find_get_page$|^filemap_get_folio$|^lookup_swap_cache$|^__?swap_count$|^swapcache_prepare$/,
    instead: /^get_swap_device$|^swap_device_tryget/,
    rule: 'lock/unguarded-access',
    because: 'swapoff() may free what belongs to the device under it, unless an entry that is held keeps it',
  },
];

export function liftedPairs(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  const kept = new Set(same.values());
  const named = (n: CfgNode): string => (n.op.k === 'foreach' ? n.op.macro : isCall(n) ? n.op.name! : '');
  const out: Lapse[] = [];
  for (const p of PAIRS) {
    const isGone = (n: CfgNode, what: RegExp): boolean => what.test(named(n)) && !same.has(n.id);
    const take = before.cfg.nodes.find((n) => isGone(n, p.takes) && isOfMm(n, before));
    if (!take || !before.cfg.nodes.some((n) => isGone(n, p.drops))) continue;
    // it is taken in another way now, or a callee that is new takes it
    if (after.cfg.nodes.some((n) => !kept.has(n.id) && (p.instead.test(named(n)) || p.takes.test(named(n))))) continue;
    const inside = reachedFrom(before.cfg, take.succ, (n) => p.drops.test(named(n)));
    const need = before.cfg.nodes.find((n) => inside.has(n.id) && same.has(n.id) && p.needs.test(named(n)));
    if (!need) continue;
    // an outer section, or another lock that is taken first, may be what keeps it
    const above = before.cfg.nodes.some(
      (n) => n.id < need.id && n.id !== take.id && p.instead.test(named(n)) && reachedFrom(before.cfg, n.succ).has(need.id),
    );
    if (above) continue;
    const now = after.cfg.nodes[same.get(need.id)!]!;
    out.push({
      rule: p.rule,
      side: 'old',
      at: take.at,
      object: textAt(before, take.at),
      message: `${textAt(before, take.at)} goes, and ${textAt(after, now.at)} stays without it: ${p.because}`,
      remedy: `keep ${named(take)}() around ${named(need)}()`,
      path: [
        { at: take.at, note: `${textAt(before, take.at)} stood around it before the patch` },
        { at: need.at, note: textAt(before, need.at) },
      ],
      by: named(take),
    });
  }
  return out;
}

const GETS =
  /^(?:get_(?:file|page|task_struct|mempolicy|zspage)|folio_get|folio_try_get|css_get|css_tryget\w*|mem_cgroup_tryget\w*|obj_cgroup_get|obj_cgroup_tryget|mmget|mmgrab|mmget_not_zero|igrab|ihold|dget|kref_get|kref_get_unless_zero|mpol_get|anon_vma_get|get_anon_vma|refcount_inc_not_zero|get_page_unless_zero)$/;
const UNLOCKS = /(?:^|_)unlock(?:_|$)|^up_(?:read|write)$/;

/** A reference was held over the place where the lock is dropped: taken and dropped no more, and the object is used behind the unlock as before. */
export function liftedReferences(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  const kept = new Set(same.values());
  const out: Lapse[] = [];
  for (const get of before.cfg.nodes) {
    if (!isCall(get) || same.has(get.id) || !GETS.test(get.op.name!)) continue;
    const object = argsOf(get, before)[0];
    const base = object && /^&?([A-Za-z_]\w*)/.exec(object)?.[1];
    if (!object || !base) continue;
    const put = before.cfg.nodes.find(
      (n) => isCall(n) && !same.has(n.id) && kindOf(n.op.name!) === 'ref' && argsOf(n, before).includes(object),
    );
    if (!put || !reachedFrom(before.cfg, get.succ).has(put.id)) continue;
    // another reference is taken instead
    if (after.cfg.nodes.some((n) => isCall(n) && !kept.has(n.id) && argsOf(n, after).some((a) => new RegExp(`\\b${base}\\b`).test(a))))
      continue;
    const covered = reachedFrom(before.cfg, get.succ, (n) => n.id === put.id);
    const unlock = before.cfg.nodes.find((n) => isCall(n) && covered.has(n.id) && same.has(n.id) && UNLOCKS.test(n.op.name!));
    if (!unlock) continue;
    const behind = reachedFrom(before.cfg, unlock.succ, (n) => n.id === put.id || assigned(n, before.text) === base);
    const use = before.cfg.nodes.find(
      (n) =>
        behind.has(n.id) &&
        same.has(n.id) &&
        n.op.k !== 'decl' &&
        n.op.k !== 'end' &&
        (isCall(n)
          ? argsOf(n, before).some((a) => a === base || a.startsWith(`${base}->`)) && !MUTE.test(n.op.name!)
          : textAt(before, n.at).includes(`${base}->`)),
    );
    if (!use) continue;
    const name = get.op.name!;
    out.push({
      rule: 'ref/use-after-put',
      side: 'old',
      at: get.at,
      object: base,
      message: `${textAt(before, get.at)} goes, and ${textAt(before, use.at)} comes behind ${textAt(before, unlock.at)} as before: without a reference nothing is seen to keep ${base} there`,
      remedy: `keep ${name}() until ${base} is used for the last time`,
      path: [
        { at: get.at, note: `${textAt(before, get.at)} stood here before the patch` },
        { at: unlock.at, note: textAt(before, unlock.at) },
        { at: use.at, note: `${base} is used` },
      ],
    });
  }
  return out;
}

const MUTE = /^(?:trace_|pr_|printk|kfree|IS_ERR|PTR_ERR|WARN|VM_)/;

/** Of a plain rwsem its name says whether it is the one of an address space. */
const isOfMm = (n: CfgNode, s: ImageSide): boolean => !isCall(n) || !/^down_/.test(n.op.name!) || /mmap_(?:sem|lock)/.test(textAt(s, n.at));
