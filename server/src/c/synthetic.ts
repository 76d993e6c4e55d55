/** A text put together from pieces of other texts and of words made up in between, which knows where each piece came from. */

/** Where a run of a synthetic text came from: `length` code units from `start` on stand at `column` of that line. */
export interface Piece {
  /** offset in the synthetic text */
  readonly start: number;
  readonly length: number;
  /** index of the hunk among those that were given */
  readonly hunk: number;
  /** index of the line in that hunk */
  readonly line: number;
  /** 0-based UTF-16 column in that line */
  readonly column: number;
}

export interface Origin {
  readonly hunk: number;
  readonly line: number;
  readonly column: number;
}

/** Where an offset of the synthetic text came from; undefined for words that were made up. `pieces` ascend. */
export function originOf(pieces: readonly Piece[], offset: number): Origin | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (!piece) break;
    if (offset < piece.start) high = middle - 1;
    else if (offset >= piece.start + piece.length) low = middle + 1;
    else return { hunk: piece.hunk, line: piece.line, column: piece.column + offset - piece.start };
  }
  return undefined;
}

/** Adjacent lines of one hunk as one text. */
export interface HunkText {
  readonly hunk: number;
  /** index in the hunk of the first of them */
  readonly firstLine: number;
  readonly text: string;
  /** offset in `text` where each line begins */
  readonly lineStarts: readonly number[];
}

export function hunkText(hunk: number, firstLine: number, lines: readonly string[]): HunkText {
  const lineStarts: number[] = [];
  let at = 0;
  for (const line of lines) {
    lineStarts.push(at);
    at += line.length + 1;
  }
  return { hunk, firstLine, text: lines.join('\n'), lineStarts };
}

/** Index of the line that holds the offset. */
export function lineAt(source: HunkText, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export class SyntheticText {
  private readonly parts: string[] = [];
  private length = 0;
  readonly pieces: Piece[] = [];

  made(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }

  copied(source: HunkText, from: number, to: number): void {
    let at = from;
    let line = lineAt(source, from);
    while (at < to) {
      const next = Math.min(source.lineStarts[line + 1] ?? source.text.length, to);
      if (next > at) {
        const column = at - (source.lineStarts[line] ?? 0);
        this.pieces.push({ start: this.length, length: next - at, hunk: source.hunk, line: source.firstLine + line, column });
        this.made(source.text.slice(at, next));
      }
      at = Math.max(next, at);
      if (++line > source.lineStarts.length) break;
    }
  }

  get at(): number {
    return this.length;
  }

  text(): string {
    return this.parts.join('');
  }
}
