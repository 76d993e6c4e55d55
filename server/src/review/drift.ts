/**
 * What a patch stopped giving back, as hazards. A patch that takes away one half of a pair usually takes away the other half too, or
 * puts it elsewhere: then nothing is said.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import { type Drift, type Hazard, kindOf } from '../check/index.ts';

/** Names of calls that the patch adds and removes, over all its files. */
export interface PatchCalls {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  /** functions whose own lines the patch changes: what they promise may change with them */
  readonly defines?: ReadonlySet<string>;
  /** hands on what one of those gives it: their promise is its own */
  readonly wraps?: (name: string) => boolean;
  /** functions that are there no more, or in another file, once the patch is applied */
  readonly abolishes?: ReadonlySet<string>;
}

/** Calls of added and removed lines; a call that is on both sides was only moved or reindented, it is on neither. */
export function callsOf(lines: Iterable<{ readonly kind: 'context' | 'add' | 'del'; readonly text: string }>): PatchCalls {
  const count = new Map<string, number>();
  for (const l of lines) {
    if (l.kind === 'context') continue;
    for (const m of codeOf(l.text).matchAll(/\b([A-Za-z_]\w*)\s*\(/g))
      count.set(m[1]!, (count.get(m[1]!) ?? 0) + (l.kind === 'add' ? 1 : -1));
  }
  return {
    added: new Set([...count].filter(([, n]) => n > 0).map(([k]) => k)),
    removed: new Set([...count].filter(([, n]) => n < 0).map(([k]) => k)),
  };
}

/** A line without its comments; of a comment over several lines what begins with a star. */
export function codeOf(line: string): string {
  return /^\s*\*/.test(line) ? '' : line.replace(/\/\*.*?(?:\*\/|$)/g, ' ').replace(/\/\/.*$/, '');
}

const COUNTERPARTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/uncharge|cancel_charge|unacct|uncharge/, ['charge', 'try_charge', 'acct']],
  [/unlock|^up_/, ['lock', 'down_', 'trylock']],
  [/free|destroy/, ['alloc', 'create', 'dup', 'kmalloc', 'kzalloc']],
  [/put|drop|release|unpin|dec/, ['get', 'grab', 'tryget', 'lookup', 'find', 'follow', 'pin', 'inc', 'isolate', 'alloc']],
];

/** The patch also takes away what the call gave back, or gives it back in another place or by another name. */
export function isPaired(by: string, calls: PatchCalls): boolean {
  if (calls.added.has(by)) return true;
  for (const [give, takes] of COUNTERPARTS) {
    if (!give.test(by)) continue;
    for (const c of calls.removed) if (takes.some((t) => c.includes(t)) && !give.test(c)) return true;
    for (const c of calls.added) if (give.test(c)) return true;
  }
  return false;
}

/** One image of a function, as far as a drift is weighed by it. */
interface Sight {
  readonly body: { readonly cfg: Cfg };
  readonly text: string;
  isAdded(h: { readonly at: Span }): boolean;
}

/** asks and says, gives nothing back */
const MUTE = /^(?:trace_|pr_|printk|dump_|(?:VM_)?(?:BUG|WARN)|lockdep_|IS_ERR|PTR_ERR|ERR_PTR|(?:READ|WRITE)_ONCE|un?likely$|set_|__set_)/;

const flat = (s: string): string => s.replace(/\s+/g, ' ').trim();

/**
 * What the difference of two profiles says, and the lines that the patch adds to the function answer: a removed give-back whose place another
 * call takes, under whatever name it knows the object; a reference that the new image takes in another way than the old one did.
 */
export function isAnswered(d: Drift, before: Sight, after: Sight, calls: PatchCalls): boolean {
  if (calls.defines?.has(d.left.by)) return true;
  if (d.how === 'kept') {
    if (d.left.kind === 'rcu') return false;
    const taken = flat(after.text.slice(d.left.from[0], d.left.from[1]));
    return !flat(before.text.slice(...before.body.cfg.at)).includes(taken);
  }
  const words = new Set(d.left.name.match(/[A-Za-z_]\w*/g) ?? []);
  return after.body.cfg.nodes.some((n) => {
    if (n.op.k !== 'call' || n.op.name === undefined || n.op.implicit || !after.isAdded(n)) return false;
    if (n.op.name === d.left.by || kindOf(n.op.name)) return true;
    if (MUTE.test(n.op.name)) return false;
    return n.op.args.some((a) => (after.text.slice(a.at[0], a.at[1]).match(/[A-Za-z_]\w*/g) ?? []).some((w) => words.has(w)));
  });
}

export function hazardOf(d: Drift, fn: string): Hazard {
  const o = d.left.name;
  const base = {
    rule: d.rule,
    severity: 'error' as const,
    confidence: 'medium' as const,
    function: fn,
    object: o,
    key: `${d.rule}|${fn}|${o}`,
  };
  if (d.how === 'gone') {
    const [what, end] = wording(d);
    return {
      ...base,
      // whose memory it is that the function was given, and who else may free it, is not seen here
      confidence: d.left.account === 'MEM' ? 'low' : base.confidence,
      at: d.left.from,
      message: `${d.left.by}() on ${o} goes, and nothing in the patch takes its place: ${what} that this function gave back ${end}`,
      remedy: `keep the ${d.left.by}(), or drop what it pairs with`,
      path: [{ at: d.left.from, note: `${d.left.by}() was here before the patch` }],
    };
  }
  const rcu = d.rule === 'lock/rcu';
  const [what] = wording(d);
  return {
    ...base,
    at: d.exit.at,
    message: rcu
      ? 'now returns inside the RCU read section that it left before the patch; callers do not expect that'
      : d.left.kind === 'lock'
        ? `now returns with ${o} held: before the patch every path released it, and callers do not expect to hold it`
        : `now returns with ${what} still taken: before the patch it was given back on every way out like this one`,
    remedy: rcu
      ? 'call rcu_read_unlock() before it returns'
      : d.left.kind === 'lock'
        ? `release ${o} before it returns`
        : `give ${o} back before it returns`,
    path: [
      { at: d.left.from, note: `${d.left.by}() takes it` },
      {
        at: d.exit.at,
        note: rcu ? 'returns inside the read section' : `returns with ${o} still ${d.left.kind === 'lock' ? 'held' : 'taken'}`,
      },
    ],
  };
}

function wording(d: Drift): [what: string, end: string] {
  const o = d.left.name;
  if (d.rule === 'lock/missing-unlock') return [`the lock ${o}`, 'stays held'];
  if (d.rule === 'charge/not-undone') return [`the charge of ${o}`, 'stays'];
  if (d.left.account === 'MEM') return [`the memory of ${o}`, 'is not freed any more'];
  return [`the reference to ${o}`, 'is not dropped any more'];
}
