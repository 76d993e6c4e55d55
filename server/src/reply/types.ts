/**
 * The shapes of the reply room: what a reviewer has to say about a patch, and the mail that says it.
 */
import type { Range } from '../patch/types.ts';
import type { Finding } from '../review/types.ts';

/** Something to say about a line. */
export interface Note {
  /**
   * 0-based line of the input: a line of the diff, a `@@` line or the head of a file, a line of the commit message. Any other line (the
   * signature, the header) is answered below everything else.
   */
  readonly line: number;
  /** As written: paragraphs with a line that is too wide are filled anew, everything else keeps its lines. */
  readonly text: string;
  /** Lines that go under the text as they are: an interleaving in columns, a piece of code. */
  readonly block?: readonly string[];
}

export interface ReplyOptions {
  readonly notes: readonly Note[];
  /** The findings that are asked about; those of other messages are left alone. */
  readonly findings: readonly Finding[];
  /** `Name <address>` of whoever answers; without it there is no From, and git send-email fills in its own. */
  readonly from?: string;
  /** Columns of what is written here: 60 to 78, 72 when left out. Quoted lines keep their width. */
  readonly width?: number;
  /** Lines of a hunk that are quoted above an answered one, 6 when left out. */
  readonly context?: number;
}

/** A mail that is ready to be sent. */
export interface Reply {
  /** index of the message that it answers */
  readonly message: number;
  readonly range: Range;
  readonly subject: string;
  /** Header and body, lines ending in `\n`. */
  readonly text: string;
  /** `re-mm-tideline-count-a-folio.reply.eml` */
  readonly fileName: string;
  /** Number of notes and findings in it. */
  readonly answered: number;
  /** What it lacks and why, a sentence each. */
  readonly lacks: readonly string[];
}
