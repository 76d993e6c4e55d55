/**
 * list-lru-reparent-lock - an object is taken off a list that is just given to the parent
 * @era: 6.13-7.0
 * @rule: lock/unguarded-access
 * @source: 98733f3f0bec "mm/list_lru: drain before clearing xarray entry on reparent"
 * @story: Each memcg's list has a lock of its own since 6.13. Who takes an object off looks the list up in the xarray; where there is none, it goes to the parent's. If reparenting clears the xarray entry
 *   before it has moved the list, an object that is still on the child's list is taken off under the parent's lock, while another CPU changes its neighbours
 *   under the child's. So the list is moved and marked dead first, and then the entry is cleared.
 * @bound: two objects on the child's list; two CPUs that take them off, one that reparents
 * @atomic: looking the xarray up
 */
enum { OFF = 0, CHILD = 1, PARENT = 2 };

struct list_head {
	unsigned int on : 2;
};

struct list_lru_one {
	spinlock_t lock;
	bool dead;
};

struct list_lru_one child, parent;
struct list_lru_one *xa_child = &child;
struct list_head X = { .on = CHILD };
struct list_head Y = { .on = CHILD };
/* somebody is changing links of that list */
bool child_edited = false;
bool parent_edited = false;

__variant(moved_first, holds, "the list is moved and marked dead, then the xarray entry is cleared");
__variant(cleared_first, breaks, "the xarray entry is cleared, then the list is moved");
__variant(not_dead, breaks, "moved first, but a list that was found before is not marked dead");
__mutant(moved_first, "child.dead = true;	/* for who found it before */", ";");

/* the list of the object's memcg, locked; the parent's where the child's is gone or dead */
__role struct list_lru_one *lock_list_lru_of_memcg(void)
{
	struct list_lru_one *l = READ_ONCE(xa_child);

	if (l) {
		spin_lock(&l->lock);
		if (!l->dead)
			return l;
		spin_unlock(&l->lock);
	}
	spin_lock(&parent.lock);
	return &parent;
}

/* links of the list that it is on are changed: nobody else may be at that */
void list_del_init(struct list_head *item)
{
	if (item->on == CHILD) {
		assert(!child_edited);
		child_edited = true;
		item->on = OFF;
		child_edited = false;
	} else {
		assert(!parent_edited);
		parent_edited = true;
		item->on = OFF;
		parent_edited = false;
	}
}

__role bool list_lru_del(struct list_head *item)
{
	struct list_lru_one *l = lock_list_lru_of_memcg();

	list_del_init(item);
	spin_unlock(&l->lock);
	return true;
}

void splice_to_parent(void)
{
	spin_lock(&child.lock);
	spin_lock_nested(&parent.lock, 1);
	assert(!child_edited);
	child_edited = true;
	if (X.on == CHILD)
		X.on = PARENT;
	if (Y.on == CHILD)
		Y.on = PARENT;
	child_edited = false;
	if (!variant(not_dead))
		child.dead = true;	/* for who found it before */
	spin_unlock(&parent.lock);
	spin_unlock(&child.lock);
}

__role void memcg_reparent_list_lrus(void)
{
	if (variant(cleared_first)) {
		xa_child = NULL;
		splice_to_parent();
		return;
	}
	splice_to_parent();
	xa_child = NULL;	/* nothing is on it any more */
}

__thread void del_X(void)
{
	list_lru_del(&X);
}

__thread void del_Y(void)
{
	list_lru_del(&Y);
}

__thread void css_offline(void)
{
	memcg_reparent_list_lrus();
}

/** off - what was taken off is on no list */
__finally bool off(void)
{
	return X.on == OFF && Y.on == OFF;
}
