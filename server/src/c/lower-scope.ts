/**
 * Scopes while a function is lowered: which variable a name means, and what has to happen when control leaves a block by
 * any route.
 *
 * A `Place` is a point of the text as scopes see it: the innermost block, and how much of it has been declared so far.  What a
 * jump ends is the difference of two places, so that `break`, `return`, and `goto` in either direction are one rule.
 */
import type { Declarator, Param } from './ast.ts';
import type { Local, Val } from './cfg.ts';

/** A call that the compiler makes when its scope is left. `when`: made only if that flag is set. */
export interface Cleanup {
  readonly fn: string;
  readonly args: readonly Val[];
  readonly when?: Val;
}

export interface Entry {
  /** the variable's name, unique in the function */
  readonly name?: string;
  readonly cleanup?: Cleanup;
}

export interface Scope {
  readonly parent?: Scope;
  readonly depth: number;
  /** how many entries the parent had when this scope was opened */
  readonly base: number;
  readonly entries: Entry[];
  /** source name -> unique name */
  readonly names: Map<string, string>;
}

export interface Place {
  readonly scope: Scope;
  readonly count: number;
}

export class Scopes {
  readonly locals = new Map<string, Local>();
  private readonly root: Scope = { depth: 0, base: 0, entries: [], names: new Map() };
  private top: Scope = this.root;
  /** source name -> unique names, innermost last */
  private readonly bound = new Map<string, string[]>();
  /** names that are spoken for: parameters, locals, and what was used without a declaration */
  private readonly taken = new Set<string>();
  /** how many variables of a name there are */
  private readonly copies = new Map<string, number>();

  constructor(params: readonly Param[]) {
    for (const { name } of params) {
      this.bind(name, name);
      this.taken.add(name);
      this.copies.set(name, 1);
    }
  }

  open(): void {
    this.top = { parent: this.top, depth: this.top.depth + 1, base: this.top.entries.length, entries: [], names: new Map() };
  }

  /** Forgets the names of the innermost scope; what leaving it does is the caller's to emit before. */
  close(): void {
    for (const name of this.top.names.keys()) this.bound.get(name)?.pop();
    this.top = this.top.parent ?? this.root;
  }

  here(): Place {
    return { scope: this.top, count: this.top.entries.length };
  }

  /** Before the first declaration of the function. */
  outermost(): Place {
    return { scope: this.root, count: 0 };
  }

  /** Before the first declaration of the innermost scope. */
  opening(): Place {
    return { scope: this.top, count: 0 };
  }

  /**
   * Declares a variable and gives its unique name.  A second declaration in the same block (the two sides of an `#if`) is the
   * same variable.
   */
  declare(d: Declarator): string {
    const again = this.top.names.get(d.name);
    if (again !== undefined) return again;
    let copy = this.copies.get(d.name) ?? 0;
    let name: string;
    do {
      copy++;
      name = copy === 1 ? d.name : `${d.name}@${copy}`;
    } while (this.taken.has(name));
    this.copies.set(d.name, copy);
    this.taken.add(name);
    this.top.names.set(d.name, name);
    this.bind(d.name, name);
    this.locals.set(name, { name, type: d.type, pointer: d.pointer, array: d.array, isStatic: d.isStatic });
    if (!d.isStatic) this.top.entries.push({ name });
    return name;
  }

  /** From here on, leaving the innermost scope makes this call. */
  defer(cleanup: Cleanup): void {
    this.top.entries.push({ cleanup });
  }

  isVariable(name: string): boolean {
    return (this.bound.get(name)?.length ?? 0) > 0;
  }

  /** The unique name; a name without declaration in sight keeps its own, or gets `@0` if a local elsewhere took that. */
  resolve(name: string): string {
    const unique = this.bound.get(name)?.at(-1);
    if (unique !== undefined) return unique;
    if (this.locals.has(name)) return `${name}@0`;
    this.taken.add(name);
    return name;
  }

  /** What ends on a jump from one place to another, innermost and latest first. */
  leaving(from: Place, to: Place): Entry[] {
    const left: Entry[] = [];
    let { scope, count } = from;
    let { scope: target, count: kept } = to;
    while (scope !== target) {
      if (scope.depth >= target.depth && scope.parent !== undefined) {
        for (let i = count - 1; i >= 0; i--) left.push(scope.entries[i] as Entry);
        count = scope.base;
        scope = scope.parent;
      } else if (target.parent !== undefined) {
        kept = target.base;
        target = target.parent;
      } else break;
    }
    for (let i = count - 1; i >= kept; i--) left.push(scope.entries[i] as Entry);
    return left;
  }

  private bind(name: string, unique: string): void {
    const stack = this.bound.get(name);
    if (stack === undefined) this.bound.set(name, [unique]);
    else stack.push(unique);
  }
}
