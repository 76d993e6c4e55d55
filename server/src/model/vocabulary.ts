/** The words of the model's C (server/model/README.md): its intrinsics, what each takes, and the names that may stand there. */
import { ATOMIC, SLEEPING } from './effects.ts';
import { CONTEXTS } from './state.ts';

/** What an argument of an intrinsic must be: a C expression, or one word of a closed list. */
type Argument = 'value' | 'lock class' | 'context' | 'kind' | 'counter' | 'where' | 'word';

export interface Usage {
  readonly args: readonly Argument[];
  /** takes any number of values behind those */
  readonly more?: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** The closed lists. A new kind of reference or counter is a new word here: a mistyped one would be an account that nobody closes. */
export const WORDS: Readonly<Record<Exclude<Argument, 'value' | 'word'>, ReadonlySet<string>>> = {
  'lock class': new Set([...SLEEPING, ...ATOMIC]),
  context: new Set(CONTEXTS),
  kind: words('ITER ID PIN MAP MMGRAB COND MANY ANYKIND'),
  counter: words('MEMORY MEMSW SWAP KMEM ZSWAP HUGETLB HUGETLB_RSVD PRECHARGE SKMEM COMMIT RLIMIT COUNTER'),
  where: words('SWAPCACHE PAGECACHE LRU LIST TREE RMAP'),
};

/** Functions of the model's C that no kernel has. A reader is told who calls them. */
export const OWN_NAMES: ReadonlySet<string> = words('allocates new_object new_folio_ref new_page_ref');

const usage = (...args: Argument[]): Usage => ({ args });

export const USAGE: ReadonlyMap<string, Usage> = new Map([
  ['take', usage('value', 'lock class')],
  ['trytake', usage('value', 'lock class')],
  ['drop', usage('value', 'lock class')],
  ['held', usage('value')],
  ['enter', usage('context')],
  ['leave', usage('context')],
  ['reset', usage('context')],
  ['might_sleep', usage()],
  ['might_reclaim', usage('value')],
  ['blocking', usage('value')],
  ['nofail', usage('value')],
  ['get', usage('value')],
  ['put', usage('value')],
  ['get_as', usage('value', 'kind')],
  ['put_as', usage('value', 'kind')],
  ['alloc', usage()],
  ['release', usage('value')],
  ['consume', usage('value')],
  ['borrow', usage('value')],
  ['charge', usage('value', 'counter')],
  ['uncharge', usage('value', 'counter')],
  // a third word: MEMCG
  ['count', { args: ['word', 'value'], more: true }],
  ['account', usage('word', 'value')],
  ['after', usage('word')],
  ['publish', usage('value', 'where')],
  ['unpublish', usage('value', 'where')],
  ['call', { args: ['value'], more: true }],
  ['choose', usage()],
  ['fresh', usage()],
  ['error', usage()],
  ['errptr', usage()],
  ['pure', { args: ['value'], more: true }],
  ['assert', usage('value')],
]);
