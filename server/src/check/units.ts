/**
 * What a number counts, read off the names that kernel code gives it: an order, pages, bytes, a page frame number, an address. Only what a name, a
 * constant or an accessor says by itself; `size`, `len` and `count` say nothing.
 */
import type { Val } from '../c/cfg.ts';

export type Unit =
  | 'an order'
  | 'a number of pages'
  | 'a number of bytes'
  | 'a page frame number'
  | 'an address'
  | 'a number of longs'
  | 'a count';

const BY_NAME: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:order|\w+_order|[A-Z][A-Z0-9_]*_ORDER)$/, 'an order'],
  [/^(?:nr_pages|npages|\w+_nr_pages|nr_\w+_pages|num_pages|nrpages|HPAGE_P[MU]D_NR)$/, 'a number of pages'],
  [/^(?:nr|nr_(?!order|bytes)\w+|\w+_nr)$/, 'a count'],
  [/^(?:bytes|nbytes|nr_bytes|PAGE_SIZE|P[MU]D_SIZE|HPAGE_P[MU]D_SIZE|HPAGE_SIZE|THREAD_SIZE)$/, 'a number of bytes'],
  [/^(?:pfn|\w+_pfn|pfn_\w+)$/, 'a page frame number'],
  [/^(?:addr|address|vaddr|uaddr|\w+_addr|\w+_address)$/, 'an address'],
];

/** names that end like a unit and are something else */
const NOT =
  /^(?:in_order|by_order|mem_order|lock_order|sort_order|byte_order|memory_order|valid_order|max_order_\w+|has_pfn|is_pfn\w*|inc_pfn|\w*_per_\w+|\w+_id_addr)$/;

const BY_CALL: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:compound_order|folio_order|get_order|huge_page_order|buddy_order|thp_order|folio_large_order|ilog2_pages)$/, 'an order'],
  [
    /^(?:folio_nr_pages|compound_nr|hpage_nr_pages|thp_nr_pages|pages_per_huge_page|vma_pages|folio_large_nr_pages|page_size_in_pages)$/,
    'a number of pages',
  ],
  [/^(?:folio_size|page_size|thp_size|huge_page_size|ksize)$/, 'a number of bytes'],
  [
    /^(?:page_to_pfn|folio_pfn|pte_pfn|pmd_pfn|pud_pfn|virt_to_pfn|PHYS_PFN|PFN_DOWN|PFN_UP|swp_offset_pfn|zone_end_pfn)$/,
    'a page frame number',
  ],
  [/^(?:PFN_PHYS|page_to_phys|virt_to_phys|__pa)$/, 'an address'],
  [/^BITS_TO_LONGS$/, 'a number of longs'],
];

/** What a parameter or variable of that name counts. `pointer`s count nothing. */
export function unitOfName(name: string): Unit | undefined {
  const plain = name.replace(/@\d+$/, '').replace(/^_+/, '');
  if (NOT.test(plain)) return undefined;
  return BY_NAME.find(([r]) => r.test(plain))?.[1];
}

/** `calls`: the name of the call that made a temporary; `isPointer`: of a name. */
export function unitOf(e: Val, calls: (temporary: string) => string | undefined, isPointer: (name: string) => boolean): Unit | undefined {
  switch (e.k) {
    case 'id': {
      if (!e.name.startsWith('$')) return isPointer(e.name) ? undefined : unitOfName(e.name);
      const by = calls(e.name);
      return by === undefined ? undefined : BY_CALL.find(([r]) => r.test(by))?.[1];
    }
    case 'member':
      return unitOfName(e.field);
    case 'cast':
      return /\*/.test(e.type) ? undefined : unitOf(e.arg, calls, isPointer);
    case 'binary': {
      const l = unitOf(e.l, calls, isPointer);
      const r = unitOf(e.r, calls, isPointer);
      if (e.op === '<<') {
        if (e.l.k === 'num' && r === 'an order') return 'a number of pages';
        if (e.r.k === 'id' && e.r.name === 'PAGE_SHIFT')
          return l === 'a number of pages' ? 'a number of bytes' : l === 'a page frame number' ? 'an address' : undefined;
        return l === 'a number of bytes' && r === 'an order' ? 'a number of bytes' : undefined;
      }
      if (e.op === '*') return l === 'a number of bytes' && r === 'a number of pages' ? 'a number of bytes' : undefined;
      if (e.op === '+' || e.op === '-') {
        if (isSmall(e.r)) return l;
        // the difference of two places is a number of what lies between them
        return undefined;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

const isSmall = (e: Val): boolean => e.k === 'num' && e.value !== undefined && e.value >= 0 && e.value <= 2;

const CLASH: readonly (readonly [Unit, Unit])[] = [
  ['an order', 'a number of pages'],
  ['an order', 'a number of bytes'],
  ['an order', 'a page frame number'],
  ['an order', 'an address'],
  ['a number of pages', 'a number of bytes'],
  ['a number of pages', 'an address'],
  ['a page frame number', 'an address'],
  ['a number of longs', 'a number of bytes'],
  ['a count', 'an order'],
  ['a count', 'an address'],
];

/** The two are different things, whatever the code around them does. */
export function clash(a: Unit | undefined, b: Unit | undefined): boolean {
  return a !== undefined && b !== undefined && CLASH.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
}
