/**
 * pcp-drain-count - a pcp list is drained by a count that was read before its lock was taken
 * @era: 6.2-
 * @rule: lock/unguarded-access
 * @source: 66eca1021a42 "mm/page_alloc: fix pcp->count race between drain_pages_zone() vs __rmqueue_pcplist()"; mm/page_alloc.c (6.12)
 * @story: drain_pages_zone() may run on another CPU than the pcp list belongs to. The owner takes pages off that list under pcp->lock, so the count has to be
 *   read again each time the lock is taken. With a count from before, the drain asks for more pages than there are: pages are left behind or the bulk free
 *   works on an empty list.
 * @bound: one zone, a pcp list of two pages, batches of one
 * @atomic: taking the pages of one batch off the list, which happens under pcp->lock
 */
struct per_cpu_pages {
	spinlock_t lock;
	int count : 4;
	unsigned int batch : 2;
};

struct zone {
	struct per_cpu_pages *per_cpu_pageset;
};

#define CONFIG_PCP_BATCH_SCALE_MAX 0

struct per_cpu_pages pcp0 = { .count = 2, .batch = 1 };
struct zone zone0 = { .per_cpu_pageset = &pcp0 };
bool asked_for_too_many = false;

__variant(under_lock, holds, "the count is read under the lock, for every batch");
__variant(before_lock, breaks, "the count is read once, before the lock is taken");
__mutant(under_lock, "count = pcp->count;	/* nobody takes pages while we hold the lock */", "pcp_unlock(pcp); count = pcp->count; pcp_lock(pcp);");

void pcp_lock(struct per_cpu_pages *pcp)
{
	spin_lock(&pcp->lock);
}

void pcp_unlock(struct per_cpu_pages *pcp)
{
	spin_unlock(&pcp->lock);
}

__macro void pcp_spin_lock_maybe_irqsave(struct per_cpu_pages *ptr, unsigned long flags)
{
	pcp_lock(ptr);
}

__macro void pcp_spin_unlock_maybe_irqrestore(struct per_cpu_pages *ptr, unsigned long flags)
{
	pcp_unlock(ptr);
}

struct per_cpu_pages *per_cpu_ptr(struct per_cpu_pages *set, int cpu)
{
	return set;
}

/* the real one makes do with fewer, and then goes round a list that is empty */
__atomic void free_pcppages_bulk(struct zone *zone, int count, struct per_cpu_pages *pcp, int pindex)
{
	if (count > pcp->count) {
		asked_for_too_many = true;
		count = pcp->count;
	}
	pcp->count = pcp->count - count;
}

__in(under_lock)
__role void drain_pages_zone(unsigned int cpu, struct zone *zone)
{
	struct per_cpu_pages *pcp = per_cpu_ptr(zone->per_cpu_pageset, cpu);
	int count;

	do {
		pcp_lock(pcp);
		count = pcp->count;	/* nobody takes pages while we hold the lock */
		if (count) {
			int batch = min(count, pcp->batch << CONFIG_PCP_BATCH_SCALE_MAX);

			free_pcppages_bulk(zone, batch, pcp, 0);
			count -= batch;
		}
		pcp_unlock(pcp);
	} while (count);
}

__in(before_lock)
__role void drain_pages_zone(unsigned int cpu, struct zone *zone)
{
	struct per_cpu_pages *pcp = per_cpu_ptr(zone->per_cpu_pageset, cpu);
	int count = READ_ONCE(pcp->count);

	while (count) {
		int batch = min(count, pcp->batch << CONFIG_PCP_BATCH_SCALE_MAX);

		count -= batch;
		pcp_lock(pcp);
		free_pcppages_bulk(zone, batch, pcp, 0);
		pcp_unlock(pcp);
	}
}

/* memory offline, or a drain for compaction, from another CPU */
__thread void drain(void)
{
	drain_pages_zone(0, &zone0);
}

/* __rmqueue_pcplist() of the owner */
__thread void allocate(void)
{
	struct per_cpu_pages *pcp = &pcp0;

	pcp_lock(pcp);
	if (pcp->count)
		pcp->count = pcp->count - 1;
	pcp_unlock(pcp);
}

/** never_more - no more pages are taken off a pcp list than are on it */
__always bool never_more(void)
{
	return !asked_for_too_many;
}

/** drained - a drained list has no pages left */
__finally bool drained(void)
{
	return pcp0.count == 0;
}
