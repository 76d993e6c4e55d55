/**
 * Every rule on small pieces of code. fixtures/<family>-<rule>/: `*.c` is a whole file, `*.patch` a patch without a tree; beside each what is
 * said of it, word for word (`*.out`). Where something must be said, and where nothing, the fixture itself marks (marks.ts).
 *
 * fixtures/known-wrong.txt lists fixtures whose marks are right and whose remarks are not, with the reason. UPDATE=1 rewrites the
 * words, and takes off that list what has become right.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { type Finding, type Reviewer, rules } from '../../server/src/review/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { kernelOf, makefile, marksOf } from './marks.ts';
import { makeReviewer } from './reviewer.ts';

const folder = 'test/check/fixtures';
const listPath = `${folder}/known-wrong.txt`;
const listed = existsSync(listPath) ? readFileSync(listPath, 'utf8').split('\n') : [];
const knownWrong = new Map(listed.flatMap((line) => [...line.matchAll(/^(\S+\/\S+): (.+)$/g)].map((m) => [m[1]!, m[2]!])));
const nowRight = new Set<string>();

let reviewer: Reviewer;
before(async () => {
  reviewer = await makeReviewer();
});

async function remarksOn(name: string, text: string): Promise<{ findings: readonly Finding[]; bounded: readonly string[] }> {
  if (name.endsWith('.patch')) return reviewer.review(parsePatchText(text));
  const version = kernelOf(text);
  const files = new Map([['mm/fixture.c', text]]);
  if (version) files.set('Makefile', makefile(version));
  return reviewer.audit(memoryTree(name, files), ['mm/fixture.c']);
}

/** Lines are those of the fixture, for a patch too. */
function inWords(findings: readonly Finding[], patch: boolean): string {
  if (findings.length === 0) return 'nothing\n';
  const lines: string[] = [];
  for (const f of findings) {
    lines.push(`${f.input.start.line + 1}: ${patch ? `${f.change} ` : ''}${f.rule} ${f.confidence} ${f.message}`);
    if (f.remedy) lines.push(`    remedy: ${f.remedy}`);
    f.path.forEach(
      (step, i) => void lines.push(`    ${i + 1}. ${step.input ? step.input.start.line + 1 : `(${step.line})`}: ${step.note}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

for (const rule of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  describe(rule.name, () => {
    for (const file of readdirSync(`${folder}/${rule.name}`).filter((name) => /\.(c|patch)$/.test(name))) {
      const id = `${rule.name}/${file}`;
      test(file, async () => {
        const path = `${folder}/${id}`;
        const text = readFileSync(path, 'utf8');
        const patch = file.endsWith('.patch');
        const { findings, bounded } = await remarksOn(file, text);
        assert.deepEqual(bounded, [], 'a fixture is explored in full');
        const said = findings.map((f) => `${f.input.start.line + 1} ${patch ? `${f.change} ` : ''}${f.rule}`);
        const marks = marksOf(text, patch);
        const right = JSON.stringify([...said].sort()) === JSON.stringify([...marks].sort());
        const words = inWords(findings, patch);
        if (knownWrong.has(id)) {
          if (right && process.env.UPDATE) nowRight.add(id);
          else if (right) assert.fail(`${id} is right now: take it off ${listPath} (UPDATE=1 does)`);
          if (!right) return;
        }
        if (!right) assert.fail(`marked:\n  ${marks.join('\n  ') || 'nothing'}\nsaid:\n${words}`);
        const golden = `${path}.out`;
        if (process.env.UPDATE) writeFileSync(golden, words);
        assert.ok(existsSync(golden), `${golden} is missing: UPDATE=1 writes it`);
        assert.equal(words, readFileSync(golden, 'utf8'));
      });
    }
  });
}

test('a rule whose ways are shown here has bad code, good code, bad code across functions, and a patch without a tree', () => {
  const shown = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.ok(shown.length >= 10);
  for (const { name } of shown) {
    assert.ok(
      rules.some(({ id }) => id.replace('/', '-') === name),
      `${name} is no rule`,
    );
    const files = new Set(readdirSync(`${folder}/${name}`));
    // what only a difference shows is bad as a patch, never as a file
    for (const file of ['bad', 'good', 'bad-across-functions'])
      assert.ok(files.has(`${file}.c`) || files.has(`${file}.patch`), `${name}: ${file}`);
    assert.ok(files.has('hunk-only.patch'), `${name}: hunk-only.patch`);
  }
});

test('the list of what is known to be wrong names fixtures, each with a reason', () => {
  if (process.env.UPDATE && nowRight.size > 0)
    writeFileSync(listPath, listed.filter((line) => !nowRight.has(line.split(':')[0]!)).join('\n'));
  for (const [id, why] of knownWrong) assert.ok(existsSync(`${folder}/${id}`) && why.length > 10, id);
});
