/** Changes that were tried, as they come back from a page that was reloaded or out of a link: read strictly, since anybody may have written them. */
import type { Edit, TriedData } from './sim-protocol.ts';

const MOST = 8;
const MOST_EDITS = 8;

/** What of a value is a change that was tried; the rest is left out. */
export function readTried(value: unknown): TriedData[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST).flatMap((one: unknown): TriedData[] => {
    if (typeof one !== 'object' || one === null) return [];
    const { run, label, image, edits } = one as Record<string, unknown>;
    if (typeof run !== 'string' || !/^tried-\d{1,4}$/.test(run) || typeof image !== 'string' || typeof label !== 'string') return [];
    if (!Array.isArray(edits) || edits.length === 0 || edits.length > MOST_EDITS) return [];
    const read = edits.map(readEdit);
    return read.every((edit) => edit !== undefined) ? [{ run, label: label.slice(0, 400), image, edits: read }] : [];
  });
}

type Span = readonly [number, number];

function readEdit(value: unknown): Edit | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, fn, at, from, to, lock, how } = value as Record<string, unknown>;
  if (typeof fn !== 'string' || !/^[A-Za-z_]\w{0,100}$/.test(fn)) return undefined;
  if (kind === 'tryget' || kind === 'swap' || kind === 'drop') return isSpan(at) ? { kind, fn, at } : undefined;
  if (kind !== 'lock' || !isSpan(from) || !isSpan(to)) return undefined;
  if (typeof how !== 'string' || !/^[A-Z]{1,12}$/.test(how)) return undefined;
  // A name of the world, and nothing that would be read as code.
  if (typeof lock !== 'string' || !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*|\[\d+\])*$/.test(lock)) return undefined;
  return { kind, fn, lock, how, from, to };
}

function isSpan(value: unknown): value is Span {
  return Array.isArray(value) && value.length === 2 && value.every((one) => Number.isSafeInteger(one) && one >= 0);
}
