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

/** `root` must be the real path of a folder. */
export function diskFolder(root: string): Folder {
  return {
    read: async (path) => {
      const clean = cleanPath(path);
      const real = clean === undefined ? undefined : await inside(root, clean);
      return real === undefined ? undefined : readBounded(real);
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

async function readBounded(path: string): Promise<string | undefined> {
  try {
    // Looked at before it is opened: to open a pipe would wait for its writer.
    const about = await fs.stat(path);
    if (!about.isFile() || about.size > LARGEST_FILE) return undefined;
    return decodeSource(await fs.readFile(path));
  } catch {
    return undefined;
  }
}
