// What the model leaves out on purpose (`@check: locks`) a patch may change without its callers being told that they lag behind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { memoryTree } from '../../server/src/tree/index.ts';
import { makefile } from '../check/marks.ts';
import { makeReviewer } from '../check/reviewer.ts';

const reviewer = await makeReviewer();

const caller = `#include <linux/pgtable.h>

void tide_walk(pmd_t *pmd, unsigned long addr, unsigned long end)
{
	pte_t *pte = NULL;

	for (; addr < end; addr += PAGE_SIZE) {
		if (!pte++) {
			pte = pte_offset_map(pmd, addr);
			if (!pte)
				break;
		}
		if (!tide_is_ours(pte))
			continue;
		pte_unmap(pte);
		pte = NULL;
		tide_read(addr);
	}
	if (pte)
		pte_unmap(pte);
}
`;
const header = 'static inline void pte_unmap(pte_t *pte)\n{\n\tkunmap_local(pte);\n}\n';
const patch = `--- a/include/linux/pgtable.h
+++ b/include/linux/pgtable.h
@@ -1,4 +1,5 @@
 static inline void pte_unmap(pte_t *pte)
 {
 	kunmap_local(pte);
+	rcu_read_unlock();
 }
--- a/mm/tide.c
+++ b/mm/tide.c
@@ -1,2 +1,3 @@
 #include <linux/pgtable.h>
+#include <linux/rcupdate.h>
 
`;

test('an RCU section that the model does not show is no promise to callers', async () => {
  const files = new Map([
    ['Makefile', makefile('6.12')],
    ['include/linux/pgtable.h', header],
    ['mm/tide.c', caller],
  ]);
  const review = await reviewer.review(parsePatchText(patch), { tree: memoryTree('tree', files) });
  assert.deepEqual(
    review.findings.filter((f) => f.severity !== 'info').map((f) => `${f.rule} ${f.function}`),
    [],
  );
});
