/*
 * Swap: slots and their counts, the swap cache, swapin and swapout.
 *
 * Up to 6.19 SWAP_HAS_CACHE in swap_map gives one thread the right to populate the cache of a slot; in 7.1 the swap cache itself
 * does. The users of a slot and SWAP_HAS_CACHE belong to page tables and to the slot, not to a handle: they are described in the
 * comments and not modelled. Swap device and cluster locks: si->lock outside ci->lock up to 6.12, the other way round since 6.19.
 */
/**
 * lock_cluster - take the lock of the cluster that holds a slot
 * @context: any; spins, does not sleep; nothing may sleep until the unlock
 * @returns: the cluster, locked
 * @undo: unlock_cluster()
 * @until: 6.17
 * @note: the NULL of a device without clusters is not modelled: who calls this knows that there are some
 * @source: mm/swapfile.c (6.12)
 * @check: result: a device without clusters gives NULL; who calls this knows that there are some
 */
struct swap_cluster_info *lock_cluster(struct swap_info_struct *si, unsigned long offset)
{
	struct swap_cluster_info *ci = fresh();

	take(&ci->lock, SPIN);
	return ci;
}

/**
 * unlock_cluster - drop the lock of a cluster; NULL is fine
 * @context: any; spins, does not sleep; nothing may sleep until the unlock
 * @undo: nothing
 * @until: 6.17
 * @source: mm/swapfile.c (6.12)
 * @check: locks: since 6.14 every device has clusters, and the body is not asked for NULL any more
 */
void unlock_cluster(struct swap_cluster_info *ci)
{
	if (!ci)
		return;
	drop(&ci->lock, SPIN);
}

/**
 * The cluster that a slot lies in, the same at every look; NULL on a device without clusters.
 * @source: ours
 */
__pure struct swap_cluster_info *cluster_of_slot(struct swap_info_struct *si, unsigned long offset);

/**
 * lock_cluster_or_swap_info - take the lock of the slot's cluster, or of the device when it has none
 * @context: any; spins, does not sleep; nothing may sleep until the unlock
 * @returns: NULL: si->lock is held. else: the cluster, locked
 * @undo: unlock_cluster_or_swap_info() with both
 * @until: 6.13
 * @source: mm/swapfile.c (6.12)
 * @check: result: the body asks lock_cluster(), of which the model leaves the NULL out
 */
struct swap_cluster_info *lock_cluster_or_swap_info(struct swap_info_struct *si, unsigned long offset)
{
	struct swap_cluster_info *ci = cluster_of_slot(si, offset);

	if (!ci) {
		take(&si->lock, SPIN);
		return NULL;
	}
	take(&ci->lock, SPIN);
	return ci;
}

/**
 * unlock_cluster_or_swap_info - drop what lock_cluster_or_swap_info() took
 * @context: any; spins, does not sleep; nothing may sleep until the unlock
 * @undo: nothing
 * @until: 6.13
 * @source: mm/swapfile.c (6.12)
 */
void unlock_cluster_or_swap_info(struct swap_info_struct *si, struct swap_cluster_info *ci)
{
	if (ci)
		drop(&ci->lock, SPIN);
	else
		drop(&si->lock, SPIN);
}

/**
 * _swap_info_get - check an entry and find its device
 * @context: any; does not sleep
 * @returns: NULL: a bad entry. else: the device, nothing held
 * @undo: nothing
 * @until: 6.19
 * @source: mm/swapfile.c (6.12)
 */
struct swap_info_struct *_swap_info_get(swp_entry_t entry)
{
	if (choose())
		return NULL;
	return fresh();
}

/**
 * swap_info_get_cont - lock the device of an entry, dropping the lock of q when it is another
 * @context: any; spins, does not sleep; nothing may sleep until the unlock
 * @returns: NULL: a bad entry, no lock is held. else: the device, locked
 * @undo: spin_unlock(&p->lock)
 * @until: 6.13
 * @source: mm/swapfile.c (6.12)
 */
struct swap_info_struct *swap_info_get_cont(swp_entry_t entry, struct swap_info_struct *q)
{
	struct swap_info_struct *p = fresh();

	if (choose())
		p = q;
	if (choose())
		p = NULL;
	if (p != q) {
		if (q)
			drop(&q->lock, SPIN);
		if (p)
			take(&p->lock, SPIN);
	}
	return p;
}

/**
 * swap_info_get - check an entry and lock its device
 * @context: any; spins, does not sleep; nothing may sleep until the unlock
 * @returns: NULL: a bad entry, nothing held. else: the device, locked
 * @undo: spin_unlock(&p->lock)
 * @until: 4.10
 * @note: 4.10 is the last tree it was seen in (unverified boundary)
 * @source: mm/swapfile.c:swap_info_get (3.14)
 */
struct swap_info_struct *swap_info_get(swp_entry_t entry)
{
	struct swap_info_struct *si = fresh();

	if (choose())
		return NULL;
	take(&si->lock, SPIN);
	return si;
}

/**
 * swap_cluster_lock - take the lock of the cluster that holds a slot; it guards the swap cache too
 * @context: any; spins, does not sleep; nothing may sleep until the unlock
 * @returns: the cluster, locked
 * @undo: swap_cluster_unlock()
 * @since: 6.18
 * @source: mm/swap.h:swap_cluster_lock (6.19)
 */
struct swap_cluster_info *swap_cluster_lock(struct swap_info_struct *si, unsigned long offset)
{
	struct swap_cluster_info *ci = fresh();

	take(&ci->lock, SPIN);
	return ci;
}

/**
 * swap_cluster_unlock - drop the lock of a cluster
 * @context: any; spins, does not sleep; nothing may sleep until the unlock
 * @undo: nothing
 * @since: 6.18
 * @source: mm/swap.h:swap_cluster_unlock (6.19)
 */
void swap_cluster_unlock(struct swap_cluster_info *ci)
{
	drop(&ci->lock, SPIN);
}

/**
 * swap_table_alloc - the table of a cluster: a word for each slot
 * @context: as the mask allows; no lock that spins when it may sleep
 * @returns: NULL: no memory
 * @undo: swap_table_free(), or publish it in ci->table
 * @since: 6.18
 * @source: mm/swapfile.c:swap_table_alloc (6.18)
 * @check: references: the memory is made of pages; the model has one kind of memory for all sizes
 */
struct swap_table *swap_table_alloc(gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * swap_table_free - free the table of a cluster, after a grace period
 * @context: any; does not sleep; nobody finds it any more
 * @undo: nothing
 * @since: 6.18
 * @note: who looks at a table without the cluster's lock does so under RCU
 * @source: mm/swapfile.c:swap_table_free (6.18)
 */
void swap_table_free(struct swap_table *table)
{
	release(table);
}

/* Slots. */
/**
 * get_swap_page - a free slot for a page
 * @context: process; may sleep; page locked
 * @returns: an entry with val 0: none. else: a slot with SWAP_HAS_CACHE and no user, charged (v2), owned by the
 *     caller
 * @undo: put_swap_page()
 * @until: 5.15
 * @renamed: folio_alloc_swap
 * @source: mm/swap_slots.c:get_swap_page (5.12)
 */
swp_entry_t get_swap_page(struct page *page)
{
	might_sleep();
	return unknown();
}

/**
 * folio_alloc_swap - a free slot for a folio
 * @context: process; may sleep; folio locked
 * @returns: an entry with val 0: none. else: slots with SWAP_HAS_CACHE and no user, charged (v2), owned by the
 *     caller
 * @undo: put_swap_folio()
 * @since: 5.16
 * @until: 6.14
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/swap.h (6.12)
 * @check: references: swap is charged to the page counters behind it; on cgroup v1 nothing is
 */
swp_entry_t folio_alloc_swap(struct folio *folio)
{
	might_sleep();
	return unknown();
}

/**
 * folio_alloc_swap - free slots for a folio, and the folio into the swap cache
 * @context: process; may sleep; folio locked
 * @returns: 0: in the swap cache, charged (v2). -EAGAIN: split it first. -EINVAL, -ENOMEM: nothing is done
 * @undo: swap_cache_del_folio()
 * @since: 6.15
 * @source: mm/swapfile.c:folio_alloc_swap (6.19)
 * @check: references: swap is charged to the page counters behind it; on cgroup v1 nothing is
 */
int folio_alloc_swap(struct folio *folio)
{
	might_sleep();
	if (choose())
		return error();
	publish(folio, SWAPCACHE);
	return 0;
}

/**
 * swap_duplicate - one more user of a slot
 * @context: page table lock held, so that the count it copies cannot go; or SWAP_HAS_CACHE
 * @returns: 0: counted. -ENOMEM: drop the lock, add_swap_count_continuation(), and try again. -ENOENT, -EINVAL:
 *     a bad entry
 * @undo: swap_free()
 * @until: 6.19
 * @renamed: swap_dup_entry_direct, folio_dup_swap
 * @source: include/linux/swap.h (6.12)
 */
int swap_duplicate(swp_entry_t entry)
{
	if (choose())
		return error();
	return 0;
}

/**
 * swap_dup_entry_direct - one more user of a slot that a page table names
 * @context: page table lock held
 * @returns: 0: counted. -ENOMEM: drop the lock, swap_retry_table_alloc(), and try again
 * @undo: swap_put_entries_direct()
 * @since: 7.0
 * @source: mm/swapfile.c:swap_dup_entry_direct (7.1)
 */
int swap_dup_entry_direct(swp_entry_t entry)
{
	if (choose())
		return error();
	return 0;
}

/**
 * add_swap_count_continuation - memory for counts that overflow a swap_map byte
 * @context: as the gfp mask allows; no page table lock when it may sleep
 * @returns: 0 or -ENOMEM
 * @undo: nothing
 * @failure: there is no room for the count
 * @until: 7.0
 * @source: include/linux/swap.h (6.12)
 */
int add_swap_count_continuation(swp_entry_t entry, gfp_t gfp_mask)
{
	allocates(gfp_mask);
	return unknown();
}

/**
 * swapcache_prepare - become the one who populates the swap cache of a slot (SWAP_HAS_CACHE)
 * @context: any; does not sleep
 * @returns: 0: the slot is pinned. -EEXIST: somebody else is at it, perhaps without a folio yet. -ENOENT,
 *     -EINVAL: free or bad
 * @undo: put_swap_folio(), or swapcache_clear() when the swap cache is bypassed
 * @failure: the slot is not pinned
 * @until: 6.19
 * @note: others who get -EEXIST must sleep, not spin, and must not be called by the owner (skip_if_exists)
 * @source: include/linux/swap.h (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
int swapcache_prepare(swp_entry_t entry, int nr)
{
	if (choose())
		return error();
	return 0;
}

/**
 * swapcache_clear - give up SWAP_HAS_CACHE after the swap cache was bypassed
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.8
 * @until: 6.19
 * @order: after the page table entry is set and its lock dropped
 * @source: mm/swap.h (6.12)
 */
void swapcache_clear(struct swap_info_struct *si, swp_entry_t entry, int nr)
{
}

/**
 * put_swap_folio - give up SWAP_HAS_CACHE; frees the slot and uncharges it when it has no users
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @until: 6.19
 * @order: after the folio left the swap cache, or to undo swapcache_prepare() or folio_alloc_swap()
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/swap.h (6.12)
 */
void put_swap_folio(struct folio *folio, swp_entry_t entry)
{
}

/**
 * put_swap_page - give up SWAP_HAS_CACHE; frees the slot and uncharges it when it has no users
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 5.15
 * @renamed: put_swap_folio
 * @source: mm/swapfile.c:put_swap_page (5.12)
 */
void put_swap_page(struct page *page, swp_entry_t entry)
{
}

/**
 * swapcache_free - give up SWAP_HAS_CACHE, turning the charge of the page into a swap record
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 4.13
 * @renamed: put_swap_page
 * @note: 4.13 is the last tree it was seen in (unverified boundary)
 * @source: mm/swapfile.c:swapcache_free (3.14)
 */
void swapcache_free(swp_entry_t entry, struct page *page)
{
}

/**
 * swap_free - one user of a slot less
 * @context: page table lock, or the folio lock
 * @undo: nothing
 * @until: 6.19
 * @renamed: folio_put_swap
 * @source: include/linux/swap.h (6.12)
 */
void swap_free(swp_entry_t entry)
{
}

/**
 * swap_free_nr - one user less of each of some slots
 * @context: page table lock, or the folio lock
 * @undo: nothing
 * @since: 6.10
 * @until: 6.19
 * @note: 6.10 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/swap.h (6.12)
 */
void swap_free_nr(swp_entry_t entry, int nr_pages)
{
}

/**
 * swap_put_entries_direct - one user less of each slot, and drop the swap cache when nobody is left
 * @context: page table lock held, or nobody else knows the entry
 * @undo: nothing
 * @since: 7.0
 * @source: mm/swapfile.c:swap_put_entries_direct (7.1)
 */
void swap_put_entries_direct(swp_entry_t entry, int nr)
{
}

/**
 * folio_dup_swap - one more user of the slots of a folio in the swap cache
 * @context: folio locked
 * @returns: 0: counted. -ENOMEM
 * @undo: folio_put_swap()
 * @since: 7.0
 * @source: mm/swapfile.c:folio_dup_swap (7.1)
 */
int folio_dup_swap(struct folio *folio, struct page *subpage)
{
	if (choose())
		return error();
	return 0;
}

/**
 * folio_put_swap - one user less of the slots of a folio in the swap cache
 * @context: folio locked
 * @undo: nothing
 * @since: 7.0
 * @source: mm/swapfile.c:folio_put_swap (7.1)
 */
void folio_put_swap(struct folio *folio, struct page *subpage)
{
}

/**
 * free_swap_and_cache_nr - one user less of each slot, and drop the swap cache when nobody is left
 * @context: page table lock held; pins the device itself
 * @undo: nothing
 * @since: 6.10
 * @until: 6.19
 * @note: 6.10 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/swap.h (6.12)
 */
void free_swap_and_cache_nr(swp_entry_t entry, int nr)
{
}

/**
 * free_swap_and_cache - one user of a slot less, and drop the swap cache when nobody is left
 * @context: page table lock held
 * @returns: whether the entry was a real one
 * @undo: nothing
 * @until: 6.19
 * @source: include/linux/swap.h (6.12)
 */
int free_swap_and_cache(swp_entry_t entry)
{
	return unknown();
}

/**
 * free_swap_slot - put a slot in the return cache
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.11
 * @until: 6.13
 * @note: it still reads SWAP_HAS_CACHE until swapcache_free_entries()
 * @source: mm/swap_slots.c (6.12)
 */
void free_swap_slot(swp_entry_t entry)
{
}

/**
 * How a slot is used: only a hint without a lock or a pin.
 * @source: include/linux/swap.h, mm/swapfile.c (6.12)
 */
__effectless int __swap_count(swp_entry_t entry);
__effectless int swap_swapcount(swp_entry_t entry);
__effectless int swp_swapcount(swp_entry_t entry);
__effectless int swap_count(swp_entry_t entry);
__effectless int swap_page_trans_huge_swapped(swp_entry_t entry);
__effectless int swap_is_has_cache(swp_entry_t entry);
__effectless int folio_swapped(swp_entry_t entry);
__effectless int swap_is_last_map(swp_entry_t entry);
__pure struct swap_info_struct *swp_swap_info(swp_entry_t entry);
__pure struct swap_info_struct *swap_type_to_swap_info(swp_entry_t entry);

/* Swap cache. */
/**
 * add_to_swap_cache - put a folio into the swap cache
 * @context: process; sleeps as the gfp mask allows; folio locked, SWAP_HAS_CACHE owned
 * @returns: 0: in the cache, which holds its own references. -ENOMEM: it is not
 * @undo: delete_from_swap_cache()
 * @failure: the folio is not in the swap cache
 * @until: 6.17
 * @renamed: swap_cache_add_folio
 * @order: charge the folio before (5.13 and later); mem_cgroup_swapin_uncharge_swap() after
 * @source: mm/swap.h (6.12)
 * @check: references: the reference that the body takes is the one of the cache, list or batch
 */
int add_to_swap_cache(struct folio *folio, swp_entry_t entry, gfp_t gfp, void **shadowp)
{
	allocates(gfp);
	if (!nofail(gfp) && choose())
		return -ENOMEM;
	publish(folio, SWAPCACHE);
	return 0;
}

/**
 * __add_to_swap_cache - put a page into the swap cache
 * @context: preempt off (radix_tree_preload()); page locked, SWAP_HAS_CACHE owned
 * @returns: 0: in the cache. negative: it is not
 * @undo: delete_from_swap_cache()
 * @failure: the page is not in the swap cache
 * @until: 3.14
 * @renamed: add_to_swap_cache
 * @source: mm/swap_state.c:__add_to_swap_cache (3.14)
 */
int __add_to_swap_cache(struct page *page, swp_entry_t entry)
{
	if (choose())
		return error();
	publish(page_folio(page), SWAPCACHE);
	return 0;
}

/**
 * swap_cache_add_folio - put a folio into the swap cache; cannot fail
 * @context: folio locked, SWAP_HAS_CACHE owned, slot in use
 * @undo: swap_cache_del_folio()
 * @since: 6.18
 * @until: 6.19
 * @source: mm/swap_state.c:swap_cache_add_folio (6.19)
 * @check: references: the reference that the body takes is the one of the cache, list or batch
 */
void swap_cache_add_folio(struct folio *folio, swp_entry_t entry, void **shadowp)
{
	publish(folio, SWAPCACHE);
}

/**
 * swap_cache_add_folio - put a folio into the swap cache
 * @context: folio locked
 * @returns: 0: in the cache. -EEXIST: another folio is. -ENOENT: the slot is not in use
 * @undo: swap_cache_del_folio()
 * @failure: the folio is not in the swap cache
 * @since: 7.0
 * @source: mm/swap_state.c:swap_cache_add_folio (7.1)
 * @check: references: the reference that the body takes is the one of the cache, list or batch
 */
int swap_cache_add_folio(struct folio *folio, swp_entry_t entry, void **shadowp)
{
	if (choose())
		return error();
	publish(folio, SWAPCACHE);
	return 0;
}

/**
 * delete_from_swap_cache - take a folio out of the swap cache
 * @context: folio locked, not under writeback; a reference of the caller's own is held
 * @undo: nothing
 * @until: 6.17
 * @renamed: swap_cache_del_folio
 * @note: drops the references of the cache and SWAP_HAS_CACHE; the caller still owns the lock and its reference
 * @source: mm/swap.h (6.12)
 */
void delete_from_swap_cache(struct folio *folio)
{
	unpublish(folio, SWAPCACHE);
}

/**
 * __delete_from_swap_cache - take a folio out of the swap cache under its i_pages lock
 * @context: i_pages locked with interrupts off, folio locked
 * @undo: nothing
 * @until: 6.17
 * @renamed: __swap_cache_del_folio
 * @note: the references of the cache and SWAP_HAS_CACHE are the caller's to drop
 * @source: mm/swap.h (6.12)
 */
void __delete_from_swap_cache(struct folio *folio, swp_entry_t entry, void *shadow)
{
	unpublish(folio, SWAPCACHE);
}

/**
 * swap_cache_del_folio - take a folio out of the swap cache
 * @context: folio locked; a reference of the caller's own is held
 * @undo: nothing
 * @since: 6.18
 * @source: mm/swap_state.c:swap_cache_del_folio (6.19)
 */
void swap_cache_del_folio(struct folio *folio)
{
	unpublish(folio, SWAPCACHE);
}

/**
 * __swap_cache_del_folio - take a folio out of the swap cache under the cluster lock
 * @context: ci->lock held, folio locked
 * @undo: nothing
 * @since: 6.18
 * @order: memcg1_swapout() after it in 6.19, before it in 7.1
 * @source: mm/swap_state.c:__swap_cache_del_folio (6.19)
 */
void __swap_cache_del_folio(struct swap_cluster_info *ci, struct folio *folio, swp_entry_t entry, void *shadow)
{
	unpublish(folio, SWAPCACHE);
}

/**
 * lookup_swap_cache - find a page in the swap cache
 * @context: the swap device is pinned
 * @returns: NULL: none. else: referenced, not locked; look again at PageSwapCache and the entry after locking
 * @undo: put_page()
 * @until: 5.15
 * @renamed: swap_cache_get_folio
 * @source: mm/swap_state.c:lookup_swap_cache (5.12)
 */
struct page *lookup_swap_cache(swp_entry_t entry, struct vm_area_struct *vma, unsigned long addr)
{
	struct page *page = fresh();

	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * swap_cache_get_folio - find a folio in the swap cache
 * @context: the swap device is pinned
 * @returns: NULL: none. else: referenced, not locked; look again at swapcache and the entry after locking
 * @undo: folio_put()
 * @since: 5.16
 * @until: 6.17
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: mm/swap.h (6.12)
 */
struct folio *swap_cache_get_folio(swp_entry_t entry, struct vm_area_struct *vma, unsigned long addr)
{
	struct folio *folio = fresh();

	if (choose())
		return NULL;
	assert(!xa_is_value(folio));
	get(folio);
	return folio;
}

/**
 * swap_cache_get_folio - find a folio in the swap cache
 * @context: the swap device is pinned
 * @returns: NULL: none. else: referenced, not locked; look again at swapcache and the entry after locking
 * @undo: folio_put()
 * @since: 6.18
 * @source: mm/swap_state.c:swap_cache_get_folio (6.19)
 */
struct folio *swap_cache_get_folio(swp_entry_t entry)
{
	struct folio *folio = fresh();

	if (choose())
		return NULL;
	assert(!xa_is_value(folio));
	get(folio);
	return folio;
}

/**
 * filemap_get_incore_folio - find a folio in the page cache or in the swap cache
 * @context: any; does not sleep
 * @returns: ERR_PTR: none. else: referenced
 * @undo: folio_put()
 * @since: 6.2
 * @until: 6.17
 * @source: mm/swap.h (6.12)
 */
struct folio *filemap_get_incore_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = fresh();

	if (choose())
		return errptr();
	get(folio);
	return folio;
}

/**
 * find_get_incore_page - find a page in the page cache or in the swap cache
 * @context: any; does not sleep
 * @returns: NULL: none. else: referenced
 * @undo: put_page()
 * @since: 5.11
 * @until: 6.1
 * @renamed: filemap_get_incore_folio
 * @source: mm/swap.h (6.1)
 */
struct page *find_get_incore_page(struct address_space *mapping, pgoff_t index)
{
	struct page *page = fresh();

	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * folio_free_swap - drop the swap copy of a folio when no page table names it any more
 * @context: folio locked, a reference of the caller's own held
 * @returns: true: out of the swap cache, slot freed, folio dirty. false: nothing changed
 * @undo: nothing
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/swap.h (6.12)
 */
bool folio_free_swap(struct folio *folio)
{
	held(folio);
	if (choose())
		return false;
	unpublish(folio, SWAPCACHE);
	return true;
}

/**
 * try_to_free_swap - drop the swap copy of a page when no page table names it any more
 * @context: page locked, a reference of the caller's own held
 * @returns: 1: out of the swap cache, slot freed, page dirty. 0: nothing changed
 * @undo: nothing
 * @until: 5.15
 * @renamed: folio_free_swap
 * @source: mm/swapfile.c:try_to_free_swap (5.12)
 */
int try_to_free_swap(struct page *page)
{
	if (choose())
		return 0;
	unpublish(page_folio(page), SWAPCACHE);
	return 1;
}

/**
 * __try_to_reclaim_swap - free a slot that only the swap cache holds
 * @context: no si->lock or ci->lock; the device is pinned
 * @returns: 0: no folio. negative: busy. positive: freed
 * @undo: nothing
 * @source: mm/swapfile.c (6.12)
 */
int __try_to_reclaim_swap(struct swap_info_struct *si, unsigned long offset, unsigned long flags)
{
	return unknown();
}

/**
 * Shadows, statistics, and hints of the swap cache.
 * @source: mm/swap.h, include/linux/swap.h, mm/swapfile.c (6.12)
 */
__effectless void *get_shadow_from_swap_cache(swp_entry_t entry);
__effectless void clear_shadow_from_swap_cache(swp_entry_t entry);
__effectless void free_swap_cache(swp_entry_t entry);
__effectless void show_swap_cache_info(swp_entry_t entry);
__effectless void si_swapinfo(swp_entry_t entry);

/* Reading in and writing out. */
/**
 * __read_swap_cache_async - find or make the swap cache page of an entry
 * @context: process; may sleep, charge and reclaim
 * @returns: NULL: entry gone, no memory, or charge failed. else: referenced; locked and charged only when
 *     *new_page_allocated
 * @undo: put_page(), and unlock_page() when new
 * @until: 6.7
 * @renamed: __read_swap_cache_async with struct folio
 * @source: mm/swap_state.c:__read_swap_cache_async (6.1)
 */
struct page *__read_swap_cache_async(swp_entry_t entry, gfp_t gfp_mask, struct vm_area_struct *vma, unsigned long addr, bool *new_page_allocated)
{
	struct page *page = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	*new_page_allocated = false;
	if (choose())
		return NULL;
	get(page_folio(page));
	if (choose()) {
		*new_page_allocated = true;
		trytake(page_folio(page), FOLIO);
	}
	return page;
}

/**
 * __read_swap_cache_async - find or make the swap cache folio of an entry
 * @context: process; may sleep, charge and reclaim; zswap writeback must pass skip_if_exists
 * @returns: NULL: entry gone, no memory, charge failed, or busy with skip_if_exists. else: referenced; locked
 *     and charged only when *new_page_allocated
 * @undo: folio_put(), and folio_unlock() when new
 * @since: 6.8
 * @until: 6.19
 * @source: mm/swap_state.c (6.12)
 */
struct folio *__read_swap_cache_async(swp_entry_t entry, gfp_t gfp_mask, struct mempolicy *mpol, pgoff_t ilx, bool *new_page_allocated, bool skip_if_exists)
{
	struct folio *folio = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	*new_page_allocated = false;
	if (choose())
		return NULL;
	get(folio);
	if (choose()) {
		*new_page_allocated = true;
		trytake(folio, FOLIO);
	}
	return folio;
}

/**
 * swap_cache_alloc_folio - find or make the swap cache folio of an entry
 * @context: process; may sleep, charge and reclaim
 * @returns: NULL: entry gone, no memory or charge failed. else: referenced; locked and charged only when
 *     *new_page_allocated
 * @undo: folio_put(), and folio_unlock() when new
 * @since: 7.0
 * @source: mm/swap_state.c:swap_cache_alloc_folio (7.1)
 */
struct folio *swap_cache_alloc_folio(swp_entry_t entry, gfp_t gfp_mask, struct mempolicy *mpol, pgoff_t ilx, bool *new_page_allocated)
{
	struct folio *folio = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	*new_page_allocated = false;
	if (choose())
		return NULL;
	get(folio);
	if (choose()) {
		*new_page_allocated = true;
		trytake(folio, FOLIO);
	}
	return folio;
}

/**
 * read_swap_cache_async - read a swap entry into the swap cache, with readahead
 * @context: process; may sleep
 * @returns: NULL: entry gone, no memory or charge failed. else: referenced, perhaps still being read
 * @undo: put_page()
 * @until: 6.8
 * @note: gave a struct page up to 6.8
 * @source: mm/swap_state.c (6.12)
 */
struct page *read_swap_cache_async(swp_entry_t entry, gfp_t gfp_mask, struct vm_area_struct *vma, unsigned long addr, struct swap_iocb **plug)
{
	struct page *page = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * read_swap_cache_async - read a swap entry into the swap cache, with readahead
 * @context: process; may sleep
 * @returns: NULL: entry gone, no memory or charge failed. else: referenced, perhaps still being read
 * @undo: folio_put()
 * @since: 6.9
 * @note: 6.9 is the first tree it was seen in (unverified boundary)
 * @source: mm/swap_state.c (6.12)
 */
struct folio *read_swap_cache_async(swp_entry_t entry, gfp_t gfp_mask, struct vm_area_struct *vma, unsigned long addr, struct swap_iocb **plug)
{
	struct folio *folio = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	if (choose())
		return NULL;
	get(folio);
	return folio;
}

/**
 * swapin_readahead - read a swap entry into the swap cache, with readahead
 * @context: process; may sleep
 * @returns: NULL: entry gone, no memory or charge failed. else: referenced, perhaps still being read
 * @undo: put_page()
 * @until: 6.8
 * @note: gave a struct page up to 6.8
 * @source: mm/swap.h (6.12)
 */
struct page *swapin_readahead(swp_entry_t entry, gfp_t gfp_mask, struct vm_fault *vmf)
{
	struct page *page = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * swapin_readahead - read a swap entry into the swap cache, with readahead
 * @context: process; may sleep
 * @returns: NULL: entry gone, no memory or charge failed. else: referenced, perhaps still being read
 * @undo: folio_put()
 * @since: 6.9
 * @note: 6.9 is the first tree it was seen in (unverified boundary)
 * @source: mm/swap.h (6.12)
 */
struct folio *swapin_readahead(swp_entry_t entry, gfp_t gfp_mask, struct vm_fault *vmf)
{
	struct folio *folio = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	if (choose())
		return NULL;
	get(folio);
	return folio;
}

/**
 * swap_cluster_readahead - read a swap entry into the swap cache, with readahead
 * @context: process; may sleep
 * @returns: NULL: entry gone, no memory or charge failed. else: referenced, perhaps still being read
 * @undo: put_page()
 * @until: 6.8
 * @note: gave a struct page up to 6.8
 * @source: mm/swap.h (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
struct page *swap_cluster_readahead(swp_entry_t entry, gfp_t gfp_mask, struct mempolicy *mpol, pgoff_t ilx)
{
	struct page *page = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * swap_cluster_readahead - read a swap entry into the swap cache, with readahead
 * @context: process; may sleep
 * @returns: NULL: entry gone, no memory or charge failed. else: referenced, perhaps still being read
 * @undo: folio_put()
 * @since: 6.9
 * @note: 6.9 is the first tree it was seen in (unverified boundary)
 * @source: mm/swap.h (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
struct folio *swap_cluster_readahead(swp_entry_t entry, gfp_t gfp_mask, struct mempolicy *mpol, pgoff_t ilx)
{
	struct folio *folio = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	if (choose())
		return NULL;
	get(folio);
	return folio;
}

/**
 * swap_vma_readahead - read a swap entry into the swap cache, with readahead
 * @context: process; may sleep
 * @returns: NULL: entry gone, no memory or charge failed. else: referenced, perhaps still being read
 * @undo: put_page()
 * @until: 6.8
 * @note: gave a struct page up to 6.8
 * @source: mm/swap_state.c (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
struct page *swap_vma_readahead(swp_entry_t targ_entry, gfp_t gfp_mask, struct mempolicy *mpol, pgoff_t targ_ilx, struct vm_fault *vmf)
{
	struct page *page = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * swap_vma_readahead - read a swap entry into the swap cache, with readahead
 * @context: process; may sleep
 * @returns: NULL: entry gone, no memory or charge failed. else: referenced, perhaps still being read
 * @undo: folio_put()
 * @since: 6.9
 * @note: 6.9 is the first tree it was seen in (unverified boundary)
 * @source: mm/swap_state.c (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
struct folio *swap_vma_readahead(swp_entry_t targ_entry, gfp_t gfp_mask, struct mempolicy *mpol, pgoff_t targ_ilx, struct vm_fault *vmf)
{
	struct folio *folio = fresh();

	might_sleep();
	might_reclaim(gfp_mask);
	if (choose())
		return NULL;
	get(folio);
	return folio;
}

/**
 * swapin_folio - read a charged folio in through the swap cache
 * @context: process; may sleep
 * @returns: folio itself; or another one that was there first, referenced: then put yours. NULL: a large folio
 *     lost a race
 * @undo: folio_put() of a result that differs
 * @since: 7.0
 * @source: mm/swap_state.c:swapin_folio (7.1)
 */
struct folio *swapin_folio(swp_entry_t entry, struct folio *folio)
{
	struct folio *other = fresh();

	might_sleep();
	if (choose())
		return NULL;
	if (choose())
		return folio;
	assert(other != folio);
	get(other);
	return other;
}

/**
 * alloc_swap_folio - a folio to swap in to, charged to the owner of the entry
 * @context: process; may sleep
 * @returns: NULL: no memory or charge failed. else: referenced, charged, not locked; the swap record is
 *     untouched
 * @undo: folio_put()
 * @since: 6.12
 * @note: 6.12 is the first tree it was seen in (unverified boundary)
 * @source: mm/memory.c (6.12)
 */
struct folio *alloc_swap_folio(struct vm_fault *vmf)
{
	struct folio *folio = fresh();

	might_sleep();
	might_reclaim(GFP_KERNEL);
	if (choose())
		return NULL;
	get(folio);
	charge(folio, MEMORY);
	return folio;
}

/**
 * swap_readpage - read a page from swap; unlocks it when done
 * @context: process; may sleep; page locked
 * @undo: nothing
 * @until: 6.7
 * @renamed: swap_read_folio
 * @note: finds the slot through the page: whoever bypasses the swap cache sets it before
 * @source: mm/page_io.c:swap_readpage (6.1)
 */
void swap_readpage(struct page *page, bool synchronous)
{
	might_sleep();
	drop(page_folio(page), FOLIO);
}

/**
 * swap_read_folio - read a folio from swap; unlocks it when done
 * @context: process; may sleep; folio locked
 * @undo: nothing
 * @since: 6.8
 * @note: finds the slot through the folio: whoever bypasses the swap cache sets it before
 * @source: mm/swap.h (6.12)
 */
void swap_read_folio(struct folio *folio, struct swap_iocb **plug)
{
	might_sleep();
	drop(folio, FOLIO);
}

/**
 * add_to_swap - give a folio a slot and put it into the swap cache
 * @context: process; may sleep; folio locked and uptodate
 * @returns: true: in the swap cache, dirty. false: nothing is done
 * @undo: delete_from_swap_cache()
 * @until: 6.14
 * @renamed: folio_alloc_swap
 * @source: mm/swap.h (6.12)
 */
bool add_to_swap(struct folio *folio)
{
	held(folio);
	might_sleep();
	if (choose())
		return false;
	publish(folio, SWAPCACHE);
	return true;
}

/**
 * swap_writepage - write a page of the swap cache out
 * @context: process; may sleep; page locked
 * @returns: 0: unlocked, written or being written. AOP_WRITEPAGE_ACTIVATE: still locked and dirty
 * @undo: nothing
 * @until: 6.15
 * @renamed: swap_writeout
 * @source: mm/swap.h (6.12)
 */
int swap_writepage(struct page *page, struct writeback_control *wbc)
{
	might_sleep();
	if (choose())
		return AOP_WRITEPAGE_ACTIVATE;
	drop(page_folio(page), FOLIO);
	return 0;
}

/**
 * swap_writeout - write a folio of the swap cache out
 * @context: process; may sleep; folio locked
 * @returns: 0: unlocked, written or being written. AOP_WRITEPAGE_ACTIVATE: still locked and dirty
 * @undo: nothing
 * @since: 6.16
 * @source: mm/page_io.c:swap_writeout (6.19)
 */
int swap_writeout(struct folio *folio, struct swap_iocb **plug)
{
	might_sleep();
	if (choose())
		return AOP_WRITEPAGE_ACTIVATE;
	drop(folio, FOLIO);
	return 0;
}

/**
 * __swap_writepage - submit the write of a folio; sets writeback and unlocks it
 * @context: process; may sleep; folio locked
 * @undo: nothing
 * @source: mm/page_io.c (6.12)
 */
void __swap_writepage(struct folio *folio, struct writeback_control *wbc)
{
	might_sleep();
	drop(folio, FOLIO);
}

/**
 * try_to_unuse - bring every slot of a device back
 * @context: process; may sleep
 * @returns: 0, -EINTR or -ENOMEM
 * @undo: nothing
 * @source: mm/swapfile.c (6.12)
 */
int try_to_unuse(unsigned int type)
{
	might_sleep();
	return unknown();
}

/* zswap. */
/**
 * zswap_store - store a folio of the swap cache compressed
 * @context: process in reclaim; may sleep; folio locked
 * @returns: true: stored. false: write it out; no older copy of the slot is left behind
 * @undo: nothing
 * @since: 6.6
 * @note: 6.6 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/zswap.h (6.12)
 */
bool zswap_store(struct folio *folio)
{
	might_sleep();
	return unknown();
}

/**
 * zswap_load - fill a folio from its compressed copy
 * @context: process; may sleep; folio locked
 * @returns: true: filled, still locked. false: not in zswap
 * @undo: nothing
 * @since: 6.6
 * @until: 6.14
 * @source: include/linux/zswap.h (6.12)
 */
bool zswap_load(struct folio *folio)
{
	might_sleep();
	return unknown();
}

/**
 * zswap_load - fill a folio from its compressed copy
 * @context: process; may sleep; folio locked
 * @returns: 0, -EIO, -EINVAL: the folio is unlocked. -ENOENT: not in zswap, still locked
 * @undo: nothing
 * @since: 6.15
 * @source: mm/zswap.c:zswap_load (6.19)
 */
int zswap_load(struct folio *folio)
{
	might_sleep();
	if (choose())
		return -ENOENT;
	drop(folio, FOLIO);
	return unknown();
}

/**
 * zswap_invalidate - drop the compressed copy of a slot
 * @context: any; does not sleep; the slot is dying or owned by the caller
 * @undo: nothing
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/zswap.h (6.12)
 */
void zswap_invalidate(swp_entry_t swp)
{
}

/**
 * zswap_rb_search - look up an entry
 * @context: tree lock held
 * @returns: NULL or an entry that only the tree keeps
 * @undo: nothing
 * @until: 6.9
 * @source: mm/zswap.c:zswap_rb_search (6.1)
 */
struct zswap_entry *zswap_rb_search(struct rb_root *root, pgoff_t offset)
{
	if (choose())
		return NULL;
	return fresh();
}

/**
 * zswap_entry_free - free an entry and what it holds
 * @context: any; does not sleep; no tree lock
 * @undo: nothing
 * @since: 6.9
 * @order: off the LRU first (that needs entry->objcg), then uncharge, then put the objcg
 * @source: mm/zswap.c (6.12)
 */
void zswap_entry_free(struct zswap_entry *entry)
{
	release(entry);
}

/**
 * zswap_free_entry - free an entry and what it holds
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 6.8
 * @renamed: zswap_entry_free
 * @source: mm/zswap.c:zswap_free_entry (6.1)
 */
void zswap_free_entry(struct zswap_entry *entry)
{
	release(entry);
}

/**
 * zswap_lru_add - put an entry on the zswap LRU
 * @context: any; does not sleep; memcg_list_lru_alloc() was done before
 * @undo: zswap_lru_del()
 * @since: 6.8
 * @order: last step of a store: nothing may see the entry on the LRU before it is complete
 * @source: mm/zswap.c (6.12)
 */
void zswap_lru_add(struct list_lru *list_lru, struct zswap_entry *entry)
{
	publish(entry, LRU);
}

/**
 * zswap_lru_del - take an entry off the zswap LRU
 * @context: any; does not sleep; entry->objcg still referenced
 * @undo: nothing
 * @since: 6.8
 * @source: mm/zswap.c (6.12)
 */
void zswap_lru_del(struct list_lru *list_lru, struct zswap_entry *entry)
{
	unpublish(entry, LRU);
}

/**
 * zswap_writeback_entry - write a compressed copy to the swap device
 * @context: process; may sleep; no locks held; the entry may be freed meanwhile
 * @returns: 0: written, entry freed. -EEXIST: the swap cache has it. -ENOMEM
 * @undo: nothing
 * @since: 6.9
 * @source: mm/zswap.c (6.12)
 */
int zswap_writeback_entry(struct zswap_entry *entry, swp_entry_t swpentry)
{
	might_sleep();
	might_reclaim(GFP_KERNEL);
	if (choose())
		return error();
	release(entry);
	return 0;
}

/**
 * zswap_writeback_entry - write a compressed copy to the swap device
 * @context: process; may sleep; no locks held
 * @returns: 0: written. -EEXIST: the swap cache has it. -ENOMEM
 * @undo: nothing
 * @until: 6.8
 * @source: mm/zswap.c (6.1, 6.8)
 */
int zswap_writeback_entry(struct zswap_entry *entry, swp_entry_t swpentry)
{
	might_sleep();
	might_reclaim(GFP_KERNEL);
	return unknown();
}

/**
 * shrink_memcg - write back some zswap entries of a memcg; NULL means the root list
 * @context: process; may sleep; a reference to memcg is held
 * @returns: 0: some written. -ENOENT: offline or nothing to scan. -EAGAIN: none written
 * @undo: nothing
 * @since: 6.8
 * @source: mm/zswap.c (6.12)
 * @check: sleeping: the callback of the walk, called through a pointer, sleeps
 */
int shrink_memcg(struct mem_cgroup *memcg)
{
	might_sleep();
	return unknown();
}

/**
 * zswap_memcg_offline_cleanup - let the shrinker's cursor leave a memcg that goes offline
 * @context: process; cgroup_mutex held
 * @undo: nothing
 * @since: 6.8
 * @order: before memcg_offline_kmem()
 * @source: include/linux/zswap.h (6.12)
 */
void zswap_memcg_offline_cleanup(struct mem_cgroup *memcg)
{
}

/**
 * acomp_ctx_get_cpu_lock - take the compression context of this cpu
 * @context: process; may sleep; no GFP_KERNEL allocation while held
 * @returns: the context, its mutex held
 * @undo: acomp_ctx_put_unlock()
 * @since: 6.12
 * @until: 7.0
 * @source: mm/zswap.c (6.12)
 */
struct crypto_acomp_ctx *acomp_ctx_get_cpu_lock(struct zswap_pool *pool)
{
	struct crypto_acomp_ctx *acomp_ctx = fresh();

	take(&acomp_ctx->mutex, MUTEX);
	return acomp_ctx;
}

/**
 * acomp_ctx_put_unlock - drop the mutex of a compression context
 * @context: the caller holds it
 * @undo: nothing
 * @since: 6.12
 * @until: 7.0
 * @source: mm/zswap.c (6.12)
 */
void acomp_ctx_put_unlock(struct crypto_acomp_ctx *acomp_ctx)
{
	drop(&acomp_ctx->mutex, MUTEX);
}

/* More of the same, by era. */
/**
 * zswap_frontswap_store - store a page of the swap cache compressed
 * @context: process in reclaim; may sleep; page locked
 * @returns: 0: stored. negative: write it out
 * @undo: nothing
 * @until: 6.2
 * @renamed: zswap_store
 * @source: mm/zswap.c:zswap_frontswap_store (6.1)
 */
int zswap_frontswap_store(unsigned int type, pgoff_t offset, struct page *page)
{
	might_sleep();
	return unknown();
}

/**
 * zswap_frontswap_load - fill a page from its compressed copy
 * @context: process; may sleep; page locked
 * @returns: 0: filled. -1: not in zswap
 * @undo: nothing
 * @until: 6.2
 * @renamed: zswap_load
 * @source: mm/zswap.c:zswap_frontswap_load (6.1)
 */
int zswap_frontswap_load(unsigned int type, pgoff_t offset, struct page *page)
{
	might_sleep();
	return unknown();
}

/**
 * zswap_frontswap_invalidate_page - drop the compressed copy of a slot
 * @context: the slot is dying or owned by the caller; takes the tree lock
 * @undo: nothing
 * @until: 6.2
 * @renamed: zswap_invalidate
 * @source: mm/zswap.c:zswap_frontswap_invalidate_page (6.1)
 */
void zswap_frontswap_invalidate_page(unsigned int type, pgoff_t offset)
{
}

/**
 * zswap_reclaim_entry - write back the oldest entry of a pool
 * @context: process; may sleep
 * @returns: 0: written. -EINVAL: nothing there. -EAGAIN: try again
 * @undo: nothing
 * @since: 6.6
 * @until: 6.7
 * @renamed: shrink_memcg_cb
 * @note: 6.6 is the first tree it was seen in (unverified boundary)
 * @source: mm/zswap.c:zswap_reclaim_entry (6.7)
 */
int zswap_reclaim_entry(struct zswap_pool *pool)
{
	might_sleep();
	might_reclaim(GFP_KERNEL);
	return unknown();
}

/**
 * shrink_memcg_cb - write back one entry of the zswap LRU
 * @context: the list lock held; drops it, and takes it again before returning
 * @returns: LRU_REMOVED_RETRY, LRU_RETRY or LRU_STOP once the lock was dropped; LRU_ROTATE or LRU_SKIP only
 *     when it was not
 * @undo: nothing
 * @since: 6.8
 * @until: 6.12
 * @source: mm/zswap.c (6.12)
 */
enum lru_status shrink_memcg_cb(struct list_head *item, struct list_lru_one *l, spinlock_t *lock, void *arg)
{
	if (choose())
		return LRU_ROTATE;
	drop(lock, SPIN);
	might_sleep();
	take(lock, SPIN);
	return unknown();
}

/**
 * shrink_memcg_cb - write back one entry of the zswap LRU
 * @context: the lock of the list held; drops it before it writes, and does not take it again
 * @returns: LRU_REMOVED_RETRY, LRU_RETRY or LRU_STOP: the lock is dropped. LRU_ROTATE or LRU_SKIP: it is still held
 * @undo: nothing
 * @since: 6.13
 * @source: mm/zswap.c (6.13)
 */
enum lru_status shrink_memcg_cb(struct list_head *item, struct list_lru_one *l, void *arg)
{
	if (choose())
		return LRU_ROTATE;
	drop(&l->lock, SPIN);
	might_sleep();
	return LRU_REMOVED_RETRY;
}

/**
 * zswap_lru_putback - put an isolated entry back on the LRU
 * @context: the entry is referenced
 * @undo: nothing
 * @since: 6.8
 * @until: 6.8
 * @source: mm/zswap.c:zswap_lru_putback (6.8)
 */
void zswap_lru_putback(struct list_lru *list_lru, struct zswap_entry *entry)
{
	publish(entry, LRU);
}

/**
 * zswap_store_page - store one page of a folio
 * @context: process in reclaim; may sleep; folio locked; references to objcg and pool are held
 * @returns: true: stored, the entry has references of its own. false: nothing is stored and no reference was taken
 * @undo: nothing
 * @since: 6.14
 * @source: mm/zswap.c:zswap_store_page (6.19)
 * @check: references: the charge and the references are the entry's, which the tree has then
 */
bool zswap_store_page(struct page *page, struct obj_cgroup *objcg, struct zswap_pool *pool)
{
	might_sleep();
	return choose();
}

/**
 * zswap_compress - compress a folio into an entry
 * @context: process; may sleep (the mutex of a compression context)
 * @returns: false: it could not be stored
 * @undo: nothing
 * @since: 6.9
 * @source: mm/zswap.c (6.12)
 */
bool zswap_compress(struct folio *folio, struct zswap_entry *entry)
{
	might_sleep();
	return unknown();
}

/**
 * zswap_decompress - decompress an entry into a folio
 * @context: process; may sleep (the mutex of a compression context)
 * @undo: nothing
 * @since: 6.9
 * @note: bool since 6.19
 * @source: mm/zswap.c (6.12)
 */
void zswap_decompress(struct zswap_entry *entry, struct folio *folio)
{
	might_sleep();
}

/**
 * zswap_swapon - the trees of a swap device
 * @context: process; may sleep
 * @returns: 0 or -ENOMEM
 * @undo: zswap_swapoff()
 * @failure: zswap has no trees for the device
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/zswap.h (6.12)
 */
int zswap_swapon(int type, unsigned long nr_pages)
{
	might_sleep();
	return unknown();
}

/**
 * zswap_swapoff - free the trees of a swap device
 * @context: process; swapon_mutex held
 * @undo: nothing
 * @since: 6.7
 * @order: after try_to_unuse() emptied them and the users of the device are gone
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/zswap.h (6.12)
 * @check: references: the trees that the body frees are the device's own
 */
void zswap_swapoff(int type)
{
	might_sleep();
}

/**
 * zswap_pool_destroy - free a pool that nobody uses any more
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/zswap.c (6.12)
 */
void zswap_pool_destroy(struct zswap_pool *pool)
{
	might_sleep();
	release(pool);
}

/**
 * zswap_shrinker_count - how much the zswap shrinker could write back
 * @context: reclaim; may sleep
 * @returns: 0 also when the gfp mask forbids IO or the filesystem
 * @undo: nothing
 * @since: 6.8
 * @source: mm/zswap.c (6.12)
 */
unsigned long zswap_shrinker_count(struct shrinker *shrinker, struct shrink_control *sc)
{
	might_sleep();
	return unknown();
}

/**
 * shrink_worker - write back until the pool is below its limit
 * @context: workqueue; may sleep; the cursor owns an iterator reference
 * @undo: nothing
 * @source: mm/zswap.c (6.12)
 * @check: references: the reference that is given up was taken when the work was queued, the object published or the
 *     memcg made
 */
void shrink_worker(struct work_struct *w)
{
	might_sleep();
}

/**
 * swap_entry_range_free - give back slots that nobody uses any more
 * @check: references: the slots' own charge goes with them; the model follows it where it is taken
 * @source: mm/swapfile.c (6.12)
 */
__effectless void swap_entry_range_free(void *si);

/**
 * Slots as they are freed, and small questions: under the locks of the device or cluster.
 * @source: mm/swapfile.c, mm/zswap.c (6.12)
 */
__effectless void swap_range_free(void *si);
__effectless void swapcache_free_entries(void *si);

/**
 * swap_entries_free - free slots that nobody uses, and uncharge them
 * @context: cluster lock held
 * @undo: nothing
 * @since: 6.16
 * @until: 7.0
 * @source: mm/swapfile.c:swap_entries_free (6.19)
 * @check: references: 7.0 names the slots by their offset
 */
void swap_entries_free(struct swap_info_struct *si, struct swap_cluster_info *ci, swp_entry_t entry, unsigned int nr_pages)
{
	uncharge(entry, SWAP);
}

/**
 * __swap_cluster_free_entries - free slots that nobody uses, and uncharge them
 * @context: cluster lock held
 * @undo: nothing
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: mm/swapfile.c:__swap_cluster_free_entries (7.1)
 * @check: references: the slots' own charge goes with them; the model follows it where it is taken
 */
void __swap_cluster_free_entries(struct swap_info_struct *si, struct swap_cluster_info *ci, unsigned int ci_start, unsigned int nr_pages)
{
}

/**
 * swap_cache_get_shadow - the shadow of a slot
 * @context: any; does not sleep
 * @returns: NULL: none. else: a number, no reference
 * @undo: nothing
 * @since: 6.18
 * @source: mm/swap_state.c:swap_cache_get_shadow (6.19)
 */
void *swap_cache_get_shadow(swp_entry_t entry)
{
	return unknown();
}

/**
 * swap_entry_swapped - whether page tables name a slot
 * @context: any; does not sleep
 * @returns: a hint without a lock
 * @undo: nothing
 * @since: 6.16
 * @source: mm/swapfile.c:swap_entry_swapped (6.19)
 */
bool swap_entry_swapped(struct swap_info_struct *si, swp_entry_t entry)
{
	return unknown();
}

/**
 * swap_update_readahead - readahead statistics of a swap cache hit
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.18
 * @source: mm/swap_state.c:swap_update_readahead (6.19)
 */
void swap_update_readahead(struct folio *folio, struct vm_area_struct *vma, unsigned long addr)
{
}

/**
 * __swap_cache_replace_folio - put another folio in the place of one in the swap cache
 * @context: cluster lock held, both folios locked
 * @undo: nothing
 * @since: 6.18
 * @note: references and charges are the caller's; 6.19 is the first tree it was seen in (unverified boundary)
 * @source: mm/swap_state.c:__swap_cache_replace_folio (6.19)
 */
void __swap_cache_replace_folio(struct swap_cluster_info *ci, struct folio *old, struct folio *new)
{
	unpublish(old, SWAPCACHE);
	publish(new, SWAPCACHE);
}

/**
 * put_z3fold_locked - drop a reference to a z3fold page; the last one unlocks and releases it
 * @context: zhdr->page_lock held
 * @returns: 1: it was the last, the lock is gone with it. 0: still locked
 * @undo: nothing
 * @since: 4.12
 * @until: 6.14
 * @note: the reference itself is not modelled: while the lock is held the page stays
 * @source: mm/z3fold.c (6.12)
 * @check: locks, references: the release function that the body calls last drops the lock, and the memory with it
 */
int put_z3fold_locked(struct z3fold_header *zhdr)
{
	if (choose()) {
		drop(&zhdr->page_lock, SPIN);
		return 1;
	}
	return 0;
}

/**
 * put_z3fold_locked_list - put_z3fold_locked() for a page that is still on a list
 * @context: zhdr->page_lock held
 * @returns: 1: it was the last, the lock is gone with it. 0: still locked
 * @undo: nothing
 * @since: 5.6
 * @until: 6.14
 * @note: the reference itself is not modelled: while the lock is held the page stays
 * @source: mm/z3fold.c (6.12)
 * @check: locks, references: the release function that the body calls last drops the lock, and the memory with it
 */
int put_z3fold_locked_list(struct z3fold_header *zhdr)
{
	if (choose()) {
		drop(&zhdr->page_lock, SPIN);
		return 1;
	}
	return 0;
}

/**
 * z3fold_page_trylock - try to take the lock of a z3fold page
 * @context: any; does not sleep; nothing may sleep until the unlock
 * @returns: 1: locked. 0: somebody else has it
 * @undo: z3fold_page_unlock()
 * @since: 4.12
 * @until: 6.14
 * @source: mm/z3fold.c (6.12)
 */
int z3fold_page_trylock(struct z3fold_header *zhdr)
{
	if (choose()) {
		trytake(&zhdr->page_lock, SPIN);
		return 1;
	}
	return 0;
}

/**
 * get_z3fold_header - find the header of an object
 * @context: any; spins, does not sleep; nothing may sleep until put_z3fold_header()
 * @returns: never NULL; its page_lock is held unless the page is headless
 * @undo: put_z3fold_header()
 * @since: 5.5
 * @until: 6.14
 * @note: the lock is not modelled: a bit of the page says whether there is one
 * @source: mm/z3fold.c (6.12)
 * @check: locks: locked unless the page is headless; put_z3fold_header() asks the same
 */
struct z3fold_header *get_z3fold_header(unsigned long handle)
{
	return fresh();
}

/**
 * put_z3fold_header - unlock a header, unless its page is headless
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.5
 * @until: 6.14
 * @note: as get_z3fold_header()
 * @source: mm/z3fold.c (6.12)
 */
void put_z3fold_header(struct z3fold_header *zhdr)
{
}

/* Swap tables: a word for each slot in the cluster says what it holds (a folio, a shadow, a count), under the lock of the cluster. */
/**
 * swap_cluster_get_and_lock - take the lock of the cluster that a folio of the swap cache lies in
 * @context: folio locked and in the swap cache: that keeps the slot and the device; spins, nothing may sleep until the unlock
 * @returns: the cluster, locked
 * @undo: swap_cluster_unlock()
 * @since: 6.18
 * @source: mm/swap.h (6.18)
 */
struct swap_cluster_info *swap_cluster_get_and_lock(struct folio *folio)
{
	struct swap_cluster_info *ci = fresh();

	take(&ci->lock, SPIN);
	return ci;
}

/**
 * swap_cluster_get_and_lock_irq - swap_cluster_get_and_lock() with interrupts off
 * @context: folio locked and in the swap cache; interrupts on; nothing may sleep until the unlock
 * @returns: the cluster, locked
 * @undo: swap_cluster_unlock_irq()
 * @since: 6.18
 * @source: mm/swap.h (6.18)
 */
struct swap_cluster_info *swap_cluster_get_and_lock_irq(struct folio *folio)
{
	struct swap_cluster_info *ci = fresh();

	enter(IRQ_OFF);
	take(&ci->lock, SPIN);
	return ci;
}

/**
 * swap_cluster_unlock_irq - drop the lock of a cluster and switch interrupts on
 * @context: taken with swap_cluster_get_and_lock_irq()
 * @undo: nothing
 * @since: 6.18
 * @source: mm/swap.h (6.18)
 */
void swap_cluster_unlock_irq(struct swap_cluster_info *ci)
{
	drop(&ci->lock, SPIN);
	reset(IRQ_OFF);
}

/**
 * What an entry and the word of its slot say: conversions, no effect. A word that was read without the lock of the cluster may be of
 * another time; a word that holds a folio gives no reference to it.
 * @since: 6.18
 * @source: mm/swap.h, mm/swap_table.h (6.18, 7.1)
 */
__pure struct swap_info_struct *__swap_entry_to_info(swp_entry_t entry);
__pure struct swap_info_struct *__swap_type_to_info(int type);
__pure struct swap_cluster_info *__swap_entry_to_cluster(swp_entry_t entry);
__pure struct swap_cluster_info *__swap_offset_to_cluster(struct swap_info_struct *si, pgoff_t offset);
__pure unsigned int swp_cluster_offset(swp_entry_t entry);
__pure bool folio_matches_swap_entry(const struct folio *folio, swp_entry_t entry);
__pure bool swp_tb_is_null(unsigned long swp_tb);
__pure bool swp_tb_is_folio(unsigned long swp_tb);
__pure bool swp_tb_is_shadow(unsigned long swp_tb);
__pure struct folio *swp_tb_to_folio(unsigned long swp_tb);
__pure void *swp_tb_to_shadow(unsigned long swp_tb);
__pure unsigned long folio_to_swp_tb(struct folio *folio);
__effectless bool cluster_table_is_alloced(struct swap_cluster_info *ci);
__effectless unsigned long __swap_table_get(struct swap_cluster_info *ci, unsigned int off);
__effectless unsigned long swap_table_get(struct swap_cluster_info *ci, unsigned int off);
__effectless void __swap_table_set(struct swap_cluster_info *ci, unsigned int off, unsigned long swp_tb);
__effectless unsigned long __swap_table_xchg(struct swap_cluster_info *ci, unsigned int off, unsigned long swp_tb);

/**
 * swap_cache_has_folio - is there a folio in the swap cache for an entry
 * @context: the swap device is pinned; a hint unless the folio is locked or the cluster is
 * @since: 7.0
 * @source: mm/swap_state.c (7.0)
 */
__effectless bool swap_cache_has_folio(swp_entry_t entry);

/**
 * get_swap_device_info - pin a swap device that is known
 * @context: any; does not sleep
 * @returns: true: swapoff() waits for put_swap_device(). false: it is going already
 * @undo: put_swap_device() after true
 * @since: 6.14
 * @source: mm/swapfile.c (6.14)
 */
bool get_swap_device_info(struct swap_info_struct *si)
{
	if (choose())
		return false;
	get(si);
	return true;
}

/**
 * zspage_read_lock - keep a zspage where it is
 * @context: pool->lock held, so that it cannot go; waits for nobody: writers only try
 * @undo: zspage_read_unlock()
 * @since: 6.16
 * @note: a count under a spinlock: preemption is on while it is held, unlike with the rwlock that it replaced (migrate_read_lock())
 * @source: mm/zsmalloc.c (6.17)
 * @check: locks: the count in the body is the lock
 */
void zspage_read_lock(struct zspage *zspage)
{
	trytake(&zspage->zsl, READ);
}

/**
 * zspage_read_unlock - let a zspage move again
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.16
 * @source: mm/zsmalloc.c (6.17)
 * @check: locks: the count in the body is the lock
 */
void zspage_read_unlock(struct zspage *zspage)
{
	drop(&zspage->zsl, READ);
}

/**
 * zspage_write_trylock - keep readers of a zspage out, to move its objects
 * @context: pool->lock held for writing, class->lock; nothing may sleep until the unlock
 * @returns: true: ours, and zsl->lock stays held. false: somebody reads it
 * @undo: zspage_write_unlock() after true
 * @since: 6.16
 * @source: mm/zsmalloc.c (6.17)
 */
bool zspage_write_trylock(struct zspage *zspage)
{
	if (choose())
		return false;
	take(&zspage->zsl.lock, SPIN);
	return true;
}

/**
 * zspage_write_unlock - let readers of a zspage in again
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.16
 * @source: mm/zsmalloc.c (6.17)
 */
void zspage_write_unlock(struct zspage *zspage)
{
	drop(&zspage->zsl.lock, SPIN);
}

/**
 * zs_obj_read_begin - look at a compressed object
 * @context: process; nothing may move the object until zs_obj_read_end(), and whoever reads may not sleep: a page may be mapped
 * @returns: its bytes: mapped, or a copy in local_copy when they lie on two pages
 * @undo: zs_obj_read_end() with what it gave
 * @since: 6.16
 * @renamed: zs_map_object -> zs_obj_read_begin
 * @source: mm/zsmalloc.c (6.17)
 * @check: locks, references: the lock of the zspage and the mapping are behind the handle; zs_obj_read_end() gives both back
 */
void *zs_obj_read_begin(struct zs_pool *pool, unsigned long handle, void *local_copy)
{
	return fresh();
}

/**
 * zs_obj_read_end - the end of zs_obj_read_begin()
 * @context: the same thread, with what zs_obj_read_begin() gave
 * @undo: nothing
 * @since: 6.16
 * @renamed: zs_unmap_object -> zs_obj_read_end
 * @source: mm/zsmalloc.c (6.17)
 * @check: locks, references: the lock of the zspage and the mapping are behind the handle; zs_obj_read_begin() has taken both
 */
void zs_obj_read_end(struct zs_pool *pool, unsigned long handle, void *handle_mem)
{
}
