/**
 * zswap-free-entry - an entry that has given its objcg back is still to come off a list
 * @era: 6.6-6.7
 * @rule: ref/use-after-put
 * @source: 2e601e1e8e4b "mm: zswap: fix objcg use-after-free in entry destruction"; mm/zswap.c (6.6): zswap_free_entry()
 * @story: Up to 6.7 zswap_free_entry() begins with the objcg: uncharged, and put. As long as the list is the pool's own nothing asks the entry for it afterwards. Once there is a
 *   list for each memcg, taking the entry off means asking its objcg for the memcg, and if the cgroup is removed meanwhile the objcg is freed memory by then.
 * @bound: one entry, one memcg that goes offline and its parent
 * @atomic: nothing
 */
struct mem_cgroup {
	unsigned int kmemcg_id : 2;
};

struct obj_cgroup {
	unsigned int refs : 2;
	struct mem_cgroup *memcg;
	unsigned int zswap_bytes : 1;
};

struct list_head {
	bool on_list;
};

struct list_lru {
	spinlock_t lock;
};

struct zswap_pool {
	struct list_head lru;
	spinlock_t lru_lock;
	struct list_lru list_lru;
};

struct zswap_entry {
	struct obj_cgroup *objcg;
	struct list_head lru;
	unsigned int length : 1;
	struct zswap_pool *pool;
};

struct mem_cgroup root, M;
/* one reference of the memcg, one of the entry */
struct obj_cgroup O = { .refs = 2, .memcg = &M, .zswap_bytes = 1 };
struct zswap_pool pool;
struct zswap_entry Z = { .objcg = &O, .lru = { .on_list = true }, .length = 1, .pool = &pool };

__variant(pool_list, holds, "the list is the pool's: the entry comes off it without its objcg");
__variant(memcg_list, breaks, "the list is the memcg's: the objcg is asked after it was put");
__mutant(pool_list, "list_del(&entry->lru);", "zswap_lru_del(&entry->pool->list_lru, entry);");

void release_obj_cgroup(struct obj_cgroup *objcg) { free_rcu(objcg); }
void zpool_free(struct zpool *zpool, unsigned long handle) { }
void zswap_pool_put(struct zswap_pool *pool) { }
void obj_cgroup_uncharge_zswap(struct obj_cgroup *objcg, size_t size) { objcg->zswap_bytes = 0; }
void zswap_entry_cache_free(struct zswap_entry *entry) { free(entry); }
void list_del(struct list_head *item) { item->on_list = false; }

void zswap_lru_del(struct list_lru *list_lru, struct zswap_entry *entry)
{
	struct mem_cgroup *memcg;

	rcu_read_lock();
	memcg = obj_cgroup_memcg(entry->objcg);
	spin_lock(&list_lru->lock);
	if (memcg)
		entry->lru.on_list = false;
	spin_unlock(&list_lru->lock);
	rcu_read_unlock();
}

__role void zswap_free_entry(struct zswap_entry *entry)
{
	if (entry->objcg) {
		obj_cgroup_uncharge_zswap(entry->objcg, entry->length);
		obj_cgroup_put(entry->objcg);
	}
	hunk_begin();
	if (entry->length) {
		if (variant(memcg_list)) {
			zswap_lru_del(&entry->pool->list_lru, entry);
		} else {
			spin_lock(&entry->pool->lru_lock);
			list_del(&entry->lru);
			spin_unlock(&entry->pool->lru_lock);
		}
		zpool_free(NULL, 0);
		zswap_pool_put(entry->pool);
	}
	hunk_end();
	zswap_entry_cache_free(entry);
}

__thread void zswap_invalidate(void)
{
	zswap_free_entry(&Z);
}

/* the objcg goes to the parent, and the memcg's own reference on it is given back */
__thread void memcg_reparent_objcgs(void)
{
	O.memcg = &root;
	obj_cgroup_put(&O);
}
