/**
 * damon-memcg-path - a path of a DAMON filter is replaced while others read or replace it
 * @era: 6.3-
 * @rule: lock/unguarded-access
 * @source: 1e68eb96e8be "mm/damon/sysfs-schemes: protect memcg_path kfree() with damon_sysfs_lock"; mm/damon/sysfs-schemes.c (6.12)
 * @story: memcg_path_store() frees the path that the filter had and puts its own in place. Two writers at once free the same path twice, and a reader shows one that
 *   was freed. Writers, readers and the commit of the schemes hold damon_sysfs_lock for it.
 * @bound: two writers, one reader; one filter
 * @atomic: nothing
 */
struct kobject {
	bool registered;
};

struct path {
	bool set;
};

struct damon_sysfs_scheme_filter {
	struct kobject kobj;
	struct path *memcg_path;
};

struct path old_path;
__pool struct path new_path[2];
struct damon_sysfs_scheme_filter filter = { .memcg_path = &old_path };
struct mutex damon_sysfs_lock;

__variant(locked, holds, "both sides under damon_sysfs_lock");
__variant(unlocked, breaks, "the path is replaced and read without a lock");
__variant(leaked, breaks, "under the lock, but the old path is not freed");
__mutant(locked, "kfree(path);	/* nobody saw it */", ";");
__mutant(leaked, "filter->memcg_path = path;	/* over the old one */", "kfree(filter->memcg_path); filter->memcg_path = path;");

struct path *kmalloc(unsigned long size, gfp_t gfp) { return new(struct path); }
void kfree(struct path *path) { free(path); }
void strscpy(struct path *path, const char *from, unsigned long size) { path->set = true; }

int sysfs_emit(char *buf, const char *format, struct path *path)
{
	assert(alive(path));
	return 0;
}

__in(locked)
__role ssize_t memcg_path_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf, size_t count)
{
	struct damon_sysfs_scheme_filter *filter = container_of(kobj, struct damon_sysfs_scheme_filter, kobj);
	struct path *path = kmalloc(1, GFP_KERNEL);

	if (!path)
		return -ENOMEM;
	hunk_begin();
	strscpy(path, buf, count);
	if (!mutex_trylock(&damon_sysfs_lock)) {
		kfree(path);	/* nobody saw it */
		return -EBUSY;
	}
	kfree(filter->memcg_path);
	filter->memcg_path = path;
	mutex_unlock(&damon_sysfs_lock);
	return count;
	hunk_end();
}

__in(unlocked)
__role ssize_t memcg_path_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf, size_t count)
{
	struct damon_sysfs_scheme_filter *filter = container_of(kobj, struct damon_sysfs_scheme_filter, kobj);
	struct path *path = kmalloc(1, GFP_KERNEL);

	if (!path)
		return -ENOMEM;
	strscpy(path, buf, count);
	kfree(filter->memcg_path);
	filter->memcg_path = path;
	return count;
}

__in(leaked)
__role ssize_t memcg_path_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf, size_t count)
{
	struct damon_sysfs_scheme_filter *filter = container_of(kobj, struct damon_sysfs_scheme_filter, kobj);
	struct path *path = kmalloc(1, GFP_KERNEL);

	if (!path)
		return -ENOMEM;
	mutex_lock(&damon_sysfs_lock);
	filter->memcg_path = path;	/* over the old one */
	mutex_unlock(&damon_sysfs_lock);
	return count;
}

__role ssize_t memcg_path_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	struct damon_sysfs_scheme_filter *filter = container_of(kobj, struct damon_sysfs_scheme_filter, kobj);
	int len;

	if (variant(unlocked))
		return sysfs_emit(buf, NULL, filter->memcg_path);
	hunk_begin();
	if (!mutex_trylock(&damon_sysfs_lock))
		return -EBUSY;
	len = sysfs_emit(buf, NULL, filter->memcg_path);
	mutex_unlock(&damon_sysfs_lock);
	return len;
	hunk_end();
}

__copies(2) __thread void write_memcg_path(void)
{
	memcg_path_store(&filter.kobj, NULL, NULL, 1);
}

__thread void read_memcg_path(void)
{
	memcg_path_show(&filter.kobj, NULL, NULL);
}

/** no_leak - every path that exists is the filter's */
__finally bool no_leak(void)
{
	return alive(&old_path) + alive(&new_path[0]) + alive(&new_path[1]) == 1;
}
