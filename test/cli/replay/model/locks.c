/**
 * spin_lock - takes a spinlock
 * @context: any; does not sleep
 * @undo: spin_unlock()
 * @source: ours
 */
void spin_lock(spinlock_t *lock)
{
	take(lock, SPIN);
}

/**
 * spin_unlock - gives a spinlock back
 * @context: the lock is held
 * @undo: nothing
 * @source: ours
 */
void spin_unlock(spinlock_t *lock)
{
	drop(lock, SPIN);
}
