// `npm run bench [-- NAME ...]`: runs test/bench/NAME.ts, bundled, or NAME.mjs as it is (all .ts without a name: the others boot a whole VS Code). Prints figures;
// asserts nothing.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { common, esmBanner, requirePackages, root } from './bundle.mjs';
import { findKernel } from './kernel-sources.mjs';

requirePackages();
const files = readdirSync(join(root, 'test/bench'));
const named = (ending) => files.filter((f) => f.endsWith(ending)).map((f) => f.slice(0, -ending.length));
const bundled = named('.ts');
const all = [...bundled, ...named('.mjs')];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exit(1);
}
/** where the kernel is that some of them read */
const env = { ...process.env, MM_KERNEL_612: findKernel('6.12') ?? '' };
let status = 0;
for (const name of wanted.length > 0 ? wanted : bundled) {
  console.log(`\n## ${name}\n`);
  const outfile = bundled.includes(name) ? join(root, `out/bench/${name}.mjs`) : join(root, `test/bench/${name}.mjs`);
  if (bundled.includes(name)) {
    await build({
      ...common,
      entryPoints: [`test/bench/${name}.ts`],
      outfile,
      format: 'esm',
      banner: esmBanner,
      external: ['tree-sitter', 'web-tree-sitter', 'tree-sitter-c'],
    });
  }
  status ||= spawnSync(process.execPath, [outfile], { stdio: 'inherit', cwd: root, env }).status ?? 1;
}
process.exit(status);
