/**
 * Two images of one function, and the tests that stood before something: a pointer that was looked at before it was followed, a result that
 * was looked at before what only success allows. Where such a test is gone and what stood behind it is still there, and comes without it now,
 * the patch has to know why. Graphs are compared, no path is run.
 */
import type { Expr, Span } from '../c/ast.ts';
import type { Cfg, CfgNode, Val } from '../c/cfg.ts';
import type { Contract } from '../model/index.ts';
import { giveBacksIn } from './givebacks.ts';
import { align, assigned, type Bodies, type ImageSide } from './graphs.ts';
import { type Lapse, reachedFrom } from './lapse.ts';
import { flat } from './one-line.ts';

export interface LostCheck {
  /** `pointer`: it may be NULL or an error. `result`: the failure of a call. `early`: what a failed call still needs is given back */
  readonly kind: 'pointer' | 'result' | 'early';
  /** what was looked at */
  readonly value: string;
  /** the test in the old image */
  readonly test: { readonly at: Span; readonly text: string };
  /** in the old image too; what comes without the test now */
  readonly use: { readonly at: Span; readonly text: string };
  /** the call that made the value */
  readonly by?: string;
  /** the callee that follows the pointer */
  readonly through?: string;
}

const ERRORS = /^IS_ERR(?:_OR_NULL|_VALUE)?$/;
const WARNS = /^(?:VM_)?WARN(?:_ON)?(?:_ONCE)?(?:_FOLIO|_PAGE|_MM|_VMA)?$/;
/** functions of the model's vocabulary that follow what they are given; the rest of their kind is asked of the tree */
const FOLLOWS =
  /^(?:page_folio|folio_[a-z]\w*|page_[a-z]\w*|Page[A-Z]\w*|compound_\w+|vma_\w+|swp_\w+|kmap\w*|memcpy|memset|copy_\w+|strscpy|clear_\w+)$/;
const SAFE =
  /^(?:k?v?free\w*|.*_(?:put|free|release)|IS_ERR\w*|PTR_ERR\w*|ERR_PTR|READ_ONCE|WRITE_ONCE|trace_\w+|pr_\w+|printk|dump_\w+|virt_to_\w+|page_address)$/;

interface Test {
  readonly node: number;
  readonly value: string;
  readonly pointer: boolean;
  /** successor on which the value is good */
  readonly good: number;
}

function testsIn(cfg: Cfg, text: string): Test[] {
  const made = new Map<string, CfgNode>();
  for (const n of cfg.nodes) if (n.op.k === 'call' && n.op.dst) made.set(n.op.dst, n);
  const word = (e: Expr): string => flat(text.slice(e.at[0], e.at[1]));
  const look = (n: CfgNode, e: Val, side: 0 | 1, sure: boolean): Test | undefined => {
    const other = side === 0 ? 1 : 0;
    if (e.k === 'unary' && e.op === '!') return look(n, e.arg, other, sure);
    if (e.k === 'cast') return look(n, e.arg, side, sure);
    if (e.k === 'id' && e.name.startsWith('$')) {
      const call = made.get(e.name);
      if (call?.op.k !== 'call' || call.op.name === undefined || !call.op.args[0]) return undefined;
      if (ERRORS.test(call.op.name)) return look(n, call.op.args[0], other, true);
      return WARNS.test(call.op.name) ? look(n, call.op.args[0], side, sure) : undefined;
    }
    if (e.k === 'binary' && (e.op === '==' || e.op === '!=') && (isNull(e.r) || isNull(e.l))) {
      const [value, nil] = isNull(e.r) ? [e.l, e.r] : [e.r, e.l];
      return look(n, value, e.op === '==' ? other : side, sure || word(nil) === 'NULL');
    }
    if (e.k === 'binary' && e.op === '<' && isNull(e.r) && e.l.k === 'id')
      return { node: n.id, value: word(e.l), pointer: false, good: n.succ[other]! };
    if (e.k !== 'id' && e.k !== 'member' && e.k !== 'index' && !(e.k === 'unary' && e.op === '*')) return undefined;
    const v = e.k === 'id' ? (cfg.locals.get(e.name) ?? cfg.params.find((p) => p.name === e.name)) : undefined;
    // of a global only what asks for an error by name says that it is a pointer
    if (e.k === 'id' && !v && !sure) return undefined;
    const pointer = sure || e.k !== 'id' || v!.pointer;
    // of a number it is zero that is good
    return { node: n.id, value: word(e), pointer, good: n.succ[pointer ? side : other]! };
  };
  return cfg.nodes.flatMap((n) => (n.op.k === 'branch' ? (look(n, n.op.cond, 0, false) ?? []) : []));
}

const isNull = (e: Expr): boolean => (e.k === 'id' && e.name === 'NULL') || (e.k === 'num' && e.value === 0);

const rootWord = (value: string): string => /[A-Za-z_]\w*/.exec(value)?.[0] ?? value;

/** Nodes that are come to with the value known to be bad by a test that is still there. */
function badFrom(s: ImageSide, value: string, tests: readonly Test[]): Set<number> {
  const root = rootWord(value);
  const good = new Map(tests.filter((t) => t.value === value && t.pointer).map((t) => [t.node, t.good]));
  const seen = new Set<number>();
  const queue = [...good].flatMap(([node, to]) => s.cfg.nodes[node]!.succ.filter((x) => x !== to));
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    const n = s.cfg.nodes[i]!;
    const dst = assigned(n, s.text);
    if (dst === value || dst === root || n.op.k === 'gap' || n.op.k === 'foreach') continue;
    const sure = good.get(i);
    queue.push(...n.succ.filter((x) => x !== sure));
  }
  return seen;
}

/** Nodes that are come to without one of the tests having said that the value is good since it was made. */
function unguarded(s: ImageSide, value: string, tests: readonly Test[]): Set<number> {
  const { cfg, text } = s;
  const root = rootWord(value);
  const good = new Map(tests.filter((t) => t.value === value).map((t) => [t.node, t.good]));
  const kills = (n: CfgNode): boolean => {
    const dst = assigned(n, text);
    return dst === value || dst === root || (n.op.k === 'foreach' && n.op.args.some((a) => flat(text.slice(a.at[0], a.at[1])) === root));
  };
  const starts = cfg.nodes.filter(kills);
  const local = cfg.locals.has(root) && !cfg.params.some((p) => p.name === root);
  const seen = new Set<number>();
  const queue: number[] = [];
  const onward = (n: CfgNode): void => {
    const sure = good.get(n.id);
    for (const t of n.succ) if (t !== sure || n.succ.every((x) => x === sure)) queue.push(t);
  };
  for (const n of starts) onward(n);
  if (!local) queue.push(0);
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (seen.has(i)) continue;
    const n = cfg.nodes[i]!;
    seen.add(i);
    if (!kills(n)) onward(n);
  }
  return seen;
}

/** The same value is made in the same way in both images. */
function madeAlike(value: string, before: ImageSide, same: ReadonlyMap<number, number>): CfgNode[] | undefined {
  const root = rootWord(value);
  const makers = before.cfg.nodes.filter((n) => {
    const dst = assigned(n, before.text);
    return dst === root || dst === value;
  });
  return makers.every((n) => same.has(n.id)) ? makers : undefined;
}

/** The call whose result the assignment stores. */
function callOf(cfg: Cfg, n: CfgNode): (CfgNode & { op: { k: 'call' } }) | undefined {
  const src = n.op.k === 'assign' && n.op.src.k === 'id' ? n.op.src.name : undefined;
  const call = src?.startsWith('$') ? cfg.nodes.find((c) => c.op.k === 'call' && c.op.dst === src) : undefined;
  return call as (CfgNode & { op: { k: 'call' } }) | undefined;
}

/** The test is still there, and the way on which it fails does not leave any more: what it kept from being followed is come to. */
export function lostExits(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same) return [];
  const [old, now] = [testsIn(before.cfg, before.text), testsIn(after.cfg, after.text)];
  const out: Lapse[] = [];
  const keptNodes = new Set(same.values());
  for (const t of old) {
    const kept = now.find((o) => o.node === same.get(t.node) && o.value === t.value);
    if (!t.pointer || !kept || out.some((o) => o.object === t.value) || !madeAlike(t.value, before, same)) continue;
    const was = badFrom(before, t.value, [t]);
    const is = badFrom(after, t.value, [kept]);
    const all = badFrom(after, t.value, now);
    for (const n of before.cfg.nodes) {
      const there = same.get(n.id);
      if (there === undefined || was.has(n.id) || !is.has(there) || !all.has(there) || !unguarded(after, t.value, now).has(there)) continue;
      if (follows(n, t.value, before, false, undefined) !== '' || asksOnTheWay(after, is, there, kept.node, keptNodes)) continue;
      const test = flat(after.text.slice(...after.cfg.nodes[kept.node]!.at));
      const use = after.cfg.nodes[there]!;
      const words = flat(after.text.slice(...use.at));
      out.push({
        rule: 'ref/unchecked-get',
        side: 'new',
        at: use.at,
        object: t.value,
        message: `${words} follows ${t.value} even where ${test} found that it must not: before the patch that way left first`,
        remedy: 'leave there, as before',
        path: [
          { at: after.cfg.nodes[kept.node]!.at, note: `${test}: ${t.value} is NULL or an error` },
          { at: use.at, note: `${words} is come to all the same` },
        ],
      });
      break;
    }
  }
  return out;
}

/** Between the test and the use something else is asked that the test's way sets, or that the patch asks anew: it may leave there. */
function asksOnTheWay(s: ImageSide, way: ReadonlySet<number>, use: number, test: number, kept: ReadonlySet<number>): boolean {
  const between = s.cfg.nodes.filter((n) => n.id !== test && way.has(n.id) && reachedFrom(s.cfg, n.succ).has(use));
  const set = new Set(between.flatMap((n) => /\w+/.exec(assigned(n, s.text) ?? '')?.[0] ?? []));
  return between.some(
    (n) => n.op.k === 'branch' && (!kept.has(n.id) || (s.text.slice(...n.at).match(/\w+/g) ?? []).some((w) => set.has(w))),
  );
}

export function lostChecks(before: ImageSide, after: ImageSide, same = align(before, after), bodies?: Bodies): LostCheck[] {
  if (!same) return [];
  const old = testsIn(before.cfg, before.text);
  const gone = old.filter((t) => !same.has(t.node));
  if (gone.length === 0) return [];
  const now = testsIn(after.cfg, after.text);
  const out: LostCheck[] = [];
  const done = new Set<string>();
  for (const t of gone) {
    if (done.has(t.value)) continue;
    const found = t.pointer ? lostPointer(t, old, now, before, after, same, bodies) : lostResult(t, old, now, before, after, same);
    if (!found) continue;
    done.add(t.value);
    out.push(found);
  }
  return out;
}

function lostPointer(
  t: Test,
  old: readonly Test[],
  now: readonly Test[],
  before: ImageSide,
  after: ImageSide,
  same: ReadonlyMap<number, number>,
  bodies: Bodies | undefined,
): LostCheck | undefined {
  const test = { at: before.cfg.nodes[t.node]!.at, text: flat(before.text.slice(...before.cfg.nodes[t.node]!.at)) };
  const makers = madeAlike(t.value, before, same);
  const open = unguarded(before, t.value, old);
  const member = memberOf(t.value, before.cfg);
  if (makers) {
    const by = makers.length === 1 ? callOf(before.cfg, makers[0]!) : undefined;
    if (by?.op.name !== undefined && neverFails(before.contractOf(by.op.name))) return undefined;
    const fails = by?.op.name !== undefined && canFail(by.op.name, before.contractOf(by.op.name));
    const bare = unguarded(after, t.value, now);
    const bad = badFrom(after, t.value, now);
    for (const n of before.cfg.nodes) {
      const there = same.get(n.id);
      if (there === undefined || open.has(n.id) || !bare.has(there)) continue;
      const how = follows(n, t.value, before, fails || bad.has(there), bodies);
      if (how === undefined) continue;
      return {
        kind: 'pointer',
        value: t.value,
        test,
        use: { at: n.at, text: flat(before.text.slice(n.at[0], n.at[1])) },
        by: by?.op.name,
        through: how || undefined,
      };
    }
  }
  if (!member || !bodies || now.some((o) => o.value.endsWith(`->${member.name}`))) return undefined;
  for (const n of before.cfg.nodes) {
    if (n.op.k !== 'call' || n.op.name === undefined || !same.has(n.id) || open.has(n.id)) continue;
    if (bodies.followsMember(n.op.name, member.struct, member.name))
      return {
        kind: 'pointer',
        value: t.value,
        test,
        use: { at: n.at, text: flat(before.text.slice(n.at[0], n.at[1])) },
        through: n.op.name,
      };
  }
  return undefined;
}

/** `ctrl->map` of a `struct swap_cgroup_ctrl *ctrl`. */
function memberOf(value: string, cfg: Cfg): { struct: string; name: string } | undefined {
  const m = /^(\w+)->(\w+)$/.exec(value);
  const v = m && (cfg.locals.get(m[1]!) ?? cfg.params.find((p) => p.name === m[1]));
  const struct = v && /\bstruct\s+(\w+)/.exec(v.type)?.[1];
  return m && struct ? { struct, name: m[2]! } : undefined;
}

function neverFails(c: Contract | undefined): boolean {
  return c !== undefined && !c.incomplete && c.pointer && c.outcomes.length > 0 && c.outcomes.every((o) => o.retMask === 2);
}

/** A call that returns NULL or an error now and then, by its contract or by its name. */
function canFail(name: string, c: Contract | undefined): boolean {
  if (c && !c.incomplete && c.outcomes.length > 0) return c.outcomes.some((o) => !(o.retMask & 2));
  return /(?:^|_)(?:\w*alloc\w*|get|find|lookup|tryget|dup|create|grab|memremap|ioremap|vmap|mem\w*dup|\w*strdup|mount)(?:_|$)/.test(name);
}

/** The callee asks itself, or its contract says what it does with NULL. */
function tolerates(callee: string, param: number, s: ImageSide, bodies: Bodies | undefined): boolean {
  if (/^(?:IS_ERR|PTR_ERR|ERR_PTR|READ_ONCE|WRITE_ONCE|trace_|pr_|printk|dump_|(?:VM_)?(?:BUG|WARN))/.test(callee)) return true;
  if (bodies?.asks(callee, param)) return true;
  const c = s.contractOf(callee);
  if (c?.from !== 'model') return bodies?.isKnown(callee) !== true && SAFE.test(callee);
  return c.pure || c.outcomes.some((o) => o.when.some(([t, f]) => t.k === 'param' && t.i === param && f.mask === 1));
}

/** '' it is followed here; a name: that callee follows it; undefined: neither. */
function follows(n: CfgNode, value: string, s: ImageSide, fails: boolean, bodies: Bodies | undefined): string | undefined {
  const op = n.op;
  const word = (e: Expr): string => flat(s.text.slice(e.at[0], e.at[1]));
  const through = (e: Expr): boolean => {
    switch (e.k) {
      case 'member':
        return (e.arrow && word(e.base) === value) || through(e.base);
      case 'index':
        return word(e.base) === value || through(e.base) || through(e.index);
      case 'unary':
        if (e.op === '*' && word(e.arg) === value) return true;
        // of &x->y only the place is asked
        return e.op === '&' && e.arg.k === 'member' && word(e.arg.base) === value ? false : through(e.arg);
      case 'cast':
        return through(e.arg);
      case 'binary':
        return through(e.l) || through(e.r);
      default:
        return false;
    }
  };
  switch (op.k) {
    case 'assign':
    case 'update':
      if (through(op.dst) || through(op.src)) return '';
      // kept where others find it
      return fails && op.dst.k === 'member' && op.dst.arrow && word(op.src) === value ? '' : undefined;
    case 'branch':
      return through(op.cond) ? '' : undefined;
    case 'return':
      return op.value && through(op.value) ? '' : undefined;
    case 'call': {
      if (op.args.some(through)) return '';
      const callee = op.name;
      if (callee === undefined || (SAFE.test(callee) && !fails)) return undefined;
      // a place behind where it points is handed on
      const beside = (a: Expr): boolean => a.k === 'binary' && /^[+-]$/.test(a.op) && word(a.l) === value;
      const i = op.args.findIndex((a) => word(a) === value || beside(a));
      const array = /^(.*)\[\w+\]$/.exec(value)?.[1];
      if (i < 0 && array !== undefined) {
        const j = op.args.findIndex((a) => word(a) === array);
        return j >= 0 && bodies?.followsElement(callee, j) ? callee : undefined;
      }
      if (i < 0) return undefined;
      if (FOLLOWS.test(callee) || bodies?.follows(callee, i)) return callee;
      return fails && !tolerates(callee, i, s, bodies) ? callee : undefined;
    }
    default:
      return undefined;
  }
}

function lostResult(
  t: Test,
  old: readonly Test[],
  now: readonly Test[],
  before: ImageSide,
  after: ImageSide,
  same: ReadonlyMap<number, number>,
): LostCheck | undefined {
  const makers = madeAlike(t.value, before, same);
  if (!makers) return undefined;
  const test = { at: before.cfg.nodes[t.node]!.at, text: flat(before.text.slice(...before.cfg.nodes[t.node]!.at)) };
  const open = unguarded(before, t.value, old);
  const bare = unguarded(after, t.value, now);
  for (const m of makers) {
    const by = callOf(before.cfg, m);
    if (by?.op.k !== 'call' || by.op.name === undefined) continue;
    const given = new Set(by.op.args.map((a) => flat(before.text.slice(a.at[0], a.at[1]))));
    for (const g of giveBacksIn(before.cfg, before.text)) {
      const there = same.get(g.node);
      if (g.kind !== 'ref' || there === undefined || open.has(g.node) || !bare.has(there) || !given.has(g.object)) continue;
      return { kind: 'early', value: t.value, test, use: { at: g.at, text: g.text }, by: by.op.name };
    }
    if (isLookedAt(t.value, same.get(m.id)!, after)) continue;
    return { kind: 'result', value: t.value, test, use: { at: by.at, text: flat(before.text.slice(by.at[0], by.at[1])) }, by: by.op.name };
  }
  return undefined;
}

/** The value is used for anything after it was made, before it gets another. */
function isLookedAt(value: string, maker: number, s: ImageSide): boolean {
  const word = new RegExp(`\\b${value}\\b`);
  const seen = new Set<number>();
  const queue = [...s.cfg.nodes[maker]!.succ];
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    if (seen.has(i)) continue;
    seen.add(i);
    const n = s.cfg.nodes[i]!;
    if (n.op.k === 'gap' || n.op.k === 'leave') return true;
    const dst = assigned(n, s.text);
    const text = n.op.k === 'assign' ? s.text.slice(n.op.src.at[0], n.op.src.at[1]) : s.text.slice(n.at[0], n.at[1]);
    if (n.op.k !== 'nop' && n.op.k !== 'end' && n.op.k !== 'decl' && word.test(text)) return true;
    if (dst === value) continue;
    queue.push(...n.succ);
  }
  return false;
}
