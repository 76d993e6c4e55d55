/**
 * A folder of sources, or a git checkout, opened as a SourceTree. Knows Node.
 */
import { promises as fs } from 'node:fs';
import { join, resolve } from 'node:path';
import { cleanFolder, cleanPath, decodeSource, kernelVersion, type SourceTree } from '../tree/index.ts';
import { diskFolder } from './folder.ts';
import { filesOfTree, type GitObjects, gitObjects } from './git.ts';

export interface OpenTree extends SourceTree {
  /** `git` when blobs and revisions can be read */
  readonly kind: 'folder' | 'git';
  /** the full commit id, when the tree was opened at a revision */
  readonly revision?: string;
  /** `6.12` */
  version(): Promise<string | undefined>;
  /** with the sublevel, `6.12.57` */
  release(): Promise<string | undefined>;
  revisionExists(revision: string): Promise<boolean>;
  /** Shares this tree's git: it ends when this one is disposed. Undefined when there is no such commit. */
  atRevision(revision: string): Promise<OpenTree | undefined>;
  /** Ends the git process, if one runs. Not needed for Node to exit. */
  dispose(): void;
}

export interface OpenOptions {
  /** Read files as of this commit, tag or branch, not from the work tree. */
  readonly revision?: string;
}

/**
 * Opens a folder; with `.git` in it (or when it is a bare repository, then at HEAD) as git. Throws an Error with one clear sentence
 * when there is no such folder or no such revision.
 */
export async function openTree(path: string, options: OpenOptions = {}): Promise<OpenTree> {
  const root = await realFolder(path);
  const found = await gitDirOf(root);
  const git = found && gitObjects(found.dir);
  const revision = options.revision ?? (found?.bare ? 'HEAD' : undefined);
  if (revision === undefined) return workTree(path, root, git);
  if (!git) throw new Error(`${path}: not a git checkout, so that there is no revision ${revision}`);
  const tree = await treeAt(path, git, revision);
  if (tree) return tree;
  git.dispose();
  throw new Error(`${path}: git knows no revision ${JSON.stringify(revision)} there`);
}

async function realFolder(path: string): Promise<string> {
  let root: string;
  try {
    root = await fs.realpath(resolve(path));
  } catch {
    throw new Error(`${path}: no such folder`);
  }
  if (!(await fs.stat(root)).isDirectory()) throw new Error(`${path}: not a folder`);
  return root;
}

async function gitDirOf(root: string): Promise<{ dir: string; bare: boolean } | undefined> {
  const there = async (...parts: string[]): Promise<boolean> =>
    fs.stat(join(root, ...parts)).then(
      () => true,
      () => false,
    );
  if (await there('.git')) return { dir: join(root, '.git'), bare: false };
  const bare = (await there('HEAD')) && (await there('objects')) && (await there('refs'));
  return bare ? { dir: root, bare } : undefined;
}

function workTree(label: string, root: string, git: GitObjects | undefined): OpenTree {
  const folder = diskFolder(root);
  return openTreeOf(label, git, folder.read, folder.list);
}

async function treeAt(path: string, git: GitObjects, revision: string): Promise<OpenTree | undefined> {
  const commit = await commitOf(git, revision);
  if (commit === undefined) return undefined;
  const read = async (file: string): Promise<string | undefined> => {
    const clean = cleanPath(file);
    const object = clean === undefined ? undefined : await git.get(`${commit}:${clean}`);
    return object?.type === 'blob' ? decodeSource(object.bytes) : undefined;
  };
  const list = async (folder: string): Promise<readonly string[]> => {
    const clean = cleanFolder(folder);
    const object = clean === undefined ? undefined : await git.get(`${commit}:${clean}`);
    if (object?.type !== 'tree') return [];
    const paths = filesOfTree(object).map((name) => (clean === '' ? name : `${clean}/${name}`));
    return paths.filter((name) => cleanPath(name) === name).sort();
  };
  return openTreeOf(`${path} at ${shortName(revision)}`, git, read, list, commit);
}

function openTreeOf(
  label: string,
  git: GitObjects | undefined,
  read: SourceTree['read'],
  list: SourceTree['list'],
  revision?: string,
): OpenTree {
  return {
    label,
    kind: git ? 'git' : 'folder',
    ...(revision === undefined ? {} : { revision }),
    read,
    list,
    ...(git ? { readBlob: (id: string) => blobOf(git, id) } : {}),
    version: async () => kernelVersion(await read('Makefile'))?.version,
    release: async () => kernelVersion(await read('Makefile'))?.release,
    revisionExists: async (name) => git !== undefined && (await commitOf(git, name)) !== undefined,
    atRevision: async (name) => (git ? treeAt(label.replace(/ at [^/\\]*$/, ''), git, name) : undefined),
    dispose: () => git?.dispose(),
  };
}

async function blobOf(git: GitObjects, id: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{4,64}$/.test(id)) return undefined;
  const object = await git.get(id);
  return object?.type === 'blob' && object.id.startsWith(id) ? decodeSource(object.bytes) : undefined;
}

/**
 * Full id of the commit that a name stands for. The name goes in by standard input, where nothing is an option; blanks and colons
 * are refused because they would make it the name of something else than a commit.
 */
async function commitOf(git: GitObjects, revision: string): Promise<string | undefined> {
  if (revision.length > 256 || !/^[^\s:-][^\s:]*$/.test(revision)) return undefined;
  const object = await git.get(`${revision}^{commit}`);
  return object?.type === 'commit' ? object.id : undefined;
}

function shortName(revision: string): string {
  return /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 12) : revision;
}
