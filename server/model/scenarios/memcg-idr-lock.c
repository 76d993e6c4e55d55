/**
 * memcg-idr-lock - the id of a memcg is given back while another one is handed out
 * @era: 4.8-6.11
 * @rule: lock/unguarded-access
 * @source: 9972605a2383 "memcg: protect concurrent access to mem_cgroup_idr"; mm/memcontrol.c (6.1)
 * @story: Ids of memcgs are handed out by mkdir under cgroup_mutex, but they are given back by whoever drops the last reference to one, and a swap entry that is freed may do so at any
 *   time. An idr does not lock itself. Unless both sides hold memcg_idr_lock, the tree is changed by two at once, and two memcgs get one id.
 * @bound: one memcg that is made, one whose id goes
 * @atomic: nothing; a change of the idr takes two steps, which is where it can be seen half done
 */
struct cgroup_subsys_state {
	unsigned int refs : 3;
};

struct mem_cgroup_id {
	unsigned int id : 2;
	unsigned int ref : 2;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	struct mem_cgroup_id id;
};

struct idr {
	bool changing;
};

struct idr mem_cgroup_idr;
spinlock_t memcg_idr_lock;
struct mem_cgroup old_group = { .css = { .refs = 1 }, .id = { .id = 1, .ref = 1 } };
struct mem_cgroup new_group = { .css = { .refs = 1 } };

__variant(locked, holds, "both sides hold memcg_idr_lock");
__variant(unlocked, breaks, "neither holds it");
__variant(remove_unlocked, breaks, "who gives an id back does not hold it");
__mutant(locked, "bool from_any_context = !variant(unlocked) && !variant(remove_unlocked);", "bool from_any_context = false;");
__mutant(remove_unlocked, "bool from_any_context = !variant(unlocked) && !variant(remove_unlocked);", "bool from_any_context = true;");

void idr_begin(struct idr *idr)
{
	assert(!idr->changing);
	idr->changing = true;
}

void idr_end(struct idr *idr) { idr->changing = false; }

void *idr_remove(struct idr *idr, unsigned long id)
{
	idr_begin(idr);
	idr_end(idr);
	return NULL;
}

int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	idr_begin(idr);
	idr_end(idr);
	return 2;
}

void *idr_replace(struct idr *idr, void *ptr, unsigned long id)
{
	idr_begin(idr);
	idr_end(idr);
	return NULL;
}

void idr_preload(gfp_t gfp) { }
void idr_preload_end(void) { }
/* whoever looks the memcg up by its id has to find it gone first; here nobody does */
void css_put(struct cgroup_subsys_state *css) { css->refs--; }

__role int mem_cgroup_alloc_id(void)
{
	int ret;

	idr_preload(GFP_KERNEL);
	hunk_begin();
	if (!variant(unlocked))
		spin_lock(&memcg_idr_lock);
	ret = idr_alloc(&mem_cgroup_idr, NULL, 1, 3, GFP_NOWAIT);
	if (!variant(unlocked))
		spin_unlock(&memcg_idr_lock);
	hunk_end();
	idr_preload_end();
	return ret;
}

__role void mem_cgroup_id_remove(struct mem_cgroup *memcg)
{
	bool from_any_context = !variant(unlocked) && !variant(remove_unlocked);

	if (memcg->id.id > 0) {
		hunk_begin();
		if (from_any_context)
			spin_lock(&memcg_idr_lock);
		idr_remove(&mem_cgroup_idr, memcg->id.id);
		if (from_any_context)
			spin_unlock(&memcg_idr_lock);
		hunk_end();
		memcg->id.id = 0;
	}
}

__role void mem_cgroup_id_put_many(struct mem_cgroup *memcg, unsigned int n)
{
	if (refcount_sub_and_test(n, &memcg->id.ref)) {
		mem_cgroup_id_remove(memcg);
		css_put(&memcg->css);
	}
}

__thread void mkdir(void)
{
	new_group.id.id = mem_cgroup_alloc_id();
}

/* the last swap entry of a memcg that is gone */
__thread void swap_free(void)
{
	mem_cgroup_id_put_many(&old_group, 1);
}
