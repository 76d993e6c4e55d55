/**
 * Questions about single places of a document that was reviewed: what holds here, what a function means here, what a lock guards. Answered
 * from what the review was made from; a question costs a few milliseconds, and the same question asked again costs nothing.
 */
import { type Held, type LineSituations, type Situation, situationsOf } from '../check/index.ts';
import { contractInWords, type FunctionDoc, isCharge, type Library } from '../model/index.ts';
import type { Bench } from './bench.ts';
import { callersOf } from './callers.ts';
import type { Place } from './code.ts';
import type { Image } from './functions.ts';
import { type Guarded, guardedBy } from './guarded.ts';
import { obligations } from './obligations.ts';
import { type CodePlace, type FunctionHere, functionAt, lineNumber } from './place.ts';
import type { CodeStore } from './store.ts';

/** What holds at a line, in lines of the file. */
export interface Here {
  readonly function: string;
  readonly file: string;
  /** 1-based, on `side`; 0 when it is not known */
  readonly line: number;
  readonly side: 'new' | 'old';
  readonly before: readonly SituationHere[];
  readonly after: readonly SituationHere[];
  /** paths are missing: the function is too large to be followed to the end */
  readonly bounded: boolean;
  /** what the model says of the function around the place */
  readonly doc?: FunctionDoc;
}

export interface HeldHere extends Omit<Held, 'at'> {
  /** 1-based line of the call that took it; absent where the caller holds it */
  readonly line?: number;
}

export interface SituationHere extends Omit<Situation, 'held' | 'released' | 'gone'> {
  readonly held: readonly HeldHere[];
  readonly released: readonly { readonly object: string; readonly by: string; readonly line: number }[];
  readonly gone: readonly { readonly object: string; readonly by: string; readonly line: number }[];
}

/** What a function means where it is called. */
export interface Meaning {
  readonly name: string;
  /** whose word it is: the model's, the body in the tree, or the body that the patch gives it */
  readonly from: 'model' | 'tree' | 'patch';
  readonly doc?: FunctionDoc;
  /** earlier names, with the last kernel that had each */
  readonly names: readonly { readonly name: string; readonly until?: string }[];
  /** one line for each outcome; [] when nothing is left behind and it never sleeps, or when it is not understood */
  readonly outcomes: readonly string[];
  /** the same before the patch, where the patch makes it another */
  readonly outcomesBefore?: readonly string[];
  readonly understood: boolean;
  readonly obligations: readonly string[];
  /** where its body is in the tree */
  readonly at?: { readonly file: string; readonly line: number };
  /** kernel version that was asked for */
  readonly version?: string;
}

/** What is known of a lock. */
export interface LockMeaning {
  /** as the source writes it, or the class's name */
  readonly lock: string;
  readonly cls?: string;
  readonly before: readonly { readonly cls: string; readonly source: string }[];
  readonly after: readonly { readonly cls: string; readonly source: string }[];
  /** interrupts take it: the source of that statement */
  readonly irqSafe?: string;
  readonly reclaimWaits?: string;
  readonly guards: readonly Guarded[];
}

export type Direction = 'take' | 'drop' | 'both';

/** Of a call, by what it moves. */
export interface Effects {
  readonly lock?: Direction;
  readonly reference?: Direction;
  readonly charge?: Direction;
}

/** Where what is held changes: for hints behind a line. */
export interface Change {
  /** index of hunk and line in the file */
  readonly hunk: number;
  readonly line: number;
  readonly held: readonly HeldHere[];
  /** on some paths only */
  readonly some: readonly HeldHere[];
}

export class Desk {
  readonly benches: readonly Bench[];
  private readonly store: CodeStore;
  private readonly library: Library;
  private readonly known = new Map<string, Effects | undefined>();

  constructor(benches: readonly Bench[], store: CodeStore, library: Library) {
    this.benches = benches;
    this.store = store;
    this.library = library;
  }

  functionAt(place: CodePlace): FunctionHere | undefined {
    return functionAt(this.benches, this.store, place);
  }

  /** 1-based line of the file before (`old`) or after the patch; undefined where that side does not have it, or only hunks are known. */
  fileLine(place: CodePlace, side: 'new' | 'old'): { readonly path: string; readonly line: number } | undefined {
    for (const bench of this.benches)
      for (const { file, images } of bench.files) {
        if (file !== place.file) continue;
        const line = lineNumber(images, place, side === 'old' ? 'before' : 'after');
        return line === undefined ? undefined : { path: images.path, line };
      }
    return undefined;
  }

  /** `variable`: what is known of its value is told too. Undefined outside of functions. */
  hereAt(place: CodePlace, variable?: string): Here | undefined {
    const f = this.functionAt(place);
    if (!f) return undefined;
    const { lines, bounded } = this.situations(f, variable);
    const line = lineIn(f.image.text, f.offset);
    const at = nearest(lines, line);
    if (!at) return undefined;
    const doc = f.bench.era.docOf(f.name);
    return {
      function: f.name,
      file: f.images.path,
      line: f.image.lineOf(f.offset),
      side: f.side === 'before' ? 'old' : 'new',
      before: at.before.map((s) => told(s, f.image)),
      after: at.after.map((s) => told(s, f.image)),
      bounded,
      ...(doc ? { doc } : {}),
    };
  }

  /** Lines of the function behind which something else is held than before them. */
  changesIn(f: FunctionHere): readonly Change[] {
    const { lines } = this.situations(f);
    const out: Change[] = [];
    let starts = 0;
    let no = 1;
    for (;;) {
      const at = lines.get(no);
      const place = at && f.image.placeOf(starts);
      if (at && place && at.after.length > 0 && at.before.length > 0) {
        const [was, is] = [outline(at.before), outline(at.after)];
        if (was.key !== is.key && !at.after.some((s) => s.afterGap)) {
          const here = (list: readonly Held[]): HeldHere[] => list.map((h) => heldHere(h, f.image));
          out.push({ hunk: place.hunk, line: place.line, held: here(is.all), some: here(is.some) });
        }
      }
      const eol = f.image.text.indexOf('\n', starts);
      if (eol < 0) return out;
      starts = eol + 1;
      no++;
    }
  }

  /** The caller's locks that the function releases, each with the line of the file where it does; `again`: it takes them again later. */
  releasedIn(f: FunctionHere): readonly { readonly object: string; readonly line: number; readonly again: boolean }[] {
    const { lines } = this.situations(f);
    const { cfg } = f.image.body;
    const seesAll = !cfg.partial && !cfg.hasGaps;
    // where not all is seen, a lock that hangs from a local may have been taken out of sight
    const isGiven = (object: string): boolean => {
      const name = /\w+/.exec(object)?.[0] ?? '';
      return cfg.params.some((p) => p.name === name) || (/^\*\w+$/.test(object) && !cfg.locals.has(name));
    };
    const out = new Map<string, { object: string; line: number; again: boolean }>();
    for (const no of [...lines.keys()].sort((a, b) => a - b)) {
      const at = lines.get(no)!;
      for (const s of [...at.before, ...at.after]) {
        for (const r of s.released)
          if (!out.has(r.object) && (seesAll || isGiven(r.object)))
            out.set(r.object, { object: r.object, line: f.image.lineOf(r.at[0]), again: false });
        for (const h of s.held) {
          const r = h.kind === 'lock' && h.at === undefined ? out.get(h.object) : undefined;
          if (r) r.again = true;
        }
      }
    }
    return [...out.values()];
  }

  /** What `name` means where it stands; undefined when nobody knows a function of that name. */
  meaning(name: string, place?: CodePlace): Meaning | undefined {
    const around = place && this.benchOf(place);
    const bench = around?.bench ?? this.benches[0];
    if (!bench) return undefined;
    const path = around?.path ?? bench.files[0]?.images.path ?? '';
    const version = bench.era.version;
    const definition = this.library.select(name, version);
    const touched = bench.files.flatMap((f) => f.touched).find((t) => t.name === name);
    const after = bench.after.contractOf(name, path);
    const before = touched ? bench.before.contractOf(name, path) : undefined;
    const model = definition && bench.era.contractOf(name);
    const contract = after ?? model;
    const body = bench.index?.lookup(name, path);
    if (!definition && !contract) return undefined;
    // the model knows what a body does not say; a body that the patch gives speaks for itself
    const from = touched?.after && contract?.from === 'patch' ? 'patch' : definition ? 'model' : 'tree';
    const said = from === 'model' ? (model ?? contract) : contract;
    const outcomes = said && !said.incomplete ? contractInWords(said) : [];
    const was = before && !before.incomplete ? contractInWords(before) : undefined;
    const asked = said ? obligations(said, definition?.doc) : [];
    return {
      name,
      from,
      ...(definition ? { doc: definition.doc } : {}),
      names: this.library
        .predecessors(name)
        .filter((d) => d.name !== name)
        .map((d) => ({ name: d.name, ...(d.doc.until ? { until: d.doc.until } : {}) })),
      outcomes,
      ...(was && from === 'patch' && was.join('\n') !== outcomes.join('\n') ? { outcomesBefore: was } : {}),
      understood: said !== undefined && !said.incomplete,
      obligations: asked,
      ...(body ? { at: { file: body.file.path, line: body.file.lineAt(body.fn.start) } } : {}),
      ...(version ? { version } : {}),
    };
  }

  /** The lock that a word stands for at a place; undefined when it is none. */
  lockAt(word: string, place: CodePlace): LockMeaning | undefined {
    const f = this.functionAt(place);
    if (!f) return undefined;
    const at = this.situations(f).lines.get(lineIn(f.image.text, f.offset));
    const locks = [...(at?.before ?? []), ...(at?.after ?? [])].flatMap((s) => s.held).filter((h) => h.kind === 'lock');
    const line = f.image.text.slice(f.image.text.lastIndexOf('\n', f.offset - 1) + 1).split('\n', 1)[0]!;
    const held = locks.find((h) => new RegExp(`(?:^|\\W)${word}$`).test(h.object) && (h.cls !== 'FOLIO' || /lock/.test(line)));
    const cls = held?.lockClass ?? (held ? undefined : f.bench.era.locks.classNamed(word));
    if (!held && !cls) return undefined;
    const lock = held?.object ?? word;
    const { locks: order } = f.bench.era;
    const around = cls ? order.neighbours(cls) : { before: [], after: [] };
    const irqSafe = order.irqSafe(cls);
    const waits = order.reclaimWaits(cls);
    const guards = held?.cls === 'FOLIO' || !f.bench.index ? [] : this.guards(f, lock);
    return {
      lock,
      ...(cls ? { cls } : {}),
      ...around,
      ...(irqSafe ? { irqSafe } : {}),
      ...(waits ? { reclaimWaits: waits.note ?? waits.source } : {}),
      guards,
    };
  }

  /** What the model says that a call of `name` takes and gives back, whatever the outcome; undefined when it is no business of the model's. */
  effects(name: string): Effects | undefined {
    if (this.known.has(name)) return this.known.get(name);
    const contract = this.benches[0]?.era.contractOf(name);
    const sign = (up: boolean, down: boolean): Direction | undefined => (up && down ? 'both' : up ? 'take' : down ? 'drop' : undefined);
    let effects: Effects | undefined;
    if (contract && !contract.incomplete) {
      const { outcomes } = contract;
      const refs = outcomes.flatMap((o) => o.refs);
      const lock = sign(
        outcomes.some((o) => o.takes.length > 0),
        outcomes.some((o) => o.drops.length > 0),
      );
      const moved = (want: (kind: string) => boolean): Direction | undefined =>
        sign(
          refs.some((r) => want(r.kind) && r.count > 0),
          refs.some((r) => want(r.kind) && r.count < 0),
        );
      const charge = moved(isCharge);
      const reference = moved((kind) => !isCharge(kind) && kind !== 'MEM');
      if (lock || charge || reference)
        effects = { ...(lock ? { lock } : {}), ...(charge ? { charge } : {}), ...(reference ? { reference } : {}) };
    }
    this.known.set(name, effects);
    return effects;
  }

  /** Definitions of a function, macro or struct in the tree, best first. */
  definitions(name: string, place: CodePlace): { readonly file: string; readonly line: number }[] {
    const around = this.benchOf(place);
    const index = around?.bench.index;
    if (!around || !index) return [];
    const own = index.lookup(name, around.path);
    const places: Place[] = own ? [own] : [...index.candidates(name, around.path)];
    if (places.length > 0) return places.map((p) => ({ file: p.file.path, line: p.file.lineAt(p.fn.start) }));
    const declares = new RegExp(
      `^(?:[ \\t]*#[ \\t]*define[ \\t]+${name}\\b|(?:typedef[ \\t]+)?(?:struct|union|enum)[ \\t]+${name}[ \\t]*\\{?[ \\t]*$|[ \\t]*(?:struct|union|enum)[ \\t]+${name}[ \\t]*\\{)`,
      'm',
    );
    const out: { file: string; line: number }[] = [];
    for (const file of index.files()) {
      if (out.length >= 8 || !file.text.includes(name)) continue;
      const m = declares.exec(file.text);
      if (m) out.push({ file: file.path, line: file.lineAt(m.index + (m[0].startsWith('\n') ? 1 : 0)) });
    }
    return out;
  }

  /** Lines of the sources at hand that hold the name, at most `most` of them; columns are 0-based. */
  references(name: string, place: CodePlace, most = 500): { readonly file: string; readonly line: number; readonly column: number }[] {
    const index = this.benchOf(place)?.bench.index;
    if (!index || !/^[A-Za-z_]\w*$/.test(name)) return [];
    const out: { file: string; line: number; column: number }[] = [];
    const word = new RegExp(`\\b${name}\\b`, 'g');
    for (const file of index.files()) {
      if (!file.text.includes(name)) continue;
      for (const m of file.text.matchAll(word)) {
        const line = file.lineAt(m.index);
        out.push({ file: file.path, line, column: m.index - file.startOf(line) });
        if (out.length >= most) return out;
      }
    }
    return out;
  }

  /** A line (1-based) of a file of a patch, on the finding's side or as the tree has it; undefined when nobody knows it. */
  lineText(file: string, line: number, side: 'new' | 'old' | 'tree', patch: number): string | undefined {
    const bench = this.benches.find((b) => b.patch === patch);
    const images = side === 'tree' ? undefined : bench?.files.find((f) => f.images.path === file)?.images;
    const text = images ? (side === 'old' ? images.oldText : images.newText) : undefined;
    const code = text === undefined ? (side === 'tree' ? bench?.index?.file(file) : undefined) : this.store.file(file, text);
    const said = code?.lineText(line);
    return said === undefined ? undefined : said.replace(/\r$/, '').slice(0, 400);
  }

  /** Functions that call one: `mm/zswap.c:120 zswap_store`. */
  callers(name: string, path: string, bench: Bench): Place[] {
    const own = bench.index?.lookup(name, path);
    return own && bench.index ? callersOf(name, own.file.path, own.file.isStatic(own.fn), bench.index) : [];
  }

  private guards(f: FunctionHere, lock: string): Guarded[] {
    const { index } = f.bench;
    if (!index) return [];
    return this.store.once(f.image.body, `guards ${lock} ${f.bench.after.surroundings(f.image.body, f.images.path)}`, () =>
      guardedBy(lock, f.images.path, index, (n, from) => f.bench.before.contractOf(n, from)),
    );
  }

  private benchOf(place: CodePlace): { readonly bench: Bench; readonly path: string } | undefined {
    for (const bench of this.benches) {
      const work = bench.files.find((w) => w.file === place.file);
      if (work) return { bench, path: work.images.path };
    }
    return undefined;
  }

  private situations(f: FunctionHere, variable?: string) {
    const contracts = f.side === 'before' ? f.bench.before : f.bench.after;
    const path = f.images.path;
    const { body, text } = f.image;
    return this.store.once(body, `situations ${variable ?? ''} ${contracts.surroundings(body, path)}`, () =>
      situationsOf({
        cfg: body.cfg,
        text,
        contractOf: (n) => contracts.contractOf(n, path),
        locks: f.bench.era.locks,
        ...(variable ? { variable } : {}),
      }),
    );
  }
}

/** Lines without code of their own are as the line above them leaves things. */
function nearest(lines: ReadonlyMap<number, LineSituations>, line: number): LineSituations | undefined {
  const own = lines.get(line);
  if (own && own.before.length > 0) return own;
  for (let l = line - 1; l > 0; l--) {
    const above = lines.get(l);
    if (!above) continue;
    const after = above.after.length > 0 ? above.after : above.before;
    return { before: after, after };
  }
  return undefined;
}

/** What all situations hold, and what only some do. */
function outline(list: readonly Situation[]): { readonly all: readonly Held[]; readonly some: readonly Held[]; readonly key: string } {
  const name = (h: Held): string => `${h.kind} ${h.object} ${h.cls}`;
  const times = new Map<string, { held: Held; times: number }>();
  for (const s of list)
    for (const h of new Map(s.held.filter((x) => !x.shared).map((x) => [name(x), x])).values()) {
      const n = times.get(name(h));
      if (n) n.times++;
      else times.set(name(h), { held: h, times: 1 });
    }
  const all = [...times.values()].filter((n) => n.times === list.length).map((n) => n.held);
  const some = [...times.values()].filter((n) => n.times < list.length).map((n) => n.held);
  return { all, some, key: `${all.map(name).sort().join()}/${some.map(name).sort().join()}` };
}

function told(s: Situation, image: Image): SituationHere {
  const { held, released, gone, ...rest } = s;
  const line = ({ at, ...x }: { readonly object: string; readonly by: string; readonly at: readonly [number, number] }) => ({
    ...x,
    line: image.lineOf(at[0]),
  });
  return { ...rest, held: held.map((h) => heldHere(h, image)), released: released.map(line), gone: gone.map(line) };
}

function heldHere({ at, ...h }: Held, image: Image): HeldHere {
  return at ? { ...h, line: image.lineOf(at[0]) } : h;
}

/** 1-based line of a text. */
function lineIn(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return line;
}
