/**
 * Two images of one function, and a counter that is moved otherwise than before: by one where it was by the size of a folio, up where it was down,
 * down and up for one and the same object, twice on one way, by an amount that lost its width. Graphs are compared, no path is run. What a counter
 * ought to be moved by nobody knows: only the difference is told, and where a difference mends as often as it breaks, only with what speaks for it.
 */
import type { Span } from '../c/ast.ts';
import type { CfgNode } from '../c/cfg.ts';
import { loops } from '../c/index.ts';
import { align, type Bodies, type ImageSide, surroundings, tookAction, waysOf } from './graphs.ts';
import { isIdle, type Move, movesOf, unsigned } from './moves.ts';
import { COUNTS, QUIET, SIZE, type Tick, textOf, ticksOf } from './ticks.ts';

export interface Miscount {
  /**
   * `one`: by one now, by a size before. `same`: down and up for one object. `moved`: what was moved from one object to another stays with the first.
   * `turned`: the other way. `again`: a second time on one way. `callee`: here too, while a callee does it. `narrow`: negated before it is widened.
   * `half`: an event of a memcg is counted for the whole system alone
   */
  readonly kind: 'one' | 'same' | 'moved' | 'turned' | 'again' | 'callee' | 'narrow' | 'half';
  readonly side: 'old' | 'new';
  readonly at: Span;
  readonly item: string;
  /** what stood there, and what stands there now (empty: nothing) */
  readonly was: string;
  readonly is: string;
  /** the amount that was counted, or the object that is counted for */
  readonly what: string;
  /** the other place of the same image that matters */
  readonly other?: { readonly at: Span; readonly text: string };
}

/** Where a changed node stands: its nearest unchanged neighbours, in the numbers of the new image. */
class Places {
  private readonly side: ImageSide;
  private readonly same: ReadonlyMap<number, number>;
  private readonly known = new Map<number, ReadonlySet<string>>();
  private readonly inLoops: ReadonlySet<number>;
  /** from this image's numbers to those of the new one */
  private readonly to: (node: number) => number | undefined;

  constructor(side: ImageSide, same: ReadonlyMap<number, number>, to: (node: number) => number | undefined) {
    this.side = side;
    this.same = same;
    this.to = to;
    this.inLoops = new Set([...loops(side.cfg).values()].flatMap((l) => [...l]));
  }

  of(node: number): ReadonlySet<string> {
    let p = this.known.get(node);
    if (!p) {
      p = new Set(surroundings(this.side.cfg, node, this.same).anchors.map((a) => `${this.to(a.node)} ${a.side ?? ''}`));
      this.known.set(node, p);
    }
    return p;
  }

  inLoop(node: number): boolean {
    return this.inLoops.has(node);
  }
}

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((x) => b.has(x));

const pairable = (list: readonly Tick[]): Tick[] => list.filter((t) => !t.local && !t.event);

export function miscounts(before: ImageSide, after: ImageSide, same = align(before, after), bodies?: Bodies): Miscount[] {
  if (!same) return [];
  const back = new Map([...same].map(([x, y]) => [y, x]));
  const was = movesOf(before.cfg, before.text, before.contractOf);
  const is = movesOf(after.cfg, after.text, after.contractOf);
  const b = ticksOf(before, was);
  const a = ticksOf(after, is);
  const gone = b.filter((t) => !same.has(t.node));
  const come = a.filter((t) => !back.has(t.node));
  const old = new Places(before, same, (n) => same.get(n));
  const now = new Places(after, back, (n) => n);
  const here = (g: number, c: number): boolean => meet(old.of(g), now.of(c)) && old.inLoop(g) === now.inLoop(c);
  const ones = [...byOne(gone, come, here), ...argumentIsOne(before, after, same, back, here)];
  return [
    ...ones.filter((x, i) => ones.findIndex((y) => y.at[0] === x.at[0]) === i),
    ...turned(gone, come, here, after),
    ...halved(gone, a, here),
    ...forOne(pairable(b), pairable(a), before, after, back),
    ...notMovedOn(pairable(b), pairable(a), before, after, same),
    ...again(pairable(b), pairable(a), before, after, back),
    ...inCallee(come, after, bodies),
    ...narrow(before, after, same, back),
  ];
}

/** `mod(x, ITEM, nr)` became `inc(x, ITEM)`. */
function byOne(gone: readonly Tick[], come: readonly Tick[], here: (g: number, c: number) => boolean): Miscount[] {
  const out: Miscount[] = [];
  for (const g of gone) {
    if (g.amount === undefined || /^\d/.test(g.amount) || g.sign === 0) continue;
    const alike = come.filter((c) => c.item === g.item && c.sign === g.sign);
    const c = alike.find((x) => x.amount === '1' && here(g.node, x.node));
    // a variable that counts is any number's business: a size must be seen in it
    if (!c || (g.local && !SIZE.test(g.amount)) || alike.some((x) => x.amount !== '1')) continue;
    out.push({ kind: 'one', side: 'new', at: c.at, item: c.item, was: g.text, is: c.text, what: g.amount });
  }
  return out;
}

/** An event was counted for the system and for a memcg, and is counted for the system alone now. */
function halved(gone: readonly Tick[], a: readonly Tick[], here: (g: number, c: number) => boolean): Miscount[] {
  return gone.flatMap((g): Miscount[] => {
    if (!g.event || !g.memcg || a.some((t) => t.item === g.item && t.memcg)) return [];
    const left = a.find((t) => t.item === g.item && t.event && here(g.node, t.node)) ?? a.find((t) => t.item === g.item && t.event);
    return left ? [{ kind: 'half', side: 'old', at: g.at, item: g.item, was: g.text, is: left.text, what: g.subject }] : [];
  });
}

/** A counter is changed in place here now, and a callee of this function changes it in the same direction. */
function inCallee(come: readonly Tick[], after: ImageSide, bodies: Bodies | undefined): Miscount[] {
  if (!bodies) return [];
  return come.flatMap((c): Miscount[] => {
    if (c.local || c.by !== '' || c.sign === 0) return [];
    for (const n of after.cfg.nodes) {
      if (n.op.k !== 'call' || n.op.name === undefined || !bodies.steps(n.op.name, c.item, c.sign)) continue;
      const other = { at: n.at, text: textOf(after, n.at) };
      return [{ kind: 'callee', side: 'new', at: c.at, item: c.item, was: '', is: c.text, what: n.op.name, other }];
    }
    return [];
  });
}

/** The same call with the same arguments, but one was a size and is one. */
function argumentIsOne(
  before: ImageSide,
  after: ImageSide,
  same: ReadonlyMap<number, number>,
  back: ReadonlyMap<number, number>,
  here: (g: number, c: number) => boolean,
): Miscount[] {
  const out: Miscount[] = [];
  for (const c of after.cfg.nodes) {
    if (back.has(c.id) || c.op.k !== 'call' || c.op.name === undefined || !COUNTS.test(c.op.name)) continue;
    const is = c.op.args.map((x) => textOf(after, x.at));
    for (const g of before.cfg.nodes) {
      if (same.has(g.id) || g.op.k !== 'call' || g.op.name !== c.op.name || g.op.args.length !== is.length) continue;
      const was = g.op.args.map((x) => textOf(before, x.at));
      const other = was.flatMap((w, i) => (w === is[i] ? [] : [i]));
      if (other.length === 0) continue;
      const shrunk = (i: number) => /^-?\s*1$/.test(is[i]!) && SIZE.test(was[i]!) && /^-/.test(is[i]!) === /^-/.test(was[i]!);
      if (!other.every(shrunk) || !here(g.id, c.id)) continue;
      const what = unsigned(was[other[0]!]!);
      out.push({ kind: 'one', side: 'new', at: c.at, item: c.op.name, was: textOf(before, g.at), is: textOf(after, c.at), what });
      break;
    }
  }
  return out;
}

/** Up where it was down. Which of the two is right, what the function is called or does beside it has to say. */
function turned(gone: readonly Tick[], come: readonly Tick[], here: (g: number, c: number) => boolean, after: ImageSide): Miscount[] {
  return gone.flatMap((g): Miscount[] => {
    if (g.local || g.event || g.sign === 0) return [];
    const c = come.find(
      (x) => x.item === g.item && x.sign === -g.sign && x.amount === g.amount && x.subject === g.subject && here(g.node, x.node),
    );
    if (!c || gone.filter((x) => x.item === g.item).length !== 1) return [];
    const gives = GIVES.test(after.cfg.name) || givenBeside(c, after);
    if (gives === TAKES.test(after.cfg.name) || c.sign > 0 !== gives) return [];
    return [{ kind: 'turned', side: 'new', at: c.at, item: c.item, was: g.text, is: c.text, what: g.subject }];
  });
}

/** What is counted is given back within the next statements. */
function givenBeside(t: Tick, s: ImageSide): boolean {
  const root = /[A-Za-z_]\w*/.exec(t.subject)?.[0];
  let n: CfgNode | undefined = s.cfg.nodes[t.node];
  for (let steps = 0; root !== undefined && n && steps < 10; steps++) {
    if (n.op.k === 'call' && n.id !== t.node && n.op.name !== undefined && GIVES.test(n.op.name))
      return n.op.args.some((x) => new RegExp(`\\b${root}\\b`).test(textOf(s, x.at)));
    n = n.succ.length === 1 ? s.cfg.nodes[n.succ[0]!] : undefined;
  }
  return false;
}

const GIVES = /(?:^|_)(?:put|putback|release|free|remove|del|delete|unaccount|unmap|drop|uncharge|abort|undo|return|rollback)(?:_|$)/;
const TAKES = /(?:^|_)(?:get|add|insert|account|isolate|alloc|charge|map|reserve|take)(?:_|$)/;

/** Two moves of one item, down first and up right behind: nothing but other moves and questions in between. */
function transfers(moves: readonly Move[], s: ImageSide): { down: Move; up: Move }[] {
  const counted = new Set(moves.map((m) => m.node));
  const downs = moves.filter((m) => m.sign < 0);
  const out: { down: Move; up: Move }[] = [];
  for (const down of downs) {
    const ups = moves.filter(
      (m) =>
        m.item === down.item && m.sign > 0 && m.node !== down.node && m.by !== '' && m.amount === down.amount && m.memcg === down.memcg,
    );
    if (down.by === '' || ups.length === 0) continue;
    const seen = new Set<number>();
    const stack = [...s.cfg.nodes[down.node]!.succ];
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      if (seen.has(i)) continue;
      seen.add(i);
      const n = s.cfg.nodes[i]!;
      const up = ups.find((m) => m.node === i);
      if (up) {
        out.push({ down, up });
        break;
      }
      if (!counted.has(i) && !isQuiet(n, s)) continue;
      stack.push(...n.succ.filter((t) => t > i!));
    }
  }
  return out;
}

function isQuiet(n: CfgNode, s: ImageSide): boolean {
  if (n.op.k === 'call') return n.op.name !== undefined && (QUIET.test(n.op.name) || isIdle(s.contractOf(n.op.name)));
  if (n.op.k === 'assign') return n.op.dst.k === 'id';
  return n.op.k === 'branch' || n.op.k === 'nop' || n.op.k === 'decl' || n.op.k === 'end';
}

/** `dec(new, ITEM); inc(new, ITEM)`: what ought to be moved from one to the other is not moved at all. */
function forOne(
  was: readonly Move[],
  is: readonly Move[],
  before: ImageSide,
  after: ImageSide,
  back: ReadonlyMap<number, number>,
): Miscount[] {
  const idle = (t: { down: Move; up: Move }) => t.down.subject === t.up.subject && t.down.subject !== '';
  const known = new Set(
    transfers(was, before)
      .filter(idle)
      .map((t) => t.down.item),
  );
  return transfers(is, after).flatMap((t) => {
    if (!idle(t) || known.has(t.down.item) || (back.has(t.down.node) && back.has(t.up.node))) return [];
    const m = back.has(t.down.node) ? t.up : t.down;
    const o = m === t.up ? t.down : t.up;
    return [{ kind: 'same', side: 'new', at: m.at, item: m.item, was: '', is: m.text, what: m.subject, other: { at: o.at, text: o.text } }];
  });
}

/** The two halves of a transfer from one object to another are gone, and both objects are still there. */
function notMovedOn(
  was: readonly Move[],
  is: readonly Move[],
  before: ImageSide,
  after: ImageSide,
  same: ReadonlyMap<number, number>,
): Miscount[] {
  const names = new Set(after.text.slice(...after.cfg.at).match(/[A-Za-z_]\w*/g) ?? []);
  const roots = (m: Move): string[] => m.subject.match(/[A-Za-z_]\w*/g) ?? [];
  return transfers(was, before).flatMap(({ down, up }) => {
    if (same.has(down.node) || same.has(up.node) || down.subject === up.subject) return [];
    if (is.some((m) => m.item === down.item)) return [];
    if (![...roots(down), ...roots(up)].every((w) => names.has(w))) return [];
    const { company } = surroundings(before.cfg, down.node, same);
    if (tookAction(company, new Set(was.map((m) => m.node)), before, after)) return [];
    return [
      {
        kind: 'moved',
        side: 'old',
        at: down.at,
        item: down.item,
        was: down.text,
        is: '',
        what: down.subject,
        other: { at: up.at, text: up.text },
      },
    ];
  });
}

/** The same move stands twice on one way, where no way had it more than once. */
function again(
  was: readonly Move[],
  is: readonly Move[],
  before: ImageSide,
  after: ImageSide,
  back: ReadonlyMap<number, number>,
): Miscount[] {
  const out: Miscount[] = [];
  for (const c of is) {
    if (back.has(c.node) || c.kind !== 'count' || c.sign === 0 || out.some((x) => x.item === c.item)) continue;
    const twin = (m: Move) => m.text === c.text && m.item === c.item;
    const twins = is.filter((m) => twin(m) && m.node !== c.node);
    if (twins.length === 0 || !was.some(twin) || is.some((m) => m.item === c.item && m.sign !== c.sign)) continue;
    const weigh = (list: readonly Move[]) => {
      const nodes = new Set(list.filter(twin).map((m) => m.node));
      return (i: number) => (nodes.has(i) ? 1 : 0);
    };
    if (waysOf(before.cfg, weigh(was)).through(0)[1] > 1) continue;
    const ways = waysOf(after.cfg, weigh(is));
    if (!Number.isFinite(ways.through(c.node)[1]) || ways.through(c.node)[1] < 2) continue;
    const first = twins[0]!;
    out.push({
      kind: 'again',
      side: 'new',
      at: c.at,
      item: c.item,
      was: '',
      is: c.text,
      what: c.subject,
      other: { at: first.at, text: first.text },
    });
  }
  return out;
}

/** `-(long)nr` became `-nr`. */
function narrow(before: ImageSide, after: ImageSide, same: ReadonlyMap<number, number>, back: ReadonlyMap<number, number>): Miscount[] {
  const WIDENS = /-\s*\((?:long(?: int)?|long long|s64|ssize_t)\)\s*/g;
  const wide = new Map<string, string>();
  for (const n of before.cfg.nodes) {
    const text = textOf(before, n.at);
    if (!same.has(n.id) && n.op.k === 'call' && text.search(WIDENS) >= 0) wide.set(text.replace(WIDENS, '-'), text);
  }
  return after.cfg.nodes.flatMap((n): Miscount[] => {
    const text = textOf(after, n.at);
    const was = back.has(n.id) || n.op.k !== 'call' ? undefined : wide.get(text);
    if (was === undefined || n.op.k !== 'call') return [];
    const arg = n.op.args.map((x) => textOf(after, x.at)).find((x) => x.startsWith('-')) ?? '';
    return [{ kind: 'narrow', side: 'new', at: n.at, item: n.op.name ?? '', was, is: text, what: unsigned(arg) }];
  });
}
