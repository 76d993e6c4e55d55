/**
 * A statement that stood right inside a critical section and stands right outside of it now: moved across the call that takes or releases the
 * lock, with the same words. What it touches hangs from what the lock hangs from. Graphs are compared, no path is run; where paths tell more
 * (touches.ts), they speak first.
 */
import type { Expr, Span } from '../c/ast.ts';
import type { CfgNode } from '../c/cfg.ts';
import { predecessors } from '../c/index.ts';
import { kindOf } from './givebacks.ts';
import { align, type ImageSide } from './graphs.ts';
import { flat } from './one-line.ts';

export interface Crossing {
  /** of the new image */
  readonly statement: { readonly at: Span; readonly text: string };
  readonly lock: { readonly at: Span; readonly text: string; readonly object: string };
  /** `early`: before the lock is taken; `late`: after it was released */
  readonly how: 'early' | 'late';
}

const TAKES = /(?:^|_)(?:spin_lock|mutex_lock|write_lock|read_lock|xa_lock|lock|map_lock|trylock)(?:_|$)|^down_(?:read|write)/;
const DROPS = /(?:^|_)unlock(?:_|$)|^up_(?:read|write)$/;
/** a folio's lock guards what no text names; RCU guards nothing against writers */
const NO_GUARD = /(?:folio|page)_(?:un)?lock|(?:un)?lock_(?:page|folio)$|rcu_read|preempt|irq_(?:save|restore)|cpus_read/;
/** what may be done on either side of any lock */
const HARMLESS =
  /^(?:trace_|pr_|printk|count_|kv?free|kmem_cache_free|\w*wake\w*|cond_resched|might_sleep|(?:VM_)?(?:BUG|WARN)|lockdep_|\w*_put$|put_|free_|alloc_|\w*alloc\w*$|queue_work|schedule_|mod_timer|complete|test_|clear_|set_bit|atomic|refcount_|kref_|READ_ONCE|WRITE_ONCE|init_|INIT_|get_|barrier|smp_|prefetch|fput|synchronize_|call_rcu|flush_)/;

interface Section {
  readonly node: CfgNode;
  readonly takes: boolean;
  readonly name: string;
}

function sectionOf(n: CfgNode): Section | undefined {
  if (n.op.k !== 'call' || n.op.name === undefined || NO_GUARD.test(n.op.name)) return undefined;
  if (DROPS.test(n.op.name)) return { node: n, takes: false, name: n.op.name };
  return TAKES.test(n.op.name) ? { node: n, takes: true, name: n.op.name } : undefined;
}

/** Nodes of one statement: what is evaluated for it comes right before it. */
function statementAt(s: ImageSide, at: number, forward: boolean, preds: readonly (readonly number[])[]): CfgNode[] {
  const out: CfgNode[] = [];
  let i: number | undefined = forward ? s.cfg.nodes[at]!.succ[0] : preds[at]!.length === 1 ? preds[at]![0] : undefined;
  for (let steps = 0; i !== undefined && steps < 12; steps++) {
    const n: CfgNode = s.cfg.nodes[i]!;
    if (n.op.k === 'branch' || n.op.k === 'foreach' || n.op.k === 'return' || n.op.k === 'gap' || n.op.k === 'leave' || n.op.k === 'choose')
      break;
    if (sectionOf(n)) break;
    if (n.op.k === 'call' || n.op.k === 'assign' || n.op.k === 'update') out.push(n);
    // one statement: all that lies within the first (or last) one's line
    const next: number | undefined = forward
      ? n.succ.length === 1
        ? n.succ[0]
        : undefined
      : preds[i]!.length === 1
        ? preds[i]![0]
        : undefined;
    const m: CfgNode | undefined = next === undefined ? undefined : s.cfg.nodes[next];
    if (out.length > 0 && m && !overlap(out[0]!.at, m.at) && m.op.k !== 'nop') break;
    i = next;
  }
  return out;
}

const overlap = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1];

const wordsIn = (text: string): Set<string> => new Set(text.match(/[A-Za-z_]\w*/g) ?? []);

/** Looks or stores through one of the names. */
function touches(n: CfgNode, names: ReadonlySet<string>, s: ImageSide): boolean {
  const through = (e: Expr): boolean => {
    switch (e.k) {
      case 'member':
        return (e.arrow && [...wordsIn(s.text.slice(...e.base.at))].some((w) => names.has(w))) || through(e.base);
      case 'index':
        return through(e.base) || through(e.index);
      case 'unary':
      case 'cast':
        return through(e.arg);
      case 'binary':
        return through(e.l) || through(e.r);
      default:
        return false;
    }
  };
  switch (n.op.k) {
    case 'assign':
    case 'update':
      // the address of a member is no look at it
      return through(n.op.dst) || (!(n.op.src.k === 'unary' && n.op.src.op === '&') && through(n.op.src));
    case 'call':
      if (n.op.name === undefined || HARMLESS.test(n.op.name) || kindOf(n.op.name)) return false;
      return n.op.args.some((a) => through(a) || (a.k === 'id' && names.has(a.name)));
    default:
      return false;
  }
}

const late = (x: Section): boolean => !x.takes;

/** Takes a reference to what somebody else keeps: as long as the lock says so. */
const GETS =
  /^(?:folio_get|get_page|css_get|mem_cgroup_get|obj_cgroup_get|get_file|mmget|mmgrab|get_task_struct|kref_get|zswap_entry_get)$/;

function isGetOf(n: CfgNode, names: ReadonlySet<string>, found: ReadonlySet<string>, s: ImageSide): boolean {
  if (n.op.k !== 'call' || n.op.name === undefined || !GETS.test(n.op.name) || !n.op.args[0]) return false;
  return [...wordsIn(s.text.slice(...n.op.args[0].at))].some((w) => names.has(w) || found.has(w));
}

/** Stores to, or looks at, a member of what one of the names points to; calls say too little. */
function touchesMember(n: CfgNode, names: ReadonlySet<string>, s: ImageSide): boolean {
  return (n.op.k === 'assign' || n.op.k === 'update') && n.op.dst.k === 'member' && names.size > 0 && touches(n, names, s);
}

const DETACHES = /(?:^|_)(?:h?list|plist|rb|xa|tree|radix)_(?:del|erase|remove|delete)|isolate|_alloc|alloc_/;

/**
 * Pointers that belong to the lock without being in its name: found while it was held, or what it was found from itself. What was taken off a list
 * in the meantime, or was made here, belongs to this function alone.
 */
function foundWith(s: ImageSide, object: string, names: ReadonlySet<string>): Set<string> {
  const out = new Set<string>();
  const pointer = (w: string): boolean => s.cfg.locals.get(w)?.pointer === true || s.cfg.params.some((p) => p.name === w && p.pointer);
  const own = new Set<string>();
  for (const n of s.cfg.nodes) {
    if (n.op.k === 'call' && n.op.name !== undefined && DETACHES.test(n.op.name))
      for (const a of n.op.args) for (const w of wordsIn(s.text.slice(...a.at))) own.add(w);
    if (n.op.k !== 'assign' || n.op.dst.k !== 'id' || !pointer(n.op.dst.name)) continue;
    const from = s.text.slice(...n.at);
    if (DETACHES.test(from)) own.add(n.op.dst.name);
    // the lock is in what was found from it, or it was found from what it guards
    else if ([...names].some((w) => new RegExp(`\\b${w}->`).test(from)) && !names.has(n.op.dst.name)) out.add(n.op.dst.name);
    else if (names.has(n.op.dst.name)) for (const w of wordsIn(from)) if (pointer(w) && !names.has(w)) out.add(w);
  }
  // found while it was held
  const isSame = (n: CfgNode): boolean =>
    n.op.k === 'call' && n.op.args[0] !== undefined && flat(s.text.slice(...n.op.args[0].at)) === object;
  const seen = new Set<number>();
  const queue = s.cfg.nodes.filter((n) => sectionOf(n)?.takes && isSame(n)).flatMap((n) => n.succ);
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    const n = s.cfg.nodes[i]!;
    const section = sectionOf(n);
    if (section && !section.takes && isSame(n)) continue;
    if (n.op.k === 'assign' && n.op.dst.k === 'id' && pointer(n.op.dst.name)) out.add(n.op.dst.name);
    if (n.op.k === 'foreach' && n.op.args[0]?.k === 'id' && pointer(n.op.args[0].name)) out.add(n.op.args[0].name);
    queue.push(...n.succ);
  }
  for (const w of own) out.delete(w);
  return out;
}

export function crossings(before: ImageSide, after: ImageSide, same = align(before, after)): Crossing[] {
  if (!same) return [];
  const back = new Map([...same].map(([x, y]) => [y, x]));
  const [oldPreds, newPreds] = [predecessors(before.cfg), predecessors(after.cfg)];
  const words = (n: CfgNode, s: ImageSide): string => flat(s.text.slice(n.at[0], n.at[1]));
  const inside = new Map<string, { takes: boolean }[]>();
  for (const n of before.cfg.nodes) {
    const x = sectionOf(n);
    if (!x) continue;
    for (const k of statementAt(before, n.id, x.takes, oldPreds)) {
      const key = `${words(n, before)} | ${words(k, before)}`;
      inside.set(key, [...(inside.get(key) ?? []), { takes: x.takes }]);
    }
  }
  const out: Crossing[] = [];
  for (const n of after.cfg.nodes) {
    const x = sectionOf(n);
    if (!x) continue;
    const object = x.node.op.k === 'call' && x.node.op.args[0] ? words({ ...n, at: x.node.op.args[0].at }, after) : '';
    const names = new Set([...wordsIn(object)].filter((w) => after.cfg.locals.has(w) || after.cfg.params.some((p) => p.name === w)));
    const found = foundWith(after, object, names);
    const isEntry = /ptl/.test(object);
    for (const k of statementAt(after, n.id, !x.takes, newPreds)) {
      // one of the two was moved
      if (back.has(k.id) && back.has(n.id)) continue;
      if (!inside.get(`${words(n, after)} | ${words(k, after)}`)?.some((o) => o.takes === x.takes)) continue;
      const entry = isEntry && k.op.k === 'call' && /^(?:huge_)?p(?:te|md|ud)p?_get/.test(k.op.name ?? '');
      if (!entry && !touches(k, names, after) && !touchesMember(k, found, after) && !(late(x) && isGetOf(k, names, found, after))) continue;
      out.push({
        statement: { at: k.at, text: words(k, after) },
        lock: { at: n.at, text: words(n, after), object: object || words(n, after) },
        how: x.takes ? 'early' : 'late',
      });
      break;
    }
  }
  return out;
}
