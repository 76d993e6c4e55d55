/** Which kernel tree is in use: the one of the setting, else one found in the workspace; opened once, told to whoever asks. */
import type { Host, KernelTree } from './host.ts';
import { politeTree } from './polite-tree.ts';

export interface TreeChoice {
  readonly tree?: KernelTree;
  /** why there is none although one was asked for */
  readonly problem?: string;
}

export class TreeChooser {
  readonly #host: Host;
  #wanted: string | undefined;
  #choice: Promise<TreeChoice> = Promise.resolve({});

  constructor(host: Host) {
    this.#host = host;
  }

  /** Answers whether the choice is made anew because the setting or the folders are others now. */
  choose(setting: string, folders: readonly string[]): boolean {
    const wanted = JSON.stringify([setting, folders]);
    if (wanted === this.#wanted) return false;
    this.#wanted = wanted;
    const before = this.#choice;
    this.#choice = before.then(({ tree }) => {
      tree?.dispose();
      return this.#open(setting, folders);
    });
    return true;
  }

  current(): Promise<TreeChoice> {
    return this.#choice;
  }

  async #open(setting: string, folders: readonly string[]): Promise<TreeChoice> {
    try {
      const tree = setting === '' ? await this.#host.findTree(folders) : await this.#host.openTree(setting, folders);
      // One wrapper for as long as the tree is in use: what is known about a tree is kept by its identity.
      return tree ? { tree: { ...tree, tree: politeTree(tree.tree, () => this.#host.yield()) } } : {};
    } catch (error) {
      return {
        problem: `The kernel tree${setting === '' ? ' in the workspace' : ' of the setting mmReview.kernelTree'} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
  }
}
