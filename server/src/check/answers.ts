/**
 * Ways that a callee out of sight has chosen: `if (wait_for_room(reef)) goto retry;`. What its answer says is written in its body, and that may be
 * that a lock of the object which it was given is not held any more.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg, Val } from '../c/cfg.ts';
import { answersOn, looksOnly, type State, type Term } from '../model/index.ts';
import { branchAt } from './exits.ts';
import { contains } from './say.ts';

type CallEvent = {
  readonly name: string | undefined;
  readonly args: readonly Term[];
  readonly contract: unknown;
  readonly site: { readonly node: number };
};

export class Answers {
  private readonly cfg: Cfg;
  /** by the node of the call: what callees were given that nobody knows */
  private readonly given = new Map<number, Set<Term>>();

  constructor(cfg: Cfg) {
    this.cfg = cfg;
  }

  heard({ name, args, contract, site }: CallEvent): void {
    // a macro in capitals asks (IS_ERR, WARN_ON)
    if (contract !== undefined || looksOnly(name) || (name !== undefined && !/[a-z]/.test(name))) return;
    const known = this.given.get(site.node) ?? new Set();
    for (const t of args) if (t.k !== 'int' && t.k !== 'lit') known.add(t);
    this.given.set(site.node, known);
  }

  /** The last thing that was asked on the path, back to `from`, is the answer of such a callee, which was given what the lock at `place` is a member of. */
  decided(s: State, place: Term, from: Span): boolean {
    if (place.k !== 'field') return false;
    const [last] = answersOn(s, from[0]);
    const asked = last && branchAt(this.cfg, last.at);
    if (!asked) return false;
    return this.callsIn(asked.op.cond).some((node) => [...(this.given.get(node) ?? [])].some((given) => contains(place.base, given)));
  }

  /** The calls whose results a condition is made of, through the variables that hold them. */
  private callsIn(cond: Val): number[] {
    const names = new Set<string>();
    const collect = (v: Val): void => {
      if (v.k === 'id') names.add(v.name);
      else if (v.k === 'unary' || v.k === 'cast') collect(v.arg);
      else if (v.k === 'binary') {
        collect(v.l);
        collect(v.r);
      }
    };
    collect(cond);
    for (const { op } of this.cfg.nodes) if (op.k === 'assign' && op.dst.k === 'id' && names.has(op.dst.name)) collect(op.src);
    return this.cfg.nodes.flatMap(({ op, id }) => (op.k === 'call' && op.dst !== undefined && names.has(op.dst) ? [id] : []));
  }
}
