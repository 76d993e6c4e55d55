/**
 * zswap-store-stale - a store that fails leaves the copy of what the page was before
 * @era: 6.6-
 * @rule: charge/not-undone
 * @source: 678e54d4bb9a "mm/zswap: invalidate duplicate entry when !zswap_enabled"; mm/zswap.c (6.12)
 * @story: A page that was swapped out, read again and changed is swapped out to the same slot. If zswap does not take the new data, because it is switched off or the store fails, the data goes to the
 *   device; the old copy that zswap still has would be written back over it later, or be read instead of it. Every way out of zswap_store() without a new entry
 *   has to drop the old one.
 * @bound: one slot, one swapout, one writeback
 * @atomic: an operation on the tree; a writeback, which has the slot to itself
 */
enum { OLD = 1, NEW = 2 };

struct swp_entry {
	unsigned int val : 1;
};
typedef struct swp_entry swp_entry_t;

struct list_head {
	bool on_list;
};

struct zswap_pool {
	void *zpool;
};

struct zswap_entry {
	struct zswap_pool *pool;
	struct obj_cgroup *objcg;
	struct list_head lru;
	swp_entry_t swpentry;
	unsigned int length : 1;
	unsigned int data : 2;
};

struct folio {
	struct mutex lock;
	swp_entry_t swap;
	unsigned int data : 2;
};

struct zswap_entry Z = { .lru = { .on_list = true }, .length = 1, .data = OLD };
__pool struct zswap_entry Y[1] = { { .length = 1, .data = NEW } };
struct zswap_pool pool0;
struct folio F = { .data = NEW };
struct zswap_entry *tree_entry = &Z;
bool zswap_enabled = true;
bool zswap_pool_reached_full = false;
/* the device has the old data too, or nothing yet */
unsigned int disk_data = 0;

__variant(dropped, holds, "every way out without a new entry drops the old one");
__variant(kept_when_off, breaks, "zswap is switched off, and the old entry stays");
__variant(kept_on_failure, breaks, "the store fails, and the old entry stays");
__mutant(dropped, "entry = xa_erase(tree, offset);	/* what is left is stale */", "entry = NULL;");

unsigned long swp_offset(swp_entry_t entry) { return 0; }
struct xarray *swap_zswap_tree(swp_entry_t entry) { return NULL; }
bool folio_test_locked(struct folio *folio) { return true; }
bool folio_test_swapcache(struct folio *folio) { return true; }
bool folio_test_large(struct folio *folio) { return false; }
int folio_nid(struct folio *folio) { return 0; }
struct obj_cgroup *get_obj_cgroup_from_folio(struct folio *folio) { return NULL; }
void obj_cgroup_put(struct obj_cgroup *objcg) { }
bool zswap_check_limits(void) { return false; }
struct zswap_pool *zswap_pool_current_get(void) { return &pool0; }
void zswap_pool_put(struct zswap_pool *pool) { }
void zpool_free(void *zpool, unsigned long handle) { }
void zswap_entry_cache_free(struct zswap_entry *entry) { free(entry); }
void zswap_entry_free(struct zswap_entry *entry) { free(entry); }
void INIT_LIST_HEAD(struct list_head *list) { list->on_list = false; }
void zswap_lru_add(struct list_lru *lru, struct zswap_entry *entry) { entry->lru.on_list = true; }
bool queue_work(struct workqueue_struct *wq, struct work_struct *work) { return true; }
bool xa_is_err(void *entry) { return false; }
int xa_err(void *entry) { return 0; }

struct zswap_entry *zswap_entry_cache_alloc(gfp_t gfp, int nid)
{
	if (choose()) {
		outcome("no memory for an entry");
		return NULL;
	}
	return new(struct zswap_entry);
}

bool zswap_compress(struct folio *folio, struct zswap_entry *entry)
{
	if (choose()) {
		outcome("it does not compress");
		return false;
	}
	entry->data = folio->data;
	return true;
}

__atomic struct zswap_entry *xa_store(struct xarray *xa, unsigned long index, struct zswap_entry *entry, gfp_t gfp)
{
	struct zswap_entry *old = tree_entry;

	tree_entry = entry;
	return old;
}

__atomic struct zswap_entry *xa_erase(struct xarray *xa, unsigned long index)
{
	struct zswap_entry *old = tree_entry;

	tree_entry = NULL;
	return old;
}

__role bool zswap_store(struct folio *folio)
{
	swp_entry_t swp = folio->swap;
	pgoff_t offset = swp_offset(swp);
	struct xarray *tree = swap_zswap_tree(swp);
	struct zswap_entry *entry, *old;

	if (!zswap_enabled) {
		if (variant(kept_when_off))
			return false;
		goto check_old;
	}
	entry = zswap_entry_cache_alloc(GFP_KERNEL, folio_nid(folio));
	if (!entry)
		goto reject;
	if (!zswap_compress(folio, entry)) {
		zswap_entry_cache_free(entry);
		goto reject;
	}
	entry->length = 1;
	old = xa_store(tree, offset, entry, GFP_KERNEL);
	if (old)
		zswap_entry_free(old);
	zswap_lru_add(NULL, entry);
	return true;
reject:
	if (variant(kept_on_failure))
		return false;
check_old:
	entry = xa_erase(tree, offset);	/* what is left is stale */
	if (entry)
		zswap_entry_free(entry);
	return false;
}

/* the folio is locked in the swap cache: nobody else pins the slot */
__thread void swap_writepage(void)
{
	take(&F.lock, FOLIO);
	if (!zswap_store(&F))
		disk_data = F.data;
	drop(&F.lock, FOLIO);
}

/* the shrinker gets the slot when nobody is at it, and writes back what zswap has */
__thread void zswap_writeback(void)
{
	struct zswap_entry *entry;

	if (!trytake(&F.lock, FOLIO))
		return;
	entry = xa_erase(NULL, 0);
	if (entry) {
		disk_data = entry->data;
		zswap_entry_free(entry);
	}
	drop(&F.lock, FOLIO);
}

/* somebody switches zswap off */
__thread void zswap_disable(void)
{
	zswap_enabled = false;
}

/** newest - what is read next is what was swapped out last */
__finally bool newest(void)
{
	return tree_entry ? tree_entry->data == NEW : disk_data == NEW;
}
