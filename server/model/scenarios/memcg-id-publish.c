/**
 * memcg-id-publish - a memcg can be found by its id before it is set up
 * @era: 6.1-
 * @rule: charge/offline-order
 * @source: 6f0df8e16eb5 "memcontrol: ensure memcg acquired by id is properly set up"; mm/memcontrol.c (6.12)
 * @story: Ids are used again. A refault finds an id in a shadow entry and looks the memcg up with nothing but RCU. If mem_cgroup_alloc() publishes the new memcg, it is found before its
 *   counters have a parent and before it is online; the walk up the tree runs into nothing. It is published at the end of mem_cgroup_css_online().
 * @bound: one memcg that is made, one refault with its id
 * @atomic: storing and looking up an id
 */
#define GFP_KERNEL_ACCOUNT 64
#define MEM_CGROUP_ID_MAX 1
#define MEMCG_CGWB_FRN_CNT 1

struct cgroup_subsys_state {
	unsigned int refs : 3;
	bool online;
};

struct mem_cgroup_id {
	unsigned int id : 1;
	unsigned int ref : 2;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	struct mem_cgroup_id id;
	struct mem_cgroup *parent;
	int kmemcg_id : 2;
};

struct mem_cgroup root_group = { .css = { .refs = 1, .online = true }, .id = { .id = 0, .ref = 1 } };
__pool struct mem_cgroup new_group[1] = { { .css = { .refs = 1 } } };
/* what mem_cgroup_ids has for id 1 */
struct mem_cgroup *memcg_of_id_1;

__variant(published_last, holds, "the id leads to the memcg when it is online");
__variant(published_first, breaks, "the id leads to the memcg as soon as that is allocated");
__variant(not_unpublished, breaks, "published early, and a failure frees the memcg without taking the id back");
__mutant(published_last, "if (variant(published_first) || variant(not_unpublished))	/* in alloc */", "if (true)");

/* memory that is not charged is for the memcg itself, the rest for what hangs on it */
struct mem_cgroup *kzalloc(size_t size, gfp_t gfp)
{
	if (gfp == GFP_KERNEL)
		return new(struct mem_cgroup);
	return NULL;
}

__atomic int xa_alloc(struct xarray *xa, unsigned int *id, void *entry, int limit, gfp_t gfp)
{
	if (choose())
		return -ENOMEM;
	*id = 1;
	return 0;
}

__atomic void *xa_store(struct xarray *xa, unsigned long index, struct mem_cgroup *memcg, gfp_t gfp)
{
	memcg_of_id_1 = memcg;
	return NULL;
}

struct mem_cgroup *mem_cgroup_from_css(struct cgroup_subsys_state *css) { return container_of(css, struct mem_cgroup, css); }
bool mem_cgroup_is_root(struct mem_cgroup *memcg) { return memcg == &root_group; }
bool memcg1_alloc_events(struct mem_cgroup *memcg) { return true; }
int memcg_wb_domain_init(struct mem_cgroup *memcg, gfp_t gfp) { return 0; }
int alloc_mem_cgroup_per_node_info(struct mem_cgroup *memcg, int node) { return 1; }
void lru_gen_init_memcg(struct mem_cgroup *memcg) { }
void lru_gen_online_memcg(struct mem_cgroup *memcg) { }
void lru_gen_exit_memcg(struct mem_cgroup *memcg) { }
void vmpressure_init(struct vmpressure *vmpr) { }
void memcg1_memcg_init(struct mem_cgroup *memcg) { }
void memcg_offline_kmem(struct mem_cgroup *memcg) { }
unsigned long get_jiffies_64(void) { return 0; }
__macro bool for_each_possible_cpu(int cpu) { return false; }
__macro bool for_each_node(int node) { return false; }
void css_get(struct cgroup_subsys_state *css) { css->refs++; }

int memcg_online_kmem(struct mem_cgroup *memcg)
{
	if (choose()) {
		outcome("no memory for the objcg");
		return -ENOMEM;
	}
	return 0;
}

int alloc_shrinker_info(struct mem_cgroup *memcg) { return 0; }

__atomic void mem_cgroup_id_remove(struct mem_cgroup *memcg)
{
	if (memcg->id.id == 0)
		return;
	if (!variant(not_unpublished))
		memcg_of_id_1 = NULL;
	memcg->id.id = 0;
}

/* readers under RCU are not waited for when it never got online */
void __mem_cgroup_free(struct mem_cgroup *memcg) { free(memcg); }

__role struct mem_cgroup *mem_cgroup_alloc(struct mem_cgroup *parent)
{
	struct mem_cgroup *memcg;

	memcg = kzalloc(1, GFP_KERNEL);
	if (!memcg)
		return ERR_PTR(-ENOMEM);
	if (xa_alloc(NULL, &memcg->id.id, NULL, 1, GFP_KERNEL)) {
		__mem_cgroup_free(memcg);
		return ERR_PTR(-ENOMEM);
	}
	hunk_begin();
	if (variant(published_first) || variant(not_unpublished))	/* in alloc */
		xa_store(NULL, memcg->id.id, memcg, GFP_KERNEL);
	lru_gen_init_memcg(memcg);
	return memcg;
	hunk_end();
}

__role int mem_cgroup_css_online(struct cgroup_subsys_state *css)
{
	struct mem_cgroup *memcg = mem_cgroup_from_css(css);

	if (memcg_online_kmem(memcg)) {
		mem_cgroup_id_remove(memcg);
		return -ENOMEM;
	}
	hunk_begin();
	refcount_set(&memcg->id.ref, 1);
	css_get(css);
	xa_store(NULL, memcg->id.id, memcg, GFP_KERNEL);
	return 0;
	hunk_end();
}

__thread void mkdir(void)
{
	struct mem_cgroup *memcg = mem_cgroup_alloc(&root_group);

	if (IS_ERR(memcg))
		return;
	memcg->parent = &root_group;
	if (mem_cgroup_css_online(&memcg->css)) {
		__mem_cgroup_free(memcg);
		return;
	}
	memcg->css.online = true;
}

/* mem_cgroup_from_id() and a walk up the tree, as mem_cgroup_get_nr_swap_pages() makes it */
__thread void workingset_refault(void)
{
	struct mem_cgroup *memcg;

	rcu_read_lock();
	memcg = memcg_of_id_1;
	if (memcg) {
		assert(memcg->parent != NULL);
		assert(memcg->id.ref > 0);
	}
	rcu_read_unlock();
}
