/**
 * cma-alloc-serialised - two allocations of one CMA area isolate the same pageblocks
 * @era: 4.10-
 * @rule: lock/unguarded-access
 * @source: 60a60e32cf91 "Revert \"mm/cma.c: remove redundant cma_mutex lock\""; mm/cma.c (6.12)
 * @story: Two ranges of one area that are smaller than a pageblock may lie in the same one. alloc_contig_range() isolates whole pageblocks and gives -EBUSY for one that
 *   somebody else has isolated; the loop of cma_alloc() then goes on behind it and may come to the end of the area, though there is memory. A mutex
 *   around alloc_contig_range() lets one after the other have the pageblock.
 * @bound: one area of one pageblock, two allocations of half of it
 * @atomic: looking for a free range in the bitmap and marking it, isolating a pageblock
 */
struct cma {
	spinlock_t lock;
	unsigned int count : 2;
	unsigned int bitmap : 2;
	unsigned int base_pfn : 2;
	unsigned int order_per_bit : 1;
	int name : 2;
};

struct page {
	int nr : 2;
};

enum { MIGRATE_CMA };

struct cma cma0 = { .count = 2, .bitmap = 3, .name = 1 };
struct page pages[2];
struct mutex cma_mutex;
unsigned int taken_low, taken_high;
bool isolated = false;
int failed;

__variant(serialised, holds, "one after the other, as it is");
__variant(concurrent, breaks, "both isolate at once");
__mutant(serialised, "mutex_lock(&cma_mutex);	/* one pageblock has one owner */", "mutex_lock(&cma_mutex); mutex_unlock(&cma_mutex); mutex_lock(&cma_other);");

struct mutex cma_other;

unsigned long cma_bitmap_aligned_mask(struct cma *cma, int align) { return 0; }
unsigned long cma_bitmap_aligned_offset(struct cma *cma, int align) { return 0; }
unsigned long cma_bitmap_maxno(struct cma *cma) { return 2; }
unsigned long cma_bitmap_pages_to_bits(struct cma *cma, unsigned long pages) { return pages; }

/* called under cma->lock */
__atomic unsigned long bitmap_find_next_zero_area_off(int map, unsigned long size, unsigned long start, unsigned int nr, unsigned long mask,
						      unsigned long offset)
{
	if (start <= 0 && !taken_low)
		return 0;
	if (start <= 1 && !taken_high)
		return 1;
	return 2;
}

__atomic void bitmap_set(int map, unsigned long start, unsigned int nr)
{
	if (start == 0)
		taken_low = 1;
	else
		taken_high = 1;
}

__atomic void cma_clear_bitmap(struct cma *cma, unsigned long pfn, unsigned long count)
{
	if (pfn == 0)
		taken_low = 0;
	else
		taken_high = 0;
}

__atomic bool isolate_pageblock(void)
{
	if (isolated)
		return false;
	isolated = true;
	return true;
}

int alloc_contig_range(unsigned long start, unsigned long end, unsigned int migratetype, gfp_t gfp_mask)
{
	if (!isolate_pageblock())
		return -EBUSY;
	WRITE_ONCE(isolated, false);
	return 0;
}

struct page *pfn_to_page(unsigned long pfn) { return &pages[0]; }
struct page *nth_page(struct page *page, unsigned long n) { return page; }
void page_kasan_tag_reset(struct page *page) { }
void trace_cma_alloc_start(int name, unsigned long count, int align) { }
void trace_cma_alloc_busy_retry(int name, unsigned long pfn, struct page *page, unsigned long count, int align) { }
void trace_cma_alloc_finish(int name, unsigned long pfn, struct page *page, unsigned long count, int align, int ret) { }
void cma_debug_show_areas(struct cma *cma) { }
void pr_err_ratelimited(int text) { }

__role struct page *__cma_alloc(struct cma *cma, unsigned long count, unsigned int align, gfp_t gfp)
{
	unsigned long pfn, start = 0, bitmap_no;
	struct page *page = NULL;
	int ret;

	for (;;) {
		spin_lock_irq(&cma->lock);
		bitmap_no = bitmap_find_next_zero_area_off(cma->bitmap, 2, start, count, 0, 0);
		if (bitmap_no >= 2) {
			spin_unlock_irq(&cma->lock);
			break;
		}
		bitmap_set(cma->bitmap, bitmap_no, count);
		hunk_begin();
		spin_unlock_irq(&cma->lock);
		pfn = cma->base_pfn + (bitmap_no << cma->order_per_bit);
		if (variant(serialised))
			mutex_lock(&cma_mutex);	/* one pageblock has one owner */
		ret = alloc_contig_range(pfn, pfn + count, MIGRATE_CMA, gfp);
		if (variant(serialised))
			mutex_unlock_either();
		if (ret == 0) {
			page = pfn_to_page(pfn);
			break;
		}
		hunk_end();
		cma_clear_bitmap(cma, pfn, count);
		if (ret != -EBUSY)
			break;
		start = bitmap_no + 1;
	}
	return page;
}

/* for the mutant, which takes another one */
void mutex_unlock_either(void)
{
	if (locked(&cma_mutex))
		mutex_unlock(&cma_mutex);
	else
		mutex_unlock(&cma_other);
}

__copies(2) __thread void allocate(void)
{
	if (!__cma_alloc(&cma0, 1, 0, GFP_KERNEL))
		failed = 1;
}

/** both_served - an allocation does not fail while the area has a free range for it */
__finally bool both_served(void)
{
	return !failed;
}
