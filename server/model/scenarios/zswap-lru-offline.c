/**
 * zswap-lru-offline - an entry is put on the list_lru of a memcg that goes offline
 * @era: 6.8-6.12
 * @rule: charge/offline-order
 * @source: a65b0e7607cc "zswap: make shrinking memcg-aware", its fourth version; mm/list_lru.c, mm/zswap.c (6.12)
 * @story: zswap_store() puts an entry on the list of the memcg that its objcg names while that memcg goes offline. memcg_reparent_list_lrus() first
 *   makes kmemcg_id name the parent and then moves the list under its lock; list_lru_add() reads kmemcg_id under that lock. So an entry is on the list
 *   before it is moved, or goes to the parent's. With the two steps the other way round, or the id read before the lock, it stays on a list that is freed.
 * @bound: one entry, one memcg and its parent, one node
 * @atomic: taking over all entries of a list, which happens under its lock
 */
enum { ROOT_ID = 1, M_ID = 2 };
enum { OFF = 0 };

struct cgroup_subsys_state {
	unsigned int refs : 2;
	bool online;
	bool dying;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	unsigned int kmemcg_id : 2;
	struct mem_cgroup *parent;
};

struct obj_cgroup {
	unsigned int refs : 2;
	struct mem_cgroup *memcg;
};

/* which list it is on: that of ROOT_ID, that of M_ID, or OFF */
struct list_head {
	unsigned int on : 2;
};

struct zswap_entry {
	struct obj_cgroup *objcg;
	struct list_head lru;
};

struct list_lru_one {
	struct list_head list;
	unsigned int nr_items : 2;
};

struct list_lru_node {
	spinlock_t lock;
	unsigned int nr_items : 2;
};

struct list_lru {
	struct list_lru_node node[2];
};

struct mem_cgroup root = { .css = { .refs = 1, .online = true }, .kmemcg_id = ROOT_ID };
struct mem_cgroup M = { .css = { .refs = 1, .online = true }, .kmemcg_id = M_ID, .parent = &root };
struct obj_cgroup O = { .refs = 1, .memcg = &M };
struct zswap_entry Z = { .objcg = &O };
struct list_lru zswap_list_lru;
struct list_lru_one list_of_root, list_of_M;
struct mutex list_lrus_mutex;
bool list_of_M_freed = false;

__variant(rcu, holds, "an RCU read section around looking the memcg up and adding to its list, as merged");
__variant(css_ref, holds, "a css reference instead, as in the fourth version");
__variant(late_switch, breaks, "the lists are moved before kmemcg_id names the parent");
__variant(early_read, breaks, "list_lru_add() reads kmemcg_id before it takes the lock");
__variant(unprotected, breaks, "neither a reference nor an RCU read section");
__mutant(rcu, "memcg = mem_cgroup_from_entry(entry);	/* M is not freed from here on */", "memcg = mem_cgroup_from_entry(entry); rcu_read_unlock(); rcu_read_lock();");
__mutant(late_switch, "memcg_reparent_list_lru(&zswap_list_lru, memcg->kmemcg_id, parent);", "WRITE_ONCE(memcg->kmemcg_id, ROOT_ID); memcg_reparent_list_lru(&zswap_list_lru, M_ID, parent);");

int page_to_nid(struct page *page) { return 0; }
int memcg_kmem_id(struct mem_cgroup *memcg) { return memcg ? memcg->kmemcg_id : ROOT_ID; }
bool list_empty(struct list_head *item) { return item->on == OFF; }
void set_shrinker_bit(struct mem_cgroup *memcg, int nid, int shrinker_id) { }
int lru_shrinker_id(struct list_lru *lru) { return 0; }

struct list_lru_one *list_lru_from_memcg_idx(struct list_lru *lru, int nid, int idx)
{
	return idx == M_ID ? &list_of_M : &list_of_root;
}

void list_add_tail(struct list_head *item, struct list_head *head)
{
	item->on = head == &list_of_M.list ? M_ID : ROOT_ID;
}

__macro bool css_for_each_descendant_pre(struct cgroup_subsys_state *pos, struct cgroup_subsys_state *css)
{
	if (pos) {
		pos = NULL;
		return false;
	}
	pos = &M.css;
	return true;
}

/* of memcg_list_lrus: there is one */
__macro bool list_for_each_entry(struct list_lru *lru, struct list_head *head, int member)
{
	if (lru) {
		lru = NULL;
		return false;
	}
	lru = &zswap_list_lru;
	return true;
}
int entry_to_nid(struct zswap_entry *entry) { return 0; }

struct mem_cgroup *mem_cgroup_from_entry(struct zswap_entry *entry)
{
	return entry->objcg ? obj_cgroup_memcg(entry->objcg) : NULL;
}

struct mem_cgroup *get_mem_cgroup_from_entry(struct zswap_entry *entry)
{
	return entry->objcg ? get_mem_cgroup_from_objcg(entry->objcg) : NULL;
}

__in(rcu, css_ref, late_switch, unprotected)
__role bool list_lru_add(struct list_lru *lru, struct list_head *item, int nid, struct mem_cgroup *memcg)
{
	struct list_lru_node *nlru = &lru->node[nid];
	struct list_lru_one *l;

	spin_lock(&nlru->lock);
	l = list_lru_from_memcg_idx(lru, nid, memcg_kmem_id(memcg));
	list_add_tail(item, &l->list);
	l->nr_items++;
	spin_unlock(&nlru->lock);
	return true;
}

__in(early_read)
__role bool list_lru_add(struct list_lru *lru, struct list_head *item, int nid, struct mem_cgroup *memcg)
{
	struct list_lru_node *nlru = &lru->node[nid];
	int id = memcg_kmem_id(memcg);
	struct list_lru_one *l;

	spin_lock(&nlru->lock);
	l = list_lru_from_memcg_idx(lru, nid, id);
	list_add_tail(item, &l->list);
	l->nr_items++;
	spin_unlock(&nlru->lock);
	return true;
}

__in(rcu, late_switch, early_read)
__role void zswap_lru_add(struct list_lru *list_lru, struct zswap_entry *entry)
{
	struct mem_cgroup *memcg;

	rcu_read_lock();
	memcg = mem_cgroup_from_entry(entry);	/* M is not freed from here on */
	list_lru_add(list_lru, &entry->lru, entry_to_nid(entry), memcg);
	rcu_read_unlock();
}

__in(css_ref)
__role void zswap_lru_add(struct list_lru *list_lru, struct zswap_entry *entry)
{
	struct mem_cgroup *memcg = get_mem_cgroup_from_entry(entry);

	list_lru_add(list_lru, &entry->lru, entry_to_nid(entry), memcg);
	mem_cgroup_put(memcg);
}

__in(unprotected)
__role void zswap_lru_add(struct list_lru *list_lru, struct zswap_entry *entry)
{
	struct mem_cgroup *memcg = mem_cgroup_from_entry(entry);

	list_lru_add(list_lru, &entry->lru, entry_to_nid(entry), memcg);
}

/* everything on the child's list goes to the parent's, under the lock of both; the child's is freed then */
void memcg_reparent_list_lru(struct list_lru *lru, int src_idx, struct mem_cgroup *parent)
{
	struct list_lru_node *nlru = &lru->node[0];

	spin_lock(&nlru->lock);
	if (Z.lru.on == src_idx)
		Z.lru.on = parent->kmemcg_id;
	list_of_root.nr_items += list_of_M.nr_items;
	list_of_M.nr_items = 0;
	spin_unlock(&nlru->lock);
	list_of_M_freed = true;
}

__in(rcu, css_ref, early_read, unprotected)
__role void memcg_reparent_list_lrus(struct mem_cgroup *memcg, struct mem_cgroup *parent)
{
	int src_idx = memcg->kmemcg_id;

	WRITE_ONCE(memcg->kmemcg_id, parent->kmemcg_id);
	memcg_reparent_list_lru(&zswap_list_lru, src_idx, parent);
}

__in(late_switch)
__role void memcg_reparent_list_lrus(struct mem_cgroup *memcg, struct mem_cgroup *parent)
{
	memcg_reparent_list_lru(&zswap_list_lru, memcg->kmemcg_id, parent);
	WRITE_ONCE(memcg->kmemcg_id, parent->kmemcg_id);
}

/* the last reference is gone: readers under RCU may still look */
void release_cgroup_subsys_state(struct cgroup_subsys_state *css)
{
	free_rcu(mem_cgroup_from_css(css));
}

__thread void zswap_store(void)
{
	zswap_lru_add(&zswap_list_lru, &Z);
}

__thread void rmdir(void)
{
	M.css.dying = true;
	O.memcg = &root;
	memcg_reparent_list_lrus(&M, &root);
	M.css.online = false;
	css_put(&M.css);
}

/** reachable - every entry is on a list that reclaim walks */
__finally bool reachable(void)
{
	return Z.lru.on == ROOT_ID;
}

/** no_stale_list - no entry is on a list that was freed */
__always bool no_stale_list(void)
{
	return !(list_of_M_freed && Z.lru.on == M_ID);
}
