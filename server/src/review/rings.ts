/**
 * What is known of things that rest on each other, some of them in a ring: functions that call each other. Within a ring something must be unknown;
 * here it is whatever asks first, and what was found out about the others meanwhile is forgotten when that is done. So each one gets the answer that it
 * would get if nothing else had ever been asked for: the answers do not depend on the order of the questions.
 */

interface Frame<K> {
  readonly key: K;
  /** frames below that were asked for, and were unknown */
  readonly unknown: Set<K>;
  /** all that was found out on the way and rests on a ring that goes through here */
  readonly ring: Set<K>;
}

interface Held<K, V> {
  readonly value: V | undefined;
  readonly keys: ReadonlySet<K>;
}

export class Rings<K, V> {
  /** what rests on no ring */
  private readonly plain = new Map<K, V | undefined>();
  /** those that a ring was entered by, each with who is in that ring: good for everybody who is not in it */
  private readonly heads = new Map<K, Held<K, V>>();
  /** found out while the keys were unknown, and good for as long as they are */
  private readonly passing = new Map<K, Held<K, V>>();
  private readonly stack: Frame<K>[] = [];
  private readonly on = new Set<K>();

  /** How many are being found out, one for the other. */
  get depth(): number {
    return this.stack.length;
  }

  has(key: K): boolean {
    return this.plain.has(key);
  }

  /** @param find called when it is not known yet; asks for what it rests on through this very method */
  get(key: K, find: () => V | undefined): V | undefined {
    const known = this.plain.get(key);
    if (known !== undefined || this.plain.has(key)) return known;
    if (this.on.has(key)) {
      this.stack.at(-1)!.unknown.add(key);
      return undefined;
    }
    const head = this.heads.get(key);
    if (head && !this.stack.some((frame) => head.keys.has(frame.key))) return head.value;
    const passing = this.passing.get(key);
    if (passing) {
      this.rest(key, passing.keys, undefined);
      return passing.value;
    }
    return this.found(key, find);
  }

  private found(key: K, find: () => V | undefined): V | undefined {
    const frame: Frame<K> = { key, unknown: new Set(), ring: new Set() };
    this.stack.push(frame);
    this.on.add(key);
    let value: V | undefined;
    try {
      value = find();
    } finally {
      this.stack.pop();
      this.on.delete(key);
    }
    const inRing = frame.unknown.delete(key);
    for (const [other, { keys }] of this.passing) if (keys.has(key)) this.passing.delete(other);
    if (frame.unknown.size > 0) {
      this.passing.set(key, { value, keys: frame.unknown });
      this.rest(key, frame.unknown, frame.ring);
    } else if (inRing) this.heads.set(key, { value, keys: frame.ring.add(key) });
    else this.plain.set(key, value);
    return value;
  }

  /** Whoever is being found out now rests on what was unknown for `key` too. */
  private rest(key: K, unknown: ReadonlySet<K>, ring: ReadonlySet<K> | undefined): void {
    const frame = this.stack.at(-1);
    if (!frame) return;
    for (const k of unknown) frame.unknown.add(k);
    frame.ring.add(key);
    for (const k of ring ?? []) frame.ring.add(k);
  }
}
