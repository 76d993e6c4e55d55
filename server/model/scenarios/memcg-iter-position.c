/**
 * memcg-iter-position - reclaim goes on from a memcg that was freed
 * @era: 4.2-
 * @rule: ref/use-after-put
 * @source: 54a83d6bcbf8 "mm/memcontrol.c: fix use after free in mem_cgroup_iter()"; mm/memcontrol.c (6.12)
 * @story: Reclaim that is shared remembers in the root of its walk how far it got, without a reference. When a memcg is released, every walk that may remember it is told: those that
 *   begin at it or at one of its parents, and those of the root, which the parents do not lead to where there is no hierarchy. RCU keeps the memcg until
 *   whoever had just read it is done.
 * @bound: a root and one memcg below it that parent_mem_cgroup() does not lead up from, one node, two walks of at most two steps
 * @atomic: the next memcg in the tree
 */
struct cgroup_subsys_state {
	unsigned int refs : 3;
};

struct mem_cgroup_reclaim_iter {
	struct mem_cgroup *position;
	int generation : 4;
};

struct mem_cgroup_per_node {
	struct mem_cgroup_reclaim_iter iter;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	/* by node: [1] is the only one */
	struct mem_cgroup_per_node *nodeinfo;
};

struct pglist_data {
	unsigned int node_id : 1;
};

struct mem_cgroup_reclaim_cookie {
	struct pglist_data *pgdat;
	int generation : 4;
};

struct mem_cgroup_per_node per_node[4];
struct mem_cgroup root_group = { .css = { .refs = 1 }, .nodeinfo = &per_node[0] };
struct mem_cgroup M = { .css = { .refs = 1 }, .nodeinfo = &per_node[2] };
struct mem_cgroup *root_mem_cgroup = &root_group;
bool m_linked = true;
struct pglist_data node1 = { .node_id = 1 };
struct mem_cgroup_reclaim_cookie cookies[2] = { { .pgdat = &node1 }, { .pgdat = &node1 } };

__variant(root_too, holds, "the root's walk is told as well");
__variant(parents_only, breaks, "only walks of the memcg and its parents are told");
__variant(after_grace, breaks, "walks are told when the memcg is freed, not before the grace period");
__mutant(root_too, "if (!variant(parents_only))	/* no parent leads there */", "if (false)");
__mutant(after_grace, "return variant(after_grace);", "return false;");

struct mem_cgroup *parent_mem_cgroup(struct mem_cgroup *memcg) { return NULL; }
bool mem_cgroup_is_root(struct mem_cgroup *memcg) { return memcg == root_mem_cgroup; }
__macro bool for_each_node(int nid)
{
	if (nid == 1)
		return false;
	nid = 1;
	return true;
}
void lru_gen_release_memcg(struct mem_cgroup *memcg) { }

/* the root, then what hangs below it; a memcg that goes is taken out of the tree, and still knows what came behind it */
__atomic struct cgroup_subsys_state *css_next_descendant_pre(struct cgroup_subsys_state *css, struct cgroup_subsys_state *root)
{
	if (!css)
		return root;
	if (css == root && m_linked)
		return &M.css;
	/* a look at where it stands in the tree */
	assert(alive(&M) || css == root);
	return NULL;
}

__role void __invalidate_reclaim_iterators(struct mem_cgroup *from, struct mem_cgroup *dead_memcg)
{
	cmpxchg(&from->nodeinfo[1]->iter.position, dead_memcg, NULL);
}

__role void invalidate_reclaim_iterators(struct mem_cgroup *dead_memcg)
{
	struct mem_cgroup *memcg = dead_memcg;

	do {
		__invalidate_reclaim_iterators(memcg, dead_memcg);
		memcg = parent_mem_cgroup(memcg);
	} while (memcg);
	hunk_begin();
	if (!variant(parents_only))	/* no parent leads there */
		__invalidate_reclaim_iterators(root_mem_cgroup, dead_memcg);
	hunk_end();
}

__role struct mem_cgroup *mem_cgroup_iter(struct mem_cgroup *root, struct mem_cgroup *prev, struct mem_cgroup_reclaim_cookie *reclaim)
{
	struct mem_cgroup_reclaim_iter *iter;
	struct cgroup_subsys_state *css;
	struct mem_cgroup *pos, *next;

	rcu_read_lock();
	iter = &root->nodeinfo[1]->iter;
	if (!prev)
		reclaim->generation = iter->generation;
	else if (reclaim->generation != iter->generation) {
		next = NULL;
		goto out_unlock;
	}
	pos = READ_ONCE(iter->position);
	css = pos ? &pos->css : NULL;
	while ((css = css_next_descendant_pre(css, &root->css))) {
		if (css == &root->css || css_tryget(css))
			break;
	}
	next = mem_cgroup_from_css(css);
	cmpxchg(&iter->position, pos, next);
	if (!next)
		iter->generation++;
out_unlock:
	rcu_read_unlock();
	if (prev && prev != root)
		css_put(&prev->css);
	return next;
}

bool too_late(void) { return variant(after_grace); }

void release_cgroup_subsys_state(struct cgroup_subsys_state *css)
{
	if (too_late())
		grace_period();
	invalidate_reclaim_iterators(mem_cgroup_from_css(css));
	if (too_late())
		free(mem_cgroup_from_css(css));
	else
		free_rcu(mem_cgroup_from_css(css));
}

/* two of the tree, if it gets that far; whoever stops early gives back what it has */
__copies(2) __thread void shrink_node(void)
{
	struct mem_cgroup *memcg;

	memcg = mem_cgroup_iter(&root_group, NULL, &cookies[0]);
	if (memcg)
		memcg = mem_cgroup_iter(&root_group, memcg, &cookies[0]);
	if (memcg && memcg != &root_group)
		css_put(&memcg->css);
}

__thread void rmdir(void)
{
	m_linked = false;
	css_put(&M.css);
}
