/** A format: what is printed before, for, and after the results. Each answers with text for standard output, '' for none. */
import type { InputResult } from './results.ts';

/** What an audit says beside its findings. */
export interface AuditTotals {
  readonly functions: number;
  readonly lines: number;
  /** functions whose exploration hit its bound */
  readonly bounded: readonly string[];
  /** files that could not be read */
  readonly errors: readonly string[];
}

export interface Report {
  begin(): string;
  result(result: InputResult): string;
  end(audit?: AuditTotals): string;
}
