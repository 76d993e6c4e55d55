/** Foreign JSON, read strictly: each accessor gives what it promises or says where it was not so. */

/** Its message is a sentence that can be shown; it holds nothing of the file's own text. */
export class Damage extends Error {}

const MIN = -2147483648;
const MAX = 2147483647;

export class Json {
  readonly value: unknown;
  /** where in the file: `runs[0].machine` */
  readonly at: string;

  constructor(value: unknown, at: string) {
    this.value = value;
    this.at = at;
  }

  damage(what: string): Damage {
    return new Damage(`The replay file is damaged: ${this.at || 'the whole'} ${what}.`);
  }

  isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  /** A member; of what has none, or is no object, undefined. Never one that every object has. */
  get(key: string): Json {
    if (!this.isObject()) throw this.damage('is no object');
    const value = Object.hasOwn(this.value as object, key) ? (this.value as Record<string, unknown>)[key] : undefined;
    return new Json(value, this.at === '' ? key : `${this.at}.${key}`);
  }

  maybe<T>(read: (json: Json) => T): T | undefined {
    return this.value === undefined || this.value === null ? undefined : read(this);
  }

  text(): string {
    if (typeof this.value !== 'string') throw this.damage('is no text');
    return this.value;
  }

  boolean(): boolean {
    if (typeof this.value !== 'boolean') throw this.damage('is neither true nor false');
    return this.value;
  }

  number(): number {
    if (typeof this.value !== 'number' || !Number.isFinite(this.value)) throw this.damage('is no number');
    return this.value;
  }

  /** default: any of 32 bits */
  integer(least = MIN, most = MAX): number {
    if (typeof this.value !== 'number' || !Number.isInteger(this.value)) throw this.damage('is no integer');
    if (this.value < least || this.value > most) throw this.damage('is out of range');
    // JSON knows a negative zero.
    return this.value + 0;
  }

  oneOf<T extends string>(words: readonly T[]): T {
    const word = words.find((w) => w === this.value);
    if (word === undefined) throw this.damage('is none of the words that can stand there');
    return word;
  }

  list<T>(least: number, most: number, read: (json: Json, index: number) => T): T[] {
    if (!Array.isArray(this.value)) throw this.damage('is no list');
    if (this.value.length < least || this.value.length > most) throw this.damage('has the wrong length');
    return this.value.map((item, i) => read(new Json(item, `${this.at}[${i}]`), i));
  }

  /** Members of any name. */
  record<T>(read: (json: Json) => T): Record<string, T> {
    if (!this.isObject()) throw this.damage('is no object');
    return Object.fromEntries(
      Object.keys(this.value as object).map((key) => [key, read(new Json((this.value as Record<string, unknown>)[key], `${this.at}.*`))]),
    );
  }
}
