/**
 * swapin-charge-order - a page that is swapped in is charged before or after it is put into the swap cache
 * @era: 5.11-5.12
 * @rule: charge/early-uncharge
 * @source: 0add0c77a9bd "memcg: charge before adding to swapcache on swapin", its first version and the answers to it
 * @story: On cgroup1 a swapped out page has its memsw charge in the swap record. A charge that also takes the record away cannot be undone: if
 *   add_to_swap_cache() fails after it, the page is freed with its charge, and the slot's data belongs to nobody from then on. __GFP_NOFAIL hides that only
 *   where the caller may sleep; shmem_read_mapping_page_gfp() swaps in with a mask without __GFP_RECLAIM. Charge, add, and only then take the record.
 * @bound: one slot with two users, one memcg; two threads swap in, one of them without __GFP_DIRECT_RECLAIM
 * @atomic: counters of a memcg; finding or entering the swap cache
 */
struct swp_entry {
	unsigned int val : 1;
};
typedef struct swp_entry swp_entry_t;

struct mem_cgroup {
	unsigned int memory : 2;
	int memsw : 3;
	int nr_swapcache : 3;
	bool over_limit;
};

struct page {
	unsigned int refs : 2;
	struct mutex lock;
	bool swapcache;
	struct mem_cgroup *mem_cgroup;
	/* its slot was given back */
	bool gave_back;
};

struct swap_slot {
	bool has_cache;
	struct page *cache;
	struct mem_cgroup *record;
};

struct mem_cgroup M = { .memsw = 1 };
struct swap_slot slot = { .record = &M };
__pool struct page P[2] = { { .refs = 1 }, { .refs = 1 } };

__variant(charge_after, holds, "5.8 to 5.12: into the swap cache locked, then charged, deleted again if that fails");
__variant(transaction, holds, "as merged: charge, add, and only then take the swap record away");
__variant(early_uncharge, breaks, "the charge takes the swap record away, then the add fails");
__variant(nofail, breaks, "the first version: as early_uncharge with __GFP_NOFAIL, which a caller that must not sleep does not get");
__variant(nofail_blocking, holds, "the first version where every caller may sleep");
__variant(stat_before_charge, breaks, "a statistic of the memcg is kept for the swap cache while the page is charged after the add");
__mutant(transaction, "mem_cgroup_swapin_uncharge_swap(entry);	/* the last step */", ";");
__mutant(nofail_blocking, "(gfp_mask | __GFP_NOFAIL)", "(gfp_mask)");
__mutant(charge_after, "delete_from_swap_cache(page);	/* undone */", "unlock_page(page); return NULL;");

void lock_page(struct page *page) { take(&page->lock, FOLIO); }
void unlock_page(struct page *page) { drop(&page->lock, FOLIO); }
/* a new page: nobody else can hold its lock, and a hunk may lock it once more */
void __SetPageLocked(struct page *page)
{
	if (!trytake(&page->lock, FOLIO))
		return;
}
void __SetPageSwapBacked(struct page *page) { }
void get_page(struct page *page) { get(page); }
void put_page(struct page *page) { put(page); }
void lru_cache_add(struct page *page) { }
struct page *alloc_page_vma(gfp_t gfp, struct vm_area_struct *vma, unsigned long addr) { return new(struct page); }

/* freeing a page gives its charge back, memory and memsw */
__atomic void release_page(struct page *page)
{
	if (page->mem_cgroup) {
		page->mem_cgroup->memory--;
		page->mem_cgroup->memsw--;
	}
	free(page);
}

__atomic struct page *find_get_page(struct address_space *mapping, pgoff_t offset)
{
	if (slot.cache)
		get(slot.cache);
	return slot.cache;
}

struct address_space *swap_address_space(swp_entry_t entry) { return NULL; }
pgoff_t swp_offset(swp_entry_t entry) { return 0; }

__atomic int swapcache_prepare(swp_entry_t entry)
{
	if (slot.has_cache)
		return -EEXIST;
	slot.has_cache = true;
	return 0;
}

__role void put_swap_page(struct page *page, swp_entry_t entry)
{
	page->gave_back = true;
	slot.has_cache = false;
}

/* the xarray's nodes are GFP_NOFAIL only for who may sleep */
__role int add_to_swap_cache(struct page *page, swp_entry_t entry, gfp_t gfp, void **shadowp)
{
	bool must = (gfp & __GFP_NOFAIL) && (gfp & __GFP_DIRECT_RECLAIM);

	if (!must && choose()) {
		outcome("no memory for the xarray");
		return -ENOMEM;
	}
	get(page);
	page->swapcache = true;
	slot.cache = page;
	if (page->mem_cgroup)
		page->mem_cgroup->nr_swapcache++;
	return 0;
}

void delete_from_swap_cache(struct page *page)
{
	swp_entry_t entry;

	slot.cache = NULL;
	page->swapcache = false;
	if (page->mem_cgroup)
		page->mem_cgroup->nr_swapcache--;
	put_swap_page(page, entry);
	put_page(page);
}

__atomic void charge_page(struct page *page)
{
	M.memory++;
	M.memsw++;
	page->mem_cgroup = &M;
}

/* what cgroup1 does when the page takes over from the swap record */
__atomic void mem_cgroup_uncharge_swap(swp_entry_t entry, unsigned int nr_pages)
{
	if (!slot.record)
		return;
	slot.record->memsw--;
	slot.record = NULL;
}

/* 5.8-5.12: a page in the swap cache takes its record over at once, there is nothing left to fail */
__role int mem_cgroup_charge(struct page *page, struct mm_struct *mm, gfp_t gfp_mask)
{
	swp_entry_t entry;

	if (choose()) {
		outcome("the charge fails");
		return -ENOMEM;
	}
	charge_page(page);
	mem_cgroup_uncharge_swap(entry, 1);
	return 0;
}

/* the first version: both in one call */
__role int mem_cgroup_charge_swapin_page(struct page *page, struct mm_struct *mm, gfp_t gfp_mask, swp_entry_t entry)
{
	if (choose()) {
		outcome("the charge fails");
		return -ENOMEM;
	}
	charge_page(page);
	mem_cgroup_uncharge_swap(entry, 1);
	return 0;
}

__role int mem_cgroup_swapin_charge_page(struct page *page, struct mm_struct *mm, gfp_t gfp_mask, swp_entry_t entry)
{
	if (choose()) {
		outcome("the charge fails");
		return -ENOMEM;
	}
	charge_page(page);
	return 0;
}

__role void mem_cgroup_swapin_uncharge_swap(swp_entry_t entry)
{
	mem_cgroup_uncharge_swap(entry, 1);
}

__role struct page *__read_swap_cache_async(swp_entry_t entry, gfp_t gfp_mask, struct vm_area_struct *vma, unsigned long addr,
					    bool *new_page_allocated)
{
	struct page *page;
	void *shadow = NULL;

	*new_page_allocated = false;
	page = find_get_page(swap_address_space(entry), swp_offset(entry));
	if (page)
		return page;
	page = alloc_page_vma(gfp_mask, vma, addr);
	if (!page)
		return NULL;
	/* somebody else is at it: the fault is taken again, later */
	if (swapcache_prepare(entry)) {
		put_page(page);
		return NULL;
	}

	__SetPageLocked(page);
	hunk_begin();
	__SetPageSwapBacked(page);

	if (variant(charge_after) || variant(stat_before_charge)) {
		if (add_to_swap_cache(page, entry, gfp_mask & GFP_RECLAIM_MASK, &shadow))
			goto fail_unlock;
		if (mem_cgroup_charge(page, NULL, gfp_mask)) {
			delete_from_swap_cache(page);	/* undone */
			goto fail_unlock;
		}
	} else if (variant(transaction)) {
		if (mem_cgroup_swapin_charge_page(page, NULL, gfp_mask, entry))
			goto fail_unlock;
		if (add_to_swap_cache(page, entry, gfp_mask & GFP_RECLAIM_MASK, &shadow))
			goto fail_unlock;
		mem_cgroup_swapin_uncharge_swap(entry);	/* the last step */
	} else {
		if (mem_cgroup_charge_swapin_page(page, NULL, gfp_mask, entry))
			goto fail_unlock;
		if (variant(early_uncharge)) {
			if (add_to_swap_cache(page, entry, gfp_mask & GFP_RECLAIM_MASK, &shadow))
				goto fail_unlock;
		} else
			add_to_swap_cache(page, entry, (gfp_mask | __GFP_NOFAIL) & GFP_RECLAIM_MASK, &shadow);
	}
	hunk_end();

	lru_cache_add(page);
	*new_page_allocated = true;
	return page;

fail_unlock:
	/* the versions differ in who gives the slot back; here it is who comes last */
	if (!page->gave_back)
		put_swap_page(page, entry);
	unlock_page(page);
	put_page(page);
	return NULL;
}

/* the data arrives, the page is read and left in the swap cache */
void read_swap_cache_async(gfp_t gfp_mask)
{
	swp_entry_t entry;
	bool page_was_allocated;
	struct page *page;

	page = __read_swap_cache_async(entry, gfp_mask, NULL, 0, &page_was_allocated);
	if (!page)
		return;
	if (page_was_allocated)
		unlock_page(page);
	put_page(page);
}

__thread void do_swap_page(void)
{
	read_swap_cache_async(GFP_KERNEL);
}

/* i915 fills an object from swap with a mask that must not reclaim */
__thread void shmem_read_mapping_page_gfp(void)
{
	read_swap_cache_async(variant(nofail_blocking) ? GFP_KERNEL : __GFP_NORETRY);
}

/** owner - the data of a swap slot is charged to somebody: its page, or the swap record */
__finally bool owner(void)
{
	return slot.record == &M || (slot.cache && slot.cache->mem_cgroup == &M);
}

/** charged - a page that stays in the swap cache is charged */
__finally bool charged(void)
{
	return !slot.cache || slot.cache->mem_cgroup;
}

/** memsw - memsw counts each page of data once */
__finally bool memsw(void)
{
	return M.memsw == 1;
}

/** cached - what is in the swap cache can be found there, and the slot is not pinned without */
__finally bool cached(void)
{
	return slot.has_cache == (slot.cache != NULL);
}

/** statistic - the memcg's count of pages in the swap cache follows them */
__in(stat_before_charge, transaction)
__finally bool statistic(void)
{
	return M.nr_swapcache == (slot.cache && slot.cache->mem_cgroup == &M);
}
