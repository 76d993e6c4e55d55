/** The tree behind `--kernel`, opened; what is wrong with it is one line. */
import type { SourceTree } from '../tree/types.ts';
import type { Engine } from './engine.ts';
import { oneLine } from './failure.ts';

/** Undefined when there is no such tree, and said. A folder that looks like no kernel is opened, and said too: it may hold a part of one. */
export async function openKernel(folder: string, engine: Engine, say: (line: string) => void): Promise<SourceTree | undefined> {
  try {
    const tree = await engine.openTree(folder);
    if (tree.version && (await tree.version()) === undefined)
      say(`--kernel: ${folder} does not look like a kernel tree: it has no Makefile that says a version`);
    return tree;
  } catch (error) {
    say(`--kernel: ${oneLine(error)}`);
    return undefined;
  }
}
