/**
 * swapout-offline-id - a page of a memcg without an id is swapped out
 * @era: 4.8-
 * @rule: charge/unpaired-stat
 * @source: 1f47b61fb407 "mm: memcontrol: fix swap counter leak on swapout from offline cgroup", 73f839b6d2ed; mm/memcontrol.c (6.12)
 * @story: A memcg that went offline gives its id back when nothing refers to it by that; its pages stay. When one of them is swapped out, mem_cgroup_id_get_online() gives the nearest ancestor
 *   with an id, and that one is charged. The record must have the id of the memcg that was charged: with the page's own id, which is 0 or somebody else's
 *   by then, the uncharge finds nobody and the ancestor's counter and id stay taken.
 * @bound: one page, one memcg that goes offline and its parent
 * @atomic: counters; references of an id
 */
struct mem_cgroup_id {
	unsigned int id : 2;
	unsigned int ref : 3;
};

struct page_counter {
	int usage : 3;
};

struct mem_cgroup {
	struct mem_cgroup_id id;
	struct page_counter swap;
	struct page_counter memory;
	struct mem_cgroup *parent;
};

struct swp_entry {
	unsigned int val : 1;
};
typedef struct swp_entry swp_entry_t;

struct folio {
	struct mem_cgroup *memcg_data;
};

struct mem_cgroup A = { .id = { .id = 1, .ref = 1 } };
struct mem_cgroup M = { .id = { .id = 2, .ref = 1 }, .parent = &A };
struct folio F = { .memcg_data = &M };
unsigned int record = 0;

__variant(charged_id, holds, "the record has the id of the memcg that was charged");
__variant(page_id, breaks, "the record has the id of the page's memcg");
__variant(no_ref, breaks, "the record takes no reference on the id");
__mutant(charged_id, "swap_cgroup_record(entry, mem_cgroup_id(variant(page_id) ? memcg : swap_memcg), 1);", "swap_cgroup_record(entry, mem_cgroup_id(memcg), 1);");

bool do_memsw_account(void) { return false; }
struct mem_cgroup *folio_memcg(struct folio *folio) { return folio->memcg_data; }
int folio_nr_pages(struct folio *folio) { return 1; }
bool mem_cgroup_is_root(struct mem_cgroup *memcg) { return false; }
void memcg_memory_event(struct mem_cgroup *memcg, int event) { }
void mod_memcg_state(struct mem_cgroup *memcg, int idx, int val) { }
unsigned short mem_cgroup_id(struct mem_cgroup *memcg) { return memcg->id.id; }

__atomic bool page_counter_try_charge(struct page_counter *counter, unsigned long nr_pages, struct page_counter **fail)
{
	if (choose()) {
		outcome("the limit of swap is reached");
		return false;
	}
	counter->usage++;
	return true;
}

__atomic void page_counter_uncharge(struct page_counter *counter, unsigned long nr_pages) { counter->usage--; }

/* the nearest with an id, and a reference on that */
__atomic struct mem_cgroup *mem_cgroup_id_get_online(struct mem_cgroup *memcg)
{
	if (memcg->id.ref == 0)
		memcg = memcg->parent;
	memcg->id.ref++;
	return memcg;
}

/* with the last reference the id goes */
__atomic void mem_cgroup_id_put_many(struct mem_cgroup *memcg, unsigned int n)
{
	assert(memcg->id.ref > 0);
	memcg->id.ref--;
	if (memcg->id.ref == 0)
		memcg->id.id = 0;
}

void mem_cgroup_id_put(struct mem_cgroup *memcg) { mem_cgroup_id_put_many(memcg, 1); }

__atomic unsigned short swap_cgroup_record(swp_entry_t entry, unsigned short id, unsigned int nr)
{
	unsigned short old = record;

	record = id;
	return old;
}

__atomic struct mem_cgroup *mem_cgroup_from_id(unsigned short id)
{
	if (id == 0)
		return NULL;
	return A.id.id == id ? &A : M.id.id == id ? &M : NULL;
}

__role int __mem_cgroup_try_charge_swap(struct folio *folio, swp_entry_t entry)
{
	struct page_counter *counter;
	struct mem_cgroup *memcg = folio_memcg(folio);
	struct mem_cgroup *swap_memcg;

	swap_memcg = mem_cgroup_id_get_online(memcg);	/* or an ancestor */
	if (!page_counter_try_charge(&swap_memcg->swap, 1, &counter)) {
		mem_cgroup_id_put(swap_memcg);
		return -ENOMEM;
	}
	if (variant(no_ref))
		mem_cgroup_id_put(swap_memcg);
	swap_cgroup_record(entry, mem_cgroup_id(variant(page_id) ? memcg : swap_memcg), 1);
	return 0;
}

__role void __mem_cgroup_uncharge_swap(swp_entry_t entry, unsigned int nr_pages)
{
	struct mem_cgroup *memcg;
	unsigned short id;

	id = swap_cgroup_record(entry, 0, 1);
	rcu_read_lock();
	memcg = mem_cgroup_from_id(id);
	if (memcg) {
		page_counter_uncharge(&memcg->swap, 1);
		mem_cgroup_id_put_many(memcg, 1);
	}
	rcu_read_unlock();
}

/* swapped out, and freed later */
__thread void swap_out_and_free(void)
{
	swp_entry_t entry;

	entry.val = 1;
	if (__mem_cgroup_try_charge_swap(&F, entry))
		return;
	__mem_cgroup_uncharge_swap(entry, 1);
}

/* the online group's own reference on its id */
__thread void mem_cgroup_css_offline(void)
{
	mem_cgroup_id_put(&M);
}

/** counters - nobody is charged for a slot that is free */
__finally bool counters(void)
{
	return A.swap.usage == 0 && M.swap.usage == 0;
}

/** ids - an id is kept by its online group and by records, and by nothing else */
__finally bool ids(void)
{
	return A.id.ref == 1 && M.id.ref == 0;
}
