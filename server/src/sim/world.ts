/**
 * The world of a scenario laid out as cells: every instance of every struct has a number (1..n within its tag), every field of it a cell. Structs within structs and locks
 * are instances of their own; `&memcg->css` is then a table from the one numbering to the other, and container_of() the same table read backwards.
 */
import type { Expr } from '../c/ast.ts';
import { type CType, LOCK_TAG } from './ctypes.ts';
import type { Cell, ObjectView, Shows } from './machine.ts';
import type { Field, ObjectDeclaration, Problem, Scenario } from './scenario.ts';
import { placeIn } from './scenario-items.ts';

/** A field of an object, or an element of an array field. */
export interface FieldCells {
  /** for instance i (1-based) and element e: cells[(i - 1) * size + e] */
  readonly cells: readonly number[];
  readonly size: number;
  readonly type: CType;
}

export interface Instance {
  readonly name: string;
  /** it comes from a pool: it does not exist until it is taken */
  readonly pool: boolean;
  /** the instance of which it is a part */
  readonly within?: { readonly tag: string; readonly index: number };
}

export type Global =
  /** an object or an array of them: instances first..first+size-1 */
  | { readonly k: 'object'; readonly tag: string; readonly first: number; readonly size: number; readonly array: boolean }
  | { readonly k: 'value'; readonly cells: readonly number[]; readonly type: CType; readonly array: boolean };

const NO_FIELDS: readonly Field[] = [];

export class World {
  readonly cells: Cell[] = [];
  readonly problems: Problem[] = [];
  readonly structs: ReadonlyMap<string, readonly Field[]>;
  readonly instances = new Map<string, Instance[]>();
  readonly globals = new Map<string, Global>();
  private readonly fields = new Map<string, FieldCells>();
  /** `tag.field` -> for each instance of tag the number of the part in its own numbering (its first element, for arrays) */
  private readonly parts = new Map<string, { tag: string; size: number; values: number[] }>();
  private readonly constants: ReadonlyMap<string, number>;
  private readonly file: string;
  private readonly text: string;

  private readonly roomy: boolean;

  /** @param roomy counts may go twice as far as the scenario says: for more threads than it has */
  constructor(scenario: Scenario, library?: Scenario, roomy = false) {
    this.roomy = roomy;
    const structs = new Map(library?.structs ?? []);
    for (const [tag, fields] of scenario.structs) structs.set(tag, fields);
    structs.set(LOCK_TAG, [{ name: '', type: { k: 'int', lo: -1, hi: 3 } }]);
    this.structs = structs;
    this.constants = new Map([...(library?.constants ?? []), ...scenario.constants]);
    this.file = `${scenario.file.name}.c`;
    this.text = scenario.file.text;
    for (const o of scenario.objects) this.declare(o);
    for (const o of scenario.objects) this.initialise(o);
  }

  has(tag: string): boolean {
    return this.structs.has(tag);
  }

  /** how many instances of a struct there are */
  count(tag: string): number {
    return this.instances.get(tag)?.length ?? 0;
  }

  nameOf(tag: string, index: number): string {
    return this.instances.get(tag)?.[index - 1]?.name ?? (index === 0 ? 'NULL' : `${tag}#${index}`);
  }

  typeOf(tag: string, field: string): CType | undefined {
    return this.structs.get(tag)?.find((f) => f.name === field)?.type;
  }

  /** Cells of a field that holds a number or a pointer; undefined when the struct has no such field. */
  field(tag: string, name: string): FieldCells | undefined {
    return this.fields.get(`${tag}.${name}`);
  }

  /** A cell per instance that no scenario writes: whether it exists, a lock that is the object itself. Made when first asked for. */
  hidden(tag: string, name: string, lo: number, hi: number, init: (i: Instance) => number): FieldCells {
    const key = `${tag}.(${name})`;
    let f = this.fields.get(key);
    if (!f) {
      const cells = (this.instances.get(tag) ?? []).map((i) => this.cell(`${i.name} (${name})`, lo, hi, init(i)));
      f = { cells, size: 1, type: { k: 'int', lo, hi } };
      this.fields.set(key, f);
    }
    return f;
  }

  /** From instances of `tag` to those of the struct that they hold as `field`. */
  part(tag: string, field: string): { readonly tag: string; readonly size: number; readonly values: readonly number[] } | undefined {
    return this.parts.get(`${tag}.${field}`);
  }

  /** From instances of a struct to the one that holds each as `field` (0 where it is part of something else). */
  holder(tag: string, field: string): { readonly tag: string; readonly values: readonly number[] } | undefined {
    const part = this.part(tag, field);
    if (!part) return undefined;
    const values = new Array<number>(this.count(part.tag)).fill(0);
    part.values.forEach((inner, i) => {
      for (let e = 0; e < part.size; e++) values[inner - 1 + e] = i + 1;
    });
    return { tag: part.tag, values };
  }

  cell(name: string, lo: number, hi: number, init: number, thread?: number): number {
    this.cells.push({ name, lo, hi, init, ...(thread === undefined ? {} : { thread }) });
    return this.cells.length - 1;
  }

  /** The range of a value of this type. */
  range(type: CType): readonly [number, number] {
    if (type.k === 'int') return this.roomy && !type.bool ? [type.lo * 2, type.hi * 2 + 1] : [type.lo, type.hi];
    if (type.k === 'pointer') {
      const tag = type.to.k === 'struct' ? type.to.tag : undefined;
      return [-128, tag === undefined ? 127 : this.count(tag) + 1];
    }
    return [-128, 127];
  }

  shows(type: CType): Shows {
    if (type.k === 'int') return { as: type.bool ? 'bool' : 'number' };
    if (type.k === 'pointer' && type.to.k === 'struct' && this.count(type.to.tag) > 0)
      return { as: 'pointer', names: (this.instances.get(type.to.tag) ?? []).map((i) => i.name) };
    return { as: 'number' };
  }

  /** Objects as they are shown: what stands alone, with its parts under their paths. */
  views(): ObjectView[] {
    const out: ObjectView[] = [];
    for (const [tag, list] of this.instances) {
      list.forEach((instance, i) => {
        if (instance.within || tag === LOCK_TAG) return;
        const live = this.fields.get(`${tag}.(live)`)?.cells[i];
        out.push({ name: instance.name, struct: tag, fields: this.fieldViews(tag, i + 1, ''), ...(live === undefined ? {} : { live }) });
      });
    }
    for (const [name, g] of this.globals) {
      if (g.k === 'value')
        out.push({
          name,
          struct: '',
          fields: g.cells.map((cell, e) => ({ path: g.array ? `[${e}]` : '', cell, shows: this.shows(g.type) })),
        });
      else if (g.tag === LOCK_TAG)
        for (let e = 0; e < g.size; e++) {
          const cell = this.fields.get(`${LOCK_TAG}.`)?.cells[g.first - 1 + e];
          if (cell !== undefined)
            out.push({ name: g.array ? `${name}[${e}]` : name, struct: '', fields: [{ path: '', cell, shows: { as: 'lock' } }] });
        }
    }
    return out;
  }

  private fieldViews(tag: string, index: number, path: string): { path: string; cell: number; shows: Shows }[] {
    const out: { path: string; cell: number; shows: Shows }[] = [];
    for (const f of this.structs.get(tag) ?? NO_FIELDS) {
      const own = `${path}${path && f.name ? '.' : ''}${f.name}`;
      const part = this.parts.get(`${tag}.${f.name}`);
      if (part) {
        const first = part.values[index - 1] as number;
        for (let e = 0; e < part.size; e++) out.push(...this.fieldViews(part.tag, first + e, part.size > 1 ? `${own}[${e}]` : own));
        continue;
      }
      const cells = this.fields.get(`${tag}.${f.name}`);
      if (!cells) continue;
      for (let e = 0; e < cells.size; e++) {
        const cell = cells.cells[(index - 1) * cells.size + e] as number;
        const shows: Shows = tag === LOCK_TAG ? { as: 'lock' } : this.shows(cells.type);
        out.push({ path: cells.size > 1 ? `${own}[${e}]` : own, cell, shows });
      }
    }
    for (const [key, cells] of this.fields) {
      if (!key.startsWith(`${tag}.(`) || key.endsWith('.(live)')) continue;
      const cell = cells.cells[index - 1];
      if (cell !== undefined) out.push({ path: `${path}${path ? '.' : ''}${key.slice(tag.length + 1)}`, cell, shows: { as: 'lock' } });
    }
    return out;
  }

  private declare(o: ObjectDeclaration): void {
    const { name } = o.declarator;
    const element = o.type.k === 'array' ? o.type.of : o.type;
    const size = o.type.k === 'array' ? o.type.size : 1;
    const array = o.type.k === 'array';
    if (this.globals.has(name)) {
      this.tell(o, `${name} is declared twice`);
      return;
    }
    if (element.k === 'struct') {
      if (!this.structs.has(element.tag)) {
        this.tell(o, `struct ${element.tag} is not defined here`);
        return;
      }
      const first = this.count(element.tag) + 1;
      // the numbers of one array follow each other, so all are given out before their parts are made
      const indices = Array.from({ length: size }, (_, e) => this.instance(element.tag, array ? `${name}[${e}]` : name, o.pool));
      for (const index of indices) this.parts_(element.tag, index, 0);
      this.globals.set(name, { k: 'object', tag: element.tag, first, size, array });
      return;
    }
    const [lo, hi] = this.range(element);
    const cells = Array.from({ length: size }, (_, e) => this.cell(array ? `${name}[${e}]` : name, lo, hi, 0));
    this.globals.set(name, { k: 'value', cells, type: element, array });
  }

  private instance(tag: string, name: string, pool: boolean, within?: Instance['within']): number {
    const list = this.instances.get(tag);
    const made: Instance = { name, pool, ...(within ? { within } : {}) };
    if (list) list.push(made);
    else this.instances.set(tag, [made]);
    return this.count(tag);
  }

  /** Cells and parts of one instance. Pointers get their range when all instances are known. */
  private parts_(tag: string, index: number, depth: number): void {
    const self = this.instances.get(tag)?.[index - 1] as Instance;
    for (const f of this.structs.get(tag) ?? NO_FIELDS) {
      const element = f.type.k === 'array' ? f.type.of : f.type;
      const size = f.type.k === 'array' ? f.type.size : 1;
      const path = f.name ? `${self.name}.${f.name}` : self.name;
      const key = `${tag}.${f.name}`;
      if (element.k === 'struct') {
        if (!this.structs.has(element.tag) || depth > 6) continue;
        const inner = Array.from({ length: size }, (_, e) =>
          this.instance(element.tag, size > 1 ? `${path}[${e}]` : path, self.pool, { tag, index }),
        );
        let part = this.parts.get(key);
        if (!part) {
          part = { tag: element.tag, size, values: [] };
          this.parts.set(key, part);
        }
        part.values[index - 1] = inner[0] as number;
        for (const i of inner) this.parts_(element.tag, i, depth + 1);
        continue;
      }
      const [lo, hi] = this.range(element);
      const made = Array.from({ length: size }, (_, e) => this.cell(size > 1 ? `${path}[${e}]` : path, lo, hi, 0));
      const known = this.fields.get(key);
      if (known) (known.cells as number[]).push(...made);
      else this.fields.set(key, { cells: made, size, type: element });
    }
  }

  private initialise(o: ObjectDeclaration): void {
    const g = this.globals.get(o.declarator.name);
    if (!g) return;
    // only now are all instances known, and with them how far a pointer's range goes
    this.widen();
    const { init } = o.declarator;
    if (g.k === 'value') {
      const items = g.array && init?.k === 'init' ? init.items.map((i) => i.value) : init ? [init] : [];
      items.forEach((e, i) => {
        const cell = g.cells[i];
        if (cell !== undefined) this.set(cell, e, o);
      });
      return;
    }
    const each = g.array && init?.k === 'init' ? init.items.map((i) => i.value) : [];
    for (let e = 0; e < g.size; e++) {
      const value = g.array ? (g.size > 0 && each.length === 1 && o.pool ? each[0] : each[e]) : init;
      if (value) this.fill(g.tag, g.first + e, value, o);
    }
  }

  private widen(): void {
    for (const [key, f] of this.fields) {
      if (f.type.k !== 'pointer' || key.includes('(')) continue;
      const [lo, hi] = this.range(f.type);
      for (const c of f.cells) this.cells[c] = { ...(this.cells[c] as Cell), lo, hi };
    }
    for (const g of this.globals.values()) {
      if (g.k !== 'value' || g.type.k !== 'pointer') continue;
      const [lo, hi] = this.range(g.type);
      for (const c of g.cells) this.cells[c] = { ...(this.cells[c] as Cell), lo, hi };
    }
  }

  private fill(tag: string, index: number, value: Expr, o: ObjectDeclaration): void {
    if (value.k !== 'init') {
      const only = this.fields.get(`${tag}.`);
      if (only) this.set(only.cells[index - 1] as number, value, o);
      else this.tell(o, `${o.declarator.name}: a struct is initialised by { .field = value }`);
      return;
    }
    const declared = this.structs.get(tag) ?? NO_FIELDS;
    value.items.forEach((item, n) => {
      const name = item.field?.replace(/^\./, '') ?? declared[n]?.name;
      if (name === undefined) return;
      const [head, ...rest] = name.split('.');
      const part = this.parts.get(`${tag}.${head}`);
      if (part) {
        const inner = part.values[index - 1] as number;
        if (rest.length > 0)
          this.fill(part.tag, inner, { k: 'init', items: [{ field: rest.join('.'), value: item.value }], at: value.at }, o);
        else if (part.size > 1 && item.value.k === 'init')
          item.value.items.forEach((x, e) => {
            this.fill(part.tag, inner + e, x.value, o);
          });
        else this.fill(part.tag, inner, item.value, o);
        return;
      }
      const f = this.fields.get(`${tag}.${head}`);
      if (!f) {
        this.tell(o, `struct ${tag} has no field \`${name}\``);
        return;
      }
      const values = f.size > 1 && item.value.k === 'init' ? item.value.items.map((i) => i.value) : [item.value];
      values.forEach((e, i) => {
        const cell = f.cells[(index - 1) * f.size + i];
        if (cell !== undefined) this.set(cell, e, o);
      });
    });
  }

  private set(cell: number, e: Expr, o: ObjectDeclaration): void {
    const v = this.constant(e);
    const c = this.cells[cell] as Cell;
    if (v === undefined)
      this.tell(o, `${o.declarator.name}: \`${c.name}\` is initialised with something that is no constant of this world`);
    else if (v < c.lo || v > c.hi) this.tell(o, `${c.name} starts as ${v}, outside of its range ${c.lo}..${c.hi}`);
    else this.cells[cell] = { ...c, init: v };
  }

  /** A number, a constant, an address. */
  private constant(e: Expr): number | undefined {
    switch (e.k) {
      case 'num':
        return e.value;
      case 'id':
        if (e.name === 'NULL' || e.name === 'false') return 0;
        if (e.name === 'true') return 1;
        return this.constants.get(e.name);
      case 'cast':
        return this.constant(e.arg);
      case 'unary': {
        if (e.op === '&') {
          const place = this.address(e.arg);
          return place?.index;
        }
        const v = this.constant(e.arg);
        return v === undefined ? undefined : e.op === '-' ? -v : e.op === '!' ? (v ? 0 : 1) : e.op === '~' ? ~v : undefined;
      }
      case 'binary': {
        const l = this.constant(e.l);
        const r = this.constant(e.r);
        if (l === undefined || r === undefined) return undefined;
        return e.op === '|'
          ? l | r
          : e.op === '+'
            ? l + r
            : e.op === '-'
              ? l - r
              : e.op === '<<'
                ? l << r
                : e.op === '*'
                  ? l * r
                  : undefined;
      }
      default:
        return undefined;
    }
  }

  private address(e: Expr): { tag: string; index: number } | undefined {
    if (e.k === 'id') {
      const g = this.globals.get(e.name);
      return g?.k === 'object' ? { tag: g.tag, index: g.first } : undefined;
    }
    if (e.k === 'member') {
      const base = this.address(e.base);
      const part = base && this.parts.get(`${base.tag}.${e.field}`);
      return part ? { tag: part.tag, index: part.values[base.index - 1] as number } : undefined;
    }
    if (e.k === 'index') {
      const base = this.address(e.base);
      const i = this.constant(e.index);
      return base && i !== undefined ? { tag: base.tag, index: base.index + i } : undefined;
    }
    return undefined;
  }

  private tell(o: ObjectDeclaration, message: string): void {
    const at = this.text.indexOf(o.declarator.name);
    this.problems.push({ file: this.file, ...placeIn(this.text, Math.max(0, at)), message });
  }
}
