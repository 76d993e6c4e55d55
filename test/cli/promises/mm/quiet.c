/*
 * What the pages in docs/rules/ promise to be silent about. Written for the tests of mm Patch Review; no kernel has it.
 */
#include <linux/mm.h>

/* lock/missing-unlock */
struct folio *quiet_lookup_locked(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = filemap_get_folio(mapping, index);

	if (IS_ERR(folio))
		return NULL;
	folio_lock(folio);
	if (folio->mapping != mapping) {
		folio_unlock(folio);
		folio_put(folio);
		return NULL;
	}
	return folio;
}

int quiet_acquires(struct tide_pool *pool, int x)
	__acquires(&pool->lock)
{
	spin_lock(&pool->lock);
	if (x) {
		spin_unlock(&pool->lock);
		return -EINVAL;
	}
	return 0;
}

void quiet_flag(struct tide_pool *pool, bool locked)
{
	if (!locked)
		spin_lock(&pool->lock);
	pool->nr++;
	if (!locked)
		spin_unlock(&pool->lock);
}

/* lock/double-lock */
void quiet_two(struct tide_pool *a, struct tide_pool *b)
{
	spin_lock(&a->lock);
	spin_lock_nested(&b->lock, 1);
	spin_unlock(&b->lock);
	spin_unlock(&a->lock);
}

void quiet_loop(struct tide_pool **pools, int n)
{
	int i;
	for (i = 0; i < n; i++)
		spin_lock(&pools[i]->lock);
	for (i = 0; i < n; i++)
		spin_unlock(&pools[i]->lock);
}

void quiet_try(struct tide_pool *a)
{
	bool l = false;
	if (!spin_trylock(&a->lock))
		return;
	if (a->x)
		l = spin_trylock(&a->lock2);
	if (l)
		spin_unlock(&a->lock2);
	spin_unlock(&a->lock);
}

/* lock/unbalanced-unlock */
void quiet_rel(struct tide_pool *a) __releases(&a->lock)
{
	a->x = 0;
	spin_unlock(&a->lock);
}

void quiet_relock(struct tide_pool *a)
{
	spin_unlock(&a->lock);
	cond_resched();
	spin_lock(&a->lock);
}

void quiet_switch(struct folio_batch *fbatch)
{
	struct lruvec *lruvec = NULL;
	unsigned long flags = 0;
	int i;
	for (i = 0; i < folio_batch_count(fbatch); i++) {
		struct folio *folio = fbatch->folios[i];
		lruvec = folio_lruvec_relock_irqsave(folio, lruvec, &flags);
	}
	if (lruvec)
		unlock_page_lruvec_irqrestore(lruvec, flags);
}

/* lock/sleep-in-atomic */
void *quiet_gfp(struct tide_pool *a, gfp_t gfp)
{
	void *p;
	spin_lock(&a->lock);
	p = kmalloc(10, GFP_ATOMIC);
	a->p = kmalloc(10, gfp);
	a->q = kmalloc(10, GFP_KERNEL & ~__GFP_DIRECT_RECLAIM);
	unknown_function(a);
	spin_unlock(&a->lock);
	return p;
}

/* lock/rcu */
struct mem_cgroup *quiet_tryget(struct task_struct *t)
{
	struct mem_cgroup *memcg;
	rcu_read_lock();
	memcg = mem_cgroup_from_task(t);
	if (memcg && !css_tryget(&memcg->css))
		memcg = NULL;
	rcu_read_unlock();
	return memcg;
}

bool quiet_value(struct tide_pool *a)
{
	void *p;
	rcu_read_lock();
	p = rcu_dereference(a->rp);
	rcu_read_unlock();
	return p != NULL;
}

void quiet_enter(void) __acquires(RCU)
{
	rcu_read_lock();
}

/* ref/leak */
int quiet_store(struct tide_pool *a, struct folio *folio)
{
	folio_get(folio);
	if (a->slow)
		list_add(&folio->lru, &a->list);
	else
		a->folio = folio;
	return 0;
}

int quiet_cond(struct tide_pool *a, struct mm_struct *mm, bool pin)
{
	if (pin)
		mmget(mm);
	a->x++;
	if (pin)
		mmput(mm);
	return 0;
}

int quiet_free(int n)
{
	char *p __free(kfree) = kmalloc(n, GFP_KERNEL);
	if (!p)
		return -ENOMEM;
	if (n > 3)
		return -EINVAL;
	return 0;
}

int quiet_guard(struct tide_pool *a)
{
	guard(mutex)(&a->m);
	if (a->x)
		return 1;
	return 0;
}

/* ref/double-put */
void quiet_param(struct folio *folio)
{
	folio_unlock(folio);
	folio_put(folio);
}

void quiet_reassign(struct address_space *m)
{
	struct folio *folio = filemap_get_folio(m, 0);
	if (!IS_ERR(folio))
		folio_put(folio);
	folio = filemap_get_folio(m, 1);
	if (!IS_ERR(folio))
		folio_put(folio);
}

/* ref/use-after-put */
bool quiet_cmp(struct folio *folio, struct folio *other)
{
	folio_put(folio);
	return folio == other;
}

void quiet_second(struct folio *folio)
{
	folio_get(folio);
	folio_put(folio);
	folio_mark_accessed(folio);
}

/* ref/unchecked-get */
int quiet_warn(swp_entry_t e)
{
	struct swap_info_struct *si = get_swap_device(e);
	int n;
	if (WARN_ON_ONCE(!si))
		return 0;
	n = si->pages;
	put_swap_device(si);
	return n;
}

int quiet_bug(swp_entry_t e)
{
	struct swap_info_struct *si = get_swap_device(e);
	int n;
	VM_BUG_ON(!si);
	n = si->pages;
	put_swap_device(si);
	return n;
}

void quiet_null(struct mm_struct *mm)
{
	struct mem_cgroup *memcg = get_mem_cgroup_from_mm(mm);
	void *p = kmalloc(10, GFP_KERNEL);
	kfree(p);
	mem_cgroup_put(memcg);
}

/* ref/iterator-leak */
struct mem_cgroup *quiet_iter_ret(struct mem_cgroup *root)
{
	struct mem_cgroup *memcg;
	for_each_mem_cgroup_tree(memcg, root) {
		if (memcg->x)
			return memcg;
	}
	return NULL;
}
