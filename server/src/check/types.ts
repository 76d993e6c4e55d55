/**
 * What the checker gives: hazards as plain data. Offsets are UTF-16 offsets into the text of the image that was checked.
 */
import type { Span } from '../c/ast.ts';

export type Severity = 'error' | 'warning' | 'info';
export type Confidence = 'high' | 'medium' | 'low';

export interface PathStep {
  readonly at: Span;
  readonly note: string;
}

/** A broken rule, with the path that proves it. */
export interface Hazard {
  /** e.g. `ref/leak` */
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One or two sentences as a maintainer would write them: what, on which path, so what. */
  readonly message: string;
  readonly function: string;
  /** the exact tokens that the remark belongs to */
  readonly at: Span;
  /** numbered steps from the cause to the consequence, in execution order */
  readonly path: readonly PathStep[];
  /** the lock, reference or charge, in the words of the source: `&folio->lock`, `memcg` */
  readonly object: string;
  /** stable over line moves: rule + function + object + shape; equal hazards of the two images have equal keys */
  readonly key: string;
  /** what would make it right, one sentence */
  readonly remedy?: string;
}
