/* Locks, contexts and what may sleep, with the paths that part. */
int tide_fill(struct tide_pool *pool, int wait)
{
	unsigned long flags;
	int ret = 0;

	if (wait)
		mutex_lock(&pool->mutex);
	else if (!mutex_trylock(&pool->mutex))
		return -EBUSY;

	spin_lock_irqsave(&pool->lock, flags);
	if (!pool->pages) {
		spin_unlock_irqrestore(&pool->lock, flags);
		ret = -ENOMEM;
		goto out;
	}
	pool->pages--;
	spin_unlock_irqrestore(&pool->lock, flags);
out:
	mutex_unlock(&pool->mutex);
	return ret;
}

void tide_drain(struct lruvec *lruvec, struct tide_pool *pool)
{
	lockdep_assert_held(&lruvec->lru_lock);
	spin_unlock_irq(&lruvec->lru_lock);
	pool->pages = 0;
	spin_lock_irq(&lruvec->lru_lock);
}
