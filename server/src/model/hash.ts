/** Numbers that stand for what a state holds. */

function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return h ^ (h >>> 13);
}

export function hashText(s: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193);
  return h;
}

/** 53 bits out of what is put in, some of it in order and some in whatever order. */
export class Hash {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  /** a member of a set */
  add(x: number, y: number): void {
    const h = mix(x, y);
    this.a = (this.a + h) | 0;
    this.b = (this.b + Math.imul(h ^ 0x5bd1e995, 0x27d4eb2f)) | 0;
  }

  /** the next of a list; any safe integer */
  ordered(x: number): void {
    const high = Math.floor(x / 0x100000000);
    this.c = mix(this.c ^ high, x | 0);
    this.d = mix(this.d + 0x632be5ab, Math.imul(x | 0, 0x2c1b3c6d) ^ high);
  }

  orderedText(s: string): void {
    this.ordered(hashText(s));
  }

  value(): number {
    const low = mix(this.a ^ this.c, this.d);
    const high = mix(this.b + 0x3c6ef372, this.c ^ Math.imul(this.d, 0x297a2d39));
    return (high >>> 11) * 0x100000000 + (low >>> 0);
  }
}
