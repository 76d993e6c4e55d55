/**
 * list-lru-obj-rcu - an object is put on the list of a memcg that nothing holds
 * @era: 6.8-6.12
 * @rule: lock/rcu
 * @source: 5161b48712dc "mm: list_lru: fix UAF for memory cgroup"; mm/list_lru.c (6.12)
 * @story: list_lru_add_obj() asks the slab object for its memcg and uses it to find the list. An objcg keeps no memcg: if that goes offline and is freed in between, its kmemcg_id is read from
 *   freed memory. An RCU read section around both is enough, as the memcg is freed by RCU and its lists have been given to the parent by then.
 * @bound: one object, one memcg and its parent
 * @atomic: taking over a list
 */
enum { ROOT_ID = 1, M_ID = 2 };

struct cgroup_subsys_state {
	unsigned int refs : 2;
	bool online;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	unsigned int kmemcg_id : 2;
};

struct obj_cgroup {
	struct mem_cgroup *memcg;
};

struct list_head {
	unsigned int on : 2;
};

struct list_lru {
	spinlock_t lock;
};

struct mem_cgroup root = { .css = { .refs = 1, .online = true }, .kmemcg_id = ROOT_ID };
struct mem_cgroup M = { .css = { .refs = 1, .online = true }, .kmemcg_id = M_ID };
struct obj_cgroup O = { .memcg = &M };
struct list_head item;
struct list_lru inode_lru;

__variant(under_rcu, holds, "the lookup and the add are in one RCU read section");
__variant(unprotected, breaks, "no RCU read section");
__variant(lookup_only, breaks, "the RCU read section ends with the lookup");
__mutant(under_rcu, "memcg = mem_cgroup_from_slab_obj(item);	/* nothing holds it but RCU */", "memcg = mem_cgroup_from_slab_obj(item); rcu_read_unlock(); rcu_read_lock();");

int page_to_nid(struct page *page) { return 0; }
struct page *virt_to_page(struct list_head *item) { return NULL; }
bool list_lru_memcg_aware(struct list_lru *lru) { return true; }
struct mem_cgroup *mem_cgroup_from_slab_obj(struct list_head *item) { return READ_ONCE(O.memcg); }

void release_cgroup_subsys_state(struct cgroup_subsys_state *css)
{
	free_rcu(mem_cgroup_from_css(css));
}

bool list_lru_add(struct list_lru *lru, struct list_head *item, int nid, struct mem_cgroup *memcg)
{
	spin_lock(&lru->lock);
	item->on = memcg->kmemcg_id;
	spin_unlock(&lru->lock);
	return true;
}

__in(under_rcu)
__role bool list_lru_add_obj(struct list_lru *lru, struct list_head *item)
{
	struct mem_cgroup *memcg;
	bool ret;

	rcu_read_lock();
	memcg = mem_cgroup_from_slab_obj(item);	/* nothing holds it but RCU */
	ret = list_lru_add(lru, item, 0, memcg);
	rcu_read_unlock();
	return ret;
}

__in(unprotected)
__role bool list_lru_add_obj(struct list_lru *lru, struct list_head *item)
{
	return list_lru_add(lru, item, 0, mem_cgroup_from_slab_obj(item));
}

__in(lookup_only)
__role bool list_lru_add_obj(struct list_lru *lru, struct list_head *item)
{
	struct mem_cgroup *memcg;

	rcu_read_lock();
	memcg = mem_cgroup_from_slab_obj(item);
	rcu_read_unlock();
	return list_lru_add(lru, item, 0, memcg);
}

__thread void iput_final(void)
{
	list_lru_add_obj(&inode_lru, &item);
}

__thread void rmdir(void)
{
	O.memcg = &root;
	M.kmemcg_id = ROOT_ID;
	spin_lock(&inode_lru.lock);
	if (item.on == M_ID)
		item.on = ROOT_ID;
	spin_unlock(&inode_lru.lock);
	M.css.online = false;
	css_put(&M.css);
}

/** reachable - the object is on a list that reclaim walks */
__finally bool reachable(void)
{
	return item.on == ROOT_ID;
}
