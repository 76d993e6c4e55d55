/**
 * charge-move-rmap - a task's charges are moved while another task unmaps the page
 * @era: 6.1-6.2
 * @rule: lock/unguarded-access
 * @source: 4e0cf05f6059 "mm: memcontrol: skip moving non-present pages that are mapped elsewhere", c7c3dec1c9db "mm: rmap: remove lock_page_memcg()"
 * @story: mem_cgroup_move_account() moves NR_ANON_MAPPED with a page that is mapped. Without lock_page_memcg() in rmap somebody else's munmap changes
 *   that in between, and the statistic is taken from one group twice. A page behind a swap pte is safe once it is locked and not mapped: the page lock
 *   keeps faults out. Whoever gets the page back locked has to unlock it.
 * @bound: one page in the swap cache; task A whose charges move, task B that unmaps the page, task C that faults it in
 * @atomic: a mapcount and its statistic
 */
struct swp_entry {
	unsigned int val : 2;
};
typedef struct swp_entry swp_entry_t;

typedef int pte_t;

struct mem_cgroup {
	int nr_mapped : 3;
};

struct page {
	unsigned int refs : 3;
	struct mutex lock;
	spinlock_t move_lock;
	unsigned int mapcount : 2;
	struct mem_cgroup *memcg;
};

struct mem_cgroup from = { .nr_mapped = 1 };
struct mem_cgroup to;
/* in the swap cache, and mapped once, by B */
struct page P = { .refs = 2, .mapcount = 1, .memcg = &from };
/* the page lock was taken by trylock_page(): it is the mover's */
bool mover_holds = false;

__variant(locked_unmapped, holds, "only pages that can be locked and are not mapped are moved; the caller unlocks them");
__variant(rmap_locked, holds, "the old way: lock_page_memcg() in rmap and in mem_cgroup_move_account()");
__variant(unlocked, breaks, "rmap without lock_page_memcg(), and pages behind swap ptes are moved whether mapped or not");
__variant(left_locked, breaks, "the page comes back locked and the caller does not unlock it");
__variant(refused_locked, breaks, "a page that is refused because it is mapped stays locked");
__mutant(locked_unmapped, "if (page_mapped(page)) {	/* elsewhere */", "if (!page) {");
__mutant(rmap_locked, "lock_page_memcg(page);	/* keeps rmap out */", "");

void lock_page_memcg(struct page *page) { take(&page->move_lock, SPIN); }
void unlock_page_memcg(struct page *page) { drop(&page->move_lock, SPIN); }

bool trylock_page(struct page *page)
{
	if (!trytake(&page->lock, FOLIO))
		return false;
	mover_holds = true;
	return true;
}

void unlock_page(struct page *page)
{
	mover_holds = false;
	drop(&page->lock, FOLIO);
}

void put_page(struct page *page) { put(page); }
bool page_mapped(struct page *page) { return page->mapcount > 0; }
struct address_space *swap_address_space(swp_entry_t entry) { return NULL; }
pgoff_t swp_offset(swp_entry_t entry) { return entry.val; }
int __swap_count(swp_entry_t entry) { return 1; }
bool is_device_private_entry(swp_entry_t entry) { return false; }
bool non_swap_entry(swp_entry_t entry) { return false; }

swp_entry_t pte_to_swp_entry(pte_t pte)
{
	swp_entry_t entry;

	entry.val = 1;
	return entry;
}

struct page *find_get_page(struct address_space *mapping, pgoff_t offset)
{
	get(&P);
	return &P;
}

__role struct page *mc_handle_swap_pte(struct vm_area_struct *vma, pte_t ptent, swp_entry_t *entry)
{
	struct page *page = NULL;
	swp_entry_t ent = pte_to_swp_entry(ptent);

	page = find_get_page(swap_address_space(ent), swp_offset(ent));
	hunk_begin();
	if (variant(locked_unmapped) || variant(left_locked)) {
		if (!trylock_page(page)) {
			put_page(page);
			return NULL;
		}
		if (page_mapped(page)) {	/* elsewhere */
			unlock_page(page);
			put_page(page);
			return NULL;
		}
	}
	if (variant(refused_locked)) {
		if (!trylock_page(page) || page_mapped(page)) {
			put_page(page);
			return NULL;
		}
	}
	entry->val = ent.val;
	return page;
	hunk_end();
}

__role int mem_cgroup_move_account(struct page *page, bool compound, struct mem_cgroup *from, struct mem_cgroup *to)
{
	bool came_locked = mover_holds;

	if (!came_locked && !trylock_page(page))
		return -EBUSY;
	if (variant(rmap_locked))
		lock_page_memcg(page);	/* keeps rmap out */
	if (page_mapped(page)) {
		from->nr_mapped--;
		to->nr_mapped++;
	}
	page->memcg = to;
	if (variant(rmap_locked))
		unlock_page_memcg(page);
	if (!came_locked)
		unlock_page(page);
	return 0;
}

/* task A moves to another group; its pte is a swap pte, the page is still in the swap cache */
__thread void mem_cgroup_move_charge_pte_range(void)
{
	swp_entry_t ent;
	struct page *page;

	page = mc_handle_swap_pte(NULL, 0, &ent);
	if (!page)
		return;
	mem_cgroup_move_account(page, false, &from, &to);
	if (mover_holds && !variant(left_locked))
		unlock_page(page);
	put_page(page);
}

__atomic void page_add_rmap(struct page *page)
{
	page->mapcount++;
	if (page->mapcount == 1)
		page->memcg->nr_mapped++;
}

__atomic void page_remove_rmap(struct page *page)
{
	page->mapcount--;
	if (page->mapcount == 0)
		page->memcg->nr_mapped--;
}

/* task B unmaps the page: it holds its own page table lock, not the page lock */
__thread void zap_pte_range(void)
{
	if (variant(rmap_locked))
		lock_page_memcg(&P);
	page_remove_rmap(&P);
	if (variant(rmap_locked))
		unlock_page_memcg(&P);
	put_page(&P);
}

/* task C faults the page in from the swap cache */
__thread void do_swap_page(void)
{
	get(&P);
	take(&P.lock, FOLIO);
	if (variant(rmap_locked))
		lock_page_memcg(&P);
	page_add_rmap(&P);
	if (variant(rmap_locked))
		unlock_page_memcg(&P);
	drop(&P.lock, FOLIO);
}

/** mapped - NR_ANON_MAPPED of each group counts the mapped pages that are charged to it */
__finally bool mapped(void)
{
	return from.nr_mapped == (P.memcg == &from && P.mapcount > 0) && to.nr_mapped == (P.memcg == &to && P.mapcount > 0);
}

/** unlocked - the page is unlocked once the mover is done with it */
__finally bool unlocked(void)
{
	return !mover_holds;
}
