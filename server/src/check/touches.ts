/**
 * Which locks are held where a function touches what others can see, told in names that mean the same in two images of it. What was
 * touched under a lock and is now touched beside it, while the function still takes that lock, was moved across it: the
 * telling evidence, whatever the data is. Whether the lock guards that data is asked of the tree afterwards (review/guards.ts).
 */
import type { Span } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import { eachPart, isCharge, type Listener, type Lock, rootOf, type State, type Term, type Trace } from '../model/index.ts';
import { say } from './say.ts';

/** What is touched: a member, and the type of what it is a member of where the text says it. */
export interface Datum {
  readonly field: string;
  readonly type?: string;
}

export interface Touch {
  /** equal for the same text in both images */
  readonly key: string;
  readonly at: Span;
  readonly text: string;
  readonly how: 'read' | 'write' | 'list' | 'entry' | 'callee';
  /** the new value is made from the old one */
  readonly update: boolean;
  readonly data: readonly Datum[];
  /** held on every path, in the order in which they were taken */
  readonly held: ReadonlySet<string>;
  /** paths that can be relied on: locks held, and locks released before */
  readonly paths: readonly TouchPath[];
  /** names of locks that are members of what is touched itself, or of what it hangs from */
  readonly near: ReadonlySet<string>;
  readonly far: ReadonlySet<string>;
}

export interface TouchPath {
  readonly held: ReadonlySet<string>;
  readonly dropped: ReadonlyMap<string, Span>;
  readonly trace: Trace | undefined;
}

export interface LockUse {
  /** what tells it from other locks, the same in both images: the text that takes it */
  readonly name: string;
  /** in the words of a message */
  readonly shown: string;
  readonly cls: string;
  readonly takes: readonly Span[];
  /** some path releases it */
  readonly released: boolean;
}

export interface Touches {
  readonly sites: readonly Touch[];
  readonly locks: ReadonlyMap<string, LockUse>;
}

/** Functions that change the list, tree or heap that their arguments are nodes and heads of. */
const LISTS =
  /^__(?:add|remove)_wait_queue\w*$|^(?:__)?(?:list|hlist|hlist_nulls|hlist_bl|rb|llist|plist|interval_tree|anon_vma_interval_tree|vma_interval_tree|radix_tree|idr|ida)_(?:(?:bulk_)?(?:add|del|move|replace|splice|insert|erase|link|cut|rotate|remove|swap|requeue)\w*|link_node|insert_color)(?:_rcu|_cached|_augmented|_init|_tail)?$/;
/** Functions that change an entry of a page table. */
const ENTRIES =
  /^(?:set_(?:huge_)?(?:pte|pmd|pud|ptes)(?:_at)?|(?:huge_)?(?:pte|pmd|pud)p_(?:clear|clear_flush|huge_clear_flush|get_and_clear|set_wrprotect|set_access_flags|modify_prot_\w+|invalidate|collapse_flush)|(?:pte|pmd|pud)_(?:clear|populate)|(?:ptep|pmdp|pudp)_(?:clear|get)\w*|pgtable_trans_huge_(?:deposit|withdraw)|zap_deposited_table)$/;
/** Functions whose first argument is the lock. */
const PRIMITIVES =
  /^(?:(?:raw_)?(?:spin|read|write)_(?:try)?lock(?:_irq|_irqsave|_bh|_nested|_irqsave_nested)?|mutex_(?:try)?lock(?:_nested|_interruptible|_killable)?|down_(?:read|write)(?:_trylock|_killable|_nested)?)$/;
/** Said to be without a lock, or in need of none. */
const LOCKLESS =
  /(?:\b(?:READ_ONCE|WRITE_ONCE|data_race|rcu_\w+|smp_\w+|ACCESS_PRIVATE|\w*atomic\w*|\w*cmpxchg\w*|xchg|refcount_\w+|kref_\w+|percpu_\w+|this_cpu_\w+|(?:__)?(?:test|set|clear)_\w*bit\w*|lockdep_\w+|sizeof|typeof|offsetof|init_\w+|INIT_\w+|\w+_init|__init_\w+|trace_\w+|count_\w+|pr_\w+))\s*\(\s*&?\s*$/;

interface Draft {
  key: string;
  at: Span;
  text: string;
  how: Touch['how'];
  update: boolean;
  data: Datum[];
  held: Set<string>;
  paths: TouchPath[];
  near: Set<string>;
  far: Set<string>;
}

export class TouchCollector implements Listener {
  private readonly cfg: Cfg;
  private readonly source: string;
  private readonly sites = new Map<string, Draft>();
  private readonly uses = new Map<string, { name: string; shown: string; cls: string; takes: Map<number, Span>; released: boolean }>();
  private readonly names = new Map<Term, string>();
  private readonly sets = new WeakMap<readonly Lock[], ReadonlySet<string>>();

  constructor(cfg: Cfg, source: string) {
    this.cfg = cfg;
    this.source = source;
  }

  private nameOf(s: State, place: Term): string {
    let n = this.names.get(place);
    if (n === undefined) {
      n = say(this.cfg, s, place);
      this.names.set(place, n);
    }
    return n;
  }

  take(s: State, e: { place: Term; cls: string; site: { at: Span; by: string } }): void {
    if (!this.names.has(e.place)) this.names.set(e.place, this.textOf(s, e));
    const name = this.names.get(e.place)!;
    let u = this.uses.get(name);
    if (!u) {
      u = { name, shown: /^\w+\(/.test(name) ? say(this.cfg, s, e.place) : name, cls: e.cls, takes: new Map(), released: false };
      this.uses.set(name, u);
    }
    u.takes.set(e.site.at[0], e.site.at);
  }

  drop(s: State, e: { place: Term }): void {
    const u = this.uses.get(this.nameOf(s, e.place));
    if (u) u.released = true;
  }

  /** The lock as the call names it: its argument, or for a call that finds the lock itself all of the call. */
  private textOf(s: State, e: { place: Term; site: { at: Span; by: string } }): string {
    const call = plain(this.source.slice(e.site.at[0], e.site.at[1]));
    if (!call.startsWith(`${e.site.by}(`) || call.length > 200) return say(this.cfg, s, e.place);
    if (!PRIMITIVES.test(e.site.by)) return call;
    let depth = 0;
    for (let i = e.site.by.length; i < call.length; i++) {
      const ch = call[i];
      if (ch === '(') depth++;
      else if (ch === ')') depth--;
      if (depth === 0 || (depth === 1 && ch === ',')) return call.slice(e.site.by.length + 1, i).trim();
    }
    return call;
  }

  access(s: State, e: { place: Term; write: boolean; at: Span }): void {
    const before = this.source.slice(Math.max(0, e.at[0] - 40), e.at[0]);
    if (LOCKLESS.test(before)) return;
    // &x->y is no access, and of x->y.z only the whole is one
    const place = e.place;
    if (place.k !== 'field' && place.k !== 'index' && place.k !== 'global') return;
    const text = plain(this.source.slice(e.at[0], e.at[1]));
    const after = this.source.slice(e.at[1], e.at[1] + 6).trimStart();
    const update = e.write && (/^(?:\+\+|--|[-+*/|&^]=|<<=|>>=)/.test(after) || /(?:\+\+|--)\s*\(*$/.test(before));
    this.add(s, e.write ? 'write' : 'read', update, text, e.at, [place], this.datum(text));
  }

  call(s: State, e: Parameters<NonNullable<Listener['call']>>[1]): void {
    if (e.name === undefined) return;
    const how = LISTS.test(e.name) ? 'list' : ENTRIES.test(e.name) ? 'entry' : undefined;
    if (e.args.length === 0) return;
    if (!how) {
      this.callee(s, e.name, e);
      return;
    }
    const spans = e.argsAt;
    const text = `${e.name}(${spans.map((a) => plain(this.source.slice(a[0], a[1]))).join(', ')})`;
    // a list of this function's own, or an object that nobody else knows
    if (how === 'list') {
      const own = e.args.map((a) => rootOf(a).k === 'local');
      if (own.every((x) => x) || (own.at(-1) && /add|insert|link/.test(e.name))) return;
    }
    const places =
      how === 'list'
        ? e.args.filter((a) => rootOf(a).k !== 'local').filter((a) => a.k === 'field' || a.k === 'global' || a.k === 'index')
        : [];
    this.add(
      s,
      how,
      true,
      text,
      e.site.at,
      places,
      spans.flatMap((a) => this.datum(plain(this.source.slice(a[0], a[1])).replace(/^&/, ''))),
    );
  }

  /** A callee that stores into what it is given. */
  private callee(s: State, name: string, e: Parameters<NonNullable<Listener['call']>>[1]): void {
    if (!e.contract || e.contract.from === 'model' || e.contract.macro || s.locks.length + s.dropped.size + this.uses.size === 0) return;
    const fields = new Map<string, number>();
    for (const o of e.contract.outcomes)
      for (const [place] of o.stores) if (place.k === 'field' && place.base.k === 'param') fields.set(place.field, place.base.i);
    const data: Datum[] = [];
    const places: Term[] = [];
    for (const [field, i] of fields) {
      const at = e.argsAt[i];
      const arg = e.args[i];
      if (!at || !arg || rootOf(arg).k === 'local' || data.length >= 3) continue;
      data.push(...this.datum(`${plain(this.source.slice(at[0], at[1]))}->${field}`));
      places.push({ id: -1, k: 'field', base: arg, field });
    }
    if (data.length === 0) return;
    const text = `${name}(${e.argsAt.map((a) => plain(this.source.slice(a[0], a[1]))).join(', ')})`;
    this.add(s, 'callee', true, text, e.site.at, places, data);
  }

  private add(s: State, how: Touch['how'], update: boolean, text: string, at: Span, places: readonly Term[], data: readonly Datum[]): void {
    if (places.some((p) => ownNew(s, p))) return;
    const id = `${how} ${at[0]} ${at[1]}`;
    let d = this.sites.get(id);
    const held = this.heldIn(s);
    if (!d) {
      d = {
        key: `${how} ${text}`,
        at,
        text,
        how,
        update,
        data: [...data],
        held: new Set(held),
        paths: [],
        near: new Set(),
        far: new Set(),
      };
      this.sites.set(id, d);
    } else for (const n of d.held) if (!held.has(n)) d.held.delete(n);
    for (const l of s.locks) this.relate(d, this.nameOf(s, l.place), l.place, places);
    for (const l of s.dropped.keys()) this.relate(d, this.nameOf(s, l), l, places);
    if (d.paths.length >= 12) return;
    if (d.paths.some((p) => p.held === held)) return;
    const dropped = new Map<string, Span>();
    for (const [p, x] of s.dropped) if (!s.lockOf(p)) dropped.set(this.nameOf(s, p), x.at);
    d.paths.push({ held, dropped, trace: s.trace });
  }

  private heldIn(s: State): ReadonlySet<string> {
    let set = this.sets.get(s.locks);
    if (!set) {
      set = new Set(s.locks.map((l) => this.nameOf(s, l.place)));
      this.sets.set(s.locks, set);
    }
    return set;
  }

  private relate(d: Draft, name: string, lock: Term, places: readonly Term[]): void {
    for (const p of places) {
      if (shares(owner(p), owner(lock), true)) d.near.add(name);
      else if (shares(p, lock, false)) d.far.add(name);
    }
  }

  private datum(text: string): Datum[] {
    const m = /^(.*?)(?:->|\.)(\w+)(?:\[[^[\]]*\])*$/.exec(text);
    if (!m)
      return /^\w+$/.test(text) && !this.cfg.locals.has(text) && !this.cfg.params.some((p) => p.name === text) ? [{ field: text }] : [];
    const base = m[1]!;
    const v = /^\w+$/.test(base) ? (this.cfg.locals.get(base) ?? this.cfg.params.find((p) => p.name === base)) : undefined;
    const type = v && /\b(?:struct|union)\s+(\w+)/.exec(v.type)?.[1];
    return [{ field: m[2]!, type: type || undefined }];
  }

  /** Locks that are only taken later on are related to what was touched before, too. */
  done(): Touches {
    return {
      sites: [...this.sites.values()],
      locks: new Map(
        [...this.uses].map(([n, u]) => [n, { name: n, shown: u.shown, cls: u.cls, takes: [...u.takes.values()], released: u.released }]),
      ),
    };
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/@\d+/g, '');
}

/** The pointer that a place is a member of. */
function owner(t: Term): Term {
  let r = t;
  for (;;) {
    // an element of an array in the object itself, for all that the text says
    if (r.k === 'index' && r.base.k === 'load') r = r.base.place;
    else if (r.k === 'field' || r.k === 'index') r = r.base;
    else return r;
  }
}

function shares(a: Term, b: Term, whole: boolean): boolean {
  if (whole) return a === b && a.k !== 'global' && a.k !== 'int' && a.k !== 'lit';
  let hit = false;
  const parts = new Set<Term>();
  eachPart(a, (p) => void ((p.k === 'param' || p.k === 'sym' || p.k === 'load') && parts.add(p)));
  eachPart(b, (p) => {
    if (parts.has(p)) hit = true;
  });
  return hit;
}

/** Memory that this path allocated and nobody else has seen yet. */
function ownNew(s: State, place: Term): boolean {
  const o = owner(place);
  for (const r of s.refs.values()) if (r.object === o && r.born && !r.escaped && !isCharge(r.kind) && r.kind === 'MEM') return true;
  return false;
}

/** Something that the new image touches beside a lock under which the old one touched it. */
export interface Moved {
  readonly touch: Touch;
  readonly lock: LockUse;
  /** `early`: before the lock is taken; `late`: after it was released */
  readonly how: 'early' | 'late';
  /** where it is taken or was released */
  readonly lockAt: Span;
  readonly trace: Trace | undefined;
  readonly near: boolean;
  readonly far: boolean;
  /** the lock that was taken last before it is held there still */
  readonly covered: boolean;
  /** it was moved, not added */
  readonly moved: boolean;
  /** the function still changes the same under the lock elsewhere */
  readonly elsewhere: boolean;
}

export function compareTouches(before: Touches, after: Touches): Moved[] {
  const old = new Map<string, Touch[]>();
  for (const t of before.sites) old.set(t.key, [...(old.get(t.key) ?? []), t]);
  const now = new Map<string, Touch[]>();
  for (const t of after.sites) now.set(t.key, [...(now.get(t.key) ?? []), t]);
  const out: Moved[] = [];
  for (const [key, sites] of now) {
    const was = old.get(key);
    if (!was) continue;
    const locks = new Set(was.flatMap((t) => [...t.held]));
    for (const name of locks) {
      const lock = after.locks.get(name);
      // not taken any more: the patch does without, or by another name; never released before: that is mended
      if (!lock || !before.locks.get(name)?.released) continue;
      const bare = sites.flatMap((t) => {
        const p = t.paths.find((q) => !q.held.has(name) && [...q.held].every((h) => before.locks.has(h) && was.some((w) => w.held.has(h))));
        return p ? [{ t, p }] : [];
      });
      const beside = was.filter((t) => !t.held.has(name)).length;
      if (bare.length <= beside) continue;
      const moved = sites.filter((t) => t.held.has(name)).length < was.length - beside;
      for (const { t, p } of beside > 0 ? bare.slice(-1) : bare) {
        const dropped = p.dropped.get(name);
        const later = lock.takes.find((a) => a[0] > t.at[0]);
        const how = dropped ? 'late' : 'early';
        const lockAt = dropped ?? later;
        if (!lockAt) continue;
        const near = was.some((w) => w.near.has(name)) || t.near.has(name);
        const far = was.some((w) => w.far.has(name)) || t.far.has(name);
        const inner = [...was[0]!.held].pop()!;
        const covered = inner !== name && p.held.has(inner) && after.locks.get(inner)?.cls !== 'FOLIO';
        const elsewhere = after.sites.some((o) => o !== t && o.how !== 'read' && o.held.has(name) && sameData(o, t));
        out.push({ touch: t, lock, how, lockAt, trace: p.trace, near, far, covered, moved, elsewhere });
      }
    }
  }
  return out;
}

function sameData(a: Touch, b: Touch): boolean {
  return a.data.some((x) => b.data.some((y) => x.field === y.field && x.type === y.type));
}
