/** What a random function runs in: calls are recorded and answered, the same for the same history. */

export class OutOfFuel extends Error {}

export class World {
  readonly trace: string[] = [];
  private readonly seed: number;
  private fuel: number;

  constructor(seed: number, fuel: number) {
    this.seed = seed;
    this.fuel = fuel;
  }

  step(): void {
    if (--this.fuel < 0) throw new OutOfFuel();
  }

  /** Small answers, often zero. */
  call(name: string, args: readonly number[]): number {
    this.step();
    this.trace.push(`${name}(${args.join(', ')})`);
    const h = this.hash();
    return h % 5 < 2 ? 0 : (h % 7) - 1;
  }

  choose(ways: number): number {
    this.trace.push('choose');
    return this.hash() % ways;
  }

  private hash(): number {
    let h = Math.imul(this.seed + 1, 0x9e3779b1) ^ Math.imul(this.trace.length, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
    return (h ^ (h >>> 13)) >>> 0;
  }
}

export function arithmetic(op: string, l: number, r: number): number {
  switch (op) {
    case '+':
      return (l + r) | 0;
    case '-':
      return (l - r) | 0;
    case '*':
      return Math.imul(l, r);
    case '&':
      return l & r;
    case '|':
      return l | r;
    case '^':
      return l ^ r;
    case '==':
      return l === r ? 1 : 0;
    case '!=':
      return l !== r ? 1 : 0;
    case '<':
      return l < r ? 1 : 0;
    case '>':
      return l > r ? 1 : 0;
    case '<=':
      return l <= r ? 1 : 0;
    case '>=':
      return l >= r ? 1 : 0;
    default:
      throw new Error(`no operator ${op} here`);
  }
}

export function unary(op: string, v: number): number {
  if (op === '!') return v === 0 ? 1 : 0;
  if (op === '-') return -v | 0;
  if (op === '~') return ~v;
  throw new Error(`no operator ${op} here`);
}
