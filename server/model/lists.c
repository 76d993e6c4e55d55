/*
 * Lists, trees, xarrays and the loops over them.
 *
 * What is put on a list or in a tree is reachable from there: the handle of who put it there needs no put and no free.
 * The loop variable of an iterator is borrowed from the container.
 */
/**
 * list_add - put at the front of a list
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: list_del(new)
 * @source: include/linux/list.h (6.12)
 */
void list_add(struct list_head *new, struct list_head *head)
{
	consume(new);
	publish(new, LIST);
}

/**
 * list_add_tail - put at the end of a list
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: list_del(new)
 * @source: include/linux/list.h (6.12)
 */
void list_add_tail(struct list_head *new, struct list_head *head)
{
	consume(new);
	publish(new, LIST);
}

/**
 * list_add_rcu - list_add() for lists that RCU readers walk
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: list_del_rcu(new)
 * @source: include/linux/rculist.h (6.12)
 */
void list_add_rcu(struct list_head *new, struct list_head *head)
{
	consume(new);
	publish(new, LIST);
}

/**
 * list_add_tail_rcu - list_add_tail() for lists that RCU readers walk
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: list_del_rcu(new)
 * @source: include/linux/rculist.h (6.12)
 */
void list_add_tail_rcu(struct list_head *new, struct list_head *head)
{
	consume(new);
	publish(new, LIST);
}

/**
 * hlist_add_head - put at the front of a hash chain
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: hlist_del(new)
 * @source: include/linux/list.h (6.12)
 */
void hlist_add_head(struct hlist_node *new, struct hlist_head *h)
{
	consume(new);
	publish(new, LIST);
}

/**
 * hlist_add_head_rcu - hlist_add_head() for chains that RCU readers walk
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: hlist_del_rcu(new)
 * @source: include/linux/rculist.h (6.12)
 */
void hlist_add_head_rcu(struct hlist_node *new, struct hlist_head *h)
{
	consume(new);
	publish(new, LIST);
}

/**
 * hash_add - put in a hash table
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: hash_del(new)
 * @source: include/linux/hashtable.h (6.12)
 */
void hash_add(void *table, struct hlist_node *new, unsigned long key)
{
	consume(new);
	publish(new, LIST);
}

/**
 * llist_add - put on a lockless list
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @returns: whether the list was empty
 * @undo: nothing
 * @source: include/linux/llist.h (6.12)
 */
bool llist_add(struct llist_node *new, struct llist_head *head)
{
	consume(new);
	publish(new, LIST);
	return unknown();
}

/**
 * list_del - take off a list
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
void list_del(struct list_head *entry)
{
	unpublish(entry, LIST);
}

/**
 * list_del_init - take off a list so that list_empty() of the item holds
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
void list_del_init(struct list_head *entry)
{
	unpublish(entry, LIST);
}

/**
 * list_del_rcu - take off a list that RCU readers walk
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @note: RCU readers may still see it: free it with kfree_rcu() or after synchronize_rcu()
 * @source: include/linux/rculist.h (6.12)
 */
void list_del_rcu(struct list_head *entry)
{
	unpublish(entry, LIST);
}

/**
 * list_del_init_careful - list_del_init() for lockless list_empty_careful()
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
void list_del_init_careful(struct list_head *entry)
{
	unpublish(entry, LIST);
}

/**
 * hlist_del - take off a hash chain
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
void hlist_del(struct hlist_node *entry)
{
	unpublish(entry, LIST);
}

/**
 * hlist_del_init - take off a hash chain so that hlist_unhashed() holds
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
void hlist_del_init(struct hlist_node *entry)
{
	unpublish(entry, LIST);
}

/**
 * hlist_del_rcu - take off a hash chain that RCU readers walk
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @note: RCU readers may still see it: free it with kfree_rcu() or after synchronize_rcu()
 * @source: include/linux/rculist.h (6.12)
 */
void hlist_del_rcu(struct hlist_node *entry)
{
	unpublish(entry, LIST);
}

/**
 * hlist_del_init_rcu - hlist_del_init() for chains that RCU readers walk
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @note: RCU readers may still see it: free it with kfree_rcu() or after synchronize_rcu()
 * @source: include/linux/rculist.h (6.12)
 */
void hlist_del_init_rcu(struct hlist_node *entry)
{
	unpublish(entry, LIST);
}

/**
 * hash_del - take out of a hash table
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/hashtable.h (6.12)
 */
void hash_del(struct hlist_node *entry)
{
	unpublish(entry, LIST);
}

/**
 * list_move - take off one list and put on another
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
void list_move(struct list_head *entry, struct list_head *head)
{
	consume(entry);
	publish(entry, LIST);
}

/**
 * list_move_tail - take off one list and put on another
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
void list_move_tail(struct list_head *entry, struct list_head *head)
{
	consume(entry);
	publish(entry, LIST);
}

/**
 * list_replace - put new where old was
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
void list_replace(struct list_head *old, struct list_head *new)
{
	unpublish(old, LIST);
	consume(new);
	publish(new, LIST);
}

/**
 * list_replace_init - put new where old was and empty old
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
void list_replace_init(struct list_head *old, struct list_head *new)
{
	unpublish(old, LIST);
	consume(new);
	publish(new, LIST);
}

/**
 * list_replace_rcu - list_replace() for lists that RCU readers walk
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/rculist.h (6.12)
 */
void list_replace_rcu(struct list_head *old, struct list_head *new)
{
	unpublish(old, LIST);
	consume(new);
	publish(new, LIST);
}

/**
 * Whole lists moved, and questions about lists: no effect on single items.
 * @source: include/linux/list.h, include/linux/rculist.h, include/linux/llist.h, lib/list_sort.c,
 *     include/linux/hashtable.h, lib/llist.c and others (6.12)
 */
__effectless void INIT_LIST_HEAD(void *head);
__effectless void INIT_HLIST_HEAD(void *head);
__effectless void INIT_HLIST_NODE(void *head);
__effectless void INIT_LIST_HEAD_RCU(void *head);
__effectless void init_llist_head(void *head);
__effectless void list_splice(void *from, void *to);
__effectless void list_splice_init(void *from, void *to);
__effectless void list_splice_tail(void *from, void *to);
__effectless void list_splice_tail_init(void *from, void *to);
__effectless void list_bulk_move_tail(void *from, void *to);
__effectless void list_cut_position(void *from, void *to);
__effectless void list_cut_before(void *from, void *to);
__effectless void list_rotate_left(void *from, void *to);
__effectless void list_swap(void *from, void *to);
__effectless void list_sort(void *from, void *to);
__effectless bool list_empty(const void *head);
__effectless bool list_empty_careful(const void *head);
__effectless bool list_is_singular(const void *head);
__effectless bool list_is_first(const void *head);
__effectless bool list_is_last(const void *head);
__effectless bool list_is_head(const void *head);
__effectless bool hlist_empty(const void *head);
__effectless bool hlist_unhashed(const void *head);
__effectless bool hlist_unhashed_lockless(const void *head);
__effectless bool llist_empty(const void *head);
__effectless bool list_entry_is_head(const void *head);
__effectless bool hash_hashed(const void *head);
__effectless bool hash_empty(const void *head);
__effectless void *list_first_entry(void *from, void *how);
__effectless void *list_last_entry(void *from, void *how);
__effectless void *list_first_entry_or_null(void *from, void *how);
__effectless void *list_next_entry(void *from, void *how);
__effectless void *list_prev_entry(void *from, void *how);
__effectless void *list_first_or_null_rcu(void *from, void *how);
__effectless void *list_next_rcu(void *from, void *how);
__effectless void *llist_del_all(void *from, void *how);
__effectless void *llist_del_first(void *from, void *how);
__effectless void *hlist_entry(void *from, void *how);
__effectless void *hlist_entry_safe(void *from, void *how);
__effectless void *list_prepare_entry(void *from, void *how);
__effectless void *rb_entry(void *from, void *how);
__effectless void *rb_entry_safe(void *from, void *how);
__effectless void *llist_entry(void *from, void *how);

/**
 * list_for_each_entry - all items of a list
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each_entry_reverse - all items of a list, from the end
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry_reverse(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each_entry_continue - the items after pos
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry_continue(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each_entry_from - the items from pos on
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry_from(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each_entry_continue_reverse - the items before pos
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry_continue_reverse(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each_entry_from_reverse - the items from pos back
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry_from_reverse(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each_entry_rcu - all items of a list that RCU or the lock keeps
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/rculist.h (6.12)
 */
__macro bool list_for_each_entry_rcu(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each_entry_lockless - all items of a list that never shrinks
 * @context: any
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/rculist.h (6.12)
 */
__macro bool list_for_each_entry_lockless(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each - all nodes of a list
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each(void *pos, void *head)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each_prev - all nodes of a list, from the end
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_prev(void *pos, void *head)
{
	pos = fresh();
	return choose();
}

/**
 * hlist_for_each_entry - all items of a hash chain
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool hlist_for_each_entry(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * hlist_for_each_entry_rcu - all items of a hash chain that RCU or the lock keeps
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/rculist.h (6.12)
 */
__macro bool hlist_for_each_entry_rcu(void *pos, void *head, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * hash_for_each_possible - the items of a hash table that may have this key
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/hashtable.h (6.12)
 */
__macro bool hash_for_each_possible(void *table, void *pos, void *member, void *key)
{
	pos = fresh();
	return choose();
}

/**
 * hash_for_each_possible_rcu - the items of a hash table that may have this key, under RCU
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/hashtable.h (6.12)
 */
__macro bool hash_for_each_possible_rcu(void *table, void *pos, void *member, void *key)
{
	pos = fresh();
	return choose();
}

/**
 * llist_for_each_entry - all items of a lockless list
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/llist.h (6.12)
 */
__macro bool llist_for_each_entry(void *pos, void *node, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * anon_vma_interval_tree_foreach - the VMAs of an anon_vma that cover a range
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
__macro bool anon_vma_interval_tree_foreach(void *pos, void *root, void *start, void *last)
{
	pos = fresh();
	return choose();
}

/**
 * vma_interval_tree_foreach - the VMAs of a file that cover a range
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
__macro bool vma_interval_tree_foreach(void *pos, void *root, void *start, void *last)
{
	pos = fresh();
	return choose();
}

/**
 * for_each_process - all processes
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/sched/signal.h (6.12)
 */
__macro bool for_each_process(void *pos)
{
	pos = fresh();
	return choose();
}

/**
 * for_each_thread - all threads of a process
 * @context: RCU or the lock of the container, while pos is used
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/sched/signal.h (6.12)
 */
__macro bool for_each_thread(void *p, void *pos)
{
	pos = fresh();
	return choose();
}

/**
 * list_for_each_entry_safe - all items of a list; the body may take the item off and free it
 * @context: the lock of the container
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry_safe(void *pos, void *n, void *head, void *member)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/**
 * list_for_each_entry_safe_reverse - all items from the end; the body may take the item off
 * @context: the lock of the container
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry_safe_reverse(void *pos, void *n, void *head, void *member)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/**
 * list_for_each_entry_safe_from - the items from pos on; the body may take the item off
 * @context: the lock of the container
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry_safe_from(void *pos, void *n, void *head, void *member)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/**
 * list_for_each_entry_safe_continue - the items after pos; the body may take the item off
 * @context: the lock of the container
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_entry_safe_continue(void *pos, void *n, void *head, void *member)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/**
 * list_for_each_safe - all nodes of a list; the body may take the node off
 * @context: the lock of the container
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool list_for_each_safe(void *pos, void *n, void *head)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/**
 * hlist_for_each_entry_safe - all items of a hash chain; the body may take the item off
 * @context: the lock of the container
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/list.h (6.12)
 */
__macro bool hlist_for_each_entry_safe(void *pos, void *n, void *head, void *member)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/**
 * hash_for_each_possible_safe - the items of a hash table that may have this key; the body may take the item
 *     out
 * @context: the lock of the container
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/hashtable.h (6.12)
 */
__macro bool hash_for_each_possible_safe(void *table, void *pos, void *n, void *member, void *key)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/**
 * llist_for_each_entry_safe - all items of a lockless list; the body may free the item
 * @context: the lock of the container
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/llist.h (6.12)
 */
__macro bool llist_for_each_entry_safe(void *pos, void *n, void *node, void *member)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/**
 * rbtree_postorder_for_each_entry_safe - all items of a tree, leaves first; the body may free the item
 * @context: the lock of the container
 * @returns: true: pos is the next one, borrowed. false: the walk is over and pos is no item
 * @undo: nothing
 * @source: include/linux/rbtree.h (6.12)
 */
__macro bool rbtree_postorder_for_each_entry_safe(void *pos, void *n, void *root, void *member)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/**
 * hash_for_each - all items of a hash table
 * @context: the lock of the table
 * @returns: true: pos is the next one, borrowed. false: the walk is over
 * @undo: nothing
 * @source: include/linux/hashtable.h (6.12)
 */
__macro bool hash_for_each(void *table, int bkt, void *pos, void *member)
{
	pos = fresh();
	return choose();
}

/**
 * hash_for_each_safe - all items of a hash table; the body may take the item out
 * @context: the lock of the table
 * @returns: true: pos is the next one, borrowed. false: the walk is over
 * @undo: nothing
 * @source: include/linux/hashtable.h (6.12)
 */
__macro bool hash_for_each_safe(void *table, int bkt, void *n, void *pos, void *member)
{
	pos = fresh();
	n = fresh();
	return choose();
}

/* Trees. */
/**
 * rb_insert_color - balance a tree after rb_link_node()
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: rb_erase(node, root)
 * @source: lib/rbtree.c (6.12)
 */
void rb_insert_color(struct rb_node *node, struct rb_root *root)
{
	consume(node);
	publish(node, TREE);
}

/**
 * rb_insert_color_cached - balance a tree after rb_link_node()
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: rb_erase_cached(node, root)
 * @source: include/linux/rbtree.h (6.12)
 */
void rb_insert_color_cached(struct rb_node *node, struct rb_root_cached *root, bool leftmost)
{
	consume(node);
	publish(node, TREE);
}

/**
 * rb_add - put into a tree
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: rb_erase(node, tree)
 * @source: include/linux/rbtree.h (6.12)
 */
void rb_add(struct rb_node *node, struct rb_root *tree, bool (*less)(struct rb_node *, const struct rb_node *))
{
	consume(node);
	publish(node, TREE);
}

/**
 * rb_add_cached - put into a tree
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: rb_erase_cached(node, tree)
 * @source: include/linux/rbtree.h (6.12)
 */
void rb_add_cached(struct rb_node *node, struct rb_root_cached *tree, bool (*less)(struct rb_node *, const struct rb_node *))
{
	consume(node);
	publish(node, TREE);
}

/**
 * rb_erase - take out of a tree
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: lib/rbtree.c (6.12)
 */
void rb_erase(struct rb_node *node, struct rb_root *root)
{
	unpublish(node, TREE);
}

/**
 * rb_erase_cached - take out of a tree
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/rbtree.h (6.12)
 */
void rb_erase_cached(struct rb_node *node, struct rb_root_cached *root)
{
	unpublish(node, TREE);
}

/**
 * rb_replace_node - put new where victim was
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: lib/rbtree.c (6.12)
 */
void rb_replace_node(struct rb_node *victim, struct rb_node *new, struct rb_root *root)
{
	unpublish(victim, TREE);
	consume(new);
	publish(new, TREE);
}

/**
 * Looking around in a tree: no effect.
 * @source: lib/rbtree.c, include/linux/rbtree.h, include/linux/rbtree_augmented.h (6.12)
 */
__effectless struct rb_node *rb_first(const void *node);
__effectless struct rb_node *rb_last(const void *node);
__effectless struct rb_node *rb_next(const void *node);
__effectless struct rb_node *rb_prev(const void *node);
__effectless struct rb_node *rb_first_cached(const void *node);
__effectless struct rb_node *rb_parent(const void *node);
__effectless struct rb_node *rb_find(const void *node);
__effectless struct rb_node *rb_first_postorder(const void *node);
__effectless struct rb_node *rb_next_postorder(const void *node);
__effectless void rb_link_node(void *node, void *parent);
__effectless void rb_link_node_rcu(void *node, void *parent);
__effectless void RB_CLEAR_NODE(void *node, void *parent);
__effectless void rb_set_parent(void *node, void *parent);
__effectless bool RB_EMPTY_NODE(const void *node);
__effectless bool RB_EMPTY_ROOT(const void *node);

/**
 * vma_interval_tree_insert - put into an interval tree
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: vma_interval_tree_remove()
 * @source: include/linux/mm.h (6.12)
 */
void vma_interval_tree_insert(struct vm_area_struct *node, struct rb_root_cached *root)
{
	consume(node);
	publish(node, TREE);
}

/**
 * vma_interval_tree_remove - take out of an interval tree
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
void vma_interval_tree_remove(struct vm_area_struct *node, struct rb_root_cached *root)
{
	unpublish(node, TREE);
}

/**
 * anon_vma_interval_tree_insert - put into an interval tree
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: anon_vma_interval_tree_remove()
 * @source: include/linux/mm.h (6.12)
 */
void anon_vma_interval_tree_insert(struct anon_vma_chain *node, struct rb_root_cached *root)
{
	consume(node);
	publish(node, TREE);
}

/**
 * anon_vma_interval_tree_remove - take out of an interval tree
 * @context: any; does not sleep; the lock of the list is the caller's business
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
void anon_vma_interval_tree_remove(struct anon_vma_chain *node, struct rb_root_cached *root)
{
	unpublish(node, TREE);
}

/* XArrays. A store may have to allocate; it takes the lock of the array itself unless its name starts with two underscores. */
/**
 * xa_store - put at an index
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: xa_err() of it: negative when it failed, and nothing was stored. else: what was there before
 * @undo: xa_erase()
 * @since: 4.20
 * @source: lib/xarray.c (6.12)
 */
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return errptr();
	if (entry) {
		consume(entry);
		publish(entry, TREE);
	}
	return xa_load(xa, index);
}

/**
 * xa_store_bh - put at an index, with softirqs off inside
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: xa_err() of it: negative when it failed, and nothing was stored. else: what was there before
 * @undo: xa_erase()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void *xa_store_bh(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return errptr();
	if (entry) {
		consume(entry);
		publish(entry, TREE);
	}
	return xa_load(xa, index);
}

/**
 * xa_store_irq - put at an index, with interrupts off inside
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: xa_err() of it: negative when it failed, and nothing was stored. else: what was there before
 * @undo: xa_erase()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void *xa_store_irq(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return errptr();
	if (entry) {
		consume(entry);
		publish(entry, TREE);
	}
	return xa_load(xa, index);
}

/**
 * __xa_store - put at an index under the lock, which is dropped to allocate
 * @context: the lock of the array is held; it is dropped while a blocking gfp allocates
 * @returns: xa_err() of it: negative when it failed, and nothing was stored. else: what was there before
 * @undo: xa_erase()
 * @since: 4.20
 * @source: lib/xarray.c (6.12)
 */
void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	held(&xa->xa_lock);
	if (choose())
		return errptr();
	if (entry) {
		consume(entry);
		publish(entry, TREE);
	}
	return xa_load(xa, index);
}

/**
 * xa_cmpxchg - put at an index if old is there
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: what was there: stored if that equals old. xa_err() of it: negative when it failed
 * @undo: xa_erase()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void *xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp)
{
	if (entry)
		allocates(gfp);
	if (entry)
		consume(entry);
	return xa_load(xa, index);
}

/**
 * __xa_cmpxchg - put at an index if old is there
 * @context: the lock of the array is held
 * @returns: what was there: stored if that equals old. xa_err() of it: negative when it failed
 * @undo: xa_erase()
 * @since: 4.20
 * @source: lib/xarray.c (6.12)
 */
void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp)
{
	held(&xa->xa_lock);
	if (entry)
		consume(entry);
	return xa_load(xa, index);
}

/**
 * xa_cmpxchg_irq - put at an index if old is there
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: what was there: stored if that equals old. xa_err() of it: negative when it failed
 * @undo: xa_erase()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void *xa_cmpxchg_irq(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp)
{
	if (entry)
		allocates(gfp);
	if (entry)
		consume(entry);
	return xa_load(xa, index);
}

/**
 * xa_insert - put at an index that is empty
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: 0: stored. -EBUSY: something is there. -ENOMEM
 * @undo: xa_erase()
 * @failure: nothing is stored
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
int xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return error();
	consume(entry);
	publish(entry, TREE);
	return 0;
}

/**
 * __xa_insert - put at an index that is empty
 * @context: the lock of the array is held
 * @returns: 0: stored. -EBUSY: something is there. -ENOMEM
 * @undo: xa_erase()
 * @failure: nothing is stored
 * @since: 4.20
 * @source: lib/xarray.c (6.12)
 */
int __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	held(&xa->xa_lock);
	if (choose())
		return error();
	consume(entry);
	publish(entry, TREE);
	return 0;
}

/**
 * xa_insert_irq - put at an index that is empty
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: 0: stored. -EBUSY: something is there. -ENOMEM
 * @undo: xa_erase()
 * @failure: nothing is stored
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
int xa_insert_irq(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return error();
	consume(entry);
	publish(entry, TREE);
	return 0;
}

/**
 * xa_alloc - put at a free index and tell which
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: 0: stored (xa_alloc_cyclic(): 1 after a wrap). negative: nothing stored
 * @undo: xa_erase()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
int xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return error();
	*id = unknown();
	if (entry)
		consume(entry);
	return 0;
}

/**
 * __xa_alloc - put at a free index and tell which
 * @context: the lock of the array is held
 * @returns: 0: stored (xa_alloc_cyclic(): 1 after a wrap). negative: nothing stored
 * @undo: xa_erase()
 * @since: 4.20
 * @source: lib/xarray.c (6.12)
 */
int __xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp)
{
	held(&xa->xa_lock);
	if (choose())
		return error();
	*id = unknown();
	if (entry)
		consume(entry);
	return 0;
}

/**
 * xa_alloc_cyclic - put at a free index and tell which
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: 0: stored (xa_alloc_cyclic(): 1 after a wrap). negative: nothing stored
 * @undo: xa_erase()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
int xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, u32 *next, gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return error();
	*id = unknown();
	if (entry)
		consume(entry);
	return 0;
}

/**
 * xa_erase - take out what is at an index
 * @context: any; not with the lock of the array held
 * @returns: what was there, or NULL
 * @undo: nothing
 * @since: 4.20
 * @source: lib/xarray.c (6.12)
 */
void *xa_erase(struct xarray *xa, unsigned long index)
{
	unpublish(fresh(), TREE);
	return xa_load(xa, index);
}

/**
 * __xa_erase - take out what is at an index
 * @context: the lock of the array is held
 * @returns: what was there, or NULL
 * @undo: nothing
 * @since: 4.20
 * @source: lib/xarray.c (6.12)
 */
void *__xa_erase(struct xarray *xa, unsigned long index)
{
	held(&xa->xa_lock);
	unpublish(fresh(), TREE);
	return xa_load(xa, index);
}

/**
 * xa_erase_irq - take out what is at an index
 * @context: any; not with the lock of the array held
 * @returns: what was there, or NULL
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void *xa_erase_irq(struct xarray *xa, unsigned long index)
{
	unpublish(fresh(), TREE);
	return xa_load(xa, index);
}

/**
 * xas_nomem - allocate what a failed xas_store() was short of
 * @context: as the gfp mask allows; not with the lock of the array held
 * @returns: true: got it, take the lock and try again, looking again at everything. false: none needed, or no
 *     memory
 * @undo: nothing
 * @since: 4.20
 * @source: lib/xarray.c (6.12)
 */
bool xas_nomem(struct xa_state *xas, gfp_t gfp)
{
	allocates(gfp);
	return unknown();
}

/**
 * xas_split_alloc - allocate what splitting an entry needs
 * @context: as the gfp mask allows; not with the lock of the array held
 * @undo: xas_destroy()
 * @source: include/linux/xarray.h (6.12)
 */
void xas_split_alloc(struct xa_state *xas, void *entry, unsigned int order, gfp_t gfp)
{
	allocates(gfp);
}

/**
 * xa_is_err - whether an xarray call failed
 * @context: any; does not sleep
 * @returns: true: xa_err() tells how
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
bool xa_is_err(const void *entry)
{
	return IS_ERR(entry);
}

/**
 * xa_err - the errno of a failed xarray call
 * @context: any; does not sleep
 * @returns: 0: it did not fail. else: negative
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
int xa_err(void *entry)
{
	if (IS_ERR(entry))
		return PTR_ERR(entry);
	return 0;
}

/**
 * xas_store - put at the place of a walk
 * @context: the xa_lock is held
 * @returns: what was there before, NULL or an error pointer; xas_error() says whether it is in
 * @undo: xas_store() of NULL
 * @since: 4.20
 * @note: whoever finds it there has what its reference stands for, so nothing is said any more of who gives that back
 * @source: lib/xarray.c (6.12)
 */
void *xas_store(struct xa_state *xas, void *entry)
{
	consume(entry);
	return unknown();
}

/**
 * Lookups and steps of a walk: no effect here.
 * @source: lib/xarray.c, include/linux/xarray.h, lib/radix-tree.c, lib/idr.c, include/linux/idr.h (6.12)
 */
__effectless void *xa_load(void *where, unsigned long index);
__effectless void *xa_find(void *where, unsigned long index);
__effectless void *xa_find_after(void *where, unsigned long index);
__effectless void *xas_load(void *where, unsigned long index);
__effectless void *xas_find(void *where, unsigned long index);
__effectless void *xas_next_entry(void *where, unsigned long index);
__effectless void *xas_find_marked(void *where, unsigned long index);
__effectless void *xas_find_conflict(void *where, unsigned long index);
__effectless void *xas_next(void *where, unsigned long index);
__effectless void *xas_prev(void *where, unsigned long index);
__effectless void *xas_reload(void *where, unsigned long index);
__effectless void *xa_entry(void *where, unsigned long index);
__effectless void *xas_next_marked(void *where, unsigned long index);
__effectless void *xas_result(void *where, unsigned long index);
__effectless void *radix_tree_lookup(void *where, unsigned long index);
__effectless void *radix_tree_delete(void *where, unsigned long index);
__effectless void *idr_find(void *where, unsigned long index);
__effectless void *idr_remove(void *where, unsigned long index);
__effectless void *idr_replace(void *where, unsigned long index);
__effectless void *idr_get_next(void *where, unsigned long index);
__effectless void xas_set(void *where, unsigned long index);
__effectless void xas_set_order(void *where, unsigned long index);
__effectless void xas_set_update(void *where, unsigned long index);
__effectless void xas_set_lru(void *where, unsigned long index);
__effectless void xas_set_mark(void *where, unsigned long index);
__effectless void xas_clear_mark(void *where, unsigned long index);
__effectless void xas_reset(void *where, unsigned long index);
__effectless void xas_pause(void *where, unsigned long index);
__effectless void xas_init_marks(void *where, unsigned long index);
__effectless void xas_split(void *where, unsigned long index);
__effectless void xas_destroy(void *where, unsigned long index);
__effectless void xas_set_err(void *where, unsigned long index);
__effectless void xas_create_range(void *where, unsigned long index);
__effectless void xas_advance(void *where, unsigned long index);
__effectless void xa_init(void *where, unsigned long index);
__effectless void xa_init_flags(void *where, unsigned long index);
__effectless void xa_destroy(void *where, unsigned long index);
__effectless void xa_set_mark(void *where, unsigned long index);
__effectless void xa_clear_mark(void *where, unsigned long index);
__effectless void xas_not_node(void *where, unsigned long index);
__effectless void idr_init(void *where, unsigned long index);
__effectless void idr_destroy(void *where, unsigned long index);
__effectless bool xas_retry(void *where, const void *entry);
__effectless bool xas_get_mark(void *where, const void *entry);
__effectless bool xas_valid(void *where, const void *entry);
__effectless bool xas_invalid(void *where, const void *entry);
__effectless bool xa_empty(void *where, const void *entry);
__effectless bool xa_marked(void *where, const void *entry);
__effectless bool xa_get_mark(void *where, const void *entry);
__effectless bool xas_is_node(void *where, const void *entry);
__pure bool xa_is_value(const void *entry);
__pure bool xa_is_node(const void *entry);
__pure bool xa_is_internal(const void *entry);
__pure bool xa_is_zero(const void *entry);
__pure bool xa_is_retry(const void *entry);
__pure bool xa_is_sibling(const void *entry);
__pure unsigned long xa_to_value(const void *entry);
__pure void *xa_mk_value(unsigned long value);
__effectless int xas_error(void *entry);
__effectless void ida_free(void *ida, unsigned id);
__effectless void ida_simple_remove(void *ida, unsigned id);
__effectless void ida_destroy(void *ida, unsigned id);

/**
 * idr_alloc - a free id for a pointer, or for nothing yet
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim; the caller's own lock serialises
 * @returns: 0 or positive: the id. negative: errno
 * @undo: idr_remove()
 * @source: lib/idr.c (6.12)
 */
int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	allocates(gfp);
	return unknown();
}

/**
 * idr_alloc_cyclic - as idr_alloc(), behind the last one given out
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim; the caller's own lock serialises
 * @returns: 0 or positive: the id. negative: errno
 * @undo: idr_remove()
 * @source: lib/idr.c (6.12)
 */
int idr_alloc_cyclic(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	allocates(gfp);
	return unknown();
}

/**
 * idr_preload - memory for an idr_alloc() that may not sleep; stays on the cpu
 * @context: process when the gfp mask allows direct reclaim; comes back with preemption off
 * @undo: idr_preload_end()
 * @source: lib/radix-tree.c (6.12)
 */
void idr_preload(gfp_t gfp)
{
	allocates(gfp);
	enter(PREEMPT_OFF);
}

/**
 * idr_preload_end - ends idr_preload()
 * @context: after it
 * @undo: nothing
 * @check: locks: the pool of the cpu has a local lock, which outside of PREEMPT_RT is no more than preemption off
 * @source: include/linux/idr.h (6.12)
 */
void idr_preload_end(void)
{
	leave(PREEMPT_OFF);
}

/**
 * radix_tree_preload - memory for an insertion that may not sleep; stays on the cpu
 * @context: process when the gfp mask allows direct reclaim
 * @returns: 0: preemption is off. negative: no memory, preemption is as it was
 * @undo: radix_tree_preload_end() after 0
 * @source: lib/radix-tree.c (6.12)
 */
int radix_tree_preload(gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return -ENOMEM;
	enter(PREEMPT_OFF);
	return 0;
}

/**
 * radix_tree_maybe_preload - as radix_tree_preload(), which a mask that does not wait needs no memory for
 * @context: process when the gfp mask allows direct reclaim
 * @returns: 0: preemption is off. negative: no memory, preemption is as it was
 * @undo: radix_tree_preload_end() after 0
 * @source: lib/radix-tree.c (6.12)
 */
int radix_tree_maybe_preload(gfp_t gfp)
{
	allocates(gfp);
	if (choose())
		return -ENOMEM;
	enter(PREEMPT_OFF);
	return 0;
}

/**
 * radix_tree_preload_end - ends radix_tree_preload()
 * @context: after it
 * @undo: nothing
 * @check: locks: the pool of the cpu has a local lock, which outside of PREEMPT_RT is no more than preemption off
 * @source: include/linux/radix-tree.h (6.12)
 */
void radix_tree_preload_end(void)
{
	leave(PREEMPT_OFF);
}

/**
 * ida_alloc - a free id
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: 0 or positive: the id. negative: errno
 * @undo: ida_free()
 * @since: 4.19
 * @source: include/linux/idr.h (6.12)
 */
int ida_alloc(struct ida *ida, gfp_t gfp)
{
	allocates(gfp);
	return unknown();
}

/**
 * ida_alloc_max - a free id, none above max
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: 0 or positive: the id. negative: errno
 * @undo: ida_free()
 * @since: 4.19
 * @source: include/linux/idr.h (6.12)
 */
int ida_alloc_max(struct ida *ida, unsigned int max, gfp_t gfp)
{
	allocates(gfp);
	return unknown();
}

/**
 * ida_alloc_range - a free id between two bounds
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: 0 or positive: the id. negative: errno
 * @undo: ida_free()
 * @since: 4.19
 * @source: lib/idr.c (6.12)
 */
int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t gfp)
{
	allocates(gfp);
	return unknown();
}

/**
 * ida_simple_get - a free id between two bounds
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: 0 or positive: the id. negative: errno
 * @undo: ida_simple_remove()
 * @source: include/linux/idr.h (6.1)
 */
int ida_simple_get(struct ida *ida, unsigned int start, unsigned int end, gfp_t gfp)
{
	allocates(gfp);
	return unknown();
}

/**
 * xas_for_each - the entries of an xarray from where xas is
 * @context: RCU or the lock of the array; xas_pause() before dropping it
 * @returns: true: entry is the next one, borrowed. false: the walk is over and entry is NULL
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
__macro bool xas_for_each(void *xas, void *entry, void *max)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/**
 * xas_for_each_marked - the marked entries of an xarray
 * @context: RCU or the lock of the array; xas_pause() before dropping it
 * @returns: true: entry is the next one, borrowed. false: the walk is over and entry is NULL
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
__macro bool xas_for_each_marked(void *xas, void *entry, void *max, void *mark)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/**
 * xas_for_each_conflict - the entries that a store would overwrite
 * @context: RCU or the lock of the array; xas_pause() before dropping it
 * @returns: true: entry is the next one, borrowed. false: the walk is over and entry is NULL
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
__macro bool xas_for_each_conflict(void *xas, void *entry)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/**
 * xa_for_each - all entries of an xarray
 * @context: any; takes RCU inside for each step
 * @returns: true: entry is the next one, borrowed. false: the walk is over and entry is NULL
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
__macro bool xa_for_each(void *xa, void *index, void *entry)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/**
 * xa_for_each_start - the entries of an xarray from an index on
 * @context: any; takes RCU inside for each step
 * @returns: true: entry is the next one, borrowed. false: the walk is over and entry is NULL
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
__macro bool xa_for_each_start(void *xa, void *index, void *entry, void *start)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/**
 * xa_for_each_range - the entries of an xarray in a range
 * @context: any; takes RCU inside for each step
 * @returns: true: entry is the next one, borrowed. false: the walk is over and entry is NULL
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
__macro bool xa_for_each_range(void *xa, void *index, void *entry, void *start, void *last)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/**
 * xa_for_each_marked - the marked entries of an xarray
 * @context: any; takes RCU inside for each step
 * @returns: true: entry is the next one, borrowed. false: the walk is over and entry is NULL
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
__macro bool xa_for_each_marked(void *xa, void *index, void *entry, void *filter)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/**
 * idr_for_each_entry - all entries of an idr
 * @context: RCU or the lock of the idr
 * @returns: true: entry is the next one, borrowed. false: the walk is over and entry is NULL
 * @undo: nothing
 * @source: include/linux/idr.h (6.12)
 */
__macro bool idr_for_each_entry(void *idr, void *entry, int id)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/* Loops over numbers, nodes, zones, cpus and VMAs. */
/**
 * for_each_online_node - one after the other
 * @context: any; does not sleep
 * @returns: true: node is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/nodemask.h (6.12)
 */
__macro bool for_each_online_node(int node)
{
	node = unknown();
	return choose();
}

/**
 * for_each_node - one after the other
 * @context: any; does not sleep
 * @returns: true: node is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/nodemask.h (6.12)
 */
__macro bool for_each_node(int node)
{
	node = unknown();
	return choose();
}

/**
 * for_each_node_state - one after the other
 * @context: any; does not sleep
 * @returns: true: node is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/nodemask.h (6.12)
 */
__macro bool for_each_node_state(int node, int state)
{
	node = unknown();
	return choose();
}

/**
 * for_each_node_mask - one after the other
 * @context: any; does not sleep
 * @returns: true: node is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/nodemask.h (6.12)
 */
__macro bool for_each_node_mask(int node, int mask)
{
	node = unknown();
	return choose();
}

/**
 * for_each_node_with_cpus - one after the other
 * @context: any; does not sleep
 * @returns: true: node is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/topology.h (6.12)
 */
__macro bool for_each_node_with_cpus(int node)
{
	node = unknown();
	return choose();
}

/**
 * for_each_online_cpu - one after the other
 * @context: any; does not sleep
 * @returns: true: cpu is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/cpumask.h (6.12)
 */
__macro bool for_each_online_cpu(int cpu)
{
	cpu = unknown();
	return choose();
}

/**
 * for_each_possible_cpu - one after the other
 * @context: any; does not sleep
 * @returns: true: cpu is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/cpumask.h (6.12)
 */
__macro bool for_each_possible_cpu(int cpu)
{
	cpu = unknown();
	return choose();
}

/**
 * for_each_present_cpu - one after the other
 * @context: any; does not sleep
 * @returns: true: cpu is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/cpumask.h (6.12)
 */
__macro bool for_each_present_cpu(int cpu)
{
	cpu = unknown();
	return choose();
}

/**
 * for_each_cpu - one after the other
 * @context: any; does not sleep
 * @returns: true: cpu is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/cpumask.h (6.12)
 */
__macro bool for_each_cpu(int cpu, int mask)
{
	cpu = unknown();
	return choose();
}

/**
 * for_each_cpu_and - one after the other
 * @context: any; does not sleep
 * @returns: true: cpu is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/cpumask.h (6.12)
 */
__macro bool for_each_cpu_and(int cpu, int mask1, int mask2)
{
	cpu = unknown();
	return choose();
}

/**
 * for_each_set_bit - one after the other
 * @context: any; does not sleep
 * @returns: true: bit is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/find.h (6.12)
 */
__macro bool for_each_set_bit(int bit, int addr, int size)
{
	bit = unknown();
	return choose();
}

/**
 * for_each_clear_bit - one after the other
 * @context: any; does not sleep
 * @returns: true: bit is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/find.h (6.12)
 */
__macro bool for_each_clear_bit(int bit, int addr, int size)
{
	bit = unknown();
	return choose();
}

/**
 * for_each_set_bitrange - one after the other
 * @context: any; does not sleep
 * @returns: true: b is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/find.h (6.12)
 */
__macro bool for_each_set_bitrange(int b, int e, int addr, int size)
{
	b = unknown();
	e = unknown();
	return choose();
}

/**
 * for_each_clear_bitrange - one after the other
 * @context: any; does not sleep
 * @returns: true: b is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/find.h (6.12)
 */
__macro bool for_each_clear_bitrange(int b, int e, int addr, int size)
{
	b = unknown();
	e = unknown();
	return choose();
}

/**
 * for_each_migratetype_order - one after the other
 * @context: any; does not sleep
 * @returns: true: order is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/mmzone.h (6.12)
 */
__macro bool for_each_migratetype_order(int order, int type)
{
	order = unknown();
	type = unknown();
	return choose();
}

/**
 * for_each_lru - one after the other
 * @context: any; does not sleep
 * @returns: true: lru is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/mmzone.h (6.12)
 */
__macro bool for_each_lru(int lru)
{
	lru = unknown();
	return choose();
}

/**
 * for_each_evictable_lru - one after the other
 * @context: any; does not sleep
 * @returns: true: lru is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/mmzone.h (6.12)
 */
__macro bool for_each_evictable_lru(int lru)
{
	lru = unknown();
	return choose();
}

/**
 * for_each_mem_pfn_range - one after the other
 * @context: any; does not sleep
 * @returns: true: i is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/memblock.h (6.12)
 */
__macro bool for_each_mem_pfn_range(int i, int nid, int p_start, int p_end, int p_nid)
{
	i = unknown();
	return choose();
}

/**
 * for_each_free_mem_range - one after the other
 * @context: any; does not sleep
 * @returns: true: i is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/memblock.h (6.12)
 */
__macro bool for_each_free_mem_range(int i, int nid, int flags, int p_start, int p_end, int p_nid)
{
	i = unknown();
	return choose();
}

/**
 * for_each_mem_range - one after the other
 * @context: any; does not sleep
 * @returns: true: i is the next one. false: that was all
 * @undo: nothing
 * @source: include/linux/memblock.h (6.12)
 */
__macro bool for_each_mem_range(int i, int p_start, int p_end)
{
	i = unknown();
	return choose();
}

/**
 * for_each_present_section_nr - one after the other
 * @context: any; does not sleep
 * @returns: true: section_nr is the next one. false: that was all
 * @undo: nothing
 * @source: mm/sparse.c (6.12)
 */
__macro bool for_each_present_section_nr(int start, int section_nr)
{
	section_nr = unknown();
	return choose();
}

/**
 * for_each_online_pgdat - one after the other
 * @context: any; does not sleep
 * @returns: true: pgdat is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: include/linux/mmzone.h (6.12)
 */
__macro bool for_each_online_pgdat(void *pgdat)
{
	pgdat = fresh();
	return choose();
}

/**
 * for_each_zone - one after the other
 * @context: any; does not sleep
 * @returns: true: zone is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: include/linux/mmzone.h (6.12)
 */
__macro bool for_each_zone(void *zone)
{
	zone = fresh();
	return choose();
}

/**
 * for_each_populated_zone - one after the other
 * @context: any; does not sleep
 * @returns: true: zone is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: include/linux/mmzone.h (6.12)
 */
__macro bool for_each_populated_zone(void *zone)
{
	zone = fresh();
	return choose();
}

/**
 * for_each_zone_zonelist - one after the other
 * @context: any; does not sleep
 * @returns: true: zone is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: include/linux/mmzone.h (6.12)
 */
__macro bool for_each_zone_zonelist(void *zone, void *z, void *zlist, void *highidx)
{
	zone = fresh();
	return choose();
}

/**
 * for_each_zone_zonelist_nodemask - one after the other
 * @context: any; does not sleep
 * @returns: true: zone is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: include/linux/mmzone.h (6.12)
 */
__macro bool for_each_zone_zonelist_nodemask(void *zone, void *z, void *zlist, void *highidx, void *nodemask)
{
	zone = fresh();
	return choose();
}

/**
 * for_next_zone_zonelist_nodemask - one after the other
 * @context: any; does not sleep
 * @returns: true: zone is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: include/linux/mmzone.h (6.12)
 */
__macro bool for_next_zone_zonelist_nodemask(void *zone, void *z, void *highidx, void *nodemask)
{
	zone = fresh();
	return choose();
}

/**
 * for_each_hstate - one after the other
 * @context: any; does not sleep
 * @returns: true: h is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: include/linux/hugetlb.h (6.12)
 */
__macro bool for_each_hstate(void *h)
{
	h = fresh();
	return choose();
}

/**
 * for_each_mem_region - one after the other
 * @context: any; does not sleep
 * @returns: true: region is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: include/linux/memblock.h (6.12)
 */
__macro bool for_each_mem_region(void *region)
{
	region = fresh();
	return choose();
}

/**
 * for_each_reserved_mem_region - one after the other
 * @context: any; does not sleep
 * @returns: true: region is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: include/linux/memblock.h (6.12)
 */
__macro bool for_each_reserved_mem_region(void *region)
{
	region = fresh();
	return choose();
}

/**
 * for_each_kmem_cache_node - one after the other
 * @context: any; does not sleep
 * @returns: true: n is the next one, never freed. false: that was all
 * @undo: nothing
 * @source: mm/slub.c (6.12)
 */
__macro bool for_each_kmem_cache_node(void *s, void *node, void *n)
{
	n = fresh();
	return choose();
}

/**
 * for_each_vma - one after the other
 * @context: mmap_lock (or RCU for maple trees)
 * @returns: true: vma is the next one, borrowed. false: that was all and vma is NULL
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/mm.h (6.12)
 */
__macro bool for_each_vma(void *vmi, void *vma)
{
	if (choose()) {
		vma = NULL;
		return false;
	}
	vma = fresh();
	return true;
}

/**
 * for_each_vma_range - one after the other
 * @context: mmap_lock (or RCU for maple trees)
 * @returns: true: vma is the next one, borrowed. false: that was all and vma is NULL
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/mm.h (6.12)
 */
__macro bool for_each_vma_range(void *vmi, void *vma, void *end)
{
	if (choose()) {
		vma = NULL;
		return false;
	}
	vma = fresh();
	return true;
}

/**
 * mas_for_each - one after the other
 * @context: mmap_lock (or RCU for maple trees)
 * @returns: true: entry is the next one, borrowed. false: that was all and entry is NULL
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/maple_tree.h (6.12)
 */
__macro bool mas_for_each(void *mas, void *entry, void *max)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/**
 * mt_for_each - one after the other
 * @context: mmap_lock (or RCU for maple trees)
 * @returns: true: entry is the next one, borrowed. false: that was all and entry is NULL
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/maple_tree.h (6.12)
 */
__macro bool mt_for_each(void *tree, void *entry, void *index, void *max)
{
	if (choose()) {
		entry = NULL;
		return false;
	}
	entry = fresh();
	return true;
}

/**
 * Lookups of VMAs: mmap_lock (or the VMA lock) keeps the result.
 * @source: mm/mmap.c, include/linux/mm.h, mm/vma.h, lib/maple_tree.c, include/linux/mm_types.h,
 *     include/linux/maple_tree.h (6.12)
 */
__effectless struct vm_area_struct *find_vma(void *mm, unsigned long addr);
__effectless struct vm_area_struct *find_vma_prev(void *mm, unsigned long addr);
__effectless struct vm_area_struct *find_exact_vma(void *mm, unsigned long addr);
__effectless struct vm_area_struct *vma_next(void *mm, unsigned long addr);
__effectless struct vm_area_struct *vma_prev(void *mm, unsigned long addr);
__effectless struct vm_area_struct *vma_find(void *mm, unsigned long addr);
__effectless struct vm_area_struct *vma_iter_load(void *mm, unsigned long addr);
__effectless struct vm_area_struct *mas_find(void *mm, unsigned long addr);
__effectless struct vm_area_struct *mas_walk(void *mm, unsigned long addr);
__effectless struct vm_area_struct *mas_next(void *mm, unsigned long addr);
__effectless struct vm_area_struct *mas_prev(void *mm, unsigned long addr);
__effectless struct vm_area_struct *mas_find_rev(void *mm, unsigned long addr);
__effectless void vma_iter_init(void *vmi, unsigned long addr);
__effectless void vma_iter_set(void *vmi, unsigned long addr);
__effectless void vma_iter_invalidate(void *vmi, unsigned long addr);
__effectless void vma_iter_config(void *vmi, unsigned long addr);
__effectless void vma_iter_free(void *vmi, unsigned long addr);
__effectless void mas_set(void *vmi, unsigned long addr);
__effectless void mas_pause(void *vmi, unsigned long addr);
__effectless void mas_reset(void *vmi, unsigned long addr);
__effectless void mas_destroy(void *vmi, unsigned long addr);

/**
 * find_vma_intersection - the first VMA that overlaps a range
 * @context: mmap_lock (or RCU for a lookup that is checked again)
 * @returns: NULL: none. else: borrowed, kept by mmap_lock
 * @undo: nothing
 * @source: mm/mmap.c (6.12)
 */
struct vm_area_struct *find_vma_intersection(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	if (choose())
		return NULL;
	return fresh();
}

/**
 * vma_lookup - the VMA that covers an address
 * @context: mmap_lock (or RCU for a lookup that is checked again)
 * @returns: NULL: none. else: borrowed, kept by mmap_lock
 * @undo: nothing
 * @since: 5.14
 * @note: 5.14 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/mm.h (6.12)
 */
struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long addr)
{
	if (choose())
		return NULL;
	return fresh();
}

/**
 * insert_vmap_area - put a vmap area into a tree and its list
 * @context: the lock of the tree held
 * @undo: unlink_va()
 * @note: the overlap that it warns about is not modelled
 * @source: mm/vmalloc.c (6.12)
 */
void insert_vmap_area(struct vmap_area *va, struct rb_root *root, struct list_head *head)
{
	consume(va);
	publish(va, TREE);
}

/**
 * insert_vmap_area_augment - put a free vmap area into its tree and list
 * @context: the lock of the tree held
 * @undo: unlink_va_augment()
 * @since: 5.2
 * @note: the overlap that it warns about is not modelled
 * @source: mm/vmalloc.c (6.12)
 */
void insert_vmap_area_augment(struct vmap_area *va, struct rb_node *from, struct rb_root *root, struct list_head *head)
{
	consume(va);
	publish(va, TREE);
}
