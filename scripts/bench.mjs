// `npm run bench [-- NAME ...]`: bundles test/bench/NAME.ts (all of them without a name) and runs it. Prints figures; asserts nothing.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { common, esmBanner, requirePackages, root } from './bundle.mjs';

requirePackages();
const all = readdirSync(join(root, 'test/bench'))
  .filter((f) => f.endsWith('.ts'))
  .map((f) => f.slice(0, -3));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exit(1);
}
let status = 0;
for (const name of wanted.length > 0 ? wanted : all) {
  const outfile = join(root, `out/bench/${name}.mjs`);
  await build({
    ...common,
    entryPoints: [`test/bench/${name}.ts`],
    outfile,
    format: 'esm',
    banner: esmBanner,
    external: ['tree-sitter', 'web-tree-sitter', 'tree-sitter-c'],
  });
  console.log(`\n## ${name}\n`);
  status ||= spawnSync(process.execPath, [outfile], { stdio: 'inherit', cwd: root }).status ?? 1;
}
process.exit(status);
