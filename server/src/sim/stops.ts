/** Why running C symbolically ends before the code does. */
import type { Frame } from './segment.ts';

/** The segment ends before the load, store or call number `done` of its operation. */
export class Stop {
  readonly done: number;
  constructor(done: number) {
    this.done = done;
  }
}

/** This code cannot be run here: what, and at which span of which body. */
export class CannotRun {
  readonly what: string;
  readonly frame: Frame;
  readonly at: readonly [number, number];
  /** a function of the tree without which it may do */
  readonly blame: string | undefined;
  constructor(what: string, frame: Frame, at: readonly [number, number], blame?: string) {
    this.what = what;
    this.blame = blame;
    this.frame = frame;
    this.at = at;
  }
}
