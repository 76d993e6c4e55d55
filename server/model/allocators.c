/*
 * Locks and references that belong to one allocator or subsystem of mm: per-cpu page lists, zsmalloc, z3fold, slub, kmemleak,
 * KSM, page_ext, device pages, hugetlb, shmem, the memcg OOM lock.
 */
/**
 * pcp_spin_lock - the page lists of this cpu, locked
 * @context: any; does not sleep
 * @returns: the lists; preemption is off
 * @undo: pcp_spin_unlock()
 * @since: 6.1
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: mm/page_alloc.c (6.12)
 */
struct per_cpu_pages *pcp_spin_lock(struct per_cpu_pages *ptr)
{
	struct per_cpu_pages *pcp = fresh();

	enter(PREEMPT_OFF);
	take(&pcp->lock, SPIN);
	return pcp;
}

/**
 * pcp_spin_trylock - the page lists of this cpu, locked if that is free
 * @context: any; does not sleep
 * @returns: NULL: not locked. else: the lists; preemption is off
 * @undo: pcp_spin_unlock()
 * @since: 6.1
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: mm/page_alloc.c (6.12)
 */
struct per_cpu_pages *pcp_spin_trylock(struct per_cpu_pages *ptr)
{
	struct per_cpu_pages *pcp = fresh();

	if (choose())
		return NULL;
	enter(PREEMPT_OFF);
	trytake(&pcp->lock, SPIN);
	return pcp;
}

/**
 * pcp_spin_unlock - unlock the page lists
 * @context: the caller holds the lock
 * @undo: nothing
 * @since: 6.1
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: mm/page_alloc.c (6.12)
 */
void pcp_spin_unlock(struct per_cpu_pages *ptr)
{
	drop(&ptr->lock, SPIN);
	leave(PREEMPT_OFF);
}

/**
 * pcp_spin_lock_maybe_irqsave - lock the page lists of any cpu
 * @context: any; does not sleep
 * @undo: pcp_spin_unlock_maybe_irqrestore()
 * @since: 6.2
 * @note: 6.2 is the first tree it was seen in (unverified boundary)
 * @source: mm/page_alloc.c (6.12)
 */
void pcp_spin_lock_maybe_irqsave(struct per_cpu_pages *ptr, unsigned long flags)
{
	take(&ptr->lock, SPIN);
}

/**
 * pcp_spin_unlock_maybe_irqrestore - unlock them
 * @context: the caller holds the lock
 * @undo: nothing
 * @since: 6.2
 * @note: 6.2 is the first tree it was seen in (unverified boundary)
 * @source: mm/page_alloc.c (6.12)
 */
void pcp_spin_unlock_maybe_irqrestore(struct per_cpu_pages *ptr, unsigned long flags)
{
	drop(&ptr->lock, SPIN);
}

/**
 * Interrupts around a trylock of the page lists, on UP only.
 * @source: mm/page_alloc.c (6.12)
 */
__effectless void pcp_trylock_prepare(unsigned long flags);
__effectless void pcp_trylock_finish(unsigned long flags);

/**
 * migrate_read_lock - keep a zspage from being migrated
 * @context: any; the holder must not sleep
 * @undo: migrate_read_unlock()
 * @source: mm/zsmalloc.c (6.12)
 */
void migrate_read_lock(struct zspage *zspage)
{
	take(&zspage->lock, RWREAD);
}

/**
 * migrate_read_unlock - end of that
 * @context: the caller holds it
 * @undo: nothing
 * @source: mm/zsmalloc.c (6.12)
 */
void migrate_read_unlock(struct zspage *zspage)
{
	drop(&zspage->lock, RWREAD);
}

/**
 * migrate_write_lock - migrate a zspage: keep its users out
 * @context: any; the holder must not sleep
 * @undo: migrate_write_unlock()
 * @source: mm/zsmalloc.c (6.12)
 */
void migrate_write_lock(struct zspage *zspage)
{
	take(&zspage->lock, RWWRITE);
}

/**
 * migrate_write_unlock - end of that
 * @context: the caller holds it
 * @undo: nothing
 * @source: mm/zsmalloc.c (6.12)
 */
void migrate_write_unlock(struct zspage *zspage)
{
	drop(&zspage->lock, RWWRITE);
}

/**
 * z3fold_page_lock - lock a z3fold page
 * @context: any; the holder must not sleep
 * @undo: z3fold_page_unlock()
 * @until: 6.14
 * @note: 6.14 is the last tree it was seen in (unverified boundary)
 * @source: mm/z3fold.c (6.12)
 */
void z3fold_page_lock(struct z3fold_header *zhdr)
{
	take(&zhdr->page_lock, SPIN);
}

/**
 * z3fold_page_unlock - unlock a z3fold page
 * @context: the caller holds it
 * @undo: nothing
 * @until: 6.14
 * @note: 6.14 is the last tree it was seen in (unverified boundary)
 * @source: mm/z3fold.c (6.12)
 */
void z3fold_page_unlock(struct z3fold_header *zhdr)
{
	drop(&zhdr->page_lock, SPIN);
}

/**
 * slab_lock - lock a slab by a bit of its page
 * @context: any; the holder must not sleep
 * @undo: slab_unlock()
 * @source: mm/slub.c (6.12)
 * @check: locks: PG_locked of the slab is the lock; the model names the slab
 */
void slab_lock(struct slab *slab)
{
	take(slab, BIT);
}

/**
 * slab_unlock - unlock a slab
 * @context: the caller holds it
 * @undo: nothing
 * @source: mm/slub.c (6.12)
 * @check: locks: PG_locked of the slab is the lock; the model names the slab
 */
void slab_unlock(struct slab *slab)
{
	drop(slab, BIT);
}

/**
 * slub_get_cpu_ptr - this cpu's copy of a variable; stays on the cpu
 * @context: any; does not sleep
 * @returns: the copy
 * @undo: slub_put_cpu_ptr()
 * @source: mm/slub.c (6.12)
 */
void *slub_get_cpu_ptr(void *var)
{
	enter(PREEMPT_OFF);
	return pure(var);
}

/**
 * slub_put_cpu_ptr - ends slub_get_cpu_ptr()
 * @context: after it
 * @undo: nothing
 * @source: mm/slub.c (6.12)
 */
void slub_put_cpu_ptr(void *var)
{
	leave(PREEMPT_OFF);
}

/**
 * get_object - a reference to a kmemleak object unless it is going away
 * @context: any; does not sleep
 * @returns: non-zero: referenced. 0: nothing to undo
 * @undo: put_object() after non-zero
 * @source: mm/kmemleak.c (6.12)
 * @check: references: the reference is an atomic in the body
 */
int get_object(struct kmemleak_object *object)
{
	if (choose())
		return 0;
	get(object);
	return 1;
}

/**
 * put_object - drop a reference to a kmemleak object
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/kmemleak.c (6.12)
 */
void put_object(struct kmemleak_object *object)
{
	put(object);
}

/**
 * find_and_get_object - the kmemleak object of an address
 * @context: any; does not sleep
 * @returns: NULL: none. else: referenced
 * @undo: put_object()
 * @source: mm/kmemleak.c (6.12)
 */
struct kmemleak_object *find_and_get_object(unsigned long ptr, int alias)
{
	struct kmemleak_object *object = fresh();

	if (choose())
		return NULL;
	get(object);
	return object;
}

/**
 * page_ext_get - the extra data of a page
 * @context: any; must not sleep until page_ext_put()
 * @returns: NULL: none, nothing is held. else: inside an RCU read section
 * @undo: page_ext_put()
 * @since: 6.1
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/page_ext.h (6.12)
 */
struct page_ext *page_ext_get(const struct page *page)
{
	if (choose())
		return NULL;
	enter(RCU);
	return fresh();
}

/**
 * page_ext_put - ends page_ext_get(); NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.1
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/page_ext.h (6.12)
 */
void page_ext_put(struct page_ext *page_ext)
{
	if (!page_ext)
		return;
	leave(RCU);
}

/**
 * get_dev_pagemap - the pagemap of a device page; a pgmap from before is kept or dropped
 * @context: any; does not sleep
 * @returns: NULL: none, and nothing is held. else: referenced
 * @undo: put_dev_pagemap()
 * @until: 6.17
 * @source: include/linux/memremap.h (6.12)
 * @check: references: the reference is passed on: that of the old pgmap, or a percpu_ref taken live
 */
struct dev_pagemap *get_dev_pagemap(unsigned long pfn, struct dev_pagemap *pgmap)
{
	struct dev_pagemap *new = fresh();

	if (pgmap) {
		if (choose())
			return pgmap;
		put(pgmap);
	}
	if (choose())
		return NULL;
	get(new);
	return new;
}

/**
 * get_dev_pagemap - the pagemap of a device page
 * @context: any; does not sleep
 * @returns: NULL: none, and nothing is held. else: referenced
 * @undo: put_dev_pagemap()
 * @since: 6.18
 * @source: include/linux/memremap.h (6.18)
 * @check: references: the reference is a percpu_ref taken live, in an RCU section of the body's own
 */
struct dev_pagemap *get_dev_pagemap(unsigned long pfn)
{
	struct dev_pagemap *pgmap = fresh();

	if (choose())
		return NULL;
	get(pgmap);
	return pgmap;
}

/**
 * put_dev_pagemap - drop a reference to a pagemap; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/memremap.h (6.12)
 */
void put_dev_pagemap(struct dev_pagemap *pgmap)
{
	if (!pgmap)
		return;
	put(pgmap);
}

/**
 * mem_cgroup_oom_trylock - become the one who handles the OOM of a tree (cgroup v1)
 * @context: any; does not sleep
 * @returns: true: no other is at it. false: somebody is
 * @undo: mem_cgroup_oom_unlock() after true
 * @source: mm/memcontrol-v1.c (6.12)
 */
bool mem_cgroup_oom_trylock(struct mem_cgroup *memcg)
{
	if (choose())
		return false;
	trytake(&memcg->oom_lock, MUTEX);
	return true;
}

/**
 * mem_cgroup_oom_unlock - the OOM of a tree is handled
 * @context: after mem_cgroup_oom_trylock() returned true
 * @undo: nothing
 * @source: mm/memcontrol-v1.c (6.12)
 */
void mem_cgroup_oom_unlock(struct mem_cgroup *memcg)
{
	drop(&memcg->oom_lock, MUTEX);
}

/**
 * read_mems_allowed_begin - start reading the cpuset of the task
 * @context: any; does not sleep
 * @returns: a cookie for read_mems_allowed_retry()
 * @undo: nothing
 * @source: include/linux/cpuset.h (6.12)
 */
unsigned int read_mems_allowed_begin(void)
{
	return unknown();
}

/**
 * read_mems_allowed_retry - whether the cpuset changed meanwhile
 * @context: any; does not sleep
 * @returns: true: start again
 * @undo: nothing
 * @source: include/linux/cpuset.h (6.12)
 */
bool read_mems_allowed_retry(unsigned int seq)
{
	return unknown();
}

/**
 * damon_new_ctx - a new DAMON context
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the caller owns it
 * @undo: damon_destroy_ctx()
 * @source: mm/damon/core.c (6.12)
 */
struct damon_ctx *damon_new_ctx(void)
{
	return new_object(GFP_KERNEL);
}

/**
 * damon_destroy_ctx - free a DAMON context and what it holds
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/damon/core.c (6.12)
 */
void damon_destroy_ctx(struct damon_ctx *ctx)
{
	might_sleep();
	release(ctx);
}

/**
 * damon_new_target - a new DAMON target
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the caller owns it
 * @undo: damon_free_target(), or damon_add_target()
 * @source: mm/damon/core.c (6.12)
 */
struct damon_target *damon_new_target(void)
{
	return new_object(GFP_KERNEL);
}

/**
 * damon_add_target - give a target to a context
 * @context: any; does not sleep
 * @undo: damon_destroy_target()
 * @source: mm/damon/core.c (6.12)
 */
void damon_add_target(struct damon_ctx *ctx, struct damon_target *t)
{
	consume(t);
	publish(t, LIST);
}

/**
 * damon_free_target - free a target
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/damon/core.c (6.12)
 */
void damon_free_target(struct damon_target *t)
{
	release(t);
}

/**
 * damon_destroy_target - take a target out of its context and free it
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/damon/core.c (6.12)
 */
void damon_destroy_target(struct damon_target *t)
{
	unpublish(t, LIST);
	release(t);
}

/**
 * damon_get_folio - the LRU folio at a frame number
 * @context: any; does not sleep
 * @returns: NULL: none. else: referenced
 * @undo: folio_put()
 * @since: 6.3
 * @note: 6.3 is the first tree it was seen in (unverified boundary)
 * @source: mm/damon/ops-common.c (6.12)
 */
struct folio *damon_get_folio(unsigned long pfn)
{
	struct folio *folio = fresh();

	if (choose())
		return NULL;
	get(folio);
	return folio;
}

/**
 * damon_get_page - the LRU page at a frame number
 * @context: any; does not sleep
 * @returns: NULL: none. else: referenced
 * @undo: put_page()
 * @until: 6.2
 * @renamed: damon_get_folio
 * @note: 6.2 is the last tree it was seen in (unverified boundary)
 * @source: mm/damon/ops-common.c (6.1)
 */
struct page *damon_get_page(unsigned long pfn)
{
	struct page *page = fresh();

	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * ksm_get_folio - the KSM folio of a stable node
 * @context: process; may sleep unless flags says not to lock
 * @returns: NULL: gone, and the stale node is freed. ERR_PTR(-EBUSY): a trylock failed. else: referenced, and locked unless
 *     KSM_GET_FOLIO_NOLOCK
 * @undo: folio_put(), folio_unlock() when locked
 * @since: 6.10
 * @note: 6.10 is the first tree it was seen in (unverified boundary)
 * @source: mm/ksm.c (6.12)
 */
struct folio *ksm_get_folio(struct ksm_stable_node *stable_node, enum ksm_get_folio_flags flags)
{
	struct folio *folio = fresh();

	if (choose()) {
		release(stable_node);
		return NULL;
	}
	if (flags == KSM_GET_FOLIO_TRYLOCK && choose())
		return errptr();
	get(folio);
	if (flags == KSM_GET_FOLIO_LOCK)
		take(folio, FOLIO);
	else if (flags != KSM_GET_FOLIO_NOLOCK)
		trytake(folio, FOLIO);
	return folio;
}

/* hugetlb. */
/**
 * alloc_hugetlb_folio - a hugetlb folio for an address, charged
 * @context: process; may sleep
 * @returns: ERR_PTR: none left or over a limit. else: referenced, charged
 * @undo: folio_put()
 * @since: 6.3
 * @note: 6.3 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/hugetlb.h (6.12)
 */
struct folio *alloc_hugetlb_folio(struct vm_area_struct *vma, unsigned long addr, int avoid_reserve)
{
	struct folio *folio = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(folio);
	return folio;
}

/**
 * alloc_huge_page - a hugetlb page for an address, charged
 * @context: process; may sleep
 * @returns: ERR_PTR: none left or over a limit. else: referenced, charged
 * @undo: put_page()
 * @until: 6.2
 * @renamed: alloc_hugetlb_folio
 * @note: 6.2 is the last tree it was seen in (unverified boundary)
 * @source: mm/hugetlb.c:alloc_huge_page (6.1)
 */
struct page *alloc_huge_page(struct vm_area_struct *vma, unsigned long addr, int avoid_reserve)
{
	struct page *page = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(page_folio(page));
	return page;
}

/**
 * isolate_hugetlb - take a hugetlb folio off the active list
 * @context: any; does not sleep
 * @returns: true: isolated on list, with one more reference that the list keeps. false: not
 * @undo: folio_putback_active_hugetlb()
 * @since: 6.3
 * @until: 6.13
 * @renamed: folio_isolate_hugetlb
 * @note: takes hugetlb_lock; up to 6.2 it took a page and returned 0 for success; 6.3 is the first tree it was
 *     seen in (unverified boundary)
 * @source: include/linux/hugetlb.h (6.12)
 * @check: references: the reference that the body takes is the one of the cache, list or batch
 */
bool isolate_hugetlb(struct folio *folio, struct list_head *list)
{
	return unknown();
}

/**
 * hugetlb_acct_memory - reserve pages of the pool, or give them back with a negative delta
 * @context: takes hugetlb_lock; may sleep to find more pages
 * @returns: 0: done. -ENOMEM: not enough
 * @undo: hugetlb_acct_memory(h, -delta)
 * @source: mm/hugetlb.c (6.12)
 */
int hugetlb_acct_memory(struct hstate *h, long delta)
{
	if (delta > 0)
		might_sleep();
	account(HUGETLB_RESERVE, delta);
	return unknown();
}

/**
 * hugepage_subpool_get_pages - reserve pages of a subpool
 * @context: any; does not sleep
 * @returns: how many the global pool has to give. negative: over the limit
 * @undo: hugepage_subpool_put_pages()
 * @source: mm/hugetlb.c (6.12)
 */
long hugepage_subpool_get_pages(struct hugepage_subpool *spool, long delta)
{
	account(SUBPOOL, delta);
	return unknown();
}

/**
 * hugepage_subpool_put_pages - give reserved pages of a subpool back
 * @context: any; does not sleep
 * @returns: how many the global pool gets back
 * @undo: nothing
 * @source: mm/hugetlb.c (6.12)
 * @check: sleeping: a negative delta gives back and does not sleep; the body of hugetlb_acct_memory() is asked for both
 */
long hugepage_subpool_put_pages(struct hugepage_subpool *spool, long delta)
{
	account(SUBPOOL, -delta);
	return unknown();
}

/* shmem and files. */
/**
 * shmem_get_folio - find, swap in or make a folio of a shmem file
 * @context: process; may sleep
 * @returns: negative: none, *foliop is NULL. 0: *foliop is referenced and locked (NULL for a hole with SGP_READ
 *     or SGP_NOALLOC)
 * @undo: folio_unlock() and folio_put()
 * @since: 5.18
 * @until: 6.11
 * @note: the NULL of a hole is not modelled; folios came with 5.16; the first version of this one lies between
 *     that and 6.1 (unverified boundary); 6.11 is the last tree it was seen in (unverified boundary)
 * @source: mm/shmem.c (6.12)
 */
int shmem_get_folio(struct inode *inode, pgoff_t index, struct folio **foliop, enum sgp_type sgp)
{
	struct folio *folio = fresh();

	might_sleep();
	*foliop = NULL;
	if (choose())
		return error();
	get(folio);
	trytake(folio, FOLIO);
	*foliop = folio;
	return 0;
}

/**
 * shmem_get_folio - find, swap in or make a folio of a shmem file
 * @context: process; may sleep
 * @returns: negative: none, *foliop is NULL. 0: *foliop is referenced and locked (NULL for a hole with SGP_READ
 *     or SGP_NOALLOC)
 * @undo: folio_unlock() and folio_put()
 * @since: 6.12
 * @note: the NULL of a hole is not modelled; 6.12 is the first tree it was seen in (unverified boundary)
 * @source: mm/shmem.c (6.12)
 */
int shmem_get_folio(struct inode *inode, pgoff_t index, loff_t write_end, struct folio **foliop, enum sgp_type sgp)
{
	struct folio *folio = fresh();

	might_sleep();
	*foliop = NULL;
	if (choose())
		return error();
	get(folio);
	trytake(folio, FOLIO);
	*foliop = folio;
	return 0;
}

/**
 * truncate_inode_pages_range - drop a range of the page cache
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/truncate.c (6.12)
 */
void truncate_inode_pages_range(struct address_space *mapping, loff_t lstart, loff_t lend)
{
	might_sleep();
}

/**
 * truncate_inode_pages - drop the end of the page cache of a file
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/truncate.c (6.12)
 */
void truncate_inode_pages(struct address_space *mapping, loff_t lstart)
{
	might_sleep();
}

/**
 * truncate_pagecache - drop the page cache behind a new size
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/truncate.c (6.12)
 */
void truncate_pagecache(struct inode *inode, loff_t newsize)
{
	might_sleep();
}

/**
 * truncate_pagecache_range - drop a range of the page cache
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/truncate.c (6.12)
 */
void truncate_pagecache_range(struct inode *inode, loff_t lstart, loff_t lend)
{
	might_sleep();
}

/**
 * shmem_truncate_range - drop a range of a shmem file
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/shmem.c (6.12)
 */
void shmem_truncate_range(struct inode *inode, loff_t lstart, uoff_t lend)
{
	might_sleep();
}

/**
 * truncate_inode_folio - drop a folio from the page cache
 * @context: process; may sleep; folio locked
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/truncate.c (6.12)
 */
int truncate_inode_folio(struct address_space *mapping, struct folio *folio)
{
	might_sleep();
	return unknown();
}

/**
 * filemap_fdatawait_range - wait for writeback
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/filemap.c (6.12)
 */
int filemap_fdatawait_range(struct address_space *mapping, loff_t start_byte, loff_t end_byte)
{
	might_sleep();
	return unknown();
}

/**
 * filemap_write_and_wait_range - write and wait
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/filemap.c (6.12)
 */
int filemap_write_and_wait_range(struct address_space *mapping, loff_t lstart, loff_t lend)
{
	might_sleep();
	return unknown();
}

/**
 * filemap_fdatawrite_range - start writeback
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/filemap.c (6.12)
 */
int filemap_fdatawrite_range(struct address_space *mapping, loff_t start, loff_t end)
{
	might_sleep();
	return unknown();
}

/**
 * invalidate_inode_pages2_range - drop clean pages of a range
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/truncate.c (6.12)
 */
int invalidate_inode_pages2_range(struct address_space *mapping, pgoff_t start, pgoff_t end)
{
	might_sleep();
	return unknown();
}

/**
 * filemap_read_folio - read a folio of a file
 * @context: process, folio locked; may sleep
 * @returns: 0 or a negative errno; unlocked either way
 * @undo: nothing
 * @source: mm/filemap.c (6.12)
 */
int filemap_read_folio(struct file *file, filler_t filler, struct folio *folio)
{
	might_sleep();
	drop(folio, FOLIO);
	return unknown();
}

/**
 * vfs_fallocate - allocate or punch a range of a file
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: fs/open.c (6.12)
 */
int vfs_fallocate(struct file *file, int mode, loff_t offset, loff_t len)
{
	might_sleep();
	return unknown();
}

/**
 * vfs_fadvise - advise on a range of a file
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/fadvise.c (6.12)
 */
int vfs_fadvise(struct file *file, loff_t offset, loff_t len, int advice)
{
	might_sleep();
	return unknown();
}

/**
 * do_writepages - write pages of a file
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/page-writeback.c (6.12)
 */
int do_writepages(struct address_space *mapping, struct writeback_control *wbc)
{
	might_sleep();
	return unknown();
}

/**
 * balance_dirty_pages_ratelimited - throttle a writer
 * @context: process; may sleep; no locks
 * @undo: nothing
 * @source: mm/page-writeback.c (6.12)
 */
void balance_dirty_pages_ratelimited(struct address_space *mapping)
{
	might_sleep();
}

/**
 * filemap_release_folio - let the filesystem drop its private data
 * @context: process; sleeps as the gfp mask allows; folio locked
 * @returns: true: the private data is gone
 * @undo: nothing
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: mm/filemap.c (6.12)
 */
bool filemap_release_folio(struct folio *folio, gfp_t gfp)
{
	allocates(gfp);
	return unknown();
}

/**
 * folio_mark_dirty - mark a folio dirty
 * @context: the folio lock, the page table lock, or something else that keeps the mapping
 * @returns: whether it was clean
 * @undo: nothing
 * @since: 5.16
 * @source: mm/page-writeback.c (6.12)
 */
bool folio_mark_dirty(struct folio *folio)
{
	return unknown();
}

/**
 * folio_clear_dirty_for_io - mark a folio clean because it is being written
 * @context: process; folio locked; may sleep on rmap locks
 * @returns: whether it was dirty
 * @undo: nothing
 * @since: 5.16
 * @source: mm/page-writeback.c (6.12)
 */
bool folio_clear_dirty_for_io(struct folio *folio)
{
	might_sleep();
	return unknown();
}

/**
 * __folio_cancel_dirty - a folio is clean without having been written
 * @check: locks: unlocked_inode_to_wb_begin() takes what its cookie says, and the end gives it back
 * @source: mm/page-writeback.c (6.12)
 */
__effectless void __folio_cancel_dirty(void *folio);

/**
 * Writeback flags.
 * @source: include/linux/page-flags.h, mm/filemap.c, mm/page-writeback.c, include/linux/pagemap.h,
 *     mm/folio-compat.c, include/linux/backing-dev.h (6.12)
 */
__effectless void folio_start_writeback(void *folio);
__effectless void folio_end_writeback(void *folio);
__effectless void folio_account_cleaned(void *folio);
__effectless void folio_cancel_dirty(void *folio);
__effectless void folio_redirty_for_writepage(void *folio);
__effectless void set_page_writeback(void *folio);
__effectless void end_page_writeback(void *folio);

/**
 * offline_pages - take memory offline
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: include/linux/memory_hotplug.h (6.12)
 */
int offline_pages(unsigned long start_pfn, unsigned long nr_pages, struct zone *zone, struct memory_group *group)
{
	might_sleep();
	return unknown();
}

/**
 * online_pages - bring memory online
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/memory_hotplug.c (6.12)
 */
int online_pages(unsigned long pfn, unsigned long nr_pages, struct zone *zone, struct memory_group *group)
{
	might_sleep();
	return unknown();
}

/**
 * memory_failure - handle a page with a hardware error
 * @context: process; may sleep
 * @returns: 0 or a negative errno; with MF_COUNT_INCREASED the caller's reference is used up either way
 * @undo: nothing
 * @source: mm/memory-failure.c (6.12)
 */
int memory_failure(unsigned long pfn, int flags)
{
	might_sleep();
	if (flags & MF_COUNT_INCREASED)
		consume(pfn);
	return unknown();
}

/**
 * soft_offline_page - move away from a page that is about to fail
 * @context: process; may sleep
 * @returns: 0 or a negative errno; with MF_COUNT_INCREASED the caller's reference is used up either way
 * @undo: nothing
 * @source: mm/memory-failure.c (6.12)
 */
int soft_offline_page(unsigned long pfn, int flags)
{
	might_sleep();
	if (flags & MF_COUNT_INCREASED)
		consume(pfn);
	return unknown();
}

/**
 * memory_notify - tell others about memory hotplug
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: include/linux/memory.h (6.12)
 */
int memory_notify(unsigned long val, void *v)
{
	might_sleep();
	return unknown();
}

/**
 * kstrtoul_from_user - read a number from user memory
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: include/linux/kstrtox.h (6.12)
 */
int kstrtoul_from_user(const char __user *s, size_t count, unsigned int base, unsigned long *res)
{
	might_sleep();
	return unknown();
}

/**
 * sysfs_create_group - make files in sysfs
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: include/linux/sysfs.h (6.12)
 */
int sysfs_create_group(struct kobject *kobj, const struct attribute_group *grp)
{
	might_sleep();
	return unknown();
}

/**
 * kobject_add - make a kobject visible
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: lib/kobject.c (6.12)
 */
int kobject_add(struct kobject *kobj, struct kobject *parent, const char *fmt)
{
	might_sleep();
	return unknown();
}

/**
 * kobject_init_and_add - give a kobject its first reference and make it visible
 * @context: process; may sleep
 * @returns: 0 or a negative errno; kobject_put() it after either
 * @undo: kobject_put()
 * @source: lib/kobject.c (6.12)
 */
int kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype, struct kobject *parent, const char *fmt)
{
	might_sleep();
	consume(kobj);
	return unknown();
}

/**
 * sysfs_remove_group - remove files from sysfs
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/sysfs.h (6.12)
 */
void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *grp)
{
	might_sleep();
}

/**
 * kobject_del - take a kobject out of sysfs
 * @context: process; may sleep
 * @undo: nothing
 * @source: lib/kobject.c (6.12)
 */
void kobject_del(struct kobject *kobj)
{
	might_sleep();
}

/**
 * drain_all_pages - give the per-cpu page lists of all cpus back
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/page_alloc.c (6.12)
 */
void drain_all_pages(struct zone *zone)
{
	might_sleep();
}

/**
 * shake_folio - empty what may hold a folio
 * @context: process; may sleep
 * @undo: nothing
 * @since: 6.9
 * @note: 6.9 is the first tree it was seen in (unverified boundary)
 * @source: mm/memory-failure.c (6.12)
 */
void shake_folio(struct folio *folio)
{
	might_sleep();
}

/**
 * kobject_create_and_add - a kobject of its own, visible in sysfs
 * @context: process; may sleep
 * @returns: NULL: it failed. else: referenced, and found through its parent from now on
 * @undo: kobject_put()
 * @source: lib/kobject.c (6.12)
 */
struct kobject *kobject_create_and_add(const char *name, struct kobject *parent)
{
	struct kobject *kobj = fresh();

	might_sleep();
	if (choose())
		return NULL;
	get(kobj);
	publish(kobj, TREE);
	return kobj;
}

/**
 * alloc_workqueue - a workqueue
 * @context: process; may sleep
 * @returns: NULL: it failed. else: the caller owns it
 * @undo: destroy_workqueue()
 * @source: include/linux/workqueue.h (6.12)
 */
struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active)
{
	return new_object(GFP_KERNEL);
}

/**
 * folio_unqueue_deferred_split - take a folio off the deferred split queue
 * @context: refcount zero or frozen, still charged; takes split_queue_lock with interrupts off
 * @returns: whether it was queued
 * @undo: nothing
 * @since: 6.12
 * @order: before the memcg of the folio is cleared
 * @note: 6.12 is the first tree it was seen in (unverified boundary)
 * @source: mm/internal.h (6.12)
 */
bool folio_unqueue_deferred_split(struct folio *folio)
{
	return unknown();
}

/**
 * shmem_get_sbmpol - the policy of a shmem mount
 * @context: any; does not sleep
 * @returns: NULL: none. else: referenced
 * @undo: mpol_put()
 * @source: mm/shmem.c (6.12)
 */
struct mempolicy *shmem_get_sbmpol(struct shmem_sb_info *sbinfo)
{
	struct mempolicy *mpol = fresh();

	if (choose())
		return NULL;
	get(mpol);
	return mpol;
}

/**
 * folio_isolate_hugetlb - take a hugetlb folio off the active list
 * @context: any with interrupts on; takes hugetlb_lock; does not sleep
 * @returns: true: isolated on list, with one more reference that the list keeps. false: not
 * @undo: folio_putback_hugetlb()
 * @since: 6.14
 * @source: include/linux/hugetlb.h (6.14)
 * @check: references: the reference that the body takes is the one of the cache, list or batch
 */
bool folio_isolate_hugetlb(struct folio *folio, struct list_head *list)
{
	return choose();
}

/**
 * folio_putback_hugetlb - put an isolated hugetlb folio back, and the reference of the isolation
 * @context: any with interrupts on; takes hugetlb_lock; does not sleep
 * @undo: nothing
 * @since: 6.14
 * @source: mm/hugetlb.c (6.14)
 */
void folio_putback_hugetlb(struct folio *folio)
{
	put(folio);
}

/**
 * alloc_frozen_pages - pages whose reference count is zero
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: pages that the caller owns without a reference
 * @undo: free_frozen_pages()
 * @since: 6.14
 * @source: mm/internal.h (6.14)
 */
struct page *alloc_frozen_pages(gfp_t gfp, unsigned int order)
{
	return new_object(gfp);
}

/**
 * free_frozen_pages - free pages whose reference count is zero
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.14
 * @source: mm/page_alloc.c (6.14)
 */
void free_frozen_pages(struct page *page, unsigned int order)
{
	release(page);
}

/**
 * alloc_pages_nolock - pages for those that cannot even spin: NMI, tracing, any lock held
 * @context: any, NMI included; never waits and never spins
 * @returns: NULL: none now. else: pages with a reference
 * @undo: free_pages_nolock()
 * @since: 6.16
 * @note: try_alloc_pages() in 6.15
 * @source: mm/page_alloc.c (6.17)
 */
struct page *alloc_pages_nolock(gfp_t gfp_flags, int nid, unsigned int order)
{
	struct page *page = fresh();

	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * free_pages_nolock - give up a reference where nothing may spin
 * @context: any, NMI included; never waits and never spins
 * @undo: nothing
 * @since: 6.15
 * @source: mm/page_alloc.c (6.17)
 */
void free_pages_nolock(struct page *page, unsigned int order)
{
	put(page_folio(page));
}
