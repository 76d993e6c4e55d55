// Packages the extension: out/mm-patch-review-<version>.vsix. Everything in it is bundled; nothing is installed later.
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './bundle.mjs';
import { mustRun } from './step.mjs';
import { installVsCode } from './vscode-install.mjs';

/** @returns {Promise<string>} the path of the .vsix */
export async function packageExtension() {
  for (const bundle of ['dist/client.cjs', 'dist/server.cjs']) {
    if (!existsSync(join(root, bundle))) throw new Error(`${bundle} is missing: run \`npm run build\` first.`);
  }
  const vscode = await installVsCode();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const vsix = join(root, 'out', `mm-patch-review-${version}.vsix`);
  mkdirSync(join(root, 'out'), { recursive: true });
  const vsce = join(vscode.folder, 'node_modules/@vscode/vsce/vsce');
  await mustRun(process.execPath, [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ]);
  return vsix;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const vsix = await packageExtension();
  console.log(`${vsix}  ${Math.round(statSync(vsix).size / 1024)} kB`);
}
