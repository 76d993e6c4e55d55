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
import { type Bench, changeOf, hazardOf, type ReplayOffer, scenarioFunction } from '../../server/src/review/index.ts';
import { exploreAll, type Verdict } from '../../server/src/sim/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import type { SourceTree } from '../../server/src/tree/types.ts';
import { makefile } from '../check/marks.ts';
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
      change: changeOf(verdicts.before, verdicts.after, sides),
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

/** A patch as git writes it for a file of C: behind each `@@` stands the head of the function. */
function withHeads(patch: string, side: 'old' | 'new'): string {
  let lines: string[] = [];
  return patch
    .split('\n')
    .map((line) => {
      const file = /^--- a\/(.*)/.exec(line)?.[1];
      if (file !== undefined) lines = readFileSync(join(kernel, file), 'utf8').split('\n');
      const [head, old, now] = /^@@ -(\d+)[\d,]* \+(\d+)[\d,]* @@$/.exec(line) ?? [];
      const before = lines.slice(0, Number(side === 'old' ? old : now) - 1);
      return head === undefined ? line : `${line} ${before.findLast((l) => /^[A-Za-z_$]/.test(l) && !/^\w+:\s*$/.test(l)) ?? ''}`;
    })
    .join('\n');
}

for (const alone of [false, true])
  test(`of the historical bugs that need a second thread at least half are reproduced from ${alone ? 'the hunks alone' : 'their patch'}, and none from its mend`, {
    skip: missing ? `${missing} is not there` : false,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cases-'));
    execFileSync('python3', [CASES, '--kernel', kernel, '--tree', '6.12', '--cases', CORPUS, '--out', folder, '--needs', 'concurrent'], {
      stdio: 'ignore',
    });
    const tree = alone ? undefined : await openTree(kernel);
    const found: string[] = [];
    const wrong: string[] = [];
    const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'plant.patch')));
    for (const name of cases) {
      const read = (file: string, side: 'old' | 'new'): string => {
        const text = readFileSync(join(folder, name, file), 'utf8');
        return alone ? withHeads(text, side) : text;
      };
      const planted = await outcomesOf(read('plant.patch', 'old'), tree);
      const mended = await outcomesOf(read('mend.patch', 'new'), tree);
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

/** A kernel of our own: a swapin that gives way to another one that pinned the slot, and a writeback that asks for that. */
const swapState = (exists: string) => `/* swap state */
struct folio *__read_swap_cache_async(swp_entry_t entry, gfp_t gfp_mask, struct mempolicy *mpol, pgoff_t ilx,
				      bool *new_page_allocated, bool skip_if_exists)
{
	struct swap_info_struct *si;
	struct folio *folio;
	void *shadow = NULL;
	int err;

	*new_page_allocated = false;
	si = get_swap_device(entry);
	for (;;) {
		folio = filemap_get_folio(swap_address_space(entry), swap_cache_index(entry));
		if (!IS_ERR(folio))
			goto out;
		folio = folio_alloc_mpol(gfp_mask, 0, mpol, ilx, numa_node_id());
		if (!folio)
			goto none;
		err = swapcache_prepare(entry, 1);
		if (!err)
			break;
		folio_put(folio);
		if (err != -EEXIST)
			goto none;
${exists}		schedule_timeout_uninterruptible(1);
	}
	__folio_set_locked(folio);
	if (mem_cgroup_swapin_charge_folio(folio, NULL, gfp_mask, entry))
		goto undo;
	if (add_to_swap_cache(folio, entry, gfp_mask, &shadow))
		goto undo;
	*new_page_allocated = true;
out:
	put_swap_device(si);
	return folio;
undo:
	put_swap_folio(folio, entry);
	folio_unlock(folio);
	folio_put(folio);
none:
	put_swap_device(si);
	return NULL;
}
`;
const writeback = (rest: string) => `/* writeback */
static int zswap_writeback_entry(struct zswap_entry *entry, swp_entry_t swpentry)
{
	struct folio *folio;
	bool allocated;

${rest}}
`;
const GIVES_WAY = `	folio = __read_swap_cache_async(swpentry, GFP_KERNEL, NULL, 0, &allocated, true);
	if (!folio)
		return -ENOMEM;
	if (!allocated) {
		folio_put(folio);
		return -EEXIST;
	}
	if (entry != xa_cmpxchg(swap_zswap_tree(swpentry), swp_offset(swpentry), entry, NULL, GFP_KERNEL)) {
		delete_from_swap_cache(folio);
		folio_unlock(folio);
		folio_put(folio);
		return -ENOMEM;
	}
	__swap_writepage(folio, NULL);
	folio_put(folio);
	return 0;
`;
const CHECK = '\t\tif (skip_if_exists)\n\t\t\tgoto none;\n';
const DROPS = `From: A <a@example.org>
Subject: [PATCH] mm: swap_state: one check less

diff --git a/mm/swap_state.c b/mm/swap_state.c
--- a/mm/swap_state.c
+++ b/mm/swap_state.c
@@ -23,8 +23,6 @@ struct folio *__read_swap_cache_async(swp_entry_t entry, gfp_t gfp_mask,
 		folio_put(folio);
 		if (err != -EEXIST)
 			goto none;
-		if (skip_if_exists)
-			goto none;
 		schedule_timeout_uninterruptible(1);
 	}
 	__folio_set_locked(folio);
`;
const kernelOf = (files: Readonly<Record<string, string>>): SourceTree =>
  memoryTree('ours', new Map([...Object.entries(files), ['Makefile', makefile('6.12')]]));

async function sidesOf(text: string, tree: SourceTree) {
  const benches: Bench[] = [];
  await reviewer.review(parsePatchText(text), { tree, onBench: (b) => benches.push(b) });
  const replays = reviewer.replays(benches);
  const offer = replays.offers[0];
  return (['before', 'after'] as const).map((side) => replays.side(offer?.id ?? '', side)?.machine);
}

test('a role that the patch leaves alone runs as the tree has it, where that fits', async () => {
  const tree = kernelOf({ 'mm/swap_state.c': swapState(CHECK), 'mm/zswap.c': writeback(GIVES_WAY) });
  const [only] = await outcomesOf(DROPS, tree);
  assert.equal(only?.offer.scenario, 'swapin-reclaim-livelock');
  assert.equal(only?.change, 'introduced');
  assert.equal(only?.line, 11);
  const [, after] = await sidesOf(DROPS, tree);
  assert.ok(after?.sources.some((s) => s.from === 'tree' && s.name === 'mm/zswap.c'));
  assert.ok(!after?.assumed.some((a) => /runs as the scenario has it/.test(a.sentence)));
});

const ASKS_NO_MORE = `From: A <a@example.org>
Subject: [PATCH] mm: zswap: wait for the other swapin

diff --git a/mm/zswap.c b/mm/zswap.c
--- a/mm/zswap.c
+++ b/mm/zswap.c
@@ -5,5 +5,5 @@ static int zswap_writeback_entry(struct zswap_entry *entry, swp_entry_t swpentry
 	bool allocated;
 
-	folio = __read_swap_cache_async(swpentry, GFP_KERNEL, NULL, 0, &allocated, true);
+	folio = __read_swap_cache_async(swpentry, GFP_KERNEL, NULL, 0, &allocated, false);
 	if (!folio)
 		return -ENOMEM;
`;

test('a step in a body of the tree is told at its line there, one of the scenario at no line', async () => {
  const swapin = swapState(CHECK);
  const tree = kernelOf({ 'mm/swap_state.c': swapin, 'mm/zswap.c': writeback(GIVES_WAY) });
  const { findings } = await reviewer.review(parsePatchText(ASKS_NO_MORE), { tree });
  const path = findings.find((f) => f.object === 'swapin-reclaim-livelock')?.path ?? [];
  const lines = swapin.split('\n');
  const told = path.filter((s) => s.file === 'mm/swap_state.c').map(({ line, note }) => `${note} | ${lines[line - 1]?.trim()}`);
  assert.deepEqual(told.slice(0, 3), [
    'CPU0: filemap_get_folio(swap_address_space(entry), swap_cache_index(entry)) | folio = filemap_get_folio(swap_address_space(entry), swap_cache_index(entry));',
    'CPU0: folio_alloc_mpol(gfp_mask, 0, mpol, ilx, numa_node_id()) | folio = folio_alloc_mpol(gfp_mask, 0, mpol, ilx, numa_node_id());',
    'CPU0: swapcache_prepare(entry, 1) | err = swapcache_prepare(entry, 1);',
  ]);
  for (const s of path) assert.equal(s.line > 0, scenarioFunction(s.file) === undefined, s.note);
});

test('a role that does not fit, or that the tree does not have, runs as the scenario has it, and that is said', async () => {
  // this writeback hangs whatever the swapin does
  const hangs = writeback('\tspin_lock(&entry->lock);\n\tfor (;;)\n\t\tcpu_relax();\n\treturn 0;\n');
  for (const [files, why] of [
    [{ 'mm/zswap.c': hangs }, /^zswap_writeback_entry\(\) runs as the scenario has it: as the tree has it, /],
    [{}, /^zswap_writeback_entry\(\) runs as the scenario has it: the tree that was read does not have it/],
  ] as const) {
    const tree = kernelOf({ 'mm/swap_state.c': swapState(CHECK), ...files });
    const [only] = await outcomesOf(DROPS, tree);
    assert.equal(only?.change, 'carried');
    for (const machine of await sidesOf(DROPS, tree)) assert.ok(machine?.assumed.some((a) => why.test(a.sentence)));
  }
});

test('a part of a function that no scenario has a place for is not offered; what is missing is said', async () => {
  const benches: Bench[] = [];
  const text = DROPS.replace(/__read_swap_cache_async/g, 'zswap_store').replaceAll('mm/swap_state.c', 'mm/zswap.c');
  await reviewer.review(parsePatchText(text), { onBench: (b) => benches.push(b) });
  const replays = reviewer.replays(benches);
  assert.deepEqual(replays.offers, []);
  assert.ok(replays.unbound.length > 0);
  for (const u of replays.unbound) assert.match(u.missing.join(), /only a part of zswap_store\(\) is in sight/);
});

const mail = (path: string, hunk: string): string =>
  `From: A <a@example.org>\nDate: Mon, 8 Jan 2024 10:00:00 +0000\nSubject: [PATCH] mm: a part\n\ndiff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${hunk}`;

const OPEN_BLOCK = mail(
  'mm/damon/ops-common.c',
  `@@ -30,7 +30,7 @@ struct folio *damon_get_folio(unsigned long pfn)
 		return NULL;
 
 	folio = page_folio(page);
-	if (!folio_try_get(folio))
+	if (!folio_test_lru(folio) || !folio_try_get(folio))
 		return NULL;
 	if (page_folio(page) != folio || !folio_test_lru(folio)) {
 		folio_put(folio);
`,
);

const LEFT_LOOP = mail(
  'mm/cma.c',
  `@@ -450,9 +450,7 @@ static struct page *__cma_alloc(struct cma *cma, unsigned long count,
 		spin_unlock_irq(&cma->lock);
 
 		pfn = cma->base_pfn + bitmap_no;
-		mutex_lock(&cma_mutex);
 		ret = alloc_contig_range(pfn, pfn + count, MIGRATE_CMA, gfp);
-		mutex_unlock(&cma_mutex);
 		if (!ret) {
 			page = pfn_to_page(pfn);
 			break;
`,
);

const BLIND_ARM = mail(
  'mm/huge_memory.c',
  `@@ -3900,17 +3900,13 @@ static unsigned long deferred_split_scan(struct shrinker *shrink,
 		} else if (!folio_test_partially_mapped(folio)) {
 			list_del_init(&folio->_deferred_list);
 			removed++;
-		} else {
-			swap(folio, prev);
-		}
-		if (folio)
-			folio_put(folio);
+		}
+		folio_put(folio);
 	}
 
 	spin_lock_irqsave(&ds_queue->split_queue_lock, flags);
 	list_splice_tail(&list, &ds_queue->split_queue);
 	ds_queue->split_queue_len -= removed;
 	spin_unlock_irqrestore(&ds_queue->split_queue_lock, flags);
 
-	if (prev)
-		folio_put(prev);
`,
);

for (const [what, text, scenario] of [
  ['a block that the hunk begins ends as it does in the scenario', OPEN_BLOCK, 'damon-folio-lru'],
  ['a break leaves the loop of the scenario where its own is out of sight', LEFT_LOOP, 'cma-alloc-serialised'],
  [
    'an arm of which nothing is in sight is one that the scenario does not have',
    BLIND_ARM.replace('8 Jan 2024', '8 Nov 2024'),
    'deferred-split-list',
  ],
] as const)
  test(what, async () => {
    const outcomes = await outcomesOf(text);
    assert.deepEqual(
      outcomes.map((o) => `${o.offer.scenario} ${o.change}`),
      [`${scenario} introduced`],
    );
  });

test('surroundings that break by themselves say nothing of a patch that has no part in it', async () => {
  const text = mail(
    'mm/memcontrol.c',
    `@@ -5000,6 +5000,7 @@ static void mem_cgroup_css_offline(struct cgroup_subsys_state *css)
 	page_counter_set_low(&memcg->memory, 0);
 
 	memcg_offline_kmem(memcg);
+	memcg_forget_hints(memcg);
 	reparent_shrinker_deferred(memcg);
 	wb_memcg_offline(memcg);
 	lru_gen_offline_memcg(memcg);
`,
  );
  const benches: Bench[] = [];
  await reviewer.review(parsePatchText(text), { onBench: (b) => benches.push(b) });
  const replays = reviewer.replays(benches);
  assert.ok(replays.touched.some((o) => o.scenario === 'zswap-next-shrink'));
  assert.ok(!replays.offers.some((o) => o.scenario === 'zswap-next-shrink'));
  assert.match(
    replays.unbound.find((u) => u.scenario === 'zswap-next-shrink')?.missing.join() ?? '',
    /no step of that is in lines that the patch shows/,
  );
});

test('a scenario that is about kernels far from the patch is not offered, and that is said', async () => {
  const benches: Bench[] = [];
  await reviewer.review(parsePatchText(OPEN_BLOCK.replace('8 Jan 2024', '9 Jan 2017')), { onBench: (b) => benches.push(b) });
  const replays = reviewer.replays(benches);
  assert.deepEqual(replays.offers, []);
  assert.deepEqual(
    replays.otherEras.map((u) => `${u.scenario}: ${u.missing.join()}`),
    ['damon-folio-lru: it is about kernels 6.3-, and the patch is taken to be for 4.9'],
  );
});
