/**
 * The shapes that the patch room gives: what a text that holds patches says, with the exact place of everything.
 *
 * Positions are 0-based lines and 0-based UTF-16 columns of the *input text* (what an editor calls a position).
 * Line numbers of the patched file (`oldNo`, `newNo`, `oldStart`, `newStart`) are 1-based, as diffs have them.
 */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** What could not be read, at its place, with what was expected there. */
export interface PatchDiagnostic {
  readonly range: Range;
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable, kebab-case: `hunk-count`, `binary-skipped`, `combined-skipped`, `tabs-lost`, `base64-broken` ... */
  readonly code: string;
  readonly message: string;
}

/** One text: a mail, a thread, a mbox, a diff, a saved page. */
export interface PatchDocument {
  readonly messages: readonly Message[];
  readonly diagnostics: readonly PatchDiagnostic[];
  readonly lineCount: number;
}

export interface Trailer {
  readonly key: string;
  readonly value: string;
  readonly range: Range;
}

/** `[PATCH RFC v4 2/5] zswap: make shrinking memcg-aware` taken apart. */
export interface Subject {
  /** Unfolded and decoded, prefixes included. */
  readonly full: string;
  /** Without `Re:` and the bracketed prefix. */
  readonly title: string;
  readonly isReply: boolean;
  /** Words of the bracketed prefix, e.g. `['PATCH', 'RFC', 'v4', '2/5']`. */
  readonly tags: readonly string[];
  /** 1 when the subject names none. */
  readonly version: number;
  /** n of n/m; undefined when the patch is not part of a series. */
  readonly part?: number;
  /** m of n/m. */
  readonly parts?: number;
}

/** A mail, a commit of `git show`/`format-patch`, or the whole text when it is a bare diff or a page. */
export interface Message {
  readonly kind: 'mail' | 'commit' | 'page' | 'diff';
  readonly range: Range;
  /** Lower-case header name -> decoded, unfolded value (first occurrence). Empty for a bare diff. */
  readonly headers: ReadonlyMap<string, string>;
  readonly subject?: Subject;
  readonly subjectRange?: Range;
  readonly from?: string;
  /** As written; see `dateMs` for the parsed one. */
  readonly date?: string;
  /** Milliseconds since 1970 UTC, when the date can be read. */
  readonly dateMs?: number;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references: readonly string[];
  readonly trailers: readonly Trailer[];
  /** Value of the `base-commit:` trailer. */
  readonly baseCommit?: string;
  readonly changeId?: string;
  /** The kernel that the mail says it is for, `6.6`: by the tags of its subject (`[PATCH 6.6.y]`) or the words of a stable review. */
  readonly kernel?: string;
  /** Usually none or one; a page or a reply may hold several (the same patch quoted at several depths). */
  readonly patches: readonly Patch[];
}

/** The files of one diff at one quote depth. */
export interface Patch {
  readonly range: Range;
  /** 0: written by the author of the message; n: behind n quote marks. */
  readonly quoteDepth: number;
  /** False where pieces are known to be cut out (`[...]`, trimmed quotes, truncated hunks). */
  readonly complete: boolean;
  readonly files: readonly FileDiff[];
  readonly comments: readonly ReviewComment[];
}

export type FileStatus = 'modified' | 'added' | 'deleted' | 'renamed' | 'copied' | 'mode' | 'binary' | 'combined';

export interface FileDiff {
  readonly range: Range;
  /** Path without `a/` / `b/`; undefined for /dev/null. May be undefined on both sides in a reply that cut the file header. */
  readonly oldPath?: string;
  readonly newPath?: string;
  readonly status: FileStatus;
  readonly oldMode?: string;
  readonly newMode?: string;
  /** Blob ids of `index a..b`, abbreviated as written. */
  readonly oldBlob?: string;
  readonly newBlob?: string;
  readonly hunks: readonly Hunk[];
}

export interface Hunk {
  readonly range: Range;
  /** Range of the `@@ -a,b +c,d @@ section` line. */
  readonly headerRange: Range;
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  /** Text behind the second `@@`: usually the head of the enclosing function. */
  readonly section: string;
  /** Range of `section` in the input. */
  readonly sectionRange: Range;
  readonly lines: readonly DiffLine[];
  /** False when lines are missing or too many against the counts in the header, or a cut was seen inside. */
  readonly complete: boolean;
  /** Leading tabs were turned into blanks or lost on the way: indentation and exact application cannot be trusted. */
  readonly whitespaceDamaged: boolean;
  /** A piece was cut out between the head of the file and this hunk: it may belong to another file than the one it stands under. */
  readonly fileUncertain?: boolean;
}

export interface DiffLine {
  readonly kind: 'context' | 'add' | 'del';
  /** The line of code, without quote marks and without the `+`/`-`/blank; decoded. */
  readonly text: string;
  /** 0-based line of the input. With quoted-printable soft breaks: the first of them. */
  readonly line: number;
  /** 0-based column in that input line where `text` begins. */
  readonly column: number;
  /** Number of this line in the old / new file, 1-based; 0 on the side where the line is not. After a cut inside the hunk: 0 when unknown. */
  readonly oldNo: number;
  readonly newNo: number;
  /** `\ No newline at end of file` follows. */
  readonly noEol: boolean;
  /** A piece was cut out directly before this line (a reviewer's `[...]`, comment between quoted lines). Lines around a mere comment are still adjacent: then false. */
  readonly afterCut: boolean;
  /**
   * Where the input's columns are not `column + offset` (quoted-printable, wrapped lines):
   * ascending [offset in text, input line, input column] triples; the text from each offset on starts there. Two triples may
   * have the same offset: the text before it ends at the first, the text from it on starts at the last. `rangeOf` reads them.
   */
  readonly spans?: readonly (readonly [number, number, number])[];
}

/** What a reviewer wrote between the quoted lines of a patch. */
export interface ReviewComment {
  readonly range: Range;
  readonly text: string;
  readonly author?: string;
  readonly quoteDepth: number;
  /**
   * The diff line that it stands directly below (the first line of the hunk when it stands below the `@@` line); undefined
   * when it answers the commit message or stands behind the end of the diff.
   */
  readonly answers?: { readonly file: number; readonly hunk: number; readonly line: number };
}
