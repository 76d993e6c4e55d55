/** What the threads of one machine share while it is made, and what comes of each: points at which others may come in, and rules in the rough. */
import type { Body } from './body.ts';
import type { CType } from './ctypes.ts';
import type { Ex, Fault } from './machine.ts';
import type { Act, Frame, Segment, Value } from './segment.ts';
import type { World } from './world.ts';

/** A rule before cells of dead variables are cleared and positions are numbered. */
export interface Draft {
  readonly from: number;
  /** -1: the thread has finished */
  readonly to: number;
  readonly guard: readonly Ex[];
  readonly vars: ReadonlyMap<string, Value>;
  readonly writes: Segment['writes'];
  readonly act: Act;
  readonly progress: boolean;
  readonly outcome?: string;
  readonly fault?: Omit<Fault, 'kind'> & { readonly kind: Fault['kind']; readonly at?: readonly [number, number] };
}

export interface Position {
  readonly frame: Frame;
  readonly node: number;
  readonly done: number;
}

/** What the threads of one machine share while it is made. */
export interface Workshop {
  readonly world: World;
  readonly variant: string;
  readonly constants: ReadonlyMap<string, number>;
  readonly typedefs: ReadonlyMap<string, CType>;
  body(name: string): Body | 'nothing' | undefined;
  /** the tree has it, and it leads too far */
  tooLarge(name: string): boolean;
  shared: ReadonlySet<number> | undefined;
  readonly reads: Set<number>;
  readonly written: Set<number>;
  mortalTags: Set<string>;
  grace: boolean;
  /** of what was given beforehand, what was really asked for: one object, whoever runs */
  readonly needs: { readonly mortal: Set<string>; grace: boolean };
  assume(sentence: string, frame: Frame, at: readonly [number, number], unseen: string | undefined): void;
  mistake(sentence: string, frame: Frame, at: readonly [number, number]): void;
  releaser(tag: string): string | undefined;
  readers(): number;
  alwaysCell(): number;
  doomed(tag: string): readonly number[];
}
