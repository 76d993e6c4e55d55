/** One reviewer for all tests of a file: the WebAssembly parser (it is always there) and the model as it is shipped. */
import { readdirSync, readFileSync } from 'node:fs';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import type { ModelFile } from '../../server/src/model/index.ts';
import { createReviewer, type Reviewer } from '../../server/src/review/index.ts';

export function modelFiles(): ModelFile[] {
  const scenarios = readdirSync('server/model/scenarios').map((name) => `scenarios/${name}`);
  const names = [...readdirSync('server/model'), ...scenarios].filter((name) => name.endsWith('.c')).sort();
  return names.map((name) => ({ name, text: readFileSync(`server/model/${name}`, 'utf8') }));
}

export async function makeReviewer(): Promise<Reviewer> {
  return createReviewer({ parser: await loadParser({ prefer: 'wasm' }), model: modelFiles() });
}
