/**
 * deferred-split-list - the deferred split shrinker edits its private list without the lock
 * @era: 6.12-6.18
 * @rule: lock/unguarded-access
 * @source: e66f3185fa04 "mm/thp: fix deferred split queue not partially_mapped"; mm/huge_memory.c (6.12)
 * @story: The shrinker moves folios with a reference each to a list of its own and drops the lock. A folio that it keeps stays on that list, and once its reference is given back its owner may
 *   free it: __folio_unqueue_deferred_split() takes it off whatever list it is on, under the lock. If the shrinker takes the neighbour off at that moment,
 *   without the lock, both write the same links. So the last folio that was kept stays referenced, as a distance to those before it.
 * @bound: two folios, of which one is partially mapped; its owner frees it
 * @atomic: counting a reference
 */
#define SHRINK_STOP 100
#define THP_UNDERUSED_SPLIT_PAGE 0
#define MTHP_STAT_NR_ANON_PARTIALLY_MAPPED 0

struct list_head {
	struct list_head *next;
	struct list_head *prev;
};

struct folio {
	unsigned int refs : 2;
	struct mutex lock;
	bool partially_mapped;
	struct list_head _deferred_list;
};

struct deferred_split {
	spinlock_t split_queue_lock;
	struct list_head split_queue;
	int split_queue_len : 3;
};

struct pglist_data {
	struct deferred_split deferred_split_queue;
};

struct shrink_control {
	struct mem_cgroup *memcg;
	int nid : 2;
	int nr_to_scan : 3;
};

/* the head that is a local variable of the shrinker; declared first */
struct list_head private_list = { .next = &private_list, .prev = &private_list };
struct folio A = { .refs = 1, ._deferred_list = { .next = &B._deferred_list, .prev = &node.deferred_split_queue.split_queue } };
struct folio B = { .refs = 1, .partially_mapped = true, ._deferred_list = { .next = &node.deferred_split_queue.split_queue, .prev = &A._deferred_list } };
struct pglist_data node = { .deferred_split_queue = { .split_queue = { .next = &A._deferred_list, .prev = &B._deferred_list }, .split_queue_len = 2 } };
struct shrink_control sc0 = { .nr_to_scan = 3 };
/* a walk over a list has begun: its variable may be NULL in the middle of it */
bool walking = false;

__variant(one_kept, holds, "the last folio that was kept stays referenced until the list is given back");
__variant(all_put, breaks, "each folio's reference is given back at once");
__variant(locked, holds, "each is given back at once, and links are changed under the lock");
__mutant(one_kept, "swap(folio, prev);	/* a distance to those before it */", ";");

struct pglist_data *NODE_DATA(int nid) { return &node; }
bool folio_test_partially_mapped(struct folio *folio) { return folio->partially_mapped; }
void folio_clear_partially_mapped(struct folio *folio) { folio->partially_mapped = false; }
int folio_order(struct folio *folio) { return 0; }
void mod_mthp_stat(int order, int item, int delta) { }
bool thp_underused(struct folio *folio) { return false; }
bool folio_trylock(struct folio *folio) { return trytake(&folio->lock, FOLIO); }
void folio_unlock(struct folio *folio) { drop(&folio->lock, FOLIO); }
bool mem_cgroup_disabled(void) { return true; }
struct mem_cgroup *folio_memcg(struct folio *folio) { return NULL; }
struct deferred_split *get_deferred_split_queue(struct folio *folio) { return &node.deferred_split_queue; }

/* somebody has it pinned */
int split_folio(struct folio *folio) { return -EAGAIN; }

__atomic bool folio_try_get(struct folio *folio)
{
	if (folio->refs == 0)
		return false;
	folio->refs++;
	return true;
}

/* link by link: this is what races */
void list_del_init(struct list_head *item)
{
	struct list_head *next = item->next;
	struct list_head *prev = item->prev;

	next->prev = prev;
	prev->next = next;
	item->next = item;
	item->prev = item;
}

/* to the front of the private list: the only one that is moved to */
void list_move(struct list_head *item, struct list_head *head)
{
	struct list_head *first;

	list_del_init(item);
	first = private_list.next;
	item->next = first;
	item->prev = &private_list;
	first->prev = item;
	private_list.next = item;
}

void list_splice_tail(struct list_head *list, struct list_head *head)
{
	struct list_head *queue = &node.deferred_split_queue.split_queue;
	struct list_head *first = private_list.next;
	struct list_head *last = private_list.prev;
	struct list_head *tail = queue->prev;

	if (first == &private_list)
		return;
	tail->next = first;
	first->prev = tail;
	last->next = queue;
	queue->prev = last;
}

__macro bool list_for_each_entry_safe(struct folio *pos, struct folio *n, struct list_head *head, int member)
{
	struct list_head *start = head == &node.deferred_split_queue.split_queue ? &node.deferred_split_queue.split_queue : &private_list;
	struct list_head *item;

	if (!walking)
		item = start->next;
	else
		item = n ? &n->_deferred_list : start;
	walking = item != start;
	if (item == start) {
		pos = NULL;
		return false;
	}
	pos = container_of(item, struct folio, _deferred_list);
	n = item->next == start ? NULL : container_of(item->next, struct folio, _deferred_list);
	return true;
}

__role bool __folio_unqueue_deferred_split(struct folio *folio)
{
	struct deferred_split *ds_queue = get_deferred_split_queue(folio);
	bool unqueued = false;

	spin_lock(&ds_queue->split_queue_lock);
	if (!list_empty(&folio->_deferred_list)) {
		ds_queue->split_queue_len--;
		list_del_init(&folio->_deferred_list);
		unqueued = true;
	}
	spin_unlock(&ds_queue->split_queue_lock);
	return unqueued;
}

void release_folio(struct folio *folio)
{
	__folio_unqueue_deferred_split(folio);
	free(folio);
}

void folio_put(struct folio *folio) { put(folio); }

__role unsigned long deferred_split_scan(struct shrinker *shrink, struct shrink_control *sc)
{
	struct deferred_split *ds_queue = &NODE_DATA(sc->nid)->deferred_split_queue;
	struct list_head list;
	struct folio *folio, *next, *prev = NULL;
	int removed = 0;

	spin_lock(&ds_queue->split_queue_lock);
	list_for_each_entry_safe(folio, next, &ds_queue->split_queue, _deferred_list) {
		if (folio_try_get(folio)) {
			list_move(&folio->_deferred_list, &list);
		} else {
			list_del_init(&folio->_deferred_list);
			ds_queue->split_queue_len--;
		}
	}
	spin_unlock(&ds_queue->split_queue_lock);

	list_for_each_entry_safe(folio, next, &list, _deferred_list) {
		hunk_begin(keep);
		if (!folio_test_partially_mapped(folio)) {
			if (variant(locked))
				spin_lock(&ds_queue->split_queue_lock);
			list_del_init(&folio->_deferred_list);
			removed++;
			if (variant(locked))
				spin_unlock(&ds_queue->split_queue_lock);
		} else if (variant(one_kept)) {
			swap(folio, prev);	/* a distance to those before it */
		}
		if (folio)
			folio_put(folio);
		hunk_end();
	}

	hunk_begin(give_back);
	spin_lock(&ds_queue->split_queue_lock);
	list_splice_tail(&list, &ds_queue->split_queue);
	ds_queue->split_queue_len -= removed;
	spin_unlock(&ds_queue->split_queue_lock);
	if (prev)
		folio_put(prev);
	hunk_end();
	return removed;
}

__thread void shrink_slab(void)
{
	deferred_split_scan(NULL, &sc0);
}

/* the last reference of its owner */
__thread void free_B(void)
{
	folio_put(&B);
}

/** sound - the queue's links agree, and nothing that was freed is on it */
__finally bool sound(void)
{
	struct list_head *queue = &node.deferred_split_queue.split_queue;

	return queue->next->prev == queue && queue->prev->next == queue && queue->next != &B._deferred_list && A._deferred_list.next == &A._deferred_list;
}

/** length - the queue is as long as it says */
__finally bool length(void)
{
	return node.deferred_split_queue.split_queue_len == 0;
}
