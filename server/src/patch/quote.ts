/**
 * Quote marks, and the small words of people who quote: cut marks, attributions, signatures.
 * Every test here looks at a bounded piece of the line.
 */

/** What stands before the text of a quoted line. */
export interface Quoting {
  /** Number of marks. */
  readonly depth: number;
  /** Offset behind the last mark; 0 when there is none. */
  readonly end: number;
}

const gt = 62;
const bar = 124;
const blank = 32;
const maxDepth = 64;

/**
 * Counts marks at the start of a line: `> > `, `>>`, `>> > `. At most one blank stands between two marks.
 * `bars`: `|` counts as a mark too. `limit`: no more marks than this are taken.
 */
export function quoting(text: string, bars = false, limit = maxDepth): Quoting {
  let depth = 0;
  let end = 0;
  let at = 0;
  while (depth < limit) {
    const code = text.charCodeAt(at);
    if (code === gt || (bars && code === bar)) {
      depth++;
      at++;
      end = at;
    } else if (code === blank && depth > 0) {
      const next = text.charCodeAt(at + 1);
      if (next === gt || (bars && next === bar)) at++;
      else break;
    } else break;
  }
  return { depth, end };
}

/** Offset of the text behind the marks and the one blank that follows them. */
export function contentStart(text: string, end: number): number {
  return end > 0 && text.charCodeAt(end) === blank ? end + 1 : end;
}

export function isBlank(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 9 && code !== 13 && code !== 0xa0) return false;
  }
  return true;
}

const cutWords = '(?:big |large )?(?:snip(?:ped)?|cut|skip(?:ped)?|trim(?:med)?|deleted|removed|omitted|elided|stripped)';
const cut = new RegExp(
  `^(?:[\\[<({] {0,3}(?:\\.{2,8}|…|${cutWords})[^\\])>}]{0,60}[\\])>}]|\\.{3,12}|…|[-=. ]{0,8}${cutWords}[-=. ]{0,8}|[-=]{2,20} ?(?:8<|>8|✂) ?[-=]{2,30})$`,
  'i',
);

/** `[...]`, `[snip]`, `<snip>`, `...`: somebody says that a piece was left out here. */
export function isCutMark(text: string, from = 0): boolean {
  if (text.length - from > 120) return false;
  const line = text.slice(from).trim();
  return line.length >= 1 && line.length <= 80 && cut.test(line);
}

/**
 * Who wrote the text one mark deeper: `On <date>, NAME <address> wrote:`, `NAME writes:`.
 * Undefined when the line is no attribution. `before` is the line above it, for attributions that a mailer broke in two.
 */
export function attribution(text: string, before: string): string | undefined {
  if (text.length > 300 || !text.endsWith(':')) return undefined;
  const ends = /(?:^|\s)(?:wrote|writes|said|schrieb|a écrit|写道|写到)\s?:$/.exec(text);
  if (!ends) return undefined;
  let line = text.slice(0, ends.index).trim();
  if (before.length > 0 && before.length <= 200 && !/^(?:On|At|Am|Le|在)\b/.test(line) && /^(?:On|At|Am|Le|在)\s/.test(before))
    line = `${before} ${line}`.trim();
  const address = /<?\S{1,100}@\S{1,100}>?/.exec(line);
  if (address) line = line.slice(0, address.index).replace(/\s*[<("[]*\s*$/, '');
  // What is left ends in the name; the date before it ends in a time, a zone or a comma.
  const words = line.split(/\s+/);
  const name: string[] = [];
  for (let i = words.length - 1; i >= 0 && name.length < 5; i--) {
    const word = words[i] as string;
    if (/\d/.test(word) || /[,;]$/.test(word) || /^(?:On|At|AM|PM|UTC|GMT|via|UTC\))$/.test(word)) break;
    name.unshift(word);
  }
  const said = name.join(' ').replace(/^["'(]+|["')]+$/g, '');
  return said || (address ? address[0].replace(/[<>]/g, '') : undefined);
}

/** `-- `, and `--` where blanks at line ends were lost. */
export function isSignature(text: string, from: number): boolean {
  const length = text.length - from;
  return (
    (length === 2 || (length === 3 && text.charCodeAt(from + 2) <= 32)) && text.charCodeAt(from) === 45 && text.charCodeAt(from + 1) === 45
  );
}
