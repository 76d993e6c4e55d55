/**
 * Two images of one function, and a counter that was moved only where a condition held, and is moved whatever it says now. The other half of the
 * pair went by that condition, or it would have been wrong before. Graphs are compared, no path is run.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import { loops } from '../c/index.ts';
import { align, type ImageSide, reachable } from './graphs.ts';
import { isIdle, type Move, movesOf } from './moves.ts';
import { flat } from './one-line.ts';
import { ABOUT_ITSELF } from './rechecks.ts';
import { QUIET, ticksOf } from './ticks.ts';

export interface UnguardedMove {
  /** of the new image */
  readonly move: Move;
  /** of the old image */
  readonly guard: { readonly text: string; readonly at: Span; readonly holds: boolean };
  /** the condition is still asked, the move stands outside of it */
  readonly kept: boolean;
}

interface Guard {
  readonly node: number;
  /** successor that leads to the move */
  readonly side: number;
  readonly text: string;
}

/** laid out anew it is still the same */
const squash = (s: string): string => s.replace(/\s+/g, '');

const countersOf = (s: ImageSide): Move[] => ticksOf(s, movesOf(s.cfg, s.text, s.contractOf)).filter((t) => !t.local);

/** Nodes that only one edge of a branch leads to, by branch and side. */
class Regions {
  private readonly cfg: Cfg;
  private readonly known = new Map<number, ReadonlySet<number>>();

  constructor(cfg: Cfg) {
    this.cfg = cfg;
  }

  of(branch: number, side: number): ReadonlySet<number> {
    const key = branch * 2 + side;
    let r = this.known.get(key);
    if (!r) {
      const n = this.cfg.nodes[branch]!;
      const without = reachable(this.cfg, branch, n.succ[side]!);
      r = new Set(this.cfg.nodes.filter((x) => !without.has(x.id)).map((x) => x.id));
      this.known.set(key, r);
    }
    return r;
  }
}

function guardsOf(s: ImageSide, regions: Regions, node: number): Guard[] {
  const out: Guard[] = [];
  for (const n of s.cfg.nodes) {
    if (n.op.k !== 'branch' || n.succ[0] === n.succ[1]) continue;
    for (const side of [0, 1])
      if (regions.of(n.id, side).has(node)) out.push({ node: n.id, side, text: flat(s.text.slice(n.op.cond.at[0], n.op.cond.at[1])) });
  }
  return out;
}

export function unguardedMoves(before: ImageSide, after: ImageSide, same = align(before, after)): UnguardedMove[] {
  if (!same) return [];
  const branchGone = before.cfg.nodes.some((n) => n.op.k === 'branch' && !same.has(n.id));
  const was = [...countersOf(before), ...undoes(before)];
  if (was.length === 0 || (!branchGone && was.every((m) => same.has(m.node)))) return [];
  // a loop that is written in another way asks other questions
  if (loops(before.cfg).size !== loops(after.cfg).size) return [];
  const is = [...countersOf(after), ...undoes(after)];
  const old = new Regions(before.cfg);
  const now = new Regions(after.cfg);
  const alike = (m: Move) => (o: Move) => squash(o.text) === squash(m.text);
  const out: UnguardedMove[] = [];
  for (const m of was) {
    const there = is.filter(alike(m));
    // moved by itself, not as one of several
    const a = same.has(m.node)
      ? there.find((o) => o.node === same.get(m.node))
      : there.length === 1 && was.filter(alike(m)).length === 1
        ? there[0]
        : undefined;
    if (!a || out.some((o) => o.move.node === a.node)) continue;
    const had = guardsOf(before, old, m.node);
    if (had.length === 0) continue;
    const has = guardsOf(after, now, a.node);
    const within = (list: readonly Guard[], g: Guard): boolean => list.some((x) => x.text === g.text && x.side === g.side);
    if (has.some((g) => !within(had, g))) continue;
    const lost = had.filter((g) => !within(has, g));
    const isKept = (x: Guard): boolean => same.has(x.node);
    const g = lost.find((x) => speaks(x, m) && (isKept(x) ? !same.has(m.node) : stoodForCounting(before, old, x, was)));
    if (!g || lost.some((x) => !speaks(x, m))) continue;
    const at = before.cfg.nodes[g.node]!.at;
    out.push({ move: a, guard: { text: g.text, at, holds: g.side === 0 }, kept: isKept(g) });
  }
  // both halves went by the condition, and neither does any more
  return out.filter((x) => !out.some((y) => y.move.item === x.move.item && y.move.sign === -x.move.sign && y.guard.text === x.guard.text));
}

/** It is no question whether there is anything to count, whether the object is there, or whether counting is switched on. */
function speaks(g: Guard, m: Move): boolean {
  if (ABOUT_ITSELF.test(g.text) || (/^\w+$|^!?\s*[\w.>-]+$/.test(g.text) && !FLAG.test(g.text))) return false;
  const names = g.text.match(/[A-Za-z_]\w*/g) ?? [];
  if (m.amount !== undefined && names.length > 0 && names.every((w) => m.amount!.includes(w))) return false;
  // two variables beside each other: whether a walk has come round
  if (/^[a-z]\w* [!=]= &?[a-z][\w.>-]*$/.test(g.text)) return false;
  return !/disabled|enabled|static_(?:branch|key)|IS_ENABLED|\bNULL\b|IS_ERR|unlikely_|_ONCE|WARN|BUG_ON|system_state/.test(g.text);
}

/** A name that says what is so, or was done: no number and no pointer. */
const FLAG = /(?:\b|_)(?:restore|deferred|adjust|charged|accounted|reserved|is|was|has|huge|need|shared|counted|do|dirty|locked)(?:\b|_)/;

/** Nothing else was done under it: the condition was there for the counter. */
function stoodForCounting(s: ImageSide, regions: Regions, g: Guard, moves: readonly Move[]): boolean {
  const counted = new Set(moves.map((m) => m.node));
  for (const i of regions.of(g.node, g.side)) {
    const { op } = s.cfg.nodes[i]!;
    if (counted.has(i)) continue;
    if (op.k === 'call' && !(op.name !== undefined && (QUIET.test(op.name) || isIdle(s.contractOf(op.name))))) return false;
    if ((op.k === 'assign' || op.k === 'update') && op.dst.k !== 'id') return false;
    if (op.k === 'return' || op.k === 'gap' || op.k === 'leave' || op.k === 'choose') return false;
  }
  return true;
}

const UNDO = /^(?:region_abort|hugepage_subpool_put_pages|\w*unacct\w*|\w*_uncharge\w*)$/;

/** What gives an account back without being known to. */
function undoes(s: ImageSide): Move[] {
  return s.cfg.nodes.flatMap((n): Move[] => {
    if (n.op.k !== 'call' || n.op.name === undefined || !UNDO.test(n.op.name)) return [];
    const subject = n.op.args.map((a) => flat(s.text.slice(a.at[0], a.at[1]))).join(', ');
    const text = flat(s.text.slice(n.at[0], n.at[1]));
    return [{ node: n.id, kind: 'charge', item: n.op.name, memcg: false, sign: -1, by: n.op.name, subject, text, at: n.at }];
  });
}
