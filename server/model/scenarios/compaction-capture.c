/**
 * compaction-capture - a page is captured for an allocation that has looked already
 * @era: 5.1-
 * @rule: ref/leak
 * @source: b9e20f0da1f5 "mm, compaction: make capture control handling safe wrt interrupts"; mm/compaction.c (6.12)
 * @story: While a task compacts, whoever frees a page of its size on its CPU gives it to the task instead of the free list: current->capture_control says where to put it.
 *   An interrupt may free a page at any time. So the task first takes capture_control away and then looks what was captured; a page that comes between the two steps, the other way
 *   round, is on no free list and nobody has it.
 * @bound: one compaction, one page that is freed once by an interrupt
 * @atomic: the interrupt, as far as the task that it interrupts can tell
 */
enum { MIN_COMPACT_PRIORITY, COMPACT_PRIO_SYNC_LIGHT, COMPACT_PRIO_ASYNC };
enum { MIGRATE_ASYNC, MIGRATE_SYNC_LIGHT, MIGRATE_SYNC };
enum { COMPACT_SKIPPED, COMPACT_SUCCESS };

struct page {
	bool free;
};

struct compact_control {
	int order : 2;
};

struct capture_control {
	struct compact_control *cc;
	struct page *page;
};

struct task_struct {
	struct capture_control *capture_control;
};

struct zone {
	int nr : 1;
};

struct page P;
struct zone zone0;
struct task_struct task0;
struct task_struct *current = &task0;
/* on the task's stack, and seen by the interrupt */
struct capture_control capc;
struct page *allocated;

__variant(hidden_first, holds, "capture_control is taken away, then the page is looked at");
__variant(read_first, breaks, "the page is looked at, then capture_control is taken away");
__variant(never_hidden, breaks, "capture_control stays when the task has left");
__mutant(hidden_first, "WRITE_ONCE(current->capture_control, NULL);	/* nobody captures any more */", "");
__mutant(read_first, "if (!variant(read_first))	/* in time */", "if (true)");

/* pages are isolated and migrated; the free pages that this makes are captured like any other */
int compact_zone(struct compact_control *cc, struct capture_control *capc)
{
	return 0;
}

__role int compact_zone_order(struct zone *zone, int order, gfp_t gfp_mask, int prio, unsigned int alloc_flags,
			      int highest_zoneidx, struct page **capture)
{
	int ret;
	struct compact_control cc;
	struct capture_control capc = { .page = NULL };

	hunk_begin();
	WRITE_ONCE(current->capture_control, &capc);
	ret = compact_zone(&cc, &capc);
	if (variant(read_first))
		*capture = READ_ONCE(capc.page);
	if (!variant(never_hidden))
		WRITE_ONCE(current->capture_control, NULL);	/* nobody captures any more */
	if (!variant(read_first))	/* in time */
		*capture = READ_ONCE(capc.page);
	hunk_end();
	return ret;
}

__thread void alloc_pages_direct_compact(void)
{
	struct page *page = NULL;

	compact_zone_order(&zone0, 1, GFP_KERNEL, 0, 0, 0, &page);
	allocated = page;
}

/* task_capc() and compaction_capture(), else the free list */
__atomic void free_one_page(struct page *page)
{
	struct capture_control *control = current->capture_control;

	if (control && !control->page)
		control->page = page;
	else
		page->free = true;
}

__thread void interrupt(void)
{
	free_one_page(&P);
}

/** not_lost - a page that was freed is on the free list or the allocation has it */
__finally bool not_lost(void)
{
	return P.free || allocated == &P;
}

/** hidden - nobody can find what was on the stack of a function that has returned */
__finally bool hidden(void)
{
	return current->capture_control == NULL;
}
