/**
 * Two images of one function, and the calls that give something back: which one is gone on a way through the function that is still there,
 * which one has come a second time, and which one was moved in front of something that still needs what it gives back. Names say what gives
 * back; no path is run. Where paths are known (profile.ts, the rules) they speak first, this is for what they cannot follow.
 */
import type { Expr, Span } from '../c/ast.ts';
import type { Cfg, CfgNode } from '../c/cfg.ts';
import { align, assigned, type Bodies, follows, type ImageSide, surroundings, tookAction, waysOf } from './graphs.ts';
import { flat } from './one-line.ts';

export interface GiveBack {
  readonly node: number;
  /** `lock`: an unlock, `rcu`: the end of a read section, `iter`: the break of a walk, `ref`: all else */
  readonly kind: 'lock' | 'rcu' | 'ref' | 'iter';
  readonly by: string;
  /** first argument in the words of the source; empty when there is none */
  readonly object: string;
  /** the call in one line */
  readonly text: string;
  readonly at: Span;
}

export interface Needed {
  /** of the new image */
  readonly give: GiveBack;
  readonly use: { readonly text: string; readonly at: Span };
  /** a callee that looks into the object that holds the pointer */
  readonly through?: string;
}

export interface GiveBacks {
  /** of the old image */
  readonly lost: readonly GiveBack[];
  /** of the old image, removed: one of two alike on every way that comes by */
  readonly spare: readonly GiveBack[];
  readonly twice: readonly { readonly first: GiveBack; readonly second: GiveBack }[];
  readonly needed: readonly Needed[];
  /** locks taken again right behind the first time; `kind` is lock */
  readonly retaken: readonly { readonly first: GiveBack; readonly second: GiveBack }[];
}

const NOTHING: GiveBacks = { lost: [], spare: [], twice: [], needed: [], retaken: [] };

const UNLOCK = /(?:^|_)unlock(?:_|$)|^up_(?:read|write)$/;
const LOCK =
  /(?:^|_)(?:spin|mutex|read|write|xa|map|raw_spin|local)_lock(?:_(?:irq|irqsave|bh|rcu))?$|^down_(?:read|write)$|(?:^|_)lock_(?:read|write|irq)$/;
const RCU = /^(?:s?rcu)_read_unlock/;
const GIVES = /(?:^|_)(?:put|unref|release|free|destroy|unpin|putback|cleanup|teardown)(?:_|$)|^mmdrop$|^fput$|^iput$|^dput$|^mmput$/;
/** names with such a word that give nothing back */
const NOT_GIVING =
  /^(?:smp_|lock_map_|seq_|trace_|__?put_user|put_user|put_unaligned|lru_|free_area_|count_|nr_|percpu_counter_|is_|can_|should_|need_|warn_|swap_free_obj|mark_)|(?:^|_)(?:test|check|is|was|stat|count|nr|init|isolate|charge|uncharge|pages_ok|prepare|prep|on_free|hook|sanity)(?:_|$)|_(?:isolated|freed|released)$/;

export function giveBacksIn(cfg: Cfg, text: string): GiveBack[] {
  return callsIn(cfg, text, kindOf);
}

function callsIn(cfg: Cfg, text: string, kindIn: (by: string) => GiveBack['kind'] | undefined): GiveBack[] {
  const out: GiveBack[] = [];
  for (const n of cfg.nodes) {
    if (n.op.k !== 'call' || n.op.name === undefined || n.op.implicit) continue;
    const by = n.op.name;
    const kind = kindIn(by);
    if (!kind) continue;
    const object = n.op.args[0] ? flat(text.slice(n.op.args[0].at[0], n.op.args[0].at[1])) : '';
    out.push({ node: n.id, kind, by, object, text: flat(text.slice(n.at[0], n.at[1])), at: n.at });
  }
  return out;
}

/** Calls that take a lock and wait for it, by their names. */
function takesIn(cfg: Cfg, text: string): GiveBack[] {
  return callsIn(cfg, text, (by) => (LOCK.test(by) && !/rcu_read_lock/.test(by) ? 'lock' : undefined));
}

/** The kind of what a function of that name gives back; undefined when it gives nothing back. */
export function kindOf(by: string): GiveBack['kind'] | undefined {
  if (RCU.test(by)) return 'rcu';
  if (UNLOCK.test(by)) return 'lock';
  if (/_iter_break$/.test(by)) return 'iter';
  return GIVES.test(by) && !NOT_GIVING.test(by) ? 'ref' : undefined;
}

export function compareGiveBacks(before: ImageSide, after: ImageSide, same = align(before, after), bodies?: Bodies): GiveBacks {
  const b = giveBacksIn(before.cfg, before.text);
  const a = giveBacksIn(after.cfg, after.text);
  const [bt, at] = [takesIn(before.cfg, before.text), takesIn(after.cfg, after.text)];
  if (!same || b.length + a.length + at.length === 0) return NOTHING;
  const back = new Map([...same].map(([x, y]) => [y, x]));
  const retaken = at.filter((g) => !back.has(g.node)).flatMap((g) => secondOf(g, at, bt, before, after));
  const lost = b.filter((g) => !same.has(g.node) && !jumpsOutOfSight(before, g.node) && isLost(g, b, a, before, after, same));
  const twice = a.filter((g) => !back.has(g.node) && !isTakenAnew(g, after, back)).flatMap((g) => secondOf(g, a, b, before, after));
  const needed = a.filter((g) => g.kind === 'ref').flatMap((g) => neededAfter(g, b, before, after, back, bodies));
  const spare = b.filter((g) => !same.has(g.node) && isSpare(g, b, before));
  return { lost, spare, twice, needed, retaken };
}

/** The patch takes the lock, or opens the section, too: what it adds is a pair, and a pair within another is no second half. */
function isTakenAnew(g: GiveBack, after: ImageSide, back: ReadonlyMap<number, number>): boolean {
  if (g.kind !== 'lock' && g.kind !== 'rcu') return false;
  return after.cfg.nodes.some((n) => {
    if (n.op.k !== 'call' || n.op.name === undefined || back.has(n.id)) return false;
    if (!/(?:^|_)(?:try)?lock(?:_|$)|^down_(?:read|write)/.test(n.op.name)) return false;
    const object = n.op.args[0] ? flat(after.text.slice(n.op.args[0].at[0], n.op.args[0].at[1])) : '';
    return object === g.object;
  });
}

/** A jump to a label that nobody sees: what is missing here may be done there now. */
function jumpsOutOfSight(s: ImageSide, from: number): boolean {
  if (!s.cfg.partial) return false;
  const seen = new Set<number>();
  const queue = [from];
  for (let i = queue.shift(); i !== undefined && seen.size < 200; i = queue.shift()) {
    if (seen.has(i)) continue;
    seen.add(i);
    const n = s.cfg.nodes[i]!;
    if (n.op.k === 'leave' && /^\s*goto\b/.test(s.text.slice(n.at[0], n.at[1]))) return true;
    queue.push(...n.succ);
  }
  return false;
}

const weight = (list: readonly GiveBack[], text: string): ((node: number) => number) => {
  const nodes = new Set(list.filter((o) => o.text === text).map((o) => o.node));
  return (i) => (nodes.has(i) ? 1 : 0);
};

function isLost(
  g: GiveBack,
  b: readonly GiveBack[],
  a: readonly GiveBack[],
  before: ImageSide,
  after: ImageSide,
  same: ReadonlyMap<number, number>,
): boolean {
  const { anchors, company } = surroundings(before.cfg, g.node, same);
  // what it gave back is cleared with it: that is no other deed
  const cleared = new Set(before.cfg.nodes.filter((n) => g.object !== '' && assigned(n, before.text) === g.object).map((n) => n.id));
  if (tookAction(company, cleared, before, after) || isSpare(g, b, before)) return false;
  const old = waysOf(before.cfg, weight(b, g.text));
  const now = waysOf(after.cfg, weight(a, g.text));
  return anchors.some(({ node, side }) => {
    const there = same.get(node) ?? 0;
    const was = side === undefined ? old.through(node) : old.over(node, side);
    const is = side === undefined ? now.through(there) : now.over(there, side);
    if (!Number.isFinite(was[0]) || !Number.isFinite(is[0])) return false;
    return is[0] < was[0] || is[1] < was[1];
  });
}

const TAKES = /(?:^|_)(?:\w*lock\w*|down|get|tryget|grab|lookup|find|alloc\w*|iter|pin|dup|create|isolate|next|prev|start|begin)(?:_|$)/;

/** Another call with the same words on the way, with nothing between the two that takes what they give back. */
function isSpare(g: GiveBack, list: readonly GiveBack[], s: ImageSide): boolean {
  const twins = list.filter((o) => o.node !== g.node && o.text === g.text);
  if (twins.length === 0) return false;
  const words = new Set(g.object.match(/[A-Za-z_]\w*/g) ?? []);
  const takes = (n: CfgNode): boolean => {
    if (n.op.k === 'foreach') return true;
    const dst = assigned(n, s.text);
    if (dst !== undefined) return words.has(dst) || dst === g.object;
    if (n.op.k !== 'call' || n.op.name === undefined || kindOf(n.op.name) || !TAKES.test(n.op.name)) return false;
    return n.op.args.some((a) => (s.text.slice(a.at[0], a.at[1]).match(/[A-Za-z_]\w*/g) ?? []).some((w) => words.has(w)));
  };
  // the next round gives back what it took itself
  const n = s.cfg.nodes.length;
  const loops = new Set(s.cfg.backEdges.map(([f, t]) => f * n + t));
  const onward = (i: number): number[] => s.cfg.nodes[i]!.succ.filter((t) => !loops.has(i * n + t));
  const reaches = (from: number, to: number): boolean => {
    const seen = new Set<number>();
    const queue = onward(from);
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      if (i === to) return true;
      if (seen.has(i) || takes(s.cfg.nodes[i]!)) continue;
      seen.add(i);
      queue.push(...onward(i));
    }
    return false;
  };
  return twins.some((o) => reaches(g.node, o.node) || reaches(o.node, g.node));
}

/** The same call right behind the other one: nothing that it could undo comes between them. */
function secondOf(
  g: GiveBack,
  a: readonly GiveBack[],
  b: readonly GiveBack[],
  before: ImageSide,
  after: ImageSide,
): { first: GiveBack; second: GiveBack }[] {
  const twins = a.filter((o) => o.node !== g.node && o.text === g.text);
  if (twins.length === 0) return [];
  if (b.some((o) => o.text === g.text && b.some((p) => p.text === o.text && follows(o.node, p.node, before)))) return [];
  for (const o of twins)
    for (const [first, second] of [
      [o, g],
      [g, o],
    ] as const)
      if (follows(first.node, second.node, after)) return [{ first, second }];
  return [];
}

/** What comes behind the give-back now, came before it, and needs what it gives back. */
function neededAfter(
  g: GiveBack,
  b: readonly GiveBack[],
  before: ImageSide,
  after: ImageSide,
  back: ReadonlyMap<number, number>,
  bodies: Bodies | undefined,
): Needed[] {
  const was = b.filter((o) => o.text === g.text);
  if (was.length === 0 || !/^[\w>.-]+$/.test(g.object)) return [];
  const now = behind(after.cfg, g.node, g.object, after.text);
  const then = new Set(was.flatMap((o) => behind(before.cfg, o.node, g.object, before.text).map((n) => wordsOf(n, before.text))));
  const all = new Set(before.cfg.nodes.map((n) => wordsOf(n, before.text)));
  const kept = new Set(back.values());
  const left = new Set(before.cfg.nodes.filter((n) => !kept.has(n.id)).map((n) => wordsOf(n, before.text)));
  for (const n of now) {
    const words = wordsOf(n, after.text);
    if (then.has(words) || !all.has(words)) continue;
    // one of the two was moved: it is new here, and gone where it was
    const moved = (i: number, w: string): boolean => !back.has(i) && left.has(w);
    if (!moved(n.id, words) && !moved(g.node, wordsOf(after.cfg.nodes[g.node]!, after.text))) continue;
    const how = needs(n, g, after.text, bodies);
    if (how === undefined) continue;
    return [{ give: g, use: { text: flat(after.text.slice(n.at[0], n.at[1])), at: n.at }, through: how || undefined }];
  }
  return [];
}

const wordsOf = (n: CfgNode, text: string): string => `${n.op.k} ${flat(text.slice(n.at[0], n.at[1]))}`;

/** Nodes on ways from here, in order, up to where the object gets a new value; loops are not gone back. */
function behind(cfg: Cfg, from: number, object: string, text: string): CfgNode[] {
  const n = cfg.nodes.length;
  const loops = new Set(cfg.backEdges.map(([f, t]) => f * n + t));
  const base = /^\w+/.exec(object)?.[0] ?? object;
  const out: CfgNode[] = [];
  const seen = new Set<number>();
  const queue = [...cfg.nodes[from]!.succ.filter((t) => !loops.has(from * n + t))];
  for (let i = queue.shift(); i !== undefined; i = queue.shift()) {
    if (seen.has(i)) continue;
    seen.add(i);
    const k = cfg.nodes[i]!;
    if (k.op.k === 'foreach') continue;
    const dst = assigned(k, text);
    if (dst !== undefined && (dst === object || dst === base)) continue;
    out.push(k);
    for (const t of k.succ) if (!loops.has(i * n + t)) queue.push(t);
  }
  return out;
}

/** '' it is looked through or handed on; a name: that callee looks at the member; undefined: it is not needed there. */
function needs(n: CfgNode, g: GiveBack, text: string, bodies: Bodies | undefined): string | undefined {
  const word = (e: Expr): string => flat(text.slice(e.at[0], e.at[1]));
  const object = g.object;
  if (n.op.k === 'call') {
    if (n.op.name !== undefined && /^(?:trace_|pr_|printk|VM_BUG_ON|VM_WARN|WARN|BUG|page_to_|virt_to_|folio_pfn)/.test(n.op.name))
      return undefined;
    const member = /^(\w+)->(\w+)$/.exec(object);
    for (const [i, arg] of n.op.args.entries()) {
      const w = word(arg);
      if (w === object || w.startsWith(`${object}->`) || w === `&${object}->` || w.startsWith(`&${object}->`)) return '';
      if (member && w === member[1] && n.op.name !== undefined && bodies?.readsMember(n.op.name, i, member[2]!)) return n.op.name;
    }
    return undefined;
  }
  if (n.op.k === 'assign' || n.op.k === 'update') {
    const both = `${word(n.op.dst)} ${word(n.op.src)}`;
    return both.includes(`${object}->`) ? '' : undefined;
  }
  if (n.op.k === 'branch') return word(n.op.cond).includes(`${object}->`) ? '' : undefined;
  return undefined;
}
