/**
 * Two images of one function, and what a patch did to its hazards: introduced (after, not before), fixed (before, not after), carried.
 */
import type { Span } from '../c/ast.ts';
import { type Checked, checkFunction, compareChecked, compareProfiles, type Hazard, type Severity } from '../check/index.ts';
import type { Contract, LockOrder } from '../model/index.ts';
import type { Body } from './code.ts';
import { hazardOf, isAnswered, isPaired, type PatchCalls } from './drift.ts';
import type { Guards } from './guards.ts';
import { isConverted, isRenamed, unnamed } from './renamed.ts';
import { unguarded } from './unguarded.ts';

/** One side of a function. */
export interface Side {
  readonly body: Body;
  readonly text: string;
  /** what the model says of the function itself */
  readonly promised?: Contract;
  readonly locks?: LockOrder;
  /** the hazard is on a line that the patch adds */
  isAdded(h: { readonly at: Span }): boolean;
  /** of the old image: it is on a line that the patch takes away */
  isRemoved(h: { readonly at: Span }): boolean;
  contractOf(name: string): Contract | undefined;
  /** how the rest of the tree touches a member; undefined without a tree */
  readonly guards?: Guards;
  readonly path?: string;
  /** What checks of this body may be shared with: see CodeStore.once. Undefined: it is checked anew. */
  once?<T>(what: string, make: () => T): T;
}

export interface Judged {
  readonly hazard: Hazard;
  readonly change: 'introduced' | 'fixed' | 'carried';
  readonly side: 'new' | 'old';
}

export interface Judgement {
  readonly judged: readonly Judged[];
  readonly bounded: boolean;
}

/** What the comparison of two images says of counters and charges: gone (in the old image), and made twice (in the new one). */
export interface Moved {
  readonly lost: readonly Hazard[];
  readonly twice: readonly Hazard[];
  /** the same of what is given back; said only where no path says more */
  readonly forgotten?: {
    readonly lost: readonly Hazard[];
    readonly twice: readonly Hazard[];
    /** removed calls, one of two alike */
    readonly spare: readonly { readonly at: Span }[];
  };
}

/** The comparison found nothing to say. */
export function isSilent(moved: Moved | undefined): boolean {
  const { lost, twice, forgotten } = moved ?? { lost: [], twice: [] };
  return [lost, twice, forgotten?.lost, forgotten?.twice, forgotten?.spare].every((list) => !list || list.length === 0);
}

/** `calls`: what the whole patch adds and removes, to see whether a removed half of a pair has its other half removed too. */
export function judge(before: Side | undefined, after: Side | undefined, calls: PatchCalls, moved?: Moved): Judgement {
  const old = before && check(before);
  const now = after && believed(check(after), calls);
  const judged: Judged[] = [];
  if (!now || !after) return { judged, bounded: old?.bounded ?? false };
  if (!old || !before)
    return {
      judged: now.hazards.filter((h) => h.confidence !== 'low').map((hazard) => ({ hazard, change: 'introduced', side: 'new' })),
      bounded: now.bounded,
    };
  const news = [...now.hazards];
  const gone: Hazard[] = [];
  const spare = moved?.forgotten?.spare ?? [];
  for (const d of compareProfiles(old.profile, now.profile)) {
    if (isAnswered(d, before, after, calls)) continue;
    const h = hazardOf(d, after.body.cfg.name);
    // one cause, one remark: a lock that is taken twice is not released twice either
    const family = h.rule.split('/', 1)[0]!;
    if (news.some((n) => n.object === h.object && n.rule.startsWith(family))) continue;
    if (d.how === 'kept') news.push(h);
    // what was given back too often before is mended, not lost
    else if (
      before.isRemoved(h) &&
      !spare.some((x) => overlaps(x, h)) &&
      !isPaired(d.left.by, calls) &&
      !old.hazards.some((o) => o.object === h.object)
    )
      gone.push(h);
  }
  // charges are compared by path first: what that says of an account is not said again
  for (const h of moved?.twice ?? []) if (!news.some((n) => n.rule === h.rule && overlaps(n, h))) news.push(h);
  for (const h of moved?.lost ?? [])
    if (!gone.some((g) => overlaps(g, h)) && !news.some((n) => n.rule === h.rule && n.rule === 'charge/not-undone')) gone.push(h);
  for (const d of compareChecked(old, now, after.body.cfg.name)) {
    const known = d.side === 'new' ? news : gone;
    if (!known.some((n) => n.key === d.hazard.key)) known.push(d.hazard);
  }
  if (old.touches && now.touches && !old.bounded && !now.bounded) {
    // an unlock that was missing, or is missing now, is the remark; what lies between is its consequence
    const told = new Set([...old.hazards, ...news, ...gone].filter((h) => h.rule.startsWith('lock/')).map((h) => h.object));
    const fn = after.body.cfg.name;
    news.push(
      ...unguarded(old.touches, now.touches, {
        fn,
        path: after.path ?? '',
        guards: after.guards,
        locks: after.locks,
        told,
        isAdded: (h) => after.isAdded(h),
      }),
    );
  }
  // where one image could not be explored in full, no path says what is new: the graphs of the two are all there is
  const bounded = old.bounded || now.bounded;
  const { forgotten } = moved ?? {};
  const byGraph = new Set<Hazard>([moved?.lost, moved?.twice, forgotten?.lost, forgotten?.twice].flatMap((list) => list ?? []));
  if (bounded) {
    const known = (h: Hazard): boolean => byGraph.has(h);
    news.splice(0, news.length, ...now.hazards, ...news.filter(known));
    gone.splice(0, gone.length, ...gone.filter(known));
    const [twice, lost]: [Hazard[], Hazard[]] = [[], []];
    addForgotten(moved, twice, lost, []);
    news.push(...twice);
    gone.push(...lost);
  } else addForgotten(moved, news, gone, old.hazards);
  const lineOf = (h: Hazard, text: string): string => {
    const from = text.lastIndexOf('\n', h.at[0] - 1) + 1;
    const to = text.indexOf('\n', h.at[0]);
    return text.slice(from, to < 0 ? undefined : to).trim();
  };
  const left: Hazard[] = [];
  const olds = [...old.hazards];
  const pair = (same: (a: Hazard, b: Hazard) => boolean, list: readonly Hazard[]): Hazard[] => {
    const rest: Hazard[] = [];
    for (const h of list) {
      const i = olds.findIndex((o) => same(h, o));
      if (i < 0) rest.push(h);
      else {
        olds.splice(i, 1);
        if (h.confidence !== 'low') judged.push({ hazard: h, change: 'carried', side: 'new' });
      }
    }
    return rest;
  };
  left.push(...pair((a, b) => a.key === b.key && lineOf(a, after.text) === lineOf(b, before.text), news));
  const named = pair((a, b) => a.key === b.key, left);
  const unheard = pair(
    (a, b) => isRenamed(a, b, after, before) && unnamed(lineOf(a, after.text), a) === unnamed(lineOf(b, before.text), b),
    named,
  );
  const fresh = rootsOf(
    unheard.filter((h) => (!bounded || byGraph.has(h)) && !(h.rule === 'ref/double-put' && isConverted(h, after, before))),
    (h) => after.isAdded(h),
  );
  const mendsLeak = old.hazards.some((o) => o.rule === 'ref/leak' && !now.hazards.some((n) => n.key === o.key));
  for (const h of fresh.filter((h) => !(isBehindNewPut(h, after, calls) && (h.confidence === 'low' || mendsLeak))))
    judged.push({ hazard: h, change: 'introduced', side: 'new' });
  for (const h of gone) judged.push({ hazard: h, change: 'introduced', side: 'old' });
  // what is only worth saying as a difference is no news when it goes
  for (const h of olds) if (h.confidence !== 'low') judged.push({ hazard: h, change: 'fixed', side: 'old' });
  return { judged: bounded ? judged.filter((j) => j.change !== 'fixed') : judged, bounded };
}

/** What one image alone shows; questions that only two images raise are left out. */
export function hazardsIn(side: Side): readonly Hazard[] {
  return check(side).hazards.filter((h) => h.confidence !== 'low');
}

/**
 * Without what rests on the results of a function that this very patch writes or changes: who changes both knows when it fails, and of what is only
 * seen in part nobody else does. That a result fails in a way that it did not before is asked elsewhere (callers.ts).
 */
function believed(c: Checked, calls: PatchCalls): Checked {
  const made = (h: Hazard): string | undefined =>
    h.rule === 'ref/unchecked-get' ? /^(\w+)\(\) can return/.exec(h.message)?.[1] : undefined;
  const settled = (by: string): boolean => (calls.defines?.has(by) ?? false) || (calls.wraps?.(by) ?? false);
  const hazards = c.hazards.filter((h) => !settled(made(h) ?? ''));
  return hazards.length === c.hazards.length ? c : { ...c, hazards };
}

/** What is proven by a path is as grave as its rule; what only the difference of two images suggests is a question. */
export function severityOf(h: Hazard): Severity {
  if (h.confidence === 'low') return 'info';
  return h.confidence === 'medium' && h.severity === 'error' ? 'warning' : h.severity;
}

/**
 * One cause, one remark. A lock that is not released any more is taken twice, slept under and returned with: of what a patch brings about
 * one lock only the root is told, the second taking when that is what was added, else the way out that keeps it.
 */
function rootsOf(hazards: readonly Hazard[], isAdded: (h: { readonly at: Span }) => boolean): Hazard[] {
  const out: Hazard[] = [];
  const byObject = new Map<string, Hazard[]>();
  for (const h of hazards) {
    if (!h.rule.startsWith('lock/')) out.push(h);
    else byObject.set(h.object, [...(byObject.get(h.object) ?? []), h]);
  }
  for (const list of byObject.values()) {
    const twice = list.filter((h) => h.rule === 'lock/double-lock');
    const added = twice.find((h) => isAdded(h) || (h.confidence !== 'high' && h.path.some(isAdded)));
    const kept = list.filter((h) => h.rule === 'lock/missing-unlock');
    if (added) out.push(added);
    else if (kept.length > 0) out.push(...kept);
    else if (twice.length > 0) out.push(twice[0]!);
    else out.push(...list);
  }
  const doubled = new Set(out.filter((h) => h.rule === 'ref/double-put').map((h) => h.object));
  return out.filter((h) => !(h.rule === 'ref/use-after-put' && doubled.has(h.object)));
}

/**
 * The put before the use is new, the use is not: the patch gives back what was kept. Whether that was the last reference is not proven here
 * (somebody else had the object before this function took its own), or nothing but flags are asked for.
 */
function isBehindNewPut(h: Hazard, after: Side, calls: PatchCalls): boolean {
  const put = h.path[0];
  if (h.rule !== 'ref/use-after-put' || h.confidence === 'high' || !put || !after.isAdded(put) || after.isAdded(h)) return false;
  const by = /^\w+/.exec(after.text.slice(put.at[0], put.at[1]))?.[0];
  return by !== undefined && calls.added.has(by);
}

/** What the graphs say, where no path says it already. */
function addForgotten(moved: Moved | undefined, news: Hazard[], gone: Hazard[], olds: readonly Hazard[]): void {
  for (const h of moved?.forgotten?.twice ?? []) {
    const told = [...news, ...gone].filter((o) => alike(o, h) && isFresh(o, olds));
    // that a lock is still held at the end is what comes of taking it twice
    if (told.length === 0 || (h.rule === 'lock/double-lock' && told.every((o) => o.rule === 'lock/missing-unlock')))
      news.push(told.length === 0 ? h : { ...h, confidence: 'medium' });
  }
  for (const h of moved?.forgotten?.lost ?? []) {
    if (olds.some((o) => alike(o, h) && overlaps(o, h))) continue;
    const told = [...news, ...gone].filter((o) => alike(o, h) && isFresh(o, olds));
    if (told.length === 0) gone.push(h);
    else if (h.rule === 'lock/missing-unlock' && told.every((o) => CONSEQUENCES.has(o.rule))) {
      // the lock is slept under, taken again, or held on some ways into a join, because it is not released any more
      for (const o of told) news.splice(news.indexOf(o), 1);
      gone.push({ ...h, confidence: 'medium' });
    }
  }
}

const CONSEQUENCES = new Set([
  'lock/double-lock',
  'lock/unbalanced-unlock',
  'lock/sleep-in-atomic',
  'lock/long-hold',
  'lock/order-inversion',
]);

const isFresh = (h: Hazard, olds: readonly Hazard[]): boolean => !olds.some((o) => o.key === h.key);

/** Two remarks of one family about the same thing, as far as its words tell. */
function alike(a: Hazard, b: Hazard): boolean {
  const family = (r: string) => r.split('/', 1)[0];
  const words = (h: Hazard): string[] => h.object.match(/[A-Za-z_]\w*/g) ?? [];
  return family(a.rule) === family(b.rule) && (overlaps(a, b) || words(a).some((w) => words(b).includes(w)));
}

function overlaps(a: { readonly at: Span }, b: { readonly at: Span }): boolean {
  return a.at[0] < b.at[1] && b.at[0] < a.at[1];
}

function check(s: Side): Checked {
  const make = (): Checked =>
    checkFunction({
      touches: true,
      cfg: s.body.cfg,
      flow: s.body.flow,
      text: s.text,
      promised: s.promised,
      locks: s.locks,
      contractOf: (n) => s.contractOf(n),
    });
  return s.once ? s.once('check', make) : make();
}
