/**
 * uffd-move-swap - UFFDIO_MOVE of a swapped out page that comes back meanwhile
 * @era: 6.8-6.18
 * @rule: lock/stale-after-unlock
 * @source: 0ea148a79919 "mm: userfaultfd: fix race of userfaultfd_move and swap cache"; mm/userfaultfd.c (6.12)
 * @story: move_pages_pte() looks the entry up in the swap cache before it holds the page table locks. A fault and another swapout on the same entry can put a folio into
 *   the cache, or take out the one that was found and free it: pte_same() sees the same entry as before. Then the pte moves without the folio, whose
 *   rmap still says the old address, or the rmap of a folio that has become somebody else's is changed.
 * @bound: one entry, one folio; the page is faulted in and reclaimed once
 * @atomic: looking into the swap cache, entering and leaving it; comparing or changing a pte under its lock
 */
#define SWAP_HAS_CACHE 64

struct swp_entry {
	unsigned int val : 2;
};
typedef struct swp_entry swp_entry_t;

typedef int pte_t;

enum { NONE = 0, SWAPPED = 1, MAPPED = 2 };
enum { SRC_ADDR = 1, DST_ADDR = 2 };

struct swap_info_struct {
	int swap_map[2];
};

struct folio {
	unsigned int refs : 3;
	struct mutex lock;
	bool swapcache;
	swp_entry_t swap;
	unsigned int index : 2;
};

struct swap_info_struct si0 = { .swap_map = { 0, 1 } };
struct folio F = { .index = SRC_ADDR };
/* what the swap cache has for the entry */
struct folio *swap_cache = NULL;
int src_pte = SWAPPED;
int dst_pte = NONE;
spinlock_t src_lock, dst_lock;

__variant(rechecked, holds, "what was found is looked at again under the locks: in the cache for this entry, or nothing there");
__variant(folio_not_rechecked, breaks, "a folio that was found is taken to be still the entry's");
__variant(cache_not_rechecked, breaks, "nothing was found, and it is not looked again");
__mutant(rechecked, "if (READ_ONCE(si->swap_map[swp_offset(entry)]) & SWAP_HAS_CACHE) {	/* it came back */", "if (false) {");

bool pte_same(pte_t a, pte_t b) { return a == b; }
pte_t ptep_get(pte_t *ptep) { return *ptep; }
pte_t pte_swp_mksoft_dirty(pte_t pte) { return pte; }
unsigned long swp_offset(swp_entry_t entry) { return 1; }
bool folio_test_swapcache(struct folio *folio) { return folio->swapcache; }
bool folio_trylock(struct folio *folio) { return trytake(&folio->lock, FOLIO); }
void folio_unlock(struct folio *folio) { drop(&folio->lock, FOLIO); }
unsigned long linear_page_index(struct vm_area_struct *vma, unsigned long addr) { return addr; }

/* of a folio that is locked and in the cache for the entry that is moved */
void folio_move_anon_rmap(struct folio *folio, struct vm_area_struct *vma)
{
	assert(folio->swapcache && folio->swap.val == 1);
}

void double_pt_lock(spinlock_t *ptl1, spinlock_t *ptl2)
{
	spin_lock(&src_lock);
	spin_lock(&dst_lock);
}

void double_pt_unlock(spinlock_t *ptl1, spinlock_t *ptl2)
{
	spin_unlock(&dst_lock);
	spin_unlock(&src_lock);
}

__atomic pte_t ptep_get_and_clear(struct mm_struct *mm, unsigned long addr, pte_t *ptep)
{
	pte_t old = *ptep;

	*ptep = NONE;
	return old;
}

void set_pte_at(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte) { *ptep = pte; }

__role int move_swap_pte(struct mm_struct *mm, struct vm_area_struct *dst_vma, unsigned long dst_addr, unsigned long src_addr,
			 pte_t *dst_pte, pte_t *src_pte, pte_t orig_dst_pte, pte_t orig_src_pte, spinlock_t *dst_ptl, spinlock_t *src_ptl,
			 struct folio *src_folio, struct swap_info_struct *si, swp_entry_t entry)
{
	if (!variant(folio_not_rechecked) && src_folio && (!folio_test_swapcache(src_folio) || entry.val != src_folio->swap.val))
		return -EAGAIN;
	double_pt_lock(dst_ptl, src_ptl);
	if (!pte_same(ptep_get(src_pte), orig_src_pte) || !pte_same(ptep_get(dst_pte), orig_dst_pte)) {
		double_pt_unlock(dst_ptl, src_ptl);
		return -EAGAIN;
	}
	if (src_folio) {
		folio_move_anon_rmap(src_folio, dst_vma);
		src_folio->index = linear_page_index(dst_vma, dst_addr);
	} else if (!variant(cache_not_rechecked)) {
		if (READ_ONCE(si->swap_map[swp_offset(entry)]) & SWAP_HAS_CACHE) {	/* it came back */
			double_pt_unlock(dst_ptl, src_ptl);
			return -EAGAIN;
		}
	}
	set_pte_at(mm, dst_addr, dst_pte, ptep_get_and_clear(mm, src_addr, src_pte));
	double_pt_unlock(dst_ptl, src_ptl);
	return 0;
}

__atomic struct folio *filemap_get_folio(void)
{
	if (swap_cache)
		swap_cache->refs++;
	return swap_cache;
}

__thread void move_pages_pte(void)
{
	pte_t orig_src_pte = READ_ONCE(src_pte);
	struct folio *src_folio;
	swp_entry_t entry;

	if (orig_src_pte != SWAPPED)
		return;
	entry.val = 1;
	src_folio = filemap_get_folio();
	if (src_folio && !folio_trylock(src_folio))
		return;
	move_swap_pte(NULL, NULL, DST_ADDR, SRC_ADDR, &dst_pte, &src_pte, NONE, orig_src_pte, &dst_lock, &src_lock, src_folio, &si0, entry);
	if (src_folio)
		folio_unlock(src_folio);
}

/* the folio is in the swap cache, or was: there is nobody else who needs it */
__atomic void add_to_swap_cache(void)
{
	si0.swap_map[1] = 65;
	F.swap.val = 1;
	F.index = SRC_ADDR;
	F.swapcache = true;
	swap_cache = &F;
}

__atomic void delete_from_swap_cache(void)
{
	si0.swap_map[1] = 1;
	F.swapcache = false;
	F.swap.val = 0;
	swap_cache = NULL;
}

/* the page is faulted in, reclaimed again to the same entry while it is still cached, and leaves the cache at the end or not */
__thread void fault_and_reclaim(void)
{
	take(&F.lock, FOLIO);
	if (src_pte != SWAPPED) {
		drop(&F.lock, FOLIO);
		return;
	}
	add_to_swap_cache();
	spin_lock(&src_lock);
	if (src_pte != SWAPPED) {
		spin_unlock(&src_lock);
		delete_from_swap_cache();
		drop(&F.lock, FOLIO);
		return;
	}
	src_pte = MAPPED;
	spin_unlock(&src_lock);
	spin_lock(&src_lock);
	src_pte = SWAPPED;
	spin_unlock(&src_lock);
	drop(&F.lock, FOLIO);
	if (choose()) {
		outcome("reclaim frees the folio");
		take(&F.lock, FOLIO);
		delete_from_swap_cache();
		drop(&F.lock, FOLIO);
	}
}

/** rmap - a folio in the swap cache has the address of the pte that its entry is in */
__finally bool rmap(void)
{
	return !swap_cache || (dst_pte == SWAPPED ? swap_cache->index == DST_ADDR : swap_cache->index == SRC_ADDR);
}
