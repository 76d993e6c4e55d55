/**
 * Which ways out of a function are alike to its caller. A lock or reference that stays behind on success only is a
 * promise; the same on a failure path while success gives it back is a hazard.
 */
import type { Cfg } from '../c/cfg.ts';
import { maskOf, NEG, POS, type RunResult, ZERO } from '../model/index.ts';

export type Exit = RunResult['exits'][number];

export type Outcome = 'void' | 'success' | 'failure' | 'either';

/** What a caller would take the return value for. */
export function outcomeOf(e: Exit, cfg: Cfg): Outcome {
  if (cfg.isVoid) return 'void';
  if (!e.ret) return 'either';
  const m = maskOf(e.ret, e.state.facts);
  if (cfg.returnsPointer) return m === POS ? 'success' : m & POS ? 'either' : 'failure';
  if (m === NEG) return 'failure';
  if (m === ZERO || m === POS) return m === ZERO ? 'success' : 'success';
  return 'either';
}

/** The sign of the result; paths of one function with the same sign promise the same. */
export function signOf(e: Exit, cfg: Cfg): number {
  return cfg.isVoid || !e.ret ? 0 : maskOf(e.ret, e.state.facts);
}

/**
 * Whether leaving `odd` behind can be what the function promises: every odd way out is told apart from every even one by its
 * result, and the odd ones are not failures.
 */
export function isPromise(odd: readonly Exit[], even: readonly Exit[], cfg: Cfg): boolean {
  if (cfg.isVoid) return false;
  let oddSigns = 0;
  let evenSigns = 0;
  for (const e of odd) oddSigns |= signOf(e, cfg);
  for (const e of even) evenSigns |= signOf(e, cfg);
  if (oddSigns & evenSigns) return false;
  if (cfg.returnsPointer) return oddSigns === POS;
  return !(oddSigns & NEG) || !(evenSigns & ZERO);
}
