/* variable: folio */
int tide_look(struct address_space *mapping, pgoff_t index, gfp_t gfp)
{
	struct mem_cgroup *memcg;
	struct folio *folio;

	folio = filemap_get_folio(mapping, index);
	if (IS_ERR(folio))
		return -ENOENT;
	folio_lock(folio);
	if (folio_test_writeback(folio)) {
		folio_unlock(folio);
		folio_put(folio);
		return -EAGAIN;
	}
	folio_unlock(folio);
	folio_put(folio);

	for_each_mem_cgroup_tree(memcg, NULL) {
		if (tide_full(memcg)) {
			mem_cgroup_iter_break(NULL, memcg);
			break;
		}
	}
	return 0;
}

void *tide_new(size_t size)
{
	struct tide *folio = kmalloc(size, GFP_KERNEL);

	if (!folio)
		return NULL;
	rcu_read_lock();
	folio->memcg = rcu_dereference(tide_root);
	rcu_read_unlock();
	return folio;
}
