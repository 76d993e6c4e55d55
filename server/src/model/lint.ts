/**
 * Reads the model as a strict editor would: what each comment must say, which words the C may use, and whether a contract comes out.
 * A complaint never keeps the rest from being read.
 */
import type { CfgNode, Val } from '../c/cfg.ts';
import { buildCfg, type CParser, parseFunction } from '../c/index.ts';
import { builtin } from './builtins.ts';
import { intrinsics } from './intrinsics.ts';
import { compareVersions, KNOWN_TAGS } from './kerneldoc.ts';
import { type Definition, Library, type ModelError, type ModelFile, normalised, placeAt } from './library.ts';
import { USAGE, WORDS } from './vocabulary.ts';

const VERSION = /^[1-9]\d*\.(?:0|[1-9]\d*)$/;
/** later than any kernel: stands for "still there" */
const ASPECTS = /^(?:parameters|result|locks|references|sleeping)(?:, (?:parameters|result|locks|references|sleeping))*: \S/;
const NEWEST = '9999.0';
const OLDEST = '0.0';

/** Everything that is wrong with the model's files, in the order of the files and their lines. Linear in their text; never throws. */
export function lintModel(parser: CParser, files: readonly ModelFile[]): ModelError[] {
  const library = new Library(parser, files);
  const said: ModelError[] = [...library.errors];
  for (const f of files) said.push(...comments({ name: f.name, text: normalised(f.text) }, library));
  for (const name of library.names()) {
    const list = library.definitions(name);
    said.push(...overlaps(list));
    for (const d of list) said.push(...code(d, library, parser));
  }
  const order = new Map(files.map((f, i) => [f.name, i]));
  const seen = new Set<string>();
  return said
    .filter((e) => {
      const key = `${e.file}:${e.line}:${e.column}:${e.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => order.get(a.file)! - order.get(b.file)! || a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1));
}

/** What the comments say, and whether each belongs to a function. */
function comments(file: ModelFile, library: Library): ModelError[] {
  const said: ModelError[] = [];
  const owned = new Set<number>();
  const at = (offset: number, message: string): void => {
    said.push({ file: file.name, ...placeAt(file.text, offset), message });
  };
  for (const name of library.names()) {
    for (const d of library.definitions(name)) {
      if (d.file !== file.name) continue;
      if (!d.comment) {
        at(d.offset, `${name}: no comment that says what it means`);
        continue;
      }
      if (!owned.has(d.comment[0])) comment(file.text.slice(...d.comment), d, (offset, message) => at(d.comment![0] + offset, message));
      owned.add(d.comment[0]);
      for (const tag of ['context', 'returns', 'undo', 'source'] as const) {
        if (d.doc[tag] === undefined && !(tag === 'returns' && d.isVoid)) at(d.offset, `${name}: no @${tag}`);
      }
      if (
        d.doc.since &&
        d.doc.until &&
        VERSION.test(d.doc.since) &&
        VERSION.test(d.doc.until) &&
        compareVersions(d.doc.since, d.doc.until) > 0
      )
        at(d.offset, `${name}: since ${d.doc.since} is after until ${d.doc.until}`);
    }
  }
  for (const m of file.text.matchAll(/^\/\*\*\s*\n\s*\*\s*([A-Za-z_]\w*)\s+-\s/gm)) {
    if (!owned.has(m.index)) at(m.index, `${m[1]}: no function that can be read follows this comment`);
  }
  return said;
}

/** One comment, with places inside it. The one above several declarations has no single name to begin with. */
function comment(text: string, d: Definition, at: (offset: number, message: string) => void): void {
  const { name } = d;
  const title = /^\/\*\*\s*\n\s*\*\s*([A-Za-z_]\w*)\s+-\s+\S/.exec(text);
  if (!title) {
    if (d.kind === 'body') at(0, `${name}: the comment does not begin with "${name} - what it does"`);
  } else if (title[1] !== name) at(title[0].indexOf(title[1]!), `${name}: the comment is about ${title[1]}`);
  const tags = new Set<string>();
  for (const m of text.matchAll(/^\s*\*\s*@(\w+)(\s*:)?[ \t]*(.*)$/gm)) {
    const where = m.index + m[0].indexOf('@');
    const tag = m[1]!;
    const value = m[3]!.replace(/\s*(?:\*\/)?\s*$/, '');
    if (!KNOWN_TAGS.has(tag)) at(where, `${name}: unknown tag @${tag}`);
    else if (!m[2]) at(where, `${name}: @${tag} needs a colon`);
    else if (value === '') at(where, `${name}: @${tag} says nothing`);
    else if ((tag === 'since' || tag === 'until') && !VERSION.test(value))
      at(where, `${name}: @${tag} is a kernel version X.Y, not ${value}`);
    else if (tag === 'check' && !ASPECTS.test(value)) at(where, `${name}: @check begins with what differs: "locks, references: why"`);
    if (tags.has(tag)) at(where, `${name}: @${tag} is there twice`);
    tags.add(tag);
  }
}

function overlaps(list: readonly Definition[]): ModelError[] {
  const said: ModelError[] = [];
  list.forEach((d, i) => {
    for (const e of list.slice(0, i)) {
      const apart =
        compareVersions(d.doc.until ?? NEWEST, e.doc.since ?? OLDEST) < 0 ||
        compareVersions(e.doc.until ?? NEWEST, d.doc.since ?? OLDEST) < 0;
      if (!apart) said.push(problem(d, 0, `${d.name}: overlaps in its kernels with the one of ${e.file}:${e.doc.line + 1}`));
    }
  });
  return said;
}

/** `offset` is one in the definition's text. */
function problem(d: Definition, offset: number, message: string): ModelError {
  const { line, column } = placeAt(d.text, offset);
  return { file: d.file, line: d.doc.line + line, column, message };
}

function code(d: Definition, library: Library, parser: CParser): ModelError[] {
  if (d.kind !== 'body') return [];
  const ast = parseFunction(parser, d.text, 0, d.text.length, d.bodyStart);
  if (!ast) return [problem(d, 0, `${d.name}: this C could not be read`)];
  if (ast.errors.length > 0) return ast.errors.map((at) => problem(d, at[0], `${d.name}: this C could not be read`));
  const said: ModelError[] = [];
  for (const node of buildCfg(ast).nodes) said.push(...call(d, node, library));
  const version = d.doc.until ?? NEWEST;
  // an era that cannot be read, or is empty, has been named already
  if (library.select(d.name, version) !== d) return said;
  const contract = library.era(version).contractOf(d.name);
  if (!contract) said.push(problem(d, 0, `${d.name}: no contract comes out`));
  else if (contract.incomplete === 'bounded') said.push(problem(d, 0, `${d.name}: too much happens in it: no whole contract comes out`));
  else if (contract.incomplete === 'vague') said.push(problem(d, 0, `${d.name}: more outcomes than a caller can tell apart`));
  return said;
}

function call(d: Definition, node: CfgNode, library: Library): ModelError[] {
  const { op } = node;
  if (op.k === 'gap') return [problem(d, node.at[0], `${d.name}: this C could not be read`)];
  if (op.k === 'foreach') return known(d, op.macro, node.at[0], library);
  if (op.k !== 'call' || op.implicit) return [];
  if (op.name === undefined) return [problem(d, op.fn.at[0], `${d.name}: calls through a pointer: the model cannot say what that does`)];
  const use = USAGE.get(op.name);
  if (!use) return known(d, op.name, op.fn.at[0], library);
  const said: ModelError[] = [];
  if (op.args.length < use.args.length || (op.args.length > use.args.length && !use.more)) {
    const n = use.args.length;
    said.push(problem(d, op.fn.at[0], `${op.name}() takes ${n} ${n === 1 ? 'argument' : 'arguments'}, not ${op.args.length}`));
  }
  use.args.forEach((kind, i) => {
    const arg = op.args[i];
    if (!arg || kind === 'value') return;
    const word = wordOf(arg);
    if (word === undefined) said.push(problem(d, arg.at[0], `${op.name}(): a ${kind} is one word`));
    else if (kind !== 'word' && !WORDS[kind].has(word)) said.push(problem(d, arg.at[0], `${op.name}(): unknown ${kind} ${word}`));
  });
  return said;
}

const wordOf = (v: Val): string | undefined => (v.k === 'id' ? v.name : undefined);

/** A callee must be known wherever the caller is. */
function known(d: Definition, name: string, at: number, library: Library): ModelError[] {
  if (intrinsics.has(name) || builtin(name)) return [];
  const list = library.definitions(name);
  if (list.length === 0) return [problem(d, at, `${d.name}: the model knows no ${name}()`)];
  const out: ModelError[] = [];
  for (const version of new Set([d.doc.since ?? '3.13', d.doc.until ?? NEWEST])) {
    if (VERSION.test(version) && !library.select(name, version))
      out.push(problem(d, at, `${d.name}: the model has no ${name}() ${version === NEWEST ? 'in the newest kernel' : `in ${version}`}`));
  }
  return out;
}
