/**
 * What the files of a patch were before it and are after it. Pure: all reading goes through the given SourceTree.
 *
 * A tree either has a patch or has not. So the direction is decided once for all files of the patch: the one in which more files
 * fit, and then the one with less fuzz and less moving; the patch as it is before the patch undone.
 */
import type { FileDiff } from '../patch/types.ts';
import type { ShownLines } from './apply.ts';
import { fitBlobs, shownByNumber } from './blobs.ts';
import { addedAlone, type Fit, type Fitted, fitFile, swapped, type TreeFile, treeFile, type Unfitted } from './fit.ts';
import { cleanPath } from './path.ts';
import type { Direction } from './place.ts';
import { reversed } from './reversed.ts';
import type { FileImages, ImageContext, SourceTree } from './types.ts';

export interface ImageOptions {
  /** Swap old and new first: the patch is looked at as its own undoing. */
  readonly reverse?: boolean;
}

/** As imagesOfPatch, for a patch of one file. */
export async function imagesOf(file: FileDiff, tree: SourceTree | undefined, options: ImageOptions = {}): Promise<FileImages> {
  const [images] = await imagesOfPatch([file], tree, options);
  return images ?? onlyHunks(file, 'nothing to read');
}

/** One FileImages for every file, in order. Never throws for what a patch may say; what does not fit is `hunks` with its reason. */
export async function imagesOfPatch(
  files: readonly FileDiff[],
  tree: SourceTree | undefined,
  options: ImageOptions = {},
): Promise<FileImages[]> {
  const sides = options.reverse ? files.map(reversed) : files;
  if (!tree) return sides.map((file) => onlyHunks(file, unfit(file) ?? 'no kernel tree is set'));
  const images: (FileImages | undefined)[] = [];
  const left: number[] = [];
  for (const [index, file] of sides.entries()) {
    const blobs = tree.readBlob && (await fitBlobs(file, (id) => tree.readBlob?.(id) ?? Promise.resolve(undefined)));
    const reason = unfit(file);
    if (blobs && safe(file)) images[index] = found(file, 'blobs', blobs);
    else if (reason !== undefined) images[index] = onlyHunks(file, reason);
    else left.push(index);
  }
  const rest = left.flatMap((index) => sides[index] ?? []);
  const decided = await decide(rest, tree);
  left.forEach((index, at) => {
    images[index] = decided[at];
  });
  return sides.map((file, index) => images[index] ?? onlyHunks(file, 'nothing to read'));
}

async function decide(files: readonly FileDiff[], tree: SourceTree): Promise<FileImages[]> {
  const read = cachedReader(tree);
  const forward = await fitAll(files, read);
  let direction: Direction = 'forward';
  let chosen = forward;
  let other: readonly Fit[] = [];
  if (costs(files, forward).some((cost) => cost > 0)) {
    const backward = (await fitAll(files.map(reversed).reverse(), read)).reverse().map(swapped);
    const undo = isCheaper(costs(files.map(reversed), backward), costs(files, forward));
    direction = undo ? 'reverse' : 'forward';
    chosen = undo ? backward : forward;
    other = undo ? forward : backward;
  }
  const name = chosen.some((fit) => !fit.ok) ? treeName(tree, await tree.version?.()) : '';
  return files.map((file, index) => {
    const fit = chosen[index];
    if (fit?.ok) return found(file, direction === 'forward' ? 'tree' : 'applied', fit);
    const others = chosen.some((each) => each.ok);
    return onlyHunks(file, fit ? whyNot(file, fit, direction, name, others && other[index]?.ok === true) : 'nothing to read');
  });
}

/**
 * Every file is read from the tree as it is; only a file that the patch changes a second time starts from what the first change
 * made of it (as git has it: renames all start from the same tree).
 */
async function fitAll(files: readonly FileDiff[], read: (path: string) => Promise<TreeFile | undefined>): Promise<Fit[]> {
  const changed = new Map<string, TreeFile>();
  const fits: Fit[] = [];
  for (const file of files) {
    const fit = await fitFile(file, async (path) => (file.status === 'modified' ? changed.get(path) : undefined) ?? read(path));
    const inPlace = file.status === 'modified' || file.status === 'added';
    if (fit.ok && inPlace && file.newPath !== undefined && fit.newText !== undefined) changed.set(file.newPath, treeFile(fit.newText));
    fits.push(fit);
  }
  return fits;
}

/** Files of a tree as they were when they were last read: split into lines once, for as long as their text is the same. */
const filesOf = new WeakMap<SourceTree, Map<string, TreeFile>>();

function cachedReader(tree: SourceTree): (path: string) => Promise<TreeFile | undefined> {
  const cache = new Map<string, Promise<TreeFile | undefined>>();
  let files = filesOf.get(tree);
  if (!files) filesOf.set(tree, (files = new Map()));
  const known = files;
  const read = async (path: string): Promise<TreeFile | undefined> => {
    const text = await tree.read(path);
    if (text === undefined) return undefined;
    const before = known.get(path);
    if (before?.text === text) return before;
    const file = treeFile(text);
    known.delete(path);
    known.set(path, file);
    if (known.size > MOST_FILES) known.delete(known.keys().next().value!);
    return file;
  };
  return (path) => {
    const cached = cache.get(path);
    if (cached) return cached;
    const file = read(path);
    cache.set(path, file);
    return file;
  };
}

/** files of one tree that stay split into lines */
const MOST_FILES = 120;

/** What is wrong with a fit, worst first: files that do not fit, hunks placed on no evidence, fuzz, lines moved. */
function costs(files: readonly FileDiff[], fits: readonly Fit[]): readonly number[] {
  let failed = 0;
  let blind = 0;
  let fuzz = 0;
  let offset = 0;
  fits.forEach((fit, index) => {
    if (!fit.ok) {
      failed++;
      return;
    }
    const file = files[index];
    for (const at of fit.fits) {
      const evidence = file?.hunks[at.hunk]?.lines.some((line) => line.kind !== 'add');
      if (!evidence && file?.status !== 'added') blind++;
      fuzz += at.fuzz;
      offset += Math.abs(at.offset);
    }
  });
  return [failed, blind, fuzz, offset];
}

function isCheaper(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((cost, index) => cost !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** The images of one fit are one object, so that what is found out about them can be kept with them. */
const imagesOfFit = new WeakMap<Fitted, FileImages[]>();

function found(file: FileDiff, context: ImageContext, fit: Fitted): FileImages {
  const path = pathOf(file);
  let all = imagesOfFit.get(fit);
  if (!all) imagesOfFit.set(fit, (all = []));
  const known = all.find((images) => images.path === path && images.context === context);
  if (known) return known;
  const { oldText, newText } = fit;
  const images: FileImages = {
    path,
    context,
    ...(oldText === undefined ? {} : { oldText }),
    ...(newText === undefined ? {} : { newText }),
    fits: fit.fits,
    newLine: (line) => fit.shownNew.get(line),
    oldLine: (line) => fit.shownOld.get(line),
  };
  all.push(images);
  return images;
}

const imagesOfHunks = new WeakMap<FileDiff, FileImages>();

/** Lines are then known by the numbers of the hunk headers. A file that is added or deleted is whole in its patch all the same. */
function onlyHunks(file: FileDiff, reason: string): FileImages {
  const known = imagesOfHunks.get(file);
  if (known?.reason === reason) return known;
  const nothing: ShownLines = new Map();
  const shownNew = shownByNumber(file, 'new') ?? nothing;
  const shownOld = shownByNumber(file, 'old') ?? nothing;
  const images: FileImages = {
    path: pathOf(file),
    context: 'hunks',
    ...wholeText(file),
    fits: [],
    reason,
    newLine: (line) => shownNew.get(line),
    oldLine: (line) => shownOld.get(line),
  };
  imagesOfHunks.set(file, images);
  return images;
}

function wholeText(file: FileDiff): { oldText?: string; newText?: string } {
  const whole = file.status === 'added' ? addedAlone(file) : file.status === 'deleted' ? swapped(addedAlone(reversed(file))) : undefined;
  if (!whole?.ok || file.hunks.length !== 1) return {};
  const { oldText, newText } = whole;
  return { ...(oldText === undefined ? {} : { oldText }), ...(newText === undefined ? {} : { newText }) };
}

/** Why a file cannot be laid on any tree. */
function unfit(file: FileDiff): string | undefined {
  const path = pathOf(file);
  if (path === '') return 'the text does not say which file its hunks belong to';
  if (!safe(file)) return `${JSON.stringify(path)} is not a path inside a kernel tree`;
  if (file.status === 'combined') return `${path}: a combined diff (of a merge) cannot be applied`;
  if (file.status === 'binary') return `${path} is binary`;
  const cut = file.hunks.findIndex((hunk) => !hunk.complete);
  return cut < 0 ? undefined : `${path}: ${hunkName(file, cut, 'forward')} is not whole in this text`;
}

function safe(file: FileDiff): boolean {
  return [file.oldPath, file.newPath].every((path) => path === undefined || cleanPath(path) !== undefined);
}

function whyNot(file: FileDiff, fit: Unfitted, direction: Direction, tree: string, fitsOtherwise: boolean): string {
  const path = direction === 'forward' ? (file.oldPath ?? pathOf(file)) : pathOf(file);
  if (fitsOtherwise)
    return direction === 'forward'
      ? `${path}: ${tree} has this change already, but not the rest of the patch`
      : `${path}: ${tree} has the rest of the patch, but not this change`;
  const hunk = fit.hunk === undefined ? 'the patch' : hunkName(file, fit.hunk, direction);
  switch (fit.why) {
    case 'missing':
      return `${path} is not in ${tree}`;
    case 'exists':
      return `${pathOf(file)} is in ${tree} already, with another text`;
    case 'leftover':
      return `${path}: ${tree} holds more than the patch shows of it`;
    case 'incomplete':
      return `${path}: ${hunk} is not whole in this text`;
    case 'ambiguous':
      return `${path}: ${hunk} fits at more than one place of ${tree}`;
    case 'no-match':
      return `${path}: ${hunk} does not match ${tree}`;
  }
}

function hunkName(file: FileDiff, index: number, direction: Direction): string {
  const hunk = file.hunks[index];
  return `hunk ${index + 1} (line ${(direction === 'forward' ? hunk?.oldStart : hunk?.newStart) ?? 0})`;
}

function treeName(tree: SourceTree, version: string | undefined): string {
  return `this tree (${version ?? tree.label})`;
}

function pathOf(file: FileDiff): string {
  return file.newPath ?? file.oldPath ?? '';
}
