/**
 * The head of one file in a diff: from `diff --git` (or `Index:`, or a bare `---`/`+++` pair) to its first hunk.
 */
import type { FileStatus } from './types.ts';

/** A line of the region that is read: its text behind quote marks. */
export type TextAt = (index: number) => string | undefined;

export interface FileHead {
  oldPath?: string;
  newPath?: string;
  status: FileStatus;
  oldMode?: string;
  newMode?: string;
  oldBlob?: string;
  newBlob?: string;
  /** Number of lines that the head takes, a skipped binary body included. */
  readonly lines: number;
}

export const hunkHeader = /^@@ -(\d{1,15})(?:,(\d{1,15}))? \+(\d{1,15})(?:,(\d{1,15}))? ?@@(.*)$/s;
/** A hunk header whose tail a mailer moved to the next line. */
export const brokenHunkHeader = /^@@ -(\d{1,15})(?:,(\d{1,15}))? \+(\d{1,15})(?:,(\d{1,15}))? ?$/;
export const combinedHunkHeader = /^@@@{1,16} -\d/;

/** Whether the head of a file begins at line `i`. */
export function isFileHead(text: TextAt, i: number): boolean {
  const line = text(i);
  if (line === undefined) return false;
  switch (line.charCodeAt(0)) {
    case 100: // d
      return (
        line.startsWith('diff --git ') ||
        line.startsWith('diff --cc ') ||
        line.startsWith('diff --combined ') ||
        (line.startsWith('diff -') && startsPair(text, i + 1))
      );
    case 45: // -
      return startsPair(text, i) || (line.startsWith('--- a/') && isHunkLine(text(i + 1)));
    case 43: // +
      // Somebody cut the lines above it.
      return line.startsWith('+++ b/') && isHunkLine(text(i + 1));
    case 73: // I
      return line.startsWith('Index: ') && (text(i + 1) ?? '').startsWith('====');
    default:
      return false;
  }
}

function isHunkLine(line: string | undefined): boolean {
  return line?.startsWith('@@ -') === true && (hunkHeader.test(line) || brokenHunkHeader.test(line));
}

function startsPair(text: TextAt, i: number): boolean {
  const line = text(i);
  if (line === undefined || !line.startsWith('--- ') || line.length > 5000) return false;
  const next = text(i + 1);
  if (next === undefined || !next.startsWith('+++ ')) return false;
  // Without a hunk, the pair may as well be a deleted and an added line.
  return text(i + 2)?.startsWith('@@ -') ?? false;
}

/** Reads the head that begins at line `i`. */
export function readFileHead(text: TextAt, i: number): FileHead {
  const first = text(i) as string;
  const head: { -readonly [K in keyof FileHead]: FileHead[K] } = { status: 'modified', lines: 1 };
  let at = i;
  if (first.startsWith('--- ') || first.startsWith('+++ ')) at = i;
  else if (first.startsWith('diff --cc ') || first.startsWith('diff --combined ')) {
    head.status = 'combined';
    const path = unquoted(first.slice(first.indexOf(' ', 6) + 1).trimEnd());
    head.oldPath = path;
    head.newPath = path;
    at++;
  } else if (first.startsWith('diff --git ')) {
    // A mailer may have wrapped the `index` line onto this one.
    const [a, b] = gitPaths(
      first
        .slice(11)
        .trimEnd()
        .replace(/ index$/, ''),
    );
    head.oldPath = a;
    head.newPath = b;
    at++;
    // A mailer may have broken the line between the two names.
    const next = text(at);
    if (b === undefined && next !== undefined && /^b\/\S+$/.test(next.slice(0, 500))) {
      [head.oldPath, head.newPath] = gitPaths(`${first.slice(11).trim()} ${next}`);
      at++;
    }
  } else if (first.startsWith('Index: ')) {
    head.oldPath = head.newPath = first.slice(7).trim();
    at += 2;
  } else if (first.startsWith('diff ')) at++;

  for (let line = text(at); line !== undefined; line = text(at)) {
    if (line.startsWith('index ') || (first.endsWith(' index') && at === i + 1)) {
      const blobs = /^(?:index )?([0-9a-f]{4,64}(?:,[0-9a-f]{4,64}){0,15})\.\.([0-9a-f]{4,64})(?: (\d{6}))?/.exec(line.slice(0, 1200));
      if (blobs) {
        head.oldBlob = blobs[1];
        head.newBlob = blobs[2];
        if (blobs[3]) {
          head.oldMode ??= blobs[3];
          head.newMode ??= blobs[3];
        }
      }
    } else if (line.startsWith('old mode ')) head.oldMode = line.slice(9, 20).trim();
    else if (line.startsWith('new mode ')) head.newMode = line.slice(9, 20).trim();
    else if (line.startsWith('mode '))
      head.newMode ??= line
        .slice(line.lastIndexOf('.') + 1)
        .slice(0, 10)
        .trim();
    else if (line.startsWith('deleted file mode ')) {
      if (head.status !== 'combined') head.status = 'deleted';
      head.oldMode = line.slice(18, 30).trim();
    } else if (line.startsWith('new file mode ')) {
      if (head.status !== 'combined') head.status = 'added';
      head.newMode = line.slice(14, 30).trim();
    } else if (line.startsWith('rename from ') || line.startsWith('rename old ')) {
      head.status = 'renamed';
      head.oldPath = unquoted(line.slice(line.indexOf(' ', 7) + 1).trimEnd());
    } else if (line.startsWith('rename to ') || line.startsWith('rename new '))
      head.newPath = unquoted(line.slice(line.indexOf(' ', 7) + 1).trimEnd());
    else if (line.startsWith('copy from ')) {
      head.status = 'copied';
      head.oldPath = unquoted(line.slice(10).trimEnd());
    } else if (line.startsWith('copy to ')) head.newPath = unquoted(line.slice(8).trimEnd());
    else if (!line.startsWith('similarity index ') && !line.startsWith('dissimilarity index ')) break;
    at++;
  }

  const here = text(at);
  if (here?.startsWith('--- ') && (text(at + 1) ?? '').startsWith('+++ ')) {
    readPair(head, here.slice(4), (text(at + 1) as string).slice(4), first.startsWith('diff --git ') || head.status === 'combined');
    at += 2;
  } else if (here?.startsWith('--- a/') && isHunkLine(text(at + 1))) {
    head.oldPath = head.newPath = head.newPath ?? stripped(pathOf(here.slice(4)), true, 'a');
    at++;
  } else if (here?.startsWith('+++ b/') && isHunkLine(text(at + 1))) {
    head.newPath = stripped(pathOf(here.slice(4)), true, 'b');
    head.oldPath ??= head.newPath;
    at++;
  } else if (here?.startsWith('GIT binary patch')) {
    head.status = 'binary';
    at = behindBinary(text, at + 1);
  } else if (here?.startsWith('Binary files ') && here.trimEnd().endsWith(' differ')) {
    head.status = 'binary';
    at++;
  } else if (head.status === 'modified' && head.oldMode !== head.newMode) head.status = 'mode';
  if (head.status === 'added') head.oldPath = undefined;
  if (head.status === 'deleted') head.newPath = undefined;
  return { ...head, lines: Math.max(1, at - i) };
}

/** Base85 lines begin with their length and hold no blank; each block ends with an empty line. */
function behindBinary(text: TextAt, from: number): number {
  let at = from;
  while (true) {
    const line = text(at);
    if (line === undefined || !/^(?:literal|delta) \d{1,15}\s*$/.test(line.slice(0, 40))) return at;
    at++;
    for (let body = text(at); body !== undefined && body.length > 0 && /^[A-Za-z][!-~]+$/.test(body.slice(0, 80)); body = text(at)) at++;
    if (text(at) === '') at++;
  }
}

function readPair(head: { oldPath?: string; newPath?: string; status: FileStatus }, oldName: string, newName: string, git: boolean): void {
  const before = pathOf(oldName);
  const after = pathOf(newName);
  if (head.status === 'combined') return;
  if (before === '/dev/null') {
    head.status = 'added';
    head.newPath = stripped(after, git, 'b');
    return;
  }
  if (after === '/dev/null') {
    head.status = 'deleted';
    head.oldPath = stripped(before, git, 'a');
    return;
  }
  if (head.status === 'renamed' || head.status === 'copied') return;
  // git names a file that was only created or emptied in the `diff --git` line; the pair is more exact where both are there.
  const oldPath = stripped(before, git, 'a');
  const newPath = stripped(after, git, 'b');
  const plain = !git && oldPath === before && newPath === after ? withoutTree(before, after) : undefined;
  head.oldPath = plain?.[0] ?? oldPath;
  head.newPath = plain?.[1] ?? newPath;
}

/** `linux.orig/mm/zswap.c` and `linux/mm/zswap.c`: the first component names a tree. `mm/zswap.c.orig`: a backup. */
function withoutTree(before: string, after: string): [string, string] {
  const a = before.indexOf('/');
  const b = after.indexOf('/');
  if (a > 0 && b > 0 && before !== after && before.slice(a) === after.slice(b)) return [before.slice(a + 1), after.slice(b + 1)];
  if (before === `${after}.orig` || before === `${after}~` || before === `${after}.old`) return [after, after];
  return [before, after];
}

/** Without what follows a tab (a date), and unquoted. */
function pathOf(name: string): string {
  const text = name.slice(0, 5000);
  if (text.startsWith('"')) return unquoted(text.slice(0, text.lastIndexOf('"') + 1));
  const tab = text.indexOf('\t');
  const path = tab >= 0 ? text.slice(0, tab) : text;
  // diff -u writes a date behind a tab; a mailer made it blanks.
  return path.replace(/ {1,8}(?:\d{4}-\d\d-\d\d|[A-Z][a-z]{2} [A-Z][a-z]{2} ).*$/, '').trimEnd();
}

function stripped(path: string, git: boolean, side: 'a' | 'b'): string {
  if (path === '/dev/null') return path;
  const prefix = path.slice(0, 2);
  if (prefix === `${side}/`) return path.slice(2);
  if (git && /^[abciow12]\/$/.test(prefix)) return path.slice(2);
  return path;
}

/** The two names of `diff --git a/x b/x`; names with blanks have no quotes, so the halves are made equal. */
function gitPaths(names: string): [string | undefined, string | undefined] {
  if (names.length > 10000) return [undefined, undefined];
  if (names.startsWith('"')) {
    const end = closingQuote(names, 0);
    if (end < 0) return [undefined, undefined];
    const rest = names.slice(end + 1).trim();
    return [stripped(unquoted(names.slice(0, end + 1)), true, 'a'), rest ? stripped(unquoted(rest), true, 'b') : undefined];
  }
  const quote = names.indexOf(' "');
  if (quote > 0) return [stripped(names.slice(0, quote), true, 'a'), stripped(unquoted(names.slice(quote + 1)), true, 'b')];
  const middle = (names.length - 1) / 2;
  if (Number.isInteger(middle) && names[middle] === ' ') {
    const a = stripped(names.slice(0, middle), true, 'a');
    const b = stripped(names.slice(middle + 1), true, 'b');
    if (a === b) return [a, b];
  }
  const second = names.lastIndexOf(' b/');
  const split = second > 0 ? second : names.indexOf(' ');
  if (split < 0) return [stripped(names, true, 'a'), undefined];
  return [stripped(names.slice(0, split), true, 'a'), stripped(names.slice(split + 1), true, 'b')];
}

function closingQuote(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34) return i;
  }
  return -1;
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A C-quoted name of git (`"mm/\303\251.c"`); any other text is given back as it is. */
export function unquoted(name: string): string {
  if (!name.startsWith('"') || !name.endsWith('"') || name.length < 2) return name;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (let i = 1; i < name.length - 1; i++) {
    const letter = name[i] as string;
    if (letter !== '\\') {
      const point = name.codePointAt(i) as number;
      if (point < 128) bytes.push(point);
      else {
        bytes.push(...encoder.encode(String.fromCodePoint(point)));
        if (point > 0xffff) i++;
      }
      continue;
    }
    i++;
    const octal = /^[0-3][0-7]{2}/.exec(name.slice(i, i + 3));
    if (octal) {
      bytes.push(Number.parseInt(octal[0], 8));
      i += 2;
    } else bytes.push(escapes[name[i] as string] ?? name.charCodeAt(i) & 0x7f);
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
