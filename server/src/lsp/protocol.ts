/**
 * What client and server say to each other beyond LSP. Types and names only, so that the client can import it.
 *
 * Positions and ranges are LSP's: 0-based lines and UTF-16 columns of the open document. Lines of kernel files are 1-based. Every request
 * answers null for a document that is not open or holds nothing to review, and waits for the review that is being made of it.
 */
import type { Range } from '../patch/types.ts';
import type { Finding, ReviewedFile } from '../review/types.ts';

/** Server -> client, whenever the tree or the work in hand changes. */
export const statusNotification = 'mmReview/status';

export interface Status {
  /** folder of the kernel tree that patches are read against; absent when there is none */
  readonly tree?: string;
  /** its version, from its Makefile: `6.12` */
  readonly version?: string;
  /** something is being reviewed or loaded */
  readonly busy: boolean;
  /** what is wrong or worth knowing, one sentence: a tree that cannot be read, a parser that did not load */
  readonly message?: string;
}

/** Client -> server: does this text hold a patch? */
export const looksLikePatchRequest = 'mmReview/looksLikePatch';

export interface LooksLikePatchParams {
  readonly text: string;
}

export type LooksLikePatchResult = boolean;

/** Most requests are about one open document. */
export interface DocumentParams {
  readonly uri: string;
}

/** Server -> client: a new review of a document is ready (or the document has nothing to review any more): views ask for it anew. */
export const reviewedNotification = 'mmReview/reviewed';

export interface ReviewedParams {
  readonly uri: string;
  /** of the text that was reviewed */
  readonly version: number;
}

/** Client -> server (`DocumentParams`): everything that the review of a document found, for the series view, comments and replies. */
export const reviewRequest = 'mmReview/review';

export interface ReviewData {
  /** a long review that still goes on: the patches that are done */
  readonly soFar?: true;
  readonly uri: string;
  readonly version: number;
  /** kernel version that contracts were taken for, and how it was found */
  readonly era?: { readonly version: string; readonly from: 'tree' | 'base-commit' | 'mail' | 'date' | 'names' };
  readonly patches: readonly PatchData[];
  /** the cover letters (0/m) among the mails */
  readonly covers: readonly CoverData[];
  /** in the order of the text; carried ones too, whatever the settings say */
  readonly findings: readonly FindingData[];
  /** `mm/zswap.c:zswap_store`: functions whose paths could not all be followed */
  readonly bounded: readonly string[];
}

export interface PatchData {
  /** index in ReviewData.patches; FindingData.patch names it */
  readonly index: number;
  readonly subject: string;
  /** without `Re:` and the bracketed prefix */
  readonly title: string;
  /** patches of this document with the same number build on each other, in the order of `place` (0-based) */
  readonly series: number;
  readonly place: number;
  /** 1 when the subject names none */
  readonly version: number;
  /** n and m of n/m */
  readonly part?: number;
  readonly parts?: number;
  readonly isReply: boolean;
  /** of the diff */
  readonly range: Range;
  readonly subjectRange?: Range;
  readonly quoteDepth: number;
  readonly files: readonly FileData[];
  readonly mail: MailData;
}

export interface CoverData {
  /** without the bracketed prefix */
  readonly title: string;
  readonly version: number;
  readonly parts?: number;
  readonly from?: string;
  readonly messageId?: string;
  /** of the whole message */
  readonly range: Range;
}

export interface FileData extends ReviewedFile {
  readonly range: Range;
  /** where each touched function is shown first, in the order of `functions`; the file's range where it is not shown at all */
  readonly shown: readonly Range[];
}

/** What a reply needs of the mail that a patch came in; header values are decoded and unfolded. */
export interface MailData {
  readonly kind: 'mail' | 'commit' | 'page' | 'diff';
  /** of the whole message */
  readonly range: Range;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly cc?: string;
  readonly replyTo?: string;
  /** as written */
  readonly date?: string;
  readonly baseCommit?: string;
  readonly changeId?: string;
}

/** `input` is the range in the document; see server/src/review/types.ts for the rest. */
export interface FindingData extends Finding {
  /** for an introduced one: index of the later patch of the series that mends it */
  readonly mendedBy?: number;
}

/** What a diagnostic's `data` holds: enough to dismiss, explain or reply to it without asking back. */
export interface DiagnosticData {
  readonly fingerprint: string;
  readonly rule: string;
  readonly change: Finding['change'];
  readonly function: string;
  readonly file: string;
  /** 1-based in `file`, on the finding's side */
  readonly line: number;
}

/** Client -> server: the numbered steps of a hazard's path, as a document to read. */
export const explainPathRequest = 'mmReview/explainPath';

export interface FingerprintParams extends DocumentParams {
  readonly fingerprint: string;
}

/** Text of a virtual document. */
export interface VirtualDocument {
  /** for the tab: `ref-leak in tide_line_account.md` */
  readonly name: string;
  readonly languageId: 'markdown' | 'c';
  readonly text: string;
}

/** Client -> server: the model's C of a function in the era of the document (`uri`), its comment above it. Null when the model has none. */
export const contractRequest = 'mmReview/contract';

export interface ContractParams {
  /** a document whose era counts; without, the newest kernel that the model knows */
  readonly uri?: string;
  readonly name: string;
}

/** Client -> server: for each touched function the questions that its contract and what it calls raise, even where nothing is wrong. */
export const promptsRequest = 'mmReview/prompts';

export interface PromptsParams extends DocumentParams {
  /** only the functions that are shown there; without: all that the document touches */
  readonly range?: Range;
}

export interface FunctionPrompts {
  /** index in ReviewData.patches */
  readonly patch: number;
  readonly file: string;
  readonly function: string;
  /** where the function is shown first */
  readonly range: Range;
  readonly prompts: readonly Prompt[];
}

export interface Prompt {
  /** one sentence or two, plain text with code in backquotes */
  readonly question: string;
  /** what the tool can say to it itself: `line 120: looks at the result`; absent when it cannot tell */
  readonly seen?: string;
  /** where the fact behind the question comes from: `server/model/lru.c`, `mm/list_lru.c` */
  readonly source: string;
  /** what it is about, when the document shows that */
  readonly range?: Range;
}

/**
 * Commands of the client that code actions run; the server offers an action only when the client names its command in
 * InitializationOptions.commands. Each takes one argument, the shape behind it.
 */
export const clientCommands = {
  /** ExplainArgument: open explainPathRequest's answer */
  explainPath: 'mmReview.explainPath',
  /** ContractArgument: open contractRequest's answer */
  showContract: 'mmReview.showContract',
  /** RuleArgument: open the rule's page */
  openRule: 'mmReview.openRule',
  /** DismissArgument: ask for a reason and keep it */
  dismiss: 'mmReview.dismiss',
  /** PromptsParams: show promptsRequest's answer */
  showPrompts: 'mmReview.showPrompts',
} as const;

export type ExplainArgument = FingerprintParams;

export type ContractArgument = ContractParams;

export interface RuleArgument {
  readonly rule: string;
  /** URI of its page, a file of the extension */
  readonly page: string;
}

export interface DismissArgument extends DiagnosticData, DocumentParams {
  readonly range: Range;
  readonly message: string;
}

/**
 * Semantic tokens, for package.json's `semanticTokenTypes` and `semanticTokenModifiers`: calls that take or give back a lock, a reference, a
 * charge. `take` and `drop` say which; a call that does both has both.
 */
export const tokenTypes = ['mmLock', 'mmReference', 'mmCharge'] as const;
export const tokenModifiers = ['take', 'drop'] as const;

/** Client -> server: the mails that answer a document's patches, from one's own notes and the findings to ask about. Null as above. */
export const replyRequest = 'mmReview/reply';

export interface ReplyParams extends DocumentParams {
  readonly notes: readonly NoteData[];
  /** fingerprints of the findings that are asked about */
  readonly findings: readonly string[];
  /** `Name <address>` of whoever answers */
  readonly from?: string;
  /** columns of what is written, 60 to 78 */
  readonly width?: number;
}

export interface NoteData {
  /** 0-based line of the document that the note answers */
  readonly line: number;
  readonly text: string;
  /** lines that go under the text as they are: an interleaving in columns, a piece of code */
  readonly block?: readonly string[];
}

/** One for each message that something answers, in the order of the document; [] when nothing does. */
export type ReplyResult = readonly ReplyData[];

export interface ReplyData {
  readonly subject: string;
  /** the whole mail, header and body */
  readonly text: string;
  /** a name for its file: `re-mm-tideline-count-folios.reply.eml` */
  readonly fileName: string;
  /** of the message that it answers */
  readonly range: Range;
  /** how many notes and findings are in it */
  readonly answered: number;
  /** what it lacks and why, a sentence each: no Message-ID to thread by, no address to send to */
  readonly lacks: readonly string[];
}

/** Client -> server (`ExportParams`): what was found in a document, in a format of other programs. Null as above. */
export const exportRequest = 'mmReview/export';

export const exportFormats = ['sarif', 'b4', 'json'] as const;

export interface ExportParams extends DocumentParams {
  readonly format: (typeof exportFormats)[number];
  /** what the document is to be called in it: a path in the workspace */
  readonly name: string;
  /** of the extension */
  readonly version: string;
  readonly dismissed: readonly { readonly fingerprint: string; readonly reason: string }[];
}

/** Client -> server: the hazards that were dismissed, all of them each time. They are not counted above the patches. */
export const dismissedNotification = 'mmReview/dismissed';

export interface DismissedParams {
  readonly fingerprints: readonly string[];
}

/** Server -> client, while a review takes long: how far it is. */
export const progressNotification = 'mmReview/progress';

export interface ProgressParams extends DocumentParams {
  readonly done: number;
  readonly total: number;
  /** subject of the patch in hand, or, in a long one, the function */
  readonly what: string;
}

/** Client -> server: no review that is under way is wanted any more; the next edit of a document, or opening it, begins its own anew. */
export const cancelReviewsNotification = 'mmReview/cancelReviews';

/**
 * Server -> client, for what the server cannot reach: files of folders without a disk below them and, in a web worker, the extension's own.
 * Null when there is none, or when the client does not give it away: it gives what lies in the extension, the workspace and the kernel tree.
 */
export const readTextRequest = 'mmReview/readText';
/** a Uint8Array; asked for by a worker alone, whose messages hold bytes */
export const readBytesRequest = 'mmReview/readBytes';
/** names of the files directly in a folder */
export const listFilesRequest = 'mmReview/listFiles';
/** a word that changes when the file or folder does */
export const fileStampRequest = 'mmReview/fileStamp';

export interface FileParams {
  readonly uri: string;
}

/** `initializationOptions`: all of it may be left out. */
export interface InitializationOptions {
  /** settings for clients that cannot answer workspace/configuration */
  readonly settings?: Partial<Settings>;
  /** a client command `(uri: string, range: Range)` that shows a hazard; code lenses run it. Without: lenses are mere text */
  readonly showHazardCommand?: string;
  /** URI of a folder that holds the rules' pages (`ref-leak.md` ...); without, rules are names alone */
  readonly rulePages?: string;
  /** in a web worker: URI of the folder with the .wasm files, model.json and model/; without, the folder of the worker's script */
  readonly assets?: string;
  /** the client answers `readTextRequest` and the others about files; a worker then asks for its assets, too, instead of fetching them */
  readonly givesFiles?: boolean;
  /** those of `clientCommands` that the client has; without: code actions are edits alone */
  readonly commands?: readonly string[];
}

/** The settings below `mmReview`. */
export interface Settings {
  /**
   * a folder; absolute, `~/...`, `${workspaceFolder}/...` or relative to the first workspace folder, or a URI that the client can read. Empty: look
   * for one in the workspace
   */
  readonly kernelTree: string;
  readonly showCarried: boolean;
  /** review plain text that holds a patch */
  readonly plainText: boolean;
  /** judge the changed functions of open C files of the kernel tree against git's HEAD */
  readonly workingTree: boolean;
  /** say what is held behind lines where that changes */
  readonly inlayHints: boolean;
  /** where document links lead: an archive that takes `<address>/<message-id>`, and a page that takes `<address><commit>` */
  readonly archiveUrl: string;
  readonly commitUrl: string;
}

export const defaultSettings: Settings = {
  kernelTree: '',
  showCarried: false,
  plainText: true,
  workingTree: true,
  inlayHints: false,
  archiveUrl: 'https://lore.kernel.org/all/',
  commitUrl: 'https://git.kernel.org/linus/',
};

/** Settings out of whatever a client sent: a value of the wrong type counts as not set. */
export function readSettings(sent: unknown): Settings {
  const given = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
  const flag = (name: keyof Settings, fallback: boolean): boolean =>
    typeof given[name] === 'boolean' ? (given[name] as boolean) : fallback;
  const word = (name: keyof Settings, fallback: string): string =>
    typeof given[name] === 'string' ? (given[name] as string).trim() : fallback;
  const address = (name: keyof Settings, fallback: string): string => {
    const said = word(name, fallback);
    return /^https?:\/\/[^\s"<>]+$/.test(said) ? said : fallback;
  };
  return {
    kernelTree: word('kernelTree', defaultSettings.kernelTree),
    showCarried: flag('showCarried', defaultSettings.showCarried),
    plainText: flag('plainText', defaultSettings.plainText),
    workingTree: flag('workingTree', defaultSettings.workingTree),
    inlayHints: flag('inlayHints', defaultSettings.inlayHints),
    archiveUrl: address('archiveUrl', defaultSettings.archiveUrl),
    commitUrl: address('commitUrl', defaultSettings.commitUrl),
  };
}
