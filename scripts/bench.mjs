// `npm run bench`: bundles test/bench/bench.ts and runs it. Prints figures; asserts nothing.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { common, esmBanner, requirePackages, root } from './bundle.mjs';

requirePackages();
const outfile = join(root, 'out/bench/bench.mjs');
await build({
  ...common,
  entryPoints: ['test/bench/bench.ts'],
  outfile,
  format: 'esm',
  banner: esmBanner,
  external: ['tree-sitter', 'web-tree-sitter', 'tree-sitter-c'],
});
process.exit(spawnSync(process.execPath, [outfile], { stdio: 'inherit', cwd: root }).status ?? 1);
