/**
 * swapin-swapoff - a fault reads from a device that is switched off
 * @era: 6.10-6.18
 * @rule: ref/use-after-put
 * @source: 2799e77529c2 "swap: fix do_swap_page() race with swapoff"; mm/memory.c (6.12)
 * @story: A fault that lost its look at the pte has nothing that keeps the swap device: swapoff brings the page in by itself, finds the device unused and frees what belongs to it, while the fault still
 *   asks it for its flags, its map and its data. get_swap_device() keeps swapoff waiting until put_swap_device(); it fails once swapoff has begun.
 * @bound: one pte, one fault, one swapoff
 * @atomic: pinning a slot; getting a device
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
__pool struct folio F[1] = { { .refs = 1 } };
int the_pte = SWAPPED;
spinlock_t ptl;
/* the slot: its user, who pins it, what was written to it */
unsigned int slot_count = 1;
bool slot_pinned = false;
unsigned int slot_data = 1;
struct folio *mapped_by;
/* the device may be used; how many have got it */
bool swap_live = true;
unsigned int swap_users = 0;

__variant(device_held, holds, "the device is held from before the swap cache is looked at until the fault is over");
__variant(not_held, breaks, "the device is only looked up");
__variant(put_early, breaks, "held, but given back before the slot is read");
__mutant(device_held, "si = variant(not_held) ? swp_swap_info(entry) : get_swap_device(entry);	/* no swapoff from here on */", "si = swp_swap_info(entry);");

swp_entry_t pte_to_swp_entry(pte_t pte)
{
	swp_entry_t entry;

	entry.val = 1;
	return entry;
}

unsigned long swp_offset(swp_entry_t entry) { return 0; }
__atomic struct swap_info_struct *get_swap_device(swp_entry_t entry)
{
	if (!swap_live)
		return NULL;
	swap_users++;
	return &si0;
}

struct swap_info_struct *swp_swap_info(swp_entry_t entry) { return &si0; }
__atomic void put_swap_device(struct swap_info_struct *si)
{
	if (swap_users > 0)
		swap_users--;
}

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

/* the read is waited for; the device is there */
void swap_read_folio(struct folio *folio, void **plug)
{
	assert(alive(&si0));
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
void swap_free_nr(swp_entry_t entry, int nr) { slot_count--; }

void folio_add_new_anon_rmap(struct folio *folio, struct vm_area_struct *vma, unsigned long address, int flags)
{
	folio->anon = true;
	mapped_by = folio;
}

void set_ptes(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte, unsigned int nr) { the_pte = MAPPED; }

__role vm_fault_t do_swap_page(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	swp_entry_t entry = pte_to_swp_entry(vmf->orig_pte);
	struct swap_info_struct *si = NULL;
	struct folio *folio = NULL;
	vm_fault_t ret = 0;

	hunk_begin(get);
	si = variant(not_held) ? swp_swap_info(entry) : get_swap_device(entry);	/* no swapoff from here on */
	if (!si)
		goto out;
	folio = swap_cache_get_folio(entry, vma, vmf->address);
	hunk_end();
	if (variant(put_early))
		put_swap_device(si);
	if (!(si->flags & SWP_SYNCHRONOUS_IO))
		goto out;
	folio = alloc_swap_folio(vmf);
	if (!folio)
		goto out;
	__folio_set_locked(folio);
	if (swapcache_prepare(entry, 1)) {
		folio_unlock(folio);
		folio_put(folio);
		goto out;
	}
	swap_read_folio(folio, NULL);
	pte_offset_map_lock(NULL, NULL, 0, NULL);
	if (pte_same(ptep_get(NULL), vmf->orig_pte)) {
		swap_free_nr(entry, 1);
		folio_add_new_anon_rmap(folio, vmf->vma, 0, 0);
		set_ptes(NULL, 0, NULL, 0, 1);
		pte_unmap_unlock(1, &ptl);
		folio_unlock(folio);
	} else {
		pte_unmap_unlock(1, &ptl);
		folio_unlock(folio);
		folio_put(folio);
	}
	swapcache_clear(si, entry, 1);
out:
	hunk_begin(put);
	if (si && variant(device_held))
		put_swap_device(si);
	return ret;
	hunk_end();
	return 0;
}

__thread void fault(void)
{
	do_swap_page(&vmf0);
}

/* try_to_unuse() maps what is still swapped out; a slot that is pinned is waited for */
__thread void swapoff(void)
{
	take(&ptl, SPIN);
	if (the_pte == SWAPPED) {
		the_pte = MAPPED;
		slot_count--;
	}
	drop(&ptl, SPIN);
	wait(slot_count == 0 && !slot_pinned);
	swap_live = false;
	wait(swap_users == 0);
	free(&si0);
}

/** unused - the slot has no user any more */
__finally bool unused(void)
{
	return slot_count == 0 && !slot_pinned;
}
