/*
 * Allocation. Whether it may sleep and reclaim is in the gfp mask; it may fail unless the mask says __GFP_NOFAIL.
 */
/**
 * allocates - what every allocation does to its context (a name of this model)
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @undo: nothing
 * @source: ours
 */
void allocates(gfp_t gfp)
{
	if (blocking(gfp))
		might_sleep();
	might_reclaim(gfp);
}

/**
 * new_object - a new object, or NULL (a name of this model)
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: an object that the caller must free or publish
 * @undo: the free that belongs to the allocator
 * @source: ours
 */
void *new_object(gfp_t gfp)
{
	allocates(gfp);
	if (!nofail(gfp) && choose())
		return NULL;
	return alloc();
}

/**
 * kmalloc - allocate memory
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: include/linux/slab.h (6.12)
 * @check: references: the memory is made of pages; the model has one kind of memory for all sizes
 */
void *kmalloc(size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kzalloc - allocate zeroed memory
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kzalloc(size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kmalloc_node - allocate memory on a node
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: include/linux/slab.h (6.12)
 * @check: references: the memory is made of pages; the model has one kind of memory for all sizes
 */
void *kmalloc_node(size_t size, gfp_t gfp, int node)
{
	return new_object(gfp);
}

/**
 * kzalloc_node - allocate zeroed memory on a node
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kzalloc_node(size_t size, gfp_t gfp, int node)
{
	return new_object(gfp);
}

/**
 * kmalloc_array - allocate an array
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kmalloc_array(size_t n, size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kmalloc_array_node - allocate an array on a node
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kmalloc_array_node(size_t n, size_t size, gfp_t gfp, int node)
{
	return new_object(gfp);
}

/**
 * kcalloc - allocate a zeroed array
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kcalloc(size_t n, size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kcalloc_node - allocate a zeroed array on a node
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kcalloc_node(size_t n, size_t size, gfp_t gfp, int node)
{
	return new_object(gfp);
}

/**
 * kmemdup - a copy of some memory
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: include/linux/fortify-string.h (6.12)
 */
void *kmemdup(const void *src, size_t len, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kstrdup - a copy of a string
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: mm/util.c (6.12)
 */
char *kstrdup(const char *s, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kstrndup - a copy of the start of a string
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: mm/util.c (6.12)
 */
char *kstrndup(const char *s, size_t max, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kasprintf - a formatted string
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: lib/kasprintf.c (6.12)
 */
char *kasprintf(gfp_t gfp, const char *fmt)
{
	return new_object(gfp);
}

/**
 * kmemdup_nul - a copy of some memory as a string
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @source: mm/util.c (6.12)
 */
void *kmemdup_nul(const char *s, size_t len, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvmalloc - allocate memory, contiguous or not
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kvfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kvmalloc(size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvzalloc - allocate zeroed memory, contiguous or not
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kvfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kvzalloc(size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvmalloc_node - kvmalloc() on a node
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kvfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kvmalloc_node(size_t size, gfp_t gfp, int node)
{
	return new_object(gfp);
}

/**
 * kvzalloc_node - kvzalloc() on a node
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kvfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kvzalloc_node(size_t size, gfp_t gfp, int node)
{
	return new_object(gfp);
}

/**
 * kvmalloc_array - an array with kvmalloc()
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kvfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kvmalloc_array(size_t n, size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvcalloc - a zeroed array with kvmalloc()
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kvfree()
 * @source: include/linux/slab.h (6.12)
 */
void *kvcalloc(size_t n, size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kmem_cache_alloc - an object of a slab cache
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kmem_cache_free()
 * @source: include/linux/slab.h (6.12)
 */
void *kmem_cache_alloc(struct kmem_cache *s, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kmem_cache_zalloc - a zeroed object of a slab cache
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kmem_cache_free()
 * @source: include/linux/slab.h (6.12)
 */
void *kmem_cache_zalloc(struct kmem_cache *s, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kmem_cache_alloc_node - an object of a slab cache on a node
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kmem_cache_free()
 * @source: include/linux/slab.h (6.12)
 */
void *kmem_cache_alloc_node(struct kmem_cache *s, gfp_t gfp, int node)
{
	return new_object(gfp);
}

/**
 * kmem_cache_alloc_lru - an object of a slab cache that will go on a list_lru
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kmem_cache_free()
 * @since: 5.18
 * @note: 5.18 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/slab.h (6.12)
 */
void *kmem_cache_alloc_lru(struct kmem_cache *s, struct list_lru *lru, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * __vmalloc - allocate virtually contiguous memory
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: vfree()
 * @source: include/linux/vmalloc.h (6.12)
 */
void *__vmalloc(unsigned long size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * mempool_alloc - an element of a pool
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory, and it may not wait. else: memory that the caller owns
 * @undo: mempool_free()
 * @source: include/linux/mempool.h (6.12)
 */
void *mempool_alloc(mempool_t *pool, gfp_t gfp)
{
	allocates(gfp);
	if (!blocking(gfp) && choose())
		return NULL;
	return alloc();
}

/**
 * vmalloc - allocate virtually contiguous memory
 * @context: process; may sleep
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: vfree()
 * @source: include/linux/vmalloc.h (6.12)
 */
void *vmalloc(unsigned long size)
{
	return new_object(GFP_KERNEL);
}

/**
 * vzalloc - allocate zeroed virtually contiguous memory
 * @context: process; may sleep
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: vfree()
 * @source: include/linux/vmalloc.h (6.12)
 */
void *vzalloc(unsigned long size)
{
	return new_object(GFP_KERNEL);
}

/**
 * vmalloc_node - vmalloc() on a node
 * @context: process; may sleep
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: vfree()
 * @source: include/linux/vmalloc.h (6.12)
 */
void *vmalloc_node(unsigned long size, int node)
{
	return new_object(GFP_KERNEL);
}

/**
 * vzalloc_node - vzalloc() on a node
 * @context: process; may sleep
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: vfree()
 * @source: include/linux/vmalloc.h (6.12)
 */
void *vzalloc_node(unsigned long size, int node)
{
	return new_object(GFP_KERNEL);
}

/**
 * vmalloc_user - zeroed memory that user space may map
 * @context: process; may sleep
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: vfree()
 * @source: include/linux/vmalloc.h (6.12)
 */
void *vmalloc_user(unsigned long size)
{
	return new_object(GFP_KERNEL);
}

/**
 * alloc_percpu - a per-cpu variable
 * @context: process; may sleep
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: free_percpu()
 * @source: include/linux/percpu.h (6.12)
 */
void *alloc_percpu(size_t size)
{
	return new_object(GFP_KERNEL);
}

/**
 * __alloc_percpu - a per-cpu variable
 * @context: process; may sleep
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: free_percpu()
 * @source: include/linux/percpu.h (6.12)
 */
void *__alloc_percpu(size_t size, size_t align)
{
	return new_object(GFP_KERNEL);
}

/**
 * alloc_percpu_gfp - a per-cpu variable
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: free_percpu()
 * @source: include/linux/percpu.h (6.12)
 */
void *alloc_percpu_gfp(size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * __alloc_percpu_gfp - a per-cpu variable
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: free_percpu()
 * @source: include/linux/percpu.h (6.12)
 */
void *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * memdup_user - a copy of user memory
 * @context: process; may sleep
 * @returns: ERR_PTR: no memory or a bad address. else: memory that the caller owns
 * @undo: kfree()
 * @source: mm/util.c (6.12)
 */
void *memdup_user(const void __user *src, size_t len)
{
	might_sleep();
	if (choose())
		return errptr();
	return alloc();
}

/**
 * strndup_user - a copy of a user string
 * @context: process; may sleep
 * @returns: ERR_PTR: no memory or a bad address. else: memory that the caller owns
 * @undo: kfree()
 * @source: mm/util.c (6.12)
 */
char *strndup_user(const char __user *s, long n)
{
	might_sleep();
	if (choose())
		return errptr();
	return alloc();
}

/**
 * memdup_user_nul - a copy of user memory as a string
 * @context: process; may sleep
 * @returns: ERR_PTR: no memory or a bad address. else: memory that the caller owns
 * @undo: kfree()
 * @source: mm/util.c (6.12)
 */
void *memdup_user_nul(const void __user *src, size_t len)
{
	might_sleep();
	if (choose())
		return errptr();
	return alloc();
}

/**
 * kmemdup_array - a copy of an array
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: memory that the caller owns
 * @undo: kfree()
 * @since: 6.10
 * @note: 6.10 is the first tree it was seen in (unverified boundary)
 * @source: mm/util.c (6.12)
 */
void *kmemdup_array(const void *src, size_t count, size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * krealloc - make an allocation larger or smaller
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory, p is still there. else: the new place, p is gone
 * @undo: kfree()
 * @source: include/linux/slab.h (6.12)
 */
void *krealloc(const void *p, size_t size, gfp_t gfp)
{
	void *n = new_object(gfp);
	if (n && p)
		release(p);
	return n;
}

/**
 * kmem_cache_create - make a slab cache
 * @context: process; may sleep
 * @returns: NULL: it failed. else: the cache
 * @undo: kmem_cache_destroy()
 * @source: include/linux/slab.h (6.12)
 */
struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align, slab_flags_t flags, void (*ctor)(void *))
{
	return new_object(GFP_KERNEL);
}

/**
 * kmem_cache_destroy - destroy a slab cache; NULL is fine
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/slab_common.c (6.12)
 */
void kmem_cache_destroy(struct kmem_cache *s)
{
	might_sleep();
	if (!s)
		return;
	release(s);
}

/**
 * mempool_create - make a pool
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the pool
 * @undo: mempool_destroy()
 * @source: include/linux/mempool.h (6.12)
 */
mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn, void *pool_data)
{
	return new_object(GFP_KERNEL);
}

/**
 * mempool_destroy - destroy a pool; NULL is fine
 * @context: process; may sleep
 * @undo: nothing
 * @source: mm/mempool.c (6.12)
 */
void mempool_destroy(mempool_t *pool)
{
	might_sleep();
	if (!pool)
		return;
	release(pool);
}

/**
 * mempool_free - give an element back; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/mempool.c (6.12)
 */
void mempool_free(void *element, mempool_t *pool)
{
	if (!element)
		return;
	release(element);
}

/**
 * kfree - free memory; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/slub.c (6.12)
 * @check: sleeping: what it allocates on its way (an empty sheaf, since 6.18) it allocates with GFP_NOWAIT
 */
void kfree(const void *p)
{
	if (!p)
		return;
	release(p);
}

/**
 * kfree_sensitive - free memory after clearing it; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @since: 5.9
 * @note: 5.9 is the first tree it was seen in (unverified boundary)
 * @source: mm/slab_common.c (6.12)
 */
void kfree_sensitive(const void *p)
{
	if (!p)
		return;
	release(p);
}

/**
 * kfree_const - free a string unless it is constant; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/util.c (6.12)
 */
void kfree_const(const void *p)
{
	if (!p)
		return;
	release(p);
}

/**
 * free_percpu - free a per-cpu variable; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/percpu.c (6.12)
 */
void free_percpu(void __percpu *p)
{
	if (!p)
		return;
	release(p);
}

/**
 * vfree_atomic - free vmalloc() memory later; NULL is fine
 * @context: any but NMI; does not sleep
 * @undo: nothing
 * @source: mm/vmalloc.c (6.12)
 * @check: references: a worker frees it
 */
void vfree_atomic(const void *p)
{
	if (!p)
		return;
	release(p);
}

/**
 * kvfree - free kvmalloc() memory; NULL is fine
 * @context: process or softirq; may sleep except in interrupt context
 * @undo: nothing
 * @source: mm/util.c (6.12)
 */
void kvfree(const void *p)
{
	might_sleep();
	if (!p)
		return;
	release(p);
}

/**
 * kvfree_sensitive - free kvmalloc() memory after clearing it; NULL is fine
 * @context: process or softirq; may sleep except in interrupt context
 * @undo: nothing
 * @source: mm/util.c (6.12)
 */
void kvfree_sensitive(const void *p)
{
	might_sleep();
	if (!p)
		return;
	release(p);
}

/**
 * vfree - free vmalloc() memory; NULL is fine
 * @context: process or softirq; may sleep except in interrupt context
 * @undo: nothing
 * @source: mm/vmalloc.c (6.12)
 */
void vfree(const void *p)
{
	might_sleep();
	if (!p)
		return;
	release(p);
}

/**
 * kmem_cache_free - free an object of a slab cache
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/slub.c (6.12)
 * @check: sleeping: what it allocates on its way (an empty sheaf, since 6.18) it allocates with GFP_NOWAIT
 */
void kmem_cache_free(struct kmem_cache *s, void *p)
{
	release(p);
}

/**
 * kfree_rcu - free memory when the RCU read sections that are open now have ended; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @note: readers inside RCU may still look at it, so it is not gone yet
 * @source: include/linux/rcupdate.h (6.12)
 */
void kfree_rcu(void *p, struct rcu_head *rhf)
{
	if (!p)
		return;
	consume(p);
}

/**
 * kvfree_rcu - free memory when the RCU read sections that are open now have ended; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @note: readers inside RCU may still look at it, so it is not gone yet
 * @source: include/linux/rcupdate.h (6.12)
 */
void kvfree_rcu(void *p, struct rcu_head *rhf)
{
	if (!p)
		return;
	consume(p);
}

/**
 * kfree_rcu_mightsleep - free memory after RCU readers are done, waiting for them if it must; NULL is fine
 * @context: process; may sleep
 * @undo: nothing
 * @since: 6.3
 * @note: 6.3 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/rcupdate.h (6.12)
 */
void kfree_rcu_mightsleep(void *p)
{
	might_sleep();
	if (!p)
		return;
	consume(p);
}

/**
 * kvfree_rcu_mightsleep - free memory after RCU readers are done, waiting for them if it must; NULL is fine
 * @context: process; may sleep
 * @undo: nothing
 * @since: 6.3
 * @note: 6.3 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/rcupdate.h (6.12)
 */
void kvfree_rcu_mightsleep(void *p)
{
	might_sleep();
	if (!p)
		return;
	consume(p);
}

/**
 * call_rcu - call a function when the RCU read sections that are open now have ended
 * @context: any; does not sleep
 * @undo: nothing
 * @source: kernel/rcu/tree.c (6.12)
 */
void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	consume(head);
}

/**
 * __get_free_pages - pages by address
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: 0: no memory. else: their address
 * @undo: free_pages()
 * @source: include/linux/gfp.h (6.12)
 */
unsigned long __get_free_pages(gfp_t gfp, unsigned int order)
{
	return new_page_ref(gfp);
}

/**
 * __get_free_page - a page by address
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: 0: no memory. else: its address
 * @undo: free_page()
 * @source: include/linux/gfp.h (6.12)
 */
unsigned long __get_free_page(gfp_t gfp)
{
	return new_page_ref(gfp);
}

/**
 * get_zeroed_page - a zeroed page by address
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: 0: no memory. else: its address
 * @undo: free_page()
 * @source: include/linux/gfp.h (6.12)
 */
unsigned long get_zeroed_page(gfp_t gfp)
{
	return new_page_ref(gfp);
}

/**
 * free_pages - free pages by address; 0 is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/page_alloc.c (6.12)
 */
void free_pages(unsigned long addr, unsigned int order)
{
	if (!addr)
		return;
	put(addr);
}

/**
 * free_page - free a page by address; 0 is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/gfp.h (6.12)
 */
void free_page(unsigned long addr)
{
	if (!addr)
		return;
	put(addr);
}

/**
 * kstrdup_const - a copy of a string, or the string itself when it is constant
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: free it with kfree_const()
 * @undo: kfree_const()
 * @source: mm/util.c (6.12)
 */
char *kstrdup_const(const char *s, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * alloc_pages_exact - physically contiguous pages by address
 * @context: as the gfp mask allows: sleeps and may reclaim when it allows direct reclaim
 * @returns: NULL: no memory. else: their address
 * @undo: free_pages_exact()
 * @source: include/linux/gfp.h (6.12)
 * @check: references: the memory is made of pages; the model has one kind of memory for all sizes
 */
void *alloc_pages_exact(size_t size, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * free_pages_exact - free what alloc_pages_exact() gave
 * @context: any; does not sleep
 * @undo: nothing
 * @source: mm/page_alloc.c (6.12)
 * @check: references: the memory is made of pages; the model has one kind of memory for all sizes
 */
void free_pages_exact(void *virt, size_t size)
{
	release(virt);
}

/**
 * alloc_large_system_hash - a hash table at boot; it panics rather than fail
 * @context: boot
 * @returns: the table
 * @undo: nothing
 * @check: references, sleeping: the table is never freed; at boot nothing waits
 * @source: mm/mm_init.c (6.12)
 */
void *alloc_large_system_hash(const char *tablename)
{
	return fresh();
}

/**
 * d_path - a path as text inside buf
 * @context: any; does not sleep
 * @returns: ERR_PTR: it does not fit. else: a place in buf
 * @undo: nothing
 * @source: fs/d_path.c (6.12)
 */
char *d_path(const struct path *path, char *buf, int buflen)
{
	if (choose())
		return errptr();
	return fresh();
}

/**
 * memblock_alloc - memory at boot
 * @context: boot
 * @returns: NULL: no memory. else: memory, usually kept for ever
 * @undo: nothing
 * @source: include/linux/memblock.h (6.12)
 * @check: references, sleeping: once there is a slab it allocates there, and a warning says that nobody should call it then
 */
void *memblock_alloc(phys_addr_t size, phys_addr_t align)
{
	if (choose())
		return NULL;
	return fresh();
}

/**
 * Memory that is looked at or written, sizes, and questions about addresses: no effect.
 * @source: mm/kasan/shadow.c, include/linux/highmem.h, include/linux/fortify-string.h, mm/slab_common.c,
 *     include/linux/mm.h, arch/x86/include/asm/page.h and others (6.12)
 */
__effectless void *memset(void *dst, const void *src, size_t n);
__effectless void *memcpy(void *dst, const void *src, size_t n);
__effectless void *memmove(void *dst, const void *src, size_t n);
__effectless void *memset_page(void *dst, const void *src, size_t n);
__effectless void *memchr(void *dst, const void *src, size_t n);
__effectless void *memchr_inv(void *dst, const void *src, size_t n);
__effectless size_t ksize(const void *p);
__effectless size_t kmem_cache_size(const void *p);
__pure bool is_vmalloc_addr(const void *p);
__pure bool virt_addr_valid(const void *p);
__pure bool object_is_on_stack(const void *p);
__pure bool is_kernel_rodata(const void *p);
__pure bool gfpflags_allow_blocking(gfp_t gfp);
__pure bool gfp_has_io_fs(gfp_t gfp);
__effectless gfp_t current_gfp_context(void *what);
__effectless gfp_t mapping_gfp_mask(void *what);
__effectless gfp_t mapping_gfp_constraint(void *what);
__effectless gfp_t readahead_gfp_mask(void *what);
__effectless gfp_t htlb_alloc_mask(void *what);
__effectless gfp_t vma_thp_gfp_mask(void *what);

/**
 * simple_xattr_alloc - a new extended attribute
 * @context: process; may sleep
 * @returns: NULL: no memory. else: the caller owns it
 * @undo: simple_xattr_free()
 * @source: fs/xattr.c (6.12)
 */
struct simple_xattr *simple_xattr_alloc(const void *value, size_t size)
{
	return new_object(GFP_KERNEL);
}

/**
 * cma_alloc - contiguous pages
 * @context: process; may sleep
 * @returns: NULL: none. else: the caller owns them
 * @undo: cma_release()
 * @source: mm/cma.c (6.12)
 */
struct page *cma_alloc(struct cma *cma, unsigned long count, unsigned int align, bool no_warn)
{
	struct page *page = fresh();

	might_sleep();
	if (choose())
		return NULL;
	get(page);
	return page;
}

/**
 * cma_release - give contiguous pages back
 * @context: process; may sleep
 * @returns: false: they are not of this area, nothing was done
 * @undo: nothing
 * @source: mm/cma.c (6.12)
 * @check: references: the pages go back to the area, which keeps their references
 */
bool cma_release(struct cma *cma, const struct page *pages, unsigned long count)
{
	might_sleep();
	consume(pages);
	return unknown();
}

/**
 * __pa - the physical address of directly mapped memory
 * @context: any
 * @returns: the address in its other notation: what it leads to is the same object, and it is 0 only for NULL
 * @undo: nothing
 * @source: arch/x86/include/asm/page.h (6.12)
 */
phys_addr_t __pa(const void *addr)
{
	return addr;
}

/**
 * __va - directly mapped memory by its physical address
 * @context: any
 * @returns: the address in its other notation
 * @undo: nothing
 * @source: arch/x86/include/asm/page.h (6.12)
 */
void *__va(phys_addr_t addr)
{
	return addr;
}

/* Allocation by type: the size is that of what the first argument is, or points at. */
/**
 * kmalloc_obj - memory for one object of a type
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kmalloc_obj(void *type, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kmalloc_objs - memory for an array of a type
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kmalloc_objs(void *type, size_t count, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kmalloc_flex - memory for one object with its flexible array
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kmalloc_flex(void *type, void *member, size_t count, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvmalloc_obj - memory for one object of a type, contiguous or not
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kvfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kvmalloc_obj(void *type, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvmalloc_objs - memory for an array of a type, contiguous or not
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kvfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kvmalloc_objs(void *type, size_t count, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvmalloc_flex - memory for one object with its flexible array, contiguous or not
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kvfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kvmalloc_flex(void *type, void *member, size_t count, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kzalloc_obj - zeroed memory for one object of a type
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kzalloc_obj(void *type, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kzalloc_objs - zeroed memory for an array of a type
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kzalloc_objs(void *type, size_t count, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kzalloc_flex - zeroed memory for one object with its flexible array
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kzalloc_flex(void *type, void *member, size_t count, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvzalloc_obj - zeroed memory for one object of a type, contiguous or not
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kvfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kvzalloc_obj(void *type, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvzalloc_objs - zeroed memory for an array of a type, contiguous or not
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kvfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kvzalloc_objs(void *type, size_t count, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kvzalloc_flex - zeroed memory for one object with its flexible array, contiguous or not
 * @context: as the gfp mask allows; without one GFP_KERNEL: sleeps and may reclaim
 * @returns: NULL: no memory, or a size that overflows. else: memory that the caller owns
 * @undo: kvfree()
 * @since: 6.12
 * @note: 7.0 introduced it, without a mask GFP_KERNEL; stable kernels have it from 6.12.y on
 * @source: include/linux/slab.h (7.1)
 */
void *kvzalloc_flex(void *type, void *member, size_t count, gfp_t gfp)
{
	return new_object(gfp);
}

/**
 * kmalloc_nolock - memory for those that cannot even spin: NMI, tracing, any lock held
 * @context: any, NMI included; never waits and never spins
 * @returns: NULL: no memory now. else: memory that the caller owns
 * @undo: kfree_nolock()
 * @since: 6.18
 * @note: takes __GFP_ACCOUNT, __GFP_ZERO and __GFP_NO_OBJ_EXT alone; kfree() would tell kmemleak and KFENCE of what they never saw
 * @source: mm/slub.c (6.18)
 */
void *kmalloc_nolock(size_t size, gfp_t gfp_flags, int node)
{
	if (choose())
		return NULL;
	return alloc();
}

/**
 * kfree_nolock - free what kmalloc_nolock() gave
 * @context: any, NMI included; never waits and never spins
 * @undo: nothing
 * @since: 6.18
 * @source: mm/slub.c (6.18)
 */
void kfree_nolock(const void *object)
{
	release(object);
}
