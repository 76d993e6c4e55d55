/** A hunk laid into the scenario's own body: what the hunk shows stands between hunk_begin() and hunk_end(), and a goto finds its label in the rest. */
import type { Expr, FunctionAst, Stmt } from '../c/ast.ts';
import { GAP_MARKER } from '../c/index.ts';
import type { Code } from './body.ts';
import type { Source } from './machine.ts';
import { listsOf, mapped } from './statements.ts';

export interface Hunk {
  readonly ast: FunctionAst;
  readonly source: Source;
  /** which hunk of the patch shows an offset of the source */
  hunkOf(offset: number): number | undefined;
}

/**
 * @param hunk what one side of a patch shows; undefined: nothing
 * @param other what the other side shows. A hunk that has lines for a place there and none here leaves the place empty here where they are new, or gone
 * @param gone whether lines of the other side, by what they call and by their hunks, are nowhere on this side: not moved, not replaced
 * @returns the body to run, or a sentence that says what is missing
 */
export function splice(
  role: FunctionAst,
  roleSource: Source,
  hunk: Hunk | undefined,
  other: Hunk | undefined,
  gone: (calls: ReadonlySet<string>, hunks: ReadonlySet<number>) => boolean,
): { readonly code: Code; readonly assumed: readonly string[] } | { readonly missing: string } {
  const regions = regionsOf(role.body);
  if (regions.length === 0)
    return { missing: `only a part of ${role.name}() is in sight, and the scenario has no place for a part: the whole function is needed` };
  const base = roleSource.text.length + 1;
  const filled = new Map<Stmt, readonly Stmt[]>();
  const known = new Set(labelsIn(role.body));
  const assumed: string[] = [];
  const own = fillings(regions, hunk);
  const seen = new Set([...own.values()].flatMap((f) => [...f.hunks]));
  for (const [begin, f] of own) {
    const body = moved(f.body, { by: base, rest: f.rest, leaves: f.leaves, text: hunk?.source.text ?? '' }) as Stmt[];
    // where the place has one way out, a label that has another name in this kernel is that one
    const [way, ...ways] = new Set(f.gotos);
    const shown = new Set(labelsIn(body));
    const lost = new Set(gotosIn(body).filter((l) => l !== '' && !shown.has(l) && !known.has(l)));
    if (way !== undefined && ways.length === 0 && lost.size === 1) {
      const [label] = lost as Set<string> & Iterable<string>;
      assumed.push(`\`goto ${label}\` leads out of sight: taken to go where the scenario goes, to ${way}`);
      filled.set(begin, relabelled(body, label as string, way) as Stmt[]);
    } else filled.set(begin, body);
  }
  // a place that stays the scenario's own on this side: what the other side shows of it is here too, and out of sight
  let kept = false;
  for (const [begin, f] of fillings(regions, other)) {
    if (filled.has(begin) || [...f.hunks].some((h) => seen.has(h))) continue;
    if (gone(callsIn(f.body), f.hunks)) filled.set(begin, []);
    else kept = true;
  }
  if (filled.size === 0 && !kept) return { missing: `the hunk shows nothing of ${role.name}() that the scenario has a place for` };
  const told = new Set([...filled.values()].flatMap((list) => labelsIn(list)));
  const body = replaced(role.body, filled, told);
  const labels = new Set(labelsIn(body));
  const lost = gotosIn(body).filter((l) => l !== '' && !labels.has(l));
  if (lost.length > 0) return { missing: `the hunk goes to ${lost[0]}, which neither it nor the scenario shows` };
  return {
    code: {
      ast: { ...role, body, errors: [], partial: false },
      sources: [{ from: 0, source: roleSource }, ...(own.size > 0 && hunk ? [{ from: base, source: hunk.source }] : [])],
      origin: own.size > 0 ? 'patch' : 'scenario',
    },
    assumed,
  };
}

function relabelled(node: unknown, from: string, to: string): unknown {
  if (Array.isArray(node)) return node.map((x) => relabelled(x, from, to));
  if (node === null || typeof node !== 'object') return node;
  const same = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, relabelled(value, from, to)]));
  return 'k' in node && node.k === 'goto' && 'label' in node && node.label === from ? { ...same, label: to } : same;
}

interface Filling {
  readonly body: Stmt[];
  /** where the scenario's own lines in this place jump */
  readonly gotos: readonly string[];
  readonly hunks: Set<number>;
  /** see Region */
  readonly rest: Region['rest'];
  readonly leaves: boolean;
}

/** What a hunk has for which place; by hunk_begin(). */
function fillings(regions: readonly Region[], hunk: Hunk | undefined): ReadonlyMap<Stmt, Filling> {
  const out = new Map<Stmt, Filling>();
  for (const part of hunk ? partsOf(hunk.ast.body) : []) {
    const calls = callsIn(part);
    const names = namesIn(part);
    let best: { readonly region: Region; readonly score: number } | undefined;
    for (const r of regions) {
      // calls say most; a few lines without any are told by their names and by where they jump
      // what several places call tells them less apart
      const shared = [...calls].reduce((n, c) => (r.calls.has(c) ? n + 1 / regions.filter((x) => x.calls.has(c)).length : n), 0);
      const alike = calls.size > 0 ? 0 : [...names].filter((n) => r.names.has(n)).length;
      const score = shared * 10 + (alike > 1 ? alike : 0) + (regions.length === 1 ? 1 : 0);
      if (score > (best?.score ?? 0)) best = { region: r, score };
    }
    if (!best) continue;
    const { begin, gotos, rest, leaves } = best.region;
    const f = out.get(begin) ?? { body: [], gotos, rest, leaves, hunks: new Set() };
    out.set(begin, f);
    f.body.push(...part);
    for (const s of part) f.hunks.add(hunk?.hunkOf(s.at[0]) ?? -1);
  }
  return out;
}

/** Only lines in the middle are missing: it begins where the function begins, and every goto finds its label. */
export function isRunnable(ast: FunctionAst): boolean {
  const first = ast.body[0];
  if (!first || first.k === 'gap') return false;
  const labels = new Set(labelsIn(ast.body));
  return gotosIn(ast.body).every((l) => l === '' || labels.has(l));
}

export function hasPlace(role: FunctionAst): boolean {
  return regionsOf(role.body).length > 0;
}

interface Region {
  readonly begin: Stmt;
  readonly calls: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly gotos: readonly string[];
  /** what stands in the same block behind a statement like this one, where there is one such */
  rest(s: Stmt): readonly Stmt[];
  /** a loop of the scenario is around it, and nothing else that a break would leave */
  readonly leaves: boolean;
}

const isCall = (s: Stmt, name: string): boolean => s.k === 'expr' && s.e.k === 'call' && s.e.fn.k === 'id' && s.e.fn.name === name;

function regionsOf(body: readonly Stmt[]): Region[] {
  const out: Region[] = [];
  const inLoops = new Set(loopLists(body));
  for (const list of listsIn(body)) {
    for (let i = 0; i < list.length; i++) {
      const begin = list[i] as Stmt;
      if (!isCall(begin, 'hunk_begin')) continue;
      let end = i + 1;
      while (end < list.length && !isCall(list[end] as Stmt, 'hunk_end')) end++;
      const inside = list.slice(i + 1, end);
      out.push({
        begin,
        calls: callsIn(inside),
        names: namesIn(inside),
        gotos: gotosIn(inside),
        rest: restIn(inside),
        leaves: inLoops.has(list),
      });
    }
  }
  return out;
}

/** In blocks alone: behind the place itself the scenario goes on anyway. */
function restIn(inside: readonly Stmt[]): Region['rest'] {
  const called = (s: Stmt): string | undefined => (s.k === 'expr' && s.e.k === 'call' && s.e.fn.k === 'id' ? s.e.fn.name : undefined);
  const blocks = listsIn(inside).slice(1);
  return (s) => {
    const name = called(s);
    const found =
      name === undefined ? [] : blocks.flatMap((list) => list.flatMap((x, i) => (called(x) === name ? [list.slice(i + 1)] : [])));
    return found.length === 1 ? (found[0] as readonly Stmt[]) : [];
  };
}

/** Lists in which a break leaves a loop. */
function loopLists(body: readonly Stmt[], inside = false): (readonly Stmt[])[] {
  const out = inside ? [body] : [];
  for (const s of body) {
    const loop = s.k === 'while' || s.k === 'do' || s.k === 'for' || s.k === 'foreach';
    for (const list of listsOf(s)) out.push(...loopLists(list, loop || (inside && s.k !== 'switch')));
  }
  return out;
}

/** Every statement list of a body, the outermost first. */
function listsIn(body: readonly Stmt[]): (readonly Stmt[])[] {
  const out: (readonly Stmt[])[] = [body];
  for (const s of body) for (const inner of listsOf(s)) out.push(...listsIn(inner));
  return out;
}

/** What the hunks show, split where something is out of sight. */
function partsOf(body: readonly Stmt[]): (readonly Stmt[])[] {
  const parts: Stmt[][] = [[]];
  for (const s of body) {
    if (s.k === 'gap') parts.push([]);
    else (parts.at(-1) as Stmt[]).push(s);
  }
  return parts.filter((p) => p.length > 0);
}

/** @param told labels that the hunks show: the scenario's own of that name give way */
function replaced(body: readonly Stmt[], filled: ReadonlyMap<Stmt, readonly Stmt[]>, told: ReadonlySet<string>): readonly Stmt[] {
  const out: Stmt[] = [];
  for (let i = 0; i < body.length; i++) {
    const s = body[i] as Stmt;
    if (s.k === 'label' && told.has(s.name)) continue;
    const now = filled.get(s);
    if (now) {
      out.push(...now);
      while (i < body.length && !isCall(body[i] as Stmt, 'hunk_end')) i++;
      continue;
    }
    out.push(mapped(s, (list) => replaced(list, filled, told)));
  }
  return out;
}

const isGap = (x: unknown): boolean => typeof x === 'object' && x !== null && 'k' in x && x.k === 'gap';

interface Moving {
  readonly by: number;
  readonly rest: Region['rest'];
  readonly leaves: boolean;
  /** of the hunk */
  readonly text: string;
}

/** Neither the condition nor what it leads to is in sight. */
const isBlind = (s: Stmt & { k: 'if' }): boolean =>
  s.c.k === 'unknown' && s.c.text === GAP_MARKER && s.t.k === 'block' && s.t.body.every((x) => x.k === 'gap');

/**
 * The same tree with every span moved and without gaps: what the hunk does not show is in the scenario's body. Nothing comes into the middle of the hunk from there but by the
 * labels that it shows; a block that the hunk begins and does not end, ends as the scenario's does; a loop whose head is out of sight is the scenario's; an arm of which nothing is
 * in sight is one that the scenario does not have.
 */
function moved(node: unknown, how: Moving): unknown {
  if (Array.isArray(node)) {
    const shown = node.filter((x) => !isGap(x));
    const last: unknown = shown.at(-1);
    const open = isGap(node.at(-1)) && last !== undefined ? how.rest(last as Stmt) : [];
    return [...shown.map((x) => moved(x, how)), ...open];
  }
  if (node === null || typeof node !== 'object') return node;
  const s = node as Stmt;
  if (s.k === 'if' && isBlind(s)) return s.f && !isGap(s.f) ? moved(s.f, how) : { k: 'block', body: [], at: [0, 0] };
  const jump =
    s.k === 'goto' && s.label === GAP_MARKER && how.leaves ? /^(?:break|continue)/.exec(how.text.slice(...s.at))?.[0] : undefined;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(jump === undefined ? node : { k: jump, at: s.at })) {
    const span = (key === 'at' || key === 'head' || key === 'nameAt') && Array.isArray(value) && value.length === 2;
    if (isGap(value)) {
      if (key !== 'f') out[key] = { k: 'block', body: [], at: [0, 0] };
    } else out[key] = span ? [(value[0] as number) + how.by, (value[1] as number) + how.by] : moved(value, how);
  }
  return out;
}

function walk(node: unknown, visit: (x: { readonly k: string }) => void): void {
  if (Array.isArray(node)) {
    for (const x of node) walk(x, visit);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if (typeof (node as { k?: unknown }).k === 'string') visit(node as { k: string });
  for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit);
}

export function callsIn(body: readonly Stmt[]): Set<string> {
  const out = new Set<string>();
  walk(body, (x) => {
    const e = x as Expr;
    if (e.k === 'call' && e.fn.k === 'id') out.add(e.fn.name);
  });
  return out;
}

/** Identifiers that are looked at, and labels that are jumped to. */
function namesIn(body: readonly Stmt[]): Set<string> {
  const out = new Set<string>();
  walk(body, (x) => {
    if (x.k === 'id') out.add((x as Expr & { k: 'id' }).name);
    if (x.k === 'goto') out.add((x as Stmt & { k: 'goto' }).label);
  });
  return out;
}

function labelsIn(body: readonly Stmt[]): string[] {
  const out: string[] = [];
  walk(body, (x) => {
    if (x.k === 'label') out.push((x as Stmt & { k: 'label' }).name);
  });
  return out;
}

function gotosIn(body: readonly Stmt[]): string[] {
  const out: string[] = [];
  walk(body, (x) => {
    if (x.k === 'goto' && !(x as Stmt & { k: 'goto' }).target) out.push((x as Stmt & { k: 'goto' }).label);
  });
  return out;
}
