/*
 * Faults and walks: pages behind an address, page tables that are made, walks over them, notifiers, TLB batches, VMAs.
 */
/**
 * The page or folio that an entry maps: borrowed, kept by the page table lock.
 * @source: mm/memory.c (6.12)
 */
__pure struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr, pte_t pte);
__pure struct page *vm_normal_page_pmd(struct vm_area_struct *vma, unsigned long addr, pte_t pte);
__pure struct folio *vm_normal_folio(struct vm_area_struct *vma, unsigned long addr, pte_t pte);
__pure struct folio *vm_normal_folio_pmd(struct vm_area_struct *vma, unsigned long addr, pte_t pte);

/**
 * folio_walk_start - the folio mapped at an address, with its page table locked
 * @context: process; mmap_lock held; nothing may sleep until the end
 * @returns: NULL: none, nothing is held. else: borrowed, kept by the page table lock
 * @undo: folio_walk_end()
 * @since: 6.12
 * @note: 6.12 is the first tree it was seen in (unverified boundary)
 * @source: mm/pagewalk.c (6.12)
 */
struct folio *folio_walk_start(struct folio_walk *fw, struct vm_area_struct *vma, unsigned long addr, folio_walk_flags_t flags)
{
	if (choose())
		return NULL;
	fw->ptl = fresh();
	take(fw->ptl, SPIN);
	return fresh();
}

/**
 * folio_walk_end - drop the page table lock
 * @context: after folio_walk_start() that did not return NULL
 * @undo: nothing
 * @since: 6.12
 * @note: 6.12 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/pagewalk.h (6.12)
 */
void folio_walk_end(struct folio_walk *fw, struct vm_area_struct *vma)
{
	drop(fw->ptl, SPIN);
}

/**
 * follow_page - the page mapped at an address
 * @context: process; mmap_lock held; may sleep
 * @returns: NULL or ERR_PTR: none. else: referenced when foll_flags has FOLL_GET
 * @undo: put_page()
 * @until: 6.11
 * @renamed: folio_walk_start
 * @note: 6.11 is the last tree it was seen in (unverified boundary)
 * @source: mm/nommu.c (6.1)
 */
struct page *follow_page(struct vm_area_struct *vma, unsigned long address, unsigned int foll_flags)
{
	struct page *page = fresh();

	might_sleep();
	if (choose())
		return NULL;
	if (choose())
		return errptr();
	if (foll_flags & FOLL_GET)
		get(page_folio(page));
	return page;
}

/**
 * get_dump_page - the page at an address, for a core dump
 * @context: process; may sleep
 * @returns: NULL: none. else: referenced
 * @undo: put_page()
 * @source: mm/gup.c (6.12)
 * @check: references: the reference comes through the array that get_user_pages() fills
 */
struct page *get_dump_page(unsigned long addr)
{
	struct page *page = fresh();

	might_sleep();
	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * get_user_page_vma_remote - the page at an address of another address space, and its VMA
 * @context: process; mmap_lock held; may sleep
 * @returns: ERR_PTR: none. else: referenced
 * @undo: put_page()
 * @since: 6.5
 * @note: 6.5 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/mm.h (6.12)
 * @check: references: the reference comes through the array that get_user_pages() fills
 */
struct page *get_user_page_vma_remote(struct mm_struct *mm, unsigned long addr, int gup_flags, struct vm_area_struct **vmap)
{
	struct page *page = fresh();

	might_sleep();
	if (choose())
		return errptr();
	*vmap = fresh();
	get(page_folio(page));
	return page;
}

/**
 * get_user_pages - reference the pages of a user range
 * @context: process; may sleep
 * @returns: how many pages were got, or a negative errno
 * @undo: put_page() for each of the pages
 * @note: the pages of the array are not modelled
 * @source: mm/gup.c (6.12)
 */
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages)
{
	might_sleep();
	return unknown();
}

/**
 * get_user_pages_unlocked - reference the pages of a user range
 * @context: process; may sleep
 * @returns: how many pages were got, or a negative errno
 * @undo: put_page() for each of the pages
 * @note: the pages of the array are not modelled
 * @source: mm/gup.c (6.12)
 */
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages, unsigned int gup_flags)
{
	might_sleep();
	return unknown();
}

/**
 * get_user_pages_remote - reference the pages of a user range
 * @context: process; may sleep
 * @returns: how many pages were got, or a negative errno
 * @undo: put_page() for each of the pages
 * @note: the pages of the array are not modelled
 * @source: mm/gup.c (6.12)
 */
long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages)
{
	might_sleep();
	return unknown();
}

/**
 * get_user_pages_fast - reference the pages of a user range
 * @context: process; may sleep
 * @returns: how many pages were got, or a negative errno
 * @undo: put_page() for each of the pages
 * @note: the pages of the array are not modelled
 * @source: mm/gup.c (6.12)
 */
long get_user_pages_fast(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages)
{
	might_sleep();
	return unknown();
}

/**
 * pin_user_pages - pin the pages of a user range
 * @context: process; may sleep
 * @returns: how many pages were got, or a negative errno
 * @undo: unpin_user_page() for each of the pages
 * @since: 5.6
 * @note: the pages of the array are not modelled
 * @source: mm/gup.c (6.12)
 */
long pin_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages)
{
	might_sleep();
	return unknown();
}

/**
 * pin_user_pages_fast - pin the pages of a user range
 * @context: process; may sleep
 * @returns: how many pages were got, or a negative errno
 * @undo: unpin_user_page() for each of the pages
 * @since: 5.6
 * @note: the pages of the array are not modelled
 * @source: mm/gup.c (6.12)
 */
long pin_user_pages_fast(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages)
{
	might_sleep();
	return unknown();
}

/**
 * pin_user_pages_remote - pin the pages of a user range
 * @context: process; may sleep
 * @returns: how many pages were got, or a negative errno
 * @undo: unpin_user_page() for each of the pages
 * @since: 5.6
 * @note: the pages of the array are not modelled
 * @source: mm/gup.c (6.12)
 */
long pin_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages)
{
	might_sleep();
	return unknown();
}

/**
 * pin_user_pages_unlocked - pin the pages of a user range
 * @context: process; may sleep
 * @returns: how many pages were got, or a negative errno
 * @undo: unpin_user_page() for each of the pages
 * @since: 5.7
 * @note: the pages of the array are not modelled; 5.7 is the first tree it was seen in (unverified boundary)
 * @source: mm/gup.c (6.12)
 */
long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages, unsigned int gup_flags)
{
	might_sleep();
	return unknown();
}

/**
 * unpin_user_pages_dirty_lock - unpin pages of an array, and mark them dirty first if they were written to
 * @context: process; may sleep when make_dirty, for the lock of each folio
 * @undo: nothing
 * @since: 5.6
 * @note: the pages of an array are left out
 * @source: mm/gup.c (6.12)
 */
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long npages, bool make_dirty)
{
	if (make_dirty)
		might_sleep();
}

/**
 * unpin_user_page_range_dirty_lock - unpin pages that follow one another, and mark them dirty first if asked
 * @context: process; may sleep when make_dirty, for the lock of each folio
 * @undo: nothing
 * @since: 5.14
 * @note: the pages behind the first are left out; 5.14 is the first tree it was seen in (unverified boundary)
 * @source: mm/gup.c (6.12)
 */
void unpin_user_page_range_dirty_lock(struct page *page, unsigned long npages, bool make_dirty)
{
	if (make_dirty)
		might_sleep();
}

/**
 * References to pages that came in an array.
 * @source: mm/gup.c (6.12)
 */
__effectless void unpin_user_page(struct page *page);
__effectless void unpin_user_pages(struct page *page);
__effectless void unpin_user_folio(struct page *page);
__effectless void unpin_folio(struct page *page);
__effectless void unpin_folios(struct page *page);

/**
 * try_grab_folio - references or pins for FOLL_GET or FOLL_PIN
 * @context: a reference, or the page table lock, is held; does not sleep
 * @returns: 0: got. -ENOMEM: not
 * @undo: gup_put_folio()
 * @since: 6.12
 * @note: how many, and of which kind, is not modelled; 6.10 is the first tree it was seen in (unverified
 *     boundary)
 * @source: mm/gup.c (6.12)
 */
int try_grab_folio(struct folio *folio, int refs, unsigned int flags)
{
	return unknown();
}

/**
 * gup_put_folio - drop references or pins
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @note: how many, and of which kind, is not modelled; folios came with 5.16; the first version of this one
 *     lies between that and 6.1 (unverified boundary)
 * @source: mm/gup.c (6.12)
 */
void gup_put_folio(struct folio *folio, int refs, unsigned int flags)
{
	consume(folio);
}

/**
 * handle_mm_fault - serve a fault
 * @context: process; may sleep
 * @returns: VM_FAULT bits
 * @undo: nothing
 * @until: 4.7
 * @note: the mm comes first here; after VM_FAULT_RETRY mmap_sem is not held any more, which is left out
 * @source: mm/memory.c (4.7)
 */
int handle_mm_fault(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long address, unsigned int flags)
{
	might_sleep();
	return unknown();
}

/**
 * handle_mm_fault - serve a fault
 * @context: process; may sleep
 * @returns: VM_FAULT bits. Who allows a retry and gets VM_FAULT_RETRY does not hold mmap_sem any more
 * @undo: nothing
 * @since: 4.8
 * @until: 5.7
 * @note: FAULT_FLAG_RETRY_NOWAIT, with which a retry keeps the lock, is left out
 * @source: include/linux/mm.h (5.7)
 */
vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags)
{
	vm_fault_t ret = unknown();

	might_sleep();
	if ((flags & FAULT_FLAG_ALLOW_RETRY) && choose()) {
		drop(&vma->vm_mm->mmap_sem, READ);
		return VM_FAULT_RETRY;
	}
	assert(!(ret & VM_FAULT_RETRY));
	return ret;
}

/**
 * handle_mm_fault - serve a fault
 * @context: process; may sleep
 * @returns: VM_FAULT bits. Who allows a retry and gets VM_FAULT_RETRY or VM_FAULT_COMPLETED does not hold mmap_lock any more
 * @undo: nothing
 * @since: 5.8
 * @until: 6.5
 * @note: FAULT_FLAG_RETRY_NOWAIT, with which a retry keeps the lock, is left out; with FAULT_FLAG_VMA_LOCK (6.4) the
 *     caller keeps the lock of the VMA
 * @source: include/linux/mm.h (6.1)
 */
vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags, struct pt_regs *regs)
{
	vm_fault_t ret = unknown();

	might_sleep();
	if (flags & FAULT_FLAG_VMA_LOCK)
		return ret;
	if ((flags & FAULT_FLAG_ALLOW_RETRY) && choose()) {
		drop(&vma->vm_mm->mmap_lock, READ);
		return VM_FAULT_RETRY;
	}
	if ((flags & FAULT_FLAG_ALLOW_RETRY) && choose()) {
		drop(&vma->vm_mm->mmap_lock, READ);
		return VM_FAULT_COMPLETED;
	}
	assert(!(ret & (VM_FAULT_RETRY | VM_FAULT_COMPLETED)));
	return ret;
}

/**
 * handle_mm_fault - serve a fault
 * @context: process; may sleep
 * @returns: VM_FAULT bits. After VM_FAULT_RETRY or VM_FAULT_COMPLETED the lock that the fault came with is not
 *     held any more: that of the VMA with FAULT_FLAG_VMA_LOCK, else mmap_lock
 * @undo: nothing
 * @since: 6.6
 * @note: FAULT_FLAG_RETRY_NOWAIT, with which a retry keeps the lock, is left out
 * @source: mm/memory.c (6.12)
 */
vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags, struct pt_regs *regs)
{
	vm_fault_t ret = unknown();

	might_sleep();
	if (flags & FAULT_FLAG_VMA_LOCK) {
		if (choose()) {
			drop(&vma->vm_lock, READ);
			return VM_FAULT_RETRY;
		}
		if (choose()) {
			drop(&vma->vm_lock, READ);
			return VM_FAULT_COMPLETED;
		}
	} else if (flags & FAULT_FLAG_ALLOW_RETRY) {
		if (choose()) {
			drop(&vma->vm_mm->mmap_lock, READ);
			return VM_FAULT_RETRY;
		}
		if (choose()) {
			drop(&vma->vm_mm->mmap_lock, READ);
			return VM_FAULT_COMPLETED;
		}
	}
	assert(!(ret & (VM_FAULT_RETRY | VM_FAULT_COMPLETED)));
	return ret;
}

/**
 * fault_signal_pending - whether a fault that is to be tried again is given up for a signal
 * @context: process, after handle_mm_fault(); does not sleep
 * @returns: true: VM_FAULT_RETRY is among the bits, and a signal waits
 * @undo: nothing
 * @since: 5.7
 * @source: include/linux/sched/signal.h (6.12)
 */
bool fault_signal_pending(vm_fault_t fault_flags, struct pt_regs *regs)
{
	if (fault_flags & VM_FAULT_RETRY)
		return choose();
	return false;
}

/**
 * handle_userfault - let user space serve a fault
 * @context: process; may sleep; no page table lock
 * @returns: VM_FAULT bits; the lock that protects the fault is dropped unless it may not be
 * @undo: nothing
 * @source: include/linux/userfaultfd_k.h (6.12)
 */
vm_fault_t handle_userfault(struct vm_fault *vmf, unsigned long reason)
{
	might_sleep();
	return unknown();
}

/**
 * fixup_user_fault - serve a fault on behalf of a user
 * @context: process; may sleep
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
int fixup_user_fault(struct mm_struct *mm, unsigned long address, unsigned int fault_flags, bool *unlocked)
{
	might_sleep();
	return unknown();
}

/**
 * walk_page_range - walk page tables
 * @context: process; mmap_lock held; the callbacks decide what sleeps
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/pagewalk.c (6.12)
 */
int walk_page_range(struct mm_struct *mm, unsigned long start, unsigned long end, const struct mm_walk_ops *ops, void *private)
{
	if (choose())
		might_sleep();
	return unknown();
}

/**
 * walk_page_vma - walk the page tables of a VMA
 * @context: process; mmap_lock held; the callbacks decide what sleeps
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @source: mm/pagewalk.c (6.12)
 */
int walk_page_vma(struct vm_area_struct *vma, const struct mm_walk_ops *ops, void *private)
{
	if (choose())
		might_sleep();
	return unknown();
}

/**
 * walk_page_mapping - walk the page tables that map a file
 * @context: process; i_mmap_rwsem held
 * @returns: 0 or a negative errno
 * @undo: nothing
 * @check: sleeping: only a walk that asks for splitting sleeps, and none of those that walk a mapping does
 * @source: mm/pagewalk.c (6.12)
 */
int walk_page_mapping(struct address_space *mapping, pgoff_t first_index, pgoff_t nr, const struct mm_walk_ops *ops, void *private)
{
	return unknown();
}

/**
 * pte_alloc - make sure of a page table
 * @context: process; may sleep
 * @returns: 0: it is there. else: no memory
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
int pte_alloc(struct mm_struct *mm, pmd_t *pmd)
{
	might_sleep();
	return unknown();
}

/**
 * __pte_alloc - make sure of a page table
 * @context: process; may sleep
 * @returns: 0: it is there. else: no memory
 * @undo: nothing
 * @source: mm/memory.c (6.12)
 */
int __pte_alloc(struct mm_struct *mm, pmd_t *pmd)
{
	might_sleep();
	return unknown();
}

/**
 * pmd_alloc - the entry for an address, with the tables above it made if need be
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the entry
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
pmd_t *pmd_alloc(struct mm_struct *mm, pud_t *pud, unsigned long address)
{
	might_sleep();
	if (choose())
		return NULL;
	return fresh();
}

/**
 * pud_alloc - the entry for an address, with the tables above it made if need be
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the entry
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
pud_t *pud_alloc(struct mm_struct *mm, p4d_t *p4d, unsigned long address)
{
	might_sleep();
	if (choose())
		return NULL;
	return fresh();
}

/**
 * p4d_alloc - the entry for an address, with the tables above it made if need be
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the entry
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
p4d_t *p4d_alloc(struct mm_struct *mm, pgd_t *pgd, unsigned long address)
{
	might_sleep();
	if (choose())
		return NULL;
	return fresh();
}

/**
 * huge_pte_alloc - the entry for an address, with the tables above it made if need be
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the entry
 * @undo: nothing
 * @source: mm/hugetlb.c (6.12)
 */
pte_t *huge_pte_alloc(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr, unsigned long sz)
{
	might_sleep();
	if (choose())
		return NULL;
	return fresh();
}

/**
 * pte_alloc_kernel - the entry for an address, with the tables above it made if need be
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the entry
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
pte_t *pte_alloc_kernel(pmd_t *pmd, unsigned long address)
{
	might_sleep();
	if (choose())
		return NULL;
	return fresh();
}

/**
 * pte_alloc_one - a page table that is not in use yet
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the caller frees it with pte_free() or installs it
 * @undo: pte_free()
 * @source: include/asm-generic/pgalloc.h (6.12)
 */
pgtable_t pte_alloc_one(struct mm_struct *mm)
{
	return new_object(GFP_KERNEL);
}

/**
 * pte_free - free a page table that is not in use
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/asm-generic/pgalloc.h (6.12)
 */
void pte_free(struct mm_struct *mm, struct page *pte)
{
	release(pte);
}

/**
 * mmu_notifier_invalidate_range_start - tell secondary MMUs that a range is about to change
 * @context: process; may sleep; not under page table locks
 * @undo: mmu_notifier_invalidate_range_end()
 * @source: include/linux/mmu_notifier.h (6.12)
 */
void mmu_notifier_invalidate_range_start(struct mmu_notifier_range *range)
{
	might_sleep();
}

/**
 * mmu_notifier_invalidate_range_end - tell secondary MMUs that a range has changed
 * @context: process; may sleep; not under page table locks
 * @undo: nothing
 * @source: include/linux/mmu_notifier.h (6.12)
 */
void mmu_notifier_invalidate_range_end(struct mmu_notifier_range *range)
{
	might_sleep();
}

/**
 * mmu_notifier_invalidate_range_start_nonblock - mmu_notifier_invalidate_range_start() for who must not block
 * @context: process
 * @returns: 0, or -EAGAIN: somebody would have to block
 * @undo: mmu_notifier_invalidate_range_end() after 0
 * @source: include/linux/mmu_notifier.h (6.12)
 */
int mmu_notifier_invalidate_range_start_nonblock(struct mmu_notifier_range *range)
{
	might_sleep();
	return unknown();
}

/**
 * tlb_finish_mmu - flush and free what a gather collected
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/mmu_gather.c (6.12)
 */
void tlb_finish_mmu(struct mmu_gather *tlb)
{
	might_sleep();
}

/**
 * tlb_flush_mmu - flush and free what a gather collected so far
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/mmu_gather.c (6.12)
 */
void tlb_flush_mmu(struct mmu_gather *tlb)
{
	might_sleep();
}

/**
 * TLB gathers while they collect.
 * @source: mm/mmu_gather.c, include/asm-generic/tlb.h, mm/internal.h, arch/x86/include/asm/tlbflush.h (6.12)
 */
__effectless void tlb_gather_mmu(void *tlb);
__effectless void tlb_gather_mmu_fullmm(void *tlb);
__effectless void tlb_remove_page(void *tlb);
__effectless void tlb_remove_table(void *tlb);
__effectless void pte_free_tlb(void *tlb);
__effectless void pmd_free_tlb(void *tlb);
__effectless void pud_free_tlb(void *tlb);
__effectless void try_to_unmap_flush(void *tlb);
__effectless void try_to_unmap_flush_dirty(void *tlb);
__effectless void arch_tlbbatch_add_pending(void *tlb);
__effectless bool __tlb_remove_page(void *tlb);
__effectless bool tlb_next_batch(void *tlb);
__effectless bool tlb_remove_page_size(void *tlb);
__effectless bool tlb_delay_rmap(void *tlb);

/**
 * free_pgtables - free page tables
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/memory.c (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
void free_pgtables(struct mmu_gather *tlb, struct ma_state *mas, struct vm_area_struct *vma, unsigned long floor, unsigned long ceiling, bool mm_wr_locked)
{
	might_sleep();
}

/**
 * unmap_vmas - unmap what VMAs map
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/memory.c (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
void unmap_vmas(struct mmu_gather *tlb, struct unmap_desc *unmap)
{
	might_sleep();
}

/**
 * zap_page_range_single - unmap part of a VMA
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/memory.c (6.12)
 */
void zap_page_range_single(struct vm_area_struct *vma, unsigned long address, unsigned long size, struct zap_details *details)
{
	might_sleep();
}

/**
 * zap_vma_ptes - unmap part of a VMA
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/memory.c (6.12)
 */
void zap_vma_ptes(struct vm_area_struct *vma, unsigned long address, unsigned long size)
{
	might_sleep();
}

/**
 * unmap_page_range - unmap part of a VMA
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/memory.c (6.12)
 */
void unmap_page_range(struct mmu_gather *tlb, struct vm_area_struct *vma, unsigned long addr, unsigned long end, struct zap_details *details)
{
	might_sleep();
}

/**
 * __split_huge_pmd - replace a huge mapping by a table
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/huge_mm.h (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
void __split_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long address, bool freeze)
{
	might_sleep();
}

/**
 * split_huge_pmd - replace a huge mapping by a table
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/huge_mm.h (6.12)
 */
void split_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long address)
{
	might_sleep();
}

/**
 * split_huge_pmd_address - replace a huge mapping by a table
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/huge_mm.h (6.12)
 * @check: parameters: the parameters are those of the newest kernel; the body looks at none that moved
 */
void split_huge_pmd_address(struct vm_area_struct *vma, unsigned long address, bool freeze)
{
	might_sleep();
}

/**
 * split_huge_pud - drop a huge mapping
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/huge_mm.h (6.12)
 */
void split_huge_pud(struct vm_area_struct *vma, pud_t *pud, unsigned long address)
{
	might_sleep();
}

/**
 * unlink_anon_vmas - take a VMA off its anon_vmas
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/rmap.c (6.12)
 */
void unlink_anon_vmas(struct vm_area_struct *vma)
{
	might_sleep();
}

/**
 * unlink_file_vma - take a VMA off its file
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/vma.c (6.12)
 */
void unlink_file_vma(struct vm_area_struct *vma)
{
	might_sleep();
}

/**
 * vma_adjust_trans_huge - split huge mappings at the new ends of a VMA
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/huge_mm.h (6.12)
 */
void vma_adjust_trans_huge(struct vm_area_struct *vma, unsigned long start, unsigned long end, long adjust_next)
{
	might_sleep();
}

/**
 * perf_event_mmap - tell perf about a mapping
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/perf_event.h (6.12)
 */
void perf_event_mmap(struct vm_area_struct *vma)
{
	might_sleep();
}

/**
 * exit_mmap - tear an address space down
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/mmap.c (6.12)
 */
void exit_mmap(struct mm_struct *mm)
{
	might_sleep();
}

/**
 * uprobe_munmap - tell uprobes about an unmap
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/uprobes.h (6.12)
 */
void uprobe_munmap(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	might_sleep();
}

/**
 * anon_vma_clone - attach a VMA to the anon_vmas of another
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: mm/rmap.c (6.12)
 */
int anon_vma_clone(struct vm_area_struct *dst, struct vm_area_struct *src)
{
	might_sleep();
	return unknown();
}

/**
 * anon_vma_fork - give the VMA of a child its anon_vma
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: mm/rmap.c (6.12)
 */
int anon_vma_fork(struct vm_area_struct *vma, struct vm_area_struct *pvma)
{
	might_sleep();
	return unknown();
}

/**
 * split_vma - split a VMA
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: mm/vma.c (6.12)
 */
int split_vma(struct vma_iterator *vmi, struct vm_area_struct *vma, unsigned long addr, int new_below)
{
	might_sleep();
	return unknown();
}

/**
 * do_munmap - unmap a range
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: mm/mmap.c (6.12)
 */
int do_munmap(struct mm_struct *mm, unsigned long start, size_t len, struct list_head *uf)
{
	might_sleep();
	return unknown();
}

/**
 * vm_munmap - unmap a range
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: mm/mmap.c (6.12)
 */
int vm_munmap(unsigned long start, size_t len)
{
	might_sleep();
	return unknown();
}

/**
 * mas_preallocate - memory for a store in a maple tree
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: lib/maple_tree.c (6.12)
 */
int mas_preallocate(struct ma_state *mas, void *entry, gfp_t gfp)
{
	might_sleep();
	return unknown();
}

/**
 * copy_page_range - copy page tables to a child
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
int copy_page_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma)
{
	might_sleep();
	return unknown();
}

/**
 * populate_vma_page_range - fault a range in
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: mm/gup.c (6.12)
 */
long populate_vma_page_range(struct vm_area_struct *vma, unsigned long start, unsigned long end, int *locked)
{
	might_sleep();
	return unknown();
}

/**
 * expand_stack_locked - grow a stack
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: mm/mmap.c (6.12)
 */
int expand_stack_locked(struct vm_area_struct *vma, unsigned long address)
{
	might_sleep();
	return unknown();
}

/**
 * security_mmap_file - ask the security modules
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: include/linux/security.h (6.12)
 */
int security_mmap_file(struct file *file, unsigned long prot, unsigned long flags)
{
	might_sleep();
	return unknown();
}

/**
 * get_unmapped_area - a free range of addresses
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
unsigned long get_unmapped_area(struct file *file, unsigned long addr, unsigned long len, unsigned long pgoff, unsigned long flags)
{
	might_sleep();
	return unknown();
}

/**
 * access_process_vm - read or write the memory of a process
 * @context: process; may sleep
 * @returns: 0, a length or an address; or a negative errno
 * @undo: nothing
 * @source: mm/memory.c (6.12)
 */
int access_process_vm(struct task_struct *tsk, unsigned long addr, void *buf, int len, unsigned int gup_flags)
{
	might_sleep();
	return unknown();
}

/**
 * vm_area_alloc - a new VMA
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the caller owns it
 * @undo: vm_area_free()
 * @source: kernel/fork.c (6.12)
 */
struct vm_area_struct *vm_area_alloc(struct mm_struct *mm)
{
	return new_object(GFP_KERNEL);
}

/**
 * vm_area_dup - a copy of a VMA
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the caller owns it
 * @undo: vm_area_free()
 * @source: kernel/fork.c (6.12)
 */
struct vm_area_struct *vm_area_dup(struct vm_area_struct *orig)
{
	return new_object(GFP_KERNEL);
}

/**
 * vm_area_free - free a VMA
 * @context: any; does not sleep
 * @undo: nothing
 * @source: kernel/fork.c (6.12)
 */
void vm_area_free(struct vm_area_struct *vma)
{
	release(vma);
}

/**
 * maybe_unlock_mmap_for_io - give up the lock that protects a fault before waiting for IO
 * @context: a fault handler
 * @returns: fpin, or NULL: the lock is kept. else: a referenced file, and the lock is dropped: return
 *     VM_FAULT_RETRY
 * @undo: fput()
 * @source: mm/internal.h (6.12)
 */
struct file *maybe_unlock_mmap_for_io(struct vm_fault *vmf, struct file *fpin)
{
	if (fpin)
		return fpin;
	if (choose())
		return NULL;
	fpin = fresh();
	get(fpin);
	return fpin;
}

/**
 * flush_dcache_mmap_lock - keep the tree of mappings still for cache flushing; nothing on most architectures
 * @context: any
 * @undo: flush_dcache_mmap_unlock()
 * @source: include/asm-generic/cacheflush.h (6.12)
 */
void flush_dcache_mmap_lock(struct address_space *mapping)
{
}

/**
 * flush_dcache_mmap_unlock - ends it
 * @context: any
 * @undo: nothing
 * @source: include/asm-generic/cacheflush.h (6.12)
 */
void flush_dcache_mmap_unlock(struct address_space *mapping)
{
}

/**
 * pmd_populate - install a page table
 * @context: page table lock of the pmd
 * @undo: nothing
 * @source: arch/x86/include/asm/pgalloc.h (6.12)
 */
void pmd_populate(struct mm_struct *mm, pmd_t *pmd, pgtable_t pte)
{
	consume(pte);
}

/**
 * pmd_install - install a page table unless there is one
 * @context: process; takes the page table lock of the pmd
 * @undo: nothing
 * @since: 5.16
 * @note: *pte is NULL afterwards when it was installed; 5.16 is the first tree it was seen in (unverified
 *     boundary)
 * @source: mm/memory.c (6.12)
 */
void pmd_install(struct mm_struct *mm, pmd_t *pmd, pgtable_t *pte)
{
	if (choose()) {
		consume(*pte);
		*pte = NULL;
	}
}

/**
 * pgtable_trans_huge_deposit - keep a page table for when a huge mapping is split
 * @context: page table lock of the pmd
 * @undo: pgtable_trans_huge_withdraw()
 * @source: mm/pgtable-generic.c (6.12)
 */
void pgtable_trans_huge_deposit(struct mm_struct *mm, pmd_t *pmdp, pgtable_t pgtable)
{
	consume(pgtable);
}

/**
 * lock_mm_and_find_vma - take mmap_lock for a fault and find the VMA
 * @context: process; may sleep
 * @returns: NULL: none, nothing is held. else: the VMA, mmap_lock held for reading
 * @undo: mmap_read_unlock()
 * @since: 6.5
 * @source: mm/memory.c (6.12)
 */
struct vm_area_struct *lock_mm_and_find_vma(struct mm_struct *mm, unsigned long addr, struct pt_regs *regs)
{
	if (choose()) {
		might_sleep();
		return NULL;
	}
	take(&mm->mmap_lock, READ);
	return fresh();
}

/**
 * expand_stack - grow the stack down to an address
 * @context: process; mmap_lock held for reading; may sleep
 * @returns: NULL: not possible, and mmap_lock was dropped. else: the VMA, mmap_lock held for reading, perhaps
 *     dropped meanwhile
 * @undo: nothing
 * @since: 6.5
 * @note: up to 6.4 it took a VMA and returned an errno
 * @source: mm/mmap.c (6.12)
 */
struct vm_area_struct *expand_stack(struct mm_struct *mm, unsigned long addr)
{
	drop(&mm->mmap_lock, READ);
	if (choose()) {
		might_sleep();
		return NULL;
	}
	take(&mm->mmap_lock, READ);
	return fresh();
}

/* Entries that are installed: what they map belongs to the page table from then on. */
/**
 * set_pte_at - install an entry
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @source: include/linux/pgtable.h (6.12)
 */
void set_pte_at(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte)
{
	consume(pte);
}

/**
 * set_pte - install an entry
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @source: arch/x86/include/asm/paravirt.h (6.12)
 */
void set_pte(pte_t *ptep, pte_t pte)
{
	consume(pte);
}

/**
 * set_ptes - install entries for pages that follow each other
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @since: 6.6
 * @note: 6.6 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/pgtable.h (6.12)
 */
void set_ptes(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte, unsigned int nr)
{
	consume(pte);
}

/**
 * set_pmd_at - install an entry
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @source: arch/x86/include/asm/pgtable.h (6.12)
 */
void set_pmd_at(struct mm_struct *mm, unsigned long addr, pmd_t *pmdp, pmd_t pmd)
{
	consume(pmd);
}

/**
 * set_pud_at - install an entry
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @source: arch/x86/include/asm/pgtable.h (6.12)
 */
void set_pud_at(struct mm_struct *mm, unsigned long addr, pud_t *pudp, pud_t pud)
{
	consume(pud);
}

/**
 * set_huge_pte_at - install a hugetlb entry
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @source: include/linux/hugetlb.h (6.12)
 */
void set_huge_pte_at(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte, unsigned long sz)
{
	consume(pte);
}

/**
 * pmd_populate_kernel - install a kernel page table
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @source: arch/x86/include/asm/pgalloc.h (6.12)
 */
void pmd_populate_kernel(struct mm_struct *mm, pmd_t *pmd, pte_t *pte)
{
	consume(pte);
}

/**
 * pud_populate - install a page table
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @source: arch/x86/include/asm/pgalloc.h (6.12)
 */
void pud_populate(struct mm_struct *mm, pud_t *pud, pmd_t *pmd)
{
	consume(pmd);
}

/**
 * p4d_populate - install a page table
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @source: arch/x86/include/asm/pgalloc.h (6.12)
 */
void p4d_populate(struct mm_struct *mm, p4d_t *p4d, pud_t *pud)
{
	consume(pud);
}

/**
 * pgd_populate - install a page table
 * @context: page table lock, or nobody else can see the table
 * @undo: nothing
 * @source: arch/x86/include/asm/pgalloc.h (6.12)
 */
void pgd_populate(struct mm_struct *mm, pgd_t *pgd, p4d_t *p4d)
{
	consume(p4d);
}

/**
 * hpage_collapse_scan_pmd - look at a range of base pages, and collapse it to a huge one when it is worth it
 * @context: process, mmap_lock held for reading; may sleep
 * @returns: a SCAN_ result; *mmap_locked false: mmap_lock was dropped, VMAs must be looked up again
 * @undo: nothing
 * @since: 6.1
 * @until: 7.0
 * @renamed: collapse_scan_pmd
 * @source: mm/khugepaged.c (6.12)
 */
int hpage_collapse_scan_pmd(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long address, bool *mmap_locked,
			    struct collapse_control *cc)
{
	if (choose()) {
		drop(&mm->mmap_lock, READ);
		*mmap_locked = false;
	}
	return unknown();
}

/**
 * collapse_scan_pmd - look at a range of base pages, and collapse it to a huge one when it is worth it
 * @context: process, mmap_lock held for reading; may sleep
 * @returns: a SCAN_ result; *lock_dropped true: mmap_lock was dropped, VMAs must be looked up again
 * @undo: nothing
 * @since: 7.1
 * @source: mm/khugepaged.c (7.1)
 */
enum scan_result collapse_scan_pmd(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long start_addr, bool *lock_dropped,
				   struct collapse_control *cc)
{
	if (choose()) {
		drop(&mm->mmap_lock, READ);
		*lock_dropped = true;
	}
	return unknown();
}

/**
 * collapse_single_pmd - look at one huge page's worth of a VMA, anonymous or of a file, and collapse it when it is worth it
 * @context: process, mmap_lock held for reading; may sleep
 * @returns: a SCAN_ result; *lock_dropped true: mmap_lock was dropped (always for files), VMAs must be looked up again
 * @undo: nothing
 * @since: 7.1
 * @source: mm/khugepaged.c (7.1)
 */
enum scan_result collapse_single_pmd(unsigned long addr, struct vm_area_struct *vma, bool *lock_dropped, struct collapse_control *cc)
{
	might_sleep();
	if (choose()) {
		drop(&vma->vm_mm->mmap_lock, READ);
		*lock_dropped = true;
	}
	return unknown();
}

/**
 * madvise_walk_vmas - do what madvise() asked for to each VMA of a range
 * @context: process; may sleep; the lock that lock_mode names is held, or none for MADVISE_VMA_READ_LOCK
 * @returns: 0 or an errno; whatever it is, lock_mode says what is held now
 * @undo: madvise_unlock()
 * @since: 6.17
 * @note: when a VMA cannot be locked alone it takes mmap_lock for reading, and leaves it to madvise_unlock()
 * @source: mm/madvise.c (6.17)
 */
int madvise_walk_vmas(struct madvise_behavior *madv_behavior)
{
	might_sleep();
	if (choose())
		take(&madv_behavior->mm->mmap_lock, READ);
	return unknown();
}

/**
 * ksm_might_need_to_copy - a page of its own for a swapped-in KSM page that does not fit here any more
 * @context: process, page locked and referenced; may sleep
 * @returns: NULL: no memory. page itself: nothing changed. another one: locked and referenced, besides the first
 * @undo: unlock_page() and put_page() of the other one
 * @until: 6.2
 * @source: mm/ksm.c (6.1)
 */
struct page *ksm_might_need_to_copy(struct page *page, struct vm_area_struct *vma, unsigned long address)
{
	struct page *copy;

	if (choose())
		return page;
	copy = new_page_ref(GFP_HIGHUSER_MOVABLE);
	if (copy)
		trytake(page_folio(copy), FOLIO);
	return copy;
}

/**
 * ksm_might_need_to_copy - a folio of its own for a swapped-in KSM page that does not fit here any more
 * @context: process, folio locked and referenced; may sleep
 * @returns: NULL: no memory. ERR_PTR(-EHWPOISON): bad memory. folio itself: nothing changed. another one: locked and
 *     referenced, besides the first
 * @undo: folio_unlock() and folio_put() of the other one
 * @since: 6.3
 * @note: 6.1 does not know ERR_PTR(-EHWPOISON) yet; 6.3 is unverified
 * @source: mm/ksm.c (6.12)
 */
struct folio *ksm_might_need_to_copy(struct folio *folio, struct vm_area_struct *vma, unsigned long addr)
{
	struct folio *copy;

	if (choose())
		return folio;
	if (choose())
		return ERR_PTR(-EHWPOISON);
	copy = new_folio_ref(GFP_HIGHUSER_MOVABLE);
	if (copy)
		trytake(copy, FOLIO);
	return copy;
}

/**
 * identify_page_state - find what a poisoned page is, and do what there is to do about it
 * @context: process, the folio locked; may sleep
 * @returns: 0 or a negative errno; unlocked either way
 * @undo: nothing
 * @since: 5.14
 * @source: mm/memory-failure.c (6.12)
 */
int identify_page_state(unsigned long pfn, struct page *p, unsigned long page_flags)
{
	might_sleep();
	drop(page_folio(p), FOLIO);
	return unknown();
}

/**
 * __get_user_pages_locked - reference the pages of a user range
 * @context: process, mmap_lock held for reading; may sleep
 * @returns: how many pages were got, or a negative errno; *locked 0: mmap_lock was dropped
 * @undo: put_page() for each of the pages
 * @since: 5.9
 * @until: 6.2
 * @note: the pages of the array are not modelled. 6.3 takes the lock itself when *locked is 0 (unverified boundary)
 * @source: mm/gup.c (6.1)
 */
long __get_user_pages_locked(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, struct page **pages,
			     struct vm_area_struct **vmas, int *locked, unsigned int flags)
{
	might_sleep();
	if (locked && choose()) {
		drop(&mm->mmap_lock, READ);
		*locked = 0;
	}
	return unknown();
}

/**
 * __get_user_pages - the same for as long as mmap_lock is held
 * @context: process, mmap_lock held for reading; may sleep
 * @returns: how many pages were got, or a negative errno; *locked 0: mmap_lock was dropped
 * @undo: put_page() for each of the pages
 * @since: 5.9
 * @until: 6.4
 * @note: the pages of the array are not modelled
 * @source: mm/gup.c (6.1)
 */
long __get_user_pages(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		      struct page **pages, struct vm_area_struct **vmas, int *locked)
{
	held(&mm->mmap_lock);
	might_sleep();
	if (locked && choose()) {
		drop(&mm->mmap_lock, READ);
		*locked = 0;
	}
	return unknown();
}

/**
 * __get_user_pages - the same for as long as mmap_lock is held
 * @context: process, mmap_lock held for reading; may sleep
 * @returns: how many pages were got, or a negative errno; *locked 0: mmap_lock was dropped
 * @undo: put_page() for each of the pages
 * @since: 6.5
 * @note: the pages of the array are not modelled
 * @source: mm/gup.c (6.12)
 */
long __get_user_pages(struct mm_struct *mm, unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		      struct page **pages, int *locked)
{
	held(&mm->mmap_lock);
	might_sleep();
	if (locked && choose()) {
		drop(&mm->mmap_lock, READ);
		*locked = 0;
	}
	return unknown();
}

/**
 * vmf_anon_prepare - make sure that the VMA of a fault has an anon_vma
 * @context: a fault, under the VMA lock or mmap_lock; may sleep
 * @returns: 0: nothing to undo. VM_FAULT_OOM: nothing to undo. VM_FAULT_RETRY: the VMA lock is not held any more, the VMA may be gone
 * @undo: nothing
 * @since: 6.12
 * @note: 6.12 is the first tree it was seen in (unverified boundary)
 * @source: mm/internal.h (6.12)
 */
vm_fault_t vmf_anon_prepare(struct vm_fault *vmf)
{
	might_sleep();
	if (choose()) {
		drop(&vmf->vma->vm_lock, READ);
		return VM_FAULT_RETRY;
	}
	if (choose())
		return VM_FAULT_OOM;
	return 0;
}
