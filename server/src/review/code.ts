/**
 * Functions of C files: where their bodies are, their control flow graphs, made when first asked for.
 */

import type { FunctionAst } from '../c/ast.ts';
import type { Cfg } from '../c/cfg.ts';
import { buildCfg, type CParser, type Outline, type OutlineFunction, outline, parseFunction } from '../c/index.ts';
import { type Flow, flowOf } from '../model/index.ts';
import { constantsOf } from './constants.ts';

export interface Body {
  readonly ast: FunctionAst;
  readonly cfg: Cfg;
  readonly flow: Flow;
}

/** graphs kept in all, the ones last made: a tree has thousands, and a contract is all that is wanted of most */
const GRAPHS = 192;

/**
 * Graphs that are kept, over all files that one parser has read; the oldest goes for a new one. They lie in an array, and files know their places by number: a map that
 * things as large as these come into and go from keeps them from the garbage collector long after (its outgrown tables point to what came later).
 */
class Shelf {
  private readonly graphs: { readonly of: CodeFile; readonly at: number; readonly body: Body | undefined }[] = [];
  private next = 0;

  /** Gives the place. */
  put(of: CodeFile, at: number, body: Body | undefined): number {
    const place = this.next;
    this.graphs[place] = { of, at, body };
    this.next = (place + 1) % GRAPHS;
    return place;
  }

  /** undefined: it is there no more. */
  get(place: number | undefined, of: CodeFile, at: number): { readonly body: Body | undefined } | undefined {
    const there = place === undefined ? undefined : this.graphs[place];
    return there?.of === of && there.at === at ? there : undefined;
  }
}

const shelves = new WeakMap<CParser, Shelf>();

function shelfOf(parser: CParser): Shelf {
  let s = shelves.get(parser);
  if (!s) {
    s = new Shelf();
    shelves.set(parser, s);
  }
  return s;
}

/** One version of one file. */
export class CodeFile {
  readonly path: string;
  readonly text: string;
  private readonly parser: CParser;
  private lines: number[] | undefined;
  private found: Outline | undefined;
  /** by the start of a function: its place on the shelf, where it may be no more */
  private readonly kept = new Map<number, number>();
  private names: Map<string, OutlineFunction[]> | undefined;

  constructor(path: string, text: string, parser: CParser) {
    this.path = path;
    this.text = text;
    this.parser = parser;
  }

  get outline(): Outline {
    this.found ??= outline(this.text);
    return this.found;
  }

  functions(name: string): readonly OutlineFunction[] {
    if (!this.names) {
      this.names = new Map();
      for (const f of this.outline.functions) {
        const list = this.names.get(f.name);
        if (list) list.push(f);
        else this.names.set(f.name, [f]);
      }
    }
    return this.names.get(name) ?? [];
  }

  /** the function whose text holds the offset */
  functionAt(offset: number): OutlineFunction | undefined {
    const list = this.outline.functions;
    let lo = 0;
    let hi = list.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (list[mid]!.start <= offset) lo = mid;
      else hi = mid - 1;
    }
    const f = list[lo];
    return f && f.start <= offset && offset < f.end ? f : undefined;
  }

  /** undefined when the function cannot be read at all */
  body(f: OutlineFunction): Body | undefined {
    const shelf = shelfOf(this.parser);
    const there = shelf.get(this.kept.get(f.start), this, f.start);
    if (there) return there.body;
    const body = this.read(f);
    this.kept.set(f.start, shelf.put(this, f.start, body));
    return body;
  }

  /**
   * What a contract is learnt from, undefined when some of the text could not be read. It is not kept, and nor is the syntax tree that it was made from: thousands of
   * functions are learnt for one that is looked at again, and what dies young costs the garbage collector nothing.
   */
  graph(f: OutlineFunction): Pick<Body, 'cfg' | 'flow'> | undefined {
    const there = shelfOf(this.parser).get(this.kept.get(f.start), this, f.start);
    const body = there ? there.body : this.read(f);
    return body && body.ast.errors.length === 0 ? { cfg: body.cfg, flow: body.flow } : undefined;
  }

  private read(f: OutlineFunction): Body | undefined {
    const ast = parseFunction(this.parser, this.text, f.start, f.end, f.bodyStart);
    if (!ast) return undefined;
    const cfg = buildCfg(ast.name === f.name ? ast : { ...ast, name: f.name });
    return { ast, cfg, flow: flowOf(cfg) };
  }

  /** Enumerators and plain macros of this file; undefined: of several values. */
  get constants(): ReadonlyMap<string, number | undefined> {
    this.numbers ??= constantsOf(this.text);
    return this.numbers;
  }
  private numbers: ReadonlyMap<string, number | undefined> | undefined;

  isStatic(f: OutlineFunction): boolean {
    return /^\s*(?:static|__always_inline static)\b/.test(this.text.slice(f.start, f.start + 80));
  }

  isWeak(f: OutlineFunction): boolean {
    return /\b__weak\b/.test(this.text.slice(f.start, f.bodyStart));
  }

  /** Nothing but a return of a constant, or nothing at all. */
  isStub(f: OutlineFunction): boolean {
    return /^\{\s*(?:return\s*\(?\s*-?\w*\s*\)?\s*;|BUILD_BUG\(\);|\s)*\}/.test(this.text.slice(f.bodyStart, f.end));
  }

  /** 1-based line of an offset */
  lineAt(offset: number): number {
    const starts = this.starts();
    let lo = 0;
    let hi = starts.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (starts[mid]! <= offset) lo = mid;
      else hi = mid - 1;
    }
    return lo + 1;
  }

  /** offset of the first character of a 1-based line */
  startOf(line: number): number {
    const starts = this.starts();
    return starts[Math.min(Math.max(line, 1), starts.length) - 1]!;
  }

  lineText(line: number): string {
    const from = this.startOf(line);
    const to = this.text.indexOf('\n', from);
    return this.text.slice(from, to < 0 ? undefined : to);
  }

  private starts(): number[] {
    if (!this.lines) {
      this.lines = [0];
      for (let i = this.text.indexOf('\n'); i >= 0; i = this.text.indexOf('\n', i + 1)) this.lines.push(i + 1);
    }
    return this.lines;
  }
}

export interface Place {
  readonly file: CodeFile;
  readonly fn: OutlineFunction;
}

/** All functions of the sources at hand, by name. */
export class CodeIndex {
  private readonly byName = new Map<string, Place[]>();
  private readonly byPath = new Map<string, CodeFile>();
  /** of those of `byName` that say something: all, and what a call reaches in files that have none of their own */
  private readonly reached = new Map<string, { readonly list: readonly Place[]; readonly elsewhere: Place | undefined }>();

  add(file: CodeFile): void {
    if (this.byPath.has(file.path)) return;
    this.byPath.set(file.path, file);
    if (file.path.endsWith('.h')) this.share(file);
    for (const fn of file.outline.functions) {
      const list = this.byName.get(fn.name);
      if (list) list.push({ file, fn });
      else this.byName.set(fn.name, [{ file, fn }]);
      this.reached.delete(fn.name);
    }
  }

  has(path: string): boolean {
    return this.byPath.has(path);
  }

  files(): Iterable<CodeFile> {
    return this.byPath.values();
  }

  file(path: string): CodeFile | undefined {
    return this.byPath.get(path);
  }

  /** The C files of one folder, without those below it. */
  filesIn(folder: string): CodeFile[] {
    return [...this.byPath.values()].filter(
      (f) => f.path.endsWith('.c') && f.path.slice(0, Math.max(0, f.path.lastIndexOf('/'))) === folder,
    );
  }

  /** The number that a name stands for in a file: its own, or one of a header's; undefined where several might be meant. */
  constant(name: string, from: string): number | undefined {
    const own = this.byPath.get(from)?.constants;
    if (own?.has(name)) return own.get(name);
    if (!this.shared) {
      this.shared = new Map();
      for (const f of this.byPath.values()) if (f.path.endsWith('.h')) this.share(f);
    }
    return this.shared.get(name);
  }
  private shared: Map<string, number | undefined> | undefined;

  private share(file: CodeFile): void {
    const { shared } = this;
    if (shared) for (const [n, v] of file.constants) shared.set(n, shared.has(n) && shared.get(n) !== v ? undefined : v);
  }

  /** Every body that a call in `from` may reach: two of one file are for two configurations. */
  candidates(name: string, from: string): Place[] {
    const list = this.byName.get(name) ?? [];
    const own = list.filter((p) => p.file.path === from);
    return own.length > 0 ? own : list.filter((p) => p.file.path.endsWith('.h') || !p.file.isStatic(p.fn));
  }

  /** What a call in `from` reaches: a function of the same file, else the only one that others can see. Two candidates: undefined. */
  lookup(name: string, from: string): Place | undefined {
    let known = this.reached.get(name);
    if (!known) {
      const all = this.byName.get(name);
      if (!all) return undefined;
      // what stands in for code of an architecture says nothing of it
      const list = all.filter((p) => !p.file.isWeak(p.fn));
      const seen = list.filter((p) => p.file.path.endsWith('.h') || !p.file.isStatic(p.fn));
      const elsewhere = only(seen) ?? only(seen.filter((p) => !p.file.isStub(p.fn))) ?? fuller(seen);
      this.reached.set(name, (known = { list, elsewhere }));
    }
    let own: Place | undefined;
    for (const p of known.list) {
      if (p.file.path !== from) continue;
      // of one file's two bodies, each is right in its configuration
      if (own) return undefined;
      own = p;
    }
    return own ?? known.elsewhere;
  }

  /** The only function of that name that there is, whoever can see it; undefined where there are several. */
  sole(name: string): Place | undefined {
    const list = (this.byName.get(name) ?? []).filter((p) => !p.file.isWeak(p.fn));
    return only(list) ?? only(list.filter((p) => !p.file.isStub(p.fn)));
  }
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** A stub for another configuration has next to nothing in it: of two the one speaks that is so much longer. */
function fuller(list: readonly Place[]): Place | undefined {
  const size = (p: Place) => p.fn.end - p.fn.bodyStart;
  const [a, b, ...more] = list;
  if (!a || !b || more.length > 0) return undefined;
  if (size(a) > 3 * size(b)) return a;
  return size(b) > 3 * size(a) ? b : undefined;
}
