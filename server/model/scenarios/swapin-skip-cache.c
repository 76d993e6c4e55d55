/**
 * swapin-skip-cache - two faults on one entry read it past the swap cache
 * @era: 6.10-6.18
 * @rule: lock/unguarded-access
 * @source: 13ddaf26be32 "mm/swap: fix race when skipping swapcache"; mm/memory.c (6.12)
 * @story: On a synchronous device a fault reads the slot into a page of its own. A second fault on the same pte may do so too. When the first has mapped its page and freed the slot, the
 *   page is written to and swapped out again, to the same slot: pte_same() finds for the second fault the entry that it came with, and it maps the old
 *   data. SWAP_HAS_CACHE, held from before the read until the pte is set, lets one fault in and keeps the slot from being used again.
 * @bound: one pte, two faults, one swapout after the first of them
 * @atomic: pinning a slot, dropping its user, allocating it again
 */
#define SWP_SYNCHRONOUS_IO 1
#define SWP_STABLE_WRITES 2
#define VM_FAULT_OOM 1
#define VM_FAULT_SIGBUS 2
#define VM_FAULT_MAJOR 4
#define VM_FAULT_RETRY 8
#define VM_FAULT_HWPOISON 16
#define VM_FAULT_ERROR 19
#define FAULT_FLAG_WRITE 1
#define VM_WRITE 0
#define RMAP_NONE 0
#define RMAP_EXCLUSIVE 1
#define MM_ANONPAGES 0
#define MM_SWAPENTS 0
#define PGMAJFAULT 0

typedef int pte_t;

struct swp_entry {
	unsigned int val : 2;
};
typedef struct swp_entry swp_entry_t;

enum { SWAPPED = 1, SWAPPED_ELSEWHERE = 2, MAPPED = 3 };

struct swap_info_struct {
	unsigned int flags : 2;
};

struct vm_area_struct {
	unsigned int vm_flags : 1;
};

struct vm_fault {
	struct vm_area_struct *vma;
	int pte : 2;
	int orig_pte : 3;
	unsigned int address : 1;
	unsigned int flags : 1;
};

struct folio {
	unsigned int refs : 2;
	struct mutex lock;
	bool anon;
	bool uptodate;
	unsigned int data : 2;
};

struct swap_info_struct si0 = { .flags = SWP_SYNCHRONOUS_IO };
struct vm_area_struct vma0;
struct vm_fault vmf0 = { .vma = &vma0, .orig_pte = SWAPPED };
struct vm_fault vmf1 = { .vma = &vma0, .orig_pte = SWAPPED };
__pool struct folio F[2] = { { .refs = 1 } };
int the_pte = SWAPPED;
spinlock_t ptl;
/* the slot: its user, who pins it, what was written to it */
unsigned int slot_count = 1;
bool slot_pinned = false;
unsigned int slot_data = 1;
/* what the page has, as its user sees it */
unsigned int newest = 1;
unsigned int mapped_data = 0;
struct folio *mapped_by;

__variant(pinned, holds, "SWAP_HAS_CACHE is held from before the read until the pte is set");
__variant(not_pinned, breaks, "both faults read the slot");
__variant(cleared_early, breaks, "SWAP_HAS_CACHE is given up after the read");
__mutant(pinned, "if (swapcache_prepare(entry, nr_pages))	/* one at a time */", "if (slot_count == 0)");

swp_entry_t pte_to_swp_entry(pte_t pte)
{
	swp_entry_t entry;

	entry.val = 1;
	return entry;
}

unsigned long swp_offset(swp_entry_t entry) { return 0; }
struct swap_info_struct *get_swap_device(swp_entry_t entry) { return &si0; }
struct swap_info_struct *swp_swap_info(swp_entry_t entry) { return &si0; }
void put_swap_device(struct swap_info_struct *si) { }
struct folio *swap_cache_get_folio(swp_entry_t entry, struct vm_area_struct *vma, unsigned long addr) { return NULL; }
int __swap_count(swp_entry_t entry) { return 1; }
struct folio *alloc_swap_folio(struct vm_fault *vmf) { return new(struct folio); }
void __folio_set_locked(struct folio *folio) { trytake(&folio->lock, FOLIO); }
void folio_unlock(struct folio *folio) { drop(&folio->lock, FOLIO); }
void folio_put(struct folio *folio) { put(folio); }
bool folio_test_anon(struct folio *folio) { return folio->anon; }
bool folio_test_uptodate(struct folio *folio) { return folio->uptodate; }
bool folio_test_swapcache(struct folio *folio) { return false; }
pte_t ptep_get(pte_t *ptep) { return the_pte; }
bool pte_same(pte_t a, pte_t b) { return a == b; }

/* the read is waited for */
void swap_read_folio(struct folio *folio, void **plug)
{
	folio->data = slot_data;
	folio->uptodate = true;
}

int folio_lock_or_retry(struct folio *folio, struct vm_fault *vmf)
{
	/* its own new folio, which it has locked already */
	if (trytake(&folio->lock, FOLIO))
		assert(false);
	return 0;
}

vm_fault_t do_wp_page(struct vm_fault *vmf) { return 0; }

int pte_offset_map_lock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr, spinlock_t **ptlp)
{
	spin_lock(&ptl);
	return 1;
}

void pte_unmap_unlock(int pte, spinlock_t *lock) { spin_unlock(&ptl); }

__atomic int swapcache_prepare(swp_entry_t entry, int nr)
{
	if (slot_pinned)
		return -EEXIST;
	if (slot_count == 0)
		return -ENOENT;
	slot_pinned = true;
	return 0;
}

void swapcache_clear(struct swap_info_struct *si, swp_entry_t entry, int nr) { slot_pinned = false; }
void mem_cgroup_swapin_uncharge_swap(swp_entry_t entry, unsigned int nr) { }
void swap_free_nr(swp_entry_t entry, int nr) { slot_count--; }

void folio_add_new_anon_rmap(struct folio *folio, struct vm_area_struct *vma, unsigned long address, int flags)
{
	folio->anon = true;
	mapped_by = folio;
}

__atomic void set_ptes(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte, unsigned int nr)
{
	mapped_data = mapped_by->data;
	the_pte = MAPPED;
}

__role vm_fault_t do_swap_page(struct vm_fault *vmf)
{
	swp_entry_t entry = pte_to_swp_entry(vmf->orig_pte);
	struct swap_info_struct *si = &si0;
	struct folio *folio = alloc_swap_folio(vmf);
	bool need_clear_cache = false;
	int nr_pages = 1;
	vm_fault_t ret = 0;

	if (!folio)
		return VM_FAULT_OOM;
	__folio_set_locked(folio);
	hunk_begin(pin);
	if (!variant(not_pinned)) {
		if (swapcache_prepare(entry, nr_pages))	/* one at a time */
			goto out_page;
		need_clear_cache = true;
	}
	mem_cgroup_swapin_uncharge_swap(entry, nr_pages);
	hunk_end();
	swap_read_folio(folio, NULL);
	if (variant(cleared_early)) {
		swapcache_clear(&si0, entry, 1);
		need_clear_cache = false;
	}
	vmf->pte = pte_offset_map_lock(NULL, NULL, 0, NULL);
	if (pte_same(ptep_get(NULL), vmf->orig_pte)) {
		swap_free_nr(entry, 1);
		folio_add_new_anon_rmap(folio, vmf->vma, 0, 0);
		set_ptes(NULL, 0, NULL, 0, 1);
		folio_unlock(folio);
	} else {
		folio_unlock(folio);
		folio_put(folio);
	}
	hunk_begin(clear);
	if (vmf->pte)
		pte_unmap_unlock(vmf->pte, &ptl);
	if (need_clear_cache)
		swapcache_clear(si, entry, nr_pages);
	return ret;
	hunk_end();
out:
	return ret;
out_page:
	folio_unlock(folio);
	folio_put(folio);
	return ret;
}

/* the user writes to the page, and it is swapped out again: to the slot that it had, if that is free */
__atomic void write_and_swap_out(void)
{
	if (the_pte != MAPPED)
		return;
	newest = 2;
	if (slot_count == 0 && !slot_pinned) {
		slot_count = 1;
		slot_data = newest;
		the_pte = SWAPPED;
	} else {
		the_pte = SWAPPED_ELSEWHERE;
	}
}

__thread void fault_then_reclaim(void)
{
	do_swap_page(&vmf0);
	take(&ptl, SPIN);
	write_and_swap_out();
	drop(&ptl, SPIN);
}

__thread void fault(void)
{
	do_swap_page(&vmf1);
}

/** data - what is mapped is what was written last */
__always bool data(void)
{
	return the_pte != MAPPED || mapped_data == newest;
}
