/**
 * zswap-writeback-slot - writeback of an entry whose slot was freed and used again
 * @era: 6.4-
 * @rule: lock/stale-after-unlock
 * @source: 04fc7816089c "mm: fix zswap writeback race condition", e3b63e966cac "mm: zswap: fix missing folio cleanup in writeback race path"; mm/zswap.c (6.12)
 * @story: The shrinker lets go of the list before it writes an entry back. Its owner may free the slot, somebody else swaps out to it, and the old data would be written over the new.
 *   Only when a locked folio in the swap cache pins the slot is the tree asked whether it still holds this very entry; if not, nothing of the entry may be
 *   touched, and the folio is taken out of the swap cache, unlocked and put.
 * @bound: one slot, one entry and the one that follows it, one writeback
 * @atomic: an operation on the tree; entering and leaving the swap cache; a slot that is freed and used again
 */
enum lru_status { LRU_REMOVED, LRU_REMOVED_RETRY, LRU_ROTATE, LRU_SKIP, LRU_RETRY, LRU_STOP };
enum { OLD = 1, NEW = 2 };

struct swp_entry {
	unsigned int val : 1;
};
typedef struct swp_entry swp_entry_t;

struct list_head {
	bool on_list;
};

struct list_lru_one {
	struct list_head list;
};

struct zswap_entry {
	struct list_head lru;
	swp_entry_t swpentry;
	bool referenced;
	struct obj_cgroup *objcg;
	unsigned int length : 1;
	unsigned int data : 2;
};

struct folio {
	unsigned int refs : 2;
	struct mutex lock;
	bool uptodate;
	unsigned int data : 2;
};

struct list_lru {
	spinlock_t lock;
	struct list_lru_one one;
	bool has_old;
};

/* the entry of the old data, and the one that comes when the slot is used again */
struct zswap_entry Z = { .lru = { .on_list = true }, .length = 1, .data = OLD };
__pool struct zswap_entry Y[1] = { { .length = 1, .data = NEW } };
__pool struct folio F[1] = { { .refs = 1 } };
struct list_lru zswap_list_lru = { .has_old = true };
struct zswap_entry *tree_entry = &Z;
struct folio *swap_cache;
/* what the slot's user swapped out; what the device has */
unsigned int slot_data = 1;
unsigned int disk_data = 0;
bool written = false;

__variant(pinned_and_looked_up, holds, "the tree is asked behind the pin of the swap cache; what was made for nothing is undone");
__variant(not_looked_up, breaks, "pinned, but the entry is taken to be still the slot's");
__variant(folio_left, breaks, "the race is noticed, and the folio stays locked in the swap cache");
__mutant(pinned_and_looked_up, "if (entry != xa_cmpxchg(tree, 0, entry, NULL, GFP_KERNEL)) {	/* no longer the slot's */", "if (!folio) {");

pgoff_t swp_offset(swp_entry_t entry) { return 0; }
struct xarray *swap_zswap_tree(swp_entry_t entry) { return NULL; }
struct mempolicy *get_task_policy(struct task_struct *task) { return NULL; }
void folio_mark_uptodate(struct folio *folio) { folio->uptodate = true; }
void folio_set_reclaim(struct folio *folio) { }
void folio_unlock(struct folio *folio) { drop(&folio->lock, FOLIO); }
void folio_put(struct folio *folio) { put(folio); }
void zswap_decompress(struct zswap_entry *entry, struct folio *folio) { folio->data = entry->data; }
void list_move_tail(struct list_head *item, struct list_head *head) { assert(item->on_list); }
void count_objcg_events(struct obj_cgroup *objcg, int item, unsigned long count) { }

void zswap_entry_free(struct zswap_entry *entry)
{
	spin_lock(&zswap_list_lru.lock);
	entry->lru.on_list = false;
	if (entry == &Z)
		zswap_list_lru.has_old = false;
	spin_unlock(&zswap_list_lru.lock);
	free(entry);
}

__atomic struct zswap_entry *xa_cmpxchg(struct xarray *xa, unsigned long index, struct zswap_entry *old, struct zswap_entry *entry, gfp_t gfp)
{
	struct zswap_entry *now = tree_entry;

	if (now == old)
		tree_entry = entry;
	return now;
}

__atomic struct zswap_entry *xa_erase(struct xarray *xa, unsigned long index)
{
	struct zswap_entry *now = tree_entry;

	tree_entry = NULL;
	return now;
}

/* a new folio, locked and in the swap cache, or NULL: the slot is busy or free */
__atomic struct folio *__read_swap_cache_async(swp_entry_t entry, gfp_t gfp_mask, struct mempolicy *mpol, pgoff_t ilx, bool *new_page_allocated, bool skip_if_exists)
{
	struct folio *folio;

	if (swap_cache || slot_data == 0)
		return NULL;
	folio = new(struct folio);
	if (!folio)
		return NULL;
	trytake(&folio->lock, FOLIO);
	get(folio);
	swap_cache = folio;
	*new_page_allocated = true;
	return folio;
}

__atomic void delete_from_swap_cache(struct folio *folio)
{
	swap_cache = NULL;
	put(folio);
}

void __swap_writepage(struct folio *folio, struct writeback_control *wbc)
{
	disk_data = folio->data;
	written = true;
	folio_unlock(folio);
}

__role int zswap_writeback_entry(struct zswap_entry *entry, swp_entry_t swpentry)
{
	struct xarray *tree;
	struct folio *folio;
	bool folio_was_allocated;

	folio = __read_swap_cache_async(swpentry, GFP_KERNEL, NULL, 0, &folio_was_allocated, true);
	if (!folio)
		return -ENOMEM;
	if (!folio_was_allocated) {
		folio_put(folio);
		return -EEXIST;
	}
	tree = swap_zswap_tree(swpentry);
	if (variant(not_looked_up)) {
		xa_erase(tree, 0);
	} else {
		if (entry != xa_cmpxchg(tree, 0, entry, NULL, GFP_KERNEL)) {	/* no longer the slot's */
			if (variant(folio_left))
				return -ENOMEM;
			delete_from_swap_cache(folio);
			folio_unlock(folio);
			folio_put(folio);
			return -ENOMEM;
		}
	}
	zswap_decompress(entry, folio);
	zswap_entry_free(entry);
	folio_mark_uptodate(folio);
	__swap_writepage(folio, NULL);
	folio_put(folio);
	return 0;
}

__role enum lru_status shrink_memcg_cb(struct list_head *item, struct list_lru_one *l, spinlock_t *lock, void *arg)
{
	struct zswap_entry *entry = container_of(item, struct zswap_entry, lru);
	swp_entry_t swpentry;
	enum lru_status ret = LRU_REMOVED_RETRY;

	list_move_tail(item, &l->list);
	swpentry = entry->swpentry;
	spin_unlock(lock);
	if (zswap_writeback_entry(entry, swpentry))
		ret = LRU_RETRY;
	spin_lock(lock);
	return ret;
}

__thread void shrink_memcg(void)
{
	spin_lock(&zswap_list_lru.lock);
	if (zswap_list_lru.has_old)
		shrink_memcg_cb(&Z.lru, &zswap_list_lru.one, &zswap_list_lru.lock, NULL);
	spin_unlock(&zswap_list_lru.lock);
}


__atomic struct zswap_entry *free_and_use_again(void)
{
	struct zswap_entry *old = tree_entry;

	if (swap_cache && !written)
		return ERR_PTR(-EBUSY);
	slot_data = NEW;
	if (swap_cache)
		put(swap_cache);
	swap_cache = NULL;
	tree_entry = new(struct zswap_entry);
	/* maybe at the same address */
	tree_entry->data = NEW;
	return old;
}
/* the owner exits, the slot is freed and somebody else swaps out to it; a folio in the swap cache that is being written keeps the slot */
__thread void swap_free(void)
{
	struct zswap_entry *old;

	do {
		wait(!swap_cache || written);
		old = free_and_use_again();
	} while (IS_ERR(old));
	if (old)
		zswap_entry_free(old);
}

/** newest - what the slot's user swapped out last is in zswap, or on the device */
__finally bool newest(void)
{
	return tree_entry ? tree_entry->data == slot_data : disk_data == slot_data;
}

/** no_leak - a folio that is not in the swap cache is gone */
__finally bool no_leak(void)
{
	return alive(&F[0]) == (swap_cache != NULL);
}

/** clean - no folio that was never filled stays in the swap cache */
__finally bool clean(void)
{
	return !swap_cache || swap_cache->uptodate;
}
