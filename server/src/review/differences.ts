/** What the graphs of a function's two images say beside each other, as hazards: counters and charges, and what is given back. */
import {
  type Balance,
  type Bodies,
  balanceOf,
  type Crossing,
  compareGiveBacks,
  crossings,
  type GiveBacks,
  type Hazard,
  type ImageSide,
  type Lapse,
  type LostCheck,
  type LostObject,
  lapses,
  lostChecks,
  lostObjects,
  type Miscount,
  type Move,
  miscounts,
  movesOf,
  sameNodes,
  type TurnedMask,
  turnedMasks,
  type UnguardedMove,
  unguardedMoves,
  type Weakened,
  type WrongOwner,
  weakened,
  wrongOwners,
} from '../check/index.ts';
import { isPaired, type PatchCalls } from './drift.ts';
import { crossingHazard, forgotten, lapseHazard, maskHazard, objectHazard, uncheckedHazard } from './forgotten.ts';
import type { Moved } from './judge.ts';
import { miscountHazard, unguardedMoveHazard, wrongOwnerHazard } from './miscounted.ts';
import { comesInLines, dropsMember, hazardsOf, namesItem, Tally } from './tally.ts';
import { isOfNewImage, weakenedHazard } from './weaker.ts';

/** Both images of one function; where one of them is missing, what the other `made`, or did that is `gone`. */
export interface Compared {
  readonly made?: readonly Move[];
  readonly gone?: readonly Move[];
  readonly balance?: Balance;
  /** lost moves that a callee makes */
  readonly stepped?: readonly Move[];
  readonly giveBacks?: GiveBacks;
  readonly checks?: readonly LostCheck[];
  readonly objects?: readonly LostObject[];
  readonly crossings?: readonly Crossing[];
  readonly masks?: readonly TurnedMask[];
  readonly weakened?: readonly Weakened[];
  readonly lapses?: readonly Lapse[];
  readonly miscounts?: readonly Miscount[];
  readonly unguarded?: readonly UnguardedMove[];
  /** of the new image, and not of the old one */
  readonly owners?: readonly WrongOwner[];
}

/** `make`'s result, or what it was when the same two bodies stood in the same surroundings; `reads`: the bodies of callees among them. */
export type Once = <T>(what: string, make: () => T, reads?: boolean) => T;

type Lines = readonly { readonly kind: 'context' | 'add' | 'del'; readonly text: string }[];

export function compareImages(
  before: ImageSide | undefined,
  after: ImageSide | undefined,
  bodies: Bodies,
  once: Once = (_, make) => make(),
): Compared {
  const moves = (s: ImageSide | undefined) => (s ? movesOf(s.cfg, s.text, s.contractOf) : []);
  if (!before || !after) return { made: moves(after), gone: moves(before) };
  const { same, balance } = once('balance', () => {
    const nodes = sameNodes(before, after);
    return { same: nodes, balance: balanceOf(before, after, nodes) };
  });
  return {
    balance,
    // counters that a callee steps: their own step was one too many
    stepped: once(
      'stepped',
      () => {
        const calls = new Set(after.cfg.nodes.flatMap((n) => (n.op.k === 'call' && n.op.name !== undefined ? [n.op.name] : [])));
        return balance.lost.filter((m) => m.by === '' && [...calls].some((name) => bodies.steps(name, m.item, m.sign)));
      },
      true,
    ),
    giveBacks: once('give backs', () => compareGiveBacks(before, after, same, bodies), true),
    checks: once('checks', () => lostChecks(before, after, same, bodies), true),
    objects: once('objects', () => lostObjects(before, after, same)),
    crossings: once('crossings', () => crossings(before, after, same)),
    masks: once('masks', () => turnedMasks(before, after, same)),
    weakened: once('weakened', () => weakened(before, after, same)),
    lapses: once('lapses', () => lapses(before, after, same)),
    miscounts: once('miscounts', () => miscounts(before, after, same, bodies), true),
    unguarded: once('unguarded moves', () => unguardedMoves(before, after, same)),
    owners: once('owners', () => {
      const known = new Set(wrongOwners(before).map((w) => w.text));
      return wrongOwners(after).filter((w) => !known.has(w.text));
    }),
  };
}

/** The comparison of one patch's functions; each is `add`ed before `hazards` is asked of any. */
export class Differences {
  private readonly tally = new Tally();
  private readonly calls: PatchCalls;
  private readonly inLines: (item: string) => boolean;
  private readonly drops: (item: string) => boolean;
  private readonly scoped: boolean;

  constructor(lines: Lines, calls: PatchCalls) {
    this.calls = calls;
    this.inLines = comesInLines(lines);
    this.drops = dropsMember(lines);
    this.scoped = lines.some(
      (l) => l.kind === 'add' && /\b__free\s*\(|\b(?:scoped_)?guard\s*\(|\bCLASS\s*\(|\bno_free_ptr\s*\(/.test(l.text),
    );
  }

  /** What one function does to counters and charges is counted for the whole patch. */
  add(c: Compared): void {
    this.tally.add(c.balance?.after ?? c.made ?? [], 1);
    this.tally.comes(c.balance?.come ?? c.made ?? []);
    this.tally.add(c.balance?.before ?? c.gone ?? [], -1);
  }

  /** `removed`: the line of that place of the old image is one that the patch takes away. `bodyOf`: the text of a function after the patch. */
  hazards(
    c: Compared,
    fn: string,
    removed: (m: { readonly at: readonly [number, number] }) => boolean,
    bodyOf: (name: string) => string | undefined,
    asks?: (item: string, predicate: string) => number,
  ): Moved | undefined {
    if (!c.balance) return undefined;
    const moved = hazardsOf(c.balance, fn, {
      tally: this.tally,
      removed,
      asks,
      comes: (m) =>
        (c.stepped ?? []).includes(m) ||
        (m.by === '' && this.drops(m.item)) ||
        this.calls.added.has(m.by) ||
        (m.kind === 'count' ? this.inLines(m.item) : isPaired(m.by, this.calls)) ||
        namesItem(m.item, this.calls.added, bodyOf),
    });
    const left =
      c.giveBacks &&
      forgotten(c.giveBacks, fn, {
        calls: this.calls,
        removed,
        comes: this.inLines,
        scoped: this.scoped,
        callsIt: (name) => namesItem(name, this.calls.added, bodyOf),
        abolished: (name) => this.calls.abolishes?.has(name) ?? false,
      });
    const unasked = (c.checks ?? []).filter((x) => removed(x.test)).map((x) => uncheckedHazard(x, fn));
    const less = (c.weakened ?? []).filter((x) => isOfNewImage(x) || removed(x));
    // what the patch itself writes anew may not fail any more, or look after itself
    const weaker = less
      .filter((x) => x.kind !== 'result' || !this.calls.defines?.has(x.object))
      .map((x) => [x, weakenedHazard(x, fn)] as const);
    const missed = (by: string | undefined): boolean =>
      by === undefined || !(this.scoped || this.inLines(by) || isPaired(by, this.calls) || namesItem(by, this.calls.added, bodyOf));
    const slips = (c.lapses ?? [])
      .filter((x) => !this.calls.defines?.has(x.callee ?? ''))
      .filter((x) => missed(x.by) && (x.side === 'new' || x.by !== undefined || removed(x)));
    const slipsOf = (side: Lapse['side']): Hazard[] => slips.filter((x) => x.side === side).map((x) => lapseHazard(x, fn));
    const miscounted = (side: Miscount['side']) => (c.miscounts ?? []).filter((x) => x.side === side).map((x) => miscountHazard(x, fn));
    return {
      ...moved,
      forgotten: {
        lost: [
          ...(left?.lost ?? []),
          ...unasked,
          ...weaker.flatMap(([x, h]) => (isOfNewImage(x) ? [] : [h])),
          ...slipsOf('old'),
          ...miscounted('old'),
        ],
        twice: [
          ...(left?.twice ?? []),
          ...(c.objects ?? []).map((x) => objectHazard(x, fn)),
          ...(c.crossings ?? []).map((x) => crossingHazard(x, fn)),
          ...(c.masks ?? []).map((x) => maskHazard(x, fn)),
          ...weaker.flatMap(([x, h]) => (isOfNewImage(x) ? [h] : [])),
          ...slipsOf('new'),
          ...miscounted('new'),
          ...(c.unguarded ?? []).map((x) => unguardedMoveHazard(x, fn)),
          ...(c.owners ?? []).map((x) => wrongOwnerHazard(x, fn)),
        ],
        spare: c.giveBacks?.spare ?? [],
      },
    };
  }
}
