// A patch for another kernel than the tree's, one file of which happens to fit: what the tree promises is not told of the files that do not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makefile } from '../check/marks.ts';
import { makeReviewer } from '../check/reviewer.ts';

const reviewer = await makeReviewer();
const tree = memoryTree(
  'tree',
  new Map([
    ['Makefile', makefile('6.12')],
    ['include/linux/tide.h', 'struct tide;\n\nvoid tide_turn(struct tide *tide);\n'],
    ['mm/tide.c', 'void tide_elsewhere(void)\n{\n\ttide_nothing();\n}\n'],
  ]),
);

/** Before 6.5 pte_offset_map_lock() could not fail. */
const mail = (date: string): string => `From: A <a@example.org>
Date: ${date}
Subject: [PATCH] mm/tide: look at entries

--- a/include/linux/tide.h
+++ b/include/linux/tide.h
@@ -1,3 +1,4 @@
 struct tide;
 
 void tide_turn(struct tide *tide);
+void tide_look(struct tide *tide, pmd_t *pmd, unsigned long addr);
--- a/mm/tide.c
+++ b/mm/tide.c
@@ -10,2 +10,13 @@ void tide_here(void)
 
+void tide_look(struct tide *tide, pmd_t *pmd, unsigned long addr)
+{
+	spinlock_t *ptl;
+	pte_t *pte;
+
+	pte = pte_offset_map_lock(tide->mm, pmd, addr, &ptl);
+	if (pte_present(*pte))
+		tide->seen++;
+	pte_unmap_unlock(pte, ptl);
+}
+
`;

const rulesOn = async (date: string): Promise<string[]> => {
  const review = await reviewer.review(parsePatchText(mail(date)), { tree });
  assert.deepEqual(
    review.patches[0]!.files.map((f) => f.context),
    ['tree', 'hunks'],
  );
  return review.findings.map((f) => f.rule);
};

test('of the time of the tree, the tree speaks', async () => {
  assert.deepEqual(await rulesOn('Fri, 29 Nov 2024 10:00:00 +0000'), ['ref/unchecked-get']);
});

test('of another time, the kernel of that time does', async () => {
  assert.deepEqual(await rulesOn('Tue, 23 Jul 2019 10:00:00 +0000'), []);
});
