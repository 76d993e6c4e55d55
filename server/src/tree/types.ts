/**
 * The shapes of the tree room: where the text of a file comes from, and what it was before and after a patch.
 */

/** Where kernel sources are read from. All paths are relative to the tree, with `/`, and can never leave it. */
export interface SourceTree {
  /** For messages: a folder or a git revision. */
  readonly label: string;
  /** Text of the file, or undefined when there is none. Never throws for a path that does not fit: undefined. */
  read(path: string): Promise<string | undefined>;
  /** Text of a git blob by (abbreviated) id; undefined when the tree has no git or no such blob. */
  readBlob?(id: string): Promise<string | undefined>;
  /** Paths of the files directly in a folder (no sub-folders), sorted; [] when there is none. */
  list(folder: string): Promise<readonly string[]>;
  /** Kernel version from the top Makefile, `6.12`; undefined when there is none. */
  version?(): Promise<string | undefined>;
  /** The same sources as of a commit, tag or branch; undefined when the tree has no git or no such revision. */
  atRevision?(revision: string): Promise<SourceTree | undefined>;
}

/** How the before and after text of a file was found. */
export type ImageContext =
  /** the tree holds the file as it was before the patch */
  | 'tree'
  /** the tree holds the file with the patch applied already; the before image was made by undoing it */
  | 'applied'
  /** one side is a git blob that the patch names; so is the other, or the hunks gave it exactly */
  | 'blobs'
  /** nothing fits: only the hunks themselves are known */
  | 'hunks';

export interface HunkFit {
  /** index of the hunk in the FileDiff */
  readonly hunk: number;
  /** lines that the hunk had to be moved, down when positive (0: where it says) */
  readonly offset: number;
  /** fuzz as patch(1) counts it: context lines that had to be dropped at either end (0: all matched) */
  readonly fuzz: number;
}

/** One file of a patch, before and after. */
export interface FileImages {
  readonly path: string;
  readonly context: ImageContext;
  /**
   * Whole text before / after; undefined when the file does not exist on that side or context is `hunks`. The one exception: a
   * patch that adds (deletes) a whole file gives its text by itself, so that with `hunks` too newText (oldText) is there.
   */
  readonly oldText?: string;
  readonly newText?: string;
  /** For context other than `hunks`: where each hunk went. */
  readonly fits: readonly HunkFit[];
  /** For context `hunks`: one sentence for the user, which file and why. */
  readonly reason?: string;
  /**
   * Input place of a line of the new (old) text: index into FileDiff.hunks and Hunk.lines, or undefined for lines that the
   * patch does not show. `line` is 1-based.
   */
  newLine(line: number): { readonly hunk: number; readonly line: number } | undefined;
  oldLine(line: number): { readonly hunk: number; readonly line: number } | undefined;
}
