/** Prose in columns: what is written for a mail of plain text. */

/** What keeps its lines whatever their width: code, quotes, diffs, trailers, columns. */
const preformatted = /^(?:[ \t>|+]|-(?! )|@@|diff --git |[A-Z][A-Za-z-]+-by: )|\S {3,}\S/;

/** `- `, `* `, `1. `: what belongs to it stands below its text. */
const bullet = /^(?:[-*] |\d{1,3}[.)] )/;

/**
 * The lines of a text, none wider than `width` columns but words that are. A paragraph that fits already keeps its line breaks: whoever
 * wrote it meant them. Blank lines at either end go, several in a row become one.
 */
export function fill(text: string, width: number): string[] {
  const out: string[] = [];
  for (const paragraph of paragraphsOf(text)) {
    if (out.length > 0) out.push('');
    out.push(...fillParagraph(paragraph, width));
  }
  return out;
}

/** Words in lines of at most `width` columns; the first line begins with `first`, the others with `rest`. */
export function wrap(words: readonly string[], width: number, first = '', rest = first): string[] {
  const out: string[] = [];
  let line = first;
  let empty = true;
  for (const word of words) {
    if (!empty && columns(line) + 1 + columns(word) > width) {
      out.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  if (!empty) out.push(line);
  return out;
}

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Columns of a text without tabs: one for each character, two for the wide ones of East Asia. */
export function columns(text: string): number {
  let count = 0;
  for (const ch of text) {
    const code = ch.codePointAt(0)!;
    const wide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3);
    count += wide || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xff00 && code <= 0xff60) || code >= 0x1f300 ? 2 : 1;
  }
  return count;
}

function paragraphsOf(text: string): string[][] {
  const paragraphs: string[][] = [];
  let open: string[] = [];
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trimEnd();
    if (line === '') {
      if (open.length > 0) paragraphs.push(open);
      open = [];
    } else open.push(line);
  }
  if (open.length > 0) paragraphs.push(open);
  return paragraphs;
}

function fillParagraph(lines: readonly string[], width: number): string[] {
  const out: string[] = [];
  // Runs of prose, each bullet a run of its own; what is preformatted stands between them.
  for (let at = 0; at < lines.length; ) {
    const first = lines[at]!;
    if (preformatted.test(first)) {
      out.push(first);
      at++;
      continue;
    }
    let end = at + 1;
    const mark = bullet.exec(first)?.[0] ?? '';
    const goesOn = (line: string): boolean =>
      mark === '' ? !preformatted.test(line) && !bullet.test(line) : line.startsWith(' '.repeat(mark.length)) && /^ +\S/.test(line);
    while (end < lines.length && goesOn(lines[end]!)) end++;
    const run = lines.slice(at, end);
    if (run.every((line) => columns(line) <= width)) out.push(...run);
    else out.push(...wrap(wordsOf(run.join(' ').slice(mark.length)), width, mark, ' '.repeat(mark.length)));
    at = end;
  }
  return out;
}
