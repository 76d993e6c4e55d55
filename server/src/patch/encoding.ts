/**
 * Transfer encodings: from the lines of a MIME part as they stand in the input to the lines as they read.
 */
import { type ByteDecoder, decoderFor, escapedByte, sextet, utf8 } from './charset.ts';
import type { BodyLine, RawLines, Span } from './place.ts';
import type { PatchDiagnostic } from './types.ts';

export type Report = (diagnostic: PatchDiagnostic) => void;

function report(to: Report, line: number, width: number, severity: PatchDiagnostic['severity'], code: string, message: string): void {
  to({ range: { start: { line, character: 0 }, end: { line, character: width } }, severity, code, message });
}

/** 7bit, 8bit, binary: the line is the text. In a mbox one `>` was put before `>From `, `>>From ` ...; it is taken off. */
export function plainLines(raw: RawLines, from: number, to: number, unquoteFrom: boolean): BodyLine[] {
  const lines: BodyLine[] = [];
  for (let i = from; i < to; i++) {
    const text = raw.texts[i] as string;
    const escaped = unquoteFrom && isQuotedFrom(text);
    lines.push({ text: escaped ? text.slice(1) : text, line: raw.first + i, column: escaped ? 1 : 0 });
  }
  return lines;
}

/** `>From ` (mboxo) and `>>From ` ... (mboxrd). */
function isQuotedFrom(text: string): boolean {
  if (text.charCodeAt(0) !== 62) return false;
  let at = 1;
  while (text.charCodeAt(at) === 62) at++;
  return text.startsWith('From ', at);
}

/** Text that grows by decoded pieces and remembers where each came from. */
class Growing {
  private pieces: string[] = [];
  private length = 0;
  private spans: Span[] = [];
  private pending = false;
  private readonly decoder: ByteDecoder;
  readonly done: BodyLine[] = [];

  constructor(decoder: ByteDecoder) {
    this.decoder = decoder;
  }

  private mark(line: number, column: number): void {
    this.spans.push([this.length, line, column]);
  }

  /** Characters that stand in the input as they are. */
  literal(text: string, line: number, column: number): void {
    this.flush();
    this.mark(line, column);
    this.add(text);
  }

  /** One byte that the input spells in `width` columns. */
  byte(value: number, line: number, column: number): void {
    // A character of several bytes begins where its first byte does.
    if (!this.pending) this.mark(line, column);
    const text = this.decoder.decode(Uint8Array.of(value), { stream: true });
    this.pending = text.length === 0;
    this.add(text);
  }

  /** The text so far ends here in the input; what comes next stands elsewhere. */
  stop(line: number, column: number): void {
    if (!this.pending) this.mark(line, column);
  }

  private add(text: string): void {
    if (text.length === 0) return;
    this.pieces.push(text);
    this.length += text.length;
  }

  private flush(): void {
    if (!this.pending) return;
    this.add(this.decoder.decode());
    this.pending = false;
  }

  /** The line is complete; it ended before `line`, `column`. */
  end(line: number, column: number): void {
    this.flush();
    this.mark(line, column);
    let text = this.pieces.join('');
    if (text.endsWith('\r')) text = text.slice(0, -1);
    const spans = simplified(this.spans);
    const [, firstLine, firstColumn] = spans[0] as Span;
    const straight = spans.every(([offset, at, where]) => at === firstLine && where === firstColumn + offset);
    this.done.push(straight ? { text, line: firstLine, column: firstColumn } : { text, line: firstLine, column: firstColumn, spans });
    this.pieces = [];
    this.length = 0;
    this.spans = [];
  }
}

/** Without the spans that say what the one before them says; one that ends the text before a break says more. */
function simplified(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i] as Span;
    const last = kept[kept.length - 1];
    const next = spans[i + 1];
    const ends = next !== undefined && next[0] === span[0] && (next[1] !== span[1] || next[2] !== span[2]);
    if (!ends && last && last[1] === span[1] && last[2] + span[0] - last[0] === span[2]) continue;
    kept.push(span);
  }
  return kept;
}

/** Quoted-printable. What is no escape is taken as it stands. */
export function quotedPrintableLines(raw: RawLines, from: number, to: number, charset: string, diagnose: Report): BodyLine[] {
  const out = new Growing(decoder(charset, raw.first + from, diagnose));
  let open = false;
  for (let i = from; i < to; i++) {
    const line = raw.first + i;
    const text = raw.texts[i] as string;
    // Blanks at the end were added on the way (RFC 2045 6.7).
    let end = text.length;
    while (end > 0 && (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9)) end--;
    const soft = end > 0 && text.charCodeAt(end - 1) === 61;
    const stop = soft ? end - 1 : end;
    let at = 0;
    let run = 0;
    while (true) {
      const next = text.indexOf('=', at);
      if (next < 0 || next >= stop) break;
      const value = escapedByte(text, next);
      if (value < 0) {
        at = next + 1;
        continue;
      }
      if (next > run) out.literal(text.slice(run, next), line, run);
      if (value === 10) out.end(line, next);
      else out.byte(value, line, next);
      at = next + 3;
      run = at;
    }
    if (stop > run) out.literal(text.slice(run, stop), line, run);
    open = soft;
    if (soft) out.stop(line, stop);
    else out.end(line, stop);
  }
  if (open) out.end(raw.first + to - 1, (raw.texts[to - 1] as string).length - 1);
  return out.done;
}

/** Base64: the place of a character is that of the letter that holds its first bits. */
export function base64Lines(raw: RawLines, from: number, to: number, charset: string, diagnose: Report): BodyLine[] {
  const out = new Growing(decoder(charset, raw.first + from, diagnose));
  let held = 0;
  let bits = 0;
  let first: readonly [number, number] = [raw.first + from, 0];
  let any = false;
  let ended = false;
  for (let i = from; i < to && !ended; i++) {
    const text = raw.texts[i] as string;
    const line = raw.first + i;
    let broken = -1;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const value = sextet(code);
      if (value < 0) {
        if (code === 61) {
          ended = true;
          break;
        }
        if (code !== 32 && code !== 9 && broken < 0) broken = at;
        continue;
      }
      if (bits === 0) first = [line, at];
      const before: readonly [number, number] = [line, at];
      held = ((held << 6) | value) & 0xffffff;
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      const byte = (held >> bits) & 0xff;
      if (byte === 10) out.end(first[0], first[1]);
      else out.byte(byte, first[0], first[1]);
      any = byte !== 10;
      first = before;
    }
    if (broken >= 0) {
      // List software appends its footer in the clear; a line that is not base64 at all ends the part.
      report(diagnose, line, text.length, 'warning', 'base64-broken', `Expected base64 here; column ${broken + 1} holds something else.`);
      if (text.trim().includes(' ')) break;
    }
  }
  if (any) out.end(first[0], first[1] + 1);
  return out.done;
}

function decoder(charset: string, line: number, diagnose: Report): ByteDecoder {
  const known = decoderFor(charset);
  if (known) return known;
  report(diagnose, line, 0, 'info', 'charset-unknown', `The charset "${charset.slice(0, 40)}" is not known; read as UTF-8.`);
  return utf8();
}
