/**
 * Files below a folder. Knows Node's file system and nothing of git.
 *
 * A path is checked twice: as it is written (cleanPath), and where it leads once all symbolic links are followed.
 */
import { promises as fs } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { cleanFolder, cleanPath, decodeSource, LARGEST_FILE } from '../tree/index.ts';

export interface Folder {
  read(path: string): Promise<string | undefined>;
  list(folder: string): Promise<readonly string[]>;
}

/** characters of files that are remembered for as long as they are not written to */
const MOST_KEPT = 40_000_000;

/** `root` must be the real path of a folder. */
export function diskFolder(root: string): Folder {
  const kept = new Kept();
  return {
    read: async (path) => {
      const clean = cleanPath(path);
      const real = clean === undefined ? undefined : await inside(root, clean);
      return real === undefined ? undefined : readBounded(real, kept);
    },
    list: async (folder) => {
      const clean = cleanFolder(folder);
      const real = clean === undefined ? undefined : clean === '' ? root : await inside(root, clean);
      if (real === undefined) return [];
      try {
        const entries = await fs.readdir(real, { withFileTypes: true });
        const names = entries.filter((entry) => entry.isFile()).map((entry) => (clean === '' ? entry.name : `${clean}/${entry.name}`));
        return names.filter((name) => cleanPath(name) === name).sort();
      } catch {
        return [];
      }
    },
  };
}

/** The real path, when it is in the tree and not in git's own folder. */
async function inside(root: string, clean: string): Promise<string | undefined> {
  let real: string;
  try {
    real = await fs.realpath(join(root, clean));
  } catch {
    return undefined;
  }
  const below = relative(root, real);
  if (below === '' || isAbsolute(below)) return undefined;
  return cleanPath(below.split(sep).join('/')) === undefined ? undefined : real;
}

async function readBounded(path: string, kept: Kept): Promise<string | undefined> {
  try {
    // Looked at before it is opened: to open a pipe would wait for its writer.
    const about = await fs.stat(path);
    if (!about.isFile() || about.size > LARGEST_FILE) return undefined;
    const stamp = `${about.mtimeMs} ${about.ctimeMs} ${about.size} ${about.ino}`;
    const before = kept.get(path, stamp);
    if (before !== undefined) return before;
    const text = decodeSource(await fs.readFile(path));
    // a file that was written to in the last moments may be written to again within one tick of its clock
    if (Date.now() - about.mtimeMs > 2000) kept.set(path, stamp, text);
    return text;
  } catch {
    return undefined;
  }
}

/** Texts of files by their path, with what tells one state of a file from another. */
class Kept {
  readonly #texts = new Map<string, { readonly stamp: string; readonly text: string }>();
  #size = 0;

  get(path: string, stamp: string): string | undefined {
    const found = this.#texts.get(path);
    return found?.stamp === stamp ? found.text : undefined;
  }

  set(path: string, stamp: string, text: string): void {
    this.#drop(path);
    this.#texts.set(path, { stamp, text });
    this.#size += text.length;
    for (const oldest of this.#texts.keys()) {
      if (this.#size <= MOST_KEPT) break;
      this.#drop(oldest);
    }
  }

  #drop(path: string): void {
    this.#size -= this.#texts.get(path)?.text.length ?? 0;
    this.#texts.delete(path);
  }
}
