/** What two paths become when they are one: what only one of them knows is forgotten, and what either of them did may have been done. */
import { ANY, type Facts, fact, maskOf } from './facts.ts';
import { type Mark, MOST_MARKS, type State } from './state.ts';
import type { Arena, Term } from './terms.ts';

/** Keeps on `s` only what both know. Locks, references and context must be equal already (signature). */
export function joinInto(s: State, other: State, arena: Arena, node: number): void {
  const signs: [Term, number][] = [];
  const { memory, facts } = s;
  if (!memory.sharedWith(other.memory))
    memory.eachOther(other.memory, (p, v, o) => {
      const j = arena.joined(node, p);
      // what both were of
      if (v && o) signs.push([j, maskOf(v, facts) | maskOf(o, other.facts)]);
      memory.set(p, j);
      s.lossy = true;
    });
  if (!facts.sharedWith(other.facts))
    facts.eachOther(other.facts, (t, f, g) => {
      if (!f) return;
      if (!g) facts.delete(t);
      else if (g.mask !== f.mask || g.is !== f.is) facts.set(t, fact(f.mask | g.mask, f.is === g.is ? f.is : undefined));
      else return;
      s.lossy = true;
    });
  weaken(s, other, arena, node);
  for (const [j, mask] of signs) if (mask !== ANY) s.facts.set(j, fact(mask));
  if (other.lossy) s.lossy = true;
}

/** Takes over on `s`, from a path with the same key, what a contract must not say any more, or must say too; true if that changed anything. */
export function weaken(s: State, by: State, arena: Arena, node: number): boolean {
  let changed = weakenFacts(s.past, by.past);
  if (!s.written.sharedWith(by.written)) {
    const { written } = s;
    written.eachOther(by.written, (place, v) => {
      const some = arena.written(node, place);
      if (v === some) return;
      written.set(place, some);
      changed = true;
    });
  }
  if (by.escapes !== s.escapes && by.escapes.some((e) => !s.escapes.includes(e))) {
    s.escapes = [...new Set([...s.escapes, ...by.escapes])];
    changed = true;
  }
  if (by.derefs !== s.derefs && s.derefs.some((d) => !by.derefs.includes(d))) {
    s.derefs = s.derefs.filter((d) => by.derefs.includes(d));
    changed = true;
  }
  if (by.needs !== s.needs && s.needs.some((n) => !by.needs.some((m) => m.place === n.place))) {
    s.needs = s.needs.filter((n) => by.needs.some((m) => m.place === n.place));
    changed = true;
  }
  if (by.marks !== s.marks) {
    let more: Mark[] | undefined;
    for (let i = 0; i < by.marks.length; i++) {
      const m = by.marks[i]!;
      // alike paths have the same marks in the same places
      const here = s.marks[i];
      if ((here && isSameMark(here, m)) || s.marks.some((q) => isSameMark(q, m))) continue;
      more ??= [...s.marks];
      more.push(m);
    }
    if (more) s.marks = more.slice(0, MOST_MARKS);
  }
  return changed;
}

function isSameMark(a: Mark, b: Mark): boolean {
  return a === b || (a.what === b.what && a.item === b.item && a.object === b.object);
}

/** Keeps of the first what the second knows too; true if that is less than it was. */
function weakenFacts(facts: Facts, by: Facts): boolean {
  if (facts.sharedWith(by)) return false;
  let less = false;
  facts.eachOther(by, (t, f, g) => {
    if (!f) return;
    const mask = f.mask | (g?.mask ?? ANY);
    const is = g?.is === f.is ? f.is : undefined;
    if (mask === f.mask && is === f.is) return;
    less = true;
    if (mask === ANY && !is) facts.delete(t);
    else facts.set(t, fact(mask, is));
  });
  return less;
}
