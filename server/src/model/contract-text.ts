/**
 * A contract as one line of text, and back: the same to the last term, ids included, so that whoever applies it cannot tell that it was not learnt just now.
 */
import { type Contract, type LockEffect, type Outcome, type RefEffect, shaped } from './contract.ts';
import { type Fact, fact } from './facts.ts';
import { heldBy, type Term, termOf, variableOf } from './terms.ts';

/** Terms stand in a list, each behind its parts; everything else names them by their place in it. */
type Row = readonly [id: number, heldAs: string | 0, k: Term['k'], ...parts: (string | number | boolean)[]];

class Writer {
  readonly rows: Row[] = [];
  private readonly places = new Map<Term, number>();

  readonly term = (t: Term): number => {
    let at = this.places.get(t);
    if (at === undefined) {
      const row: Row = [t.id, variableOf(t) ?? 0, t.k, ...this.parts(t)];
      this.places.set(t, (at = this.rows.push(row) - 1));
    }
    return at;
  };

  /** -1: none */
  readonly some = (t: Term | undefined): number => (t ? this.term(t) : -1);

  private parts(t: Term): (string | number | boolean)[] {
    switch (t.k) {
      case 'int':
        return [t.v];
      case 'lit':
        return [t.text];
      case 'global':
        return t.value === undefined ? [t.name, t.constant] : [t.name, t.constant, t.value];
      case 'param':
        return [t.i];
      case 'sym':
        return [t.node, t.tag, t.turn, t.isNew];
      case 'local':
        return [t.name];
      case 'field':
        return [this.term(t.base), t.field];
      case 'index':
        return [this.term(t.base), this.term(t.index)];
      case 'load':
        return [this.term(t.place)];
      case 'pure':
        return [t.fn, ...t.args.map(this.term)];
    }
  }

  readonly lock = (l: LockEffect) => [this.term(l.place), l.cls, l.blocking, l.sometimes ?? 0, l.without ? l.without.map(this.term) : 0];
  readonly fact = ([t, f]: readonly [Term, Fact]) => [this.term(t), f.mask, this.some(f.is), f.not ?? 0];
  readonly ref = (r: RefEffect) => [this.term(r.object), r.kind, r.count, r.born, r.escaped, r.gone];

  readonly outcome = (o: Outcome) => [
    this.some(o.ret),
    o.retMask,
    o.when.map(this.fact),
    o.then.map(this.fact),
    [o.needs, o.takes, o.drops, o.passes].map((list) => list.map(this.lock)),
    o.resets,
    [...o.context],
    o.refs.map(this.ref),
    o.stores.map(([place, value]) => [this.term(place), this.term(value)]),
    o.sleeps ? [o.sleeps.without.map(this.term), o.sleeps.by, o.sleeps.leftRcu] : 0,
    o.derefs.map(this.term),
    o.escapes.map(this.term),
    o.calls.map((c) => [this.term(c.fn), c.args.map(this.term)]),
    o.marks.map((m) => [m.what, this.some(m.item), this.some(m.object)]),
  ];
}

/** Holds no newline and no tab. */
export function contractText(c: Contract): string {
  const w = new Writer();
  const outcomes = c.outcomes.map(w.outcome);
  const touched = c.touched && [[...c.touched.classes], [...c.touched.contexts]];
  return JSON.stringify([{ ...c, outcomes: undefined, touched }, w.rows, outcomes]);
}

// biome-ignore lint/suspicious/noExplicitAny: what was read back is what was written, which the caller has made sure of
type Any = any;

/** @param text what `contractText` gave, unchanged @throws where it is anything else */
export function contractOfText(text: string): Contract {
  const [head, rows, outcomes] = JSON.parse(text) as [Any, Row[], Any[][]];
  const terms: Term[] = [];
  for (const [id, heldAs, k, ...parts] of rows) {
    const t = termOf(id, k, parts, terms);
    if (heldAs !== 0) heldBy(t, heldAs);
    terms.push(t);
  }
  const term = (i: number): Term => terms[i]!;
  const some = (i: number): Term | undefined => terms[i];
  const list = (all: number[]): Term[] => all.map(term);
  const facts = (all: Any[]): [Term, Fact][] => all.map(([t, mask, is, not]) => [term(t), fact(mask, some(is), not || undefined)]);
  const lock = ([place, cls, blocking, sometimes, without]: Any[]): LockEffect => ({
    place: term(place),
    cls,
    blocking,
    sometimes: sometimes === 0 ? undefined : sometimes,
    without: without === 0 ? undefined : list(without),
  });
  // none is left out, those that may be undefined neither, in the order of `shapedOutcome`
  const outcome = (o: Any[]): { readonly [K in keyof Required<Outcome>]: Outcome[K] } => ({
    ret: some(o[0]),
    retMask: o[1],
    when: facts(o[2]),
    then: facts(o[3]),
    needs: o[4][0].map(lock),
    takes: o[4][1].map(lock),
    drops: o[4][2].map(lock),
    passes: o[4][3].map(lock),
    resets: o[5],
    context: new Map(o[6]),
    refs: o[7].map(([object, kind, count, born, escaped, gone]: Any[]) => ({ object: term(object), kind, count, born, escaped, gone })),
    stores: o[8].map(([place, value]: Any[]) => [term(place), term(value)]),
    sleeps: o[9] === 0 ? undefined : { without: list(o[9][0]), by: o[9][1], leftRcu: o[9][2] },
    derefs: list(o[10]),
    escapes: list(o[11]),
    calls: o[12].map(([fn, args]: Any[]) => ({ fn: term(fn), args: list(args) })),
    marks: o[13].map(([what, item, object]: Any[]) => ({ what, item: some(item), object: some(object) })),
  });
  const { touched, ...plain } = head;
  return shaped({
    ...plain,
    outcomes: outcomes.map(outcome),
    touched: touched && { classes: new Set<string>(touched[0]), contexts: new Set<string>(touched[1]) },
  });
}
