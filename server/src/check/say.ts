/** Terms in the words of the source: a value is called by the variable that holds it. */
import type { Cfg } from '../c/cfg.ts';
import { eachPart, type State, type StructOf, spell, spellPlace, type Term, variableOf } from '../model/index.ts';

/** `x@2` is the source's `x`. */
const plain = (n: string): string => n.replace(/@\d+$/, '');

export function namesOn(cfg: Cfg, s: State): (t: Term) => string | undefined {
  return (t) => {
    if (t.k === 'local') return t.name.startsWith('$') ? 'a temporary' : undefined;
    if (t.k === 'int') return undefined;
    if (t.k === 'param' || t.k === 'sym' || t.k === 'load' || t.k === 'pure') {
      for (const [place, v] of s.memory) {
        if (v === t && place.k === 'local' && !place.name.startsWith('$') && place.name !== 'return') return plain(place.name);
      }
      if (t.k === 'param') return cfg.params[t.i]?.name;
      const held = t.k === 'sym' || t.k === 'pure' ? variableOf(t) : undefined;
      if (held) return plain(held);
      if (t.k === 'sym') {
        const f = t.tag.split(':')[0]!;
        return /^\w+$/.test(f) ? `${f}()` : (/^(?:item|end|turn|join) (\w+)/.exec(t.tag)?.[1] ?? t.tag);
      }
      if (t.k === 'pure' && t.fn.startsWith('container_of')) return `container_of(${spell(t.args[0]!, namesOn(cfg, s))})`;
    }
    return undefined;
  };
}

export function say(cfg: Cfg, s: State, t: Term): string {
  return spell(t, namesOn(cfg, s)).replace(/@\d+/g, '');
}

export function sayPlace(cfg: Cfg, s: State, t: Term): string {
  return spellPlace(t, namesOn(cfg, s)).replace(/@\d+/g, '');
}

/** Whether `whole` holds `part` somewhere. */
export function contains(whole: Term | undefined, part: Term): boolean {
  if (!whole) return false;
  let hit = false;
  eachPart(whole, (p) => {
    if (p === part) hit = true;
  });
  return hit;
}

/** By the declared type of the variable that holds the pointer. */
export function structOf(cfg: Cfg, s: State): StructOf {
  const tag = (type: string | undefined): string | undefined => /\bstruct\s+(\w+)/.exec(type ?? '')?.[1];
  const declared = (name: string): string | undefined =>
    tag(cfg.locals.get(name)?.type) ?? tag(cfg.params.find((p) => p.name === plain(name))?.type);
  return (t) => {
    if (t.k === 'param') return tag(cfg.params[t.i]?.type);
    if (t.k === 'local') return declared(t.name);
    for (const [place, v] of s.memory) {
      if (v !== t || place.k !== 'local' || place.name.startsWith('$')) continue;
      const found = declared(place.name);
      if (found) return found;
    }
    const held = variableOf(t);
    return held === undefined ? undefined : declared(held);
  };
}
