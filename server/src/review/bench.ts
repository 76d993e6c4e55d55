/** What a patch was judged from, kept for questions about single places. */
import type { Era } from '../model/index.ts';
import type { FileDiff } from '../patch/types.ts';
import type { FileImages } from '../tree/index.ts';
import type { CodeIndex } from './code.ts';
import type { ImageContracts } from './contracts.ts';
import type { Touched } from './functions.ts';

/** What one patch was judged from. */
export interface Bench {
  /** index in Review.patches */
  readonly patch: number;
  readonly era: Era;
  readonly files: readonly { readonly file: FileDiff; readonly images: FileImages; readonly touched: readonly Touched[] }[];
  /** contracts as they were before, and as the patch leaves them */
  readonly before: ImageContracts;
  readonly after: ImageContracts;
  /** functions of the tree that calls may reach; undefined without a tree */
  readonly index: CodeIndex | undefined;
}
