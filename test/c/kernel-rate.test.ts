import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { test } from 'node:test';
import { outline, parseFunction } from '../../server/src/c/index.ts';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { kernelParser } from './kernel-parser.ts';

const cache = `${homedir()}/.cache/mm-patch-review`;
const kernels = [
  ['6.12', process.env.MM_KERNEL_612 ?? `${cache}/linux-source-6.12`],
  ['6.1', process.env.MM_KERNEL_61 ?? `${cache}/linux-source-6.1`],
] as const;

function sources(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.c'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
}

for (const [version, folder] of kernels) {
  test(`Linux ${version}: fewer than 1 % of the functions of mm hold a parse error`, async (t) => {
    if (!existsSync(`${folder}/mm`)) return t.skip(`no kernel at ${folder}`);
    const parser = await kernelParser();
    for (const part of ['mm', 'kernel/cgroup', 'fs']) {
      let functions = 0;
      let broken = 0;
      let outlining = 0;
      let parsing = 0;
      let size = 0;
      for (const text of sources(`${folder}/${part}`)) {
        size += text.length;
        const started = performance.now();
        const found = outline(text).functions;
        outlining += performance.now() - started;
        for (const f of found) {
          functions++;
          const fn = parseFunction(parser, text, f.start, f.end, f.bodyStart);
          if (!fn || fn.errors.length > 0 || fn.name !== f.name) broken++;
        }
        parsing += performance.now() - started;
      }
      const rate = (100 * broken) / functions;
      const speed = (ms: number): string => `${(size / 1000 / ms).toFixed(1)} MB/s`;
      t.diagnostic(
        `${part}: ${broken} of ${functions} functions (${rate.toFixed(2)} %), outline ${speed(outlining)}, all ${speed(parsing)}`,
      );
      assert.ok(rate < 1, `${part}: ${rate.toFixed(2)} %`);
    }
  });

  test(`Linux ${version}: both parsers give the same functions`, async (t) => {
    if (!existsSync(`${folder}/mm`)) return t.skip(`no kernel at ${folder}`);
    const native = await loadParser({ prefer: 'native' });
    if (native.kind !== 'native') return t.skip('the native tree-sitter is not installed');
    const wasm = await kernelParser();
    for (const text of sources(`${folder}/mm`)) {
      for (const f of outline(text).functions) {
        const parse = (parser: typeof wasm): string => JSON.stringify(parseFunction(parser, text, f.start, f.end, f.bodyStart));
        assert.equal(parse(native), parse(wasm), f.name);
      }
    }
  });
}
