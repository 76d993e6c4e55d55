/*
 * Birth and death: of a memcg (css callbacks, reparenting, moving of charges), and of the MGLRU state that names it.
 *
 * css_offline runs while references to the css exist: a reference prevents neither offline nor reparenting, only release and free.
 */
/**
 * kill_css - start the end of a css: css_tryget_online() fails from the confirmation on
 * @context: cgroup_mutex held; process; may sleep
 * @undo: nothing
 * @until: 7.0
 * @renamed: kill_css_sync and kill_css_finish
 * @source: kernel/cgroup/cgroup.c:kill_css (6.12)
 */
void kill_css(struct cgroup_subsys_state *css)
{
	might_sleep();
}

/**
 * kill_css_sync - mark a css as dying at rmdir; css_tryget_online() still succeeds
 * @context: cgroup_mutex held; process; may sleep
 * @undo: nothing
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: kernel/cgroup/cgroup.c:kill_css_sync (7.1)
 */
void kill_css_sync(struct cgroup_subsys_state *css)
{
	might_sleep();
}

/**
 * kill_css_finish - kill the reference of a css whose cgroup is depopulated
 * @context: cgroup_mutex held; process; may sleep
 * @undo: nothing
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: kernel/cgroup/cgroup.c:kill_css_finish (7.1)
 */
void kill_css_finish(struct cgroup_subsys_state *css)
{
	might_sleep();
}

/**
 * offline_css - call css_offline, then clear CSS_ONLINE
 * @context: cgroup_mutex held; process; may sleep
 * @undo: nothing
 * @note: mem_cgroup_online() is still true during the callback
 * @source: kernel/cgroup/cgroup.c:offline_css (6.12)
 */
void offline_css(struct cgroup_subsys_state *css)
{
	might_sleep();
}

/**
 * css_killed_work_fn - take a css offline and drop the reference of the kill
 * @context: workqueue; takes cgroup_mutex
 * @undo: nothing
 * @source: kernel/cgroup/cgroup.c:css_killed_work_fn (6.12)
 */
void css_killed_work_fn(struct work_struct *work)
{
	might_sleep();
}

/**
 * css_killed_ref_fn - the kill of a css is confirmed: queue its offline work
 * @context: RCU callback; does not sleep
 * @undo: nothing
 * @source: kernel/cgroup/cgroup.c:css_killed_ref_fn (6.12)
 */
void css_killed_ref_fn(struct percpu_ref *ref)
{
}

/**
 * mem_cgroup_css_alloc - a new memcg, not online yet; its ID is reserved but not published
 * @context: cgroup_mutex held; process; may sleep
 * @returns: ERR_PTR: no memory. else: the css
 * @undo: mem_cgroup_css_free()
 * @source: mm/memcontrol.c (6.12)
 */
struct cgroup_subsys_state *mem_cgroup_css_alloc(struct cgroup_subsys_state *parent_css)
{
	might_sleep();
	if (choose())
		return errptr();
	return fresh();
}

/**
 * mem_cgroup_alloc - the memory of a new memcg, and its ID
 * @context: cgroup_mutex held; process; may sleep
 * @returns: ERR_PTR: no memory. else: the memcg
 * @undo: nothing
 * @check: parameters: older trees give it nothing
 * @source: mm/memcontrol.c (6.12)
 */
struct mem_cgroup *mem_cgroup_alloc(struct mem_cgroup *parent)
{
	might_sleep();
	if (choose())
		return errptr();
	return alloc();
}

/**
 * mem_cgroup_css_online - a memcg becomes visible
 * @context: cgroup_mutex held; process; may sleep
 * @returns: 0 or -ENOMEM
 * @undo: nothing
 * @order: publish the ID last
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the reference that is given up was taken when the work was queued, the object published or the
 *     memcg made
 */
int mem_cgroup_css_online(struct cgroup_subsys_state *css)
{
	might_sleep();
	return unknown();
}

/**
 * mem_cgroup_css_released - the last reference is gone: forget cached pointers
 * @context: workqueue; cgroup_mutex held; the css reference count is zero
 * @undo: nothing
 * @since: 4.0
 * @note: 4.0 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.12)
 * @check: sleeping: runs in a workqueue under a mutex: the body may come to sleep
 */
void mem_cgroup_css_released(struct cgroup_subsys_state *css)
{
	might_sleep();
}

/**
 * mem_cgroup_css_free - free a memcg, one grace period after css_released
 * @context: process; nobody can reach the memcg any more
 * @undo: nothing
 * @note: up to 3.14 the parent's css was put before this ran
 * @source: mm/memcontrol.c (6.12)
 */
void mem_cgroup_css_free(struct cgroup_subsys_state *css)
{
	might_sleep();
}

/**
 * kmem_cgroup_css_offline - stop kmem accounting of a memcg that goes offline
 * @context: cgroup_mutex held; process; may sleep
 * @undo: nothing
 * @until: 3.14
 * @renamed: memcg_offline_kmem
 * @source: mm/memcontrol.c:kmem_cgroup_css_offline (3.14)
 */
void kmem_cgroup_css_offline(struct mem_cgroup *memcg)
{
	might_sleep();
}

/**
 * mem_cgroup_reparent_charges - move all LRU charges of a dying memcg to its parent, looping until none is left
 * @context: cgroup_mutex held; process; may sleep
 * @undo: nothing
 * @until: 3.14
 * @note: loops for ever while a child that is not offline yet keeps charges
 * @source: mm/memcontrol.c:mem_cgroup_reparent_charges (3.14)
 */
void mem_cgroup_reparent_charges(struct mem_cgroup *memcg)
{
	might_sleep();
}

/**
 * drain_all_stock_sync - give back the charges parked on all cpus, and wait for it
 * @context: cgroup_mutex held; process; may sleep
 * @undo: nothing
 * @until: 3.14
 * @source: mm/memcontrol.c:drain_all_stock_sync (3.14)
 */
void drain_all_stock_sync(struct mem_cgroup *root_memcg)
{
	might_sleep();
}

/**
 * invalidate_reclaim_iterators - clear iterator positions that name a released memcg
 * @context: css_released; does not sleep
 * @undo: nothing
 * @since: 4.0
 * @order: must reach every root that may have cached the pointer
 * @note: 4.0 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.12)
 */
void invalidate_reclaim_iterators(struct mem_cgroup *dead_memcg)
{
}

/**
 * mem_cgroup_invalidate_reclaim_iterators - clear iterator positions that name a dying memcg
 * @context: css_offline
 * @undo: nothing
 * @until: 3.14
 * @renamed: invalidate_reclaim_iterators
 * @source: mm/memcontrol.c:mem_cgroup_invalidate_reclaim_iterators (3.14)
 */
void mem_cgroup_invalidate_reclaim_iterators(struct mem_cgroup *memcg)
{
}

/**
 * memcg_drain_all_list_lrus - move the items of a memcg's lists to its parent
 * @context: cgroup_mutex held; process; may sleep
 * @undo: nothing
 * @since: 4.0
 * @until: 5.15
 * @renamed: memcg_reparent_list_lrus
 * @note: 4.0 is the first tree it was seen in (unverified boundary)
 * @source: mm/list_lru.c:memcg_drain_all_list_lrus (5.12)
 */
void memcg_drain_all_list_lrus(int src_idx, struct mem_cgroup *dst_memcg)
{
	might_sleep();
}

/**
 * lru_reparent_memcg - move the LRU folios of a memcg to its parent
 * @context: objcg_lock and both lru_locks held with interrupts off; does not sleep
 * @undo: nothing
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: mm/vmscan.c:lru_reparent_memcg (7.1)
 */
void lru_reparent_memcg(struct mem_cgroup *memcg, struct mem_cgroup *parent, int nid)
{
}

/**
 * lru_gen_reparent_memcg - lru_reparent_memcg() for MGLRU
 * @context: objcg_lock and both lru_locks held with interrupts off; does not sleep
 * @undo: nothing
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: mm/vmscan.c:lru_gen_reparent_memcg (7.1)
 */
void lru_gen_reparent_memcg(struct mem_cgroup *memcg, struct mem_cgroup *parent, int nid)
{
}

/**
 * obj_cgroup_release - the last reference to an objcg is gone: uncharge what is left and free it after a grace
 *     period
 * @context: any, interrupts included; takes objcg_lock with interrupts off
 * @undo: nothing
 * @since: 5.9
 * @source: mm/memcontrol.c (6.12)
 */
void obj_cgroup_release(struct percpu_ref *ref)
{
	consume(ref);
}

/**
 * lru_gen_add_mm - let MGLRU walk an mm; the list names a memcg without a reference
 * @context: process; takes mm_list->lock
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/mm_types.h (6.12)
 */
void lru_gen_add_mm(struct mm_struct *mm)
{
}

/**
 * lru_gen_migrate_mm - a task moved to another memcg: move its mm to that list
 * @context: process; takes mm_list->lock
 * @undo: nothing
 * @since: 6.1
 * @note: may run before lru_gen_add_mm()
 * @source: include/linux/mm_types.h (6.12)
 */
void lru_gen_migrate_mm(struct mm_struct *mm)
{
}

/**
 * MGLRU state of a memcg as it goes online, offline and away; takes the memcg_lru lock with interrupts off.
 * @since: 6.7
 * @source: include/linux/mmzone.h (6.12)
 */
__effectless void lru_gen_online_memcg(struct mem_cgroup *memcg);
__effectless void lru_gen_offline_memcg(struct mem_cgroup *memcg);
__effectless void lru_gen_release_memcg(struct mem_cgroup *memcg);

/* Moving of charges between memcgs (cgroup v1, up to 6.12). */
/**
 * mc_handle_present_pte - the page of a present entry, for moving its charge
 * @context: page table lock held; does not sleep
 * @returns: NULL: not to be moved. else: referenced
 * @undo: put_page()
 * @until: 6.12
 * @source: mm/memcontrol-v1.c (6.12)
 */
struct page *mc_handle_present_pte(struct vm_area_struct *vma, unsigned long addr, pte_t ptent)
{
	struct page *page = fresh();

	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * mc_handle_swap_pte - the page behind a swap entry, for moving its charge
 * @context: page table lock held; does not sleep
 * @returns: NULL: none. else: referenced, not locked
 * @undo: put_page()
 * @until: 6.12
 * @source: mm/memcontrol-v1.c (6.12)
 */
struct page *mc_handle_swap_pte(struct vm_area_struct *vma, pte_t ptent, swp_entry_t *entry)
{
	struct page *page = fresh();

	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * mc_handle_file_pte - the page of a file behind an empty entry, for moving its charge
 * @context: page table lock held; does not sleep
 * @returns: NULL: none. else: referenced, not locked
 * @undo: put_page()
 * @until: 6.12
 * @source: mm/memcontrol-v1.c (6.12)
 * @check: references: the page is one of the folio that filemap_get_incore_folio() gave with a reference
 */
struct page *mc_handle_file_pte(struct vm_area_struct *vma, unsigned long addr, pte_t ptent)
{
	struct page *page = fresh();

	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * get_mctgt_type - what an entry holds for moving charges
 * @context: page table lock held; does not sleep
 * @returns: MC_TARGET_NONE: nothing is held. MC_TARGET_PAGE with a target: its page is referenced, and locked
 *     since 6.3
 * @undo: folio_unlock() (6.3 and later) and folio_put() of the target
 * @until: 6.12
 * @note: what the target owns is not modelled
 * @source: mm/memcontrol-v1.c (6.12)
 */
enum mc_target_type get_mctgt_type(struct vm_area_struct *vma, unsigned long addr, pte_t ptent, union mc_target *target)
{
	if (target)
		target->folio = fresh();
	return unknown();
}

/**
 * get_mctgt_type_thp - get_mctgt_type() for a huge entry
 * @context: page table lock held; does not sleep
 * @returns: as get_mctgt_type()
 * @undo: as get_mctgt_type()
 * @until: 6.12
 * @note: what the target owns is not modelled
 * @source: mm/memcontrol-v1.c (6.12)
 * @check: locks, references: what the target owns is not modelled
 */
enum mc_target_type get_mctgt_type_thp(struct vm_area_struct *vma, unsigned long addr, pmd_t pmd, union mc_target *target)
{
	if (target)
		target->folio = fresh();
	return unknown();
}

/**
 * mem_cgroup_move_account - let a folio belong to another memcg
 * @context: folio locked (6.3 and later; before, it tries the lock itself) and off the LRU
 * @returns: 0: moved, with a css reference. -EINVAL: not owned by from. -EBUSY: not locked (before 6.3)
 * @undo: nothing
 * @until: 6.12
 * @order: folio_mapped() must not change meanwhile: locked and unmapped, or mapped by an entry whose lock is
 *     held
 * @source: mm/memcontrol-v1.c (6.12)
 * @check: references: the reference to the memcg goes with the charge: the body counts it apart
 */
int mem_cgroup_move_account(struct folio *folio, bool compound, struct mem_cgroup *from, struct mem_cgroup *to)
{
	return unknown();
}

/**
 * mem_cgroup_move_swap_account - let a swap record belong to another memcg
 * @context: page table lock held; does not sleep
 * @returns: 0: moved. -EINVAL: not owned by from
 * @undo: nothing
 * @until: 6.12
 * @order: the reference to `to` must exist before the record names it
 * @source: mm/memcontrol-v1.c (6.12)
 */
int mem_cgroup_move_swap_account(swp_entry_t entry, struct mem_cgroup *from, struct mem_cgroup *to)
{
	return unknown();
}

/* Replacing a page, up to 3.14. */
/**
 * mem_cgroup_prepare_migration - charge newpage as page is, for migration
 * @context: process; page locked
 * @undo: mem_cgroup_end_migration()
 * @until: 3.14
 * @renamed: mem_cgroup_migrate
 * @source: mm/memcontrol.c:mem_cgroup_prepare_migration (3.14)
 */
void mem_cgroup_prepare_migration(struct page *page, struct page *newpage, struct mem_cgroup **memcgp)
{
	*memcgp = fresh();
	charge(page_folio(newpage), MEMORY);
}

/**
 * mem_cgroup_end_migration - drop the charge of the page that is not used
 * @context: process; page locked
 * @undo: nothing
 * @until: 3.14
 * @renamed: mem_cgroup_migrate
 * @source: mm/memcontrol.c:mem_cgroup_end_migration (3.14)
 */
void mem_cgroup_end_migration(struct mem_cgroup *memcg, struct page *oldpage, struct page *newpage, bool migration_ok)
{
	if (migration_ok)
		uncharge(page_folio(oldpage), MEMORY);
	else
		uncharge(page_folio(newpage), MEMORY);
}

/**
 * mem_cgroup_replace_page_cache - move the charge of a page cache page to the one that replaces it
 * @context: process; page locked
 * @undo: nothing
 * @until: 3.14
 * @renamed: mem_cgroup_migrate
 * @source: mm/memcontrol.c:mem_cgroup_replace_page_cache (3.14)
 */
void mem_cgroup_replace_page_cache(struct page *oldpage, struct page *newpage)
{
	uncharge(page_folio(oldpage), MEMORY);
	charge(page_folio(newpage), MEMORY);
}

/**
 * mem_cgroup_split_huge_fixup - copy the owner of a huge page to its tail pages
 * @context: the huge page is frozen
 * @undo: nothing
 * @until: 5.11
 * @renamed: split_page_memcg
 * @source: mm/memcontrol.c:mem_cgroup_split_huge_fixup (5.11)
 */
void mem_cgroup_split_huge_fixup(struct page *head)
{
}

/**
 * folio_split_memcg_refs - references to the owner for the pieces of a split folio
 * @context: the folio is frozen
 * @undo: nothing
 * @since: 6.15
 * @order: before the pieces can be freed on their own
 * @source: mm/memcontrol.c:folio_split_memcg_refs (6.19)
 */
void folio_split_memcg_refs(struct folio *folio, unsigned int old_order, unsigned int new_order)
{
}
