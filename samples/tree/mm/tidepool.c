/*
 * Tide pools keep cold folios close to the shore.
 *
 * Invented for the samples of mm Patch Review: it has the look of mm code and uses the kernel's locks, references and
 * iterators, but no kernel has it.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/xarray.h>

struct tide_pool {
	spinlock_t lock;		/* guards entries, nr_entries, pressure */
	struct list_head entries;
	unsigned long nr_entries;
	unsigned long pressure;
	struct mutex resize_lock;	/* serialises changes of limit */
	unsigned long limit;
	struct xarray tree;
};

struct tide_entry {
	struct list_head node;
	struct folio *folio;
	unsigned long index;
	unsigned int age;
};

static bool tide_limit_valid(unsigned long limit)
{
	return limit > 0 && limit < totalram_pages();
}

/* Changes how many entries the pool may hold. */
int tide_pool_resize(struct tide_pool *pool, unsigned long limit)
{
	int ret = 0;

	mutex_lock(&pool->resize_lock);
	if (!tide_limit_valid(limit)) {
		ret = -EINVAL;
		goto out;
	}
	pool->limit = limit;
out:
	mutex_unlock(&pool->resize_lock);
	return ret;
}

/* Makes the entries older; returns how many there are. */
unsigned long tide_pool_age(struct tide_pool *pool)
{
	struct tide_entry *entry;
	unsigned long nr;

	spin_lock(&pool->lock);
	list_for_each_entry(entry, &pool->entries, node)
		entry->age++;
	nr = pool->nr_entries;
	if (nr > pool->limit)
		pool->pressure++;
	spin_unlock(&pool->lock);

	return nr;
}

/* Copies the ages of the first nr entries for a reader in user space. */
unsigned int *tide_pool_snapshot(struct tide_pool *pool, unsigned long nr)
{
	struct tide_entry *entry;
	unsigned int *ages;
	unsigned long i = 0;

	ages = kcalloc(nr, sizeof(*ages), GFP_KERNEL);
	if (!ages)
		return NULL;

	spin_lock(&pool->lock);
	list_for_each_entry(entry, &pool->entries, node) {
		if (i == nr)
			break;
		ages[i++] = entry->age;
	}
	spin_unlock(&pool->lock);

	return ages;
}

/* Takes the folio into the pool; the entry keeps a reference of its own. */
int tide_pool_store(struct tide_pool *pool, struct folio *folio, unsigned long index)
{
	struct tide_entry *entry;
	int err;

	entry = kmalloc(sizeof(*entry), GFP_KERNEL);
	if (!entry)
		return -ENOMEM;

	folio_get(folio);
	entry->folio = folio;
	entry->index = index;
	entry->age = 0;

	err = xa_insert(&pool->tree, index, entry, GFP_KERNEL);
	if (err) {
		folio_put(folio);
		kfree(entry);
		return err;
	}

	spin_lock(&pool->lock);
	list_add(&entry->node, &pool->entries);
	pool->nr_entries++;
	spin_unlock(&pool->lock);

	return 0;
}
