/**
 * The disk room: kernel trees that lie in a folder or in git.
 *
 * Knows: Node, folders, symlinks, git's object store, and how not to be led out of a tree. Must not know: what a patch means.
 */
export { type OpenOptions, type OpenTree, openTree } from './open.ts';
