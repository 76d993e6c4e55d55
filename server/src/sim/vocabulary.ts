/** The vocabulary of the model and of scenarios (server/model/scenarios/README.md); known in their own bodies alone. */
import type { Val } from '../c/cfg.ts';
import { arg, type Call, type CallHost, type Done, ex, nothing, type Rule, UNKNOWN } from './calls.ts';
import { GFP } from './constants.ts';
import { BOOL, type CType, LOCK_TAG, tagOf, typeOfText } from './ctypes.ts';
import type { Evaluation } from './evaluate.ts';
import { bin, cond, not, num, ONE, truth, ZERO } from './ex.ts';
import type { Ex } from './machine.ts';
import type { Segment } from './segment.ts';

export const VOCABULARY = new Map<string, Rule>();

const say = (names: readonly string[], rule: Rule): void => {
  for (const n of names) VOCABULARY.set(n, rule);
};

interface Lock {
  readonly cells: readonly number[];
  readonly index: Ex;
}

/** The lock that an argument means: a lock, or an object that is one (a folio). */
function lockOf(v: Val, e: Evaluation, host: CallHost): Lock | undefined {
  const value = e.value(v);
  const p = e.exOf(value);
  const tag = value.k === 'ex' ? tagOf(value.type) : undefined;
  if (!p || !tag || host.world.count(tag) === 0) return undefined;
  e.check(tag, p, v);
  if (tag === LOCK_TAG) {
    const f = host.world.field(LOCK_TAG, '');
    return f && { cells: f.cells, index: p };
  }
  return { cells: host.world.hidden(tag, 'lock', -1, 3, () => 0).cells, index: p };
}

const className = (v: Val): string => (v.k === 'id' ? v.name : 'SPIN');

function lockAct(lock: Lock, how: string): { lock: { cells: readonly number[]; index?: Ex; first: number; how: string } } {
  return lock.index.k === 'num'
    ? { lock: { cells: [lock.cells[lock.index.v - 1] as number].filter((c) => c !== undefined), first: 1, how } }
    : { lock: { cells: lock.cells, index: lock.index, first: 1, how } };
}

/** A lock that a call takes or drops, looked at as that one step; undefined for one that is not in this world. */
function lockStep(call: Call, e: Evaluation, host: CallHost, kind: 'lock' | 'unlock') {
  const lock = lockOf(arg(call, 0), e, host);
  if (!lock) return undefined;
  const how = className(arg(call, 1));
  host.noteRead(lock.cells);
  host.noteWrite(lock.cells);
  e.seen(kind, lockAct(lock, how));
  e.touch();
  const now = e.s.read(lock.index, 1, lock.cells);
  return { ...lock, now, reads: how === 'READ' || how === 'RWREAD', writes: how === 'WRITE' || how === 'RWWRITE' };
}

say(['take', 'trytake'], (call, e, host) => {
  const lock = lockStep(call, e, host, 'lock');
  if (!lock) {
    host.assume('a lock that is not in this world is taken without effect', e.s.frame, call.fn.at);
    return [{ s: e.s }];
  }
  const { now, reads, writes } = lock;
  const free = reads ? bin('>=', now, ZERO) : bin('==', now, ZERO);
  const taken = reads ? bin('+', now, ONE) : num(writes ? -1 : 1);
  if (call.name === 'trytake' && call.dst !== undefined) {
    // an attempt whose answer is looked at: it never waits
    e.s.write(lock.index, 1, lock.cells, cond(free, taken, now));
    return [{ s: e.s, value: ex(free, BOOL) }];
  }
  e.s.guard.push(free);
  e.s.write(lock.index, 1, lock.cells, taken);
  return [{ s: e.s }];
});
say(['drop'], (call, e, host) => {
  const lock = lockStep(call, e, host, 'unlock');
  if (!lock) return [{ s: e.s }];
  const { now, reads, writes } = lock;
  const held = reads ? bin('>', now, ZERO) : writes ? bin('<', now, ZERO) : bin('!=', now, ZERO);
  host.failing(e.s, not(held), 'unlock', 'a lock is released that nobody holds', call.fn.at);
  e.s.write(lock.index, 1, lock.cells, reads ? bin('-', now, ONE) : ZERO);
  return [{ s: e.s }];
});
say(['locked'], (call, e, host) => {
  const lock = lockOf(arg(call, 0), e, host);
  if (!lock) return [{ s: e.s, value: UNKNOWN }];
  host.noteRead(lock.cells);
  if (host.isShared(lock.cells)) e.seen('read');
  e.touch();
  return [{ s: e.s, value: ex(bin('!=', e.s.read(lock.index, 1, lock.cells), ZERO), BOOL) }];
});
const context = (by: 1 | -1): Rule => {
  return (call, e, host) => {
    const which = arg(call, 0);
    if (which.k !== 'id' || which.name !== 'RCU') return [{ s: e.s }];
    const cell = host.readers();
    if (cell === undefined) return [{ s: e.s }];
    const cells = [cell];
    host.noteRead(cells);
    host.noteWrite(cells);
    e.seen('rcu');
    e.s.write(ZERO, 0, cells, bin('+', e.s.read(ZERO, 0, cells), num(by)));
    return [{ s: e.s }];
  };
};
say(['enter'], context(1));
say(['leave', 'reset'], context(-1));
say(['grace_period'], (_call, e, host) => {
  host.usesGrace();
  const cell = host.readers();
  if (cell === undefined) return [{ s: e.s }];
  host.noteRead([cell]);
  e.seen('wait');
  e.s.guard.push(bin('==', e.s.read(ZERO, 0, [cell]), ZERO));
  return [{ s: e.s }];
});
export const waiting: Rule = (call, e, host) => {
  const which = arg(call, call.name === 'wait' ? 0 : 1);
  const n = which.k === 'num' ? (which.value ?? 0) : 0;
  e.startStep();
  const c = host.condition(e.s, n);
  e.seen('wait');
  e.s.guard.push(truth(c));
  return c.k === 'num' && c.v === 0 ? [] : [{ s: e.s, value: ex(ZERO) }];
};
say(['wait'], waiting);
say(['choose'], (call, e) => {
  void call;
  e.s.chosen = e.s.frame.id;
  const other = e.s.clone();
  return [
    { s: e.s, value: ex(ONE, BOOL) },
    { s: other, value: ex(ZERO, BOOL) },
  ];
});
say(['outcome'], (call, e) => {
  const text = arg(call, 0);
  if (text.k === 'str') e.s.outcome = `${e.s.frame.body.name}(): ${text.text.replace(/^"|"$/g, '')}`;
  return [{ s: e.s }];
});
say(['progress'], (_call, e) => {
  e.s.progress = true;
  return [{ s: e.s }];
});
say(['variant'], (call, e, host) => {
  const which = arg(call, 0);
  return [{ s: e.s, value: ex(which.k === 'id' && which.name === host.variant ? ONE : ZERO, BOOL) }];
});
say(['assert'], (call, e, host) => {
  const c = e.ex(arg(call, 0));
  if (c) host.failing(e.s, not(c), 'assert', 'the assertion does not hold', call.fn.at);
  return [{ s: e.s }];
});

function object(v: Val, e: Evaluation): { readonly tag: string; readonly p: Ex } | undefined {
  const value = e.value(v);
  const tag = value.k === 'ex' ? tagOf(value.type) : undefined;
  const p = e.exOf(value);
  return tag && p ? { tag, p } : undefined;
}

say(['free', 'release'], (call, e, host) => {
  const o = object(arg(call, 0), e);
  if (!o || host.world.count(o.tag) === 0) return [{ s: e.s }];
  const live = host.mortal(o.tag);
  host.noteWrite(live);
  if (host.isShared(live)) e.seen('free');
  const alive = e.s.read(o.p, 1, live);
  const inside = bin('&&', bin('>', o.p, ZERO), bin('<=', o.p, num(live.length)));
  host.failing(e.s, bin('&&', inside, bin('==', alive, ZERO)), 'double-free', 'it is freed a second time', call.fn.at);
  e.s.write(o.p, 1, live, ZERO);
  return [{ s: e.s }];
});
say(['free_rcu'], (call, e, host) => {
  host.usesGrace();
  const o = object(arg(call, 0), e);
  if (!o || host.world.count(o.tag) === 0) return [{ s: e.s }];
  host.mortal(o.tag);
  const doomed = host.doomed(o.tag);
  host.noteWrite(doomed);
  e.seen('free');
  e.s.write(o.p, 1, doomed, ONE);
  return [{ s: e.s }];
});
say(['alive'], (call, e, host) => {
  const o = object(arg(call, 0), e);
  if (!o || host.world.count(o.tag) === 0) return [{ s: e.s, value: UNKNOWN }];
  const live = host.liveCells(o.tag);
  if (!live) return [{ s: e.s, value: ex(bin('>', o.p, ZERO), BOOL) }];
  host.noteRead(live);
  if (host.isShared(live)) e.seen('read');
  return [{ s: e.s, value: ex(truth(e.s.read(o.p, 1, live)), BOOL) }];
});
say(['new'], (call, e, host) => {
  const which = arg(call, 0);
  const tag = which.k === 'type' ? tagOf(typeOfText(which.text, host.typedefs)) : which.k === 'id' ? which.name : undefined;
  if (!tag || host.world.count(tag) === 0) return [{ s: e.s, value: UNKNOWN }];
  const live = host.mortal(tag);
  host.noteWrite(live);
  if (host.isShared(live)) e.seen('alloc');
  let which1: Ex = ZERO;
  for (let i = live.length; i >= 1; i--) which1 = cond(bin('==', e.s.read(num(i), 1, live), ZERO), num(i), which1);
  // each instance is a way of its own: its fields are reset as they were
  const out: Done[] = [];
  const type: CType = { k: 'pointer', to: { k: 'struct', tag } };
  for (let i = 0; i <= live.length; i++) {
    const s = i === live.length ? e.s : e.s.clone();
    const n = i === live.length ? 0 : i + 1;
    const here = bin('==', which1, num(n));
    if (here.k === 'num' && here.v === 0) continue;
    s.guard.push(here);
    if (n > 0) {
      s.write(num(n), 1, live, ONE);
      resetFields(tag, n, s, host);
    }
    out.push({ s, value: ex(num(n), type) });
  }
  return out;
});

function resetFields(tag: string, n: number, s: Segment, host: CallHost): void {
  for (const f of host.world.structs.get(tag) ?? []) {
    const part = host.world.part(tag, f.name);
    if (part) {
      for (let i = 0; i < part.size; i++) resetFields(part.tag, (part.values[n - 1] as number) + i, s, host);
      continue;
    }
    const cells = host.world.field(tag, f.name);
    if (!cells) continue;
    for (let i = 0; i < cells.size; i++) {
      const c = cells.cells[(n - 1) * cells.size + i] as number;
      host.noteWrite([c]);
      s.write(ZERO, 0, [c], num(host.world.cells[c]?.init ?? 0));
    }
  }
}

/** The count of references that a get or a put moves, looked at as part of that one step; undefined where the world counts none. */
function countOf(call: Call, e: Evaluation, host: CallHost, atZero: string) {
  const o = object(arg(call, 0), e);
  const refs = o && host.world.field(o.tag, 'refs');
  if (!o || !refs) return undefined;
  host.noteRead(refs.cells);
  host.noteWrite(refs.cells);
  e.check(o.tag, o.p, arg(call, 0));
  if (host.isShared(refs.cells)) e.seen('atomic');
  e.touch();
  const now = e.s.read(o.p, 1, refs.cells);
  host.failing(e.s, bin('==', now, ZERO), 'refcount', atZero, call.fn.at);
  return { o, refs, now };
}

say(['get', 'get_as'], (call, e, host) => {
  const counted = countOf(call, e, host, 'a reference is taken on something whose count is 0');
  if (!counted) return [{ s: e.s }];
  const { o, refs, now } = counted;
  e.s.write(o.p, 1, refs.cells, bin('+', now, ONE));
  return [{ s: e.s }];
});
say(['put', 'put_as'], (call, e, host) => {
  const counted = countOf(call, e, host, 'a reference is given back that does not exist');
  if (!counted) return [{ s: e.s }];
  const { o, refs, now } = counted;
  const last = e.s.clone();
  e.s.guard.push(bin('>', now, ONE));
  e.s.write(o.p, 1, refs.cells, bin('-', now, ONE));
  last.guard.push(bin('==', now, ONE));
  last.write(o.p, 1, refs.cells, ZERO);
  const releaser = host.releaser(o.tag);
  const value = ex(o.p, { k: 'pointer', to: { k: 'struct', tag: o.tag } });
  if (releaser) return [{ s: e.s }, { s: last, then: { name: releaser, args: [value] } }];
  const live = host.mortal(o.tag);
  host.noteWrite(live);
  last.write(o.p, 1, live, ZERO);
  return [{ s: e.s }, { s: last }];
});
say(['blocking', 'nofail'], (call, e) => {
  const mask = e.ex(arg(call, 0));
  const bit = call.name === 'blocking' ? GFP.direct : GFP.nofail;
  return [{ s: e.s, value: mask ? ex(truth(bin('&', mask, num(bit))), BOOL) : UNKNOWN }];
});
say(['error', 'errptr'], (_call, e) => [{ s: e.s, value: ex(num(-12)) }]);
say(['fresh', 'alloc'], (_call, e) => [{ s: e.s, value: UNKNOWN }]);
say(['pure', 'unknown'], (_call, e) => [{ s: e.s, value: UNKNOWN }]);
say(
  [
    'held',
    'might_reclaim',
    'consume',
    'borrow',
    'charge',
    'uncharge',
    'count',
    'after',
    'account',
    'publish',
    'unpublish',
    'hunk_begin',
    'hunk_end',
  ],
  nothing,
);
