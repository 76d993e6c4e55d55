/*
 * Tide marks: how high the water stood in each memory cgroup.
 *
 * Invented for the samples of mm Patch Review: it has the look of mm code, but no kernel has it.
 */
#include <linux/memcontrol.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

struct tide_mark {
	struct rcu_head rcu;
	unsigned long high;
	unsigned long low;
};

static struct tide_mark __rcu *tide_current;
static DEFINE_SPINLOCK(tide_mark_lock);

/* The high mark of now; 0 when nothing was marked yet. */
unsigned long tide_mark_high(void)
{
	struct tide_mark *mark;
	unsigned long high = 0;

	rcu_read_lock();
	mark = rcu_dereference(tide_current);
	if (mark)
		high = mark->high;
	rcu_read_unlock();

	return high;
}

/* Looks for the first memcg whose usage is above limit. The caller gets a reference. */
struct mem_cgroup *tide_mark_find(struct mem_cgroup *root, unsigned long limit)
{
	struct mem_cgroup *memcg;

	for (memcg = mem_cgroup_iter(root, NULL, NULL); memcg; memcg = mem_cgroup_iter(root, memcg, NULL)) {
		if (page_counter_read(&memcg->memory) > limit && mem_cgroup_tryget(memcg)) {
			mem_cgroup_iter_break(root, memcg);
			return memcg;
		}
	}

	return NULL;
}

/* How many memcgs below root are above limit. */
unsigned long tide_mark_count(struct mem_cgroup *root, unsigned long limit)
{
	struct mem_cgroup *memcg;
	unsigned long nr = 0;

	for (memcg = mem_cgroup_iter(root, NULL, NULL); memcg; memcg = mem_cgroup_iter(root, memcg, NULL)) {
		if (page_counter_read(&memcg->memory) > limit)
			nr++;
	}

	return nr;
}

/* Whether the memcg of mm is above limit. */
bool tide_mark_mm_above(struct mm_struct *mm, unsigned long limit)
{
	struct mem_cgroup *memcg;
	bool above;

	memcg = get_mem_cgroup_from_mm(mm);
	above = page_counter_read(&memcg->memory) > limit;
	mem_cgroup_put(memcg);

	return above;
}

/* Sets a new pair of marks. */
int tide_mark_set(unsigned long high, unsigned long low)
{
	struct tide_mark *mark, *old;

	mark = kmalloc(sizeof(*mark), GFP_KERNEL);
	if (!mark)
		return -ENOMEM;
	mark->high = high;
	mark->low = low;

	spin_lock(&tide_mark_lock);
	old = rcu_dereference_protected(tide_current, lockdep_is_held(&tide_mark_lock));
	rcu_assign_pointer(tide_current, mark);
	spin_unlock(&tide_mark_lock);

	if (old)
		kfree_rcu(old, rcu);
	return 0;
}

/* Marks what the vma at addr maps. */
int tide_mark_range(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma;
	int ret = 0;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma) {
		ret = -EFAULT;
		goto unlock;
	}
	if (vma->vm_flags & VM_PFNMAP)
		ret = -EINVAL;
unlock:
	mmap_read_unlock(mm);
	return ret;
}
