/**
 * khugepaged-retract - a page table is freed although the VMA got anonymous pages
 * @era: 5.4-6.5
 * @rule: lock/stale-after-unlock
 * @source: 023f47a8250c "mm/khugepaged: fix ->anon_vma race"; mm/khugepaged.c (6.1)
 * @story: retract_page_tables() frees the page table of a file mapping if the VMA has no anon_vma. A fault may give it one, and map an anonymous page, under mmap_lock for reading. So
 *   the first look, without mmap_lock, only saves time; under mmap_lock for writing it has to be looked again.
 * @bound: one VMA, one fault
 * @atomic: nothing
 */
enum { SCAN_FAIL, SCAN_SUCCEED, SCAN_PAGE_ANON, SCAN_VMA_CHECK, SCAN_PTE_MAPPED_HUGEPAGE, SCAN_ANY_PROCESS, SCAN_PTE_UFFD_WP };

struct anon_vma {
	unsigned int users : 1;
};

struct mm_struct {
	struct rw_semaphore mmap_lock;
};

struct vm_area_struct {
	struct anon_vma *anon_vma;
	struct mm_struct *vm_mm;
	bool anon_page_mapped;
	bool page_table_gone;
};

struct collapse_control {
	bool is_khugepaged;
};

struct address_space {
	struct rw_semaphore i_mmap_rwsem;
};

struct anon_vma av;
struct mm_struct mm0;
struct vm_area_struct vma0 = { .vm_mm = &mm0 };
struct collapse_control khugepaged_cc = { .is_khugepaged = true };
struct address_space mapping0;

__variant(looked_again, holds, "anon_vma is looked at again under mmap_lock for writing");
__variant(looked_once, breaks, "anon_vma is looked at before mmap_lock alone");
__variant(read_locked, breaks, "looked at again, with mmap_lock for reading");
__mutant(looked_again, "if (variant(looked_once) || !vma->anon_vma)	/* a fault may have been quicker */", "if (mm)");

void i_mmap_lock_write(struct address_space *mapping) { take(&mapping->i_mmap_rwsem, WRITE); }
void i_mmap_unlock_write(struct address_space *mapping) { drop(&mapping->i_mmap_rwsem, WRITE); }
bool mmap_write_trylock(struct mm_struct *mm) { return trytake(&mm->mmap_lock, WRITE); }
void mmap_write_unlock(struct mm_struct *mm) { drop(&mm->mmap_lock, WRITE); }
bool hpage_collapse_test_exit(struct mm_struct *mm) { return false; }
bool userfaultfd_wp(struct vm_area_struct *vma) { return false; }
int find_pmd_or_thp_or_none(struct mm_struct *mm, unsigned long addr, pmd_t **pmd) { return SCAN_SUCCEED; }
int set_huge_pmd(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmd, struct page *page) { return SCAN_SUCCEED; }
void khugepaged_add_pte_mapped_thp(struct mm_struct *mm, unsigned long addr) { }

/* one VMA maps it */
__macro bool vma_interval_tree_foreach(struct vm_area_struct *vma, struct rb_root_cached *root, unsigned long first, unsigned long last)
{
	if (vma) {
		vma = NULL;
		return false;
	}
	vma = &vma0;
	return true;
}

void collapse_and_free_pmd(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr, pmd_t *pmd)
{
	assert(!vma->anon_vma);
	vma->page_table_gone = true;
}

__role int retract_page_tables(struct address_space *mapping, pgoff_t pgoff, struct mm_struct *target_mm, unsigned long target_addr,
			       struct page *hpage, struct collapse_control *cc)
{
	struct vm_area_struct *vma = &vma0;
	struct mm_struct *mm = vma->vm_mm;
	bool reading = variant(read_locked);

	i_mmap_lock_write(mapping);
	if (READ_ONCE(vma->anon_vma))
		goto out;
	if (reading ? !down_read_trylock(&mm->mmap_lock) : !mmap_write_trylock(mm))
		goto out;
	if (variant(looked_once) || !vma->anon_vma)	/* a fault may have been quicker */
		collapse_and_free_pmd(mm, vma, 0, NULL);
	if (reading)
		up_read(&mm->mmap_lock);
	else
		mmap_write_unlock(mm);
out:
	i_mmap_unlock_write(mapping);
	return 0;
}

__thread void collapse_file(void)
{
	retract_page_tables(&mapping0, 0, NULL, 0, NULL, &khugepaged_cc);
}

/* a write to the private mapping of the file */
__thread void do_cow_fault(void)
{
	down_read(&mm0.mmap_lock);
	vma0.anon_vma = &av;
	vma0.anon_page_mapped = true;
	up_read(&mm0.mmap_lock);
}
