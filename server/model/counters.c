/*
 * Counters by themselves: atomics and per-cpu counters that count pages or objects, counters of an mm, of a zone, of a node. A counter has the
 * name of the place that it lives in (nr_swap_pages), or of its enumerator (MM_ANONPAGES). Accounts without an object of their own, such as
 * committed memory, move with account().
 */

/**
 * atomic_long_inc - raise a counter by one
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/atomic/atomic-instrumented.h (6.12)
 */
void atomic_long_inc(atomic_long_t *v)
{
	count(v, 1);
}

/**
 * atomic_long_dec - lower a counter by one
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/atomic/atomic-instrumented.h (6.12)
 */
void atomic_long_dec(atomic_long_t *v)
{
	count(v, -1);
}

/**
 * atomic_long_add - raise a counter
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/atomic/atomic-instrumented.h (6.12)
 */
void atomic_long_add(long i, atomic_long_t *v)
{
	count(v, i);
}

/**
 * atomic_long_sub - lower a counter
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/atomic/atomic-instrumented.h (6.12)
 */
void atomic_long_sub(long i, atomic_long_t *v)
{
	count(v, -i);
}

/**
 * percpu_counter_add - raise a per-cpu counter
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/percpu_counter.h (6.12)
 */
void percpu_counter_add(struct percpu_counter *fbc, s64 amount)
{
	count(fbc, amount);
}

/**
 * percpu_counter_sub - lower a per-cpu counter
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/percpu_counter.h (6.12)
 */
void percpu_counter_sub(struct percpu_counter *fbc, s64 amount)
{
	count(fbc, -amount);
}

/**
 * percpu_counter_inc - raise a per-cpu counter by one
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/percpu_counter.h (6.12)
 */
void percpu_counter_inc(struct percpu_counter *fbc)
{
	count(fbc, 1);
}

/**
 * percpu_counter_dec - lower a per-cpu counter by one
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/percpu_counter.h (6.12)
 */
void percpu_counter_dec(struct percpu_counter *fbc)
{
	count(fbc, -1);
}

/**
 * add_mm_counter - move a counter of resident pages
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
void add_mm_counter(struct mm_struct *mm, int member, long value)
{
	count(member, value);
}

/**
 * inc_mm_counter - one resident page more
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
void inc_mm_counter(struct mm_struct *mm, int member)
{
	count(member, 1);
}

/**
 * dec_mm_counter - one resident page less
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
void dec_mm_counter(struct mm_struct *mm, int member)
{
	count(member, -1);
}

/**
 * add_mm_counter_fast - move a counter of resident pages, for the current task first
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 6.1
 * @source: mm/memory.c (6.1)
 */
void add_mm_counter_fast(struct mm_struct *mm, int member, int val)
{
	count(member, val);
}

/**
 * inc_mm_counter_fast - one resident page more, for the current task first
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 6.1
 * @source: mm/memory.c (6.1)
 */
void inc_mm_counter_fast(struct mm_struct *mm, int member)
{
	count(member, 1);
}

/**
 * dec_mm_counter_fast - one resident page less, for the current task first
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 6.1
 * @source: mm/memory.c (6.1)
 */
void dec_mm_counter_fast(struct mm_struct *mm, int member)
{
	count(member, -1);
}

/**
 * inc_zone_page_state - raise a statistic of the page's zone by one
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void inc_zone_page_state(struct page *page, enum zone_stat_item item)
{
	count(item, 1);
}

/**
 * dec_zone_page_state - lower a statistic of the page's zone by one
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void dec_zone_page_state(struct page *page, enum zone_stat_item item)
{
	count(item, -1);
}

/**
 * inc_node_page_state - raise a statistic of the page's node by one
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void inc_node_page_state(struct page *page, enum node_stat_item item)
{
	count(item, 1);
}

/**
 * dec_node_page_state - lower a statistic of the page's node by one
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void dec_node_page_state(struct page *page, enum node_stat_item item)
{
	count(item, -1);
}

/**
 * inc_node_state - raise a statistic of a node by one
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void inc_node_state(struct pglist_data *pgdat, enum node_stat_item item)
{
	count(item, 1);
}

/**
 * __inc_zone_page_state - raise a statistic of the page's zone by one
 * @context: interrupts or preemption off
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __inc_zone_page_state(struct page *page, enum zone_stat_item item)
{
	count(item, 1);
}

/**
 * __dec_zone_page_state - lower a statistic of the page's zone by one
 * @context: interrupts or preemption off
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __dec_zone_page_state(struct page *page, enum zone_stat_item item)
{
	count(item, -1);
}

/**
 * __inc_node_page_state - raise a statistic of the page's node by one
 * @context: interrupts or preemption off
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __inc_node_page_state(struct page *page, enum node_stat_item item)
{
	count(item, 1);
}

/**
 * __dec_node_page_state - lower a statistic of the page's node by one
 * @context: interrupts or preemption off
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __dec_node_page_state(struct page *page, enum node_stat_item item)
{
	count(item, -1);
}

/**
 * __inc_node_state - raise a statistic of a node by one
 * @context: interrupts or preemption off
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __inc_node_state(struct pglist_data *pgdat, enum node_stat_item item)
{
	count(item, 1);
}

/**
 * __node_stat_mod_folio - move a statistic of the folio's node
 * @context: interrupts or preemption off
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void __node_stat_mod_folio(struct folio *folio, enum node_stat_item item, long nr)
{
	count(item, nr);
}

/**
 * __zone_stat_mod_folio - move a statistic of the folio's zone
 * @context: interrupts or preemption off
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void __zone_stat_mod_folio(struct folio *folio, enum zone_stat_item item, long nr)
{
	count(item, nr);
}

/**
 * __node_stat_add_folio - move a statistic of the folio's node
 * @context: interrupts or preemption off
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void __node_stat_add_folio(struct folio *folio, enum node_stat_item item)
{
	count(item, folio_nr_pages(folio));
}

/**
 * zone_stat_add_folio - move a statistic of the folio's zone
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void zone_stat_add_folio(struct folio *folio, enum zone_stat_item item)
{
	count(item, folio_nr_pages(folio));
}

/**
 * __zone_stat_add_folio - move a statistic of the folio's zone
 * @context: interrupts or preemption off
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void __zone_stat_add_folio(struct folio *folio, enum zone_stat_item item)
{
	count(item, folio_nr_pages(folio));
}

/**
 * __node_stat_sub_folio - move a statistic of the folio's node
 * @context: interrupts or preemption off
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void __node_stat_sub_folio(struct folio *folio, enum node_stat_item item)
{
	count(item, -folio_nr_pages(folio));
}

/**
 * zone_stat_sub_folio - move a statistic of the folio's zone
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void zone_stat_sub_folio(struct folio *folio, enum zone_stat_item item)
{
	count(item, -folio_nr_pages(folio));
}

/**
 * __zone_stat_sub_folio - move a statistic of the folio's zone
 * @context: interrupts or preemption off
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/vmstat.h (6.12)
 */
void __zone_stat_sub_folio(struct folio *folio, enum zone_stat_item item)
{
	count(item, -folio_nr_pages(folio));
}

/**
 * count_objcg_event - one event more for the memcg of an objcg
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.19
 * @renamed: count_objcg_events
 * @source: include/linux/memcontrol.h (6.7)
 */
void count_objcg_event(struct obj_cgroup *objcg, enum vm_event_item idx)
{
	count(idx, 1, MEMCG);
}

/**
 * count_objcg_events - more events for the memcg of an objcg
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.12
 * @note: 6.12 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
void count_objcg_events(struct obj_cgroup *objcg, enum vm_event_item idx, unsigned long n)
{
	count(idx, 1, MEMCG);
}

/**
 * __mod_memcg_lruvec_state - move a statistic of a memcg on a node, not of the node
 * @context: interrupts or preemption off
 * @undo: nothing
 * @since: 5.5
 * @until: 6.15
 * @renamed: mod_memcg_lruvec_state
 * @note: 5.11 is the first tree it was seen in (unverified boundary); 7.1 has another one of this name, for a memcg and its node
 * @source: mm/memcontrol.c (6.12)
 */
void __mod_memcg_lruvec_state(struct lruvec *lruvec, enum node_stat_item idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * mod_memcg_lruvec_state - move a statistic of a memcg on a node, not of the node
 * @context: any; does not sleep
 * @undo: nothing
 * @note: not in 6.11 to 6.15, where the callers had interrupts or preemption off; safe against interrupts since 6.16
 * @source: include/linux/memcontrol.h (6.1), mm/memcontrol.c (6.17)
 */
void mod_memcg_lruvec_state(struct lruvec *lruvec, enum node_stat_item idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * __mod_objcg_mlstate - move a statistic for the memcg of an objcg
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.11
 * @until: 6.15
 * @renamed: mod_objcg_mlstate
 * @note: 6.12 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (6.12)
 */
void __mod_objcg_mlstate(struct obj_cgroup *objcg, struct pglist_data *pgdat, enum node_stat_item idx, int nr)
{
	count(idx, nr, MEMCG);
}

/**
 * mod_objcg_mlstate - move a statistic for the memcg of an objcg
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.16
 * @source: mm/memcontrol.c (6.17)
 */
void mod_objcg_mlstate(struct obj_cgroup *objcg, struct pglist_data *pgdat, enum node_stat_item idx, int nr)
{
	count(idx, nr, MEMCG);
}

/**
 * mod_objcg_mlstate - move a statistic for the memcg of an objcg
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.14
 * @until: 6.10
 * @note: boundaries from the trees it was seen in (unverified)
 * @source: mm/memcontrol.c (6.1)
 */
void mod_objcg_mlstate(struct obj_cgroup *objcg, struct pglist_data *pgdat, enum node_stat_item idx, int nr)
{
	count(idx, nr, MEMCG);
}

/**
 * uncharge_batch - give back the charges that a batch of frees has gathered
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.8
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the reference to the memcg goes with the charge: the body counts it apart
 */
void uncharge_batch(const struct uncharge_gather *ug)
{
	account(MEMORY, -1);
}

/**
 * swap_cgroup_record - note which memcg a range of slots is charged to
 * @context: any; takes the lock of the map
 * @returns: the old id
 * @undo: swap_cgroup_record() with the old id
 * @source: mm/swap_cgroup.c (6.12)
 */
unsigned short swap_cgroup_record(swp_entry_t ent, unsigned short id, unsigned int nr_ents)
{
	account(SWAP_RECORD, unknown());
	return unknown();
}

/**
 * shmem_recalc_inode - give back the blocks that reclaim has freed behind the inode's back
 * @context: under info->lock; does not sleep
 * @undo: nothing
 * @until: 6.5
 * @note: 6.12 has one that takes the lock itself and what was allocated and swapped (boundary unverified); its body speaks for itself
 * @source: mm/shmem.c (6.1)
 */
void shmem_recalc_inode(struct inode *inode)
{
	account(SHMEM_BLOCKS, unknown());
}

/* By one, of a zone, of a memcg on a node, of a writeback; the page tables of an mm. */
/**
 * __inc_lruvec_state - raise a statistic of a memcg on a node, and of the node, by one
 * @context: interrupts off
 * @undo: nothing
 * @since: 4.13
 * @until: 5.12
 * @source: include/linux/memcontrol.h (5.10)
 */
void __inc_lruvec_state(struct lruvec *lruvec, enum node_stat_item idx)
{
	count(idx, 1, MEMCG);
}

/**
 * __dec_lruvec_state - lower it by one
 * @context: interrupts off
 * @undo: nothing
 * @since: 4.13
 * @until: 5.12
 * @source: include/linux/memcontrol.h (5.10)
 */
void __dec_lruvec_state(struct lruvec *lruvec, enum node_stat_item idx)
{
	count(idx, -1, MEMCG);
}

/**
 * inc_lruvec_state - __inc_lruvec_state() in any context
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.13
 * @until: 5.15
 * @source: include/linux/memcontrol.h (5.10)
 */
void inc_lruvec_state(struct lruvec *lruvec, enum node_stat_item idx)
{
	count(idx, 1, MEMCG);
}

/**
 * dec_lruvec_state - __dec_lruvec_state() in any context
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.13
 * @until: 5.12
 * @source: include/linux/memcontrol.h (5.10)
 */
void dec_lruvec_state(struct lruvec *lruvec, enum node_stat_item idx)
{
	count(idx, -1, MEMCG);
}

/**
 * mem_cgroup_inc_page_stat - raise a statistic of the memcg of a page by one
 * @context: the page bound to its memcg
 * @undo: nothing
 * @until: 4.10
 * @source: include/linux/memcontrol.h (4.9)
 */
void mem_cgroup_inc_page_stat(struct page *page, enum mem_cgroup_stat_index idx)
{
	count(idx, 1, MEMCG);
}

/**
 * mem_cgroup_dec_page_stat - lower it by one
 * @context: the page bound to its memcg
 * @undo: nothing
 * @until: 4.10
 * @source: include/linux/memcontrol.h (4.9)
 */
void mem_cgroup_dec_page_stat(struct page *page, enum mem_cgroup_stat_index idx)
{
	count(idx, -1, MEMCG);
}

/**
 * mem_cgroup_update_page_stat - move it
 * @context: the page bound to its memcg
 * @undo: nothing
 * @since: 4.9
 * @until: 4.10
 * @source: include/linux/memcontrol.h (4.9)
 */
void mem_cgroup_update_page_stat(struct page *page, enum mem_cgroup_stat_index idx, int val)
{
	count(idx, val, MEMCG);
}

/**
 * __inc_zone_state - raise a statistic of a zone by one
 * @context: interrupts or preemption off
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __inc_zone_state(struct zone *zone, enum zone_stat_item item)
{
	count(item, 1);
}

/**
 * __dec_zone_state - lower it by one
 * @context: interrupts or preemption off
 * @undo: nothing
 * @source: include/linux/vmstat.h (6.12)
 */
void __dec_zone_state(struct zone *zone, enum zone_stat_item item)
{
	count(item, -1);
}

/**
 * inc_wb_stat - raise a statistic of a writeback by one
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.2
 * @source: include/linux/backing-dev.h (6.12)
 */
void inc_wb_stat(struct bdi_writeback *wb, enum wb_stat_item item)
{
	count(item, 1);
}

/**
 * dec_wb_stat - lower it by one
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.2
 * @source: include/linux/backing-dev.h (6.12)
 */
void dec_wb_stat(struct bdi_writeback *wb, enum wb_stat_item item)
{
	count(item, -1);
}

/**
 * wb_stat_mod - move it
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/backing-dev.h (6.12)
 */
void wb_stat_mod(struct bdi_writeback *wb, enum wb_stat_item item, s64 amount)
{
	count(item, amount);
}

/**
 * mm_inc_nr_pmds - one page table of PMDs more
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.0
 * @source: include/linux/mm.h (6.12)
 */
void mm_inc_nr_pmds(struct mm_struct *mm)
{
	count(nr_pmds, 1);
}

/**
 * mm_dec_nr_pmds - one page table of PMDs less
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.0
 * @source: include/linux/mm.h (6.12)
 */
void mm_dec_nr_pmds(struct mm_struct *mm)
{
	count(nr_pmds, -1);
}

/**
 * mm_inc_nr_ptes - one page table of PTEs more
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.15
 * @source: include/linux/mm.h (6.12)
 */
void mm_inc_nr_ptes(struct mm_struct *mm)
{
	count(nr_ptes, 1);
}

/**
 * mm_dec_nr_ptes - one page table of PTEs less
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.15
 * @source: include/linux/mm.h (6.12)
 */
void mm_dec_nr_ptes(struct mm_struct *mm)
{
	count(nr_ptes, -1);
}
