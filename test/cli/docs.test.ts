// The pages that diagnostics link to: one for each rule, with what a reader looks for, and true to what the tool does.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeEngine } from '../../server/src/cli/engine-node.ts';
import { run } from '../../server/src/cli/index.ts';
import { rulePath, rules } from '../../server/src/review/index.ts';
import { fakeIo } from './fake.ts';

const page = (name: string): string => readFileSync(`docs/rules/${name}`, 'utf8');

test('every rule has a page, every page a rule, and the index has all', () => {
  const pages = rules.map(({ id }) => rulePath(id).split('/').at(-1)!);
  assert.deepEqual(
    [...pages].sort(),
    readdirSync('docs/rules')
      .filter((name) => name !== 'README.md')
      .sort(),
  );
  const index = page('README.md');
  for (const { id, says } of rules) assert.ok(index.includes(`[${id}](${id.replace('/', '-')}.md) | ${says} |`), id);
});

test('every page says why, shows an example and a real commit, and how to be rid of it', () => {
  for (const { id } of rules) {
    const text = page(`${id.replace('/', '-')}.md`);
    assert.ok(text.startsWith(`# ${id}\n`), id);
    for (const part of ['Why it hurts', 'Example', 'A real one', 'When it is silent', 'How to dismiss it'])
      assert.ok(text.includes(`\n## ${part}\n`), `${id}: ${part}`);
    assert.match(text, /\n[0-9a-f]{12} \("[^"]+"\)/, `${id}: a commit`);
  }
});

test('links between the pages of docs/ lead somewhere', () => {
  for (const name of readdirSync('docs/rules')) {
    for (const [, target] of page(name).matchAll(/\]\(([^)#:]+)\)/g)) assert.ok(readFileSync(`docs/rules/${target}`), `${name}: ${target}`);
  }
});

test('where the pages promise silence, there is silence', async () => {
  const io = fakeIo();
  const status = await run(['audit', '--kernel', 'test/cli/promises'], io, nodeEngine(pathToFileURL('server/model/')));
  assert.equal(io.out, '');
  assert.equal(status, 0, io.err);
});
