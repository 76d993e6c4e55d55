/** C as the kernel writes it: what any body uses like operators, the atomics among them. Each is known by its name and has no body. */
import type { Val } from '../c/cfg.ts';
import { printVal } from '../c/index.ts';
import { arg, type Call, type Done, ex, nothing, type Rule, UNKNOWN } from './calls.ts';
import { BOOL, INT, tagOf, typeOfText } from './ctypes.ts';
import type { Evaluation } from './evaluate.ts';
import { bin, cond, ONE, truth, ZERO } from './ex.ts';
import { VOCABULARY, waiting } from './vocabulary.ts';

const OPERATORS = new Map<string, Rule>();

/** Everything else is a function with a body, or is taken to change nothing. */
export function languageCall(name: string, ownBody: boolean): Rule | undefined {
  return OPERATORS.get(name) ?? atomicOperation(name) ?? (ownBody ? VOCABULARY.get(name) : undefined);
}

function each(names: readonly string[], rule: Rule): void {
  for (const n of names) OPERATORS.set(n, rule);
}

const first: Rule = (call, e) => [{ s: e.s, value: e.value(arg(call, 0)) }];

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
each(['wait_event', 'wait_event_killable', 'wait_event_interruptible', 'wait_event_cmd', 'wait_var_event'], waiting);
each(['swap'], (call, e) => {
  const a = e.value(arg(call, 0));
  const b = e.value(arg(call, 1));
  e.store(e.place(arg(call, 0)), b);
  e.store(e.place(arg(call, 1)), a);
  return [{ s: e.s }];
});
