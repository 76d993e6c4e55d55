/**
 * From drafts to the shapes that other rooms see: damage is mended, lines are numbered, and what is wrong is said.
 */
import { stuffing, tabsLost, unstuff } from './damage.ts';
import type { Entry } from './hunk.ts';
import { type BodyLine, endAt, rangeIn, startAt, tailOf, wholeLine } from './place.ts';
import type { FileDraft, HunkDraft, PatchDraft } from './section.ts';
import type { DiffLine, FileDiff, Hunk, Patch, PatchDiagnostic, Range, ReviewComment } from './types.ts';

/** Finishes one patch; what is wrong with it goes to `diagnostics`. */
export function finishPatch(draft: PatchDraft, diagnostics: PatchDiagnostic[]): Patch {
  const hunks = draft.files.flatMap((file) => file.hunks);
  const stuffed = stuffing(hunks, draft.flowed);
  if (stuffed > 0) for (const hunk of hunks) unstuff(hunk, stuffed);
  const collapsed = hunks.some((hunk) => hunk.collapsed);
  const lost = tabsLost(
    draft.files.flatMap((file) => file.hunks.map(({ entries }) => ({ entries, path: file.head?.newPath ?? file.head?.oldPath }))),
    collapsed,
  );
  const damage: Damage = { stuffed: stuffed > 0, lost };
  const first = hunks[0];
  if (first && lost) {
    const message = collapsed
      ? 'Blanks and tabs at the start of these lines were lost on the way; indentation and exact application cannot be trusted.'
      : 'Tabs were turned into blanks on the way; indentation and exact application cannot be trusted.';
    say(diagnostics, first.head, 'info', 'tabs-lost', message);
  } else if (first && collapsed) {
    say(
      diagnostics,
      first.head,
      'info',
      'blank-lost',
      'The blank in front of context lines was lost on the way; expected a blank, `+` or `-` before each line.',
    );
  } else if (first && stuffed > 0) {
    say(
      diagnostics,
      first.head,
      'info',
      'flowed-stuffing',
      `The mailer put ${stuffed} more blank${stuffed > 1 ? 's' : ''} before each context line (format=flowed); taken off.`,
    );
  }

  const places = new Map<Entry, number>();
  const files = draft.files.map((file) => finishFile(file, draft.depth, damage, places, diagnostics));
  const indices = new Map<HunkDraft, readonly [number, number]>();
  for (const [f, file] of draft.files.entries()) for (const [h, hunk] of file.hunks.entries()) indices.set(hunk, [f, h]);
  const comments = draft.comments.map((comment): ReviewComment => {
    const at = comment.answers && indices.get(comment.answers.hunk);
    const line = comment.answers?.entry && places.get(comment.answers.entry);
    return {
      range: spanOf(comment.lines[0] as BodyLine, comment.lines[comment.lines.length - 1] as BodyLine),
      text: comment.lines.map((one) => one.text.trimEnd()).join('\n'),
      author: comment.author,
      quoteDepth: comment.depth,
      answers: at && line !== undefined ? { file: at[0], hunk: at[1], line } : undefined,
    };
  });
  const start = (draft.files[0] as FileDraft).first;
  const end = (draft.files[draft.files.length - 1] as FileDraft).last;
  return {
    range: spanOf(start, end),
    quoteDepth: draft.depth,
    complete:
      !draft.cut &&
      files.every(
        (file) =>
          file.status !== 'binary' &&
          file.status !== 'combined' &&
          (file.oldPath ?? file.newPath) !== undefined &&
          file.hunks.every((hunk) => hunk.complete),
      ),
    files,
    comments,
  };
}

interface Damage {
  readonly stuffed: boolean;
  readonly lost: boolean;
}

function finishFile(file: FileDraft, depth: number, damage: Damage, places: Map<Entry, number>, diagnostics: PatchDiagnostic[]): FileDiff {
  const { head } = file;
  const name = head?.newPath ?? head?.oldPath ?? 'a file';
  if (file.skipped === 'binary') say(diagnostics, file.first, 'info', 'binary-skipped', `${name} is binary; its change is not read.`);
  if (file.skipped === 'combined')
    say(
      diagnostics,
      file.first,
      'info',
      'combined-skipped',
      `A combined diff of a merge (${name}) has several old sides; expected a diff against one parent. Not read.`,
    );
  return {
    range: spanOf(file.first, file.last),
    oldPath: head?.oldPath,
    newPath: head?.newPath,
    status: head?.status ?? 'modified',
    oldMode: head?.oldMode,
    newMode: head?.newMode,
    oldBlob: head?.oldBlob,
    newBlob: head?.newBlob,
    hunks: file.hunks.map((hunk) => finishHunk(hunk, depth, damage, places, diagnostics)),
  };
}

function finishHunk(hunk: HunkDraft, depth: number, damage: Damage, places: Map<Entry, number>, diagnostics: PatchDiagnostic[]): Hunk {
  const lines: DiffLine[] = [];
  let oldNo = hunk.oldStart;
  let newNo = hunk.newStart;
  let known = true;
  let olds = 0;
  let news = 0;
  let cut = hunk.cut;
  for (const entry of hunk.entries) {
    places.set(entry, lines.length);
    // Behind a cut nobody knows how many lines are missing.
    if (entry.afterCut) {
      known = false;
      cut = true;
    }
    const old = entry.kind !== 'add';
    const now = entry.kind !== 'del';
    lines.push({
      kind: entry.kind,
      text: entry.at.text,
      line: entry.at.line,
      column: entry.at.column,
      oldNo: old && known ? oldNo++ : 0,
      newNo: now && known ? newNo++ : 0,
      noEol: entry.noEol,
      afterCut: entry.afterCut,
      ...(entry.at.spans ? { spans: entry.at.spans } : {}),
    });
    if (old) olds++;
    if (now) news++;
  }
  const complete = olds === hunk.oldCount && news === hunk.newCount && !cut;
  if (!complete) {
    const short = olds <= hunk.oldCount && news <= hunk.newCount;
    const counted = `expected ${hunk.oldCount} old and ${hunk.newCount} new lines, found ${olds} and ${news}`;
    if (depth > 0 && short) say(diagnostics, hunk.head, 'info', 'hunk-cut', `Lines of this hunk were not quoted: ${counted}.`);
    else if (cut) say(diagnostics, hunk.head, 'info', 'hunk-cut', `Lines of this hunk were cut out: ${counted}.`);
    else
      say(
        diagnostics,
        hunk.head,
        depth > 0 ? 'info' : 'warning',
        'hunk-count',
        `The lines of this hunk do not agree with its head: ${counted}.`,
      );
  }
  if (hunk.torn.size > 0) {
    const torn = hunk.entries.find((entry) => hunk.torn.has(entry.index + 1));
    say(
      diagnostics,
      torn?.at ?? hunk.head,
      'info',
      'line-wrapped',
      `A mailer broke ${hunk.torn.size === 1 ? 'a long line' : `${hunk.torn.size} long lines`} of this hunk; joined again.`,
    );
  }
  const last = hunk.entries[hunk.entries.length - 1];
  const end = last ? endAt(last.at, last.at.text.length) : wholeLine(hunk.head).end;
  const start = startAt(hunk.head, 0);
  return {
    range: { start, end },
    headerRange: wholeLine(hunk.head),
    oldStart: hunk.oldStart,
    oldCount: hunk.oldCount,
    newStart: hunk.newStart,
    newCount: hunk.newCount,
    section: hunk.section.text.trimEnd(),
    sectionRange: rangeIn(hunk.section, 0, hunk.section.text.trimEnd().length),
    lines,
    complete,
    whitespaceDamaged: damage.lost || (damage.stuffed && !complete) || hunk.torn.size > 0,
    ...(hunk.fileUncertain ? { fileUncertain: true } : {}),
  };
}

function spanOf(first: BodyLine, last: BodyLine): Range {
  return { start: startAt(first, 0), end: endAt(last, last.text.length) };
}

function say(to: PatchDiagnostic[], at: BodyLine, severity: PatchDiagnostic['severity'], code: string, message: string): void {
  const shown = at.text.length > 2000 ? tailOf({ ...at, text: at.text.slice(0, 2000), spans: undefined }, 0) : at;
  to.push({ range: wholeLine(shown), severity, code, message });
}
