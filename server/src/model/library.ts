/**
 * The model's C, loaded: which function exists in which kernel, its comment, and its contract, learnt when first asked for.
 */

import type { Cfg } from '../c/cfg.ts';
import { buildCfg, type CParser, parseFunction } from '../c/index.ts';
import { type Contract, NO_EFFECT, shaped } from './contract.ts';
import { flowOf } from './flow.ts';
import { compareVersions, type FunctionDoc, parseKerneldoc } from './kerneldoc.ts';
import { checkStatements, LockOrder, readStatements, type Statement } from './order.ts';
import { summarise } from './summarise.ts';

export interface ModelFile {
  readonly name: string;
  readonly text: string;
}

/** One definition of one name; `since`/`until` bound the kernels that it speaks of. */
export interface Definition {
  readonly name: string;
  readonly doc: FunctionDoc;
  readonly kind: 'body' | 'pure' | 'effectless' | 'noreturn';
  readonly macro: boolean;
  readonly file: string;
  /** the function's own text, name blanked to a neutral one of the same length */
  readonly text: string;
  /** in `text`: of the brace, where there is a body */
  readonly bodyStart: number;
  readonly params: readonly string[];
  readonly pointer: boolean;
  readonly isVoid: boolean;
  /** of the definition's head in the file's text with plain line ends (`normalised`) */
  readonly offset: number;
  /** where its comment begins and ends in that text */
  readonly comment: readonly [number, number] | undefined;
}

export interface ModelError {
  readonly file: string;
  /** 1-based */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export class Library {
  readonly errors: ModelError[] = [];
  private readonly defs = new Map<string, Definition[]>();
  private before: Map<string, Definition[]> | undefined;
  private readonly eras = new Map<string, Era>();
  private readonly statements: Statement[] = [];
  private readonly parser: CParser;

  constructor(parser: CParser, files: readonly ModelFile[]) {
    this.parser = parser;
    for (const f of files) {
      for (const d of readModel(f, this.errors)) {
        const list = this.defs.get(d.name);
        if (list) list.push(d);
        else this.defs.set(d.name, [d]);
      }
      this.statements.push(...readStatements(f, this.errors));
    }
    this.errors.push(...checkStatements(this.statements));
  }

  /** What the model says of locks as a whole, for one kernel. */
  lockOrder(version?: string): LockOrder {
    return new LockOrder(this.statements, version);
  }

  names(): string[] {
    return [...this.defs.keys()];
  }

  /** Allocators are macros since 6.10, which count what is allocated, around a function `..._noprof` that does it. */
  definitions(name: string): readonly Definition[] {
    return this.defs.get(name) ?? (name.endsWith('_noprof') ? this.defs.get(name.slice(0, -'_noprof'.length)) : undefined) ?? [];
  }

  /** Definitions that went and whose `@renamed` names this function as what came next. */
  predecessors(name: string): readonly Definition[] {
    if (!this.before) {
      this.before = new Map();
      for (const d of [...this.defs.values()].flat()) {
        for (const next of new Set(successors(d))) {
          const list = this.before.get(next);
          if (list) list.push(d);
          else this.before.set(next, [d]);
        }
      }
    }
    return this.before.get(name) ?? [];
  }

  /** The definition that holds for a kernel; without a version the newest. */
  select(name: string, version?: string): Definition | undefined {
    const list = this.definitions(name);
    if (list.length === 0) return undefined;
    if (version === undefined)
      return list.length === 1
        ? list[0]
        : [...list].sort(
            (a, b) =>
              compareVersions(b.doc.until ?? '999', a.doc.until ?? '999') || compareVersions(b.doc.since ?? '0', a.doc.since ?? '0'),
          )[0];
    return list.find(
      (d) => (!d.doc.since || compareVersions(d.doc.since, version) <= 0) && (!d.doc.until || compareVersions(version, d.doc.until) <= 0),
    );
  }

  /** The model as it holds for one kernel version. */
  era(version?: string): Era {
    const k = version ?? '';
    let e = this.eras.get(k);
    if (!e) {
      e = new Era(this, this.parser, version);
      this.eras.set(k, e);
    }
    return e;
  }
}

export class Era {
  private readonly library: Library;
  private readonly parser: CParser;
  readonly version: string | undefined;
  private readonly cache = new Map<string, Contract | undefined>();
  private readonly running = new Set<string>();
  private order: LockOrder | undefined;

  constructor(library: Library, parser: CParser, version: string | undefined) {
    this.library = library;
    this.parser = parser;
    this.version = version;
  }

  contractOf(name: string): Contract | undefined {
    if (this.cache.has(name)) return this.cache.get(name);
    const d = this.library.select(name, this.version);
    if (!d || this.running.has(name)) return undefined;
    this.running.add(name);
    const c = this.learn(d);
    this.running.delete(name);
    this.cache.set(name, c);
    return c;
  }

  /** Which lock comes before which, and what else is known of locks as a whole. */
  get locks(): LockOrder {
    this.order ??= this.library.lockOrder(this.version);
    return this.order;
  }

  docOf(name: string): FunctionDoc | undefined {
    return this.library.select(name, this.version)?.doc;
  }

  private learn(d: Definition): Contract | undefined {
    const base = { name: d.name, from: 'model' as const, macro: d.macro, pointer: d.pointer, params: d.params, incomplete: false as const };
    if (d.kind === 'pure') return shaped({ ...base, pure: true, outcomes: [NO_EFFECT] });
    if (d.kind === 'effectless') return shaped({ ...base, pure: false, outcomes: [NO_EFFECT] });
    if (d.kind === 'noreturn') return shaped({ ...base, pure: false, outcomes: [] });
    const ast = parseFunction(this.parser, d.text, 0, d.text.length, d.bodyStart);
    if (!ast || ast.errors.length > 0) {
      const { line, column } = placeAt(d.text, ast?.errors[0]?.[0] ?? 0);
      this.library.errors.push({ file: d.file, line: d.doc.line + line, column, message: `${d.name}: this C could not be read` });
      return undefined;
    }
    const cfg: Cfg = { ...buildCfg(ast), name: d.name, returnsPointer: d.pointer };
    const c = summarise({ cfg, flow: flowOf(cfg), from: 'model', macro: d.macro, contractOf: (n) => this.contractOf(n) });
    return d.doc.failure ? { ...c, failure: d.doc.failure } : c;
  }
}

/** Functions that take over from this one: `@renamed: x`, `old -> x`. Other words in it are no functions of the model and match nothing. */
export function successors(d: Definition): string[] {
  const after = d.doc.renamed?.split('->').at(-1) ?? '';
  return (after.match(/[A-Za-z_]\w*/g) ?? []).filter((n) => n !== d.name);
}

const HEAD = /^(?:(__macro|__pure|__effectless|__noreturn)\s+)?((?:[A-Za-z_][\w]*[\s*]+)+?\**)\s*([A-Za-z_]\w*)\s*\(([^;{}]*)\)\s*(;|\{)/gm;
const KEYWORDS = new Set(['if', 'while', 'for', 'switch', 'return', 'else', 'do', 'sizeof']);

/** Definitions of one file, in order; never throws: what cannot be read is an error with its line. */
export function readModel(file: ModelFile, errors: ModelError[]): Definition[] {
  const out: Definition[] = [];
  const text = normalised(file.text);
  HEAD.lastIndex = 0;
  const lineUpTo = linesUpTo(text);
  let group: { readonly end: number; readonly comment: readonly [number, number] | undefined } | undefined;
  for (let m = HEAD.exec(text); m; m = HEAD.exec(text)) {
    const [, mark, type, name, params, end] = m as unknown as [string, string | undefined, string, string, string, string];
    if (KEYWORDS.has(name) || KEYWORDS.has(type.trim().split(/\s+/)[0] ?? '')) continue;
    const at = m.index;
    const line = lineUpTo(at);
    let stop = HEAD.lastIndex;
    if (end === '{') {
      const close = text.indexOf('\n}', m.index);
      if (close < 0) {
        errors.push({ file: file.name, line: line + 1, column: 1, message: `${name}: no closing brace in column 1` });
        continue;
      }
      stop = close + 2;
      HEAD.lastIndex = stop;
    } else if (!mark || mark === '__macro') continue;
    const kind = end === '{' ? 'body' : mark === '__pure' ? 'pure' : mark === '__noreturn' ? 'noreturn' : 'effectless';
    // declarations one below the other share the comment above the first
    const comment =
      commentRangeBefore(text, at) ?? (kind !== 'body' && group && text.slice(group.end, at) === '\n' ? group.comment : undefined);
    group = kind === 'body' ? undefined : { end: stop, comment };
    const { summary, tags } = parseKerneldoc(comment ? text.slice(comment[0] + 3, comment[1] - 2) : '');
    const names = paramNames(params);
    const head = text.slice(at, HEAD.lastIndex);
    let body = text.slice(at, stop);
    if (mark) body = ' '.repeat(mark.length) + body.slice(mark.length);
    const nameAt = body.indexOf(`${name}`, head.indexOf(type) + type.length - 1);
    const neutral = `f${'_'.repeat(name.length)}`.slice(0, name.length);
    body = body.slice(0, nameAt) + neutral + body.slice(nameAt + name.length);
    const tag = (k: string) => tags.get(k);
    const isVoid = /^(?:(?:static|inline) )*void$/.test(type.trim());
    const implied = kind === 'body' ? undefined : IMPLIED[kind];
    out.push({
      name,
      kind,
      macro: mark === '__macro',
      file: file.name,
      text: body,
      bodyStart: m[0].length - 1,
      params: names,
      pointer: type.includes('*'),
      isVoid,
      offset: at,
      comment,
      doc: {
        name,
        signature: `${type.trim()}${type.endsWith('*') ? '' : ' '}${name}(${params.replace(/\s+/g, ' ').trim()})`,
        summary,
        context: tag('context') ?? implied?.context,
        returns: tag('returns') ?? (isVoid ? undefined : implied?.returns),
        undo: tag('undo') ?? implied?.undo,
        failure: tag('failure'),
        since: tag('since'),
        until: tag('until'),
        renamed: tag('renamed'),
        source: tag('source'),
        order: tag('order'),
        note: tag('note'),
        check: tag('check'),
        file: file.name,
        line,
      },
    });
  }
  return out;
}

/** What a declaration without a body says by its mark alone. */
const IMPLIED = {
  pure: { context: 'any; nothing happens', returns: 'what its arguments alone decide', undo: 'nothing' },
  effectless: { context: 'any; nothing happens that the model follows', returns: 'anything', undo: 'nothing' },
  noreturn: { context: 'any', returns: 'never', undo: 'nothing' },
} as const;

function paramNames(params: string): string[] {
  const t = params.trim();
  if (t === '' || t === 'void') return [];
  return t.split(',').map((p) => /([A-Za-z_]\w*)\s*(?:\[[^\]]*\])?\s*$/.exec(p.trim())?.[1] ?? '');
}

/** The text with plain line ends: all offsets and lines of the model are in it. */
export function normalised(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Where the comment that belongs to the function at `at` begins and ends, marks included; undefined when it has none. */
export function commentRangeBefore(text: string, at: number): [number, number] | undefined {
  const from = Math.max(0, at - 6000);
  const before = text.slice(from, at).trimEnd();
  if (!before.endsWith('*/')) return undefined;
  const open = before.lastIndexOf('/**');
  return open < 0 || before.slice(open, -2).includes('*/') ? undefined : [from + open, from + before.length];
}

/** 1-based line and column of an offset. */
export function placeAt(text: string, offset: number): { line: number; column: number } {
  return { line: lineOf(text, offset) + 1, column: offset - text.lastIndexOf('\n', offset - 1) };
}

/** 0-based lines of offsets that are asked for in ascending order. */
function linesUpTo(text: string): (at: number) => number {
  let lines = 0;
  let next = text.indexOf('\n');
  return (at) => {
    for (; next >= 0 && next < at; next = text.indexOf('\n', next + 1)) lines++;
    return lines;
  };
}

function lineOf(text: string, at: number): number {
  let n = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) n++;
  return n;
}
