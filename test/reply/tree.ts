// What the tests of replies stand on: the samples, their tree, and reviews of them.
import { readdirSync, readFileSync } from 'node:fs';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { PatchDocument } from '../../server/src/patch/types.ts';
import { composeReplies, type Note, type Reply, type ReplyOptions } from '../../server/src/reply/index.ts';
import type { Review } from '../../server/src/review/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makeReviewer } from '../check/reviewer.ts';

const files = readdirSync('samples/tree', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const tree = memoryTree(
  'samples',
  new Map(
    files.map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`;
      return [path.slice('samples/tree/'.length), readFileSync(path, 'utf8')];
    }),
  ),
);

let reviewer: ReturnType<typeof makeReviewer> | undefined;

export async function reviewOf(text: string, withTree = true): Promise<Review> {
  reviewer ??= makeReviewer();
  return (await reviewer).review(parsePatchText(text), withTree ? { tree } : {});
}

/** A review that found nothing: for what is about notes alone. */
export function noReview(document: PatchDocument): Review {
  const patches = document.messages.flatMap((message, m) =>
    message.patches.map((patch, p) => ({
      series: m,
      place: p,
      message: m,
      patch: p,
      subject: message.subject?.full ?? '',
      range: patch.range,
      files: [],
    })),
  );
  return { patches, findings: [], diagnostics: [], bounded: [] };
}

/** Replies to a text from notes alone. */
export function replies(text: string, notes: readonly Note[], options: Partial<ReplyOptions> = {}): Reply[] {
  const document = parsePatchText(text);
  return composeReplies(document, text.split(/\r?\n/), noReview(document), { findings: [], ...options, notes });
}

/** Header fields and body of a mail. */
export function mailOf(text: string): { readonly head: Map<string, string>; readonly body: string } {
  const end = text.indexOf('\n\n');
  const head = new Map<string, string>();
  for (const field of text
    .slice(0, end)
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const colon = field.indexOf(':');
    head.set(field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim());
  }
  return { head, body: text.slice(end + 2) };
}
