/**
 * What is kept of code from one review to the next, by its content: while somebody types in one function, all the others are the same text and
 * need not be read, drawn or run again. A function's body counts its offsets from its own first character, so that it stays what it is
 * when lines above it come or go.
 */
import { buildCfg, type Cfg, type CParser, type OutlineFunction, parseFunction, parseVisible, type VisibleFunction } from '../c/index.ts';
import { flowOf } from '../model/index.ts';
import type { FileDiff } from '../patch/types.ts';
import { type Body, CodeFile } from './code.ts';
import type { Touched } from './functions.ts';

/** characters of function text whose bodies are kept; a body takes some fifty times as much memory */
const MOST_TEXT = 3_000_000;
/** versions of one path: before and after, of the last two reviews */
const VERSIONS = 4;
/** files of which only hunks are known */
const MOST_HUNKS = 400;
/** results for one body: of several kinds, with the patch and without, in an era or two */
const MOST_RESULTS = 24;

export class CodeStore {
  readonly parser: CParser;
  private readonly files = new Map<string, CodeFile[]>();
  private readonly bodies = new Map<string, Body | undefined>();
  private textKept = 0;
  private readonly hunks = new Map<string, readonly Touched[]>();
  private readonly results = new WeakMap<Body, Map<string, unknown>>();
  /** the same by the function of a file that is read once: a text of some kB need not be looked up by its letters each time */
  private readonly bodyOf = new WeakMap<OutlineFunction, { readonly body: Body | undefined }>();
  private readonly ids = new WeakMap<Body, number>();
  private nextId = 0;

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
    let id = this.ids.get(body);
    if (id === undefined) this.ids.set(body, (id = this.nextId++));
    return id;
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
    const body = make();
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

  /** What `make` finds out about a body, where everything that it looks at beside the body is in `key`. */
  once<T>(body: Body, key: string, make: () => T): T {
    const results = this.results.get(body);
    if (results?.has(key)) return results.get(key) as T;
    const result = make();
    this.remember(body, key, result);
    return result;
  }

  recall<T>(body: Body, key: string): T | undefined {
    return this.results.get(body)?.get(key) as T | undefined;
  }

  remember(body: Body, key: string, result: unknown): void {
    let results = this.results.get(body);
    if (!results) this.results.set(body, (results = new Map()));
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

function contentOf(file: FileDiff): string {
  const parts = [file.oldPath ?? '', file.newPath ?? '', file.status];
  for (const h of file.hunks) {
    parts.push(`@${h.oldStart},${h.newStart},${h.whitespaceDamaged ? 1 : 0} ${h.section}`);
    for (const l of h.lines) parts.push(`${l.kind[0]}${l.afterCut ? '^' : ''}${l.oldNo},${l.newNo} ${l.text}`);
  }
  return parts.join('\n');
}
