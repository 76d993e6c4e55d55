/**
 * What the code of a function names, and where for the last time: members, globals, predicates and build configurations, by itself or through
 * the contracts of what it calls.
 */
import type { Cfg, Op, Val } from '../c/cfg.ts';
import { eachPart as eachPartOfVal, eachVal } from '../c/index.ts';
import type { Contract } from './contract.ts';
import { eachPart, type Term } from './terms.ts';

type Kind = keyof Names;

/** The last node that names something: members, configurations, and all other names, each among their own. */
export class LastNamed {
  /** by the code itself */
  private readonly own = { names: new Map<string, number>(), members: new Map<string, number>(), configs: new Map<string, number>() };
  /** what is called, from the last call to the first: few of the names in their contracts are ever asked for */
  private readonly callees: { readonly node: number; readonly named: Names }[] = [];
  /** the node that is read */
  private at = 0;

  constructor(cfg: Cfg, contractOf: (name: string) => Contract | undefined) {
    const called = new Set<string>();
    for (this.at = cfg.nodes.length - 1; this.at >= 0; this.at--) {
      const { op } = cfg.nodes[this.at]!;
      this.readOp(op);
      const callee =
        op.k === 'call'
          ? (op.name ?? (op.fn.k === 'member' ? `callback_${op.fn.field}` : undefined))
          : op.k === 'foreach'
            ? op.macro
            : undefined;
      // of several calls the last one counts
      if (callee === undefined || called.has(callee)) continue;
      called.add(callee);
      this.add('names', callee);
      const c = contractOf(callee);
      const named = c && namesOf(c);
      if (named && named.names.size + named.members.size + named.configs.size > 0) this.callees.push({ node: this.at, named });
    }
  }

  /** -1: none does */
  node(kind: Kind, name: string): number {
    const own = this.own[kind].get(name) ?? -1;
    for (const { node, named } of this.callees) {
      if (node <= own) break;
      if (named[kind].has(name)) return node;
    }
    return own;
  }

  /** What is read first comes last. */
  private add(kind: Kind, name: string): void {
    const to = this.own[kind];
    if (!to.has(name)) to.set(name, this.at);
  }

  private readOp(op: Op): void {
    eachVal(op, this.readVal);
    if (op.k === 'choose') for (const on of op.on ?? []) for (const c of on) this.add('configs', c.replace(/^!/, ''));
  }

  private readonly readVal = (v: Val): void => eachPartOfVal(v, this.read);

  private readonly read = (v: Val): void => {
    if (v.k === 'member') this.add('members', v.field);
    // only code has temporaries, and no term is made of them
    if (v.k !== 'id' || v.name.charCodeAt(0) === DOLLAR) return;
    this.add('names', v.name);
    if (v.name.startsWith('CONFIG_')) this.add('configs', v.name);
  };
}

const DOLLAR = 0x24;

/** The configuration that `pure config` asks for. */
export function configOf(t: Term): string {
  return t.k === 'lit' ? t.text : '';
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
