/**
 * Kernel trees that only the client can read: folders that an editor shows without a disk below them (a folder of GitHub, one that a browser was
 * given). Files are asked for one by one over the connection.
 */
import { cleanFolder, cleanPath, kernelVersion, type SourceTree } from '../tree/index.ts';
import type { Host, KernelTree } from './host.ts';

/** What the client does for the server; each resolves with undefined when there is no such file or folder, and never rejects. */
export interface ClientFiles {
  text(uri: string): Promise<string | undefined>;
  bytes(uri: string): Promise<Uint8Array | undefined>;
  /** names of the files directly in a folder */
  names(folder: string): Promise<readonly string[] | undefined>;
  /** changes when the file or folder does */
  stamp(uri: string): Promise<string | undefined>;
}

/**
 * The host with the client's files behind its own: folders that the host cannot reach are read through the client.
 * @param files the client's, once it has said that it gives them
 */
export function withClientFiles(host: Host, files: () => ClientFiles | undefined): Host {
  const reaches = (uri: string): boolean => host.disk && uri.startsWith('file:');
  return {
    ...host,
    async openTree(folder, folders) {
      const given = files();
      const uri = folderUri(folder, folders, host.disk);
      if (!given || uri === undefined || reaches(uri)) return host.openTree(folder, folders);
      const tree = await kernelAt(uri, given);
      if (!tree) throw new Error(`${uri}: no Makefile of a kernel and no mm/ there`);
      return tree;
    },
    async findTree(folders) {
      const near = await host.findTree(folders);
      const given = files();
      if (near || !given) return near;
      for (const folder of folders) {
        const tree = reaches(folder) ? undefined : await kernelAt(folder, given);
        if (tree) return tree;
      }
      return undefined;
    },
  };
}

/** What a setting names, as a URI: one already, or a path below the first folder of the workspace where there is no disk. */
function folderUri(setting: string, folders: readonly string[], disk: boolean): string | undefined {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(setting)) return setting.replace(/\/+$/, '');
  const [base] = folders;
  if (disk || base === undefined) return undefined;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how settings name the folder
  const path = setting.replaceAll('${workspaceFolder}', '.');
  try {
    return new URL(path, `${base.replace(/\/+$/, '')}/`).href.replace(/\/+$/, '');
  } catch {
    return undefined;
  }
}

/** Undefined when it is no kernel. */
async function kernelAt(uri: string, files: ClientFiles): Promise<KernelTree | undefined> {
  const root = uri.replace(/\/+$/, '');
  const version = kernelVersion(await files.text(`${root}/Makefile`))?.version;
  if (version === undefined || (await files.stamp(`${root}/mm`)) === undefined) return undefined;
  return {
    tree: clientTree(root, version, files),
    folder: plain(root),
    version,
    uriOf(path) {
      const clean = cleanPath(path);
      return clean === undefined ? undefined : below(root, clean);
    },
    pathOf(document) {
      return document.startsWith(`${root}/`) ? cleanPath(plain(document.slice(root.length + 1))) : undefined;
    },
    stamp: async () => (await Promise.all([files.stamp(`${root}/Makefile`), files.stamp(`${root}/mm`)])).join(),
    dispose: () => undefined,
  };
}

/** Every file is asked for once: the tree is opened anew when it has changed. */
function clientTree(root: string, version: string, files: ClientFiles): SourceTree {
  const texts = new Map<string, Promise<string | undefined>>();
  return {
    label: plain(root),
    async read(path) {
      const clean = cleanPath(path);
      if (clean === undefined) return undefined;
      let text = texts.get(clean);
      if (!text) texts.set(clean, (text = files.text(below(root, clean))));
      return text;
    },
    async list(folder) {
      const clean = cleanFolder(folder);
      const names = clean === undefined ? undefined : await files.names(clean === '' ? root : below(root, clean));
      const paths = (names ?? []).map((name) => (clean === '' ? name : `${clean}/${name}`));
      return paths.filter((path) => cleanPath(path) === path).sort();
    },
    version: async () => version,
  };
}

/** Half a character (a lone surrogate) stands for itself: there is no such file. */
const below = (root: string, path: string): string =>
  `${root}/${path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')}`;

function plain(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
