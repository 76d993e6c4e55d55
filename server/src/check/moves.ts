/**
 * Where a function moves counters, statistics and charges, read off its graph: which one, which way, by which call. What a call moves
 * is what its contract says. No path is run for it; it serves the comparison of two images (balance.ts).
 */
import type { Span } from '../c/ast.ts';
import type { Cfg, CfgNode } from '../c/cfg.ts';
import { CHARGE, type Contract, isCharge, type Term } from '../model/index.ts';
import { flat } from './one-line.ts';

export interface Move {
  readonly node: number;
  /** `count`: a statistic. `charge`: something that is charged against a limit */
  readonly kind: 'count' | 'charge';
  /** what is moved, by its own name: NR_FILE_THPS, nr_swap_pages, MEMORY */
  readonly item: string;
  /** a memcg counts it too, not the node or zone alone */
  readonly memcg: boolean;
  /** 0: the text does not say which way */
  readonly sign: -1 | 0 | 1;
  /** the callee; empty where the counter itself is changed (`h->nr_huge_pages--`) */
  readonly by: string;
  /** how much, without its sign, in the words of the source; `1` for one, undefined where that is the callee's business */
  readonly amount?: string;
  /** whose counter, in the words of the source: the arguments that are neither item nor amount */
  readonly subject: string;
  /** the call in the words of the source, in one line */
  readonly text: string;
  readonly at: Span;
}

/** `&memcg->memory` is the counter memory; an expression of several names keeps its text. */
export function itemOf(text: string): string {
  const t = flat(text).replace(/^&\s*/, '');
  if (/^[A-Z0-9_]+$/.test(t)) return t;
  const member = /^[\w.>()\-[\] ]+?(?:->|\.)(\w+)(?:\[[^\]]*\])*$/.exec(t);
  if (member) return member[1]!;
  return t.replace(/\[[^\]]*\]/g, '');
}

function signOfText(text: string): -1 | 0 | 1 {
  const t = flat(text).replace(/^\((?:unsigned |signed )?(?:int|long|s64|u64)\)\s*/, '');
  if (/^-/.test(t) || /^\(-/.test(t)) return -1;
  if (/^0[uUlL]*$/.test(t)) return 0;
  return 1;
}

function signOfAmount(t: Term | undefined, args: readonly string[]): -1 | 0 | 1 {
  switch (t?.k) {
    case 'int':
      return t.v < 0 ? -1 : t.v > 0 ? 1 : 0;
    case 'param':
      return signOfText(args[t.i] ?? '0');
    case 'pure':
      return t.fn === 'neg' ? ((-signOfAmount(t.args[0], args) || 0) as -1 | 0 | 1) : 1;
    case 'global':
    case 'load':
      return 1;
    default:
      return 0;
  }
}

/** The name of an item that a contract holds as a term over the callee's parameters. */
function nameOf(t: Term, args: readonly string[]): string | undefined {
  switch (t.k) {
    case 'param':
      return args[t.i] === undefined ? undefined : itemOf(args[t.i]!);
    case 'global':
      return t.name;
    case 'field':
      return t.field;
    case 'load':
    case 'index':
      return nameOf(t.k === 'load' ? t.place : t.base, args);
    case 'pure':
      return t.args.length === 2 && /^\W/.test(t.fn)
        ? t.args.map((a) => nameOf(a, args) ?? '?').join(` ${t.fn} `)
        : `${t.fn}(${t.args.map((a) => nameOf(a, args) ?? '').join(', ')})`;
    default:
      return undefined;
  }
}

/** `-(long)nr` is nr: how much, whichever way. */
export function unsigned(text: string): string {
  let t = flat(text);
  for (let old = ''; old !== t; ) {
    old = t;
    t = t
      .replace(/^-\s*/, '')
      .replace(/^\((?:unsigned |signed )?(?:int|long|s64|u64)\)\s*/, '')
      .replace(/^\(([^()]*)\)$/, '$1');
  }
  return /^1[uUlL]*$/.test(t) ? '1' : t;
}

function amountOf(t: Term | undefined, args: readonly string[]): string | undefined {
  if (t?.k === 'int') return String(Math.abs(t.v));
  if (t?.k === 'param') return args[t.i] === undefined ? undefined : unsigned(args[t.i]!);
  if (t?.k === 'pure') return t.fn === 'neg' ? amountOf(t.args[0], args) : /^\w+$/.test(t.fn) ? `${t.fn}()` : undefined;
  return undefined;
}

/** Members that count something, by their names. */
const COUNTER =
  /^nr(?:_\w+)?$|^nr[a-z]+$|_nr$|pages(?:_node)?$|^(?:resv|surplus|free|max)_huge_pages|_count$|_vm$|^(?:rsv|used)_hpages$|^nr_isolate/;

/** `h->resv_huge_pages--`: the counter is changed where it stands. */
function moveInPlace(n: CfgNode, text: string): Move | undefined {
  if (n.op.k !== 'update' || (n.op.op !== '+' && n.op.op !== '-')) return undefined;
  const member = n.op.dst.k === 'index' ? n.op.dst.base : n.op.dst;
  if (member.k !== 'member' || !COUNTER.test(member.field)) return undefined;
  const src = text.slice(n.op.src.at[0], n.op.src.at[1]);
  const one = n.op.src.k === 'num' && n.op.src.value === 1;
  return {
    node: n.id,
    kind: 'count',
    item: member.field,
    memcg: false,
    sign: n.op.op === '+' ? 1 : -1,
    by: '',
    amount: one ? '1' : unsigned(src),
    subject: flat(text.slice(member.base.at[0], member.base.at[1])),
    text: flat(text.slice(n.at[0], n.at[1])),
    at: n.at,
  };
}

/** What a function moves, in the order of its nodes. */
export function movesOf(cfg: Cfg, text: string, contractOf: (name: string) => Contract | undefined): Move[] {
  const out: Move[] = [];
  for (const n of cfg.nodes) {
    const own = moveInPlace(n, text);
    if (own) out.push(own);
    if (n.op.k !== 'call' || n.op.name === undefined) continue;
    const c = contractOf(n.op.name);
    if (!c || c.pure) continue;
    const args = n.op.args.map((a) => text.slice(a.at[0], a.at[1]));
    const found = new Map<string, Move>();
    const add = (kind: Move['kind'], item: string | undefined, sign: Move['sign'], memcg = false, how?: Term, what?: Term): void => {
      if (!item) return;
      const old = found.get(item);
      const inside = how?.k === 'pure' && how.fn === 'neg' ? how.args[0] : how;
      const rest = args.filter((_, i) => !(inside?.k === 'param' && inside.i === i) && !(what?.k === 'param' && what.i === i));
      found.set(item, {
        node: n.id,
        kind,
        item,
        memcg: memcg || (old?.memcg ?? false),
        sign: old && old.sign !== sign ? 0 : sign,
        by: n.op.k === 'call' ? (n.op.name ?? '') : '',
        amount: amountOf(how, args),
        subject: rest.map(flat).join(', '),
        text: flat(text.slice(n.at[0], n.at[1])),
        at: n.at,
      });
    };
    for (const o of c.outcomes) {
      for (const m of o.marks) {
        if (m.item) add('count', nameOf(m.item, args), signOfAmount(m.object, args), m.what === 'count@MEMCG', m.object, m.item);
        else if (m.what.startsWith('count ')) add('count', m.what.slice(6), signOfAmount(m.object, args), false, m.object);
        else if (m.what.startsWith('account ')) add('charge', m.what.slice(8), signOfAmount(m.object, args), false, m.object);
      }
      for (const r of o.refs) {
        if (!isCharge(r.kind) || r.count === 0) continue;
        const account = r.kind.slice(CHARGE.length);
        add('charge', account === 'COUNTER' ? nameOf(r.object, args) : account, r.count > 0 ? 1 : -1);
      }
    }
    out.push(...found.values());
  }
  return out;
}

/** The call changes nothing that is modelled. */
export function isIdle(c: Contract | undefined): boolean {
  if (!c || c.incomplete) return false;
  return (
    c.pure ||
    c.outcomes.every((o) => o.takes.length + o.drops.length + o.refs.length + o.marks.length + o.stores.length + o.escapes.length === 0)
  );
}

/** What a node says, to find it again in another image. */
export function wordsOf(n: CfgNode, text: string): string {
  return `${n.op.k} ${flat(text.slice(n.at[0], n.at[1]))}`;
}
