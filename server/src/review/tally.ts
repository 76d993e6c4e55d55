/**
 * What a whole patch does to counters and charges. An update that goes in one function is no hazard when another function of the patch
 * makes it instead, when its counterpart goes too, or when what is called now makes it.
 */
import type { Balance, Hazard, Move } from '../check/index.ts';
import { codeOf } from './drift.ts';

/** How many updates of an item the patch adds (> 0) or removes (< 0), over all its functions. */
export class Tally {
  private readonly up = new Map<string, number>();
  private readonly down = new Map<string, number>();
  private readonly unclear = new Map<string, number>();

  private readonly came = new Set<string>();

  /** New lines that move something. */
  comes(moves: readonly Move[]): void {
    for (const m of moves) for (const level of levels(m)) this.came.add(`${level} ${m.sign}`);
  }

  add(moves: readonly Move[], by: 1 | -1): void {
    for (const m of moves) {
      const side = m.sign > 0 ? this.up : m.sign < 0 ? this.down : this.unclear;
      // what a memcg counts its node counts too
      for (const level of levels(m)) side.set(level, (side.get(level) ?? 0) + by);
    }
  }

  /** Another update of the item came, or the update the other way went too. */
  makesUp(m: Move): boolean {
    const level = levels(m)[0]!;
    const up = this.up.get(level) ?? 0;
    const down = this.down.get(level) ?? 0;
    const unclear = this.unclear.get(level) ?? 0;
    if (this.came.has(`${level} ${m.sign}`)) return true;
    if (up > 0 || down > 0 || unclear > 0) return true;
    if (m.sign > 0) return down < 0 || unclear < 0;
    if (m.sign < 0) return up < 0 || unclear < 0;
    return up < 0 || down < 0;
  }
}

const levels = (m: Move): string[] => (m.memcg ? [`${m.item}@memcg`, m.item] : [m.item]);

export interface PatchSight {
  readonly tally: Tally;
  /** the line of that place of the old image is one that the patch takes away */
  removed(m: { readonly at: readonly [number, number] }): boolean;
  /** how many other functions of the tree that name the item ask that as well; undefined without a tree */
  asks?(item: string, predicate: string): number;
  /** the item, or the call, comes elsewhere in the patch */
  comes(m: Move): boolean;
}

export function hazardsOf(b: Balance, fn: string, sight: PatchSight): { lost: Hazard[]; twice: Hazard[] } {
  const lost: Hazard[] = [];
  const seen = new Set<string>();
  // a call that moves several things is one remark, and where one of them is made up for it was not forgotten
  const byCall = new Map<number, Move[]>();
  for (const m of b.lost) byCall.set(m.node, [...(byCall.get(m.node) ?? []), m]);
  for (const list of byCall.values()) {
    if (!list.every((m) => sight.removed(m))) continue;
    const demoted = list.some((m) => b.demoted.has(m));
    if (!demoted && list.some((m) => sight.tally.makesUp(m) || sight.comes(m))) continue;
    const m = list.find((x) => x.kind === 'charge') ?? list[0]!;
    if (seen.has(m.item)) continue;
    seen.add(m.item);
    lost.push(lostHazard(m, fn, demoted));
  }
  const twice = b.twice.filter(
    (t, i) => b.twice.findIndex((o) => o.second.at[0] === t.second.at[0] || o.first.at[0] === t.second.at[0]) === i,
  );
  const bared = b.bared
    .filter((x) => sight.removed(x) && (sight.asks?.(x.move.item, predicateOf(x.guard)) ?? 0) > 0)
    .map((x) => baredHazard(x.move, predicateOf(x.guard), x.at, fn));
  for (const h of bared) if (!lost.some((l) => l.object === h.object)) lost.push(h);
  return { lost, twice: twice.map(({ first, second }) => twiceHazard(first, second, fn)) };
}

function lostHazard(m: Move, fn: string, demoted: boolean): Hazard {
  const undo = m.kind === 'charge' && m.sign <= 0;
  const rule = undo ? 'charge/not-undone' : 'charge/unpaired-stat';
  const way = m.sign < 0 ? 'too high' : m.sign > 0 ? 'too low' : 'wrong';
  return {
    rule,
    severity: undo ? 'error' : 'warning',
    confidence: 'low',
    function: fn,
    at: m.at,
    object: m.item,
    key: `${rule}|${fn}|${m.item}`,
    message: demoted
      ? `${m.item} is moved for the node alone now: the memcg that the pages are charged to does not see it any more`
      : undo
        ? `${m.by}() goes, and nothing in the patch takes its place: what was charged (${m.item}) stays charged on this path`
        : `${m.item} is not moved ${m.by === '' ? '' : `by ${m.by}() `}here any more, and nothing in the patch moves it instead or drops its counterpart: it stays ${way}`,
    remedy: undo ? `keep the ${m.by}(), or drop the charge that it undoes` : `keep the update of ${m.item}, or drop its counterpart too`,
    path: [{ at: m.at, note: `${m.text} was made on this path before the patch` }],
  };
}

const predicateOf = (guard: string): string => /^\w+/.exec(guard)![0];

function baredHazard(m: Move, predicate: string, at: readonly [number, number], fn: string): Hazard {
  const rule = 'charge/unpaired-stat';
  return {
    rule,
    severity: 'warning',
    confidence: 'low',
    function: fn,
    at,
    object: m.item,
    key: `${rule}|${fn}|${m.item}`,
    message: `${m.by}() moves ${m.item} whatever ${predicate}() says now; other functions that move it ask ${predicate}() first, so it is not moved back where they find that`,
    remedy: `keep asking ${predicate}()`,
    path: [
      { at, note: `${predicate}() was asked here before the patch` },
      { at: m.at, note: m.text },
    ],
  };
}

function twiceHazard(first: Move, second: Move, fn: string): Hazard {
  return {
    rule: 'charge/double',
    severity: 'error',
    confidence: 'medium',
    function: fn,
    at: second.at,
    object: second.item,
    key: `charge/double|${fn}|${second.item}|${second.text}`,
    message: `${second.by}() is called again with the same arguments on every path that made the first call: ${second.item} runs below what is in use`,
    remedy: 'undo once what was charged once',
    path: [
      { at: first.at, note: `${first.by}() undoes the charge` },
      { at: second.at, note: `${second.by}() undoes it again` },
    ],
  };
}

/** how far the callees that a patch adds are followed */
const DEPTH = 3;

/** Whether what a patch calls anew leads to a function that names the item: it may be moved there. */
export function namesItem(item: string, calls: ReadonlySet<string>, bodyOf: (name: string) => string | undefined): boolean {
  const word = /[A-Za-z_]\w*/.exec(item)?.[0];
  if (!word) return false;
  const named = new RegExp(`\\b${word}\\b`);
  const seen = new Set<string>();
  let names = [...calls];
  for (let i = 0; i <= DEPTH && names.length > 0 && seen.size < 200; i++) {
    const next: string[] = [];
    for (const n of names) {
      if (seen.has(n)) continue;
      seen.add(n);
      const body = bodyOf(n);
      if (body === undefined) continue;
      if (named.test(body)) return true;
      for (const m of body.matchAll(/\b([a-z_]\w*)\s*\(/g)) next.push(m[1]!);
    }
    names = next;
  }
  return false;
}

/** Whether the lines that a patch adds name an item at least as often as the lines that it removes. */
export function comesInLines(
  lines: Iterable<{ readonly kind: 'context' | 'add' | 'del'; readonly text: string }>,
): (item: string) => boolean {
  const count = { add: new Map<string, number>(), del: new Map<string, number>() };
  for (const l of lines) {
    if (l.kind === 'context') continue;
    for (const m of codeOf(l.text).matchAll(/[A-Za-z_]\w*/g)) count[l.kind].set(m[0], (count[l.kind].get(m[0]) ?? 0) + 1);
  }
  return (item) => {
    const word = /[A-Za-z_]\w*/.exec(item)?.[0] ?? '';
    const added = count.add.get(word) ?? 0;
    return added > 0 && added >= (count.del.get(word) ?? 0);
  };
}

/** Whether a patch takes a member away altogether: its declaration, or whoever read it, goes too. */
export function dropsMember(
  lines: Iterable<{ readonly kind: 'context' | 'add' | 'del'; readonly text: string }>,
): (item: string) => boolean {
  const removed = [...lines].flatMap((l) => (l.kind === 'del' ? [codeOf(l.text)] : []));
  return (item) => {
    const steps = new RegExp(`\\b${item}\\b(?:\\[[^\\]]*\\])*\\s*(?:\\+\\+|--|[-+]=)|(?:\\+\\+|--)[^;]*\\b${item}\\b`);
    const names = new RegExp(`\\b${item}\\b`);
    return removed.some((l) => names.test(l) && !steps.test(l));
  };
}
