/** What the server needs of the machine it runs on. main-node.ts gives it Node's, main-browser.ts a worker's. */
import type { Reviewer } from '../review/index.ts';
import type { SourceTree } from '../tree/types.ts';
import type { ExploreElsewhere } from './sim-explore.ts';

export interface KernelTree {
  readonly tree: SourceTree;
  /** the folder, as users know it */
  readonly folder: string;
  /** `6.12`, when its Makefile says so */
  readonly version?: string;
  /** URI of a file of the tree, for links; undefined for paths that leave it */
  uriOf(path: string): string | undefined;
  /** The path in the tree of a document of the editor; undefined for those outside. */
  pathOf(uri: string): string | undefined;
  /** Changes when the tree has another content: another commit checked out, a patch applied. Cheap; never rejects. */
  stamp(): Promise<string>;
  /** ends whatever runs for it */
  dispose(): void;
}

export interface Host {
  /** there are files below `file:` that it can read */
  readonly disk: boolean;
  /** Parser and model; loaded once, begun as early as possible. */
  loadReviewer(): Promise<Reviewer>;
  /**
   * The tree in a folder that a user named. `folders` are the workspace's, as URIs, for relative names.
   * Rejects with an Error that says in one sentence why there is none.
   */
  openTree(folder: string, folders: readonly string[]): Promise<KernelTree>;
  /**
   * The first workspace folder that is a kernel tree (a Makefile with VERSION and PATCHLEVEL, and mm/) or lies in one.
   * Undefined when there is none.
   */
  findTree(folders: readonly string[]): Promise<KernelTree | undefined>;
  /** Explores a machine in a thread of its own, where there is one. */
  readonly explore?: ExploreElsewhere;
  /** URI of a file of the model that came with the server: `scenarios/zswap-lru-offline.c`; undefined for names that leave its folder. */
  modelUri?(file: string): string | undefined;
  /**
   * The client has said where the parser and the model are, or nothing; for hosts that cannot know it by themselves.
   * @param read how the client gives what lies there; left out: it does not
   */
  assetsAt?(folder: string | undefined, read?: (uri: string) => Promise<Uint8Array | undefined>): void;
  /** Lets other work run: resolves after what is waiting (messages of the client) had its turn. */
  yield(): Promise<void>;
}
