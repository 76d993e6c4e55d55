/** One reviewer for all tests of a file: the WebAssembly parser (it is always there) and the model as it is shipped. */
import { readdirSync, readFileSync } from 'node:fs';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import type { ModelFile } from '../../server/src/model/index.ts';
import { createReviewer, type Reviewer } from '../../server/src/review/index.ts';

/** What functions mean. */
export function modelFiles(): ModelFile[] {
  return filesOf(readdirSync('server/model'));
}

/** Worlds of their own, whose functions are nobody else's. */
function scenarioFiles(): ModelFile[] {
  return filesOf(readdirSync('server/model/scenarios').map((name) => `scenarios/${name}`));
}

function filesOf(names: readonly string[]): ModelFile[] {
  const c = names.filter((name) => name.endsWith('.c')).sort();
  return c.map((name) => ({ name, text: readFileSync(`server/model/${name}`, 'utf8') }));
}

export async function makeReviewer(): Promise<Reviewer> {
  return createReviewer({ parser: await loadParser({ prefer: 'wasm' }), model: [...modelFiles(), ...scenarioFiles()] });
}
