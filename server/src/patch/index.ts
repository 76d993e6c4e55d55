/**
 * The door of the patch room: from any text to messages, patches, files, hunks and lines, each with its place in that text.
 *
 * Knows: mail, mbox, MIME, quoting, list archives, the unified diff. Knows nothing of C, of kernels, of files on a disk or
 * of an editor: a path is a string that the input claims. Never throws and is linear in its input; what cannot be read is
 * a diagnostic at its place.
 *
 *   lines.ts     text or chunks -> lines              region.ts    lines with their quote depth, sorted for a hunk
 *   envelope.ts  lines -> messages (mbox, git log)    fileHeader.ts, hunk.ts, hunkLines.ts, looseHunk.ts   the parts of a diff
 *   header.ts, mime.ts, encoding.ts, charset.ts       section.ts   one part: diffs and the comments between their lines
 *   subject.ts, trailers.ts, page.ts, message.ts      damage.ts, finish.ts   what mailers broke; numbers; diagnostics
 *   place.ts, range.ts   where a character stands     adopt.ts     hunks whose file head was cut away
 *   retyped.ts   a text that differs within one line from one that was read before
 */
import { adoptFiles } from './adopt.ts';
import { Envelopes } from './envelope.ts';
import { linesOf, linesOfStream } from './lines.ts';
import { type ReadMessage, readMessage } from './message.ts';
import { type ReadText, retyped } from './retyped.ts';
import type { Message, PatchDiagnostic, PatchDocument } from './types.ts';

export { looksLikePatch } from './looks.ts';
export { printPatch } from './print.ts';
export { rangeOf } from './range.ts';
export type { ReadText } from './retyped.ts';
export { parseDate, parseSubject } from './subject.ts';
export type * from './types.ts';

/** Reads a whole text. Ranges are 0-based lines and UTF-16 columns of `text`, its lines ending at `\n` or `\r\n`. Never throws. */
export function parsePatchText(text: string): PatchDocument {
  const envelopes = new Envelopes();
  const messages: Message[] = [];
  const diagnostics: PatchDiagnostic[] = [];
  let lineCount = 0;
  const take = ({ message, diagnostics: said }: ReadMessage): void => {
    messages.push(message);
    for (const one of said) diagnostics.push(one);
  };
  for (const line of linesOf(text)) {
    lineCount++;
    const done = envelopes.push(line);
    if (done) take(readMessage(done));
  }
  const rest = envelopes.end();
  if (rest) take(readMessage(rest));
  return { messages: adoptFiles(messages), diagnostics, lineCount };
}

/**
 * The same, when another version of the text has been read already: the result is equal to `parsePatchText(text)`, and what an edit within
 * one line of a hunk leaves as it was is the same object as in `before`.
 */
export function reparsePatchText(text: string, before: ReadText | undefined): PatchDocument {
  return (before && retyped(text, before)) ?? parsePatchText(text);
}

/** One message of a stream, and what is wrong with it. */
export interface StreamedMessage {
  readonly message: Message;
  readonly diagnostics: readonly PatchDiagnostic[];
}

/**
 * Reads a text that comes in pieces, message by message; memory is bounded by the longest message. Lines are numbered
 * through the whole stream. Throws only what `chunks` throws. Hunks without a file head stay without one, since the other
 * messages are not at hand.
 */
export async function* parsePatchStream(
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<StreamedMessage, { readonly lineCount: number }, void> {
  const envelopes = new Envelopes();
  let lineCount = 0;
  for await (const lines of linesOfStream(chunks)) {
    for (const line of lines) {
      lineCount++;
      const done = envelopes.push(line);
      if (done) yield readMessage(done);
    }
  }
  const rest = envelopes.end();
  if (rest) yield readMessage(rest);
  return { lineCount };
}
