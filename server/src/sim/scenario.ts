/**
 * A scenario file, read: what it is about, its structs, objects, constants, variants and functions (server/model/scenarios/README.md is the language). Nothing is
 * laid out or run here. Never throws: what cannot be read is a problem with its line, and the rest of the file still counts.
 */
import type { Declarator, FunctionAst } from '../c/ast.ts';
import { type CParser, parseFunction } from '../c/index.ts';
import { type CType, INT, LOCK_TAG, typeOfText } from './ctypes.ts';
import { readFields } from './scenario-fields.ts';
import { type Item, itemsOf, placeIn } from './scenario-items.ts';

export interface Problem {
  readonly file: string;
  /** 1-based */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ScenarioFile {
  /** base name without `.c` */
  readonly name: string;
  readonly text: string;
}

export interface Field {
  readonly name: string;
  readonly type: CType;
}

export type Mark = 'thread' | 'daemon' | 'role' | 'atomic' | 'always' | 'finally' | 'macro';

export interface ScenarioFunction {
  readonly name: string;
  readonly ast: FunctionAst;
  readonly marks: ReadonlySet<Mark>;
  readonly copies: number;
  /** only in these variants; undefined: in all */
  readonly only?: readonly string[];
  /** first line of its comment behind the dash */
  readonly sentence: string;
  readonly file: string;
}

export interface Variant {
  readonly id: string;
  readonly verdict: 'holds' | 'breaks';
  readonly sentence: string;
}

export interface Mutant {
  readonly variant: string;
  readonly from: string;
  readonly to: string;
}

/** Objects of one declaration. */
export interface ObjectDeclaration {
  readonly declarator: Declarator;
  readonly type: CType;
  readonly pool: boolean;
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** `6.8-6.12` taken apart */
  readonly since?: string;
  readonly until?: string;
  readonly rule: string;
  readonly source: string;
  readonly story: string;
  readonly bound: string;
  readonly atomic: string;
  readonly live: boolean;
  readonly variants: readonly Variant[];
  readonly mutants: readonly Mutant[];
  readonly structs: ReadonlyMap<string, readonly Field[]>;
  readonly typedefs: ReadonlyMap<string, CType>;
  readonly constants: ReadonlyMap<string, number>;
  readonly objects: readonly ObjectDeclaration[];
  readonly functions: ReadonlyMap<string, readonly ScenarioFunction[]>;
  readonly file: ScenarioFile;
  readonly problems: readonly Problem[];
}

const ERA = /^(\d[\d.]*)?\s*-\s*(\d[\d.]*)?$/;
const PREFIX = /^(\s*)(__thread|__daemon|__role|__atomic|__always|__finally|__macro|__in\s*\(([^)]*)\)|__copies\s*\(\s*(\d+)\s*\))/;

export function readScenario(parser: CParser, file: ScenarioFile): Scenario {
  const problems: Problem[] = [];
  const text = file.text.replace(/\r\n?/g, '\n');
  const tell = (at: number, message: string): void => {
    problems.push({ file: `${file.name}.c`, ...placeIn(text, at), message });
  };
  const { items, first } = itemsOf(text, tell);
  const doc = tagsOf(first ?? '');
  const structs = new Map<string, Field[]>();
  const typedefs = new Map<string, CType>();
  const constants = new Map<string, number>();
  const variants: Variant[] = [];
  const mutants: Mutant[] = [];
  const objects: ObjectDeclaration[] = [];
  const functions = new Map<string, ScenarioFunction[]>();
  let live = false;

  const constantOf = (word: string): number | undefined => {
    const w = word.trim().replace(/^\((.*)\)$/, '$1');
    if (/^-?\d+$/.test(w)) return Number(w);
    if (/^0x[0-9a-f]+$/i.test(w)) return Number.parseInt(w, 16);
    const shift = /^1U?L?\s*<<\s*(\d+)$/.exec(w);
    if (shift) return 1 << Number(shift[1]);
    return constants.get(w);
  };

  for (const item of items) {
    switch (item.kind) {
      case 'define': {
        const m = /^#\s*define\s+(\w+)\s+(.+)$/.exec(item.text);
        const v = m ? constantOf(m[2] as string) : undefined;
        if (m && v !== undefined) constants.set(m[1] as string, v);
        else tell(item.at, 'a #define here gives a number a name: `#define NAME 3`');
        break;
      }
      case 'enum': {
        let next = 0;
        const inside = item.text.slice(item.text.indexOf('{') + 1, item.text.lastIndexOf('}'));
        for (const part of inside.split(',')) {
          const m = /^\s*(\w+)\s*(?:=\s*(.+?)\s*)?$/s.exec(part.replace(/\/\*.*?\*\//gs, ' '));
          if (!m) {
            if (part.trim()) tell(item.at, `\`${part.trim()}\` is no enumerator`);
            continue;
          }
          if (m[2] !== undefined) next = constantOf(m[2]) ?? next;
          constants.set(m[1] as string, next++);
        }
        break;
      }
      case 'typedef': {
        const m = /^typedef\s+(.+?)\s*\b(\w+)\s*;$/s.exec(item.text);
        const inside = m && /^struct\s*\w*\s*\{(.*)\}$/s.exec(m[1] as string);
        const only = inside ? readFields(inside[1] as string, typedefs, constantOf).fields : [];
        // a struct around one number is that number: swp_entry_t, pte_t
        if (only.length === 1) typedefs.set((m as RegExpExecArray)[2] as string, (only[0] as Field).type);
        else if (inside) tell(item.at, 'a typedef of a struct has one field; give a larger one a tag');
        else if (m) typedefs.set(m[2] as string, typeOfText(m[1] as string, typedefs));
        else tell(item.at, 'this typedef could not be read');
        break;
      }
      case 'struct': {
        const m = /^(?:struct|union)\s+(\w+)\s*\{(.*)\}\s*;$/s.exec(item.text);
        if (!m) {
          tell(item.at, 'this struct could not be read');
          break;
        }
        const fields = readFields(m[2] as string, typedefs, constantOf);
        for (const bad of fields.unread) tell(item.at, `struct ${m[1]}: \`${bad}\` is no field that can be read`);
        structs.set(m[1] as string, fields.fields);
        break;
      }
      case 'statement':
        if (readStatement(item, variants, mutants, tell)) live = true;
        break;
      case 'object':
        objects.push(...readObjects(parser, item, typedefs, constantOf, tell));
        break;
      case 'function': {
        const f = readFunction(parser, text, item, file.name, tell);
        if (!f) break;
        const list = functions.get(f.name);
        if (list) list.push(f);
        else functions.set(f.name, [f]);
        break;
      }
    }
  }
  for (const list of functions.values()) {
    for (const f of list)
      for (const v of f.only ?? [])
        if (!variants.some((x) => x.id === v)) tell(f.ast.nameAt[0], `${f.name}: no variant is called \`${v}\``);
  }
  for (const m of mutants) {
    const count = withoutMutants(text).split(m.from).length - 1;
    if (count !== 1) tell(0, `__mutant(${m.variant}): its text must stand once in the file, it stands there ${count} times`);
  }
  const dash = doc.head.indexOf(' - ');
  const era = ERA.exec(doc.tags.get('era') ?? '');
  if (file.name !== 'lib' && !era) tell(0, '@era is missing, or is not `since-until`');
  return {
    id: file.name,
    title: dash >= 0 ? doc.head.slice(dash + 3).trim() : doc.head.trim(),
    ...(era?.[1] ? { since: era[1] } : {}),
    ...(era?.[2] ? { until: era[2] } : {}),
    rule: doc.tags.get('rule') ?? '',
    source: doc.tags.get('source') ?? '',
    story: doc.tags.get('story') ?? '',
    bound: doc.tags.get('bound') ?? '',
    atomic: doc.tags.get('atomic') ?? '',
    live,
    variants,
    mutants,
    structs,
    typedefs,
    constants,
    objects,
    functions,
    file: { name: file.name, text },
    problems,
  };
}

/** A mutant's own statement does not count as a place of its text. */
export function withoutMutants(text: string): string {
  return text.replace(/^__mutant\b.*?\)\s*;$/gms, (all) => all.replace(/[^\n]/g, ' '));
}

/** A comment's first line and its tags. */
function tagsOf(comment: string): { head: string; tags: Map<string, string> } {
  const tags = new Map<string, string>();
  let head = '';
  let current: string | undefined;
  for (const raw of comment.split('\n')) {
    const line = raw
      .replace(/^\s*\/?\*+\/?/, '')
      .replace(/\*\/\s*$/, '')
      .trim();
    const m = /^@(\w+):\s*(.*)$/.exec(line);
    if (m) {
      current = m[1] as string;
      tags.set(current, m[2] as string);
    } else if (line === '') current = undefined;
    else if (current) tags.set(current, `${tags.get(current)} ${line}`);
    else if (!head) head = line;
    else if (tags.size === 0) head += ` ${line}`;
  }
  return { head, tags };
}

/** @returns true when the statement asks for livelocks to be looked for */
function readStatement(item: Item, variants: Variant[], mutants: Mutant[], tell: (at: number, m: string) => void): boolean {
  if (/^__live\s*;$/.test(item.text)) return true;
  const str = '((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)';
  const v = new RegExp(`^__variant\\s*\\(\\s*(\\w+)\\s*,\\s*(holds|breaks)\\s*,\\s*${str}\\)\\s*;$`, 's').exec(item.text);
  if (v) {
    variants.push({ id: v[1] as string, verdict: v[2] as 'holds' | 'breaks', sentence: unquoted(v[3] as string) });
    return false;
  }
  const m = new RegExp(`^__mutant\\s*\\(\\s*(\\w+)\\s*,\\s*${str},\\s*${str}\\)\\s*;$`, 's').exec(item.text);
  if (m) {
    mutants.push({ variant: m[1] as string, from: unquoted(m[2] as string), to: unquoted(m[3] as string) });
    return false;
  }
  tell(item.at, 'neither __variant(id, holds|breaks, "sentence"), nor __mutant(variant, "old", "new"), nor __live');
  return false;
}

function unquoted(text: string): string {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/gs)]
    .map((m) => (m[1] as string).replace(/\\(.)/gs, (_, c: string) => (c === 'n' ? '\n' : c === 't' ? '\t' : c)))
    .join('');
}

function readObjects(
  parser: CParser,
  item: Item,
  typedefs: ReadonlyMap<string, CType>,
  constantOf: (w: string) => number | undefined,
  tell: (at: number, m: string) => void,
): ObjectDeclaration[] {
  const pool = /^__pool\b/.test(item.text);
  const declaration = item.text.replace(/^__pool\b/, '      ');
  const head = 'void world(void)\n{\n';
  const made = `${head}${declaration}\n}\n`;
  const ast = parseFunction(parser, made, 0, made.length);
  const only = ast?.body[0];
  if (!ast || ast.errors.length > 0 || ast.body.length !== 1 || only?.k !== 'decl') {
    tell(item.at, 'this declaration could not be read');
    return [];
  }
  return only.vars.map((declarator) => {
    let type = typeOfText(declarator.type.replace(/\[.*$/, ''), typedefs);
    if (declarator.array) {
      const m = new RegExp(`\\b${declarator.name}\\s*\\[([^\\]]*)\\]`).exec(declaration);
      const size = m ? constantOf(m[1] as string) : undefined;
      if (size === undefined || size < 1 || size > 64) tell(item.at, `${declarator.name}: an array here has a constant size, 1 to 64`);
      type = { k: 'array', of: type, size: Math.min(64, Math.max(1, size ?? 1)) };
    }
    return { declarator, type, pool };
  });
}

function readFunction(
  parser: CParser,
  text: string,
  item: Item,
  file: string,
  tell: (at: number, m: string) => void,
): ScenarioFunction | undefined {
  const marks = new Set<Mark>();
  let copies = 1;
  let only: string[] | undefined;
  let at = item.at;
  for (let m = PREFIX.exec(text.slice(at, item.end)); m; m = PREFIX.exec(text.slice(at, item.end))) {
    if (m[3] !== undefined) only = m[3].split(',').map((x) => x.trim());
    else if (m[4] !== undefined) copies = Math.min(8, Math.max(1, Number(m[4])));
    else marks.add((m[2] as string).slice(2) as Mark);
    at += m[0].length;
  }
  const ast = parseFunction(parser, text, at, item.end);
  if (!ast) {
    tell(item.at, 'this function could not be read');
    return undefined;
  }
  for (const [start] of ast.errors.slice(0, 3)) tell(start, `${ast.name}: this C could not be read`);
  const comment = tagsOf(item.comment ?? '').head;
  const dash = comment.indexOf(' - ');
  return { name: ast.name, ast, marks, copies, ...(only ? { only } : {}), sentence: dash >= 0 ? comment.slice(dash + 3) : comment, file };
}

export const LOCK_FIELDS: readonly Field[] = [{ name: '', type: INT }];
export { LOCK_TAG };
