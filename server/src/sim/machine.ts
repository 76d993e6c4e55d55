/**
 * A machine: a small bounded world and the threads that act on it, as guarded rules.
 *
 * This is what the scenario compiler makes and what everything else reads: the explorer searches it, the interpreter steps it, the exporter writes it
 * as Promela, a trace tells it in kernel terms. A machine is plain data, and one machine is always the same machine: no order in it comes from a clock
 * or from a hash.
 *
 * A *cell* holds one small integer. Pointers are numbers too: 0 is NULL, 1..n are the instances of the struct that is pointed to, negative numbers are what
 * ERR_PTR() makes. A *rule* is one step of one thread: when the thread is at `from` and `guard` is true, all `updates` happen at once (every expression is
 * read in the state before the step) and the thread is at `to`. Two rules of one thread that are enabled together are a choice.
 */
import type { Span } from '../c/ast.ts';

export type BinaryOp = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

/** No side effects, never fails: 32-bit integers, division by 0 gives 0, comparisons and `&&` `||` `!` give 0 or 1. */
export type Ex =
  | { readonly k: 'num'; readonly v: number }
  | { readonly k: 'cell'; readonly cell: number }
  /** the cell `cells[index - first]`; 0 where the index is out of range */
  | { readonly k: 'at'; readonly index: Ex; readonly first: number; readonly cells: readonly number[] }
  /** the constant `values[index - first]`; 0 where the index is out of range */
  | { readonly k: 'table'; readonly index: Ex; readonly first: number; readonly values: readonly number[] }
  | { readonly k: 'un'; readonly op: '!' | '-' | '~'; readonly a: Ex }
  | { readonly k: 'bin'; readonly op: BinaryOp; readonly l: Ex; readonly r: Ex }
  | { readonly k: 'if'; readonly c: Ex; readonly t: Ex; readonly f: Ex };

export interface Cell {
  /** as a reader would write it: `M.kmemcg_id`, `CPU0: entry`, `tree.lock` */
  readonly name: string;
  /** the values that it may hold, both inclusive; a step that would leave them is reported, not wrapped */
  readonly lo: number;
  readonly hi: number;
  readonly init: number;
  /** the thread that it belongs to (a local, or its position); undefined for the world */
  readonly thread?: number;
}

/** A cell, or the cell that an index chooses; an index out of range changes nothing. */
export type Target = { readonly cell: number } | { readonly index: Ex; readonly first: number; readonly cells: readonly number[] };

export interface Update {
  readonly to: Target;
  readonly value: Ex;
}

export interface Rule {
  /** index in Machine.rules; rules of one thread stand together, in the order of the code */
  readonly id: number;
  readonly thread: number;
  /** positions in the thread, 0 is its start */
  readonly from: number;
  readonly to: number;
  readonly guard?: Ex;
  readonly updates: readonly Update[];
  /** taking this rule is the violation: index in Machine.faults */
  readonly fault?: number;
  /** the thread got ahead: a loop that never takes such a rule is a livelock */
  readonly progress?: true;
  /** index in Machine.steps: what it is in kernel terms */
  readonly step: number;
  /** of a choice: what was chosen, e.g. `kmalloc() fails` */
  readonly outcome?: string;
}

export interface Thread {
  /** heading of its lane: `CPU0`, `CPU1`, `rcu` */
  readonly name: string;
  /** what it runs: `zswap_lru_add()` */
  readonly runs: string;
  /** the cell that holds its position; its range is 0..positions-1 */
  readonly pc: number;
  readonly positions: number;
  /** positions at which it has finished */
  readonly ends: readonly number[];
  /** part of the surroundings: may wait for ever, or go round for ever, and nothing is wrong */
  readonly daemon: boolean;
  /** its locals (without pc), in the same order for every thread made from the same function with the same arguments */
  readonly cells: readonly number[];
  /** threads with the same number come from one function: candidates for symmetry, which has to be validated */
  readonly template: number;
}

export interface Invariant {
  readonly name: string;
  /** one sentence, as it is said under a diagram: `every entry is on a list that reclaim walks` */
  readonly sentence: string;
  /** `always`: in every state. `finally`: once every thread that is no daemon has finished and nobody can go on */
  readonly when: 'always' | 'finally';
  readonly holds: Ex;
  readonly at?: SourceRef;
}

/** Something that must not be stepped on: a NULL dereference, a use after free, an assertion. */
export interface Fault {
  readonly kind: 'null' | 'use-after-free' | 'double-free' | 'refcount' | 'unlock' | 'assert' | 'endless';
  /** `entry->objcg is used after it was freed` */
  readonly sentence: string;
}

export interface SourceRef {
  /** index in Machine.sources */
  readonly source: number;
  /** offsets in that source's text */
  readonly at: Span;
}

export interface Source {
  /** `mm/zswap.c`, `scenarios/zswap-lru-offline.c` */
  readonly name: string;
  readonly from: 'patch' | 'scenario' | 'tree' | 'model';
  /** the text that spans count in */
  readonly text: string;
}

export interface Frame {
  readonly fn: string;
  /** where the call stands in the caller; undefined for the outermost */
  readonly call?: SourceRef;
}

export type StepKind =
  | 'lock'
  | 'unlock'
  | 'rcu'
  | 'read'
  | 'write'
  | 'atomic'
  | 'alloc'
  | 'free'
  | 'wait'
  | 'choice'
  | 'call'
  | 'end'
  | 'fault';

/** What a rule is, for people. */
export interface Step {
  /** C on one line, as written: `spin_lock(&tree->lock)` */
  readonly text: string;
  readonly kind: StepKind;
  /** outermost first, never empty */
  readonly stack: readonly Frame[];
  readonly at?: SourceRef;
  /** of lock and unlock: the cells that may be meant, and how it is taken */
  readonly lock?: { readonly cells: readonly number[]; readonly index?: Ex; readonly first: number; readonly how: string };
}

/** How an object's cells are shown. */
export interface ObjectView {
  /** `M`, `Z`, `zswap_trees[0]` */
  readonly name: string;
  /** tag of its struct, '' for a global that is no struct */
  readonly struct: string;
  readonly fields: readonly FieldView[];
  /** cell that is 0 once the object was freed (or not yet made) */
  readonly live?: number;
}

export interface FieldView {
  /** `kmemcg_id`, `css.refs`, '' for the value itself */
  readonly path: string;
  readonly cell: number;
  readonly shows: Shows;
}

/** How a number is written: a pointer by the names of what it points to (names[0] for 1), an enumerator, a plain number. */
export type Shows =
  | { readonly as: 'number' | 'bool' | 'lock' | 'errno' }
  | { readonly as: 'pointer'; readonly names: readonly string[] }
  | { readonly as: 'enum'; readonly names: Readonly<Record<string, string>> };

/** What was not in sight and was taken for granted. */
export interface Assumption {
  /** `cond_resched() is not in sight: taken to change nothing` */
  readonly sentence: string;
  readonly at?: SourceRef;
  /** what this world knows nothing of: a function, `list_lru_add()`, or a member, `stock->task_obj` */
  readonly unseen?: string;
}

export interface Machine {
  /** scenario and variant, or scenario and the image of the patch: `zswap-lru-offline/late-switch`, `.../after` */
  readonly name: string;
  readonly cells: readonly Cell[];
  readonly threads: readonly Thread[];
  readonly rules: readonly Rule[];
  readonly steps: readonly Step[];
  readonly faults: readonly Fault[];
  readonly invariants: readonly Invariant[];
  readonly sources: readonly Source[];
  readonly objects: readonly ObjectView[];
  /** how the locals of the threads are shown; by cell */
  readonly locals: ReadonlyMap<number, { readonly fn: string; readonly name: string; readonly shows: Shows }>;
  readonly assumed: readonly Assumption[];
  /** what bounds the world, in words: `two faults, one swap entry, calls of one function nested at most twice` */
  readonly bounds: readonly string[];
  /** look for livelocks: a cycle without a progress rule, under weak fairness */
  readonly liveness: boolean;
}
