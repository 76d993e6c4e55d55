/**
 * obj-stock-flush - one CPU looks at another's stock of object charges
 * @era: 5.10-6.18
 * @rule: lock/unguarded-access
 * @source: 3b8abb323953 "mm: kmem: fix a NULL pointer dereference in obj_stock_flush_required()"; mm/memcontrol.c (6.12)
 * @story: drain_all_stock() looks at the stocks of all CPUs without their locks. The owner may empty its stock at any time, so what cached_objcg was tested for is
 *   not what a second read of it finds. It is read once; and as the owner drops the last reference, the reader is in an RCU read section all along.
 * @bound: one stock, one objcg
 * @atomic: nothing
 */
struct mem_cgroup {
	unsigned int id : 1;
};

struct obj_cgroup {
	unsigned int refs : 2;
	struct mem_cgroup *memcg;
};

struct memcg_stock_pcp {
	struct obj_cgroup *cached_objcg;
	unsigned int nr_bytes : 2;
};

struct mem_cgroup M;
struct obj_cgroup O = { .refs = 1, .memcg = &M };
struct memcg_stock_pcp stock = { .cached_objcg = &O, .nr_bytes = 1 };

__variant(read_once, holds, "cached_objcg is read once, within an RCU read section");
__variant(read_twice, breaks, "cached_objcg is tested and then read again");
__variant(no_rcu, breaks, "read once, but nothing keeps the objcg from being freed");
__mutant(read_once, "memcg = obj_cgroup_memcg(objcg);	/* what was tested */", "memcg = obj_cgroup_memcg(stock->cached_objcg);");
__mutant(no_rcu, "variant(no_rcu)", "false");

bool mem_cgroup_is_descendant(struct mem_cgroup *memcg, struct mem_cgroup *root) { return memcg == root; }

/* freed after a grace period */
void release_obj_cgroup(struct obj_cgroup *objcg) { free_rcu(objcg); }

__in(read_once, no_rcu)
__role bool obj_stock_flush_required(struct memcg_stock_pcp *stock, struct mem_cgroup *root_memcg)
{
	struct obj_cgroup *objcg = READ_ONCE(stock->cached_objcg);
	struct mem_cgroup *memcg;

	if (objcg) {
		memcg = obj_cgroup_memcg(objcg);	/* what was tested */
		if (memcg && mem_cgroup_is_descendant(memcg, root_memcg))
			return true;
	}
	return false;
}

__in(read_twice)
__role bool obj_stock_flush_required(struct memcg_stock_pcp *stock, struct mem_cgroup *root_memcg)
{
	if (stock->cached_objcg)
		return mem_cgroup_is_descendant(obj_cgroup_memcg(stock->cached_objcg), root_memcg);
	return false;
}

/* the caller puts what comes back, outside of the stock's lock */
__role struct obj_cgroup *drain_obj_stock(struct memcg_stock_pcp *stock)
{
	struct obj_cgroup *old = READ_ONCE(stock->cached_objcg);

	if (!old)
		return NULL;
	stock->nr_bytes = 0;
	WRITE_ONCE(stock->cached_objcg, NULL);
	return old;
}

__thread void drain_all_stock(void)
{
	bool look_protected = !variant(no_rcu);

	if (look_protected)
		rcu_read_lock();
	obj_stock_flush_required(&stock, &M);
	if (look_protected)
		rcu_read_unlock();
}

__thread void drain_local_stock(void)
{
	struct obj_cgroup *old = drain_obj_stock(&stock);

	if (old)
		obj_cgroup_put(old);
}
