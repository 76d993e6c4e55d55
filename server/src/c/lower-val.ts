/** Makes `Val`s: with unique names, not too tall, in a temporary where they have to outlast a change. */
import type { Expr, Span } from './ast.ts';
import type { Val } from './cfg.ts';
import type { Graph } from './lower-graph.ts';
import type { Scopes } from './lower-scope.ts';
import { TALLEST_VAL } from './lower-survey.ts';
import { isStable } from './val.ts';

export class ValBuilder {
  private readonly graph: Graph;
  private readonly scopes: Scopes;
  private readonly heights = new Map<Val, number>();
  private temps = 0;

  constructor(graph: Graph, scopes: Scopes) {
    this.graph = graph;
    this.scopes = scopes;
  }

  temp(at: Span): Val & { k: 'id' } {
    return { k: 'id', name: `$${++this.temps}`, at };
  }

  /** A copy of `v` that later assignments do not change. */
  save(v: Val): Val {
    if (isStable(v)) return v;
    const t = this.temp(v.at);
    this.graph.emit({ k: 'assign', dst: t, src: v }, v.at);
    return t;
  }

  /** An expression that is a `Val` already, but for the names of shadowed variables. */
  plain(e: Expr): Val {
    switch (e.k) {
      case 'id': {
        const name = this.scopes.resolve(e.name);
        return name === e.name ? e : { ...e, name };
      }
      case 'unary':
      case 'cast': {
        const arg = this.plain(e.arg);
        return arg === e.arg ? e : { ...e, arg };
      }
      case 'binary': {
        const l = this.plain(e.l);
        const r = this.plain(e.r);
        return l === e.l && r === e.r ? e : { ...e, l, r };
      }
      case 'member': {
        const base = this.plain(e.base);
        return base === e.base ? e : { ...e, base };
      }
      case 'index': {
        const base = this.plain(e.base);
        const index = this.plain(e.index);
        return base === e.base && index === e.index ? e : { ...e, base, index };
      }
      case 'init':
        return { ...e, items: e.items.map((item) => ({ ...item, value: this.plain(item.value) })) };
      default:
        return e;
    }
  }

  /** Bounds the height of what was put together; a tall value goes through a temporary. */
  built(v: Val): Val {
    // heights below a sixteenth are not worth a table entry: what has none counts as that
    const low = TALLEST_VAL >> 4;
    let height = low;
    const measure = (child: Val): void => {
      height = Math.max(height, (this.heights.get(child) ?? low) + 1);
    };
    if (v.k === 'unary' || v.k === 'cast') measure(v.arg);
    else if (v.k === 'binary') {
      measure(v.l);
      measure(v.r);
    } else if (v.k === 'member') measure(v.base);
    else if (v.k === 'index') {
      measure(v.base);
      measure(v.index);
    } else if (v.k === 'init') for (const item of v.items) measure(item.value);
    if (height > TALLEST_VAL) return this.save(v);
    this.heights.set(v, height);
    return v;
  }
}

/** What is not known, and has no effect. */
export const nothing = (at: Span): Val => ({ k: 'unknown', text: '', at });
export const number = (value: number, at: Span): Val => ({ k: 'num', text: String(value), value, at });
export const zero = (at: Span): Val => ({ k: 'num', text: 'NULL', value: 0, at });
