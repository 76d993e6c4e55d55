import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildCfg, dumpCfg, parseFunctions } from '../../server/src/c/index.ts';
import { checkShape } from './cfg-run.ts';
import { assertGolden } from './golden.ts';
import { kernelParser } from './kernel-parser.ts';

const folder = 'test/c/fixtures/cfg';

for (const file of readdirSync(folder).filter((name) => name.endsWith('.c'))) {
  test(`graphs of ${file}`, async () => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const functions = parseFunctions(await kernelParser(), text);
    const dumps = functions.map((fn) => {
      const cfg = buildCfg(file === 'unseen.c' ? { ...fn, partial: true } : fn);
      checkShape(cfg);
      return dumpCfg(cfg, text);
    });
    assertGolden(`${folder}/${file.replace(/\.c$/, '.cfg.txt')}`, dumps.join('\n'));
  });
}
