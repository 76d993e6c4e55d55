/**
 * The part of the tree room that needs no Node: everything but opening folders and git.
 */
export { type Applied, applyHunks, type ShownLine, type ShownLines } from './apply.ts';
export { resolveBase } from './base.ts';
export { type ImageOptions, imagesOf, imagesOfPatch } from './images.ts';
export { memoryTree, type StackedTree, stackedTree } from './memory.ts';
export { cleanPath } from './path.ts';
export type { Direction, Misfit, PlaceOptions } from './place.ts';
export { reversed } from './reversed.ts';
export { imagesOfSeries, stackImages } from './series.ts';
export type { FileImages, HunkFit, ImageContext, SourceTree } from './types.ts';
export { type KernelVersion, kernelVersion } from './version.ts';
