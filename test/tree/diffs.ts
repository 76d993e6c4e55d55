/**
 * Diffs for the tests of this room: made by hand, from an edit script, or read from a unified diff. No more of the format than
 * these tests write.
 */
import type { DiffLine, FileDiff, FileStatus, Hunk, Range } from '../../server/src/patch/types.ts';

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** `@@` header and lines with their sign, as in a diff. */
export function hunk(text: string, more: Partial<Hunk> = {}): Hunk {
  const [head = '', ...body] = text.replace(/\n$/, '').split('\n');
  const found = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/.exec(head);
  if (!found) throw new Error(`not a hunk header: ${head}`);
  const [, oldStart, oldCount = '1', newStart, newCount = '1', section = ''] = found;
  let oldNo = Number(oldStart);
  let newNo = Number(newStart);
  const lines: DiffLine[] = [];
  for (const raw of body) {
    if (raw.startsWith('\\')) {
      const last = lines.pop();
      if (last) lines.push({ ...last, noEol: true });
      continue;
    }
    const kind = raw[0] === '+' ? 'add' : raw[0] === '-' ? 'del' : 'context';
    lines.push({
      kind,
      text: raw.slice(1),
      line: lines.length + 1,
      column: 1,
      oldNo: kind === 'add' ? 0 : oldNo++,
      newNo: kind === 'del' ? 0 : newNo++,
      noEol: false,
      afterCut: false,
    });
  }
  return {
    range: nowhere,
    headerRange: nowhere,
    sectionRange: nowhere,
    oldStart: Number(oldStart),
    oldCount: Number(oldCount),
    newStart: Number(newStart),
    newCount: Number(newCount),
    section,
    lines,
    complete: true,
    whitespaceDamaged: false,
    ...more,
  };
}

export function fileDiff(path: string, hunks: readonly Hunk[], more: Partial<FileDiff> = {}): FileDiff {
  return { range: nowhere, oldPath: path, newPath: path, status: 'modified', hunks, ...more };
}

/** The files of a `git diff` (or of `diff -u` output with `a/` and `b/`). */
export function readDiff(text: string): FileDiff[] {
  const files: FileDiff[] = [];
  for (const part of text.split(/^(?=diff --git )/m)) {
    if (!part.startsWith('diff --git ')) continue;
    const line = (pattern: RegExp): string | undefined => pattern.exec(part.split(/^@@ /m, 1)[0] ?? '')?.[1];
    const names = /^diff --git a\/(\S+) b\/(\S+)/.exec(part);
    const name = (shown: string | undefined, fallback: string | undefined): string | undefined =>
      shown === '/dev/null' ? undefined : (shown?.replace(/^[ab]\//, '') ?? fallback);
    const added = /^new file mode/m.test(part);
    const deleted = /^deleted file mode/m.test(part);
    const status: FileStatus = added
      ? 'added'
      : deleted
        ? 'deleted'
        : /^rename from/m.test(part)
          ? 'renamed'
          : /^copy from/m.test(part)
            ? 'copied'
            : /^@@ /m.test(part)
              ? 'modified'
              : 'mode';
    const blobs = /^index ([0-9a-f]+)\.\.([0-9a-f]+)/m.exec(part);
    files.push(
      fileDiff(
        '',
        part
          .split(/^(?=@@ )/m)
          .slice(1)
          .map((each) => hunk(each)),
        {
          oldPath: added ? undefined : name(line(/^--- (\S+)/m), names?.[1]),
          newPath: deleted ? undefined : name(line(/^\+\+\+ (\S+)/m), names?.[2]),
          status,
          ...(blobs ? { oldBlob: blobs[1], newBlob: blobs[2] } : {}),
        },
      ),
    );
  }
  return files;
}

/** One step from an old text to a new one. */
export type Edit = { readonly kind: 'keep' | 'del' | 'add'; readonly text: string };

/** The unified diff of an edit script, `context` lines around each change; '' when nothing changes. */
export function unified(edits: readonly Edit[], context = 3): string {
  const out: string[] = [];
  const changed = edits.flatMap((edit, at) => (edit.kind === 'keep' ? [] : [at]));
  for (let first = 0; first < changed.length; ) {
    let last = first;
    while (last + 1 < changed.length && (changed[last + 1] ?? 0) - (changed[last] ?? 0) <= 2 * context) last++;
    const from = Math.max(0, (changed[first] ?? 0) - context);
    const to = Math.min(edits.length, (changed[last] ?? 0) + context + 1);
    const before = edits.slice(0, from);
    const inside = edits.slice(from, to);
    const count = (list: readonly Edit[], not: Edit['kind']): number => list.filter((edit) => edit.kind !== not).length;
    const range = (not: Edit['kind']): string => {
      const lines = count(inside, not);
      return `${count(before, not) + (lines === 0 ? 0 : 1)},${lines}`;
    };
    out.push(`@@ -${range('add')} +${range('del')} @@`);
    for (const { kind, text } of inside) out.push((kind === 'keep' ? ' ' : kind === 'del' ? '-' : '+') + text);
    first = last + 1;
  }
  return out.map((line) => `${line}\n`).join('');
}

export function hunksOf(edits: readonly Edit[], context = 3): Hunk[] {
  return unified(edits, context)
    .split(/^(?=@@ )/m)
    .filter((part) => part !== '')
    .map((part) => hunk(part));
}

export function sideOf(edits: readonly Edit[], side: 'old' | 'new'): string {
  return edits
    .filter((edit) => edit.kind !== (side === 'old' ? 'add' : 'del'))
    .map((edit) => `${edit.text}\n`)
    .join('');
}

/** Small repeatable random numbers, for the tests that start a program for each case. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Lines as C has them: much that repeats, some that is there once. */
export function randomEdits(random: (below: number) => number, size: number, changes: number): Edit[] {
  const common = ['', '\t}', '}', '\treturn ret;', '\tspin_lock(&lock);', '\tspin_unlock(&lock);', '\tif (!ret)', '\t\tgoto out;'];
  const line = (at: number): string => (random(3) === 0 ? `\tcall_${at}(ptr);` : (common[random(common.length)] ?? ''));
  const edits: Edit[] = Array.from({ length: size }, (_, at) => ({ kind: 'keep', text: line(at) }));
  for (let change = 0; change < changes; change++) {
    const at = random(edits.length);
    const old = edits[at];
    if (old && old.kind === 'keep' && random(2) === 0) edits[at] = { kind: 'del', text: old.text };
    if (random(3) > 0) edits.splice(at + 1, 0, { kind: 'add', text: line(1000 + change) });
  }
  return edits;
}
