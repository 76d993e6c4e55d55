/**
 * Calls that are part of the language: what C code uses like operators, and the vocabulary of scenarios and of the model (server/model/scenarios/README.md). Everything else
 * is a function with a body, or is taken to change nothing.
 */
import type { Op, Val } from '../c/cfg.ts';
import { printVal } from '../c/index.ts';
import { GFP } from './constants.ts';
import { BOOL, type CType, INT, LOCK_TAG, tagOf, typeOfText } from './ctypes.ts';
import type { Evaluation, Host } from './evaluate.ts';
import { bin, cond, not, num, ONE, truth, ZERO } from './ex.ts';
import type { Ex } from './machine.ts';
import type { Segment, Value } from './segment.ts';

export type Call = Op & { k: 'call' };

/** What else a call may ask of the thread. */
export interface CallHost extends Host {
  readonly variant: string;
  /** the condition of a wait() as one expression */
  condition(s: Segment, n: number): Ex;
  /** the number of read sections that are open, when somebody waits for them */
  readers(): number | undefined;
  usesGrace(): void;
  /** cells that say which instances exist; makes them */
  mortal(tag: string): readonly number[];
  /** cells that say which instances go with the next grace period; makes them */
  doomed(tag: string): readonly number[];
  failing(
    s: Segment,
    when: Ex,
    kind: 'double-free' | 'refcount' | 'unlock' | 'assert',
    sentence: string,
    at: readonly [number, number],
  ): void;
  /** the function that is called when a count reaches 0 */
  releaser(tag: string): string | undefined;
}

export interface Done {
  readonly s: Segment;
  readonly value?: Value;
  /** go on with this function, in place of the call */
  readonly then?: { readonly name: string; readonly args: readonly Value[] };
}

type Rule = (call: Call, e: Evaluation, host: CallHost) => readonly Done[];

const ex = (x: Ex, type: CType = INT): Value => ({ k: 'ex', ex: x, type });
const UNKNOWN: Value = { k: 'unknown' };
const arg = (call: Call, i: number): Val => call.args[i] ?? { k: 'num', text: '0', value: 0, at: call.fn.at };

/** C as the kernel writes it; known in any body. */
export const OPERATORS = new Map<string, Rule>();
/** The vocabulary of the model and of scenarios; known in their bodies alone. */
export const VOCABULARY = new Map<string, Rule>();

function each(names: readonly string[], rule: Rule): void {
  for (const n of names) OPERATORS.set(n, rule);
}

const first: Rule = (call, e) => [{ s: e.s, value: e.value(arg(call, 0)) }];
const nothing: Rule = (_call, e) => [{ s: e.s }];

each(
  [
    'READ_ONCE',
    'rcu_dereference',
    'rcu_dereference_raw',
    'rcu_dereference_protected',
    'rcu_dereference_check',
    'rcu_access_pointer',
    'READ_ONCE_NOCHECK',
    'ERR_PTR',
    'PTR_ERR',
    'ERR_CAST',
    'unlikely',
    'likely',
    'kasan_reset_tag',
    'raw_cpu_ptr',
    'this_cpu_ptr',
    '__builtin_expect',
  ],
  first,
);
each(['smp_load_acquire', 'READ_ONCE_PTR'], (call, e) => {
  const p = e.value(arg(call, 0));
  return [{ s: e.s, value: e.load(e.behind(p, arg(call, 0))) }];
});
each(['WRITE_ONCE', 'rcu_assign_pointer', 'RCU_INIT_POINTER'], (call, e) => {
  const value = e.value(arg(call, 1));
  e.store(e.place(arg(call, 0)), value);
  return [{ s: e.s }];
});
each(['smp_store_release', 'smp_store_mb'], (call, e) => {
  const value = e.value(arg(call, 1));
  e.store(e.behind(e.value(arg(call, 0)), arg(call, 0)), value);
  return [{ s: e.s }];
});
each(['IS_ERR', 'IS_ERR_VALUE'], (call, e) => {
  const p = e.ex(arg(call, 0));
  return [{ s: e.s, value: p ? ex(bin('<', p, ZERO), BOOL) : UNKNOWN }];
});
each(['IS_ERR_OR_NULL'], (call, e) => {
  const p = e.ex(arg(call, 0));
  return [{ s: e.s, value: p ? ex(bin('<=', p, ZERO), BOOL) : UNKNOWN }];
});
each(['PTR_ERR_OR_ZERO'], (call, e) => {
  const p = e.ex(arg(call, 0));
  return [{ s: e.s, value: p ? ex(cond(bin('<', p, ZERO), p, ZERO)) : UNKNOWN }];
});
each(['container_of', 'container_of_const', 'list_entry', 'hlist_entry', 'rb_entry', 'llist_entry', 'list_entry_rcu'], (call, e, host) => {
  const p = e.value(arg(call, 0));
  const type = arg(call, 1);
  const text = type.k === 'type' ? type.text : type.k === 'id' ? `struct ${type.name}` : '';
  const same = /\btypeof\w*\s*\(\s*\*\s*(\w+)\s*\)/.exec(text || printVal(type))?.[1];
  const known = same === undefined ? undefined : e.typeOf(e.s.frame, same);
  const tag = known ? tagOf(known) : tagOf(typeOfText(text, host.typedefs));
  const field = fieldPath(arg(call, 2));
  return [{ s: e.s, value: tag && field ? e.container(p, tag, field) : UNKNOWN }];
});
each(['min', 'min_t', 'max', 'max_t'], (call, e) => {
  const [a, b] = call.args.length === 3 ? [arg(call, 1), arg(call, 2)] : [arg(call, 0), arg(call, 1)];
  const l = e.ex(a);
  const r = e.ex(b);
  if (!l || !r) return [{ s: e.s, value: UNKNOWN }];
  const less = bin('<', l, r);
  return [{ s: e.s, value: ex(call.name?.startsWith('min') ? cond(less, l, r) : cond(less, r, l)) }];
});
/** One step: what was there comes back. */
each(['xchg', 'xchg_relaxed', 'xchg_release', 'xchg_acquire'], (call, e) => {
  const next = e.value(arg(call, 1));
  return oneStep(e, () => {
    const place = e.behind(e.value(arg(call, 0)), arg(call, 0));
    const old = e.load(place);
    e.store(place, next);
    return [{ s: e.s, value: old }];
  });
});
each(['cmpxchg', 'cmpxchg_relaxed', 'cmpxchg_release', 'cmpxchg_acquire', 'try_cmpxchg_value'], (call, e) => {
  const expected = e.ex(arg(call, 1));
  const next = e.ex(arg(call, 2));
  return oneStep(e, () => {
    const place = e.behind(e.value(arg(call, 0)), arg(call, 0));
    const old = e.load(place);
    const o = e.exOf(old);
    if (o && expected && next) e.store(place, ex(cond(bin('==', o, expected), next, o), old.k === 'ex' ? old.type : INT));
    return [{ s: e.s, value: old }];
  });
});
each(
  [
    'smp_mb',
    'smp_rmb',
    'smp_wmb',
    'smp_mb__before_atomic',
    'smp_mb__after_atomic',
    'barrier',
    'cpu_relax',
    'cond_resched',
    'might_sleep',
    'might_sleep_if',
    'might_alloc',
    'lockdep_assert_held',
    'lockdep_assert_held_write',
    'lockdep_assert_held_read',
    'lockdep_assert_not_held',
    'lockdep_assert_irqs_disabled',
    'INIT_LIST_HEAD_RCU',
    'printk',
    'pr_err',
    'pr_warn',
    'pr_info',
    'pr_debug',
    'pr_warn_once',
    'pr_err_once',
    'kmemleak_not_leak',
    'kmemleak_ignore',
    'prefetch',
    'prefetchw',
    'schedule',
    'preempt_disable',
    'preempt_enable',
    'local_irq_disable',
    'local_irq_enable',
    'spin_lock_init',
    'mutex_init',
    'init_rwsem',
    'count_vm_event',
    'count_vm_events',
    'trace_printk',
    'dump_page',
    'ASSERT_EXCLUSIVE_WRITER',
    'kcsan_mark',
  ],
  nothing,
);
each(['BUG_ON', 'VM_BUG_ON', 'VM_BUG_ON_PAGE', 'VM_BUG_ON_FOLIO', 'VM_BUG_ON_VMA', 'VM_BUG_ON_MM', 'BUG'], (call, e, host) => {
  if (call.name === 'BUG') {
    host.failing(e.s, ONE, 'assert', 'BUG() is reached', call.fn.at);
    return [];
  }
  const c = e.ex(arg(call, 0));
  if (c) host.failing(e.s, truth(c), 'assert', `${call.name}() is true`, call.fn.at);
  return [{ s: e.s }];
});
each(
  [
    'WARN_ON',
    'WARN_ON_ONCE',
    'VM_WARN_ON',
    'VM_WARN_ON_ONCE',
    'VM_WARN_ON_ONCE_PAGE',
    'VM_WARN_ON_ONCE_FOLIO',
    'VM_WARN_ON_FOLIO',
    'WARN',
    'WARN_ONCE',
  ],
  (call, e) => {
    const c = e.ex(arg(call, 0));
    return [{ s: e.s, value: c ? ex(truth(c), BOOL) : UNKNOWN }];
  },
);
each(['atomic_read', 'atomic_read_acquire', 'atomic_long_read', 'atomic64_read', 'refcount_read'], (call, e) => [
  { s: e.s, value: e.load(counter(call, e)) },
]);
each(
  [
    'atomic_cmpxchg',
    'atomic_long_cmpxchg',
    'atomic64_cmpxchg',
    'atomic_cmpxchg_acquire',
    'atomic_cmpxchg_release',
    'atomic_cmpxchg_relaxed',
  ],
  (call, e) => {
    const expected = e.ex(arg(call, 1));
    const next = e.ex(arg(call, 2));
    return oneStep(e, () => {
      const place = counter(call, e);
      const old = e.load(place);
      const o = e.exOf(old);
      if (o && expected && next) e.store(place, ex(cond(bin('==', o, expected), next, o)));
      return [{ s: e.s, value: old }];
    });
  },
);
each(['atomic_xchg', 'atomic_long_xchg', 'atomic64_xchg'], (call, e) => {
  const next = e.value(arg(call, 1));
  return oneStep(e, () => {
    const place = counter(call, e);
    const old = e.load(place);
    e.store(place, next);
    return [{ s: e.s, value: old }];
  });
});
each(['atomic_set', 'atomic_set_release', 'atomic_long_set', 'atomic64_set', 'refcount_set'], (call, e) => {
  const v = e.value(arg(call, 1));
  e.store(counter(call, e), v);
  return [{ s: e.s }];
});

/** `atomic_add(i, &x)`, `atomic_inc_return(&x)`, `atomic_dec_and_test(&x)`, `atomic_inc_not_zero(&x)` ... */
function atomicOperation(name: string): Rule | undefined {
  const m =
    /^(?:atomic|atomic_long|atomic64|refcount)_(fetch_)?(inc|dec|add|sub)(_return|_and_test|_not_zero|_unless|_unless_negative|_negative)?(_relaxed|_acquire|_release)?$/.exec(
      name,
    );
  if (!m) return undefined;
  const [, fetch, verb, how] = m;
  const takes = verb === 'add' || verb === 'sub';
  const sign = verb === 'inc' || verb === 'add' ? '+' : '-';
  return (call, e) => {
    const by = takes ? e.ex(arg(call, 0)) : ONE;
    const except = how === '_unless' ? e.ex(arg(call, takes ? 2 : 1)) : how === '_not_zero' ? ZERO : undefined;
    return oneStep(e, () => {
      const place = e.behind(e.value(arg(call, takes && !(how === '_unless') ? 1 : 0)), arg(call, 0));
      const target = place.k === 'object' ? memberValue(e, place) : place;
      const old = e.exOf(e.load(target));
      if (!old || !by) return [{ s: e.s, value: UNKNOWN }];
      const next = bin(sign, old, by);
      if (except) {
        const goes = bin('!=', old, except);
        e.store(target, ex(cond(goes, next, old)));
        return [{ s: e.s, value: ex(goes, BOOL) }];
      }
      e.store(target, ex(next));
      if (how === '_and_test') return [{ s: e.s, value: ex(bin('==', next, ZERO), BOOL) }];
      if (how === '_negative') return [{ s: e.s, value: ex(bin('<', next, ZERO), BOOL) }];
      return [{ s: e.s, value: fetch ? ex(old) : ex(next) }];
    });
  };
}

/** `atomic_t` is a struct around one number, or the number itself. */
function memberValue(e: Evaluation, place: Parameters<Evaluation['load']>[0]): Parameters<Evaluation['load']>[0] {
  for (const field of ['counter', 'refs', 'refcount']) {
    const p = e.member(place, field);
    if (p.k === 'cells') return p;
  }
  return place;
}

function counter(call: Call, e: Evaluation): Parameters<Evaluation['load']>[0] {
  const place = e.behind(e.value(arg(call, 0)), arg(call, 0));
  return place.k === 'object' ? memberValue(e, place) : place;
}

function oneStep(e: Evaluation, f: () => readonly Done[]): readonly Done[] {
  e.startStep();
  e.s.atomic++;
  try {
    return f();
  } finally {
    e.s.atomic--;
  }
}

function fieldPath(v: Val): string | undefined {
  if (v.k === 'id') return v.name;
  if (v.k === 'member') {
    const base = fieldPath(v.base);
    return base && `${base}.${v.field}`;
  }
  return undefined;
}

// ---- the vocabulary ----

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

say(['take', 'trytake'], (call, e, host) => {
  const lock = lockOf(arg(call, 0), e, host);
  const how = className(arg(call, 1));
  if (!lock) {
    host.assume('a lock that is not in this world is taken without effect', e.s.frame, call.fn.at);
    return [{ s: e.s }];
  }
  host.noteRead(lock.cells);
  host.noteWrite(lock.cells);
  e.seen('lock', lockAct(lock, how));
  e.touch();
  const now = e.s.read(lock.index, 1, lock.cells);
  const reads = how === 'READ' || how === 'RWREAD';
  const writes = how === 'WRITE' || how === 'RWWRITE';
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
  const lock = lockOf(arg(call, 0), e, host);
  const how = className(arg(call, 1));
  if (!lock) return [{ s: e.s }];
  host.noteRead(lock.cells);
  host.noteWrite(lock.cells);
  e.seen('unlock', lockAct(lock, how));
  e.touch();
  const now = e.s.read(lock.index, 1, lock.cells);
  const reads = how === 'READ' || how === 'RWREAD';
  const writes = how === 'WRITE' || how === 'RWWRITE';
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
const waiting: Rule = (call, e, host) => {
  const which = arg(call, call.name === 'wait' ? 0 : 1);
  const n = which.k === 'num' ? (which.value ?? 0) : 0;
  e.startStep();
  const c = host.condition(e.s, n);
  e.seen('wait');
  e.s.guard.push(truth(c));
  return c.k === 'num' && c.v === 0 ? [] : [{ s: e.s, value: ex(ZERO) }];
};
say(['wait'], waiting);
each(['wait_event', 'wait_event_killable', 'wait_event_interruptible', 'wait_event_cmd', 'wait_var_event'], waiting);
each(['swap'], (call, e) => {
  const a = e.value(arg(call, 0));
  const b = e.value(arg(call, 1));
  e.store(e.place(arg(call, 0)), b);
  e.store(e.place(arg(call, 1)), a);
  return [{ s: e.s }];
});
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

export function languageCall(name: string, ownBody: boolean): Rule | undefined {
  return OPERATORS.get(name) ?? atomicOperation(name) ?? (ownBody ? VOCABULARY.get(name) : undefined);
}
