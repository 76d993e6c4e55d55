/**
 * The decoded lines of one part of a message, with their quote marks counted: what the diff reader reads.
 */
import { brokenHunkHeader, combinedHunkHeader, hunkHeader, isFileHead, type TextAt } from './fileHeader.ts';
import type { BodyLine } from './place.ts';
import { contentStart, isCutMark, isSignature, type Quoting, quoting } from './quote.ts';

export interface Region {
  readonly lines: readonly BodyLine[];
  /** One for each line. */
  readonly quotes: readonly Quoting[];
  /** The author of what stands behind no quote mark. */
  readonly author?: string;
  /** RFC 3676: lines that end in a blank go on in the next one; `delsp`: without that blank. */
  readonly flowed: boolean;
  readonly delsp: boolean;
}

export function regionOf(lines: readonly BodyLine[], author: string | undefined, flowed: boolean, delsp: boolean): Region {
  const quotes: Quoting[] = [];
  for (const line of lines) {
    const marks = quoting(line.text);
    // `|` is a quote mark only where a diff stands behind it; elsewhere it draws tables.
    const bars = line.text.charCodeAt(0) === 124 || line.text.charCodeAt(marks.end) === 124 || line.text.charCodeAt(marks.end + 1) === 124;
    quotes.push(bars && line.text.length < 5000 && barQuotes(line.text) ? quoting(line.text, true) : marks);
  }
  return { lines, quotes, author, flowed, delsp };
}

function barQuotes(text: string): boolean {
  const marks = quoting(text, true);
  const rest = text.slice(contentStart(text, marks.end));
  return rest.length === 0 || /^(?:diff --git |@@ -\d|--- [a/]|\+\+\+ [b/]|index [0-9a-f]|[ +-])/.test(rest.slice(0, 40));
}

/** The lines as they read behind exactly `depth` marks; undefined where fewer stand. */
export function textAtDepth(region: Region, depth: number): TextAt {
  return (i) => {
    const line = region.lines[i];
    const marks = region.quotes[i];
    if (!line || !marks || marks.depth !== depth) return undefined;
    return depth === 0 ? line.text : line.text.slice(contentStart(line.text, marks.end));
  };
}

export type HeadKind = 'file' | 'hunk' | 'combined';

/** Whether the head of a file or of a hunk stands in line `i`, at whatever depth. */
export function headAt(region: Region, i: number): HeadKind | undefined {
  const line = region.lines[i] as BodyLine;
  const { depth, end } = region.quotes[i] as Quoting;
  const from = contentStart(line.text, end);
  switch (line.text.charCodeAt(from)) {
    case 64: {
      // @
      const text = line.text.slice(from);
      if (combinedHunkHeader.test(text.slice(0, 40))) return 'combined';
      return hunkHeader.test(text) || brokenHunkHeader.test(text) ? 'hunk' : undefined;
    }
    case 100:
    case 45:
    case 43:
    case 73:
      return isFileHead(textAtDepth(region, depth), i) ? 'file' : undefined;
    default:
      return undefined;
  }
}

/**
 * What a line may be to a hunk at a given depth:
 * `+ - ' ' \`: a line of the diff; `empty`: nothing behind the marks (a context line whose blank was lost);
 * `text`: something else at that depth; `sign`: a signature mark; `cut`: a cut mark;
 * `above`: text with fewer marks (a comment); `gap`: an empty line with fewer marks; `deeper`: more marks.
 */
export type LineClass = '+' | '-' | ' ' | '\\' | 'empty' | 'text' | 'sign' | 'cut' | 'above' | 'gap' | 'deeper' | 'torn';

export interface Item {
  cls: LineClass;
  /** Index in the region. */
  readonly index: number;
  /** Offset of the content behind the quote marks. */
  readonly from: number;
}

/** Sorts line `i` for a hunk at `depth`, whose own head had a blank behind its marks or not (`spaced`). */
export function classify(region: Region, i: number, depth: number, spaced: boolean): Item {
  const { text } = region.lines[i] as BodyLine;
  const all = region.quotes[i] as Quoting;
  if (all.depth < depth) {
    const from = contentStart(text, all.end);
    const blank = isEmptyFrom(text, from);
    return { cls: blank ? 'gap' : isCutMark(text, from) ? 'cut' : 'above', index: i, from };
  }
  const marks = all.depth === depth ? all.end : quoting(text, false, depth).end;
  const from = spaced && text.charCodeAt(marks) === 32 ? marks + 1 : marks;
  if (from >= text.length) return { cls: 'empty', index: i, from };
  switch (text.charCodeAt(from)) {
    case 43:
      return { cls: '+', index: i, from };
    case 45:
      return { cls: isSignature(text, from) ? 'sign' : '-', index: i, from };
    case 32:
    case 0xa0:
      return { cls: ' ', index: i, from };
    case 9:
      return { cls: ' ', index: i, from };
    case 92:
      // Only the remark about the missing newline, in whatever language, begins so.
      return { cls: text.charCodeAt(from + 1) === 32 ? '\\' : 'text', index: i, from };
    case 62:
      return { cls: 'deeper', index: i, from };
    default:
      return { cls: isCutMark(text, from) ? 'cut' : 'text', index: i, from };
  }
}

function isEmptyFrom(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) if (text.charCodeAt(i) > 32 && text.charCodeAt(i) !== 0xa0) return false;
  return true;
}
