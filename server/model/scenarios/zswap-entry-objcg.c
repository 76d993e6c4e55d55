/**
 * zswap-entry-objcg - an entry gives its objcg back before it is off the list
 * @era: 6.8-
 * @rule: ref/use-after-put
 * @source: 2e601e1e8e4b "mm: zswap: fix objcg use-after-free in entry destruction"; mm/zswap.c (6.12)
 * @story: An entry is taken off the list of the memcg that its objcg names. If its reference on the objcg is given back first, and the memcg went offline, that was the last
 *   one: the objcg is freed after a grace period while zswap_lru_del() still asks it for the memcg. The list comes first, the reference last.
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

struct zswap_entry {
	struct obj_cgroup *objcg;
	struct list_head lru;
	unsigned int length : 1;
};

struct list_lru {
	spinlock_t lock;
};

struct mem_cgroup root, M;
/* one reference of the memcg, one of the entry */
struct obj_cgroup O = { .refs = 2, .memcg = &M, .zswap_bytes = 1 };
struct zswap_entry Z = { .objcg = &O, .lru = { .on_list = true }, .length = 1 };
struct list_lru zswap_list_lru;

__variant(list_first, holds, "off the list first, uncharged and put last");
__variant(put_first, breaks, "uncharged and put first");
__variant(put_uncharged, breaks, "put before it is uncharged");
__mutant(list_first, "zswap_lru_del(&zswap_list_lru, entry);	/* it asks the objcg */", "obj_cgroup_put(entry->objcg); zswap_lru_del(&zswap_list_lru, entry); obj_cgroup_get(entry->objcg);");

void release_obj_cgroup(struct obj_cgroup *objcg) { free_rcu(objcg); }
void zpool_free(struct zpool *zpool, unsigned long handle) { }
void zswap_pool_put(struct zswap_pool *pool) { }
void obj_cgroup_uncharge_zswap(struct obj_cgroup *objcg, size_t size) { objcg->zswap_bytes = 0; }
void zswap_entry_cache_free(struct zswap_entry *entry) { free(entry); }

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

__in(list_first)
__role void zswap_entry_free(struct zswap_entry *entry)
{
	zswap_lru_del(&zswap_list_lru, entry);	/* it asks the objcg */
	if (entry->objcg) {
		obj_cgroup_uncharge_zswap(entry->objcg, entry->length);
		obj_cgroup_put(entry->objcg);
	}
	zswap_entry_cache_free(entry);
}

__in(put_first)
__role void zswap_entry_free(struct zswap_entry *entry)
{
	if (entry->objcg) {
		obj_cgroup_uncharge_zswap(entry->objcg, entry->length);
		obj_cgroup_put(entry->objcg);
	}
	zswap_lru_del(&zswap_list_lru, entry);
	zswap_entry_cache_free(entry);
}

__in(put_uncharged)
__role void zswap_entry_free(struct zswap_entry *entry)
{
	zswap_lru_del(&zswap_list_lru, entry);
	obj_cgroup_put(entry->objcg);
	obj_cgroup_uncharge_zswap(entry->objcg, entry->length);
	zswap_entry_cache_free(entry);
}

__thread void zswap_invalidate(void)
{
	zswap_entry_free(&Z);
}

/* the objcg goes to the parent, and the memcg's own reference on it is given back */
__thread void memcg_reparent_objcgs(void)
{
	O.memcg = &root;
	obj_cgroup_put(&O);
}
