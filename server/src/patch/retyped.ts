/**
 * A text that was read before and differs from then within one line of a hunk, as it does at most keys that somebody strikes: only that line
 * is read anew, and everything else stays the same object, which tells the other rooms what they need not look at again.
 *
 * Taken only where no reading of any other line can depend on what that line says: the hunk is whole and tidy, the mail is not encoded, the
 * sign and the first letter stay. Everything else is left to the reader of whole texts, with which this agrees to the last column (a property
 * test holds it to that).
 */
import type { DiffLine, FileDiff, Hunk, Message, Patch, PatchDocument, Range } from './types.ts';

/** A text, and what was read from it. */
export interface ReadText {
  readonly text: string;
  readonly document: PatchDocument;
}

/** Longer lines are left to the whole reading, which has bounds of its own. */
const LONGEST = 1000;

/** Undefined where the whole text has to be read. */
export function retyped(text: string, before: ReadText): PatchDocument | undefined {
  const { text: old, document } = before;
  if (text === old) return document;
  const line = editedLine(old, text);
  return line && inDocument(document, line);
}

interface EditedLine {
  /** 0-based */
  readonly no: number;
  /** without their line ends */
  readonly old: string;
  readonly now: string;
  /** the first line below the `count` lines that follow; undefined at the end of the text */
  below(count: number): string | undefined;
}

/** The one line that differs behind its first letter. */
function editedLine(old: string, now: string): EditedLine | undefined {
  const from = commonStart(old, now);
  const same = commonEnd(old, now, Math.min(old.length, now.length) - from);
  const oldEnd = old.length - same;
  const nowEnd = now.length - same;
  if (from === 0 || /[\r\n]/.test(old.slice(from, oldEnd)) || /[\r\n]/.test(now.slice(from, nowEnd))) return undefined;
  const start = old.lastIndexOf('\n', from - 1) + 1;
  const eol = old.indexOf('\n', oldEnd);
  const end = eol < 0 ? old.length : eol;
  if (end - start > LONGEST || nowEnd - start > LONGEST) return undefined;
  const was = withoutReturn(old.slice(start, end));
  const lead = /^[-+ ][ \t]*[!-~]/.exec(was)?.[0];
  if (lead === undefined || from - start < lead.length) return undefined;
  // `--- a` and `+++ b` are heads of files, `-- ` ends a mail
  if (was.charCodeAt(0) !== 32 && was.charCodeAt(0) === was.charCodeAt(1)) return undefined;
  let no = 0;
  for (let at = old.indexOf('\n'); at >= 0 && at < start; at = old.indexOf('\n', at + 1)) no++;
  return {
    no,
    old: was,
    now: withoutReturn(now.slice(start, end + nowEnd - oldEnd)),
    below(count) {
      let at = eol;
      for (let i = 0; i < count && at >= 0; i++) at = old.indexOf('\n', at + 1);
      if (at < 0) return undefined;
      const next = old.indexOf('\n', at + 1);
      return withoutReturn(old.slice(at + 1, next < 0 ? old.length : next));
    },
  };
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** characters that are compared at once */
const CHUNK = 1 << 12;

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + CHUNK <= most && a.slice(at, at + CHUNK) === b.slice(at, at + CHUNK)) at += CHUNK;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonEnd(a: string, b: string, most: number): number {
  let n = 0;
  const [x, y] = [a.length, b.length];
  while (n + CHUNK <= most && a.slice(x - n - CHUNK, x - n) === b.slice(y - n - CHUNK, y - n)) n += CHUNK;
  while (n < most && a.charCodeAt(x - n - 1) === b.charCodeAt(y - n - 1)) n++;
  return n;
}

function inDocument(document: PatchDocument, line: EditedLine): PatchDocument | undefined {
  const at = document.messages.findIndex(({ range }) => range.start.line <= line.no && line.no <= range.end.line);
  const message = document.messages[at];
  const changed = message && inMessage(message, line);
  return changed && { ...document, messages: document.messages.with(at, changed) };
}

function inMessage(message: Message, line: EditedLine): Message | undefined {
  if (message.kind === 'page') return undefined;
  const coding = message.headers.get('content-transfer-encoding')?.trim().toLowerCase();
  if (coding !== undefined && coding !== '' && !/^(?:7bit|8bit|binary)$/.test(coding)) return undefined;
  const type = message.headers.get('content-type')?.trim().toLowerCase();
  if (type !== undefined && (!type.startsWith('text/plain') || type.includes('flowed'))) return undefined;
  for (const [at, patch] of message.patches.entries()) {
    if (patch.quoteDepth > 0 || !holds(patch.range, line)) continue;
    const changed = inPatch(patch, line);
    if (changed) return { ...message, range: ranged(message.range, line), patches: message.patches.with(at, changed) };
  }
  return undefined;
}

function inPatch(patch: Patch, line: EditedLine): Patch | undefined {
  for (const [f, file] of patch.files.entries()) {
    if (!holds(file.range, line) || !/\.[ch]$/.test(file.newPath ?? file.oldPath ?? '')) continue;
    const h = file.hunks.findIndex((hunk) => holds(hunk.range, line));
    const hunk = file.hunks[h];
    const changed = hunk && inHunk(hunk, line);
    if (!changed) continue;
    const now: FileDiff = { ...file, range: ranged(file.range, line), hunks: file.hunks.with(h, changed) };
    return { ...patch, range: ranged(patch.range, line), files: patch.files.with(f, now) };
  }
  return undefined;
}

function inHunk(hunk: Hunk, line: EditedLine): Hunk | undefined {
  const head = hunk.headerRange.start.line;
  const index = line.no - head - 1;
  const was = hunk.lines[index];
  if (!was || was.line !== line.no || was.text !== line.old.slice(1) || !isTidy(hunk)) return undefined;
  const below = hunk.lines.length - 1 - index;
  const missing = hunk.lines[hunk.lines.length - 1]?.noEol ? 1 : 0;
  if (!endsThere(line.below(below + missing))) return undefined;
  const now: DiffLine = { ...was, text: line.now.slice(1) };
  return { ...hunk, range: ranged(hunk.range, line), lines: hunk.lines.with(index, now) };
}

/**
 * Read by its counts, line below line, with nothing mended: its lines are what their first letters say. One line with a tab in front, and one
 * of context that begins with no blank, keep every question about lost tabs and stuffed blanks answered whatever other lines say.
 */
function isTidy(hunk: Hunk): boolean {
  if (!hunk.complete || hunk.whitespaceDamaged) return false;
  const head = hunk.headerRange.start.line;
  const straight = hunk.lines.every(
    (l, i) =>
      l.line === head + 1 + i &&
      (l.column === 1 || l.text === '') &&
      !l.spans &&
      !l.afterCut &&
      !(l.kind === 'del' && l.text.startsWith('-')) &&
      (!l.noEol || i === hunk.lines.length - 1),
  );
  return (
    straight &&
    hunk.lines.some((l) => l.text.startsWith('\t')) &&
    hunk.lines.some((l) => l.kind === 'context' && /^(?:[!-~]|\t+[!-~])/.test(l.text))
  );
}

/** The line below a hunk cannot be taken for more of it. */
function endsThere(line: string | undefined): boolean {
  return line === undefined || line === '' || line === '-- ' || line === '--' || /^[A-Za-z@]/.test(line);
}

function holds(range: Range, line: EditedLine): boolean {
  return range.start.line <= line.no && line.no <= range.end.line;
}

/** A range that ends with the line ends with it still. */
function ranged(range: Range, line: EditedLine): Range {
  return range.end.line === line.no ? { start: range.start, end: { line: line.no, character: line.now.length } } : range;
}
