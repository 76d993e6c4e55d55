/*
 * Locks: what takes them, what gives them back, and in which context the holder then runs.
 *
 * A spinning lock (SPIN, RAW, BIT, LOCAL, RWREAD, RWWRITE) makes its holder atomic: nothing may sleep until it is dropped.
 * A sleeping lock (MUTEX, READ, WRITE, FOLIO) may sleep to take and lets its holder sleep.
 */

/**
 * spin_lock - take a spinlock
 * @context: any; the holder must not sleep
 * @undo: spin_unlock()
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_lock(spinlock_t *lock)
{
	take(lock, SPIN);
}

/**
 * spin_unlock - drop a spinlock
 * @context: the caller holds the lock
 * @undo: nothing
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_unlock(spinlock_t *lock)
{
	drop(lock, SPIN);
}

/**
 * spin_lock_irq - take a spinlock and turn interrupts off
 * @context: any, see the note
 * @undo: spin_unlock_irq()
 * @note: interrupts must be on before: the unlock turns them on whatever they were
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_lock_irq(spinlock_t *lock)
{
	enter(IRQ_OFF);
	take(lock, SPIN);
}

/**
 * spin_unlock_irq - drop a spinlock and turn interrupts on
 * @context: the caller holds the lock
 * @undo: nothing
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_unlock_irq(spinlock_t *lock)
{
	drop(lock, SPIN);
	reset(IRQ_OFF);
}

/**
 * spin_lock_bh - take a spinlock and turn softirqs off
 * @context: any; the holder must not sleep
 * @undo: spin_unlock_bh()
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_lock_bh(spinlock_t *lock)
{
	enter(BH_OFF);
	take(lock, SPIN);
}

/**
 * spin_unlock_bh - drop a spinlock and softirqs back on
 * @context: the caller holds the lock
 * @undo: nothing
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_unlock_bh(spinlock_t *lock)
{
	drop(lock, SPIN);
	leave(BH_OFF);
}

/**
 * spin_lock_irqsave - take a spinlock with interrupts off, remembering how they were
 * @context: any; the holder must not sleep
 * @undo: spin_unlock_irqrestore() with the same flags
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_lock_irqsave(spinlock_t *lock, unsigned long flags)
{
	enter(IRQ_OFF);
	take(lock, SPIN);
}

/**
 * spin_unlock_irqrestore - drop a spinlock, interrupts as they were
 * @context: the caller holds the lock, flags from the matching lock
 * @undo: nothing
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	drop(lock, SPIN);
	leave(IRQ_OFF);
}

/**
 * spin_lock_nested - take a spinlock while another of its class is held
 * @context: any; the holder must not sleep
 * @undo: spin_unlock()
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_lock_nested(spinlock_t *lock, int subclass)
{
	take(lock, SPIN);
}

/**
 * spin_lock_nest_lock - take a spinlock while another of its class is held
 * @context: any; the holder must not sleep
 * @undo: spin_unlock()
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_lock_nest_lock(spinlock_t *lock, struct lockdep_map *nest)
{
	take(lock, SPIN);
}

/**
 * spin_lock_irqsave_nested - spin_lock_irqsave() while another of its class is held
 * @context: any; the holder must not sleep
 * @undo: spin_unlock_irqrestore()
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void spin_lock_irqsave_nested(spinlock_t *lock, unsigned long flags, int subclass)
{
	enter(IRQ_OFF);
	take(lock, SPIN);
}

/**
 * spin_trylock - take a spinlock if it is free
 * @context: any; never waits
 * @returns: true: the lock is held. false: nothing changed
 * @undo: spin_unlock() after true
 * @source: include/linux/spinlock.h (6.12)
 */
int spin_trylock(spinlock_t *lock)
{
	if (choose())
		return 0;
	trytake(lock, SPIN);
	return 1;
}

/**
 * spin_trylock_irq - take a spinlock if it is free
 * @context: any; never waits
 * @returns: true: the lock is held. false: nothing changed
 * @undo: spin_unlock_irq() after true
 * @source: include/linux/spinlock.h (6.12)
 */
int spin_trylock_irq(spinlock_t *lock)
{
	if (choose())
		return 0;
	enter(IRQ_OFF);
	trytake(lock, SPIN);
	return 1;
}

/**
 * spin_trylock_bh - take a spinlock if it is free
 * @context: any; never waits
 * @returns: true: the lock is held. false: nothing changed
 * @undo: spin_unlock_bh() after true
 * @source: include/linux/spinlock.h (6.12)
 */
int spin_trylock_bh(spinlock_t *lock)
{
	if (choose())
		return 0;
	enter(BH_OFF);
	trytake(lock, SPIN);
	return 1;
}

/**
 * spin_trylock_irqsave - spin_lock_irqsave() if the lock is free
 * @context: any; never waits
 * @returns: true: the lock is held and interrupts are off. false: nothing changed
 * @undo: spin_unlock_irqrestore() after true
 * @source: include/linux/spinlock_rt.h (6.12)
 */
int spin_trylock_irqsave(spinlock_t *lock, unsigned long flags)
{
	if (choose())
		return 0;
	enter(IRQ_OFF);
	trytake(lock, SPIN);
	return 1;
}

/**
 * assert_spin_locked - the caller holds the lock
 * @context: the caller holds the lock
 * @undo: nothing
 * @source: include/linux/spinlock_rt.h (6.12)
 */
void assert_spin_locked(spinlock_t *lock)
{
	held(lock);
}

/**
 * raw_spin_lock - take a raw spinlock
 * @context: any; the holder must not sleep
 * @undo: raw_spin_unlock()
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_lock(raw_spinlock_t *lock)
{
	take(lock, RAW);
}

/**
 * raw_spin_unlock - drop a raw spinlock
 * @context: the caller holds the lock
 * @undo: nothing
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_unlock(raw_spinlock_t *lock)
{
	drop(lock, RAW);
}

/**
 * raw_spin_lock_irq - take a raw spinlock and turn interrupts off
 * @context: any, see the note
 * @undo: raw_spin_unlock_irq()
 * @note: interrupts must be on before: the unlock turns them on whatever they were
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_lock_irq(raw_spinlock_t *lock)
{
	enter(IRQ_OFF);
	take(lock, RAW);
}

/**
 * raw_spin_unlock_irq - drop a raw spinlock and turn interrupts on
 * @context: the caller holds the lock
 * @undo: nothing
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_unlock_irq(raw_spinlock_t *lock)
{
	drop(lock, RAW);
	reset(IRQ_OFF);
}

/**
 * raw_spin_lock_bh - take a raw spinlock and turn softirqs off
 * @context: any; the holder must not sleep
 * @undo: raw_spin_unlock_bh()
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_lock_bh(raw_spinlock_t *lock)
{
	enter(BH_OFF);
	take(lock, RAW);
}

/**
 * raw_spin_unlock_bh - drop a raw spinlock and softirqs back on
 * @context: the caller holds the lock
 * @undo: nothing
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_unlock_bh(raw_spinlock_t *lock)
{
	drop(lock, RAW);
	leave(BH_OFF);
}

/**
 * raw_spin_lock_irqsave - take a raw spinlock with interrupts off, remembering how they were
 * @context: any; the holder must not sleep
 * @undo: raw_spin_unlock_irqrestore() with the same flags
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_lock_irqsave(raw_spinlock_t *lock, unsigned long flags)
{
	enter(IRQ_OFF);
	take(lock, RAW);
}

/**
 * raw_spin_unlock_irqrestore - drop a raw spinlock, interrupts as they were
 * @context: the caller holds the lock, flags from the matching lock
 * @undo: nothing
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags)
{
	drop(lock, RAW);
	leave(IRQ_OFF);
}

/**
 * raw_spin_lock_nested - take a raw spinlock while another of its class is held
 * @context: any; the holder must not sleep
 * @undo: raw_spin_unlock()
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_lock_nested(raw_spinlock_t *lock, int subclass)
{
	take(lock, RAW);
}

/**
 * raw_spin_lock_nest_lock - take a raw spinlock while another of its class is held
 * @context: any; the holder must not sleep
 * @undo: raw_spin_unlock()
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_lock_nest_lock(raw_spinlock_t *lock, struct lockdep_map *nest)
{
	take(lock, RAW);
}

/**
 * raw_spin_lock_irqsave_nested - raw_spin_lock_irqsave() while another of its class is held
 * @context: any; the holder must not sleep
 * @undo: raw_spin_unlock_irqrestore()
 * @source: include/linux/spinlock.h (6.12)
 */
void raw_spin_lock_irqsave_nested(raw_spinlock_t *lock, unsigned long flags, int subclass)
{
	enter(IRQ_OFF);
	take(lock, RAW);
}

/**
 * raw_spin_trylock - take a raw spinlock if it is free
 * @context: any; never waits
 * @returns: true: the lock is held. false: nothing changed
 * @undo: raw_spin_unlock() after true
 * @source: include/linux/spinlock.h (6.12)
 */
int raw_spin_trylock(raw_spinlock_t *lock)
{
	if (choose())
		return 0;
	trytake(lock, RAW);
	return 1;
}

/**
 * raw_spin_trylock_irq - take a raw spinlock if it is free
 * @context: any; never waits
 * @returns: true: the lock is held. false: nothing changed
 * @undo: raw_spin_unlock_irq() after true
 * @source: include/linux/spinlock.h (6.12)
 */
int raw_spin_trylock_irq(raw_spinlock_t *lock)
{
	if (choose())
		return 0;
	enter(IRQ_OFF);
	trytake(lock, RAW);
	return 1;
}

/**
 * raw_spin_trylock_bh - take a raw spinlock if it is free
 * @context: any; never waits
 * @returns: true: the lock is held. false: nothing changed
 * @undo: raw_spin_unlock_bh() after true
 * @source: include/linux/spinlock.h (6.12)
 */
int raw_spin_trylock_bh(raw_spinlock_t *lock)
{
	if (choose())
		return 0;
	enter(BH_OFF);
	trytake(lock, RAW);
	return 1;
}

/**
 * raw_spin_trylock_irqsave - raw_spin_lock_irqsave() if the lock is free
 * @context: any; never waits
 * @returns: true: the lock is held and interrupts are off. false: nothing changed
 * @undo: raw_spin_unlock_irqrestore() after true
 * @source: include/linux/spinlock.h (6.12)
 */
int raw_spin_trylock_irqsave(raw_spinlock_t *lock, unsigned long flags)
{
	if (choose())
		return 0;
	enter(IRQ_OFF);
	trytake(lock, RAW);
	return 1;
}

/**
 * assert_raw_spin_locked - the caller holds the lock
 * @context: the caller holds the lock
 * @undo: nothing
 * @source: include/linux/spinlock_api_smp.h (6.12)
 */
void assert_raw_spin_locked(raw_spinlock_t *lock)
{
	held(lock);
}

/**
 * atomic_dec_and_lock - decrement, and take the lock if that gives zero
 * @context: any; never sleeps
 * @returns: true: zero, and the lock is held. false: not zero, no lock
 * @undo: spin_unlock() after true
 * @source: include/linux/spinlock.h (6.12)
 */
int atomic_dec_and_lock(atomic_t *cnt, spinlock_t *lock)
{
	if (choose())
		return 0;
	take(lock, SPIN);
	return 1;
}

/**
 * refcount_dec_and_lock - decrement, and take the lock if that gives zero
 * @context: any; does not sleep
 * @returns: true: zero, and the lock is held. false: not zero, no lock
 * @undo: spin_unlock() after true
 * @source: lib/refcount.c (6.12)
 */
int refcount_dec_and_lock(refcount_t *r, spinlock_t *lock)
{
	if (choose())
		return 0;
	take(lock, SPIN);
	return 1;
}

/**
 * refcount_dec_and_mutex_lock - decrement, and take the mutex if that gives zero
 * @context: process; may sleep
 * @returns: true: zero, and the mutex is held. false: not zero, no mutex
 * @undo: mutex_unlock() after true
 * @source: lib/refcount.c (6.12)
 */
int refcount_dec_and_mutex_lock(refcount_t *r, struct mutex *lock)
{
	if (choose())
		return 0;
	take(lock, MUTEX);
	return 1;
}

/**
 * refcount_dec_and_lock_irqsave - refcount_dec_and_lock() with interrupts off
 * @context: any; does not sleep
 * @returns: true: zero, the lock is held and interrupts are off. false: not zero, no lock
 * @undo: spin_unlock_irqrestore() after true
 * @source: lib/refcount.c (6.12)
 */
int refcount_dec_and_lock_irqsave(refcount_t *r, spinlock_t *lock, unsigned long *flags)
{
	if (choose())
		return 0;
	enter(IRQ_OFF);
	take(lock, SPIN);
	return 1;
}

/**
 * read_lock - take an rwlock_t for reading
 * @context: any; the holder must not sleep
 * @undo: read_unlock()
 * @source: include/linux/rwlock.h (6.12)
 */
void read_lock(rwlock_t *lock)
{
	take(lock, RWREAD);
}

/**
 * read_unlock - drop the read side of an rwlock_t
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rwlock.h (6.12)
 */
void read_unlock(rwlock_t *lock)
{
	drop(lock, RWREAD);
}

/**
 * read_lock_irq - take an rwlock_t for reading
 * @context: any; the holder must not sleep
 * @undo: read_unlock_irq()
 * @source: include/linux/rwlock.h (6.12)
 */
void read_lock_irq(rwlock_t *lock)
{
	enter(IRQ_OFF);
	take(lock, RWREAD);
}

/**
 * read_unlock_irq - drop the read side of an rwlock_t
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rwlock.h (6.12)
 */
void read_unlock_irq(rwlock_t *lock)
{
	drop(lock, RWREAD);
	reset(IRQ_OFF);
}

/**
 * read_lock_bh - take an rwlock_t for reading
 * @context: any; the holder must not sleep
 * @undo: read_unlock_bh()
 * @source: include/linux/rwlock.h (6.12)
 */
void read_lock_bh(rwlock_t *lock)
{
	enter(BH_OFF);
	take(lock, RWREAD);
}

/**
 * read_unlock_bh - drop the read side of an rwlock_t
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rwlock.h (6.12)
 */
void read_unlock_bh(rwlock_t *lock)
{
	drop(lock, RWREAD);
	leave(BH_OFF);
}

/**
 * read_lock_irqsave - read_lock() with interrupts off, remembering how they were
 * @context: any; the holder must not sleep
 * @undo: read_unlock_irqrestore()
 * @source: include/linux/rwlock.h (6.12)
 */
void read_lock_irqsave(rwlock_t *lock, unsigned long flags)
{
	enter(IRQ_OFF);
	take(lock, RWREAD);
}

/**
 * read_unlock_irqrestore - drop the read side, interrupts as they were
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rwlock.h (6.12)
 */
void read_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	drop(lock, RWREAD);
	leave(IRQ_OFF);
}

/**
 * read_trylock - read_lock() if nobody is in the way
 * @context: any; never waits
 * @returns: true: held. false: nothing changed
 * @undo: read_unlock() after true
 * @source: include/linux/rwlock.h (6.12)
 */
int read_trylock(rwlock_t *lock)
{
	if (choose())
		return 0;
	trytake(lock, RWREAD);
	return 1;
}

/**
 * write_lock - take an rwlock_t for writing
 * @context: any; the holder must not sleep
 * @undo: write_unlock()
 * @source: include/linux/rwlock.h (6.12)
 */
void write_lock(rwlock_t *lock)
{
	take(lock, RWWRITE);
}

/**
 * write_unlock - drop the write side of an rwlock_t
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rwlock.h (6.12)
 */
void write_unlock(rwlock_t *lock)
{
	drop(lock, RWWRITE);
}

/**
 * write_lock_irq - take an rwlock_t for writing
 * @context: any; the holder must not sleep
 * @undo: write_unlock_irq()
 * @source: include/linux/rwlock.h (6.12)
 */
void write_lock_irq(rwlock_t *lock)
{
	enter(IRQ_OFF);
	take(lock, RWWRITE);
}

/**
 * write_unlock_irq - drop the write side of an rwlock_t
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rwlock.h (6.12)
 */
void write_unlock_irq(rwlock_t *lock)
{
	drop(lock, RWWRITE);
	reset(IRQ_OFF);
}

/**
 * write_lock_bh - take an rwlock_t for writing
 * @context: any; the holder must not sleep
 * @undo: write_unlock_bh()
 * @source: include/linux/rwlock.h (6.12)
 */
void write_lock_bh(rwlock_t *lock)
{
	enter(BH_OFF);
	take(lock, RWWRITE);
}

/**
 * write_unlock_bh - drop the write side of an rwlock_t
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rwlock.h (6.12)
 */
void write_unlock_bh(rwlock_t *lock)
{
	drop(lock, RWWRITE);
	leave(BH_OFF);
}

/**
 * write_lock_irqsave - write_lock() with interrupts off, remembering how they were
 * @context: any; the holder must not sleep
 * @undo: write_unlock_irqrestore()
 * @source: include/linux/rwlock.h (6.12)
 */
void write_lock_irqsave(rwlock_t *lock, unsigned long flags)
{
	enter(IRQ_OFF);
	take(lock, RWWRITE);
}

/**
 * write_unlock_irqrestore - drop the write side, interrupts as they were
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rwlock.h (6.12)
 */
void write_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	drop(lock, RWWRITE);
	leave(IRQ_OFF);
}

/**
 * write_trylock - write_lock() if nobody is in the way
 * @context: any; never waits
 * @returns: true: held. false: nothing changed
 * @undo: write_unlock() after true
 * @source: include/linux/rwlock.h (6.12)
 */
int write_trylock(rwlock_t *lock)
{
	if (choose())
		return 0;
	trytake(lock, RWWRITE);
	return 1;
}

/**
 * mutex_lock - take a mutex
 * @context: process; may sleep
 * @undo: mutex_unlock()
 * @source: kernel/locking/mutex.c (6.12)
 */
void mutex_lock(struct mutex *lock)
{
	take(lock, MUTEX);
}

/**
 * mutex_lock_nested - take a mutex while another of its class is held
 * @context: process; may sleep
 * @undo: mutex_unlock()
 * @source: kernel/locking/mutex.c (6.12)
 */
void mutex_lock_nested(struct mutex *lock, unsigned int subclass)
{
	take(lock, MUTEX);
}

/**
 * mutex_lock_nest_lock - take a mutex under an outer lock that orders its class
 * @context: process; may sleep
 * @undo: mutex_unlock()
 * @source: include/linux/mutex.h (6.12)
 */
void mutex_lock_nest_lock(struct mutex *lock, struct mutex *nest)
{
	take(lock, MUTEX);
}

/**
 * mutex_lock_io - mutex_lock() accounted as waiting for IO
 * @context: process; may sleep
 * @undo: mutex_unlock()
 * @source: kernel/locking/mutex.c (6.12)
 */
void mutex_lock_io(struct mutex *lock)
{
	take(lock, MUTEX);
}

/**
 * mutex_lock_interruptible - take a mutex unless a signal comes first
 * @context: process; may sleep
 * @returns: 0: the mutex is held. -EINTR: it is not
 * @undo: mutex_unlock() after 0
 * @source: kernel/locking/mutex.c (6.12)
 */
int mutex_lock_interruptible(struct mutex *lock)
{
	if (choose()) {
		might_sleep();
		return -EINTR;
	}
	take(lock, MUTEX);
	return 0;
}

/**
 * mutex_lock_interruptible_nested - mutex_lock_interruptible() while another of its class is held
 * @context: process; may sleep
 * @returns: 0: the mutex is held. -EINTR: it is not
 * @undo: mutex_unlock() after 0
 * @source: kernel/locking/mutex.c (6.12)
 */
int mutex_lock_interruptible_nested(struct mutex *lock, unsigned int subclass)
{
	return mutex_lock_interruptible(lock);
}

/**
 * mutex_lock_killable - take a mutex unless a fatal signal comes first
 * @context: process; may sleep
 * @returns: 0: the mutex is held. -EINTR: it is not
 * @undo: mutex_unlock() after 0
 * @source: kernel/locking/mutex.c (6.12)
 */
int mutex_lock_killable(struct mutex *lock)
{
	if (choose()) {
		might_sleep();
		return -EINTR;
	}
	take(lock, MUTEX);
	return 0;
}

/**
 * mutex_lock_killable_nested - mutex_lock_killable() while another of its class is held
 * @context: process; may sleep
 * @returns: 0: the mutex is held. -EINTR: it is not
 * @undo: mutex_unlock() after 0
 * @source: kernel/locking/mutex.c (6.12)
 */
int mutex_lock_killable_nested(struct mutex *lock, unsigned int subclass)
{
	return mutex_lock_killable(lock);
}

/**
 * mutex_trylock - take a mutex if it is free
 * @context: process; does not wait
 * @returns: 1: the mutex is held. 0: it is not (the other way round than down_trylock())
 * @undo: mutex_unlock() after 1
 * @source: kernel/locking/mutex.c (6.12)
 */
int mutex_trylock(struct mutex *lock)
{
	if (choose())
		return 0;
	trytake(lock, MUTEX);
	return 1;
}

/**
 * atomic_dec_and_mutex_lock - decrement, and take the mutex if that gives zero
 * @context: process; may sleep
 * @returns: 1: zero, and the mutex is held. 0: not zero, no mutex
 * @undo: mutex_unlock() after 1
 * @source: kernel/locking/mutex.c (6.12)
 */
int atomic_dec_and_mutex_lock(atomic_t *cnt, struct mutex *lock)
{
	if (choose())
		return 0;
	take(lock, MUTEX);
	return 1;
}

/**
 * mutex_unlock - drop a mutex
 * @context: the caller holds it; process
 * @undo: nothing
 * @source: kernel/locking/mutex.c (6.12)
 */
void mutex_unlock(struct mutex *lock)
{
	drop(lock, MUTEX);
}

/**
 * down - acquire a counting semaphore
 * @context: process; may sleep
 * @undo: up()
 * @source: kernel/locking/semaphore.c (6.12)
 */
void down(struct semaphore *sem)
{
	take(sem, MUTEX);
}

/**
 * down_trylock - acquire a semaphore if it is free
 * @context: any; does not wait
 * @returns: 0: acquired. 1: not (the other way round than mutex_trylock())
 * @undo: up() after 0
 * @source: kernel/locking/semaphore.c (6.12)
 */
int down_trylock(struct semaphore *sem)
{
	if (choose())
		return 1;
	trytake(sem, MUTEX);
	return 0;
}

/**
 * up - release a semaphore
 * @context: any; does not sleep
 * @undo: nothing
 * @source: kernel/locking/semaphore.c (6.12)
 */
void up(struct semaphore *sem)
{
	drop(sem, MUTEX);
}

/**
 * down_read - take an rwsem for reading
 * @context: process; may sleep
 * @undo: up_read()
 * @source: kernel/locking/rwsem.c (6.12)
 */
void down_read(struct rw_semaphore *sem)
{
	take(sem, READ);
}

/**
 * down_read_nested - down_read() while another of its class is held
 * @context: process; may sleep
 * @undo: up_read()
 * @source: kernel/locking/rwsem.c (6.12)
 */
void down_read_nested(struct rw_semaphore *sem, int subclass)
{
	take(sem, READ);
}

/**
 * down_read_non_owner - down_read() that another task will release
 * @context: process; may sleep
 * @undo: up_read_non_owner()
 * @source: kernel/locking/rwsem.c (6.12)
 */
void down_read_non_owner(struct rw_semaphore *sem)
{
	take(sem, READ);
}

/**
 * down_read_killable - down_read() unless a fatal signal comes first
 * @context: process; may sleep
 * @returns: 0: held. -EINTR: not held
 * @undo: up_read() after 0
 * @source: kernel/locking/rwsem.c (6.12)
 */
int down_read_killable(struct rw_semaphore *sem)
{
	if (choose()) {
		might_sleep();
		return -EINTR;
	}
	take(sem, READ);
	return 0;
}

/**
 * down_read_interruptible - down_read() unless a signal comes first
 * @context: process; may sleep
 * @returns: 0: held. -EINTR: not held
 * @undo: up_read() after 0
 * @source: kernel/locking/rwsem.c (6.12)
 */
int down_read_interruptible(struct rw_semaphore *sem)
{
	if (choose()) {
		might_sleep();
		return -EINTR;
	}
	take(sem, READ);
	return 0;
}

/**
 * down_read_trylock - down_read() if nobody is in the way
 * @context: any; does not wait
 * @returns: 1: held. 0: not held
 * @undo: up_read() after 1
 * @source: kernel/locking/rwsem.c (6.12)
 */
int down_read_trylock(struct rw_semaphore *sem)
{
	if (choose())
		return 0;
	trytake(sem, READ);
	return 1;
}

/**
 * up_read - drop the read side of an rwsem
 * @context: the caller holds it
 * @undo: nothing
 * @source: kernel/locking/rwsem.c (6.12)
 */
void up_read(struct rw_semaphore *sem)
{
	drop(sem, READ);
}

/**
 * down_write - take an rwsem for writing
 * @context: process; may sleep
 * @undo: up_write()
 * @source: kernel/locking/rwsem.c (6.12)
 */
void down_write(struct rw_semaphore *sem)
{
	take(sem, WRITE);
}

/**
 * down_write_nested - down_write() while another of its class is held
 * @context: process; may sleep
 * @undo: up_write()
 * @source: kernel/locking/rwsem.c (6.12)
 */
void down_write_nested(struct rw_semaphore *sem, int subclass)
{
	take(sem, WRITE);
}

/**
 * down_write_nest_lock - down_write() under an outer lock that orders its class
 * @context: process; may sleep
 * @undo: up_write()
 * @source: include/linux/rwsem.h (6.12)
 */
void down_write_nest_lock(struct rw_semaphore *sem, struct rw_semaphore *nest)
{
	take(sem, WRITE);
}

/**
 * down_write_killable - down_write() unless a fatal signal comes first
 * @context: process; may sleep
 * @returns: 0: held. -EINTR: not held
 * @undo: up_write() after 0
 * @source: kernel/locking/rwsem.c (6.12)
 */
int down_write_killable(struct rw_semaphore *sem)
{
	if (choose()) {
		might_sleep();
		return -EINTR;
	}
	take(sem, WRITE);
	return 0;
}

/**
 * down_write_trylock - down_write() if nobody is in the way
 * @context: any; does not wait
 * @returns: 1: held. 0: not held
 * @undo: up_write() after 1
 * @source: kernel/locking/rwsem.c (6.12)
 */
int down_write_trylock(struct rw_semaphore *sem)
{
	if (choose())
		return 0;
	trytake(sem, WRITE);
	return 1;
}

/**
 * up_write - drop the write side of an rwsem
 * @context: the caller holds it
 * @undo: nothing
 * @source: kernel/locking/rwsem.c (6.12)
 */
void up_write(struct rw_semaphore *sem)
{
	drop(sem, WRITE);
}

/**
 * up_read_non_owner - drop the read side of an rwsem that another task took
 * @context: somebody holds it for the caller
 * @undo: nothing
 * @source: kernel/locking/rwsem.c (6.12)
 */
void up_read_non_owner(struct rw_semaphore *sem)
{
	drop(sem, READ);
}

/**
 * downgrade_write - turn the write side into the read side without letting go
 * @context: the caller holds the write side
 * @undo: up_read()
 * @source: kernel/locking/rwsem.c (6.12)
 */
void downgrade_write(struct rw_semaphore *sem)
{
	drop(sem, WRITE);
	trytake(sem, READ);
}

/**
 * The lock that one bit of a word is (a name of this model).
 * @source: ours
 */
__pure void *bit_of(int bitnum, unsigned long *addr);

/**
 * bit_spin_lock - spin on one bit of a word
 * @context: any; the holder must not sleep
 * @undo: bit_spin_unlock()
 * @source: include/linux/bit_spinlock.h (6.12)
 * @check: locks: the bit that the body sets or clears is the lock
 */
void bit_spin_lock(int bitnum, unsigned long *addr)
{
	take(bit_of(bitnum, addr), BIT);
}

/**
 * bit_spin_trylock - set the bit if it is clear
 * @context: any; never waits
 * @returns: true: the bit lock is held. false: it is not
 * @undo: bit_spin_unlock() after true
 * @source: include/linux/bit_spinlock.h (6.12)
 * @check: locks: the bit that the body sets or clears is the lock
 */
int bit_spin_trylock(int bitnum, unsigned long *addr)
{
	if (choose())
		return 0;
	trytake(bit_of(bitnum, addr), BIT);
	return 1;
}

/**
 * bit_spin_unlock - clear the bit
 * @context: the caller holds the bit lock
 * @undo: nothing
 * @source: include/linux/bit_spinlock.h (6.12)
 * @check: locks: the bit that the body sets or clears is the lock
 */
void bit_spin_unlock(int bitnum, unsigned long *addr)
{
	drop(bit_of(bitnum, addr), BIT);
}

/**
 * __bit_spin_unlock - clear the bit
 * @context: the caller holds the bit lock
 * @undo: nothing
 * @source: include/linux/bit_spinlock.h (6.12)
 * @check: locks: the bit that the body sets or clears is the lock
 */
void __bit_spin_unlock(int bitnum, unsigned long *addr)
{
	drop(bit_of(bitnum, addr), BIT);
}

/**
 * hlist_bl_lock - spin on the low bit of a hash chain head
 * @context: any; the holder must not sleep
 * @undo: hlist_bl_unlock()
 * @source: include/linux/list_bl.h (6.12)
 * @check: locks: bit 0 of the head is the lock; the model names the head
 */
void hlist_bl_lock(struct hlist_bl_head *b)
{
	take(b, BIT);
}

/**
 * hlist_bl_unlock - unlock a hash chain
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/list_bl.h (6.12)
 * @check: locks: bit 0 of the head is the lock; the model names the head
 */
void hlist_bl_unlock(struct hlist_bl_head *b)
{
	drop(b, BIT);
}

/**
 * write_seqlock - become the writer of a seqlock
 * @context: any; the holder must not sleep
 * @undo: write_sequnlock()
 * @source: include/linux/seqlock.h (6.12)
 */
void write_seqlock(seqlock_t *sl)
{
	take(&sl->lock, SPIN);
}

/**
 * write_sequnlock - the writer of a seqlock is done
 * @context: the caller is the writer
 * @undo: nothing
 * @source: include/linux/seqlock.h (6.12)
 */
void write_sequnlock(seqlock_t *sl)
{
	drop(&sl->lock, SPIN);
}

/**
 * read_seqlock_excl - read under a seqlock with writers and other such readers kept out
 * @context: any; the holder must not sleep
 * @undo: read_sequnlock_excl()
 * @source: include/linux/seqlock.h (6.12)
 */
void read_seqlock_excl(seqlock_t *sl)
{
	take(&sl->lock, SPIN);
}

/**
 * read_sequnlock_excl - the exclusive reader of a seqlock is done
 * @context: the caller is that reader
 * @undo: nothing
 * @source: include/linux/seqlock.h (6.12)
 */
void read_sequnlock_excl(seqlock_t *sl)
{
	drop(&sl->lock, SPIN);
}

/**
 * write_seqlock_irq - become the writer of a seqlock
 * @context: any; the holder must not sleep
 * @undo: write_sequnlock_irq()
 * @source: include/linux/seqlock.h (6.12)
 */
void write_seqlock_irq(seqlock_t *sl)
{
	enter(IRQ_OFF);
	take(&sl->lock, SPIN);
}

/**
 * write_sequnlock_irq - the writer of a seqlock is done
 * @context: the caller is the writer
 * @undo: nothing
 * @source: include/linux/seqlock.h (6.12)
 */
void write_sequnlock_irq(seqlock_t *sl)
{
	drop(&sl->lock, SPIN);
	reset(IRQ_OFF);
}

/**
 * read_seqlock_excl_irq - read under a seqlock with writers and other such readers kept out
 * @context: any; the holder must not sleep
 * @undo: read_sequnlock_excl_irq()
 * @source: include/linux/seqlock.h (6.12)
 */
void read_seqlock_excl_irq(seqlock_t *sl)
{
	enter(IRQ_OFF);
	take(&sl->lock, SPIN);
}

/**
 * read_sequnlock_excl_irq - the exclusive reader of a seqlock is done
 * @context: the caller is that reader
 * @undo: nothing
 * @source: include/linux/seqlock.h (6.12)
 */
void read_sequnlock_excl_irq(seqlock_t *sl)
{
	drop(&sl->lock, SPIN);
	reset(IRQ_OFF);
}

/**
 * write_seqlock_bh - become the writer of a seqlock
 * @context: any; the holder must not sleep
 * @undo: write_sequnlock_bh()
 * @source: include/linux/seqlock.h (6.12)
 */
void write_seqlock_bh(seqlock_t *sl)
{
	enter(BH_OFF);
	take(&sl->lock, SPIN);
}

/**
 * write_sequnlock_bh - the writer of a seqlock is done
 * @context: the caller is the writer
 * @undo: nothing
 * @source: include/linux/seqlock.h (6.12)
 */
void write_sequnlock_bh(seqlock_t *sl)
{
	drop(&sl->lock, SPIN);
	leave(BH_OFF);
}

/**
 * read_seqlock_excl_bh - read under a seqlock with writers and other such readers kept out
 * @context: any; the holder must not sleep
 * @undo: read_sequnlock_excl_bh()
 * @source: include/linux/seqlock.h (6.12)
 */
void read_seqlock_excl_bh(seqlock_t *sl)
{
	enter(BH_OFF);
	take(&sl->lock, SPIN);
}

/**
 * read_sequnlock_excl_bh - the exclusive reader of a seqlock is done
 * @context: the caller is that reader
 * @undo: nothing
 * @source: include/linux/seqlock.h (6.12)
 */
void read_sequnlock_excl_bh(seqlock_t *sl)
{
	drop(&sl->lock, SPIN);
	leave(BH_OFF);
}

/**
 * write_seqlock_irqsave - become the writer of a seqlock with interrupts off
 * @context: any; the holder must not sleep
 * @undo: write_sequnlock_irqrestore()
 * @source: include/linux/seqlock.h (6.12)
 */
void write_seqlock_irqsave(seqlock_t *sl, unsigned long flags)
{
	enter(IRQ_OFF);
	take(&sl->lock, SPIN);
}

/**
 * write_sequnlock_irqrestore - the writer is done, interrupts as they were
 * @context: the caller is the writer
 * @undo: nothing
 * @source: include/linux/seqlock.h (6.12)
 */
void write_sequnlock_irqrestore(seqlock_t *sl, unsigned long flags)
{
	drop(&sl->lock, SPIN);
	leave(IRQ_OFF);
}

/**
 * write_seqcount_begin - open a write section of a seqcount; writers are kept apart by another lock
 * @context: that other lock held
 * @undo: write_seqcount_end()
 * @note: whether the section is atomic depends on the associated lock; here only the pairing is modelled
 * @source: include/linux/seqlock.h (6.12)
 */
void write_seqcount_begin(seqcount_t *s)
{
	trytake(s, MUTEX);
}

/**
 * write_seqcount_end - close the write section
 * @context: inside it
 * @undo: nothing
 * @source: include/linux/seqlock.h (6.12)
 */
void write_seqcount_end(seqcount_t *s)
{
	drop(s, MUTEX);
}

/**
 * raw_write_seqcount_begin - open a write section of a seqcount; writers are kept apart by another lock
 * @context: that other lock held
 * @undo: raw_write_seqcount_end()
 * @note: whether the section is atomic depends on the associated lock; here only the pairing is modelled
 * @source: include/linux/seqlock.h (6.12)
 */
void raw_write_seqcount_begin(seqcount_t *s)
{
	trytake(s, MUTEX);
}

/**
 * raw_write_seqcount_end - close the write section
 * @context: inside it
 * @undo: nothing
 * @source: include/linux/seqlock.h (6.12)
 */
void raw_write_seqcount_end(seqcount_t *s)
{
	drop(s, MUTEX);
}

/**
 * write_seqcount_begin_nested - write_seqcount_begin() inside another write section
 * @context: the lock that keeps writers apart is held
 * @undo: write_seqcount_end()
 * @source: include/linux/seqlock.h (6.12)
 */
void write_seqcount_begin_nested(seqcount_t *s, int subclass)
{
	trytake(s, MUTEX);
}

/**
 * The reader side of seqlocks and seqcounts: retries, never blocks.
 * @source: include/linux/seqlock.h (6.12)
 */
__effectless unsigned read_seqbegin(seqcount_t *s);
__effectless unsigned read_seqcount_begin(seqcount_t *s);
__effectless unsigned raw_read_seqcount_begin(seqcount_t *s);
__effectless unsigned raw_seqcount_begin(seqcount_t *s);
__effectless int read_seqretry(seqcount_t *s, unsigned start);
__effectless int read_seqcount_retry(seqcount_t *s, unsigned start);

/**
 * local_lock - take this cpu's local lock
 * @context: any; the holder stays on its cpu and must not sleep (on PREEMPT_RT it may be preempted)
 * @undo: local_unlock()
 * @since: 5.8
 * @source: include/linux/local_lock.h (6.12)
 */
void local_lock(local_lock_t *lock)
{
	take(lock, LOCAL);
}

/**
 * local_unlock - drop this cpu's local lock
 * @context: the caller holds it
 * @undo: nothing
 * @since: 5.8
 * @source: include/linux/local_lock.h (6.12)
 */
void local_unlock(local_lock_t *lock)
{
	drop(lock, LOCAL);
}

/**
 * local_lock_irq - take this cpu's local lock
 * @context: any; the holder stays on its cpu and must not sleep (on PREEMPT_RT it may be preempted)
 * @undo: local_unlock_irq()
 * @since: 5.8
 * @source: include/linux/local_lock.h (6.12)
 */
void local_lock_irq(local_lock_t *lock)
{
	enter(IRQ_OFF);
	take(lock, LOCAL);
}

/**
 * local_unlock_irq - drop this cpu's local lock
 * @context: the caller holds it
 * @undo: nothing
 * @since: 5.8
 * @source: include/linux/local_lock.h (6.12)
 */
void local_unlock_irq(local_lock_t *lock)
{
	drop(lock, LOCAL);
	reset(IRQ_OFF);
}

/**
 * local_lock_irqsave - take this cpu's local lock
 * @context: any; the holder stays on its cpu and must not sleep (on PREEMPT_RT it may be preempted)
 * @undo: local_unlock_irqrestore()
 * @since: 5.8
 * @source: include/linux/local_lock.h (6.12)
 */
void local_lock_irqsave(local_lock_t *lock, unsigned long flags)
{
	enter(IRQ_OFF);
	take(lock, LOCAL);
}

/**
 * local_unlock_irqrestore - drop this cpu's local lock
 * @context: the caller holds it
 * @undo: nothing
 * @since: 5.8
 * @source: include/linux/local_lock.h (6.12)
 */
void local_unlock_irqrestore(local_lock_t *lock, unsigned long flags)
{
	drop(lock, LOCAL);
	leave(IRQ_OFF);
}

/**
 * local_trylock - take this cpu's local lock unless the interrupted context holds it
 * @context: any, NMI included; never waits
 * @returns: true: held. false: not held
 * @undo: local_unlock() after true
 * @since: 6.15
 * @source: mm/memcontrol.c:refill_stock (6.19)
 */
int local_trylock(local_trylock_t *lock)
{
	if (choose())
		return 0;
	trytake(lock, LOCAL);
	return 1;
}

/**
 * local_trylock_irqsave - take this cpu's local lock unless the interrupted context holds it
 * @context: any, NMI included; never waits
 * @returns: true: held. false: not held
 * @undo: local_unlock_irqrestore() after true
 * @since: 6.15
 * @source: mm/memcontrol.c:refill_stock (6.19)
 */
int local_trylock_irqsave(local_trylock_t *lock, unsigned long flags)
{
	if (choose())
		return 0;
	enter(IRQ_OFF);
	trytake(lock, LOCAL);
	return 1;
}

/**
 * xa_lock - take the spinlock of an xarray
 * @context: any; the holder must not sleep
 * @undo: xa_unlock()
 * @since: 4.17
 * @source: include/linux/xarray.h (6.12)
 */
void xa_lock(struct xarray *xa)
{
	take(&xa->xa_lock, SPIN);
}

/**
 * xa_unlock - drop the spinlock of an xarray
 * @context: the caller holds it
 * @undo: nothing
 * @since: 4.17
 * @source: include/linux/xarray.h (6.12)
 */
void xa_unlock(struct xarray *xa)
{
	drop(&xa->xa_lock, SPIN);
}

/**
 * xas_lock - take the spinlock of the xarray that an xa_state walks
 * @context: any; the holder must not sleep
 * @undo: xas_unlock()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void xas_lock(struct xa_state *xas)
{
	take(&xas->xa->xa_lock, SPIN);
}

/**
 * xas_unlock - drop the spinlock of the xarray that an xa_state walks
 * @context: the caller holds it
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void xas_unlock(struct xa_state *xas)
{
	drop(&xas->xa->xa_lock, SPIN);
}

/**
 * xa_lock_bh - take the spinlock of an xarray
 * @context: any; the holder must not sleep
 * @undo: xa_unlock_bh()
 * @since: 4.17
 * @source: include/linux/xarray.h (6.12)
 */
void xa_lock_bh(struct xarray *xa)
{
	enter(BH_OFF);
	take(&xa->xa_lock, SPIN);
}

/**
 * xa_unlock_bh - drop the spinlock of an xarray
 * @context: the caller holds it
 * @undo: nothing
 * @since: 4.17
 * @source: include/linux/xarray.h (6.12)
 */
void xa_unlock_bh(struct xarray *xa)
{
	drop(&xa->xa_lock, SPIN);
	leave(BH_OFF);
}

/**
 * xas_lock_bh - take the spinlock of the xarray that an xa_state walks
 * @context: any; the holder must not sleep
 * @undo: xas_unlock_bh()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void xas_lock_bh(struct xa_state *xas)
{
	enter(BH_OFF);
	take(&xas->xa->xa_lock, SPIN);
}

/**
 * xas_unlock_bh - drop the spinlock of the xarray that an xa_state walks
 * @context: the caller holds it
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void xas_unlock_bh(struct xa_state *xas)
{
	drop(&xas->xa->xa_lock, SPIN);
	leave(BH_OFF);
}

/**
 * xa_lock_irq - take the spinlock of an xarray
 * @context: any; the holder must not sleep
 * @undo: xa_unlock_irq()
 * @since: 4.17
 * @source: include/linux/xarray.h (6.12)
 */
void xa_lock_irq(struct xarray *xa)
{
	enter(IRQ_OFF);
	take(&xa->xa_lock, SPIN);
}

/**
 * xa_unlock_irq - drop the spinlock of an xarray
 * @context: the caller holds it
 * @undo: nothing
 * @since: 4.17
 * @source: include/linux/xarray.h (6.12)
 */
void xa_unlock_irq(struct xarray *xa)
{
	drop(&xa->xa_lock, SPIN);
	reset(IRQ_OFF);
}

/**
 * xas_lock_irq - take the spinlock of the xarray that an xa_state walks
 * @context: any; the holder must not sleep
 * @undo: xas_unlock_irq()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void xas_lock_irq(struct xa_state *xas)
{
	enter(IRQ_OFF);
	take(&xas->xa->xa_lock, SPIN);
}

/**
 * xas_unlock_irq - drop the spinlock of the xarray that an xa_state walks
 * @context: the caller holds it
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void xas_unlock_irq(struct xa_state *xas)
{
	drop(&xas->xa->xa_lock, SPIN);
	reset(IRQ_OFF);
}

/**
 * xa_lock_irqsave - take the spinlock of an xarray
 * @context: any; the holder must not sleep
 * @undo: xa_unlock_irqrestore()
 * @since: 4.17
 * @source: include/linux/xarray.h (6.12)
 */
void xa_lock_irqsave(struct xarray *xa, unsigned long flags)
{
	enter(IRQ_OFF);
	take(&xa->xa_lock, SPIN);
}

/**
 * xa_unlock_irqrestore - drop the spinlock of an xarray
 * @context: the caller holds it
 * @undo: nothing
 * @since: 4.17
 * @source: include/linux/xarray.h (6.12)
 */
void xa_unlock_irqrestore(struct xarray *xa, unsigned long flags)
{
	drop(&xa->xa_lock, SPIN);
	leave(IRQ_OFF);
}

/**
 * xas_lock_irqsave - take the spinlock of the xarray that an xa_state walks
 * @context: any; the holder must not sleep
 * @undo: xas_unlock_irqrestore()
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void xas_lock_irqsave(struct xa_state *xas, unsigned long flags)
{
	enter(IRQ_OFF);
	take(&xas->xa->xa_lock, SPIN);
}

/**
 * xas_unlock_irqrestore - drop the spinlock of the xarray that an xa_state walks
 * @context: the caller holds it
 * @undo: nothing
 * @since: 4.20
 * @source: include/linux/xarray.h (6.12)
 */
void xas_unlock_irqrestore(struct xa_state *xas, unsigned long flags)
{
	drop(&xas->xa->xa_lock, SPIN);
	leave(IRQ_OFF);
}

/**
 * xa_trylock - take the spinlock of an xarray if it is free
 * @context: any; never waits
 * @returns: true: held. false: not held
 * @undo: xa_unlock() after true
 * @since: 4.17
 * @source: include/linux/xarray.h (6.12)
 */
int xa_trylock(struct xarray *xa)
{
	if (choose())
		return 0;
	trytake(&xa->xa_lock, SPIN);
	return 1;
}

/**
 * xa_lock_nested - xa_lock() while another of its class is held
 * @context: any; the holder must not sleep
 * @undo: xa_unlock()
 * @since: 5.0
 * @note: 5.0 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/xarray.h (6.12)
 */
void xa_lock_nested(struct xarray *xa, int subclass)
{
	take(&xa->xa_lock, SPIN);
}

/**
 * lockdep_assert_held - the caller holds this lock
 * @context: the lock is held
 * @undo: nothing
 * @source: include/linux/lockdep.h (6.12)
 */
void lockdep_assert_held(void *l)
{
	held(l);
}

/**
 * lockdep_assert_held_write - the caller holds this lock
 * @context: the lock is held
 * @undo: nothing
 * @source: include/linux/lockdep.h (6.12)
 */
void lockdep_assert_held_write(void *l)
{
	held(l);
}

/**
 * lockdep_assert_held_read - the caller holds this lock
 * @context: the lock is held
 * @undo: nothing
 * @source: include/linux/lockdep.h (6.12)
 */
void lockdep_assert_held_read(void *l)
{
	held(l);
}

/**
 * lockdep_assert_held_once - the caller holds this lock
 * @context: the lock is held
 * @undo: nothing
 * @source: include/linux/lockdep.h (6.12)
 */
void lockdep_assert_held_once(void *l)
{
	held(l);
}

/**
 * Checks of lock state that change nothing.
 * @source: include/linux/lockdep.h, include/linux/spinlock_rt.h, include/linux/spinlock.h,
 *     kernel/locking/mutex.c, include/linux/rwsem.h, include/linux/rcupdate.h and others (6.12)
 */
__effectless int lockdep_is_held(void *lock);
__effectless int spin_is_locked(void *lock);
__effectless int raw_spin_is_locked(void *lock);
__effectless int mutex_is_locked(void *lock);
__effectless int rwsem_is_locked(void *lock);
__effectless int spin_is_contended(void *lock);
__effectless int rwsem_is_contended(void *lock);
__effectless void lockdep_assert_not_held(void *lock);
__effectless void lockdep_assert_once(void *lock);
__effectless void lockdep_assert(void *lock);
__effectless void lockdep_assert_none_held_once(void *lock);
__effectless void lockdep_assert_in_rcu_read_lock(void);
__effectless void lockdep_assert_irqs_disabled(void);
__effectless void lockdep_assert_irqs_enabled(void);
__effectless void lockdep_assert_preemption_disabled(void);
__effectless void lockdep_assert_preemption_enabled(void);
__effectless void lockdep_off(void);
__effectless void lockdep_on(void);
__effectless void lockdep_set_class(void *lock, void *key);
__effectless void lockdep_set_class_and_name(void *lock, void *key);
__effectless void lockdep_set_subclass(void *lock, void *key);
__effectless void spin_lock_init(void *lock);
__effectless void raw_spin_lock_init(void *lock);
__effectless void rwlock_init(void *lock);
__effectless void init_rwsem(void *lock);
__effectless void seqlock_init(void *lock);
__effectless void seqcount_init(void *lock);
__effectless void local_lock_init(void *lock);
__effectless void mutex_init(void *lock);
__effectless void mutex_destroy(void *lock);

/* Locks with names of their own. */
/**
 * percpu_down_read - take the reader side of a per-cpu rwsem
 * @context: process; may sleep
 * @undo: percpu_up_read()
 * @source: include/linux/percpu-rwsem.h (6.12)
 */
void percpu_down_read(struct percpu_rw_semaphore *sem)
{
	take(sem, READ);
}

/**
 * percpu_down_read_trylock - percpu_down_read() if no writer is there
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: percpu_up_read() after true
 * @source: include/linux/percpu-rwsem.h (6.12)
 */
bool percpu_down_read_trylock(struct percpu_rw_semaphore *sem)
{
	if (choose())
		return false;
	trytake(sem, READ);
	return true;
}

/**
 * percpu_up_read - drop the reader side
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/percpu-rwsem.h (6.12)
 */
void percpu_up_read(struct percpu_rw_semaphore *sem)
{
	drop(sem, READ);
}

/**
 * percpu_down_write - take the writer side of a per-cpu rwsem
 * @context: process; may sleep
 * @undo: percpu_up_write()
 * @source: kernel/locking/percpu-rwsem.c (6.12)
 */
void percpu_down_write(struct percpu_rw_semaphore *sem)
{
	take(sem, WRITE);
}

/**
 * percpu_up_write - drop the writer side
 * @context: the caller holds it
 * @undo: nothing
 * @source: kernel/locking/percpu-rwsem.c (6.12)
 */
void percpu_up_write(struct percpu_rw_semaphore *sem)
{
	drop(sem, WRITE);
}

/**
 * sb_start_write - keep a filesystem from being frozen
 * @context: process; may sleep
 * @undo: sb_end_write()
 * @source: include/linux/fs.h (6.12)
 * @check: locks: the level chooses an element of rw_sem; the model has one lock for all
 */
void sb_start_write(struct super_block *sb)
{
	take(&sb->s_writers, READ);
}

/**
 * sb_start_write_trylock - sb_start_write() unless it is being frozen
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: sb_end_write() after true
 * @source: include/linux/fs.h (6.12)
 * @check: locks: the level chooses an element of rw_sem; the model has one lock for all
 */
bool sb_start_write_trylock(struct super_block *sb)
{
	if (choose())
		return false;
	trytake(&sb->s_writers, READ);
	return true;
}

/**
 * sb_end_write - the filesystem may be frozen again
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/fs.h (6.12)
 * @check: locks: the level chooses an element of rw_sem; the model has one lock for all
 */
void sb_end_write(struct super_block *sb)
{
	drop(&sb->s_writers, READ);
}

/**
 * sb_start_pagefault - sb_start_write() for a page fault
 * @context: process; may sleep
 * @undo: sb_end_pagefault()
 * @source: include/linux/fs.h (6.12)
 * @check: locks: the level chooses an element of rw_sem; the model has one lock for all
 */
void sb_start_pagefault(struct super_block *sb)
{
	take(&sb->s_writers, READ);
}

/**
 * sb_end_pagefault - ends sb_start_pagefault()
 * @context: process; may sleep
 * @undo: nothing
 * @source: include/linux/fs.h (6.12)
 * @check: locks: the level chooses an element of rw_sem; the model has one lock for all
 */
void sb_end_pagefault(struct super_block *sb)
{
	drop(&sb->s_writers, READ);
}

/**
 * mtree_lock - take the spinlock of a maple tree
 * @context: any; the holder must not sleep
 * @undo: mtree_unlock()
 * @since: 6.1
 * @source: include/linux/maple_tree.h (6.12)
 */
void mtree_lock(struct maple_tree *mt)
{
	take(&mt->ma_lock, SPIN);
}

/**
 * mtree_unlock - drop the spinlock of a maple tree
 * @context: any; the holder must not sleep
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/maple_tree.h (6.12)
 */
void mtree_unlock(struct maple_tree *mt)
{
	drop(&mt->ma_lock, SPIN);
}

/**
 * mas_lock - take the spinlock of the maple tree that mas walks
 * @context: any; the holder must not sleep
 * @undo: mas_unlock()
 * @since: 6.1
 * @source: include/linux/maple_tree.h (6.12)
 */
void mas_lock(struct ma_state *mas)
{
	take(&mas->tree->ma_lock, SPIN);
}

/**
 * mas_unlock - drop it
 * @context: any; the holder must not sleep
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/maple_tree.h (6.12)
 */
void mas_unlock(struct ma_state *mas)
{
	drop(&mas->tree->ma_lock, SPIN);
}

/**
 * pgdat_resize_lock - keep the size of a node as it is
 * @context: any; the holder must not sleep
 * @undo: pgdat_resize_unlock()
 * @source: include/linux/memory_hotplug.h (6.12)
 */
void pgdat_resize_lock(struct pglist_data *pgdat, unsigned long *flags)
{
	enter(IRQ_OFF);
	take(&pgdat->node_size_lock, SPIN);
}

/**
 * pgdat_resize_unlock - ends pgdat_resize_lock()
 * @context: any; the holder must not sleep
 * @undo: nothing
 * @source: include/linux/memory_hotplug.h (6.12)
 */
void pgdat_resize_unlock(struct pglist_data *pgdat, unsigned long *flags)
{
	drop(&pgdat->node_size_lock, SPIN);
	leave(IRQ_OFF);
}

/**
 * write_lock_nested - write_lock() while another of its class is held
 * @context: any; the holder must not sleep
 * @undo: write_unlock()
 * @source: include/linux/rwlock.h (6.12)
 */
void write_lock_nested(rwlock_t *lock, int subclass)
{
	take(lock, RWWRITE);
}

/**
 * Whether somebody waits for a lock that is held.
 * @source: include/linux/spinlock.h, include/linux/rwlock_rt.h, include/linux/lockdep.h, include/linux/wait.h,
 *     kernel/rcu/srcutree.c, kernel/locking/percpu-rwsem.c and others (6.12)
 */
__effectless bool spin_needbreak(void *lock);
__effectless bool rwlock_needbreak(void *lock);
__effectless bool rwlock_is_contended(void *lock);
__effectless void might_lock(void *lock);
__effectless void might_lock_read(void *lock);
__effectless void might_lock_nested(void *lock);
__effectless void init_waitqueue_func_entry(void *lock);
__effectless void init_srcu_struct(void *lock);
__effectless void cleanup_srcu_struct(void *lock);
__effectless void percpu_free_rwsem(void *lock);
__effectless void sema_init(void *lock);
__effectless void lock_map_acquire(void *lock);
__effectless void lock_map_release(void *lock);
__effectless int percpu_init_rwsem(void *lock);
