/**
 * A segment: what a thread does from one point where others may come in to the next, as expressions over the state before it. One access to what is shared,
 * and everything behind it that nobody else can see.
 */
import type { Val } from '../c/cfg.ts';
import type { Body } from './body.ts';
import type { CType } from './ctypes.ts';
import { at, bin, cond, num } from './ex.ts';
import type { Ex, StepKind } from './machine.ts';

/** A call that is under way. There is one frame for one way of calls to a function, so its variables have fixed cells. */
export interface Frame {
  readonly id: number;
  readonly body: Body;
  readonly parent?: Frame;
  /** node of the call in the parent */
  readonly site: number;
  /** variable of the parent that gets the result; `foreach`: the parent goes on by its truth */
  readonly result: { readonly k: 'none' } | { readonly k: 'to'; readonly name: string } | { readonly k: 'foreach' };
  /** parameters that stand for something of the caller's: an lvalue, a function, an address */
  readonly fixed: ReadonlyMap<string, Fixed>;
  /** its variables are those of the frame below it: the condition of a wait() */
  readonly shared?: Frame;
  readonly atomic: boolean;
  readonly depth: number;
}

export type Fixed =
  /** of a macro: the caller's own expression */
  | { readonly k: 'expr'; readonly val: Val; readonly frame: Frame }
  | { readonly k: 'function'; readonly name: string }
  /** the address of a place; what changes from call to call is in the parameter's own variable */
  | { readonly k: 'address'; readonly place: Place };

/** Where something is kept. */
export type Place =
  | { readonly k: 'variable'; readonly frame: Frame; readonly name: string; readonly type: CType }
  /** a cell, or one of several by an index */
  | {
      readonly k: 'cells';
      readonly index: Ex;
      readonly first: number;
      readonly cells: readonly number[];
      readonly type: CType;
      readonly tag: string;
    }
  | { readonly k: 'object'; readonly tag: string; readonly index: Ex }
  /** a struct that is a local variable, or a part of one */
  | { readonly k: 'local'; readonly frame: Frame; readonly name: string; readonly tag: string | undefined }
  | { readonly k: 'outside' };

export type Value =
  | { readonly k: 'ex'; readonly ex: Ex; readonly type: CType }
  | { readonly k: 'function'; readonly name: string }
  | { readonly k: 'address'; readonly place: Place }
  /** nobody knows */
  | { readonly k: 'unknown'; readonly type?: CType };

export interface Write {
  readonly index: Ex;
  readonly first: number;
  readonly cells: readonly number[];
  readonly value: Ex;
}

export interface Act {
  readonly frame: Frame;
  readonly node: number;
  readonly kind: StepKind;
  readonly lock?: { readonly cells: readonly number[]; readonly index?: Ex; readonly first: number; readonly how: string };
}

export class Segment {
  frame: Frame;
  node: number;
  /** loads of the operation at hand that were made before this segment began */
  done: number;
  env: Map<string, Value>;
  writes: Write[];
  guard: Ex[];
  /** what others could have seen, once it has happened */
  act: Act | undefined;
  /** depth of functions that are one step */
  atomic: number;
  progress = false;
  outcome: string | undefined;
  /** the frame in which something was chosen: what it gives back says what */
  chosen: number | undefined;
  /** pointers that were found to be good, by their text */
  checked: Set<string>;
  /** how often each point was passed in this segment: frame and node, by pointKey() */
  passed: Map<number, number>;
  /** keys of `env` under which loads of the operation at hand are kept */
  loaded: string[] = [];

  constructor(frame: Frame, node: number, done: number) {
    this.frame = frame;
    this.node = node;
    this.done = done;
    this.env = new Map();
    this.writes = [];
    this.guard = [];
    this.atomic = 0;
    this.checked = new Set();
    this.passed = new Map();
  }

  clone(): Segment {
    const s = new Segment(this.frame, this.node, this.done);
    s.env = new Map(this.env);
    s.writes = [...this.writes];
    s.guard = [...this.guard];
    s.act = this.act;
    s.atomic = this.atomic;
    s.progress = this.progress;
    s.outcome = this.outcome;
    s.chosen = this.chosen;
    s.checked = new Set(this.checked);
    s.passed = new Map(this.passed);
    s.loaded = [...this.loaded];
    return s;
  }

  /** The loads of one operation are nothing to the next. */
  forgetLoads(): void {
    if (this.loaded.length === 0) return;
    const prefix = `${this.frame.id}/`;
    this.loaded = this.loaded.filter((key) => {
      if (!key.startsWith(prefix)) return true;
      this.env.delete(key);
      return false;
    });
  }

  /** What the variables of a function were is gone when it returns. */
  forgetFrame(): void {
    const prefix = `${this.frame.id}/`;
    for (const key of this.env.keys()) if (key.startsWith(prefix)) this.env.delete(key);
  }

  /** The value of the cell that an index chooses, behind the writes of this segment. */
  read(index: Ex, first: number, cells: readonly number[]): Ex {
    let value = at(index, first, cells);
    for (const w of this.writes) {
      if (w.cells === cells && w.first === first) {
        value = cond(bin('==', index, w.index), w.value, value);
        continue;
      }
      for (const [i, c] of w.cells.entries()) {
        const n = cells.indexOf(c);
        if (n < 0) continue;
        const hit = bin('&&', bin('==', index, num(first + n)), bin('==', w.index, num(w.first + i)));
        value = cond(hit, w.value, value);
      }
    }
    return value;
  }

  write(index: Ex, first: number, cells: readonly number[], value: Ex): void {
    if (index.k === 'num') {
      const c = cells[index.v - first];
      if (c === undefined) return;
      this.writes = this.writes.filter((w) => !(w.cells.length === 1 && w.cells[0] === c));
      this.writes.push({ index: num(0), first: 0, cells: [c], value });
      return;
    }
    this.writes.push({ index, first, cells, value });
  }
}

export const pointKey = (frame: Frame, node: number): number => frame.id * 65536 + node;

export const variableKey = (frame: Frame, name: string): string => `${(frame.shared ?? frame).id}/${name}`;

/** What the lowering named for itself: what a call gave back, what was read on the way. */
export function variableWord(name: string): string {
  return name.replace(/^\$L(\d+)/, (_, n: string) => `(read ${Number(n) + 1})`).replace(/^\$(\d+)/, '(result $1)');
}
