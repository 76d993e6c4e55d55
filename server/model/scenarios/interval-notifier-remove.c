/**
 * interval-notifier-remove - an interval notifier is removed while an invalidation that knows of it runs
 * @era: 5.5-
 * @rule: lock/unguarded-access
 * @source: 319561669a59 "mm/mmu_notifier.c: fix race in mmu_interval_notifier_remove()"; mm/mmu_notifier.c (6.12)
 * @story: While an invalidation runs, a removal is deferred: mn_itree_inv_end() takes the notifier out of the tree under subscriptions->lock, after it has moved
 *   invalidate_seq on. mmu_interval_notifier_remove() waits for that number to change. Looked at without the lock it changes before the notifier is out of
 *   the tree, and the caller frees what inv_end() still works on.
 * @bound: one notifier, one invalidation
 */
struct rb {
	bool empty;
};

struct interval_tree_node {
	struct rb rb;
};

struct hlist_node {
	bool on;
};

struct interval_tree_root {
	bool used;
};

struct mmu_notifier_subscriptions {
	spinlock_t lock;
	unsigned int invalidate_seq : 3;
	bool active;
	struct hlist_node deferred_list;
	struct interval_tree_root itree;
	int wq : 2;
};

struct mm_struct {
	struct mmu_notifier_subscriptions *notifier_subscriptions;
	unsigned int mm_count : 2;
};

struct mmu_interval_notifier {
	struct mm_struct *mm;
	struct interval_tree_node interval_tree;
	struct hlist_node deferred_item;
};

struct mmu_notifier_subscriptions subs = { .invalidate_seq = 1, .active = true };
struct mm_struct mm0 = { .notifier_subscriptions = &subs, .mm_count = 2 };
struct mmu_interval_notifier sub0 = { .mm = &mm0 };
bool on_deferred = false;

__variant(seq_locked, holds, "the number is looked at under subscriptions->lock");
__variant(seq_unlocked, breaks, "the number is looked at without the lock");
__mutant(seq_locked, "ret = subscriptions->invalidate_seq != seq;	/* inv_end() is through when we have the lock */", "ret = true;");

bool mn_itree_is_invalidating(struct mmu_notifier_subscriptions *subscriptions)
{
	return subscriptions->invalidate_seq & 1;
}

bool RB_EMPTY_NODE(struct rb *node) { return node->empty; }
void hlist_del(struct hlist_node *item) { on_deferred = false; }
void hlist_add_head(struct hlist_node *item, struct hlist_node *list) { on_deferred = true; }
void interval_tree_remove(struct interval_tree_node *node, struct interval_tree_root *root) { node->rb.empty = true; }
void lock_map_acquire(struct lockdep_map *map) { }
void lock_map_release(struct lockdep_map *map) { }

__atomic void mmdrop(struct mm_struct *mm)
{
	mm->mm_count = mm->mm_count - 1;
}

__in(seq_locked)
__role bool mmu_interval_seq_released(struct mmu_notifier_subscriptions *subscriptions, unsigned long seq)
{
	bool ret;

	spin_lock(&subscriptions->lock);
	ret = subscriptions->invalidate_seq != seq;	/* inv_end() is through when we have the lock */
	spin_unlock(&subscriptions->lock);
	return ret;
}

__in(seq_unlocked)
__role bool mmu_interval_seq_released(struct mmu_notifier_subscriptions *subscriptions, unsigned long seq)
{
	return READ_ONCE(subscriptions->invalidate_seq) != seq;
}

__role void mmu_interval_notifier_remove(struct mmu_interval_notifier *interval_sub)
{
	struct mm_struct *mm = interval_sub->mm;
	struct mmu_notifier_subscriptions *subscriptions = mm->notifier_subscriptions;
	unsigned long seq = 0;

	spin_lock(&subscriptions->lock);
	if (mn_itree_is_invalidating(subscriptions)) {
		if (RB_EMPTY_NODE(&interval_sub->interval_tree.rb)) {
			hlist_del(&interval_sub->deferred_item);
		} else {
			hlist_add_head(&interval_sub->deferred_item, &subscriptions->deferred_list);
			seq = subscriptions->invalidate_seq;
		}
	} else {
		interval_tree_remove(&interval_sub->interval_tree, &subscriptions->itree);
	}
	spin_unlock(&subscriptions->lock);
	hunk_begin();
	if (seq)
		wait_event(subscriptions->wq, mmu_interval_seq_released(subscriptions, seq));
	mmdrop(mm);
	hunk_end();
}

/* a driver lets go of its memory region */
__thread void driver(void)
{
	mmu_interval_notifier_remove(&sub0);
	free(&sub0);
}

/* mn_itree_inv_end() of munmap() or reclaim */
__thread void invalidate(void)
{
	spin_lock(&subs.lock);
	subs.invalidate_seq = subs.invalidate_seq + 1;
	if (on_deferred) {
		sub0.interval_tree.rb.empty = true;
		on_deferred = false;
	}
	spin_unlock(&subs.lock);
}

/** not_deferred - a notifier that was removed is on no list */
__finally bool not_deferred(void)
{
	return !on_deferred;
}
