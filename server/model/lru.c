/*
 * list_lru, reclaim, workingset, and rmap.
 */
/**
 * list_lru_add - put an item on the list of its memcg and node
 * @context: any; does not sleep; takes the lock of the list (per node up to 6.12, per list since 6.13)
 * @returns: true: it is on the list. false: it was on one already
 * @undo: list_lru_del()
 * @until: 6.7
 * @source: mm/list_lru.c (6.12)
 */
bool list_lru_add(struct list_lru *lru, struct list_head *item)
{
	if (choose())
		return false;
	publish(item, LRU);
	return true;
}

/**
 * list_lru_add - put an item on the list of a memcg and node
 * @context: as before; memcg is kept by RCU or a reference; memcg_list_lru_alloc() was done before
 * @returns: true: it is on the list. false: it was on one already
 * @undo: list_lru_del()
 * @since: 6.8
 * @note: racing with offline is safe: the item goes to the parent's list
 * @source: mm/list_lru.c (6.12)
 */
bool list_lru_add(struct list_lru *lru, struct list_head *item, int nid, struct mem_cgroup *memcg)
{
	if (choose())
		return false;
	publish(item, LRU);
	return true;
}

/**
 * list_lru_add_obj - put a slab object on the list of its memcg and node
 * @context: any; does not sleep; takes the lock of the list (per node up to 6.12, per list since 6.13)
 * @returns: true: it is on the list. false: it was on one already
 * @undo: list_lru_del_obj()
 * @since: 6.8
 * @source: mm/list_lru.c (6.12)
 */
bool list_lru_add_obj(struct list_lru *lru, struct list_head *item)
{
	if (choose())
		return false;
	publish(item, LRU);
	return true;
}

/**
 * list_lru_del - take an item off its list
 * @context: any; does not sleep; takes the lock of the list (per node up to 6.12, per list since 6.13)
 * @returns: true: it was on the list. false: it was on none
 * @undo: nothing
 * @until: 6.7
 * @source: mm/list_lru.c (6.12)
 */
bool list_lru_del(struct list_lru *lru, struct list_head *item)
{
	if (choose())
		return false;
	unpublish(item, LRU);
	return true;
}

/**
 * list_lru_del - take an item off its list
 * @context: as before; memcg is kept by RCU or a reference
 * @returns: true: it was on the list. false: it was on none
 * @undo: nothing
 * @since: 6.8
 * @source: mm/list_lru.c (6.12)
 */
bool list_lru_del(struct list_lru *lru, struct list_head *item, int nid, struct mem_cgroup *memcg)
{
	if (choose())
		return false;
	unpublish(item, LRU);
	return true;
}

/**
 * list_lru_del_obj - take a slab object off its list
 * @context: any; does not sleep; takes the lock of the list (per node up to 6.12, per list since 6.13)
 * @returns: true: it was on the list. false: it was on none
 * @undo: nothing
 * @since: 6.8
 * @source: mm/list_lru.c (6.12)
 */
bool list_lru_del_obj(struct list_lru *lru, struct list_head *item)
{
	if (choose())
		return false;
	unpublish(item, LRU);
	return true;
}

/**
 * list_lru_isolate - take an item off in a walk callback
 * @context: the list lock held
 * @undo: nothing
 * @note: the walker counts it; return LRU_REMOVED or LRU_REMOVED_RETRY
 * @source: mm/list_lru.c (6.12)
 */
void list_lru_isolate(struct list_lru_one *list, struct list_head *item)
{
	unpublish(item, LRU);
}

/**
 * list_lru_isolate_move - move an item to a private list in a walk callback
 * @context: the list lock held
 * @undo: nothing
 * @note: the walker counts it; return LRU_REMOVED or LRU_REMOVED_RETRY
 * @source: mm/list_lru.c (6.12)
 */
void list_lru_isolate_move(struct list_lru_one *list, struct list_head *item, struct list_head *head)
{
	unpublish(item, LRU);
	consume(item);
}

/**
 * list_lru_putback - put an isolated item back
 * @context: memcg is kept by RCU or a reference; the item must still be alive
 * @undo: nothing
 * @since: 6.8
 * @until: 6.8
 * @source: mm/list_lru.c:list_lru_putback (6.8)
 */
void list_lru_putback(struct list_lru *lru, struct list_head *item, int nid, struct mem_cgroup *memcg)
{
	publish(item, LRU);
}

/**
 * memcg_list_lru_alloc - make sure that a memcg and its ancestors have lists
 * @context: as the gfp mask allows; a reference to memcg is held; not under RCU or a spinlock
 * @returns: 0 or -ENOMEM
 * @undo: nothing
 * @failure: the memcg has no list to put an item on
 * @since: 5.18
 * @source: mm/list_lru.c (6.12)
 */
int memcg_list_lru_alloc(struct mem_cgroup *memcg, struct list_lru *lru, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return -ENOMEM;
	return 0;
}

/**
 * list_lru_walk_one - show items to a callback under the list lock
 * @context: the callback decides whether it sleeps; memcg is kept by the caller
 * @returns: how many were removed
 * @undo: nothing
 * @note: after RETRY, REMOVED_RETRY and STOP the callback returns with the lock held up to 6.12, without it
 *     since 6.13
 * @source: mm/list_lru.c (6.12)
 */
unsigned long list_lru_walk_one(struct list_lru *lru, int nid, struct mem_cgroup *memcg, list_lru_walk_cb isolate, void *cb_arg, unsigned long *nr_to_walk)
{
	return unknown();
}

/**
 * list_lru_init_memcg - set up a memcg aware list_lru
 * @context: process; may sleep
 * @returns: 0 or -ENOMEM: check it
 * @undo: list_lru_destroy()
 * @failure: there are no lists
 * @source: include/linux/list_lru.h (6.12)
 */
int list_lru_init_memcg(struct list_lru *lru, struct shrinker *shrinker)
{
	might_sleep();
	return unknown();
}

/**
 * list_lru_init - set up a list_lru
 * @context: process; may sleep
 * @returns: 0 or -ENOMEM: check it
 * @undo: list_lru_destroy()
 * @failure: there are no lists
 * @source: include/linux/list_lru.h (6.12)
 */
int list_lru_init(struct list_lru *lru)
{
	might_sleep();
	return unknown();
}

/**
 * list_lru_destroy - tear a list_lru down
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/list_lru.c (6.12)
 */
void list_lru_destroy(struct list_lru *lru)
{
	might_sleep();
}

/**
 * Hints about list_lrus.
 * @source: mm/list_lru.c, include/linux/list_lru.h (6.12)
 */
__effectless unsigned long list_lru_count_one(struct list_lru *lru);
__effectless unsigned long list_lru_count_node(struct list_lru *lru);
__effectless unsigned long list_lru_count(struct list_lru *lru);
__effectless unsigned long list_lru_shrink_count(struct list_lru *lru);
__effectless unsigned long list_lru_walk_node(struct list_lru *lru);
__effectless unsigned long list_lru_walk(struct list_lru *lru);
__effectless unsigned long list_lru_shrink_walk(struct list_lru *lru);

/**
 * memcg_reparent_list_lrus - move the items of a memcg's lists to its parent
 * @context: process; may sleep (list_lrus_mutex)
 * @undo: nothing
 * @since: 5.18
 * @until: 6.12
 * @order: after memcg_reparent_objcgs()
 * @source: mm/list_lru.c (6.12)
 */
void memcg_reparent_list_lrus(struct mem_cgroup *memcg, struct mem_cgroup *parent)
{
	after(memcg_reparent_objcgs);
	might_sleep();
}

/**
 * memcg_reparent_list_lrus - move the items of a memcg's lists to its parent
 * @context: process; may sleep (list_lrus_mutex)
 * @undo: nothing
 * @since: 6.13
 * @order: before memcg_reparent_objcgs(): who still finds the memcg by its objcg finds the lists dead, and goes to the parent's
 * @source: mm/list_lru.c (6.13)
 */
void memcg_reparent_list_lrus(struct mem_cgroup *memcg, struct mem_cgroup *parent)
{
	might_sleep();
}

/* rmap. The mapping owns the reference that the caller gives it. */
/**
 * folio_add_anon_rmap_pte - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held, folio locked; does not sleep
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
void folio_add_anon_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *vma, unsigned long address, rmap_t flags)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_add_anon_rmap_ptes - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held, folio locked; does not sleep
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: mm/rmap.c (6.12)
 */
void folio_add_anon_rmap_ptes(struct folio *folio, struct page *page, int nr_pages, struct vm_area_struct *vma, unsigned long address, rmap_t flags)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_add_anon_rmap_pmd - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held, folio locked; does not sleep
 * @undo: folio_remove_rmap_pmd()
 * @since: 6.8
 * @source: mm/rmap.c (6.12)
 */
void folio_add_anon_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *vma, unsigned long address, rmap_t flags)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_add_new_anon_rmap - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: folio_remove_rmap_pte()
 * @since: 6.3
 * @order: charge the folio before
 * @note: 6.3 is the first tree it was seen in (unverified boundary)
 * @source: mm/rmap.c (6.12)
 */
void folio_add_new_anon_rmap(struct folio *folio, struct vm_area_struct *vma, unsigned long address, rmap_t flags)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_add_file_rmap_pte - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
void folio_add_file_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *vma)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_add_file_rmap_ptes - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: mm/rmap.c (6.12)
 */
void folio_add_file_rmap_ptes(struct folio *folio, struct page *page, int nr_pages, struct vm_area_struct *vma)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_add_file_rmap_pmd - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: folio_remove_rmap_pmd()
 * @since: 6.8
 * @source: mm/rmap.c (6.12)
 */
void folio_add_file_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *vma)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_dup_file_rmap_pte - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
void folio_dup_file_rmap_pte(struct folio *folio, struct page *page)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_dup_file_rmap_ptes - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
void folio_dup_file_rmap_ptes(struct folio *folio, struct page *page, int nr_pages)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_dup_file_rmap_pmd - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: folio_remove_rmap_pmd()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
void folio_dup_file_rmap_pmd(struct folio *folio, struct page *page)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * hugetlb_add_anon_rmap - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: hugetlb_remove_rmap()
 * @since: 6.8
 * @source: mm/rmap.c (6.12)
 */
void hugetlb_add_anon_rmap(struct folio *folio, struct vm_area_struct *vma, unsigned long address, rmap_t flags)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * hugetlb_add_new_anon_rmap - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: hugetlb_remove_rmap()
 * @since: 6.8
 * @order: charge the folio before
 * @source: mm/rmap.c (6.12)
 */
void hugetlb_add_new_anon_rmap(struct folio *folio, struct vm_area_struct *vma, unsigned long address)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * hugetlb_add_file_rmap - a page table maps the folio, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: hugetlb_remove_rmap()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
void hugetlb_add_file_rmap(struct folio *folio)
{
	publish(folio, RMAP);
	consume(folio);
}

/**
 * folio_try_dup_anon_rmap_pte - a child's page table maps the folio too, unless it may be pinned
 * @context: page table lock held; does not sleep
 * @returns: 0: mapped, with a reference of the caller. -EBUSY: copy the folio instead, the reference is still
 *     the caller's
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
int folio_try_dup_anon_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *src_vma)
{
	if (choose())
		return -EBUSY;
	publish(folio, RMAP);
	consume(folio);
	return 0;
}

/**
 * folio_try_dup_anon_rmap_ptes - a child's page table maps the folio too, unless it may be pinned
 * @context: page table lock held; does not sleep
 * @returns: 0: mapped, with a reference of the caller. -EBUSY: copy the folio instead, the reference is still
 *     the caller's
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
int folio_try_dup_anon_rmap_ptes(struct folio *folio, struct page *page, int nr_pages, struct vm_area_struct *src_vma)
{
	if (choose())
		return -EBUSY;
	publish(folio, RMAP);
	consume(folio);
	return 0;
}

/**
 * folio_try_dup_anon_rmap_pmd - a child's page table maps the folio too, unless it may be pinned
 * @context: page table lock held; does not sleep
 * @returns: 0: mapped, with a reference of the caller. -EBUSY: copy the folio instead, the reference is still
 *     the caller's
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
int folio_try_dup_anon_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *src_vma)
{
	if (choose())
		return -EBUSY;
	publish(folio, RMAP);
	consume(folio);
	return 0;
}

/**
 * hugetlb_try_dup_anon_rmap - a child's page table maps the folio too, unless it may be pinned
 * @context: page table lock held; does not sleep
 * @returns: 0: mapped, with a reference of the caller. -EBUSY: copy the folio instead, the reference is still
 *     the caller's
 * @undo: folio_remove_rmap_pte()
 * @since: 6.8
 * @source: include/linux/rmap.h (6.12)
 */
int hugetlb_try_dup_anon_rmap(struct folio *folio, struct vm_area_struct *vma)
{
	if (choose())
		return -EBUSY;
	publish(folio, RMAP);
	consume(folio);
	return 0;
}

/**
 * page_try_dup_anon_rmap - a child's page table maps the page too, unless it may be pinned
 * @context: page table lock held; does not sleep
 * @returns: 0: mapped, with a reference of the caller. -EBUSY: copy the page instead
 * @undo: nothing
 * @since: 5.19
 * @until: 6.7
 * @renamed: folio_try_dup_anon_rmap_pte
 * @note: 5.19 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/rmap.h (6.1)
 */
int page_try_dup_anon_rmap(struct page *page, bool compound, struct vm_area_struct *vma)
{
	if (choose())
		return -EBUSY;
	publish(page_folio(page), RMAP);
	consume(page_folio(page));
	return 0;
}

/**
 * page_dup_file_rmap - a child's page table maps the page too
 * @context: page table lock held; does not sleep
 * @undo: nothing
 * @since: 5.19
 * @until: 6.7
 * @renamed: folio_dup_file_rmap_pte
 * @note: 5.19 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/rmap.h (6.1)
 */
void page_dup_file_rmap(struct page *page, bool compound)
{
	publish(page_folio(page), RMAP);
	consume(page_folio(page));
}

/**
 * folio_remove_rmap_pte - a page table does not map the folio any more
 * @context: page table lock held; does not sleep
 * @undo: nothing
 * @since: 6.8
 * @note: the reference of the mapping is the caller's to drop, or to hand on
 * @source: include/linux/rmap.h (6.12)
 */
void folio_remove_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *vma)
{
	unpublish(folio, RMAP);
	get(folio);
	consume(folio);
}

/**
 * folio_remove_rmap_ptes - a page table does not map the folio any more
 * @context: page table lock held; does not sleep
 * @undo: nothing
 * @since: 6.8
 * @note: the reference of the mapping is the caller's to drop, or to hand on
 * @source: mm/rmap.c (6.12)
 */
void folio_remove_rmap_ptes(struct folio *folio, struct page *page, int nr_pages, struct vm_area_struct *vma)
{
	unpublish(folio, RMAP);
	get(folio);
	consume(folio);
}

/**
 * folio_remove_rmap_pmd - a page table does not map the folio any more
 * @context: page table lock held; does not sleep
 * @undo: nothing
 * @since: 6.8
 * @note: the reference of the mapping is the caller's to drop, or to hand on
 * @source: mm/rmap.c (6.12)
 */
void folio_remove_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *vma)
{
	unpublish(folio, RMAP);
	get(folio);
	consume(folio);
}

/**
 * hugetlb_remove_rmap - a page table does not map the folio any more
 * @context: page table lock held; does not sleep
 * @undo: nothing
 * @since: 6.8
 * @note: the reference of the mapping is the caller's to drop, or to hand on
 * @source: include/linux/rmap.h (6.12)
 * @check: references: what the body counts down is the folio's own map count; folio_put() comes with it in the callers
 */
void hugetlb_remove_rmap(struct folio *folio)
{
	unpublish(folio, RMAP);
	get(folio);
	consume(folio);
}

/**
 * page_add_anon_rmap - a page table maps the page, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: page_remove_rmap()
 * @until: 6.7
 * @renamed: folio_add_anon_rmap_pte
 * @source: mm/rmap.c (6.1)
 */
void page_add_anon_rmap(struct page *page, struct vm_area_struct *vma, unsigned long address, rmap_t flags)
{
	publish(page_folio(page), RMAP);
	consume(page_folio(page));
}

/**
 * page_add_new_anon_rmap - a page table maps the page, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: page_remove_rmap()
 * @until: 6.7
 * @renamed: folio_add_new_anon_rmap
 * @source: mm/rmap.c (6.1)
 */
void page_add_new_anon_rmap(struct page *page, struct vm_area_struct *vma, unsigned long address)
{
	publish(page_folio(page), RMAP);
	consume(page_folio(page));
}

/**
 * page_add_file_rmap - a page table maps the page, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: page_remove_rmap()
 * @until: 6.7
 * @renamed: folio_add_file_rmap_pte
 * @source: mm/rmap.c (6.1)
 */
void page_add_file_rmap(struct page *page, struct vm_area_struct *vma, bool compound)
{
	publish(page_folio(page), RMAP);
	consume(page_folio(page));
}

/**
 * hugepage_add_anon_rmap - a page table maps the page, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: page_remove_rmap()
 * @until: 6.7
 * @renamed: hugetlb_add_anon_rmap
 * @source: mm/rmap.c (6.1)
 */
void hugepage_add_anon_rmap(struct page *page, struct vm_area_struct *vma, unsigned long address, rmap_t flags)
{
	publish(page_folio(page), RMAP);
	consume(page_folio(page));
}

/**
 * hugepage_add_new_anon_rmap - a page table maps the page, and takes over a reference of the caller
 * @context: page table lock held; does not sleep
 * @undo: page_remove_rmap()
 * @until: 6.7
 * @renamed: hugetlb_add_new_anon_rmap
 * @source: mm/rmap.c (6.1)
 */
void hugepage_add_new_anon_rmap(struct page *page, struct vm_area_struct *vma, unsigned long address)
{
	publish(page_folio(page), RMAP);
	consume(page_folio(page));
}

/**
 * page_remove_rmap - a page table does not map the page any more
 * @context: page table lock held; does not sleep
 * @undo: nothing
 * @until: 6.7
 * @renamed: folio_remove_rmap_pte
 * @note: the reference of the mapping is the caller's to drop, or to hand on
 * @source: mm/rmap.c (6.1)
 */
void page_remove_rmap(struct page *page, struct vm_area_struct *vma, bool compound)
{
	unpublish(page_folio(page), RMAP);
	get(page_folio(page));
	consume(page_folio(page));
}

/**
 * try_to_unmap - change the page tables that map a folio or a range
 * @context: process; may sleep; the folio is locked
 * @undo: nothing
 * @source: include/linux/rmap.h (6.12)
 */
void try_to_unmap(struct folio *folio, enum ttu_flags flags)
{
	might_sleep();
}

/**
 * try_to_migrate - change the page tables that map a folio or a range
 * @context: process; may sleep; the folio is locked
 * @undo: nothing
 * @source: mm/rmap.c (6.12)
 */
void try_to_migrate(struct folio *folio, enum ttu_flags flags)
{
	might_sleep();
}

/**
 * rmap_walk - change the page tables that map a folio or a range
 * @context: process; may sleep; the folio is locked
 * @undo: nothing
 * @source: mm/rmap.c (6.12)
 */
void rmap_walk(struct folio *folio, struct rmap_walk_control *rwc)
{
	might_sleep();
}

/**
 * remove_migration_ptes - change the page tables that map a folio or a range
 * @context: process; may sleep; the folio is locked
 * @undo: nothing
 * @source: mm/migrate.c (6.12)
 */
void remove_migration_ptes(struct folio *src, struct folio *dst, int flags)
{
	might_sleep();
}

/**
 * unmap_mapping_range - change the page tables that map a folio or a range
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
void unmap_mapping_range(struct address_space *mapping, loff_t holebegin, loff_t holelen, int even_cows)
{
	might_sleep();
}

/**
 * unmap_mapping_pages - change the page tables that map a folio or a range
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
void unmap_mapping_pages(struct address_space *mapping, pgoff_t start, pgoff_t nr, bool even_cows)
{
	might_sleep();
}

/**
 * unmap_mapping_folio - change the page tables that map a folio or a range
 * @context: process; may sleep
 * @undo: nothing
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: mm/memory.c (6.12)
 */
void unmap_mapping_folio(struct folio *folio)
{
	might_sleep();
}

/**
 * folio_referenced - look at or change the page tables that map a folio
 * @context: process; may sleep
 * @returns: how many did
 * @undo: nothing
 * @since: 5.16
 * @note: walks rmap; folios came with 5.16; the first version of this one lies between that and 6.1 (unverified
 *     boundary)
 * @source: include/linux/rmap.h (6.12)
 */
int folio_referenced(struct folio *folio, int is_locked, struct mem_cgroup *memcg, unsigned long *vm_flags)
{
	might_sleep();
	return unknown();
}

/**
 * folio_mkclean - look at or change the page tables that map a folio
 * @context: process; may sleep
 * @returns: how many did
 * @undo: nothing
 * @since: 5.16
 * @note: walks rmap; folios came with 5.16; the first version of this one lies between that and 6.1 (unverified
 *     boundary)
 * @source: include/linux/rmap.h (6.12)
 */
int folio_mkclean(struct folio *folio)
{
	might_sleep();
	return unknown();
}

/**
 * page_mkclean - look at or change the page tables that map a folio
 * @context: process; may sleep
 * @returns: how many did
 * @undo: nothing
 * @until: 6.11
 * @note: 6.11 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/rmap.h (6.1)
 */
int page_mkclean(struct page *page)
{
	might_sleep();
	return unknown();
}

/**
 * split_huge_page - split a large folio
 * @context: process; may sleep; folio locked, one reference of the caller's own
 * @returns: 0: split. -EBUSY: extra references, still whole
 * @undo: nothing
 * @source: include/linux/huge_mm.h (6.12)
 */
int split_huge_page(struct page *page)
{
	might_sleep();
	return unknown();
}

/**
 * split_huge_page_to_list - split a large folio
 * @context: process; may sleep; folio locked, one reference of the caller's own
 * @returns: 0: split. -EBUSY: extra references, still whole
 * @undo: nothing
 * @until: 6.11
 * @note: 6.11 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/huge_mm.h (6.1)
 */
int split_huge_page_to_list(struct page *page, struct list_head *list)
{
	might_sleep();
	return unknown();
}

/**
 * split_folio - split a large folio
 * @context: process; may sleep; folio locked, one reference of the caller's own
 * @returns: 0: split. -EBUSY: extra references, still whole
 * @undo: nothing
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/huge_mm.h (6.12)
 */
int split_folio(struct folio *folio)
{
	might_sleep();
	return unknown();
}

/**
 * split_folio_to_list - split a large folio
 * @context: process; may sleep; folio locked, one reference of the caller's own
 * @returns: 0: split. -EBUSY: extra references, still whole
 * @undo: nothing
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/huge_mm.h (6.12)
 */
int split_folio_to_list(struct folio *folio, struct list_head *list)
{
	might_sleep();
	return unknown();
}

/* Reclaim and migration. */
/**
 * migrate_pages - move isolated folios
 * @context: process; may sleep
 * @returns: 0: all moved. positive: that many are left on the list. negative: an error, the rest is left on the
 *     list
 * @undo: putback_movable_pages() for what is left
 * @source: include/linux/migrate.h (6.12)
 */
int migrate_pages(struct list_head *from, new_folio_t get_new_folio, free_folio_t put_new_folio, unsigned long private, enum migrate_mode mode, int reason, unsigned int *ret_succeeded)
{
	might_sleep();
	return unknown();
}

/**
 * reclaim_pages - reclaim isolated folios; empties the list
 * @context: process; may sleep
 * @returns: how many were reclaimed
 * @undo: nothing
 * @source: mm/vmscan.c (6.12)
 */
unsigned int reclaim_pages(struct list_head *folio_list)
{
	might_sleep();
	return unknown();
}

/**
 * shrink_folio_list - reclaim isolated folios; what is kept stays on the list
 * @context: process; may sleep
 * @returns: how many were reclaimed
 * @undo: nothing
 * @since: 5.18
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: mm/vmscan.c (6.12)
 */
unsigned int shrink_folio_list(struct list_head *folio_list, struct pglist_data *pgdat, struct scan_control *sc, struct reclaim_stat *stat, bool ignore_references)
{
	might_sleep();
	return unknown();
}

/**
 * __remove_mapping - take a folio with no other users out of its cache
 * @context: folio locked; takes i_pages (the cluster lock for swap cache since 6.19) with interrupts off
 * @returns: 1: out of the cache, refcount zero, the caller frees it. 0: busy or dirty, nothing changed
 * @undo: nothing
 * @source: mm/vmscan.c (6.12)
 * @check: references: the charges of a folio end with its last reference; the model lets folio_put() alone say so
 */
int __remove_mapping(struct address_space *mapping, struct folio *folio, bool reclaimed, struct mem_cgroup *target_memcg)
{
	return unknown();
}

/**
 * remove_mapping - take a folio with no other users out of its cache
 * @context: folio locked
 * @returns: 0: nothing changed. else: out of the cache, one reference left
 * @undo: nothing
 * @source: mm/vmscan.c (6.12)
 */
long remove_mapping(struct address_space *mapping, struct folio *folio)
{
	return unknown();
}

/**
 * move_folios_to_lru - put isolated folios back on the LRU
 * @context: lru_lock held with interrupts off; drops and retakes it
 * @returns: how many
 * @undo: nothing
 * @since: 5.18
 * @until: 7.0
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: mm/vmscan.c (6.12)
 */
unsigned int move_folios_to_lru(struct lruvec *lruvec, struct list_head *list)
{
	held(&lruvec->lru_lock);
	return unknown();
}

/**
 * move_folios_to_lru - put isolated folios back on the LRU lists that they belong to now
 * @context: no LRU lock is held; takes them with interrupts off
 * @returns: how many
 * @undo: nothing
 * @since: 7.1
 * @note: the memcg that they were isolated from may have been reparented meanwhile, so the list is found anew for each
 * @source: mm/vmscan.c (7.1)
 */
unsigned int move_folios_to_lru(struct list_head *list)
{
	return unknown();
}

/**
 * try_to_free_pages - direct reclaim
 * @context: process; may sleep
 * @returns: how many pages were freed
 * @undo: nothing
 * @source: mm/vmscan.c (6.12)
 */
unsigned long try_to_free_pages(struct zonelist *zonelist, int order, gfp_t gfp_mask, nodemask_t *nodemask)
{
	might_reclaim(gfp_mask);
	might_sleep();
	return unknown();
}

/**
 * reclaim_throttle - wait for reclaim to make progress
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/vmscan.c (6.12)
 */
void reclaim_throttle(pg_data_t *pgdat, enum vmscan_throttle_state reason)
{
	might_sleep();
}

/**
 * out_of_memory - kill somebody
 * @context: process; oom_lock held; may sleep
 * @returns: whether there was somebody to kill
 * @undo: nothing
 * @source: mm/oom_kill.c (6.12)
 */
bool out_of_memory(struct oom_control *oc)
{
	might_sleep();
	return unknown();
}

/**
 * drop_slab - shrink all slab caches
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/vmscan.c (6.12)
 */
void drop_slab(void)
{
	might_sleep();
}

/**
 * shrink_slab - shrink slab caches of a memcg and node
 * @context: process; may sleep
 * @returns: how much was freed
 * @undo: nothing
 * @source: mm/shrinker.c (6.12)
 */
unsigned long shrink_slab(gfp_t gfp_mask, int nid, struct mem_cgroup *memcg, int priority)
{
	might_sleep();
	return unknown();
}

/**
 * shrinker_alloc - a shrinker that is not registered yet
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the caller owns it
 * @undo: shrinker_free()
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: mm/shrinker.c (6.12)
 */
struct shrinker *shrinker_alloc(unsigned int flags, const char *fmt)
{
	return new_object(GFP_KERNEL);
}

/**
 * shrinker_register - make a shrinker visible to reclaim
 * @context: process; may sleep
 * @undo: shrinker_free()
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: mm/shrinker.c (6.12)
 */
void shrinker_register(struct shrinker *shrinker)
{
	might_sleep();
	publish(shrinker, LIST);
}

/**
 * shrinker_free - unregister and free a shrinker; NULL is fine
 * @context: process; may sleep
 * @undo: nothing
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: mm/shrinker.c (6.12)
 * @check: references: freed after a grace period, by call_rcu()
 */
void shrinker_free(struct shrinker *shrinker)
{
	might_sleep();
	if (!shrinker)
		return;
	release(shrinker);
}

/**
 * workingset_eviction - a shadow for a folio that is evicted
 * @context: i_pages or cluster lock held, refcount frozen
 * @returns: the shadow: a number, no reference
 * @undo: nothing
 * @source: mm/workingset.c (6.12)
 */
void *workingset_eviction(struct folio *folio, struct mem_cgroup *target_memcg)
{
	return unknown();
}

/**
 * workingset_refault - account a folio that comes back
 * @context: process; folio locked and charged; may flush statistics
 * @undo: nothing
 * @source: mm/workingset.c (6.12)
 */
void workingset_refault(struct folio *folio, void *shadow)
{
	if (choose())
		might_sleep();
}

/* The queue of huge folios to be split, of a node or of a memcg, since 6.19. */
/**
 * split_queue_lock_irqsave - take the lock of the deferred split queue of a memcg, or of its parent once it is dying
 * @context: RCU or a reference keeps the memcg; nothing may sleep until the unlock
 * @returns: the queue, locked
 * @undo: split_queue_unlock_irqrestore()
 * @since: 6.19
 * @source: mm/huge_memory.c (6.19)
 */
struct deferred_split *split_queue_lock_irqsave(int nid, struct mem_cgroup *memcg, unsigned long *flags)
{
	struct deferred_split *queue = fresh();

	enter(IRQ_OFF);
	take(&queue->split_queue_lock, SPIN);
	return queue;
}

/**
 * folio_split_queue_lock_irqsave - take the lock of the deferred split queue that a folio is or would be on
 * @context: any; nothing may sleep until the unlock
 * @returns: the queue, locked: of another memcg than before when the folio was reparented, so compare nothing with an older one
 * @undo: split_queue_unlock_irqrestore()
 * @since: 6.19
 * @source: mm/huge_memory.c (6.19)
 */
struct deferred_split *folio_split_queue_lock_irqsave(struct folio *folio, unsigned long *flags)
{
	struct deferred_split *queue = fresh();

	enter(IRQ_OFF);
	take(&queue->split_queue_lock, SPIN);
	return queue;
}

/**
 * split_queue_unlock_irqrestore - drop the lock of a deferred split queue
 * @context: taken with the same flags
 * @undo: nothing
 * @since: 6.19
 * @source: mm/huge_memory.c (6.19)
 */
void split_queue_unlock_irqrestore(struct deferred_split *queue, unsigned long flags)
{
	drop(&queue->split_queue_lock, SPIN);
	leave(IRQ_OFF);
}

/**
 * folio_split_queue_lock - take the lock of the deferred split queue that a folio is or would be on
 * @context: interrupts off, or nobody takes it from them; nothing may sleep until the unlock
 * @returns: the queue, locked
 * @undo: split_queue_unlock()
 * @since: 6.19
 * @source: mm/huge_memory.c (6.19)
 */
struct deferred_split *folio_split_queue_lock(struct folio *folio)
{
	struct deferred_split *queue = fresh();

	take(&queue->split_queue_lock, SPIN);
	return queue;
}

/**
 * split_queue_unlock - drop the lock of a deferred split queue
 * @context: the caller holds it
 * @undo: nothing
 * @since: 6.19
 * @source: mm/huge_memory.c (6.19)
 */
void split_queue_unlock(struct deferred_split *queue)
{
	drop(&queue->split_queue_lock, SPIN);
}
