/*
 * Context: interrupts, preemption, RCU, and what sleeps.
 *
 * Nothing may sleep with interrupts, softirqs or preemption off, under a spinning lock, or in an RCU read section.
 */

/**
 * Some number; a new one at each call. For results that callers cannot tell apart by what they own.
 * @source: ours
 */
__effectless long unknown(void);
/**
 * local_irq_disable - turn interrupts off on this cpu
 * @context: any; afterwards nothing may sleep
 * @undo: local_irq_enable()
 * @source: include/linux/irqflags.h (6.12)
 */
void local_irq_disable(void)
{
	enter(IRQ_OFF);
}

/**
 * local_irq_enable - turn interrupts on, however often they were turned off
 * @context: interrupts were on at entry to the outermost section
 * @undo: nothing
 * @source: include/linux/irqflags.h (6.12)
 */
void local_irq_enable(void)
{
	reset(IRQ_OFF);
}

/**
 * local_irq_save - turn interrupts off and remember how they were
 * @context: any; afterwards nothing may sleep
 * @undo: local_irq_restore() with the same flags
 * @source: include/linux/irqflags.h (6.12)
 */
void local_irq_save(unsigned long flags)
{
	enter(IRQ_OFF);
}

/**
 * local_irq_restore - interrupts as they were
 * @context: flags from the matching local_irq_save()
 * @undo: nothing
 * @source: include/linux/irqflags.h (6.12)
 */
void local_irq_restore(unsigned long flags)
{
	leave(IRQ_OFF);
}

/**
 * local_bh_disable - turn softirqs off on this cpu
 * @context: any; afterwards nothing may sleep
 * @undo: local_bh_enable()
 * @source: include/linux/bottom_half.h (6.12)
 */
void local_bh_disable(void)
{
	enter(BH_OFF);
}

/**
 * local_bh_enable - softirqs back on
 * @context: after local_bh_disable()
 * @undo: nothing
 * @source: include/linux/bottom_half.h (6.12)
 */
void local_bh_enable(void)
{
	leave(BH_OFF);
}

/**
 * preempt_disable - stay on this cpu
 * @context: any; afterwards nothing may sleep
 * @undo: preempt_enable()
 * @source: include/linux/preempt.h (6.12)
 */
void preempt_disable(void)
{
	enter(PREEMPT_OFF);
}

/**
 * preempt_enable - may be preempted again
 * @context: after preempt_disable()
 * @undo: nothing
 * @source: include/linux/preempt.h (6.12)
 */
void preempt_enable(void)
{
	leave(PREEMPT_OFF);
}

/**
 * preempt_disable_notrace - preempt_disable() that tracing does not see
 * @context: any; afterwards nothing may sleep
 * @undo: preempt_enable_notrace()
 * @source: include/linux/preempt.h (6.12)
 */
void preempt_disable_notrace(void)
{
	enter(PREEMPT_OFF);
}

/**
 * preempt_enable_notrace - preempt_enable() that tracing does not see
 * @context: after preempt_disable_notrace()
 * @undo: nothing
 * @source: include/linux/preempt.h (6.12)
 */
void preempt_enable_notrace(void)
{
	leave(PREEMPT_OFF);
}

/**
 * preempt_enable_no_resched - preempt_enable() that does not look whether to reschedule
 * @context: after preempt_disable()
 * @undo: nothing
 * @source: include/linux/preempt.h (6.12)
 */
void preempt_enable_no_resched(void)
{
	leave(PREEMPT_OFF);
}

/**
 * preempt_disable_nested - preempt_disable() that only PREEMPT_RT needs, inside a section that is atomic
 *     elsewhere
 * @context: atomic except on PREEMPT_RT
 * @undo: preempt_enable_nested()
 * @source: include/linux/preempt.h (6.12)
 */
void preempt_disable_nested(void)
{
	enter(PREEMPT_OFF);
}

/**
 * preempt_enable_nested - ends preempt_disable_nested()
 * @context: after preempt_disable_nested()
 * @undo: nothing
 * @source: include/linux/preempt.h (6.12)
 * @check: locks: called where preemption is off already: either branch of the body leaves it off
 */
void preempt_enable_nested(void)
{
	leave(PREEMPT_OFF);
}

/**
 * migrate_disable - stay on this cpu, but remain preemptible
 * @context: any; may sleep afterwards
 * @undo: migrate_enable()
 * @source: include/linux/preempt.h (6.12)
 */
void migrate_disable(void)
{
}

/**
 * migrate_enable - may move to another cpu again
 * @context: after migrate_disable()
 * @undo: nothing
 * @source: include/linux/preempt.h (6.12)
 */
void migrate_enable(void)
{
}

/**
 * get_cpu - stay on this cpu and tell which one it is
 * @context: any; afterwards nothing may sleep
 * @returns: the cpu number
 * @undo: put_cpu()
 * @source: include/linux/smp.h (6.12)
 */
int get_cpu(void)
{
	enter(PREEMPT_OFF);
	return unknown();
}

/**
 * put_cpu - ends get_cpu()
 * @context: after get_cpu()
 * @undo: nothing
 * @source: include/linux/smp.h (6.12)
 */
void put_cpu(void)
{
	leave(PREEMPT_OFF);
}

/**
 * get_cpu_ptr - stay on this cpu and point to its copy of a per-cpu variable
 * @context: any; afterwards nothing may sleep
 * @returns: this cpu's copy, never NULL
 * @undo: put_cpu_ptr()
 * @source: include/linux/percpu-defs.h (6.12)
 */
void *get_cpu_ptr(void *var)
{
	enter(PREEMPT_OFF);
	return pure(var);
}

/**
 * put_cpu_ptr - ends get_cpu_ptr()
 * @context: after get_cpu_ptr()
 * @undo: nothing
 * @source: include/linux/percpu-defs.h (6.12)
 */
void put_cpu_ptr(void *var)
{
	leave(PREEMPT_OFF);
}

/**
 * get_cpu_var - stay on this cpu and name its copy of a per-cpu variable
 * @context: any; afterwards nothing may sleep
 * @returns: the variable itself (an lvalue)
 * @undo: put_cpu_var()
 * @source: include/linux/percpu-defs.h (6.12)
 */
void *get_cpu_var(void *var)
{
	enter(PREEMPT_OFF);
	return pure(var);
}

/**
 * put_cpu_var - ends get_cpu_var()
 * @context: after get_cpu_var()
 * @undo: nothing
 * @source: include/linux/percpu-defs.h (6.12)
 */
void put_cpu_var(void *var)
{
	leave(PREEMPT_OFF);
}

/**
 * rcu_read_lock - what RCU protects stays in memory until rcu_read_unlock()
 * @context: any; must not sleep until the unlock
 * @undo: rcu_read_unlock()
 * @note: memory stays; references, online state and pointers read twice may change
 * @source: include/linux/rcupdate.h (6.12)
 * @check: locks: the body at hand is the one of a kernel without preemptible RCU
 */
void rcu_read_lock(void)
{
	enter(RCU);
}

/**
 * rcu_read_unlock - end of an RCU read section
 * @context: inside one
 * @undo: nothing
 * @source: include/linux/rcupdate.h (6.12)
 * @check: locks: the body at hand is the one of a kernel without preemptible RCU
 */
void rcu_read_unlock(void)
{
	leave(RCU);
}

/**
 * rcu_read_lock_sched - an RCU read section with preemption off
 * @context: any; must not sleep until the unlock
 * @undo: rcu_read_unlock_sched()
 * @source: include/linux/rcupdate.h (6.12)
 */
void rcu_read_lock_sched(void)
{
	enter(RCU);
	enter(PREEMPT_OFF);
}

/**
 * rcu_read_unlock_sched - end of it
 * @context: inside one
 * @undo: nothing
 * @source: include/linux/rcupdate.h (6.12)
 */
void rcu_read_unlock_sched(void)
{
	leave(PREEMPT_OFF);
	leave(RCU);
}

/**
 * rcu_read_lock_sched_notrace - rcu_read_lock_sched() that tracing does not see
 * @context: any; must not sleep until the unlock
 * @undo: rcu_read_unlock_sched_notrace()
 * @source: include/linux/rcupdate.h (6.12)
 * @check: locks: with preemption off is the read section of this flavour; the body of newer kernels only says so to
 *     the compiler
 */
void rcu_read_lock_sched_notrace(void)
{
	enter(RCU);
	enter(PREEMPT_OFF);
}

/**
 * rcu_read_unlock_sched_notrace - end of it
 * @context: inside one
 * @undo: nothing
 * @source: include/linux/rcupdate.h (6.12)
 * @check: locks: with preemption off is the read section of this flavour; the body of newer kernels only says so to
 *     the compiler
 */
void rcu_read_unlock_sched_notrace(void)
{
	leave(PREEMPT_OFF);
	leave(RCU);
}

/**
 * rcu_read_lock_bh - an RCU read section with softirqs off
 * @context: any; must not sleep until the unlock
 * @undo: rcu_read_unlock_bh()
 * @source: include/linux/rcupdate.h (6.12)
 */
void rcu_read_lock_bh(void)
{
	enter(RCU);
	enter(BH_OFF);
}

/**
 * rcu_read_unlock_bh - end of it
 * @context: inside one
 * @undo: nothing
 * @source: include/linux/rcupdate.h (6.12)
 */
void rcu_read_unlock_bh(void)
{
	leave(BH_OFF);
	leave(RCU);
}

/**
 * srcu_read_lock - a read section in which sleeping is allowed
 * @context: process or any that SRCU allows; may sleep inside
 * @returns: an index for srcu_read_unlock()
 * @undo: srcu_read_unlock() with that index
 * @source: include/linux/srcu.h (6.12)
 */
int srcu_read_lock(struct srcu_struct *ssp)
{
	trytake(ssp, READ);
	return unknown();
}

/**
 * srcu_read_unlock - end of an SRCU read section
 * @context: inside one; idx from the matching lock
 * @undo: nothing
 * @source: include/linux/srcu.h (6.12)
 */
void srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	drop(ssp, READ);
}

/**
 * memalloc_nofs_save - allocations of this task do not enter filesystems until the restore
 * @context: process
 * @returns: flags for memalloc_nofs_restore()
 * @undo: memalloc_nofs_restore()
 * @since: 4.12
 * @source: include/linux/sched/mm.h (6.12)
 */
unsigned int memalloc_nofs_save(void)
{
	enter(NOFS);
	return unknown();
}

/**
 * memalloc_nofs_restore - ends memalloc_nofs_save()
 * @context: flags from the matching save
 * @undo: nothing
 * @since: 4.12
 * @source: include/linux/sched/mm.h (6.12)
 */
void memalloc_nofs_restore(unsigned int flags)
{
	leave(NOFS);
}

/**
 * memalloc_noio_save - allocations of this task do not start IO until the restore
 * @context: process
 * @returns: flags for memalloc_noio_restore()
 * @undo: memalloc_noio_restore()
 * @source: include/linux/sched/mm.h (6.12)
 */
unsigned int memalloc_noio_save(void)
{
	enter(NOIO);
	return unknown();
}

/**
 * memalloc_noio_restore - ends memalloc_noio_save()
 * @context: flags from the matching save
 * @undo: nothing
 * @source: include/linux/sched/mm.h (6.12)
 */
void memalloc_noio_restore(unsigned int flags)
{
	leave(NOIO);
}

/**
 * memalloc_noreclaim_save - this task may use the reserves and does not enter reclaim until the restore
 * @context: process
 * @returns: flags for memalloc_noreclaim_restore()
 * @undo: memalloc_noreclaim_restore()
 * @since: 4.12
 * @source: include/linux/sched/mm.h (6.12)
 */
unsigned int memalloc_noreclaim_save(void)
{
	enter(NORECLAIM);
	return unknown();
}

/**
 * memalloc_noreclaim_restore - ends memalloc_noreclaim_save()
 * @context: flags from the matching save
 * @undo: nothing
 * @since: 4.12
 * @source: include/linux/sched/mm.h (6.12)
 */
void memalloc_noreclaim_restore(unsigned int flags)
{
	leave(NORECLAIM);
}

/**
 * pagefault_disable - page faults of this task fail instead of being served
 * @context: any
 * @undo: pagefault_enable()
 * @source: include/linux/uaccess.h (6.12)
 */
void pagefault_disable(void)
{
	enter(PAGEFAULT_OFF);
}

/**
 * pagefault_enable - page faults are served again
 * @context: after pagefault_disable()
 * @undo: nothing
 * @source: include/linux/uaccess.h (6.12)
 */
void pagefault_enable(void)
{
	leave(PAGEFAULT_OFF);
}

/**
 * kmap_local_page - map a page for this task
 * @context: any; may sleep while mapped; unmap in the reverse order
 * @returns: the address, never NULL
 * @undo: kunmap_local()
 * @since: 5.11
 * @source: include/linux/highmem-internal.h (6.12)
 */
void *kmap_local_page(struct page *page)
{
	return fresh();
}

/**
 * kmap_local_folio - map the page of a folio that holds this offset
 * @context: any; may sleep while mapped; unmap in the reverse order
 * @returns: the address, never NULL
 * @undo: kunmap_local()
 * @since: 5.17
 * @note: 5.17 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/highmem-internal.h (6.12)
 */
void *kmap_local_folio(struct folio *folio, size_t offset)
{
	return fresh();
}

/**
 * kmap_local_pfn - map a page by its frame number
 * @context: any; may sleep while mapped; unmap in the reverse order
 * @returns: the address, never NULL
 * @undo: kunmap_local()
 * @since: 5.11
 * @source: include/linux/highmem-internal.h (6.12)
 */
void *kmap_local_pfn(unsigned long pfn)
{
	return fresh();
}

/**
 * kunmap_local - undo kmap_local_page(); any address inside the page will do
 * @context: the task that mapped it
 * @undo: nothing
 * @since: 5.11
 * @note: the mapping is not tracked: any address inside the page will do
 * @source: include/linux/highmem-internal.h (6.12)
 */
void kunmap_local(void *addr)
{
}

/**
 * kmap_atomic - map a page with preemption and page faults off
 * @context: any; must not sleep until kunmap_atomic(); user memory may be copied, the copy then stops at a
 *     fault
 * @returns: the address, never NULL
 * @undo: kunmap_atomic()
 * @note: that preemption is off is not modelled, for the sake of such copies
 * @source: include/linux/highmem-internal.h (6.12)
 */
void *kmap_atomic(struct page *page)
{
	enter(PAGEFAULT_OFF);
	return fresh();
}

/**
 * kunmap_atomic - undo kmap_atomic()
 * @context: after kmap_atomic()
 * @undo: nothing
 * @source: include/linux/highmem-internal.h (6.12)
 */
void kunmap_atomic(void *addr)
{
	leave(PAGEFAULT_OFF);
}

/**
 * kmap - map a page for everybody
 * @context: process; may sleep
 * @returns: the address, never NULL
 * @undo: kunmap()
 * @source: include/linux/highmem-internal.h (6.12)
 */
void *kmap(struct page *page)
{
	might_sleep();
	return fresh();
}

/**
 * kunmap - undo kmap()
 * @context: process
 * @undo: nothing
 * @source: include/linux/highmem-internal.h (6.12)
 */
void kunmap(struct page *page)
{
}

/**
 * might_sleep - this is a place that may sleep
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/kernel.h (6.12)
 */
void might_sleep(void)
{
	might_sleep();
}

/**
 * might_sleep_if - this may sleep when cond holds
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/kernel.h (6.12)
 */
void might_sleep_if(bool cond)
{
	if (cond)
		might_sleep();
}

/**
 * might_fault - this may take a page fault
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/kernel.h (6.12)
 */
void might_fault(void)
{
	might_sleep();
}

/**
 * might_alloc - this may allocate with such a mask
 * @context: process; may sleep
 * @undo: nothing
 * @since: 5.11
 * @note: 5.11 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/sched/mm.h (6.12)
 */
void might_alloc(gfp_t gfp_mask)
{
	if (blocking(gfp_mask))
		might_sleep();
}

/**
 * cond_resched - let others run when it is time
 * @context: process; may sleep
 * @returns: whether it did
 * @undo: nothing
 * @source: include/linux/sched.h (6.12)
 */
int cond_resched(void)
{
	might_sleep();
	return unknown();
}

/**
 * cond_resched_rcu - leave the RCU read section for a moment so that others can run
 * @context: inside exactly one RCU read section; what it protected may be gone afterwards
 * @undo: nothing
 * @source: include/linux/rcupdate_wait.h (6.12)
 */
void cond_resched_rcu(void)
{
	leave(RCU);
	might_sleep();
	enter(RCU);
}

/**
 * cond_resched_tasks_rcu_qs - cond_resched() that also reports to RCU tasks
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/rcupdate.h (6.12)
 */
void cond_resched_tasks_rcu_qs(void)
{
	might_sleep();
}

/**
 * cond_resched_lock - drop a spinlock for a moment when others want it or the cpu
 * @context: the caller holds the lock, and no other; may sleep
 * @returns: 1: the lock was dropped and retaken, so look again. 0: it was not
 * @undo: nothing
 * @source: include/linux/sched.h (6.12)
 */
int cond_resched_lock(spinlock_t *lock)
{
	if (choose())
		return 0;
	drop(lock, SPIN);
	might_sleep();
	take(lock, SPIN);
	return 1;
}

/**
 * cond_resched_rwlock_read - cond_resched_lock() for the read side of an rwlock_t
 * @context: the caller holds the lock, and no other; may sleep
 * @returns: 1: the lock was dropped and retaken. 0: it was not
 * @undo: nothing
 * @source: include/linux/sched.h (6.12)
 */
int cond_resched_rwlock_read(rwlock_t *lock)
{
	if (choose())
		return 0;
	drop(lock, RWREAD);
	might_sleep();
	take(lock, RWREAD);
	return 1;
}

/**
 * cond_resched_rwlock_write - cond_resched_lock() for the write side of an rwlock_t
 * @context: the caller holds the lock, and no other; may sleep
 * @returns: 1: the lock was dropped and retaken. 0: it was not
 * @undo: nothing
 * @source: include/linux/sched.h (6.12)
 */
int cond_resched_rwlock_write(rwlock_t *lock)
{
	if (choose())
		return 0;
	drop(lock, RWWRITE);
	might_sleep();
	take(lock, RWWRITE);
	return 1;
}

/**
 * schedule - sleep until woken
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/sched/core.c (6.12)
 */
void schedule(void)
{
	might_sleep();
}

/**
 * io_schedule - schedule() accounted as waiting for IO
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/sched/core.c (6.12)
 */
void io_schedule(void)
{
	might_sleep();
}

/**
 * yield - let others run
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/sched/syscalls.c (6.12)
 */
void yield(void)
{
	might_sleep();
}

/**
 * msleep - sleep
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/time/timer.c (6.12)
 */
void msleep(unsigned int msecs)
{
	might_sleep();
}

/**
 * ssleep - sleep
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/delay.h (6.12)
 */
void ssleep(unsigned int seconds)
{
	might_sleep();
}

/**
 * msleep_interruptible - sleep unless a signal comes
 * @context: process; may sleep
 * @returns: what is left of the time
 * @undo: nothing
 * @source: kernel/time/timer.c (6.12)
 */
unsigned long msleep_interruptible(unsigned int msecs)
{
	might_sleep();
	return fresh();
}

/**
 * usleep_range - sleep
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/delay.h (6.12)
 */
void usleep_range(unsigned long min, unsigned long max)
{
	might_sleep();
}

/**
 * fsleep - sleep or spin, after the length
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/delay.h (6.12)
 */
void fsleep(unsigned long usecs)
{
	might_sleep();
}

/**
 * schedule_timeout - sleep until woken or until the time is over
 * @context: process; may sleep
 * @returns: what is left of the time
 * @undo: nothing
 * @source: kernel/time/timer.c (6.12)
 */
signed long schedule_timeout(signed long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * schedule_timeout_interruptible - sleep until woken, a signal, or the time is over
 * @context: process; may sleep
 * @returns: what is left of the time
 * @undo: nothing
 * @source: kernel/time/timer.c (6.12)
 */
signed long schedule_timeout_interruptible(signed long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * schedule_timeout_killable - sleep until woken, a fatal signal, or the time is over
 * @context: process; may sleep
 * @returns: what is left of the time
 * @undo: nothing
 * @source: kernel/time/timer.c (6.12)
 */
signed long schedule_timeout_killable(signed long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * schedule_timeout_uninterruptible - sleep until the time is over
 * @context: process; may sleep
 * @returns: what is left of the time
 * @undo: nothing
 * @source: kernel/time/timer.c (6.12)
 */
signed long schedule_timeout_uninterruptible(signed long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * schedule_timeout_idle - sleep without adding to the load
 * @context: process; may sleep
 * @returns: what is left of the time
 * @undo: nothing
 * @source: kernel/time/timer.c (6.12)
 */
signed long schedule_timeout_idle(signed long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * io_schedule_timeout - schedule_timeout() accounted as waiting for IO
 * @context: process; may sleep
 * @returns: what is left of the time
 * @undo: nothing
 * @source: kernel/sched/core.c (6.12)
 */
long io_schedule_timeout(long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * wait_event - sleep until the condition holds
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/wait.h (6.12)
 */
void wait_event(struct wait_queue_head wq, bool condition)
{
	might_sleep();
}

/**
 * wait_event_idle - wait_event() without adding to the load
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/wait.h (6.12)
 */
void wait_event_idle(struct wait_queue_head wq, bool condition)
{
	might_sleep();
}

/**
 * wait_event_freezable - wait_event() that can be frozen
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/wait.h (6.12)
 */
void wait_event_freezable(struct wait_queue_head wq, bool condition)
{
	might_sleep();
}

/**
 * wait_event_interruptible - sleep until the condition holds or a signal comes
 * @context: process; may sleep
 * @returns: 0: it holds. -ERESTARTSYS: a signal came first
 * @undo: nothing
 * @source: include/linux/wait.h (6.12)
 */
int wait_event_interruptible(struct wait_queue_head wq, bool condition)
{
	might_sleep();
	return unknown();
}

/**
 * wait_event_killable - sleep until the condition holds or a fatal signal comes
 * @context: process; may sleep
 * @returns: 0: it holds. -ERESTARTSYS: a signal came first
 * @undo: nothing
 * @source: include/linux/wait.h (6.12)
 */
int wait_event_killable(struct wait_queue_head wq, bool condition)
{
	might_sleep();
	return unknown();
}

/**
 * wait_event_timeout - sleep until the condition holds or the time is over
 * @context: process; may sleep
 * @returns: 0: the time is over
 * @undo: nothing
 * @source: include/linux/wait.h (6.12)
 */
long wait_event_timeout(struct wait_queue_head wq, bool condition, long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * wait_event_interruptible_timeout - wait_event_timeout() that a signal ends
 * @context: process; may sleep
 * @returns: 0: the time is over. negative: a signal
 * @undo: nothing
 * @source: include/linux/wait.h (6.12)
 */
long wait_event_interruptible_timeout(struct wait_queue_head wq, bool condition, long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * wait_event_freezable_timeout - wait_event_timeout() that can be frozen
 * @context: process; may sleep
 * @returns: 0: the time is over. negative: a signal
 * @undo: nothing
 * @source: include/linux/wait.h (6.12)
 */
long wait_event_freezable_timeout(struct wait_queue_head wq, bool condition, long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * wait_event_lock_irq - wait_event() that drops a spinlock while it sleeps
 * @context: the caller holds the lock, taken with interrupts off; may sleep
 * @undo: nothing
 * @source: include/linux/wait.h (6.12)
 */
void wait_event_lock_irq(struct wait_queue_head wq, bool condition, spinlock_t lock)
{
	held(&lock);
}

/**
 * wait_for_completion - sleep until somebody completes x
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/sched/completion.c (6.12)
 */
void wait_for_completion(struct completion *x)
{
	might_sleep();
}

/**
 * wait_for_completion_killable - sleep until completed or a fatal signal comes
 * @context: process; may sleep
 * @returns: 0: completed. -ERESTARTSYS: a signal came first
 * @undo: nothing
 * @source: kernel/sched/completion.c (6.12)
 */
int wait_for_completion_killable(struct completion *x)
{
	might_sleep();
	return unknown();
}

/**
 * wait_for_completion_interruptible - sleep until completed or a signal comes
 * @context: process; may sleep
 * @returns: 0: completed. -ERESTARTSYS: a signal came first
 * @undo: nothing
 * @source: kernel/sched/completion.c (6.12)
 */
int wait_for_completion_interruptible(struct completion *x)
{
	might_sleep();
	return unknown();
}

/**
 * wait_for_completion_timeout - sleep until completed or the time is over
 * @context: process; may sleep
 * @returns: 0: the time is over
 * @undo: nothing
 * @source: kernel/sched/completion.c (6.12)
 */
unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)
{
	might_sleep();
	return unknown();
}

/**
 * wait_on_bit - sleep until the bit is clear
 * @context: process; may sleep
 * @returns: 0: it is clear. otherwise a signal came first
 * @undo: nothing
 * @source: include/linux/wait_bit.h (6.12)
 */
int wait_on_bit(unsigned long *word, int bit, unsigned mode)
{
	might_sleep();
	return unknown();
}

/**
 * wait_on_bit_lock - sleep until the bit is clear, then set it
 * @context: process; may sleep
 * @returns: 0: the bit is ours. otherwise a signal came first
 * @undo: clear_and_wake_up_bit(), or clear the bit and wake_up_bit()
 * @source: include/linux/wait_bit.h (6.12)
 */
int wait_on_bit_lock(unsigned long *word, int bit, unsigned mode)
{
	might_sleep();
	return unknown();
}

/**
 * synchronize_rcu - wait until every RCU read section that is open now has ended
 * @context: process; may sleep; never inside an RCU read section
 * @undo: nothing
 * @source: kernel/rcu/tree.c (6.12)
 */
void synchronize_rcu(void)
{
	might_sleep();
}

/**
 * synchronize_rcu_expedited - synchronize_rcu() in a hurry
 * @context: process; may sleep; never inside an RCU read section
 * @undo: nothing
 * @source: include/linux/rcutiny.h (6.12)
 */
void synchronize_rcu_expedited(void)
{
	might_sleep();
}

/**
 * synchronize_srcu - wait for the read sections of one srcu_struct
 * @context: process; may sleep; never inside such a section
 * @undo: nothing
 * @source: kernel/rcu/srcutree.c (6.12)
 */
void synchronize_srcu(struct srcu_struct *ssp)
{
	might_sleep();
}

/**
 * synchronize_srcu_expedited - synchronize_srcu() in a hurry
 * @context: process; may sleep; never inside such a section
 * @undo: nothing
 * @source: include/linux/srcutiny.h (6.12)
 */
void synchronize_srcu_expedited(struct srcu_struct *ssp)
{
	might_sleep();
}

/**
 * rcu_barrier - wait until the RCU callbacks that are queued now have run
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/rcu/tree.c (6.12)
 */
void rcu_barrier(void)
{
	might_sleep();
}

/**
 * synchronize_net - synchronize_rcu() for networking
 * @context: process; may sleep
 * @undo: nothing
 * @source: net/core/dev.c (6.12)
 */
void synchronize_net(void)
{
	might_sleep();
}

/**
 * flush_work - wait until a work item has run
 * @context: process; may sleep
 * @returns: whether there was something to wait for
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
bool flush_work(struct work_struct *work)
{
	might_sleep();
	return unknown();
}

/**
 * flush_delayed_work - run a delayed work item now and wait for it
 * @context: process; may sleep
 * @returns: whether there was something to wait for
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
bool flush_delayed_work(struct delayed_work *dwork)
{
	might_sleep();
	return unknown();
}

/**
 * cancel_work_sync - take a work item off its queue or wait until it has run
 * @context: process; may sleep
 * @returns: whether it was queued
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
bool cancel_work_sync(struct work_struct *work)
{
	might_sleep();
	return unknown();
}

/**
 * cancel_delayed_work_sync - cancel_work_sync() for delayed work
 * @context: process; may sleep
 * @returns: whether it was queued
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
bool cancel_delayed_work_sync(struct delayed_work *dwork)
{
	might_sleep();
	return unknown();
}

/**
 * flush_workqueue - wait until what is queued now has run
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/workqueue.h (6.12)
 */
void flush_workqueue(struct workqueue_struct *wq)
{
	might_sleep();
}

/**
 * drain_workqueue - wait until the queue is empty
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
void drain_workqueue(struct workqueue_struct *wq)
{
	might_sleep();
}

/**
 * destroy_workqueue - wait for the queue and free it
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
void destroy_workqueue(struct workqueue_struct *wq)
{
	might_sleep();
	release(wq);
}

/**
 * schedule_on_each_cpu - run a function on every cpu and wait
 * @context: process; may sleep
 * @returns: 0 or -ENOMEM
 * @undo: nothing
 * @source: kernel/workqueue.c (6.12)
 */
int schedule_on_each_cpu(work_func_t func)
{
	might_sleep();
	return unknown();
}

/**
 * kthread_stop - tell a kernel thread to stop and wait for it
 * @context: process; may sleep
 * @returns: what its function returned
 * @undo: nothing
 * @source: kernel/kthread.c (6.12)
 */
int kthread_stop(struct task_struct *k)
{
	might_sleep();
	return unknown();
}

/**
 * kthread_run - create and start a kernel thread
 * @context: process; may sleep
 * @returns: the thread, or an ERR_PTR. It belongs to itself
 * @undo: kthread_stop()
 * @source: include/linux/kthread.h (6.12)
 */
struct task_struct *kthread_run(int (*threadfn)(void *data), void *data, const char *namefmt)
{
	might_sleep();
	if (choose())
		return errptr();
	return fresh();
}

/**
 * try_to_freeze - freeze when asked to
 * @context: process; may sleep
 * @returns: whether it froze
 * @undo: nothing
 * @source: include/linux/freezer.h (6.12)
 */
bool try_to_freeze(void)
{
	might_sleep();
	return unknown();
}

/**
 * copy_from_user - copy from user memory
 * @context: process; may fault, so may sleep
 * @returns: the bytes that could not be copied: 0 is success
 * @undo: nothing
 * @source: include/linux/uaccess.h (6.12)
 */
unsigned long copy_from_user(void *to, const void __user *from, unsigned long n)
{
	might_sleep();
	return unknown();
}

/**
 * copy_to_user - copy to user memory
 * @context: process; may fault, so may sleep
 * @returns: the bytes that could not be copied: 0 is success
 * @undo: nothing
 * @source: include/linux/uaccess.h (6.12)
 */
unsigned long copy_to_user(void __user *to, const void *from, unsigned long n)
{
	might_sleep();
	return unknown();
}

/**
 * clear_user - clear user memory
 * @context: process; may fault, so may sleep
 * @returns: the bytes that could not be cleared: 0 is success
 * @undo: nothing
 * @source: include/asm-generic/uaccess.h (6.12)
 */
unsigned long clear_user(void __user *to, unsigned long n)
{
	might_sleep();
	return unknown();
}

/**
 * get_user - read one value from user memory
 * @context: process; may fault, so may sleep
 * @returns: 0 or -EFAULT
 * @undo: nothing
 * @source: include/asm-generic/uaccess.h (6.12)
 */
__macro int get_user(unsigned long x, const void __user *ptr)
{
	might_sleep();
	x = unknown();
	return unknown();
}

/**
 * put_user - write one value to user memory
 * @context: process; may fault, so may sleep
 * @returns: 0 or -EFAULT
 * @undo: nothing
 * @source: include/asm-generic/uaccess.h (6.12)
 */
int put_user(unsigned long x, void __user *ptr)
{
	might_sleep();
	return unknown();
}

/**
 * strncpy_from_user - copy a string from user memory
 * @context: process; may fault, so may sleep
 * @returns: its length or -EFAULT
 * @undo: nothing
 * @source: lib/strncpy_from_user.c (6.12)
 */
ssize_t strncpy_from_user(char *dst, const char __user *src, long count)
{
	might_sleep();
	return unknown();
}

/**
 * cpus_read_lock - no cpu comes or goes until the unlock
 * @context: process; may sleep
 * @undo: cpus_read_unlock()
 * @since: 4.13
 * @source: include/linux/cpuhplock.h (6.12)
 */
void cpus_read_lock(void)
{
	take(&cpu_hotplug_lock, READ);
}

/**
 * cpus_read_unlock - cpus may come and go again
 * @context: process; may sleep
 * @undo: nothing
 * @since: 4.13
 * @source: include/linux/cpuhplock.h (6.12)
 */
void cpus_read_unlock(void)
{
	drop(&cpu_hotplug_lock, READ);
}

/**
 * cpus_write_lock - keep everybody else out of cpu hotplug
 * @context: process; may sleep
 * @undo: cpus_write_unlock()
 * @since: 4.13
 * @source: include/linux/cpuhplock.h (6.12)
 */
void cpus_write_lock(void)
{
	take(&cpu_hotplug_lock, WRITE);
}

/**
 * cpus_write_unlock - ends cpus_write_lock()
 * @context: process; may sleep
 * @undo: nothing
 * @since: 4.13
 * @source: include/linux/cpuhplock.h (6.12)
 */
void cpus_write_unlock(void)
{
	drop(&cpu_hotplug_lock, WRITE);
}

/**
 * get_online_cpus - no cpu comes or goes until put_online_cpus()
 * @context: process; may sleep
 * @undo: put_online_cpus()
 * @until: 5.14
 * @renamed: cpus_read_lock
 * @source: include/linux/cpu.h (5.14)
 */
void get_online_cpus(void)
{
	take(&cpu_hotplug_lock, READ);
}

/**
 * put_online_cpus - ends get_online_cpus()
 * @context: process; may sleep
 * @undo: nothing
 * @until: 5.14
 * @renamed: cpus_read_unlock
 * @source: include/linux/cpu.h (5.14)
 */
void put_online_cpus(void)
{
	drop(&cpu_hotplug_lock, READ);
}

/**
 * get_online_mems - no memory comes or goes until put_online_mems()
 * @context: process; may sleep
 * @undo: put_online_mems()
 * @source: include/linux/memory_hotplug.h (6.12)
 */
void get_online_mems(void)
{
	take(&mem_hotplug_lock, READ);
}

/**
 * put_online_mems - ends get_online_mems()
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/memory_hotplug.h (6.12)
 */
void put_online_mems(void)
{
	drop(&mem_hotplug_lock, READ);
}

/**
 * mem_hotplug_begin - keep everybody else out of memory hotplug
 * @context: process; may sleep; cpus stay as they are too
 * @undo: mem_hotplug_done()
 * @source: include/linux/memory_hotplug.h (6.12)
 */
void mem_hotplug_begin(void)
{
	take(&cpu_hotplug_lock, READ);
	take(&mem_hotplug_lock, WRITE);
}

/**
 * mem_hotplug_done - ends mem_hotplug_begin()
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/memory_hotplug.h (6.12)
 */
void mem_hotplug_done(void)
{
	drop(&mem_hotplug_lock, WRITE);
	drop(&cpu_hotplug_lock, READ);
}

/**
 * lock_device_hotplug - keep others from adding or removing cpu and memory devices
 * @context: process; may sleep
 * @undo: unlock_device_hotplug()
 * @source: drivers/base/core.c (6.12)
 */
void lock_device_hotplug(void)
{
	take(&device_hotplug_lock, MUTEX);
}

/**
 * unlock_device_hotplug - ends lock_device_hotplug()
 * @context: process; may sleep
 * @undo: nothing
 * @source: drivers/base/core.c (6.12)
 */
void unlock_device_hotplug(void)
{
	drop(&device_hotplug_lock, MUTEX);
}

/**
 * lock_device_hotplug_sysfs - lock_device_hotplug() for sysfs files
 * @context: process; may sleep
 * @returns: 0: held. otherwise restart the system call
 * @undo: unlock_device_hotplug() after 0
 * @source: drivers/base/core.c (6.12)
 */
int lock_device_hotplug_sysfs(void)
{
	if (choose()) {
		might_sleep();
		return error();
	}
	take(&device_hotplug_lock, MUTEX);
	return 0;
}

/**
 * lock_system_sleep - keep the system from suspending
 * @context: process; may sleep
 * @undo: unlock_system_sleep()
 * @source: include/linux/suspend.h (6.12)
 */
void lock_system_sleep(void)
{
	take(&system_transition_mutex, MUTEX);
}

/**
 * unlock_system_sleep - ends lock_system_sleep()
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/suspend.h (6.12)
 */
void unlock_system_sleep(void)
{
	drop(&system_transition_mutex, MUTEX);
}

/**
 * device_lock - take the mutex of a device
 * @context: process; may sleep
 * @undo: device_unlock()
 * @source: include/linux/device.h (6.12)
 */
void device_lock(struct device *dev)
{
	take(&dev->mutex, MUTEX);
}

/**
 * device_unlock - drop the mutex of a device
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/device.h (6.12)
 */
void device_unlock(struct device *dev)
{
	drop(&dev->mutex, MUTEX);
}

/**
 * task_lock - keep mm, fs, files and mempolicy of a task as they are
 * @context: any; the holder must not sleep
 * @undo: task_unlock()
 * @source: include/linux/sched/task.h (6.12)
 */
void task_lock(struct task_struct *p)
{
	take(&p->alloc_lock, SPIN);
}

/**
 * task_unlock - ends task_lock()
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/sched/task.h (6.12)
 */
void task_unlock(struct task_struct *p)
{
	drop(&p->alloc_lock, SPIN);
}

/**
 * lock_task_sighand - take the siglock of a task that may be exiting
 * @context: any; the holder must not sleep; interrupts are off
 * @returns: NULL: the task has no signal handlers any more, nothing is held. else: siglock is held
 * @undo: unlock_task_sighand()
 * @source: include/linux/sched/signal.h (6.12)
 */
struct sighand_struct *lock_task_sighand(struct task_struct *p, unsigned long *flags)
{
	if (choose())
		return NULL;
	enter(IRQ_OFF);
	take(&p->sighand->siglock, SPIN);
	return p->sighand;
}

/**
 * unlock_task_sighand - drop the siglock
 * @context: after lock_task_sighand()
 * @undo: nothing
 * @source: include/linux/sched/signal.h (6.12)
 */
void unlock_task_sighand(struct task_struct *p, unsigned long *flags)
{
	drop(&p->sighand->siglock, SPIN);
	leave(IRQ_OFF);
}

/**
 * Questions about the context: no effect.
 * @source: include/linux/preempt.h, include/linux/irqflags.h, include/linux/sched.h, include/linux/uaccess.h,
 *     include/linux/rcupdate.h, include/linux/smp.h and others (6.12)
 */
__effectless bool in_task(void);
__effectless bool in_interrupt(void);
__effectless bool in_irq(void);
__effectless bool in_softirq(void);
__effectless bool in_nmi(void);
__effectless bool in_atomic(void);
__effectless bool in_hardirq(void);
__effectless bool irqs_disabled(void);
__effectless bool need_resched(void);
__effectless bool preemptible(void);
__effectless bool pagefault_disabled(void);
__effectless bool rcu_read_lock_held(void);
__effectless bool rcu_read_lock_any_held(void);
__effectless bool lockdep_hardirqs_enabled(void);
__effectless int smp_processor_id(void);
__effectless int raw_smp_processor_id(void);
__effectless int __smp_processor_id(void);
__effectless int preempt_count(void);
__effectless int num_online_cpus(void);
__effectless int num_possible_cpus(void);
__effectless int numa_node_id(void);
__effectless int numa_mem_id(void);
__effectless bool signal_pending(struct task_struct *task);
__effectless bool fatal_signal_pending(struct task_struct *task);
__effectless bool task_is_dying(struct task_struct *task);
__effectless bool kthread_should_stop(void);
__effectless bool kthread_freezable_should_stop(void);
__effectless bool freezing(void);
