/** What the page keeps over hiding and reloading, read back: from its own state, or by its host after the window was reloaded. */
import type { Kept } from './messages.ts';

/** What a stored value says, when it is one of ours: another version's is as good as none. */
export function readKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const kept = value as Record<string, unknown>;
  const rules = (list: unknown): list is number[] => Array.isArray(list) && list.every((rule) => Number.isInteger(rule));
  const others = (Array.isArray(kept.others) ? kept.others : []).flatMap((one: unknown) => {
    const { run, schedule } = typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : {};
    return typeof run === 'string' && rules(schedule) ? [{ run, schedule }] : [];
  });
  const strings = (list: unknown): string[] => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []);
  if (kept.version !== 1 || typeof kept.run !== 'string' || typeof kept.at !== 'number') return undefined;
  return {
    version: 1,
    run: kept.run,
    at: kept.at,
    ...(rules(kept.schedule) ? { schedule: kept.schedule } : {}),
    ...(others.length > 0 ? { others } : {}),
    // The server reads it as strictly as what comes out of a link.
    ...(Array.isArray(kept.tried) && kept.tried.length > 0 ? { tried: kept.tried as Kept['tried'] } : {}),
    view: kept.view === 'compare' || kept.view === 'text' ? kept.view : 'lanes',
    side: kept.side === 'table' ? 'table' : 'graph',
    pins: strings(kept.pins),
    ...(typeof kept.chosen === 'string' ? { chosen: kept.chosen } : {}),
    speed: typeof kept.speed === 'number' && kept.speed > 0 && kept.speed <= 16 ? kept.speed : 2,
  };
}
