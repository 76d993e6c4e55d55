/*
 * References to objects that are not memory themselves: css, memcg, objcg, mempolicy, files, devices, swap devices, zswap pools.
 *
 * A css reference keeps the memory of a memcg, not its being online. A memcg ID reference keeps the number.
 * mem_cgroup_put(memcg) drops what css_get(&memcg->css) took: both are references to &memcg->css.
 */
/**
 * css_get - one more reference
 * @context: a reference is held already; under RCU alone use css_tryget()
 * @undo: css_put()
 * @source: include/linux/cgroup_refcnt.h (6.12)
 * @check: references: the count of a css is a percpu_ref that the body skips for css that are never freed
 */
void css_get(struct cgroup_subsys_state *css)
{
	get(css);
}

/**
 * css_get_many - n more references
 * @context: a reference is held already
 * @undo: css_put_many() with the same n
 * @source: include/linux/cgroup_refcnt.h (6.12)
 * @check: references: the count of a css is a percpu_ref that the body skips for css that are never freed
 */
void css_get_many(struct cgroup_subsys_state *css, unsigned int n)
{
	get_as(css, MANY);
}

/**
 * css_tryget - a reference unless the css has been released
 * @context: RCU, or something else that keeps the memory
 * @returns: true: the caller owns a reference. false: nothing to undo
 * @undo: css_put() after true
 * @note: up to 3.15 it failed as soon as the css was killed (unverified boundary)
 * @source: include/linux/cgroup_refcnt.h (6.12)
 * @check: references: the count of a css is a percpu_ref that the body skips for css that are never freed
 */
bool css_tryget(struct cgroup_subsys_state *css)
{
	if (choose())
		return false;
	get(css);
	return true;
}

/**
 * css_tryget_online - a reference unless the css is being taken offline
 * @context: RCU, or something else that keeps the memory
 * @returns: true: the caller owns a reference; offline may start right after. false: nothing to undo
 * @undo: css_put() after true
 * @since: 3.16
 * @source: include/linux/cgroup_refcnt.h (6.12)
 * @check: references: the count of a css is a percpu_ref that the body skips for css that are never freed
 */
bool css_tryget_online(struct cgroup_subsys_state *css)
{
	if (choose())
		return false;
	get(css);
	return true;
}

/**
 * css_put - drop a reference; the last one starts the release from a workqueue
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/cgroup_refcnt.h (6.12)
 * @check: references: the count of a css is a percpu_ref that the body skips for css that are never freed
 */
void css_put(struct cgroup_subsys_state *css)
{
	put(css);
}

/**
 * css_put_many - drop n references
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/cgroup_refcnt.h (6.12)
 * @check: references: the count of a css is a percpu_ref that the body skips for css that are never freed
 */
void css_put_many(struct cgroup_subsys_state *css, unsigned int n)
{
	put_as(css, MANY);
}

/**
 * cgroup_get - one more reference to a cgroup
 * @context: any; does not sleep
 * @undo: cgroup_put()
 * @source: include/linux/cgroup.h (6.12)
 */
void cgroup_get(struct cgroup *cgrp)
{
	get(cgrp);
}

/**
 * cgroup_tryget - a reference unless the cgroup is dead
 * @context: any; does not sleep
 * @returns: true: the caller owns a reference. false: nothing to undo
 * @undo: cgroup_put() after true
 * @source: include/linux/cgroup.h (6.12)
 */
bool cgroup_tryget(struct cgroup *cgrp)
{
	if (choose())
		return false;
	get(cgrp);
	return true;
}

/**
 * cgroup_put - drop a reference to a cgroup
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/cgroup.h (6.12)
 */
void cgroup_put(struct cgroup *cgrp)
{
	put(cgrp);
}

/**
 * cgroup_get_from_path - the cgroup at a path
 * @context: process; may sleep
 * @returns: ERR_PTR: none. else: referenced
 * @undo: cgroup_put()
 * @source: kernel/cgroup/cgroup.c (6.12)
 */
struct cgroup *cgroup_get_from_path(const char *path)
{
	struct cgroup *cgrp = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(cgrp);
	return cgrp;
}

/**
 * cgroup_get_from_id - the cgroup with this id
 * @context: process; may sleep
 * @returns: ERR_PTR: none. else: referenced
 * @undo: cgroup_put()
 * @source: kernel/cgroup/cgroup.c (6.12)
 */
struct cgroup *cgroup_get_from_id(u64 id)
{
	struct cgroup *cgrp = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(cgrp);
	return cgrp;
}

/**
 * cgroup_lock - take cgroup_mutex
 * @context: process; may sleep
 * @undo: cgroup_unlock()
 * @source: include/linux/cgroup.h (6.12)
 */
void cgroup_lock(void)
{
	take(&cgroup_mutex, MUTEX);
}

/**
 * cgroup_unlock - drop cgroup_mutex
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/cgroup.h (6.12)
 */
void cgroup_unlock(void)
{
	drop(&cgroup_mutex, MUTEX);
}

/**
 * Walks over the cgroup tree and lookups whose result only RCU (or cgroup_mutex) keeps: take css_tryget() to
 * keep it longer.
 * @source: include/linux/cgroup.h, kernel/cgroup/cgroup.c, mm/memcontrol.c, include/linux/memcontrol.h,
 *     include/linux/sched/mm.h (6.12, 6.1)
 */
__effectless struct cgroup_subsys_state *task_css(void *where);
__effectless struct cgroup_subsys_state *css_next_child(void *where);
__effectless struct cgroup_subsys_state *css_next_descendant_pre(void *where);
__effectless struct cgroup_subsys_state *css_next_descendant_post(void *where);
__effectless struct cgroup_subsys_state *css_rightmost_descendant(void *where);
__effectless struct cgroup_subsys_state *cgroup_css(void *where);
__effectless struct cgroup_subsys_state *cgroup_e_css(void *where);
__effectless struct cgroup_subsys_state *mem_cgroup_css_from_folio(void *where);
__effectless struct cgroup_subsys_state *css_from_id(void *where);
__effectless struct cgroup_subsys_state *seq_css(void *where);
__effectless struct cgroup_subsys_state *of_css(void *where);
__pure struct mem_cgroup *mem_cgroup_from_css(void *css);
__pure struct mem_cgroup *parent_mem_cgroup(void *css);
__effectless struct mem_cgroup *mem_cgroup_from_task(void *where);
__effectless struct mem_cgroup *mem_cgroup_from_slab_obj(void *where);
__effectless struct mem_cgroup *mem_cgroup_from_obj(void *where);
__effectless struct mem_cgroup *mem_cgroup_from_seq(void *where);
__effectless struct mem_cgroup *mem_cgroup_from_id(void *where);
__effectless struct mem_cgroup *mem_cgroup_from_counter(void *where);
__effectless struct mem_cgroup *mem_cgroup_from_obj_folio(void *where);
__effectless struct mem_cgroup *active_memcg(void *where);
__effectless struct mem_cgroup *set_active_memcg(void *where);
__effectless struct mem_cgroup *obj_cgroup_memcg(void *where);

/* memcg. */
/**
 * mem_cgroup_tryget - css_tryget() of a memcg; NULL is fine
 * @context: RCU, or something else that keeps the memory
 * @returns: true: the caller owns a reference (or memcg is NULL). false: nothing to undo
 * @undo: mem_cgroup_put() after true
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
bool mem_cgroup_tryget(struct mem_cgroup *memcg)
{
	if (!memcg)
		return true;
	return css_tryget(&memcg->css);
}

/**
 * mem_cgroup_tryget_online - css_tryget_online() of a memcg; NULL is fine
 * @context: RCU, or something else that keeps the memory
 * @returns: true: the caller owns a reference (or memcg is NULL). false: nothing to undo
 * @undo: mem_cgroup_put() after true
 * @since: 6.8
 * @source: include/linux/memcontrol.h (6.12)
 */
bool mem_cgroup_tryget_online(struct mem_cgroup *memcg)
{
	if (!memcg)
		return true;
	return css_tryget_online(&memcg->css);
}

/**
 * mem_cgroup_get - css_get() of a memcg
 * @context: a reference is held already
 * @undo: mem_cgroup_put()
 * @source: mm/memcontrol.c (3.14)
 */
void mem_cgroup_get(struct mem_cgroup *memcg)
{
	get(&memcg->css);
}

/**
 * mem_cgroup_put - css_put() of a memcg; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/memcontrol.h (6.12)
 */
void mem_cgroup_put(struct mem_cgroup *memcg)
{
	if (!memcg)
		return;
	put(&memcg->css);
}

/**
 * get_mem_cgroup_from_mm - the memcg that an address space is charged to
 * @context: any; does not sleep
 * @returns: a referenced memcg; NULL only when memcg is disabled
 * @undo: mem_cgroup_put(), css_put()
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: root and parents without a reference: the memcg that is never freed is not counted
 */
struct mem_cgroup *get_mem_cgroup_from_mm(struct mm_struct *mm)
{
	struct mem_cgroup *memcg = fresh();

	get(&memcg->css);
	return memcg;
}

/**
 * get_mem_cgroup_from_current - the memcg that the current task is charged to
 * @context: any; does not sleep
 * @returns: a referenced memcg; NULL only when memcg is disabled
 * @undo: mem_cgroup_put(), css_put()
 * @since: 6.2
 * @source: include/linux/memcontrol.h (6.12)
 */
struct mem_cgroup *get_mem_cgroup_from_current(void)
{
	struct mem_cgroup *memcg = fresh();

	get(&memcg->css);
	return memcg;
}

/**
 * get_mem_cgroup_from_folio - the memcg of a folio
 * @context: any; does not sleep
 * @returns: a referenced memcg; NULL only when memcg is disabled
 * @undo: mem_cgroup_put(), css_put()
 * @since: 6.10
 * @note: 6.10 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
struct mem_cgroup *get_mem_cgroup_from_folio(struct folio *folio)
{
	struct mem_cgroup *memcg = fresh();

	get(&memcg->css);
	return memcg;
}

/**
 * get_mem_cgroup_from_page - the memcg of a page
 * @context: any; does not sleep
 * @returns: a referenced memcg; NULL only when memcg is disabled
 * @undo: css_put()
 * @until: 5.9
 * @note: 5.9 is the last tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (4.19)
 */
struct mem_cgroup *get_mem_cgroup_from_page(struct page *page)
{
	struct mem_cgroup *memcg = fresh();

	get(&memcg->css);
	return memcg;
}

/**
 * get_mem_cgroup_from_objcg - the memcg that an objcg points to now
 * @context: a reference to the objcg is held; RCU inside
 * @returns: a referenced memcg; NULL only when memcg is disabled. It need not be online nor stay the objcg's
 * @undo: mem_cgroup_put(), css_put()
 * @since: 5.14
 * @note: 5.14 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
struct mem_cgroup *get_mem_cgroup_from_objcg(struct obj_cgroup *objcg)
{
	struct mem_cgroup *memcg = fresh();

	get(&memcg->css);
	return memcg;
}

/**
 * get_mem_cgroup_css_from_folio - the css of a folio's memcg
 * @context: any; does not sleep
 * @returns: a referenced css
 * @undo: css_put()
 * @since: 7.1
 * @renamed: mem_cgroup_css_from_folio -> get_mem_cgroup_css_from_folio
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (7.1)
 * @check: references: root and parents without a reference: the memcg that is never freed is not counted
 */
struct cgroup_subsys_state *get_mem_cgroup_css_from_folio(struct folio *folio)
{
	struct cgroup_subsys_state *css = fresh();

	get(css);
	return css;
}

/**
 * try_get_mem_cgroup_from_mm - the memcg of an address space, if it is alive
 * @context: any; does not sleep
 * @returns: NULL: none. else: a referenced memcg
 * @undo: css_put()
 * @until: 3.14
 * @renamed: get_mem_cgroup_from_mm
 * @note: 3.14 is the last tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (3.14)
 */
struct mem_cgroup *try_get_mem_cgroup_from_mm(struct mm_struct *mm)
{
	struct mem_cgroup *memcg = fresh();

	if (choose())
		return NULL;
	get(&memcg->css);
	return memcg;
}

/**
 * try_get_mem_cgroup_from_page - the memcg of a page, or of its swap record
 * @context: the page is locked
 * @returns: NULL: none. else: a referenced memcg
 * @undo: css_put()
 * @until: 3.14
 * @note: 3.14 is the last tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (3.14)
 */
struct mem_cgroup *try_get_mem_cgroup_from_page(struct page *page)
{
	struct mem_cgroup *memcg = fresh();

	if (choose())
		return NULL;
	get(&memcg->css);
	return memcg;
}

/**
 * mem_cgroup_get_from_ino - the memcg with this inode number
 * @context: process; may sleep
 * @returns: NULL or ERR_PTR: none. else: a referenced memcg
 * @undo: mem_cgroup_put()
 * @since: 5.18
 * @note: 5.18 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
struct mem_cgroup *mem_cgroup_get_from_ino(unsigned long ino)
{
	struct mem_cgroup *memcg = fresh();

	might_sleep();
	if (choose())
		return NULL;
	if (choose())
		return errptr();
	get(&memcg->css);
	return memcg;
}

/**
 * mem_cgroup_get_oom_group - the group that the OOM killer is to kill as a whole
 * @context: any; does not sleep
 * @returns: NULL: kill only the victim. else: a referenced memcg
 * @undo: mem_cgroup_put()
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: root and parents without a reference: the memcg that is never freed is not counted
 */
struct mem_cgroup *mem_cgroup_get_oom_group(struct task_struct *victim, struct mem_cgroup *oom_domain)
{
	struct mem_cgroup *memcg = fresh();

	if (choose())
		return NULL;
	get(&memcg->css);
	return memcg;
}

/**
 * mem_cgroup_iter - the next memcg of a tree
 * @context: any; does not sleep
 * @returns: NULL: the walk is over. else: a memcg kept by the iterator, online or not
 * @undo: mem_cgroup_iter_break() to leave early; or pass it back as prev
 * @note: the root itself is returned without a reference; the first step of a whole walk (no cookie) is never NULL
 * @source: include/linux/memcontrol.h (6.12)
 */
struct mem_cgroup *mem_cgroup_iter(struct mem_cgroup *root, struct mem_cgroup *prev, struct mem_cgroup_reclaim_cookie *reclaim)
{
	struct mem_cgroup *memcg = fresh();

	if (prev)
		put_as(prev, ITER);
	else if (!reclaim)
		goto first;
	if (choose())
		return NULL;
first:
	get_as(memcg, ITER);
	return memcg;
}

/**
 * mem_cgroup_iter_break - leave a walk early
 * @context: prev came from mem_cgroup_iter() with the same root
 * @undo: nothing
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: root and parents without a reference: the memcg that is never freed is not counted
 */
void mem_cgroup_iter_break(struct mem_cgroup *root, struct mem_cgroup *prev)
{
	if (!prev)
		return;
	put_as(prev, ITER);
}

/**
 * for_each_mem_cgroup_tree - all memcgs of a tree
 * @context: any; does not sleep
 * @returns: true: iter is the next memcg, kept by the iterator. false: the walk is over
 * @undo: mem_cgroup_iter_break(root, iter) to leave early
 * @source: mm/memcontrol-v1.h (6.12)
 */
__macro bool for_each_mem_cgroup_tree(struct mem_cgroup *iter, struct mem_cgroup *root)
{
	if (iter)
		put_as(iter, ITER);
	if (choose()) {
		iter = NULL;
		return false;
	}
	iter = fresh();
	get_as(iter, ITER);
	return true;
}

/**
 * for_each_mem_cgroup - all memcgs
 * @context: any; does not sleep
 * @returns: true: iter is the next memcg, kept by the iterator. false: the walk is over
 * @undo: mem_cgroup_iter_break(NULL, iter) to leave early
 * @source: mm/memcontrol-v1.h (6.12)
 */
__macro bool for_each_mem_cgroup(struct mem_cgroup *iter)
{
	if (iter)
		put_as(iter, ITER);
	if (choose()) {
		iter = NULL;
		return false;
	}
	iter = fresh();
	get_as(iter, ITER);
	return true;
}

/**
 * css_for_each_descendant_pre - a css and all below it, parents first
 * @context: RCU or cgroup_mutex; the RCU section may be left inside when pos is kept by a reference
 * @returns: true: pos is the next css, kept by RCU only. false: the walk is over
 * @undo: nothing
 * @source: include/linux/cgroup.h (6.12)
 */
__macro bool css_for_each_descendant_pre(struct cgroup_subsys_state *pos, struct cgroup_subsys_state *css)
{
	if (choose())
		return false;
	pos = fresh();
	return true;
}

/**
 * css_for_each_descendant_post - a css and all below it, children first
 * @context: RCU or cgroup_mutex
 * @returns: true: pos is the next css, kept by RCU only. false: the walk is over
 * @undo: nothing
 * @source: include/linux/cgroup.h (6.12)
 */
__macro bool css_for_each_descendant_post(struct cgroup_subsys_state *pos, struct cgroup_subsys_state *css)
{
	if (choose())
		return false;
	pos = fresh();
	return true;
}

/**
 * css_for_each_child - the children of a css
 * @context: RCU or cgroup_mutex
 * @returns: true: pos is the next css, kept by RCU only. false: the walk is over
 * @undo: nothing
 * @source: include/linux/cgroup.h (6.12)
 */
__macro bool css_for_each_child(struct cgroup_subsys_state *pos, struct cgroup_subsys_state *parent)
{
	if (choose())
		return false;
	pos = fresh();
	return true;
}

/**
 * mem_cgroup_id_get_online - an ID reference on the memcg or its nearest ancestor that still has an ID
 * @context: a reference to memcg is held
 * @returns: the memcg whose ID is now pinned; it may be an ancestor: record the ID of this one
 * @undo: mem_cgroup_id_put(), or a swap record that holds it
 * @since: 4.8
 * @until: 6.19
 * @renamed: mem_cgroup_private_id_get_online
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the reference is an atomic in the body
 */
struct mem_cgroup *mem_cgroup_id_get_online(struct mem_cgroup *memcg)
{
	struct mem_cgroup *owner = fresh();

	get_as(owner, ID);
	return owner;
}

/**
 * mem_cgroup_id_get_many - n more ID references
 * @context: an ID reference is held
 * @undo: mem_cgroup_id_put_many() with the same n
 * @since: 4.8
 * @until: 6.19
 * @renamed: mem_cgroup_private_id_get_many
 * @source: mm/memcontrol.c (6.12)
 */
void mem_cgroup_id_get_many(struct mem_cgroup *memcg, unsigned int n)
{
}

/**
 * mem_cgroup_id_put_many - drop ID references; the last one frees the ID and a css reference
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.8
 * @until: 6.19
 * @renamed: mem_cgroup_private_id_put
 * @note: how many is not modelled
 * @source: mm/memcontrol.c (6.12)
 */
void mem_cgroup_id_put_many(struct mem_cgroup *memcg, unsigned int n)
{
}

/**
 * mem_cgroup_id_put - drop an ID reference; the last one frees the ID and a css reference
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.8
 * @until: 6.19
 * @renamed: mem_cgroup_private_id_put
 * @source: mm/memcontrol.c (6.12)
 * @check: references: the reference is an atomic in the body
 */
void mem_cgroup_id_put(struct mem_cgroup *memcg)
{
	after(memcg_offline_kmem);
	after(zswap_memcg_offline_cleanup);
	put_as(memcg, ID);
}

/**
 * mem_cgroup_private_id_get_online - n ID references on the memcg or its nearest ancestor that still has an ID
 * @context: a reference to memcg is held, or RCU
 * @returns: the memcg whose ID is now pinned; it may be an ancestor: record the ID of this one
 * @undo: mem_cgroup_private_id_put() with the same n, or the swap records that hold them
 * @since: 7.0
 * @source: mm/memcontrol.c (7.1)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
struct mem_cgroup *mem_cgroup_private_id_get_online(struct mem_cgroup *memcg, unsigned int n)
{
	struct mem_cgroup *owner = fresh();

	get_as(owner, ID);
	return owner;
}

/**
 * mem_cgroup_private_id_put - drop n ID references; the last one frees the ID and a css reference
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 7.0
 * @source: mm/memcontrol.c (7.1)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
void mem_cgroup_private_id_put(struct mem_cgroup *memcg, unsigned int n)
{
	put_as(memcg, ID);
}

/**
 * mem_cgroup_id - the number that swap records and shadows know a memcg by
 * @context: any; does not sleep
 * @returns: the number; an ID reference may live on in the record that it is written to
 * @undo: nothing
 * @until: 6.19
 * @renamed: mem_cgroup_private_id
 * @note: since 7.0 a function of this name gives the public 64-bit cgroup id instead
 * @source: include/linux/memcontrol.h (6.12)
 */
unsigned short mem_cgroup_id(struct mem_cgroup *memcg)
{
	consume(memcg);
	return unknown();
}

/**
 * mem_cgroup_id - the cgroup id of a memcg, as user space knows it
 * @context: any; does not sleep
 * @returns: 64 bits that name no other cgroup as long as the machine runs
 * @undo: nothing
 * @since: 7.0
 * @note: not the number of swap records and shadows: that is mem_cgroup_private_id()
 * @source: include/linux/memcontrol.h (7.0)
 */
__pure u64 mem_cgroup_id(struct mem_cgroup *memcg);

/**
 * mem_cgroup_private_id - the number that swap records and shadows know a memcg by
 * @context: any; does not sleep
 * @returns: the number; an ID reference may live on in the record that it is written to
 * @undo: nothing
 * @since: 7.0
 * @source: mm/memcontrol.c (7.1)
 */
unsigned short mem_cgroup_private_id(struct mem_cgroup *memcg)
{
	consume(memcg);
	return unknown();
}

/**
 * mem_cgroup_from_private_id - the memcg with this number
 * @context: RCU
 * @returns: NULL: none. else: a memcg that only RCU keeps
 * @undo: nothing
 * @since: 7.0
 * @source: mm/memcontrol.c (7.1)
 */
struct mem_cgroup *mem_cgroup_from_private_id(unsigned short id)
{
	if (choose())
		return NULL;
	return fresh();
}

/**
 * obj_cgroup_get - one more reference
 * @context: a reference is held already
 * @undo: obj_cgroup_put()
 * @since: 5.9
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the reference is a percpu counter in the body
 */
void obj_cgroup_get(struct obj_cgroup *objcg)
{
	get(objcg);
}

/**
 * obj_cgroup_get_many - nr more references
 * @context: a reference is held already
 * @undo: obj_cgroup_put() nr times
 * @since: 5.11
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the reference is a percpu counter in the body
 */
void obj_cgroup_get_many(struct obj_cgroup *objcg, unsigned long nr)
{
	get_as(objcg, MANY);
}

/**
 * obj_cgroup_tryget - a reference unless the last one is gone
 * @context: RCU
 * @returns: true: the caller owns a reference. false: nothing to undo
 * @undo: obj_cgroup_put() after true
 * @since: 5.9
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: the root's objcg is not counted, and is always there (since 7.1)
 */
bool obj_cgroup_tryget(struct obj_cgroup *objcg)
{
	if (choose())
		return false;
	get(objcg);
	return true;
}

/**
 * obj_cgroup_put - drop a reference; the last one flushes what is left of the charge; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.9
 * @note: up to 6.1 at least NULL was not allowed; with 5.11 and 5.12 an objcg also kept the css of its memcg
 * @source: include/linux/memcontrol.h (6.12)
 * @check: references: up to 6.1 the body trusted its callers not to give it NULL
 */
void obj_cgroup_put(struct obj_cgroup *objcg)
{
	if (!objcg)
		return;
	put(objcg);
}

/**
 * get_obj_cgroup_from_folio - the objcg of a folio
 * @context: the binding of the folio is stable (folio lock)
 * @returns: NULL: kmem accounting is off, the root, or not charged; a normal result. else: referenced
 * @undo: obj_cgroup_put()
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
struct obj_cgroup *get_obj_cgroup_from_folio(struct folio *folio)
{
	struct obj_cgroup *objcg = fresh();

	if (choose())
		return NULL;
	get(objcg);
	return objcg;
}

/**
 * get_obj_cgroup_from_page - the objcg of a page
 * @context: any; does not sleep
 * @returns: NULL: kmem accounting is off, the root, or not charged. else: referenced
 * @undo: obj_cgroup_put()
 * @until: 6.2
 * @renamed: get_obj_cgroup_from_folio
 * @note: 6.2 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.1)
 */
struct obj_cgroup *get_obj_cgroup_from_page(struct page *page)
{
	struct obj_cgroup *objcg = fresh();

	if (choose())
		return NULL;
	get(objcg);
	return objcg;
}

/**
 * get_obj_cgroup_from_current - the objcg that allocations of the current task are charged to
 * @context: process
 * @returns: NULL: not accounted. else: referenced
 * @undo: obj_cgroup_put()
 * @since: 5.9
 * @source: include/linux/memcontrol.h (6.12)
 */
struct obj_cgroup *get_obj_cgroup_from_current(void)
{
	struct obj_cgroup *objcg = fresh();

	if (choose())
		return NULL;
	get(objcg);
	return objcg;
}

/**
 * get_obj_cgroup_from_memcg - the objcg of a memcg or its nearest ancestor that has one
 * @context: RCU inside
 * @returns: a referenced objcg
 * @undo: obj_cgroup_put()
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: mm/memcontrol.c (7.1)
 * @check: result: the root has one that is never freed: the walk to it ends there at the latest
 */
struct obj_cgroup *get_obj_cgroup_from_memcg(struct mem_cgroup *memcg)
{
	struct obj_cgroup *objcg = fresh();

	get(objcg);
	return objcg;
}

/**
 * current_obj_cgroup - the objcg that allocations of the current task are charged to
 * @context: process, or a set_active_memcg() scope, which keeps it
 * @returns: NULL: not accounted. else: borrowed, no reference
 * @undo: nothing
 * @since: 6.7
 * @source: mm/memcontrol.c (6.12)
 */
struct obj_cgroup *current_obj_cgroup(void)
{
	if (choose())
		return NULL;
	return fresh();
}

/* Mempolicies. */
/**
 * mpol_get - one more reference; NULL is fine
 * @context: any; does not sleep
 * @undo: mpol_put()
 * @source: include/linux/mempolicy.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
void mpol_get(struct mempolicy *pol)
{
	if (!pol)
		return;
	get(pol);
}

/**
 * mpol_put - drop a reference; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/mempolicy.h (6.12)
 */
void mpol_put(struct mempolicy *pol)
{
	if (!pol)
		return;
	put(pol);
}

/**
 * mpol_cond_put - drop the reference that a lookup took when the policy is shared; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/mempolicy.h (6.12)
 */
void mpol_cond_put(struct mempolicy *pol)
{
	if (!pol)
		return;
	put_as(pol, COND);
}

/**
 * get_vma_policy - the policy that rules at an address
 * @context: mmap_lock or the VMA lock held
 * @returns: never NULL; with a reference only when the policy is shared
 * @undo: mpol_cond_put()
 * @source: include/linux/mempolicy.h (6.12)
 * @check: parameters, references: only shared policies are counted: that is what COND says
 */
struct mempolicy *get_vma_policy(struct vm_area_struct *vma, unsigned long addr, int order, pgoff_t *ilx)
{
	struct mempolicy *pol = fresh();

	get_as(pol, COND);
	return pol;
}

/**
 * __get_vma_policy - the policy of a VMA itself
 * @context: mmap_lock or the VMA lock held
 * @returns: NULL: none of its own. else: with a reference only when the policy is shared
 * @undo: mpol_cond_put()
 * @source: mm/mempolicy.c (6.12)
 * @check: parameters: only shared policies are counted: that is what COND says
 */
struct mempolicy *__get_vma_policy(struct vm_area_struct *vma, unsigned long addr, pgoff_t *ilx)
{
	struct mempolicy *pol = fresh();

	if (choose())
		return NULL;
	get_as(pol, COND);
	return pol;
}

/**
 * mpol_shared_policy_lookup - the policy of a shared memory file at an index
 * @context: any; does not sleep
 * @returns: NULL: none. else: referenced
 * @undo: mpol_cond_put()
 * @source: include/linux/mempolicy.h (6.12)
 */
struct mempolicy *mpol_shared_policy_lookup(struct shared_policy *sp, pgoff_t idx)
{
	struct mempolicy *pol = fresh();

	if (choose())
		return NULL;
	get_as(pol, COND);
	return pol;
}

/**
 * mpol_dup - a copy of a policy
 * @context: process; may sleep
 * @returns: ERR_PTR: no memory. NULL when pol is. else: the caller owns the copy
 * @undo: mpol_put()
 * @source: include/linux/mempolicy.h (6.12)
 * @check: result: NULL comes from NULL alone, and who copies a policy knows that there is one
 */
struct mempolicy *mpol_dup(struct mempolicy *pol)
{
	struct mempolicy *new = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(new);
	return new;
}

/**
 * __mpol_dup - a copy of a policy
 * @context: process; may sleep
 * @returns: ERR_PTR: no memory. else: the caller owns the copy
 * @undo: mpol_put()
 * @source: mm/mempolicy.c (6.12)
 * @check: references: the first reference is the memory that was allocated
 */
struct mempolicy *__mpol_dup(struct mempolicy *pol)
{
	struct mempolicy *new = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(new);
	return new;
}

/**
 * mpol_new - a new policy
 * @context: process; may sleep
 * @returns: ERR_PTR: bad arguments or no memory. else: the caller owns it
 * @undo: mpol_put()
 * @note: NULL, for the default policy, is not modelled
 * @source: mm/mempolicy.c (6.12)
 * @check: references, result: the first reference is the memory that was allocated
 */
struct mempolicy *mpol_new(unsigned short mode, unsigned short flags, nodemask_t *nodes)
{
	struct mempolicy *pol = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(pol);
	return pol;
}

/**
 * get_task_policy - the policy of a task
 * @context: any; does not sleep
 * @returns: never NULL, borrowed
 * @undo: nothing
 * @source: include/linux/mempolicy.h (6.12)
 */
struct mempolicy *get_task_policy(struct task_struct *p)
{
	return fresh();
}

/**
 * vma_dup_policy - give a VMA a copy of another's policy
 * @context: process; may sleep
 * @returns: 0 or -ENOMEM
 * @undo: mpol_put(vma_policy(dst))
 * @source: include/linux/mempolicy.h (6.12)
 */
int vma_dup_policy(struct vm_area_struct *src, struct vm_area_struct *dst)
{
	might_sleep();
	return unknown();
}

/* Files, inodes, dentries, devices. */
/**
 * get_file - one more reference to an open file
 * @context: any; does not sleep
 * @returns: f
 * @undo: fput()
 * @source: include/linux/fs.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
struct file *get_file(struct file *f)
{
	get(f);
	return f;
}

/**
 * fput - drop a reference to an open file
 * @context: any; does not sleep
 * @undo: nothing
 * @source: fs/file_table.c (6.12)
 */
void fput(struct file *file)
{
	put(file);
}

/**
 * fget - the open file of a descriptor
 * @context: any; does not sleep
 * @returns: NULL: none. else: referenced
 * @undo: fput()
 * @source: fs/file.c (6.12)
 */
struct file *fget(unsigned int fd)
{
	struct file *file = fresh();

	if (choose())
		return NULL;
	get(file);
	return file;
}

/**
 * filp_open - open a file by name
 * @context: process; may sleep
 * @returns: ERR_PTR: it failed. else: referenced
 * @undo: filp_close(), fput()
 * @source: fs/open.c (6.12)
 */
struct file *filp_open(const char *filename, int flags, umode_t mode)
{
	struct file *file = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(file);
	return file;
}

/**
 * alloc_file_pseudo - a file for an inode that has no name
 * @context: process; may sleep
 * @returns: ERR_PTR: it failed, the inode is still the caller's. else: referenced, and owns the inode
 * @undo: fput()
 * @source: fs/file_table.c (6.12)
 */
struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mnt, const char *name, int flags, const struct file_operations *fops)
{
	struct file *file = fresh();

	might_sleep();
	if (choose())
		return errptr();
	consume(inode);
	get(file);
	return file;
}

/**
 * igrab - a reference unless the inode is being freed
 * @context: any; does not sleep
 * @returns: NULL: it is. else: referenced
 * @undo: iput()
 * @source: fs/inode.c (6.12)
 */
struct inode *igrab(struct inode *inode)
{
	if (choose())
		return NULL;
	get(inode);
	return inode;
}

/**
 * ihold - one more reference
 * @context: a reference is held already
 * @undo: iput()
 * @source: fs/inode.c (6.12)
 */
void ihold(struct inode *inode)
{
	get(inode);
}

/**
 * iput - drop a reference; the last one may truncate and free; NULL is fine
 * @context: process; may sleep
 * @undo: nothing
 * @source: fs/inode.c (6.12)
 */
void iput(struct inode *inode)
{
	might_sleep();
	if (!inode)
		return;
	put(inode);
}

/**
 * dget - one more reference; NULL is fine
 * @context: any; does not sleep
 * @returns: dentry
 * @undo: dput()
 * @source: include/linux/dcache.h (6.12)
 */
struct dentry *dget(struct dentry *dentry)
{
	get(dentry);
	return dentry;
}

/**
 * dput - drop a reference; NULL is fine
 * @context: process; may sleep
 * @undo: nothing
 * @source: fs/dcache.c (6.12)
 */
void dput(struct dentry *dentry)
{
	might_sleep();
	if (!dentry)
		return;
	put(dentry);
}

/**
 * kobject_get - one more reference; NULL is fine
 * @context: any; does not sleep
 * @returns: kobj
 * @undo: kobject_put()
 * @source: lib/kobject.c (6.12)
 */
struct kobject *kobject_get(struct kobject *kobj)
{
	get(kobj);
	return kobj;
}

/**
 * kobject_put - drop a reference; the last one frees what it is in; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: lib/kobject.c (6.12)
 */
void kobject_put(struct kobject *kobj)
{
	if (!kobj)
		return;
	put(kobj);
}

/**
 * kobject_init - give a kobject its first reference; from now on kobject_put() frees what it is in
 * @context: any; does not sleep
 * @undo: kobject_put()
 * @source: lib/kobject.c (6.12)
 */
void kobject_init(struct kobject *kobj, const struct kobj_type *ktype)
{
	consume(kobj);
}

/**
 * device_initialize - give a device its first reference; from now on put_device() frees what it is in
 * @context: any; does not sleep
 * @undo: put_device()
 * @source: drivers/base/core.c (6.12)
 */
void device_initialize(struct device *dev)
{
	consume(dev);
}

/**
 * get_device - one more reference; NULL is fine
 * @context: any; does not sleep
 * @returns: dev
 * @undo: put_device()
 * @source: drivers/base/core.c (6.12)
 */
struct device *get_device(struct device *dev)
{
	get(dev);
	return dev;
}

/**
 * put_device - drop a reference; the last one frees what it is in; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: drivers/base/core.c (6.12)
 */
void put_device(struct device *dev)
{
	if (!dev)
		return;
	put(dev);
}

/**
 * bdi_get - one more reference
 * @context: any; does not sleep
 * @returns: bdi
 * @undo: bdi_put()
 * @source: include/linux/backing-dev.h (6.12)
 */
struct backing_dev_info *bdi_get(struct backing_dev_info *bdi)
{
	get(bdi);
	return bdi;
}

/**
 * bdi_put - drop a reference
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/backing-dev.c (6.12)
 */
void bdi_put(struct backing_dev_info *bdi)
{
	put(bdi);
}

/**
 * wb_tryget - a reference unless the wb is going away
 * @context: any; does not sleep
 * @returns: true: referenced. false: nothing to undo
 * @undo: wb_put() after true
 * @source: include/linux/backing-dev-defs.h (6.12)
 * @check: references: the root's writeback is not counted
 */
bool wb_tryget(struct bdi_writeback *wb)
{
	if (choose())
		return false;
	get(wb);
	return true;
}

/**
 * wb_get - one more reference
 * @context: any; does not sleep
 * @undo: wb_put()
 * @source: include/linux/backing-dev-defs.h (6.12)
 * @check: references: the root's writeback is not counted
 */
void wb_get(struct bdi_writeback *wb)
{
	get(wb);
}

/**
 * wb_put - drop a reference
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/backing-dev-defs.h (6.12)
 * @check: references: the root's writeback is not counted
 */
void wb_put(struct bdi_writeback *wb)
{
	put(wb);
}

/**
 * module_put - drop a reference to a module; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/module.h (6.12)
 */
void module_put(struct module *module)
{
	if (!module)
		return;
	put(module);
}

/**
 * try_module_get - a reference unless the module is going away
 * @context: any; does not sleep
 * @returns: true: referenced. false: nothing to undo
 * @undo: module_put() after true
 * @source: include/linux/module.h (6.12)
 */
bool try_module_get(struct module *module)
{
	if (choose())
		return false;
	if (module)
		get(module);
	return true;
}

/* Counters inside an object. */
/**
 * kref_get - one more reference to what the kref is in
 * @context: any; does not sleep
 * @undo: kref_put()
 * @source: include/linux/kref.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
void kref_get(struct kref *kref)
{
	get(kref);
}

/**
 * kref_get_unless_zero - a reference unless the last one is gone
 * @context: any; does not sleep
 * @returns: non-zero: referenced. 0: nothing to undo
 * @undo: kref_put() after non-zero
 * @source: include/linux/kref.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
int kref_get_unless_zero(struct kref *kref)
{
	if (choose())
		return 0;
	get(kref);
	return 1;
}

/**
 * kref_put - drop a reference; the last one calls release()
 * @context: any; does not sleep
 * @returns: 1: it was the last
 * @undo: nothing
 * @source: include/linux/kref.h (6.12)
 */
int kref_put(struct kref *kref, void (*release)(struct kref *kref))
{
	put(kref);
	if (choose()) {
		call(release, kref);
		return 1;
	}
	return 0;
}

/**
 * kref_put_mutex - drop a reference; the last one calls release() with the mutex held
 * @context: process; may sleep
 * @returns: 1: it was the last
 * @undo: nothing
 * @source: include/linux/kref.h (6.12)
 * @check: locks: release() runs with the mutex held and drops it
 */
int kref_put_mutex(struct kref *kref, void (*release)(struct kref *kref), struct mutex *mutex)
{
	might_sleep();
	put(kref);
	return unknown();
}

/**
 * percpu_ref_get - one more reference
 * @context: a reference is held already
 * @undo: percpu_ref_put()
 * @source: include/linux/percpu-refcount.h (6.12)
 * @check: references: the reference is a percpu counter in the body
 */
void percpu_ref_get(struct percpu_ref *ref)
{
	get(ref);
}

/**
 * percpu_ref_tryget - a reference unless the count is zero
 * @context: any; does not sleep
 * @returns: true: referenced. false: nothing to undo
 * @undo: percpu_ref_put() after true
 * @source: include/linux/percpu-refcount.h (6.12)
 * @check: references: the reference is a percpu counter in the body
 */
bool percpu_ref_tryget(struct percpu_ref *ref)
{
	if (choose())
		return false;
	get(ref);
	return true;
}

/**
 * percpu_ref_tryget_live - a reference unless the ref was killed
 * @context: any; does not sleep
 * @returns: true: referenced. false: nothing to undo
 * @undo: percpu_ref_put() after true
 * @source: include/linux/percpu-refcount.h (6.12)
 */
bool percpu_ref_tryget_live(struct percpu_ref *ref)
{
	if (choose())
		return false;
	get(ref);
	return true;
}

/**
 * percpu_ref_tryget_live_rcu - percpu_ref_tryget_live() inside an RCU read section
 * @context: RCU
 * @returns: true: referenced. false: nothing to undo
 * @undo: percpu_ref_put() after true
 * @source: include/linux/percpu-refcount.h (6.12)
 * @check: references: the reference is a percpu counter in the body
 */
bool percpu_ref_tryget_live_rcu(struct percpu_ref *ref)
{
	if (choose())
		return false;
	get(ref);
	return true;
}

/**
 * percpu_ref_put - drop a reference
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/percpu-refcount.h (6.12)
 * @check: references: the reference is a percpu counter in the body
 */
void percpu_ref_put(struct percpu_ref *ref)
{
	put(ref);
}

/**
 * Counters whose meaning the model does not follow, and the set-up of counters.
 * @source: include/linux/kref.h, include/linux/refcount.h, include/linux/percpu-refcount.h,
 *     lib/percpu-refcount.c, lib/refcount.c (6.12)
 */
__effectless void kref_init(void *counter);
__effectless void refcount_set(void *counter);
__effectless void refcount_inc(void *counter);
__effectless void refcount_add(void *counter);
__effectless void refcount_dec(void *counter);
__effectless void percpu_ref_kill(void *counter);
__effectless void percpu_ref_exit(void *counter);
__effectless void percpu_ref_kill_and_confirm(void *counter);
__effectless void percpu_ref_reinit(void *counter);
__effectless void percpu_ref_resurrect(void *counter);
__effectless void percpu_ref_get_many(void *counter);
__effectless void percpu_ref_put_many(void *counter);
__effectless bool refcount_inc_not_zero(void *counter);
__effectless bool refcount_dec_and_test(void *counter);
__effectless bool refcount_sub_and_test(void *counter);
__effectless bool refcount_add_not_zero(void *counter);
__effectless bool refcount_dec_if_one(void *counter);
__effectless bool refcount_dec_not_one(void *counter);
__effectless bool percpu_ref_is_zero(void *counter);
__effectless bool percpu_ref_is_dying(void *counter);
__effectless bool percpu_ref_tryget_many(void *counter);
__effectless int refcount_read(void *counter);
__effectless int kref_read(void *counter);

/**
 * percpu_ref_init - a count of references, spread over the cpus
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: 0: the caller's first reference is counted. negative: no memory
 * @undo: percpu_ref_exit()
 * @since: 3.11
 * @source: lib/percpu-refcount.c (6.12)
 */
int percpu_ref_init(struct percpu_ref *ref, percpu_ref_func_t *release, unsigned int flags, gfp_t gfp)
{
	allocates(gfp);
	return unknown();
}

/* Swap devices. */
/**
 * get_swap_device - keep a swap device from going away
 * @context: any; does not sleep
 * @returns: NULL: bad entry or going away, treat the entry as gone. else: kept
 * @undo: put_swap_device()
 * @since: 4.20
 * @until: 5.13
 * @note: up to 5.13 this was an RCU read section: no sleeping until put_swap_device(); 4.20 is the first tree
 *     it was seen in (unverified boundary)
 * @source: mm/swapfile.c:get_swap_device (5.12)
 */
struct swap_info_struct *get_swap_device(swp_entry_t entry)
{
	if (choose())
		return NULL;
	enter(RCU);
	return fresh();
}

/**
 * get_swap_device - keep a swap device from going away
 * @context: any; does not sleep
 * @returns: NULL: bad entry or going away, treat the entry as gone. else: kept
 * @undo: put_swap_device()
 * @since: 5.14
 * @source: include/linux/swap.h (6.12)
 */
struct swap_info_struct *get_swap_device(swp_entry_t entry)
{
	struct swap_info_struct *si = fresh();

	if (choose())
		return NULL;
	get(si);
	return si;
}

/**
 * put_swap_device - the swap device may go away
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 4.20
 * @until: 5.13
 * @note: 4.20 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/swap.h:put_swap_device (5.12)
 */
void put_swap_device(struct swap_info_struct *si)
{
	leave(RCU);
}

/**
 * put_swap_device - the swap device may go away
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.14
 * @source: include/linux/swap.h (6.12)
 */
void put_swap_device(struct swap_info_struct *si)
{
	put(si);
}

/* zswap pools and entries. */
/**
 * zswap_pool_current_get - the pool that new entries go to
 * @context: any; does not sleep
 * @returns: NULL: no pool. else: referenced
 * @undo: zswap_pool_put()
 * @since: 4.3
 * @note: 4.3 is the first tree it was seen in (unverified boundary)
 * @source: mm/zswap.c (6.12)
 */
struct zswap_pool *zswap_pool_current_get(void)
{
	struct zswap_pool *pool = fresh();

	if (choose())
		return NULL;
	get(pool);
	return pool;
}

/**
 * zswap_pool_last_get - the oldest pool
 * @context: any; does not sleep
 * @returns: NULL: no pool. else: referenced
 * @undo: zswap_pool_put()
 * @until: 6.8
 * @note: 6.8 is the last tree it was seen in (unverified boundary)
 * @source: mm/zswap.c:zswap_pool_last_get (6.1)
 */
struct zswap_pool *zswap_pool_last_get(void)
{
	struct zswap_pool *pool = fresh();

	if (choose())
		return NULL;
	get(pool);
	return pool;
}

/**
 * zswap_pool_find_get - the pool of this kind
 * @context: zswap_pools_lock held
 * @returns: NULL: none. else: referenced
 * @undo: zswap_pool_put()
 * @note: up to 6.17 the kind of zpool came before the compressor
 * @source: mm/zswap.c (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
struct zswap_pool *zswap_pool_find_get(char *compressor)
{
	struct zswap_pool *pool = fresh();

	if (choose())
		return NULL;
	get(pool);
	return pool;
}

/**
 * zswap_pool_get - a reference unless the pool is going away; NULL gives none
 * @context: any; does not sleep
 * @returns: non-zero: referenced. 0: nothing to undo
 * @undo: zswap_pool_put() after non-zero
 * @until: 6.12
 * @note: since 6.19 it cannot fail and returns nothing; zswap_pool_tryget() is what can
 * @source: mm/zswap.c (6.12)
 */
int zswap_pool_get(struct zswap_pool *pool)
{
	if (!pool || choose())
		return 0;
	get(pool);
	return 1;
}

/**
 * zswap_pool_get - one more reference
 * @context: a reference is held already
 * @undo: zswap_pool_put()
 * @since: 6.13
 * @source: mm/zswap.c:zswap_pool_get (6.19)
 */
void zswap_pool_get(struct zswap_pool *pool)
{
	get(pool);
}

/**
 * zswap_pool_tryget - a reference unless the pool is going away; NULL gives none
 * @context: any; does not sleep
 * @returns: non-zero: referenced. 0: nothing to undo
 * @undo: zswap_pool_put() after non-zero
 * @since: 6.13
 * @source: mm/zswap.c:zswap_pool_tryget (6.19)
 */
int zswap_pool_tryget(struct zswap_pool *pool)
{
	if (!pool || choose())
		return 0;
	get(pool);
	return 1;
}

/**
 * zswap_pool_put - drop a reference; the last one destroys the pool from a workqueue
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/zswap.c (6.12)
 */
void zswap_pool_put(struct zswap_pool *pool)
{
	put(pool);
}

/**
 * zswap_entry_get - one more reference to an entry
 * @context: tree lock held
 * @undo: zswap_entry_put()
 * @until: 6.8
 * @source: mm/zswap.c:zswap_entry_get (6.8)
 * @check: references: the reference is an atomic in the body
 */
void zswap_entry_get(struct zswap_entry *entry)
{
	get(entry);
}

/**
 * zswap_entry_put - drop a reference to an entry; the last one frees it
 * @context: tree lock held
 * @undo: nothing
 * @until: 6.8
 * @source: mm/zswap.c:zswap_entry_put (6.8)
 */
void zswap_entry_put(struct zswap_tree *tree, struct zswap_entry *entry)
{
	put(entry);
}

/**
 * zswap_entry_find_get - look up an entry in the tree
 * @context: tree lock held
 * @returns: NULL: none. else: referenced
 * @undo: zswap_entry_put()
 * @until: 6.8
 * @source: mm/zswap.c:zswap_entry_find_get (6.1)
 */
struct zswap_entry *zswap_entry_find_get(struct rb_root *root, pgoff_t offset)
{
	struct zswap_entry *entry = fresh();

	if (choose())
		return NULL;
	get(entry);
	return entry;
}

/**
 * zswap_entry_cache_alloc - a new entry
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: an entry that the caller must free or put in the tree
 * @undo: zswap_entry_cache_free()
 * @source: mm/zswap.c (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
struct zswap_entry *zswap_entry_cache_alloc(gfp_t gfp, int nid)
{
	return new_object(gfp);
}

/**
 * zswap_entry_cache_free - free the memory of an entry, not what it holds
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/zswap.c (6.12)
 */
void zswap_entry_cache_free(struct zswap_entry *entry)
{
	release(entry);
}

/**
 * get_hwpoison_page - take a reference to a page that is in error, or keep the one that the caller brings
 * @context: process; sleeps
 * @returns: positive: one reference is held. 0, negative: none is, and one that MF_COUNT_INCREASED spoke of is dropped already
 * @undo: put_page() when it was positive
 * @note: 6.1 is the first tree that was looked at (unverified boundary); with MF_UNPOISON the reference of the poison itself is the caller's to
 *   drop too, so nothing is said of how many there are
 * @source: mm/memory-failure.c:get_any_page (6.1, 6.12)
 * @check: references: pages that cannot be handled are put and looked at again in a loop
 */
int get_hwpoison_page(struct page *p, unsigned long flags)
{
	might_sleep();
	if (flags & MF_UNPOISON) {
		if (choose()) {
			get(p);
			consume(p);
			return 1;
		}
		if (choose())
			return 0;
		return error();
	}
	if (flags & MF_COUNT_INCREASED) {
		if (choose())
			return 1;
		put(p);
		return error();
	}
	if (choose()) {
		get(p);
		return 1;
	}
	if (choose())
		return 0;
	return error();
}

/**
 * put_ref_page - drop the reference that MF_COUNT_INCREASED speaks of
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.12
 * @note: 6.12 is the first tree in which it was seen to take a frame number and flags (unverified boundary); 6.1 takes the page
 * @source: mm/memory-failure.c (6.12)
 * @check: references: the page of a frame number is one page, whatever it is asked by
 */
void put_ref_page(unsigned long pfn, int flags)
{
	if (!(flags & MF_COUNT_INCREASED))
		return;
	put(pfn_to_online_page(pfn));
}

/**
 * find_memory_block - the memory block device of a section
 * @context: under device_hotplug_lock
 * @returns: NULL: there is none. else: the block, with a reference to its device
 * @undo: put_device(&mem->dev)
 * @source: drivers/base/memory.c:find_memory_block_by_id (6.12)
 */
struct memory_block *find_memory_block(unsigned long section_nr)
{
	struct memory_block *mem;

	if (choose())
		return NULL;
	mem = fresh();
	get(&mem->dev);
	return mem;
}

/**
 * get_ucounts - one more reference to the counts of a user
 * @context: any; does not sleep
 * @returns: NULL: the count would wrap, nothing is taken. else: ucounts
 * @undo: put_ucounts()
 * @since: 5.14
 * @note: 5.14 is the first kernel it was looked for in (unverified boundary)
 * @source: kernel/ucount.c (6.12)
 */
struct ucounts *get_ucounts(struct ucounts *ucounts)
{
	if (choose())
		return NULL;
	get(ucounts);
	return ucounts;
}

/**
 * put_ucounts - drop a reference to the counts of a user; the last one frees them
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.14
 * @note: 5.14 is the first kernel it was looked for in (unverified boundary)
 * @source: kernel/ucount.c (6.12)
 */
void put_ucounts(struct ucounts *ucounts)
{
	put(ucounts);
}
