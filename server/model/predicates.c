/*
 * Questions and conversions: no effect on what is modelled.
 *
 * __pure answers depend on the arguments alone and stay what they are within a function; __effectless answers may change
 * between two calls. Flags of a folio that others may set or clear meanwhile are of the second kind.
 */
/**
 * What a folio or page is: fixed while the caller can look at it.
 * @source: include/linux/page-flags.h, include/linux/huge_mm.h, include/linux/mmzone.h,
 *     include/linux/memremap.h, include/linux/mm.h, include/linux/migrate.h and others (6.12, 6.1)
 */
__pure bool folio_test_large(const struct folio *folio);
__pure bool folio_test_hugetlb(const struct folio *folio);
__pure bool folio_test_anon(const struct folio *folio);
__pure bool folio_test_ksm(const struct folio *folio);
__pure bool folio_test_swapbacked(const struct folio *folio);
__pure bool folio_test_swapcache(const struct folio *folio);
__pure bool folio_test_slab(const struct folio *folio);
__pure bool folio_test_pmd_mappable(const struct folio *folio);
__pure bool folio_is_zone_device(const struct folio *folio);
__pure bool folio_is_device_private(const struct folio *folio);
__pure bool folio_is_device_coherent(const struct folio *folio);
__pure bool folio_is_longterm_pinnable(const struct folio *folio);
__pure bool folio_test_movable(const struct folio *folio);
__pure bool folio_test_head(const struct folio *folio);
__pure bool folio_test_transhuge(const struct folio *folio);
__pure bool folio_test_large_rmappable(const struct folio *folio);
__pure bool folio_test_partially_mapped(const struct folio *folio);
__pure bool PageAnon(const void *page);
__pure bool PageHuge(const void *page);
__pure bool PageTail(const void *page);
__pure bool PageHead(const void *page);
__pure bool PageCompound(const void *page);
__pure bool PageTransHuge(const void *page);
__pure bool PageTransCompound(const void *page);
__pure bool PageTransTail(const void *page);
__pure bool PageKsm(const void *page);
__pure bool PageSwapBacked(const void *page);
__pure bool PageSwapCache(const void *page);
__pure bool PageSlab(const void *page);
__pure bool PageReserved(const void *page);
__pure bool PageHighMem(const void *page);
__pure bool is_zone_device_page(const void *page);
__pure bool is_device_private_page(const void *page);
__pure bool is_device_coherent_page(const void *page);
__pure bool is_longterm_pinnable_page(const void *page);
__pure bool PageHeadHuge(const void *page);
__pure bool is_zero_page(const void *page);
__pure bool is_zero_folio(const void *page);
__pure bool is_huge_zero_folio(const void *page);
__pure bool is_huge_zero_page(const void *page);
__pure bool PageMovable(const void *page);
__pure bool __PageMovable(const void *page);
__pure bool PageTable(const void *page);
__pure bool PageGuard(const void *page);
__pure bool PageOffline(const void *page);
__pure int folio_nr_pages(const void *folio);
__pure int folio_order(const void *folio);
__pure int folio_shift(const void *folio);
__pure int folio_nid(const void *folio);
__pure int folio_zonenum(const void *folio);
__pure int compound_order(const void *folio);
__pure int compound_nr(const void *folio);
__pure int thp_order(const void *folio);
__pure int thp_nr_pages(const void *folio);
__pure int page_to_nid(const void *folio);
__pure int page_zonenum(const void *folio);
__pure int folio_size(const void *folio);
__pure int page_size(const void *folio);
__pure int thp_size(const void *folio);
__pure struct hstate *folio_hstate(const void *of);
__pure struct hstate *page_hstate(const void *of);
__pure struct hstate *hstate_vma(const void *of);
__pure struct hstate *hstate_inode(const void *of);
__pure struct hstate *hstate_file(const void *of);
__pure struct hstate *size_to_hstate(const void *of);
__pure struct hstate *hstate_sizelog(const void *of);
__pure struct slab *virt_to_slab(const void *of);
__pure unsigned long folio_index(const void *of);
__pure unsigned long folio_next_index(const void *of);
__pure unsigned long page_index(const void *of);
__pure unsigned long folio_pos(const void *of);
__pure unsigned long page_offset(const void *of);
__pure unsigned long linear_page_index(const void *of);
__pure unsigned long linear_hugepage_index(const void *of);
__pure unsigned long folio_pgoff(const void *of);
__pure unsigned long vma_hugecache_offset(const void *of);
__pure unsigned long offset_in_page(const void *of);
__pure unsigned long offset_in_folio(const void *of);
__pure unsigned long readahead_index(const void *of);
__pure unsigned long readahead_count(const void *of);
__pure unsigned long readahead_pos(const void *of);
__pure unsigned long readahead_length(const void *of);
__pure unsigned long swap_cache_index(const void *of);
__pure unsigned long vma_address(const void *of);
__pure unsigned long vma_pages(const void *of);
__pure unsigned long vma_kernel_pagesize(const void *of);
__pure unsigned long vma_mmu_pagesize(const void *of);
__pure swp_entry_t pte_to_swp_entry(long value);
__pure swp_entry_t pmd_to_swp_entry(long value);
__pure swp_entry_t swp_entry(long value);
__pure swp_entry_t radix_to_swp_entry(long value);
__pure swp_entry_t page_swap_entry(long value);
__pure swp_entry_t make_readable_migration_entry(long value);
__pure swp_entry_t make_writable_migration_entry(long value);
__pure swp_entry_t make_readable_exclusive_migration_entry(long value);
__pure swp_entry_t make_migration_entry_young(long value);
__pure swp_entry_t make_migration_entry_dirty(long value);
__pure swp_entry_t make_hwpoison_entry(long value);
__pure swp_entry_t make_pte_marker_entry(long value);
__pure swp_entry_t make_readable_device_private_entry(long value);
__pure swp_entry_t make_writable_device_private_entry(long value);
__pure void *folio_get_private(const void *page);
__pure void *page_private(const void *page);
__pure void *lowmem_page_address(const void *page);
__pure void *page_rmapping(const void *page);
__pure void *folio_raw_mapping(const void *page);

/**
 * Flags that others may change between two looks.
 * @source: include/linux/page-flags.h, include/linux/page_idle.h, mm/internal.h, include/linux/mm.h,
 *     include/linux/memcontrol.h, include/linux/pagemap.h and others (6.12, 6.1)
 */
__effectless bool folio_test_locked(struct folio *folio);
__effectless bool folio_test_writeback(struct folio *folio);
__effectless bool folio_test_dirty(struct folio *folio);
__effectless bool folio_test_uptodate(struct folio *folio);
__effectless bool folio_test_lru(struct folio *folio);
__effectless bool folio_test_active(struct folio *folio);
__effectless bool folio_test_referenced(struct folio *folio);
__effectless bool folio_test_unevictable(struct folio *folio);
__effectless bool folio_test_mlocked(struct folio *folio);
__effectless bool folio_test_workingset(struct folio *folio);
__effectless bool folio_test_reclaim(struct folio *folio);
__effectless bool folio_test_private(struct folio *folio);
__effectless bool folio_test_private_2(struct folio *folio);
__effectless bool folio_test_hwpoison(struct folio *folio);
__effectless bool folio_test_idle(struct folio *folio);
__effectless bool folio_test_young(struct folio *folio);
__effectless bool folio_test_has_hwpoisoned(struct folio *folio);
__effectless bool folio_test_error(struct folio *folio);
__effectless bool folio_test_mappedtodisk(struct folio *folio);
__effectless bool folio_test_readahead(struct folio *folio);
__effectless bool folio_test_isolated(struct folio *folio);
__effectless bool folio_evictable(struct folio *folio);
__effectless bool folio_needs_release(struct folio *folio);
__effectless bool folio_has_private(struct folio *folio);
__effectless bool folio_maybe_dma_pinned(struct folio *folio);
__effectless bool folio_memcg_charged(struct folio *folio);
__effectless bool folio_mapped(struct folio *folio);
__effectless bool folio_likely_mapped_shared(struct folio *folio);
__effectless bool folio_test_hugetlb_restore_reserve(struct folio *folio);
__effectless bool folio_test_hugetlb_temporary(struct folio *folio);
__effectless bool folio_test_hugetlb_freed(struct folio *folio);
__effectless bool folio_test_hugetlb_vmemmap_optimized(struct folio *folio);
__effectless bool folio_test_hugetlb_migratable(struct folio *folio);
__effectless bool folio_test_hugetlb_raw_hwp_unreliable(struct folio *folio);
__effectless bool folio_test_clear_active(struct folio *folio);
__effectless bool folio_test_clear_dirty(struct folio *folio);
__effectless bool folio_test_clear_lru(struct folio *folio);
__effectless bool folio_test_clear_mlocked(struct folio *folio);
__effectless bool folio_test_clear_referenced(struct folio *folio);
__effectless bool folio_test_clear_unevictable(struct folio *folio);
__effectless bool folio_test_clear_young(struct folio *folio);
__effectless bool folio_test_clear_workingset(struct folio *folio);
__effectless bool folio_test_clear_hwpoison(struct folio *folio);
__effectless bool folio_test_clear_readahead(struct folio *folio);
__effectless bool folio_test_set_dirty(struct folio *folio);
__effectless bool folio_test_set_mlocked(struct folio *folio);
__effectless bool folio_test_set_lru(struct folio *folio);
__effectless bool folio_test_set_hwpoison(struct folio *folio);
__effectless bool folio_test_set_writeback(struct folio *folio);
__effectless bool folio_test_set_active(struct folio *folio);
__effectless bool PageAnonExclusive(const struct page *page);
__effectless bool PageLRU(const struct page *page);
__effectless bool PageLocked(const struct page *page);
__effectless bool PageDirty(const struct page *page);
__effectless bool PageUptodate(const struct page *page);
__effectless bool PageWriteback(const struct page *page);
__effectless bool PageActive(const struct page *page);
__effectless bool PageReferenced(const struct page *page);
__effectless bool PageUnevictable(const struct page *page);
__effectless bool PageMlocked(const struct page *page);
__effectless bool PageWorkingset(const struct page *page);
__effectless bool PageReclaim(const struct page *page);
__effectless bool PagePrivate(const struct page *page);
__effectless bool PageHWPoison(const struct page *page);
__effectless bool PageBuddy(const struct page *page);
__effectless bool PageIsolated(const struct page *page);
__effectless bool PageError(const struct page *page);
__effectless bool PageReadahead(const struct page *page);
__effectless bool page_mapped(const struct page *page);
__effectless bool page_has_private(const struct page *page);
__effectless bool page_is_guard(const struct page *page);
__effectless bool page_is_buddy(const struct page *page);
__effectless bool page_maybe_dma_pinned(const struct page *page);
__effectless bool PageDoubleMap(const struct page *page);
__effectless bool PageIdle(const struct page *page);
__effectless bool page_is_young(const struct page *page);
__effectless bool page_is_idle(const struct page *page);
__effectless bool TestClearPageDirty(const struct page *page);
__effectless bool TestClearPageLRU(const struct page *page);
__effectless bool TestClearPageActive(const struct page *page);
__effectless bool TestClearPageMlocked(const struct page *page);
__effectless bool TestSetPageDirty(const struct page *page);
__effectless bool TestSetPageHWPoison(const struct page *page);
__effectless bool TestClearPageHWPoison(const struct page *page);
__effectless bool TestClearPageWriteback(const struct page *page);
__effectless bool PagePoisoned(const struct page *page);
__effectless bool PageReported(const struct page *page);
__effectless int folio_mapcount(const void *folio);
__effectless int page_mapcount(const void *folio);
__effectless int total_mapcount(const void *folio);
__effectless int folio_entire_mapcount(const void *folio);
__effectless int folio_large_mapcount(const void *folio);
__effectless int folio_nr_pages_mapped(const void *folio);
__effectless int folio_estimated_sharers(const void *folio);
__effectless void folio_set_referenced(struct folio *folio);
__effectless void folio_clear_referenced(struct folio *folio);
__effectless void folio_set_active(struct folio *folio);
__effectless void folio_clear_active(struct folio *folio);
__effectless void __folio_clear_active(struct folio *folio);
__effectless void folio_set_lru(struct folio *folio);
__effectless void folio_clear_lru(struct folio *folio);
__effectless void __folio_clear_lru(struct folio *folio);
__effectless void folio_set_dirty(struct folio *folio);
__effectless void folio_clear_dirty(struct folio *folio);
__effectless void folio_set_reclaim(struct folio *folio);
__effectless void folio_clear_reclaim(struct folio *folio);
__effectless void folio_set_workingset(struct folio *folio);
__effectless void folio_clear_workingset(struct folio *folio);
__effectless void folio_set_unevictable(struct folio *folio);
__effectless void folio_clear_unevictable(struct folio *folio);
__effectless void __folio_clear_unevictable(struct folio *folio);
__effectless void folio_set_swapbacked(struct folio *folio);
__effectless void __folio_set_swapbacked(struct folio *folio);
__effectless void folio_clear_swapbacked(struct folio *folio);
__effectless void folio_set_swapcache(struct folio *folio);
__effectless void folio_clear_swapcache(struct folio *folio);
__effectless void folio_set_readahead(struct folio *folio);
__effectless void folio_clear_readahead(struct folio *folio);
__effectless void folio_set_hwpoison(struct folio *folio);
__effectless void folio_clear_hwpoison(struct folio *folio);
__effectless void folio_set_young(struct folio *folio);
__effectless void folio_clear_young(struct folio *folio);
__effectless void folio_set_idle(struct folio *folio);
__effectless void folio_clear_idle(struct folio *folio);
__effectless void folio_set_uptodate(struct folio *folio);
__effectless void folio_clear_uptodate(struct folio *folio);
__effectless void folio_mark_uptodate(struct folio *folio);
__effectless void __folio_mark_uptodate(struct folio *folio);
__effectless void folio_clear_mappedtodisk(struct folio *folio);
__effectless void folio_set_error(struct folio *folio);
__effectless void folio_clear_error(struct folio *folio);
__effectless void folio_clear_mlocked(struct folio *folio);
__effectless void folio_set_mlocked(struct folio *folio);
__effectless void __folio_set_slab(struct folio *folio);
__effectless void __folio_clear_slab(struct folio *folio);
__effectless void folio_set_large_rmappable(struct folio *folio);
__effectless void folio_clear_large_rmappable(struct folio *folio);
__effectless void folio_set_hugetlb_restore_reserve(struct folio *folio);
__effectless void folio_clear_hugetlb_restore_reserve(struct folio *folio);
__effectless void folio_set_hugetlb_temporary(struct folio *folio);
__effectless void folio_clear_hugetlb_temporary(struct folio *folio);
__effectless void folio_set_hugetlb_migratable(struct folio *folio);
__effectless void folio_clear_hugetlb_migratable(struct folio *folio);
__effectless void folio_set_hugetlb_freed(struct folio *folio);
__effectless void folio_clear_hugetlb_freed(struct folio *folio);
__effectless void folio_set_hugetlb_vmemmap_optimized(struct folio *folio);
__effectless void folio_clear_hugetlb_vmemmap_optimized(struct folio *folio);
__effectless void folio_set_order(struct folio *folio);
__effectless void folio_set_compound_order(struct folio *folio);
__effectless void __folio_set_hugetlb(struct folio *folio);
__effectless void folio_clear_hugetlb(struct folio *folio);
__effectless void folio_change_private(struct folio *folio);
__effectless void folio_set_owner_priv_1(struct folio *folio);
__effectless void SetPageReferenced(struct page *page);
__effectless void ClearPageReferenced(struct page *page);
__effectless void SetPageActive(struct page *page);
__effectless void ClearPageActive(struct page *page);
__effectless void SetPageLRU(struct page *page);
__effectless void ClearPageLRU(struct page *page);
__effectless void SetPageDirty(struct page *page);
__effectless void ClearPageDirty(struct page *page);
__effectless void SetPageUptodate(struct page *page);
__effectless void ClearPageUptodate(struct page *page);
__effectless void __SetPageUptodate(struct page *page);
__effectless void SetPageReclaim(struct page *page);
__effectless void ClearPageReclaim(struct page *page);
__effectless void SetPageWorkingset(struct page *page);
__effectless void SetPageSwapBacked(struct page *page);
__effectless void __SetPageSwapBacked(struct page *page);
__effectless void ClearPageSwapBacked(struct page *page);
__effectless void SetPageSwapCache(struct page *page);
__effectless void ClearPageSwapCache(struct page *page);
__effectless void SetPageReadahead(struct page *page);
__effectless void SetPageHWPoison(struct page *page);
__effectless void ClearPageHWPoison(struct page *page);
__effectless void SetPagePrivate(struct page *page);
__effectless void ClearPagePrivate(struct page *page);
__effectless void __SetPageSlab(struct page *page);
__effectless void __ClearPageSlab(struct page *page);
__effectless void SetPageReserved(struct page *page);
__effectless void ClearPageReserved(struct page *page);
__effectless void __SetPageReserved(struct page *page);
__effectless void SetPageAnonExclusive(struct page *page);
__effectless void ClearPageAnonExclusive(struct page *page);
__effectless void __ClearPageAnonExclusive(struct page *page);
__effectless void __SetPageMovable(struct page *page);
__effectless void __ClearPageMovable(struct page *page);
__effectless void SetPageUnevictable(struct page *page);
__effectless void ClearPageUnevictable(struct page *page);
__effectless void SetPageError(struct page *page);
__effectless void ClearPageError(struct page *page);
__effectless void __SetPageBuddy(struct page *page);
__effectless void __ClearPageBuddy(struct page *page);
__effectless void __SetPageOffline(struct page *page);
__effectless void __ClearPageOffline(struct page *page);
__effectless void __SetPageTable(struct page *page);
__effectless void __ClearPageTable(struct page *page);
__effectless void set_page_private(struct page *page);
__effectless void set_compound_head(struct page *page);
__effectless void clear_compound_head(struct page *page);
__effectless void set_compound_page_dtor(struct page *page);
__effectless void set_compound_order(struct page *page);
__effectless void prep_compound_page(struct page *page);
__effectless void set_page_dirty(struct page *page);
__effectless void set_page_node(struct page *page);
__effectless void set_page_zone(struct page *page);

/**
 * Entries of the lowest page table, by value.
 * @source: arch/x86/include/asm/pgtable.h, include/linux/pgtable.h, include/linux/mm.h,
 *     include/asm-generic/pgtable_uffd.h, include/linux/userfaultfd_k.h, include/linux/swapops.h and others
 *     (6.12, 6.1)
 */
__pure bool pte_none(pte_t pte);
__pure bool pte_present(pte_t pte);
__pure bool pte_same(pte_t pte);
__pure bool pte_write(pte_t pte);
__pure bool pte_dirty(pte_t pte);
__pure bool pte_young(pte_t pte);
__pure bool pte_special(pte_t pte);
__pure bool pte_devmap(pte_t pte);
__pure bool pte_protnone(pte_t pte);
__pure bool pte_soft_dirty(pte_t pte);
__pure bool pte_swp_soft_dirty(pte_t pte);
__pure bool pte_swp_exclusive(pte_t pte);
__pure bool pte_uffd_wp(pte_t pte);
__pure bool pte_swp_uffd_wp(pte_t pte);
__pure bool pte_accessible(pte_t pte);
__pure bool pte_huge(pte_t pte);
__pure bool pte_exec(pte_t pte);
__pure bool pte_marker_uffd_wp(pte_t pte);
__pure bool pte_swp_uffd_wp_any(pte_t pte);
__pure bool pte_none_mostly(pte_t pte);
__pure bool is_pte_marker(pte_t pte);
__pure bool is_swap_pte(pte_t pte);
__pure bool huge_pte_none(pte_t pte);
__pure bool huge_pte_none_mostly(pte_t pte);
__pure bool huge_pte_write(pte_t pte);
__pure bool huge_pte_dirty(pte_t pte);
__pure bool huge_pte_uffd_wp(pte_t pte);
__pure bool is_zero_pfn(pte_t pte);
__pure bool is_cow_mapping(pte_t pte);
__pure bool is_hugetlb_entry_migration(pte_t pte);
__pure bool is_hugetlb_entry_hwpoisoned(pte_t pte);
__pure bool is_migration_entry(swp_entry_t entry);
__pure bool non_swap_entry(swp_entry_t entry);
__pure bool is_device_private_entry(swp_entry_t entry);
__pure bool is_device_exclusive_entry(swp_entry_t entry);
__pure bool is_writable_migration_entry(swp_entry_t entry);
__pure bool is_readable_migration_entry(swp_entry_t entry);
__pure bool is_writable_device_private_entry(swp_entry_t entry);
__pure bool is_writable_device_exclusive_entry(swp_entry_t entry);
__pure bool is_hwpoison_entry(swp_entry_t entry);
__pure bool is_pte_marker_entry(swp_entry_t entry);
__pure bool is_poisoned_swp_entry(swp_entry_t entry);
__pure bool is_pfn_swap_entry(swp_entry_t entry);
__pure bool is_swapin_error_entry(swp_entry_t entry);
__pure bool is_readable_exclusive_migration_entry(swp_entry_t entry);
__pure bool is_migration_entry_young(swp_entry_t entry);
__pure bool is_migration_entry_dirty(swp_entry_t entry);
__pure bool pte_marker_entry_uffd_wp(swp_entry_t entry);
__pure bool is_pmd_migration_entry(swp_entry_t entry);
__pure bool is_swap_pmd(swp_entry_t entry);
__pure unsigned long pte_pfn(long value);
__pure unsigned long pte_val(long value);
__pure unsigned long swp_type(long value);
__pure unsigned long swp_offset(long value);
__pure unsigned long swp_offset_pfn(long value);
__pure unsigned long pte_marker_get(long value);
__pure unsigned long pte_flags(long value);
__pure unsigned long pte_pgprot(long value);
__pure unsigned long pgprot_val(long value);
__pure unsigned long pmd_val(long value);
__pure unsigned long pud_val(long value);
__pure unsigned long pgd_val(long value);
__pure unsigned long p4d_val(long value);
__pure unsigned long swp_to_radix_entry(long value);
__pure pte_t pte_mkdirty(pte_t pte);
__pure pte_t pte_mkclean(pte_t pte);
__pure pte_t pte_mkyoung(pte_t pte);
__pure pte_t pte_mkold(pte_t pte);
__pure pte_t pte_mkwrite(pte_t pte);
__pure pte_t pte_mkwrite_novma(pte_t pte);
__pure pte_t pte_wrprotect(pte_t pte);
__pure pte_t pte_mkspecial(pte_t pte);
__pure pte_t pte_mkdevmap(pte_t pte);
__pure pte_t pte_mkhuge(pte_t pte);
__pure pte_t pte_mksoft_dirty(pte_t pte);
__pure pte_t pte_clear_soft_dirty(pte_t pte);
__pure pte_t pte_swp_mksoft_dirty(pte_t pte);
__pure pte_t pte_swp_clear_soft_dirty(pte_t pte);
__pure pte_t pte_mkuffd_wp(pte_t pte);
__pure pte_t pte_clear_uffd_wp(pte_t pte);
__pure pte_t pte_swp_mkuffd_wp(pte_t pte);
__pure pte_t pte_swp_clear_uffd_wp(pte_t pte);
__pure pte_t pte_swp_mkexclusive(pte_t pte);
__pure pte_t pte_swp_clear_exclusive(pte_t pte);
__pure pte_t pte_modify(pte_t pte);
__pure pte_t pfn_pte(pte_t pte);
__pure pte_t mk_pte(pte_t pte);
__pure pte_t swp_entry_to_pte(pte_t pte);
__pure pte_t make_pte_marker(pte_t pte);
__pure pte_t maybe_mkwrite(pte_t pte);
__pure pte_t pte_clear_flags(pte_t pte);
__pure pte_t arch_make_huge_pte(pte_t pte);
__pure pte_t huge_pte_mkdirty(pte_t pte);
__pure pte_t huge_pte_mkwrite(pte_t pte);
__pure pte_t huge_pte_wrprotect(pte_t pte);
__pure pte_t huge_pte_modify(pte_t pte);
__pure pte_t huge_pte_mkuffd_wp(pte_t pte);
__pure pte_t huge_pte_clear_uffd_wp(pte_t pte);
__pure pte_t mk_huge_pte(pte_t pte);
__pure pte_t pte_next_swp_offset(pte_t pte);
__pure pte_t pte_move_swp_offset(pte_t pte);
__pure pte_t pte_advance_pfn(pte_t pte);
__pure pte_t pte_next_pfn(pte_t pte);
__pure pte_t __swp_entry_to_pte(pte_t pte);
__pure pte_t __pte(pte_t pte);
__pure struct page *pte_page(long entry);
__pure struct page *pmd_page(long entry);
__pure struct page *pud_page(long entry);
__pure struct page *pfn_swap_entry_to_page(long entry);
__pure struct folio *pfn_swap_entry_folio(swp_entry_t entry);

/**
 * Entries read from, or written to, page tables: what is there may change until the table is locked.
 * @source: include/linux/pgtable.h, include/asm-generic/hugetlb.h, mm/pgtable-generic.c,
 *     include/linux/hugetlb.h, arch/x86/include/asm/pgtable.h, include/asm-generic/pgtable_uffd.h and others
 *     (6.12, 6.1)
 */
__effectless pte_t ptep_get(pte_t *ptep);
__effectless pte_t ptep_get_lockless(pte_t *ptep);
__effectless pte_t huge_ptep_get(pte_t *ptep);
__effectless pte_t ptep_get_and_clear(pte_t *ptep);
__effectless pte_t ptep_get_and_clear_full(pte_t *ptep);
__effectless pte_t ptep_modify_prot_start(pte_t *ptep);
__effectless pte_t ptep_clear_flush(pte_t *ptep);
__effectless pte_t huge_ptep_get_and_clear(pte_t *ptep);
__effectless pte_t huge_ptep_clear_flush(pte_t *ptep);
__effectless pte_t huge_ptep_modify_prot_start(pte_t *ptep);
__effectless pte_t get_and_clear_full_ptes(pte_t *ptep);
__effectless pmd_t pmdp_get(pmd_t *pmdp);
__effectless pmd_t pmdp_get_lockless(pmd_t *pmdp);
__effectless pmd_t pmdp_invalidate(pmd_t *pmdp);
__effectless pmd_t pmdp_invalidate_ad(pmd_t *pmdp);
__effectless pmd_t pmdp_huge_get_and_clear(pmd_t *pmdp);
__effectless pmd_t pmdp_huge_clear_flush(pmd_t *pmdp);
__effectless pmd_t pmdp_huge_get_and_clear_full(pmd_t *pmdp);
__effectless pmd_t pmdp_collapse_flush(pmd_t *pmdp);
__effectless pmd_t pmd_mkdirty(pmd_t *pmdp);
__effectless pmd_t pmd_mkclean(pmd_t *pmdp);
__effectless pmd_t pmd_mkyoung(pmd_t *pmdp);
__effectless pmd_t pmd_mkold(pmd_t *pmdp);
__effectless pmd_t pmd_mkwrite(pmd_t *pmdp);
__effectless pmd_t pmd_mkwrite_novma(pmd_t *pmdp);
__effectless pmd_t pmd_wrprotect(pmd_t *pmdp);
__effectless pmd_t pmd_mkhuge(pmd_t *pmdp);
__effectless pmd_t pmd_mkdevmap(pmd_t *pmdp);
__effectless pmd_t pmd_mksoft_dirty(pmd_t *pmdp);
__effectless pmd_t pmd_clear_soft_dirty(pmd_t *pmdp);
__effectless pmd_t pmd_swp_mksoft_dirty(pmd_t *pmdp);
__effectless pmd_t pmd_mkuffd_wp(pmd_t *pmdp);
__effectless pmd_t pmd_clear_uffd_wp(pmd_t *pmdp);
__effectless pmd_t pmd_swp_mkuffd_wp(pmd_t *pmdp);
__effectless pmd_t pmd_swp_clear_uffd_wp(pmd_t *pmdp);
__effectless pmd_t pmd_modify(pmd_t *pmdp);
__effectless pmd_t pfn_pmd(pmd_t *pmdp);
__effectless pmd_t mk_pmd(pmd_t *pmdp);
__effectless pmd_t mk_huge_pmd(pmd_t *pmdp);
__effectless pmd_t swp_entry_to_pmd(pmd_t *pmdp);
__effectless pmd_t maybe_pmd_mkwrite(pmd_t *pmdp);
__effectless pmd_t pmd_mkinvalid(pmd_t *pmdp);
__effectless pud_t pudp_get(pud_t *pudp);
__effectless pud_t pudp_invalidate(pud_t *pudp);
__effectless pud_t pudp_huge_get_and_clear(pud_t *pudp);
__effectless pud_t pudp_huge_get_and_clear_full(pud_t *pudp);
__effectless pud_t pud_mkdirty(pud_t *pudp);
__effectless pud_t pud_mkyoung(pud_t *pudp);
__effectless pud_t pud_mkwrite(pud_t *pudp);
__effectless pud_t pud_wrprotect(pud_t *pudp);
__effectless pud_t pud_mkhuge(pud_t *pudp);
__effectless pud_t pud_mkdevmap(pud_t *pudp);
__effectless pud_t pud_modify(pud_t *pudp);
__effectless pud_t pfn_pud(pud_t *pudp);
__effectless pud_t pud_mkclean(pud_t *pudp);
__effectless pud_t pud_mkold(pud_t *pudp);
__effectless bool pmd_none(void *entry);
__effectless bool pmd_present(void *entry);
__effectless bool pmd_bad(void *entry);
__effectless bool pmd_leaf(void *entry);
__effectless bool pmd_trans_huge(void *entry);
__effectless bool pmd_devmap(void *entry);
__effectless bool pmd_write(void *entry);
__effectless bool pmd_dirty(void *entry);
__effectless bool pmd_young(void *entry);
__effectless bool pmd_same(void *entry);
__effectless bool pmd_protnone(void *entry);
__effectless bool pmd_special(void *entry);
__effectless bool pmd_huge(void *entry);
__effectless bool pmd_large(void *entry);
__effectless bool pmd_soft_dirty(void *entry);
__effectless bool pmd_swp_soft_dirty(void *entry);
__effectless bool pmd_uffd_wp(void *entry);
__effectless bool pmd_swp_uffd_wp(void *entry);
__effectless bool pmd_none_or_clear_bad(void *entry);
__effectless bool pmd_none_or_trans_huge_or_clear_bad(void *entry);
__effectless bool pmd_trans_unstable(void *entry);
__effectless bool pmd_devmap_trans_unstable(void *entry);
__effectless bool pmd_access_permitted(void *entry);
__effectless bool pte_access_permitted(void *entry);
__effectless bool is_huge_zero_pmd(void *entry);
__effectless bool is_huge_zero_pud(void *entry);
__effectless bool pud_none(void *entry);
__effectless bool pud_present(void *entry);
__effectless bool pud_bad(void *entry);
__effectless bool pud_leaf(void *entry);
__effectless bool pud_trans_huge(void *entry);
__effectless bool pud_devmap(void *entry);
__effectless bool pud_write(void *entry);
__effectless bool pud_dirty(void *entry);
__effectless bool pud_none_or_clear_bad(void *entry);
__effectless bool pud_none_or_trans_huge_or_dev_or_clear_bad(void *entry);
__effectless bool pud_trans_unstable(void *entry);
__effectless bool pud_huge(void *entry);
__effectless bool pud_same(void *entry);
__effectless bool p4d_none(void *entry);
__effectless bool p4d_present(void *entry);
__effectless bool p4d_bad(void *entry);
__effectless bool p4d_leaf(void *entry);
__effectless bool p4d_none_or_clear_bad(void *entry);
__effectless bool pgd_none(void *entry);
__effectless bool pgd_present(void *entry);
__effectless bool pgd_bad(void *entry);
__effectless bool pgd_leaf(void *entry);
__effectless bool pgd_none_or_clear_bad(void *entry);
__effectless bool is_hugepd(void *entry);
__effectless bool ptep_test_and_clear_young(void *entry);
__effectless bool ptep_clear_young_notify(void *entry);
__effectless bool ptep_clear_flush_young(void *entry);
__effectless bool pmdp_test_and_clear_young(void *entry);
__effectless bool pmdp_clear_young_notify(void *entry);
__effectless bool pmdp_clear_flush_young(void *entry);
__effectless bool ptep_set_access_flags(void *entry);
__effectless bool pmdp_set_access_flags(void *entry);
__effectless bool huge_ptep_set_access_flags(void *entry);
__effectless bool clear_young_dirty_ptes(void *entry);
__effectless bool ptep_clear_flush_young_notify(void *entry);
__effectless bool pmdp_clear_flush_young_notify(void *entry);
__effectless bool mm_pud_folded(void *entry);
__effectless bool mm_pmd_folded(void *entry);
__effectless bool mm_p4d_folded(void *entry);
__effectless unsigned long pmd_pfn(void *entry);
__effectless unsigned long pud_pfn(void *entry);
__effectless unsigned long pmd_page_vaddr(void *entry);
__effectless unsigned long pte_index(void *entry);
__effectless unsigned long pmd_index(void *entry);
__effectless unsigned long pgd_addr_end(void *entry);
__effectless unsigned long p4d_addr_end(void *entry);
__effectless unsigned long pud_addr_end(void *entry);
__effectless unsigned long pmd_addr_end(void *entry);
__effectless void pte_clear(void *mm, unsigned long addr);
__effectless void pte_clear_not_present_full(void *mm, unsigned long addr);
__effectless void pmd_clear(void *mm, unsigned long addr);
__effectless void pud_clear(void *mm, unsigned long addr);
__effectless void p4d_clear(void *mm, unsigned long addr);
__effectless void pgd_clear(void *mm, unsigned long addr);
__effectless void ptep_clear(void *mm, unsigned long addr);
__effectless void ptep_set_wrprotect(void *mm, unsigned long addr);
__effectless void pmdp_set_wrprotect(void *mm, unsigned long addr);
__effectless void wrprotect_ptes(void *mm, unsigned long addr);
__effectless void huge_ptep_set_wrprotect(void *mm, unsigned long addr);
__effectless void huge_pte_clear(void *mm, unsigned long addr);
__effectless void ptep_modify_prot_commit(void *mm, unsigned long addr);
__effectless void huge_ptep_modify_prot_commit(void *mm, unsigned long addr);
__effectless void update_mmu_cache(void *mm, unsigned long addr);
__effectless void update_mmu_cache_pmd(void *mm, unsigned long addr);
__effectless void update_mmu_cache_range(void *mm, unsigned long addr);
__effectless void update_mmu_tlb(void *mm, unsigned long addr);
__effectless void update_mmu_tlb_range(void *mm, unsigned long addr);
__effectless void clear_full_ptes(void *mm, unsigned long addr);
__effectless void set_pte_safe(void *mm, unsigned long addr);
__effectless void pgd_clear_bad(void *mm, unsigned long addr);
__effectless pgtable_t pgtable_trans_huge_withdraw(struct mm_struct *mm, pmd_t *pmd);
__effectless pgtable_t pmd_pgtable(struct mm_struct *mm, pmd_t *pmd);
__effectless void flush_tlb_page(void *what, unsigned long addr);
__effectless void flush_tlb_range(void *what, unsigned long addr);
__effectless void flush_tlb_mm(void *what, unsigned long addr);
__effectless void flush_tlb_kernel_range(void *what, unsigned long addr);
__effectless void flush_tlb_all(void *what, unsigned long addr);
__effectless void flush_pmd_tlb_range(void *what, unsigned long addr);
__effectless void flush_pud_tlb_range(void *what, unsigned long addr);
__effectless void flush_hugetlb_tlb_range(void *what, unsigned long addr);
__effectless void flush_tlb_fix_spurious_fault(void *what, unsigned long addr);
__effectless void flush_tlb_batched_pending(void *what, unsigned long addr);
__effectless void flush_cache_range(void *what, unsigned long addr);
__effectless void flush_cache_page(void *what, unsigned long addr);
__effectless void flush_cache_mm(void *what, unsigned long addr);
__effectless void flush_dcache_page(void *what, unsigned long addr);
__effectless void flush_dcache_folio(void *what, unsigned long addr);
__effectless void flush_icache_page(void *what, unsigned long addr);
__effectless void flush_icache_pages(void *what, unsigned long addr);
__effectless void flush_anon_page(void *what, unsigned long addr);
__effectless void arch_enter_lazy_mmu_mode(void *what, unsigned long addr);
__effectless void arch_leave_lazy_mmu_mode(void *what, unsigned long addr);
__effectless void arch_flush_lazy_mmu_mode(void *what, unsigned long addr);
__effectless void flush_cache_vmap(void *what, unsigned long addr);
__effectless void flush_cache_vunmap(void *what, unsigned long addr);
__effectless void tlb_flush_mmu_tlbonly(void *what, unsigned long addr);
__effectless void tlb_remove_tlb_entry(void *what, unsigned long addr);
__effectless void tlb_remove_tlb_entries(void *what, unsigned long addr);
__effectless void tlb_remove_pmd_tlb_entry(void *what, unsigned long addr);
__effectless void tlb_remove_huge_tlb_entry(void *what, unsigned long addr);
__effectless void tlb_change_page_size(void *what, unsigned long addr);
__effectless void tlb_start_vma(void *what, unsigned long addr);
__effectless void tlb_end_vma(void *what, unsigned long addr);
__effectless void tlb_flush_pmd_range(void *what, unsigned long addr);
__effectless void tlb_flush_pte_range(void *what, unsigned long addr);
__effectless void arch_tlbbatch_flush(void *what, unsigned long addr);

/**
 * VMAs and address spaces.
 * @source: include/linux/mm.h, include/linux/fs.h, include/linux/hugetlb_inline.h, mm/hugetlb.c,
 *     mm/mempolicy.c, mm/util.c and others (6.12, 6.1)
 */
__pure bool vma_is_anonymous(struct vm_area_struct *vma);
__pure bool vma_is_shmem(struct vm_area_struct *vma);
__pure bool vma_is_dax(struct vm_area_struct *vma);
__pure bool vma_is_accessible(struct vm_area_struct *vma);
__pure bool vma_is_temporary_stack(struct vm_area_struct *vma);
__pure bool vma_is_foreign(struct vm_area_struct *vma);
__pure bool is_vm_hugetlb_page(struct vm_area_struct *vma);
__pure bool vma_has_reserves(struct vm_area_struct *vma);
__pure bool vma_migratable(struct vm_area_struct *vma);
__pure bool vma_is_anon_shmem(struct vm_area_struct *vma);
__pure bool vma_is_initial_heap(struct vm_area_struct *vma);
__pure bool vma_is_initial_stack(struct vm_area_struct *vma);
__pure bool vma_is_stack_for_current(struct vm_area_struct *vma);
__pure bool vma_soft_dirty_enabled(struct vm_area_struct *vma);
__pure bool vma_wants_writenotify(struct vm_area_struct *vma);
__pure bool transhuge_vma_suitable(struct vm_area_struct *vma);
__pure bool thp_vma_suitable_order(struct vm_area_struct *vma);
__pure bool userfaultfd_wp(struct vm_area_struct *vma);
__pure bool userfaultfd_missing(struct vm_area_struct *vma);
__pure bool userfaultfd_minor(struct vm_area_struct *vma);
__pure bool userfaultfd_armed(struct vm_area_struct *vma);
__pure bool userfaultfd_pte_wp(struct vm_area_struct *vma);
__pure bool userfaultfd_huge_pmd_wp(struct vm_area_struct *vma);
__pure bool uffd_disable_huge_pmd_share(struct vm_area_struct *vma);
__pure bool vma_can_userfault(struct vm_area_struct *vma);
__pure bool range_in_vma(struct vm_area_struct *vma);
__pure bool is_data_mapping(struct vm_area_struct *vma);
__pure bool is_exec_mapping(struct vm_area_struct *vma);
__pure bool is_stack_mapping(struct vm_area_struct *vma);
__pure bool accountable_mapping(struct vm_area_struct *vma);
__pure bool arch_vma_access_permitted(struct vm_area_struct *vma);
__pure bool arch_validate_prot(struct vm_area_struct *vma);
__pure bool arch_validate_flags(struct vm_area_struct *vma);
__pure bool vma_has_recency(struct vm_area_struct *vma);
__pure struct mempolicy *vma_policy(struct vm_area_struct *vma);
__pure bool shmem_mapping(void *mapping);
__pure bool shmem_file(void *mapping);
__pure bool is_file_hugepages(void *mapping);
__pure bool mapping_unevictable(void *mapping);
__pure bool mapping_mapped(void *mapping);
__pure bool mapping_writably_mapped(void *mapping);
__pure bool mapping_exiting(void *mapping);
__pure bool mapping_use_writeback_tags(void *mapping);
__pure bool mapping_release_always(void *mapping);
__pure bool mapping_large_folio_support(void *mapping);
__pure bool mapping_empty(void *mapping);
__pure bool mapping_tagged(void *mapping);
__pure bool mapping_can_writeback(void *mapping);
__pure bool mapping_shrinkable(void *mapping);
__pure bool dax_mapping(void *mapping);
__pure bool IS_DAX(void *mapping);
__pure bool mapping_inaccessible(void *mapping);
__pure bool mapping_stable_writes(void *mapping);
__pure struct inode *file_inode(const void *of);
__pure struct inode *d_inode(const void *of);
__pure struct address_space *swap_address_space(long of);
__effectless long i_size_read(void *p, long v);
__effectless long inode_to_bdi(void *p, long v);
__effectless long atomic_read(void *p, long v);
__effectless long atomic_long_read(void *p, long v);
__effectless long atomic64_read(void *p, long v);
__effectless long atomic_read_acquire(void *p, long v);
__effectless long atomic_inc_return(void *p, long v);
__effectless long atomic_dec_return(void *p, long v);
__effectless long atomic_add_return(void *p, long v);
__effectless long atomic_sub_return(void *p, long v);
__effectless long atomic_long_add_return(void *p, long v);
__effectless long atomic_long_sub_return(void *p, long v);
__effectless long atomic_long_inc_return(void *p, long v);
__effectless long atomic_cmpxchg(void *p, long v);
__effectless long atomic_long_cmpxchg(void *p, long v);
__effectless long atomic_xchg(void *p, long v);
__effectless long atomic_long_xchg(void *p, long v);
__effectless long atomic_try_cmpxchg(void *p, long v);
__effectless long atomic_long_try_cmpxchg(void *p, long v);
__effectless long atomic_fetch_add(void *p, long v);
__effectless long atomic_fetch_inc(void *p, long v);
__effectless long atomic_long_fetch_add(void *p, long v);
__effectless long atomic_long_fetch_inc(void *p, long v);
__effectless long atomic_inc_and_test(void *p, long v);
__effectless long atomic_dec_and_test(void *p, long v);
__effectless long atomic_sub_and_test(void *p, long v);
__effectless long atomic_long_dec_and_test(void *p, long v);
__effectless long atomic_add_unless(void *p, long v);
__effectless long atomic_inc_not_zero(void *p, long v);
__effectless long atomic_inc_unless_negative(void *p, long v);
__effectless long atomic_add_negative(void *p, long v);
__effectless long atomic_dec_if_positive(void *p, long v);
__effectless long cmpxchg(void *p, long v);
__effectless long try_cmpxchg(void *p, long v);
__effectless long xchg(void *p, long v);
__effectless long cmpxchg_relaxed(void *p, long v);
__effectless long this_cpu_cmpxchg(void *p, long v);
__effectless long this_cpu_xchg(void *p, long v);
__effectless long test_bit(void *p, long v);
__effectless long test_and_set_bit(void *p, long v);
__effectless long test_and_clear_bit(void *p, long v);
__effectless long test_and_change_bit(void *p, long v);
__effectless long __test_and_set_bit(void *p, long v);
__effectless long __test_and_clear_bit(void *p, long v);
__effectless long test_and_set_bit_lock(void *p, long v);
__effectless long find_first_bit(void *p, long v);
__effectless long find_next_bit(void *p, long v);
__effectless long find_next_zero_bit(void *p, long v);
__effectless long find_first_zero_bit(void *p, long v);
__effectless long find_last_bit(void *p, long v);
__effectless long bitmap_weight(void *p, long v);
__effectless long bitmap_empty(void *p, long v);
__effectless long bitmap_full(void *p, long v);
__effectless long bitmap_find_next_zero_area(void *p, long v);
__effectless long bitmap_find_next_zero_area_off(void *p, long v);
__effectless void atomic_set(void *p, long v);
__effectless void atomic_inc(void *p, long v);
__effectless void atomic_dec(void *p, long v);
__effectless void atomic_add(void *p, long v);
__effectless void atomic_sub(void *p, long v);
__effectless void atomic_or(void *p, long v);
__effectless void atomic_andnot(void *p, long v);
__effectless void atomic_long_set(void *p, long v);
__effectless void atomic64_set(void *p, long v);
__effectless void atomic64_inc(void *p, long v);
__effectless void atomic64_add(void *p, long v);
__effectless void set_bit(void *p, long v);
__effectless void clear_bit(void *p, long v);
__effectless void __set_bit(void *p, long v);
__effectless void __clear_bit(void *p, long v);
__effectless void change_bit(void *p, long v);
__effectless void clear_bit_unlock(void *p, long v);
__effectless void __clear_bit_unlock(void *p, long v);
__effectless void bitmap_set(void *p, long v);
__effectless void bitmap_clear(void *p, long v);
__effectless void bitmap_zero(void *p, long v);
__effectless void bitmap_fill(void *p, long v);
__effectless void bitmap_copy(void *p, long v);
__effectless void bitmap_or(void *p, long v);
__effectless void i_size_write(void *p, long v);
__effectless void barrier(void *p, long v);
__effectless void smp_mb(void *p, long v);
__effectless void smp_rmb(void *p, long v);
__effectless void smp_wmb(void *p, long v);
__effectless void mb(void *p, long v);
__effectless void rmb(void *p, long v);
__effectless void wmb(void *p, long v);
__effectless void smp_mb__before_atomic(void *p, long v);
__effectless void smp_mb__after_atomic(void *p, long v);
__effectless void smp_mb__after_spinlock(void *p, long v);
__effectless void cpu_relax(void *p, long v);
__effectless void prefetch(void *p, long v);
__effectless void prefetchw(void *p, long v);
__effectless void this_cpu_inc(void *p, long v);
__effectless void this_cpu_dec(void *p, long v);
__effectless void this_cpu_add(void *p, long v);
__effectless void this_cpu_sub(void *p, long v);
__effectless void this_cpu_write(void *p, long v);
__effectless void __this_cpu_inc(void *p, long v);
__effectless void __this_cpu_dec(void *p, long v);
__effectless void __this_cpu_add(void *p, long v);
__effectless void __this_cpu_sub(void *p, long v);
__effectless void __this_cpu_write(void *p, long v);
__effectless void raw_cpu_add(void *p, long v);
__effectless void raw_cpu_inc(void *p, long v);
__effectless void raw_cpu_write(void *p, long v);
__effectless void raw_cpu_sub(void *p, long v);
__effectless void *per_cpu_ptr(void *var, int cpu);
__effectless void *this_cpu_ptr(void *var, int cpu);
__effectless void *raw_cpu_ptr(void *var, int cpu);
__effectless void *per_cpu(void *var, int cpu);
__effectless void *this_cpu_read(void *var, int cpu);
__effectless void *__this_cpu_read(void *var, int cpu);
__effectless void *raw_cpu_read(void *var, int cpu);
__effectless void *this_cpu_inc_return(void *var, int cpu);
__effectless void *this_cpu_add_return(void *var, int cpu);

/**
 * vm_flags_set - set flags of a VMA that others can see
 * @context: mmap_lock held for writing; may sleep to keep per-VMA readers out
 * @undo: nothing
 * @since: 6.4
 * @note: in 6.3, its first kernel, it only asked for mmap_lock
 * @source: include/linux/mm.h (6.12)
 */
void vm_flags_set(struct vm_area_struct *vma, vm_flags_t flags)
{
	vma_start_write(vma);
}

/**
 * vm_flags_clear - clear flags of a VMA that others can see
 * @context: mmap_lock held for writing; may sleep to keep per-VMA readers out
 * @undo: nothing
 * @since: 6.4
 * @note: in 6.3, its first kernel, it only asked for mmap_lock
 * @source: include/linux/mm.h (6.12)
 */
void vm_flags_clear(struct vm_area_struct *vma, vm_flags_t flags)
{
	vma_start_write(vma);
}

/**
 * vm_flags_mod - set and clear flags of a VMA that others can see
 * @context: mmap_lock held for writing; may sleep to keep per-VMA readers out
 * @undo: nothing
 * @since: 6.4
 * @note: in 6.3, its first kernel, it only asked for mmap_lock
 * @source: include/linux/mm.h (6.12)
 */
void vm_flags_mod(struct vm_area_struct *vma, vm_flags_t set, vm_flags_t clear)
{
	vma_start_write(vma);
}

/**
 * Debugging aids that follow an allocation: nothing of them is left for the caller.
 * @source: include/linux/kmemleak.h, include/linux/page_owner.h (6.12)
 * @check: sleeping: they allocate with the mask of the allocation that they follow, which has slept already
 */
__effectless void kmemleak_alloc(const char *fmt);
__effectless void kmemleak_free(const char *fmt);
__effectless void kmemleak_not_leak(const char *fmt);
__effectless void kmemleak_ignore(const char *fmt);
__effectless void kmemleak_erase(const char *fmt);
__effectless void kmemleak_no_scan(const char *fmt);
__effectless void kmemleak_alloc_percpu(const char *fmt);
__effectless void kmemleak_free_percpu(const char *fmt);
__effectless void kmemleak_vmalloc(const char *fmt);
__effectless void kmemleak_update_trace(const char *fmt);
__effectless void kmemleak_alloc_phys(const char *fmt);
__effectless void kmemleak_free_part(const char *fmt);
__effectless void set_page_owner(struct page *page);

/**
 * Arithmetic and text.
 * @source: include/linux/minmax.h, include/linux/math.h, include/linux/log2.h,
 *     include/asm-generic/bitops/builtin-fls.h, include/asm-generic/bitops/builtin-ffs.h,
 *     include/asm-generic/bitops/builtin-__ffs.h and others (6.12, 6.1)
 */
__pure long min(long a, long b);
__pure long max(long a, long b);
__pure long min_t(long a, long b);
__pure long max_t(long a, long b);
__pure long min3(long a, long b);
__pure long max3(long a, long b);
__pure long min_not_zero(long a, long b);
__pure long clamp(long a, long b);
__pure long clamp_t(long a, long b);
__pure long clamp_val(long a, long b);
__pure long abs(long a, long b);
__pure long round_up(long a, long b);
__pure long round_down(long a, long b);
__pure long roundup(long a, long b);
__pure long rounddown(long a, long b);
__pure long DIV_ROUND_UP(long a, long b);
__pure long roundup_pow_of_two(long a, long b);
__pure long rounddown_pow_of_two(long a, long b);
__pure long ilog2(long a, long b);
__pure long order_base_2(long a, long b);
__pure long is_power_of_2(long a, long b);
__pure long fls(long a, long b);
__pure long ffs(long a, long b);
__pure long __ffs(long a, long b);
__pure long __fls(long a, long b);
__pure long fls64(long a, long b);
__pure long fls_long(long a, long b);
__pure long ffz(long a, long b);
__pure long hweight32(long a, long b);
__pure long hweight_long(long a, long b);
__pure long div_u64(long a, long b);
__pure long div64_u64(long a, long b);
__pure long div64_ul(long a, long b);
__pure long div64_long(long a, long b);
__pure long mult_frac(long a, long b);
__pure long do_div(long a, long b);
__pure long array_size(long a, long b);
__pure long struct_size(long a, long b);
__pure long size_add(long a, long b);
__pure long size_mul(long a, long b);
__pure long flex_array_size(long a, long b);
__pure long get_order(long a, long b);
__pure long IS_ALIGNED(long a, long b);
__pure long ALIGN(long a, long b);
__pure long ALIGN_DOWN(long a, long b);
__pure long PTR_ALIGN(long a, long b);
__pure long PAGE_ALIGN(long a, long b);
__pure long PAGE_ALIGN_DOWN(long a, long b);
__pure long PAGE_ALIGNED(long a, long b);
__pure long PFN_UP(long a, long b);
__pure long PFN_DOWN(long a, long b);
__pure long PFN_PHYS(long a, long b);
__pure long PHYS_PFN(long a, long b);
__pure long BIT_ULL(long a, long b);
__pure long ARRAY_SIZE(long a, long b);
__pure long offsetof(long a, long b);
__pure long hash_long(long a, long b);
__pure long hash_32(long a, long b);
__pure long hash_64(long a, long b);
__pure long hash_ptr(long a, long b);
__pure long jhash(long a, long b);
__pure long jhash2(long a, long b);
__pure long __phys_to_pfn(long a, long b);
__pure long __pfn_to_phys(long a, long b);
__pure long untagged_addr(long a, long b);
__pure long untagged_addr_remote(long a, long b);
__pure long msecs_to_jiffies(long a, long b);
__pure long jiffies_to_msecs(long a, long b);
__pure long jiffies_to_usecs(long a, long b);
__pure long usecs_to_jiffies(long a, long b);
__pure long nsecs_to_jiffies(long a, long b);
__pure long time_after(long a, long b);
__pure long time_before(long a, long b);
__pure long time_after_eq(long a, long b);
__pure long time_before_eq(long a, long b);
__pure long time_in_range(long a, long b);
__pure long time_is_before_jiffies(long a, long b);
__pure long time_is_after_jiffies(long a, long b);
__pure long upper_32_bits(long a, long b);
__pure long lower_32_bits(long a, long b);
__pure long kasan_reset_tag(long a, long b);
__pure long lm_alias(long a, long b);
__pure long pageblock_start_pfn(long a, long b);
__pure long pageblock_end_pfn(long a, long b);
__pure long pageblock_align(long a, long b);
__pure long pageblock_aligned(long a, long b);
__pure long pfn_to_section_nr(long a, long b);
__pure long section_nr_to_pfn(long a, long b);
__pure long pfn_in_present_section(long a, long b);
__pure long present_section(long a, long b);
__pure long present_section_nr(long a, long b);
__pure long valid_section(long a, long b);
__pure long valid_section_nr(long a, long b);
__pure long online_section(long a, long b);
__pure long online_section_nr(long a, long b);
__pure long early_section(long a, long b);
__pure long gfp_zone(long a, long b);
__pure long gfp_migratetype(long a, long b);
__pure long gfp_nested_mask(long a, long b);
__pure long node_zonelist(long a, long b);
__pure long first_zones_zonelist(long a, long b);
__pure long huge_page_size(long a, long b);
__pure long huge_page_order(long a, long b);
__pure long huge_page_shift(long a, long b);
__pure long huge_page_mask(long a, long b);
__pure long pages_per_huge_page(long a, long b);
__pure long hstate_index(long a, long b);
__pure long hstate_is_gigantic(long a, long b);
__pure long hstate_index_to_shift(long a, long b);
__pure long blocks_per_huge_page(long a, long b);
__pure long hugepage_migration_supported(long a, long b);
__pure long hugepages_supported(long a, long b);
__pure long has_transparent_hugepage(long a, long b);
__pure long thp_migration_supported(long a, long b);
__pure long memory_block_size_bytes(long a, long b);
__pure long rlimit(long a, long b);
__effectless void *strcmp(const void *a, const void *b);
__effectless void *strncmp(const void *a, const void *b);
__effectless void *strlen(const void *a, const void *b);
__effectless void *strnlen(const void *a, const void *b);
__effectless void *strchr(const void *a, const void *b);
__effectless void *strrchr(const void *a, const void *b);
__effectless void *strstr(const void *a, const void *b);
__effectless void *strim(const void *a, const void *b);
__effectless void *strstrip(const void *a, const void *b);
__effectless void *skip_spaces(const void *a, const void *b);
__effectless void *strsep(const void *a, const void *b);
__effectless void *sysfs_streq(const void *a, const void *b);
__effectless void *match_string(const void *a, const void *b);
__effectless void *snprintf(const void *a, const void *b);
__effectless void *scnprintf(const void *a, const void *b);
__effectless void *sprintf(const void *a, const void *b);
__effectless void *sscanf(const void *a, const void *b);
__effectless void *vsnprintf(const void *a, const void *b);
__effectless void *strscpy(const void *a, const void *b);
__effectless void *strlcpy(const void *a, const void *b);
__effectless void *kstrtobool(const void *a, const void *b);
__effectless void *kstrtouint(const void *a, const void *b);
__effectless void *kstrtoint(const void *a, const void *b);
__effectless void *kstrtoul(const void *a, const void *b);
__effectless void *kstrtol(const void *a, const void *b);
__effectless void *kstrtoull(const void *a, const void *b);
__effectless void *simple_strtoul(const void *a, const void *b);
__effectless void *memparse(const void *a, const void *b);
__effectless void *memcmp(const void *a, const void *b);
__effectless void *get_option(const void *a, const void *b);
__effectless void *get_random_u32(const void *a, const void *b);
__effectless void *get_random_long(const void *a, const void *b);
__effectless void *get_random_u32_below(const void *a, const void *b);
__effectless void *prandom_u32_state(const void *a, const void *b);
__effectless void *ktime_get(const void *a, const void *b);
__effectless void *ktime_get_ns(const void *a, const void *b);
__effectless void *sched_clock(const void *a, const void *b);
__effectless void *local_clock(const void *a, const void *b);
__effectless void *get_jiffies_64(const void *a, const void *b);
__effectless void *nodelist_parse(const void *a, const void *b);
__effectless void *bitmap_parselist(const void *a, const void *b);
__effectless void *strncpy_from_kernel_nofault(const void *a, const void *b);
__effectless void *copy_from_kernel_nofault(const void *a, const void *b);
__effectless void pr_err(const char *fmt);
__effectless void pr_info(const char *fmt);
__effectless void pr_warn(const char *fmt);
__effectless void pr_debug(const char *fmt);
__effectless void pr_cont(const char *fmt);
__effectless void pr_alert(const char *fmt);
__effectless void pr_emerg(const char *fmt);
__effectless void pr_crit(const char *fmt);
__effectless void pr_notice(const char *fmt);
__effectless void pr_warn_once(const char *fmt);
__effectless void pr_info_once(const char *fmt);
__effectless void pr_err_once(const char *fmt);
__effectless void pr_warn_ratelimited(const char *fmt);
__effectless void pr_info_ratelimited(const char *fmt);
__effectless void pr_err_ratelimited(const char *fmt);
__effectless void printk(const char *fmt);
__effectless void printk_deferred(const char *fmt);
__effectless void printk_once(const char *fmt);
__effectless void printk_ratelimited(const char *fmt);
__effectless void dump_stack(const char *fmt);
__effectless void dump_page(const char *fmt);
__effectless void dump_vma(const char *fmt);
__effectless void dump_mm(const char *fmt);
__effectless void print_hex_dump(const char *fmt);
__effectless void show_mem(const char *fmt);
__effectless void __show_mem(const char *fmt);
__effectless void warn_alloc(const char *fmt);
__effectless void add_taint(const char *fmt);
__effectless void seq_printf(const char *fmt);
__effectless void seq_puts(const char *fmt);
__effectless void seq_putc(const char *fmt);
__effectless void seq_write(const char *fmt);
__effectless void seq_put_decimal_ull_width(const char *fmt);
__effectless void seq_buf_printf(const char *fmt);
__effectless void seq_buf_init(const char *fmt);
__effectless void seq_buf_putc(const char *fmt);
__effectless void sysfs_emit(const char *fmt);
__effectless void sysfs_emit_at(const char *fmt);
__effectless void mminit_dprintk(const char *fmt);
__effectless void memblock_dbg(const char *fmt);
__effectless void kasan_enable_current(const char *fmt);
__effectless void kasan_disable_current(const char *fmt);
__effectless void kasan_unpoison_pages(const char *fmt);
__effectless void kasan_poison_pages(const char *fmt);
__effectless void kmsan_alloc_page(const char *fmt);
__effectless void kmsan_free_page(const char *fmt);
__effectless void kmsan_copy_page_meta(const char *fmt);
__effectless void debug_check_no_locks_freed(const char *fmt);
__effectless void debug_check_no_obj_freed(const char *fmt);
__effectless void BUILD_BUG_ON(const char *fmt);
__effectless void BUILD_BUG(const char *fmt);
__effectless void BUILD_BUG_ON_MSG(const char *fmt);
__effectless void static_assert(const char *fmt);
__effectless void trace_printk(const char *fmt);
__effectless void wake_up(const char *fmt);
__effectless void wake_up_all(const char *fmt);
__effectless void wake_up_interruptible(const char *fmt);
__effectless void wake_up_interruptible_all(const char *fmt);
__effectless void wake_up_nr(const char *fmt);
__effectless void wake_up_process(const char *fmt);
__effectless void wake_up_bit(const char *fmt);
__effectless void wake_up_var(const char *fmt);
__effectless void complete(const char *fmt);
__effectless void complete_all(const char *fmt);
__effectless void completion_done(const char *fmt);
__effectless void reinit_completion(const char *fmt);
__effectless void init_completion(const char *fmt);
__effectless void init_waitqueue_head(const char *fmt);
__effectless void init_wait(const char *fmt);
__effectless void prepare_to_wait(const char *fmt);
__effectless void prepare_to_wait_exclusive(const char *fmt);
__effectless void finish_wait(const char *fmt);
__effectless void add_wait_queue(const char *fmt);
__effectless void remove_wait_queue(const char *fmt);
__effectless void set_current_state(const char *fmt);
__effectless void __set_current_state(const char *fmt);
__effectless void set_task_reclaim_state(const char *fmt);
__effectless void delayacct_swapin_start(const char *fmt);
__effectless void delayacct_swapin_end(const char *fmt);
__effectless void delayacct_freepages_start(const char *fmt);
__effectless void delayacct_freepages_end(const char *fmt);
__effectless void delayacct_thrashing_start(const char *fmt);
__effectless void delayacct_thrashing_end(const char *fmt);
__effectless void delayacct_compact_start(const char *fmt);
__effectless void delayacct_compact_end(const char *fmt);
__effectless void delayacct_wpcopy_start(const char *fmt);
__effectless void delayacct_wpcopy_end(const char *fmt);
__effectless void psi_memstall_enter(const char *fmt);
__effectless void psi_memstall_leave(const char *fmt);
__effectless void fs_reclaim_acquire(const char *fmt);
__effectless void fs_reclaim_release(const char *fmt);
__effectless void INIT_WORK(const char *fmt);
__effectless void INIT_DELAYED_WORK(const char *fmt);
__effectless void INIT_DEFERRABLE_WORK(const char *fmt);
__effectless void INIT_WORK_ONSTACK(const char *fmt);
__effectless void blk_start_plug(const char *fmt);
__effectless void blk_finish_plug(const char *fmt);
__effectless void touch_nmi_watchdog(const char *fmt);
__effectless void timer_setup(const char *fmt);
__effectless void init_rcu_head(const char *fmt);
__effectless void destroy_rcu_head(const char *fmt);
__pure bool static_branch_unlikely(const void *option);
__pure bool static_branch_likely(const void *option);
__pure bool static_key_enabled(const void *option);
__pure bool static_key_false(const void *option);
__pure bool IS_ENABLED(const void *option);
__pure bool IS_BUILTIN(const void *option);
__pure bool IS_MODULE(const void *option);
__pure bool IS_REACHABLE(const void *option);
__effectless bool cancel_delayed_work(void *what);
__effectless bool work_pending(void *what);
__effectless bool delayed_work_pending(void *what);
__effectless bool work_busy(void *what);
__effectless bool mod_timer(void *what);
__effectless bool del_timer(void *what);
__effectless bool timer_pending(void *what);
__effectless bool __ratelimit(void *what);
__effectless bool printk_ratelimit(void *what);
__effectless bool waitqueue_active(void *what);
__effectless bool wq_has_sleeper(void *what);
__effectless bool capable(void *what);
__effectless bool ns_capable(void *what);
__effectless bool ptrace_may_access(void *what);
__effectless bool current_is_kswapd(void *what);
__effectless bool current_is_khugepaged(void *what);
__effectless bool in_compat_syscall(void *what);
__effectless bool is_global_init(void *what);
__effectless bool same_thread_group(void *what);
__effectless bool thread_group_leader(void *what);
__effectless bool oom_task_origin(void *what);
__effectless bool slab_is_available(void *what);
__effectless bool is_kfence_address(void *what);
__effectless bool debug_pagealloc_enabled(void *what);
__effectless bool debug_pagealloc_enabled_static(void *what);
__effectless bool want_init_on_free(void *what);
__effectless bool want_init_on_alloc(void *what);
__effectless bool zone_watermark_ok(void *what);
__effectless bool zone_watermark_ok_safe(void *what);
__effectless bool __zone_watermark_ok(void *what);
__effectless bool blk_cgroup_congested(void *what);
__effectless bool sb_rdonly(void *what);
__pure bool mem_cgroup_disabled(const void *what);
__pure bool cgroup_subsys_on_dfl(const void *what);
__pure bool do_memsw_account(const void *what);
__pure bool mem_cgroup_is_root(const void *what);
__pure bool hugetlb_cgroup_disabled(const void *what);
__pure bool mem_cgroup_kmem_disabled(const void *what);
__pure bool cgroup_reclaim(const void *what);
__pure bool root_reclaim(const void *what);
__pure bool writeback_throttling_sane(const void *what);
__pure bool lru_gen_enabled(const void *what);
__pure bool memcg_bpf_enabled(const void *what);
__pure bool memcg_kmem_online(const void *what);
__pure bool memcg_kmem_enabled(const void *what);
__pure bool kmem_cache_debug(const void *what);
__pure bool node_is_toptier(const void *what);
__pure bool populated_zone(const void *what);
__pure bool managed_zone(const void *what);
__pure bool zone_is_initialized(const void *what);
__pure bool zone_is_empty(const void *what);
__pure bool zone_spans_pfn(const void *what);
__pure bool zone_intersects(const void *what);
__pure bool is_highmem(const void *what);
__pure bool is_highmem_idx(const void *what);
__pure bool zone_is_zone_device(const void *what);
__pure bool is_migrate_cma(const void *what);
__pure bool is_migrate_isolate(const void *what);
__pure bool is_migrate_movable(const void *what);
__pure bool migratetype_is_mergeable(const void *what);
__pure bool node_online(const void *what);
__pure bool node_state(const void *what);
__pure bool node_isset(const void *what);
__pure bool node_possible(const void *what);
__pure bool pfn_valid(const void *what);
__pure int zone_to_nid(const void *what);
__pure int zone_idx(const void *what);
__pure int zone_end_pfn(const void *what);
__pure int pgdat_end_pfn(const void *what);
__pure int node_start_pfn(const void *what);
__pure int node_end_pfn(const void *what);
__pure int cpu_to_node(const void *what);
__pure int cpu_to_mem(const void *what);
__pure int node_distance(const void *what);
__pure int first_node(const void *what);
__pure int next_node(const void *what);
__pure int next_node_in(const void *what);
__pure int first_online_node(const void *what);
__pure int next_online_node(const void *what);
__pure int nodes_weight(const void *what);
__pure int nodes_empty(const void *what);
__pure int nodes_equal(const void *what);
__pure int nodes_subset(const void *what);
__pure int nodes_intersects(const void *what);
__pure int cpumask_empty(const void *what);
__pure int cpumask_weight(const void *what);
__pure int cpumask_test_cpu(const void *what);
__pure int cpumask_of_node(const void *what);
__pure int cpumask_first(const void *what);
__pure int cpumask_next(const void *what);
__pure int early_pfn_to_nid(const void *what);
__pure int memblock_get_region_node(const void *what);
__pure int __nr_to_section(const void *what);
__pure int __pfn_to_section(const void *what);
__pure int NODE_DATA(const void *what);
__effectless void node_set(void *what);
__effectless void node_clear(void *what);
__effectless void nodes_clear(void *what);
__effectless void nodes_and(void *what);
__effectless void nodes_or(void *what);
__effectless void nodes_andnot(void *what);
__effectless void nodes_setall(void *what);
__effectless void node_set_state(void *what);
__effectless void node_clear_state(void *what);
__effectless void cpumask_set_cpu(void *what);
__effectless void cpumask_clear_cpu(void *what);
__effectless void cpumask_copy(void *what);
__effectless void cpumask_clear(void *what);
__effectless void static_branch_enable(void *what);
__effectless void static_branch_disable(void *what);
__effectless void static_branch_inc(void *what);
__effectless void static_branch_dec(void *what);
__effectless void static_branch_enable_cpuslocked(void *what);
__effectless void static_key_slow_inc(void *what);
__effectless void set_pageblock_migratetype(void *what);
__effectless void set_pfnblock_flags_mask(void *what);
__effectless long global_node_page_state(const void *what);
__effectless long global_zone_page_state(const void *what);
__effectless long node_page_state(const void *what);
__effectless long node_page_state_pages(const void *what);
__effectless long zone_page_state(const void *what);
__effectless long zone_page_state_snapshot(const void *what);
__effectless long lruvec_page_state(const void *what);
__effectless long lruvec_page_state_local(const void *what);
__effectless long lruvec_lru_size(const void *what);
__effectless long memcg_page_state(const void *what);
__effectless long memcg_events(const void *what);
__effectless long memcg_page_state_local(const void *what);
__effectless long zone_managed_pages(const void *what);
__effectless long zone_cma_pages(const void *what);
__effectless long totalram_pages(const void *what);
__effectless long totalhigh_pages(const void *what);
__effectless long nr_free_buffer_pages(const void *what);
__effectless long get_nr_swap_pages(const void *what);
__effectless long total_swapcache_pages(const void *what);
__effectless long si_mem_available(const void *what);
__effectless long high_wmark_pages(const void *what);
__effectless long low_wmark_pages(const void *what);
__effectless long min_wmark_pages(const void *what);
__effectless long wmark_pages(const void *what);
__effectless long promo_wmark_pages(const void *what);
__effectless long page_counter_read(const void *what);
__effectless long mem_cgroup_margin(const void *what);
__effectless long mem_cgroup_size(const void *what);
__effectless long get_mm_counter(const void *what);
__effectless long mm_counter(const void *what);
__effectless long mm_counter_file(const void *what);
__effectless long get_mm_rss(const void *what);
__effectless long get_mm_hiwater_rss(const void *what);
__effectless long get_pageblock_migratetype(const void *what);
__effectless long get_pfnblock_migratetype(const void *what);
__effectless long get_pfnblock_flags_mask(const void *what);
__effectless long get_pcppage_migratetype(const void *what);
__effectless long free_area_empty(const void *what);
__effectless long wb_stat(const void *what);
__effectless long wb_stat_sum(const void *what);
__effectless long percpu_counter_read_positive(const void *what);
__effectless long percpu_counter_sum(const void *what);
__effectless long percpu_counter_sum_positive(const void *what);
__effectless long percpu_counter_compare(const void *what);
__effectless long percpu_counter_read(const void *what);
__effectless long vm_commit_limit(const void *what);
__effectless long vm_memory_committed(const void *what);
__effectless void count_vm_event(void *what, long n);
__effectless void count_vm_events(void *what, long n);
__effectless void __count_vm_event(void *what, long n);
__effectless void __count_vm_events(void *what, long n);
__effectless void count_memcg_events(void *what, long n);
__effectless void __count_memcg_events(void *what, long n);
__effectless void count_memcg_event_mm(void *what, long n);
__effectless void count_memcg_folio_events(void *what, long n);
__effectless void count_memcg_page_event(void *what, long n);
__effectless void count_mthp_stat(void *what, long n);
__effectless void mod_mthp_stat(void *what, long n);
__effectless void memcg_memory_event(void *what, long n);
__effectless void memcg_memory_event_mm(void *what, long n);
__effectless void count_compact_event(void *what, long n);
__effectless void count_compact_events(void *what, long n);
__effectless void update_hiwater_rss(void *what, long n);
__effectless void update_hiwater_vm(void *what, long n);
__effectless void percpu_counter_add_batch(void *what, long n);
__effectless void vm_stat_account(void *what, long n);
__effectless void mm_inc_nr_puds(void *what, long n);
__effectless void mm_dec_nr_puds(void *what, long n);
__effectless void task_io_account_read(void *what, long n);
__effectless void task_io_account_cancelled_write(void *what, long n);
__effectless void setmax_mm_hiwater_rss(void *what, long n);
__effectless struct mem_cgroup *folio_memcg(const void *folio);
__effectless struct mem_cgroup *page_memcg(const void *folio);
__effectless struct mem_cgroup *folio_memcg_rcu(const void *folio);
__effectless struct mem_cgroup *folio_memcg_check(const void *folio);
__effectless struct mem_cgroup *page_memcg_check(const void *folio);
__effectless struct obj_cgroup *__folio_objcg(const void *folio);
__effectless bool folio_memcg_kmem(const void *memcg);
__effectless bool PageMemcgKmem(const void *memcg);
__effectless bool mem_cgroup_online(const void *memcg);
__effectless bool mem_cgroup_is_descendant(const void *memcg);
__effectless bool mem_cgroup_swap_full(const void *memcg);
__effectless bool mem_cgroup_under_socket_pressure(const void *memcg);
__effectless bool mm_match_cgroup(const void *memcg);
__effectless bool mem_cgroup_below_min(const void *memcg);
__effectless bool mem_cgroup_below_low(const void *memcg);
__effectless bool mem_cgroup_unprotected(const void *memcg);
__effectless bool vm_swap_full(const void *memcg);
__effectless bool mem_cgroup_zswap_writeback_enabled(const void *memcg);
__pure long memcg_kmem_id(const void *memcg);
__pure long mem_cgroup_ino(const void *memcg);
__pure long cgroup_ino(const void *memcg);
__pure long cgroup_id(const void *memcg);
__pure void *memcg_to_vmpressure(const void *what);
__pure void *SHMEM_I(const void *what);
__pure void *SHMEM_SB(const void *what);
__pure void *inode_resv_map(const void *what);
__pure void *HUGETLBFS_SB(const void *what);
__pure void *HUGETLBFS_I(const void *what);
__pure void *dev_get_drvdata(const void *what);
__pure void *of_cft(const void *what);
__effectless void mmu_notifier_range_init(void *range);
__effectless void mmu_notifier_range_init_owner(void *range);
__effectless void mmu_notifier_invalidate_range(void *range);
__effectless void mmu_notifier_arch_invalidate_secondary_tlbs(void *range);
__effectless void mmu_notifier_change_pte(void *range);
__effectless void set_pte_at_notify(void *range);
__effectless void folio_batch_init(void *fbatch);
__effectless void folio_batch_reinit(void *fbatch);
__effectless void pagevec_init(void *fbatch);
__effectless void pagevec_reinit(void *fbatch);
__effectless unsigned folio_batch_count(void *fbatch);
__effectless unsigned folio_batch_space(void *fbatch);
__effectless unsigned pagevec_count(void *fbatch);
__effectless unsigned pagevec_space(void *fbatch);
__effectless void iov_iter_advance(struct iov_iter *i, size_t n);
__effectless void iov_iter_revert(struct iov_iter *i, size_t n);
__effectless size_t iov_iter_count(const struct iov_iter *i);
__effectless size_t iov_iter_single_seg_count(const struct iov_iter *i);
__effectless void vm_flags_init(struct vm_area_struct *vma);
__effectless void vm_flags_reset(struct vm_area_struct *vma);
__effectless void vma_set_page_prot(struct vm_area_struct *vma);
__effectless void vma_set_anonymous(struct vm_area_struct *vma);
__pure pgprot_t vm_get_page_prot(unsigned long flags);
__pure pgprot_t pgprot_modify(unsigned long flags);
__pure pgprot_t pgprot_noncached(unsigned long flags);
__pure pgprot_t pgprot_writecombine(unsigned long flags);
__pure bool in_gate_area(const void *what);
__pure bool access_ok(const void *what);
__pure bool pgtable_l5_enabled(const void *what);
__pure bool arch_needs_pgtable_deposit(const void *what);
__pure bool gup_must_unshare(const void *what);
__effectless int shmem_is_huge(const void *what);
__effectless int is_bad_inode(const void *what);
__effectless void file_accessed(void *what);
__effectless void drop_nlink(void *what);
__effectless void inode_inc_iversion(void *what);
__effectless void inc_nlink(void *what);
__effectless void set_nlink(void *what);
__effectless void d_instantiate(void *what);
__effectless void mapping_set_gfp_mask(void *what);
__effectless void mapping_set_unevictable(void *what);
__effectless void mapping_clear_unevictable(void *what);
__effectless void mapping_set_error(void *what);
__effectless void mapping_set_exiting(void *what);
__effectless void mapping_set_large_folios(void *what);
__effectless void filemap_set_wb_err(void *what);
__effectless void mapping_allow_writable(void *what);
__effectless void mapping_unmap_writable(void *what);
__effectless void mapping_deny_writable(void *what);

/**
 * folio_batch_add - put a folio, with a reference of the caller, into a batch
 * @context: any; does not sleep
 * @returns: how much room is left: 0 means that it must be emptied now
 * @undo: folio_batch_release() of the batch
 * @since: 5.17
 * @source: include/linux/pagevec.h (6.12)
 */
unsigned folio_batch_add(struct folio_batch *fbatch, struct folio *folio)
{
	consume(folio);
	return unknown();
}

/**
 * pagevec_add - put a page, with a reference of the caller, into a batch
 * @context: any; does not sleep
 * @returns: how much room is left: 0 means that it must be emptied now
 * @undo: pagevec_release() of the batch
 * @until: 6.4
 * @note: 6.4 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/pagevec.h (6.1)
 */
unsigned pagevec_add(struct pagevec *pvec, struct page *page)
{
	consume(page_folio(page));
	return unknown();
}

/**
 * Looking from a cgroup state, a task or a page at its hugetlb cgroup.
 * @source: mm/hugetlb_cgroup.c (6.12)
 */
__pure struct hugetlb_cgroup *hugetlb_cgroup_from_css(void *of);
__pure struct hugetlb_cgroup *hugetlb_cgroup_from_task(void *of);
__pure struct hugetlb_cgroup *parent_hugetlb_cgroup(void *of);

/* Queueing work: what the work is in belongs to the work until it has run. */
/**
 * schedule_work - have a work item run
 * @context: any; does not sleep
 * @returns: false: it was queued already
 * @undo: nothing
 * @source: include/linux/workqueue.h (6.12)
 */
bool schedule_work(struct work_struct *work)
{
	consume(work);
	return unknown();
}

/**
 * queue_work - have a work item run
 * @context: any; does not sleep
 * @returns: false: it was queued already
 * @undo: nothing
 * @source: include/linux/workqueue.h (6.12)
 */
bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	consume(work);
	return unknown();
}

/**
 * queue_work_on - have a work item run
 * @context: any; does not sleep
 * @returns: false: it was queued already
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	consume(work);
	return unknown();
}

/**
 * schedule_delayed_work - have a work item run
 * @context: any; does not sleep
 * @returns: false: it was queued already
 * @undo: nothing
 * @source: include/linux/workqueue.h (6.12)
 */
bool schedule_delayed_work(struct delayed_work *work, unsigned long delay)
{
	consume(work);
	return unknown();
}

/**
 * queue_delayed_work - have a work item run
 * @context: any; does not sleep
 * @returns: false: it was queued already
 * @undo: nothing
 * @source: include/linux/workqueue.h (6.12)
 */
bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *work, unsigned long delay)
{
	consume(work);
	return unknown();
}

/**
 * queue_delayed_work_on - have a work item run
 * @context: any; does not sleep
 * @returns: false: it was queued already
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work, unsigned long delay)
{
	consume(work);
	return unknown();
}

/**
 * mod_delayed_work - have a work item run
 * @context: any; does not sleep
 * @returns: false: it was queued already
 * @undo: nothing
 * @source: include/linux/workqueue.h (6.12)
 */
bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *work, unsigned long delay)
{
	consume(work);
	return unknown();
}

/**
 * queue_rcu_work - have a work item run
 * @context: any; does not sleep
 * @returns: false: it was queued already
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *work)
{
	consume(work);
	return unknown();
}

/**
 * The stable node of a KSM folio, NULL for another: which of the two it is does not change while the caller can look at it.
 * @source: mm/ksm.c (6.12, 6.1)
 */
__pure struct ksm_stable_node *folio_stable_node(const struct folio *folio);
__pure struct ksm_stable_node *page_stable_node(const struct page *page);

/**
 * The cache that an object belongs to; NULL, after a warning, only for what is no slab object at all.
 * @source: mm/slub.c (6.12), mm/slab.h (6.1)
 */
__effectless struct kmem_cache *cache_from_obj(struct kmem_cache *s, const void *x);

/**
 * The lruvec of a memcg on a node, for the multi-gen LRU.
 * @since: 6.1
 * @source: mm/vmscan.c (6.12)
 */
__pure struct lruvec *get_lruvec(struct mem_cgroup *memcg, int nid);

/**
 * virt_to_kpte - the kernel's page table entry of an address
 * @context: any; does not sleep
 * @returns: never NULL where the kernel has mapped the address once
 * @undo: nothing
 * @source: include/linux/pgtable.h (6.12)
 */
pte_t *virt_to_kpte(unsigned long vaddr)
{
	return fresh();
}

/**
 * __pte_map - map the page table of a pmd entry
 * @context: inside an RCU read section, which stays
 * @returns: never NULL
 * @undo: pte_unmap()
 * @since: 6.5
 * @source: include/linux/pgtable.h (6.12)
 */
pte_t *__pte_map(pmd_t *pmd, unsigned long address)
{
	return fresh();
}

/**
 * next_se - the next extent of a swap area
 * @context: any; does not sleep
 * @returns: never NULL for who stays within the area
 * @undo: nothing
 * @since: 5.3
 * @source: mm/swapfile.c (6.12)
 */
struct swap_extent *next_se(struct swap_extent *se)
{
	return fresh();
}

/**
 * Where a page lies: always somewhere.
 * @source: ours
 */
__pure struct zone *zone_of(const void *page);
__pure struct pglist_data *pgdat_of(const void *page);

/**
 * page_zone - the zone that a page lies in
 * @context: any; does not sleep
 * @returns: never NULL
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
struct zone *page_zone(const struct page *page)
{
	struct zone *zone = zone_of(page);

	assert(zone);
	return zone;
}

/**
 * folio_zone - the zone that a folio lies in
 * @context: any; does not sleep
 * @returns: never NULL
 * @undo: nothing
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/mm.h (6.12)
 */
struct zone *folio_zone(const struct folio *folio)
{
	struct zone *zone = zone_of(folio);

	assert(zone);
	return zone;
}

/**
 * page_pgdat - the node that a page lies in
 * @context: any; does not sleep
 * @returns: never NULL
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
struct pglist_data *page_pgdat(const struct page *page)
{
	struct pglist_data *pgdat = pgdat_of(page);

	assert(pgdat);
	return pgdat;
}

/**
 * folio_pgdat - the node that a folio lies in
 * @context: any; does not sleep
 * @returns: never NULL
 * @undo: nothing
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: include/linux/mm.h (6.12)
 */
struct pglist_data *folio_pgdat(const struct folio *folio)
{
	struct pglist_data *pgdat = pgdat_of(folio);

	assert(pgdat);
	return pgdat;
}

/**
 * Marks of a cluster that is a huge one: only devices with clusters have them.
 * @until: 6.9
 * @note: 6.9 is a guess (unverified boundary)
 * @source: mm/swapfile.c (6.1)
 */
__effectless void cluster_clear_huge(struct swap_cluster_info *info);
__effectless void cluster_set_huge(struct swap_cluster_info *info);

/**
 * Whether tests ask that errors of a page be let pass; looks at the page, keeps nothing.
 * @source: mm/memory-failure.c:hwpoison_filter (6.12)
 */
__effectless int hwpoison_filter(struct page *p);
