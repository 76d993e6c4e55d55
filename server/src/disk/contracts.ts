/**
 * Contracts that were learnt, in a file for each model, kernel version and state of this program: the first opening of a tree learns them, the next finds them.
 * Knows files and lines; what a contract is, and when one still holds, the review room knows.
 *
 * A line that is cut, changed or not ours is not there. Writers do not wait for each other: whoever comes last adds what it has to what the file holds then.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { ContractShelf, KeptContract } from '../review/index.ts';

/** Stands for the sources of this program; scripts/build.mjs sets it. Where nobody says what they are, nothing may be kept. */
declare const __ENGINE__: string | undefined;

export interface ContractStore {
  /** the contracts for one kernel version; '' for the newest */
  shelf(version: string): ContractShelf;
  /** Writes what is new. Never throws: where nothing can be written, nothing is kept. */
  save(): void;
}

const HEADER = 'mmreview contracts 1';
/** characters of one file; all of mm takes some 8 million */
const MOST = 48_000_000;
/** other answers for one body: a function that several trees have, or one that is being edited elsewhere */
const MOST_FOR_ONE = 4;
/** files that are kept, those that were used last */
const MOST_FILES = 8;
const NAME = /^contracts-[0-9a-f]{32}\.txt$/;

/**
 * @param folder made when something is written
 * @param made texts that tell this program, its parser and its model from every other: with one of them changed nothing is found
 */
export function contractStore(folder: string, made: readonly string[]): ContractStore {
  const shelves = new Map<string, Shelf>();
  return {
    shelf(version) {
      let shelf = shelves.get(version);
      if (!shelf) {
        const hash = createHash('sha256');
        for (const part of [...made, version]) hash.update(`${part.length} ${part}`);
        shelves.set(version, (shelf = new Shelf(folder, `contracts-${hash.digest('hex').slice(0, 32)}.txt`)));
      }
      return shelf;
    },
    save() {
      for (const shelf of shelves.values()) shelf.save();
    },
  };
}

/**
 * The store of this user and this program; undefined where nothing is to be kept.
 * @param made as `contractStore` has it, without the program
 * @param env MM_REVIEW_CACHE: `off`, or a folder in place of the user's cache
 */
export function userContracts(made: readonly string[], env: NodeJS.ProcessEnv): ContractStore | undefined {
  const engine = typeof __ENGINE__ === 'undefined' ? '' : __ENGINE__;
  const said = env.MM_REVIEW_CACHE;
  if (engine === '' || said === 'off') return undefined;
  const caches = env.XDG_CACHE_HOME || env.LOCALAPPDATA || join(homedir(), '.cache');
  const folder = said || join(caches, 'mm-patch-review');
  return isAbsolute(folder) ? contractStore(join(folder, 'contracts'), [engine, ...made]) : undefined;
}

class Shelf implements ContractShelf {
  private readonly folder: string;
  private readonly name: string;
  /** lines as they stand in the file, by body; read when first asked for */
  private lines: Map<string, readonly string[]> | undefined;
  private readonly added = new Map<string, string[]>();

  constructor(folder: string, name: string) {
    this.folder = folder;
    this.name = name;
  }

  find(body: string): readonly KeptContract[] {
    this.lines ??= this.read();
    const all = [...(this.added.get(body) ?? []), ...(this.lines.get(body) ?? [])];
    return all.flatMap((line) => keptIn(line) ?? []);
  }

  put(body: string, { asked, text }: KeptContract): void {
    const rest = `${body}\t${JSON.stringify(asked)}\t${text}`;
    const line = `${check(rest)}\t${rest}`;
    const known = this.added.get(body);
    if (known) known.unshift(line);
    else this.added.set(body, [line]);
  }

  save(): void {
    if (this.added.size === 0) return;
    try {
      const kept = this.read();
      const out = [HEADER];
      let size = 0;
      const write = (lines: readonly string[]): void => {
        for (const line of [...new Set(lines)].slice(0, MOST_FOR_ONE)) {
          if (size + line.length > MOST) return;
          size += line.length + 1;
          out.push(line);
        }
      };
      // where there is no room for all, what was learnt last stays
      for (const [body, lines] of this.added) write([...lines, ...(kept.get(body) ?? [])]);
      for (const [body, lines] of kept) if (!this.added.has(body)) write(lines);
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      const own = join(this.folder, `${this.name}.${process.pid}.new`);
      writeFileSync(own, `${out.join('\n')}\n`, { mode: 0o600 });
      renameSync(own, join(this.folder, this.name));
      this.lines = undefined;
      this.added.clear();
      tidy(this.folder);
    } catch {
      // a full or read-only disk: the next run learns again
      this.added.clear();
    }
  }

  private read(): Map<string, readonly string[]> {
    const lines = new Map<string, string[]>();
    let text: string;
    try {
      const path = join(this.folder, this.name);
      if (statSync(path).size > 2 * MOST) return lines;
      text = readFileSync(path, 'utf8');
    } catch {
      return lines;
    }
    if (!text.startsWith(`${HEADER}\n`)) return lines;
    for (let from = HEADER.length + 1; from < text.length; ) {
      let to = text.indexOf('\n', from);
      // a last line without its end was cut
      if (to < 0) to = text.length;
      const line = text.slice(from, to);
      const body = bodyIn(line);
      const known = body === undefined ? undefined : lines.get(body);
      if (known) known.push(line);
      else if (body !== undefined) lines.set(body, [line]);
      from = to + 1;
    }
    return lines;
  }
}

function check(rest: string): string {
  return createHash('sha1').update(rest).digest('base64').slice(0, 16);
}

function bodyIn(line: string): string | undefined {
  const from = line.indexOf('\t') + 1;
  const to = line.indexOf('\t', from);
  return from > 0 && to > from ? line.slice(from, to) : undefined;
}

/** undefined: the line is not as it was written. */
function keptIn(line: string): KeptContract | undefined {
  const [sum, , asked, text, ...more] = line.split('\t');
  if (asked === undefined || text === undefined || more.length > 0) return undefined;
  if (check(line.slice(line.indexOf('\t') + 1)) !== sum) return undefined;
  try {
    return { asked: JSON.parse(asked) as KeptContract['asked'], text };
  } catch {
    return undefined;
  }
}

/** Files of models and programs that are not in use any more go, and what a writer left that was ended. */
function tidy(folder: string): void {
  const age = (name: string): number => Date.now() - statSync(join(folder, name)).mtimeMs;
  const names = readdirSync(folder);
  const ours = names.filter((name) => NAME.test(name)).map((name) => ({ name, age: age(name) }));
  const old = ours
    .sort((a, b) => a.age - b.age)
    .slice(MOST_FILES)
    .map(({ name }) => name);
  const left = names.filter((name) => /^contracts-[0-9a-f]{32}\.txt\.\d+\.new$/.test(name) && age(name) > 3_600_000);
  for (const name of [...old, ...left]) rmSync(join(folder, name), { force: true });
}
