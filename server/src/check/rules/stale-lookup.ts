import type { Span } from '../../c/ast.ts';
import { ATOMIC, eachPart, isCharge, type State, type Term } from '../../model/index.ts';
import type { Rule } from '../rule.ts';

/** By its name the call keeps what it is given. */
const KEEPS = /(?:^|_)(?:get|tryget|grab|hold|pin|trylock|igrab)(?:_|$)/;

/**
 * The callback of a list_lru walk reads a pointer through the item, out of the item or out of a table, drops the lock of the list and follows the
 * pointer. On the list the item kept what it belongs to; without the lock the item may go, and what it belongs to after it. A reference or a lock that
 * was taken before the unlock keeps it.
 */
export const staleLookup: Rule = {
  name: 'lock/stale-after-unlock',
  severity: 'error',
  summary: 'what the lock kept valid is still trusted after it was dropped, without looking again',
  start(c) {
    const [, list, lock] = c.cfg.params;
    if (!list?.pointer || !/\blist_lru_one\b/.test(list.type)) return {};
    const ownLock = (p: Term): boolean =>
      (p.k === 'param' && p.i === 2 && /\bspinlock_t\b/.test(lock?.type ?? '')) ||
      (p.k === 'field' && p.field === 'lock' && p.base.k === 'param' && p.base.i === 1);
    const told = new Set<Term>();

    const look = (s: State, pointer: Term, at: Span): void => {
      if (told.has(pointer) || s.lossy || s.vague || s.blind || pointer.k !== 'load' || !dependsOnItem(pointer)) return;
      const drop = [...s.dropped].find(([p]) => ownLock(p))?.[1];
      if (!drop) return;
      const own = [...s.locks].every((l) => ownLock(l.place) || !ATOMIC.has(l.cls));
      const parts = partsOf(pointer);
      if (!own || [...s.refs.values()].some((r) => r.count > 0 && !isCharge(r.kind) && parts.has(root(r.object)))) return;
      const names = namesOf(s, parts);
      const variable = names.find((n) => valueOf(s, n) === pointer);
      const read = variable === undefined ? undefined : readBefore(variable, drop.at);
      if (variable === undefined || !read || keptBefore(names, drop.at)) return;
      told.add(pointer);
      c.report({
        at: drop.at,
        state: s,
        object: variable,
        confidence: 'medium',
        message: `${variable} was found through the item while the lock of the list was held, and is followed after ${drop.by}(): without the lock the item may be gone, and nothing keeps what ${variable} points to`,
        remedy: `take a reference, or whatever keeps ${variable}, before ${drop.by}(); or copy what is needed and look ${variable} up again once something is pinned`,
        last: `${drop.by}() lets go of the lock`,
        steps: [
          { at: read, note: `${variable} is read under the lock of the list` },
          { at: drop.at, note: `${drop.by}() lets go of the lock` },
          { at, note: `follows ${variable}` },
        ],
      });
    };

    /** Where it is read; undefined when it is read anew behind the unlock. */
    const readBefore = (variable: string, drop: Span): Span | undefined => {
      const makers = c.cfg.nodes.filter((n) => n.op.k === 'assign' && n.op.dst.k === 'id' && n.op.dst.name === variable);
      return makers.every((n) => n.at[0] < drop[0]) ? makers[0]?.at : undefined;
    };
    const keptBefore = (names: readonly string[], drop: Span): boolean =>
      c.cfg.nodes.some((n) => {
        if (n.op.k !== 'call' || n.op.name === undefined || n.at[0] >= drop[0] || !KEEPS.test(n.op.name)) return false;
        const text = c.text.slice(...n.at);
        return names.some((v) => new RegExp(`\\b${v}\\b`).test(text));
      });

    return {
      take(s, e) {
        if (e.place.k === 'field') look(s, e.place.base, e.site.at);
      },
      access(s, e) {
        if (e.place.k === 'field') look(s, e.place.base, e.at);
      },
    };
  },
};

const root = (t: Term): Term => (t.k === 'field' ? root(t.base) : t);

function dependsOnItem(t: Term): boolean {
  let hit = false;
  eachPart(t, (p) => void (p.k === 'param' && p.i === 0 && (hit = true)));
  return hit;
}

function partsOf(t: Term): Set<Term> {
  const out = new Set<Term>();
  eachPart(t, (p) => void out.add(p));
  return out;
}

/** Locals that hold one of the values. */
function namesOf(s: State, values: ReadonlySet<Term>): string[] {
  const out: string[] = [];
  for (const [place, v] of s.memory) if (place.k === 'local' && values.has(v) && !place.name.startsWith('$')) out.push(place.name);
  return out;
}

function valueOf(s: State, name: string): Term | undefined {
  for (const [place, v] of s.memory) if (place.k === 'local' && place.name === name) return v;
  return undefined;
}
