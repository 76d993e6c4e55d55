/**
 * The sources around one patch of a series: what the other patches make of the tree, and of which functions. Patch 2 calls what patch 1 made of a
 * function, whether the tree holds the series already, or nothing of it.
 */
import type { FileImages } from '../tree/index.ts';
import { CodeIndex, type Place } from './code.ts';
import type { CodeStore } from './store.ts';

/**
 * Texts of the files that other patches of the series touch, as they are when patch `at` comes: what the last one before it left behind, else what
 * the next one finds. `images` in the order in which the patches are laid on the tree. Files of which only hunks are known are left out.
 */
export function textsAround(images: readonly (readonly FileImages[])[], at: number): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const put = (i: number, side: 'oldText' | 'newText'): void => {
    for (const f of images[i]!) {
      const text = f[side];
      if (f.context !== 'hunks' && text !== undefined && !texts.has(f.path)) texts.set(f.path, text);
    }
  };
  put(at, 'oldText');
  for (let i = at - 1; i >= 0; i--) put(i, 'newText');
  for (let i = at + 1; i < images.length; i++) put(i, 'oldText');
  return texts;
}

export interface Stacked {
  readonly index: CodeIndex;
  /** functions that are not what they are in the tree, by name */
  readonly changed: ReadonlyMap<string, Place>;
}

/** The tree's functions with other texts in place of some of its files; undefined when those are the tree's own. */
export function stackedOn(index: CodeIndex, texts: ReadonlyMap<string, string>, store: CodeStore): Stacked | undefined {
  const others = [...texts].filter(([path, text]) => /\.[ch]$/.test(path) && index.file(path)?.text !== text);
  if (others.length === 0) return undefined;
  const files = new Map(others.map(([path, text]) => [path, store.file(path, text)]));
  const stacked = new CodeIndex();
  for (const file of index.files()) stacked.add(files.get(file.path) ?? file);
  for (const file of files.values()) stacked.add(file);
  const changed = new Map<string, Place>();
  for (const file of files.values()) {
    const old = index.file(file.path);
    for (const fn of file.outline.functions) {
      const was = old?.functions(fn.name);
      const text = file.text.slice(fn.start, fn.end);
      if (was?.some((o) => old!.text.slice(o.start, o.end) === text)) continue;
      changed.set(fn.name, { file, fn });
    }
  }
  return { index: stacked, changed };
}
