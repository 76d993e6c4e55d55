/**
 * Which patches of a document build on each other. A series is one thread with one numbering: who wrote the single patches says nothing (a series may
 * have several authors), and one author may have sent two series that are as long.
 */
import type { Message, PatchDocument } from '../patch/types.ts';
import type { Chosen } from './choose.ts';

interface Numbered {
  readonly chosen: Chosen;
  readonly message: Message;
  readonly part: number;
}

/** Series in the order in which they begin, each in the order of its numbers; a patch that has none is a series of one. */
export function seriesOf(doc: PatchDocument, chosen: readonly Chosen[]): Chosen[][] {
  const byId = new Map(doc.messages.flatMap((m) => (m.messageId === undefined ? [] : [[m.messageId, m] as const])));
  const named = new Set(doc.messages.flatMap((m) => [m.references[0], m.inReplyTo]));
  const alone: Chosen[][] = [];
  const threads = new Map<string, Numbered[]>();
  for (const c of chosen) {
    const message = doc.messages[c.message]!;
    const patch = message.patches[c.patch]!;
    const { subject } = message;
    if (patch.quoteDepth > 0 || !patch.complete || subject?.part === undefined || subject.isReply) {
      alone.push([c]);
      continue;
    }
    const key = `${subject.version}/${subject.parts} ${rootOf(message, byId, named) ?? ''}`;
    const thread = threads.get(key);
    const numbered = { chosen: c, message, part: subject.part };
    if (thread) thread.push(numbered);
    else threads.set(key, [numbered]);
  }
  const series = [...threads.values()].flatMap(apart).map((one) => one.sort((a, b) => a.part - b.part).map((n) => n.chosen));
  const order = new Map(chosen.map((c, i) => [c, i]));
  const first = (one: readonly Chosen[]): number => one.reduce((least, c) => Math.min(least, order.get(c)!), chosen.length);
  return [...alone, ...series]
    .map((one) => ({ one, at: first(one) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** The Message-ID that a thread hangs on; undefined for a mail that answers nothing and that none of the others answers. */
function rootOf(message: Message, byId: ReadonlyMap<string, Message>, named: ReadonlySet<string | undefined>): string | undefined {
  const seen = new Set<Message>();
  let at = message;
  // Mails that name only what they answer directly lead up one by one.
  while (at.references[0] === undefined && at.inReplyTo !== undefined && !seen.has(at)) {
    seen.add(at);
    const up = byId.get(at.inReplyTo);
    if (!up) return at.inReplyTo;
    at = up;
  }
  const root = at.references[0];
  if (root !== undefined) return root;
  return at !== message || named.has(at.messageId) ? at.messageId : undefined;
}

/**
 * A number that comes twice is of another series: somebody else's in the same thread, the same once more, or (where no mail answers any other) just the
 * next in the file. Those of one author belong together before those that stand together.
 */
function apart(thread: readonly Numbered[]): Numbered[][] {
  const isOne = (some: readonly Numbered[]): boolean => new Set(some.map(({ part }) => part)).size === some.length;
  if (isOne(thread)) return [[...thread]];
  const byAuthor = new Map<string, Numbered[]>();
  for (const n of thread) {
    const mine = byAuthor.get(n.message.from ?? '');
    if (mine) mine.push(n);
    else byAuthor.set(n.message.from ?? '', [n]);
  }
  if (byAuthor.size > 1 && [...byAuthor.values()].every(isOne)) return [...byAuthor.values()];
  const runs: Numbered[][] = [];
  for (const n of thread) {
    const run = runs.at(-1);
    if (run && !run.some(({ part }) => part === n.part)) run.push(n);
    else runs.push([n]);
  }
  return runs;
}
