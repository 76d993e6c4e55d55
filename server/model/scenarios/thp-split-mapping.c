/**
 * thp-split-mapping - a file's mapping is unlocked after the last page that kept its inode
 * @era: 4.5-
 * @rule: ref/use-after-put
 * @source: "mm/huge_memory: unlock i_mmap_rwsem before releasing after-split folios"; mm/huge_memory.c (6.12)
 * @story: A large folio of a file is split under i_mmap_rwsem. What keeps the inode is a locked folio in its page cache: whoever evicts the inode waits for it. The split unlocks
 *   all folios that it makes but the caller's, and that one may lie beyond the end of the file and be out of the page cache by then. So i_mmap_rwsem is released
 *   before the first of them is unlocked.
 * @bound: a folio of two pages, the caller's is the second, which is beyond the end of the file
 * @atomic: splitting the folio and dropping its tail from the page cache
 */
#define HPAGE_PMD_ORDER 9

struct address_space {
	struct rw_semaphore i_mmap_rwsem;
	unsigned int nrpages : 2;
	struct inode *host;
};

struct inode {
	bool in_use;
};

struct page {
	unsigned int index : 2;
	struct folio *folio;
};

struct folio {
	struct page page;
	struct mutex lock;
	struct address_space *mapping;
};

struct inode inode0;
bool under_way = false;
struct address_space mapping0 = { .nrpages = 2, .host = &inode0 };
/* the second page gets a folio of its own by the split */
struct folio F[2] = { { .page = { .folio = &F[0] }, .mapping = &mapping0 }, { .page = { .index = 1, .folio = &F[0] } } };

__variant(unlocked_first, holds, "i_mmap_rwsem is released before the folios of the split are unlocked");
__variant(unlocked_last, breaks, "i_mmap_rwsem is released by the caller, at the end");
__mutant(unlocked_first, "return variant(unlocked_first);", "return false;");
__mutant(unlocked_last, "return variant(unlocked_first);", "return true;");

/* before the folios of the split are unlocked */
bool in_time(void) { return variant(unlocked_first); }

struct folio *page_folio(struct page *page) { return page->folio; }
struct page *folio_page(struct folio *folio, int n) { return &F[n].page; }
bool folio_test_anon(struct folio *folio) { return false; }
bool folio_test_swapcache(struct folio *folio) { return false; }
bool folio_test_locked(struct folio *folio) { return true; }
bool folio_test_large(struct folio *folio) { return true; }
bool folio_test_writeback(struct folio *folio) { return false; }
bool folio_test_has_hwpoisoned(struct folio *folio) { return false; }
bool is_huge_zero_folio(struct folio *folio) { return false; }
bool PageAnon(struct page *page) { return false; }
bool shmem_mapping(struct address_space *mapping) { return false; }
unsigned int folio_order(struct folio *folio) { return 1; }
int folio_nr_pages(struct folio *folio) { return 2; }
int mapping_min_folio_order(struct address_space *mapping) { return 0; }
gfp_t mapping_gfp_mask(struct address_space *mapping) { return GFP_KERNEL; }
gfp_t current_gfp_context(gfp_t flags) { return flags; }
bool filemap_release_folio(struct folio *folio, gfp_t gfp) { return true; }
bool can_split_folio(struct folio *folio, int caller_pins, int *pextra_pins) { return true; }
bool folio_ref_freeze(struct folio *folio, int count) { return true; }
struct mem_cgroup *folio_memcg(struct folio *folio) { return NULL; }
struct mem_cgroup *set_active_memcg(struct mem_cgroup *memcg) { return NULL; }
struct deferred_split *get_deferred_split_queue(struct folio *folio) { return NULL; }
struct lruvec *folio_lruvec_lock(struct folio *folio) { return NULL; }
void unlock_page_lruvec(struct lruvec *lruvec) { }
void unmap_folio(struct folio *folio) { }
void remap_page(struct folio *folio, unsigned long nr, int flags) { }
void split_page_memcg(struct page *head, int old_order, int new_order) { }
void split_page_owner(struct page *page, int old_order, int new_order) { }
void pgalloc_tag_split(struct folio *folio, int old_order, int new_order) { }
void ClearPageHasHWPoisoned(struct page *page) { }
void ClearPageCompound(struct page *page) { }
void spin_lock(spinlock_t *lock) { }
void spin_unlock(spinlock_t *lock) { }
void xas_lock(struct xa_state *xas) { }
void xas_unlock(struct xa_state *xas) { }
void xas_reset(struct xa_state *xas) { }
void xas_split(struct xa_state *xas, void *entry, unsigned int order) { }
void xas_split_alloc(struct xa_state *xas, void *entry, unsigned int order, gfp_t gfp) { }
void xas_destroy(struct xa_state *xas) { }
int xas_error(struct xa_state *xas) { return 0; }
void *xas_load(struct xa_state *xas) { return &F[0]; }
void mapping_set_update(struct xa_state *xas, struct address_space *mapping) { }
void xa_lock(struct xarray *xa) { }
void xa_unlock(struct xarray *xa) { }
void folio_account_cleaned(struct folio *folio, struct bdi_writeback *wb) { }
bool folio_test_clear_dirty(struct folio *folio) { return false; }
void folio_put_refs(struct folio *folio, int refs) { }
void count_vm_event(int item) { }
void count_mthp_stat(int order, int item) { }
void mod_mthp_stat(int order, int item, int delta) { }
void filemap_nr_thps_dec(struct address_space *mapping) { }
void __lruvec_stat_mod_folio(struct folio *folio, int item, int nr) { }
bool folio_test_pmd_mappable(struct folio *folio) { return true; }
bool folio_test_swapbacked(struct folio *folio) { return false; }
void free_page_and_swap_cache(struct page *page) { }
void i_mmap_lock_read(struct address_space *mapping) { down_read(&mapping->i_mmap_rwsem); }
void i_mmap_unlock_read(struct address_space *mapping) { up_read(&mapping->i_mmap_rwsem); }
void folio_unlock(struct folio *folio) { drop(&folio->lock, FOLIO); }

/* the tail is a locked folio of its own from here on */
__atomic void __split_huge_page_tail(struct folio *folio, int tail, struct lruvec *lruvec, struct list_head *list, unsigned int new_order,
				     bool handle_hwpoison)
{
	F[1].page.folio = &F[1];
	F[1].mapping = &mapping0;
	trytake(&F[1].lock, FOLIO);
}

__atomic void __filemap_remove_folio(struct folio *folio, void *shadow)
{
	if (folio->mapping)
		folio->mapping->nrpages--;
	folio->mapping = NULL;
}

__role void __split_huge_page(struct page *page, struct list_head *list, pgoff_t end, unsigned int new_order, struct address_space *mapping)
{
	__split_huge_page_tail(&F[0], 1, NULL, list, new_order, false);
	if (F[1].page.index >= end)
		__filemap_remove_folio(page_folio(&F[1].page), NULL);
	hunk_begin(unlock);
	if (in_time())
		i_mmap_unlock_read(mapping);
	hunk_end();
	folio_unlock(page_folio(&F[0].page));
}

__role int split_huge_page_to_list_to_order(struct page *page, struct list_head *list, unsigned int new_order)
{
	struct folio *folio = page_folio(page);
	struct address_space *mapping = folio->mapping;
	pgoff_t end = 1;
	int ret;

	if (!mapping)
		return -EBUSY;
	i_mmap_lock_read(mapping);
	hunk_begin(split);
	__split_huge_page(page, list, end, new_order, mapping);
	if (in_time())
		mapping = NULL;
	ret = 0;
	hunk_end();
	if (mapping)
		i_mmap_unlock_read(mapping);
	return ret;
}

/* the end of the file is behind the first page */
int DIV_ROUND_UP(int n, int size) { return n; }
long i_size_read(struct inode *inode) { return 1; }

/* truncation holds a page of the folio locked and asks for it to be split */
__thread void truncate(void)
{
	trytake(&F[0].lock, FOLIO);
	under_way = true;
	split_huge_page_to_list_to_order(&F[1].page, NULL, 0);
	folio_unlock(page_folio(&F[1].page));
}

/* the last user closes the file meanwhile: every folio that is in the page cache is taken out of it, locked; then the inode goes */
__thread void evict(void)
{
	wait(under_way);
	take(&F[0].lock, FOLIO);
	mapping0.nrpages = 0;
	drop(&F[0].lock, FOLIO);
	free(&mapping0);
}
