/**
 * What is kept of code from one review to the next, by its content: while somebody types in one function, all the others are the same text and
 * need not be read, drawn or run again. A function's body counts its offsets from its own first character, so that it stays what it is
 * when lines above it come or go.
 */
import { buildCfg, type Cfg, type CParser, type OutlineFunction, parseFunction, parseVisible, type VisibleFunction } from '../c/index.ts';
import { type Contract, contractKey, flowOf } from '../model/index.ts';
import type { FileDiff } from '../patch/types.ts';
import type { FileImages } from '../tree/types.ts';
import { type Body, CodeFile } from './code.ts';
import type { Touched } from './functions.ts';
import type { Finding } from './types.ts';

/** characters of function text whose bodies are kept; a body takes some fifty times as much memory */
const MOST_TEXT = 3_000_000;
/** versions of one path: before and after, of the last two reviews */
const VERSIONS = 4;
/** files of which only hunks are known */
const MOST_HUNKS = 400;
/** results for one body: of several kinds, with the patch and without, in an era or two */
const MOST_RESULTS = 24;
/** texts that have a number; one that is forgotten gets another */
const MOST_NUMBERS = 20_000;

interface Stored {
  readonly id: number;
  readonly results: Map<string, unknown>;
}

export class CodeStore {
  readonly parser: CParser;
  private readonly files = new Map<string, CodeFile[]>();
  private readonly bodies = new Map<string, Body | undefined>();
  private textKept = 0;
  private readonly hunks = new Map<string, readonly Touched[]>();
  /** the same by the function of a file that is read once: a text of some kB need not be looked up by its letters each time */
  private readonly bodyOf = new WeakMap<OutlineFunction, { readonly body: Body | undefined }>();
  /** by what they are of, for as long as that is known to anybody */
  private readonly inFiles = new WeakMap<FileImages, readonly Touched[]>();
  private readonly results = new WeakMap<Touched, Map<string, { readonly key: string; readonly result: unknown }>>();
  private readonly findings = new WeakMap<object, { readonly file: FileDiff; readonly patch: number; readonly finding: Finding }>();
  private readonly numbers = new Map<string, number>();
  private readonly others = new WeakMap<Body, Stored>();
  private nextId = 0;
  private readonly contracts = new Map<string, Contract>();
  private readonly promises = new WeakMap<Contract, number>();
  private keysKept = 0;

  constructor(parser: CParser) {
    this.parser = parser;
  }

  /** One version of one file, read once. */
  file(path: string, text: string): CodeFile {
    let versions = this.files.get(path);
    if (!versions) this.files.set(path, (versions = []));
    const at = versions.findIndex((f) => f.text === text);
    const file = at >= 0 ? versions.splice(at, 1)[0]! : new CodeFile(path, text, this.parser);
    versions.unshift(file);
    if (versions.length > VERSIONS) versions.pop();
    return file;
  }

  /** The body of a function by its text alone; offsets count from the function's start. Undefined when it cannot be read at all. */
  body(file: CodeFile, fn: OutlineFunction): Body | undefined {
    let known = this.bodyOf.get(fn);
    if (!known) this.bodyOf.set(fn, (known = { body: this.bodyOfText(file, fn) }));
    return known.body;
  }

  /** A number that stands for the body, and so for its text: equal texts have one body as long as it is kept. */
  id(body: Body): number {
    return this.stored(body).id;
  }

  /** Bodies that were made here carry what is known of them: they are asked for thousands of times at each key that is struck. */
  private stored(body: Body): Stored {
    if ('results' in body) return body as Body & Stored;
    let known = this.others.get(body);
    if (!known) this.others.set(body, (known = { id: this.nextId++, results: new Map() }));
    return known;
  }

  /** A number that stands for what a contract promises. */
  promise(contract: Contract): number {
    let id = this.promises.get(contract);
    if (id === undefined) {
      const same = this.alike(contract);
      id = (same === contract ? undefined : this.promises.get(same)) ?? this.nextId++;
      this.promises.set(contract, id);
    }
    return id;
  }

  /** The contract that promises the same and came first. */
  alike(contract: Contract): Contract {
    const key = contractKey(contract);
    const known = this.contracts.get(key);
    if (known) return known;
    this.contracts.set(key, contract);
    this.keysKept += key.length;
    for (const [old] of this.contracts) {
      if (this.keysKept <= MOST_TEXT) break;
      this.contracts.delete(old);
      this.keysKept -= old.length;
    }
    return contract;
  }

  private bodyOfText(file: CodeFile, fn: OutlineFunction): Body | undefined {
    const text = file.text.slice(fn.start, fn.end);
    return this.kept(`${fn.name} ${text}`, () => {
      const ast = parseFunction(this.parser, text, 0, text.length, fn.bodyStart - fn.start);
      if (!ast) return undefined;
      const cfg = buildCfg(ast.name === fn.name ? ast : { ...ast, name: fn.name });
      return { ast, cfg, flow: flowOf(cfg) };
    });
  }

  /** The same of a function of which only hunks are known. */
  visible(f: VisibleFunction): Body {
    // no name of C begins with @
    return this.kept(`@${f.complete ? 1 : 0} ${f.bodyStart} ${f.name} ${f.text}`, () => {
      const ast = parseVisible(this.parser, f);
      const cfg = withUnseenLocals(buildCfg(ast));
      return { ast, cfg, flow: flowOf(cfg) };
    });
  }

  private kept<T extends Body | undefined>(key: string, make: () => T): T {
    const known = this.bodies.get(key);
    if (known || this.bodies.has(key)) {
      // the ones used last are kept longest
      this.bodies.delete(key);
      this.bodies.set(key, known);
      return known as T;
    }
    const made = make();
    const body = (made && { ...made, id: this.nextId++, results: new Map() }) as T;
    this.bodies.set(key, body);
    this.textKept += key.length;
    for (const old of this.bodies.keys()) {
      if (this.textKept <= MOST_TEXT) break;
      this.bodies.delete(old);
      this.textKept -= old.length;
    }
    return body;
  }

  /** What the hunks of a file touch, as `read` finds it; the places in it are indices of hunks and lines, which the same content shares. */
  touched(file: FileDiff, read: () => readonly Touched[]): readonly Touched[] {
    const key = contentOf(file);
    let touched = this.hunks.get(key);
    if (touched) this.hunks.delete(key);
    else touched = read();
    this.hunks.set(key, touched);
    if (this.hunks.size > MOST_HUNKS) this.hunks.delete(this.hunks.keys().next().value!);
    return touched;
  }

  /** The same of a file whose texts are known. */
  touchedWhole(images: FileImages, read: () => readonly Touched[]): readonly Touched[] {
    let touched = this.inFiles.get(images);
    if (!touched) this.inFiles.set(images, (touched = read()));
    return touched;
  }

  /** The last result of its kind for the two images of a function, if it was made with the same `key`. */
  held<T>(t: Touched, what: string, key: string, make: () => T): T {
    let results = this.results.get(t);
    if (!results) this.results.set(t, (results = new Map()));
    const known = results.get(what);
    if (known?.key === key) return known.result as T;
    const result = make();
    results.set(what, { key, result });
    return result;
  }

  /** The finding that was made of `judged` for the same patch and the same places. */
  finding(judged: object, file: FileDiff, patch: number, make: () => Finding): Finding {
    const known = this.findings.get(judged);
    if (known?.file === file && known.patch === patch) return known.finding;
    const finding = make();
    this.findings.set(judged, { file, patch, finding });
    return finding;
  }

  /** A number that stands for a long text, in keys. */
  number(text: string): number {
    let n = this.numbers.get(text);
    if (n === undefined) {
      if (this.numbers.size >= MOST_NUMBERS) this.numbers.clear();
      this.numbers.set(text, (n = this.nextId++));
    }
    return n;
  }

  /** What `make` finds out about a body, where everything that it looks at beside the body is in `key`. */
  once<T>(body: Body, key: string, make: () => T): T {
    const { results } = this.stored(body);
    const known = results.get(key);
    if (known !== undefined || results.has(key)) return known as T;
    const result = make();
    this.remember(body, key, result);
    return result;
  }

  recall<T>(body: Body, key: string): T | undefined {
    return this.stored(body).results.get(key) as T | undefined;
  }

  remember(body: Body, key: string, result: unknown): void {
    const { results } = this.stored(body);
    if (results.size >= MOST_RESULTS) results.delete(results.keys().next().value!);
    results.set(key, result);
  }
}

/**
 * A variable with a short name that visible code assigns and that nothing visible declares is a local whose declaration is out of sight. With
 * a name of several words it may as well be a global: then it keeps what it is given.
 */
function withUnseenLocals(cfg: Cfg): Cfg {
  const known = new Set([...cfg.params.map((p) => p.name), ...cfg.locals.keys()]);
  const locals = new Map(cfg.locals);
  for (const { op } of cfg.nodes) {
    const dst = op.k === 'assign' ? op.dst : undefined;
    if (dst?.k !== 'id' || known.has(dst.name) || dst.name.startsWith('$') || !/^[a-z]+\d*$/.test(dst.name)) continue;
    locals.set(dst.name, { name: dst.name, type: '', pointer: false, array: false, isStatic: false });
  }
  return locals.size === cfg.locals.size ? cfg : { ...cfg, locals };
}

const contents = new WeakMap<FileDiff, string>();

function contentOf(file: FileDiff): string {
  let content = contents.get(file);
  if (content === undefined) contents.set(file, (content = allOf(file)));
  return content;
}

function allOf(file: FileDiff): string {
  const parts = [file.oldPath ?? '', file.newPath ?? '', file.status];
  for (const h of file.hunks) {
    parts.push(`@${h.oldStart},${h.newStart},${h.whitespaceDamaged ? 1 : 0} ${h.section}`);
    for (const l of h.lines) parts.push(`${l.kind[0]}${l.afterCut ? '^' : ''}${l.oldNo},${l.newNo} ${l.text}`);
  }
  return parts.join('\n');
}
