/**
 * The review of a document: what every consumer (language server, command line, panel) reads. Plain data, no I/O left in it.
 */
import type { Confidence, Severity } from '../check/types.ts';
import type { PatchDiagnostic, Range } from '../patch/types.ts';
import type { ImageContext } from '../tree/types.ts';

export type Change = 'introduced' | 'fixed' | 'carried';

export interface FindingStep {
  /** 1-based line in the finding's file on its `side`, or in `file`; 0 where none is known */
  readonly line: number;
  readonly note: string;
  /**
   * a file of the tree, when the step is in one that the finding is not in, or in a function that the patch does not touch; `scenario f()`, with line
   * 0, for a step of a scenario's own (scenario-place.ts)
   */
  readonly file?: string;
  /** where the step is in the input, when the patch shows that line */
  readonly input?: Range;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly change: Change;
  readonly message: string;
  readonly remedy?: string;
  readonly function: string;
  readonly file: string;
  /** 1-based line of the file on `side` (for context `hunks`: the number that the hunk header gives) */
  readonly line: number;
  readonly side: 'new' | 'old';
  readonly object: string;
  /** place in the input: the exact tokens if the patch shows the line, else the nearest line of the patch in that function, else the hunk header */
  readonly input: Range;
  readonly path: readonly FindingStep[];
  readonly fingerprint: string;
  /** index of the patch in Review.patches */
  readonly patch: number;
  /** of what takes several threads: the path is theirs, turn by turn */
  readonly race?: Race;
}

export interface Race {
  /** who has to come in between: `rmdir()`; absent where only one thread runs */
  readonly against?: string;
  /** what it is about, a sentence */
  readonly story: string;
  /** the turns as kernel mails draw them, a column for each thread, and what is violated below; 72 columns, no trailing line end */
  readonly columns: string;
}

export interface ReviewedFile {
  readonly path: string;
  readonly context: ImageContext;
  /** for `hunks`: which file and why, one sentence */
  readonly reason?: string;
  /** functions that the patch touches and that were checked */
  readonly functions: readonly string[];
}

export interface ReviewedPatch {
  /** index of the message and of the patch inside it, in the PatchDocument */
  readonly message: number;
  readonly patch: number;
  readonly subject: string;
  readonly range: Range;
  readonly files: readonly ReviewedFile[];
  /** patches with the same number build on each other, in the order of `place` (0-based); a patch by itself is a series of one */
  readonly series: number;
  readonly place: number;
}

/** A call, in the visible code of the document, of a function that the model knows: for hovers. */
export interface Review {
  readonly patches: readonly ReviewedPatch[];
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly PatchDiagnostic[];
  /** kernel version that the review assumed, e.g. `6.12`, and how it was found */
  readonly era?: { readonly version: string; readonly from: 'tree' | 'base-commit' | 'mail' | 'date' | 'names' };
  /** functions whose exploration hit its bound, or whose text could not be read in full: said, never silent */
  readonly bounded: readonly string[];
}
