/**
 * The rules by name, with the one line that says each and the page that explains it. For lists of rules (SARIF, hovers,
 * diagnostics' links); what a rule means is decided in check/.
 */

export interface RuleDoc {
  readonly id: string;
  readonly says: string;
}

export const rules: readonly RuleDoc[] = [
  { id: 'lock/missing-unlock', says: 'a path leaves the function with a lock held that other paths release' },
  { id: 'lock/double-lock', says: 'a lock that is held is taken again, here or in a callee' },
  { id: 'lock/unbalanced-unlock', says: 'a lock is released that this path does not hold' },
  {
    id: 'lock/sleep-in-atomic',
    says: 'something that may sleep runs under a spinlock, with irqs or preemption off, or in an RCU read section',
  },
  { id: 'lock/order-inversion', says: 'two locks are taken against the documented order' },
  { id: 'lock/long-hold', says: 'a loop that nothing small bounds runs under a spinlock or with interrupts off' },
  { id: 'lock/irq-unsafe', says: 'a lock that an interrupt takes is taken with interrupts on' },
  { id: 'lock/unguarded-access', says: 'data that a lock guards is touched without it' },
  { id: 'lock/stale-after-unlock', says: 'what the lock kept valid is still trusted after it was dropped, without looking again' },
  { id: 'lock/rcu', says: 'an RCU read section is unbalanced, or an RCU pointer is used outside of one without a reference' },
  { id: 'ref/leak', says: 'a path loses the last handle to a reference that it owns' },
  { id: 'ref/double-put', says: 'a reference is dropped that this path does not own' },
  { id: 'ref/use-after-put', says: 'an object is used after the reference that kept it alive was dropped' },
  { id: 'ref/unchecked-get', says: 'a lookup or tryget that can fail is used as if it could not' },
  { id: 'ref/iterator-leak', says: 'an iterator that holds a reference is left without its break' },
  { id: 'ref/pinned', says: 'a reference is stored where nothing bounds how long it stays' },
  { id: 'error/ignored', says: 'the failure of a call that leaves something undone, unallocated or unpublished is not looked at' },
  { id: 'contract/changed', says: 'the patch changes what a function promises (locks, references, results), and a caller does not follow' },
  { id: 'charge/reclaim-recursion', says: 'reclaim can be entered while something is held that reclaim waits for' },
  { id: 'charge/not-undone', says: 'a failure path leaves a charge behind' },
  { id: 'charge/double', says: 'charged or uncharged twice' },
  { id: 'charge/unpaired-stat', says: 'a counter or record moves without its counterpart' },
  { id: 'charge/early-uncharge', says: 'an uncharge happens before the transition that it belongs to can no longer fail' },
  { id: 'charge/publish-before-charge', says: 'an object becomes visible (swap cache, page cache, LRU, list, tree) before it is charged' },
  { id: 'charge/fallible-after-commit', says: 'something that can fail comes after the point of no return' },
  { id: 'charge/offline-order', says: 'work on a memcg ordered wrongly against its offline, reparent, release or free' },
  { id: 'value/unset', says: 'a local is read on a path on which nothing has set it' },
  { id: 'value/unit', says: 'a number of one unit is used as one of another' },
  { id: 'value/range', says: 'a value does not fit its type, or an index its array' },
];

/** `ref/use-after-put` -> `docs/rules/ref-use-after-put.md`, in the project and in the installed extension. */
export function rulePath(rule: string): string {
  return `docs/rules/${rule.replace('/', '-')}.md`;
}
