/**
 * Values and places of C expressions in a segment. Loads are numbered in the order in which they are made; a load that others could see and that is not the first
 * such thing in its segment ends the segment there (`Stop`), and the next one begins with it.
 */
import type { Val } from '../c/cfg.ts';
import { BUILTIN_CONSTANTS } from './constants.ts';
import { BOOL, type CType, INT, LOCK_TAG, typeOfText } from './ctypes.ts';
import { bin, num, table, truth, unary, ZERO } from './ex.ts';
import type { Ex, StepKind } from './machine.ts';
import { addressOf, OUTSIDE, retyped } from './places.ts';
import { type Fixed, type Frame, type Place, type Segment, type Value, variableKey } from './segment.ts';
import { Stop } from './stops.ts';
import type { ThreadHost } from './thread-host.ts';

/** Counts the loads of one operation. */
export class Evaluation {
  private readonly host: ThreadHost;
  readonly s: Segment;
  private loads = 0;
  /** pointers on the way to the place at hand: they count once it is really looked at */
  private pending: { readonly when: Ex; readonly kind: 'null' | 'use-after-free'; readonly what: Val }[] = [];
  constructor(host: ThreadHost, s: Segment) {
    this.host = host;
    this.s = s;
  }

  /** Only the first thing that others could see may be part of a segment. */
  seen(kind: StepKind, act: { lock?: NonNullable<Segment['act']>['lock'] } = {}): void {
    const { s } = this;
    if (this.host.quiet) return;
    if (s.act) {
      if (s.atomic > 0) return;
      throw new Stop(this.loads);
    }
    s.act = { frame: s.frame, node: s.node, kind, ...act };
  }

  /** The next thing may be several accesses that are one step: none of them when something was seen already. */
  startStep(): void {
    if (this.s.act && this.s.atomic === 0 && !this.host.quiet) throw new Stop(this.loads);
  }

  typeOf(frame: Frame, name: string): CType | undefined {
    const body = frame.body;
    const p = body.cfg.params.find((x) => x.name === name);
    if (p) return typeOfText(p.type, this.host.typedefs);
    const l = body.cfg.locals.get(name);
    if (l) return typeOfText(l.type.replace(/\[.*$/, ''), this.host.typedefs);
    return undefined;
  }

  ex(v: Val): Ex | undefined {
    const x = this.value(v);
    return this.exOf(x);
  }

  exOf(x: Value): Ex | undefined {
    if (x.k === 'ex') return x.ex;
    if (x.k === 'address') {
      if (x.place.k === 'object') return x.place.index;
      // the address of something that has no number: it is not NULL, and that is all
      return x.place.k === 'outside' ? undefined : num(1);
    }
    return x.k === 'function' ? num(1) : undefined;
  }

  value(v: Val): Value {
    switch (v.k) {
      case 'num':
        return { k: 'ex', ex: num(v.value ?? 0), type: INT };
      case 'str':
        return { k: 'ex', ex: num(1), type: INT };
      case 'sizeof':
        return { k: 'ex', ex: num(1), type: INT };
      case 'id':
        return this.named(v);
      case 'unary':
        return this.unary(v);
      case 'binary':
        return this.binary(v);
      case 'cast': {
        const x = this.value(v.arg);
        const type = typeOfText(v.type, this.host.typedefs);
        if (x.k === 'ex') return { ...x, type: type.k === 'int' && x.type.k === 'int' ? x.type : type };
        return x.k === 'unknown' ? { k: 'unknown', type } : x;
      }
      case 'member':
      case 'index':
        return this.load(this.place(v));
      case 'init':
        return { k: 'unknown' };
      default:
        return { k: 'unknown' };
    }
  }

  private named(v: Val & { k: 'id' }): Value {
    const { host } = this;
    if (v.name === 'NULL' || v.name === 'false') return { k: 'ex', ex: ZERO, type: v.name === 'false' ? BOOL : INT };
    if (v.name === 'true') return { k: 'ex', ex: num(1), type: BOOL };
    // what a macro's parameter stands for may be no place: an address, a sum
    const stands = this.s.frame.fixed.get(v.name);
    if (stands?.k === 'expr') return this.inFrame(stands.frame, () => this.value(stands.val));
    const place = this.place(v);
    if (place.k !== 'outside') return this.load(place);
    const constant = host.constants.get(v.name) ?? BUILTIN_CONSTANTS.get(v.name);
    if (constant !== undefined) return { k: 'ex', ex: num(constant), type: INT };
    if (host.isFunction(v.name)) return { k: 'function', name: v.name };
    return { k: 'unknown' };
  }

  private unary(v: Val & { k: 'unary' }): Value {
    if (v.op === '&') {
      if (v.arg.k === 'id' && this.host.isFunction(v.arg.name) && this.place(v.arg).k === 'outside')
        return { k: 'function', name: v.arg.name };
      const before = this.pending.length;
      const place = this.place(v.arg);
      // an address is not a look at what is there
      this.pending.length = Math.min(before, this.pending.length);
      return addressOf(place);
    }
    if (v.op === '*') return this.load(this.place(v));
    const x = this.ex(v.arg);
    if (x === undefined) return { k: 'unknown' };
    if (v.op === '!' || v.op === '-' || v.op === '~') return { k: 'ex', ex: unary(v.op, x), type: v.op === '!' ? BOOL : INT };
    return { k: 'ex', ex: x, type: INT };
  }

  private binary(v: Val & { k: 'binary' }): Value {
    const l = this.value(v.l);
    const r = this.value(v.r);
    // two addresses of variables, a function against NULL: known without numbers
    const a = this.exOf(l);
    const b = this.exOf(r);
    if (a === undefined || b === undefined) {
      if (v.op === '&' && ((a?.k === 'num' && a.v === 0) || (b?.k === 'num' && b.v === 0))) return { k: 'ex', ex: ZERO, type: INT };
      return { k: 'unknown' };
    }
    const type = l.k === 'ex' && l.type.k === 'pointer' && (v.op === '+' || v.op === '-') ? l.type : INT;
    return { k: 'ex', ex: bin(v.op as Parameters<typeof bin>[0], a, b), type };
  }

  /** Never a Stop by itself, but loads of pointers on the way may be. */
  place(v: Val): Place {
    const { s } = this;
    switch (v.k) {
      case 'id':
        return this.placeOfName(s.frame, v.name);
      case 'cast':
        return this.place(v.arg);
      case 'unary': {
        if (v.op !== '*') return OUTSIDE;
        return this.behind(this.value(v.arg), v.arg);
      }
      case 'member': {
        const base = v.arrow ? this.behind(this.value(v.base), v.base) : this.place(v.base);
        if (base.k === 'object' && !this.host.world.typeOf(base.tag, v.field))
          this.host.mistake(`struct ${base.tag} has no field \`${v.field}\``, s.frame, v.at);
        return this.memberOf(base, v.field);
      }
      case 'index': {
        const base = this.place(v.base);
        const i = this.ex(v.index);
        if (base.k === 'cells' && base.type.k === 'array') {
          if (i === undefined) return OUTSIDE;
          const { size, of } = base.type;
          return {
            ...base,
            type: of,
            index: bin('+', bin('*', bin('-', base.index, num(base.first)), num(size)), i),
            first: 0,
          };
        }
        if (base.k === 'object') return i === undefined ? OUTSIDE : { k: 'object', tag: base.tag, index: bin('+', base.index, i) };
        if ((base.k === 'variable' || base.k === 'cells') && base.type.k === 'pointer') {
          const p = this.behind(this.value(v.base), v.base);
          if (p.k === 'object') return i === undefined ? OUTSIDE : { ...p, index: bin('+', p.index, i) };
          if (p.k === 'cells') return p;
        }
        if (base.k === 'local' && i?.k === 'num')
          return { k: 'variable', frame: base.frame, name: `${base.name}[${i.v}]`, type: this.typeOf(base.frame, base.name) ?? INT };
        return OUTSIDE;
      }
      default:
        return OUTSIDE;
    }
  }

  private placeOfName(frame: Frame, name: string): Place {
    const fixed = frame.fixed.get(name);
    if (fixed?.k === 'expr') return this.inFrame(fixed.frame, () => this.place(fixed.val));
    const type = this.typeOf(frame, name);
    if (type || name.startsWith('$')) {
      const body = frame.body;
      const local = body.cfg.locals.get(name);
      const pointer = local?.pointer ?? body.cfg.params.find((p) => p.name === name)?.pointer ?? false;
      const isStruct = type?.k === 'struct' && !pointer;
      if (isStruct && type.tag !== LOCK_TAG) {
        // what others see although it is on somebody's stack: the scenario has an object of that name and struct
        const own = this.host.world.globals.get(name);
        if (own?.k === 'object' && own.tag === type.tag && !own.array) return { k: 'object', tag: own.tag, index: num(own.first) };
        return { k: 'local', frame, name, tag: type.tag };
      }
      if (local?.array && !name.startsWith('$')) return { k: 'local', frame, name, tag: undefined };
      return { k: 'variable', frame, name, type: type ?? INT };
    }
    const g = this.host.world.globals.get(name);
    if (g?.k === 'object') {
      if (!g.array) this.check(g.tag, num(g.first), { k: 'id', name, at: [0, 0] });
      return { k: 'object', tag: g.tag, index: num(g.first) };
    }
    if (g?.k === 'value')
      return {
        k: 'cells',
        index: ZERO,
        first: 0,
        cells: g.cells,
        type: g.array ? { k: 'array', of: g.type, size: g.cells.length } : g.type,
        tag: '',
      };
    return OUTSIDE;
  }

  /** Runs in the frame of the caller: for what a macro's parameter stands for. */
  private inFrame<T>(frame: Frame, f: () => T): T {
    const own = this.s.frame;
    this.s.frame = frame;
    try {
      return f();
    } finally {
      this.s.frame = own;
    }
  }

  /** A field of a place. */
  member(base: Place, field: string): Place {
    return this.memberOf(base, field);
  }

  private memberOf(base: Place, field: string): Place {
    const { world } = this.host;
    if (base.k === 'local') {
      const known = base.tag === undefined ? undefined : world.typeOf(base.tag, field);
      if (known?.k === 'struct' && known.tag !== LOCK_TAG)
        return { k: 'local', frame: base.frame, name: `${base.name}.${field}`, tag: known.tag };
      return { k: 'variable', frame: base.frame, name: `${base.name}.${field}`, type: known ?? INT };
    }
    if (base.k === 'object') {
      const part = world.part(base.tag, field);
      if (part) return { k: 'object', tag: part.tag, index: table(base.index, 1, part.values) };
      const f = world.field(base.tag, field);
      if (!f) return OUTSIDE;
      return {
        k: 'cells',
        index: base.index,
        first: 1,
        cells: f.cells,
        type: f.size > 1 ? { k: 'array', of: f.type, size: f.size } : f.type,
        tag: base.tag,
      };
    }
    // entry.val: a struct around one number is the number
    return base.k === 'outside' ? OUTSIDE : base;
  }

  /** What a pointer leads to, with a look whether it may be followed. */
  behind(p: Value, v: Val): Place {
    if (p.k === 'address') return p.place;
    if (p.k !== 'ex') return OUTSIDE;
    const tag = p.type.k === 'pointer' && p.type.to.k === 'struct' ? p.type.to.tag : undefined;
    if (tag === undefined || !this.host.world.has(tag) || this.host.world.count(tag) === 0) return OUTSIDE;
    this.check(tag, p.ex, v);
    return { k: 'object', tag, index: p.ex };
  }

  /** A pointer that is followed is not NULL and its object exists. */
  check(tag: string, p: Ex, v: Val): void {
    const { s, host } = this;
    if (host.quiet) return;
    if (p.k !== 'num' || p.v <= 0) {
      const key = `${tag} ${p.k === 'cell' ? p.cell : JSON.stringify(p)}`;
      if (!s.checked.has(key)) {
        this.pending.push({ when: bin('<=', p, ZERO), kind: 'null', what: v });
        s.checked.add(key);
      }
    }
    const live = host.liveCells(tag);
    if (!live) return;
    host.noteRead(live);
    const alive = s.read(p, 1, live);
    const n = live.length;
    // what lies beyond the instances is some object that the world does not follow: it exists
    const gone = bin('&&', bin('<=', p, num(n)), bin('&&', bin('>', p, ZERO), bin('==', alive, ZERO)));
    this.pending.push({ when: gone, kind: 'use-after-free', what: v });
  }

  /** The place is really looked at: what was wrong with the pointers to it counts. */
  touch(): void {
    for (const p of this.pending) this.host.fault(this.s, p.when, p.kind, p.what);
    this.pending = [];
  }

  load(place: Place): Value {
    const { s, host } = this;
    switch (place.k) {
      case 'variable': {
        const fixed = place.frame.fixed.get(place.name);
        if (fixed?.k === 'function') return { k: 'function', name: fixed.name };
        if (fixed?.k === 'address') return { k: 'address', place: this.thawed(place.frame, place.name, fixed) };
        const known = s.env.get(variableKey(place.frame, place.name));
        if (known) return known.k === 'ex' && known.type.k === 'int' && place.type.k !== 'int' ? { ...known, type: place.type } : known;
        const plain = place.type.k !== 'pointer' || place.type.to.k !== 'struct';
        const type = (plain && host.heldType(place.frame, place.name)) || place.type;
        return { k: 'ex', ex: host.variable(place.frame, place.name, type), type };
      }
      case 'cells': {
        if (place.type.k === 'array') return { k: 'unknown' };
        const n = this.loads;
        if (n < s.done) {
          this.loads++;
          const known = s.env.get(variableKey(s.frame, `$L${n}`));
          if (known) return known;
          return { k: 'ex', ex: host.variable(s.frame, `$L${n}`, place.type), type: place.type };
        }
        host.noteRead(place.cells);
        if (host.isShared(place.cells) || (place.tag !== '' && this.mayGo(place.tag))) this.seen('read');
        this.touch();
        const value: Value = { k: 'ex', ex: s.read(place.index, place.first, place.cells), type: place.type };
        this.loads++;
        if (!host.quiet) {
          const key = variableKey(s.frame, `$L${n}`);
          s.env.set(key, value);
          s.loaded.push(key);
        }
        return value;
      }
      case 'object':
        // a struct by value: only its number is handed on
        return { k: 'ex', ex: place.index, type: { k: 'pointer', to: { k: 'struct', tag: place.tag } } };
      case 'local':
        return { k: 'address', place };
      case 'outside':
        return { k: 'unknown' };
    }
  }

  private mayGo(tag: string): boolean {
    const live = this.host.liveCells(tag);
    return live !== undefined && this.host.isShared(live);
  }

  store(place: Place, value: Value): void {
    const { s, host } = this;
    if (place.k === 'variable') {
      s.env.set(variableKey(place.frame, place.name), retyped(value, place.type));
      return;
    }
    if (place.k === 'object' && place.tag === LOCK_TAG) return;
    if (place.k !== 'cells' || place.type.k === 'array') return;
    const ex = this.exOf(value);
    host.noteWrite(place.cells);
    if (host.isShared(place.cells) || (place.tag !== '' && this.mayGo(place.tag))) this.seen('write');
    this.touch();
    if (ex === undefined) return;
    s.write(place.index, place.first, place.cells, place.type.k === 'int' && place.type.bool ? truth(ex) : ex);
  }

  /** An address as it can be kept for a call: what varies goes into the parameter's variable. */
  frozen(frame: Frame, name: string, place: Place): Fixed {
    if (place.k === 'object') throw new Error('an object has a number');
    if (place.k === 'cells' && place.index.k !== 'num') {
      this.s.env.set(variableKey(frame, name), { k: 'ex', ex: place.index, type: INT });
      return { k: 'address', place: { ...place, index: { k: 'cell', cell: -1 } } };
    }
    return { k: 'address', place };
  }

  private thawed(frame: Frame, name: string, fixed: Fixed & { k: 'address' }): Place {
    const { place } = fixed;
    if (place.k !== 'cells' || place.index.k !== 'cell' || place.index.cell !== -1) return place;
    const known = this.s.env.get(variableKey(frame, name));
    const index = known?.k === 'ex' ? known.ex : this.host.variable(frame, name, INT);
    return { ...place, index };
  }

  /** container_of(): from a part to what holds it. */
  container(p: Value, tag: string, field: string): Value {
    const { world } = this.host;
    const type: CType = { k: 'pointer', to: { k: 'struct', tag } };
    const x = this.exOf(p);
    if (x === undefined) return { k: 'unknown', type };
    const [head, ...rest] = field.split('.');
    let holder = world.holder(tag, head as string);
    if (rest.length > 0 && holder) {
      const inner = world.holder(holder.tag, rest.join('.'));
      if (inner) holder = { tag: inner.tag, values: inner.values.map((i) => (i === 0 ? 0 : (holder?.values[i - 1] ?? 0))) };
    }
    if (!holder) return { k: 'unknown', type };
    return { k: 'ex', ex: table(x, 1, holder.values), type };
  }
}
