/** What a call that is part of the language asks of the thread that runs it, and what comes back; operators.ts and vocabulary.ts say which there are. */
import type { Op, Val } from '../c/cfg.ts';
import { type CType, INT } from './ctypes.ts';
import type { Evaluation } from './evaluate.ts';
import type { Ex } from './machine.ts';
import type { Segment, Value } from './segment.ts';
import type { ThreadHost } from './thread-host.ts';

export type Call = Op & { k: 'call' };

/** What else a call may ask of the thread. */
export interface CallHost extends ThreadHost {
  readonly variant: string;
  /** the condition of a wait() as one expression */
  condition(s: Segment, n: number): Ex;
  /** the number of read sections that are open, when somebody waits for them */
  readers(): number | undefined;
  usesGrace(): void;
  /** cells that say which instances exist; makes them */
  mortal(tag: string): readonly number[];
  /** cells that say which instances go with the next grace period; makes them */
  doomed(tag: string): readonly number[];
  failing(
    s: Segment,
    when: Ex,
    kind: 'double-free' | 'refcount' | 'unlock' | 'assert',
    sentence: string,
    at: readonly [number, number],
  ): void;
  /** the function that is called when a count reaches 0 */
  releaser(tag: string): string | undefined;
}

export interface Done {
  readonly s: Segment;
  readonly value?: Value;
  /** go on with this function, in place of the call */
  readonly then?: { readonly name: string; readonly args: readonly Value[] };
}

export type Rule = (call: Call, e: Evaluation, host: CallHost) => readonly Done[];

export const ex = (x: Ex, type: CType = INT): Value => ({ k: 'ex', ex: x, type });
export const UNKNOWN: Value = { k: 'unknown' };
export const arg = (call: Call, i: number): Val => call.args[i] ?? { k: 'num', text: '0', value: 0, at: call.fn.at };

export const nothing: Rule = (_call, e) => [{ s: e.s }];
