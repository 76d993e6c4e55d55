/**
 * Two images of one function, and the counters and charges that they move: which update is gone on a way through the function that is
 * still there, and which one has come a second time. Graphs are compared, no path is run: what a patch left alone is found again by its
 * words, and the ways through it are counted with and without the update.
 */
import { align, follows, type ImageSide, reachable, surroundings, tookAction, waysOf } from './graphs.ts';
import { type Move, movesOf } from './moves.ts';

export interface Balance {
  readonly before: readonly Move[];
  readonly after: readonly Move[];
  /** moves of the new image in lines that the old one does not have */
  readonly come: readonly Move[];
  /** lost moves that the same function still makes for the node alone */
  readonly demoted: ReadonlySet<Move>;
  /** moves of the old image that some unchanged way through the function does not make any more */
  readonly lost: readonly Move[];
  /** moves of the new image that are made where a condition did not let them be made before */
  readonly bared: readonly { readonly move: Move; readonly guard: string; readonly at: readonly [number, number] }[];
  /** pairs of the new image: the second call undoes what the first one has undone already, on every way that makes it */
  readonly twice: readonly { readonly first: Move; readonly second: Move }[];
}

/** `same`: node of the old image -> the same node of the new one, where somebody has aligned them already */
export function balanceOf(before: ImageSide, after: ImageSide, same = align(before, after)): Balance {
  const b = movesOf(before.cfg, before.text, before.contractOf);
  const a = movesOf(after.cfg, after.text, after.contractOf);
  if (b.length === 0 && a.length === 0) return { before: b, after: a, come: [], lost: [], twice: [], bared: [], demoted: new Set() };
  if (!same) return { before: b, after: a, come: [], lost: [], twice: [], bared: [], demoted: new Set() };
  const back = new Map([...same].map(([x, y]) => [y, x]));
  const lost = b.filter((m) => !same.has(m.node) && isLost(m, b, a, before, after, same));
  const twice = a.filter((m) => m.kind === 'charge' && !back.has(m.node)).flatMap((m) => secondOf(m, a, b, before, after));
  const demoted = new Set(
    lost.filter(
      (m) => m.memcg && a.some((o) => o.kind === 'count' && !o.memcg && o.item === m.item && o.sign === m.sign && !back.has(o.node)),
    ),
  );
  return { before: b, after: a, come: a.filter((m) => !back.has(m.node)), lost, twice, bared: baredOf(b, a, before, after, same), demoted };
}

const agrees = (m: Move, o: Move): boolean =>
  m.item === o.item && (o.memcg || !m.memcg) && (m.sign === o.sign || m.sign === 0 || o.sign === 0);

function isLost(
  m: Move,
  b: readonly Move[],
  a: readonly Move[],
  before: ImageSide,
  after: ImageSide,
  same: ReadonlyMap<number, number>,
): boolean {
  const { anchors, company } = surroundings(before.cfg, m.node, same);
  if (tookAction(company, new Set(b.map((o) => o.node)), before, after)) return false;
  const count = (moves: readonly Move[], pick: (o: Move) => boolean) => {
    const at = new Map<number, number>();
    for (const o of moves) if (pick(o)) at.set(o.node, (at.get(o.node) ?? 0) + 1);
    return (i: number) => at.get(i) ?? 0;
  };
  // one of two alike on every way
  const alike = waysOf(
    before.cfg,
    count(b, (o) => o.text === m.text && o.item === m.item),
  );
  if (alike.through(m.node)[0] >= 2) return false;
  const old = waysOf(
    before.cfg,
    count(b, (o) => agrees(m, o)),
  );
  const now = waysOf(
    after.cfg,
    count(a, (o) => agrees(m, o)),
  );
  const still = waysOf(
    after.cfg,
    count(a, (o) => o.text === m.text && o.item === m.item),
  );
  return anchors.some(({ node, side }) => {
    const there = same.get(node) ?? 0;
    const [was, is, twin] =
      side === undefined
        ? [old.through(node), now.through(there), still.through(there)]
        : [old.over(node, side), now.over(there, side), still.over(there, side)];
    if (!Number.isFinite(was[0]) || !Number.isFinite(is[0])) return false;
    // the very same call is still made on every such way: one of two was taken away
    if (twin[0] >= 1) return false;
    return is[0] < was[0] || is[1] < was[1];
  });
}

/** Conditions of the old image that are gone, and the moves that only they let through. */
function baredOf(
  b: readonly Move[],
  a: readonly Move[],
  before: ImageSide,
  after: ImageSide,
  same: ReadonlyMap<number, number>,
): { move: Move; guard: string; at: readonly [number, number] }[] {
  const out: { move: Move; guard: string; at: readonly [number, number] }[] = [];
  const back = new Set(same.values());
  const condition = (s: ImageSide, i: number): string => s.text.slice(...s.cfg.nodes[i]!.at).replace(/\s+/g, ' ');
  const kept = new Set(after.cfg.nodes.filter((n) => n.op.k === 'branch').map((n) => condition(after, n.id)));
  for (const n of before.cfg.nodes) {
    if (n.op.k !== 'branch' || same.has(n.id)) continue;
    const guard = condition(before, n.id);
    // a predicate: what is asked has a name
    if (kept.has(guard) || !/^[a-z_]\w*\([^()]*\)$/.test(guard)) continue;
    // and it is asked of what is moved
    const asked = guard.slice(guard.indexOf('(')).match(/[A-Za-z_]\w*/g) ?? [];
    for (const side of n.succ) {
      const without = reachable(before.cfg, n.id, side);
      for (const m of b) {
        if (without.has(m.node) || !asked.some((w) => new RegExp(`\\b${w}\\b`).test(m.text))) continue;
        const there = same.get(m.node);
        const move = a.find((o) => o.node === there && o.item === m.item);
        // another condition may stand there instead
        if (!move || guardedAnew(after.cfg, move.node, back)) continue;
        if (!out.some((o) => o.guard === guard)) out.push({ move, guard, at: n.at });
      }
    }
  }
  return out;
}

/** A branch that the patch adds decides whether the node is come to. */
function guardedAnew(cfg: ImageSide['cfg'], node: number, old: ReadonlySet<number>): boolean {
  return cfg.nodes.some((n) => n.op.k === 'branch' && !old.has(n.id) && n.succ.some((t) => !reachable(cfg, n.id, t).has(node)));
}

/** Another call with the same words, on every way that comes by this one, with nothing of it changed in between. */
function secondOf(m: Move, a: readonly Move[], b: readonly Move[], before: ImageSide, after: ImageSide): { first: Move; second: Move }[] {
  const twins = a.filter((o) => o.node !== m.node && o.text === m.text && o.item === m.item && o.kind === 'charge' && o.sign <= 0);
  if (twins.length === 0) return [];
  // right behind each other, where they were not before: how many there are elsewhere does not matter
  const paired = (moves: readonly Move[], s: ImageSide) =>
    moves.some((x) => x.text === m.text && moves.some((y) => y.text === x.text && follows(x.node, y.node, s)));
  if (!paired(b, before))
    for (const o of twins) {
      if (follows(o.node, m.node, after)) return [{ first: o, second: m }];
      if (follows(m.node, o.node, after)) return [{ first: m, second: o }];
    }
  const weigh = (moves: readonly Move[]) => {
    const nodes = new Set(moves.filter((o) => o.text === m.text && o.item === m.item).map((o) => o.node));
    return (i: number) => (nodes.has(i) ? 1 : 0);
  };
  const least = waysOf(after.cfg, weigh(a)).through(m.node)[0];
  if (!Number.isFinite(least) || least < 2) return [];
  const old = waysOf(before.cfg, weigh(b));
  if (b.some((o) => o.text === m.text && o.item === m.item && old.through(o.node)[1] >= 2)) return [];
  for (const o of twins) {
    for (const [first, second] of [
      [o, m],
      [m, o],
    ] as const)
      if (reaches(first, second, a, after)) return [{ first, second }];
  }
  return [];
}

function reaches(first: Move, second: Move, moves: readonly Move[], s: ImageSide): boolean {
  const n = s.cfg.nodes.length;
  const back = new Set(s.cfg.backEdges.map(([f, t]) => f * n + t));
  const names = new Set(first.text.match(/[A-Za-z_]\w*/g) ?? []);
  const stops = new Set(moves.filter((o) => o.item === first.item && o.sign > 0).map((o) => o.node));
  const seen = new Set<number>();
  const stack = [...s.cfg.nodes[first.node]!.succ];
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    if (i === second.node) return true;
    if (seen.has(i) || stops.has(i)) continue;
    seen.add(i);
    const op = s.cfg.nodes[i]!.op;
    if ((op.k === 'assign' || op.k === 'update') && op.dst.k === 'id' && names.has(op.dst.name.replace(/@\d+$/, ''))) continue;
    if (op.k === 'foreach') continue;
    for (const t of s.cfg.nodes[i]!.succ) if (!back.has(i * n + t)) stack.push(t);
  }
  return false;
}
