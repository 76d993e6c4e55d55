/*
 * Locks as a whole: which lock comes before which, which ones interrupts take, which ones reclaim waits for.
 *
 * The statements are listed in README.md. One comment speaks for all statements below it up to an empty line.
 */

/*
 * The locks by name. A member of a struct is known by the declaration of the variable that it hangs from; where that is out of sight,
 * members called `lock`, `rwsem`, `mutex`, `sem`, `ptl` or `list_lock` are no known lock.
 */

/**
 * @source: mm/rmap.c, mm/filemap.c, header comments (3.14, 5.12, 6.1, 6.12)
 */
__lock(i_rwsem, &inode->i_rwsem);
__lock(mmap_lock, &mm_struct->mmap_lock, &mm_struct->mmap_sem);
__lock(invalidate_lock, &address_space->invalidate_lock);
__lock(folio_lock, FOLIO);
__lock(i_mmap_rwsem, &address_space->i_mmap_rwsem);
__lock(anon_vma_lock, &anon_vma->root->rwsem);
__lock(ptl, pte_offset_map_lock(), pte_lockptr(), pmd_lockptr(), pud_lockptr(), huge_pte_lockptr(), &mm_struct->page_table_lock,
	vm_fault->ptl, page_vma_mapped_walk->ptl);
__lock(swap_lock, &swap_lock);
__lock(si_lock, &swap_info_struct->lock, swap_info_get());
__lock(ci_lock, &swap_cluster_info->lock, lock_cluster(), swap_cluster_lock());
__lock(swap_avail_lock, &swap_avail_lock);
__lock(mmlist_lock, &mmlist_lock);
__lock(private_lock, &address_space->private_lock, &address_space->i_private_lock);
__lock(i_pages, &address_space->i_pages.xa_lock, &address_space->tree_lock);
__lock(i_lock, &inode->i_lock);
__lock(lru_lock, &lruvec->lru_lock, &zone->lru_lock);

/**
 * @source: mm/swap_slots.c, mm/swap_cgroup.c, mm/zswap.c, mm/huge_memory.c, mm/shrinker.c, mm/hugetlb.c, mm/memcontrol.c (6.12)
 */
__lock(slot_cache_mutex, &swap_slots_cache->alloc_lock);
__lock(slot_cache_free_lock, &swap_slots_cache->free_lock);
__lock(swap_cgroup_lock, &swap_cgroup_ctrl->lock);
__lock(acomp_mutex, &crypto_acomp_ctx->mutex, acomp_ctx_get_cpu_lock());
__lock(zswap_tree_lock, &zswap_tree->lock);
__lock(zswap_lru_lock, &zswap_pool->lru_lock);
__lock(split_queue_lock, &deferred_split->split_queue_lock);
__lock(list_lru_lock, &list_lru_node->lock);
__lock(move_lock, &mem_cgroup->move_lock);
__lock(css_set_lock, &css_set_lock);
__lock(objcg_lock, &objcg_lock);
__lock(siglock, &sighand_struct->siglock, &task_struct->sighand->siglock);
__lock(shrinker_lock, &shrinker_mutex, &shrinker_rwsem);
__lock(debugfs_users, debugfs_users());
__lock(cgroup_mutex, &cgroup_mutex);
__lock(zswap_shrink_lock, &zswap_shrink_lock);
__lock(memcg_oom_lock, &memcg_oom_lock);
__lock(hugetlb_lock, &hugetlb_lock);
__lock(subpool_lock, &hugepage_subpool->lock, &hugetlbfs_sb_info->spool->lock);
__lock(shmem_info_lock, &shmem_inode_info->lock);
__lock(zone_lock, &zone->lock);
__lock(pcp_lock, &per_cpu_pages->lock);
__lock(slab_list_lock, &kmem_cache_node->list_lock);
__lock(pcpu_lock, &pcpu_lock);
__lock(cgwb_lock, &cgwb_lock);
__lock(kmemleak_lock, &kmemleak_lock);
__lock(timer_base_lock, &hrtimer_cpu_base->lock, &rq->__lock);

/* The order, outermost first. */

/**
 * @source: mm/rmap.c, header comment (6.12)
 * @note: hugetlb folios are locked inside i_mmap_rwsem, so nothing is said of folio_lock against it
 */
__order(i_rwsem, mmap_lock, invalidate_lock, folio_lock, anon_vma_lock, ptl, swap_lock, mmlist_lock);
__order(mmap_lock, i_mmap_rwsem, anon_vma_lock);
__order(ptl, private_lock, i_pages);
__order(ptl, i_lock);

/**
 * @source: mm/filemap.c, header comment (6.12)
 */
__order(i_rwsem, invalidate_lock, i_mmap_rwsem, private_lock);
__order(ptl, lru_lock);

/**
 * @until: 6.19
 * @source: mm/rmap.c, header comment; mm/huge_memory.c:__split_huge_page (6.12)
 */
__order(i_pages, lru_lock);

/**
 * @until: 6.19
 * @source: mm/filemap.c, header comment; mm/page-writeback.c (6.12)
 */
__order(ptl, move_lock, i_pages);

/**
 * @until: 6.12
 * @note: reversed in 6.19; the first kernel with the new order lies between the two (unverified boundary)
 * @source: mm/swapfile.c:dec_cluster_info_page (6.12)
 */
__order(swap_lock, si_lock, ci_lock);
__order(si_lock, swap_avail_lock);
__order(ptl, si_lock);
__order(slot_cache_mutex, si_lock);
__order(slot_cache_free_lock, si_lock);

/**
 * @until: 6.12
 * @source: mm/swapfile.c:swap_range_free -> mm/swap_state.c:clear_shadow_from_swap_cache (6.12)
 */
__order(si_lock, i_pages);

/**
 * @since: 6.19
 * @source: mm/swapfile.c:move_cluster, isolate_lock_cluster (6.19)
 */
__order(ci_lock, si_lock);

/**
 * @until: 6.19
 * @source: mm/swap_cgroup.c:swap_cgroup_record (6.12)
 */
__order(ptl, swap_cgroup_lock);

/**
 * @since: 6.6
 * @until: 6.7
 * @source: mm/zswap.c, the comment at its locks (6.7)
 */
__order(zswap_tree_lock, zswap_lru_lock);

/**
 * @since: 6.8
 * @until: 6.9
 * @source: mm/zswap.c:zswap_lru_add under tree->lock (6.8)
 */
__order(zswap_tree_lock, list_lru_lock);

/**
 * @since: 6.9
 * @source: mm/zswap.c:zswap_memcg_offline_cleanup, called from css_offline (6.12)
 */
__order(cgroup_mutex, zswap_shrink_lock);

/**
 * @since: 5.2
 * @source: kernel/cgroup/freezer.c:cgroup_do_freeze (6.12)
 */
__order(css_set_lock, siglock);

/**
 * @since: 6.0
 * @note: debugfs waits for those inside a file's handlers, and they took the lock up to 6.3; it has stayed outside since
 * @source: badc28d4924b, mm/shrinker.c:shrinker_free (6.12)
 */
__order(debugfs_users, shrinker_lock);

/* Locks that are taken in interrupts, or inside a lock that is: whoever takes them has interrupts off. */

/**
 * @source: mm/filemap.c, mm/vmscan.c, mm/swap.c, mm/page_alloc.c, mm/slub.c, mm/kmemleak.c (6.12)
 */
__irq_safe(i_pages, lru_lock, zone_lock, slab_list_lock, kmemleak_lock);

/**
 * @source: mm/percpu.c:free_percpu; mm/backing-dev.c:cgwb_release_workfn; include/linux/sched/signal.h (6.12)
 */
__irq_safe(pcpu_lock, cgwb_lock, siglock);

/**
 * @since: 6.2
 * @note: where SMP is not built: the spinlock is nothing there, and pages are freed in interrupts
 * @source: 038a102535eb, mm/page_alloc.c:pcp_spin_lock_maybe_irqsave (6.12)
 */
__irq_safe(pcp_lock);

/**
 * @until: 6.19
 * @source: mm/swap_cgroup.c:swap_cgroup_record (6.12)
 */
__irq_safe(swap_cgroup_lock);

/**
 * @since: 4.3
 * @source: mm/huge_memory.c:__folio_unqueue_deferred_split (6.12); irqsave since the queue exists
 */
__irq_safe(split_queue_lock);

/**
 * @since: 4.4
 * @source: kernel/cgroup/cgroup.c (6.12)
 */
__irq_safe(css_set_lock);

/**
 * @since: 5.17
 * @source: 0764db9b49c9, mm/memcontrol.c:obj_cgroup_release (6.12)
 */
__irq_safe(objcg_lock);

/**
 * @since: 5.13
 * @source: db71ef79b59b, mm/hugetlb.c:free_huge_folio (6.12)
 */
__irq_safe(hugetlb_lock, subpool_lock);

/**
 * @since: 4.8
 * @until: 6.5
 * @note: the last kernel lies between 6.5 and 6.12 (unverified boundary)
 * @source: mm/shmem.c:shmem_recalc_inode's callers (6.1)
 */
__irq_safe(shmem_info_lock);

/* Locks that reclaim waits for, with the gfp flag without which it does not come that far; the default is __GFP_DIRECT_RECLAIM. */

/**
 * @source: mm/rmap.c:anon_vma_clone, whose allocation under the lock is GFP_NOWAIT (6.12)
 * @note: rmap walks of reclaim take it
 */
__reclaim_waits(anon_vma_lock);

/**
 * @since: 5.11
 * @source: mm/zswap.c:zswap_cpu_comp_prepare, the comment there (6.12)
 * @note: zswap_store() takes it
 */
__reclaim_waits(acomp_mutex);

/**
 * @since: 4.11
 * @until: 6.12
 * @source: mm/swap_slots.c:folio_alloc_swap (6.12)
 * @note: every swapout on this cpu takes it
 */
__reclaim_waits(slot_cache_mutex);

/**
 * @source: 850470a8413a
 * @note: kswapd is woken through the scheduler and its timers
 */
__reclaim_waits(timer_base_lock, __GFP_KSWAPD_RECLAIM);

/* What callers may hold, though the function's own text does not show it. */

/**
 * @since: 5.9
 * @source: 0764db9b49c9: freeing a charged object may drop the last reference anywhere
 */
__callers_hold(obj_cgroup_release, siglock);

/**
 * @source: 850470a8413a: objects are freed under the locks of timers and of the scheduler
 */
__callers_hold(free_to_partial_list, timer_base_lock);
__callers_hold(free_debug_processing, timer_base_lock);

/* What nothing but RCU keeps, unless the caller holds something else that does: a reference, cgroup_mutex. */

/**
 * @source: mm/memcontrol.c:mem_cgroup_from_id, mem_cgroup_from_slab_obj, the comments there; include/linux/memcontrol.h:obj_cgroup_memcg,
 *   folio_memcg_rcu (6.12)
 */
__needs_rcu(mem_cgroup_from_id, mem_cgroup_from_slab_obj, mem_cgroup_from_obj, obj_cgroup_memcg, folio_memcg_rcu, page_memcg_rcu);

/**
 * @source: mm/memcontrol.c:mem_cgroup_from_task; kernel/cgroup/cgroup.c:css_from_id, task_css(), css_tryget_online_from_dir (6.12)
 */
__needs_rcu(mem_cgroup_from_task, css_from_id, task_css, find_task_by_vpid, find_task_by_pid_ns, pid_task);

/* Which lock guards which members. */

/**
 * @source: include/linux/mmzone.h:struct lruvec, mm/vmscan.c, mm/swap.c (6.12)
 */
__guarded_by(lru_lock, lruvec->lists);

/**
 * @until: 6.12
 * @note: 6.12 is the last kernel that was looked at (unverified boundary)
 * @source: include/linux/swap.h:struct swap_info_struct, the comment at its lock (6.1, 6.12)
 */
__guarded_by(si_lock, swap_info_struct->lowest_bit, swap_info_struct->highest_bit, swap_info_struct->cluster_next,
	swap_info_struct->cluster_nr);

/**
 * @source: mm/hugetlb.c, the comment at hugetlb_lock; alloc_hugetlb_folio (resv_huge_pages) (6.12)
 */
__guarded_by(hugetlb_lock, hstate->free_huge_pages, hstate->resv_huge_pages, hstate->surplus_huge_pages, hstate->nr_huge_pages,
	hstate->hugepage_freelists, hstate->hugepage_activelist);

/**
 * @source: mm/hugetlb.c:hugepage_subpool_get_pages (6.12)
 */
__guarded_by(subpool_lock, hugepage_subpool->used_hpages, hugepage_subpool->rsv_hpages, hugepage_subpool->count);

/**
 * @source: include/linux/memcontrol.h:struct deferred_split; mm/huge_memory.c:deferred_split_folio (6.12)
 */
__guarded_by(split_queue_lock, deferred_split->split_queue, deferred_split->split_queue_len);

/**
 * @source: include/linux/mmzone.h:struct zone, the comment at its lock (6.1, 6.12)
 */
__guarded_by(zone_lock, zone->free_area);

/**
 * @since: 6.1
 * @note: 6.1 is the first kernel that was looked at (unverified boundary)
 * @source: include/linux/mmzone.h:struct per_cpu_pages, the comment at its lock (6.1, 6.12)
 */
__guarded_by(pcp_lock, per_cpu_pages->count, per_cpu_pages->lists);

/**
 * @source: mm/slub.c, the comment on lock order: list_lock protects the partial and full lists (6.12)
 */
__guarded_by(slab_list_lock, kmem_cache_node->partial, kmem_cache_node->nr_partial, kmem_cache_node->full);

/**
 * @source: include/linux/shmem_fs.h:struct shmem_inode_info (6.12)
 */
__guarded_by(shmem_info_lock, shmem_inode_info->alloced, shmem_inode_info->swapped);

/**
 * @until: 6.12
 * @note: 6.12 is the last kernel that was looked at (unverified boundary)
 * @source: include/linux/list_lru.h:struct list_lru_node, the comment at lock (6.1, 6.12)
 */
__guarded_by(list_lru_lock, list_lru_one->list, list_lru_one->nr_items);

/* Functions that matter for the order alone. */

/**
 * What shrinker_debugfs_remove() and its like wait for: everybody who is inside a handler of the file.
 * @source: ours
 */
__pure void *debugfs_users(void);

/**
 * shrinker_debugfs_remove - take a shrinker's files away
 * @context: process; sleeps until nobody is inside a handler of the files; without the shrinker lock
 * @undo: nothing
 * @since: 6.3
 * @note: 6.3 is the first tree it was seen in with an entry as argument (unverified boundary)
 * @source: mm/shrinker_debug.c (6.12)
 */
void shrinker_debugfs_remove(struct dentry *debugfs_entry, int debugfs_id)
{
	take(debugfs_users(), MUTEX);
	drop(debugfs_users(), MUTEX);
}

/**
 * shrinker_debugfs_detach - take the entry of a shrinker's files out of the shrinker
 * @context: under the shrinker lock; does not sleep
 * @returns: NULL: it has none. else: the entry, for shrinker_debugfs_remove()
 * @undo: shrinker_debugfs_remove()
 * @since: 6.3
 * @note: 6.3 is the first tree it was seen in (unverified boundary)
 * @source: mm/shrinker_debug.c (6.12)
 */
struct dentry *shrinker_debugfs_detach(struct shrinker *shrinker, int *debugfs_id)
{
	*debugfs_id = unknown();
	if (choose())
		return NULL;
	return fresh();
}

/**
 * stack_depot_save - keep a stack trace
 * @context: as the gfp mask allows
 * @returns: 0: no memory. else: a handle, kept for ever
 * @undo: nothing
 * @source: lib/stackdepot.c (6.12)
 */
depot_stack_handle_t stack_depot_save(unsigned long *entries, unsigned int nr_entries, gfp_t gfp_flags)
{
	allocates(gfp_flags);
	return unknown();
}

/**
 * set_track_prepare - keep the stack trace of an allocation or free
 * @context: as the gfp mask allows
 * @returns: 0: none. else: a handle, kept for ever
 * @undo: nothing
 * @since: 6.12
 * @note: 6.12 is the first tree in which it was seen to take a gfp mask (unverified boundary)
 * @source: mm/slub.c (6.12)
 * @check: parameters: the mask came with 6.17 and was carried to 6.12 by stable; without it the body allocates with
 *     none
 */
depot_stack_handle_t set_track_prepare(gfp_t gfp_flags)
{
	allocates(gfp_flags);
	return unknown();
}

/**
 * callback_count_objects - ->count_objects() of a shrinker: how many objects it could free
 * @context: process, without spinlocks and outside of RCU read sections
 * @returns: a number; SHRINK_EMPTY: none
 * @undo: nothing
 * @note: called through a member of that name; 6.0 is the first kernel in which somebody but reclaim calls it
 * @source: include/linux/shrinker.h:struct shrinker; mm/shrinker_debug.c:shrinker_count_objects (6.12)
 */
unsigned long callback_count_objects(struct shrinker *shrinker, struct shrink_control *sc)
{
	might_sleep();
	return unknown();
}

/**
 * callback_scan_objects - ->scan_objects() of a shrinker: frees some
 * @context: process, without spinlocks and outside of RCU read sections
 * @returns: a number; SHRINK_STOP: nothing can be done now
 * @undo: nothing
 * @note: called through a member of that name
 * @source: include/linux/shrinker.h:struct shrinker; mm/shrinker.c:do_shrink_slab (6.12)
 */
unsigned long callback_scan_objects(struct shrinker *shrinker, struct shrink_control *sc)
{
	might_sleep();
	return unknown();
}
