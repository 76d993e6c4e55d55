/** Terms of a contract in the words of a caller: parameters become arguments, what was made inside gets a name of its own. */
import type { Contract } from './contract.ts';
import { binary, type EvalContext, not, read } from './eval.ts';
import { blocking } from './intrinsics.ts';
import type { State } from './state.ts';
import { fromInside, type Term } from './terms.ts';

export class Import {
  private readonly contract: Contract;
  private readonly values: readonly Term[];
  private readonly state: State;
  private readonly x: EvalContext;

  /** `values`: the arguments; memory is read in `state` as it is when a term is asked for. */
  constructor(contract: Contract, values: readonly Term[], state: State, x: EvalContext) {
    this.contract = contract;
    this.values = values;
    this.state = state;
    this.x = x;
  }

  term(t: Term): Term {
    const { arena, node } = this.x;
    switch (t.k) {
      case 'param':
        return this.values[t.i] ?? arena.sym(node, `${this.contract.name} arg${t.i}`, this.state.turn);
      case 'sym':
        return fromInside(arena, node, this.contract.name, t, this.state.turn);
      case 'int':
        return arena.int(t.v);
      case 'lit':
        return arena.lit(t.text);
      case 'global':
        return arena.global(t.name);
      case 'local':
        return arena.local(t.name);
      case 'field':
        return arena.field(this.term(t.base), t.field);
      case 'index':
        return arena.index(this.term(t.base), this.term(t.index));
      case 'load':
        return read(this.term(t.place), this.state, arena);
      case 'pure':
        return this.pure(t.fn, t.args);
    }
  }

  private pure(fn: string, args: readonly Term[]): Term {
    const { arena } = this.x;
    if (args.length === 0 || args.length > 2) {
      const all = args.map((a) => this.term(a));
      return fn === 'blocking' && all.length > 0 ? blocking(all[0]!, this.x) : arena.pure(fn, all);
    }
    const a = this.term(args[0]!);
    if (args.length === 1) return fn === 'blocking' ? blocking(a, this.x) : fn === '!' ? not(a, arena) : arena.pure1(fn, a);
    const b = this.term(args[1]!);
    if (fn === 'blocking') return blocking(a, this.x);
    return isOperator(fn) ? binary(fn, a, b, arena) : arena.pure2(fn, a, b);
  }
}

function isOperator(fn: string): boolean {
  return !/^\w/.test(fn);
}
