/**
 * swapoff-free-swap - a swap entry is freed while the device is switched off
 * @era: 5.14-6.18
 * @rule: ref/use-after-put
 * @source: 82b1c07a0af6 "mm: swap: fix race between free_swap_and_cache() and swapoff()"; mm/swapfile.c (6.12)
 * @story: Once free_swap_and_cache() has dropped the last user of an entry, nothing keeps swapoff from finding the device unused: it drops what is in the swap cache and frees
 *   the map. free_swap_and_cache() still looks at the map, to see whether the entry is only cached. get_swap_device() holds swapoff off until
 *   put_swap_device().
 * @bound: one device with one slot that has one user and is in the swap cache
 * @atomic: dropping a user of a slot; reclaiming a slot that is only cached
 */
#define SWAP_HAS_CACHE 64

struct swp_entry {
	unsigned int val : 1;
};
typedef struct swp_entry swp_entry_t;

/* its map and what else swapoff frees; the struct itself stays in the kernel */
struct swap_info_struct {
	int swap_map[2];
	unsigned int max : 2;
	spinlock_t lock;
};

struct swap_info_struct si0 = { .swap_map = { 65, 0 }, .max = 1 };
/* the device may be used; how many have got it */
bool swap_live = true;
unsigned int swap_users = 0;

__variant(device_held, holds, "the device is held by get_swap_device() until the map is not looked at any more");
__variant(not_held, breaks, "the device is only looked up");
__variant(put_early, breaks, "held, but given back before the map is looked at again");
__mutant(device_held, "si = get_swap_device(entry);	/* no swapoff from here on */", "si = swp_swap_info(entry);");

unsigned long swp_offset(swp_entry_t entry) { return 0; }
unsigned long swp_type(swp_entry_t entry) { return 0; }
bool non_swap_entry(swp_entry_t entry) { return false; }
struct swap_info_struct *swp_swap_info(swp_entry_t entry) { return &si0; }
unsigned long ALIGN(unsigned long x, unsigned long a) { return x; }

/* an entry that has a user is looked up: the device cannot have gone */
struct swap_info_struct *_swap_info_get(swp_entry_t entry) { return &si0; }

__atomic struct swap_info_struct *get_swap_device(swp_entry_t entry)
{
	if (!swap_live)
		return NULL;
	swap_users++;
	return &si0;
}

__atomic void put_swap_device(struct swap_info_struct *si)
{
	if (swap_users > 0)
		swap_users--;
}

/* true: what is left of the entry is the swap cache */
__atomic bool __swap_entries_free(struct swap_info_struct *si, swp_entry_t entry, int nr)
{
	si->swap_map[0] = si->swap_map[0] - 1;
	return si->swap_map[0] == SWAP_HAS_CACHE;
}

__atomic int __try_to_reclaim_swap(struct swap_info_struct *si, unsigned long offset, unsigned long flags)
{
	if (si->swap_map[0] == SWAP_HAS_CACHE)
		si->swap_map[0] = 0;
	return 1;
}

__in(device_held)
__role void free_swap_and_cache_nr(swp_entry_t entry, int nr)
{
	struct swap_info_struct *si;
	unsigned long end_offset = 1;
	bool any_only_cache;

	hunk_begin(get);
	si = get_swap_device(entry);	/* no swapoff from here on */
	if (!si)
		return;
	if (WARN_ON(end_offset > si->max))
		goto out;
	hunk_end();
	any_only_cache = __swap_entries_free(si, entry, nr);
	hunk_begin(cache);
	if (!any_only_cache)
		goto out;
	hunk_end();
	if (any_only_cache && READ_ONCE(si->swap_map[0]) == SWAP_HAS_CACHE)
		__try_to_reclaim_swap(si, 0, 0);
out:
	hunk_begin(put);
	put_swap_device(si);
	hunk_end();
}

__in(not_held, put_early)
__role void free_swap_and_cache_nr(swp_entry_t entry, int nr)
{
	struct swap_info_struct *si = variant(not_held) ? swp_swap_info(entry) : get_swap_device(entry);
	bool any_only_cache;

	if (!si)
		return;
	any_only_cache = __swap_entries_free(si, entry, nr);
	if (variant(put_early))
		put_swap_device(si);
	if (any_only_cache && READ_ONCE(si->swap_map[0]) == SWAP_HAS_CACHE)
		__try_to_reclaim_swap(si, 0, 0);
}

__thread void zap_pte_range(void)
{
	swp_entry_t entry;

	free_swap_and_cache_nr(entry, 1);
}

/* brings in what has users; here there is one, which goes by itself */
__thread void swapoff(void)
{
	wait(si0.swap_map[0] == SWAP_HAS_CACHE || si0.swap_map[0] == 0);
	__try_to_reclaim_swap(&si0, 0, 0);
	swap_live = false;
	wait(swap_users == 0);
	free(&si0);
}
