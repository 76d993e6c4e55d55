/**
 * swapin-record-charge - a page that is swapped in is charged to a memcg that was already reparented
 * @era: 3.13-3.18
 * @rule: charge/offline-order
 * @source: mm/memcontrol.c (3.14): the comment in mem_cgroup_css_free(); e8ea14cc6ead (3.19) "mm: memcontrol: take a css reference for each charged page"
 * @story: A swapin finds its memcg through the swap record, gets a css reference only until the charge is made and commits the page later. css_offline() can have
 *   given all pages to the parent by then; nobody looks again, and the page names a memcg that is freed. So css_free() reparents once more. Reparenting in
 *   css_free() alone is safe, but as long as something pins the css the pages of the dead group are out of reclaim's sight.
 * @bound: one page, one memcg and its parent
 * @atomic: committing a charge; a step of reparenting, which has the page's lock
 */
struct cgroup_subsys_state {
	unsigned int refs : 3;
	bool online;
	bool dying;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	unsigned int res : 2;
	struct mem_cgroup *parent;
};

struct mem_cgroup A = { .css = { .refs = 1, .online = true } };
/* one reference of the living group, one of the swap record */
struct mem_cgroup M = { .css = { .refs = 2, .online = true }, .parent = &A };
/* the page that is swapped in: whom it is charged to */
struct mem_cgroup *page_memcg;
bool offline_done = false;

__variant(both, holds, "reparented in css_offline() and again in css_free()");
__variant(free_only, holds, "reparented in css_free() alone");
__variant(offline_only, breaks, "reparented in css_offline() alone: what is charged later stays with the memcg that is freed");
__variant(free_pinned, breaks, "reparented in css_free() alone while a swap record pins the css: the page cannot be reclaimed");
__mutant(both, "mem_cgroup_reparent_charges(memcg);	/* what came after css_offline() */", "");

struct mem_cgroup *parent_mem_cgroup(struct mem_cgroup *memcg) { return memcg->parent; }
unsigned short mem_cgroup_id(struct mem_cgroup *memcg) { return 1; }
unsigned long swap_cgroup_migrate(unsigned short old, unsigned short new) { return 0; }
void mem_cgroup_swap_statistics(struct mem_cgroup *memcg, long nr_pages) { }

__atomic void mem_cgroup_commit_charge(struct mem_cgroup *memcg)
{
	page_memcg = memcg;
}

__atomic void move_to_parent(struct mem_cgroup *memcg)
{
	if (page_memcg != memcg)
		return;
	page_memcg = memcg->parent;
	memcg->parent->res++;
	memcg->res--;
}

/* until the counter says that nothing is left; a charge without its page yet is waited for */
__role void mem_cgroup_reparent_charges(struct mem_cgroup *memcg)
{
	do {
		wait(memcg->res == 0 || page_memcg == memcg);
		move_to_parent(memcg);
	} while (memcg->res > 0);
}

__role void mem_cgroup_css_offline(struct cgroup_subsys_state *css)
{
	struct mem_cgroup *memcg = mem_cgroup_from_css(css);

	hunk_begin();
	if (variant(both) || variant(offline_only))
		mem_cgroup_reparent_charges(memcg);
	hunk_end();
}

__role void mem_cgroup_css_free(struct cgroup_subsys_state *css)
{
	hunk_begin();
	struct mem_cgroup *memcg = mem_cgroup_from_css(css);

	if (!variant(offline_only))
		mem_cgroup_reparent_charges(memcg);	/* what came after css_offline() */
	hunk_end();
	free(mem_cgroup_from_css(css));
}

void release_cgroup_subsys_state(struct cgroup_subsys_state *css) { }

/* swap_free() of the slot: the record's reference goes, which is the last that is known of M here */
void mem_cgroup_uncharge_swap(void)
{
	css_put(&M.css);
}

/* the record names M; a group that is dying is not charged, the task's own group pays then */
__thread void do_swap_page(void)
{
	struct mem_cgroup *memcg = &M;

	rcu_read_lock();
	if (!css_tryget_online(&memcg->css))
		memcg = &A;
	rcu_read_unlock();
	if (memcg == &A) {
		mem_cgroup_commit_charge(&A);
	} else {
		memcg->res++;
		css_put(&memcg->css);
		mem_cgroup_commit_charge(memcg);
	}
	mem_cgroup_uncharge_swap();
}

__thread void rmdir(void)
{
	M.css.dying = true;
	if (variant(free_pinned))
		css_get(&M.css);
	mem_cgroup_css_offline(&M.css);
	M.css.online = false;
	offline_done = true;
	css_put(&M.css);
}

__daemon void css_free_work_fn(void)
{
	wait(offline_done && M.css.refs == 0);
	grace_period();
	mem_cgroup_css_free(&M.css);
}

/** owned - no page is charged to a memcg that was freed */
__always bool owned(void)
{
	return page_memcg != &M || alive(&M);
}

/** reclaimable - the page is charged to a memcg that reclaim still walks */
__finally bool reclaimable(void)
{
	return page_memcg == &A;
}
