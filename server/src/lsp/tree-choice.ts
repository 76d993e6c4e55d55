/**
 * Which kernel tree is in use: the one of the setting, else one found in the workspace. Opened once, told to whoever asks, and
 * opened anew when its content has changed.
 */
import type { Host, KernelTree } from './host.ts';
import { politeTree } from './polite-tree.ts';

export interface TreeChoice {
  readonly tree?: KernelTree;
  /** why there is none although one was asked for */
  readonly problem?: string;
}

interface Wish {
  readonly setting: string;
  readonly folders: readonly string[];
}

/** How long a tree is believed to be the same without looking. */
const believeMs = 2000;

export class TreeChooser {
  readonly #host: Host;
  #wish: Wish | undefined;
  #choice: Promise<TreeChoice> = Promise.resolve({});
  /** undefined: to be opened anew */
  #stamp: string | undefined = '';
  #lookedAt = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Answers whether the choice is made anew because the setting or the folders are others now. */
  choose(setting: string, folders: readonly string[]): boolean {
    if (this.#wish?.setting === setting && this.#wish.folders.join('\n') === folders.join('\n')) return false;
    this.#wish = { setting, folders };
    this.#open(this.#wish);
    return true;
  }

  /** A file of the tree was written: whatever the stamp says, the next look opens it anew. */
  stale(): void {
    this.#stamp = undefined;
    this.#lookedAt = 0;
  }

  /** Opens the tree anew when its content has changed since; answers whether it did. */
  async refresh(now = Date.now()): Promise<boolean> {
    if (now - this.#lookedAt < believeMs) return false;
    this.#lookedAt = now;
    const before = this.#choice;
    const { tree } = await before;
    const stamp = await tree?.stamp();
    if (stamp === undefined || stamp === this.#stamp || this.#choice !== before || !this.#wish) return false;
    this.#open(this.#wish);
    return true;
  }

  current(): Promise<TreeChoice> {
    return this.#choice;
  }

  #open(wish: Wish): void {
    const before = this.#choice;
    this.#choice = before.then(async ({ tree }) => {
      tree?.dispose();
      const choice = await this.#openNow(wish);
      this.#stamp = (await choice.tree?.stamp()) ?? '';
      return choice;
    });
  }

  async #openNow({ setting, folders }: Wish): Promise<TreeChoice> {
    try {
      const tree = setting === '' ? await this.#host.findTree(folders) : await this.#host.openTree(setting, folders);
      // One wrapper for as long as the tree is in use: what is known about a tree is kept by its identity.
      return tree ? { tree: { ...tree, tree: politeTree(tree.tree, () => this.#host.yield()) } } : {};
    } catch (error) {
      const which = setting === '' ? 'in the workspace' : 'of the setting mmReview.kernelTree';
      return { problem: `The kernel tree ${which} cannot be used: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
}
