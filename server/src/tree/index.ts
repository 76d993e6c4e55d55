/**
 * The tree room: where the text of a file comes from, and what it was before and after a patch.
 *
 * Knows: folders, git, paths that must not leave a tree, how hunks are laid on a text. Must not know: C, the model, editors.
 * Only open.ts, disk.ts and git.ts use Node; everything else is pure, reads through SourceTree alone, and is at `./pure.ts` for
 * programs that run in a browser.
 */
export { type OpenOptions, type OpenTree, openTree } from './open.ts';
export * from './pure.ts';
