/**
 * The disk room: kernel trees that lie in a folder or in git, and contracts of them that are kept.
 *
 * Knows: Node, folders, symlinks, git's object store, and how not to be led out of a tree. Must not know: what a patch means.
 */
export { type ContractStore, contractStore, userContracts } from './contracts.ts';
export { type OpenOptions, type OpenTree, openTree } from './open.ts';
