/**
 * From bytes to text. A decoder is fed byte by byte where places matter, so that it can be told how many characters
 * came out before each place; it never throws, whatever the label says.
 */

/** The part of the global TextDecoder that is used here; Node, browsers and workers all have it. */
export interface ByteDecoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

export const utf8 = (): ByteDecoder => new TextDecoder('utf-8', { ignoreBOM: true });

/** Labels that say less than what the bytes are: mailers write us-ascii and send UTF-8. */
const asUtf8 = new Set(['', 'us-ascii', 'ascii', 'ansi_x3.4-1968', 'utf8', 'utf-8', 'unknown-8bit', 'x-unknown', 'default', '8bit']);

/** A decoder for the charset; undefined when nobody here knows it. */
export function decoderFor(charset: string): ByteDecoder | undefined {
  const label = charset.trim().toLowerCase();
  try {
    return new TextDecoder(asUtf8.has(label) ? 'utf-8' : label, { fatal: false, ignoreBOM: true });
  } catch {
    return undefined;
  }
}

export function decodeBytes(bytes: Uint8Array, charset: string): string {
  return (decoderFor(charset) ?? utf8()).decode(bytes);
}

const sextets = new Int8Array(128).fill(-1);
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((letter, value) => {
  sextets[letter.charCodeAt(0)] = value;
});

/** The value of a base64 letter; -1 for anything else. */
export function sextet(code: number): number {
  return code < 128 ? (sextets[code] as number) : -1;
}

/** Lenient base64: what is no letter is passed over. */
export function base64Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  let count = 0;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const value = sextet(text.charCodeAt(i));
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[count++] = (held >> bits) & 0xff;
    }
  }
  return bytes.subarray(0, count);
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
}

/** The byte that `=XX` at `at` stands for; -1 when it is no such thing. */
export function escapedByte(text: string, at: number): number {
  if (text.charCodeAt(at) !== 61 || at + 2 >= text.length) return -1;
  const high = hexDigit(text.charCodeAt(at + 1));
  const low = hexDigit(text.charCodeAt(at + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}
