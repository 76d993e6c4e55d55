/** The machinery behind the commands, made once in a run and shared by all its inputs. */
import type { Reviewer } from '../review/index.ts';
import type { SourceTree } from '../tree/types.ts';

export interface Engine {
  readonly version: string;
  /** Loads the parser and the model at the first call; the same one ever after. */
  reviewer(): Promise<Reviewer>;
  /** The kernel tree in a folder; rejects with an Error that says in one line why there is none. */
  openTree(folder: string): Promise<SourceTree>;
  /** Writes down what the next run need not learn again. Never throws. */
  keep?(): void;
}
