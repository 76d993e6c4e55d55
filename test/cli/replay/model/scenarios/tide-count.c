/**
 * tide-count - two folios are counted at once
 * @era: -
 * @rule: lock/unguarded-access
 * @source: ours
 * @story: The count of a line is read, raised and written without its lock.
 * @bound: two callers
 */
struct tide_line {
	unsigned int nr : 2;
	spinlock_t lock;
};

struct tide_line line;

__variant(locked, holds, "everybody takes the lock");
__variant(unlocked, breaks, "nobody takes the lock");
__mutant(locked, "spin_lock(&tide->lock);", "");

__role void tide_line_add(struct tide_line *tide)
{
	if (variant(locked))
		spin_lock(&tide->lock);
	tide->nr++;
	if (variant(locked))
		spin_unlock(&tide->lock);
}

__copies(2) __thread void tide_fault(void)
{
	tide_line_add(&line);
}

/** all_counted - every folio of the line is counted */
__finally bool all_counted(void)
{
	return line.nr == 2;
}
