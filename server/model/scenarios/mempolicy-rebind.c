/**
 * mempolicy-rebind - a task's policies are rebound while a fault reads one under its VMA lock
 * @era: 6.4-
 * @rule: lock/unguarded-access
 * @source: 6c21e066f925 "mm/mempolicy: Take VMA lock before replacing policy"; mm/mempolicy.c (6.12)
 * @story: A fault that came by lock_vma_under_rcu() holds the VMA's own lock for reading and not mmap_lock. mmap_lock for writing keeps it out of nothing: whoever
 *   changes vma->vm_policy, or what it points to, has to call vma_start_write() first.
 * @bound: one VMA, one fault that looks at the policy twice, one rebind
 */
struct mm_struct {
	struct rw_semaphore mmap_lock;
};

struct mempolicy {
	unsigned int nodes : 2;
};

struct vm_area_struct {
	struct rw_semaphore vm_lock;
	/* somebody changes it, and will have done so when mmap_lock is released */
	bool writing;
	struct mempolicy *vm_policy;
};

struct vma_iterator {
	int at : 2;
};

typedef struct { int nr; } nodemask_t;

struct mm_struct mm0;
struct mempolicy policy = { .nodes = 1 };
struct vm_area_struct vma0 = { .vm_policy = &policy };

__variant(vma_locked, holds, "the VMA is locked for writing before its policy changes");
__variant(mmap_only, breaks, "mmap_lock alone is held");
__mutant(vma_locked, "down_write(&vma->vm_lock);	/* waits for the faults that hold it */", "down_write(&vma->vm_lock); up_write(&vma->vm_lock); down_read(&vma->vm_lock);");

/* the writer's hold ends with mmap_lock: who has it is a matter of the one VMA here */
void vma_start_write(struct vm_area_struct *vma)
{
	down_write(&vma->vm_lock);	/* waits for the faults that hold it */
	vma->writing = true;
}

void mmap_write_lock(struct mm_struct *mm)
{
	down_write(&mm->mmap_lock);
}

void mmap_write_unlock(struct mm_struct *mm)
{
	if (vma0.writing)
		end_writes();
	up_write(&mm->mmap_lock);
}

void end_writes(void)
{
	vma0.writing = false;
	up_write(&vma0.vm_lock);
}

void VMA_ITERATOR(int vmi, struct mm_struct *mm, unsigned long addr) { }

__macro bool for_each_vma(struct vma_iterator vmi, struct vm_area_struct *vma)
{
	if (vma) {
		vma = NULL;
		return false;
	}
	vma = &vma0;
	return true;
}

__atomic void mpol_rebind_policy(struct mempolicy *pol, nodemask_t *newmask)
{
	pol->nodes = 2;
}

__role void mpol_rebind_mm(struct mm_struct *mm, nodemask_t *new)
{
	struct vm_area_struct *vma;
	struct vma_iterator vmi;

	hunk_begin();
	mmap_write_lock(mm);
	for_each_vma(vmi, vma) {
		if (variant(vma_locked))
			vma_start_write(vma);
		mpol_rebind_policy(vma->vm_policy, new);
	}
	mmap_write_unlock(mm);
	hunk_end();
}

/* cpuset attach, or memory hot unplug */
__thread void rebind(void)
{
	mpol_rebind_mm(&mm0, NULL);
}

__thread void fault(void)
{
	unsigned int allowed;

	if (!down_read_trylock(&vma0.vm_lock))
		return;
	allowed = vma0.vm_policy->nodes;
	assert(allowed == vma0.vm_policy->nodes);
	up_read(&vma0.vm_lock);
}

/** unlocked - nobody keeps a VMA locked */
__finally bool unlocked(void)
{
	return !locked(&vma0.vm_lock);
}
