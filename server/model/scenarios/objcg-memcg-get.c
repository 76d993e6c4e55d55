/**
 * objcg-memcg-get - a reference on a memcg that was found through an objcg
 * @era: 5.9-6.18
 * @rule: ref/unchecked-get
 * @source: eefbfa7fd678 "mm: memcg/slab: fix use after free in obj_cgroup_charge"; include/linux/memcontrol.h (6.12)
 * @story: An objcg names a memcg without holding it. Under RCU the memcg's memory stays, its reference count may be 0 all the same, and css_get() would bring a dead memcg back to life:
 *   it is released a second time. css_tryget() fails then, and the objcg is read again: it was given to the parent before the count could come to 0.
 * @bound: one objcg, one memcg that goes offline and its parent
 * @atomic: css_tryget(), css_put()
 */
struct cgroup_subsys_state {
	unsigned int refs : 2;
	bool online;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	unsigned int nr_pages : 2;
};

struct obj_cgroup {
	unsigned int refs : 2;
	struct mem_cgroup *memcg;
};

struct mem_cgroup root = { .css = { .refs = 1, .online = true } };
struct mem_cgroup M = { .css = { .refs = 1, .online = true } };
struct obj_cgroup O = { .refs = 1, .memcg = &M };

__variant(tryget_again, holds, "css_tryget(), and the objcg is read again when that fails");
__variant(get, breaks, "css_get() on what was read");
__variant(tryget_same, breaks, "css_tryget() again and again on what was read first");
__variant(no_rcu, breaks, "css_tryget() without an RCU read section");
__mutant(tryget_again, "if (!css_tryget(&memcg->css))	/* it may be dead */", "css_get(&memcg->css); if (false)");
__live;

void release_cgroup_subsys_state(struct cgroup_subsys_state *css)
{
	free_rcu(mem_cgroup_from_css(css));
}

__in(tryget_again)
__role struct mem_cgroup *get_mem_cgroup_from_objcg(struct obj_cgroup *objcg)
{
	struct mem_cgroup *memcg;

	rcu_read_lock();
retry:
	memcg = obj_cgroup_memcg(objcg);
	if (!css_tryget(&memcg->css))	/* it may be dead */
		goto retry;
	rcu_read_unlock();
	return memcg;
}

__in(get)
__role struct mem_cgroup *get_mem_cgroup_from_objcg(struct obj_cgroup *objcg)
{
	struct mem_cgroup *memcg;

	rcu_read_lock();
	memcg = obj_cgroup_memcg(objcg);
	css_get(&memcg->css);
	rcu_read_unlock();
	return memcg;
}

__in(tryget_same)
__role struct mem_cgroup *get_mem_cgroup_from_objcg(struct obj_cgroup *objcg)
{
	struct mem_cgroup *memcg;

	rcu_read_lock();
	memcg = obj_cgroup_memcg(objcg);
	while (!css_tryget(&memcg->css))
		cond_resched();
	rcu_read_unlock();
	return memcg;
}

__in(no_rcu)
__role struct mem_cgroup *get_mem_cgroup_from_objcg(struct obj_cgroup *objcg)
{
	struct mem_cgroup *memcg;

	do {
		memcg = obj_cgroup_memcg(objcg);
	} while (!css_tryget(&memcg->css));
	return memcg;
}

__thread void obj_cgroup_uncharge_pages(void)
{
	struct mem_cgroup *memcg = get_mem_cgroup_from_objcg(&O);

	memcg->nr_pages = 1;
	css_put(&memcg->css);
}

__thread void rmdir(void)
{
	O.memcg = &root;
	M.css.online = false;
	css_put(&M.css);
}

/** released - a memcg that was removed is freed */
__finally bool released(void)
{
	return !alive(&M) && root.css.refs == 1;
}
