/**
 * Bytes of a source file as text. Pure.
 */

/** Larger files are not read: no source file that anyone reviews is, and one line of a patch must not fill the memory. */
export const LARGEST_FILE = 16 * 1024 * 1024;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8, or else Latin-1 (some kernel files are older than UTF-8): every byte is then one character. Never throws. */
export function decodeSource(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    // Not TextDecoder('latin1'), which is windows-1252 and does not keep the bytes apart.
    const pieces: string[] = [];
    for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
    return pieces.join('');
  }
}
