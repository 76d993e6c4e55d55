/** What client and server say to each other beyond LSP. Types and names only, so that the client can import it. */

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

/** `initializationOptions`: all of it may be left out. */
export interface InitializationOptions {
  /** settings for clients that cannot answer workspace/configuration */
  readonly settings?: Partial<Settings>;
  /** a client command `(uri: string, range: Range)` that shows a hazard; code lenses run it. Without: lenses are mere text */
  readonly showHazardCommand?: string;
  /** URI of a folder that holds the rules' pages (`ref-leak.md` ...); without, rules link to the project's own pages on the net */
  readonly rulePages?: string;
}

/** The settings below `mmReview`. */
export interface Settings {
  /** a folder; absolute, `~/...`, `${workspaceFolder}/...` or relative to the first workspace folder. Empty: look for one in the workspace */
  readonly kernelTree: string;
  readonly showCarried: boolean;
  /** review plain text that holds a patch */
  readonly plainText: boolean;
}

export const defaultSettings: Settings = { kernelTree: '', showCarried: false, plainText: true };

/** Settings out of whatever a client sent: a value of the wrong type counts as not set. */
export function readSettings(sent: unknown): Settings {
  const given = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
  return {
    kernelTree: typeof given.kernelTree === 'string' ? given.kernelTree.trim() : defaultSettings.kernelTree,
    showCarried: typeof given.showCarried === 'boolean' ? given.showCarried : defaultSettings.showCarried,
    plainText: typeof given.plainText === 'boolean' ? given.plainText : defaultSettings.plainText,
  };
}
