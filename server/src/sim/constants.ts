/** Numbers that kernel code names and every world knows. The bits of a gfp mask are ours: only what they say counts. */

const ERRNO: readonly (readonly [string, number])[] = [
  ['EPERM', 1],
  ['ENOENT', 2],
  ['EINTR', 4],
  ['EIO', 5],
  ['EAGAIN', 11],
  ['EWOULDBLOCK', 11],
  ['ENOMEM', 12],
  ['EACCES', 13],
  ['EFAULT', 14],
  ['EBUSY', 16],
  ['EEXIST', 17],
  ['ENODEV', 19],
  ['EINVAL', 22],
  ['ENOSPC', 28],
  ['ERANGE', 34],
  ['EOVERFLOW', 75],
  ['EOPNOTSUPP', 95],
  ['ETIMEDOUT', 110],
];

export const GFP = { direct: 1, nofail: 2, io: 4, fs: 8, kswapd: 16 } as const;

const KERNEL = GFP.direct | GFP.io | GFP.fs | GFP.kswapd;

export const BUILTIN_CONSTANTS: ReadonlyMap<string, number> = new Map<string, number>([
  ...ERRNO,
  ['__GFP_DIRECT_RECLAIM', GFP.direct],
  ['__GFP_NOFAIL', GFP.nofail],
  ['__GFP_IO', GFP.io],
  ['__GFP_FS', GFP.fs],
  ['__GFP_KSWAPD_RECLAIM', GFP.kswapd],
  ['__GFP_RECLAIM', GFP.direct | GFP.kswapd],
  ['GFP_KERNEL', KERNEL],
  ['GFP_KERNEL_ACCOUNT', KERNEL],
  ['GFP_USER', KERNEL],
  ['GFP_HIGHUSER', KERNEL],
  ['GFP_HIGHUSER_MOVABLE', KERNEL],
  ['GFP_NOFS', KERNEL & ~GFP.fs],
  ['GFP_NOIO', KERNEL & ~(GFP.fs | GFP.io)],
  ['GFP_ATOMIC', GFP.kswapd],
  ['GFP_NOWAIT', GFP.kswapd],
  ['GFP_RECLAIM_MASK', KERNEL | GFP.nofail],
  ['__GFP_HIGH', 0],
  ['__GFP_NOWARN', 0],
  ['__GFP_NORETRY', 0],
  ['__GFP_ZERO', 0],
  ['__GFP_ACCOUNT', 0],
  ['__GFP_COMP', 0],
  ['__GFP_HIGHMEM', 0],
  ['__GFP_MOVABLE', 0],
  ['__GFP_NOMEMALLOC', 0],
  ['NUMA_NO_NODE', -1],
  ['HZ', 1],
]);

/** `-ENOMEM` for 12; undefined for a number that has no name. */
export function errnoName(n: number): string | undefined {
  const name = ERRNO.find(([, v]) => v === n)?.[0];
  return name && `-${name}`;
}
