/*
 * What scenarios share: locks, RCU, references of a css, atomics, list heads, a small xarray, errands without effect. A scenario that
 * needs another meaning of one of these defines it itself; its own definition is the one that counts.
 *
 * Only what is called is compiled, so the structs of a scenario need no more fields than its own functions use.
 */

/* ---- locks ---- */

void spin_lock(spinlock_t *lock) { take(lock, SPIN); }
void spin_unlock(spinlock_t *lock) { drop(lock, SPIN); }
void spin_lock_irq(spinlock_t *lock) { take(lock, SPIN); }
void spin_unlock_irq(spinlock_t *lock) { drop(lock, SPIN); }
void spin_lock_bh(spinlock_t *lock) { take(lock, SPIN); }
void spin_unlock_bh(spinlock_t *lock) { drop(lock, SPIN); }
void spin_lock_nested(spinlock_t *lock, int subclass) { take(lock, SPIN); }
bool spin_trylock(spinlock_t *lock) { return trytake(lock, SPIN); }
__macro void spin_lock_irqsave(spinlock_t *lock, unsigned long flags) { take(lock, SPIN); }
__macro void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags) { drop(lock, SPIN); }
void raw_spin_lock(spinlock_t *lock) { take(lock, RAW); }
void raw_spin_unlock(spinlock_t *lock) { drop(lock, RAW); }

void class_spinlock_constructor(spinlock_t *lock) { take(lock, SPIN); }
void class_spinlock_destructor(spinlock_t *lock) { drop(lock, SPIN); }
void class_spinlock_irq_constructor(spinlock_t *lock) { take(lock, SPIN); }
void class_spinlock_irq_destructor(spinlock_t *lock) { drop(lock, SPIN); }
void class_spinlock_irqsave_constructor(spinlock_t *lock) { take(lock, SPIN); }
void class_spinlock_irqsave_destructor(spinlock_t *lock) { drop(lock, SPIN); }

void mutex_lock(struct mutex *lock) { take(lock, MUTEX); }
void mutex_unlock(struct mutex *lock) { drop(lock, MUTEX); }
bool mutex_trylock(struct mutex *lock) { return trytake(lock, MUTEX); }
void class_mutex_constructor(struct mutex *lock) { take(lock, MUTEX); }
void class_mutex_destructor(struct mutex *lock) { drop(lock, MUTEX); }

void down_read(struct rw_semaphore *sem) { take(sem, READ); }
void up_read(struct rw_semaphore *sem) { drop(sem, READ); }
bool down_read_trylock(struct rw_semaphore *sem) { return trytake(sem, READ); }
void down_write(struct rw_semaphore *sem) { take(sem, WRITE); }
void up_write(struct rw_semaphore *sem) { drop(sem, WRITE); }
bool down_write_trylock(struct rw_semaphore *sem) { return trytake(sem, WRITE); }

/* ---- RCU ---- */

void rcu_read_lock(void) { enter(RCU); }
void rcu_read_unlock(void) { leave(RCU); }
void synchronize_rcu(void) { grace_period(); }
void class_rcu_constructor(void) { enter(RCU); }
void class_rcu_destructor(void) { leave(RCU); }

/* ---- atomics: one step each. Most are part of the language ---- */

void atomic_set_release(atomic_t *v, int i) { atomic_set(v, i); }
int atomic_cmpxchg(atomic_t *v, int old, int new) { return cmpxchg(v, old, new); }

/* ---- references of a css: struct cgroup_subsys_state { unsigned int refs; bool online; bool dying; } ---- */

void css_get(struct cgroup_subsys_state *css) { get(css); }
void css_put(struct cgroup_subsys_state *css) { put(css); }

__atomic bool css_tryget(struct cgroup_subsys_state *css)
{
	if (css->refs == 0)
		return false;
	get(css);
	return true;
}

/* fails from rmdir on, when the reference of the living group is killed */
__atomic bool css_tryget_online(struct cgroup_subsys_state *css)
{
	if (css->dying || css->refs == 0)
		return false;
	get(css);
	return true;
}

bool mem_cgroup_tryget(struct mem_cgroup *memcg) { return !memcg || css_tryget(&memcg->css); }
bool mem_cgroup_tryget_online(struct mem_cgroup *memcg) { return !memcg || css_tryget_online(&memcg->css); }
bool mem_cgroup_online(struct mem_cgroup *memcg) { return memcg->css.online; }

void mem_cgroup_put(struct mem_cgroup *memcg)
{
	if (memcg)
		css_put(&memcg->css);
}

struct mem_cgroup *mem_cgroup_from_css(struct cgroup_subsys_state *css)
{
	return css ? container_of(css, struct mem_cgroup, css) : NULL;
}

struct mem_cgroup *obj_cgroup_memcg(struct obj_cgroup *objcg) { return READ_ONCE(objcg->memcg); }
void obj_cgroup_get(struct obj_cgroup *objcg) { get(objcg); }
void obj_cgroup_put(struct obj_cgroup *objcg) { put(objcg); }

/* tries until the css that it found could be had: the objcg is given to the parent before that can fail for ever */
struct mem_cgroup *get_mem_cgroup_from_objcg(struct obj_cgroup *objcg)
{
	struct mem_cgroup *memcg;

	rcu_read_lock();
	do {
		memcg = obj_cgroup_memcg(objcg);
	} while (!css_tryget(&memcg->css));
	rcu_read_unlock();
	return memcg;
}

/* ---- lists: one step each; a scenario about an unlocked list takes them apart ---- */

void INIT_LIST_HEAD(struct list_head *list)
{
	list->next = list;
	list->prev = list;
}

bool list_empty(const struct list_head *head) { return head->next == head; }

__atomic void list_add(struct list_head *item, struct list_head *head)
{
	struct list_head *first = head->next;

	item->next = first;
	item->prev = head;
	first->prev = item;
	head->next = item;
}

__atomic void list_add_tail(struct list_head *item, struct list_head *head)
{
	struct list_head *last = head->prev;

	item->next = head;
	item->prev = last;
	last->next = item;
	head->prev = item;
}

__atomic void list_del_init(struct list_head *item)
{
	struct list_head *next = item->next;
	struct list_head *prev = item->prev;

	next->prev = prev;
	prev->next = next;
	item->next = item;
	item->prev = item;
}

__atomic void list_del(struct list_head *item)
{
	struct list_head *next = item->next;
	struct list_head *prev = item->prev;

	next->prev = prev;
	prev->next = next;
	item->next = NULL;
	item->prev = NULL;
}

void list_move(struct list_head *item, struct list_head *head)
{
	list_del_init(item);
	list_add(item, head);
}

void list_move_tail(struct list_head *item, struct list_head *head)
{
	list_del_init(item);
	list_add_tail(item, head);
}

/* ---- errands without effect on anything that is modelled ---- */

void lru_add_drain(void) { }
bool mem_cgroup_disabled(void) { return false; }
