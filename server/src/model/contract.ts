/**
 * What a function promises, per outcome: learnt by running its body (the model's C, or a tree's), applied at its calls.
 *
 * The terms in a contract are over the function's own parameters (`param`), globals, and values made inside it (`sym`).
 */
import { ANY, type Fact, NEG, POS, ZERO } from './facts.ts';
import { Arena, spell, type Term } from './terms.ts';

export interface LockEffect {
  readonly place: Term;
  readonly cls: string;
  /** waits until it gets it */
  readonly blocking: boolean;
  /** on some of the paths of this outcome, not on all */
  readonly sometimes?: boolean;
  /** for a lock that is taken and released inside: caller's locks that are not held at that moment */
  readonly without?: readonly Term[];
}

export interface RefEffect {
  readonly object: Term;
  readonly kind: string;
  /** net references that the caller gains (> 0) or gives up (< 0) */
  readonly count: number;
  /** the object was obtained with its reference */
  readonly born: boolean;
  /** the function handed the object on to somebody unknown: what it still owns afterwards cannot be told */
  readonly escaped: boolean;
  /** the last reference was dropped or the object freed: the caller must not use it after the call */
  readonly gone: boolean;
}

export interface Outcome {
  /** undefined: void, or nothing is known */
  readonly ret?: Term;
  /** ZERO / POS / NEG bits of the result */
  readonly retMask: number;
  /** what must hold of the arguments for this outcome to be possible */
  readonly when: readonly (readonly [Term, Fact])[];
  /** what is known of values made inside that the caller gets to see */
  readonly then: readonly (readonly [Term, Fact])[];
  /** locks that the caller must hold, as an assertion on the way says */
  readonly needs: readonly LockEffect[];
  /** locks held afterwards that were not before */
  readonly takes: readonly LockEffect[];
  /** locks of the caller that are not held any more */
  readonly drops: readonly LockEffect[];
  /** locks taken and released inside, blocking: the caller must not hold them */
  readonly passes: readonly LockEffect[];
  /** contexts that are left whatever the depth was, before what `context` says */
  readonly resets: readonly string[];
  /** context -> net depth */
  readonly context: ReadonlyMap<string, number>;
  readonly refs: readonly RefEffect[];
  readonly stores: readonly (readonly [place: Term, value: Term])[];
  /** certainly sleeps; the caller's locks named here are not held at that moment */
  readonly sleeps?: { readonly without: readonly Term[]; readonly by: string; readonly leftRcu: boolean };
  /** terms that are dereferenced without a look whether they are NULL */
  readonly derefs: readonly Term[];
  /** objects whose pointer was stored or handed on */
  readonly escapes: readonly Term[];
  /** for `count` and `account` the object is the amount */
  /** functions that are called on the way, where the caller names them: the release function of a kref */
  readonly calls: readonly { readonly fn: Term; readonly args: readonly Term[] }[];
  readonly marks: readonly { readonly what: string; readonly item?: Term; readonly object?: Term }[];
}

const numbers = new Arena();

/** What a name means that stands for a number, told like a function of no arguments. */
export function constant(name: string, value: number): Contract {
  const outcomes = [{ ...NO_EFFECT, ret: numbers.int(value), retMask: value === 0 ? ZERO : value > 0 ? POS : NEG }];
  return shaped({ name, from: 'tree', macro: false, pointer: false, params: [], outcomes, pure: false, incomplete: false });
}

/** The number that `constant` made a contract of. */
export function numberIn(c: Contract | undefined): number | undefined {
  const ret = c?.outcomes.length === 1 && c.params.length === 0 ? c.outcomes[0]!.ret : undefined;
  return ret?.k === 'int' ? ret.v : undefined;
}

/** Nothing happens, and nothing is known of the result. */
export const NO_EFFECT: Outcome = {
  ret: undefined,
  retMask: ANY,
  when: [],
  then: [],
  needs: [],
  takes: [],
  drops: [],
  passes: [],
  resets: [],
  context: new Map(),
  refs: [],
  stores: [],
  sleeps: undefined,
  derefs: [],
  escapes: [],
  calls: [],
  marks: [],
};

export interface Contract {
  readonly name: string;
  readonly from: 'model' | 'tree' | 'patch';
  /** a macro: assignments to parameters reach the caller's variables; stores then have `local` places of parameter names */
  readonly macro: boolean;
  /** the result is a pointer */
  readonly pointer: boolean;
  readonly params: readonly string[];
  readonly outcomes: readonly Outcome[];
  /** what is not so when it fails, where a caller that does not look goes wrong: `the folio is not charged` */
  readonly failure?: string;
  /** facts in `when` on these names only; the answer depends on the arguments alone */
  readonly pure: boolean;
  /** a body without loops that asks memory alone: whoever knows its arguments may know whether they have an answer, and NULL is no failure */
  readonly asksMemory?: boolean;
  /**
   * `bounded`: exploration was cut short or ran into unreadable code, outcomes may be missing. `vague`: the outcomes are there but
   * nothing tells a caller which one it gets. Either way they only say what may happen.
   */
  readonly incomplete: false | 'bounded' | 'vague';
  /**
   * Lock classes and contexts that its callees change in a way that no outcome says: those of callees that are incomplete themselves, and of
   * all of them where it is bounded.
   */
  readonly touched?: { readonly classes: ReadonlySet<string>; readonly contexts: ReadonlySet<string> };
}

/**
 * The same, with all that a contract can have, beside its outcomes, in one order, whether it has it or not: whoever applies contracts meets objects of one shape then, whose members are found
 * without a search.
 */
export function shaped(c: Contract): Contract {
  return {
    name: c.name,
    from: c.from,
    macro: c.macro,
    pointer: c.pointer,
    params: c.params,
    outcomes: c.outcomes,
    failure: c.failure,
    pure: c.pure,
    asksMemory: c.asksMemory,
    incomplete: c.incomplete,
    touched: c.touched,
  };
}

/** The same of an outcome; NO_EFFECT has that shape. */
export function shapedOutcome(o: Outcome): Outcome {
  return {
    ret: o.ret,
    retMask: o.retMask,
    when: o.when,
    then: o.then,
    needs: o.needs.map(shapedLock),
    takes: o.takes.map(shapedLock),
    drops: o.drops.map(shapedLock),
    passes: o.passes.map(shapedLock),
    resets: o.resets,
    context: o.context,
    refs: o.refs.map(shapedRef),
    stores: o.stores,
    sleeps: o.sleeps,
    derefs: o.derefs,
    escapes: o.escapes,
    calls: o.calls,
    marks: o.marks,
  };
}

function shapedLock(k: LockEffect): LockEffect {
  return { place: k.place, cls: k.cls, blocking: k.blocking, sometimes: k.sometimes, without: k.without };
}

function shapedRef(r: RefEffect): RefEffect {
  return { object: r.object, kind: r.kind, count: r.count, born: r.born, escaped: r.escaped, gone: r.gone };
}

/** A question about its arguments, as the model has them: the call changes nothing. */
export function asksOnly(c: Contract): boolean {
  return c.from === 'model' && (c.pure || c.outcomes.every(isIdle));
}

function isIdle(o: Outcome): boolean {
  const done = [o.needs, o.takes, o.drops, o.passes, o.resets, o.refs, o.stores, o.derefs, o.escapes, o.calls, o.marks];
  return !o.sleeps && o.context.size === 0 && done.every((list) => list.length === 0);
}

/** For tests and `model` listings: one line per outcome. */
export function dumpContract(c: Contract): string {
  const names = (t: Term): string | undefined => (t.k === 'param' ? (c.params[t.i] ?? `arg${t.i + 1}`) : undefined);
  const say = (t: Term) => spell(t, names);
  const lines = [
    `${c.name}(${c.params.join(', ')}) from ${c.from}${c.macro ? ', macro' : ''}${c.pure ? ', pure' : ''}${c.incomplete ? `, ${c.incomplete}` : ''}`,
  ];
  for (const o of c.outcomes) {
    const p: string[] = [];
    for (const [t, f] of o.when) p.push(`if ${say(t)} ${maskText(f.mask)}${f.is ? ` = ${say(f.is)}` : ''}`);
    for (const l of o.needs) p.push(`needs ${l.cls} ${say(l.place)}`);
    for (const l of o.takes) p.push(`takes ${l.cls} ${say(l.place)}`);
    for (const l of o.drops) p.push(`drops ${l.cls} ${say(l.place)}`);
    for (const l of o.passes) p.push(`passes ${l.cls} ${say(l.place)}`);
    for (const k of o.resets) p.push(`${k} reset`);
    for (const [k, n] of o.context) p.push(`${k} ${n > 0 ? '+' : ''}${n}`);
    for (const r of o.refs)
      p.push(
        `${r.kind} ${say(r.object)} ${r.count > 0 ? '+' : ''}${r.count}${r.born ? ' born' : ''}${r.escaped ? ' escaped' : ''}${r.gone ? ' gone' : ''}`,
      );
    for (const [a, v] of o.stores) p.push(`${say(a)} := ${say(v)}`);
    if (o.sleeps) p.push(`sleeps (${o.sleeps.by})`);
    for (const d of o.derefs) p.push(`derefs ${say(d)}`);
    for (const e of o.escapes) p.push(`escapes ${say(e)}`);
    for (const k of o.calls) p.push(`calls ${say(k.fn)}(${k.args.map(say).join(', ')})`);
    for (const m of o.marks) p.push(m.item ? `${m.what} ${say(m.item)}` : m.what);
    lines.push(`  -> ${o.ret ? say(o.ret) : 'void'} ${maskText(o.retMask)}: ${p.join('; ') || 'nothing'}`);
  }
  return lines.join('\n');
}

function maskText(m: number): string {
  return m === 7 ? 'any' : `${m & 1 ? '0' : ''}${m & 2 ? '+' : ''}${m & 4 ? '-' : ''}`;
}
