// The licences of what is bundled: every package whose code ends up in dist/, with its text, for dist/NOTICES.txt.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';

/** Packages that come as files beside the bundles. */
const besideBundles = ['node_modules/tree-sitter-c', 'node_modules/web-tree-sitter'];

/** The folders of the packages that a bundle was made from. @param {import('esbuild').Metafile} metafile */
function packagesOf(metafile) {
  const folders = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder) folders.add(folder);
  }
  return folders;
}

/** @param {readonly import('esbuild').Metafile[]} metafiles */
export function writeNotices(metafiles) {
  const folders = new Set([...besideBundles, ...metafiles.flatMap((metafile) => [...packagesOf(metafile)])]);
  const notices = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((one) => /^licen[cs]e/i.test(one));
    const text =
      file && existsSync(join(root, folder, file)) ? readFileSync(join(root, folder, file), 'utf8').trim() : `Licence: ${license}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const head = 'mm Patch Review is under the Apache License 2.0. Its bundles contain code of these packages:\n';
  writeFileSync(join(root, 'dist/NOTICES.txt'), [head, ...notices].join(`\n${'-'.repeat(80)}\n\n`));
}
