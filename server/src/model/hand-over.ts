/** Held locks that are given to a function which nobody knows: it may release them. */
import type { Span } from '../c/ast.ts';
import { mentions } from './effects.ts';
import type { State } from './state.ts';
import type { Term } from './terms.ts';

/** What only looks at a folio, or sets what is written in it, by its name. */
const KEEPS_FOLIO =
  /^Page[A-Z]|(?:^|_)(?:test|is|has|can|may|should|needs?|look|check|verify|valid|nr|index|pos|offset|size|order|mapped|count|set|clear|mark|trace|dump|zero|copy|flush|account|init|attach|detach|kmap|kunmap|error)(?:_|$)/;

/** A callee that by its name leaves everything locked as it is: it asks, or sets what is written in an object. */
export function looksOnly(name: string | undefined): boolean {
  return name !== undefined && KEEPS_FOLIO.test(name);
}

/**
 * The path forgets the locks that the callee got hold of. A folio goes to I/O with its lock, alone, by its page or in a request, and comes back
 * without (read_folio, writepage). Of other locks the lock itself counts, and a local cursor through which it is found (`&xas`); who gets what is
 * around a lock leaves it alone. `name`: undefined for a call through a pointer. Asked before the call has written anything.
 */
export function handOverLocks(s: State, name: string | undefined, values: readonly Term[], at: Span): void {
  const plain = new Set(values);
  const folios = new Set(values);
  const locals = values.filter((v) => v.k === 'local');
  for (const v of values) {
    if (v.k === 'field') folios.add(v.base);
    else if (v.k === 'local') for (const [place, held] of s.memory) if (place.k === 'field' && place.base === v) folios.add(held);
  }
  const looks = looksOnly(name);
  // what the cursor points to: its lock is a member of that (`xas.xa = &mapping->i_pages`)
  const cursors = new Set<Term>();
  for (const v of locals) for (const [place, held] of s.memory) if (place.k === 'field' && place.base === v) cursors.add(held);
  const isMemberOf = (place: Term): boolean => place.k === 'field' && (cursors.has(place.base) || isMemberOf(place.base));
  const foundThrough = (place: Term): boolean => !looks && (isMemberOf(place) || locals.some((v) => place !== v && mentions(place, v)));
  const gone = s.locks.filter((k) => foundThrough(k.place) || (k.cls === 'FOLIO' ? !looks && folios.has(k.place) : plain.has(k.place)));
  const dropped = new Map(s.dropped);
  // what the path releases without having taken it came from such a call: it may be taken there again
  if (!looks)
    for (const [place, d] of s.dropped)
      if (!d.own && !d.guess && values.some((v) => v.k !== 'int' && mentions(place, v))) dropped.set(place, { ...d, guess: true });
  for (const { place, cls, node } of gone) {
    // of a folio that was locked here it is known who had it last; of everything else nothing
    if (cls === 'FOLIO' && node >= 0 && name !== undefined) dropped.set(place, { at, by: name, cls, own: true, node, handed: true });
    else s.vague = true;
  }
  if (gone.length > 0) s.locks = s.locks.filter((k) => !gone.includes(k));
  s.dropped = dropped;
}
