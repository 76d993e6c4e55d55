/*
 * The tide line: folios on their way between the page cache and a tide pool.
 *
 * Invented for the samples of mm Patch Review: it has the look of mm code, but no kernel has it.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/swap.h>
#include <linux/swapops.h>

struct tide_stat {
	unsigned long pages;
	unsigned long dirty;
	unsigned long busy;
};

/* Counts the folio at index. Returns -ENOENT when the page cache has none. */
int tide_line_account(struct address_space *mapping, pgoff_t index, struct tide_stat *stat)
{
	struct folio *folio;

	folio = filemap_get_folio(mapping, index);
	if (IS_ERR(folio))
		return PTR_ERR(folio);

	stat->pages += folio_nr_pages(folio);
	if (folio_test_dirty(folio))
		stat->dirty++;
	folio_put(folio);

	return 0;
}

/* Waits until the folio at index is clean. */
int tide_line_settle(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio;
	int ret = 0;

	folio = filemap_get_folio(mapping, index);
	if (IS_ERR(folio))
		return PTR_ERR(folio);

	folio_lock(folio);
	if (folio->mapping != mapping) {
		ret = -EAGAIN;
		goto out;
	}
	folio_wait_writeback(folio);
out:
	folio_unlock(folio);
	folio_put(folio);
	return ret;
}

/* Moves the folio at index behind all others; busy folios stay where they are. */
int tide_line_rotate(struct address_space *mapping, pgoff_t index, struct tide_stat *stat)
{
	struct folio *folio;

	folio = filemap_get_folio(mapping, index);
	if (IS_ERR(folio))
		return PTR_ERR(folio);

	if (!folio_trylock(folio)) {
		stat->busy++;
		folio_put(folio);
		return -EBUSY;
	}

	folio_mark_accessed(folio);
	folio_unlock(folio);
	folio_put(folio);
	return 0;
}

/* Whether the folio at index is dirty and big; loses its reference when the folio is clean. */
bool tide_line_peek(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio;
	bool big;

	folio = filemap_get_folio(mapping, index);
	if (IS_ERR(folio))
		return false;

	if (!folio_test_dirty(folio))
		return false;

	big = folio_test_large(folio);
	folio_put(folio);

	return big;
}

/* How many pages the device of a swap entry has; 0 when it is going away. */
unsigned long tide_line_swap_pages(swp_entry_t entry)
{
	struct swap_info_struct *si;
	unsigned long pages;

	si = get_swap_device(entry);
	if (!si)
		return 0;

	pages = si->pages;
	put_swap_device(si);

	return pages;
}
