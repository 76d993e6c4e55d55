/**
 * Trees that live in memory: for tests and editors, and an overlay that stacks a series patch on patch. Pure.
 */
import { cleanFolder, cleanPath } from './path.ts';
import type { SourceTree } from './types.ts';
import { kernelVersion } from './version.ts';

/** A tree of the given files (path -> text). The map is read on every call: later changes to it are seen. */
export function memoryTree(label: string, files: ReadonlyMap<string, string>): SourceTree & { version(): Promise<string | undefined> } {
  return {
    label,
    read: async (path) => {
      const clean = cleanPath(path);
      return clean === undefined ? undefined : files.get(clean);
    },
    list: async (folder) => {
      const clean = cleanFolder(folder);
      return clean === undefined ? [] : [...files.keys()].filter((path) => folderOf(path) === clean).sort();
    },
    version: async () => kernelVersion(files.get('Makefile'))?.version,
  };
}

export interface StackedTree extends SourceTree {
  /** From now on the file has this text; undefined: it does not exist. Paths that could leave the tree are ignored. */
  set(path: string, text: string | undefined): void;
  version(): Promise<string | undefined>;
}

/** The base with some files changed. The base itself is never written to. Blobs are the base's. */
export function stackedTree(base: SourceTree): StackedTree {
  const changed = new Map<string, string | undefined>();
  const readBlob = base.readBlob?.bind(base);
  const read = async (path: string): Promise<string | undefined> => {
    const clean = cleanPath(path);
    if (clean === undefined) return undefined;
    return changed.has(clean) ? changed.get(clean) : base.read(clean);
  };
  return {
    label: base.label,
    read,
    ...(readBlob ? { readBlob } : {}),
    list: async (folder) => {
      const clean = cleanFolder(folder);
      if (clean === undefined) return [];
      const paths = new Set(await base.list(clean));
      for (const [path, text] of changed) {
        if (folderOf(path) !== clean) continue;
        if (text === undefined) paths.delete(path);
        else paths.add(path);
      }
      return [...paths].sort();
    },
    version: async () => (changed.has('Makefile') || !base.version ? kernelVersion(await read('Makefile'))?.version : base.version()),
    set: (path, text) => {
      const clean = cleanPath(path);
      if (clean !== undefined) changed.set(clean, text);
    },
  };
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
