/**
 * zswap-shrink-invalidate - the shrinker drops the list lock and the entry, or the whole tree, goes away
 * @era: 6.5-6.8
 * @rule: lock/stale-after-unlock
 * @source: 5878303c5353 "mm/zswap: fix race between lru writeback and swapoff"; a65b0e7607cc "zswap: make shrinking memcg-aware"
 * @story: zswap's shrinker takes an entry off the list, remembers its tree and drops the lock of the list. Nothing pins the swap device now: swapoff
 *   invalidates the entry and frees the tree, and spin_lock(&tree->lock) writes to freed memory. That the entry is looked up again in the tree
 *   protects against a plain invalidation only. The fix copies the swap entry, pins the slot through the swap cache and only then looks at the tree.
 * @bound: one entry, one tree, one swap device
 * @atomic: taking the slot's pin or finding it gone
 */
enum lru_status { LRU_REMOVED, LRU_REMOVED_RETRY, LRU_ROTATE, LRU_SKIP, LRU_RETRY, LRU_STOP };

struct swp_entry {
	unsigned int val : 1;
};
typedef struct swp_entry swp_entry_t;

struct list_lru_one {
	unsigned int nr : 2;
};

struct list_head {
	bool on_list;
};

struct list_lru {
	struct list_lru_one lists;
};

struct zswap_pool {
	struct list_head lru;
	spinlock_t lru_lock;
	struct list_lru list_lru;
};

struct rb_root {
	struct zswap_entry *entry;
};

struct zswap_tree {
	spinlock_t lock;
	struct rb_root rbroot;
};

struct zswap_entry {
	struct list_head lru;
	int refcount : 3;
	unsigned int length : 1;
	swp_entry_t swpentry;
	struct zswap_pool *pool;
};

struct zswap_pool pool = { .list_lru.lists.nr = 1 };
struct zswap_entry Z = { .lru.on_list = true, .refcount = 1, .length = 1, .pool = &pool };
struct zswap_tree tree0 = { .rbroot.entry = &Z };
struct zswap_tree *zswap_trees[1] = { &tree0 };
/* the shrinker holds the lock of the list */
bool shrinker_holds = false;
/* the slot: who uses it, and whether the swap cache pins it */
bool slot_used = true;
bool slot_pinned = false;

__variant(cached_tree, breaks, "the tree is remembered over the unlock, swapoff frees it");
__variant(rotate, holds, "the slot is pinned by a locked folio in the swap cache before the tree is looked at");
__variant(no_swapoff, holds, "the same code where the device stays: the lookup in the tree is enough");
__variant(no_lookup, breaks, "the entry is used after the unlock without being looked up again");
__mutant(rotate, "if (!pin_slot(swpentry))	/* who is in the swap cache keeps swapoff away */", "if (swp_type(swpentry))");
__mutant(no_swapoff, "if (entry != zswap_rb_search(&tree->rbroot, swpoffset))	/* it may be gone */", "if (!entry)");

void spin_lock(spinlock_t *lock)
{
	take(lock, SPIN);
	if (lock == &pool.lru_lock)
		shrinker_holds = true;
}

void spin_unlock(spinlock_t *lock)
{
	if (lock == &pool.lru_lock)
		shrinker_holds = false;
	drop(lock, SPIN);
}

unsigned long swp_type(swp_entry_t entry) { return 0; }
unsigned long swp_offset(swp_entry_t entry) { return 0; }
struct zswap_entry *zswap_rb_search(struct rb_root *root, pgoff_t offset) { return root->entry; }

void list_lru_isolate(struct list_lru_one *list, struct list_head *item)
{
	item->on_list = false;
	list->nr--;
}

void list_lru_putback(struct list_lru *lru, struct list_head *item, int nid, struct mem_cgroup *memcg)
{
	item->on_list = true;
	lru->lists.nr++;
}

void list_move_tail(struct list_head *item, struct list_head *head) { assert(item->on_list); }

/* the list of 6.7, before there was one for each memcg */
bool list_empty(struct list_head *head) { return pool.list_lru.lists.nr == 0; }
struct zswap_entry *list_last_entry(struct list_head *head, int type, int member) { return &Z; }

void list_del_init(struct list_head *item)
{
	item->on_list = false;
	pool.list_lru.lists.nr--;
}

void list_move(struct list_head *item, struct list_head *head)
{
	item->on_list = true;
	pool.list_lru.lists.nr++;
}

/* whoever frees the entry takes it off the list */
void zswap_lru_del(struct list_lru *list_lru, struct zswap_entry *entry)
{
	take(&pool.lru_lock, SPIN);
	if (entry->lru.on_list) {
		entry->lru.on_list = false;
		list_lru->lists.nr--;
	}
	drop(&pool.lru_lock, SPIN);
}

int entry_to_nid(struct zswap_entry *entry) { return 0; }
struct mem_cgroup *get_mem_cgroup_from_entry(struct zswap_entry *entry) { return NULL; }

void zswap_entry_get(struct zswap_entry *entry) { entry->refcount++; }

void zswap_free_entry(struct zswap_entry *entry)
{
	zswap_lru_del(&entry->pool->list_lru, entry);
	free(entry);
}

/* under tree->lock */
void zswap_entry_put(struct zswap_tree *tree, struct zswap_entry *entry)
{
	int refcount = --entry->refcount;

	if (refcount == 0)
		zswap_free_entry(entry);
}

/* under tree->lock */
void zswap_invalidate_entry(struct zswap_tree *tree, struct zswap_entry *entry)
{
	if (tree->rbroot.entry == entry) {
		tree->rbroot.entry = NULL;
		zswap_entry_put(tree, entry);
	}
}

__atomic bool pin_slot(swp_entry_t entry)
{
	if (!slot_used || slot_pinned)
		return false;
	slot_pinned = true;
	return true;
}

/* 0: written, the data is in the swap cache now. The tree's lock is not held here */
int zswap_writeback_entry(struct zswap_entry *entry, struct zswap_tree *tree)
{
	if (choose()) {
		outcome("no memory for a folio");
		return -ENOMEM;
	}
	return 0;
}

/* the same with the slot alone: what the entry was is found out behind the pin */
int zswap_writeback_slot(struct zswap_entry *entry, swp_entry_t swpentry)
{
	struct zswap_tree *tree;

	if (choose()) {
		outcome("no memory for a folio");
		return -ENOMEM;
	}
	if (!pin_slot(swpentry))	/* who is in the swap cache keeps swapoff away */
		return -EEXIST;
	tree = zswap_trees[swp_type(swpentry)];
	spin_lock(&tree->lock);
	if (zswap_rb_search(&tree->rbroot, swp_offset(swpentry)) != entry) {
		spin_unlock(&tree->lock);
		slot_pinned = false;
		return -ENOMEM;
	}
	zswap_invalidate_entry(tree, entry);
	spin_unlock(&tree->lock);
	slot_pinned = false;
	return 0;
}

__in(cached_tree, no_swapoff)
__role int zswap_reclaim_entry(struct zswap_pool *pool)
{
	struct zswap_entry *entry;
	struct zswap_tree *tree;
	pgoff_t swpoffset;
	int ret = 0;

	hunk_begin(take);
	spin_lock(&pool->lru_lock);
	if (list_empty(&pool->lru)) {
		spin_unlock(&pool->lru_lock);
		return -EINVAL;
	}
	entry = list_last_entry(&pool->lru, struct zswap_entry, lru);
	/* up to 6.7 the rest is here; then it is what the walk of the list calls back */
	return shrink_memcg_cb(&entry->lru, &pool->list_lru.lists, &pool->lru_lock, NULL);
	hunk_end();
	zswap_invalidate_entry(tree, entry);
put_unlock:
	hunk_begin(put);
	zswap_entry_put(tree, entry);
unlock:
	spin_unlock(&tree->lock);
	return ret;
	hunk_end();
}

__in(cached_tree, no_swapoff)
__role enum lru_status shrink_memcg_cb(struct list_head *item, struct list_lru_one *l, spinlock_t *lock, void *arg)
{
	struct zswap_tree *tree;

	hunk_begin(isolate);
	struct zswap_entry *entry = container_of(item, struct zswap_entry, lru);
	struct mem_cgroup *memcg;
	pgoff_t swpoffset;
	enum lru_status ret = LRU_REMOVED_RETRY;
	int writeback_result;

	swpoffset = swp_offset(entry->swpentry);
	tree = zswap_trees[swp_type(entry->swpentry)];
	list_lru_isolate(l, item);
	spin_unlock(lock);

	spin_lock(&tree->lock);
	if (entry != zswap_rb_search(&tree->rbroot, swpoffset))	/* it may be gone */
		goto unlock;
	zswap_entry_get(entry);
	spin_unlock(&tree->lock);

	writeback_result = zswap_writeback_entry(entry, tree);

	spin_lock(&tree->lock);
	if (writeback_result) {
		memcg = get_mem_cgroup_from_entry(entry);
		spin_lock(lock);
		list_lru_putback(&entry->pool->list_lru, item, entry_to_nid(entry), memcg);
		spin_unlock(lock);
		ret = LRU_RETRY;
		goto put_unlock;
	}
	hunk_end();
	zswap_invalidate_entry(tree, entry);
put_unlock:
	hunk_begin(put);
	zswap_entry_put(tree, entry);
unlock:
	spin_unlock(&tree->lock);
	spin_lock(lock);
	return ret;
	hunk_end();
}

__in(no_lookup)
__role int zswap_reclaim_entry(struct zswap_pool *pool)
{
	struct zswap_entry *entry = &Z;
	struct zswap_tree *tree = zswap_trees[0];

	spin_lock(&pool->lru_lock);
	if (list_empty(&pool->lru)) {
		spin_unlock(&pool->lru_lock);
		return -EINVAL;
	}
	list_lru_isolate(&pool->list_lru.lists, &entry->lru);
	spin_unlock(&pool->lru_lock);

	spin_lock(&tree->lock);
	zswap_entry_get(entry);
	zswap_invalidate_entry(tree, entry);
	zswap_entry_put(tree, entry);
	spin_unlock(&tree->lock);
	return 0;
}

__in(rotate)
__role int zswap_reclaim_entry(struct zswap_pool *pool)
{
	struct zswap_entry *entry = &Z;
	swp_entry_t swpentry;

	spin_lock(&pool->lru_lock);
	if (list_empty(&pool->lru)) {
		spin_unlock(&pool->lru_lock);
		return -EINVAL;
	}
	list_move_tail(&entry->lru, NULL);
	swpentry = entry->swpentry;
	spin_unlock(&pool->lru_lock);
	return zswap_writeback_slot(entry, swpentry);
}

/* a callback of list_lru comes back with the lock of the list held, a function of its own does not */
__thread void shrink_worker(void)
{
	zswap_reclaim_entry(&pool);
	if (shrinker_holds)
		spin_unlock(&pool.lru_lock);
}

/* the last user of the slot goes: a fault, an exit, or swapoff reading the page in; then the device itself may go */
__thread void swapoff(void)
{
	struct zswap_tree *tree = zswap_trees[0];

	wait(!slot_pinned);
	spin_lock(&tree->lock);
	if (tree->rbroot.entry)
		zswap_invalidate_entry(tree, tree->rbroot.entry);
	spin_unlock(&tree->lock);
	slot_used = false;
	if (variant(no_swapoff))
		return;
	wait(!slot_pinned);
	zswap_trees[0] = NULL;
	free(tree);
}

/** listed - every entry that is in the tree is on a list, or its writeback is under way */
__finally bool listed(void)
{
	return pool.list_lru.lists.nr == 0;
}
