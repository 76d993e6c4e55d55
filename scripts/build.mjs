// Builds dist/: the extension's client, the language server, the command line tool, and what stands beside them.
// Usage: node scripts/build.mjs [--watch] [client|server|cli ...]
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cjsAlias, common, engineStamp, esmBanner, requirePackages, root, wasmFiles } from './bundle.mjs';
import { writeNotices } from './notices.mjs';

requirePackages();
const esbuild = await import('esbuild');

/** The page's style as text within its script: one file to load. */
const styleAsText = {
  name: 'style-as-text',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code, loader: 'text' };
    });
  },
};

const bundles = {
  client: {
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/client.cjs',
    format: 'cjs',
    external: ['vscode'],
  },
  'client-browser': {
    entryPoints: ['client/src/extension-browser.ts'],
    outfile: 'dist/client-browser.js',
    format: 'cjs',
    platform: 'browser',
    target: 'es2022',
    sourcemap: false,
    external: ['vscode'],
  },
  server: {
    entryPoints: ['server/src/lsp/main-node.ts'],
    outfile: 'dist/server.cjs',
    format: 'cjs',
    alias: cjsAlias,
    // The native parser is tied to one machine; the extension is not.
    external: ['tree-sitter'],
    // web-tree-sitter reaches for import.meta.url only where it runs as an ES module.
    logOverride: { 'empty-import-meta': 'silent' },
  },
  'server-browser': {
    entryPoints: ['server/src/lsp/main-browser.ts'],
    outfile: 'dist/server-browser.js',
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    sourcemap: false,
    // web-tree-sitter asks for them where it runs on Node, which a worker is not.
    external: ['fs', 'fs/promises', 'module', 'path', 'url'],
    // It makes an address of this for bytes that it is given; nothing is ever fetched from there.
    define: { 'import.meta.url': '"https://mm-review.invalid/server.js"' },
  },
  panel: {
    entryPoints: ['client/src/panel/main.tsx'],
    outfile: 'dist/panel.js',
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: false,
    plugins: [styleAsText],
  },
  'sim-worker': {
    entryPoints: ['server/src/lsp/sim-worker.ts'],
    outfile: 'dist/sim-worker.cjs',
    format: 'cjs',
  },
  cli: {
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'dist/cli.mjs',
    format: 'esm',
    banner: esmBanner,
    // Loaded where they are installed and were built; never needed.
    external: ['tree-sitter', 'tree-sitter-c'],
  },
};

const args = process.argv.slice(2);
const watch = args.includes('--watch');
const named = args.filter((arg) => !arg.startsWith('-'));
for (const name of named) {
  if (!(name in bundles)) {
    console.error(`There is no bundle called ${name}: ${Object.keys(bundles).join(', ')}.`);
    process.exit(2);
  }
}

const started = Date.now();
mkdirSync(join(root, 'dist'), { recursive: true });
for (const file of wasmFiles) cpSync(join(root, file), join(root, 'dist', basename(file)));
// Made anew: a file that the model no longer has must not live on here.
rmSync(join(root, 'dist/model'), { recursive: true, force: true });
if (existsSync(join(root, 'server/model'))) {
  cpSync(join(root, 'server/model'), join(root, 'dist/model'), {
    recursive: true,
    filter: (source) => statSync(source).isDirectory() || /\.(c|h)$/.test(source),
  });
}

// One file for those who fetch it.
const modelFolder = join(root, 'server/model');
const modelNames = readdirSync(modelFolder, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.c'))
  .sort();
writeFileSync(
  join(root, 'dist/model.json'),
  JSON.stringify(modelNames.map((name) => ({ name, text: readFileSync(join(modelFolder, name), 'utf8') }))),
);

const metafiles = [];
for (const [name, bundle] of Object.entries(bundles)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const missing = bundle.entryPoints.find((entry) => !existsSync(join(root, entry)));
  if (missing) {
    console.log(`build: ${bundle.outfile} is left out, there is no ${missing}`);
    continue;
  }
  // while sources change under a watching build, nobody can say what it is made of
  const options = { ...common, define: { __ENGINE__: JSON.stringify(watch ? '' : engineStamp()) }, ...bundle };
  if (watch) {
    const context = await esbuild.context({ ...options, logLevel: 'info' });
    await context.watch();
    continue;
  }
  try {
    metafiles.push((await esbuild.build({ ...options, metafile: true })).metafile);
  } catch {
    console.error(`build: ${bundle.outfile} failed (see above)`);
    process.exit(1);
  }
  const size = statSync(join(root, bundle.outfile)).size;
  console.log(`build: ${bundle.outfile}  ${Math.round(size / 1024)} kB`);
}
if (!watch && named.length === 0) writeNotices(metafiles);
if (watch) console.log('build: watching; Ctrl-C ends it');
else console.log(`build: done in ${Date.now() - started} ms, dist/ holds ${readdirSync(join(root, 'dist')).length} entries`);
