/*
 * Clean-up by scope: guard(name)(arg) calls class_name_constructor(arg) and, at the end of the scope, class_name_destructor(arg);
 * __free(name) calls __free_name(ptr) at the end of the scope, with whatever the pointer is then.
 */
/**
 * class_mutex_constructor - guard(mutex): enter
 * @context: as the function that it calls
 * @undo: class_mutex_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/mutex.h (6.12)
 */
void class_mutex_constructor(struct mutex *lock)
{
	mutex_lock(lock);
}

/**
 * class_mutex_destructor - guard(mutex): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/mutex.h (6.12)
 */
void class_mutex_destructor(struct mutex *lock)
{
	mutex_unlock(lock);
}

/**
 * class_spinlock_constructor - guard(spinlock): enter
 * @context: as the function that it calls
 * @undo: class_spinlock_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_spinlock_constructor(spinlock_t *lock)
{
	spin_lock(lock);
}

/**
 * class_spinlock_destructor - guard(spinlock): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_spinlock_destructor(spinlock_t *lock)
{
	spin_unlock(lock);
}

/**
 * class_spinlock_irq_constructor - guard(spinlock_irq): enter
 * @context: as the function that it calls
 * @undo: class_spinlock_irq_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_spinlock_irq_constructor(spinlock_t *lock)
{
	spin_lock_irq(lock);
}

/**
 * class_spinlock_irq_destructor - guard(spinlock_irq): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_spinlock_irq_destructor(spinlock_t *lock)
{
	spin_unlock_irq(lock);
}

/**
 * class_spinlock_irqsave_constructor - guard(spinlock_irqsave): enter
 * @context: as the function that it calls
 * @undo: class_spinlock_irqsave_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_spinlock_irqsave_constructor(spinlock_t *lock)
{
	spin_lock_irqsave(lock, 0);
}

/**
 * class_spinlock_irqsave_destructor - guard(spinlock_irqsave): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_spinlock_irqsave_destructor(spinlock_t *lock)
{
	spin_unlock_irqrestore(lock, 0);
}

/**
 * class_spinlock_bh_constructor - guard(spinlock_bh): enter
 * @context: as the function that it calls
 * @undo: class_spinlock_bh_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_spinlock_bh_constructor(spinlock_t *lock)
{
	spin_lock_bh(lock);
}

/**
 * class_spinlock_bh_destructor - guard(spinlock_bh): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_spinlock_bh_destructor(spinlock_t *lock)
{
	spin_unlock_bh(lock);
}

/**
 * class_raw_spinlock_constructor - guard(raw_spinlock): enter
 * @context: as the function that it calls
 * @undo: class_raw_spinlock_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_constructor(raw_spinlock_t *lock)
{
	raw_spin_lock(lock);
}

/**
 * class_raw_spinlock_destructor - guard(raw_spinlock): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_destructor(raw_spinlock_t *lock)
{
	raw_spin_unlock(lock);
}

/**
 * class_raw_spinlock_nested_constructor - guard(raw_spinlock_nested): enter
 * @context: as the function that it calls
 * @undo: class_raw_spinlock_nested_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_nested_constructor(raw_spinlock_t *lock)
{
	raw_spin_lock(lock);
}

/**
 * class_raw_spinlock_nested_destructor - guard(raw_spinlock_nested): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_nested_destructor(raw_spinlock_t *lock)
{
	raw_spin_unlock(lock);
}

/**
 * class_raw_spinlock_irq_constructor - guard(raw_spinlock_irq): enter
 * @context: as the function that it calls
 * @undo: class_raw_spinlock_irq_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_irq_constructor(raw_spinlock_t *lock)
{
	raw_spin_lock_irq(lock);
}

/**
 * class_raw_spinlock_irq_destructor - guard(raw_spinlock_irq): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_irq_destructor(raw_spinlock_t *lock)
{
	raw_spin_unlock_irq(lock);
}

/**
 * class_raw_spinlock_bh_constructor - guard(raw_spinlock_bh): enter
 * @context: as the function that it calls
 * @undo: class_raw_spinlock_bh_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_bh_constructor(raw_spinlock_t *lock)
{
	raw_spin_lock_bh(lock);
}

/**
 * class_raw_spinlock_bh_destructor - guard(raw_spinlock_bh): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_bh_destructor(raw_spinlock_t *lock)
{
	raw_spin_unlock_bh(lock);
}

/**
 * class_raw_spinlock_irqsave_constructor - guard(raw_spinlock_irqsave): enter
 * @context: as the function that it calls
 * @undo: class_raw_spinlock_irqsave_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_irqsave_constructor(raw_spinlock_t *lock)
{
	raw_spin_lock_irqsave(lock, 0);
}

/**
 * class_raw_spinlock_irqsave_destructor - guard(raw_spinlock_irqsave): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_raw_spinlock_irqsave_destructor(raw_spinlock_t *lock)
{
	raw_spin_unlock_irqrestore(lock, 0);
}

/**
 * class_read_lock_constructor - guard(read_lock): enter
 * @context: as the function that it calls
 * @undo: class_read_lock_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_read_lock_constructor(rwlock_t *lock)
{
	read_lock(lock);
}

/**
 * class_read_lock_destructor - guard(read_lock): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_read_lock_destructor(rwlock_t *lock)
{
	read_unlock(lock);
}

/**
 * class_read_lock_irq_constructor - guard(read_lock_irq): enter
 * @context: as the function that it calls
 * @undo: class_read_lock_irq_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_read_lock_irq_constructor(rwlock_t *lock)
{
	read_lock_irq(lock);
}

/**
 * class_read_lock_irq_destructor - guard(read_lock_irq): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_read_lock_irq_destructor(rwlock_t *lock)
{
	read_unlock_irq(lock);
}

/**
 * class_read_lock_irqsave_constructor - guard(read_lock_irqsave): enter
 * @context: as the function that it calls
 * @undo: class_read_lock_irqsave_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_read_lock_irqsave_constructor(rwlock_t *lock)
{
	read_lock_irqsave(lock, 0);
}

/**
 * class_read_lock_irqsave_destructor - guard(read_lock_irqsave): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_read_lock_irqsave_destructor(rwlock_t *lock)
{
	read_unlock_irqrestore(lock, 0);
}

/**
 * class_write_lock_constructor - guard(write_lock): enter
 * @context: as the function that it calls
 * @undo: class_write_lock_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_write_lock_constructor(rwlock_t *lock)
{
	write_lock(lock);
}

/**
 * class_write_lock_destructor - guard(write_lock): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_write_lock_destructor(rwlock_t *lock)
{
	write_unlock(lock);
}

/**
 * class_write_lock_irq_constructor - guard(write_lock_irq): enter
 * @context: as the function that it calls
 * @undo: class_write_lock_irq_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_write_lock_irq_constructor(rwlock_t *lock)
{
	write_lock_irq(lock);
}

/**
 * class_write_lock_irq_destructor - guard(write_lock_irq): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_write_lock_irq_destructor(rwlock_t *lock)
{
	write_unlock_irq(lock);
}

/**
 * class_write_lock_irqsave_constructor - guard(write_lock_irqsave): enter
 * @context: as the function that it calls
 * @undo: class_write_lock_irqsave_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_write_lock_irqsave_constructor(rwlock_t *lock)
{
	write_lock_irqsave(lock, 0);
}

/**
 * class_write_lock_irqsave_destructor - guard(write_lock_irqsave): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/spinlock.h (6.12)
 */
void class_write_lock_irqsave_destructor(rwlock_t *lock)
{
	write_unlock_irqrestore(lock, 0);
}

/**
 * class_rwsem_read_constructor - guard(rwsem_read): enter
 * @context: as the function that it calls
 * @undo: class_rwsem_read_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/rwsem.h (6.12)
 */
void class_rwsem_read_constructor(struct rw_semaphore *sem)
{
	down_read(sem);
}

/**
 * class_rwsem_read_destructor - guard(rwsem_read): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/rwsem.h (6.12)
 */
void class_rwsem_read_destructor(struct rw_semaphore *sem)
{
	up_read(sem);
}

/**
 * class_rwsem_write_constructor - guard(rwsem_write): enter
 * @context: as the function that it calls
 * @undo: class_rwsem_write_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/rwsem.h (6.12)
 */
void class_rwsem_write_constructor(struct rw_semaphore *sem)
{
	down_write(sem);
}

/**
 * class_rwsem_write_destructor - guard(rwsem_write): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/rwsem.h (6.12)
 */
void class_rwsem_write_destructor(struct rw_semaphore *sem)
{
	up_write(sem);
}

/**
 * class_rcu_constructor - guard(rcu): enter
 * @context: as the function that it calls
 * @undo: class_rcu_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/rcupdate.h (6.12)
 */
void class_rcu_constructor(void)
{
	rcu_read_lock();
}

/**
 * class_rcu_destructor - guard(rcu): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/rcupdate.h (6.12)
 */
void class_rcu_destructor(void)
{
	rcu_read_unlock();
}

/**
 * class_preempt_constructor - guard(preempt): enter
 * @context: as the function that it calls
 * @undo: class_preempt_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/preempt.h (6.12)
 */
void class_preempt_constructor(void)
{
	preempt_disable();
}

/**
 * class_preempt_destructor - guard(preempt): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/preempt.h (6.12)
 */
void class_preempt_destructor(void)
{
	preempt_enable();
}

/**
 * class_preempt_notrace_constructor - guard(preempt_notrace): enter
 * @context: as the function that it calls
 * @undo: class_preempt_notrace_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/preempt.h (6.12)
 */
void class_preempt_notrace_constructor(void)
{
	preempt_disable_notrace();
}

/**
 * class_preempt_notrace_destructor - guard(preempt_notrace): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/preempt.h (6.12)
 */
void class_preempt_notrace_destructor(void)
{
	preempt_enable_notrace();
}

/**
 * class_migrate_constructor - guard(migrate): enter
 * @context: as the function that it calls
 * @undo: class_migrate_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/preempt.h (6.12)
 */
void class_migrate_constructor(void)
{
	migrate_disable();
}

/**
 * class_migrate_destructor - guard(migrate): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/preempt.h (6.12)
 */
void class_migrate_destructor(void)
{
	migrate_enable();
}

/**
 * class_irq_constructor - guard(irq): enter
 * @context: as the function that it calls
 * @undo: class_irq_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/irqflags.h (6.12)
 */
void class_irq_constructor(void)
{
	local_irq_disable();
}

/**
 * class_irq_destructor - guard(irq): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/irqflags.h (6.12)
 */
void class_irq_destructor(void)
{
	local_irq_enable();
}

/**
 * class_irqsave_constructor - guard(irqsave): enter
 * @context: as the function that it calls
 * @undo: class_irqsave_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/irqflags.h (6.12)
 */
void class_irqsave_constructor(void)
{
	local_irq_save(0);
}

/**
 * class_irqsave_destructor - guard(irqsave): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/irqflags.h (6.12)
 */
void class_irqsave_destructor(void)
{
	local_irq_restore(0);
}

/**
 * class_cpus_read_lock_constructor - guard(cpus_read_lock): enter
 * @context: as the function that it calls
 * @undo: class_cpus_read_lock_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/cpuhplock.h (6.12)
 */
void class_cpus_read_lock_constructor(void)
{
	cpus_read_lock();
}

/**
 * class_cpus_read_lock_destructor - guard(cpus_read_lock): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/cpuhplock.h (6.12)
 */
void class_cpus_read_lock_destructor(void)
{
	cpus_read_unlock();
}

/**
 * class_srcu_constructor - guard(srcu): enter
 * @context: as the function that it calls
 * @undo: class_srcu_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/srcu.h (6.12)
 */
void class_srcu_constructor(struct srcu_struct *ssp)
{
	srcu_read_lock(ssp);
}

/**
 * class_srcu_destructor - guard(srcu): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/srcu.h (6.12)
 */
void class_srcu_destructor(struct srcu_struct *ssp)
{
	srcu_read_unlock(ssp, 0);
}

/**
 * class_task_lock_constructor - guard(task_lock): enter
 * @context: as the function that it calls
 * @undo: class_task_lock_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/sched/task.h (6.12)
 */
void class_task_lock_constructor(struct task_struct *p)
{
	task_lock(p);
}

/**
 * class_task_lock_destructor - guard(task_lock): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/sched/task.h (6.12)
 */
void class_task_lock_destructor(struct task_struct *p)
{
	task_unlock(p);
}

/**
 * class_device_constructor - guard(device): enter
 * @context: as the function that it calls
 * @undo: class_device_destructor() at the end of the scope
 * @since: 6.5
 * @source: include/linux/device.h (6.12)
 */
void class_device_constructor(struct device *dev)
{
	device_lock(dev);
}

/**
 * class_device_destructor - guard(device): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/device.h (6.12)
 */
void class_device_destructor(struct device *dev)
{
	device_unlock(dev);
}

/**
 * class_mutex_try_constructor - scoped_cond_guard(mutex_try): enter if possible
 * @context: as the function that it calls
 * @returns: true: entered. false: the scope is not run
 * @undo: class_mutex_try_destructor() at the end of the scope
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
bool class_mutex_try_constructor(struct mutex *lock)
{
	return mutex_trylock(lock);
}

/**
 * class_mutex_try_destructor - scoped_cond_guard(mutex_try): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
void class_mutex_try_destructor(struct mutex *lock)
{
	mutex_unlock(lock);
}

/**
 * class_rwsem_read_try_constructor - scoped_cond_guard(rwsem_read_try): enter if possible
 * @context: as the function that it calls
 * @returns: true: entered. false: the scope is not run
 * @undo: class_rwsem_read_try_destructor() at the end of the scope
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
bool class_rwsem_read_try_constructor(struct rw_semaphore *sem)
{
	return down_read_trylock(sem);
}

/**
 * class_rwsem_read_try_destructor - scoped_cond_guard(rwsem_read_try): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
void class_rwsem_read_try_destructor(struct rw_semaphore *sem)
{
	up_read(sem);
}

/**
 * class_rwsem_write_try_constructor - scoped_cond_guard(rwsem_write_try): enter if possible
 * @context: as the function that it calls
 * @returns: true: entered. false: the scope is not run
 * @undo: class_rwsem_write_try_destructor() at the end of the scope
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
bool class_rwsem_write_try_constructor(struct rw_semaphore *sem)
{
	return down_write_trylock(sem);
}

/**
 * class_rwsem_write_try_destructor - scoped_cond_guard(rwsem_write_try): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
void class_rwsem_write_try_destructor(struct rw_semaphore *sem)
{
	up_write(sem);
}

/**
 * class_spinlock_try_constructor - scoped_cond_guard(spinlock_try): enter if possible
 * @context: as the function that it calls
 * @returns: true: entered. false: the scope is not run
 * @undo: class_spinlock_try_destructor() at the end of the scope
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
bool class_spinlock_try_constructor(spinlock_t *lock)
{
	return spin_trylock(lock);
}

/**
 * class_spinlock_try_destructor - scoped_cond_guard(spinlock_try): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
void class_spinlock_try_destructor(spinlock_t *lock)
{
	spin_unlock(lock);
}

/**
 * class_mutex_intr_constructor - scoped_cond_guard(mutex_intr): enter unless a signal comes
 * @context: as the function that it calls
 * @returns: true: entered. false: the scope is not run
 * @undo: class_mutex_intr_destructor() at the end of the scope
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
bool class_mutex_intr_constructor(struct mutex *lock)
{
	return mutex_lock_interruptible(lock) == 0;
}

/**
 * class_mutex_intr_destructor - scoped_cond_guard(mutex_intr): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
void class_mutex_intr_destructor(struct mutex *lock)
{
	mutex_unlock(lock);
}

/**
 * class_rwsem_read_intr_constructor - scoped_cond_guard(rwsem_read_intr): enter unless a signal comes
 * @context: as the function that it calls
 * @returns: true: entered. false: the scope is not run
 * @undo: class_rwsem_read_intr_destructor() at the end of the scope
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
bool class_rwsem_read_intr_constructor(struct rw_semaphore *sem)
{
	return down_read_interruptible(sem) == 0;
}

/**
 * class_rwsem_read_intr_destructor - scoped_cond_guard(rwsem_read_intr): leave
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.8
 * @note: 6.8 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/cleanup.h (6.12)
 */
void class_rwsem_read_intr_destructor(struct rw_semaphore *sem)
{
	up_read(sem);
}

/**
 * __free_kfree - __free(kfree): at the end of the scope; NULL and ERR_PTR are left alone
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/slab.h (6.12)
 */
void __free_kfree(void *p)
{
	if (IS_ERR_OR_NULL(p))
		return;
	kfree(p);
}

/**
 * __free_kvfree - __free(kvfree): at the end of the scope; NULL and ERR_PTR are left alone
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/slab.h (6.12)
 */
void __free_kvfree(void *p)
{
	if (IS_ERR_OR_NULL(p))
		return;
	kvfree(p);
}

/**
 * __free_put_task - __free(put_task): at the end of the scope; NULL and ERR_PTR are left alone
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/sched/task.h (6.12)
 */
void __free_put_task(struct task_struct *t)
{
	if (IS_ERR_OR_NULL(t))
		return;
	put_task_struct(t);
}

/**
 * __free_put_device - __free(put_device): at the end of the scope; NULL and ERR_PTR are left alone
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/device.h (6.12)
 */
void __free_put_device(struct device *dev)
{
	if (IS_ERR_OR_NULL(dev))
		return;
	put_device(dev);
}

/**
 * __free_fput - __free(fput): at the end of the scope; NULL and ERR_PTR are left alone
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/file.h (6.12)
 */
void __free_fput(struct file *file)
{
	if (IS_ERR_OR_NULL(file))
		return;
	fput(file);
}

/**
 * __free_bitmap - __free(bitmap): at the end of the scope; NULL and ERR_PTR are left alone
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/bitmap.h (6.12)
 */
void __free_bitmap(unsigned long *map)
{
	if (IS_ERR_OR_NULL(map))
		return;
	kfree(map);
}

/**
 * __free_free_percpu - __free(free_percpu): at the end of the scope; NULL and ERR_PTR are left alone
 * @context: as the function that it calls
 * @undo: nothing
 * @since: 6.5
 * @source: include/linux/percpu.h (6.12)
 */
void __free_free_percpu(void *p)
{
	if (IS_ERR_OR_NULL(p))
		return;
	free_percpu(p);
}
