/** What running C asks of the thread that it is part of: who else sees a cell, what a variable held before, where to put what went wrong. */
import type { Val } from '../c/cfg.ts';
import type { CType } from './ctypes.ts';
import type { Ex } from './machine.ts';
import type { Frame, Segment } from './segment.ts';
import type { World } from './world.ts';

export interface ThreadHost {
  readonly world: World;
  readonly constants: ReadonlyMap<string, number>;
  readonly typedefs: ReadonlyMap<string, CType>;
  /** may others see or disturb this? */
  isShared(cells: readonly number[]): boolean;
  noteRead(cells: readonly number[]): void;
  noteWrite(cells: readonly number[]): void;
  /** cells that say which instances of a struct exist; undefined when none ever goes away */
  liveCells(tag: string): readonly number[] | undefined;
  /** the value of a variable before the segment */
  variable(frame: Frame, name: string, type: CType): Ex;
  heldType(frame: Frame, name: string): CType | undefined;
  /** taking this branch is the violation */
  fault(s: Segment, when: Ex, kind: 'null' | 'use-after-free', what: Val): void;
  /** a name that nobody declares */
  isFunction(name: string): boolean;
  /** @param unseen see Assumption.unseen */
  assume(sentence: string, frame: Frame, at: readonly [number, number], unseen?: string): void;
  /** a scenario's own text is wrong: told where it stands, ignored in the code of others */
  mistake(sentence: string, frame: Frame, at: readonly [number, number]): void;
  /** no faults and no stops: an invariant or the condition of a wait */
  readonly quiet: boolean;
}
