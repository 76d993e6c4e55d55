/**
 * zswap-shrink-cursor - the cursor is moved on to a memcg that is offline as well
 * @era: 6.9-
 * @rule: ref/pinned
 * @source: c5519e0a9bfb "mm: zswap: fix global shrinker memcg iteration"; mm/zswap.c (6.12)
 * @story: zswap_next_shrink holds a reference. When its memcg goes offline, zswap_memcg_offline_cleanup() moves it on, but mem_cgroup_iter() also gives memcgs that
 *   went offline earlier and are still referenced: their cleanup has been, it does not come again. The cursor then pins such a memcg until zswap is
 *   full the next time. So the cleanup, like the worker, goes on until it meets a memcg that is online.
 * @bound: two memcgs below the root, both removed; one run of the worker
 * @atomic: a step of mem_cgroup_iter()
 */
#define MAX_RECLAIM_RETRIES 2

struct cgroup_subsys_state {
	int refs : 4;
	bool online;
	bool dying;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	struct mem_cgroup *next_in_tree;
};

/* B is still charged with a page when it is removed; the cursor stands on A */
struct mem_cgroup B = { .css = { .refs = 2, .online = true } };
struct mem_cgroup A = { .css = { .refs = 2, .online = true }, .next_in_tree = &B };
struct mem_cgroup *zswap_next_shrink = &A;
spinlock_t zswap_shrink_lock;
struct mutex cgroup_mutex;

__variant(online_only, holds, "the cleanup goes on until it finds a memcg that is online");
__variant(next_one, breaks, "the cleanup takes what comes next");
__variant(no_cleanup, breaks, "css_offline() does not tell zswap");
__mutant(online_only, "while (zswap_next_shrink && !mem_cgroup_online(zswap_next_shrink));", "while (false);");
__mutant(next_one, "zswap_next_shrink = mem_cgroup_iter(NULL, zswap_next_shrink, NULL);	/* whatever it is */", "do { zswap_next_shrink = mem_cgroup_iter(NULL, zswap_next_shrink, NULL); } while (zswap_next_shrink && !zswap_next_shrink->css.online);");

/* next in the tree with a reference, the one of prev is dropped; those whose last reference is gone are passed over */
__atomic struct mem_cgroup *mem_cgroup_iter(struct mem_cgroup *root, struct mem_cgroup *prev, void *reclaim)
{
	struct mem_cgroup *memcg = prev ? prev->next_in_tree : &A;

	if (memcg == &A && A.css.refs == 0)
		memcg = &B;
	if (memcg == &B && B.css.refs == 0)
		memcg = NULL;
	if (memcg)
		get(&memcg->css);
	if (prev)
		put(&prev->css);
	return memcg;
}

/* freed some time later; here it is enough that nobody refers to it */
void release_cgroup_subsys_state(struct cgroup_subsys_state *css) { }

__in(online_only)
__role void zswap_memcg_offline_cleanup(struct mem_cgroup *memcg)
{
	spin_lock(&zswap_shrink_lock);
	if (zswap_next_shrink == memcg) {
		do {
			zswap_next_shrink = mem_cgroup_iter(NULL, zswap_next_shrink, NULL);
		} while (zswap_next_shrink && !mem_cgroup_online(zswap_next_shrink));
	}
	spin_unlock(&zswap_shrink_lock);
}

__in(next_one)
__role void zswap_memcg_offline_cleanup(struct mem_cgroup *memcg)
{
	spin_lock(&zswap_shrink_lock);
	if (zswap_next_shrink == memcg)
		zswap_next_shrink = mem_cgroup_iter(NULL, zswap_next_shrink, NULL);	/* whatever it is */
	spin_unlock(&zswap_shrink_lock);
}

__in(no_cleanup)
__role void zswap_memcg_offline_cleanup(struct mem_cgroup *memcg) { }

unsigned long zswap_accept_thr_pages(void) { return 0; }
unsigned long zswap_total_pages(void) { return choose() ? 1 : 0; }

int shrink_memcg(struct mem_cgroup *memcg)
{
	return choose() ? 0 : -EAGAIN;
}

__role void shrink_worker(struct work_struct *w)
{
	struct mem_cgroup *memcg;
	int ret, failures = 0;

	do {
		spin_lock(&zswap_shrink_lock);
		do {
			memcg = mem_cgroup_iter(NULL, zswap_next_shrink, NULL);
			zswap_next_shrink = memcg;
		} while (memcg && !mem_cgroup_tryget_online(memcg));
		spin_unlock(&zswap_shrink_lock);
		if (!memcg) {
			if (++failures == MAX_RECLAIM_RETRIES)
				break;
			continue;
		}
		ret = shrink_memcg(memcg);
		mem_cgroup_put(memcg);
		if (ret && ++failures == MAX_RECLAIM_RETRIES)
			break;
	} while (zswap_total_pages() > zswap_accept_thr_pages());
}

__thread void zswap_full(void)
{
	shrink_worker(NULL);
}

/* cgroup_mutex spans the callbacks and CSS_ONLINE: no cleanup of another memcg sees one whose own cleanup has been as online */
void css_offline(struct mem_cgroup *memcg)
{
	memcg->css.dying = true;
	mutex_lock(&cgroup_mutex);
	zswap_memcg_offline_cleanup(memcg);
	memcg->css.online = false;
	mutex_unlock(&cgroup_mutex);
	css_put(&memcg->css);
}

__thread void rmdir_A(void)
{
	css_offline(&A);
}

__thread void rmdir_B(void)
{
	css_offline(&B);
	/* the page that was charged to it is freed */
	css_put(&B.css);
}

/** released - nothing refers to a memcg that was removed and has no pages */
__finally bool released(void)
{
	return A.css.refs == 0 && B.css.refs == 0;
}
