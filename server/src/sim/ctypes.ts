/** C types as far as a bounded world needs them: ranges of numbers, structs by tag, pointers, locks. */

export type CType =
  /** a number with its range, both ends inclusive */
  | { readonly k: 'int'; readonly lo: number; readonly hi: number; readonly bool?: true }
  | { readonly k: 'struct'; readonly tag: string }
  | { readonly k: 'pointer'; readonly to: CType }
  | { readonly k: 'array'; readonly of: CType; readonly size: number }
  | { readonly k: 'void' };

export const INT: CType = { k: 'int', lo: -128, hi: 127 };
export const BOOL: CType = { k: 'int', lo: 0, hi: 1, bool: true };
export const VOID: CType = { k: 'void' };

/** Every lock is a struct with one nameless cell: 0 free, n > 0 held n times (readers), -1 held by a writer. */
export const LOCKS: ReadonlySet<string> = new Set([
  'spinlock_t',
  'raw_spinlock_t',
  'rwlock_t',
  'local_lock_t',
  'struct mutex',
  'struct rw_semaphore',
  'struct rt_mutex',
  'struct semaphore',
]);

export const LOCK_TAG = 'lock';

const WORDS =
  /\b(const|volatile|static|extern|register|inline|__rcu|__user|__iomem|__percpu|__force|__private|__read_mostly|unsigned|signed)\b/g;

/** Integer types that are bytes of flags or counts in the kernel and plain numbers here. */
const TRUTH = /^(bool|_Bool)$/;

/**
 * @param text a type without a name: `struct folio *`, `unsigned int`
 * @param typedefs names of the scenario, each with what it stands for
 */
export function typeOfText(text: string, typedefs: ReadonlyMap<string, CType>): CType {
  let known = read.get(typedefs);
  // a file that is still being read adds to its typedefs
  if (!known || known.names !== typedefs.size) {
    known = { names: typedefs.size, types: new Map() };
    read.set(typedefs, known);
  }
  let type = known.types.get(text);
  if (!type) {
    type = typeRead(text, typedefs);
    known.types.set(text, type);
  }
  return type;
}

/** The same few types are asked for at every access. */
const read = new WeakMap<ReadonlyMap<string, CType>, { readonly names: number; readonly types: Map<string, CType> }>();

function typeRead(text: string, typedefs: ReadonlyMap<string, CType>): CType {
  const stars = (text.match(/\*/g) ?? []).length;
  const unsigned = /\bunsigned\b|\bu(8|16|32|64|int)\b|\bsize_t\b/.test(text);
  const plain = text.replace(/\*/g, ' ').replace(WORDS, ' ').replace(/\s+/g, ' ').trim();
  let base: CType;
  const known = typedefs.get(plain);
  if (known) base = known;
  else if (LOCKS.has(plain)) base = { k: 'struct', tag: LOCK_TAG };
  else if (/^(struct|union) \w+$/.test(plain)) base = { k: 'struct', tag: plain.split(' ')[1] as string };
  else if (TRUTH.test(plain)) base = BOOL;
  else if (plain === 'void') base = VOID;
  else base = unsigned ? { k: 'int', lo: 0, hi: 127 } : INT;
  // an unsigned local may still be handed an errno: it is the width that bounds, not the sign
  if (base.k === 'int' && !base.bool) base = INT;
  for (let i = 0; i < stars; i++) base = { k: 'pointer', to: base };
  return base;
}

/** The struct that a pointer leads to, or the struct itself; undefined for anything else. */
export function tagOf(t: CType | undefined): string | undefined {
  if (t?.k === 'pointer') return t.to.k === 'struct' ? t.to.tag : undefined;
  return t?.k === 'struct' ? t.tag : undefined;
}
