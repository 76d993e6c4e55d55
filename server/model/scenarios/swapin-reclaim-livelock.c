/**
 * swapin-reclaim-livelock - reclaim on behalf of a swapin's charge waits for the swapin itself
 * @era: 6.6-6.12
 * @rule: charge/reclaim-recursion
 * @source: a65b0e7607cc "zswap: make shrinking memcg-aware" and its second version; mm/swap_state.c (6.12)
 * @story: A swapin pins its slot with SWAP_HAS_CACHE and then charges the new folio. The charge may reclaim, reclaim shrinks zswap, and zswap writes back the
 *   very entry of that slot: __read_swap_cache_async() is entered again, gets -EEXIST from swapcache_prepare() and waits for the folio to appear. It is the
 *   outer call that would put it there. Either the entry is off the list while its slot is pinned, or writeback gives up when it meets -EEXIST.
 * @bound: one slot with one zswap entry, one nested call of __read_swap_cache_async()
 * @atomic: finding a folio in the swap cache, swapcache_prepare(), an entry's place on the list
 */
struct swp_entry {
	unsigned int val : 1;
};
typedef struct swp_entry swp_entry_t;

struct folio {
	unsigned int refs : 2;
	struct mutex lock;
};

struct swap_slot {
	bool has_cache;
	struct folio *cache;
	bool used;
};

struct swap_info_struct {
	bool live;
};

struct zswap_entry {
	swp_entry_t swpentry;
};

__pool struct folio F[3] = { { .refs = 1 } };
struct swap_slot slot = { .used = true };
/* zswap's copy of the slot: in the tree, on the list that reclaim takes entries from */
struct swap_info_struct si0 = { .live = true };
struct zswap_entry Z;
bool z_in_tree = true;
bool z_on_lru = true;
bool swap_slot_cache_enabled = true;

__live;
__variant(waits, breaks, "writeback waits for the slot as any swapin does");
__variant(off_lru, holds, "the second version: the swapin takes the entry off the list first and puts it back at the end");
__variant(skip_if_exists, holds, "as merged: writeback gives up on an entry whose slot is pinned, and the entry is rotated");
__variant(stays_off_lru, breaks, "as off_lru, but the entry is not put back when the charge fails");
__mutant(skip_if_exists, "if (skip_if_exists)	/* nobody but our caller may be ahead of us */", "if (skip_if_exists && !slot.has_cache)");
__mutant(off_lru, "zswap_lru_removed = zswap_remove_swpentry_from_lru(entry);	/* v2 */", "");

void folio_get(struct folio *folio) { get(folio); }
void folio_put(struct folio *folio) { put(folio); }
void folio_unlock(struct folio *folio) { drop(&folio->lock, FOLIO); }
/* a new folio: nobody else can hold its lock, and a hunk may lock it once more */
void __folio_set_locked(struct folio *folio)
{
	if (!trytake(&folio->lock, FOLIO))
		return;
}
void __folio_set_swapbacked(struct folio *folio) { }
void folio_add_lru(struct folio *folio) { }
struct folio *folio_file_page(struct folio *folio, pgoff_t index) { return folio; }
void workingset_refault(struct folio *folio, void *shadow) { }
struct swap_info_struct *get_swap_device(swp_entry_t entry) { return &si0; }
void put_swap_device(struct swap_info_struct *si) { }
struct address_space *swap_address_space(swp_entry_t entry) { return NULL; }
pgoff_t swp_offset(swp_entry_t entry) { return 0; }
pgoff_t swap_cache_index(swp_entry_t entry) { return 0; }
int numa_node_id(void) { return 0; }
struct folio *folio_alloc_mpol(gfp_t gfp, unsigned int order, struct mempolicy *mpol, pgoff_t ilx, int nid) { return new(struct folio); }
int swap_swapcount(struct swap_info_struct *si, swp_entry_t entry) { return slot.used; }
struct folio *vma_alloc_folio(gfp_t gfp, int order, struct vm_area_struct *vma, unsigned long addr, bool hugepage) { return new(struct folio); }

__atomic struct folio *filemap_get_folio(struct address_space *mapping, pgoff_t index)
{
	if (!slot.cache)
		return ERR_PTR(-ENOENT);
	get(slot.cache);
	return slot.cache;
}

__atomic int swapcache_prepare(swp_entry_t entry, int nr)
{
	if (!slot.used)
		return -ENOENT;
	if (slot.has_cache)
		return -EEXIST;
	slot.has_cache = true;
	return 0;
}

void put_swap_folio(struct folio *folio, swp_entry_t entry)
{
	slot.has_cache = false;
}

int add_to_swap_cache(struct folio *folio, swp_entry_t entry, gfp_t gfp, void **shadowp)
{
	get(folio);
	slot.cache = folio;
	return 0;
}

void schedule_timeout_uninterruptible(long timeout) { }

__atomic bool zswap_remove_swpentry_from_lru(swp_entry_t swpentry)
{
	if (!z_in_tree || !z_on_lru)
		return false;
	z_on_lru = false;
	return true;
}

__atomic void zswap_insert_swpentry_into_lru(swp_entry_t swpentry)
{
	if (z_in_tree)
		z_on_lru = true;
}

void get_task_policy(struct task_struct *p) { }
void put_page(struct folio *page) { put(page); }
struct xarray *swap_zswap_tree(swp_entry_t entry) { return NULL; }
void zswap_decompress(struct zswap_entry *entry, struct folio *folio) { }
void folio_mark_uptodate(struct folio *folio) { }
void folio_set_reclaim(struct folio *folio) { }
void zswap_entry_free(struct zswap_entry *entry) { }

/* out of the tree, and off the list with it */
__atomic struct zswap_entry *xa_cmpxchg(struct xarray *xa, unsigned long index, struct zswap_entry *old, struct zswap_entry *entry, gfp_t gfp)
{
	if (!z_in_tree)
		return NULL;
	z_in_tree = false;
	z_on_lru = false;
	return old;
}

void delete_from_swap_cache(struct folio *folio)
{
	slot.cache = NULL;
	slot.has_cache = false;
	put(folio);
}


/* the write is over; for this story that is when it begins */
void __swap_writepage(struct folio *page, struct writeback_control *wbc)
{
	drop(&page->lock, FOLIO);
}

/* takes the entry to a new folio in the swap cache, from where it is written; an entry that cannot be had stays on the list */
__role int zswap_writeback_entry(struct zswap_entry *entry, struct zswap_tree *tree)
{
	swp_entry_t swpentry = entry->swpentry;
	struct folio *page;
	struct mempolicy *mpol;
	struct writeback_control *wbc;
	bool page_was_allocated;
	int ret = 0;

	hunk_begin(find);
	mpol = get_task_policy(current);
	page = __read_swap_cache_async(swpentry, GFP_KERNEL, mpol, 0, &page_was_allocated, variant(skip_if_exists));
	if (!page) {
		ret = -ENOMEM;
		goto fail;
	}
	hunk_end();
	if (!page_was_allocated) {
		put_page(page);
		ret = -EEXIST;
		goto fail;
	}
	z_in_tree = false;
	z_on_lru = false;
	hunk_begin(write);
	__swap_writepage(page, wbc);
	put_page(page);
	hunk_end();
	return ret;
fail:
	return ret;
}

/* over the limit: reclaim takes the oldest entry of zswap, if there is one; a failure is not the end of it, there is other memory */
void try_to_free_mem_cgroup_pages(void)
{
	if (z_on_lru)
		zswap_writeback_entry(&Z, NULL);
}

/* the slot is pinned by now, so that what reclaim calls does not get here again */
int mem_cgroup_swapin_charge_folio(struct folio *folio, struct mm_struct *mm, gfp_t gfp, swp_entry_t entry)
{
	if (blocking(gfp))
		try_to_free_mem_cgroup_pages();
	if (choose()) {
		outcome("the charge fails");
		return -ENOMEM;
	}
	return 0;
}

void mem_cgroup_swapin_uncharge_swap(swp_entry_t entry) { }

__role struct folio *__read_swap_cache_async(swp_entry_t entry, gfp_t gfp_mask, struct mempolicy *mpol, pgoff_t ilx,
					     bool *new_page_allocated, bool skip_if_exists)
{
	struct swap_info_struct *si;
	struct folio *folio;
	struct folio *page;
	void *shadow = NULL;
	bool zswap_lru_removed = false;

	*new_page_allocated = false;
	si = get_swap_device(entry);
	for (;;) {
		int err;

		folio = filemap_get_folio(swap_address_space(entry), swp_offset(entry));
		if (!IS_ERR(folio)) {
			page = folio_file_page(folio, swp_offset(entry));
			goto got_page;
		}
		if (!swap_swapcount(si, entry))
			goto fail_put_swap;
		folio = vma_alloc_folio(gfp_mask, 0, NULL, 0, false);
		if (!folio)
			goto fail_put_swap;
		err = swapcache_prepare(entry, 1);
		if (!err)
			break;
		folio_put(folio);
		if (err != -EEXIST)
			goto fail_put_swap;
		hunk_begin(exists);
		if (skip_if_exists)	/* nobody but our caller may be ahead of us */
			goto fail_put_swap;
		hunk_end();
		schedule_timeout_uninterruptible(1);
	}

	__folio_set_locked(folio);
	hunk_begin(locked);
	__folio_set_swapbacked(folio);
	if (variant(off_lru) || variant(stays_off_lru))
		zswap_lru_removed = zswap_remove_swpentry_from_lru(entry);	/* v2 */
	hunk_end();

	if (mem_cgroup_swapin_charge_folio(folio, NULL, gfp_mask, entry))
		goto fail_unlock;
	if (add_to_swap_cache(folio, entry, gfp_mask, &shadow))
		goto fail_unlock;
	mem_cgroup_swapin_uncharge_swap(entry);
	if (zswap_lru_removed)
		zswap_insert_swpentry_into_lru(entry);
	folio_add_lru(folio);
	*new_page_allocated = true;
	page = folio;
got_page:
	put_swap_device(si);
	return page;

fail_unlock:
	if (zswap_lru_removed && !variant(stays_off_lru))
		zswap_insert_swpentry_into_lru(entry);
	put_swap_folio(folio, entry);
	folio_unlock(folio);
	folio_put(folio);
fail_put_swap:
	put_swap_device(si);
	return NULL;
}

__thread void do_swap_page(void)
{
	swp_entry_t entry;
	bool page_was_allocated;
	struct folio *folio;

	folio = __read_swap_cache_async(entry, GFP_KERNEL, NULL, 0, &page_was_allocated, false);
	if (!folio)
		return;
	if (page_was_allocated)
		folio_unlock(folio);
	folio_put(folio);
}

__thread void shrink_worker(void)
{
	try_to_free_mem_cgroup_pages();
}

/** listed - every entry of zswap is on the list that reclaim takes entries from */
__finally bool listed(void)
{
	return z_on_lru == z_in_tree;
}

/** pinned - a slot that is pinned has its folio in the swap cache */
__finally bool pinned(void)
{
	return slot.has_cache == (slot.cache != NULL);
}
