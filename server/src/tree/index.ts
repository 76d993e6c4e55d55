/**
 * The tree room: where the text of a file comes from, and what it was before and after a patch.
 *
 * Knows: paths that must not leave a tree, how hunks are laid on a text, which direction a patch fits. Must not know: C, the model,
 * editors, Node: all reading goes through a SourceTree (disk/ has those that lie in a folder or in git).
 */
export { type Applied, applyHunks, type ShownLine, type ShownLines } from './apply.ts';
export { resolveBase } from './base.ts';
export { sharedLines } from './compare.ts';
export { decodeSource, LARGEST_FILE } from './decode.ts';
export { type ImageOptions, imagesOf, imagesOfPatch } from './images.ts';
export { memoryTree, type StackedTree, stackedTree } from './memory.ts';
export { withNames } from './nameless.ts';
export { cleanFolder, cleanPath } from './path.ts';
export type { Direction, Misfit, PlaceOptions } from './place.ts';
export { reversed } from './reversed.ts';
export { imagesOfSeries, stackImages } from './series.ts';
export type { FileImages, HunkFit, ImageContext, SourceTree } from './types.ts';
export { type KernelVersion, kernelVersion } from './version.ts';
