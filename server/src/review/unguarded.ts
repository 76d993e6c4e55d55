/** What a patch moved out from under a lock, as hazards. Silent where the tree does not keep the lock for that data either. */
import type { Span } from '../c/ast.ts';
import { compareTouches, type Datum, type Hazard, type Moved, type Touches } from '../check/index.ts';
import type { LockOrder } from '../model/index.ts';
import { type Custom, type Guards, lastName } from './guards.ts';

const RULE = 'lock/unguarded-access';
/** page table locks, by the names that hold them and the functions that find them */
const PAGE_TABLE = /ptl\b|\bpml\b|page_table_lock|p(?:te|md|ud)\w*_lock|lockptr/;

export function unguarded(
  before: Touches,
  after: Touches,
  o: {
    readonly fn: string;
    readonly path: string;
    readonly guards: Guards | undefined;
    /** what the model says of locks */
    readonly locks?: LockOrder;
    /** locks that other remarks of the two images are about */
    readonly told: ReadonlySet<string>;
    isAdded(h: { readonly at: Span }): boolean;
  },
): Hazard[] {
  const best = new Map<string, { m: Moved; confidence: 'medium' | 'low'; rank: number }>();
  for (const m of compareTouches(before, after)) {
    if (isTold(m.lock, o.told)) continue;
    const told = m.touch.how !== 'entry' && !m.covered && m.touch.data.some((d) => isToGuard(d, m.lock.shown, o.locks));
    const confidence = told ? 'medium' : weigh(m, o.guards && ((d) => o.guards!(d, m.lock.shown, o.path, o.fn)));
    if (!confidence) continue;
    const rank = (confidence === 'medium' ? 8 : 0) + (m.touch.how === 'read' ? 0 : 4) + (o.isAdded(m.touch) ? 2 : 0) + (m.near ? 1 : 0);
    const old = best.get(m.lock.name);
    if (!old || rank > old.rank) best.set(m.lock.name, { m, confidence, rank });
  }
  return [...best.values()].map(({ m, confidence }) => hazard(m, confidence, o.fn));
}

/** One lock may have two names: through the pointer that was picked first, and through what it was picked from. */
function isTold(lock: Moved['lock'], told: ReadonlySet<string>): boolean {
  if (told.has(lock.name) || told.has(lock.shown)) return true;
  const last = lastName(lock.shown);
  return last.length > 'lock'.length && [...told].some((o) => lastName(o) === last);
}

/** The model says that this lock guards it. */
function isToGuard(d: Datum, lock: string, locks: LockOrder | undefined): boolean {
  const guard = d.type === undefined ? undefined : locks?.guardOf(d.type, d.field);
  return guard !== undefined && locks!.mayBe(guard.cls, lastName(lock));
}

/** undefined: nothing to say. */
export function weigh(m: Moved, ask: ((d: Moved['touch']['data'][number]) => Custom) | undefined): 'medium' | 'low' | undefined {
  const { touch, lock } = m;
  // a folio's lock guards what no text names
  if (lock.cls === 'FOLIO' || m.covered) return undefined;
  if (touch.how === 'entry') return PAGE_TABLE.test(lock.name) ? 'low' : undefined;
  const customs = ask ? touch.data.map(ask) : [];
  const held = Math.max(0, ...customs.map((c) => c.written.held));
  const guarded = customs.some((c) => c.written.held >= 2 && c.written.bare * 9 <= c.written.held);
  // others that take the lock write it without: no custom to speak of
  const loose = (c: Custom) => c.written.bare > 0 && c.written.bare >= c.written.held;
  if (!guarded && customs.length > 0 && customs.every(loose)) return undefined;
  if (touch.how === 'read') {
    // a lock that all who write it hold; who reads it may still be content with an old value where others are
    const c = customs[0];
    if (!m.moved || !(held > 0 || m.elsewhere)) return undefined;
    if (c && (c.written.bare > 0 || c.read.bare > c.read.held || c.aloof > 4 * (c.read.held + c.written.held + 1))) return undefined;
    return m.near || guarded || (held > 0 && m.elsewhere) ? 'low' : undefined;
  }
  if (guarded) return 'medium';
  if (!m.moved || (touch.how === 'callee' && held === 0 && !m.elsewhere)) return undefined;
  if (m.near) return 'low';
  if (touch.how === 'list' || touch.update || m.elsewhere || (held > 0 && customs.every((c) => c.written.bare === 0))) return 'low';
  return undefined;
}

function hazard(m: Moved, confidence: 'medium' | 'low', fn: string): Hazard {
  const { touch, lock } = m;
  const verb = touch.how === 'read' ? 'reads' : touch.how === 'write' ? 'changes' : 'calls';
  const what = `${verb} ${touch.text}`;
  const where = m.how === 'early' ? `before it takes ${lock.shown}` : `after it released ${lock.shown}`;
  const end =
    touch.how === 'read'
      ? 'it may change between the two, and what was read is no longer true'
      : touch.how === 'list'
        ? 'somebody else who changes the list at the same time corrupts it'
        : touch.update
          ? 'an update by another CPU at the same time is lost'
          : 'who holds the lock may see it change in the middle';
  const steps = [
    { at: touch.at, note: `${what} without ${lock.shown}` },
    { at: m.lockAt, note: m.how === 'early' ? `${lock.shown} is taken only here` : `${lock.shown} is released here` },
  ];
  return {
    rule: RULE,
    severity: 'error',
    confidence,
    function: fn,
    object: lock.shown,
    key: `${RULE}|${fn}|${touch.text}`,
    at: touch.at,
    message: `${what} ${where}; before the patch this was done under the lock: ${end}`,
    remedy: m.how === 'early' ? `take ${lock.shown} first` : `do it before ${lock.shown} is released`,
    path: m.how === 'early' ? steps : steps.reverse(),
  };
}
