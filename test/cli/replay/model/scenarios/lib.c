/* What the scenarios of this test share. */
void spin_lock(spinlock_t *lock) { take(lock, SPIN); }
void spin_unlock(spinlock_t *lock) { drop(lock, SPIN); }
