/**
 * Just enough of an assembler for WebAssembly: bytes, LEB128, functions over 32-bit integers, and the sections of a module with one memory.
 *
 * The explorer writes one module for each machine, so this is on the way from a patch to its verdict: it appends to one buffer and builds no tree.
 */

/** Opcodes that the explorer uses. */
export const op = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  load: 0x28,
  load64: 0x29,
  load8: 0x2d,
  load16: 0x2f,
  store: 0x36,
  store64: 0x37,
  const: 0x41,
  eqz: 0x45,
  eq: 0x46,
  ne: 0x47,
  ltS: 0x48,
  ltU: 0x49,
  gtS: 0x4a,
  gtU: 0x4b,
  leS: 0x4c,
  leU: 0x4d,
  geS: 0x4e,
  geU: 0x4f,
  ne64: 0x52,
  ctz: 0x68,
  popcnt: 0x69,
  add: 0x6a,
  sub: 0x6b,
  mul: 0x6c,
  divS: 0x6d,
  remS: 0x6f,
  and: 0x71,
  or: 0x72,
  xor: 0x73,
  shl: 0x74,
  shrS: 0x75,
  shrU: 0x76,
  rotl: 0x77,
} as const;

export const I32 = 0x7f;
const VOID = 0x40;

export class Bytes {
  private buffer: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(room = 256) {
    this.buffer = new Uint8Array(room);
  }

  private need(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    larger.set(this.buffer);
    this.buffer = larger;
  }

  byte(b: number): void {
    if (this.length === this.buffer.length) this.need(1);
    this.buffer[this.length++] = b;
  }

  /** unsigned LEB128 */
  u(value: number): void {
    let v = value >>> 0;
    while (v >= 0x80) {
      this.byte((v & 0x7f) | 0x80);
      v >>>= 7;
    }
    this.byte(v);
  }

  /** signed LEB128 of 32 bits */
  s(value: number): void {
    let v = value | 0;
    for (;;) {
      const low = v & 0x7f;
      v >>= 7;
      if ((v === 0 && (low & 0x40) === 0) || (v === -1 && (low & 0x40) !== 0)) {
        this.byte(low);
        return;
      }
      this.byte(low | 0x80);
    }
  }

  append(other: Bytes): void {
    this.need(other.length);
    this.buffer.set(other.buffer.subarray(0, other.length), this.length);
    this.length += other.length;
  }

  text(ascii: string): void {
    this.u(ascii.length);
    for (let i = 0; i < ascii.length; i++) this.byte(ascii.charCodeAt(i));
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(0, this.length);
  }
}

/** One function's body. Parameters are the locals 0..params-1; every local is an i32. */
export class Body {
  readonly code = new Bytes();
  private locals: number;
  private free: number[] = [];
  readonly params: number;
  readonly results: number;

  constructor(params: number, results: number) {
    this.params = params;
    this.results = results;
    this.locals = params;
  }

  /** A local to use until it is given back. Its value is undefined. */
  local(): number {
    return this.free.pop() ?? this.locals++;
  }

  release(local: number): void {
    this.free.push(local);
  }

  op(...ops: number[]): this {
    for (const o of ops) this.code.byte(o);
    return this;
  }

  const(value: number): this {
    this.code.byte(op.const);
    this.code.s(value);
    return this;
  }

  get(local: number): this {
    this.code.byte(op.localGet);
    this.code.u(local);
    return this;
  }

  set(local: number): this {
    this.code.byte(op.localSet);
    this.code.u(local);
    return this;
  }

  tee(local: number): this {
    this.code.byte(op.localTee);
    this.code.u(local);
    return this;
  }

  getGlobal(global: number): this {
    this.code.byte(op.globalGet);
    this.code.u(global);
    return this;
  }

  setGlobal(global: number): this {
    this.code.byte(op.globalSet);
    this.code.u(global);
    return this;
  }

  call(fn: number): this {
    this.code.byte(op.call);
    this.code.u(fn);
    return this;
  }

  /** [address] -> [value]; `kind` is one of the load opcodes */
  load(offset: number, kind: number = op.load): this {
    this.code.byte(kind);
    this.code.u(kind === op.load8 ? 0 : kind === op.load16 ? 1 : 2);
    this.code.u(offset);
    return this;
  }

  /** [address, value] -> [] */
  store(offset: number, kind: number = op.store): this {
    this.code.byte(kind);
    this.code.u(2);
    this.code.u(offset);
    return this;
  }

  block(): this {
    return this.op(op.block, VOID);
  }

  loop(): this {
    return this.op(op.loop, VOID);
  }

  /** [condition] -> [], or [i32] when `result` */
  if(result = false): this {
    return this.op(op.if, result ? I32 : VOID);
  }

  else(): this {
    return this.op(op.else);
  }

  end(): this {
    return this.op(op.end);
  }

  br(depth: number): this {
    this.code.byte(op.br);
    this.code.u(depth);
    return this;
  }

  brIf(depth: number): this {
    this.code.byte(op.brIf);
    this.code.u(depth);
    return this;
  }

  /** [index] -> : to `depths[index]`, else to `otherwise` */
  brTable(depths: readonly number[], otherwise: number): this {
    this.code.byte(op.brTable);
    this.code.u(depths.length);
    for (const d of depths) this.code.u(d);
    this.code.u(otherwise);
    return this;
  }

  /** memory.fill: [address, byte, length] -> [] */
  fill(): this {
    return this.op(0xfc, 0x0b, 0x00);
  }

  writeTo(out: Bytes): void {
    const head = new Bytes(8);
    if (this.locals > this.params) {
      head.u(1);
      head.u(this.locals - this.params);
      head.byte(I32);
    } else {
      head.u(0);
    }
    out.u(head.length + this.code.length + 1);
    out.append(head);
    out.append(this.code);
    out.byte(op.end);
  }
}

export interface ModuleParts {
  readonly functions: readonly Body[];
  /** name -> index of a function */
  readonly exports: Readonly<Record<string, number>>;
  /** mutable i32 globals with their start values, exported as `g0`, `g1`, ... */
  readonly globals: readonly number[];
  /** of 64 KB, at least; the memory is imported as `host.memory` */
  readonly pages: number;
}

/** The module. It imports its memory, and nothing else. */
export function writeModule(parts: ModuleParts): Uint8Array<ArrayBuffer> {
  const out = new Bytes(4096);
  for (const b of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) out.byte(b);
  const section = (id: number, write: (to: Bytes) => void): void => {
    const body = new Bytes(1024);
    write(body);
    out.byte(id);
    out.u(body.length);
    out.append(body);
  };
  const types = [...new Set(parts.functions.map((f) => f.params * 2 + f.results))];
  section(1, (to) => {
    to.u(types.length);
    for (const type of types) {
      to.byte(0x60);
      to.u(type >> 1);
      for (let i = 0; i < type >> 1; i++) to.byte(I32);
      to.u(type & 1);
      if (type & 1) to.byte(I32);
    }
  });
  section(2, (to) => {
    to.u(1);
    to.text('host');
    to.text('memory');
    to.byte(0x02);
    to.byte(0x00);
    to.u(parts.pages);
  });
  section(3, (to) => {
    to.u(parts.functions.length);
    for (const f of parts.functions) to.u(types.indexOf(f.params * 2 + f.results));
  });
  section(6, (to) => {
    to.u(parts.globals.length);
    for (const value of parts.globals) {
      to.byte(I32);
      to.byte(0x01);
      to.byte(op.const);
      to.s(value);
      to.byte(op.end);
    }
  });
  section(7, (to) => {
    const names = Object.entries(parts.exports);
    to.u(names.length + parts.globals.length);
    parts.globals.forEach((_, i) => {
      to.text(`g${i}`);
      to.byte(0x03);
      to.u(i);
    });
    for (const [name, index] of names) {
      to.text(name);
      to.byte(0x00);
      to.u(index);
    }
  });
  section(10, (to) => {
    to.u(parts.functions.length);
    for (const f of parts.functions) f.writeTo(to);
  });
  return out.done();
}
