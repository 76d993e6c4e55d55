/**
 * deferred-split-uncharge - a large folio leaves its split queue when it no longer says whose queue that is
 * @era: 6.12-6.18
 * @rule: charge/early-uncharge
 * @source: f8f931bba0f9 "mm/thp: fix deferred split unqueue naming and locking"; mm/memcontrol.c, mm/huge_memory.c (6.12)
 * @story: Which deferred split queue a folio is on, and with that which lock protects its links, follows from the memcg that it is charged to. If that is cleared before the folio is taken off, the
 *   node's lock is taken and the memcg's list is changed under it, while the shrinker walks that list. So the folio is unqueued while it still names its memcg.
 * @bound: one folio that is freed, the shrinker on its memcg's queue
 * @atomic: nothing
 */
struct cgroup_subsys_state {
	unsigned int refs : 3;
};

struct list_head {
	bool on_queue;
};

struct deferred_split {
	spinlock_t split_queue_lock;
	int split_queue_len : 3;
	bool walked;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	struct deferred_split deferred_split_queue;
};

struct folio {
	struct mem_cgroup *memcg_data;
	struct list_head _deferred_list;
};

struct pglist_data {
	struct deferred_split deferred_split_queue;
};

struct uncharge_gather {
	struct mem_cgroup *memcg;
	unsigned int nr_memory : 2;
	unsigned int nr_kmem : 2;
	unsigned int pgpgout : 2;
	int nid : 2;
};

/* a reference of the group, one of the page */
struct mem_cgroup M = { .css = { .refs = 2 }, .deferred_split_queue = { .split_queue_len = 1 } };
struct pglist_data node;
struct folio F = { .memcg_data = &M, ._deferred_list = { .on_queue = true } };
struct uncharge_gather gather;

__variant(unqueued_first, holds, "off the queue, and then uncharged");
__variant(cleared_first, breaks, "uncharged first: it is the node's queue that is locked");
__variant(not_unqueued, breaks, "left on the queue of a memcg that it is no longer charged to");
__mutant(unqueued_first, "folio_unqueue_deferred_split(folio);	/* it still names M */", "folio->memcg_data = NULL; folio_unqueue_deferred_split(folio);");

bool folio_test_lru(struct folio *folio) { return false; }
bool folio_memcg_kmem(struct folio *folio) { return false; }
struct mem_cgroup *__folio_memcg(struct folio *folio) { return folio->memcg_data; }
struct mem_cgroup *folio_memcg(struct folio *folio) { return folio->memcg_data; }
bool mem_cgroup_is_root(struct mem_cgroup *memcg) { return false; }
int folio_nid(struct folio *folio) { return 0; }
int folio_ref_count(struct folio *folio) { return 0; }
struct pglist_data *NODE_DATA(int nid) { return &node; }
bool folio_test_partially_mapped(struct folio *folio) { return false; }
void uncharge_batch(struct uncharge_gather *ug) { }
void uncharge_gather_clear(struct uncharge_gather *ug) { }
bool list_empty(struct list_head *item) { return !item->on_queue; }
void css_get(struct cgroup_subsys_state *css) { css->refs++; }
void css_put(struct cgroup_subsys_state *css) { css->refs--; }

/* nobody may be walking the queue that it is on */
void list_del_init(struct list_head *item)
{
	assert(!M.deferred_split_queue.walked);
	item->on_queue = false;
}

__role struct deferred_split *get_deferred_split_queue(struct folio *folio)
{
	struct mem_cgroup *memcg = folio_memcg(folio);

	if (memcg)
		return &memcg->deferred_split_queue;
	return &node.deferred_split_queue;
}

__role bool __folio_unqueue_deferred_split(struct folio *folio)
{
	struct deferred_split *ds_queue = get_deferred_split_queue(folio);
	bool unqueued = false;

	spin_lock(&ds_queue->split_queue_lock);
	if (!list_empty(&folio->_deferred_list)) {
		ds_queue->split_queue_len--;
		list_del_init(&folio->_deferred_list);
		unqueued = true;
	}
	spin_unlock(&ds_queue->split_queue_lock);
	return unqueued;
}

bool folio_unqueue_deferred_split(struct folio *folio)
{
	if (list_empty(&folio->_deferred_list))
		return false;
	return __folio_unqueue_deferred_split(folio);
}

__role void uncharge_folio(struct folio *folio, struct uncharge_gather *ug)
{
	struct mem_cgroup *memcg = __folio_memcg(folio);

	if (variant(cleared_first))
		folio->memcg_data = NULL;
	if (!variant(not_unqueued))
		folio_unqueue_deferred_split(folio);	/* it still names M */
	folio->memcg_data = NULL;
	css_put(&memcg->css);
}

__thread void free_folio(void)
{
	uncharge_folio(&F, &gather);
}

/* finds the folio with no reference left, and goes on */
__thread void deferred_split_scan(void)
{
	struct deferred_split *ds_queue = &M.deferred_split_queue;

	spin_lock(&ds_queue->split_queue_lock);
	ds_queue->walked = true;
	ds_queue->walked = false;
	spin_unlock(&ds_queue->split_queue_lock);
}

/** length - the queue of each group is as long as it says */
__finally bool length(void)
{
	return !F._deferred_list.on_queue && M.deferred_split_queue.split_queue_len == 0 && node.deferred_split_queue.split_queue_len == 0;
}
