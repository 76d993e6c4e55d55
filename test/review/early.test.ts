/** What a long review tells on its way is true in the end. */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Finding, Review } from '../../server/src/review/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makeReviewer } from '../check/reviewer.ts';

const functions = 60;

/** Every fifth function comes to leave with its lock held. */
function lines(n: number): string[] {
  const before = [`int tide_${n}(struct pool *pool)`, '{', '\tspin_lock(&pool->lock);', '\tpool->count++;'];
  return [...before, '\tspin_unlock(&pool->lock);', '\treturn 0;', '}', ''];
}

function patch(): string {
  const hunks = Array.from({ length: functions }, (_, n) => {
    const [head, open, take, count, give, end, close] = lines(n);
    const now = n % 5 === 0 ? ['+\tif (!pool->count)', '+\t\treturn -EINVAL;'] : ['+\tpool->limit++;', '+\tpool->limit--;'];
    const start = n * 8 + 1;
    return [
      `@@ -${start},7 +${start + n * 2},9 @@`,
      ...[head, open, take, count].map((l) => ` ${l}`),
      ...now,
      ...[give, end, close].map((l) => ` ${l}`),
    ];
  });
  return ['diff --git a/mm/tide.c b/mm/tide.c', '--- a/mm/tide.c', '+++ b/mm/tide.c', ...hunks.flat(), ''].join('\n');
}

const said = (f: Finding): string => `${f.rule} ${f.change} ${f.function} ${f.line} ${f.input.start.line} ${f.message}`;

for (const where of ['tree', 'hunks'] as const) {
  test(`what is found early, by ${where}`, async () => {
    const reviewer = await makeReviewer();
    const text = Array.from({ length: functions }, (_, n) => lines(n))
      .flat()
      .join('\n');
    const tree = memoryTree('base', new Map([['mm/tide.c', `${text}\n`]]));
    const document = parsePatchText(patch());
    const early: Review[] = [];
    const steps: string[] = [];
    let clock = 0;
    const now = mock.method(Date, 'now', () => (clock += 300));
    let whole: Review;
    try {
      whole = await reviewer.review(document, {
        ...(where === 'tree' ? { tree } : {}),
        onFound: (review) => void early.push(review),
        onProgress: (done, total) => void steps.push(`${done}/${total}`),
      });
    } finally {
      now.mock.restore();
    }
    assert.equal(whole.patches[0]?.files[0]?.context, where === 'tree' ? 'tree' : 'hunks');
    const all = new Set(whole.findings.map(said));
    assert.equal(whole.findings.filter((f) => f.rule === 'lock/missing-unlock').length, functions / 5);
    assert.ok(early.length > 3, `told ${early.length} times`);
    for (const review of early) for (const finding of review.findings) assert.ok(all.has(said(finding)), said(finding));
    const counts = early.map((review) => review.findings.length);
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => a - b),
    );
    assert.ok(counts[1]! < functions / 5 && counts.at(-1)! >= functions / 5, counts.join());
    assert.ok(steps.includes(`${functions - 1}/${functions}`), steps.join());
    assert.deepEqual(whole, await (await makeReviewer()).review(document, where === 'tree' ? { tree } : {}));
  });
}
