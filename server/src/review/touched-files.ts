/** The files of a patch with the functions that it touches in them. */
import type { FileDiff } from '../patch/types.ts';
import type { FileImages, SourceTree } from '../tree/types.ts';
import { type Touched, touchedInFile, touchedInHunks } from './functions.ts';
import type { Workshop } from './workshop.ts';

export interface FileWork {
  readonly file: FileDiff;
  readonly images: FileImages;
  touched: Touched[];
}

/** A function that leaves one file and comes into another is one function that moved: what it brought along is not new. */
function joinMoved(work: readonly FileWork[]): void {
  const gone = new Map<string, { from: FileWork; t: Touched }>();
  for (const from of work) for (const t of from.touched) if (!t.after && t.before) gone.set(t.name, { from, t });
  for (const w of work) {
    w.touched = w.touched.map((t) => {
      const g = !t.before && t.after ? gone.get(t.name) : undefined;
      if (!g) return t;
      g.from.touched = g.from.touched.filter((x) => x !== g.t);
      return { ...t, before: g.t.before, beforeFile: { file: g.from.file, images: g.from.images } };
    });
  }
}

export interface FilesJob {
  readonly files: readonly FileDiff[];
  /** one for each file */
  readonly images: readonly FileImages[];
  readonly tree: SourceTree | undefined;
  readonly shop: Workshop;
  readonly signal?: AbortSignal;
}

/** One for each file of the patch, in order; the tree's sources are made ready for calls out of them. `breathe` is awaited behind each. */
export async function touchedFiles({ files, images, tree, shop, signal }: FilesJob, breathe: () => Promise<void>): Promise<FileWork[]> {
  const work: FileWork[] = [];
  for (const [i, file] of files.entries()) {
    const own = images[i]!;
    const { path } = own;
    const isC = /\.[ch]$/.test(path) || (file.newPath === undefined && file.oldPath === undefined);
    let touched: readonly Touched[] = [];
    if (isC && own.context === 'hunks') touched = shop.store.touched(file, () => touchedInHunks(file, shop.store));
    else if (isC) {
      if (tree) await shop.sources(tree).prepare(path, own.newText ?? own.oldText ?? '', signal);
      touched = shop.store.touchedWhole(own, () => touchedInFile(own, shop.store));
    }
    work.push({ file, images: own, touched: [...touched] });
    await breathe();
  }
  joinMoved(work);
  return work;
}
