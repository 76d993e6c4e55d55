/**
 * huge-zero-folio - the huge zero folio is published while the shrinker frees the one before
 * @era: 3.13-
 * @rule: lock/unguarded-access
 * @source: "mm/huge_memory: fix huge_zero_pfn race"; mm/huge_memory.c (6.12)
 * @story: Whoever publishes the huge zero folio stores the pointer, its pfn and the count; whoever frees it clears them. Without one lock around each the two can
 *   cross: the pfn of a folio that is in use is cleared, or that of a freed one stays, and is_huge_zero_pmd() is wrong from then on.
 * @bound: the folio that is there and a new one, one fault, one shrinker
 * @atomic: atomic_t operations
 */
struct folio {
	unsigned int refs : 2;
	unsigned int pfn : 2;
};

struct atomic {
	unsigned int counter : 2;
};
typedef struct atomic atomic_t;

struct shrinker {
	int nr : 1;
};

struct shrink_control {
	int nr : 1;
};

#define HPAGE_PMD_NR 1
#define THP_ZERO_PAGE_ALLOC 0
#define HPAGE_PMD_ORDER 1
#define GFP_TRANSHUGE 29

struct folio first = { .refs = 1, .pfn = 1 };
__pool struct folio F[1] = { { .refs = 1, .pfn = 2 } };
spinlock_t huge_zero_lock, other_lock;
/* the shrinker's own reference is the last one */
atomic_t huge_zero_refcount = { .counter = 1 };
struct folio *huge_zero_folio = &first;
int huge_zero_pfn = 1;

__variant(locked, holds, "one lock around publishing and around taking back");
__variant(by_cmpxchg, breaks, "the pointer goes by cmpxchg(), the pfn behind it");
__mutant(locked, "	spin_lock(&huge_zero_lock);	/* against the shrinker */", "	spin_lock(&other_lock);");

struct folio *folio_alloc(gfp_t gfp, unsigned int order) { return new(struct folio); }
void folio_put(struct folio *folio) { put(folio); }
unsigned long folio_pfn(struct folio *folio) { return folio->pfn; }
void folio_clear_large_rmappable(struct folio *folio) { }

void unlock_either(void)
{
	if (locked(&other_lock))
		spin_unlock(&other_lock);
	else
		spin_unlock(&huge_zero_lock);
}

void count_vm_event(int item) { }
void preempt_disable(void) { }
void preempt_enable(void) { }

__in(locked)
__role bool get_huge_zero_page(void)
{
	struct folio *zero_folio;

	hunk_begin(have);
	if (atomic_inc_not_zero(&huge_zero_refcount))
		return true;
	hunk_end();
	zero_folio = folio_alloc(GFP_TRANSHUGE, HPAGE_PMD_ORDER);
	if (!zero_folio)
		return false;
	hunk_begin(publish);
	folio_clear_large_rmappable(zero_folio);
	spin_lock(&huge_zero_lock);	/* against the shrinker */
	if (huge_zero_folio) {
		atomic_inc(&huge_zero_refcount);
		unlock_either();
		folio_put(zero_folio);
		return true;
	}
	WRITE_ONCE(huge_zero_folio, zero_folio);
	WRITE_ONCE(huge_zero_pfn, folio_pfn(zero_folio));
	atomic_set(&huge_zero_refcount, 2);
	unlock_either();
	count_vm_event(THP_ZERO_PAGE_ALLOC);
	return true;
	hunk_end();
}

__in(by_cmpxchg)
__role bool get_huge_zero_page(void)
{
	struct folio *zero_folio;

retry:
	if (atomic_inc_not_zero(&huge_zero_refcount))
		return true;
	zero_folio = folio_alloc(GFP_TRANSHUGE, HPAGE_PMD_ORDER);
	if (!zero_folio)
		return false;
	if (cmpxchg(&huge_zero_folio, NULL, zero_folio)) {
		folio_put(zero_folio);
		goto retry;
	}
	WRITE_ONCE(huge_zero_pfn, folio_pfn(zero_folio));
	atomic_set(&huge_zero_refcount, 2);
	return true;
}

__in(locked)
__role unsigned long shrink_huge_zero_page_scan(struct shrinker *shrink, struct shrink_control *sc)
{
	struct folio *zero_folio;

	spin_lock(&huge_zero_lock);
	if (atomic_cmpxchg(&huge_zero_refcount, 1, 0) != 1) {
		spin_unlock(&huge_zero_lock);
		return 0;
	}
	zero_folio = huge_zero_folio;
	WRITE_ONCE(huge_zero_folio, NULL);
	WRITE_ONCE(huge_zero_pfn, -1);
	spin_unlock(&huge_zero_lock);
	folio_put(zero_folio);
	return HPAGE_PMD_NR;
}

__in(by_cmpxchg)
__role unsigned long shrink_huge_zero_page_scan(struct shrinker *shrink, struct shrink_control *sc)
{
	struct folio *zero_folio;

	if (atomic_cmpxchg(&huge_zero_refcount, 1, 0) != 1)
		return 0;
	zero_folio = xchg(&huge_zero_folio, NULL);
	WRITE_ONCE(huge_zero_pfn, -1);
	folio_put(zero_folio);
	return HPAGE_PMD_NR;
}

__thread void fault(void)
{
	get_huge_zero_page();
}

__thread void reclaim(void)
{
	shrink_huge_zero_page_scan(NULL, NULL);
}

/** pfn_matches - the pfn that page table walkers compare with is that of the huge zero folio */
__finally bool pfn_matches(void)
{
	return !huge_zero_folio || huge_zero_pfn == huge_zero_folio->pfn;
}
