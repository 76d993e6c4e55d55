/**
 * The host in a web worker: the parser and the model are fetched from beside the bundle, and there is no disk. Patches are read by their hunks
 * alone; a kernel tree that a setting names is said to be out of reach.
 */
import * as webTreeSitter from 'web-tree-sitter';
import { createWasmParser, type WebTreeSitter } from '../c/index.ts';
import type { ModelFile } from '../model/index.ts';
import { createReviewer, type Reviewer } from '../review/index.ts';
import type { Host } from './host.ts';

export interface BrowserParts {
  /** the bytes at an address; rejects when there are none */
  fetch(url: string): Promise<ArrayBuffer>;
  /** resolves after what is waiting had its turn */
  yield(): Promise<void>;
}

/** `assets`: address of the folder with the .wasm files and model.json, once it is known. */
export function browserHost(assets: Promise<string>, parts: BrowserParts): Host {
  return {
    loadReviewer: () => assets.then((folder) => load(folder.replace(/\/*$/, '/'), parts)),
    openTree: async () => {
      throw new Error('in the browser there is no disk; patches are read by their hunks alone');
    },
    findTree: async () => undefined,
    yield: () => parts.yield(),
  };
}

async function load(folder: string, { fetch }: BrowserParts): Promise<Reviewer> {
  const bytes = async (name: string): Promise<Uint8Array> => new Uint8Array(await fetch(folder + name));
  const [treeSitterWasm, cWasm, model] = await Promise.all(['web-tree-sitter.wasm', 'tree-sitter-c.wasm', 'model.json'].map(bytes));
  if (!treeSitterWasm || !cWasm || !model) throw new Error('the parser is incomplete');
  const parser = await createWasmParser(webTreeSitter as unknown as WebTreeSitter, { treeSitterWasm, cWasm });
  return createReviewer({ parser, model: JSON.parse(new TextDecoder().decode(model)) as ModelFile[] });
}
