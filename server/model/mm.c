/*
 * Address spaces: mmap_lock, per-VMA locks, page table locks, and references to an mm.
 */
/**
 * mmap_read_lock - the address space stays as it is
 * @context: process; may sleep
 * @undo: mmap_read_unlock()
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
void mmap_read_lock(struct mm_struct *mm)
{
	take(&mm->mmap_lock, READ);
}

/**
 * mmap_read_lock_killable - mmap_read_lock() unless a fatal signal comes first
 * @context: process; may sleep
 * @returns: 0: held. -EINTR: not held
 * @undo: mmap_read_unlock() after 0
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
int mmap_read_lock_killable(struct mm_struct *mm)
{
	if (choose()) {
		might_sleep();
		return -EINTR;
	}
	take(&mm->mmap_lock, READ);
	return 0;
}

/**
 * mmap_read_trylock - mmap_read_lock() if no writer is in the way
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: mmap_read_unlock() after true
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
bool mmap_read_trylock(struct mm_struct *mm)
{
	if (choose())
		return false;
	trytake(&mm->mmap_lock, READ);
	return true;
}

/**
 * mmap_read_unlock - the address space may change again; VMAs looked up before may be gone
 * @context: the caller holds mmap_lock for reading
 * @undo: nothing
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
void mmap_read_unlock(struct mm_struct *mm)
{
	drop(&mm->mmap_lock, READ);
}

/**
 * mmap_read_unlock_non_owner - mmap_read_unlock() by another task than the one that locked
 * @context: mmap_lock is held for reading
 * @undo: nothing
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
void mmap_read_unlock_non_owner(struct mm_struct *mm)
{
	drop(&mm->mmap_lock, READ);
}

/**
 * mmap_write_lock - be the only one who changes or looks at the address space
 * @context: process; may sleep
 * @undo: mmap_write_unlock()
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
void mmap_write_lock(struct mm_struct *mm)
{
	take(&mm->mmap_lock, WRITE);
}

/**
 * mmap_write_lock_nested - mmap_write_lock() while another mm is locked
 * @context: process; may sleep
 * @undo: mmap_write_unlock()
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
void mmap_write_lock_nested(struct mm_struct *mm, int subclass)
{
	take(&mm->mmap_lock, WRITE);
}

/**
 * mmap_write_lock_killable - mmap_write_lock() unless a fatal signal comes first
 * @context: process; may sleep
 * @returns: 0: held. -EINTR: not held
 * @undo: mmap_write_unlock() after 0
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
int mmap_write_lock_killable(struct mm_struct *mm)
{
	if (choose()) {
		might_sleep();
		return -EINTR;
	}
	take(&mm->mmap_lock, WRITE);
	return 0;
}

/**
 * mmap_write_trylock - mmap_write_lock() if the lock is free
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: mmap_write_unlock() after true
 * @since: 5.8
 * @until: 6.6
 * @note: 6.6 is the last tree it was seen in (unverified boundary)
 * @source: include/linux/mmap_lock.h (6.1)
 */
bool mmap_write_trylock(struct mm_struct *mm)
{
	if (choose())
		return false;
	trytake(&mm->mmap_lock, WRITE);
	return true;
}

/**
 * mmap_write_unlock - others may look at the address space again; per-VMA write locks end too
 * @context: the caller holds mmap_lock for writing
 * @undo: nothing
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
void mmap_write_unlock(struct mm_struct *mm)
{
	drop(&mm->mmap_lock, WRITE);
}

/**
 * mmap_write_downgrade - turn the write lock into a read lock without letting go
 * @context: the caller holds mmap_lock for writing
 * @undo: mmap_read_unlock()
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
void mmap_write_downgrade(struct mm_struct *mm)
{
	drop(&mm->mmap_lock, WRITE);
	trytake(&mm->mmap_lock, READ);
}

/**
 * mmap_assert_locked - the caller holds mmap_lock, either side
 * @context: mmap_lock is held
 * @undo: nothing
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
void mmap_assert_locked(struct mm_struct *mm)
{
	held(&mm->mmap_lock);
}

/**
 * mmap_assert_write_locked - the caller holds mmap_lock for writing
 * @context: mmap_lock is held for writing
 * @undo: nothing
 * @since: 5.8
 * @source: include/linux/mmap_lock.h (6.12)
 */
void mmap_assert_write_locked(struct mm_struct *mm)
{
	held(&mm->mmap_lock);
}

/**
 * release_fault_lock - drop what protects the fault: the VMA lock or mmap_lock
 * @context: a fault handler that will return VM_FAULT_RETRY; the VMA may be gone afterwards
 * @undo: nothing
 * @since: 6.6
 * @note: the lock was taken by the arch fault handler; nothing that a function of mm holds itself; 6.6 is the
 *     first tree it was seen in (unverified boundary)
 * @source: include/linux/mm.h (6.12)
 */
void release_fault_lock(struct vm_fault *vmf)
{
}

/**
 * vma_start_read - lock one VMA for reading, without mmap_lock
 * @context: RCU or mmap_lock; does not wait
 * @returns: true: the VMA is locked and stays. false: a writer has it, nothing is held
 * @undo: vma_end_read() after true
 * @since: 6.4
 * @until: 6.14
 * @renamed: vma_start_read(mm, vma)
 * @source: include/linux/mm.h (6.12)
 * @check: locks: vm_lock points to the lock; the model names the pointer
 */
bool vma_start_read(struct vm_area_struct *vma)
{
	if (choose())
		return false;
	trytake(&vma->vm_lock, READ);
	return true;
}

/**
 * vma_start_read - lock one VMA for reading, without mmap_lock
 * @context: an RCU read section: nothing else keeps the VMA yet; does not wait
 * @returns: NULL: a writer has it; ERR_PTR(-EAGAIN): it was taken out meanwhile, look it up again; nothing is held then. else: the VMA,
 *     locked, and it stays
 * @undo: vma_end_read()
 * @since: 6.15
 * @until: 6.17
 * @note: the lock is a count of readers in the VMA (vm_refcnt); the model goes on calling it vm_lock
 * @source: include/linux/mmap_lock.h (6.17)
 * @check: locks: the count of readers in the body is the lock
 */
struct vm_area_struct *vma_start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	if (choose())
		return NULL;
	if (choose())
		return errptr();
	trytake(&vma->vm_lock, READ);
	return vma;
}

/**
 * vma_start_read - lock one VMA for reading, without mmap_lock
 * @context: an RCU read section, which it leaves when it fails; does not wait
 * @returns: NULL: a writer has it; ERR_PTR(-EAGAIN): it was taken out meanwhile, look it up again; RCU is left then. else: the VMA,
 *     locked, still under RCU
 * @undo: vma_end_read(), rcu_read_unlock()
 * @since: 6.18
 * @source: mm/mmap_lock.c (6.18)
 * @check: locks: the count of readers in the body is the lock
 */
struct vm_area_struct *vma_start_read(struct mm_struct *mm, struct vm_area_struct *vma)
{
	if (choose()) {
		leave(RCU);
		if (choose())
			return NULL;
		return errptr();
	}
	trytake(&vma->vm_lock, READ);
	return vma;
}

/**
 * vma_start_read_locked - lock one VMA for reading under mmap_lock
 * @context: mmap_lock held for reading; does not wait
 * @returns: true: locked, mmap_lock may be dropped. false: too many readers
 * @undo: vma_end_read()
 * @since: 6.15
 * @note: gave nothing before, and could not fail
 * @source: include/linux/mmap_lock.h (6.17)
 * @check: locks: the count of readers in the body is the lock
 */
bool vma_start_read_locked(struct vm_area_struct *vma)
{
	if (choose())
		return false;
	trytake(&vma->vm_lock, READ);
	return true;
}

/**
 * vma_end_read - unlock a VMA; it may be gone afterwards
 * @context: the caller holds the VMA lock
 * @undo: nothing
 * @since: 6.4
 * @source: include/linux/mm.h (6.12)
 * @check: locks: vm_lock points to the lock; the model names the pointer, and since 6.15 calls the count of readers so
 */
void vma_end_read(struct vm_area_struct *vma)
{
	drop(&vma->vm_lock, READ);
}

/**
 * lock_vma_under_rcu - find the VMA at an address and lock it for reading
 * @context: process; does not wait; opens and closes its own RCU read section
 * @returns: NULL: take mmap_lock instead, nothing is held. else: the VMA, locked
 * @undo: vma_end_read()
 * @since: 6.4
 * @source: include/linux/mm.h (6.12)
 */
struct vm_area_struct *lock_vma_under_rcu(struct mm_struct *mm, unsigned long address)
{
	struct vm_area_struct *vma = fresh();
	if (choose())
		return NULL;
	trytake(&vma->vm_lock, READ);
	return vma;
}

/**
 * vma_start_write - keep per-VMA readers out until mmap_write_unlock()
 * @context: mmap_lock held for writing; may sleep
 * @undo: mmap_write_unlock() ends it
 * @since: 6.4
 * @source: include/linux/mm.h (6.12)
 */
void vma_start_write(struct vm_area_struct *vma)
{
	might_sleep();
}

/**
 * vma_start_write_killable - vma_start_write() that a fatal signal ends
 * @context: mmap_lock held for writing; may sleep
 * @returns: 0: readers are out. -EINTR: they may be in
 * @undo: mmap_write_unlock() ends it
 * @failure: per-VMA readers may still be at it
 * @since: 6.19
 * @source: include/linux/mmap_lock.h (6.19)
 */
int vma_start_write_killable(struct vm_area_struct *vma)
{
	might_sleep();
	return unknown();
}

/**
 * vma_assert_write_locked - the VMA was locked with vma_start_write()
 * @context: mmap_lock held for writing
 * @undo: nothing
 * @since: 6.4
 * @source: include/linux/mm.h (6.12)
 */
void vma_assert_write_locked(struct vm_area_struct *vma)
{
	held(&vma->vm_mm->mmap_lock);
}

/**
 * vmf_can_call_fault - may the handler of the VMA be called under the lock that is held
 * @since: 6.7
 * @check: locks: the lock of the VMA goes with VM_FAULT_RETRY; the model leaves that to who sees the result
 * @source: mm/memory.c (6.12)
 */
__effectless vm_fault_t vmf_can_call_fault(struct vm_fault *vmf);

/**
 * Lock checks on a VMA or a fault: no effect.
 * @since: 6.4
 * @source: include/linux/mm.h, mm/memory.c (6.12)
 */
__effectless void vma_assert_locked(struct vm_area_struct *vma);
__effectless void vma_mark_detached(struct vm_area_struct *vma);
__effectless void assert_fault_locked(struct vm_fault *vmf);

/**
 * i_mmap_lock_write - the tree of VMAs that map a file is ours
 * @context: process; may sleep
 * @undo: i_mmap_unlock_write()
 * @source: include/linux/fs.h (6.12)
 */
void i_mmap_lock_write(struct address_space *mapping)
{
	take(&mapping->i_mmap_rwsem, WRITE);
}

/**
 * i_mmap_trylock_write - i_mmap_lock_write() if the lock is free
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: i_mmap_unlock_write() after true
 * @source: include/linux/fs.h (6.12)
 */
int i_mmap_trylock_write(struct address_space *mapping)
{
	if (choose())
		return 0;
	trytake(&mapping->i_mmap_rwsem, WRITE);
	return 1;
}

/**
 * i_mmap_unlock_write - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/fs.h (6.12)
 */
void i_mmap_unlock_write(struct address_space *mapping)
{
	drop(&mapping->i_mmap_rwsem, WRITE);
}

/**
 * i_mmap_lock_read - the tree of VMAs that map a file stays as it is
 * @context: process; may sleep
 * @undo: i_mmap_unlock_read()
 * @source: include/linux/fs.h (6.12)
 */
void i_mmap_lock_read(struct address_space *mapping)
{
	take(&mapping->i_mmap_rwsem, READ);
}

/**
 * i_mmap_trylock_read - i_mmap_lock_read() if no writer is in the way
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: i_mmap_unlock_read() after true
 * @source: include/linux/fs.h (6.12)
 */
int i_mmap_trylock_read(struct address_space *mapping)
{
	if (choose())
		return 0;
	trytake(&mapping->i_mmap_rwsem, READ);
	return 1;
}

/**
 * i_mmap_unlock_read - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/fs.h (6.12)
 */
void i_mmap_unlock_read(struct address_space *mapping)
{
	drop(&mapping->i_mmap_rwsem, READ);
}

/**
 * i_mmap_assert_locked - the caller holds i_mmap_rwsem
 * @context: it is held
 * @undo: nothing
 * @source: include/linux/fs.h (6.12)
 */
void i_mmap_assert_locked(struct address_space *mapping)
{
	held(&mapping->i_mmap_rwsem);
}

/**
 * i_mmap_assert_write_locked - the caller holds i_mmap_rwsem for writing
 * @context: it is held for writing
 * @undo: nothing
 * @source: include/linux/fs.h (6.12)
 */
void i_mmap_assert_write_locked(struct address_space *mapping)
{
	held(&mapping->i_mmap_rwsem);
}

/**
 * filemap_invalidate_lock - keep page cache additions of this file out while it is truncated
 * @context: process; may sleep
 * @undo: filemap_invalidate_unlock()
 * @since: 5.15
 * @note: 5.15 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/fs.h (6.12)
 */
void filemap_invalidate_lock(struct address_space *mapping)
{
	take(&mapping->invalidate_lock, WRITE);
}

/**
 * filemap_invalidate_unlock - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @since: 5.15
 * @note: 5.15 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/fs.h (6.12)
 */
void filemap_invalidate_unlock(struct address_space *mapping)
{
	drop(&mapping->invalidate_lock, WRITE);
}

/**
 * filemap_invalidate_lock_shared - keep truncation of this file out
 * @context: process; may sleep
 * @undo: filemap_invalidate_unlock_shared()
 * @since: 5.15
 * @note: 5.15 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/fs.h (6.12)
 */
void filemap_invalidate_lock_shared(struct address_space *mapping)
{
	take(&mapping->invalidate_lock, READ);
}

/**
 * filemap_invalidate_trylock_shared - filemap_invalidate_lock_shared() if nobody truncates
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: filemap_invalidate_unlock_shared() after true
 * @since: 5.15
 * @note: 5.15 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/fs.h (6.12)
 */
int filemap_invalidate_trylock_shared(struct address_space *mapping)
{
	if (choose())
		return 0;
	trytake(&mapping->invalidate_lock, READ);
	return 1;
}

/**
 * filemap_invalidate_unlock_shared - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @since: 5.15
 * @note: 5.15 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/fs.h (6.12)
 */
void filemap_invalidate_unlock_shared(struct address_space *mapping)
{
	drop(&mapping->invalidate_lock, READ);
}

/**
 * inode_lock - take i_rwsem for writing
 * @context: process; may sleep
 * @undo: inode_unlock()
 * @source: include/linux/fs.h (6.12)
 */
void inode_lock(struct inode *inode)
{
	take(&inode->i_rwsem, WRITE);
}

/**
 * inode_trylock - inode_lock() if the lock is free
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: inode_unlock() after true
 * @source: include/linux/fs.h (6.12)
 */
int inode_trylock(struct inode *inode)
{
	if (choose())
		return 0;
	trytake(&inode->i_rwsem, WRITE);
	return 1;
}

/**
 * inode_unlock - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/fs.h (6.12)
 */
void inode_unlock(struct inode *inode)
{
	drop(&inode->i_rwsem, WRITE);
}

/**
 * inode_lock_shared - take i_rwsem for reading
 * @context: process; may sleep
 * @undo: inode_unlock_shared()
 * @source: include/linux/fs.h (6.12)
 */
void inode_lock_shared(struct inode *inode)
{
	take(&inode->i_rwsem, READ);
}

/**
 * inode_trylock_shared - inode_lock_shared() if nobody writes
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: inode_unlock_shared() after true
 * @source: include/linux/fs.h (6.12)
 */
int inode_trylock_shared(struct inode *inode)
{
	if (choose())
		return 0;
	trytake(&inode->i_rwsem, READ);
	return 1;
}

/**
 * inode_unlock_shared - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/fs.h (6.12)
 */
void inode_unlock_shared(struct inode *inode)
{
	drop(&inode->i_rwsem, READ);
}

/**
 * anon_vma_lock_write - the VMAs under an anon_vma tree are ours
 * @context: process; may sleep
 * @undo: anon_vma_unlock_write()
 * @source: include/linux/rmap.h (6.12)
 */
void anon_vma_lock_write(struct anon_vma *anon_vma)
{
	take(&anon_vma->root->rwsem, WRITE);
}

/**
 * anon_vma_trylock_write - anon_vma_lock_write() if the lock is free
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: anon_vma_unlock_write() after true
 * @since: 6.6
 * @note: 6.6 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/rmap.h (6.12)
 */
int anon_vma_trylock_write(struct anon_vma *anon_vma)
{
	if (choose())
		return 0;
	trytake(&anon_vma->root->rwsem, WRITE);
	return 1;
}

/**
 * anon_vma_unlock_write - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rmap.h (6.12)
 */
void anon_vma_unlock_write(struct anon_vma *anon_vma)
{
	drop(&anon_vma->root->rwsem, WRITE);
}

/**
 * anon_vma_lock_read - the VMAs under an anon_vma tree stay
 * @context: process; may sleep
 * @undo: anon_vma_unlock_read()
 * @source: include/linux/rmap.h (6.12)
 */
void anon_vma_lock_read(struct anon_vma *anon_vma)
{
	take(&anon_vma->root->rwsem, READ);
}

/**
 * anon_vma_trylock_read - anon_vma_lock_read() if no writer is in the way
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: anon_vma_unlock_read() after true
 * @source: include/linux/rmap.h (6.12)
 */
int anon_vma_trylock_read(struct anon_vma *anon_vma)
{
	if (choose())
		return 0;
	trytake(&anon_vma->root->rwsem, READ);
	return 1;
}

/**
 * anon_vma_unlock_read - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @source: include/linux/rmap.h (6.12)
 */
void anon_vma_unlock_read(struct anon_vma *anon_vma)
{
	drop(&anon_vma->root->rwsem, READ);
}

/**
 * folio_get_anon_vma - the anon_vma of a mapped anonymous folio
 * @context: process; may sleep when the last mapping goes meanwhile
 * @returns: NULL: not anonymous or not mapped. else: a referenced anon_vma
 * @undo: put_anon_vma()
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: mm/rmap.c (6.12)
 * @check: references: the reference is an atomic in the body
 */
struct anon_vma *folio_get_anon_vma(struct folio *folio)
{
	struct anon_vma *anon_vma = fresh();

	if (choose()) {
		if (choose())
			might_sleep();
		return NULL;
	}
	get(anon_vma);
	return anon_vma;
}

/**
 * page_get_anon_vma - the anon_vma of a mapped anonymous page
 * @context: any; does not sleep
 * @returns: NULL: not anonymous or not mapped. else: a referenced anon_vma
 * @undo: put_anon_vma()
 * @until: 6.1
 * @renamed: folio_get_anon_vma
 * @note: 6.1 is the last tree it was seen in (unverified boundary)
 * @source: mm/rmap.c:page_get_anon_vma (5.15)
 */
struct anon_vma *page_get_anon_vma(struct page *page)
{
	struct anon_vma *anon_vma = fresh();
	if (choose())
		return NULL;
	get(anon_vma);
	return anon_vma;
}

/**
 * folio_lock_anon_vma_read - the anon_vma of a mapped anonymous folio, locked for reading
 * @context: process; may sleep, unless rwc says to try only
 * @returns: NULL: not anonymous, not mapped, or contended. else: locked; the lock keeps it alive
 * @undo: anon_vma_unlock_read()
 * @since: 5.16
 * @note: folios came with 5.16; the first version of this one lies between that and 6.1 (unverified boundary)
 * @source: mm/rmap.c (6.12)
 */
struct anon_vma *folio_lock_anon_vma_read(struct folio *folio, struct rmap_walk_control *rwc)
{
	struct anon_vma *anon_vma = fresh();
	if (choose())
		return NULL;
	take(&anon_vma->root->rwsem, READ);
	return anon_vma;
}

/**
 * page_lock_anon_vma_read - the anon_vma of a mapped anonymous page, locked for reading
 * @context: process; may sleep
 * @returns: NULL: not anonymous or not mapped. else: locked; the lock keeps it alive
 * @undo: page_unlock_anon_vma_read(), anon_vma_unlock_read()
 * @until: 5.17
 * @renamed: folio_lock_anon_vma_read
 * @note: 5.17 is the last tree it was seen in (unverified boundary)
 * @source: mm/rmap.c:page_lock_anon_vma_read (5.15)
 */
struct anon_vma *page_lock_anon_vma_read(struct page *page)
{
	struct anon_vma *anon_vma = fresh();
	if (choose())
		return NULL;
	take(&anon_vma->root->rwsem, READ);
	return anon_vma;
}

/**
 * page_unlock_anon_vma_read - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @until: 5.17
 * @note: 5.17 is the last tree it was seen in (unverified boundary)
 * @source: mm/rmap.c:page_unlock_anon_vma_read (5.15)
 */
void page_unlock_anon_vma_read(struct anon_vma *anon_vma)
{
	drop(&anon_vma->root->rwsem, READ);
}

/**
 * get_anon_vma - one more reference
 * @context: any; a reference or the lock is held already
 * @undo: put_anon_vma()
 * @source: include/linux/rmap.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
void get_anon_vma(struct anon_vma *anon_vma)
{
	get(anon_vma);
}

/**
 * put_anon_vma - drop a reference; the last one frees it
 * @context: process; the last one may sleep on the root's lock
 * @undo: nothing
 * @source: include/linux/rmap.h (6.12)
 */
void put_anon_vma(struct anon_vma *anon_vma)
{
	if (choose())
		might_sleep();
	put(anon_vma);
}

/**
 * anon_vma_prepare - make sure that a VMA has an anon_vma
 * @context: mmap_lock held; process; may sleep
 * @returns: 0 or -ENOMEM
 * @undo: nothing
 * @failure: the VMA has no anon_vma
 * @source: include/linux/rmap.h (6.12)
 */
int anon_vma_prepare(struct vm_area_struct *vma)
{
	might_sleep();
	return unknown();
}

/**
 * hugetlb_vma_lock_read - page tables of a hugetlb VMA stay shared as they are
 * @context: process; may sleep
 * @undo: hugetlb_vma_unlock_read()
 * @since: 6.1
 * @source: include/linux/hugetlb.h (6.12)
 */
void hugetlb_vma_lock_read(struct vm_area_struct *vma)
{
	take(&vma->vm_private_data, READ);
}

/**
 * hugetlb_vma_unlock_read - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/hugetlb.h (6.12)
 */
void hugetlb_vma_unlock_read(struct vm_area_struct *vma)
{
	drop(&vma->vm_private_data, READ);
}

/**
 * hugetlb_vma_lock_write - nobody else may fault in or unshare page tables of a hugetlb VMA
 * @context: process; may sleep
 * @undo: hugetlb_vma_unlock_write()
 * @since: 6.1
 * @source: include/linux/hugetlb.h (6.12)
 */
void hugetlb_vma_lock_write(struct vm_area_struct *vma)
{
	take(&vma->vm_private_data, WRITE);
}

/**
 * hugetlb_vma_trylock_write - hugetlb_vma_lock_write() if the lock is free
 * @context: any; does not wait
 * @returns: true: held. false: not held
 * @undo: hugetlb_vma_unlock_write() after true
 * @since: 6.1
 * @source: include/linux/hugetlb.h (6.12)
 */
int hugetlb_vma_trylock_write(struct vm_area_struct *vma)
{
	if (choose())
		return 0;
	trytake(&vma->vm_private_data, WRITE);
	return 1;
}

/**
 * hugetlb_vma_unlock_write - drop it
 * @context: the caller holds it
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/hugetlb.h (6.12)
 */
void hugetlb_vma_unlock_write(struct vm_area_struct *vma)
{
	drop(&vma->vm_private_data, WRITE);
}

/**
 * hugetlb_vma_assert_locked - the caller holds the hugetlb VMA lock
 * @context: it is held
 * @undo: nothing
 * @since: 6.1
 * @source: include/linux/hugetlb.h (6.12)
 */
void hugetlb_vma_assert_locked(struct vm_area_struct *vma)
{
	held(&vma->vm_private_data);
}

/* Page table locks. Since 6.5 a map may fail.
 * It also opens an RCU read section until the unmap. That is not modelled: many functions unmap what their caller mapped. */
/**
 * Which lock guards a page table, and the tables under it: no effect.
 * @source: include/linux/mm.h, include/linux/hugetlb.h, include/linux/pgtable.h, mm/rmap.c,
 *     include/asm-generic/pgtable-nop4d.h (6.12)
 */
__pure spinlock_t *pte_lockptr(struct mm_struct *mm, void *entry);
__pure spinlock_t *pmd_lockptr(struct mm_struct *mm, void *entry);
__pure spinlock_t *pud_lockptr(struct mm_struct *mm, void *entry);
__pure spinlock_t *huge_pte_lockptr(struct mm_struct *mm, void *entry);
__effectless pte_t *pte_offset_kernel(pmd_t *pmd, unsigned long addr);
__effectless pte_t *huge_pte_offset(pmd_t *pmd, unsigned long addr);
__effectless pte_t *hugetlb_walk(pmd_t *pmd, unsigned long addr);
__effectless pmd_t *pmd_offset(pud_t *pud, unsigned long addr);
__effectless pmd_t *pmd_off(pud_t *pud, unsigned long addr);
__effectless pmd_t *pmd_off_k(pud_t *pud, unsigned long addr);
__effectless pmd_t *mm_find_pmd(pud_t *pud, unsigned long addr);
__effectless pud_t *pud_offset(p4d_t *p4d, unsigned long addr);
__effectless p4d_t *p4d_offset(pgd_t *pgd, unsigned long addr);
__effectless pgd_t *pgd_offset(struct mm_struct *mm, unsigned long addr);

/**
 * pte_offset_map_lock - map a page table and take its lock
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: the pte, mapped and locked, never NULL
 * @undo: pte_unmap_unlock()
 * @until: 6.4
 * @source: include/linux/mm.h (6.12)
 */
pte_t *pte_offset_map_lock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr, spinlock_t **ptlp)
{
	*ptlp = pte_lockptr(mm, pmd);
	take(*ptlp, SPIN);
	return fresh();
}

/**
 * pte_offset_map_lock - map a page table and take its lock
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: NULL: the table is gone (a huge page took its place), nothing is held. else: the pte, mapped and
 *     locked
 * @undo: pte_unmap_unlock(), or spin_unlock() and pte_unmap()
 * @since: 6.5
 * @source: include/linux/mm.h (6.12)
 */
pte_t *pte_offset_map_lock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr, spinlock_t **ptlp)
{
	if (choose())
		return NULL;
	*ptlp = pte_lockptr(mm, pmd);
	take(*ptlp, SPIN);
	return fresh();
}

/**
 * pte_alloc_map_lock - make sure of a page table, map it and take its lock
 * @context: process; may sleep to allocate; nothing may sleep until the unlock
 * @returns: NULL: no memory (since 6.5 also: the table is gone), nothing is held. else: the pte, mapped and
 *     locked
 * @undo: pte_unmap_unlock()
 * @source: include/linux/mm.h (6.12)
 */
pte_t *pte_alloc_map_lock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr, spinlock_t **ptlp)
{
	might_sleep();
	if (choose())
		return NULL;
	return pte_offset_map_lock(mm, pmd, addr, ptlp);
}

/**
 * pte_offset_map_nolock - map a page table and tell which lock guards it
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: NULL: the table is gone. else: the pte, mapped and not locked; look again under the lock
 * @undo: pte_unmap()
 * @since: 6.5
 * @until: 6.12
 * @note: 6.12 is the last tree it was seen in (unverified boundary)
 * @source: mm/pgtable-generic.c (6.12)
 * @check: locks: the RCU section of a mapped page table is left out on purpose (README.md)
 */
pte_t *pte_offset_map_nolock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr, spinlock_t **ptlp)
{
	if (choose())
		return NULL;
	*ptlp = pte_lockptr(mm, pmd);
	return fresh();
}

/**
 * pte_offset_map_ro_nolock - pte_offset_map_nolock() for callers that only read
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: NULL: the table is gone. else: the pte, mapped and not locked
 * @undo: pte_unmap()
 * @since: 6.13
 * @note: 6.13 is the first tree it was seen in (unverified boundary)
 * @source: mm/pgtable-generic.c (6.19)
 * @check: locks: the RCU section of a mapped page table is left out on purpose (README.md)
 */
pte_t *pte_offset_map_ro_nolock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr, spinlock_t **ptlp)
{
	if (choose())
		return NULL;
	*ptlp = pte_lockptr(mm, pmd);
	return fresh();
}

/**
 * pte_offset_map_rw_nolock - pte_offset_map_nolock() for callers that will lock and write
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: NULL: the table is gone. else: the pte, mapped and not locked; check pmd_same() under the lock
 * @undo: pte_unmap()
 * @since: 6.13
 * @note: 6.13 is the first tree it was seen in (unverified boundary)
 * @source: mm/pgtable-generic.c (6.19)
 * @check: locks: the RCU section of a mapped page table is left out on purpose (README.md)
 */
pte_t *pte_offset_map_rw_nolock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr, pmd_t *pmdvalp, spinlock_t **ptlp)
{
	if (choose())
		return NULL;
	*ptlp = pte_lockptr(mm, pmd);
	return fresh();
}

/**
 * pte_offset_map - map a page table without its lock
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: the pte, never NULL
 * @undo: pte_unmap()
 * @until: 6.4
 * @source: include/linux/mm.h (6.12)
 * @check: locks: the RCU section of a mapped page table is left out on purpose (README.md)
 */
pte_t *pte_offset_map(pmd_t *pmd, unsigned long addr)
{
	return fresh();
}

/**
 * pte_offset_map - map a page table without its lock
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: NULL: the table is gone. else: the pte, inside an RCU read section
 * @undo: pte_unmap()
 * @since: 6.5
 * @source: include/linux/mm.h (6.12)
 * @check: locks: the RCU section of a mapped page table is left out on purpose (README.md)
 */
pte_t *pte_offset_map(pmd_t *pmd, unsigned long addr)
{
	if (choose())
		return NULL;
	return fresh();
}

/**
 * pte_unmap - undo pte_offset_map()
 * @context: after pte_offset_map()
 * @undo: nothing
 * @until: 6.4
 * @source: include/linux/pgtable.h (6.12)
 * @check: locks: the RCU section of a mapped page table is left out on purpose (README.md)
 */
void pte_unmap(pte_t *pte)
{
}

/**
 * pte_unmap - undo pte_offset_map()
 * @context: after pte_offset_map() that did not return NULL
 * @undo: nothing
 * @since: 6.5
 * @note: leaves the RCU read section of the map, which is not modelled
 * @source: include/linux/pgtable.h (6.12)
 * @check: locks: the RCU section of a mapped page table is left out on purpose (README.md)
 */
void pte_unmap(pte_t *pte)
{
}

/**
 * pte_unmap_unlock - drop the lock of a page table and unmap it
 * @context: after pte_offset_map_lock()
 * @undo: nothing
 * @source: include/linux/mm.h (6.12)
 */
void pte_unmap_unlock(pte_t *pte, spinlock_t *ptl)
{
	drop(ptl, SPIN);
	pte_unmap(pte);
}

/**
 * pmd_lock - take the lock that guards a pmd entry
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: the lock, held
 * @undo: spin_unlock() of it
 * @source: include/linux/mm.h (6.12)
 */
spinlock_t *pmd_lock(struct mm_struct *mm, pmd_t *pmd)
{
	spinlock_t *ptl = pmd_lockptr(mm, pmd);
	take(ptl, SPIN);
	return ptl;
}

/**
 * pud_lock - take the lock that guards a pud entry
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: the lock, held
 * @undo: spin_unlock() of it
 * @source: include/linux/mm.h (6.12)
 */
spinlock_t *pud_lock(struct mm_struct *mm, pud_t *pud)
{
	spinlock_t *ptl = pud_lockptr(mm, pud);
	take(ptl, SPIN);
	return ptl;
}

/**
 * pmd_trans_huge_lock - take the lock of a pmd that maps a huge page
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: NULL: no huge page there, nothing is held. else: the lock, held
 * @undo: spin_unlock() of it
 * @source: include/linux/huge_mm.h (6.12)
 */
spinlock_t *pmd_trans_huge_lock(pmd_t *pmd, struct vm_area_struct *vma)
{
	spinlock_t *ptl = pmd_lockptr(vma->vm_mm, pmd);
	if (choose())
		return NULL;
	take(ptl, SPIN);
	return ptl;
}

/**
 * __pmd_trans_huge_lock - pmd_trans_huge_lock() without the quick look before
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: NULL: no huge page there, nothing is held. else: the lock, held
 * @undo: spin_unlock() of it
 * @source: mm/huge_memory.c (6.12)
 */
spinlock_t *__pmd_trans_huge_lock(pmd_t *pmd, struct vm_area_struct *vma)
{
	spinlock_t *ptl = pmd_lockptr(vma->vm_mm, pmd);
	if (choose())
		return NULL;
	take(ptl, SPIN);
	return ptl;
}

/**
 * pud_trans_huge_lock - take the lock of a pud that maps a huge page
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: NULL: no huge page there, nothing is held. else: the lock, held
 * @undo: spin_unlock() of it
 * @source: include/linux/huge_mm.h (6.12)
 */
spinlock_t *pud_trans_huge_lock(pud_t *pud, struct vm_area_struct *vma)
{
	spinlock_t *ptl = pud_lockptr(vma->vm_mm, pud);
	if (choose())
		return NULL;
	take(ptl, SPIN);
	return ptl;
}

/**
 * __pud_trans_huge_lock - pud_trans_huge_lock() without the quick look before
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: NULL: no huge page there, nothing is held. else: the lock, held
 * @undo: spin_unlock() of it
 * @source: mm/huge_memory.c (6.12)
 */
spinlock_t *__pud_trans_huge_lock(pud_t *pud, struct vm_area_struct *vma)
{
	spinlock_t *ptl = pud_lockptr(vma->vm_mm, pud);
	if (choose())
		return NULL;
	take(ptl, SPIN);
	return ptl;
}

/**
 * huge_pte_lock - take the lock that guards a hugetlb entry
 * @context: process; does not sleep; nothing may sleep until the unlock
 * @returns: the lock, held
 * @undo: spin_unlock() of it
 * @source: include/linux/hugetlb.h (6.12)
 */
spinlock_t *huge_pte_lock(struct hstate *h, struct mm_struct *mm, pte_t *pte)
{
	spinlock_t *ptl = huge_pte_lockptr(h, mm, pte);
	take(ptl, SPIN);
	return ptl;
}

/**
 * page_vma_mapped_walk - find the next place where a VMA maps a folio
 * @context: process; drops the page table lock of the last place
 * @returns: true: pvmw->pte or pvmw->pmd is set and its page table lock held: nothing may sleep. false: the
 *     walk is over, nothing is held
 * @undo: page_vma_mapped_walk_done() when leaving after true
 * @note: which lock it is differs from place to place, and is not modelled
 * @source: mm/page_vma_mapped.c (6.12)
 */
bool page_vma_mapped_walk(struct page_vma_mapped_walk *pvmw)
{
	return unknown();
}

/**
 * page_vma_mapped_walk_done - leave a walk early
 * @context: after page_vma_mapped_walk() returned true
 * @undo: nothing
 * @source: include/linux/rmap.h (6.12)
 */
void page_vma_mapped_walk_done(struct page_vma_mapped_walk *pvmw)
{
}

/* References to an mm and to tasks. */
/**
 * mmgrab - keep the struct mm_struct (not its address space)
 * @context: any; does not sleep
 * @undo: mmdrop()
 * @source: include/linux/sched/mm.h (6.12)
 */
void mmgrab(struct mm_struct *mm)
{
	get_as(mm, MMGRAB);
}

/**
 * mmdrop - drop a mmgrab() reference
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/sched/mm.h (6.12)
 */
void mmdrop(struct mm_struct *mm)
{
	put_as(mm, MMGRAB);
}

/**
 * mmdrop_async - mmdrop() from a context that must not free
 * @context: any; does not sleep
 * @undo: nothing
 * @source: kernel/fork.c (6.1)
 */
void mmdrop_async(struct mm_struct *mm)
{
	put_as(mm, MMGRAB);
}

/**
 * mmget - keep an address space that is known to be in use
 * @context: a user of the address space is known
 * @undo: mmput()
 * @source: include/linux/sched/mm.h (6.12)
 */
void mmget(struct mm_struct *mm)
{
	get(mm);
}

/**
 * mmget_not_zero - keep an address space unless its last user is gone
 * @context: any; does not sleep
 * @returns: true: referenced. false: it is being torn down
 * @undo: mmput() after true
 * @source: include/linux/sched/mm.h (6.12)
 */
bool mmget_not_zero(struct mm_struct *mm)
{
	if (choose())
		return false;
	get(mm);
	return true;
}

/**
 * mmput - drop a user of an address space; the last one tears it down
 * @context: process; may sleep
 * @undo: nothing
 * @source: kernel/fork.c (6.12)
 */
void mmput(struct mm_struct *mm)
{
	might_sleep();
	put(mm);
}

/**
 * mmput_async - mmput() that leaves the work to a kworker
 * @context: any; does not sleep
 * @undo: nothing
 * @source: kernel/fork.c (6.12)
 */
void mmput_async(struct mm_struct *mm)
{
	put(mm);
}

/**
 * get_task_mm - the address space of a task
 * @context: process; takes task_lock()
 * @returns: NULL: kernel thread or exiting. else: referenced
 * @undo: mmput()
 * @source: kernel/fork.c (6.12)
 */
struct mm_struct *get_task_mm(struct task_struct *task)
{
	struct mm_struct *mm = fresh();
	if (choose())
		return NULL;
	get(mm);
	return mm;
}

/**
 * mm_access - the address space of a task that the caller may inspect
 * @context: process; may sleep
 * @returns: NULL or ERR_PTR: none or not allowed. else: referenced
 * @undo: mmput()
 * @source: kernel/fork.c (6.12)
 */
struct mm_struct *mm_access(struct task_struct *task, unsigned int mode)
{
	struct mm_struct *mm = fresh();
	might_sleep();
	if (choose())
		return NULL;
	if (choose())
		return errptr();
	get(mm);
	return mm;
}

/**
 * kthread_use_mm - a kernel thread adopts an address space
 * @context: kernel thread; may sleep
 * @undo: kthread_unuse_mm()
 * @since: 5.8
 * @source: kernel/kthread.c (6.12)
 */
void kthread_use_mm(struct mm_struct *mm)
{
	might_sleep();
}

/**
 * kthread_unuse_mm - ends kthread_use_mm()
 * @context: kernel thread; may sleep
 * @undo: nothing
 * @since: 5.8
 * @source: kernel/kthread.c (6.12)
 */
void kthread_unuse_mm(struct mm_struct *mm)
{
	might_sleep();
}

/**
 * get_task_struct - one more reference to a task
 * @context: any; does not sleep
 * @returns: t
 * @undo: put_task_struct()
 * @source: include/linux/sched/task.h (6.12)
 */
struct task_struct *get_task_struct(struct task_struct *t)
{
	get(t);
	return t;
}

/**
 * tryget_task_struct - a reference unless the last one is gone
 * @context: any; does not sleep
 * @returns: NULL: it is going away. else: referenced
 * @undo: put_task_struct()
 * @since: 6.12
 * @note: 6.12 is the first tree it was seen in (unverified boundary)
 * @source: include/linux/sched/task.h (6.12)
 */
struct task_struct *tryget_task_struct(struct task_struct *t)
{
	if (choose())
		return NULL;
	get(t);
	return t;
}

/**
 * put_task_struct - drop a reference to a task
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/sched/task.h (6.12)
 */
void put_task_struct(struct task_struct *t)
{
	put(t);
}

/**
 * put_task_struct_many - drop several references to a task
 * @context: any; does not sleep
 * @undo: nothing
 * @source: include/linux/sched/task.h (6.12)
 */
void put_task_struct_many(struct task_struct *t, int nr)
{
	put(t);
}

/**
 * find_task_by_vpid - the task with this number
 * @context: RCU
 * @returns: NULL or a task that RCU keeps
 * @undo: nothing
 * @source: kernel/pid.c (6.12)
 */
struct task_struct *find_task_by_vpid(pid_t nr)
{
	if (choose())
		return NULL;
	return fresh();
}

/**
 * find_get_task_by_vpid - the task with this number, referenced
 * @context: any; does not sleep
 * @returns: NULL: no such task. else: referenced
 * @undo: put_task_struct()
 * @source: kernel/pid.c (6.12)
 */
struct task_struct *find_get_task_by_vpid(pid_t nr)
{
	struct task_struct *task = fresh();
	if (choose())
		return NULL;
	get(task);
	return task;
}

/**
 * find_lock_task_mm - a thread of this process that still has an mm, locked
 * @context: any; does not sleep
 * @returns: NULL: none, nothing is held. else: the thread with task_lock() held
 * @undo: task_unlock()
 * @source: mm/oom_kill.c (6.12)
 */
struct task_struct *find_lock_task_mm(struct task_struct *p)
{
	struct task_struct *t = fresh();
	if (choose())
		return NULL;
	take(&t->alloc_lock, SPIN);
	return t;
}

/**
 * get_pid_task - the task of a struct pid
 * @context: any; does not sleep
 * @returns: NULL: gone. else: referenced
 * @undo: put_task_struct()
 * @source: kernel/pid.c (6.12)
 */
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type)
{
	struct task_struct *task = fresh();
	if (choose())
		return NULL;
	get(task);
	return task;
}

/**
 * get_pid - one more reference to a struct pid; NULL is fine
 * @context: any; does not sleep
 * @returns: pid
 * @undo: put_pid()
 * @source: include/linux/pid.h (6.12)
 * @check: references: the reference is an atomic in the body
 */
struct pid *get_pid(struct pid *pid)
{
	get(pid);
	return pid;
}

/**
 * get_task_pid - the struct pid of a task
 * @context: any; does not sleep
 * @returns: NULL or a referenced pid
 * @undo: put_pid()
 * @source: kernel/pid.c (6.12)
 */
struct pid *get_task_pid(struct task_struct *task, enum pid_type type)
{
	struct pid *pid = fresh();
	if (choose())
		return NULL;
	get(pid);
	return pid;
}

/**
 * find_get_pid - the struct pid with this number
 * @context: any; does not sleep
 * @returns: NULL or a referenced pid
 * @undo: put_pid()
 * @source: kernel/pid.c (6.12)
 */
struct pid *find_get_pid(pid_t nr)
{
	struct pid *pid = fresh();
	if (choose())
		return NULL;
	get(pid);
	return pid;
}

/**
 * put_pid - drop a reference to a struct pid; NULL is fine
 * @context: any; does not sleep
 * @undo: nothing
 * @source: kernel/pid.c (6.12)
 */
void put_pid(struct pid *pid)
{
	if (!pid)
		return;
	put(pid);
}

/**
 * pidfd_get_task - the task behind a pidfd
 * @context: process
 * @returns: ERR_PTR, or a referenced task
 * @undo: put_task_struct()
 * @source: kernel/pid.c (6.12)
 */
struct task_struct *pidfd_get_task(int pidfd, unsigned int *flags)
{
	struct task_struct *task = fresh();
	if (choose())
		return errptr();
	get(task);
	return task;
}

/**
 * get_locked_pte - the entry for an address, its tables made if need be, mapped and locked
 * @context: process; may sleep to allocate; nothing may sleep until the unlock
 * @returns: NULL: no memory, nothing is held. else: the pte, mapped and locked
 * @undo: pte_unmap_unlock()
 * @source: include/linux/mm.h (6.12)
 */
pte_t *get_locked_pte(struct mm_struct *mm, unsigned long addr, spinlock_t **ptl)
{
	might_sleep();
	if (choose())
		return NULL;
	*ptl = fresh();
	take(*ptl, SPIN);
	return fresh();
}

/**
 * __get_locked_pte - get_locked_pte() itself
 * @context: process; may sleep to allocate; nothing may sleep until the unlock
 * @returns: NULL: no memory, nothing is held. else: the pte, mapped and locked
 * @undo: pte_unmap_unlock()
 * @source: mm/memory.c (6.12)
 */
pte_t *__get_locked_pte(struct mm_struct *mm, unsigned long addr, spinlock_t **ptl)
{
	might_sleep();
	if (choose())
		return NULL;
	*ptl = fresh();
	take(*ptl, SPIN);
	return fresh();
}

/**
 * do_vmi_align_munmap - unmap a range of whole pages
 * @context: process, mmap_lock held for writing; may sleep
 * @returns: 0: unmapped; with unlock mmap_lock is not held any more. negative: mmap_lock is held as before
 * @undo: nothing
 * @since: 6.5
 * @note: 6.3 and 6.4 had a downgrade instead of unlock
 * @source: mm/vma.c (6.12)
 */
int do_vmi_align_munmap(struct vma_iterator *vmi, struct vm_area_struct *vma, struct mm_struct *mm, unsigned long start,
			unsigned long end, struct list_head *uf, bool unlock)
{
	might_sleep();
	if (choose())
		return error();
	if (unlock)
		drop(&mm->mmap_lock, WRITE);
	return 0;
}

/**
 * do_vmi_munmap - unmap a range
 * @context: process, mmap_lock held for writing; may sleep
 * @returns: 0: unmapped; with unlock mmap_lock is not held any more. negative: mmap_lock is held as before
 * @undo: nothing
 * @since: 6.5
 * @note: 6.3 and 6.4 had a downgrade instead of unlock
 * @source: mm/vma.c (6.12)
 */
int do_vmi_munmap(struct vma_iterator *vmi, struct mm_struct *mm, unsigned long start, size_t len, struct list_head *uf, bool unlock)
{
	might_sleep();
	if (choose())
		return error();
	if (unlock)
		drop(&mm->mmap_lock, WRITE);
	return 0;
}

/**
 * iov_iter_kvec - an iterator over an array of kernel ranges; it points to the array
 * @context: any; does not sleep
 * @undo: nothing
 * @source: lib/iov_iter.c (6.12)
 */
void iov_iter_kvec(struct iov_iter *i, unsigned int direction, const struct kvec *kvec, unsigned long nr_segs, size_t count)
{
	i->kvec = kvec;
}

/**
 * iov_iter_bvec - an iterator over an array of pages; it points to the array
 * @context: any; does not sleep
 * @undo: nothing
 * @source: lib/iov_iter.c (6.12)
 */
void iov_iter_bvec(struct iov_iter *i, unsigned int direction, const struct bio_vec *bvec, unsigned long nr_segs, size_t count)
{
	i->bvec = bvec;
}

/**
 * lock_next_vma - the next VMA from an address on, locked for reading
 * @context: an RCU read section: it is left and entered again when the walk has to wait for mmap_lock; may sleep then
 * @returns: NULL: there is none. ERR_PTR(-EINTR): killed while it waited. else: the VMA, locked
 * @undo: vma_end_read() or unlock_vma()
 * @since: 6.17
 * @source: mm/mmap_lock.c (6.17)
 * @check: locks, sleeping: the count of readers in the body is the lock; it leaves RCU before it waits
 */
struct vm_area_struct *lock_next_vma(struct mm_struct *mm, struct vma_iterator *vmi, unsigned long address)
{
	struct vm_area_struct *vma = fresh();

	if (choose())
		return NULL;
	if (choose())
		return errptr();
	trytake(&vma->vm_lock, READ);
	return vma;
}

/**
 * Flags of an mm and of a VMA behind functions, since they outgrew a long: what they say is as stable as the lock that is held. Setting
 * one of a VMA that others can reach needs mmap_lock for writing and vma_start_write().
 * @since: 6.18
 * @source: include/linux/mm.h (7.1)
 */
__effectless bool mm_flags_test(int flag, const struct mm_struct *mm);
__effectless bool mm_flags_test_and_set(int flag, struct mm_struct *mm);
__effectless bool mm_flags_test_and_clear(int flag, struct mm_struct *mm);
__effectless void mm_flags_set(int flag, struct mm_struct *mm);
__effectless void mm_flags_clear(int flag, struct mm_struct *mm);
__effectless void mm_flags_clear_all(struct mm_struct *mm);

/**
 * Lazy MMU mode by section: page table changes may be gathered until it ends. Sections nest; nothing may sleep in one.
 * @since: 7.0
 * @source: include/linux/pgtable.h (7.0)
 */
__effectless void lazy_mmu_mode_enable(void);
__effectless void lazy_mmu_mode_disable(void);
__effectless void lazy_mmu_mode_pause(void);
__effectless void lazy_mmu_mode_resume(void);

/**
 * softleaf_entry_wait_on_locked - wait until a folio that is being migrated is unlocked
 * @context: process; ptl held, which it drops; may sleep
 * @undo: nothing
 * @since: 7.0
 * @renamed: migration_entry_wait_on_locked -> softleaf_entry_wait_on_locked
 * @note: takes no reference: the page table entry cannot go before ptl is dropped, and the folio not before it is unlocked
 * @source: mm/filemap.c (7.0)
 */
void softleaf_entry_wait_on_locked(softleaf_t entry, spinlock_t *ptl)
{
	drop(ptl, SPIN);
	might_sleep();
}

/**
 * What an entry in a page table is that maps no page: a swap slot, a folio in migration, memory of a device, a marker. Conversions and
 * questions only; softleaf_to_folio() of a migration or device entry gives no reference, the lock of the page table is what keeps it.
 * @since: 6.19
 * @source: include/linux/leafops.h (6.19)
 */
__pure softleaf_t softleaf_from_pte(pte_t pte);
__pure softleaf_t softleaf_from_pmd(pmd_t pmd);
__pure pte_t softleaf_to_pte(softleaf_t entry);
__pure bool softleaf_is_none(softleaf_t entry);
__pure bool softleaf_is_swap(softleaf_t entry);
__pure bool softleaf_is_migration(softleaf_t entry);
__pure bool softleaf_is_migration_read(softleaf_t entry);
__pure bool softleaf_is_migration_write(softleaf_t entry);
__pure bool softleaf_is_migration_young(softleaf_t entry);
__pure bool softleaf_is_migration_dirty(softleaf_t entry);
__pure bool softleaf_is_device_private(softleaf_t entry);
__pure bool softleaf_is_device_private_write(softleaf_t entry);
__pure bool softleaf_is_device_exclusive(softleaf_t entry);
__pure bool softleaf_is_hwpoison(softleaf_t entry);
__pure bool softleaf_is_marker(softleaf_t entry);
__pure bool softleaf_is_poison_marker(softleaf_t entry);
__pure bool softleaf_is_guard_marker(softleaf_t entry);
__pure bool softleaf_is_uffd_wp_marker(softleaf_t entry);
__pure bool softleaf_has_pfn(softleaf_t entry);
__pure unsigned long softleaf_to_pfn(softleaf_t entry);
__pure struct page *softleaf_to_page(softleaf_t entry);
__pure struct folio *softleaf_to_folio(softleaf_t entry);
__pure bool pmd_is_migration_entry(pmd_t pmd);
__pure bool pmd_is_device_private_entry(pmd_t pmd);
__pure bool pmd_is_valid_softleaf(pmd_t pmd);
__pure bool pmd_is_huge(pmd_t pmd);
__pure bool pte_is_marker(pte_t pte);
__pure bool pte_is_uffd_wp_marker(pte_t pte);
