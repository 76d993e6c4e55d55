/*
 * What scenarios share: locks, RCU, references of a css, atomics, list heads, a small xarray, errands without effect. A scenario that
 * needs another meaning of one of these defines it itself; its own definition is the one that counts.
 *
 * Only what is called is compiled, so the structs of a scenario need no more fields than its own functions use.
 */

/* ---- the kernel that these worlds are of: #ifdef in a body is no choice then ---- */

#define CONFIG_SMP 1
#define CONFIG_MMU 1
#define CONFIG_NUMA 1
#define CONFIG_SWAP 1
#define CONFIG_MEMCG 1
#define CONFIG_MEMCG_KMEM 1
#define CONFIG_ZSWAP 1
#define CONFIG_TRANSPARENT_HUGEPAGE 1
#define CONFIG_COMPACTION 1
#define CONFIG_MIGRATION 1

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

/* ---- what a page fault also asks and does; a scenario that is about one of these defines it itself ---- */

bool pte_unmap_same(struct vm_fault *vmf) { return true; }
bool non_swap_entry(swp_entry_t entry) { return false; }
bool PageHWPoison(struct page *page) { return false; }
bool PageAnonExclusive(struct page *page) { return false; }
bool folio_test_large(struct folio *folio) { return false; }
bool folio_test_ksm(struct folio *folio) { return false; }
bool folio_test_mappedtodisk(struct folio *folio) { return false; }
bool folio_test_writeback(struct folio *folio) { return false; }
int folio_nr_pages(struct folio *folio) { return 1; }
struct page *folio_file_page(struct folio *folio, unsigned long index) { return NULL; }
struct folio *ksm_might_need_to_copy(struct folio *folio, struct vm_area_struct *vma, unsigned long addr) { return folio; }
void folio_add_lru(struct folio *folio) { }
void folio_throttle_swaprate(struct folio *folio, gfp_t gfp) { }
void __folio_set_swapbacked(struct folio *folio) { }
bool pte_swp_exclusive(pte_t pte) { return false; }
bool pte_swp_soft_dirty(pte_t pte) { return false; }
bool pte_swp_uffd_wp(pte_t pte) { return false; }
bool pte_write(pte_t pte) { return false; }
bool userfaultfd_pte_wp(struct vm_area_struct *vma, pte_t pte) { return false; }
bool pte_needs_soft_dirty_wp(struct vm_area_struct *vma, pte_t pte) { return false; }
pte_t mk_pte(struct page *page, pgprot_t prot) { return 0; }
pte_t pte_advance_pfn(pte_t pte, unsigned long nr) { return pte; }
void arch_swap_restore(swp_entry_t entry, struct folio *folio) { }
swp_entry_t folio_swap(swp_entry_t entry, struct folio *folio) { return entry; }
bool should_try_to_free_swap(struct folio *folio, struct vm_area_struct *vma, unsigned int flags) { return false; }
void *get_shadow_from_swap_cache(swp_entry_t entry) { return NULL; }
void mem_cgroup_swapin_uncharge_swap(swp_entry_t entry, unsigned int nr_pages) { }
void add_mm_counter(struct mm_struct *mm, int member, long value) { }
void count_memcg_event_mm(struct mm_struct *mm, int idx) { }
void flush_icache_pages(struct vm_area_struct *vma, struct page *page, unsigned int nr) { }
void folio_ref_add(struct folio *folio, int nr) { }
int folio_ref_count(struct folio *folio) { return 1; }
void folio_add_lru_vma(struct folio *folio, struct vm_area_struct *vma) { }
void arch_do_swap_page_nr(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr, pte_t pte, pte_t oldpte, int nr) { }
void update_mmu_cache_range(struct vm_fault *vmf, struct vm_area_struct *vma, unsigned long addr, pte_t *ptep, unsigned int nr) { }
void add_wait_queue(struct wait_queue_head *head, struct wait_queue_entry *wait) { }
void remove_wait_queue(struct wait_queue_head *head, struct wait_queue_entry *wait) { }
void schedule_timeout_uninterruptible(long timeout) { }
bool waitqueue_active(struct wait_queue_head *head) { return false; }
