/**
 * damon-folio-lru - flags of a folio are looked at before it is pinned
 * @era: 6.3-
 * @rule: ref/use-after-put
 * @source: d6b8b02a27b3 "mm/damon/ops-common: call folio_test_lru() after folio_get()"; mm/damon/ops-common.c (6.12)
 * @story: damon_get_folio() comes from a page frame number: nothing keeps the folio. Before folio_try_get() it may be freed and become a tail page of another
 *   folio, whose flags must not be asked for (VM_BUG_ON). Once it is pinned, page_folio() is compared again and the flag is safe.
 * @bound: one page frame, freed once and allocated again as a part of a larger folio
 * @atomic: freeing a folio; allocating a larger one
 */
struct page {
	unsigned int pfn : 1;
};

struct folio {
	unsigned int refs : 2;
	bool lru;
	bool tail;
	struct page page;
};

struct folio F = { .refs = 1, .lru = true };
/* the head of the larger folio */
struct folio H = { .refs = 0 };

__variant(pinned_first, holds, "the flag is looked at once the folio is pinned and is still the page's");
__variant(flag_first, breaks, "folio_test_lru() before folio_try_get()");
__mutant(pinned_first, "if (!folio_try_get(folio))	/* from here on it stays what it is */", "if (!folio_test_lru(folio) || !folio_try_get(folio))");

struct page *pfn_to_online_page(unsigned long pfn) { return &F.page; }

/* the head of whatever the page is a part of */
struct folio *page_folio(struct page *page) { return F.tail ? &H : &F; }

__atomic bool folio_test_lru(struct folio *folio)
{
	assert(!folio->tail);
	return folio->lru;
}

__atomic bool folio_try_get(struct folio *folio)
{
	if (folio->refs == 0)
		return false;
	folio->refs++;
	return true;
}

__atomic void folio_put(struct folio *folio)
{
	folio->refs--;
	if (folio->refs == 0)
		folio->lru = false;
}

__in(pinned_first)
__role struct folio *damon_get_folio(unsigned long pfn)
{
	struct page *page = pfn_to_online_page(pfn);
	struct folio *folio;

	if (!page)
		return NULL;
	hunk_begin();
	folio = page_folio(page);
	if (!folio_try_get(folio))	/* from here on it stays what it is */
		return NULL;
	if (page_folio(page) != folio || !folio_test_lru(folio)) {
		folio_put(folio);
		folio = NULL;
	}
	hunk_end();
	return folio;
}

__in(flag_first)
__role struct folio *damon_get_folio(unsigned long pfn)
{
	struct page *page = pfn_to_online_page(pfn);
	struct folio *folio = page_folio(page);

	if (!folio_test_lru(folio) || !folio_try_get(folio))
		return NULL;
	if (page_folio(page) != folio) {
		folio_put(folio);
		folio = NULL;
	}
	return folio;
}

/* what DAMON got is the folio of the page that it asked for */
__thread void kdamond(void)
{
	struct folio *folio = damon_get_folio(0);

	if (!folio)
		return;
	assert(folio == &F ? !F.tail : F.tail);
	folio_put(folio);
}

__atomic bool alloc_larger_folio(void)
{
	if (F.refs > 0)
		return false;
	F.tail = true;
	H.refs = 1;
	H.lru = true;
	return true;
}

/* and splits it again when it is freed */
__atomic void free_larger_folio(void)
{
	H.refs--;
	if (H.refs > 0)
		return;
	H.lru = false;
	F.tail = false;
	F.refs = 1;
	F.lru = true;
}

__thread void free_and_alloc(void)
{
	folio_put(&F);
	if (alloc_larger_folio())
		free_larger_folio();
}
