/** docs/scenarios.md says what there is. UPDATE=1 writes it again; how many states a variant took when it was written is not held against it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import type { Machine } from '../../server/src/sim/machine.ts';
import type { Scenario } from '../../server/src/sim/scenario.ts';
import type { Verdict } from '../../server/src/sim/verdict.ts';
import { bench, verdictOf } from './scenario-bench.ts';

const PAGE = 'docs/scenarios.md';
const { scenarios, compile } = await bench();

test('docs/scenarios.md tells every scenario, its variants and their verdicts', () => {
  const page = pageOf(scenarios);
  if (process.env.UPDATE) writeFileSync(PAGE, page);
  assert.ok(existsSync(PAGE), `${PAGE} is missing: UPDATE=1 writes it`);
  assert.equal(masked(readFileSync(PAGE, 'utf8')), masked(page), 'UPDATE=1 writes it again');
});

/** What a faster compiler or another order of the search may change. */
function masked(page: string): string {
  return page.replace(/^(\| `[^|]*\|[^|]*\|)[^|]*\|[^|]*\|$/gm, '$1');
}

function pageOf(all: readonly Scenario[]): string {
  const variants = all.flatMap((s) => s.variants);
  const breaking = variants.filter((v) => v.verdict === 'breaks').length;
  const out = [
    '# Scenarios',
    '',
    `${all.length} small worlds in which the code of a patch is run against other threads: ${variants.length} variants, of which ${breaking} break, and ${all.reduce((n, s) => n + s.mutants.length, 0)} mutants whose one changed line`,
    'turns the verdict round. The files are in `server/model/scenarios` (README.md there is their language). `node scripts/test-unit.mjs test/sim/scenarios` explores every',
    'variant and every mutant; `UPDATE=1 node scripts/test-unit.mjs test/sim/scenario-page` writes this page. A patch that has a function with a *role* is run in the',
    'surroundings of the first variant, before and after. *States* are those that the explorer stored, with its reduction; a variant that breaks stops at the first',
    'counterexample, of which the last column says how long the shortest is and what it shows.',
    '',
    '| scenario | what it is about | kernels | rule |',
    '| --- | --- | --- | --- |',
    ...all.map((s) => `| [${s.id}](#${s.id}) | ${s.title} | ${eraOf(s)} | ${s.rule} |`),
    '',
  ];
  for (const s of all) out.push(...sectionOf(s));
  return `${out.join('\n').trimEnd()}\n`;
}

function sectionOf(s: Scenario): string[] {
  const roles = [...s.functions].filter(([, list]) => list.some((f) => f.marks.has('role'))).map(([name]) => `\`${name}()\``);
  const out = [
    `## ${s.id}`,
    '',
    s.story,
    '',
    `- Source: ${s.source}`,
    `- Roles: ${roles.join(', ')}`,
    `- Bound: ${s.bound}`,
    ...(s.atomic && s.atomic !== 'nothing' ? [`- One step: ${s.atomic}`] : []),
    '',
    '| variant | verdict | states | counterexample |',
    '| --- | --- | --- | --- |',
  ];
  for (const v of s.variants) {
    const { machine } = compile(s, v.id);
    assert.ok(machine, `${s.id}/${v.id}`);
    const found = verdictOf(machine);
    out.push(`| \`${v.id}\`: ${v.sentence} | ${v.verdict} | ${found.counts.states} | ${counterexample(machine, found)} |`);
  }
  return [...out, ''];
}

function eraOf(s: Scenario): string {
  return `${s.since ?? ''}-${s.until ?? ''}`;
}

function counterexample(machine: Machine, verdict: Verdict): string {
  if (verdict.kind !== 'breaks') return '';
  const { violation } = verdict;
  const length = `${verdict.path.length} steps, ${verdict.preemptions} preemption${verdict.preemptions === 1 ? '' : 's'}`;
  switch (violation.kind) {
    case 'invariant':
      return `${length}; it is no longer so that ${machine.invariants[violation.invariant]?.sentence}`;
    case 'fault':
      return `${length}; ${machine.faults[violation.fault]?.sentence.replaceAll('`', '')}`;
    default:
      return `${length}; ${violation.kind}`;
  }
}
