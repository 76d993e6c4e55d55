// What holds at each line, as hovers and hints show it: a function with the situations written behind its lines. UPDATE=1 rewrites them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { buildCfg, type CParser, outline, parseFunction } from '../../server/src/c/index.ts';
import { checkFunction, type Situation, situationsOf } from '../../server/src/check/index.ts';
import { probeContract, withProbes } from '../../server/src/check/instrument.ts';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { type Era, flowOf, Library } from '../../server/src/model/index.ts';
import { golden } from '../cli/golden.ts';
import { modelFiles } from './reviewer.ts';

let parser: CParser;
let era: Era;
before(async () => {
  parser = await loadParser({ prefer: 'wasm' });
  era = new Library(parser, modelFiles()).era('6.12');
});

function inWords(s: Situation): string {
  const parts = s.held.map(
    (h) =>
      `${h.kind} ${h.object}${h.kind === 'lock' ? ` (${h.cls})` : ''}${h.count > 1 ? ` x${h.count}` : ''}${h.by ? '' : ' of the caller'}${h.shared ? ' shared' : ''}`,
  );
  parts.push(...s.released.map((r) => `released ${r.object}`), ...s.gone.map((g) => `gone ${g.object}`));
  if (s.atomic) parts.push('atomic');
  if (s.value) parts.push(`value ${s.value}`);
  if (s.afterGap) parts.push('after a gap');
  const when = s.when.length > 0 ? `  [${s.when.join(', ')}]` : '';
  return `${parts.join('; ') || 'nothing'}${when}`;
}

function annotated(text: string, variable?: string): string {
  const out: string[] = [];
  const rows = text.split('\n');
  const said = new Map<number, string[]>();
  for (const f of outline(text).functions) {
    const cfg = buildCfg(parseFunction(parser, text, f.start, f.end)!);
    const situations = situationsOf({ cfg, text, contractOf: (n) => era.contractOf(n), ...(variable ? { variable } : {}) });
    for (const [line, { before: states }] of situations.lines) said.set(line, states.map(inWords).sort());
    if (situations.bounded) out.push(`${f.name}: bounded`);
  }
  rows.forEach((row, i) => {
    for (const one of said.get(i + 1) ?? []) out.push(`        | ${one}`);
    out.push(row);
  });
  return out.join('\n');
}

describe('situations', () => {
  const folder = 'test/check/situations';
  for (const name of readdirSync(folder).filter((n) => n.endsWith('.c'))) {
    test(name, () => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      const variable = /variable: (\w+)/.exec(text)?.[1];
      golden(`check/situations/${name.replace(/\.c$/, '.out')}`, annotated(text, variable));
    });
  }

  test('probes change nothing: the rules say the same of a graph with them', () => {
    let functions = 0;
    for (const rule of readdirSync('test/check/fixtures', { withFileTypes: true }).filter((e) => e.isDirectory())) {
      for (const name of readdirSync(`test/check/fixtures/${rule.name}`).filter((n) => n.endsWith('.c'))) {
        const text = readFileSync(`test/check/fixtures/${rule.name}/${name}`, 'utf8');
        for (const f of outline(text).functions) {
          const ast = parseFunction(parser, text, f.start, f.end);
          if (!ast) continue;
          const cfg = buildCfg(ast);
          const { cfg: probed } = withProbes(cfg, (o) => text.slice(0, o).split('\n').length);
          const contractOf = (n: string) => probeContract(n) ?? era.contractOf(n);
          const said = (c: typeof cfg) =>
            checkFunction({ cfg: c, flow: flowOf(c), text, contractOf, locks: era.locks })
              .hazards.map((h) => `${h.rule} ${h.at} ${h.message}`)
              .sort();
          assert.deepEqual(said(probed), said(cfg), `${rule.name}/${name}: ${f.name}`);
          for (const node of probed.nodes) for (const to of node.succ) assert.ok(to >= 0 && to < probed.nodes.length);
          const back = new Set(probed.backEdges.map(([a, b]) => `${a}>${b}`));
          for (const node of probed.nodes)
            for (const to of node.succ)
              assert.ok(to > node.id || back.has(`${node.id}>${to}`), `${name}: ${f.name} is in reverse postorder`);
          functions++;
        }
      }
    }
    assert.ok(functions > 100, `${functions} functions`);
  });
});
