/**
 * zswap-next-shrink - the shrinker's cursor keeps a memcg that went offline
 * @era: 6.7-6.8
 * @rule: ref/pinned
 * @source: a65b0e7607cc "zswap: make shrinking memcg-aware", its fourth version and the answers to it
 * @story: shrink_worker() leaves pool->next_shrink with the reference that mem_cgroup_iter() took, until the next time that zswap is full. A memcg that is
 *   removed meanwhile stays a zombie for hours: nothing tells the pool that it went offline. As merged, css_offline() moves the cursor on, under the lock
 *   that the worker takes as well; without that lock the two drop one reference twice.
 * @bound: two memcgs below the root, one of which is removed; three steps of the worker
 * @atomic: a step of mem_cgroup_iter()
 */
#define MAX_RECLAIM_RETRIES 2

struct cgroup_subsys_state {
	int refs : 3;
	bool online;
	bool dying;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	struct mem_cgroup *next_in_tree;
};

struct work_struct {
	bool pending;
};

struct zswap_pool {
	struct work_struct shrink_work;
	struct mem_cgroup *next_shrink;
};

struct mem_cgroup N = { .css = { .refs = 1, .online = true } };
struct mem_cgroup M = { .css = { .refs = 1, .online = true }, .next_in_tree = &N };
struct zswap_pool pool0;
spinlock_t zswap_pools_lock;
unsigned int rounds = 2;

__variant(kept, breaks, "the fourth version: the cursor keeps its reference and nobody is told when the memcg goes");
__variant(cleanup, holds, "as merged: css_offline() moves the cursor on, both sides under one lock, only living memcgs are kept");
__variant(cleanup_unlocked, breaks, "css_offline() moves the cursor on without the worker's lock");
__variant(dead_kept, breaks, "as merged, but the worker also keeps a memcg that is offline already");
__mutant(cleanup, "if (!mem_cgroup_tryget_online(memcg)) {	/* its cleanup may be over */", "if (!mem_cgroup_tryget(memcg)) {");

/* next in the tree with a reference, the one of prev is dropped; those whose last reference is gone are passed over */
__atomic struct mem_cgroup *mem_cgroup_iter(struct mem_cgroup *root, struct mem_cgroup *prev, void *reclaim)
{
	struct mem_cgroup *memcg = prev ? prev->next_in_tree : &M;

	if (memcg == &M && (!alive(&M) || M.css.refs == 0))
		memcg = &N;
	if (memcg)
		memcg->css.refs++;
	if (prev)
		css_put(&prev->css);
	return memcg;
}

void mem_cgroup_iter_break(struct mem_cgroup *root, struct mem_cgroup *prev)
{
	if (prev)
		css_put(&prev->css);
}

void release_cgroup_subsys_state(struct cgroup_subsys_state *css)
{
	free_rcu(mem_cgroup_from_css(css));
}

__role int shrink_memcg(struct mem_cgroup *memcg)
{
	if (memcg && !mem_cgroup_online(memcg))
		return -ENOENT;
	return choose() ? 0 : -EAGAIN;
}

/* the worker before it knew of memcgs */
int zswap_reclaim_entry(struct zswap_pool *pool) { return 0; }

/* zswap is full for three rounds at most */
bool zswap_can_accept(void)
{
	if (rounds == 0)
		return true;
	if (choose()) {
		outcome("zswap has room again");
		return true;
	}
	rounds--;
	return false;
}

void zswap_pool_put(struct zswap_pool *pool) { }

/* zswap_pools has one pool */
__macro bool list_for_each_entry(struct zswap_pool *pool, struct list_head *head, int member)
{
	if (pool) {
		pool = NULL;
		return false;
	}
	pool = &pool0;
	return true;
}

__macro bool list_for_each_entry_rcu(struct zswap_pool *pool, struct list_head *head, int member)
{
	if (pool) {
		pool = NULL;
		return false;
	}
	pool = &pool0;
	return true;
}

__in(kept)
__role void shrink_worker(struct work_struct *w)
{
	struct zswap_pool *pool = container_of(w, struct zswap_pool, shrink_work);
	int ret, failures = 0;

	hunk_begin();
	do {
		pool->next_shrink = mem_cgroup_iter(NULL, pool->next_shrink, NULL);

		ret = shrink_memcg(pool->next_shrink);

		if (ret == -EINVAL)
			break;
		if (ret && ++failures == MAX_RECLAIM_RETRIES)
			break;

		cond_resched();
	} while (!zswap_can_accept());
	zswap_pool_put(pool);
	hunk_end();
}

__in(cleanup, cleanup_unlocked)
__role void shrink_worker(struct work_struct *w)
{
	struct zswap_pool *pool = container_of(w, struct zswap_pool, shrink_work);
	struct mem_cgroup *memcg;
	int ret, failures = 0;

	do {
		spin_lock(&zswap_pools_lock);
		memcg = mem_cgroup_iter(NULL, pool->next_shrink, NULL);
		pool->next_shrink = memcg;
		if (!memcg) {
			spin_unlock(&zswap_pools_lock);
			if (++failures == MAX_RECLAIM_RETRIES)
				break;
			continue;
		}
		if (!mem_cgroup_tryget_online(memcg)) {	/* its cleanup may be over */
			mem_cgroup_iter_break(NULL, memcg);
			pool->next_shrink = NULL;
			spin_unlock(&zswap_pools_lock);
			if (++failures == MAX_RECLAIM_RETRIES)
				break;
			continue;
		}
		spin_unlock(&zswap_pools_lock);

		ret = shrink_memcg(memcg);
		mem_cgroup_put(memcg);
		if (ret && ++failures == MAX_RECLAIM_RETRIES)
			break;
	} while (!zswap_can_accept());
}

__in(dead_kept)
__role void shrink_worker(struct work_struct *w)
{
	struct zswap_pool *pool = container_of(w, struct zswap_pool, shrink_work);
	struct mem_cgroup *memcg;

	do {
		spin_lock(&zswap_pools_lock);
		memcg = mem_cgroup_iter(NULL, pool->next_shrink, NULL);
		pool->next_shrink = memcg;
		if (memcg)
			css_get(&memcg->css);
		spin_unlock(&zswap_pools_lock);
		shrink_memcg(memcg);
		mem_cgroup_put(memcg);
	} while (!zswap_can_accept());
}

__role void zswap_memcg_offline_cleanup(struct mem_cgroup *memcg)
{
	bool locked = !variant(cleanup_unlocked);

	if (locked)
		spin_lock(&zswap_pools_lock);
	if (pool0.next_shrink == memcg)
		pool0.next_shrink = mem_cgroup_iter(NULL, pool0.next_shrink, NULL);
	if (locked)
		spin_unlock(&zswap_pools_lock);
}

__thread void zswap_full_event(void)
{
	shrink_worker(&pool0.shrink_work);
}

void memcg_offline_kmem(struct mem_cgroup *memcg) { }

__role void mem_cgroup_css_offline(struct cgroup_subsys_state *css)
{
	struct mem_cgroup *memcg = mem_cgroup_from_css(css);

	hunk_begin(zswap);
	if (!variant(kept))
		zswap_memcg_offline_cleanup(memcg);
	hunk_end();
	hunk_begin(kmem);
	memcg_offline_kmem(memcg);
	hunk_end();
}

__thread void rmdir(void)
{
	M.css.dying = true;
	mem_cgroup_css_offline(&M.css);
	M.css.online = false;
	css_put(&M.css);
}

/** released - a memcg that was removed is freed when nobody works on it any more */
__finally bool released(void)
{
	return !alive(&M);
}
