/**
 * Which ways out of a function are alike to its caller. A lock or reference that stays behind on success only is a
 * promise; the same on a failure path while success gives it back is a hazard.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg, CfgNode, Op } from '../c/cfg.ts';
import { answersOn, eachPart, maskOf, NEG, POS, type RunResult, type State, type Term, ZERO } from '../model/index.ts';

export type Exit = RunResult['exits'][number];

/** The sign of the result; paths of one function with the same sign promise the same. */
export function signOf(e: Exit, cfg: Cfg): number {
  return cfg.isVoid || !e.ret ? 0 : maskOf(e.ret, e.state.facts);
}

const LOCKER = /(?:^|_)(?:lock|trylock|relock|acquire)(?:_|$)/;

/** A value with a word in it that what it names is locked: MIGRATE_PFN_LOCKED, and MIGRATE_PFN_MIGRATE since that is gone. */
export function saysLocked(t: Term): boolean {
  let yes = false;
  eachPart(t, (p) => {
    if (p.k === 'global' && /LOCKED|^MIGRATE_PFN_MIGRATE$/.test(p.name)) yes = true;
  });
  return yes;
}

/** The enumerator or number that the way out returns, if it returns one. */
function constantOf(e: Exit): number | undefined {
  return e.ret && (e.ret.k === 'int' || (e.ret.k === 'global' && /^[A-Z_]/.test(e.ret.name))) ? e.ret.id : undefined;
}

/**
 * Whether leaving `odd` behind can be what the function promises: every odd way out is told apart from every even one by its
 * result, and the odd ones are not failures. What is called a lock may keep it on success.
 */
export function isPromise(odd: readonly Exit[], even: readonly Exit[], cfg: Cfg): boolean {
  const locker = LOCKER.test(cfg.name);
  if (cfg.isVoid) return locker;
  // VM_FAULT_LOCKED and its like say it in words
  if (odd.every((e) => e.ret && saysLocked(e.ret))) return true;
  let oddSigns = 0;
  let evenSigns = 0;
  for (const e of odd) oddSigns |= signOf(e, cfg);
  for (const e of even) evenSigns |= signOf(e, cfg);
  if (locker && !(oddSigns & NEG)) return true;
  const oddConstants = new Set(odd.map(constantOf));
  // an errno is never an enumerator
  const told =
    !oddConstants.has(undefined) &&
    even.every((e) => (constantOf(e) === undefined ? signOf(e, cfg) === NEG : !oddConstants.has(constantOf(e))));
  // NULL on every even way out, a pointer that nobody said to be NULL on every odd one
  if (cfg.returnsPointer && evenSigns === ZERO && odd.every((e) => signOf(e, cfg) & POS)) return true;
  if (oddSigns & evenSigns && !told) return false;
  if (cfg.returnsPointer) return oddSigns === POS;
  return !(oddSigns & NEG) || told;
}

/**
 * What the caller decided about locks on this path: tests of a parameter whose name speaks of them (`if (!locked)`), or of a flag in one that does
 * (`ops & PAGE_UNLOCK`). From the place of the test to its answer.
 */
export function decidedByCaller(s: State, cfg: Cfg, text: string): Map<number, boolean> {
  const m = new Map<number, boolean>();
  for (const { at, yes } of answersOn(s)) {
    const [, param, flag] = /^!?\s*\(?\s*(\w+)(?:\s*&\s*(\w+))?\s*\)?$/.exec(text.slice(at[0], at[1])) ?? [];
    if (param && /lock|held/i.test(flag ?? param) && cfg.params.some((p) => p.name === param)) m.set(at[0], yes);
  }
  return m;
}

/** The branch whose condition stands there. */
export function branchAt(cfg: Cfg, at: Span): (CfgNode & { readonly op: Op & { k: 'branch' } }) | undefined {
  return cfg.nodes.find(
    (n): n is CfgNode & { readonly op: Op & { k: 'branch' } } => n.op.k === 'branch' && n.at[0] === at[0] && n.at[1] === at[1],
  );
}

/** One of the tests that both paths came by has another answer on each. */
export function decideOtherwise(a: ReadonlyMap<number, boolean>, b: ReadonlyMap<number, boolean>): boolean {
  for (const [at, yes] of b) if (a.has(at) && a.get(at) !== yes) return true;
  return false;
}
