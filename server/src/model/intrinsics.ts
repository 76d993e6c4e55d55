/** The vocabulary of the model's C (server/model/README.md), as effects on a path. */
import type { Val } from '../c/cfg.ts';
import { CHARGE, drop, enter, escape, get, held, type Listener, leave, put, reset, type Site, slept, take } from './effects.ts';
import { binary, type EvalContext, valueOf } from './eval.ts';
import { assume, assumeTruth, NEG, POS } from './facts.ts';
import type { State } from './state.ts';
import type { Term } from './terms.ts';

export type Intrinsic = (
  args: readonly Val[],
  s: State,
  c: EvalContext,
  site: Site,
  l: Listener,
) => readonly { readonly s: State; readonly value?: Term }[];

const name = (v: Val | undefined): string => (v?.k === 'id' ? v.name : v?.k === 'num' || v?.k === 'str' ? v.text : 'UNKNOWN');

export const intrinsics = new Map<string, Intrinsic>();

function effect(n: string, f: (args: readonly Val[], s: State, c: EvalContext, site: Site, l: Listener) => unknown): void {
  intrinsics.set(n, (args, s, c, site, l) => {
    const value = f(args, s, c, site, l) as Term | undefined;
    return [{ s, value }];
  });
}

const arg = (args: readonly Val[], i: number, s: State, c: EvalContext): Term => (args[i] ? valueOf(args[i]!, s, c) : c.arena.int(0));

effect('take', (a, s, c, site, l) => take(s, arg(a, 0, s, c), name(a[1]), true, site, l));
effect('trytake', (a, s, c, site, l) => take(s, arg(a, 0, s, c), name(a[1]), false, site, l));
effect('drop', (a, s, c, site, l) => drop(s, arg(a, 0, s, c), name(a[1]), site, l));
effect('enter', (a, s, _c, site) => enter(s, name(a[0]), 1, site));
effect('leave', (a, s, _c, site, l) => leave(s, name(a[0]), site, l));
effect('reset', (a, s) => {
  reset(s, name(a[0]));
});
effect('held', (a, s, c, site) => {
  held(s, arg(a, 0, s, c), name(a[1]), site);
});
effect('might_sleep', (_a, s, _c, site, l) => {
  l.sleep?.(s, { without: [], leftRcu: false, sure: true, by: '', site });
  slept(s, { without: [], leftRcu: false, by: '' });
});
effect('might_reclaim', (a, s, c, site, l) => {
  mark('reclaim', arg(a, 0, s, c), s, site, l);
});
effect('blocking', (a, s, c) => blocking(arg(a, 0, s, c), c));
effect('nofail', (a, s, c) => binary('&', arg(a, 0, s, c), c.arena.global('__GFP_NOFAIL'), c.arena));
effect('get', (a, s, c, site, l) => got(arg(a, 0, s, c), 'REF', s, site, l));
effect('get_as', (a, s, c, site, l) => got(arg(a, 0, s, c), name(a[1]), s, site, l));
effect('put', (a, s, c, site, l) => put(s, arg(a, 0, s, c), 'REF', 1, site, l));
effect('put_as', (a, s, c, site, l) => put(s, arg(a, 0, s, c), name(a[1]), 1, site, l));
effect('alloc', (_a, s, c, site, l) => {
  const t = c.arena.sym(c.node, 'alloc', s.turn);
  assume(t, POS, s.facts);
  get(s, t, 'MEM', 1, true, site, l);
  return t;
});
effect('release', (a, s, c, site, l) => put(s, arg(a, 0, s, c), 'MEM', 1, site, l));
effect('consume', (a, s, c, site, l) => {
  const o = arg(a, 0, s, c);
  escape(s, o);
  mark('hand over', o, s, site, l);
});
effect('borrow', () => undefined);
effect('charge', (a, s, c, site, l) => get(s, arg(a, 0, s, c), `${CHARGE}${name(a[1])}`, 1, false, site, l));
effect('uncharge', (a, s, c, site, l) => put(s, arg(a, 0, s, c), `${CHARGE}${name(a[1])}`, 1, site, l));
effect('count', (a, s, c, site, l) => {
  // the item that the caller names, or one that is written here
  const fixed = a[0]?.k === 'id' && !c.cfg.params.some((p) => p.name === (a[0] as { name: string }).name);
  const item = fixed ? undefined : arg(a, 0, s, c);
  const what = fixed ? `count ${name(a[0])}` : a[2] ? `count@${name(a[2])}` : 'count';
  l.mark?.(s, { what, item, object: arg(a, 1, s, c), site });
  s.marks = [...s.marks, { what, item, object: arg(a, 1, s, c), at: site.at }];
});
effect('after', (a, s, c, site, l) => mark(`after ${name(a[0])}`, c.arena.int(0), s, site, l));
effect('account', (a, s, c, site, l) => mark(`account ${name(a[0])}`, arg(a, 1, s, c), s, site, l));
effect('call', (a, s, c) => {
  const [fn, ...args] = a.map((_, i) => arg(a, i, s, c));
  if (fn && s.calls.length < 4) s.calls = [...s.calls, { fn, args }];
});
effect('publish', (a, s, c, site, l) => {
  const o = arg(a, 0, s, c);
  escape(s, o);
  mark(`publish ${name(a[1])}`, o, s, site, l);
});
effect('unpublish', (a, s, c, site, l) => mark(`unpublish ${name(a[1])}`, arg(a, 0, s, c), s, site, l));
effect('choose', (_a, s, c) => c.arena.sym(c.node, 'choose', s.turn));
effect('fresh', (_a, s, c) => {
  const t = c.arena.sym(c.node, 'fresh', s.turn);
  assume(t, POS, s.facts);
  return t;
});
effect('error', (_a, s, c) => {
  const t = c.arena.sym(c.node, 'error', s.turn);
  assume(t, NEG, s.facts);
  return t;
});
effect('errptr', (_a, s, c) => {
  const t = c.arena.sym(c.node, 'errptr', s.turn);
  assume(t, NEG, s.facts);
  return t;
});
effect('pure', (a, s, c) =>
  c.arena.pure(
    c.cfg.name,
    a.map((_, i) => arg(a, i, s, c)),
  ),
);
effect('assert', (a, s, c) => {
  assumeTruth(arg(a, 0, s, c), true, s.facts, c.arena);
});

function got(t: Term, kind: string, s: State, site: Site, l: Listener): void {
  // a value made in this very body is handed out together with its reference
  const root = t.k === 'field' ? t.base : t;
  const born = root.k === 'sym' && /(^|:)(fresh|alloc)/.test(root.tag);
  get(s, t, kind, 1, born, site, l);
}

function mark(what: string, object: Term, s: State, site: Site, l: Listener): void {
  l.mark?.(s, { what, object, site });
  if (what === 'reclaim' && s.marks.some((m) => m.what === what && m.object === object)) return;
  s.marks = [...s.marks, { what, object, at: site.at }];
}

const NOT_BLOCKING = new Set([
  'GFP_ATOMIC',
  'GFP_NOWAIT',
  '__GFP_HIGH',
  '__GFP_KSWAPD_RECLAIM',
  '__GFP_NOWARN',
  '__GFP_NORETRY',
  '__GFP_ZERO',
  '__GFP_ACCOUNT',
  '__GFP_NOMEMALLOC',
  '__GFP_COMP',
  '__GFP_THISNODE',
  '__GFP_HIGHMEM',
  '__GFP_MOVABLE',
]);
const BLOCKING = new Set([
  'GFP_KERNEL',
  'GFP_KERNEL_ACCOUNT',
  'GFP_NOIO',
  'GFP_NOFS',
  'GFP_USER',
  'GFP_HIGHUSER',
  'GFP_HIGHUSER_MOVABLE',
  'GFP_TRANSHUGE',
  '__GFP_DIRECT_RECLAIM',
  '__GFP_RECLAIM',
  'GFP_HUGE_PMD',
]);

/** Whether a gfp mask allows direct reclaim: 1, 0, or a condition on the mask where the text does not say. */
export function blocking(t: Term, c: { readonly arena: EvalContext['arena'] }): Term {
  const r = blockingOf(t);
  return r === undefined ? c.arena.pure('blocking', [t]) : c.arena.int(r ? 1 : 0);
}

function blockingOf(t: Term): boolean | undefined {
  if (t.k === 'global') return BLOCKING.has(t.name) ? true : NOT_BLOCKING.has(t.name) ? false : undefined;
  if (t.k === 'int') return t.v === 0 ? false : undefined;
  if (t.k === 'pure' && t.fn === '|') {
    const [a, b] = t.args.map(blockingOf);
    if (a || b) return true;
    return a === false && b === false ? false : undefined;
  }
  if (t.k === 'pure' && t.fn === '&') {
    // x & ~__GFP_DIRECT_RECLAIM, x & GFP_RECLAIM_MASK
    for (const a of t.args) {
      if (a.k === 'pure' && a.fn === '~') {
        const cleared = a.args[0]!;
        if (cleared.k === 'global' && (cleared.name === '__GFP_DIRECT_RECLAIM' || cleared.name === '__GFP_RECLAIM')) return false;
      }
    }
    const [a, b] = t.args.map(blockingOf);
    if (a === false || b === false) return false;
  }
  return undefined;
}
