/**
 * The model against a kernel: for every function that both have, the contract that the model promises beside the one that comes out of
 * the tree's own body. What a body calls has the model's meaning, so that a difference is the function's own.
 */
import {
  type Aspect,
  type Contract,
  type ContractDifference,
  compareContracts,
  type Definition,
  NO_EFFECT,
  POS,
  ZERO,
} from '../model/index.ts';
import type { SourceTree } from '../tree/index.ts';
import { CodeFile, type Place } from './code.ts';
import { learn, type TreeContracts } from './contracts.ts';
import type { Workshop } from './workshop.ts';

/** One thing on which the two do not agree. */
export interface ModelDifference extends ContractDifference {
  readonly name: string;
  /** of the model, 1-based line */
  readonly file: string;
  readonly line: number;
  /** of the kernel, 1-based line */
  readonly treeFile: string;
  readonly treeLine: number;
  /** the model's `@check`: why it is right nonetheless */
  readonly why?: string;
}

export interface ModelCheck {
  readonly version: string | undefined;
  /** functions of the model that the tree defines too */
  readonly compared: number;
  /** of those: nothing differs */
  readonly agree: number;
  readonly differences: readonly ModelDifference[];
  /** functions whose body in the tree could not be followed to its end */
  readonly notUnderstood: readonly string[];
}

export interface ModelCheckOptions {
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number, what: string): void;
}

/** Rejects only with an AbortError. */
export async function checkModel(tree: SourceTree, shop: Workshop, o: ModelCheckOptions = {}): Promise<ModelCheck> {
  const version = /^\d+\.\d+/.exec((await tree.version?.()) ?? '')?.[0];
  const era = shop.library.era(version);
  const files = await sourcesOf(tree, shop, o);
  const byName = new Map<string, Place[]>();
  for (const file of files) {
    for (const fn of file.outline.functions) {
      const list = byName.get(fn.name);
      if (list) list.push({ file, fn });
      else byName.set(fn.name, [{ file, fn }]);
    }
  }
  const contracts = shop.treeContracts(tree, era);
  const differences: ModelDifference[] = [];
  const notUnderstood: string[] = [];
  let compared = 0;
  let agree = 0;
  const names = shop.library.names().sort();
  for (const [i, name] of names.entries()) {
    if (i % 64 === 0) {
      o.signal?.throwIfAborted();
      o.onProgress?.(i, names.length, name);
    }
    const d = shop.library.select(name, version);
    const at = d && placeOf(d, byName.get(name) ?? []);
    const model = at && era.contractOf(name);
    if (!d || !at || !model || d.kind === 'noreturn') continue;
    compared++;
    const found = compare(d, model, at, contracts);
    if (found === undefined) notUnderstood.push(name);
    else if (found.length === 0) agree++;
    else {
      const line = at.file.lineAt(at.fn.start);
      for (const f of found)
        differences.push({
          name,
          file: d.file,
          line: d.doc.line + 1,
          treeFile: at.file.path,
          treeLine: line,
          ...f,
          ...because(explanation(d.doc.check, f.aspect)),
        });
    }
  }
  return { version, compared, agree, differences, notUnderstood };
}

async function sourcesOf(tree: SourceTree, shop: Workshop, o: ModelCheckOptions): Promise<CodeFile[]> {
  const files: CodeFile[] = [];
  const sources = shop.sources(tree);
  const paths = [
    ...(await tree.list('mm')).filter((p) => /\.[ch]$/.test(p)),
    ...(await tree.list('include/linux')).filter((p) => p.endsWith('.h')),
  ];
  for (const [i, path] of paths.entries()) {
    if (i % 64 === 0) {
      o.signal?.throwIfAborted();
      o.onProgress?.(i, paths.length, path);
    }
    const text = await tree.read(path);
    if (text === undefined) continue;
    // callees are looked up as a review of the file would
    if (path.endsWith('.c')) await sources.prepare(path, text, o.signal);
    files.push(sources.index.file(path) ?? new CodeFile(path, text, shop.parser));
  }
  return files;
}

/**
 * Of several bodies the one in a .c file, else in the file that `@source` names, else the fullest; never a stub, which is what a kernel
 * without the feature has.
 */
function placeOf(d: Definition, places: readonly Place[]): Place | undefined {
  const real = places.filter((p) => !ANOTHER_KERNEL.test(p.file.path) && !isStub(p));
  const named = real.filter((p) => d.doc.source?.includes(p.file.path));
  const outer = real.filter((p) => p.file.path.endsWith('.c') && !p.file.isStatic(p.fn));
  const list = outer.length > 0 ? outer : named.length > 0 ? named : real;
  if (new Set(list.map((p) => p.file.path)).size > 1 && named.length === 0) return undefined;
  const size = (p: Place): number => p.fn.end - p.fn.bodyStart;
  return [...(named.length > 0 && outer.length > 1 ? named : list)].sort((a, b) => size(b) - size(a))[0];
}

/** PREEMPT_RT's locks sleep, and nothing is mapped without an MMU: the model is of the other kernel. */
const ANOTHER_KERNEL = /_rt\.[ch]$|\/nommu\.c$/;

/** `static inline` in a header, and nothing in it but a constant result. */
function isStub({ file, fn }: Place): boolean {
  if (!file.path.endsWith('.h')) return false;
  const body = file.text
    .slice(fn.bodyStart, fn.end)
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .replace(/\s+/g, ' ');
  return /^\{ ?(?:(?:V?M?_?WARN_ON(?:_ONCE)?|VM_BUG_ON|BUG)\([^;]*\); ?)?(?:return(?: \(?(?:-?\w+|ERR_PTR\(-?\w+\)|[A-Z_]+\([^;]*\))\)?)? ?;)? ?\}/.test(
    body,
  );
}

/** The model is of a kernel in which the controllers are on: what the body asks, and the answer. */
const SWITCHES: ReadonlyMap<string, number> = new Map([
  ['mem_cgroup_disabled', ZERO],
  ['hugetlb_cgroup_disabled', ZERO],
  ['memcg_kmem_online', POS],
  ['memcg_kmem_enabled', POS],
]);

function answer(name: string, retMask: number): Contract {
  return {
    name,
    from: 'model',
    macro: false,
    pointer: false,
    params: [],
    outcomes: [{ ...NO_EFFECT, retMask }],
    pure: false,
    incomplete: false,
  };
}

const because = (why: string | undefined): { why?: string } => (why === undefined ? {} : { why });

/** What `@check` says of one aspect: `locks, references: because ...`. */
function explanation(check: string | undefined, aspect: Aspect): string | undefined {
  const m = /^([a-z, ]+): (.+)$/.exec(check ?? '');
  return m && m[1]!.split(', ').includes(aspect) ? m[2] : undefined;
}

/** undefined: the body could not be followed. */
function compare(d: Definition, model: Contract, at: Place, contracts: TreeContracts): ContractDifference[] | undefined {
  let unseen = false;
  const body = at.file.body(at.fn);
  const tree = learn(at.file, at.fn, 'tree', (n) => {
    const switched = SWITCHES.get(n);
    if (switched !== undefined) return answer(n, switched);
    const c = n === at.fn.name ? undefined : contracts.contractOf(n, at.file.path);
    // a callee that only the tree has may itself call what nobody knows
    if (!c || c.incomplete || c.from !== 'model') unseen = true;
    return c;
  });
  if (!body || !tree || tree.incomplete) return undefined;
  if (body.cfg.nodes.some(({ op }) => (op.k === 'call' && op.name === undefined) || op.k === 'gap')) unseen = true;
  return compareContracts(model, tree, { unseen, declared: d.kind !== 'body' });
}
