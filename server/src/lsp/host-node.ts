/** The host on Node: the parser and the model stand beside the bundle, kernel trees are folders. */
import { promises as fs } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openTree, userContracts } from '../disk/index.ts';
import { createReviewer, type Reviewer } from '../review/index.ts';
import { cleanPath } from '../tree/index.ts';
import type { Host, KernelTree } from './host.ts';
import { loadParser } from './parser-node.ts';
import { exploringThread } from './sim-threads.ts';

/** between two looks whether something was learnt that is not on disk yet, ms; writing it takes some fifty */
const SAVE_EVERY = 30_000;

/** `assets` is the folder that holds the .wasm files and model/. */
export function nodeHost(assets: string): Host {
  const explore = exploringThread(join(assets, 'sim-worker.cjs'));
  return {
    disk: true,
    ...(explore ? { explore } : {}),
    modelUri(file) {
      const clean = cleanPath(file);
      return clean === undefined ? undefined : pathToFileURL(join(assets, 'model', clean)).href;
    },
    loadReviewer: () => loadReviewer(assets),
    openTree: (folder, folders) => openKernel(resolveFolder(folder, folders)),
    async findTree(folders) {
      for (const folder of folders) {
        const path = pathOfUri(folder);
        const kernel = path && (await kernelAround(path));
        if (kernel) return openKernel(kernel);
      }
      return undefined;
    },
    yield: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

async function openKernel(folder: string): Promise<KernelTree> {
  const tree = await openTree(folder);
  const version = await tree.version();
  const real = await fs.realpath(folder).catch(() => folder);
  return {
    tree,
    folder,
    ...(version ? { version } : {}),
    uriOf(path) {
      const clean = cleanPath(path);
      return clean === undefined ? undefined : pathToFileURL(join(folder, clean)).href;
    },
    pathOf(uri) {
      const path = pathOfUri(uri);
      for (const root of [folder, real]) {
        const below = path === undefined ? '' : relative(root, path);
        if (below !== '' && !isAbsolute(below)) {
          const clean = cleanPath(below.split(sep).join('/'));
          if (clean !== undefined) return clean;
        }
      }
      return undefined;
    },
    stamp: () => stampOf(folder),
    dispose: () => tree.dispose(),
  };
}

/**
 * git writes to HEAD or its log when it checks something out or commits, and takes files out of mm/ and puts them back when it changes them;
 * without git, the files that every kernel release changes. Not the index: a mere `git status` writes that.
 */
async function stampOf(folder: string): Promise<string> {
  const names = ['.git/HEAD', '.git/logs/HEAD', 'Makefile', 'mm'];
  const times = await Promise.all(
    names.map((name) =>
      fs.stat(join(folder, name)).then(
        (found) => found.mtimeMs,
        () => 0,
      ),
    ),
  );
  return times.join();
}

/** What a user writes in a setting: `~/linux`, `${workspaceFolder}/linux`, a relative or an absolute path. */
export function resolveFolder(setting: string, folders: readonly string[]): string {
  const base = folders.map(pathOfUri).find((path) => path !== undefined);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how settings name the folder
  let folder = setting.replaceAll('${workspaceFolder}', base ?? '.');
  if (folder === '~' || /^~[/\\]/.test(folder)) folder = join(homedir(), folder.slice(1));
  return isAbsolute(folder) ? folder : resolve(base ?? '.', folder);
}

function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** The folder itself, or one above it: somebody may have opened mm/ alone. */
async function kernelAround(folder: string): Promise<string | undefined> {
  for (let at = folder, up = 0; up < 8; at = dirname(at), up++) {
    if (await looksLikeKernel(at)) return at;
    if (dirname(at) === at) return undefined;
  }
  return undefined;
}

async function looksLikeKernel(folder: string): Promise<boolean> {
  try {
    const [makefile, mm] = await Promise.all([readHead(join(folder, 'Makefile')), fs.stat(join(folder, 'mm'))]);
    return mm.isDirectory() && /^VERSION\s*=/m.test(makefile) && /^PATCHLEVEL\s*=/m.test(makefile);
  } catch {
    return false;
  }
}

/** The first few kB: a folder of somebody else may hold a Makefile of any size. */
async function readHead(path: string): Promise<string> {
  const file = await fs.open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function loadReviewer(assets: string): Promise<Reviewer> {
  const [parser, model] = await Promise.all([loadParser(assets), loadModel(join(assets, 'model'))]);
  const store = userContracts([parser.kind, ...model.flatMap(({ name, text }) => [name, text])], process.env);
  if (!store) return createReviewer({ parser, model });
  // the server may be ended at any time; it keeps nobody's process alive for this
  setInterval(() => store.save(), SAVE_EVERY).unref();
  return createReviewer({ parser, model, shelfFor: (version) => store.shelf(version) });
}

/** Every *.c of the folder and of scenarios/ in it, in the order of their names. */
async function loadModel(folder: string): Promise<{ name: string; text: string }[]> {
  const scenarios = (await fs.readdir(join(folder, 'scenarios'))).map((name) => `scenarios/${name}`);
  const names = [...(await fs.readdir(folder)), ...scenarios].filter((name) => name.endsWith('.c')).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await fs.readFile(join(folder, name), 'utf8') })));
}
