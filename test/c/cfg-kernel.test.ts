import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { test } from 'node:test';
import { buildCfg, liveness, loopVariants, parseFunctions } from '../../server/src/c/index.ts';
import { checkShape } from './cfg-run.ts';
import { kernelParser } from './kernel-parser.ts';

const cache = `${homedir()}/.cache/mm-patch-review`;
const kernels = [
  ['6.12', process.env.MM_KERNEL_612 ?? `${cache}/linux-source-6.12`],
  ['6.1', process.env.MM_KERNEL_61 ?? `${cache}/linux-source-6.1`],
] as const;

for (const [version, folder] of kernels) {
  test(`Linux ${version}: the graph of every function of mm is whole`, async (t) => {
    if (!existsSync(`${folder}/mm`)) return t.skip(`no kernel at ${folder}`);
    const parser = await kernelParser();
    let functions = 0;
    let nodes = 0;
    let incomplete = 0;
    let lowering = 0;
    let analysing = 0;
    for (const file of readdirSync(`${folder}/mm`).filter((name) => name.endsWith('.c'))) {
      for (const fn of parseFunctions(parser, readFileSync(`${folder}/mm/${file}`, 'utf8'))) {
        const started = performance.now();
        const cfg = buildCfg(fn);
        const built = performance.now();
        liveness(cfg);
        loopVariants(cfg);
        analysing += performance.now() - built;
        lowering += built - started;
        checkShape(cfg);
        functions++;
        nodes += cfg.nodes.length;
        if (cfg.hasGaps) incomplete++;
      }
    }
    const rate = (ms: number): string => `${Math.round(nodes / ms)} nodes/ms`;
    t.diagnostic(
      `${functions} functions, ${nodes} nodes, ${incomplete} incomplete; lowering ${rate(lowering)}, flow facts ${rate(analysing)}`,
    );
    assert.ok(incomplete / functions < 0.005, `${incomplete} of ${functions} have gaps`);
  });
}
