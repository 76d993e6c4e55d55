// What every bundle of this repository shares: the esbuild settings, and where the WASM and the model are found.
// Knows esbuild; must not know which bundles exist (build.mjs, test-unit.mjs do).
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Settings that all bundles have in common. The model's C may be imported as text. */
export const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  minify: false,
  logLevel: 'warning',
  loader: { '.c': 'text' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/** web-tree-sitter's ES module uses import.meta, which a CommonJS bundle does not have: there its .cjs twin is taken. */
export const cjsAlias = { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') };

/** What stands for the sources of the server and the packages that it is made with: other for whatever may give other contracts. */
export function engineStamp() {
  const hash = createHash('sha256');
  const folder = join(root, 'server/src');
  const names = readdirSync(folder, { recursive: true }).map(String);
  for (const name of names.filter((n) => n.endsWith('.ts')).sort()) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

/** What ES module bundles need for the CommonJS packages inside them. */
export const esmBanner = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/** The WASM files that stand beside every bundle that parses C. */
export const wasmFiles = ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'node_modules/tree-sitter-c/tree-sitter-c.wasm'];

/** Says plainly that the packages are missing, instead of esbuild's "cannot find module". */
export function requirePackages() {
  if (!existsSync(join(root, 'node_modules/esbuild'))) {
    console.error('The packages are not installed. Run `npm ci` first (npm start and npm test do it by themselves).');
    process.exit(2);
  }
}
