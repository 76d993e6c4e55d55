/**
 * A copy that is not kept any more. The old image read a member while something kept the object, let go of that, and used what it had read; the new
 * image reads the member behind it. Graphs are compared, no path is run.
 */
import type { Expr } from '../c/ast.ts';
import type { CfgNode } from '../c/cfg.ts';
import { kindOf } from './givebacks.ts';
import { align, assigned, type ImageSide } from './graphs.ts';
import { argsOf, type CallNode, isCall, type Lapse, reachedFrom, textAt } from './lapse.ts';
import { flat } from './one-line.ts';

/** By its name it may let go of mmap_lock on its way: the VMA may be gone behind it. */
const MAY_DROP_MMAP = /(?:^|_)fault(?:_|$)|^faultin_|get_user_pages|_or_retry$|fixup_user_fault|^mmap_(?:read|write)_unlock$/;

/** `p->m` as it is read in an expression, with the pointer that is followed. */
function readsIn(e: Expr, text: string, out: { member: string; pointer: string }[] = []): { member: string; pointer: string }[] {
  const word = (x: Expr): string => flat(text.slice(x.at[0], x.at[1]));
  switch (e.k) {
    case 'member': {
      let base: Expr = e;
      while (base.k === 'member') base = base.base;
      if (e.arrow || (e.base.k === 'member' && base.k === 'id')) if (base.k === 'id') out.push({ member: word(e), pointer: base.name });
      break;
    }
    case 'unary':
      // of &p->m only the place is asked
      if (e.op !== '&') readsIn(e.arg, text, out);
      break;
    case 'cast':
      readsIn(e.arg, text, out);
      break;
    case 'binary':
      readsIn(e.l, text, out);
      readsIn(e.r, text, out);
      break;
    case 'index':
      readsIn(e.base, text, out);
      readsIn(e.index, text, out);
      break;
  }
  return out;
}

function readsOf(n: CfgNode, text: string): { member: string; pointer: string }[] {
  switch (n.op.k) {
    case 'assign':
      return readsIn(n.op.src, text);
    case 'update':
      return [...readsIn(n.op.src, text), ...readsIn(n.op.dst, text)];
    case 'branch':
      return readsIn(n.op.cond, text);
    case 'call':
      return n.op.args.flatMap((a) => readsIn(a, text));
    case 'return':
      return n.op.value ? readsIn(n.op.value, text) : [];
    default:
      return [];
  }
}

/** Through what the pointer is followed there at all. */
const follows = (n: CfgNode, pointer: string, s: ImageSide): boolean =>
  n.op.k !== 'decl' && n.op.k !== 'end' && n.op.k !== 'nop' && new RegExp(`\\b${pointer}\\s*->`).test(textAt(s, n.at));

export function keptNoCopy(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  const kept = new Set(same.values());
  const out: Lapse[] = [];
  for (const n of before.cfg.nodes) {
    if (same.has(n.id) || n.op.k !== 'assign' || n.op.dst.k !== 'id' || n.op.dst.name.startsWith('$')) continue;
    const copy = n.op.dst.name;
    if (!before.cfg.locals.has(copy)) continue;
    for (const { member, pointer } of readsIn(n.op.src, before.text)) {
      const found = readLate(n, copy, member, pointer, before, after, same, kept);
      if (found) out.push(found);
    }
  }
  return out;
}

function readLate(
  save: CfgNode,
  copy: string,
  member: string,
  pointer: string,
  before: ImageSide,
  after: ImageSide,
  same: ReadonlyMap<number, number>,
  kept: ReadonlySet<number>,
): Lapse | undefined {
  const variable = before.cfg.locals.get(pointer) ?? before.cfg.params.find((p) => p.name === pointer);
  if (!variable?.pointer || !(after.cfg.locals.has(pointer) || after.cfg.params.some((p) => p.name === pointer))) return undefined;
  const isVma = /\bvm_area_struct\b/.test(variable.type);
  const set = (n: CfgNode, s: ImageSide): boolean => assigned(n, s.text) === pointer;
  const behindSave = reachedFrom(before.cfg, save.succ, (n) => set(n, before));
  const late = after.cfg.nodes.filter((n) => !kept.has(n.id) && readsOf(n, after.text).some((r) => r.member === member));
  if (late.length === 0) return undefined;
  // what may drop mmap_lock says most of a VMA
  const first = (n: CfgNode): number => (isVma && isCall(n) && MAY_DROP_MMAP.test(n.op.name!) ? 0 : 1);
  for (const x of [...before.cfg.nodes].sort((a, b) => first(a) - first(b) || a.id - b.id)) {
    const there = same.get(x.id);
    if (!isCall(x) || there === undefined || !behindSave.has(x.id)) continue;
    const rule = letsGo(x, pointer, isVma, before);
    if (!rule) continue;
    const behind = reachedFrom(before.cfg, x.succ, (n) => set(n, before));
    if (before.cfg.nodes.some((n) => behind.has(n.id) && n.id !== x.id && follows(n, pointer, before))) continue;
    const uses = before.cfg.nodes.some((n) => behind.has(n.id) && new RegExp(`\\b${copy}\\b`).test(textAt(before, n.at)));
    const object = argsOf(x, before)[0];
    const again = (n: CfgNode): boolean =>
      set(n, after) || (isCall(n) && /(?:^|_)lock(?:_|$)|^down_/.test(n.op.name!) && argsOf(n, after)[0] === object);
    const now = reachedFrom(after.cfg, after.cfg.nodes[there]!.succ, again);
    const read = late.find((n) => now.has(n.id));
    if (!uses || !read) continue;
    const by = x.op.name!;
    return {
      rule,
      side: 'new',
      at: read.at,
      object: pointer,
      message:
        rule === 'ref/use-after-put'
          ? `${member} is read behind ${by}() now; before the patch it was read first and kept in ${copy}, since ${pointer} may be gone by then`
          : `${member} is read behind ${by}() now, which may let go of what keeps ${pointer}; before the patch it was read first and kept in ${copy}`,
      remedy: `read ${member} before ${by}()`,
      path: [
        { at: after.cfg.nodes[there]!.at, note: `${by}() ${rule === 'ref/use-after-put' ? 'gives it back' : 'may let go of the lock'}` },
        { at: read.at, note: `${member} is read behind it` },
      ],
    };
  }
  return undefined;
}

function letsGo(x: CallNode, pointer: string, isVma: boolean, s: ImageSide): Lapse['rule'] | undefined {
  const name = x.op.name!;
  if (isVma && MAY_DROP_MMAP.test(name)) return 'lock/stale-after-unlock';
  const kind = kindOf(name);
  if (kind === 'lock' || kind === 'rcu') return 'lock/stale-after-unlock';
  const isGiven = x.op.args.some((a) => new RegExp(`^&?${pointer}\\b`).test(textAt(s, a.at)));
  return isGiven && (kind === 'ref' || /^(?:k|v|kv)free|^kmem_cache_free$/.test(name)) ? 'ref/use-after-put' : undefined;
}
