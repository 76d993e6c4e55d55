// Builds dist/: the extension's client, the language server, the command line tool, and what stands beside them.
// Usage: node scripts/build.mjs [--watch] [client|server|cli ...]
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cjsAlias, common, esmBanner, requirePackages, root, wasmFiles } from './bundle.mjs';
import { writeNotices } from './notices.mjs';

requirePackages();
const esbuild = await import('esbuild');

const bundles = {
  client: {
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/client.cjs',
    format: 'cjs',
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
  panel: {
    entryPoints: ['client/src/panel/main.tsx'],
    outfile: 'dist/panel.js',
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: false,
  },
  'panel-style': {
    entryPoints: ['client/src/panel/panel.css'],
    outfile: 'dist/panel.css',
    platform: 'browser',
    minify: true,
    sourcemap: false,
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

const metafiles = [];
for (const [name, bundle] of Object.entries(bundles)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const missing = bundle.entryPoints.find((entry) => !existsSync(join(root, entry)));
  if (missing) {
    console.log(`build: ${bundle.outfile} is left out, there is no ${missing}`);
    continue;
  }
  const options = { ...common, ...bundle };
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
