/** A tree that lets the editor have its turn before each read, so that a long series never makes the server deaf. */
import type { SourceTree } from '../tree/types.ts';

export function politeTree(tree: SourceTree, turn: () => Promise<void>): SourceTree {
  const { readBlob, version, atRevision } = tree;
  return {
    label: tree.label,
    read: async (path) => {
      await turn();
      return tree.read(path);
    },
    list: (folder) => tree.list(folder),
    ...(readBlob
      ? {
          readBlob: async (id: string) => {
            await turn();
            return readBlob.call(tree, id);
          },
        }
      : {}),
    ...(version ? { version: () => version.call(tree) } : {}),
    ...(atRevision
      ? {
          atRevision: async (revision: string) => {
            const there = await atRevision.call(tree, revision);
            return there && politeTree(there, turn);
          },
        }
      : {}),
  };
}
