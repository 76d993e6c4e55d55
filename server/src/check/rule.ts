/**
 * What a rule is: it watches one function being run, path by path, and reports. Each rule is one file in rules/.
 *
 * A rule never speaks about a path that was joined lossily (state.lossy): such a path may not exist.
 */

import type { Span } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import type { Contract, Listener, RunResult, State, Term } from '../model/index.ts';
import type { Confidence, Severity } from './types.ts';

export interface Report {
  readonly at: Span;
  readonly state: State;
  readonly message: string;
  /** the lock, reference or charge in the words of the source */
  readonly object: string;
  readonly remedy?: string;
  readonly confidence?: Confidence;
  /** last step of the path: what goes wrong here */
  readonly last: string;
  /** path steps before this place are left out (where the story begins) */
  readonly from?: Span;
}

export interface RuleContext {
  readonly cfg: Cfg;
  readonly text: string;
  /** the model's contract of the function, if it has one */
  readonly promised: Contract | undefined;
  /** in the words of the source, as seen on that path */
  say(s: State, t: Term): string;
  /** the same for a place: `folio->lock` for its address */
  sayPlace(s: State, t: Term): string;
  report(r: Report): void;
}

export interface Watch extends Listener {
  /** all paths have been run */
  finish?(r: RunResult): void;
}

export interface Rule {
  readonly name: string;
  readonly severity: Severity;
  /** one line, for listings and SARIF */
  readonly summary: string;
  start(c: RuleContext): Watch;
}
