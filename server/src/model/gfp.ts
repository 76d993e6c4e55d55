/** What a gfp mask allows, as far as its text says. */
import type { Term } from './terms.ts';

export type GfpFlag = '__GFP_DIRECT_RECLAIM' | '__GFP_KSWAPD_RECLAIM' | '__GFP_IO' | '__GFP_FS';

const ALL: readonly GfpFlag[] = ['__GFP_DIRECT_RECLAIM', '__GFP_KSWAPD_RECLAIM', '__GFP_IO', '__GFP_FS'];
const RECLAIM: readonly GfpFlag[] = ['__GFP_DIRECT_RECLAIM', '__GFP_KSWAPD_RECLAIM'];

/** include/linux/gfp_types.h (6.12); the same in all kernels since 4.4 */
const MASKS: Record<string, readonly GfpFlag[]> = {
  GFP_KERNEL: ALL,
  GFP_KERNEL_ACCOUNT: ALL,
  GFP_USER: ALL,
  GFP_HIGHUSER: ALL,
  GFP_HIGHUSER_MOVABLE: ALL,
  GFP_NOFS: [...RECLAIM, '__GFP_IO'],
  GFP_NOIO: RECLAIM,
  GFP_NOWAIT: ['__GFP_KSWAPD_RECLAIM'],
  GFP_ATOMIC: ['__GFP_KSWAPD_RECLAIM'],
  __GFP_RECLAIM: RECLAIM,
  __GFP_DIRECT_RECLAIM: ['__GFP_DIRECT_RECLAIM'],
  __GFP_KSWAPD_RECLAIM: ['__GFP_KSWAPD_RECLAIM'],
  __GFP_IO: ['__GFP_IO'],
  __GFP_FS: ['__GFP_FS'],
};

/** true or false where the mask says so for certain. */
export function gfpAllows(mask: Term, flag: GfpFlag): boolean | undefined {
  switch (mask.k) {
    case 'int':
      return mask.v === 0 ? false : undefined;
    case 'global': {
      const flags = MASKS[mask.name];
      if (flags) return flags.includes(flag);
      // modifiers say nothing about reclaim
      return /^__GFP_(?:HIGH|NOWARN|NORETRY|ZERO|ACCOUNT|NOMEMALLOC|COMP|THISNODE|HIGHMEM|MOVABLE|NOFAIL|RETRY_MAYFAIL|MEMALLOC|RECLAIMABLE|DMA|DMA32)$/.test(
        mask.name,
      )
        ? false
        : undefined;
    }
    case 'pure': {
      if (mask.fn === '|') {
        const parts = mask.args.map((a) => gfpAllows(a, flag));
        if (parts.includes(true)) return true;
        return parts.every((p) => p === false) ? false : undefined;
      }
      if (mask.fn === '&') {
        const parts = mask.args.map((a) => (a.k === 'pure' && a.fn === '~' ? not(gfpAllows(a.args[0]!, flag)) : gfpAllows(a, flag)));
        if (parts.includes(false)) return false;
        return parts.every((p) => p === true) ? true : undefined;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function not(b: boolean | undefined): boolean | undefined {
  return b === undefined ? undefined : !b;
}
