/** The commit that a series was made on: one of its mails names it, its cover letter as a rule, or its first or last patch. */
import type { Message, PatchDocument } from '../patch/types.ts';
import { resolveBase, type SourceTree } from '../tree/index.ts';
import type { Chosen } from './choose.ts';

/** Answers with the version of the kernel at that commit, `6.8`; undefined where none is named, or where the tree's git does not have it. Asks git once. */
export function baseOf(doc: PatchDocument, series: readonly Chosen[]): (tree: SourceTree) => Promise<string | undefined> {
  let known: Promise<string | undefined> | undefined;
  return (tree) => (known ??= versionOf(tree, messageWithBase(doc, series)));
}

async function versionOf(tree: SourceTree, message: Message | undefined): Promise<string | undefined> {
  if (!message) return undefined;
  const base = await resolveBase(tree, message);
  return base === tree ? undefined : base.version?.();
}

function messageWithBase(doc: PatchDocument, series: readonly Chosen[]): Message | undefined {
  const mine = series.map((c) => doc.messages[c.message]!);
  const named = mine.find(({ baseCommit }) => baseCommit !== undefined);
  const parts = mine[0]?.subject?.parts;
  if (named || parts === undefined) return named;
  const above = new Set(mine.flatMap(({ references, inReplyTo }) => [...references, ...(inReplyTo === undefined ? [] : [inReplyTo])]));
  const isCover = ({ subject, messageId }: Message): boolean =>
    subject?.part === 0 && subject.parts === parts && messageId !== undefined && above.has(messageId);
  return doc.messages.find((message) => message.baseCommit !== undefined && isCover(message));
}
