/**
 * From bytes to patch documents. What fits comfortably in memory is one document. An archive of any size is read message by
 * message and reviewed in portions, cut where a series ends, so that no series is torn apart.
 */
import { type Message, type PatchDiagnostic, type PatchDocument, parsePatchStream, parsePatchText } from '../patch/index.ts';

export interface InputLimits {
  /** bytes up to which an input is one document */
  readonly whole: number;
  /** messages that a portion of a longer one has at least; ten times as many it has at most */
  readonly portion: number;
}

const limits: InputLimits = { whole: 32 * 1024 * 1024, portion: 100 };

/** The documents of one input, in order; their lines are numbered through the whole input. Rejects as `bytes` does. */
export async function* documentsOf(
  bytes: AsyncIterable<Uint8Array>,
  { whole, portion }: InputLimits = limits,
): AsyncGenerator<PatchDocument> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const rest = bytes[Symbol.asyncIterator]();
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    pieces.push(next.value);
    size += next.value.byteLength;
    if (size > whole) {
      yield* portions(textOf(pieces, rest), portion);
      return;
    }
  }
  yield parsePatchText(decode(pieces));
}

/** The input as one document, whatever its size, with the text that it was read from. Rejects as `bytes` does. */
export async function wholeDocument(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly document: PatchDocument; readonly text: string }> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  const text = decode(pieces);
  return { document: parsePatchText(text), text };
}

/** UTF-8 where it is UTF-8; otherwise one character for each byte, so that columns stay true. */
function decode(pieces: readonly Uint8Array[]): string {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
  } catch {
    const decoder = new TextDecoder('latin1');
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('');
  }
}

/** An archive mixes encodings: what is not UTF-8 in it becomes U+FFFD. */
async function* textOf(begun: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for (const piece of begun) yield decoder.decode(piece, { stream: true });
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield decoder.decode(next.value, { stream: true });
  yield decoder.decode();
}

async function* portions(text: AsyncIterable<string>, least: number): AsyncGenerator<PatchDocument> {
  let messages: Message[] = [];
  let diagnostics: PatchDiagnostic[] = [];
  const flush = (): PatchDocument => {
    const portion = { messages, diagnostics, lineCount: (messages.at(-1)?.range.end.line ?? 0) + 1 };
    messages = [];
    diagnostics = [];
    return portion;
  };
  for await (const { message, diagnostics: said } of parsePatchStream(text)) {
    const last = messages.at(-1);
    if (messages.length >= least && (!sameSeries(last, message) || messages.length >= 10 * least)) yield flush();
    messages.push(message);
    diagnostics.push(...said);
  }
  if (messages.length > 0) yield flush();
}

/** Whether the second message goes on with the series of the first. */
function sameSeries(before: Message | undefined, message: Message): boolean {
  const [a, b] = [before?.subject, message.subject];
  return a?.parts !== undefined && a.parts === b?.parts && a.version === b.version && a.isReply === b.isReply && (b.part ?? 0) > 1;
}
