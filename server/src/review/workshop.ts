/** What is kept from one review to the next: parsed code, what trees hold, what their functions promise. */
import type { CParser } from '../c/index.ts';
import type { Era, Library } from '../model/index.ts';
import type { SourceTree } from '../tree/index.ts';
import { TreeContracts } from './contracts.ts';
import { GuardIndex } from './guards.ts';
import type { ContractShelf } from './kept.ts';
import { TreeSources } from './sources.ts';
import { CodeStore } from './store.ts';

/** By kernel version, '' for the newest. */
export type ShelfFor = (version: string) => ContractShelf | undefined;

export class Workshop {
  readonly parser: CParser;
  readonly library: Library;
  readonly store: CodeStore;
  private readonly trees = new WeakMap<SourceTree, TreeSources>();
  private readonly contracts = new WeakMap<SourceTree | Library, Map<Era, TreeContracts>>();
  private readonly guardsOf = new WeakMap<TreeContracts, GuardIndex>();
  private readonly shelfFor: ShelfFor | undefined;

  /** `shelfFor`: where contracts are kept from one run to the next, if they are */
  constructor(parser: CParser, library: Library, shelfFor?: ShelfFor) {
    this.parser = parser;
    this.library = library;
    this.shelfFor = shelfFor;
    this.store = new CodeStore(parser);
  }

  sources(tree: SourceTree): TreeSources {
    let s = this.trees.get(tree);
    if (!s) {
      s = new TreeSources(tree, this.parser);
      this.trees.set(tree, s);
    }
    return s;
  }

  guards(tree: SourceTree, era: Era): GuardIndex {
    const contracts = this.treeContracts(tree, era);
    let g = this.guardsOf.get(contracts);
    if (!g) {
      g = new GuardIndex(this.sources(tree).index, (n, from) => contracts.contractOf(n, from));
      this.guardsOf.set(contracts, g);
    }
    return g;
  }

  treeContracts(tree: SourceTree | undefined, era: Era): TreeContracts {
    const owner = tree ?? this.library;
    let byEra = this.contracts.get(owner);
    if (!byEra) {
      byEra = new Map();
      this.contracts.set(owner, byEra);
    }
    let c = byEra.get(era);
    if (!c) {
      c = new TreeContracts(era, tree && this.sources(tree).index, tree && this.shelfFor?.(era.version ?? ''));
      byEra.set(era, c);
    }
    return c;
  }
}
