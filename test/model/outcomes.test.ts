/** Which ways out of a body its contract tells apart: fixtures/outcomes.c, learnt as the bodies of a tree are; fixtures/outcomes.txt holds the contracts in words. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildCfg, parseFunctions } from '../../server/src/c/index.ts';
import { dumpContract, flowOf, summarise } from '../../server/src/model/index.ts';
import { shipped } from './shipped.ts';

test('ways out that a caller cannot tell apart are one, whatever made the values that they give', async () => {
  const { library, parser } = await shipped();
  const era = library.era('6.12');
  const lines = parseFunctions(parser, readFileSync('test/model/fixtures/outcomes.c', 'utf8')).map((ast) => {
    const cfg = buildCfg(ast);
    return dumpContract(summarise({ cfg, flow: flowOf(cfg), from: 'tree', contractOf: (name) => era.contractOf(name) }));
  });
  const text = `${lines.join('\n')}\n`;
  const golden = 'test/model/fixtures/outcomes.txt';
  if (process.env.UPDATE) writeFileSync(golden, text);
  assert.ok(existsSync(golden), `${golden} is missing: UPDATE=1 writes it`);
  assert.equal(text, readFileSync(golden, 'utf8'));
});

test('an allocator inside its macro is the allocator', async () => {
  const { library } = await shipped();
  const era = library.era('6.12');
  assert.equal(dumpContract(era.contractOf('kmalloc_node_noprof')!), dumpContract(era.contractOf('kmalloc_node')!));
  assert.equal(era.contractOf('nobody_noprof'), undefined);
});
