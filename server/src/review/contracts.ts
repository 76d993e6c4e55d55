/**
 * Which contract a call has. In this order: what the patch makes of the function, the model of the era, the tree's own body.
 * The model comes before the tree because it knows what a body does not say (which reference a lookup returns); a body
 * that the patch changes speaks for itself, unless the model shows its locks otherwise on purpose (`@check: locks`).
 */
import type { OutlineFunction } from '../c/index.ts';
import { type Contract, constant, type Era, summarise } from '../model/index.ts';
import type { Body, CodeFile, CodeIndex, Place } from './code.ts';
import { fingerprint } from './fingerprint.ts';
import { Answer, type ContractShelf, KeptContracts, numberSaid, UNKNOWN } from './kept.ts';
import { Rings } from './rings.ts';
import type { CodeStore } from './store.ts';

/** states for one callee; a callee that needs more is treated as unknown */
const CALLEE_BUDGET = 2500;
/** calls in calls; kernels were seen to go to 15, and what is cut off here depends on who asks */
const DEEPEST = 60;

let next = 0;

/** Contracts of the unpatched tree; shared by all patches that are read against it. */
export class TreeContracts {
  /** tells one tree and era from another */
  readonly id: number = next++;
  private readonly era: Era;
  private readonly index: CodeIndex | undefined;
  private readonly rings = new Rings<OutlineFunction, Answer>();
  private readonly kept: KeptContracts | undefined;
  private readonly numbers = new Map<string, Contract>();

  /** `shelf`: what earlier runs learnt with the same model and version */
  constructor(era: Era, index: CodeIndex | undefined, shelf?: ContractShelf) {
    this.era = era;
    this.index = index;
    this.kept = shelf && new KeptContracts(shelf);
  }

  contractOf(name: string, from: string): Contract | undefined {
    const m = this.era.contractOf(name);
    if (m) return m.incomplete ? undefined : m;
    return this.constantOf(name, from) ?? this.answer(name, from)?.contract;
  }

  /** What stands for the answer to a name of which the model says nothing. */
  private said(name: string, from: string): string {
    if (this.era.contractOf(name)) return UNKNOWN;
    const number = this.constantOf(name, from);
    return number ? numberSaid(number) : (this.answer(name, from)?.said ?? UNKNOWN);
  }

  private answer(name: string, from: string): Answer | undefined {
    const at = this.index?.lookup(name, from);
    if (!at) return undefined;
    if (this.rings.depth >= DEEPEST && !this.rings.has(at.fn)) return undefined;
    // a call of itself while it is being learnt is unknown
    return this.rings.get(at.fn, () => this.learnt(at));
  }

  private learnt({ file, fn }: Place): Answer | undefined {
    const ask = (name: string): Contract | undefined => this.contractOf(name, file.path);
    if (this.kept)
      return this.kept.answer(
        file,
        fn,
        (name) => this.said(name, file.path),
        ask,
        (contractOf) => learn(file, fn, 'tree', contractOf),
      );
    const c = learn(file, fn, 'tree', ask);
    return c && new Answer(c, '');
  }

  /** The model of the function shows other locks than its body does, on purpose: what the body does is nothing to hold against callers. */
  isPrimitive(name: string): boolean {
    return /^\s*locks\b/.test(this.era.docOf(name)?.check ?? '');
  }

  private constantOf(name: string, from: string): Contract | undefined {
    if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) return undefined;
    const value = this.index?.constant(name, from);
    if (value === undefined) return undefined;
    const key = `${name}=${value}`;
    const known = this.numbers.get(key) ?? constant(name, value);
    this.numbers.set(key, known);
    return known;
  }
}

/** Functions as an image has them; `body` where somebody read it already. */
export type Changed = ReadonlyMap<string, ChangedFunction>;

/** A function of a file, or one that hunks show from its first line to its last. */
export type ChangedFunction =
  | { readonly file: CodeFile; readonly fn: OutlineFunction; readonly body?: Body }
  | { readonly file?: undefined; readonly path: string; readonly body: Body };

type Numbers = ReadonlyMap<string, CodeFile['constants']>;

/** Files for which the tree does not speak, and who does. */
export interface Apart {
  readonly paths: ReadonlySet<string>;
  readonly contracts: TreeContracts;
}

const pathOf = (c: ChangedFunction): string => (c.file ? c.file.path : c.path);

/** The contracts as one image of a patch has them. */
export class ImageContracts {
  private readonly tree: TreeContracts;
  private readonly changed: Changed;
  private readonly store: CodeStore;
  private readonly rings = new Rings<string, Contract>();
  private readonly around = new Map<Body, Map<string, string>>();
  private readonly seen = new Map<Body, Map<string, string>>();
  private readonly places = new Map<string, string>();
  /** stands for the names of the changed functions */
  private touches: number | undefined;
  private readonly promised = new Map<string, string>();

  private readonly numbers: Numbers;
  private readonly apart: Apart | undefined;

  /**
   * @param numbers by the path of a file of which only hunks are known, what they define
   * @param apart files that are of another kernel than the tree
   */
  constructor(tree: TreeContracts, changed: Changed, store: CodeStore, numbers: Numbers = new Map(), apart?: Apart) {
    this.tree = tree;
    this.apart = apart;
    this.changed = changed;
    this.store = store;
    this.numbers = numbers;
  }

  contractOf(name: string, from: string): Contract | undefined {
    const own = this.changed.get(name);
    if (!own) return this.numbersOf(name, from)?.has(name) ? this.constantOf(name, from) : this.treeOf(from).contractOf(name, from);
    if (!this.rings.has(name) && this.treeOf(from).isPrimitive(name)) return this.treeOf(from).contractOf(name, from);
    return this.rings.get(name, () => this.learnt(name, own, from));
  }

  private learnt(name: string, own: ChangedFunction, from: string): Contract | undefined {
    const path = pathOf(own);
    const body = this.bodyOf(own);
    const learnt =
      body &&
      this.store.once(body, `contract ${this.surroundings(body, path)}`, () => {
        if (body.ast.errors.length > 0) return undefined;
        return this.store.alike(learnFrom(body, 'patch', (n) => this.contractOf(n, path)));
      });
    return learnt ?? this.treeOf(from).contractOf(name, from);
  }

  private treeOf(path: string): TreeContracts {
    return this.apart?.paths.has(path) ? this.apart.contracts : this.tree;
  }

  private bodyOf(c: ChangedFunction): Body | undefined {
    return c.file ? (c.body ?? this.store.body(c.file, c.fn)) : c.body;
  }

  /** The numbers of the file as the patch has it, when the name may be one. */
  private numbersOf(name: string, from: string): CodeFile['constants'] | undefined {
    return /^[A-Z_][A-Z0-9_]*$/.test(name) ? this.numbersIn(from) : undefined;
  }

  private constantOf(name: string, from: string): Contract | undefined {
    const value = this.numbersOf(name, from)?.get(name);
    return value === undefined ? undefined : constant(name, value);
  }

  private numbersIn(path: string): CodeFile['constants'] | undefined {
    for (const c of this.changed.values()) if (c.file?.path === path) return c.file.constants;
    return this.numbers.get(path);
  }

  /** The same with more functions whose bodies speak for themselves: callers of what the patch changed. */
  with(more: Changed): ImageContracts {
    return new ImageContracts(this.tree, new Map([...more, ...this.changed]), this.store, this.numbers, this.apart);
  }

  /**
   * Everything beside its own text that can decide what paths of a body in the file `path` do: the tree and the era, and what the changed
   * functions that it calls promise. A callee that was edited and promises what it did changes nothing.
   */
  surroundings(body: Body, path: string): string {
    // while a contract is being learnt it is unknown to those that it asks for, and so are they perhaps
    return this.rings.depth > 0
      ? this.promisesAround(body, path)
      : remembered(this.around, body, path, () => this.promisesAround(body, path));
  }

  /** The same where the bodies of callees are read as well, and of those that they call. */
  bodiesAround(body: Body, path: string): string {
    return remembered(this.seen, body, path, () => {
      const parts = [this.place(path)];
      const seen = new Set<string>();
      const reach = (from: Body): void => {
        for (const [name, own] of this.changedIn(from)) {
          if (seen.has(name)) continue;
          seen.add(name);
          const callee = this.bodyOf(own);
          parts.push(`${name} ${pathOf(own)} ${callee ? this.store.id(callee) : ''}`);
          if (callee) reach(callee);
        }
      };
      reach(body);
      return `${this.store.number(parts.join('|'))}`;
    });
  }

  private promisesAround(body: Body, path: string): string {
    const parts = [this.place(path)];
    for (const [name] of this.changedIn(body)) parts.push(this.promiseOf(name, path));
    return `${this.store.number(parts.join('|'))}`;
  }

  private promiseOf(name: string, path: string): string {
    let said = this.promised.get(name);
    if (said !== undefined) return said;
    const c = this.contractOf(name, path);
    said = `${name} ${c ? this.store.promise(c) : ''}`;
    if (this.rings.depth === 0) this.promised.set(name, said);
    return said;
  }

  private place(path: string): string {
    let said = this.places.get(path);
    if (said === undefined) {
      const numbers = this.numbersIn(path);
      this.places.set(path, (said = `${this.treeOf(path).id} ${path} ${numbers ? numbersSaid(numbers) : ''}`));
    }
    return said;
  }

  private changedIn(body: Body): (readonly [string, ChangedFunction])[] {
    // a patch touches the same functions from one key that is struck to the next
    this.touches ??= this.store.number([...this.changed.keys()].join());
    const names = this.store.once(body, `changed ${this.touches}`, () => namesIn(body).filter((name) => this.changed.has(name)));
    return names.map((name) => [name, this.changed.get(name)!]);
  }
}

function remembered(known: Map<Body, Map<string, string>>, body: Body, path: string, find: () => string): string {
  let byPath = known.get(body);
  if (!byPath) known.set(body, (byPath = new Map()));
  let said = byPath.get(path);
  if (said === undefined) byPath.set(path, (said = find()));
  return said;
}

const numbersKnown = new WeakMap<CodeFile['constants'], string>();

function numbersSaid(numbers: CodeFile['constants']): string {
  let said = numbersKnown.get(numbers);
  if (said === undefined) numbersKnown.set(numbers, (said = fingerprint([...numbers].map(([n, v]) => `${n}=${v}`))));
  return said;
}

/** Names of what a body calls or walks with. */
function namesIn(body: Body): readonly string[] {
  const names = new Set<string>();
  for (const { op } of body.cfg.nodes) {
    if (op.k === 'call' && op.name !== undefined) names.add(op.name);
    else if (op.k === 'foreach') names.add(op.macro);
  }
  return [...names].sort();
}

/** The contract that comes out of a body; undefined when the body cannot be read. */
export function learn(
  file: CodeFile,
  fn: OutlineFunction,
  from: 'tree' | 'patch',
  contractOf: (n: string) => Contract | undefined,
): Contract | undefined {
  const graph = file.graph(fn);
  return graph && learnFrom(graph, from, contractOf);
}

function learnFrom(
  { cfg, flow }: Pick<Body, 'cfg' | 'flow'>,
  from: 'tree' | 'patch',
  contractOf: (n: string) => Contract | undefined,
): Contract {
  return summarise({ cfg, flow, from, contractOf, budget: CALLEE_BUDGET });
}
