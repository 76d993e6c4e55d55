/**
 * One part of a message, read from top to bottom: the diffs at every quote depth, and the comments between their lines.
 */
import { brokenHunkHeader, type FileHead, hunkHeader, readFileHead } from './fileHeader.ts';
import { type Entry, type HunkCounts, type HunkReading, readHunk } from './hunk.ts';
import { type BodyLine, tailOf } from './place.ts';
import { attribution, contentStart, isBlank, isCutMark, isSignature } from './quote.ts';
import { headAt, type Region, textAtDepth } from './region.ts';

export interface HunkDraft extends HunkCounts, HunkReading {
  /** The `@@` line, and what stands behind its second `@@`. */
  readonly head: BodyLine;
  readonly section: BodyLine;
  /** A piece was cut out since the last file head: the hunk may belong to another file. */
  readonly fileUncertain: boolean;
}

export interface FileDraft {
  /** Undefined where the head was cut away. */
  readonly head?: FileHead;
  readonly first: BodyLine;
  last: BodyLine;
  readonly hunks: HunkDraft[];
  /** Index in the region of the first combined hunk's line or binary body, for what is said about it. */
  readonly skipped?: 'binary' | 'combined';
}

export interface CommentDraft {
  readonly depth: number;
  readonly author?: string;
  readonly lines: readonly BodyLine[];
  readonly answers?: { readonly file: FileDraft; readonly hunk: HunkDraft; readonly entry?: Entry };
}

export interface PatchDraft {
  readonly depth: number;
  readonly files: FileDraft[];
  readonly comments: CommentDraft[];
  cut: boolean;
  readonly flowed: boolean;
}

interface Open extends PatchDraft {
  /** The diff line last read; comments below answer it. Undefined behind the end of the diff. */
  at?: CommentDraft['answers'];
  cutSinceHead: boolean;
  readonly paths: Set<string>;
  /** When it was last worked on. */
  touched: number;
}

export interface SectionReading {
  readonly patches: readonly PatchDraft[];
  /** The lines that belong to no diff and stand behind no quote mark: where trailers are. */
  readonly prose: readonly BodyLine[];
}

/** Reads a whole region. */
export function readSection(region: Region): SectionReading {
  return new SectionReader(region).read();
}

class SectionReader {
  private readonly region: Region;
  private readonly patches: Open[] = [];
  /** The patch last worked on at each depth. */
  private readonly byDepth = new Map<number, Open>();
  private readonly authors: (string | undefined)[];
  private readonly prose: BodyLine[] = [];
  /** Comments that wait for the patch that they may belong to, with the deepest quote seen before each. */
  private waiting: { comment: CommentDraft; seen: number }[] = [];
  private seen = 0;
  private clock = 0;
  private block: { depth: number; lines: BodyLine[] } | undefined;
  private signatureDepth = -1;
  private before = '';

  constructor(region: Region) {
    this.region = region;
    this.authors = [region.author];
  }

  read(): SectionReading {
    const { lines } = this.region;
    for (let i = 0; i < lines.length; ) {
      const kind = headAt(this.region, i);
      if (kind === undefined) {
        this.text(i);
        i++;
        continue;
      }
      this.closeBlock();
      this.signatureDepth = -1;
      this.before = '';
      if (kind === 'file') i = this.file(i);
      else if (kind === 'hunk') i = this.hunk(i);
      else i = this.combined(i);
    }
    this.closeBlock();
    return { patches: this.patches, prose: this.prose };
  }

  private depthOf(i: number): number {
    return (this.region.quotes[i] as { depth: number }).depth;
  }

  /** The patch that a head at this depth belongs to. */
  private patchAt(depth: number, fresh: boolean): Open {
    const known = this.byDepth.get(depth);
    if (known && !fresh) {
      known.touched = ++this.clock;
      return known;
    }
    const patch: Open = {
      depth,
      files: [],
      comments: [],
      cut: false,
      flowed: this.region.flowed,
      cutSinceHead: false,
      paths: new Set(),
      touched: 0,
    };
    patch.touched = ++this.clock;
    this.patches.push(patch);
    this.byDepth.set(depth, patch);
    for (const { comment, seen } of this.waiting) if (comment.depth < depth && seen >= depth) patch.comments.push(comment);
    this.waiting = [];
    return patch;
  }

  private file(i: number): number {
    const depth = this.depthOf(i);
    const head = readFileHead(textAtDepth(this.region, depth), i);
    const path = head.newPath ?? head.oldPath;
    const known = this.byDepth.get(depth);
    // The same file again is another patch: a second proposal, or the next mail of a page.
    const again = path !== undefined && (known?.paths.has(path) ?? false);
    const patch = this.patchAt(depth, again);
    if (path !== undefined) patch.paths.add(path);
    const line = this.region.lines[i] as BodyLine;
    const last = this.region.lines[i + head.lines - 1] as BodyLine;
    const skipped = head.status === 'binary' || head.status === 'combined' ? head.status : undefined;
    patch.files.push({ head, first: line, last, hunks: [], skipped });
    patch.at = undefined;
    patch.cutSinceHead = false;
    this.seen = Math.max(this.seen, depth);
    return i + head.lines;
  }

  private hunk(i: number): number {
    const depth = this.depthOf(i);
    const line = this.region.lines[i] as BodyLine;
    const marks = (this.region.quotes[i] as { end: number }).end;
    const spaced = depth > 0 && line.text.charCodeAt(marks) === 32;
    const from = contentStart(line.text, marks);
    const text = line.text.slice(from);
    const match = hunkHeader.exec(text) ?? (brokenHunkHeader.exec(text) as RegExpExecArray);
    const counts: HunkCounts = {
      oldStart: Number(match[1]),
      oldCount: match[2] === undefined ? 1 : Number(match[2]),
      newStart: Number(match[3]),
      newCount: match[4] === undefined ? 1 : Number(match[4]),
    };
    const reading = readHunk(this.region, i, depth, spaced, counts);
    const patch = this.patchAt(depth, false);
    const head = tailOf(line, from);
    let file = patch.files[patch.files.length - 1];
    const previous = file?.hunks[file.hunks.length - 1];
    if (!file || file.skipped || (previous && counts.oldStart < previous.oldStart)) {
      // Hunks of one file ascend; this one belongs to a file whose head nobody quoted.
      file = { first: head, last: head, hunks: [] };
      patch.files.push(file);
      patch.cutSinceHead = false;
      if (depth > 0) patch.cut = true;
    }
    const tail = match[5] ?? '';
    // One blank; a page may have added more.
    const lead = tail.length - tail.trimStart().length;
    let section = tailOf(head, text.length - tail.length + lead);
    if (reading.sectionTail && section.text.length === 0) section = reading.sectionTail;
    const draft: HunkDraft = { ...counts, ...reading, head, section, fileUncertain: patch.cutSinceHead };
    file.hunks.push(draft);
    file.last = this.region.lines[reading.next - 1] as BodyLine;
    if (reading.cut) {
      patch.cut = true;
      patch.cutSinceHead = true;
    }
    this.seen = Math.max(this.seen, depth);
    this.commentsInside(patch, file, draft, i, depth);
    const last = draft.entries[draft.entries.length - 1];
    patch.at = { file, hunk: draft, entry: last };
    return reading.next;
  }

  /** What stands between the lines of a hunk and is no part of it. */
  private commentsInside(patch: Open, file: FileDraft, hunk: HunkDraft, head: number, depth: number): void {
    let next = 0;
    let entry: Entry | undefined;
    for (let i = head + 1; i < hunk.next; i++) {
      const following = hunk.entries[next];
      if (following && following.index === i) {
        this.closeBlock();
        this.signatureDepth = -1;
        entry = following;
        next++;
        continue;
      }
      if (this.depthOf(i) >= depth) continue;
      patch.at = { file, hunk, entry: entry ?? following };
      if (!hunk.torn.has(i)) this.text(i);
    }
    this.closeBlock();
  }

  private combined(i: number): number {
    const depth = this.depthOf(i);
    const line = this.region.lines[i] as BodyLine;
    const patch = this.patchAt(depth, false);
    let file = patch.files[patch.files.length - 1];
    if (file?.head?.status !== 'combined') {
      file = { head: { status: 'combined', lines: 0 }, first: line, last: line, hunks: [], skipped: 'combined' };
      patch.files.push(file);
    }
    let at = i + 1;
    while (at < this.region.lines.length && this.depthOf(at) === depth && headAt(this.region, at) === undefined) {
      const { text } = this.region.lines[at] as BodyLine;
      const from = contentStart(text, (this.region.quotes[at] as { end: number }).end);
      const code = text.charCodeAt(from);
      if (!(code === 43 || code === 45 || code === 32 || code === 92) || isSignature(text, from)) break;
      at++;
    }
    file.last = this.region.lines[at - 1] as BodyLine;
    return at;
  }

  /** A line that is no diff: prose, a comment, a cut mark, an attribution, a signature. */
  private text(i: number): void {
    const line = this.region.lines[i] as BodyLine;
    const { depth, end } = this.region.quotes[i] as { depth: number; end: number };
    const from = contentStart(line.text, end);
    if (depth === 0) this.prose.push(line);
    if (depth > this.seen) this.seen = depth;
    if (isBlank(line.text, from)) {
      if (this.block) this.block.lines.push(tailOf(line, Math.min(from, line.text.length)));
      return;
    }
    if (isCutMark(line.text, from)) {
      for (const patch of this.byDepth.values()) {
        if (patch.depth < depth) continue;
        patch.cut = true;
        patch.cutSinceHead = true;
      }
      return;
    }
    const content = line.text.length - from <= 300 ? line.text.slice(from).trim() : '';
    const who = attribution(content, this.before);
    if (who !== undefined) {
      this.authors.length = Math.max(this.authors.length, depth + 2);
      this.authors[depth + 1] = who;
      if (this.block && this.before.length > 0 && /^(?:On|At|Am|Le|在)\s/.test(this.before)) this.block.lines.pop();
      this.closeBlock();
      this.before = '';
      return;
    }
    this.before = content;
    if (isSignature(line.text, from)) {
      this.closeBlock();
      this.signatureDepth = depth;
      this.endAt(depth);
      return;
    }
    if (this.signatureDepth === depth) return;
    this.signatureDepth = -1;
    if (this.block?.depth !== depth) {
      this.closeBlock();
      this.block = { depth, lines: [] };
      this.endAt(depth);
    }
    (this.block as { lines: BodyLine[] }).lines.push(tailOf(line, from));
  }

  /** Prose at the depth of a diff says that the diff is over. */
  private endAt(depth: number): void {
    const patch = this.byDepth.get(depth);
    if (patch) patch.at = undefined;
  }

  private closeBlock(): void {
    const block = this.block;
    this.block = undefined;
    if (!block) return;
    while (block.lines.length > 0 && (block.lines[block.lines.length - 1] as BodyLine).text.trim().length === 0) block.lines.pop();
    if (block.lines.length === 0) return;
    // The patch that is talked about: the one last worked on, of those that are quoted deeper.
    let target: Open | undefined;
    for (const patch of this.byDepth.values()) if (patch.depth > block.depth && patch.touched > (target?.touched ?? 0)) target = patch;
    const comment: CommentDraft = { depth: block.depth, author: this.authors[block.depth], lines: block.lines, answers: target?.at };
    if (target) target.comments.push(comment);
    else if (this.seen > block.depth) this.waiting.push({ comment, seen: this.seen });
  }
}
