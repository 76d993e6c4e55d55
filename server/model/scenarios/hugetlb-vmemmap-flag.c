/**
 * hugetlb-vmemmap-flag - a folio stops being a hugetlb folio before its vmemmap is restored
 * @era: 5.14-
 * @rule: charge/fallible-after-commit
 * @source: 32c877191e02 "hugetlb: do not clear hugetlb dtor until allocating vmemmap"; mm/hugetlb.c (6.12)
 * @story: The struct pages of an optimized hugetlb folio share memory that is mapped read only. remove_hugetlb_folio() runs under hugetlb_lock, restoring the vmemmap
 *   comes later and may fail. If the hugetlb flag is cleared first, memory failure takes the page for one of an ordinary compound page in between and
 *   writes to a tail struct page that cannot be written.
 * @bound: one free hugetlb folio, one memory failure
 * @atomic: nothing
 */
struct folio {
	bool hugetlb;
	bool vmemmap_optimized;
	bool freed;
};

struct hstate {
	unsigned int nr_huge_pages : 1;
};

struct folio F = { .hugetlb = true, .vmemmap_optimized = true };
struct hstate default_hstate = { .nr_huge_pages = 1 };
spinlock_t hugetlb_lock;

__variant(cleared_last, holds, "the flag goes after the vmemmap was restored");
__variant(cleared_first, breaks, "the flag goes when the folio leaves the pool");
__variant(not_optimized, holds, "the flag goes first, and the vmemmap is complete anyway");
__mutant(cleared_last, "if (!folio_test_hugetlb_vmemmap_optimized(folio))	/* else when it is restored */", "if (folio)");

bool folio_test_hugetlb(struct folio *folio) { return folio->hugetlb; }
bool folio_test_hugetlb_vmemmap_optimized(struct folio *folio) { return folio->vmemmap_optimized; }
bool folio_test_hugetlb_freed(struct folio *folio) { return false; }
void folio_clear_hugetlb_freed(struct folio *folio) { }
void __folio_clear_hugetlb(struct folio *folio) { folio->hugetlb = false; }
void *hugetlb_cgroup_from_folio(struct folio *folio) { return NULL; }
void *hugetlb_cgroup_from_folio_rsvd(struct folio *folio) { return NULL; }
bool hstate_is_gigantic_no_runtime(struct hstate *h) { return false; }
bool hstate_is_gigantic(struct hstate *h) { return false; }
bool gigantic_page_runtime_supported(void) { return true; }
int folio_nid(struct folio *folio) { return 0; }
void list_del(struct list_head *item) { }

__in(cleared_last)
__role void remove_hugetlb_folio(struct hstate *h, struct folio *folio, bool adjust_surplus)
{
	int nid = folio_nid(folio);

	hunk_begin();
	if (!folio_test_hugetlb_vmemmap_optimized(folio))	/* else when it is restored */
		__folio_clear_hugetlb(folio);
	h->nr_huge_pages--;
	hunk_end();
}

__in(cleared_first, not_optimized)
__role void remove_hugetlb_folio(struct hstate *h, struct folio *folio, bool adjust_surplus)
{
	__folio_clear_hugetlb(folio);
	h->nr_huge_pages--;
}

void add_hugetlb_folio(struct hstate *h, struct folio *folio, bool adjust_surplus)
{
	h->nr_huge_pages++;
	folio->hugetlb = true;
}

/* memory for the struct pages has to be found */
int hugetlb_vmemmap_restore_folio(struct hstate *h, struct folio *folio)
{
	if (choose()) {
		outcome("no memory for the struct pages");
		return -ENOMEM;
	}
	folio->vmemmap_optimized = false;
	return 0;
}

__thread void free_huge_folio(void)
{
	if (variant(not_optimized))
		F.vmemmap_optimized = false;
	spin_lock_irq(&hugetlb_lock);
	remove_hugetlb_folio(&default_hstate, &F, false);
	spin_unlock_irq(&hugetlb_lock);

	if (folio_test_hugetlb_vmemmap_optimized(&F) && hugetlb_vmemmap_restore_folio(&default_hstate, &F)) {
		spin_lock_irq(&hugetlb_lock);
		add_hugetlb_folio(&default_hstate, &F, false);
		spin_unlock_irq(&hugetlb_lock);
		return;
	}
	if (folio_test_hugetlb(&F)) {
		spin_lock_irq(&hugetlb_lock);
		__folio_clear_hugetlb(&F);
		spin_unlock_irq(&hugetlb_lock);
	}
	F.freed = true;
}

/* hugetlb folios are marked on their head; anything else on the page that failed, which here is a tail page */
__thread void memory_failure(void)
{
	bool hugetlb;

	spin_lock_irq(&hugetlb_lock);
	hugetlb = folio_test_hugetlb(&F);
	spin_unlock_irq(&hugetlb_lock);
	if (!hugetlb)
		assert(!F.vmemmap_optimized);
}
