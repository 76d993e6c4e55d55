/** The functions that a kernel tree offers to calls in a file: its own folder, and the headers that it includes. */
import type { CParser } from '../c/index.ts';
import type { SourceTree } from '../tree/types.ts';
import { CodeFile, CodeIndex } from './code.ts';

/** What is remembered of one tree. */
export class TreeSources {
  private readonly tree: SourceTree;
  private readonly parser: CParser;
  readonly index = new CodeIndex();
  private readonly folders = new Map<string, Promise<void>>();
  private readonly headers = new Map<string, Promise<void>>();
  /** the text of each file that this was made ready for last */
  private readonly ready = new Map<string, string>();

  constructor(tree: SourceTree, parser: CParser) {
    this.tree = tree;
    this.parser = parser;
  }

  /** Makes the index ready for calls from a file. */
  async prepare(path: string, text: string, signal?: AbortSignal): Promise<void> {
    if (this.ready.get(path) === text) return;
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    let f = this.folders.get(folder);
    if (!f) {
      f = this.addFolder(folder, signal);
      this.folders.set(folder, f);
    }
    const includes = [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*<((?:linux|asm-generic)\/[\w/.-]+)>/gm)]
      .slice(0, 120)
      .map((m) => `include/${m[1]}`);
    await Promise.all([f, ...includes.map((h) => this.addHeader(h))]);
    if (!signal?.aborted) this.ready.set(path, text);
  }

  private async addFolder(folder: string, signal?: AbortSignal): Promise<void> {
    const names = (await this.tree.list(folder)).filter((n) => /\.[ch]$/.test(n));
    // somebody typed on meanwhile: the next review asks anew
    if (signal?.aborted) {
      this.folders.delete(folder);
      return;
    }
    // a folder of thousands of drivers is not one body of code
    const some = names.length > 400 ? [] : names;
    const texts = await Promise.all(some.map((n) => this.tree.read(n.includes('/') ? n : `${folder}/${n}`)));
    some.forEach((n, i) => this.add(n.includes('/') ? n : `${folder}/${n}`, texts[i]));
  }

  private addHeader(path: string): Promise<void> {
    let h = this.headers.get(path);
    if (!h) {
      h = this.tree.read(path).then((t) => this.add(path, t));
      this.headers.set(path, h);
    }
    return h;
  }

  private add(path: string, text: string | undefined): void {
    if (text !== undefined && text.length < 4_000_000) this.index.add(new CodeFile(path, text, this.parser));
  }
}
