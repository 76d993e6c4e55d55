/** Which instances of a struct exist, as cells. */

import type { Workshop } from './workshop.ts';
import type { World } from './world.ts';

/** Cells that say which instances of a struct exist; what is part of something else goes with it. */
export function liveCellsOf(world: World, shop: Pick<Workshop, 'mortalTags' | 'alwaysCell'>, tag: string): readonly number[] | undefined {
  const list = world.instances.get(tag);
  if (!list) return undefined;
  const isMortal = (t: string, i: number): number | undefined => {
    const instance = world.instances.get(t)?.[i - 1];
    if (!instance) return undefined;
    if (instance.within) return isMortal(instance.within.tag, instance.within.index);
    if (!shop.mortalTags.has(t) && !instance.pool) return undefined;
    return world.hidden(t, 'live', 0, 1, (x) => (x.pool ? 0 : 1)).cells[i - 1];
  };
  const key = `${tag} ${shop.mortalTags.size}`;
  const cache = cacheOf(world);
  if (cache.has(key)) return cache.get(key);
  const cells = list.map((_, i) => isMortal(tag, i + 1));
  const out = cells.some((c) => c !== undefined) ? cells.map((c) => c ?? shop.alwaysCell()) : undefined;
  cache.set(key, out);
  return out;
}

const caches = new WeakMap<World, Map<string, readonly number[] | undefined>>();
function cacheOf(world: World): Map<string, readonly number[] | undefined> {
  let c = caches.get(world);
  if (!c) {
    c = new Map();
    caches.set(world, c);
  }
  return c;
}
