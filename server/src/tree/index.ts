/**
 * The tree room: where the text of a file comes from, and what it was before and after a patch.
 *
 * Knows: folders, git, paths that must not leave a tree, how hunks are laid on a text. Must not know: C, the model, editors.
 * Only open.ts, disk.ts and git.ts use Node; all other files are pure and read through SourceTree alone.
 */
export { type Applied, applyHunks, type ShownLine, type ShownLines } from './apply.ts';
export { resolveBase } from './base.ts';
export { type ImageOptions, imagesOf, imagesOfPatch } from './images.ts';
export { memoryTree, type StackedTree, stackedTree } from './memory.ts';
export { type OpenOptions, type OpenTree, openTree } from './open.ts';
export { cleanPath } from './path.ts';
export type { Direction, Misfit, PlaceOptions } from './place.ts';
export { reversed } from './reversed.ts';
export { imagesOfSeries, stackImages } from './series.ts';
export type { FileImages, HunkFit, ImageContext, SourceTree } from './types.ts';
export { type KernelVersion, kernelVersion } from './version.ts';
