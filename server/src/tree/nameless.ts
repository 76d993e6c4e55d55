/**
 * Hunks of which a text does not say which file they belong to: a reply that cut the headers of the diff. Where all of them stand in functions of one
 * file of the tree's mm/, and fit there, it is that one. Pure.
 */
import type { FileDiff } from '../patch/types.ts';
import { fitFile, type ReadFile, treeFile } from './fit.ts';
import { reversed } from './reversed.ts';
import type { SourceTree } from './types.ts';

const FOLDER = 'mm';

/** The same object for the same text, so that what is found out about it can be kept with it. */
const named = new WeakMap<FileDiff, Map<string, FileDiff>>();

/** The files of each patch as they are, but for those without a name that have one in the tree. Never throws for what a patch may say. */
export async function withNames(
  patches: readonly (readonly FileDiff[])[],
  tree: SourceTree | undefined,
): Promise<readonly (readonly FileDiff[])[]> {
  if (!tree || !patches.some((files) => files.some(isNameless))) return patches;
  const texts = await textsOf(tree);
  const name = async (file: FileDiff): Promise<FileDiff> => (isNameless(file) ? ((await inTree(file, texts)) ?? file) : file);
  return Promise.all(patches.map((files) => Promise.all(files.map(name))));
}

function isNameless(file: FileDiff): boolean {
  return file.oldPath === undefined && file.newPath === undefined && file.status === 'modified' && file.hunks.length > 0;
}

async function textsOf(tree: SourceTree): Promise<ReadonlyMap<string, string>> {
  const names = (await tree.list(FOLDER))
    .filter((name) => /\.[ch]$/.test(name))
    .map((name) => (name.includes('/') ? name : `${FOLDER}/${name}`));
  const texts = await Promise.all(names.map((name) => tree.read(name)));
  return new Map(names.flatMap((name, i) => (texts[i] === undefined ? [] : [[name, texts[i]] as const])));
}

async function inTree(file: FileDiff, texts: ReadonlyMap<string, string>): Promise<FileDiff | undefined> {
  const heads = new Set(file.hunks.map((hunk) => squeezed(hunk.section)));
  const [path, ...more] = [...texts].filter(([, text]) => [...heads].every((head) => hasHead(text, head))).map(([name]) => name);
  if (path === undefined || more.length > 0) return undefined;
  const known = named.get(file)?.get(path);
  if (known) return known;
  const there: FileDiff = { ...file, oldPath: path, newPath: path };
  const text = treeFile(texts.get(path)!);
  const read: ReadFile = (name) => Promise.resolve(name === path ? text : undefined);
  if (!(await fitFile(there, read)).ok && !(await fitFile(reversed(there), read)).ok) return undefined;
  const paths = named.get(file) ?? new Map<string, FileDiff>();
  named.set(file, paths.set(path, there));
  return there;
}

const squeezed = (line: string): string => line.replace(/\s+/g, ' ').trim();

/** Some line in column 1 begins like the head of a function that stands behind the `@@` of a hunk, where it may be cut off. */
function hasHead(text: string, head: string): boolean {
  const name = /([A-Za-z_]\w*) ?\(/.exec(head)?.[1];
  if (name === undefined) return false;
  for (let at = text.indexOf(`${name}(`); at >= 0; at = text.indexOf(`${name}(`, at + name.length)) {
    const start = text.lastIndexOf('\n', at) + 1;
    if (/\s/.test(text[start]!)) continue;
    const end = text.indexOf('\n', at);
    if (squeezed(text.slice(start, end < 0 ? undefined : end)).startsWith(head)) return true;
  }
  return false;
}
