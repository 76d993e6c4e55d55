/**
 * What the model's data says of locks as a whole (server/model/order.c): which lock comes before which, which ones interrupts take,
 * which ones reclaim waits for, and which ones the callers of a function may hold. Statements of the form `__order(a, b);`, each with an
 * era and a source, like the functions of the model.
 */
import { compareVersions, parseKerneldoc } from './kerneldoc.ts';
import type { Term } from './terms.ts';

type Kind = 'lock' | 'order' | 'irq_safe' | 'reclaim_waits' | 'callers_hold' | 'needs_rcu' | 'guarded_by';

/** One statement as it is written; `args` are its arguments as text. */
export interface Statement {
  readonly kind: Kind;
  readonly args: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly source?: string;
  readonly note?: string;
  readonly file: string;
  /** 0-based */
  readonly line: number;
}

interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const STATEMENT = /^__(lock|order|irq_safe|reclaim_waits|callers_hold|needs_rcu|guarded_by)\s*\(([^;]*)\)\s*;/gm;
const ANY_STATEMENT = /^__(\w+)\s*\(/gm;
const KNOWN = new Set(['lock', 'order', 'irq_safe', 'reclaim_waits', 'callers_hold', 'needs_rcu', 'guarded_by']);
const FEWEST: Record<Kind, number> = { lock: 2, order: 2, irq_safe: 1, reclaim_waits: 1, callers_hold: 2, needs_rcu: 1, guarded_by: 2 };

/** The statements of one file. The comment right above a group of statements speaks for the whole group, up to an empty line. */
export function readStatements(file: { readonly name: string; readonly text: string }, errors: Problem[]): Statement[] {
  const text = file.text.replace(/\r\n?/g, '\n');
  const out: Statement[] = [];
  const lineOf = (at: number): number => text.slice(0, at).split('\n').length - 1;
  const problem = (at: number, message: string) => errors.push({ file: file.name, line: lineOf(at) + 1, column: 1, message });
  for (const m of text.matchAll(ANY_STATEMENT)) if (!KNOWN.has(m[1]!)) problem(m.index, `__${m[1]}: there is no such statement`);
  for (const m of text.matchAll(STATEMENT)) {
    const kind = m[1] as Kind;
    const args = splitArguments(m[2]!);
    if (args.length < FEWEST[kind] || args.some((a) => a === '')) {
      problem(m.index, `__${kind}: ${FEWEST[kind]} arguments or more are needed`);
      continue;
    }
    const { tags } = parseKerneldoc(commentOf(text, m.index));
    out.push({
      kind,
      args,
      since: tags.get('since'),
      until: tags.get('until'),
      source: tags.get('source'),
      note: tags.get('note'),
      file: file.name,
      line: lineOf(m.index),
    });
  }
  return out;
}

function splitArguments(text: string): string[] {
  return text.split(',').map((a) => a.replace(/\s+/g, ''));
}

/** Lines of statements between the comment and this one belong to it too. */
function commentOf(text: string, at: number): string {
  let before = text.slice(Math.max(0, at - 6000), at);
  for (;;) {
    const m = /(?:^|\n)__\w+\s*\([^;\n]*(?:\n\s[^;\n]*)*;[^\n]*\n$/.exec(before);
    if (!m) break;
    before = before.slice(0, m.index + (before[m.index] === '\n' ? 1 : 0));
  }
  const t = before.replace(/\n$/, '');
  if (!t.endsWith('*/')) return '';
  const open = t.lastIndexOf('/**');
  return open < 0 ? '' : t.slice(open + 3, -2);
}

/** Member names that so many structs have that they say nothing alone. */
const COMMON = new Set(['lock', 'rwsem', 'mutex', 'sem', 'ptl', 'list_lock']);

/** `&folio->lock`, `&a->b.c`, `vmf->ptl` (the pointer that is stored there), `&some_global`, `accessor()`, `FOLIO`. */
interface Pattern {
  readonly kind: 'member' | 'held-in' | 'global' | 'accessor' | 'class';
  readonly name: string;
  /** members from the struct inwards, each with how it hangs on the one before */
  readonly path: readonly { readonly field: string; readonly arrow: boolean }[];
}

function parsePattern(text: string): Pattern | undefined {
  let m = /^([a-z_]\w*)\(\)$/i.exec(text);
  if (m) return { kind: 'accessor', name: m[1]!, path: [] };
  if (/^[A-Z]+$/.test(text)) return { kind: 'class', name: text, path: [] };
  m = /^&([a-z_]\w*)$/i.exec(text);
  if (m) return { kind: 'global', name: m[1]!, path: [] };
  m = /^(&?)([a-z_]\w*)((?:(?:->|\.)[a-z_]\w*)+)$/i.exec(text);
  if (!m) return undefined;
  const path = [...m[3]!.matchAll(/(->|\.)(\w+)/g)].map((p) => ({ field: p[2]!, arrow: p[1] === '->' }));
  return { kind: m[1] ? 'member' : 'held-in', name: m[2]!, path };
}

/** Struct tag of what a pointer points to, `undefined` where the text at hand does not say. */
export type StructOf = (t: Term) => string | undefined;

/** Why one lock comes before another. */
export interface Reason {
  /** names of classes from the outer to the inner one */
  readonly chain: readonly string[];
  readonly source: string;
}

/** A class that is taken right around, or right inside, another. */
export interface LockNeighbour {
  readonly cls: string;
  readonly source: string;
}

/** The data as it holds for one kernel. */
export class LockOrder {
  private readonly classes: { readonly name: string; readonly patterns: readonly Pattern[] }[] = [];
  private readonly inside = new Map<string, Map<string, string>>();
  private readonly irq = new Map<string, string>();
  private readonly waits = new Map<string, { readonly flags: readonly string[]; readonly source: string; readonly note?: string }>();
  private readonly rcu = new Map<string, string>();
  /** `struct->member` -> its lock */
  private readonly guards = new Map<string, { readonly cls: string; readonly source: string }>();
  private readonly callers = new Map<string, { readonly cls: string; readonly source: string; readonly note?: string }[]>();

  constructor(statements: readonly Statement[], version: string | undefined) {
    const byName = new Map<string, Pattern[]>();
    for (const s of statements) {
      if (!holds(s, version)) continue;
      const source = s.source ?? '';
      const [first, ...rest] = s.args as [string, ...string[]];
      switch (s.kind) {
        case 'lock': {
          const list = byName.get(first) ?? [];
          for (const a of rest) {
            const p = parsePattern(a);
            if (p) list.push(p);
          }
          byName.set(first, list);
          break;
        }
        case 'order':
          s.args.forEach((a, i) => {
            const b = s.args[i + 1];
            if (b === undefined) return;
            const m = this.inside.get(a) ?? new Map<string, string>();
            if (!m.has(b)) m.set(b, source);
            this.inside.set(a, m);
          });
          break;
        case 'irq_safe':
          for (const a of s.args) this.irq.set(a, source);
          break;
        case 'reclaim_waits': {
          this.waits.set(first, { flags: rest, source, note: s.note });
          break;
        }
        case 'needs_rcu':
          for (const a of s.args) this.rcu.set(a, source);
          break;
        case 'guarded_by':
          for (const a of rest) this.guards.set(a, { cls: first, source });
          break;
        case 'callers_hold':
          for (const a of rest) {
            const list = this.callers.get(first) ?? [];
            list.push({ cls: a, source, note: s.note });
            this.callers.set(first, list);
          }
          break;
      }
    }
    for (const [name, patterns] of byName) this.classes.push({ name, patterns });
  }

  /** The class of a lock by its place; undefined when nothing is known of it. `cls` is the model's kind of lock (SPIN, FOLIO ...). */
  classOf(place: Term, cls: string, structOf: StructOf): string | undefined {
    for (const c of this.classes) for (const p of c.patterns) if (matches(p, place, cls, structOf)) return c.name;
    return undefined;
  }

  /** Whether `a` is to be taken before `b`, directly or through others; never when the data says the opposite too. */
  before(a: string, b: string): Reason | undefined {
    const way = this.way(a, b);
    return way && !this.way(b, a) ? way : undefined;
  }

  private way(a: string, b: string): Reason | undefined {
    if (a === b) return undefined;
    const from = new Map<string, string>([[a, '']]);
    const queue = [a];
    for (const at of queue) {
      for (const next of this.inside.get(at)?.keys() ?? []) {
        if (from.has(next)) continue;
        from.set(next, at);
        if (next === b) {
          const chain = [b];
          for (let x = at; x !== ''; x = from.get(x)!) chain.unshift(x);
          return { chain, source: this.inside.get(chain[0]!)!.get(chain[1]!)! };
        }
        queue.push(next);
      }
    }
    return undefined;
  }

  /** The source of the statement that an interrupt, or somebody with interrupts off, takes the lock. */
  irqSafe(cls: string | undefined): string | undefined {
    return cls === undefined ? undefined : this.irq.get(cls);
  }

  /** Which reclaim waits for the lock: `flags` are the gfp flags without which it does not. */
  reclaimWaits(
    cls: string | undefined,
  ): { readonly flags: readonly string[]; readonly source: string; readonly note?: string } | undefined {
    return cls === undefined ? undefined : this.waits.get(cls);
  }

  /** What stands right before and right behind a class, each with the source of its statement; both sorted. */
  neighbours(cls: string): { readonly before: readonly LockNeighbour[]; readonly after: readonly LockNeighbour[] } {
    const before: LockNeighbour[] = [];
    for (const [outer, inner] of this.inside) {
      const source = inner.get(cls);
      if (source !== undefined) before.push({ cls: outer, source });
    }
    const after = [...(this.inside.get(cls) ?? [])].map(([inner, source]) => ({ cls: inner, source }));
    const byName = (a: LockNeighbour, b: LockNeighbour): number => (a.cls < b.cls ? -1 : 1);
    return { before: before.sort(byName), after: after.sort(byName) };
  }

  /** The only class that a member or global of this name belongs to; undefined for names that many structs have. */
  classNamed(name: string): string | undefined {
    if (COMMON.has(name)) return undefined;
    const found = this.classes.filter((c) =>
      c.patterns.some((p) => (p.path.at(-1)?.field ?? (p.kind === 'global' ? p.name : '')) === name),
    );
    return found.length === 1 ? found[0]!.name : undefined;
  }

  /** The source of the statement that nothing but RCU keeps what the function returns. */
  needsRcu(fn: string): string | undefined {
    return this.rcu.get(fn);
  }

  /** The lock that guards a member of a struct. */
  guardOf(struct: string, member: string): { readonly cls: string; readonly source: string } | undefined {
    return this.guards.get(`${struct}->${member}`);
  }

  /** Whether a lock with this last name (`lru_lock` of `&lruvec->lru_lock`) may be of the class. */
  mayBe(cls: string, name: string): boolean {
    return this.classes.some((c) => c.name === cls && c.patterns.some((p) => (p.path.at(-1)?.field ?? p.name) === name));
  }

  /** Locks that some callers of a function hold, which its own text does not show. */
  callersHold(fn: string): readonly { readonly cls: string; readonly source: string; readonly note?: string }[] {
    return this.callers.get(fn) ?? [];
  }
}

/** Without a version: what still holds. */
function holds(s: Statement, version: string | undefined): boolean {
  if (version === undefined) return s.until === undefined;
  return (!s.since || compareVersions(s.since, version) <= 0) && (!s.until || compareVersions(version, s.until) <= 0);
}

function matches(p: Pattern, place: Term, cls: string, structOf: StructOf): boolean {
  switch (p.kind) {
    case 'class':
      return cls === p.name;
    case 'global':
      return place.k === 'global' && place.name === p.name;
    case 'accessor':
      return madeBy(place, p.name) || (place.k === 'field' && madeBy(place.base, p.name));
    case 'held-in':
      return place.k === 'load' && hangs(p, place.place, structOf);
    case 'member':
      return hangs(p, place, structOf);
  }
}

function madeBy(t: Term, fn: string): boolean {
  if (t.k === 'pure') return t.fn === fn;
  return t.k === 'sym' && t.tag.split(':').includes(fn);
}

/** Whether the place is what the pattern says, read from the last member to the struct. */
function hangs(p: Pattern, place: Term, structOf: StructOf): boolean {
  let at: Term = place;
  for (let i = p.path.length - 1; i >= 0; i--) {
    const { field, arrow } = p.path[i]!;
    if (at.k === 'index') at = at.base;
    if (at.k !== 'field' || at.field !== field) return false;
    at = at.base;
    if (i > 0 && arrow) {
      if (at.k !== 'load') return false;
      at = at.place;
    }
  }
  const struct = structOf(at);
  if (struct !== undefined) return struct === p.name;
  return p.path.length > 1 || !COMMON.has(p.path[0]!.field);
}

/** Statements that name a class nobody declares, and orders that run in a circle in some kernel. */
export function checkStatements(statements: readonly Statement[]): Problem[] {
  const out: Problem[] = [];
  const problem = (s: Statement, message: string) => out.push({ file: s.file, line: s.line + 1, column: 1, message });
  const known = new Set(statements.filter((s) => s.kind === 'lock').map((s) => s.args[0]!));
  const versions = new Set<string | undefined>([undefined]);
  for (const s of statements) {
    for (const v of [s.since, s.until]) if (v) versions.add(v);
    if (!s.source) problem(s, `__${s.kind}(${s.args.join(', ')}): no @source`);
    const names =
      s.kind === 'lock' || s.kind === 'needs_rcu'
        ? []
        : s.kind === 'order' || s.kind === 'irq_safe'
          ? s.args
          : s.kind === 'reclaim_waits' || s.kind === 'guarded_by'
            ? [s.args[0]!]
            : s.args.slice(1);
    for (const n of names) if (!known.has(n)) problem(s, `__${s.kind}: ${n} is declared nowhere`);
    if (s.kind === 'guarded_by')
      for (const a of s.args.slice(1))
        if (!/^\w+->\w+$/.test(a)) problem(s, `__guarded_by(${s.args[0]}): ${a} names no member of a struct`);
    if (s.kind === 'lock') for (const a of s.args.slice(1)) if (!parsePattern(a)) problem(s, `__lock(${s.args[0]}): ${a} names no lock`);
  }
  for (const v of versions) {
    const order = new LockOrder(statements, v);
    for (const s of statements) {
      if (s.kind !== 'order' || !holds(s, v)) continue;
      for (let i = 0; i + 1 < s.args.length; i++)
        if (!order.before(s.args[i]!, s.args[i + 1]!))
          problem(s, `__order: ${s.args[i]} and ${s.args[i + 1]} each come before the other${v ? ` in ${v}` : ''}`);
    }
  }
  return out;
}
