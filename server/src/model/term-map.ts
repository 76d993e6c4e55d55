/**
 * A map from terms, for what one path knows: small (a dozen entries), copied at every fork and written after few of them.
 * A copy shares its entries until one side writes. Entries are in the order of the terms' ids, that is, of their making.
 */
import type { Term } from './terms.ts';

/** A term, its value, the next term, its value ...: one piece of memory for all of them. */
type Slots<V> = (Term | V)[];

const NOTHING: Slots<never> = [];

export class TermMap<V> {
  private slots: Slots<V>;
  /** another map may look at the same slots */
  private shared: boolean;

  constructor(of?: TermMap<V>) {
    this.shared = true;
    this.slots = of ? of.slots : NOTHING;
  }

  get size(): number {
    return this.slots.length >> 1;
  }

  /** Certainly the same entries: neither was written since one was copied from the other. */
  sharedWith(other: TermMap<V>): boolean {
    return this.slots === other.slots;
  }

  /** Independent of this one, at the cost of an object. */
  copy(): TermMap<V> {
    this.shared = true;
    return new TermMap<V>(this);
  }

  get(t: Term): V | undefined {
    const i = this.find(t.id);
    return i < 0 ? undefined : (this.slots[i + 1] as V);
  }

  has(t: Term): boolean {
    return this.find(t.id) >= 0;
  }

  set(t: Term, v: V): void {
    const i = this.find(t.id);
    if (i >= 0) {
      if (this.slots[i + 1] === v) return;
      if (this.shared) this.own();
      this.slots[i + 1] = v;
      return;
    }
    const at = -i - 1;
    const { slots } = this;
    const n = slots.length;
    if (this.shared) {
      // copied with room for the new one
      const more: Slots<V> = new Array(n + 2);
      for (let k = 0; k < at; k++) more[k] = slots[k]!;
      for (let k = at; k < n; k++) more[k + 2] = slots[k]!;
      more[at] = t;
      more[at + 1] = v;
      this.slots = more;
      this.shared = false;
      return;
    }
    slots.push(t, v);
    if (at === n) return;
    for (let k = n - 1; k >= at; k--) slots[k + 2] = slots[k]!;
    slots[at] = t;
    slots[at + 1] = v;
  }

  delete(t: Term): void {
    const i = this.find(t.id);
    if (i < 0) return;
    if (this.shared) this.own();
    const { slots } = this;
    for (let k = i + 2; k < slots.length; k++) slots[k - 2] = slots[k]!;
    slots.length -= 2;
  }

  /** Drops the entries for which `keep` says no; true if there were any. */
  retain(keep: (t: Term, v: V) => boolean): boolean {
    const from = this.slots;
    const n = from.length;
    let to = 0;
    for (let i = 0; i < n; i += 2) {
      const t = from[i] as Term;
      const v = from[i + 1] as V;
      if (!keep(t, v)) {
        if (this.shared) this.own();
        continue;
      }
      if (to !== i) {
        this.slots[to] = t;
        this.slots[to + 1] = v;
      }
      to += 2;
    }
    if (to === n) return false;
    this.slots.length = to;
    return true;
  }

  /** What is written meanwhile to this map is not looked for. */
  each(f: (t: Term, v: V) => void): void {
    const { slots } = this;
    const n = slots.length;
    for (let i = 0; i < n; i += 2) f(slots[i] as Term, slots[i + 1] as V);
  }

  /**
   * Calls `f` for every term of either map for which they hold different things; undefined where one has nothing; what only the other one has comes last. What is written meanwhile to
   * this one is not looked for; the other must stay as it is.
   */
  eachOther(other: TermMap<V>, f: (t: Term, mine: V | undefined, theirs: V | undefined) => void): void {
    const a = this.slots;
    const b = other.slots;
    const n = a.length;
    const m = b.length;
    let theirs: number[] | undefined;
    this.shared = true;
    for (let i = 0, j = 0; i < n || j < m; ) {
      const x = i < n ? (a[i] as Term) : undefined;
      const y = j < m ? (b[j] as Term) : undefined;
      if (x === y) {
        if (a[i + 1] !== b[j + 1]) f(x!, a[i + 1] as V, b[j + 1] as V);
        i += 2;
        j += 2;
      } else if (x && (!y || x.id < y.id)) {
        f(x, a[i + 1] as V, undefined);
        i += 2;
      } else {
        theirs ??= [];
        theirs.push(j);
        j += 2;
      }
    }
    if (theirs) for (const j of theirs) f(b[j] as Term, undefined, b[j + 1] as V);
  }

  /** by position, for loops that run often: 0 .. size - 1 */
  termAt(i: number): Term {
    return this.slots[2 * i] as Term;
  }
  valueAt(i: number): V {
    return this.slots[2 * i + 1] as V;
  }

  keys(): Term[] {
    const list: Term[] = [];
    for (let i = 0; i < this.slots.length; i += 2) list.push(this.slots[i] as Term);
    return list;
  }

  *[Symbol.iterator](): Generator<[Term, V]> {
    const { slots } = this;
    for (let i = 0; i < slots.length; i += 2) yield [slots[i] as Term, slots[i + 1] as V];
  }

  private own(): void {
    this.slots = this.slots.slice();
    this.shared = false;
  }

  /** where the slot of the id is, or -(where it would be) - 1 */
  private find(id: number): number {
    const { slots } = this;
    let lo = 0;
    let hi = slots.length >> 1;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      const there = (slots[2 * mid] as Term).id;
      if (there === id) return 2 * mid;
      if (there < id) lo = mid + 1;
      else hi = mid;
    }
    return -2 * lo - 1;
  }
}
