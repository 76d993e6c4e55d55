/**
 * The sources that a message was written against. Pure.
 */
import type { Message } from '../patch/types.ts';
import type { SourceTree } from './types.ts';

/** The tree as of the `base-commit:` trailer of the message when its git has that commit, else the tree itself. */
export async function resolveBase(tree: SourceTree, message: Pick<Message, 'baseCommit'>): Promise<SourceTree> {
  const commit = message.baseCommit;
  if (commit === undefined || !/^[0-9a-f]{7,64}$/i.test(commit)) return tree;
  return (await tree.atRevision?.(commit.toLowerCase())) ?? tree;
}
