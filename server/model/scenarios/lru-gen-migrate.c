/**
 * lru-gen-migrate - a task is moved to another memcg before its mm is on any list
 * @era: 6.1-
 * @rule: ref/use-after-put
 * @source: de08eaa61564 "mm: multi-gen LRU: fix crash during cgroup migration"; mm/vmscan.c (6.12)
 * @story: fork() puts the new mm on the list of its memcg as one of the last things. A cgroup migration may come before that: the mm has no memcg yet, there is nothing to take it off, and whoever adds it
 *   later finds the new memcg by itself. Both hold alloc_lock, so that the mm is either not added yet or on the list, and never half of it.
 * @bound: one fork, one migration, two memcgs
 * @atomic: an operation on a list
 */
struct cgroup_subsys_state {
	unsigned int refs : 3;
};

struct list_head {
	bool listed;
};

struct lru_gen_mm_list {
	struct list_head fifo;
	spinlock_t lock;
};

struct mem_cgroup {
	struct cgroup_subsys_state css;
	struct lru_gen_mm_list mm_list;
};

struct lru_gen_mm {
	struct list_head list;
	struct mem_cgroup *memcg;
};

struct mm_struct {
	struct task_struct *owner;
	struct lru_gen_mm lru_gen;
};

struct task_struct {
	struct mm_struct *mm;
	struct mem_cgroup *memcg;
	spinlock_t alloc_lock;
};

struct mem_cgroup from_group = { .css = { .refs = 2 } };
struct mem_cgroup to_group = { .css = { .refs = 2 } };
struct mm_struct mm0 = { .owner = &task0 };
struct task_struct task0 = { .mm = &mm0, .memcg = &from_group };

__variant(asked_first, holds, "an mm that has no memcg yet is left alone");
__variant(taken_for_listed, breaks, "the mm is taken off a list that it is not on");
__variant(add_unlocked, breaks, "fork() adds it without alloc_lock");
__mutant(asked_first, "if (!variant(taken_for_listed))	/* not added yet */", "if (false)");
__mutant(add_unlocked, "return variant(add_unlocked) ? NULL : &task0;", "return &task0;");

void task_lock(struct task_struct *task) { if (task) spin_lock(&task->alloc_lock); }
void task_unlock(struct task_struct *task) { if (task) spin_unlock(&task->alloc_lock); }
struct mem_cgroup *mem_cgroup_from_task(struct task_struct *task) { return task->memcg; }
struct lru_gen_mm_list *get_mm_list(struct mem_cgroup *memcg) { return &memcg->mm_list; }
struct lruvec *get_lruvec(struct mem_cgroup *memcg, int nid) { return NULL; }
struct lru_gen_mm_state *get_mm_state(struct lruvec *lruvec) { return NULL; }
__macro bool for_each_node_state(int nid, int state) { return false; }
__macro bool for_each_node(int nid) { return false; }
bool list_empty(const struct list_head *head) { return !head->listed; }

__atomic struct mem_cgroup *get_mem_cgroup_from_mm(struct mm_struct *mm)
{
	get(&mm->owner->memcg->css);
	return mm->owner->memcg;
}

/* entries and the head are of one struct here: that an entry is listed is all there is */
__atomic void list_add_tail(struct list_head *item, struct list_head *head)
{
	assert(!item->listed);
	item->listed = true;
}

__atomic void list_del_init(struct list_head *item)
{
	assert(item->listed);
	item->listed = false;
}

__role void lru_gen_add_mm(struct mm_struct *mm)
{
	struct mem_cgroup *memcg = get_mem_cgroup_from_mm(mm);
	struct lru_gen_mm_list *mm_list = get_mm_list(memcg);

	mm->lru_gen.memcg = memcg;
	spin_lock(&mm_list->lock);
	list_add_tail(&mm->lru_gen.list, &mm_list->fifo);
	spin_unlock(&mm_list->lock);
}

__role void lru_gen_del_mm(struct mm_struct *mm)
{
	struct mem_cgroup *memcg = mm->lru_gen.memcg;
	struct lru_gen_mm_list *mm_list = get_mm_list(memcg);

	spin_lock(&mm_list->lock);
	list_del_init(&mm->lru_gen.list);
	spin_unlock(&mm_list->lock);
	mem_cgroup_put(mm->lru_gen.memcg);
	mm->lru_gen.memcg = NULL;
}

__role void lru_gen_migrate_mm(struct mm_struct *mm)
{
	struct task_struct *task = rcu_dereference_protected(mm->owner, true);
	struct mem_cgroup *memcg;

	hunk_begin();
	if (!variant(taken_for_listed))	/* not added yet */
		if (!mm->lru_gen.memcg)
			return;
	hunk_end();
	rcu_read_lock();
	memcg = mem_cgroup_from_task(task);
	rcu_read_unlock();
	if (memcg == mm->lru_gen.memcg)
		return;
	lru_gen_del_mm(mm);
	lru_gen_add_mm(mm);
}

struct task_struct *new_task(void) { return variant(add_unlocked) ? NULL : &task0; }

__thread void kernel_clone(void)
{
	task_lock(new_task());
	lru_gen_add_mm(&mm0);
	task_unlock(new_task());
}

__thread void cgroup_attach(void)
{
	task0.memcg = &to_group;
	task_lock(&task0);
	lru_gen_migrate_mm(&mm0);
	task_unlock(&task0);
}

/** counted - the mm is on one list and holds one reference, to the memcg of its task */
__finally bool counted(void)
{
	return mm0.lru_gen.list.listed && mm0.lru_gen.memcg == &to_group && to_group.css.refs == 3 && from_group.css.refs == 2;
}
