/** The engine on Node: parser and model stand beside the bundle, kernel trees are folders or git checkouts. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { version } from '../../../package.json';
import { type ContractStore, openTree, userContracts } from '../disk/index.ts';
import { createReviewer, type Reviewer } from '../review/index.ts';
import type { SourceTree } from '../tree/types.ts';
import type { Engine } from './engine.ts';
import { loadParser } from './parser-node.ts';

/** `model` is the folder of the model's C. */
export function nodeEngine(model: URL): Engine {
  let reviewer: Promise<Reviewer> | undefined;
  let store: ContractStore | undefined;
  const trees = new Map<string, Promise<SourceTree>>();
  return {
    version,
    reviewer() {
      reviewer ??= load(model, (made) => {
        store = userContracts(made, process.env);
        return store;
      });
      return reviewer;
    },
    openTree(folder) {
      let tree = trees.get(folder);
      if (!tree) {
        tree = openTree(folder);
        trees.set(folder, tree);
      }
      return tree;
    },
    keep: () => store?.save(),
  };
}

async function load(folder: URL, open: (made: readonly string[]) => ContractStore | undefined): Promise<Reviewer> {
  const [parser, model] = await Promise.all([loadParser(), loadModel(folder)]);
  const store = open([parser.kind, ...model.flatMap(({ name, text }) => [name, text])]);
  return createReviewer({ parser, model, ...(store ? { shelfFor: (version: string) => store.shelf(version) } : {}) });
}

/** Every *.c of the model's folder and of scenarios/ in it, in the order of their names. */
async function loadModel(folder: URL): Promise<{ name: string; text: string }[]> {
  const path = fileURLToPath(folder);
  const scenarios = (await readdir(fileURLToPath(new URL('scenarios/', folder)))).map((name) => `scenarios/${name}`);
  const names = [...(await readdir(path)), ...scenarios].filter((name) => name.endsWith('.c')).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(name, folder), 'utf8') })));
}
