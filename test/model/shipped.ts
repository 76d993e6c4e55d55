/** The model as it is shipped, read once. */
import type { CParser } from '../../server/src/c/index.ts';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { Library } from '../../server/src/model/index.ts';
import { modelFiles } from '../check/reviewer.ts';

let loaded: Promise<{ parser: CParser; library: Library }> | undefined;

export function shipped(): Promise<{ parser: CParser; library: Library }> {
  loaded ??= loadParser({ prefer: 'wasm' }).then((parser) => ({ parser, library: new Library(parser, modelFiles()) }));
  return loaded;
}
