/** Contracts of what mm code leans on most, as the engine learns them from the model's C; fixtures/contracts.txt holds them in words. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { dumpContract } from '../../server/src/model/index.ts';
import { shipped } from './shipped.ts';

/** kernel -> functions; the names of one kernel that another lacks are told as such */
const ASKED: readonly (readonly [string, string])[] = [
  [
    '6.12',
    'spin_lock spin_unlock spin_lock_irq spin_unlock_irq spin_lock_irqsave spin_unlock_irqrestore spin_trylock read_lock write_lock',
  ],
  ['6.12', 'mutex_lock mutex_lock_killable mutex_trylock mutex_unlock down_read up_read down_write_killable downgrade_write bit_spin_lock'],
  [
    '6.12',
    'mmap_read_lock mmap_read_trylock mmap_write_lock_killable mmap_write_downgrade mmap_read_unlock lock_vma_under_rcu vma_end_read',
  ],
  ['6.12', 'rcu_read_lock rcu_read_unlock preempt_disable local_irq_save local_irq_restore synchronize_rcu cond_resched cond_resched_lock'],
  [
    '6.12',
    'folio_lock folio_trylock folio_lock_killable folio_unlock folio_get folio_try_get folio_put folio_put_refs folio_wait_writeback',
  ],
  ['6.12', 'css_get css_tryget css_tryget_online css_put mem_cgroup_tryget mem_cgroup_put get_mem_cgroup_from_mm mem_cgroup_from_task'],
  ['6.12', 'mem_cgroup_iter mem_cgroup_iter_break for_each_mem_cgroup_tree obj_cgroup_tryget obj_cgroup_put get_obj_cgroup_from_folio'],
  [
    '6.12',
    'kmalloc kzalloc kfree kvfree kmem_cache_alloc kmem_cache_free alloc_page __free_page __get_free_pages vmalloc krealloc kfree_rcu',
  ],
  ['6.12', 'pte_offset_map pte_offset_map_lock pte_unmap_unlock pmd_lock pmd_trans_huge_lock pte_unmap'],
  ['6.12', 'folio_lruvec_lock_irq unlock_page_lruvec_irq folio_lruvec_relock_irqsave folio_isolate_lru folio_putback_lru'],
  ['6.12', 'mem_cgroup_charge mem_cgroup_uncharge obj_cgroup_charge page_counter_try_charge get_swap_device put_swap_device'],
  ['6.12', 'mmget_not_zero mmput mmgrab mmdrop get_task_mm igrab iput fget fput kref_put refcount_dec_and_test'],
  ['6.12', 'filemap_get_folio filemap_lock_folio filemap_add_folio find_get_page find_lock_page'],
  ['6.1', 'filemap_get_folio filemap_lock_folio find_get_page pte_offset_map_lock'],
  ['5.10', 'filemap_get_folio find_get_page find_lock_page pte_offset_map_lock'],
  ['4.4', 'find_get_page isolate_lru_page lock_page_memcg'],
];

test('contracts of the functions that mm code leans on', async () => {
  const { library } = await shipped();
  let version = '';
  const lines: string[] = [];
  for (const [v, names] of ASKED) {
    if (v !== version) lines.push(`== kernel ${v}`);
    version = v;
    for (const name of names.split(' ')) {
      assert.ok(library.definitions(name).length > 0, `the model has no ${name}`);
      const contract = library.era(v).contractOf(name);
      lines.push(contract ? dumpContract(contract) : `${name}: not in ${v}`);
    }
  }
  const text = `${lines.join('\n')}\n`;
  const golden = 'test/model/fixtures/contracts.txt';
  if (process.env.UPDATE) writeFileSync(golden, text);
  assert.ok(existsSync(golden), `${golden} is missing: UPDATE=1 writes it`);
  assert.equal(text, readFileSync(golden, 'utf8'));
});

test('the order in which contracts are asked for does not matter', async () => {
  const { parser, library } = await shipped();
  const { Library } = await import('../../server/src/model/index.ts');
  const { modelFiles } = await import('../check/reviewer.ts');
  const names = library.names().filter((_, i) => i % 7 === 0);
  const one = new Library(parser, modelFiles()).era('6.12');
  const other = new Library(parser, modelFiles()).era('6.12');
  const first = new Map(names.map((name) => [name, one.contractOf(name)]));
  for (const name of [...names].reverse()) {
    const a = first.get(name);
    const b = other.contractOf(name);
    assert.equal(b && dumpContract(b), a && dumpContract(a), name);
  }
});
