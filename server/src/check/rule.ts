/**
 * What a rule is: it watches one function being run, path by path, and reports. Each rule is one file in rules/.
 *
 * A rule never speaks about a path that was joined lossily (state.lossy): such a path may not exist.
 */

import type { Span } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import type { Contract, Listener, LockOrder, RunResult, State, StructOf, Term } from '../model/index.ts';
import type { Confidence, Hazard, Severity } from './types.ts';

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
  /** the steps instead of those of the path, where the remark belongs to the cause and the consequence comes later */
  readonly steps?: readonly { readonly at: Span; readonly note: string }[];
}

export interface RuleContext {
  readonly cfg: Cfg;
  readonly text: string;
  /** the model's contract of the function, if it has one */
  readonly promised: Contract | undefined;
  /** what is known of locks as a whole in the kernel at hand */
  readonly locks: LockOrder;
  /** the struct that a pointer points to on that path, by the declaration of the variable that holds it */
  structOf(s: State): StructOf;
  /** in the words of the source, as seen on that path */
  say(s: State, t: Term): string;
  /** the same for a place: `folio->lock` for its address */
  sayPlace(s: State, t: Term): string;
  report(r: Report): void;
  /** keeps something for the comparison of the two images of a function */
  remember(m: Memo): void;
}

/** Something that is no hazard alone, but may be one beside the other image of the function. */
export interface Memo {
  readonly what: string;
  readonly object: string;
  readonly at: Span;
  readonly by: string;
  readonly confidence?: Confidence;
}

/** What the two images of a function differ in; `side` is the image that `hazard.at` belongs to. */
export interface Difference {
  readonly hazard: Hazard;
  readonly side: 'new' | 'old';
}

/** What `compare` says; the rest of a hazard follows from the rule. */
export interface Remark {
  readonly side: 'new' | 'old';
  readonly at: Span;
  readonly message: string;
  readonly object: string;
  readonly remedy: string;
  readonly last: string;
  readonly confidence: Confidence;
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
  /** what the patch changed for the worse, by what both images remembered */
  compare?(before: readonly Memo[], after: readonly Memo[]): readonly Remark[];
}
