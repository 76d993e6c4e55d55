/**
 * zswap-shrinker-fs - zswap writes back to a swap file from an allocation that must not enter the filesystem
 * @era: 6.8-
 * @rule: charge/reclaim-recursion
 * @source: 30fb6a8d9e33 "mm: zswap: fix writeback shinker GFP_NOIO/GFP_NOFS recursion"; mm/zswap.c (6.12)
 * @story: A filesystem holds a lock and allocates with GFP_NOFS. Reclaim calls the shrinkers with that mask; zswap's writes entries to a swap file, that takes the same lock,
 *   and the task waits for itself. The shrinker has nothing to offer where the mask lacks __GFP_IO or __GFP_FS.
 * @bound: one filesystem with one lock and a swap file, one entry, an allocation under the lock and one without it
 * @atomic: nothing
 */
struct shrink_control {
	gfp_t gfp_mask;
	int nid : 2;
	unsigned long nr_scanned;
	struct mem_cgroup *memcg;
};

struct shrinker {
	int id : 2;
};

struct mutex fs_lock;
struct shrinker zswap_shrinker;
bool stored = true;
bool zswap_shrinker_enabled = true;

__variant(mask_heeded, holds, "nothing is offered where the mask forbids I/O or the filesystem");
__variant(mask_ignored, breaks, "entries are offered whatever the mask says");
__variant(io_only, breaks, "__GFP_IO alone is asked for");
__mutant(mask_heeded, "if (!gfp_has_io_fs(sc->gfp_mask))	/* both */", "if (false)");
__mutant(io_only, "(sc->gfp_mask & __GFP_IO)", "(sc->gfp_mask & __GFP_FS)");

bool gfp_has_io_fs(gfp_t gfp) { return (gfp & (__GFP_IO | __GFP_FS)) == (__GFP_IO | __GFP_FS); }
bool mem_cgroup_zswap_writeback_enabled(struct mem_cgroup *memcg) { return true; }
struct lruvec *mem_cgroup_lruvec(struct mem_cgroup *memcg, struct pglist_data *pgdat) { return NULL; }
struct pglist_data *NODE_DATA(int nid) { return NULL; }
void mem_cgroup_flush_stats(struct mem_cgroup *memcg) { }
unsigned long memcg_page_state(struct mem_cgroup *memcg, int item) { return 1; }
unsigned long list_lru_shrink_count(struct list_lru *lru, struct shrink_control *sc) { return stored; }
bool atomic_long_try_cmpxchg(atomic_long_t *v, unsigned long *old, unsigned long new) { return true; }
unsigned long mult_frac(unsigned long x, unsigned long n, unsigned long d) { return x; }

/* an entry is written to the swap file; the filesystem maps its blocks under the lock */
unsigned long list_lru_shrink_walk(struct list_lru *lru, struct shrink_control *sc, list_lru_walk_cb isolate, void *arg)
{
	if (!stored)
		return 0;
	mutex_lock(&fs_lock);
	stored = false;
	mutex_unlock(&fs_lock);
	return 1;
}

__role unsigned long zswap_shrinker_count(struct shrinker *shrinker, struct shrink_control *sc)
{
	if (!zswap_shrinker_enabled)
		return 0;
	hunk_begin(mask);
	if (variant(io_only)) {
		if (!(sc->gfp_mask & __GFP_IO))
			return 0;
	} else if (!variant(mask_ignored)) {
		if (!gfp_has_io_fs(sc->gfp_mask))	/* both */
			return 0;
	}
	hunk_end();
	return list_lru_shrink_count(NULL, sc);
}

__role unsigned long zswap_shrinker_scan(struct shrinker *shrinker, struct shrink_control *sc)
{
	return list_lru_shrink_walk(NULL, sc, NULL, NULL);
}

void shrink_slab(struct shrink_control *sc)
{
	if (zswap_shrinker_count(&zswap_shrinker, sc))
		zswap_shrinker_scan(&zswap_shrinker, sc);
}

/* the filesystem allocates under its lock, and says so */
__thread void fs_write(void)
{
	struct shrink_control sc = { .gfp_mask = GFP_NOFS };

	mutex_lock(&fs_lock);
	shrink_slab(&sc);
	mutex_unlock(&fs_lock);
}

__thread void page_fault(void)
{
	struct shrink_control sc = { .gfp_mask = GFP_KERNEL };

	shrink_slab(&sc);
}

/** unlocked - the filesystem's lock is free in the end */
__finally bool unlocked(void)
{
	return !locked(&fs_lock);
}
