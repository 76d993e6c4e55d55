/** A review as plain data for the client's views: protocol.ts says what each field is. */
import type { Message, PatchDocument, Range } from '../patch/types.ts';
import type { Finding, Review, ReviewedFile, ReviewedPatch } from '../review/types.ts';
import type { CoverData, FileData, FindingData, MailData, PatchData, ReviewData } from './protocol.ts';

export function reviewData(uri: string, version: number, document: PatchDocument, review: Review): ReviewData {
  // of a review that goes on, patches that are still to come are holes
  const patches = review.patches.flatMap((patch, index) => (patch ? [patchData(document, patch, index)] : []));
  return {
    uri,
    version,
    ...(review.era ? { era: review.era } : {}),
    patches,
    covers: coversOf(document),
    findings: review.findings.map((finding) => findingData(finding, review)),
    bounded: review.bounded,
  };
}

function coversOf({ messages }: PatchDocument): CoverData[] {
  return messages.flatMap(({ subject, from, messageId, range }) =>
    subject?.part === 0 && !subject.isReply
      ? [
          {
            title: subject.title,
            version: subject.version,
            ...(subject.parts === undefined ? {} : { parts: subject.parts }),
            ...(from ? { from } : {}),
            ...(messageId ? { messageId } : {}),
            range,
          },
        ]
      : [],
  );
}

function patchData(document: PatchDocument, reviewed: ReviewedPatch, index: number): PatchData {
  const message = document.messages[reviewed.message]!;
  const patch = message.patches[reviewed.patch]!;
  const { subject } = message;
  return {
    index,
    subject: reviewed.subject,
    title: subject?.title ?? reviewed.subject,
    series: reviewed.series,
    place: reviewed.place,
    version: subject?.version ?? 1,
    ...(subject?.part === undefined ? {} : { part: subject.part }),
    ...(subject?.parts === undefined ? {} : { parts: subject.parts }),
    isReply: subject?.isReply ?? false,
    range: reviewed.range,
    ...(message.subjectRange ? { subjectRange: message.subjectRange } : {}),
    quoteDepth: patch.quoteDepth,
    files: reviewed.files.map((file, i) => fileData(file, patch.files[i])),
    mail: mailData(message),
  };
}

function fileData(file: ReviewedFile, diff: PatchDocument['messages'][number]['patches'][number]['files'][number] | undefined): FileData {
  const range = diff?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return { ...file, range, shown: file.functions.map((name) => shownFirst(name, diff) ?? range) };
}

/** The line that names the function in code, else the header of the hunk that says it is in it. */
export function shownFirst(
  name: string,
  diff: PatchDocument['messages'][number]['patches'][number]['files'][number] | undefined,
): Range | undefined {
  const head = new RegExp(`(?:^|[\\s*])${name}\\s*\\(`);
  for (const hunk of diff?.hunks ?? []) {
    if (head.test(hunk.section)) return hunk.sectionRange;
    for (const line of hunk.lines) {
      if (!/^\w/.test(line.text) || !head.test(line.text)) continue;
      const from = line.column + line.text.indexOf(name);
      if (!line.spans) return { start: { line: line.line, character: from }, end: { line: line.line, character: from + name.length } };
    }
  }
  return undefined;
}

function mailData(message: Message): MailData {
  const header = (name: string): string | undefined => message.headers.get(name);
  const optional = { to: header('to'), cc: header('cc'), replyTo: header('reply-to') };
  return {
    kind: message.kind,
    range: message.range,
    ...(message.messageId ? { messageId: message.messageId } : {}),
    ...(message.inReplyTo ? { inReplyTo: message.inReplyTo } : {}),
    references: message.references,
    ...(message.from ? { from: message.from } : {}),
    ...(optional.to ? { to: optional.to } : {}),
    ...(optional.cc ? { cc: optional.cc } : {}),
    ...(optional.replyTo ? { replyTo: optional.replyTo } : {}),
    ...(message.date ? { date: message.date } : {}),
    ...(message.baseCommit ? { baseCommit: message.baseCommit } : {}),
    ...(message.changeId ? { changeId: message.changeId } : {}),
  };
}

function findingData(finding: Finding, review: Review): FindingData {
  const mend = mendedBy(finding, review);
  return mend === undefined ? finding : { ...finding, mendedBy: mend };
}

/** Index of the later patch of the same series that takes an introduced hazard away again. */
export function mendedBy(finding: Finding, { patches, findings }: Review): number | undefined {
  const mine = patches[finding.patch];
  if (finding.change !== 'introduced' || !mine) return undefined;
  const isLater = (index: number): boolean => {
    const other = patches[index];
    return other?.series === mine.series && other.place > mine.place;
  };
  return findings.find(
    (other) =>
      other.change === 'fixed' &&
      other.rule === finding.rule &&
      other.file === finding.file &&
      other.function === finding.function &&
      other.object === finding.object &&
      isLater(other.patch),
  )?.patch;
}
