/** Which kernel tree is in use: the one of the setting, else one found in the workspace; opened once, told to whoever asks. */
import type { Host, KernelTree } from './host.ts';

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
    if (setting === '') return { tree: await this.#host.findTree(folders).catch(() => undefined) };
    try {
      return { tree: await this.#host.openTree(setting, folders) };
    } catch (error) {
      return { problem: `The kernel tree of the setting mmReview.kernelTree cannot be used: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
}
