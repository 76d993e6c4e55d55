/**
 * Patches and the scenarios that they play a role in. Of the seed documents and the corpus nothing is kept here but names, lines and verdicts (UPDATE=1 rewrites
 * seed-replays.txt); both lie beside this repository, as the kernel does, and what is not there is skipped.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { openTree } from '../../server/src/disk/index.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { type Bench, changeOf, hazardOf, type ReplayOffer } from '../../server/src/review/index.ts';
import { exploreAll, type Verdict } from '../../server/src/sim/index.ts';
import type { SourceTree } from '../../server/src/tree/types.ts';
import { makeReviewer } from '../check/reviewer.ts';
import { golden } from '../cli/golden.ts';

const reviewer = await makeReviewer();

interface Outcome {
  readonly offer: ReplayOffer;
  readonly change: string;
  readonly line?: number;
  readonly rule?: string;
  readonly states: readonly (number | string)[];
}

async function outcomesOf(text: string, tree?: SourceTree): Promise<Outcome[]> {
  const benches: Bench[] = [];
  await reviewer.review(parsePatchText(text), { ...(tree ? { tree } : {}), onBench: (b) => benches.push(b) });
  const replays = reviewer.replays(benches);
  return replays.offers.map((offer) => {
    const sides = { before: replays.side(offer.id, 'before'), after: replays.side(offer.id, 'after') };
    const explored = (side: 'before' | 'after'): Verdict | undefined => {
      const machine = sides[side]?.machine;
      return machine && exploreAll(machine);
    };
    const verdicts = { before: explored('before'), after: explored('after') };
    const hazard = hazardOf(offer, sides, verdicts);
    return {
      offer,
      change: changeOf(verdicts.before, verdicts.after),
      ...(hazard?.input ? { line: hazard.input.start.line + 1, rule: hazard.rule } : {}),
      states: [verdicts.before, verdicts.after].map((v) => (v ? `${v.kind} ${v.counts.states}` : 'not run')),
    };
  });
}

const SEEDS = '../shared/seeds';
const seeds = existsSync(SEEDS) ? readdirSync(SEEDS).filter((f) => /^\d{3}_.*\.txt$/.test(f)) : [];

test('the seed documents replay from their own text', { skip: seeds.length === 5 ? false : `${SEEDS} is not there` }, async () => {
  let text = '';
  for (const seed of seeds.sort()) {
    text += `${seed.slice(0, 3)}\n`;
    for (const o of await outcomesOf(readFileSync(join(SEEDS, seed), 'utf8')))
      text += `  ${o.offer.scenario}: ${o.change}${o.rule ? ` [${o.rule}] at line ${o.line}` : ''}; before ${o.states[0]}, after ${o.states[1]}; ${o.offer.functions.join(', ')}\n`;
  }
  golden('review/seed-replays.txt', text);
});

const CORPUS = '../shared/corpus';
const CASES = '../shared/tools/cases.py';
const kernel = process.env.MM_KERNEL_612 ?? join(homedir(), '.cache/mm-patch-review/linux-source-6.12');
const missing = [CORPUS, CASES, kernel].find((path) => !existsSync(path));

test('of the historical bugs that need a second thread at least half are reproduced from their patch, and none from its mend', {
  skip: missing ? `${missing} is not there` : false,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cases-'));
  execFileSync('python3', [CASES, '--kernel', kernel, '--tree', '6.12', '--cases', CORPUS, '--out', folder, '--needs', 'concurrent'], {
    stdio: 'ignore',
  });
  const tree = await openTree(kernel);
  const found: string[] = [];
  const wrong: string[] = [];
  const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'plant.patch')));
  for (const name of cases) {
    const planted = await outcomesOf(readFileSync(join(folder, name, 'plant.patch'), 'utf8'), tree);
    const mended = await outcomesOf(readFileSync(join(folder, name, 'mend.patch'), 'utf8'), tree);
    if (planted.some((o) => o.change === 'introduced')) found.push(name);
    for (const o of mended) if (o.change === 'introduced') wrong.push(`${name}: ${o.offer.scenario}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(found.length * 2 >= cases.length, `${found.length} of ${cases.length}: ${found.join(', ')}`);
});

const LOOPS = `From: A <a@example.org>
Subject: [PATCH] mm: a loop that nothing ends

diff --git a/mm/page_alloc.c b/mm/page_alloc.c
--- a/mm/page_alloc.c
+++ b/mm/page_alloc.c
@@ -100,10 +100,11 @@ void before(void)
 static void drain_pages_zone(unsigned int cpu, struct zone *zone)
 {
 	struct per_cpu_pages *pcp = per_cpu_ptr(zone->per_cpu_pageset, cpu);
+	int again = 1;
 
 	pcp_lock(pcp);
-	free_pcppages_bulk(zone, pcp->count, pcp, 0);
+	while (again)
+		cpu_relax();
 	pcp_unlock(pcp);
 }
-
`;

test('a loop without end in the code under review is said, at its line', async () => {
  const [only] = await outcomesOf(LOOPS);
  assert.equal(only?.offer.scenario, 'pcp-drain-count');
  assert.equal(only?.change, 'introduced');
  const benches: Bench[] = [];
  const review = await reviewer.review(parsePatchText(LOOPS), { onBench: (b) => benches.push(b) });
  const finding = review.findings.find((f) => f.object === 'pcp-drain-count');
  assert.match(finding?.message ?? '', /a loop that nothing in it ever ends/);
  assert.match(LOOPS.split('\n')[finding?.input.start.line ?? 0] ?? '', /while \(again\)|cpu_relax|int again/);
});
