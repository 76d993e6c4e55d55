/**
 * Which contract a call has. In this order: what the patch makes of the function, the model of the era, the tree's own body.
 * The model comes before the tree because it knows what a body does not say (which reference a lookup returns); a body
 * that the patch changes speaks for itself.
 */
import type { OutlineFunction } from '../c/index.ts';
import { type Contract, type Era, summarise } from '../model/index.ts';
import type { CodeFile, CodeIndex } from './code.ts';

/** states for one callee; a callee that needs more is treated as unknown */
const CALLEE_BUDGET = 2500;
const DEEPEST = 12;

/** Contracts of the unpatched tree; shared by all patches that are read against it. */
export class TreeContracts {
  private readonly era: Era;
  private readonly index: CodeIndex | undefined;
  private readonly cache = new Map<string, Contract | undefined>();
  private depth = 0;

  constructor(era: Era, index: CodeIndex | undefined) {
    this.era = era;
    this.index = index;
  }

  contractOf(name: string, from: string): Contract | undefined {
    const m = this.era.contractOf(name);
    if (m) return m.incomplete ? undefined : m;
    const at = this.index?.lookup(name, from);
    if (!at) return undefined;
    const key = `${at.file.path}:${at.fn.start}`;
    if (this.cache.has(key)) return this.cache.get(key);
    if (this.depth >= DEEPEST) return undefined;
    // a call of itself while it is being learnt is unknown
    this.cache.set(key, undefined);
    this.depth++;
    const c = learn(at.file, at.fn, 'tree', (n) => this.contractOf(n, at.file.path));
    this.depth--;
    this.cache.set(key, c);
    return c;
  }
}

/** The contracts as one image of a patch has them. */
export class ImageContracts {
  private readonly tree: TreeContracts;
  private readonly changed: ReadonlyMap<string, { readonly file: CodeFile; readonly fn: OutlineFunction }>;
  private readonly cache = new Map<string, Contract | undefined>();

  constructor(tree: TreeContracts, changed: ReadonlyMap<string, { readonly file: CodeFile; readonly fn: OutlineFunction }>) {
    this.tree = tree;
    this.changed = changed;
  }

  contractOf(name: string, from: string): Contract | undefined {
    const own = this.changed.get(name);
    if (!own) return this.tree.contractOf(name, from);
    if (this.cache.has(name)) return this.cache.get(name);
    this.cache.set(name, undefined);
    const c = learn(own.file, own.fn, 'patch', (n) => this.contractOf(n, own.file.path)) ?? this.tree.contractOf(name, from);
    this.cache.set(name, c);
    return c;
  }

  /** The same with more functions whose bodies speak for themselves: callers of what the patch changed. */
  with(more: ReadonlyMap<string, { readonly file: CodeFile; readonly fn: OutlineFunction }>): ImageContracts {
    return new ImageContracts(this.tree, new Map([...more, ...this.changed]));
  }
}

/** The contract that comes out of a body; undefined when the body cannot be read. */
export function learn(
  file: CodeFile,
  fn: OutlineFunction,
  from: 'tree' | 'patch',
  contractOf: (n: string) => Contract | undefined,
): Contract | undefined {
  const body = file.body(fn);
  if (!body || body.ast.errors.length > 0) return undefined;
  return summarise({ cfg: body.cfg, flow: body.flow, from, contractOf, budget: CALLEE_BUDGET });
}
