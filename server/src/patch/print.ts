/** Unified diff text from what was read: what git would print, in one form. */
import type { FileDiff, Hunk } from './types.ts';

/**
 * Prints files as one diff, `\n` at the end of every line. What was skipped (binary, combined) keeps its head only. A hunk that
 * is not complete gets the counts of the lines that are there. Lines go out as they were read: nothing is checked.
 */
export function printPatch(files: readonly FileDiff[]): string {
  const out: string[] = [];
  for (const file of files) printFile(file, out);
  return out.length > 0 ? `${out.join('\n')}\n` : '';
}

function printFile(file: FileDiff, out: string[]): void {
  const oldPath = file.oldPath ?? file.newPath;
  const newPath = file.newPath ?? file.oldPath;
  if (oldPath !== undefined && newPath !== undefined) {
    if (file.status === 'combined') {
      out.push(`diff --cc ${quoted(newPath)}`);
      return;
    }
    out.push(`diff --git ${quoted(`a/${oldPath}`)} ${quoted(`b/${newPath}`)}`);
    printModes(file, out);
    if (file.status === 'renamed' || file.status === 'copied') {
      const verb = file.status === 'renamed' ? 'rename' : 'copy';
      out.push(`${verb} from ${quoted(oldPath)}`, `${verb} to ${quoted(newPath)}`);
    }
    if (file.oldBlob !== undefined && file.newBlob !== undefined) {
      const mode = file.oldMode !== undefined && file.oldMode === file.newMode ? ` ${file.newMode}` : '';
      out.push(`index ${file.oldBlob}..${file.newBlob}${mode}`);
    }
    const before = file.status === 'added' ? '/dev/null' : quoted(`a/${oldPath}`);
    const after = file.status === 'deleted' ? '/dev/null' : quoted(`b/${newPath}`);
    if (file.status === 'binary') out.push(`Binary files ${before} and ${after} differ`);
    else if (file.hunks.length > 0) out.push(`--- ${before}`, `+++ ${after}`);
  }
  if (file.status === 'binary' || file.status === 'combined') return;
  for (const hunk of file.hunks) printHunk(hunk, out);
}

function printModes(file: FileDiff, out: string[]): void {
  if (file.status === 'added') out.push(`new file mode ${file.newMode ?? '100644'}`);
  else if (file.status === 'deleted') out.push(`deleted file mode ${file.oldMode ?? '100644'}`);
  else if (file.oldMode !== file.newMode && file.oldMode !== undefined && file.newMode !== undefined)
    out.push(`old mode ${file.oldMode}`, `new mode ${file.newMode}`);
}

function printHunk(hunk: Hunk, out: string[]): void {
  const olds = hunk.complete ? hunk.oldCount : hunk.lines.filter((line) => line.kind !== 'add').length;
  const news = hunk.complete ? hunk.newCount : hunk.lines.filter((line) => line.kind !== 'del').length;
  const section = hunk.section.length > 0 ? ` ${hunk.section}` : '';
  out.push(`@@ -${span(hunk.oldStart, olds)} +${span(hunk.newStart, news)} @@${section}`);
  for (const line of hunk.lines) {
    out.push((line.kind === 'add' ? '+' : line.kind === 'del' ? '-' : ' ') + line.text);
    if (line.noEol) out.push('\\ No newline at end of file');
  }
}

function span(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

/** git's C quoting, where a name needs it. */
function quoted(path: string): string {
  let plain = true;
  for (let i = 0; i < path.length && plain; i++) {
    const code = path.charCodeAt(i);
    plain = code >= 32 && code < 127 && code !== 34 && code !== 92;
  }
  if (plain) return path;
  let out = '"';
  for (const byte of new TextEncoder().encode(path)) {
    if (byte === 34 || byte === 92) out += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 32 && byte < 127) out += String.fromCharCode(byte);
    else out += `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return `${out}"`;
}
