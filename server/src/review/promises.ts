/** What a function promised before a patch and promises behind it, as its callers get to feel it. */
import { type Contract, eachPart, type Outcome, rootOf, spell, type Term } from '../model/index.ts';
import type { ImageContracts } from './contracts.ts';

/** How the promise of a function differs, in kinds that decide which rules may speak. */
export type Kind = 'lock' | 'ref' | 'sleep' | 'result';

/** A function whose promise changed, as it was and as it is. */
export interface Changed {
  readonly name: string;
  readonly path: string;
  readonly isStatic: boolean;
  readonly kinds: ReadonlySet<Kind>;
  /** not understood in full */
  readonly vague: boolean;
}

export function changeOf(
  name: string,
  path: string,
  isStatic: boolean,
  before: ImageContracts,
  after: ImageContracts,
): Changed | undefined {
  const a = before.contractOf(name, path);
  const b = after.contractOf(name, path);
  if (!a || !b || a.params.length !== b.params.length) return undefined;
  const whole = !a.incomplete && !b.incomplete;
  // of a function that is not understood in full one thing can be told all the same: that no way of it slept, and one does
  if (!whole && (a.incomplete !== 'vague' || b.incomplete !== 'vague' || !sleepsOnly(a, b))) return undefined;
  const kinds = whole ? differences(a, b) : new Set<Kind>(['sleep']);
  return kinds.size > 0 ? { name, path, isStatic, kinds, vague: !whole } : undefined;
}

/** The second may sleep, whatever flags it is given and with all locks of its caller held; the first did not in any case. */
function sleepsOnly(a: Contract, b: Contract): boolean {
  if (a.outcomes.some((o) => o.sleeps)) return false;
  return b.outcomes.some(
    (o) =>
      o.sleeps &&
      !o.sleeps.leftRcu &&
      o.sleeps.without.length === 0 &&
      o.when.every(([t]) => t.k !== 'param' && !(t.k === 'pure' && /^(?:blocking|nofail)$/.test(t.fn))),
  );
}

/** A lock that a function leaves held now and did not before, on something that its own caller never gets to see. */
export function keptInside(before: Contract | undefined, after: Contract | undefined): string | undefined {
  const lost = (c: Contract | undefined) =>
    c?.outcomes.flatMap((o) => o.takes.filter((k) => rootOf(k.place).k === 'sym' && !seenByCaller(o, rootOf(k.place)))) ?? [];
  if (!before || before.incomplete === 'bounded' || after?.incomplete === 'bounded') return undefined;
  const now = lost(after)[0];
  if (!now || lost(before).length > 0) return undefined;
  return now.cls === 'FOLIO' ? 'the folio lock' : 'a lock';
}

function seenByCaller(o: Outcome, root: Term): boolean {
  let hit = false;
  const look = (t: Term | undefined) => t && eachPart(t, (p) => void (p === root && (hit = true)));
  look(o.ret);
  for (const [, v] of o.stores) look(v);
  return hit;
}

/** In which respects two contracts of one function differ for a caller. */
export function differences(a: Contract, b: Contract): Set<Kind> {
  const out = new Set<Kind>();
  const set = (c: Contract, f: (o: Outcome, say: (t: Term) => string) => string | undefined): string => {
    // a value made inside has no name that means the same in two images, but for the result
    const sayIn = (o: Outcome) => (t: Term) =>
      spell(t, (x) => (o.ret && x === o.ret ? 'result' : x.k === 'param' ? `$${x.i}` : x.k === 'sym' ? 'made' : undefined));
    return [...new Set(c.outcomes.map((o) => f(o, sayIn(o))))]
      .filter((s) => s !== undefined)
      .sort()
      .join('\n');
  };
  const differ = (f: (o: Outcome, say: (t: Term) => string) => string | undefined): boolean => set(a, f) !== set(b, f);
  if (
    differ((o, say) =>
      [
        o.retMask,
        ...o.takes.map((k) => `+${k.cls}${say(k.place)}`),
        ...o.drops.map((k) => `-${say(k.place)}`),
        ...o.resets,
        ...[...o.context].map(([k, n]) => `${k}${n}`),
      ].join(),
    ) ||
    differ((o, say) =>
      o.passes
        .filter((k) => !k.sometimes && rootOf(k.place).k !== 'sym')
        .map((k) => say(k.place))
        .join(),
    )
  )
    out.add('lock');
  if (
    differ((o, say) => [o.retMask, ...o.refs.map((r) => `${r.kind}${say(r.object)}${r.count}${r.gone ? 'g' : ''}`).sort()].join()) &&
    !differ((o, say) => o.escapes.map(say).sort().join())
  )
    out.add('ref');
  if (b.outcomes.some((o) => o.sleeps) && differ((o, say) => o.sleeps && `${o.sleeps.leftRcu} ${o.sleeps.without.map(say).sort().join()}`))
    out.add('sleep');
  if (a.pointer && differ((o) => String(o.retMask))) out.add('result');
  return out;
}
