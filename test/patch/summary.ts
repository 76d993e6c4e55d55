/** What was read from a text, as text: for goldens. */
import {
  type DiffLine,
  type FileDiff,
  type Hunk,
  type Message,
  type PatchDocument,
  type Range,
  rangeOf,
} from '../../server/src/patch/index.ts';

const at = (range: Range): string => `${range.start.line + 1}:${range.start.character}-${range.end.line + 1}:${range.end.character}`;

function counts(hunk: Hunk): string {
  const olds = hunk.lines.filter((line) => line.kind !== 'add').length;
  const news = hunk.lines.filter((line) => line.kind !== 'del').length;
  const flags = [hunk.complete ? 'complete' : 'incomplete'];
  if (hunk.whitespaceDamaged) flags.push('whitespace-damaged');
  if (hunk.fileUncertain) flags.push('file-uncertain');
  return `@@ -${hunk.oldStart},${hunk.oldCount} +${hunk.newStart},${hunk.newCount} @@ old ${olds} new ${news} ${flags.join(' ')}`;
}

function lineOf(line: DiffLine): string {
  const sign = line.kind === 'add' ? '+' : line.kind === 'del' ? '-' : ' ';
  const place = at(rangeOf(line, 0, line.text.length));
  return `${`${line.oldNo}/${line.newNo}`.padEnd(8)}${place.padEnd(16)}${line.afterCut ? '~' : ''}${sign}|${line.text}${line.noEol ? ' (no newline)' : ''}${line.spans ? ` spans ${line.spans.length}` : ''}`;
}

function head(file: FileDiff): string {
  const modes = file.oldMode || file.newMode ? ` mode ${file.oldMode ?? '-'}>${file.newMode ?? '-'}` : '';
  const blobs = file.oldBlob ? ` blob ${file.oldBlob}..${file.newBlob}` : '';
  return `file ${file.status} ${file.oldPath ?? '-'} > ${file.newPath ?? '-'}${modes}${blobs}`;
}

function messageLines(message: Message): string[] {
  const out = [`${message.kind} ${at(message.range)}`];
  const { subject } = message;
  if (subject) {
    const part = subject.part === undefined ? '' : ` ${subject.part}/${subject.parts}`;
    out.push(
      `  subject ${message.subjectRange ? at(message.subjectRange) : '-'} v${subject.version}${part}${subject.isReply ? ' reply' : ''} [${subject.tags.join(' ')}] ${subject.title}`,
    );
  }
  if (message.from !== undefined) out.push(`  from ${message.from}`);
  if (message.date !== undefined)
    out.push(`  date ${message.dateMs === undefined ? `? ${message.date}` : new Date(message.dateMs).toISOString()}`);
  if (message.messageId !== undefined) out.push(`  id ${message.messageId}`);
  if (message.inReplyTo !== undefined) out.push(`  in reply to ${message.inReplyTo}, references ${message.references.length}`);
  for (const trailer of message.trailers) out.push(`  trailer ${at(trailer.range)} ${trailer.key}: ${trailer.value}`);
  if (message.kernel !== undefined) out.push(`  kernel ${message.kernel}`);
  if (message.baseCommit !== undefined) out.push(`  base ${message.baseCommit}`);
  if (message.changeId !== undefined) out.push(`  change ${message.changeId}`);
  return out;
}

/** Everything, the text of lines included. */
export function fullSummary(document: PatchDocument): string {
  const out = [`lines ${document.lineCount}`];
  for (const message of document.messages) {
    out.push(...messageLines(message));
    for (const patch of message.patches) {
      out.push(`  patch ${at(patch.range)} depth ${patch.quoteDepth} ${patch.complete ? 'complete' : 'incomplete'}`);
      for (const file of patch.files) {
        out.push(`    ${head(file)}`);
        for (const hunk of file.hunks) {
          out.push(`      ${at(hunk.headerRange)} ${counts(hunk)} ${at(hunk.sectionRange)} ${hunk.section}`);
          for (const line of hunk.lines) out.push(`        ${lineOf(line)}`);
        }
      }
      for (const comment of patch.comments) {
        const answers = comment.answers ? `${comment.answers.file}.${comment.answers.hunk}.${comment.answers.line}` : '-';
        out.push(
          `    comment ${at(comment.range)} depth ${comment.quoteDepth} by ${comment.author ?? '?'} answers ${answers}: ${JSON.stringify(comment.text)}`,
        );
      }
    }
  }
  for (const diagnostic of document.diagnostics)
    out.push(`${diagnostic.severity} ${at(diagnostic.range)} ${diagnostic.code}: ${diagnostic.message}`);
  return `${out.join('\n')}\n`;
}

/** Numbers, paths and codes only: nothing that anybody wrote. */
export function bareSummary(document: PatchDocument): string[] {
  const out: string[] = [`lines ${document.lineCount} messages ${document.messages.length}`];
  for (const message of document.messages) {
    const { subject } = message;
    const part = subject?.part === undefined ? '' : ` ${subject.part}/${subject.parts}`;
    out.push(
      `  ${message.kind} v${subject?.version ?? 0}${part}${subject?.isReply ? ' reply' : ''} date ${message.dateMs ?? '?'} trailers ${message.trailers.length} references ${message.references.length}`,
    );
    for (const patch of message.patches) {
      const answered = patch.comments.filter((comment) => comment.answers).length;
      out.push(
        `    patch ${at(patch.range)} depth ${patch.quoteDepth} ${patch.complete ? 'complete' : 'incomplete'} comments ${patch.comments.length} of them on lines ${answered}`,
      );
      for (const file of patch.files) {
        out.push(`      ${head(file)}`);
        for (const hunk of file.hunks) {
          const adds = hunk.lines.filter((line) => line.kind === 'add').length;
          const dels = hunk.lines.filter((line) => line.kind === 'del').length;
          const cuts = hunk.lines.filter((line) => line.afterCut).length;
          out.push(
            `        ${hunk.headerRange.start.line + 1} ${counts(hunk)} adds ${adds} dels ${dels} cuts ${cuts} columns ${hash(hunk.lines.map((line) => `${line.line}:${line.column}`).join())} text ${hash(hunk.lines.map((line) => line.text).join('\n'))}`,
          );
        }
      }
    }
  }
  for (const diagnostic of document.diagnostics) out.push(`  ${diagnostic.severity} ${diagnostic.range.start.line + 1} ${diagnostic.code}`);
  return out;
}

/** FNV-1a, 32 bit. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}
