/**
 * What stood inside a critical section and stands outside of it now, wherever it went: the walk over a list that the lock guards, the look at something
 * that is changed under the same lock. The section itself is still there, smaller. Graphs are compared, no path is run; crossings.ts tells of single
 * statements that crossed the very call.
 */
import type { Expr } from '../c/ast.ts';
import type { Cfg, CfgNode } from '../c/cfg.ts';
import { eachPart, predecessors } from '../c/index.ts';
import { align, assigned, type ImageSide } from './graphs.ts';
import { isCall, type Lapse, textAt } from './lapse.ts';
import { wordsOf } from './moves.ts';
import { flat } from './one-line.ts';

const TAKES =
  /(?:^|_)(?:spin_lock|mutex_lock|write_lock|read_lock|xa_lock|lock|map_lock)(?:_(?:irq|irqsave|bh|nested|interruptible|killable))*$|^down_(?:read|write)(?:_killable|_nested)?$/;
const DROPS = /(?:^|_)unlock(?:_(?:irq|irqrestore|bh))?$|^up_(?:read|write)$/;
/** a folio's lock guards what no text names; of RCU other rules speak */
const OTHER =
  /(?:folio|page)_(?:un)?lock|(?:un)?lock_(?:page|folio)|rcu_read|preempt|cpus_read|cpus_unlock|i_mmap|local_lock|local_unlock|task_(?:un)?lock/;

/** the lock of a page table comes last among what is given, by address where it is found */
const PTL = /^pte_(?:offset_map|alloc_map|map)_lock$|^pte_unmap_unlock$/;
const lockOf = (n: CfgNode, s: ImageSide): string | undefined =>
  isCall(n) && PTL.test(n.op.name!) && n.op.args.length > 1 ? textAt(s, n.op.args.at(-1)!.at).replace(/^&\s*/, '') : plainLockOf(n, s);
const plainLockOf = (n: CfgNode, s: ImageSide): string | undefined =>
  isCall(n) && !OTHER.test(n.op.name!) && n.op.args[0] ? textAt(s, n.op.args[0].at) : undefined;
const takes = (n: CfgNode, s: ImageSide): string | undefined =>
  isCall(n) && TAKES.test(n.op.name!) && !DROPS.test(n.op.name!) ? lockOf(n, s) : undefined;
const drops = (n: CfgNode, s: ImageSide): string | undefined => (isCall(n) && DROPS.test(n.op.name!) ? lockOf(n, s) : undefined);

/** Locks held at each node, by their words: on every way, and on some. */
function heldIn(s: ImageSide): { must: ReadonlySet<string>[]; may: ReadonlySet<string>[] } {
  const { cfg } = s;
  const preds = predecessors(cfg);
  const all = new Set(cfg.nodes.flatMap((n) => takes(n, s) ?? []));
  const after = (n: CfgNode, held: ReadonlySet<string>): ReadonlySet<string> => {
    const [t, d] = [takes(n, s), drops(n, s)];
    if (t === undefined && d === undefined) return held;
    const out = new Set(held);
    if (t !== undefined) out.add(t);
    if (d !== undefined) out.delete(d);
    return out;
  };
  const run = (must: boolean): ReadonlySet<string>[] => {
    const at: ReadonlySet<string>[] = cfg.nodes.map(() => (must ? all : new Set<string>()));
    at[0] = new Set();
    for (let round = 0, moved = true; moved && round < 20; round++) {
      moved = false;
      for (const n of cfg.nodes) {
        if (n.id === 0) continue;
        const ins = preds[n.id]!.map((p) => after(cfg.nodes[p]!, at[p]!));
        const next = must ? new Set([...all].filter((l) => ins.every((x) => x.has(l)))) : new Set(ins.flatMap((x) => [...x]));
        if (next.size !== at[n.id]!.size) {
          at[n.id] = next;
          moved = true;
        }
      }
    }
    return at;
  };
  return { must: run(true), may: run(false) };
}

/** Changes a list, a tree, or moves an atomic number. */
const CHANGES =
  /^(?:__)?(?:h?list|plist|llist|rb|radix_tree|xa|__xa|idr|maple|mas|mtree)_(?:add|del|move|splice|replace|insert|erase|store|link|cut|rotate|bulk)|^list_lru_(?:add|del)|^atomic(?:_long|64)?_(?:add|sub|inc|dec|set|xchg|cmpxchg)|^(?:__)?(?:set|clear|change)_bit$/;
const ASKS = /^(?:h?list|plist|llist|RB)_(?:empty|EMPTY|is_\w+|first\w*|EMPTY_ROOT)|^atomic(?:_long|64)?_read$|^test_bit$/;

/** The places that a node looks at or changes, in the words of the source. */
function placesOf(n: CfgNode, s: ImageSide): { reads: string[]; writes: string[] } {
  const reads: string[] = [];
  const writes: string[] = [];
  const place = (e: Expr): string => textAt(s, e.at).replace(/^&\s*/, '');
  const look = (e: Expr): void =>
    eachPart(e, (part) => {
      if (part.k === 'member') reads.push(place(part));
      return part.k === 'member' || part.k === 'init' || (part.k === 'unary' && part.op === '&') ? false : undefined;
    });
  const { op } = n;
  if (op.k === 'assign' || op.k === 'update') {
    if (op.dst.k === 'member' || op.dst.k === 'index') writes.push(place(op.dst));
    if (op.k === 'update' && op.dst.k === 'id' && !op.dst.name.startsWith('$') && !s.cfg.locals.has(op.dst.name))
      writes.push(place(op.dst));
    look(op.src);
  } else if (op.k === 'branch') look(op.cond);
  else if (op.k === 'call' && op.name !== undefined) {
    if (CHANGES.test(op.name)) for (const a of op.args) writes.push(place(a));
    else if (ASKS.test(op.name)) for (const a of op.args) reads.push(place(a));
    for (const a of op.args) look(a);
  } else if (op.k === 'foreach') for (const a of op.args.slice(1)) reads.push(place(a));
  return { reads: reads.filter(isPlace), writes: writes.filter(isPlace) };
}

const isPlace = (t: string): boolean =>
  /[A-Za-z_]/.test(t) && !/^[A-Z0-9_]+$/.test(t) && !/^\w+$/.test(t) ? true : /^[a-z]\w*_\w+$/.test(t);

/** the pointer, or the variable, that the lock is a part of */
const ownerOf = (lock: string): string | undefined => /^&\s*([\w>.\-[\]]+?)(?:->|\.)\w+$/.exec(lock)?.[1];

export function leftSection(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  const locks = new Set(after.cfg.nodes.flatMap((n) => takes(n, after) ?? []));
  if (locks.size === 0 || before.cfg.partial !== after.cfg.partial) return [];
  const out: Lapse[] = [];
  const old = heldIn(before);
  const now = heldIn(after);
  const kept = new Set(same.values());
  // the same words, once in each image
  const once = (cfg: Cfg, s: ImageSide): Map<string, number | undefined> => {
    const m = new Map<string, number | undefined>();
    for (const n of cfg.nodes) {
      const w = wordsOf(n, s.text);
      m.set(w, m.has(w) ? undefined : n.id);
    }
    return m;
  };
  const [oldWords, newWords] = [once(before.cfg, before), once(after.cfg, after)];
  // a call that is new may take the lock itself, or need it
  const told = new Set<string>();
  for (const n of before.cfg.nodes) {
    const w = wordsOf(n, before.text);
    const twin = same.get(n.id) ?? (oldWords.get(w) === n.id ? newWords.get(w) : undefined);
    if (twin === undefined) continue;
    const is = after.cfg.nodes[twin]!;
    for (const lock of old.must[n.id]!) {
      if (!locks.has(lock) || told.has(lock) || now.may[twin]!.has(lock)) continue;
      // another lock covers it now, or did so all along
      if ([...now.must[twin]!].some((l) => !old.must[n.id]!.has(l) || ownerOf(l) === ownerOf(lock))) continue;
      const why = reason(n, lock, before, after, old.must, now.must, same, kept);
      if (!why) continue;
      told.add(lock);
      const early = after.cfg.nodes.some((t) => takes(t, after) === lock && t.at[0] > is.at[0]);
      out.push({
        rule: 'lock/unguarded-access',
        side: 'new',
        at: is.at,
        object: lock,
        message: `${why.place} is ${why.how} ${early ? 'before' : 'after'} the section of ${lock} now, in which it was before the patch: ${why.because}`,
        remedy: `keep it under ${lock}`,
        path: [
          { at: is.at, note: `${flat(textAt(after, is.at))} without ${lock}` },
          ...(why.at ? [{ at: why.at, note: `${why.place} changes under ${lock}` }] : []),
        ],
      });
    }
  }
  return out;
}

interface Reason {
  readonly place: string;
  readonly how: string;
  readonly because: string;
  readonly at?: CfgNode['at'];
}

function reason(
  n: CfgNode,
  lock: string,
  before: ImageSide,
  after: ImageSide,
  oldHeld: readonly ReadonlySet<string>[],
  newHeld: readonly ReadonlySet<string>[],
  same: ReadonlyMap<number, number>,
  kept: ReadonlySet<number>,
): Reason | undefined {
  const { reads, writes } = placesOf(n, before);
  const owner = ownerOf(lock);
  if (n.op.k === 'foreach' && owner) {
    const list = reads.find((p) => p.startsWith(`${owner}->`) || p.startsWith(`${owner}.`));
    if (list) return { place: list, how: 'walked', because: 'entries may come and go under the walk' };
  }
  if (isCall(n) && /^flush_tlb_(?:range|page|mm)$/.test(n.op.name!) && /ptl/.test(lock))
    return {
      place: n.op.name!,
      how: 'called',
      because:
        'who takes the lock finds the entries gone and may reuse the pages, while other CPUs still get at them by the old translation',
    };
  const own = (p: string): boolean => owner !== undefined && (p.startsWith(`${owner}->`) || p.startsWith(`${owner}.`));
  const written = writes.find(own);
  if (written && same.has(n.id))
    return { place: written, how: 'changed', because: 'somebody who holds the lock may look at it, or change it, at the same time' };
  for (const p of reads) {
    // looked at and changed under one lock: what was seen is still so when it is changed
    const pair = before.cfg.nodes.find((w) => w.id !== n.id && oldHeld[w.id]!.has(lock) && placesOf(w, before).writes.includes(p));
    if (!pair) continue;
    const local = assigned(n, before.text);
    if (local === p) continue;
    const there = same.get(pair.id);
    const still = after.cfg.nodes.find(
      (w) => (there === undefined ? !kept.has(w.id) : w.id === there) && placesOf(w, after).writes.includes(p),
    );
    if (!still) continue;
    const held = newHeld[still.id]!.has(lock);
    return {
      place: p,
      how: 'looked at',
      because: `somebody else may change it between the look and ${held ? 'the change under the lock' : 'the change'}`,
      at: still.at,
    };
  }
  return undefined;
}
