/*
 * Charges: memory of a page or folio, kmem and zswap bytes of an objcg, sockets, hugetlb, and page counters.
 *
 * Eras: up to 3.14 a charge was tried, then committed or cancelled (page_cgroup). Since 3.19 a charged page pins the css;
 * since 5.8 pages are charged before they are visible; in 7.1 a folio holds an objcg instead of a css.
 */
/**
 * __mem_cgroup_try_charge - take a charge that is not tied to a page yet
 * @context: process; sleeps, reclaims and may invoke the OOM killer as the gfp mask allows
 * @returns: 0: *ptr is borrowed and charged. -ENOMEM: *ptr is NULL. -EINTR: the charge was bypassed to the
 *     root; go on as after 0
 * @undo: __mem_cgroup_cancel_charge(), or __mem_cgroup_commit_charge() to give it to a page
 * @until: 3.14
 * @renamed: __mem_cgroup_try_charge -> try_charge
 * @source: mm/memcontrol.c:__mem_cgroup_try_charge (3.14)
 */
int __mem_cgroup_try_charge(struct mm_struct *mm, gfp_t gfp_mask, unsigned int nr_pages, struct mem_cgroup **ptr, bool oom)
{
	allocates(gfp_mask);
	if (choose()) {
		*ptr = NULL;
		return -ENOMEM;
	}
	*ptr = fresh();
	charge(*ptr, PRECHARGE);
	return 0;
}

/**
 * __mem_cgroup_commit_charge - tie a charge to a page
 * @context: does not sleep
 * @undo: __mem_cgroup_uncharge_common()
 * @until: 3.14
 * @renamed: commit_charge
 * @order: after __mem_cgroup_try_charge(); nothing that can fail may follow for this charge
 * @source: mm/memcontrol.c:__mem_cgroup_commit_charge (3.14)
 */
void __mem_cgroup_commit_charge(struct mem_cgroup *memcg, struct page *page, unsigned int nr_pages, enum charge_type ctype, bool lrucare)
{
	uncharge(memcg, PRECHARGE);
	charge(page_folio(page), MEMORY);
}

/**
 * __mem_cgroup_cancel_charge - give back a charge that was not tied to a page
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 3.14
 * @renamed: cancel_charge
 * @source: mm/memcontrol.c:__mem_cgroup_cancel_charge (3.14)
 */
void __mem_cgroup_cancel_charge(struct mem_cgroup *memcg, unsigned int nr_pages)
{
	uncharge(memcg, PRECHARGE);
}

/**
 * mem_cgroup_newpage_charge - charge a new anonymous page
 * @context: process; sleeps, reclaims and may invoke the OOM killer as the gfp mask allows
 * @returns: 0: charged. -ENOMEM: not; just free the page
 * @undo: mem_cgroup_uncharge_page(), by the last unmap
 * @failure: the page is not charged
 * @until: 3.14
 * @renamed: mem_cgroup_charge
 * @order: before the page is mapped
 * @source: mm/memcontrol.c:mem_cgroup_newpage_charge (3.14)
 */
int mem_cgroup_newpage_charge(struct page *page, struct mm_struct *mm, gfp_t gfp_mask)
{
	allocates(gfp_mask);
	if (choose())
		return -ENOMEM;
	charge(page_folio(page), MEMORY);
	return 0;
}

/**
 * mem_cgroup_cache_charge - charge a page for the page cache
 * @context: process; sleeps, reclaims and may invoke the OOM killer as the gfp mask allows
 * @returns: 0: charged. -ENOMEM: not; just free the page
 * @undo: mem_cgroup_uncharge_cache_page()
 * @failure: the page is not charged
 * @until: 3.14
 * @renamed: mem_cgroup_charge
 * @order: before the page is in the radix tree
 * @source: mm/memcontrol.c:mem_cgroup_cache_charge (3.14)
 */
int mem_cgroup_cache_charge(struct page *page, struct mm_struct *mm, gfp_t gfp_mask)
{
	allocates(gfp_mask);
	if (choose())
		return -ENOMEM;
	charge(page_folio(page), MEMORY);
	return 0;
}

/**
 * mem_cgroup_try_charge_swapin - take a charge for a page that is being swapped in
 * @context: process; sleeps as the gfp mask allows; page locked, no page table lock held
 * @returns: 0: *memcgp is charged, borrowed. -ENOMEM: nothing is
 * @undo: mem_cgroup_cancel_charge_swapin(), or mem_cgroup_commit_charge_swapin()
 * @until: 3.14
 * @renamed: mem_cgroup_swapin_charge_page
 * @source: mm/memcontrol.c:mem_cgroup_try_charge_swapin (3.14)
 */
int mem_cgroup_try_charge_swapin(struct mm_struct *mm, struct page *page, gfp_t gfp_mask, struct mem_cgroup **memcgp)
{
	allocates(gfp_mask);
	if (choose())
		return -ENOMEM;
	*memcgp = fresh();
	charge(*memcgp, PRECHARGE);
	return 0;
}

/**
 * mem_cgroup_commit_charge_swapin - tie the charge to the page and drop the swap record
 * @context: page table lock held; does not sleep
 * @undo: nothing
 * @until: 3.14
 * @order: after the page is mapped, before swap_free()
 * @source: mm/memcontrol.c:mem_cgroup_commit_charge_swapin (3.14)
 */
void mem_cgroup_commit_charge_swapin(struct page *page, struct mem_cgroup *memcg)
{
	uncharge(memcg, PRECHARGE);
	charge(page_folio(page), MEMORY);
}

/**
 * mem_cgroup_cancel_charge_swapin - give the charge back
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 3.14
 * @source: mm/memcontrol.c:mem_cgroup_cancel_charge_swapin (3.14)
 */
void mem_cgroup_cancel_charge_swapin(struct mem_cgroup *memcg)
{
	uncharge(memcg, PRECHARGE);
}

/**
 * mem_cgroup_uncharge_page - uncharge an anonymous page
 * @context: any; does not sleep; mapcount has become zero
 * @undo: nothing
 * @until: 3.14
 * @renamed: mem_cgroup_uncharge
 * @source: mm/memcontrol.c:mem_cgroup_uncharge_page (3.14)
 */
void mem_cgroup_uncharge_page(struct page *page)
{
	uncharge(page_folio(page), MEMORY);
}

/**
 * mem_cgroup_uncharge_cache_page - uncharge a page of the page cache
 * @context: any; does not sleep; not mapped any more
 * @undo: nothing
 * @until: 3.14
 * @renamed: mem_cgroup_uncharge
 * @source: mm/memcontrol.c:mem_cgroup_uncharge_cache_page (3.14)
 */
void mem_cgroup_uncharge_cache_page(struct page *page)
{
	uncharge(page_folio(page), MEMORY);
}

/**
 * mem_cgroup_uncharge_swapcache - uncharge a page that left the swap cache; a swapout leaves a swap record that
 *     pins the css
 * @context: swap device lock held; does not sleep
 * @undo: nothing
 * @until: 3.14
 * @renamed: mem_cgroup_swapout
 * @source: mm/memcontrol.c:mem_cgroup_uncharge_swapcache (3.14)
 */
void mem_cgroup_uncharge_swapcache(struct page *page, swp_entry_t ent, bool swapout)
{
	uncharge(page_folio(page), MEMORY);
}

/**
 * try_charge - take a charge that is not tied to a page yet
 * @context: process; sleeps and reclaims as the gfp mask allows; a reference to memcg is held throughout
 * @returns: 0: charged. -ENOMEM: nothing is. NOWAIT fails over the limit, ATOMIC and NOFAIL go over it
 * @undo: cancel_charge() (memcg_uncharge() since 6.19), or commit_charge() to give it to a folio
 * @since: 3.19
 * @source: mm/memcontrol-v1.h (6.12)
 * @check: references: the root is not charged
 */
int try_charge(struct mem_cgroup *memcg, gfp_t gfp_mask, unsigned int nr_pages)
{
	allocates(gfp_mask);
	if (!nofail(gfp_mask) && choose())
		return -ENOMEM;
	charge(memcg, PRECHARGE);
	return 0;
}

/**
 * try_charge_memcg - try_charge() for any memcg, the root included
 * @context: process; sleeps and reclaims as the gfp mask allows; a reference to memcg is held throughout
 * @returns: 0: charged. -ENOMEM: nothing is
 * @undo: cancel_charge() (memcg_uncharge() since 6.19), or commit_charge() to give it to a folio
 * @since: 5.14
 * @note: 5.14 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.12)
 */
int try_charge_memcg(struct mem_cgroup *memcg, gfp_t gfp_mask, unsigned int nr_pages)
{
	allocates(gfp_mask);
	if (!nofail(gfp_mask) && choose())
		return -ENOMEM;
	charge(memcg, PRECHARGE);
	return 0;
}

/**
 * cancel_charge - give back a charge that was not tied to a page
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 6.6
 * @renamed: mem_cgroup_cancel_charge
 * @note: 6.6 is the last tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c:cancel_charge (6.1)
 * @check: references: the page counters behind it are the charge
 */
void cancel_charge(struct mem_cgroup *memcg, unsigned int nr_pages)
{
	uncharge(memcg, PRECHARGE);
}

/**
 * mem_cgroup_cancel_charge - give back a charge that was not tied to a folio
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.7
 * @until: 6.13
 * @renamed: memcg_uncharge
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the page counters behind it are the charge
 */
void mem_cgroup_cancel_charge(struct mem_cgroup *memcg, unsigned int nr_pages)
{
	uncharge(memcg, PRECHARGE);
}

/**
 * memcg_uncharge - lower the counters of a memcg
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.16
 * @source: mm/memcontrol.c:memcg_uncharge (6.19)
 * @check: references: the page counters behind it are the charge
 */
void memcg_uncharge(struct mem_cgroup *memcg, unsigned int nr_pages)
{
	uncharge(memcg, PRECHARGE);
}

/**
 * commit_charge - tie a charge to a folio; the folio's reference to the memcg is the caller's to give
 * @context: nobody else can change the memcg of the folio: its lock, LRU isolation, or the only reference
 * @undo: nothing
 * @order: last step of charging
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the page counters behind it are the charge
 */
void commit_charge(struct folio *folio, struct mem_cgroup *memcg)
{
	uncharge(memcg, PRECHARGE);
	charge(folio, MEMORY);
	consume(memcg);
}

/**
 * mem_cgroup_commit_charge - tie a charge to a folio, taking its reference to the memcg
 * @context: nobody else can change the memcg of the folio
 * @undo: nothing
 * @since: 6.7
 * @until: 6.13
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the reference to the memcg goes with the charge: the body counts it apart
 */
void mem_cgroup_commit_charge(struct folio *folio, struct mem_cgroup *memcg)
{
	uncharge(memcg, PRECHARGE);
	charge(folio, MEMORY);
}

/**
 * charge_memcg - charge a folio to this memcg
 * @context: process; sleeps as the gfp mask allows; a reference to memcg is held
 * @returns: 0: charged, and the folio holds its own reference. -ENOMEM: nothing is
 * @undo: freeing the folio uncharges it
 * @since: 5.15
 * @note: 5.15 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the reference to the memcg goes with the charge: the body counts it apart
 */
int charge_memcg(struct folio *folio, struct mem_cgroup *memcg, gfp_t gfp)
{
	allocates(gfp);
	if (!nofail(gfp) && choose())
		return -ENOMEM;
	charge(folio, MEMORY);
	return 0;
}

/**
 * mem_cgroup_charge - charge a folio (a page up to 5.15) to the memcg of mm
 * @context: process; sleeps, reclaims and may invoke the OOM killer as the gfp mask allows
 * @returns: 0: charged. -ENOMEM: not; just put the folio
 * @undo: freeing the folio uncharges it
 * @failure: the folio is not charged
 * @since: 5.8
 * @order: before the folio is visible in rmap, page cache or LRU; an already charged folio must not be charged
 *     again
 * @note: in 5.12 and before a swap cache page also lost its swap record here
 * @source: include/linux/memcontrol.h (6.12)
 */
int mem_cgroup_charge(struct folio *folio, struct mm_struct *mm, gfp_t gfp)
{
	allocates(gfp);
	if (!nofail(gfp) && choose())
		return -ENOMEM;
	charge(folio, MEMORY);
	return 0;
}

/**
 * __mem_cgroup_charge - mem_cgroup_charge() when memcg is enabled
 * @context: process; sleeps, reclaims and may invoke the OOM killer as the gfp mask allows
 * @returns: 0: charged. -ENOMEM: not; just put the folio
 * @undo: freeing the folio uncharges it
 * @failure: the folio is not charged
 * @since: 5.14
 * @note: 5.14 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.12)
 */
int __mem_cgroup_charge(struct folio *folio, struct mm_struct *mm, gfp_t gfp)
{
	return mem_cgroup_charge(folio, mm, gfp);
}

/**
 * mem_cgroup_swapin_charge_page - charge a page to the owner of a swap entry, leaving the record
 * @context: process; sleeps, reclaims and may invoke the OOM killer as the gfp mask allows
 * @returns: 0: charged; the record still is too. -ENOMEM: not; just put the page
 * @undo: freeing the page uncharges it; the record must stay charged then
 * @failure: the page is not charged
 * @since: 5.13
 * @until: 5.15
 * @renamed: mem_cgroup_swapin_charge_folio
 * @order: charge, add to the swap cache, mem_cgroup_swapin_uncharge_swap()
 * @source: mm/memcontrol.c:mem_cgroup_swapin_charge_page (5.14)
 */
int mem_cgroup_swapin_charge_page(struct page *page, struct mm_struct *mm, gfp_t gfp, swp_entry_t entry)
{
	allocates(gfp);
	if (!nofail(gfp) && choose())
		return -ENOMEM;
	charge(page_folio(page), MEMORY);
	return 0;
}

/**
 * mem_cgroup_swapin_charge_folio - charge a folio to the owner of a swap entry, leaving the record
 * @context: process; sleeps, reclaims and may invoke the OOM killer as the gfp mask allows
 * @returns: 0: charged; the record still is too. -ENOMEM: not; just put the folio
 * @undo: freeing the folio uncharges it; the record must stay charged then
 * @failure: the folio is not charged
 * @since: 5.16
 * @order: charge, add to the swap cache, mem_cgroup_swapin_uncharge_swap() (memcg1_swapin() since 6.19)
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
int mem_cgroup_swapin_charge_folio(struct folio *folio, struct mm_struct *mm, gfp_t gfp, swp_entry_t entry)
{
	allocates(gfp);
	if (!nofail(gfp) && choose())
		return -ENOMEM;
	charge(folio, MEMORY);
	return 0;
}

/**
 * mem_cgroup_swapin_uncharge_swap - second half of a swapin: drop the swap record (cgroup v1)
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.13
 * @until: 6.14
 * @renamed: memcg1_swapin
 * @order: only after the folio is in the swap cache (or swapcache_prepare() pinned the slot): it cannot be
 *     undone
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: cgroup v1 with memsw alone has a record to uncharge
 */
void mem_cgroup_swapin_uncharge_swap(swp_entry_t entry)
{
	uncharge(entry, SWAP);
}

/**
 * memcg1_swapin - second half of a swapin: drop the swap record (cgroup v1)
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.15
 * @order: only after the folio is in the swap cache: it cannot be undone
 * @source: mm/memcontrol-v1.c:memcg1_swapin (6.19)
 * @check: references: cgroup v1 with memsw alone has a record to uncharge
 */
void memcg1_swapin(swp_entry_t entry, unsigned int nr_pages)
{
	uncharge(entry, SWAP);
}

/**
 * mem_cgroup_uncharge - uncharge a folio that is being freed
 * @context: refcount zero, off the LRU, nobody else uses it
 * @undo: nothing
 * @since: 3.17
 * @note: never on a live folio; does nothing to one that is not charged
 * @source: include/linux/memcontrol.h (6.12)
 */
void mem_cgroup_uncharge(struct folio *folio)
{
	uncharge(folio, MEMORY);
}

/**
 * __mem_cgroup_uncharge - mem_cgroup_uncharge() when memcg is enabled
 * @context: refcount zero, off the LRU, nobody else uses it
 * @undo: nothing
 * @since: 5.14
 * @note: 5.14 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the charge is gathered and given back to the page counters in one go
 */
void __mem_cgroup_uncharge(struct folio *folio)
{
	uncharge(folio, MEMORY);
}

/**
 * Uncharging many at once, at the end of a batch of frees; per-cpu stocks; statistics of a charge that moves
 * along.
 * @source: include/linux/memcontrol.h, mm/memcontrol.c (6.12, 6.1)
 */
__effectless void mem_cgroup_uncharge_list(void *what);
__effectless void __mem_cgroup_uncharge_list(void *what);
__effectless void mem_cgroup_uncharge_folios(void *what);
__effectless void __mem_cgroup_uncharge_folios(void *what);
__effectless void uncharge_gather_clear(void *what);
__effectless void uncharge_folio(void *what);
__effectless void refill_stock(void *what);
__effectless void drain_stock(void *what);
__effectless void drain_all_stock(void *what);
__effectless void split_page_memcg(void *what);
__effectless void drain_local_stock(void *what);
__effectless void memcg_check_events(void *what);
__effectless void mem_cgroup_charge_statistics(void *what);
__effectless void mem_cgroup_update_lru_size(void *what);
__effectless void mem_cgroup_update_tree(void *what);
__effectless bool consume_stock(void *what, unsigned int n);
__effectless bool consume_obj_stock(void *what, unsigned int n);
__effectless bool obj_stock_flush_required(void *what, unsigned int n);

/**
 * mem_cgroup_swapout - turn the charge of a folio into a swap record (cgroup v1)
 * @context: interrupts off, folio locked, refcount frozen to zero, out of the swap cache
 * @undo: nothing
 * @until: 6.14
 * @renamed: memcg1_swapout
 * @order: after __delete_from_swap_cache(); the record names the memcg that mem_cgroup_id_get_online() gave
 * @source: include/linux/swap.h (6.12)
 */
void mem_cgroup_swapout(struct folio *folio, swp_entry_t entry)
{
	uncharge(folio, MEMORY);
	charge(entry, SWAP);
}

/**
 * mem_cgroup_try_charge_swap - charge the swap counter for the slots of a folio (cgroup v2)
 * @context: any; does not sleep
 * @returns: 0: charged. -ENOMEM: over swap.max; give the slots back
 * @undo: mem_cgroup_uncharge_swap(), when the slots are freed
 * @failure: the swap slots are not charged
 * @since: 4.5
 * @source: include/linux/swap.h (6.12)
 */
int mem_cgroup_try_charge_swap(struct folio *folio, swp_entry_t entry)
{
	if (choose())
		return -ENOMEM;
	charge(entry, SWAP);
	return 0;
}

/**
 * __mem_cgroup_try_charge_swap - mem_cgroup_try_charge_swap() when memcg is enabled
 * @context: any; does not sleep
 * @returns: 0: charged. -ENOMEM: over swap.max; give the slots back
 * @undo: mem_cgroup_uncharge_swap(), when the slots are freed
 * @since: 5.15
 * @note: 5.15 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.12)
 * @check: references: swap is charged to the page counters behind it; on cgroup v1 nothing is
 */
int __mem_cgroup_try_charge_swap(struct folio *folio, swp_entry_t entry)
{
	if (choose())
		return -ENOMEM;
	charge(entry, SWAP);
	return 0;
}

/**
 * mem_cgroup_uncharge_swap - clear the swap record of freed slots and what it was charged
 * @context: swap device or cluster lock held by the callers; RCU inside
 * @undo: nothing
 * @order: exactly once for each record
 * @source: include/linux/swap.h (6.12)
 */
void mem_cgroup_uncharge_swap(swp_entry_t entry, unsigned int nr_pages)
{
	uncharge(entry, SWAP);
}

/**
 * __mem_cgroup_uncharge_swap - mem_cgroup_uncharge_swap() when memcg is enabled
 * @context: swap device or cluster lock held by the callers; RCU inside
 * @undo: nothing
 * @since: 5.15
 * @order: exactly once for each record
 * @note: 5.15 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.12)
 * @check: references: swap is charged to the page counters behind it; on cgroup v1 nothing is
 */
void __mem_cgroup_uncharge_swap(swp_entry_t entry, unsigned int nr_pages)
{
	uncharge(entry, SWAP);
}

/**
 * The record of which memcg a slot is charged to. It stands for a css reference (up to 4.7) or an ID reference.
 * @source: include/linux/swap_cgroup.h, mm/swap_cgroup.c (6.12)
 */
__effectless unsigned short swap_cgroup_cmpxchg(swp_entry_t ent, unsigned short id);
__effectless unsigned short lookup_swap_cgroup_id(swp_entry_t ent, unsigned short id);

/**
 * mem_cgroup_migrate - move the charge of a folio to the one that replaces it
 * @context: both locked, old off the LRU
 * @undo: nothing
 * @since: 3.17
 * @note: up to 5.15 the arguments are pages
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the charge moves from one folio to the other: the body only rewrites who is charged
 */
void mem_cgroup_migrate(struct folio *old, struct folio *new)
{
	uncharge(old, MEMORY);
	charge(new, MEMORY);
}

/**
 * mem_cgroup_replace_folio - charge a replacement as the old one is; the old one keeps its charge until it is
 *     freed
 * @context: both locked
 * @undo: nothing
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
void mem_cgroup_replace_folio(struct folio *old, struct folio *new)
{
	charge(new, MEMORY);
}

/**
 * mem_cgroup_charge_hugetlb - charge a hugetlb folio to memory
 * @context: process; sleeps as the gfp mask allows
 * @returns: 0: charged or not accounted. -ENOMEM: not charged
 * @undo: freeing the folio uncharges it
 * @failure: the folio is not charged
 * @since: 6.14
 * @source: mm/memcontrol.c:mem_cgroup_charge_hugetlb (6.19)
 */
int mem_cgroup_charge_hugetlb(struct folio *folio, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return -ENOMEM;
	charge(folio, MEMORY);
	return 0;
}

/**
 * mem_cgroup_hugetlb_try_charge - take a memory charge for a hugetlb folio
 * @context: process; sleeps as the gfp mask allows; a reference to memcg is held
 * @returns: 0: charged, not tied to a folio yet. -EOPNOTSUPP: not accounted, neither commit nor cancel.
 *     -ENOMEM: over the limit
 * @undo: mem_cgroup_cancel_charge(), or mem_cgroup_commit_charge() to give it to the folio
 * @since: 6.7
 * @until: 6.13
 * @source: include/linux/memcontrol.h (6.12)
 */
int mem_cgroup_hugetlb_try_charge(struct mem_cgroup *memcg, gfp_t gfp, long nr_pages)
{
	allocates(gfp);
	if (choose())
		return -EOPNOTSUPP;
	if (choose())
		return -ENOMEM;
	charge(memcg, PRECHARGE);
	return 0;
}

/**
 * mem_cgroup_charge_skmem - charge socket memory
 * @context: softirq or process; the gfp mask is one that does not sleep in softirq
 * @returns: true: charged. false: over the limit, nothing to undo
 * @undo: mem_cgroup_uncharge_skmem()
 * @until: 6.17
 * @renamed: mem_cgroup_sk_charge
 * @source: mm/memcontrol.c (6.12)
 * @check: references: socket memory is a counter of its own on v1, the memory counter on v2
 */
bool mem_cgroup_charge_skmem(struct mem_cgroup *memcg, unsigned int nr_pages, gfp_t gfp_mask)
{
	allocates(gfp_mask);
	if (choose())
		return false;
	charge(memcg, SKMEM);
	return true;
}

/**
 * mem_cgroup_uncharge_skmem - uncharge socket memory
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 6.17
 * @renamed: mem_cgroup_sk_uncharge
 * @source: mm/memcontrol.c (6.12)
 * @check: references: socket memory is a counter of its own on v1, the memory counter on v2
 */
void mem_cgroup_uncharge_skmem(struct mem_cgroup *memcg, unsigned int nr_pages)
{
	uncharge(memcg, SKMEM);
}

/**
 * mem_cgroup_sk_charge - charge socket memory
 * @context: softirq or process; the gfp mask is one that does not sleep in softirq
 * @returns: true: charged. false: over the limit, nothing to undo
 * @undo: mem_cgroup_sk_uncharge()
 * @since: 6.18
 * @source: mm/memcontrol.c:mem_cgroup_sk_charge (7.1)
 * @check: references: socket memory is a counter of its own on v1, the memory counter on v2
 */
bool mem_cgroup_sk_charge(const struct sock *sk, unsigned int nr_pages, gfp_t gfp_mask)
{
	allocates(gfp_mask);
	if (choose())
		return false;
	charge(sk, SKMEM);
	return true;
}

/**
 * mem_cgroup_sk_uncharge - uncharge socket memory
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.18
 * @source: mm/memcontrol.c:mem_cgroup_sk_uncharge (7.1)
 */
void mem_cgroup_sk_uncharge(const struct sock *sk, unsigned int nr_pages)
{
	uncharge(sk, SKMEM);
}

/**
 * mem_cgroup_handle_over_high - reclaim and throttle because memory.high is exceeded
 * @context: process; may sleep; the gfp mask of the caller
 * @undo: nothing
 * @note: up to 6.5 it had no argument and used GFP_KERNEL (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
void mem_cgroup_handle_over_high(gfp_t gfp_mask)
{
	might_sleep();
}

/* objcg: bytes of slab objects, kmem pages, zswap. */
/**
 * obj_cgroup_charge - charge bytes to an objcg
 * @context: sleeps as the gfp mask allows; a reference to objcg is held
 * @returns: 0: charged. -ENOMEM: nothing is
 * @undo: obj_cgroup_uncharge()
 * @failure: the objcg is not charged
 * @since: 5.9
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the body takes from and puts into the stock of the cpu, which is charged already
 */
int obj_cgroup_charge(struct obj_cgroup *objcg, gfp_t gfp, size_t size)
{
	allocates(gfp);
	if (!nofail(gfp) && choose())
		return -ENOMEM;
	charge(objcg, KMEM);
	return 0;
}

/**
 * obj_cgroup_uncharge - uncharge bytes
 * @context: any; does not sleep; before obj_cgroup_put()
 * @undo: nothing
 * @since: 5.9
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the body takes from and puts into the stock of the cpu, which is charged already
 */
void obj_cgroup_uncharge(struct obj_cgroup *objcg, size_t size)
{
	uncharge(objcg, KMEM);
}

/**
 * obj_cgroup_charge_pages - charge whole pages to an objcg
 * @context: sleeps as the gfp mask allows; a reference to objcg is held
 * @returns: 0: charged. -ENOMEM: nothing is
 * @undo: obj_cgroup_uncharge_pages()
 * @since: 5.13
 * @source: mm/memcontrol.c (6.12)
 */
int obj_cgroup_charge_pages(struct obj_cgroup *objcg, gfp_t gfp, unsigned int nr_pages)
{
	allocates(gfp);
	if (!nofail(gfp) && choose())
		return -ENOMEM;
	charge(objcg, KMEM);
	return 0;
}

/**
 * obj_cgroup_uncharge_pages - uncharge whole pages
 * @context: any; does not sleep; before obj_cgroup_put()
 * @undo: nothing
 * @since: 5.13
 * @source: mm/memcontrol.c (6.12)
 */
void obj_cgroup_uncharge_pages(struct obj_cgroup *objcg, unsigned int nr_pages)
{
	uncharge(objcg, KMEM);
}

/**
 * __memcg_kmem_charge_page - charge a kernel page to the current objcg
 * @context: sleeps as the gfp mask allows
 * @returns: 0: charged (or not accounted). -ENOMEM: not charged
 * @undo: __memcg_kmem_uncharge_page()
 * @since: 4.20
 * @note: 4.20 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the page counters behind it are the charge
 */
int __memcg_kmem_charge_page(struct page *page, gfp_t gfp, int order)
{
	allocates(gfp);
	if (!nofail(gfp) && choose())
		return -ENOMEM;
	charge(page_folio(page), KMEM);
	return 0;
}

/**
 * __memcg_kmem_uncharge_page - uncharge a kernel page
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.20
 * @note: 4.20 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the page counters behind it are the charge
 */
void __memcg_kmem_uncharge_page(struct page *page, int order)
{
	uncharge(page_folio(page), KMEM);
}

/**
 * memcg_kmem_charge_page - __memcg_kmem_charge_page() when kmem accounting is on
 * @context: sleeps as the gfp mask allows
 * @returns: 0: charged (or not accounted). -ENOMEM: not charged
 * @undo: memcg_kmem_uncharge_page()
 * @since: 5.7
 * @note: 5.7 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
int memcg_kmem_charge_page(struct page *page, gfp_t gfp, int order)
{
	return __memcg_kmem_charge_page(page, gfp, order);
}

/**
 * memcg_kmem_uncharge_page - uncharge a kernel page
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.7
 * @note: 5.7 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
void memcg_kmem_uncharge_page(struct page *page, int order)
{
	uncharge(page_folio(page), KMEM);
}

/**
 * obj_cgroup_may_zswap - whether zswap.max of the objcg's memcg and its ancestors has room
 * @context: process; may sleep (flushes statistics)
 * @returns: false: over a limit; a hint, not a reservation
 * @undo: nothing
 * @since: 6.1
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
bool obj_cgroup_may_zswap(struct obj_cgroup *objcg)
{
	might_sleep();
	return unknown();
}

/**
 * obj_cgroup_charge_zswap - charge the compressed bytes of a zswap entry
 * @context: process in reclaim (PF_MEMALLOC); a reference to objcg is held; may sleep
 * @undo: obj_cgroup_uncharge_zswap()
 * @since: 6.1
 * @order: after the entry is safely stored (6.12 and later); cannot fail
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the page counters behind it are the charge
 */
void obj_cgroup_charge_zswap(struct obj_cgroup *objcg, size_t size)
{
	might_sleep();
	charge(objcg, ZSWAP);
}

/**
 * obj_cgroup_uncharge_zswap - uncharge the compressed bytes of a zswap entry
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.1
 * @order: after the entry left its list, before obj_cgroup_put()
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the page counters behind it are the charge
 */
void obj_cgroup_uncharge_zswap(struct obj_cgroup *objcg, size_t size)
{
	uncharge(objcg, ZSWAP);
}

/* Stable binding of a page to its memcg, while charges could move (up to 6.12). */
/**
 * mem_cgroup_begin_update_page_stat - keep the memcg of a page as it is
 * @context: any; does not sleep
 * @undo: mem_cgroup_end_update_page_stat()
 * @until: 3.14
 * @renamed: lock_page_memcg
 * @source: include/linux/memcontrol.h:mem_cgroup_begin_update_page_stat (3.14)
 */
void mem_cgroup_begin_update_page_stat(struct page *page, bool *locked, unsigned long *flags)
{
	enter(RCU);
}

/**
 * mem_cgroup_end_update_page_stat - the memcg of a page may change again
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 3.14
 * @renamed: unlock_page_memcg
 * @source: include/linux/memcontrol.h:mem_cgroup_end_update_page_stat (3.14)
 */
void mem_cgroup_end_update_page_stat(struct page *page, bool *locked, unsigned long *flags)
{
	leave(RCU);
}

/**
 * lock_page_memcg - keep the memcg of a page as it is
 * @context: any; under page table locks, above i_pages
 * @undo: unlock_page_memcg()
 * @since: 4.6
 * @until: 6.2
 * @renamed: folio_memcg_lock
 * @note: takes move_lock with interrupts off only while charges of that memcg move
 * @source: include/linux/memcontrol.h (6.1)
 */
void lock_page_memcg(struct page *page)
{
	enter(RCU);
	trytake(&page_folio(page)->memcg_data, SPIN);
}

/**
 * unlock_page_memcg - the memcg of a page may change again
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.6
 * @until: 6.2
 * @renamed: folio_memcg_unlock
 * @source: include/linux/memcontrol.h (6.1)
 */
void unlock_page_memcg(struct page *page)
{
	drop(&page_folio(page)->memcg_data, SPIN);
	leave(RCU);
}

/**
 * folio_memcg_lock - keep the memcg of a folio as it is
 * @context: any; under page table locks, above i_pages
 * @undo: folio_memcg_unlock()
 * @since: 5.16
 * @until: 6.12
 * @note: takes move_lock with interrupts off only while charges of that memcg move
 * @source: include/linux/memcontrol.h (6.12)
 */
void folio_memcg_lock(struct folio *folio)
{
	enter(RCU);
	trytake(&folio->memcg_data, SPIN);
}

/**
 * folio_memcg_unlock - the memcg of a folio may change again
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @until: 6.12
 * @source: include/linux/memcontrol.h (6.12)
 */
void folio_memcg_unlock(struct folio *folio)
{
	drop(&folio->memcg_data, SPIN);
	leave(RCU);
}

/**
 * mem_cgroup_trylock_pages - keep the memcg of all pages as it is, unless charges move
 * @context: any; does not sleep
 * @returns: true: in an RCU read section. false: charges move
 * @undo: mem_cgroup_unlock_pages() after true
 * @since: 5.18
 * @note: 5.18 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
bool mem_cgroup_trylock_pages(struct mem_cgroup *memcg)
{
	enter(RCU);
	if (choose()) {
		leave(RCU);
		return false;
	}
	return true;
}

/**
 * mem_cgroup_unlock_pages - charges may move again
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.18
 * @note: 5.18 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
void mem_cgroup_unlock_pages(void)
{
	leave(RCU);
}

/* Page counters and other accounts. */
/**
 * page_counter_try_charge - raise a counter and its ancestors unless one is at its limit
 * @context: any; does not sleep
 * @returns: true: charged. false: *fail tells which one is full, nothing is charged
 * @undo: page_counter_uncharge()
 * @failure: the counter is not raised
 * @since: 3.19
 * @source: mm/page_counter.c (6.12)
 * @check: references: the page counters behind it are the charge
 */
bool page_counter_try_charge(struct page_counter *counter, unsigned long nr_pages, struct page_counter **fail)
{
	if (choose()) {
		*fail = fresh();
		return false;
	}
	charge(counter, COUNTER);
	return true;
}

/**
 * page_counter_charge - raise a counter and its ancestors, over the limit if need be
 * @context: any; does not sleep
 * @undo: page_counter_uncharge()
 * @since: 3.19
 * @source: mm/page_counter.c (6.12)
 * @check: references: the page counters behind it are the charge
 */
void page_counter_charge(struct page_counter *counter, unsigned long nr_pages)
{
	charge(counter, COUNTER);
}

/**
 * page_counter_uncharge - lower a counter and its ancestors
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 3.19
 * @source: mm/page_counter.c (6.12)
 * @check: references: the root is not charged
 */
void page_counter_uncharge(struct page_counter *counter, unsigned long nr_pages)
{
	uncharge(counter, COUNTER);
}

/**
 * page_counter_cancel - lower one counter
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 3.19
 * @source: mm/page_counter.c (6.12)
 * @check: references: the page counters behind it are the charge
 */
void page_counter_cancel(struct page_counter *counter, unsigned long nr_pages)
{
	uncharge(counter, COUNTER);
}

/**
 * page_counter_set_max - set the limit of a counter
 * @context: process; may sleep between attempts
 * @returns: 0, or -EBUSY while more is charged
 * @undo: nothing
 * @since: 4.19
 * @note: 4.19 is the first tree it was seen in (unverified boundary)
 * @source: mm/page_counter.c (6.12)
 */
int page_counter_set_max(struct page_counter *counter, unsigned long nr_pages)
{
	if (choose())
		might_sleep();
	if (choose())
		return -EBUSY;
	return 0;
}

/**
 * Limits of counters: no effect on charges.
 * @source: mm/page_counter.c, include/linux/page_counter.h (6.12)
 */
__effectless int page_counter_memparse(struct page_counter *counter, unsigned long nr_pages);
__effectless void page_counter_set_min(struct page_counter *counter, unsigned long nr_pages);
__effectless void page_counter_set_low(struct page_counter *counter, unsigned long nr_pages);
__effectless void page_counter_set_high(struct page_counter *counter, unsigned long nr_pages);
__effectless void page_counter_init(struct page_counter *counter, unsigned long nr_pages);
__effectless void page_counter_reset_watermark(struct page_counter *counter, unsigned long nr_pages);
__effectless void propagate_protected_usage(struct page_counter *counter, unsigned long nr_pages);

/**
 * hugetlb_cgroup_charge_cgroup - charge a hugetlb page to the current hugetlb cgroup
 * @context: process; may sleep
 * @returns: 0: charged (*ptr may be NULL when disabled). -ENOMEM: not charged
 * @undo: hugetlb_cgroup_uncharge_cgroup(), or hugetlb_cgroup_commit_charge() to give it to a folio
 * @failure: nothing is charged
 * @source: include/linux/hugetlb_cgroup.h (6.12)
 */
int hugetlb_cgroup_charge_cgroup(int idx, unsigned long nr_pages, struct hugetlb_cgroup **ptr)
{
	if (choose())
		return -ENOMEM;
	*ptr = fresh();
	charge(*ptr, HUGETLB);
	return 0;
}

/**
 * hugetlb_cgroup_charge_cgroup_rsvd - charge a hugetlb reservation to the current hugetlb cgroup
 * @context: process; may sleep
 * @returns: 0: charged, and *ptr is pinned. -ENOMEM: not charged
 * @undo: hugetlb_cgroup_uncharge_cgroup_rsvd(), or hugetlb_cgroup_commit_charge_rsvd()
 * @failure: nothing is charged
 * @source: include/linux/hugetlb_cgroup.h (6.12)
 * @check: references: the group that the charge names keeps the reference until the uncharge
 */
int hugetlb_cgroup_charge_cgroup_rsvd(int idx, unsigned long nr_pages, struct hugetlb_cgroup **ptr)
{
	if (choose())
		return -ENOMEM;
	*ptr = fresh();
	charge(*ptr, HUGETLB_RSVD);
	return 0;
}

/**
 * hugetlb_cgroup_uncharge_cgroup - give back a hugetlb charge that no folio has yet
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/hugetlb_cgroup.h (6.12)
 */
void hugetlb_cgroup_uncharge_cgroup(int idx, unsigned long nr_pages, struct hugetlb_cgroup *h_cg)
{
	uncharge(h_cg, HUGETLB);
}

/**
 * hugetlb_cgroup_uncharge_cgroup_rsvd - give back a reservation charge
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/hugetlb_cgroup.h (6.12)
 */
void hugetlb_cgroup_uncharge_cgroup_rsvd(int idx, unsigned long nr_pages, struct hugetlb_cgroup *h_cg)
{
	uncharge(h_cg, HUGETLB_RSVD);
}

/**
 * hugetlb_cgroup_commit_charge - tie a hugetlb charge to a folio
 * @context: hugetlb_lock held
 * @undo: nothing
 * @source: include/linux/hugetlb_cgroup.h (6.12)
 */
void hugetlb_cgroup_commit_charge(int idx, unsigned long nr_pages, struct hugetlb_cgroup *h_cg, struct folio *folio)
{
	uncharge(h_cg, HUGETLB);
	charge(folio, HUGETLB);
}

/**
 * hugetlb_cgroup_commit_charge_rsvd - tie a reservation charge to a folio
 * @context: hugetlb_lock held
 * @undo: nothing
 * @source: include/linux/hugetlb_cgroup.h (6.12)
 */
void hugetlb_cgroup_commit_charge_rsvd(int idx, unsigned long nr_pages, struct hugetlb_cgroup *h_cg, struct folio *folio)
{
	uncharge(h_cg, HUGETLB_RSVD);
	charge(folio, HUGETLB_RSVD);
}

/**
 * hugetlb_cgroup_uncharge_folio - uncharge a hugetlb folio
 * @context: hugetlb_lock held
 * @undo: nothing
 * @since: 6.1
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/hugetlb_cgroup.h (6.12)
 */
void hugetlb_cgroup_uncharge_folio(int idx, unsigned long nr_pages, struct folio *folio)
{
	uncharge(folio, HUGETLB);
}

/**
 * hugetlb_cgroup_uncharge_folio_rsvd - uncharge the reservation of a hugetlb folio
 * @context: hugetlb_lock held
 * @undo: nothing
 * @since: 6.1
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/hugetlb_cgroup.h (6.12)
 */
void hugetlb_cgroup_uncharge_folio_rsvd(int idx, unsigned long nr_pages, struct folio *folio)
{
	uncharge(folio, HUGETLB_RSVD);
}

/**
 * hugetlb_cgroup_uncharge_page - uncharge a hugetlb page
 * @context: hugetlb_lock held
 * @undo: nothing
 * @until: 6.0
 * @renamed: hugetlb_cgroup_uncharge_folio
 * @note: 6.0 is the last tree it was seen in (unverified boundary)
 * @source: mm/hugetlb_cgroup.c:hugetlb_cgroup_uncharge_page (5.15)
 */
void hugetlb_cgroup_uncharge_page(int idx, unsigned long nr_pages, struct page *page)
{
	uncharge(page_folio(page), HUGETLB);
}

/**
 * hugetlb_cgroup_migrate - move the hugetlb charge of a folio to the one that replaces it
 * @context: takes hugetlb_lock
 * @undo: nothing
 * @source: include/linux/hugetlb_cgroup.h (6.12)
 */
void hugetlb_cgroup_migrate(struct folio *old, struct folio *new)
{
	uncharge(old, HUGETLB);
	charge(new, HUGETLB);
}

/**
 * security_vm_enough_memory_mm - commit memory if overcommit allows
 * @context: any; does not sleep
 * @returns: 0: committed. -ENOMEM: not
 * @undo: vm_unacct_memory()
 * @failure: nothing is committed
 * @source: include/linux/security.h (6.12)
 */
int security_vm_enough_memory_mm(struct mm_struct *mm, long pages)
{
	if (choose())
		return -ENOMEM;
	charge(mm, COMMIT);
	return 0;
}

/**
 * vm_acct_memory - commit memory
 * @context: any; does not sleep
 * @undo: vm_unacct_memory()
 * @note: the commitment is global; it is not tied to an object
 * @source: include/linux/mman.h (6.12)
 */
void vm_acct_memory(long pages)
{
	account(COMMIT, pages);
}

/**
 * vm_unacct_memory - give committed memory back
 * @context: any; does not sleep
 * @undo: nothing
 * @note: the commitment is global; it is not tied to an object
 * @source: include/linux/mman.h (6.12)
 */
void vm_unacct_memory(long pages)
{
	account(COMMIT, -pages);
}

/* Statistics. */
/**
 * __mod_lruvec_state - move a statistic of a memcg on a node, and of the node
 * @context: interrupts off up to 6.12
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __mod_lruvec_state(struct lruvec *lruvec, enum node_stat_item idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * mod_lruvec_state - __mod_lruvec_state() in any context
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void mod_lruvec_state(struct lruvec *lruvec, enum node_stat_item idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * __mod_lruvec_page_state - move a statistic for a page: its memcg if charged, and its node
 * @context: interrupts off
 * @undo: nothing
 * @until: 6.7
 * @source: include/linux/vmstat.h (6.1)
 */
void __mod_lruvec_page_state(struct page *page, enum node_stat_item idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * mod_lruvec_page_state - __mod_lruvec_page_state() in any context
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void mod_lruvec_page_state(struct page *page, enum node_stat_item idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * __lruvec_stat_mod_folio - move a statistic for a folio: its memcg if charged, and its node
 * @context: interrupts off
 * @undo: nothing
 * @since: 5.16
 * @until: 6.18
 * @renamed: lruvec_stat_mod_folio
 * @order: after the charge; before the uncharge
 * @source: include/linux/vmstat.h (6.12)
 */
void __lruvec_stat_mod_folio(struct folio *folio, enum node_stat_item idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * lruvec_stat_mod_folio - move a statistic for a folio: its memcg if charged, and its node
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @order: after the charge; before the uncharge
 * @source: include/linux/vmstat.h (6.12)
 */
void lruvec_stat_mod_folio(struct folio *folio, enum node_stat_item idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * __lruvec_stat_add_folio - add the size of a folio to a statistic
 * @context: interrupts off
 * @undo: nothing
 * @since: 5.16
 * @until: 6.18
 * @source: include/linux/vmstat.h (6.12)
 */
void __lruvec_stat_add_folio(struct folio *folio, enum node_stat_item idx)
{
	count(idx, folio_nr_pages(folio), MEMCG);
}

/**
 * __lruvec_stat_sub_folio - subtract the size of a folio from a statistic
 * @context: interrupts off
 * @undo: nothing
 * @since: 5.16
 * @until: 6.18
 * @source: include/linux/vmstat.h (6.12)
 */
void __lruvec_stat_sub_folio(struct folio *folio, enum node_stat_item idx)
{
	count(idx, -folio_nr_pages(folio), MEMCG);
}

/**
 * lruvec_stat_add_folio - add the size of a folio to a statistic
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void lruvec_stat_add_folio(struct folio *folio, enum node_stat_item idx)
{
	count(idx, folio_nr_pages(folio), MEMCG);
}

/**
 * lruvec_stat_sub_folio - subtract the size of a folio from a statistic
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void lruvec_stat_sub_folio(struct folio *folio, enum node_stat_item idx)
{
	count(idx, -folio_nr_pages(folio), MEMCG);
}

/**
 * node_stat_mod_folio - move a statistic of a folio's node
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void node_stat_mod_folio(struct folio *folio, enum node_stat_item item, long nr)
{
	count(item, nr);
}

/**
 * node_stat_add_folio - add the size of a folio to a statistic of its node
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void node_stat_add_folio(struct folio *folio, enum node_stat_item item)
{
	count(item, folio_nr_pages(folio));
}

/**
 * node_stat_sub_folio - subtract the size of a folio from a statistic of its node
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void node_stat_sub_folio(struct folio *folio, enum node_stat_item item)
{
	count(item, -folio_nr_pages(folio));
}

/**
 * zone_stat_mod_folio - move a statistic of a folio's zone
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void zone_stat_mod_folio(struct folio *folio, enum zone_stat_item item, long nr)
{
	count(item, nr);
}

/**
 * mod_node_page_state - move a statistic of a node
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/vmstat.c (6.12)
 */
void mod_node_page_state(struct pglist_data *pgdat, enum node_stat_item item, long delta)
{
	count(item, delta);
}

/**
 * __mod_node_page_state - move a statistic of a node
 * @context: interrupts off
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __mod_node_page_state(struct pglist_data *pgdat, enum node_stat_item item, long delta)
{
	count(item, delta);
}

/**
 * mod_zone_page_state - move a statistic of a zone
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/vmstat.c (6.12)
 */
void mod_zone_page_state(struct zone *zone, enum zone_stat_item item, long delta)
{
	count(item, delta);
}

/**
 * __mod_zone_page_state - move a statistic of a zone
 * @context: interrupts off
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __mod_zone_page_state(struct zone *zone, enum zone_stat_item item, long delta)
{
	count(item, delta);
}

/**
 * mod_memcg_state - move a statistic of a memcg
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/memcontrol.h (6.12)
 */
void mod_memcg_state(struct mem_cgroup *memcg, int idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * __mod_memcg_state - move a statistic of a memcg
 * @context: interrupts off
 * @undo: nothing
 * @source: include/linux/memcontrol.h (6.12)
 */
void __mod_memcg_state(struct mem_cgroup *memcg, int idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * mod_lruvec_kmem_state - move a statistic for a kernel object
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/memcontrol.h (6.12)
 */
void mod_lruvec_kmem_state(void *p, enum node_stat_item idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * mem_cgroup_flush_stats - bring the statistics of a memcg up to date
 * @context: process; may sleep
 * @undo: nothing
 * @since: 6.4
 * @note: up to 6.3 it spun; it takes the memcg since 6.8; 6.4 is an unverified boundary
 * @source: include/linux/memcontrol.h (6.12)
 */
void mem_cgroup_flush_stats(struct mem_cgroup *memcg)
{
	might_sleep();
}

/**
 * mem_cgroup_flush_stats - bring the statistics of all memcgs up to date, unless somebody is at it
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.15
 * @until: 6.3
 * @note: 5.15 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.1)
 */
void mem_cgroup_flush_stats(void)
{
}

/**
 * mem_cgroup_flush_stats_ratelimited - mem_cgroup_flush_stats() unless it was done just now
 * @context: process; may sleep
 * @undo: nothing
 * @since: 6.6
 * @note: 6.6 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
void mem_cgroup_flush_stats_ratelimited(struct mem_cgroup *memcg)
{
	might_sleep();
}

/**
 * cgroup_rstat_flush - bring the statistics of a cgroup up to date
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/cgroup/rstat.c (6.12)
 */
void cgroup_rstat_flush(struct cgroup *cgrp)
{
	might_sleep();
}

/* The life of a memcg. */
/**
 * mem_cgroup_css_offline - a memcg goes offline
 * @context: cgroup_mutex held; process; may sleep; references to the css still exist
 * @undo: nothing
 * @order: 6.1 to 6.12: objcgs are reparented before list_lrus; 6.19 and 7.1: after them
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the reference that is given up was taken when the work was queued, the object published or the
 *     memcg made
 */
void mem_cgroup_css_offline(struct cgroup_subsys_state *css)
{
	might_sleep();
}

/**
 * memcg_online_kmem - give a memcg its objcg
 * @context: cgroup_mutex held; may sleep
 * @returns: 0 or -ENOMEM
 * @undo: memcg_offline_kmem()
 * @failure: the memcg has no objcg
 * @until: 7.0
 * @source: mm/memcontrol.c (6.12)
 */
int memcg_online_kmem(struct mem_cgroup *memcg)
{
	might_sleep();
	return unknown();
}

/**
 * memcg_online_kmem - switch kmem accounting on for a memcg; its objcgs are made by mem_cgroup_css_online()
 * @context: cgroup_mutex held; may sleep (static_branch_enable())
 * @undo: memcg_offline_kmem()
 * @since: 7.1
 * @source: mm/memcontrol.c (7.1)
 * @check: sleeping: static_branch_enable() is a macro; what it calls takes a mutex
 */
void memcg_online_kmem(struct mem_cgroup *memcg)
{
	might_sleep();
}

/**
 * memcg_offline_kmem - reparent the objcgs and list_lrus of a memcg
 * @context: cgroup_mutex held; may sleep
 * @undo: nothing
 * @source: mm/memcontrol.c (6.12)
 */
void memcg_offline_kmem(struct mem_cgroup *memcg)
{
	might_sleep();
}

/**
 * memcg_reparent_objcgs - let the objcgs of a memcg point to its parent
 * @context: cgroup_mutex held; takes objcg_lock with interrupts off
 * @undo: nothing
 * @until: 6.12
 * @order: before memcg_reparent_list_lrus()
 * @source: mm/memcontrol.c (6.12)
 */
void memcg_reparent_objcgs(struct mem_cgroup *memcg, struct mem_cgroup *parent)
{
}

/**
 * memcg_reparent_objcgs - let the objcgs of a memcg point to its parent
 * @context: cgroup_mutex held; takes objcg_lock with interrupts off; since 7.1 the LRU locks of both below it
 * @undo: nothing
 * @since: 6.13
 * @order: after memcg_reparent_list_lrus()
 * @note: 7.1 has no second parameter, and moves the folios of the LRU lists as well
 * @source: mm/memcontrol.c (6.13, 7.1)
 */
void memcg_reparent_objcgs(struct mem_cgroup *memcg, struct mem_cgroup *parent)
{
	after(memcg_reparent_list_lrus);
}

/**
 * try_to_free_mem_cgroup_pages - reclaim from a memcg
 * @context: process; may sleep; a reference to memcg is held
 * @returns: how many pages were freed
 * @undo: nothing
 * @source: mm/vmscan.c (6.12)
 */
unsigned long try_to_free_mem_cgroup_pages(struct mem_cgroup *memcg, unsigned long nr_pages, gfp_t gfp_mask, unsigned int reclaim_options)
{
	might_reclaim(gfp_mask);
	might_sleep();
	return unknown();
}

/**
 * mem_cgroup_oom_synchronize - finish an OOM that a fault ran into (cgroup v1)
 * @context: process at the end of a fault; may sleep
 * @returns: whether there was one
 * @undo: nothing
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the reference that is given up was taken when the work was queued, the object published or the
 *     memcg made
 */
bool mem_cgroup_oom_synchronize(bool handle)
{
	might_sleep();
	return unknown();
}

/* More of the same, by era. */
/**
 * __mem_cgroup_uncharge_common - uncharge a page; a swapout leaves a record that pins the css
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 3.14
 * @renamed: uncharge_page
 * @note: nothing happens to a page that is mapped, migrating or not charged
 * @source: mm/memcontrol.c:__mem_cgroup_uncharge_common (3.14)
 */
void __mem_cgroup_uncharge_common(struct page *page, enum charge_type ctype, bool end_migration)
{
	uncharge(page_folio(page), MEMORY);
}

/**
 * memcg1_swapout - turn the charge of a folio into a swap record (cgroup v1)
 * @context: interrupts off, folio locked, refcount frozen to zero
 * @undo: nothing
 * @since: 6.15
 * @order: 6.19: after __swap_cache_del_folio(); 7.1: before it
 * @note: in 6.12 a function of this name only moves statistics; 6.19 is the first tree it was seen in
 *     (unverified boundary)
 * @source: mm/memcontrol-v1.c:memcg1_swapout (6.19)
 */
void memcg1_swapout(struct folio *folio, swp_entry_t entry)
{
	uncharge(folio, MEMORY);
	charge(entry, SWAP);
}

/**
 * swap_cgroup_clear - clear the records of some slots
 * @context: the caller owns the slots
 * @returns: the number that they all held
 * @undo: nothing
 * @since: 6.14
 * @source: mm/swap_cgroup.c:swap_cgroup_clear (6.19)
 */
unsigned short swap_cgroup_clear(swp_entry_t ent, unsigned int nr_ents)
{
	return unknown();
}

/**
 * folio_objcg - the objcg of a folio
 * @context: any; does not sleep
 * @returns: NULL: not charged. else: borrowed from the folio
 * @undo: nothing
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h:folio_objcg (7.1)
 */
struct obj_cgroup *folio_objcg(struct folio *folio)
{
	return unknown();
}

/**
 * __mem_cgroup_handle_over_high - reclaim and throttle because memory.high is exceeded
 * @context: process; may sleep; the gfp mask of the caller
 * @undo: nothing
 * @since: 6.18
 * @source: mm/memcontrol.c:__mem_cgroup_handle_over_high (6.19)
 */
void __mem_cgroup_handle_over_high(gfp_t gfp_mask)
{
	might_sleep();
}

/**
 * Stocks of charged bytes of an objcg, and v1 statistics of a batch. The stock holds a reference of its own to
 * the objcg.
 * @source: mm/memcontrol.c, mm/memcontrol-v1.h, include/linux/memcontrol.h (6.12)
 * @check: locks: since 7.1 the body tries for the lock of the stock, and drops it if it got it
 */
__effectless void refill_obj_stock(void *stock);
__effectless void memcg1_uncharge_batch(void *stock);
__effectless void set_shrinker_bit(void *stock);

/**
 * trylock_stock - the stock of charged bytes of this cpu, locked, unless the interrupted context has it
 * @context: any, NMI included; never waits
 * @returns: NULL: go without. else: the stock, its lock held
 * @undo: unlock_stock()
 * @since: 7.1
 * @source: mm/memcontrol.c (7.1)
 * @check: locks: the result says whether the local lock of the cpu is held
 */
struct obj_stock_pcp *trylock_stock(void)
{
	if (choose())
		return NULL;
	trytake(&obj_stock.lock, LOCAL);
	return fresh();
}

/**
 * unlock_stock - unlock what trylock_stock() gave; NULL is fine
 * @context: any
 * @undo: nothing
 * @since: 7.1
 * @source: mm/memcontrol.c (7.1)
 */
void unlock_stock(struct obj_stock_pcp *stock)
{
	if (stock)
		drop(&obj_stock.lock, LOCAL);
}

/**
 * drain_obj_stock - empty the stock of charged bytes
 * @context: stock lock held
 * @returns: NULL or the objcg that was cached: put it after the lock is dropped
 * @undo: obj_cgroup_put()
 * @since: 6.1
 * @until: 6.15
 * @source: mm/memcontrol.c (6.12)
 */
struct obj_cgroup *drain_obj_stock(struct memcg_stock_pcp *stock)
{
	struct obj_cgroup *old = fresh();

	if (choose())
		return NULL;
	get(old);
	return old;
}

/**
 * drain_obj_stock - empty the stock of charged bytes, and put the objcg that it was of
 * @context: stock lock held
 * @undo: nothing
 * @since: 6.16
 * @source: mm/memcontrol.c (6.17)
 * @check: references: the reference that is given up was taken when the objcg went into the stock
 */
void drain_obj_stock(struct obj_stock_pcp *stock)
{
}

/**
 * inc_rlimit_ucounts - charge against a limit of a user, in all its namespaces
 * @context: any; does not sleep
 * @returns: what is charged now; LONG_MAX: some limit is passed. It is charged in any case
 * @undo: dec_rlimit_ucounts()
 * @since: 5.14
 * @note: 5.14 is the first kernel it was looked for in (unverified boundary)
 * @source: kernel/ucount.c (6.12)
 */
long inc_rlimit_ucounts(struct ucounts *ucounts, int type, long v)
{
	charge(ucounts, RLIMIT);
	return unknown();
}

/**
 * dec_rlimit_ucounts - take back what inc_rlimit_ucounts() charged
 * @context: any; does not sleep
 * @returns: true: nothing is charged any more
 * @undo: nothing
 * @since: 5.14
 * @note: 5.14 is the first kernel it was looked for in (unverified boundary)
 * @source: kernel/ucount.c (6.12)
 */
bool dec_rlimit_ucounts(struct ucounts *ucounts, int type, long v)
{
	uncharge(ucounts, RLIMIT);
	return choose();
}

/**
 * Which memcg a statistic goes to when the one at hand is dying: its nearest ancestor that is not, kept by an RCU section on cgroup v1.
 * Start and end belong together, and nothing may sleep between them.
 * @since: 7.1
 * @check: locks: on cgroup v1 alone the body enters an RCU section, and *rcu_locked tells the end of it
 * @source: mm/memcontrol.c (7.1)
 */
__effectless struct mem_cgroup *get_non_dying_memcg_start(struct mem_cgroup *memcg, bool *rcu_locked);
__effectless void get_non_dying_memcg_end(bool rcu_locked);

/**
 * obj_cgroup_is_root - is it the root's, whose references are not counted
 * @since: 7.1
 * @source: include/linux/memcontrol.h (7.1)
 */
__pure bool obj_cgroup_is_root(const struct obj_cgroup *objcg);

/**
 * memcg_is_dying - has rmdir() of the memcg begun; without a lock that its offlining takes too it may begin right after
 * @since: 6.19
 * @source: include/linux/memcontrol.h (6.19)
 */
__effectless bool memcg_is_dying(struct mem_cgroup *memcg);
