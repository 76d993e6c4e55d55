/**
 * From bytes to patch documents. What fits comfortably in memory is read as one document, so that a series is seen whole.
 */
import { parsePatchText } from '../patch/index.ts';
import type { PatchDocument } from '../patch/types.ts';

/** The documents of one input, in order. Rejects as `bytes` does. */
export async function* documentsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<PatchDocument> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  yield parsePatchText(decode(pieces));
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
