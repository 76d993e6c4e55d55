/**
 * A whole series on one tree, patch on patch. Pure.
 */
import type { FileDiff } from '../patch/types.ts';
import { type ImageOptions, imagesOfPatch } from './images.ts';
import { type StackedTree, stackedTree } from './memory.ts';
import { reversed } from './reversed.ts';
import type { FileImages, SourceTree } from './types.ts';

/**
 * Images of the patches of a series, which come in their order. The tree may be the base, or have all patches, or (somebody is in
 * the midst of applying them) the first few: those are then undone from the last to the first, and the others stacked on the tree.
 * With `reverse` the series undoes itself, from its last patch to its first; the result is in the order of the patches all the same.
 */
export async function imagesOfSeries(
  patches: readonly (readonly FileDiff[])[],
  tree: SourceTree | undefined,
  options: ImageOptions = {},
): Promise<FileImages[][]> {
  if (options.reverse) {
    const undone = patches.map((files) => files.map(reversed)).reverse();
    return (await imagesOfSeries(undone, tree)).reverse();
  }
  if (!tree) return Promise.all(patches.map((files) => imagesOfPatch(files, undefined)));
  if (patches.length === 1) return [await imagesOfPatch(patches[0] ?? [], tree)];
  const stacked = await stackForward(patches, tree, 0);
  const missed = misfits(stacked);
  if (missed === 0 && !stacked.flat().some((images) => images.context === 'applied')) return stacked;
  const count = await appliedCount(patches, tree);
  if (count === 0) return stacked;
  const resumed = [...(await undoBackward(patches.slice(0, count), tree)), ...(await stackForward(patches, tree, count))];
  return misfits(resumed) <= missed ? resumed : stacked;
}

/** From now on the overlay is the tree after the patch (`new`) or before it (`old`). Files whose texts are not known stay. */
export function stackImages(overlay: StackedTree, files: readonly FileDiff[], images: readonly FileImages[], side: 'old' | 'new'): void {
  const known = files.flatMap((file, index) => {
    const image = images[index];
    return image && image.context !== 'hunks' ? [{ file, image }] : [];
  });
  const [from, to] = side === 'new' ? (['oldPath', 'newPath'] as const) : (['newPath', 'oldPath'] as const);
  // All removals come first: a patch may swap two names.
  for (const { file } of known) {
    const gone = file[from];
    const stays = gone === file[to] || (file.status === 'copied' && side === 'new');
    if (gone !== undefined && !stays) overlay.set(gone, undefined);
  }
  for (const { file, image } of known) {
    const path = file[to];
    const text = side === 'new' ? image.newText : image.oldText;
    if (path !== undefined && text !== undefined && !(file.status === 'copied' && side === 'old')) overlay.set(path, text);
  }
}

async function stackForward(patches: readonly (readonly FileDiff[])[], tree: SourceTree, from: number): Promise<FileImages[][]> {
  const overlay = stackedTree(tree);
  const all: FileImages[][] = [];
  for (const files of patches.slice(from)) {
    const images = await imagesOfPatch(files, overlay);
    stackImages(overlay, files, images, 'new');
    all.push(images);
  }
  return all;
}

async function undoBackward(patches: readonly (readonly FileDiff[])[], tree: SourceTree): Promise<FileImages[][]> {
  const overlay = stackedTree(tree);
  const all: FileImages[][] = [];
  for (const files of [...patches].reverse()) {
    const images = await imagesOfPatch(files, overlay);
    stackImages(overlay, files, images, 'old');
    all.unshift(images);
  }
  return all;
}

/** How many of the patches the tree has, by the last one that it has. */
async function appliedCount(patches: readonly (readonly FileDiff[])[], tree: SourceTree): Promise<number> {
  for (let count = patches.length; count > 0; count--) {
    const images = await imagesOfPatch(patches[count - 1] ?? [], tree);
    if (images.some((image) => image.context === 'applied')) return count;
  }
  return 0;
}

function misfits(series: readonly (readonly FileImages[])[]): number {
  return series.flat().filter((images) => images.context === 'hunks').length;
}
