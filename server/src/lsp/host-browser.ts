/**
 * The host in a web worker: the parser and the model are read by the client, or fetched from beside the bundle, and there is no disk. Kernel trees are
 * those that the client can read (client-tree.ts); without one, patches are read by their hunks alone.
 */
import * as webTreeSitter from 'web-tree-sitter';
import { createWasmParser, type WebTreeSitter } from '../c/index.ts';
import type { ModelFile } from '../model/index.ts';
import { createReviewer, type Reviewer } from '../review/index.ts';
import { cleanPath } from '../tree/index.ts';
import type { Host } from './host.ts';

export interface BrowserParts {
  /** the bytes at an address; rejects when there are none */
  fetch(url: string): Promise<ArrayBuffer>;
  /** resolves after what is waiting had its turn */
  yield(): Promise<void>;
  /** address of the folder that the worker's script lies in; absent where it has none (a blob) */
  readonly folder?: string;
}

type Read = (uri: string) => Promise<Uint8Array>;

export function browserHost(parts: BrowserParts): Host {
  let found: (assets: { readonly folder: string; readonly read: Read }) => void = () => undefined;
  const assets = new Promise<{ readonly folder: string; readonly read: Read }>((resolve) => {
    found = resolve;
  });
  let models: string | undefined;
  return {
    disk: false,
    loadReviewer: () => assets.then(({ folder, read }) => load(folder, read)),
    assetsAt(given, readByClient) {
      const folder = (given ?? parts.folder)?.replace(/\/*$/, '/');
      if (folder === undefined) return;
      const read: Read =
        given !== undefined && readByClient
          ? async (uri) => {
              const bytes = await readByClient(uri);
              if (!bytes) throw new Error(`${uri} cannot be read`);
              return bytes;
            }
          : async (uri) => new Uint8Array(await parts.fetch(uri));
      models = `${folder}model/`;
      found({ folder, read });
    },
    modelUri(file) {
      const clean = cleanPath(file);
      return clean === undefined || models === undefined ? undefined : models + clean;
    },
    openTree: async () => {
      throw new Error('in the browser there is no disk; open the tree as a folder, or name it by its URI');
    },
    findTree: async () => undefined,
    yield: () => parts.yield(),
  };
}

async function load(folder: string, read: Read): Promise<Reviewer> {
  const names = ['web-tree-sitter.wasm', 'tree-sitter-c.wasm', 'model.json'];
  const [treeSitterWasm, cWasm, model] = await Promise.all(names.map((name) => read(folder + name)));
  if (!treeSitterWasm || !cWasm || !model) throw new Error('the parser is incomplete');
  const parser = await createWasmParser(webTreeSitter as unknown as WebTreeSitter, { treeSitterWasm, cWasm });
  return createReviewer({ parser, model: JSON.parse(new TextDecoder().decode(model)) as ModelFile[] });
}
