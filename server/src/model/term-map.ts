/**
 * A map from terms, for what one path knows: small (a dozen entries), copied at every fork and written after few of them.
 * A copy shares its entries until one side writes. Entries are in the order of the terms' ids, that is, of their making.
 */
import type { Term } from './terms.ts';

export class TermMap<V> {
  private ids: number[];
  private terms: Term[];
  private values_: V[];
  /** another map may look at the same arrays */
  private shared: boolean;

  constructor(of?: TermMap<V>) {
    this.shared = of !== undefined;
    this.ids = of ? of.ids : [];
    this.terms = of ? of.terms : [];
    this.values_ = of ? of.values_ : [];
  }

  get size(): number {
    return this.ids.length;
  }

  /** Certainly the same entries: neither was written since one was copied from the other. */
  sharedWith(other: TermMap<V>): boolean {
    return this.ids === other.ids;
  }

  /** Independent of this one, at the cost of an object. */
  copy(): TermMap<V> {
    this.shared = true;
    return new TermMap<V>(this);
  }

  get(t: Term): V | undefined {
    const i = this.find(t.id);
    return i < 0 ? undefined : this.values_[i];
  }

  has(t: Term): boolean {
    return this.find(t.id) >= 0;
  }

  set(t: Term, v: V): void {
    const i = this.find(t.id);
    if (i >= 0) {
      if (this.values_[i] === v) return;
      if (this.shared) this.own();
      this.values_[i] = v;
      return;
    }
    if (this.shared) this.own();
    const at = -i - 1;
    if (at === this.ids.length) {
      this.ids.push(t.id);
      this.terms.push(t);
      this.values_.push(v);
      return;
    }
    this.ids.splice(at, 0, t.id);
    this.terms.splice(at, 0, t);
    this.values_.splice(at, 0, v);
  }

  delete(t: Term): void {
    const i = this.find(t.id);
    if (i < 0) return;
    if (this.shared) this.own();
    this.ids.splice(i, 1);
    this.terms.splice(i, 1);
    this.values_.splice(i, 1);
  }

  /** Drops the entries for which `keep` says no; true if there were any. */
  retain(keep: (t: Term, v: V) => boolean): boolean {
    const n = this.ids.length;
    let to = 0;
    for (let i = 0; i < n; i++) {
      const t = this.terms[i]!;
      const v = this.values_[i]!;
      if (!keep(t, v)) {
        if (this.shared) this.own();
        continue;
      }
      if (to !== i) {
        this.ids[to] = t.id;
        this.terms[to] = t;
        this.values_[to] = v;
      }
      to++;
    }
    if (to === n) return false;
    this.ids.length = to;
    this.terms.length = to;
    this.values_.length = to;
    return true;
  }

  each(f: (t: Term, v: V) => void): void {
    // what is written meanwhile is not seen
    const { terms, values_ } = this;
    for (let i = 0; i < terms.length; i++) f(terms[i]!, values_[i]!);
  }

  /** by position, for loops that run often: 0 .. size - 1 */
  termAt(i: number): Term {
    return this.terms[i]!;
  }
  valueAt(i: number): V {
    return this.values_[i]!;
  }

  keys(): readonly Term[] {
    return this.terms;
  }

  values(): readonly V[] {
    return this.values_;
  }

  *[Symbol.iterator](): Generator<[Term, V]> {
    const { terms, values_ } = this;
    for (let i = 0; i < terms.length; i++) yield [terms[i]!, values_[i]!];
  }

  private own(): void {
    this.ids = this.ids.slice();
    this.terms = this.terms.slice();
    this.values_ = this.values_.slice();
    this.shared = false;
  }

  /** position of the id, or -(where it would go) - 1 */
  private find(id: number): number {
    const { ids } = this;
    let lo = 0;
    let hi = ids.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (ids[mid]! < id) lo = mid + 1;
      else hi = mid;
    }
    return ids[lo] === id ? lo : -lo - 1;
  }
}
