/**
 * zswap-load-exclusive - a swapin takes the only copy and then fails
 * @era: 6.5-
 * @rule: charge/fallible-after-commit
 * @source: 25cd241408a2 "mm: zswap: fix data loss on SWP_SYNCHRONOUS_IO devices"; mm/zswap.c (6.12)
 * @story: A fault on a synchronous device reads into a page of its own, past the swap cache. If zswap_load() drops its copy then and the fault is not completed, because another one
 *   was quicker or it was interrupted, the page is thrown away and the data with it: the next fault reads a slot that was never written. Only the swap
 *   cache may take the copy over, it keeps the folio.
 * @bound: one slot, two faults, one of which may be given up
 * @atomic: taking the entry out of the tree or looking it up
 */
struct swp_entry {
	unsigned int val : 1;
};
typedef struct swp_entry swp_entry_t;

struct zswap_entry {
	struct obj_cgroup *objcg;
	unsigned int length : 1;
};

struct folio {
	bool swapcache;
	bool uptodate;
	bool good_data;
	swp_entry_t swap;
};

struct zswap_entry Z = { .length = 1 };
struct zswap_entry *zswap_copy = &Z;
struct folio F[2];
/* the slot is pinned by who swaps in; the pte still has the swap entry */
bool slot_pinned = false;
bool pte_swapped = true;
bool mapped_good = false;
spinlock_t ptl;

__variant(cache_takes, holds, "the copy goes only when the folio is in the swap cache");
__variant(always_taken, breaks, "the copy goes with every load");
__mutant(cache_takes, "bool swapcache = folio_test_swapcache(folio);	/* who keeps the data then */", "bool swapcache = true;");
__mutant(always_taken, "entry = xa_erase(NULL, 0);	/* whoever loads it */", "entry = xa_load(NULL, 0);");

bool folio_test_swapcache(struct folio *folio) { return folio->swapcache; }
bool folio_test_locked(struct folio *folio) { return true; }
bool folio_test_large(struct folio *folio) { return false; }
void folio_mark_dirty(struct folio *folio) { }
void folio_mark_uptodate(struct folio *folio) { folio->uptodate = true; }
unsigned long swp_offset(swp_entry_t entry) { return 0; }
struct xarray *swap_zswap_tree(swp_entry_t entry) { return NULL; }
bool zswap_never_enabled(void) { return false; }
void zswap_decompress(struct zswap_entry *entry, struct folio *folio) { folio->good_data = true; }
void zswap_entry_free(struct zswap_entry *entry) { free(entry); }
struct zswap_entry *xa_load(struct xarray *xa, unsigned long index) { return zswap_copy; }

__atomic struct zswap_entry *xa_erase(struct xarray *xa, unsigned long index)
{
	struct zswap_entry *entry = zswap_copy;

	zswap_copy = NULL;
	return entry;
}

__in(cache_takes)
__role bool zswap_load(struct folio *folio)
{
	bool swapcache = folio_test_swapcache(folio);	/* who keeps the data then */
	struct zswap_entry *entry;

	if (swapcache)
		entry = xa_erase(NULL, 0);
	else
		entry = xa_load(NULL, 0);
	if (!entry)
		return false;
	zswap_decompress(entry, folio);
	if (swapcache)
		zswap_entry_free(entry);
	folio_mark_uptodate(folio);
	return true;
}

__in(always_taken)
__role bool zswap_load(struct folio *folio)
{
	struct zswap_entry *entry;

	entry = xa_erase(NULL, 0);	/* whoever loads it */
	if (!entry)
		return false;
	zswap_decompress(entry, folio);
	folio_mark_uptodate(folio);
	return true;
}

/* what was never written to the device is no data */
void swap_read_folio(struct folio *folio)
{
	if (zswap_load(folio))
		return;
	folio->good_data = false;
	folio->uptodate = true;
}

__atomic bool swapcache_prepare(void)
{
	if (slot_pinned)
		return false;
	slot_pinned = true;
	return true;
}

void do_swap_page(struct folio *folio, bool given_up)
{
	if (!pte_swapped || !swapcache_prepare())
		return;
	swap_read_folio(folio);
	spin_lock(&ptl);
	if (pte_swapped && !given_up) {
		mapped_good = folio->good_data;
		pte_swapped = false;
	}
	spin_unlock(&ptl);
	slot_pinned = false;
}

/* it meets a fatal signal, or cannot be charged */
__thread void fault_given_up(void)
{
	do_swap_page(&F[0], true);
}

__thread void fault(void)
{
	do_swap_page(&F[1], false);
}

/** data - what is mapped is what was swapped out */
__always bool data(void)
{
	return pte_swapped || mapped_good;
}
