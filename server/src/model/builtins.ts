/**
 * Calls that C code uses as if they were operators: ERR_PTR and friends, READ_ONCE, container_of, BUG_ON.
 * They are part of the language as the kernel speaks it, not of the model of mm.
 */
import type { Op } from '../c/cfg.ts';
import { escape, readUnderRcu } from './effects.ts';
import { containerOf, type EvalContext, not, placeOf, read, valueOf } from './eval.ts';
import { assumeTruth, maskOf, NEG, ZERO } from './facts.ts';
import type { State } from './state.ts';
import type { Term } from './terms.ts';

type Call = Op & { k: 'call' };

/** undefined: not a builtin; [] : the path ends here; else the value for each surviving state. */
export type Builtin = (call: Call, s: State, c: EvalContext) => readonly { readonly s: State; readonly value?: Term }[];

const first: Builtin = (call, s, c) => [{ s, value: call.args[0] ? valueOf(call.args[0], s, c) : undefined }];

const rcuRead: Builtin = (call, s, c) => {
  const value = call.args[0] ? valueOf(call.args[0], s, c) : undefined;
  if (value) readUnderRcu(s, value, call.fn.at);
  return [{ s, value }];
};

const loadThrough: Builtin = (call, s, c) => {
  const p = valueOf(call.args[0]!, s, c);
  c.use(s, p, call.args[0]!.at);
  return [{ s, value: read(p, s, c.arena) }];
};

/** the same question as an `#ifdef`, with the same answer */
const configured: Builtin = (call, s, c) => {
  const a = call.args[0]!;
  return [{ s, value: a.k === 'id' ? c.arena.pure('config', [c.arena.lit(a.name)]) : undefined }];
};

/** assigns to the place that the first argument names */
const store: Builtin = (call, s, c) => {
  const place = placeOf(call.args[0]!, s, c);
  const v = valueOf(call.args[1]!, s, c);
  s.memory.set(place, v);
  if (place.k !== 'local') escape(s, v);
  return [{ s }];
};

const storeThrough: Builtin = (call, s, c) => {
  const p = valueOf(call.args[0]!, s, c);
  c.use(s, p, call.args[0]!.at);
  const v = valueOf(call.args[1]!, s, c);
  s.memory.set(p, v);
  escape(s, v);
  return [{ s }];
};

/** BUG_ON(cond): the path on which cond holds does not go on */
const bugOn: Builtin = (call, s, c) => {
  const t = call.args[0] ? valueOf(call.args[0], s, c) : c.arena.int(0);
  return assumeTruth(t, false, s.facts, c.arena) ? [{ s, value: c.arena.int(0) }] : [];
};

const warnOn: Builtin = (call, s, c) => {
  const t = call.args[0] ? valueOf(call.args[0], s, c) : c.arena.int(0);
  // nobody looks at the answer: what it warns of is not what the code is for, as with BUG_ON. WARN_ON(1) says where a path is
  if (call.dst === undefined && call.args[0]?.k !== 'num' && /^(VM_)?WARN_ON/.test(call.name ?? ''))
    return assumeTruth(t, false, s.facts, c.arena) ? [{ s }] : [];
  return [{ s, value: not(not(t, c.arena), c.arena) }];
};

const container: Builtin = (call, s, c) => {
  const p = valueOf(call.args[0]!, s, c);
  const m = call.args[2];
  const field = m?.k === 'id' ? m.name : m?.k === 'member' ? m.field : undefined;
  return [{ s, value: field ? containerOf(p, field, c.arena) : c.arena.pure('container_of', [p]) }];
};

const errOrZero: Builtin = (call, s, c) => {
  const p = valueOf(call.args[0]!, s, c);
  const m = maskOf(p, s.facts);
  if (!(m & NEG)) return [{ s, value: c.arena.int(0) }];
  if (m === NEG) return [{ s, value: p }];
  const ok = s.clone();
  const out: { s: State; value?: Term }[] = [];
  if (assumeTruth(c.arena.pure('iserr', [p]), true, s.facts, c.arena)) out.push({ s, value: p });
  if (assumeTruth(c.arena.pure('iserr', [p]), false, ok.facts, c.arena)) out.push({ s: ok, value: c.arena.int(0) });
  return out;
};

const predicate =
  (fn: string): Builtin =>
  (call, s, c) => {
    const p = valueOf(call.args[0]!, s, c);
    const m = maskOf(p, s.facts);
    if (p.k === 'int') return [{ s, value: c.arena.int(p.v < 0 || (fn === 'iserrnull' && p.v === 0) ? 1 : 0) }];
    if (fn === 'iserr' && !(m & NEG)) return [{ s, value: c.arena.int(0) }];
    if (fn === 'iserrnull' && !(m & (NEG | ZERO))) return [{ s, value: c.arena.int(0) }];
    return [{ s, value: c.arena.pure(fn, [p]) }];
  };

/** the new value is, or may be, in memory that others see */
const exchange: Builtin = (call, s, c) => {
  for (const a of call.args) {
    const v = valueOf(a, s, c);
    escape(s, v);
  }
  return [{ s }];
};

const none: Builtin = (_call, s) => [{ s }];

/** prints: looks through what it is given members of, keeps nothing */
const print: Builtin = (call, s, c) => {
  for (const a of call.args) valueOf(a, s, c);
  return [{ s }];
};

const TABLE: Record<string, Builtin> = {
  IS_ERR: predicate('iserr'),
  IS_ERR_VALUE: predicate('iserr'),
  IS_ERR_OR_NULL: predicate('iserrnull'),
  PTR_ERR_OR_ZERO: errOrZero,
  IS_ENABLED: configured,
  IS_BUILTIN: configured,
  smp_load_acquire: loadThrough,
  READ_ONCE_NOCHECK: first,
  rcu_dereference: rcuRead,
  rcu_dereference_check: rcuRead,
  WRITE_ONCE: store,
  rcu_assign_pointer: store,
  RCU_INIT_POINTER: store,
  smp_store_release: storeThrough,
  smp_store_mb: store,
  container_of: container,
  container_of_const: container,
  list_entry: container,
  hlist_entry: container,
  rb_entry: container,
  rb_entry_safe: container,
};
for (const n of [
  'cmpxchg',
  'try_cmpxchg',
  'xchg',
  'cmpxchg_release',
  'cmpxchg_acquire',
  'cmpxchg_relaxed',
  'xchg_release',
  'cmpxchg64',
  'this_cpu_cmpxchg',
  'this_cpu_xchg',
])
  TABLE[n] = exchange;
for (const n of [
  'PTR_ERR ERR_PTR ERR_CAST READ_ONCE rcu_dereference_raw rcu_dereference_protected',
  'rcu_dereference_sched srcu_dereference rcu_access_pointer rcu_pointer_handoff data_race likely unlikely __builtin_expect no_free_ptr return_ptr',
  'lockless_dereference ACCESS_ONCE get_unaligned page_folio compound_head virt_to_head_page cpu_to_le32 le32_to_cpu',
]) {
  for (const w of n.split(' ')) TABLE[w] = first;
}
for (const n of ['BUG_ON', 'VM_BUG_ON', 'VM_BUG_ON_PAGE', 'VM_BUG_ON_FOLIO', 'VM_BUG_ON_VMA', 'VM_BUG_ON_MM', 'VM_BUG_ON_PGFLAGS'])
  TABLE[n] = bugOn;
for (const n of [
  'WARN_ON WARN_ON_ONCE WARN_ONCE WARN VM_WARN_ON VM_WARN_ON_ONCE VM_WARN_ONCE VM_WARN_ON_FOLIO VM_WARN_ON_ONCE_FOLIO VM_WARN_ON_ONCE_PAGE VM_WARN WARN_RATELIMIT',
]) {
  for (const w of n.split(' ')) TABLE[w] = warnOn;
}
for (const n of [
  'barrier smp_mb smp_rmb smp_wmb smp_mb__after_atomic smp_mb__before_atomic prefetch prefetchw cpu_relax',
  'BUILD_BUG_ON dump_page dump_stack BUILD_BUG lockdep_set_class count_vm_event count_vm_events kasan_check_read',
]) {
  for (const w of n.split(' ')) TABLE[w] = none;
}

const byName = new Map<string, Builtin | undefined>(Object.entries(TABLE));

export function builtin(name: string): Builtin | undefined {
  const known = byName.get(name);
  if (known) return known;
  if (name.startsWith('trace_')) return none;
  return (name.startsWith('pr_') && /^pr_\w+$/.test(name)) || (name.startsWith('printk') && /^printk\w*$/.test(name)) ? print : undefined;
}
