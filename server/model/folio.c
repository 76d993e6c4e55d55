/*
 * Folios and pages: lock, references, allocation, the page cache, and the LRU.
 *
 * A page is modelled through its folio: put_page(page) drops the reference that get_page(&folio->page) or folio_get(folio) took.
 */
/**
 * From one handle to another: no effect, the same answer each time.
 * @source: include/linux/mm.h, include/linux/page-flags.h, include/linux/pagemap.h,
 *     include/asm-generic/memory_model.h, mm/memory_hotplug.c, mm/vmalloc.c and others (6.12, 6.1)
 */
__pure struct folio *pfn_folio(unsigned long pfn);
__pure struct page *nth_page(unsigned long n);
__pure struct page *pfn_to_page(unsigned long n);
__pure struct page *pfn_to_online_page(unsigned long n);
__pure struct page *vmalloc_to_page(unsigned long n);
__pure unsigned long page_to_pfn(const void *x);
__pure unsigned long folio_pfn(const void *x);
__pure unsigned long page_to_section(const void *x);
__pure struct address_space *folio_mapping(const void *x);
__pure struct address_space *page_mapping(const void *x);
__pure struct address_space *folio_file_mapping(const void *x);
__pure struct address_space *swapcache_mapping(const void *x);
__pure struct address_space *page_file_mapping(const void *x);
__pure struct anon_vma *folio_anon_vma(const void *x);

/**
 * page_folio - the folio of a page
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/page-flags.h (6.12)
 */
struct folio *page_folio(struct page *page)
{
	return page;
}

/**
 * folio_page - one of the pages of a folio
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count, whichever page it is
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/page-flags.h (6.12)
 */
struct page *folio_page(struct folio *folio, unsigned long n)
{
	return folio;
}

/**
 * folio_file_page - the page of a folio that is at an index of its file
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count, whichever page it is
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/pagemap.h (6.12)
 */
struct page *folio_file_page(struct folio *folio, unsigned long n)
{
	return folio;
}

/**
 * compound_head - the first page of the folio of a page
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @source: include/linux/page-flags.h (6.12)
 */
struct page *compound_head(struct page *page)
{
	return page;
}

/**
 * virt_to_folio - the folio at an address
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/mm.h (6.12)
 */
struct folio *virt_to_folio(const void *addr)
{
	return addr;
}

/**
 * virt_to_page - the page at an address
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @source: arch/x86/include/asm/page.h (6.12)
 */
struct page *virt_to_page(const void *addr)
{
	return addr;
}

/**
 * virt_to_head_page - the first page of the folio at an address
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
struct page *virt_to_head_page(const void *addr)
{
	return addr;
}

/**
 * page_address - where a page is mapped
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
void *page_address(const struct page *page)
{
	return page;
}

/**
 * folio_address - where a folio is mapped
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/mm.h (6.12)
 */
void *folio_address(const struct folio *folio)
{
	return folio;
}

/**
 * folio_slab - a folio as a slab
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @since: 5.17
 * @source: mm/slab.h (6.12)
 */
struct slab *folio_slab(const struct folio *folio)
{
	return folio;
}

/**
 * slab_folio - a slab as a folio
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @since: 5.17
 * @source: mm/slab.h (6.12)
 */
struct folio *slab_folio(const struct slab *slab)
{
	return slab;
}

/**
 * page_slab - a page as a slab
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @since: 5.17
 * @source: mm/slab.h (6.12)
 */
struct slab *page_slab(const struct page *page)
{
	return page;
}

/**
 * slab_address - where a slab is mapped
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @since: 5.17
 * @source: mm/slab.h (6.12)
 */
void *slab_address(const struct slab *slab)
{
	return slab;
}

/**
 * slab_page - the first page of a slab
 * @context: any; does not sleep
 * @returns: the same object by another name: one reference count
 * @undo: nothing
 * @since: 5.17
 * @source: mm/slab.h (6.12)
 */
struct page *slab_page(const struct slab *slab)
{
	return slab;
}

/**
 * folio_lock - take the folio lock
 * @context: process; may sleep
 * @undo: folio_unlock()
 * @since: 5.16
 * @order: after mmap_lock and invalidate_lock; before i_mmap, anon_vma and page table locks
 * @note: stops adding to and removing from page and swap cache, and unmapped to mapped; does not stop
 *     unmapping, reference counts or lockless lookups
 * @source: include/linux/pagemap.h (6.12)
 */
void folio_lock(struct folio *folio)
{
	take(folio, FOLIO);
}

/**
 * folio_lock_killable - folio_lock() unless a fatal signal comes first
 * @context: process; may sleep
 * @returns: 0: locked. -EINTR: not locked
 * @undo: folio_unlock() after 0
 * @since: 5.16
 * @source: include/linux/pagemap.h (6.12)
 */
int folio_lock_killable(struct folio *folio)
{
	if (choose()) {
		might_sleep();
		return -EINTR;
	}
	take(folio, FOLIO);
	return 0;
}

/**
 * folio_trylock - take the folio lock if it is free
 * @context: any; does not wait; the only way under a spinlock
 * @returns: true: locked. false: not locked
 * @undo: folio_unlock() after true
 * @since: 5.16
 * @source: include/linux/pagemap.h (6.12)
 */
bool folio_trylock(struct folio *folio)
{
	if (choose())
		return false;
	trytake(folio, FOLIO);
	return true;
}

/**
 * folio_lock_or_retry - take the folio lock in a fault, or give up mmap_lock
 * @context: process; may sleep
 * @returns: true: locked. false: not locked, and mmap_lock may have been dropped: return VM_FAULT_RETRY
 * @undo: folio_unlock() after true
 * @since: 5.16
 * @until: 6.5
 * @note: 6.5 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/pagemap.h (6.12)
 */
bool folio_lock_or_retry(struct folio *folio, struct mm_struct *mm, unsigned int flags)
{
	if (choose()) {
		might_sleep();
		return false;
	}
	take(folio, FOLIO);
	return true;
}

/**
 * folio_lock_or_retry - take the folio lock in a fault, or give up mmap_lock
 * @context: process; may sleep
 * @returns: 0: locked. VM_FAULT_RETRY: not locked, and the lock that protects the fault may have been dropped
 * @undo: folio_unlock() after 0
 * @since: 6.6
 * @note: 6.6 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/pagemap.h (6.12)
 */
vm_fault_t folio_lock_or_retry(struct folio *folio, struct vm_fault *vmf)
{
	if (choose()) {
		might_sleep();
		return VM_FAULT_RETRY;
	}
	take(folio, FOLIO);
	return 0;
}

/**
 * folio_unlock - drop the folio lock and wake who waits for it
 * @context: the lock is held, by whomever; any context
 * @undo: nothing
 * @since: 5.16
 * @source: mm/filemap.c (6.12)
 */
void folio_unlock(struct folio *folio)
{
	drop(folio, FOLIO);
}

/**
 * folio_end_read - a read is over: set uptodate on success and drop the folio lock
 * @context: the folio is locked
 * @undo: nothing
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: mm/filemap.c (6.12)
 */
void folio_end_read(struct folio *folio, bool success)
{
	drop(folio, FOLIO);
}

/**
 * lock_page - take the lock of a page's folio
 * @context: process; may sleep
 * @undo: unlock_page()
 * @source: include/linux/pagemap.h (6.12)
 */
void lock_page(struct page *page)
{
	take(page_folio(page), FOLIO);
}

/**
 * lock_page_killable - lock_page() unless a fatal signal comes first
 * @context: process; may sleep
 * @returns: 0: locked. -EINTR: not locked
 * @undo: unlock_page() after 0
 * @until: 6.11
 * @note: 6.11 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/pagemap.h (6.1)
 */
int lock_page_killable(struct page *page)
{
	if (choose()) {
		might_sleep();
		return -EINTR;
	}
	take(page_folio(page), FOLIO);
	return 0;
}

/**
 * trylock_page - take the lock of a page's folio if it is free
 * @context: any; does not wait; the only way under a spinlock
 * @returns: true: locked. false: not locked
 * @undo: unlock_page() after true
 * @source: include/linux/pagemap.h (6.12)
 */
int trylock_page(struct page *page)
{
	if (choose())
		return 0;
	trytake(page_folio(page), FOLIO);
	return 1;
}

/**
 * lock_page_or_retry - take the page lock in a fault, or give up mmap_lock
 * @context: process; may sleep
 * @returns: true: locked. false: not locked, and mmap_lock may have been dropped: return VM_FAULT_RETRY
 * @undo: unlock_page() after true
 * @until: 5.17
 * @renamed: folio_lock_or_retry
 * @note: 5.17 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/pagemap.h:lock_page_or_retry (5.15)
 */
int lock_page_or_retry(struct page *page, struct mm_struct *mm, unsigned int flags)
{
	if (choose()) {
		might_sleep();
		return 0;
	}
	take(page_folio(page), FOLIO);
	return 1;
}

/**
 * unlock_page - drop the lock of a page's folio
 * @context: the lock is held, by whomever; any context
 * @undo: nothing
 * @source: mm/folio-compat.c (6.12)
 */
void unlock_page(struct page *page)
{
	drop(page_folio(page), FOLIO);
}

/**
 * __folio_set_locked - mark a folio locked that nobody else can see yet
 * @context: the caller is the only one who knows the folio
 * @undo: folio_unlock()
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/page-flags.h (6.12)
 */
void __folio_set_locked(struct folio *folio)
{
	trytake(folio, FOLIO);
}

/**
 * __folio_clear_locked - undo __folio_set_locked() before anybody else saw the folio
 * @context: the caller is the only one who knows the folio
 * @undo: nothing
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/page-flags.h (6.12)
 */
void __folio_clear_locked(struct folio *folio)
{
	drop(folio, FOLIO);
}

/**
 * __SetPageLocked - mark a page locked that nobody else can see yet
 * @context: the caller is the only one who knows the page
 * @undo: unlock_page()
 * @source: include/linux/page-flags.h (6.12)
 */
void __SetPageLocked(struct page *page)
{
	trytake(page_folio(page), FOLIO);
}

/**
 * __ClearPageLocked - undo __SetPageLocked() before anybody else saw the page
 * @context: the caller is the only one who knows the page
 * @undo: nothing
 * @source: include/linux/page-flags.h (6.12)
 */
void __ClearPageLocked(struct page *page)
{
	drop(page_folio(page), FOLIO);
}

/**
 * folio_wait_locked - wait until the folio is unlocked, without taking the lock
 * @context: process; may sleep; a reference is held and the lock is not
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/pagemap.h (6.12)
 */
void folio_wait_locked(struct folio *folio)
{
	might_sleep();
}

/**
 * folio_wait_locked_killable - folio_wait_locked() unless a fatal signal comes first
 * @context: process; may sleep; a reference is held and the lock is not
 * @returns: 0 or -EINTR
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/pagemap.h (6.12)
 */
int folio_wait_locked_killable(struct folio *folio)
{
	might_sleep();
	return unknown();
}

/**
 * wait_on_page_locked - wait until the page is unlocked, without taking the lock
 * @context: process; may sleep; a reference is held and the lock is not
 * @undo: nothing
 * @source: include/linux/pagemap.h (6.12)
 */
void wait_on_page_locked(struct page *page)
{
	might_sleep();
}

/**
 * folio_wait_writeback - wait until writeback of the folio has ended
 * @context: process; may sleep; a reference or the lock is held
 * @undo: nothing
 * @since: 5.16
 * @source: mm/page-writeback.c (6.12)
 */
void folio_wait_writeback(struct folio *folio)
{
	might_sleep();
}

/**
 * folio_wait_writeback_killable - folio_wait_writeback() unless a fatal signal comes first
 * @context: process; may sleep; a reference or the lock is held
 * @returns: 0 or -EINTR
 * @undo: nothing
 * @since: 5.16
 * @source: mm/page-writeback.c (6.12)
 */
int folio_wait_writeback_killable(struct folio *folio)
{
	might_sleep();
	return unknown();
}

/**
 * wait_on_page_writeback - wait until writeback of the page has ended
 * @context: process; may sleep; a reference or the lock is held
 * @undo: nothing
 * @source: mm/folio-compat.c (6.12)
 */
void wait_on_page_writeback(struct page *page)
{
	might_sleep();
}

/**
 * folio_wait_stable - wait until the folio may be written to
 * @context: process; may sleep
 * @undo: nothing
 * @since: 5.16
 * @source: mm/page-writeback.c (6.12)
 */
void folio_wait_stable(struct folio *folio)
{
	might_sleep();
}

/**
 * wait_for_stable_page - wait until the page may be written to
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/folio-compat.c (6.12)
 */
void wait_for_stable_page(struct page *page)
{
	might_sleep();
}

/**
 * migration_entry_wait - wait until a page that is being migrated is there again
 * @context: process; may sleep; no page table lock is held
 * @undo: nothing
 * @source: include/linux/swapops.h (6.12)
 */
void migration_entry_wait(struct mm_struct *mm, pmd_t *pmd, unsigned long address)
{
	might_sleep();
}

/**
 * pmd_migration_entry_wait - wait until a huge page that is being migrated is there again
 * @context: process; may sleep; no page table lock is held
 * @undo: nothing
 * @source: include/linux/swapops.h (6.12)
 */
void pmd_migration_entry_wait(struct mm_struct *mm, pmd_t *pmd)
{
	might_sleep();
}

/**
 * folio_get - one more reference
 * @context: a reference, or a lock that guarantees one, is held
 * @undo: folio_put()
 * @since: 5.16
 * @source: include/linux/mm.h (6.12)
 */
void folio_get(struct folio *folio)
{
	get(folio);
}

/**
 * folio_try_get - a reference unless the count is zero or frozen
 * @context: any; does not sleep
 * @returns: true: the caller owns a reference. false: nothing to undo
 * @undo: folio_put() after true
 * @since: 5.16
 * @source: include/linux/page_ref.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
bool folio_try_get(struct folio *folio)
{
	if (choose())
		return false;
	get(folio);
	return true;
}

/**
 * folio_try_get_rcu - folio_try_get() for lockless lookups
 * @context: RCU
 * @returns: true: the caller owns a reference. false: nothing to undo
 * @undo: folio_put() after true
 * @since: 5.16
 * @until: 6.10
 * @renamed: folio_try_get
 * @note: 6.10 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/page_ref.h (6.1)
 */
bool folio_try_get_rcu(struct folio *folio)
{
	if (choose())
		return false;
	get(folio);
	return true;
}

/**
 * folio_put - drop a reference; the last one frees the folio and uncharges it
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/mm.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
void folio_put(struct folio *folio)
{
	put(folio);
}

/**
 * folio_put_refs - drop several references at once
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @note: how many is not modelled: the caller owns none of them afterwards; folios came with 5.16; the first
 *     version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/mm.h (6.12)
 */
void folio_put_refs(struct folio *folio, int refs)
{
	consume(folio);
}

/**
 * __folio_put - free a folio whose last reference was dropped
 * @context: the count is zero
 * @undo: nothing
 * @since: 5.16
 * @source: mm/swap.c (6.12)
 * @check: references: the charges of a folio end with its last reference; the model lets folio_put() alone say so
 */
void __folio_put(struct folio *folio)
{
	consume(folio);
}

/**
 * folio_put_testzero - drop a reference and tell whether it was the last
 * @context: any; does not sleep
 * @returns: true: it was; the caller must free the folio. false: it was not
 * @undo: nothing
 * @since: 5.16
 * @source: include/linux/mm.h (6.12)
 */
int folio_put_testzero(struct folio *folio)
{
	consume(folio);
	return unknown();
}

/**
 * put_page_testzero - drop a reference and tell whether it was the last
 * @context: any; does not sleep
 * @returns: true: it was; the caller must free the page. false: it was not
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
int put_page_testzero(struct page *page)
{
	consume(page_folio(page));
	return unknown();
}

/**
 * get_page - one more reference to the folio of a page
 * @context: a reference, or a lock that guarantees one, is held
 * @undo: put_page()
 * @source: include/linux/mm.h (6.12)
 */
void get_page(struct page *page)
{
	get(page_folio(page));
}

/**
 * get_page_unless_zero - a reference unless the count is zero
 * @context: any; does not sleep
 * @returns: true: the caller owns a reference. false: nothing to undo
 * @undo: put_page() after true
 * @source: include/linux/mm.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
bool get_page_unless_zero(struct page *page)
{
	if (choose())
		return false;
	get(page_folio(page));
	return true;
}

/**
 * try_get_page - a reference unless the count is about to overflow
 * @context: any; does not sleep
 * @returns: true: the caller owns a reference. false: nothing to undo
 * @undo: put_page() after true
 * @source: include/linux/mm.h (6.12)
 */
bool try_get_page(struct page *page)
{
	if (choose())
		return false;
	get(page_folio(page));
	return true;
}

/**
 * put_page - drop a reference to the folio of a page
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
void put_page(struct page *page)
{
	put(page_folio(page));
}

/**
 * folio_ref_inc - one more reference, on the count itself
 * @context: any; does not sleep
 * @undo: folio_put()
 * @since: 5.16
 * @source: include/linux/page_ref.h (6.12)
 */
void folio_ref_inc(struct folio *folio)
{
	get(folio);
}

/**
 * page_ref_inc - one more reference, on the count itself
 * @context: any; does not sleep
 * @undo: put_page()
 * @source: include/linux/page_ref.h (6.12)
 */
void page_ref_inc(struct page *page)
{
	get(page_folio(page));
}

/**
 * folio_ref_add - nr more references, on the count itself
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @note: how many is not modelled
 * @source: include/linux/page_ref.h (6.12)
 */
void folio_ref_add(struct folio *folio, int nr)
{
	get(folio);
	consume(folio);
}

/**
 * page_ref_add - nr more references, on the count itself
 * @context: any; does not sleep
 * @undo: nothing
 * @note: how many is not modelled
 * @source: include/linux/page_ref.h (6.12)
 */
void page_ref_add(struct page *page, int nr)
{
	get(page_folio(page));
	consume(page_folio(page));
}

/**
 * set_page_refcounted - a page from the free lists gets its first reference
 * @context: any; does not sleep
 * @undo: __free_pages()
 * @source: mm/internal.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
void set_page_refcounted(struct page *page)
{
	get(page_folio(page));
	consume(page_folio(page));
}

/**
 * init_page_count - a page gets its first reference
 * @context: any; does not sleep
 * @undo: __free_pages()
 * @source: include/linux/page_ref.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
void init_page_count(struct page *page)
{
	get(page_folio(page));
	consume(page_folio(page));
}

/**
 * folio_ref_sub - nr references less; they were not the last
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @note: how many is not modelled
 * @source: include/linux/page_ref.h (6.12)
 */
void folio_ref_sub(struct folio *folio, int nr)
{
	consume(folio);
}

/**
 * page_ref_sub - nr references less; they were not the last
 * @context: any; does not sleep
 * @undo: nothing
 * @note: how many is not modelled
 * @source: include/linux/page_ref.h (6.12)
 */
void page_ref_sub(struct page *page, int nr)
{
	consume(page_folio(page));
}

/**
 * Reference counts that are looked at, frozen, or changed by numbers that the model does not follow.
 * @source: include/linux/page_ref.h, include/linux/mm.h (6.12, 6.1)
 */
__effectless int folio_ref_count(const void *folio);
__effectless int page_count(const void *folio);
__effectless int page_ref_count(const void *folio);
__effectless int folio_expected_ref_count(const void *folio);
__effectless void folio_ref_dec(void *folio, int nr);
__effectless void page_ref_dec(void *folio, int nr);
__effectless void page_ref_unfreeze(void *folio, int nr);
__effectless void folio_ref_unfreeze(void *folio, int nr);
__effectless void folio_set_count(void *folio, int nr);
__effectless void set_page_count(void *folio, int nr);
__effectless bool folio_ref_freeze(void *folio, int nr);
__effectless bool page_ref_freeze(void *folio, int nr);
__effectless bool folio_ref_sub_and_test(void *folio, int nr);
__effectless bool page_ref_sub_and_test(void *folio, int nr);
__effectless bool folio_ref_dec_and_test(void *folio, int nr);
__effectless bool page_ref_dec_and_test(void *folio, int nr);
__effectless bool folio_ref_add_unless(void *folio, int nr);
__effectless bool page_ref_add_unless(void *folio, int nr);
__effectless bool folio_ref_try_add(void *folio, int nr);
__effectless int folio_ref_sub_return(void *folio, int nr);
__effectless int page_ref_dec_return(void *folio, int nr);
__effectless int folio_ref_dec_return(void *folio, int nr);
__effectless int folio_ref_inc_return(void *folio, int nr);
__effectless int page_ref_inc_return(void *folio, int nr);
__effectless int page_ref_sub_return(void *folio, int nr);

/* New pages and folios: one reference, owned by the caller. */
/**
 * new_folio_ref - a new folio with one reference, or NULL (a name of this model)
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: the caller owns the reference
 * @undo: folio_put()
 * @source: ours
 */
struct folio *new_folio_ref(gfp_t gfp)
{
	struct folio *folio = fresh();

	allocates(gfp);
	if (!nofail(gfp) && choose())
		return NULL;
	get(folio);
	return folio;
}

/**
 * new_page_ref - a new page with one reference, or NULL (a name of this model)
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: the caller owns the reference
 * @undo: put_page()
 * @source: ours
 */
struct page *new_page_ref(gfp_t gfp)
{
	struct page *page = fresh();

	allocates(gfp);
	if (!nofail(gfp) && choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * folio_alloc - allocate a folio
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new folio, one reference owned by the caller
 * @undo: folio_put()
 * @since: 5.16
 * @source: include/linux/gfp.h (6.12)
 */
struct folio *folio_alloc(gfp_t gfp, unsigned int order)
{
	return new_folio_ref(gfp);
}

/**
 * __folio_alloc - allocate a folio
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new folio, one reference owned by the caller
 * @undo: folio_put()
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/gfp.h (6.12)
 */
struct folio *__folio_alloc(gfp_t gfp, unsigned int order, int nid, nodemask_t *nodemask)
{
	return new_folio_ref(gfp);
}

/**
 * __folio_alloc_node - allocate a folio
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new folio, one reference owned by the caller
 * @undo: folio_put()
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/gfp.h (6.12)
 */
struct folio *__folio_alloc_node(gfp_t gfp, unsigned int order, int nid)
{
	return new_folio_ref(gfp);
}

/**
 * folio_alloc_mpol - allocate a folio
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new folio, one reference owned by the caller
 * @undo: folio_put()
 * @since: 6.10
 * @note: 6.10 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/gfp.h (6.12)
 */
struct folio *folio_alloc_mpol(gfp_t gfp, unsigned int order, struct mempolicy *mpol, pgoff_t ilx, int nid)
{
	return new_folio_ref(gfp);
}

/**
 * vma_alloc_folio - allocate a folio
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new folio, one reference owned by the caller
 * @undo: folio_put()
 * @since: 5.18
 * @note: 5.18 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/gfp.h (6.12)
 */
struct folio *vma_alloc_folio(gfp_t gfp, int order, struct vm_area_struct *vma, unsigned long addr, bool hugepage)
{
	return new_folio_ref(gfp);
}

/**
 * filemap_alloc_folio - allocate a folio
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new folio, one reference owned by the caller
 * @undo: folio_put()
 * @since: 5.16
 * @source: include/linux/pagemap.h (6.12)
 */
struct folio *filemap_alloc_folio(gfp_t gfp, unsigned int order)
{
	return new_folio_ref(gfp);
}

/**
 * vma_alloc_zeroed_movable_folio - allocate a folio for a user page
 * @context: process; may sleep
 * @returns: NULL: no memory. else: a new folio, one reference owned by the caller
 * @undo: folio_put()
 * @since: 6.3
 * @note: 6.3 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/highmem.h (6.12)
 */
struct folio *vma_alloc_zeroed_movable_folio(struct vm_area_struct *vma, unsigned long vaddr)
{
	return new_folio_ref(GFP_KERNEL);
}

/**
 * folio_prealloc - allocate a folio for a user page
 * @context: process; may sleep
 * @returns: NULL: no memory or the charge failed. else: a new folio, charged, one reference owned by the caller
 * @undo: folio_put()
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: mm/memory.c (6.12)
 */
struct folio *folio_prealloc(struct mm_struct *src_mm, struct vm_area_struct *vma, unsigned long addr, bool need_zero)
{
	struct folio *folio = new_folio_ref(GFP_KERNEL);

	if (!folio)
		return NULL;
	charge(folio, MEMORY);
	return folio;
}

/**
 * alloc_page - allocate pages
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new page, one reference owned by the caller
 * @undo: __free_pages(), put_page()
 * @source: include/linux/gfp.h (6.12)
 */
struct page *alloc_page(gfp_t gfp)
{
	return new_page_ref(gfp);
}

/**
 * alloc_pages - allocate pages
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new page, one reference owned by the caller
 * @undo: __free_pages(), put_page()
 * @source: include/linux/gfp.h (6.12)
 */
struct page *alloc_pages(gfp_t gfp, unsigned int order)
{
	return new_page_ref(gfp);
}

/**
 * alloc_pages_node - allocate pages
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new page, one reference owned by the caller
 * @undo: __free_pages(), put_page()
 * @source: include/linux/gfp.h (6.12)
 */
struct page *alloc_pages_node(int nid, gfp_t gfp, unsigned int order)
{
	return new_page_ref(gfp);
}

/**
 * __alloc_pages - allocate pages
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new page, one reference owned by the caller
 * @undo: __free_pages(), put_page()
 * @source: include/linux/gfp.h (6.12)
 * @check: references: that the page is charged where __GFP_ACCOUNT asks for it goes with the page, and no caller gives it back
 */
struct page *__alloc_pages(gfp_t gfp, unsigned int order, int nid, nodemask_t *nodemask)
{
	return new_page_ref(gfp);
}

/**
 * __alloc_pages_node - allocate pages
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new page, one reference owned by the caller
 * @undo: __free_pages(), put_page()
 * @source: include/linux/gfp.h (6.12)
 */
struct page *__alloc_pages_node(int nid, gfp_t gfp, unsigned int order)
{
	return new_page_ref(gfp);
}

/**
 * alloc_pages_mpol - allocate pages
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new page, one reference owned by the caller
 * @undo: __free_pages(), put_page()
 * @since: 6.7
 * @note: 6.7 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/gfp.h (6.12)
 */
struct page *alloc_pages_mpol(gfp_t gfp, unsigned int order, struct mempolicy *pol, pgoff_t ilx, int nid)
{
	return new_page_ref(gfp);
}

/**
 * alloc_page_vma - allocate pages
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new page, one reference owned by the caller
 * @undo: __free_pages(), put_page()
 * @source: include/linux/gfp.h (6.12)
 */
struct page *alloc_page_vma(gfp_t gfp, struct vm_area_struct *vma, unsigned long addr)
{
	return new_page_ref(gfp);
}

/**
 * alloc_pages_vma - allocate pages
 * @context: as the gfp mask allows
 * @returns: NULL: no memory. else: a new page, one reference owned by the caller
 * @undo: __free_pages(), put_page()
 * @until: 5.17
 * @renamed: vma_alloc_folio
 * @note: 5.17 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/gfp.h (5.15)
 */
struct page *alloc_pages_vma(gfp_t gfp, int order, struct vm_area_struct *vma, unsigned long addr, int node, bool hugepage)
{
	return new_page_ref(gfp);
}

/**
 * alloc_zeroed_user_highpage_movable - allocate a zeroed user page
 * @context: process; may sleep
 * @returns: NULL: no memory. else: a new page, one reference owned by the caller
 * @undo: put_page()
 * @until: 6.2
 * @renamed: vma_alloc_zeroed_movable_folio
 * @note: 6.2 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/highmem.h (6.1)
 */
struct page *alloc_zeroed_user_highpage_movable(struct vm_area_struct *vma, unsigned long vaddr)
{
	return new_page_ref(GFP_KERNEL);
}

/**
 * __free_page - free a page that the caller owns
 * @context: as the gfp mask allows
 * @undo: nothing
 * @source: include/linux/gfp.h (6.12)
 */
void __free_page(struct page *page)
{
	put(page_folio(page));
}

/**
 * __free_pages - free pages that the caller owns
 * @context: as the gfp mask allows
 * @undo: nothing
 * @source: mm/page_alloc.c (6.12)
 */
void __free_pages(struct page *page, unsigned int order)
{
	put(page_folio(page));
}

/**
 * free_unref_page - give a page without references back to the allocator
 * @context: the count is zero
 * @undo: nothing
 * @source: mm/page_alloc.c (6.12)
 */
void free_unref_page(struct page *page, unsigned int order)
{
	consume(page_folio(page));
}

/**
 * release_pages - drop the references that a container holds
 * @context: process
 * @undo: nothing
 * @note: the members of a container are not modelled
 * @source: mm/swap.c (6.12)
 */
void release_pages(struct page **pages, int nr)
{
}

/**
 * put_pages_list - drop the references that a container holds
 * @context: process
 * @undo: nothing
 * @note: the members of a container are not modelled
 * @source: mm/swap.c (6.12)
 */
void put_pages_list(struct list_head *pages)
{
}

/**
 * free_unref_page_list - drop the references that a container holds
 * @context: process
 * @undo: nothing
 * @until: 6.8
 * @note: the members of a container are not modelled; 6.8 is the last tree it was seen in (unverified boundary)
 * @source: mm/page_alloc.c (6.1)
 */
void free_unref_page_list(struct list_head *list)
{
}

/**
 * folios_put - drop the references that a container holds
 * @context: process
 * @undo: nothing
 * @since: 5.18
 * @note: the members of a container are not modelled; 5.18 is the first tree it was seen in (unverified
 *     boundary)
 * @source: include/linux/mm.h (6.12)
 */
void folios_put(struct folio_batch *folios)
{
}

/**
 * folios_put_refs - drop the references that a container holds
 * @context: process
 * @undo: nothing
 * @since: 6.9
 * @note: the members of a container are not modelled; 6.9 is the first tree it was seen in (unverified
 *     boundary)
 * @source: mm/swap.c (6.12)
 */
void folios_put_refs(struct folio_batch *folios, unsigned int *refs)
{
}

/**
 * folio_batch_release - drop the references that a container holds
 * @context: process
 * @undo: nothing
 * @since: 5.17
 * @note: the members of a container are not modelled; 5.17 is the first tree it was seen in (unverified
 *     boundary)
 * @source: include/linux/pagevec.h (6.12)
 */
void folio_batch_release(struct folio_batch *fbatch)
{
}

/**
 * pagevec_release - drop the references that a container holds
 * @context: process
 * @undo: nothing
 * @until: 6.4
 * @note: the members of a container are not modelled; 6.4 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/pagevec.h (6.1)
 */
void pagevec_release(struct pagevec *pvec)
{
}

/**
 * __folio_batch_release - drop the references that a container holds
 * @context: process
 * @undo: nothing
 * @since: 6.4
 * @note: the members of a container are not modelled; 6.4 is the first tree it was seen in (unverified
 *     boundary)
 * @source: mm/swap.c (6.12)
 */
void __folio_batch_release(struct folio_batch *fbatch)
{
}

/**
 * free_unref_folios - drop the references that a container holds
 * @context: process
 * @undo: nothing
 * @since: 6.9
 * @note: the members of a container are not modelled; 6.9 is the first tree it was seen in (unverified
 *     boundary)
 * @source: mm/page_alloc.c (6.12)
 */
void free_unref_folios(struct folio_batch *folios)
{
}

/**
 * folio_batch_remove_exceptionals - take what are not folios out of a batch
 * @context: process
 * @undo: nothing
 * @since: 5.17
 * @note: the members of a container are not modelled; 5.17 is the first tree it was seen in (unverified
 *     boundary)
 * @source: mm/swap.c (6.12)
 */
void folio_batch_remove_exceptionals(struct folio_batch *fbatch)
{
}

/**
 * filemap_get_folio - find a folio in the page cache
 * @context: any; does not sleep (RCU inside)
 * @returns: NULL: none (or no memory). else: referenced
 * @undo: folio_put()
 * @since: 5.16
 * @until: 6.3
 * @source: include/linux/pagemap.h (6.12)
 */
struct folio *filemap_get_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = fresh();

	if (choose())
		return NULL;
	get(folio);
	return folio;
}

/**
 * filemap_get_folio - find a folio in the page cache
 * @context: any; does not sleep (RCU inside)
 * @returns: ERR_PTR: none (or no memory). else: referenced
 * @undo: folio_put()
 * @since: 6.4
 * @note: a NULL check became an IS_ERR() check in 6.4 (66dabbb65d67)
 * @source: include/linux/pagemap.h (6.12)
 */
struct folio *filemap_get_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = fresh();

	if (choose())
		return errptr();
	get(folio);
	return folio;
}

/**
 * filemap_lock_folio - find a folio in the page cache and lock it
 * @context: process; may sleep
 * @returns: NULL: none (or no memory). else: referenced and locked
 * @undo: folio_unlock() and folio_put()
 * @since: 5.16
 * @until: 6.3
 * @source: include/linux/pagemap.h (6.12)
 */
struct folio *filemap_lock_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = fresh();

	might_sleep();
	if (choose())
		return NULL;
	get(folio);
	take(folio, FOLIO);
	return folio;
}

/**
 * filemap_lock_folio - find a folio in the page cache and lock it
 * @context: process; may sleep
 * @returns: ERR_PTR: none (or no memory). else: referenced and locked
 * @undo: folio_unlock() and folio_put()
 * @since: 6.4
 * @note: a NULL check became an IS_ERR() check in 6.4 (66dabbb65d67)
 * @source: include/linux/pagemap.h (6.12)
 */
struct folio *filemap_lock_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(folio);
	take(folio, FOLIO);
	return folio;
}

/**
 * filemap_grab_folio - find or create a folio in the page cache and lock it
 * @context: process; may sleep
 * @returns: NULL: none (or no memory). else: referenced and locked
 * @undo: folio_unlock() and folio_put()
 * @since: 6.2
 * @until: 6.3
 * @note: 6.2 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/pagemap.h (6.12)
 */
struct folio *filemap_grab_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = fresh();

	might_sleep();
	if (choose())
		return NULL;
	get(folio);
	take(folio, FOLIO);
	return folio;
}

/**
 * filemap_grab_folio - find or create a folio in the page cache and lock it
 * @context: process; may sleep
 * @returns: ERR_PTR: none (or no memory). else: referenced and locked
 * @undo: folio_unlock() and folio_put()
 * @since: 6.4
 * @note: a NULL check became an IS_ERR() check in 6.4 (66dabbb65d67)
 * @source: include/linux/pagemap.h (6.12)
 */
struct folio *filemap_grab_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(folio);
	take(folio, FOLIO);
	return folio;
}

/**
 * __filemap_get_folio - find a folio in the page cache; FGP flags say whether to create and lock
 * @context: process; may sleep
 * @returns: NULL: none (or no memory). else: referenced, and locked when fgp_flags has FGP_LOCK
 * @undo: folio_unlock() and folio_put()
 * @since: 5.16
 * @until: 6.3
 * @order: entries that are not folios (shadows) count as none, unless FGP_ENTRY
 * @source: mm/filemap.c (6.12)
 */
struct folio *__filemap_get_folio(struct address_space *mapping, pgoff_t index, fgf_t fgp_flags, gfp_t gfp)
{
	struct folio *folio = fresh();

	if (fgp_flags & FGP_CREAT)
		allocates(gfp);
	if (choose())
		return NULL;
	if (fgp_flags & FGP_ENTRY && choose())
		return xa_mk_value(unknown());
	assert(!xa_is_value(folio));
	get(folio);
	if (fgp_flags & FGP_LOCK)
		take(folio, FOLIO);
	return folio;
}

/**
 * __filemap_get_folio - find a folio in the page cache; FGP flags say whether to create and lock
 * @context: process; may sleep
 * @returns: ERR_PTR: none (or no memory). else: referenced, and locked when fgp_flags has FGP_LOCK
 * @undo: folio_unlock() and folio_put()
 * @since: 6.4
 * @note: a NULL check became an IS_ERR() check in 6.4 (66dabbb65d67)
 * @source: mm/filemap.c (6.12)
 */
struct folio *__filemap_get_folio(struct address_space *mapping, pgoff_t index, fgf_t fgp_flags, gfp_t gfp)
{
	struct folio *folio = fresh();

	if (fgp_flags & FGP_CREAT)
		allocates(gfp);
	if (choose())
		return errptr();
	if (fgp_flags & FGP_ENTRY && choose())
		return xa_mk_value(unknown());
	assert(!xa_is_value(folio));
	get(folio);
	if (fgp_flags & FGP_LOCK)
		take(folio, FOLIO);
	return folio;
}

/**
 * find_get_page - find a page in the page cache
 * @context: any; does not sleep (RCU inside)
 * @returns: NULL: none (or no memory). else: referenced
 * @undo: put_page()
 * @source: include/linux/pagemap.h (6.12)
 */
struct page *find_get_page(struct address_space *mapping, pgoff_t offset)
{
	struct page *page = fresh();

	if (choose())
		return NULL;
	get(page_folio(page));
	return page;
}

/**
 * find_lock_page - find a page in the page cache and lock it
 * @context: process; may sleep
 * @returns: NULL: none (or no memory). else: referenced and locked
 * @undo: unlock_page() and put_page()
 * @source: include/linux/pagemap.h (6.12)
 */
struct page *find_lock_page(struct address_space *mapping, pgoff_t index)
{
	struct page *page = fresh();

	might_sleep();
	if (choose())
		return NULL;
	get(page_folio(page));
	take(page_folio(page), FOLIO);
	return page;
}

/**
 * find_or_create_page - find a page in the page cache and lock it
 * @context: process; may sleep
 * @returns: NULL: none (or no memory). else: referenced and locked
 * @undo: unlock_page() and put_page()
 * @source: include/linux/pagemap.h (6.12)
 */
struct page *find_or_create_page(struct address_space *mapping, pgoff_t index, gfp_t gfp_mask)
{
	struct page *page = fresh();

	might_sleep();
	if (choose())
		return NULL;
	get(page_folio(page));
	take(page_folio(page), FOLIO);
	return page;
}

/**
 * grab_cache_page - find a page in the page cache and lock it
 * @context: process; may sleep
 * @returns: NULL: none (or no memory). else: referenced and locked
 * @undo: unlock_page() and put_page()
 * @source: include/linux/pagemap.h (6.12)
 */
struct page *grab_cache_page(struct address_space *mapping, pgoff_t index)
{
	struct page *page = fresh();

	might_sleep();
	if (choose())
		return NULL;
	get(page_folio(page));
	take(page_folio(page), FOLIO);
	return page;
}

/**
 * pagecache_get_page - find a page in the page cache; FGP flags say whether to create and lock
 * @context: process; may sleep
 * @returns: NULL: none (or no memory). else: referenced, and locked when fgp_flags has FGP_LOCK
 * @undo: unlock_page() and put_page()
 * @source: mm/folio-compat.c (6.12)
 */
struct page *pagecache_get_page(struct address_space *mapping, pgoff_t index, int fgp_flags, gfp_t gfp)
{
	struct page *page = fresh();

	if (fgp_flags & FGP_CREAT)
		allocates(gfp);
	if (choose())
		return NULL;
	if (fgp_flags & FGP_ENTRY && choose())
		return xa_mk_value(unknown());
	assert(!xa_is_value(page));
	get(page_folio(page));
	if (fgp_flags & FGP_LOCK)
		take(page_folio(page), FOLIO);
	return page;
}

/**
 * read_mapping_folio - find or read a folio of a file
 * @context: process; may sleep
 * @returns: ERR_PTR: no memory or an IO error. else: referenced and uptodate, not locked
 * @undo: folio_put()
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/pagemap.h (6.12)
 */
struct folio *read_mapping_folio(struct address_space *mapping, pgoff_t index, struct file *file)
{
	struct folio *folio = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(folio);
	return folio;
}

/**
 * read_cache_folio - find or read a folio of a file
 * @context: process; may sleep
 * @returns: ERR_PTR: no memory or an IO error. else: referenced and uptodate, not locked
 * @undo: folio_put()
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: mm/filemap.c (6.12)
 */
struct folio *read_cache_folio(struct address_space *mapping, pgoff_t index, filler_t *filler, struct file *file)
{
	struct folio *folio = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(folio);
	return folio;
}

/**
 * read_mapping_page - find or read a page of a file
 * @context: process; may sleep
 * @returns: ERR_PTR: no memory or an IO error. else: referenced and uptodate, not locked
 * @undo: put_page()
 * @source: include/linux/pagemap.h (6.12)
 */
struct page *read_mapping_page(struct address_space *mapping, pgoff_t index, struct file *file)
{
	struct page *page = fresh();

	might_sleep();
	if (choose())
		return errptr();
	get(page_folio(page));
	return page;
}

/**
 * filemap_add_folio - put a new folio into the page cache and on the LRU
 * @context: process; may sleep
 * @returns: 0: in the cache, locked, charged; the cache holds its own references. negative: unlocked and not
 *     charged, the caller still owns it
 * @undo: filemap_remove_folio() while locked, folio_unlock()
 * @failure: the folio is not in the page cache
 * @since: 5.16
 * @note: charges the folio itself: do not charge it before
 * @source: mm/filemap.c (6.12)
 */
int filemap_add_folio(struct address_space *mapping, struct folio *folio, pgoff_t index, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return error();
	trytake(folio, FOLIO);
	charge(folio, MEMORY);
	publish(folio, PAGECACHE);
	publish(folio, LRU);
	return 0;
}

/**
 * add_to_page_cache_lru - put a new page into the page cache and on the LRU
 * @context: process; may sleep
 * @returns: 0: in the cache, locked, charged. negative: unlocked and not charged
 * @undo: delete_from_page_cache() while locked, unlock_page()
 * @failure: the folio is not in the page cache
 * @renamed: filemap_add_folio
 * @source: mm/folio-compat.c (6.12)
 */
int add_to_page_cache_lru(struct page *page, struct address_space *mapping, pgoff_t offset, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return error();
	trytake(page_folio(page), FOLIO);
	charge(page_folio(page), MEMORY);
	publish(page_folio(page), PAGECACHE);
	publish(page_folio(page), LRU);
	return 0;
}

/**
 * filemap_remove_folio - take a folio out of the page cache
 * @context: the folio is locked and not dirty; may sleep in free_folio
 * @undo: nothing
 * @since: 5.17
 * @note: drops the references of the cache; the caller keeps its own; 5.17 is the first tree it was seen in
 *     (unverified boundary)
 * @source: mm/filemap.c (6.12)
 */
void filemap_remove_folio(struct folio *folio)
{
	held(folio);
	unpublish(folio, PAGECACHE);
}

/**
 * __filemap_remove_folio - take a folio out of the page cache under its i_pages lock
 * @context: the folio is locked, i_pages locked with interrupts off
 * @undo: nothing
 * @since: 5.17
 * @note: the references of the cache are the caller's to drop; 5.17 is the first tree it was seen in
 *     (unverified boundary)
 * @source: mm/filemap.c (6.12)
 */
void __filemap_remove_folio(struct folio *folio, void *shadow)
{
	unpublish(folio, PAGECACHE);
}

/* The LRU. */
/**
 * folio_isolate_lru - take a folio off the LRU
 * @context: a reference is held; process or softirq; takes lru_lock
 * @returns: true: off the LRU, and one more reference. false: it was not on it
 * @undo: folio_putback_lru() after true
 * @since: 6.3
 * @note: the result was an int up to 6.2: 0 was success
 * @source: mm/vmscan.c (6.12)
 */
bool folio_isolate_lru(struct folio *folio)
{
	if (choose())
		return false;
	get(folio);
	unpublish(folio, LRU);
	return true;
}

/**
 * page_movable_ops - how the owner of an isolated movable page moves it
 * @context: any; the page has movable ops (page_has_movable_ops())
 * @returns: the operations
 * @undo: nothing
 * @since: 6.17
 * @note: the NULL of a page of no such kind is not modelled: who calls this has asked
 * @source: mm/migrate.c (6.18)
 * @check: result: a page of no kind that can be moved has NULL; who calls this has asked for the kind
 */
const struct movable_operations *page_movable_ops(struct page *page)
{
	return fresh();
}

/**
 * migrate_device_finalize - give back both folios of each entry, locked or not as the entries say
 * @context: process; may sleep
 * @undo: nothing
 * @since: 5.18
 * @note: what src_pfns and dst_pfns name belongs to it: locks and references of the caller go with the numbers
 * @source: mm/migrate_device.c (6.12)
 */
void migrate_device_finalize(unsigned long *src_pfns, unsigned long *dst_pfns, unsigned long npages)
{
	might_sleep();
	consume(*src_pfns);
	consume(*dst_pfns);
}

/**
 * folio_isolate_lru - take a folio off the LRU
 * @context: a reference is held; process or softirq; takes lru_lock
 * @returns: 0: off the LRU, and one more reference. -EBUSY: it was not on it
 * @undo: folio_putback_lru() after 0
 * @since: 5.18
 * @until: 6.2
 * @note: 5.18 is the first tree it was seen in (unverified boundary)
 * @source: mm/vmscan.c (6.12)
 */
int folio_isolate_lru(struct folio *folio)
{
	if (choose())
		return -EBUSY;
	get(folio);
	unpublish(folio, LRU);
	return 0;
}

/**
 * isolate_lru_page - take a page off the LRU
 * @context: a reference is held; process or softirq; takes lru_lock
 * @returns: true: off the LRU, and one more reference. false: it was not on it
 * @undo: putback_lru_page() after true
 * @since: 6.3
 * @until: 6.11
 * @renamed: folio_isolate_lru
 * @note: the result was an int up to 6.2: 0 was success; 6.11 is the last tree it was seen in (unverified
 *     boundary)
 * @source: mm/folio-compat.c (6.9)
 */
bool isolate_lru_page(struct page *page)
{
	if (choose())
		return false;
	get(page_folio(page));
	unpublish(page_folio(page), LRU);
	return true;
}

/**
 * isolate_lru_page - take a page off the LRU
 * @context: a reference is held; process or softirq; takes lru_lock
 * @returns: 0: off the LRU, and one more reference. -EBUSY: it was not on it
 * @undo: putback_lru_page() after 0
 * @until: 6.2
 * @renamed: folio_isolate_lru
 * @source: mm/folio-compat.c (6.1)
 */
int isolate_lru_page(struct page *page)
{
	if (choose())
		return -EBUSY;
	get(page_folio(page));
	unpublish(page_folio(page), LRU);
	return 0;
}

/**
 * folio_putback_lru - give an isolated folio back to the LRU and drop the isolation's reference
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.18
 * @note: 5.18 is the first tree it was seen in (unverified boundary)
 * @source: mm/vmscan.c (6.12)
 */
void folio_putback_lru(struct folio *folio)
{
	publish(folio, LRU);
	put(folio);
}

/**
 * putback_lru_page - give an isolated page back to the LRU and drop the isolation's reference
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 6.11
 * @note: 6.11 is the last tree it was seen in (unverified boundary)
 * @source: mm/folio-compat.c (6.1)
 */
void putback_lru_page(struct page *page)
{
	publish(page_folio(page), LRU);
	put(page_folio(page));
}

/**
 * putback_movable_pages - give a list of isolated pages back
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/migrate.h (6.12)
 */
void putback_movable_pages(struct list_head *l)
{
	might_sleep();
}

/**
 * folio_add_lru - queue a folio for the LRU
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.16
 * @note: the batch holds its own reference; charge the folio before
 * @source: mm/swap.c (6.12)
 * @check: references: the reference that the body takes is the one of the cache, list or batch
 */
void folio_add_lru(struct folio *folio)
{
	publish(folio, LRU);
}

/**
 * folio_add_lru_vma - folio_add_lru() that respects mlock()
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 6.0
 * @note: 6.0 is the first tree it was seen in (unverified boundary)
 * @source: mm/swap.c (6.12)
 */
void folio_add_lru_vma(struct folio *folio, struct vm_area_struct *vma)
{
	publish(folio, LRU);
}

/**
 * lru_cache_add - queue a page for the LRU
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 6.1
 * @renamed: folio_add_lru
 * @note: 6.1 is the last tree it was seen in (unverified boundary)
 * @source: mm/folio-compat.c (6.1)
 */
void lru_cache_add(struct page *page)
{
	publish(page_folio(page), LRU);
}

/**
 * lru_cache_add_inactive_or_unevictable - queue a new anonymous page for the LRU
 * @context: any; does not sleep
 * @undo: nothing
 * @until: 6.2
 * @renamed: folio_add_lru_vma
 * @note: 6.2 is the last tree it was seen in (unverified boundary)
 * @source: mm/folio-compat.c (6.1)
 */
void lru_cache_add_inactive_or_unevictable(struct page *page, struct vm_area_struct *vma)
{
	publish(page_folio(page), LRU);
}

/**
 * lru_add_drain_all - empty the LRU batches of all cpus
 * @context: process; may sleep (waits for work on every cpu)
 * @undo: nothing
 * @source: mm/swap.c (6.12)
 */
void lru_add_drain_all(void)
{
	might_sleep();
}

/**
 * lru_cache_disable - empty the LRU batches and bypass them until lru_cache_enable()
 * @context: process; may sleep
 * @undo: lru_cache_enable()
 * @since: 5.13
 * @note: 5.13 is the first tree it was seen in (unverified boundary)
 * @source: mm/swap.c (6.12)
 */
void lru_cache_disable(void)
{
	might_sleep();
}

/**
 * lru_cache_enable - use the LRU batches again
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.13
 * @note: 5.13 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/swap.h (6.12)
 */
void lru_cache_enable(void)
{
}

/**
 * Marks and questions about the LRU: no effect on what is modelled.
 * @source: mm/swap.c, mm/workingset.c, mm/folio-compat.c, include/linux/mm_inline.h, include/linux/mm.h (6.12)
 */
__effectless void lru_add_drain(void *zone);
__effectless void lru_add_drain_cpu(void *zone);
__effectless void lru_add_drain_cpu_zone(void *zone);
__effectless void folio_mark_accessed(struct folio *folio);
__effectless void folio_activate(struct folio *folio);
__effectless void folio_deactivate(struct folio *folio);
__effectless void folio_mark_lazyfree(struct folio *folio);
__effectless void folio_rotate_reclaimable(struct folio *folio);
__effectless void deactivate_file_folio(struct folio *folio);
__effectless void workingset_activation(struct folio *folio);
__effectless void mark_page_accessed(struct folio *folio);
__effectless void lru_note_cost_refault(struct folio *folio);
__pure int folio_lru_list(const struct folio *folio);
__pure int folio_is_file_lru(const struct folio *folio);
__pure int page_is_file_lru(const struct folio *folio);
__pure int folio_lru_gen(const struct folio *folio);
__pure int folio_lru_refs(const struct folio *folio);
__effectless void lruvec_add_folio(struct lruvec *lruvec, struct folio *folio);
__effectless void lruvec_add_folio_tail(struct lruvec *lruvec, struct folio *folio);
__effectless void lruvec_del_folio(struct lruvec *lruvec, struct folio *folio);
__effectless void update_lru_size(struct lruvec *lruvec, struct folio *folio);
__effectless struct folio *lru_to_folio(struct list_head *head);

/* lru_lock. The lock lives in the lruvec of the folio's memcg and node. */
/**
 * Which lruvec a folio is on: no effect. It may change when nothing keeps the folio's memcg (see
 * folio_memcg()).
 * @source: include/linux/memcontrol.h, include/linux/mmzone.h (6.12)
 */
__pure struct lruvec *folio_lruvec(struct folio *folio);
__pure struct lruvec *mem_cgroup_lruvec(struct mem_cgroup *memcg, struct pglist_data *pgdat);
__effectless bool folio_matches_lruvec(struct folio *folio, struct lruvec *lruvec);
__pure struct mem_cgroup *lruvec_memcg(struct lruvec *lruvec);
__pure struct pglist_data *lruvec_pgdat(struct lruvec *lruvec);
__effectless void lruvec_memcg_debug(struct lruvec *lruvec, struct folio *folio);

/**
 * page_lruvec - the lruvec of a page (a name of this model)
 * @context: any; does not sleep
 * @returns: the lruvec
 * @undo: nothing
 * @source: ours
 */
struct lruvec *page_lruvec(struct page *page)
{
	return folio_lruvec(page_folio(page));
}

/**
 * folio_lruvec_lock - take the lru_lock of a folio's lruvec
 * @context: the memcg of the folio cannot change; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: unlock_page_lruvec()
 * @since: 5.16
 * @until: 7.0
 * @source: include/linux/memcontrol.h (6.12)
 */
struct lruvec *folio_lruvec_lock(struct folio *folio)
{
	struct lruvec *lruvec = fresh();

	take(&lruvec->lru_lock, SPIN);
	return lruvec;
}

/**
 * folio_lruvec_lock - take the lru_lock of a folio's lruvec
 * @context: any; enters an RCU read section as well; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: lruvec_unlock()
 * @since: 7.1
 * @note: looks again under the lock, since the folio may be reparented; 7.1 is the first tree it was seen in
 *     (unverified boundary)
 * @source: mm/memcontrol.c:folio_lruvec_lock (7.1)
 */
struct lruvec *folio_lruvec_lock(struct folio *folio)
{
	struct lruvec *lruvec = fresh();

	enter(RCU);
	take(&lruvec->lru_lock, SPIN);
	return lruvec;
}

/**
 * lock_page_lruvec - take the lru_lock of a page's lruvec
 * @context: the memcg of the page cannot change; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: unlock_page_lruvec()
 * @since: 5.11
 * @until: 5.15
 * @renamed: folio_lruvec_lock
 * @source: mm/memcontrol.c:lock_page_lruvec (5.12)
 */
struct lruvec *lock_page_lruvec(struct page *page)
{
	struct lruvec *lruvec = page_lruvec(page);

	take(&lruvec->lru_lock, SPIN);
	return lruvec;
}

/**
 * unlock_page_lruvec - drop lru_lock
 * @context: the caller holds it
 * @undo: nothing
 * @since: 5.11
 * @until: 7.0
 * @renamed: lruvec_unlock
 * @source: include/linux/memcontrol.h (6.12)
 */
void unlock_page_lruvec(struct lruvec *lruvec)
{
	drop(&lruvec->lru_lock, SPIN);
}

/**
 * lruvec_unlock - drop lru_lock and leave the RCU read section that came with it
 * @context: the caller holds it
 * @undo: nothing
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h:lruvec_unlock (7.1)
 */
void lruvec_unlock(struct lruvec *lruvec)
{
	drop(&lruvec->lru_lock, SPIN);
	leave(RCU);
}

/**
 * folio_lruvec_lock_irq - take the lru_lock of a folio's lruvec and turn interrupts off
 * @context: the memcg of the folio cannot change; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: unlock_page_lruvec_irq()
 * @since: 5.16
 * @until: 7.0
 * @source: include/linux/memcontrol.h (6.12)
 */
struct lruvec *folio_lruvec_lock_irq(struct folio *folio)
{
	struct lruvec *lruvec = fresh();

	enter(IRQ_OFF);
	take(&lruvec->lru_lock, SPIN);
	return lruvec;
}

/**
 * folio_lruvec_lock_irq - take the lru_lock of a folio's lruvec and turn interrupts off
 * @context: any; enters an RCU read section as well; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: lruvec_unlock_irq()
 * @since: 7.1
 * @note: looks again under the lock, since the folio may be reparented; 7.1 is the first tree it was seen in
 *     (unverified boundary)
 * @source: mm/memcontrol.c:folio_lruvec_lock (7.1)
 */
struct lruvec *folio_lruvec_lock_irq(struct folio *folio)
{
	struct lruvec *lruvec = fresh();

	enter(RCU);
	enter(IRQ_OFF);
	take(&lruvec->lru_lock, SPIN);
	return lruvec;
}

/**
 * lock_page_lruvec_irq - take the lru_lock of a page's lruvec and turn interrupts off
 * @context: the memcg of the page cannot change; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: unlock_page_lruvec_irq()
 * @since: 5.11
 * @until: 5.15
 * @renamed: folio_lruvec_lock_irq
 * @source: mm/memcontrol.c:lock_page_lruvec_irq (5.12)
 */
struct lruvec *lock_page_lruvec_irq(struct page *page)
{
	struct lruvec *lruvec = page_lruvec(page);

	enter(IRQ_OFF);
	take(&lruvec->lru_lock, SPIN);
	return lruvec;
}

/**
 * unlock_page_lruvec_irq - drop lru_lock
 * @context: the caller holds it
 * @undo: nothing
 * @since: 5.11
 * @until: 7.0
 * @renamed: lruvec_unlock_irq
 * @source: include/linux/memcontrol.h (6.12)
 */
void unlock_page_lruvec_irq(struct lruvec *lruvec)
{
	drop(&lruvec->lru_lock, SPIN);
	reset(IRQ_OFF);
}

/**
 * lruvec_unlock_irq - drop lru_lock and leave the RCU read section that came with it
 * @context: the caller holds it
 * @undo: nothing
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h:lruvec_unlock (7.1)
 */
void lruvec_unlock_irq(struct lruvec *lruvec)
{
	drop(&lruvec->lru_lock, SPIN);
	reset(IRQ_OFF);
	leave(RCU);
}

/**
 * folio_lruvec_lock_irqsave - take the lru_lock of a folio's lruvec with interrupts off, remembering how they
 *     were
 * @context: the memcg of the folio cannot change; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: unlock_page_lruvec_irqrestore()
 * @since: 5.16
 * @until: 7.0
 * @source: include/linux/memcontrol.h (6.12)
 */
struct lruvec *folio_lruvec_lock_irqsave(struct folio *folio, unsigned long *flags)
{
	struct lruvec *lruvec = fresh();

	enter(IRQ_OFF);
	take(&lruvec->lru_lock, SPIN);
	return lruvec;
}

/**
 * folio_lruvec_lock_irqsave - take the lru_lock of a folio's lruvec with interrupts off, remembering how they
 *     were
 * @context: any; enters an RCU read section as well; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: lruvec_unlock_irqrestore()
 * @since: 7.1
 * @note: looks again under the lock, since the folio may be reparented; 7.1 is the first tree it was seen in
 *     (unverified boundary)
 * @source: mm/memcontrol.c:folio_lruvec_lock (7.1)
 */
struct lruvec *folio_lruvec_lock_irqsave(struct folio *folio, unsigned long *flags)
{
	struct lruvec *lruvec = fresh();

	enter(RCU);
	enter(IRQ_OFF);
	take(&lruvec->lru_lock, SPIN);
	return lruvec;
}

/**
 * lock_page_lruvec_irqsave - take the lru_lock of a page's lruvec with interrupts off, remembering how they
 *     were
 * @context: the memcg of the page cannot change; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: unlock_page_lruvec_irqrestore()
 * @since: 5.11
 * @until: 5.15
 * @renamed: folio_lruvec_lock_irqsave
 * @source: mm/memcontrol.c:lock_page_lruvec_irqsave (5.12)
 */
struct lruvec *lock_page_lruvec_irqsave(struct page *page, unsigned long *flags)
{
	struct lruvec *lruvec = page_lruvec(page);

	enter(IRQ_OFF);
	take(&lruvec->lru_lock, SPIN);
	return lruvec;
}

/**
 * unlock_page_lruvec_irqrestore - drop lru_lock
 * @context: the caller holds it
 * @undo: nothing
 * @since: 5.11
 * @until: 7.0
 * @renamed: lruvec_unlock_irqrestore
 * @source: include/linux/memcontrol.h (6.12)
 */
void unlock_page_lruvec_irqrestore(struct lruvec *lruvec, unsigned long flags)
{
	drop(&lruvec->lru_lock, SPIN);
	leave(IRQ_OFF);
}

/**
 * lruvec_unlock_irqrestore - drop lru_lock and leave the RCU read section that came with it
 * @context: the caller holds it
 * @undo: nothing
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h:lruvec_unlock (7.1)
 */
void lruvec_unlock_irqrestore(struct lruvec *lruvec, unsigned long flags)
{
	drop(&lruvec->lru_lock, SPIN);
	leave(IRQ_OFF);
	leave(RCU);
}

/**
 * folio_lruvec_relock_irq - have the lru_lock for this folio, keeping the one that is held when it is the right
 *     one
 * @context: locked is NULL or held; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: unlock_page_lruvec_irq()
 * @since: 5.16
 * @until: 7.0
 * @source: include/linux/memcontrol.h (6.12)
 */
struct lruvec *folio_lruvec_relock_irq(struct folio *folio, struct lruvec *locked)
{
	if (locked) {
		if (folio_matches_lruvec(folio, locked))
			return locked;
		unlock_page_lruvec_irq(locked);
	}
	return folio_lruvec_lock_irq(folio);
}

/**
 * folio_lruvec_relock_irq - have the lru_lock for this folio, keeping the one that is held when it is the right
 *     one
 * @context: locked is NULL or held; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: lruvec_unlock_irq()
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h:folio_lruvec_relock_irq (7.1)
 */
struct lruvec *folio_lruvec_relock_irq(struct folio *folio, struct lruvec *locked)
{
	if (locked) {
		if (folio_matches_lruvec(folio, locked))
			return locked;
		lruvec_unlock_irq(locked);
	}
	return folio_lruvec_lock_irq(folio);
}

/**
 * folio_lruvec_relock_irqsave - have the lru_lock for this folio in *lruvecp, keeping the one that is held when
 *     it is the right one
 * @context: *lruvecp is NULL or held; the holder must not sleep
 * @undo: unlock_page_lruvec_irqrestore(*lruvecp, *flags)
 * @since: 6.9
 * @until: 7.0
 * @note: up to 6.8 it takes and returns the lruvec; 6.9 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
void folio_lruvec_relock_irqsave(struct folio *folio, struct lruvec **lruvecp, unsigned long *flags)
{
	if (*lruvecp) {
		if (folio_matches_lruvec(folio, *lruvecp))
			return;
		unlock_page_lruvec_irqrestore(*lruvecp, *flags);
	}
	*lruvecp = folio_lruvec_lock_irqsave(folio, flags);
}

/**
 * folio_lruvec_relock_irqsave - have the lru_lock for this folio in *lruvecp, keeping the one that is held when
 *     it is the right one
 * @context: *lruvecp is NULL or held; the holder must not sleep
 * @undo: lruvec_unlock_irqrestore(*lruvecp, *flags)
 * @since: 7.1
 * @note: 7.1 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h:folio_lruvec_relock_irqsave (7.1)
 */
void folio_lruvec_relock_irqsave(struct folio *folio, struct lruvec **lruvecp, unsigned long *flags)
{
	if (*lruvecp) {
		if (folio_matches_lruvec(folio, *lruvecp))
			return;
		lruvec_unlock_irqrestore(*lruvecp, *flags);
	}
	*lruvecp = folio_lruvec_lock_irqsave(folio, flags);
}

/**
 * folio_lruvec_relock_irqsave - have the lru_lock for this folio, keeping the one that is held when it is the
 *     right one
 * @context: locked is NULL or held; the holder must not sleep
 * @returns: the lruvec, locked
 * @undo: unlock_page_lruvec_irqrestore()
 * @since: 5.16
 * @until: 6.8
 * @note: 6.8 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/memcontrol.h (6.12)
 */
struct lruvec *folio_lruvec_relock_irqsave(struct folio *folio, struct lruvec *locked, unsigned long *flags)
{
	if (locked) {
		if (folio_matches_lruvec(folio, locked))
			return locked;
		unlock_page_lruvec_irqrestore(locked, *flags);
	}
	return folio_lruvec_lock_irqsave(folio, flags);
}

/**
 * shmem_replace_folio - let another folio, in a zone that the mapping allows, take the place of one in the swap cache
 * @context: process, the folio locked and referenced; may sleep
 * @returns: 0: the new folio in its place, locked and referenced; the old one unlocked and put. negative: nothing changed
 * @undo: nothing
 * @since: 6.1
 * @note: 6.1 is the first tree it was seen in (unverified boundary)
 * @source: mm/shmem.c (6.12)
 */
int shmem_replace_folio(struct folio **foliop, gfp_t gfp, struct shmem_inode_info *info, pgoff_t index, struct vm_area_struct *vma)
{
	struct folio *old = *foliop;
	struct folio *new = fresh();

	allocates(gfp);
	if (choose())
		return error();
	drop(old, FOLIO);
	put(old);
	get(new);
	trytake(new, FOLIO);
	*foliop = new;
	return 0;
}
