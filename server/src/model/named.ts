/**
 * What the code of a function names, and where for the last time: members, globals, predicates and build configurations, by itself or through
 * the contracts of what it calls.
 */
import type { Cfg, Op, Val } from '../c/cfg.ts';
import type { Contract } from './contract.ts';
import { eachPart, type Term } from './terms.ts';

/** The last node that names something: members, configurations, and all other names, each among their own. */
export interface LastNamed {
  readonly names: Map<string, number>;
  readonly members: Map<string, number>;
  readonly configs: Map<string, number>;
}

/** The configuration that `pure config` asks for. */
export function configOf(t: Term): string {
  return t.k === 'lit' ? t.text : '';
}

export function lastNamed(cfg: Cfg, contractOf: (name: string) => Contract | undefined): LastNamed {
  const last: LastNamed = { names: new Map(), members: new Map(), configs: new Map() };
  const add = (to: Map<string, number>, name: string, node: number): void => {
    if (!to.has(name)) to.set(name, node);
  };
  const called = new Set<string>();
  for (let i = cfg.nodes.length - 1; i >= 0; i--) {
    const { op } = cfg.nodes[i]!;
    eachName(op, (kind, n) => add(last[kind], n, i));
    const callee =
      op.k === 'call'
        ? (op.name ?? (op.fn.k === 'member' ? `callback_${op.fn.field}` : undefined))
        : op.k === 'foreach'
          ? op.macro
          : undefined;
    // of several calls the last one counts
    if (callee === undefined || called.has(callee)) continue;
    called.add(callee);
    add(last.names, callee, i);
    const c = contractOf(callee);
    if (!c) continue;
    const { names, members, configs } = namesOf(c);
    for (const n of names) add(last.names, n, i);
    for (const n of members) add(last.members, n, i);
    for (const n of configs) add(last.configs, n, i);
  }
  return last;
}

function eachName(op: Op, f: (kind: keyof LastNamed, name: string) => void): void {
  const look = (v: Val): void => {
    switch (v.k) {
      case 'id':
        f('names', v.name);
        if (v.name.startsWith('CONFIG_')) f('configs', v.name);
        return;
      case 'unary':
      case 'cast':
        look(v.arg);
        return;
      case 'binary':
        look(v.l);
        look(v.r);
        return;
      case 'member':
        f('members', v.field);
        look(v.base);
        return;
      case 'index':
        look(v.base);
        look(v.index);
        return;
      case 'init':
        for (const item of v.items) look(item.value);
        return;
    }
  };
  switch (op.k) {
    case 'assign':
    case 'update':
      look(op.dst);
      look(op.src);
      return;
    case 'call':
      if (op.name === undefined) look(op.fn);
      op.args.forEach(look);
      return;
    case 'branch':
      look(op.cond);
      return;
    case 'foreach':
      op.args.forEach(look);
      return;
    case 'return':
      if (op.value) look(op.value);
      return;
    case 'choose':
      for (const on of op.on ?? []) for (const c of on) f('configs', c.replace(/^!/, ''));
      return;
  }
}

interface Names {
  readonly names: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  readonly configs: ReadonlySet<string>;
}

const named = new WeakMap<Contract, Names>();

/** Members, globals and predicates in the terms of a contract: applying it may ask for them. */
function namesOf(c: Contract): Names {
  const known = named.get(c);
  if (known) return known;
  const names = new Set<string>();
  const members = new Set<string>();
  const configs = new Set<string>();
  const note = (p: Term): void => {
    if (p.k === 'field') members.add(p.field);
    else if (p.k === 'global') names.add(p.name);
    else if (p.k === 'pure' && p.fn !== 'config') names.add(p.fn);
    else if (p.k === 'pure') configs.add(configOf(p.args[0]!));
  };
  const look = (t: Term | undefined): void => {
    if (t) eachPart(t, note);
  };
  for (const o of c.outcomes) {
    look(o.ret);
    for (const [t, f] of o.when) {
      look(t);
      look(f.is);
    }
    for (const [t] of o.then) look(t);
    for (const k of o.takes) look(k.place);
    for (const k of o.drops) look(k.place);
    for (const k of o.passes) {
      look(k.place);
      k.without?.forEach(look);
    }
    for (const r of o.refs) look(r.object);
    for (const [p, v] of o.stores) {
      look(p);
      look(v);
    }
    o.sleeps?.without.forEach(look);
    o.derefs.forEach(look);
    o.escapes.forEach(look);
    for (const m of o.marks) {
      look(m.item);
      look(m.object);
    }
  }
  const all: Names = { names, members, configs };
  named.set(c, all);
  return all;
}
