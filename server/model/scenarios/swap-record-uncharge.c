/**
 * swap-record-uncharge - a swap record names a memcg that is being freed
 * @era: 3.13-3.18
 * @rule: charge/offline-order
 * @source: a proposal of 2014 that drops the css reference of swap records and migrates them in css_free, on 3.14; 73f576c04b94 (4.8) gave records an id reference
 * @story: mem_cgroup_uncharge_swap() takes the id out of the swap record before it enters an RCU read section. As long as the record holds a css reference the
 *   memcg cannot be freed before uncharge drops it. Without that reference css_free() migrates the records that it sees, does not see the one that was
 *   just taken out, and frees the memcg: the lookup by id still finds it. Pages that stay charged until css_free() can also make new records behind the scan.
 * @bound: one page, one slot, one memcg and its parent
 * @atomic: a counter and those above it
 */
#define MAX_SWAPFILES 1
#define SC_PER_PAGE 1
#define MEM_CGROUP_CHARGE_TYPE_SWAPOUT 3
#define PAGE_SIZE 1
enum { A_ID = 1, M_ID = 2 };

struct swp_entry {
	unsigned int val : 1;
};
typedef struct swp_entry swp_entry_t;

struct cgroup_subsys_state {
	unsigned int refs : 3;
	bool online;
	bool dying;
};

struct res_counter {
	int usage : 4;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	struct res_counter res;
	struct res_counter memsw;
	unsigned int id : 2;
	struct mem_cgroup *parent;
};

struct page_cgroup {
	spinlock_t lock;
	struct mem_cgroup *mem_cgroup;
};

struct swap_cgroup {
	unsigned int id : 2;
};

struct swap_cgroup_ctrl {
	struct page *map[1];
	unsigned int length : 1;
	spinlock_t lock;
};

struct page {
	bool uptodate;
};

/* counters are hierarchical: what is M's is its parent's too */
struct mem_cgroup A = { .css = { .refs = 1, .online = true }, .memsw.usage = 1, .res.usage = 1, .id = A_ID };
struct mem_cgroup M = { .css = { .refs = 1, .online = true }, .memsw.usage = 1, .res.usage = 1, .id = M_ID, .parent = &A };
struct mem_cgroup *root_mem_cgroup = &A;
struct page P;
struct page_cgroup PC = { .mem_cgroup = &M };
struct swap_cgroup record;
struct swap_cgroup_ctrl swap_cgroup_ctrl[1] = { { .length = 1 } };
bool do_swap_account = true;

__variant(css_pin, holds, "the record holds a css reference from swap out to uncharge");
__variant(migrate, breaks, "no reference; css_free() gives the records to the parent and then reparents what is charged");
__variant(migrate_after, breaks, "as migrate, charges first and records last: the record in somebody's hands is still missed");
__variant(lookup_under_rcu, breaks, "as migrate_after, with the record read inside of the RCU read section: css_free() does not wait for that");
__mutant(css_pin, "css_get(&memcg->css);	/* the record's */", ";");

void lock_page_cgroup(struct page_cgroup *pc) { take(&pc->lock, SPIN); }
void unlock_page_cgroup(struct page_cgroup *pc) { drop(&pc->lock, SPIN); }
struct page_cgroup *lookup_page_cgroup(struct page *page) { return &PC; }
unsigned short mem_cgroup_id(struct mem_cgroup *memcg) { return memcg->id; }
struct mem_cgroup *parent_mem_cgroup(struct mem_cgroup *memcg) { return memcg->parent; }
bool mem_cgroup_is_root(struct mem_cgroup *memcg) { return false; }
void *page_address(struct page *page) { return &record; }

unsigned short swap_cgroup_record(swp_entry_t ent, unsigned short id)
{
	unsigned short old;

	spin_lock(&swap_cgroup_ctrl[0].lock);
	old = record.id;
	record.id = id;
	spin_unlock(&swap_cgroup_ctrl[0].lock);
	return old;
}

/* the id is removed when the cgroup's inode goes, long after css_free(): a dead memcg is found */
struct mem_cgroup *mem_cgroup_lookup(unsigned short id)
{
	return id == M_ID ? &M : id == A_ID ? &A : NULL;
}

__atomic void res_counter_uncharge(struct res_counter *counter, unsigned long val)
{
	counter->usage--;
	if (counter == &M.memsw)
		A.memsw.usage--;
	if (counter == &M.res)
		A.res.usage--;
}

__role void mem_cgroup_swap_statistics(struct mem_cgroup *memcg, bool charge)
{
	assert(alive(memcg));
}

__role struct mem_cgroup *__mem_cgroup_uncharge_common(struct page *page, int ctype, bool end_migration)
{
	struct mem_cgroup *memcg = NULL;
	struct page_cgroup *pc = lookup_page_cgroup(page);

	lock_page_cgroup(pc);
	memcg = pc->mem_cgroup;
	pc->mem_cgroup = NULL;

	unlock_page_cgroup(pc);
	hunk_begin();
	if (do_swap_account && ctype == MEM_CGROUP_CHARGE_TYPE_SWAPOUT) {
		mem_cgroup_swap_statistics(memcg, true);
		if (variant(css_pin))
			css_get(&memcg->css);	/* the record's */
	}
	hunk_end();
	res_counter_uncharge(&memcg->res, PAGE_SIZE);
	return memcg;
}

__role void mem_cgroup_uncharge_swapcache(struct page *page, swp_entry_t ent, bool swapout)
{
	struct mem_cgroup *memcg;
	int ctype = MEM_CGROUP_CHARGE_TYPE_SWAPOUT;

	hunk_begin();
	memcg = __mem_cgroup_uncharge_common(page, ctype, false);

	if (do_swap_account && swapout && memcg)
		swap_cgroup_record(ent, mem_cgroup_id(memcg));
	hunk_end();
}

__role void mem_cgroup_uncharge_swap(swp_entry_t ent)
{
	struct mem_cgroup *memcg;
	unsigned short id;

	if (variant(lookup_under_rcu))
		rcu_read_lock();
	id = swap_cgroup_record(ent, 0);
	if (!variant(lookup_under_rcu))
		rcu_read_lock();
	memcg = mem_cgroup_lookup(id);
	if (!memcg) {
		rcu_read_unlock();
		return;
	}
	res_counter_uncharge(&memcg->memsw, PAGE_SIZE);
	hunk_begin();
	mem_cgroup_swap_statistics(memcg, false);
	if (variant(css_pin))
		css_put(&memcg->css);
	rcu_read_unlock();
	hunk_end();
}

/* what is charged to the group goes to the parent, page by page under the lock of each, until nothing is left */
__role void mem_cgroup_reparent_charges(struct mem_cgroup *memcg)
{
	spin_lock(&PC.lock);
	if (PC.mem_cgroup == memcg) {
		PC.mem_cgroup = memcg->parent;
		memcg->memsw.usage--;
		memcg->res.usage--;
	}
	spin_unlock(&PC.lock);
	wait(memcg->res.usage == 0);
}

__role unsigned long swap_cgroup_migrate(unsigned short old, unsigned short new)
{
	unsigned long migrated = 0;

	spin_lock(&swap_cgroup_ctrl[0].lock);
	if (record.id == old) {
		record.id = new;
		migrated++;
	}
	spin_unlock(&swap_cgroup_ctrl[0].lock);
	return migrated;
}

__role void mem_cgroup_css_offline(struct cgroup_subsys_state *css)
{
	struct mem_cgroup *memcg = mem_cgroup_from_css(css);

	hunk_begin();
	if (variant(css_pin))
		mem_cgroup_reparent_charges(memcg);
	hunk_end();
}

__role void mem_cgroup_css_free(struct cgroup_subsys_state *css)
{
	hunk_begin();
	struct mem_cgroup *memcg = mem_cgroup_from_css(css);

	if (variant(migrate))
		swap_cgroup_migrate(mem_cgroup_id(memcg), mem_cgroup_id(memcg->parent));
	mem_cgroup_reparent_charges(memcg);
	if (variant(migrate_after) || variant(lookup_under_rcu))
		swap_cgroup_migrate(mem_cgroup_id(memcg), mem_cgroup_id(memcg->parent));
	hunk_end();
	/* by itself, not after a grace period: the one of the last css_put() is over */
	free(mem_cgroup_from_css(css));
}

void release_cgroup_subsys_state(struct cgroup_subsys_state *css) { }

/* reclaim swaps the page out; later its last user frees the slot */
__thread void swapout_and_free(void)
{
	swp_entry_t ent;

	mem_cgroup_uncharge_swapcache(&P, ent, true);
	mem_cgroup_uncharge_swap(ent);
}

__thread void rmdir(void)
{
	M.css.dying = true;
	mem_cgroup_css_offline(&M.css);
	M.css.online = false;
	css_put(&M.css);
	wait(M.css.refs == 0);
	grace_period();
	mem_cgroup_css_free(&M.css);
}

/** memsw - once the slot is free its memsw charge is gone */
__finally bool memsw(void)
{
	return A.memsw.usage == 0;
}
