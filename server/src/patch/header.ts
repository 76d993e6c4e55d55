/**
 * RFC 5322 header blocks: unfolded, decoded (RFC 2047), with the place of each field.
 */
import { base64Bytes, decodeBytes, escapedByte } from './charset.ts';
import type { RawLines } from './place.ts';
import type { Range } from './types.ts';

export interface HeaderField {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  /** Of the value, first to last line. */
  readonly range: Range;
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Index of the first line behind the block and its empty line. */
  readonly end: number;
}

/** Length of the field name at the start of a line, 0 when there is none. */
export function fieldNameLength(line: string): number {
  let at = 0;
  while (at < 80) {
    const code = line.charCodeAt(at);
    const letter =
      (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (at > 0 && (code === 45 || code === 95 || (code >= 48 && code <= 57)));
    if (!letter) break;
    at++;
  }
  return at > 0 && line.charCodeAt(at) === 58 ? at : 0;
}

/** Reads a header block from line `at` on; ends at an empty line or at the first line that is no field. */
export function readHeader(raw: RawLines, at: number, to: number): HeaderBlock {
  const fields: HeaderField[] = [];
  let i = at;
  while (i < to) {
    const line = raw.texts[i] as string;
    if (line.length === 0) {
      i++;
      break;
    }
    // What mail programs put above a header: mbox separators, quoted ones too.
    if (i === at && (line.startsWith('From ') || line.startsWith('>From '))) {
      i++;
      continue;
    }
    const length = fieldNameLength(line);
    if (length === 0) {
      if (line.trim().length === 0) i++;
      break;
    }
    const pieces = [line.slice(length + 1)];
    let last = i;
    while (last + 1 < to) {
      const next = raw.texts[last + 1] as string;
      const code = next.charCodeAt(0);
      if ((code !== 32 && code !== 9) || next.trim().length === 0) break;
      pieces.push(next);
      last++;
    }
    const lead = (pieces[0] as string).length - (pieces[0] as string).trimStart().length;
    const lastText = raw.texts[last] as string;
    fields.push({
      name: line.slice(0, length).toLowerCase(),
      value: decodeWords(
        pieces
          .map((piece) => piece.trim())
          .join(' ')
          .trim(),
      ),
      range: {
        start: { line: raw.first + i, character: Math.min(length + 1 + lead, line.length) },
        end: { line: raw.first + last, character: lastText.trimEnd().length },
      },
    });
    i = last + 1;
  }
  return { fields, end: i };
}

const known =
  /^(?:from|subject|date|message-id|to|cc|received|return-path|in-reply-to|references|mime-version|content-type|delivered-to|x-[a-z0-9-]+|dkim-signature|reply-to|sender|list-id|author|signed-off-by)$/;

/** Whether a mail's header stands here: at least two of the fields that every mail has. */
export function isMailHeader(raw: RawLines, at: number, to: number): boolean {
  let strong = 0;
  let received = 0;
  const stop = Math.min(to, at + 400);
  for (let i = at; i < stop; i++) {
    const line = raw.texts[i] as string;
    if (line.length === 0) break;
    const code = line.charCodeAt(0);
    if (code === 32 || code === 9) {
      if (i === at) return false;
      continue;
    }
    if (i === at && (line.startsWith('From ') || line.startsWith('>From '))) continue;
    const length = fieldNameLength(line);
    if (length === 0) break;
    const name = line.slice(0, length).toLowerCase();
    if (/^(?:from|subject|date|message-id|to)$/.test(name)) strong++;
    else if (known.test(name)) received++;
    if (strong >= 2 || (strong >= 1 && received >= 1)) return true;
  }
  return false;
}

/** RFC 2047 encoded words; what cannot be decoded stays as it is. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  // Blanks between two encoded words are not part of the text; a character may be cut in two between them.
  const word = /=\?([^?\s]{1,64})\?([bBqQ])\?([^?]*)\?=/g;
  const out: string[] = [];
  let at = 0;
  let held: { charset: string; bytes: Uint8Array[] } | undefined;
  const flush = (): void => {
    if (!held) return;
    const all = new Uint8Array(held.bytes.reduce((sum, piece) => sum + piece.length, 0));
    let offset = 0;
    for (const piece of held.bytes) {
      all.set(piece, offset);
      offset += piece.length;
    }
    out.push(decodeBytes(all, held.charset));
    held = undefined;
  };
  for (let match = word.exec(value); match; match = word.exec(value)) {
    const between = value.slice(at, match.index);
    const charset = ((match[1] as string).split('*')[0] as string).toLowerCase();
    const bytes = (match[2] as string).toLowerCase() === 'b' ? base64Bytes(match[3] as string) : wordBytes(match[3] as string);
    if (held && between.trim().length === 0 && held.charset === charset) held.bytes.push(bytes);
    else {
      const joins = held !== undefined && between.trim().length === 0;
      flush();
      if (!joins) out.push(between);
      held = { charset, bytes: [bytes] };
    }
    at = match.index + match[0].length;
  }
  flush();
  out.push(value.slice(at));
  return out.join('');
}

function wordBytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const escaped = code === 61 ? escapedByte(text, i) : -1;
    if (escaped >= 0) {
      bytes.push(escaped);
      i += 2;
    } else if (code === 95) bytes.push(32);
    else if (code < 128) bytes.push(code);
    else bytes.push(...new TextEncoder().encode(text[i] as string));
  }
  return Uint8Array.from(bytes);
}

/** `text/plain; charset="utf-8"; format=flowed` taken apart; names and the type in lower case. */
export function parameters(value: string): { readonly type: string; readonly values: ReadonlyMap<string, string> } {
  const values = new Map<string, string>();
  const text = value.slice(0, 4000);
  const first = text.indexOf(';');
  const type = (first < 0 ? text : text.slice(0, first)).trim().toLowerCase();
  let at = first < 0 ? text.length : first + 1;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    // RFC 2231 (`name*0*=`) is read for its first piece only; no name that matters here needs more.
    const name = (text.slice(at, equals).trim().toLowerCase().split('*')[0] as string).replace(/^;+\s*/, '');
    let end = equals + 1;
    while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
    let read = '';
    if (text.charCodeAt(end) === 34) {
      end++;
      while (end < text.length && text.charCodeAt(end) !== 34) {
        if (text.charCodeAt(end) === 92) end++;
        read += text[end] ?? '';
        end++;
      }
      const next = text.indexOf(';', end);
      end = next < 0 ? text.length : next;
    } else {
      const next = text.indexOf(';', end);
      const stop = next < 0 ? text.length : next;
      read = text.slice(end, stop).trim();
      end = stop;
    }
    if (name && !values.has(name)) values.set(name, read);
    at = end + 1;
  }
  return { type, values };
}
