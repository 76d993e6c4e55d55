/**
 * Where a type cannot hold what the code means: an unsigned variable that is asked whether it is negative, a page frame number or an address in 32 bits,
 * an index that runs on to the number of elements. No path is run for it.
 */
import type { Span } from '../c/ast.ts';
import type { Cfg, CfgNode, Val } from '../c/cfg.ts';
import { loops, mentions } from '../c/index.ts';
import { makerOf } from './lapse.ts';
import { unitOfName } from './units.ts';

export interface OutOfRange {
  /** `negative`: never so. `bound`: an unsigned index runs to what may be an error. `narrow`: bits are lost. `last`: one too many */
  readonly kind: 'negative' | 'bound' | 'narrow' | 'last';
  readonly at: Span;
  readonly value: string;
  readonly type: string;
  /** the call whose failure goes unseen; the constant that is one too many */
  readonly by?: string;
  /** where the value is made, or used */
  readonly other?: Span;
}

const UNSIGNED = /^(?:const\s+)?(?:unsigned\b(?!.*\*)|size_t$|gfp_t$|pgoff_t$|u(?:8|16|32|64)$|uint\d+_t$|phys_addr_t$|dma_addr_t$)/;
const NARROW = /^(?:const\s+)?(?:(?:un)?signed(?:\s+int)?|int|(?:unsigned\s+)?short)$/;
const SIGNED = /^(?:const\s+)?(?:(?:signed\s+)?(?:int|long|long\s+int|long\s+long)|ssize_t|s64|s32)$/;

const plain = (name: string): string => name.replace(/@\d+$/, '');

/** `fails`: the function can return a negative number. */
export function outOfRange(cfg: Cfg, fails: (fn: string) => boolean): OutOfRange[] {
  return [...neverNegative(cfg, fails), ...asUnsigned(cfg, fails), ...tooNarrow(cfg), ...oneTooMany(cfg)];
}

function typesOf(cfg: Cfg): Map<string, string> {
  const out = new Map<string, string>();
  for (const p of cfg.params) if (!p.pointer) out.set(p.name, p.type.trim());
  for (const l of cfg.locals.values()) if (!l.pointer && !l.array) out.set(l.name, l.type.trim());
  return out;
}

/** `unsigned long n = f(); if (n < 0)`: the failure of f() is not seen. */
function neverNegative(cfg: Cfg, fails: (fn: string) => boolean): OutOfRange[] {
  const types = typesOf(cfg);
  const made = madeBy(cfg);
  const out: OutOfRange[] = [];
  for (const n of cfg.nodes) {
    if (n.op.k !== 'branch' || n.op.cond.k !== 'binary' || n.op.cond.l.k !== 'id') continue;
    const { op, l, r } = n.op.cond;
    const type = types.get(l.name);
    if ((op !== '<' && op !== '>=') || r.k !== 'num' || r.value !== 0 || !type || !UNSIGNED.test(type)) continue;
    const call = (made.get(l.name) ?? []).find((m) => fails(m.by));
    if (call) out.push({ kind: 'negative', at: n.at, value: plain(l.name), type, by: call.by, other: call.at });
  }
  return out;
}

/** `long n = f(); for (unsigned long i = 0; i < n; i++)`: compared as unsigned numbers, a failure is a very large one. */
function asUnsigned(cfg: Cfg, fails: (fn: string) => boolean): OutOfRange[] {
  const types = typesOf(cfg);
  const made = madeBy(cfg);
  const out: OutOfRange[] = [];
  for (const n of cfg.nodes) {
    if (n.op.k !== 'branch' || n.op.cond.k !== 'binary' || n.op.cond.l.k !== 'id' || n.op.cond.r.k !== 'id') continue;
    const [i, bound] = [n.op.cond.l.name, n.op.cond.r.name];
    const [a, b] = [types.get(i), types.get(bound)];
    if ((n.op.cond.op !== '<' && n.op.cond.op !== '!=') || !a || !b || !UNSIGNED.test(a) || !SIGNED.test(b)) continue;
    // of two ints the unsigned one decides; in a long both have room
    if (/long|64|ssize/.test(b) && !/long|64|size_t|pgoff/.test(a)) continue;
    const call = (made.get(bound) ?? []).find((m) => fails(m.by));
    if (!call || cfg.nodes.some((o) => o.id !== n.id && o.op.k === 'branch' && mentions(o.op.cond, (w) => w === bound))) continue;
    out.push({ kind: 'bound', at: n.at, value: plain(bound), type: a, by: call.by, other: call.at });
  }
  return out;
}

function madeBy(cfg: Cfg): Map<string, { by: string; at: Span }[]> {
  const out = new Map<string, { by: string; at: Span }[]>();
  for (const n of cfg.nodes) {
    if (n.op.k !== 'assign' || n.op.dst.k !== 'id' || n.op.dst.name.startsWith('$')) continue;
    const call = makerOf(cfg, n.op.src);
    if (call) out.set(n.op.dst.name, [...(out.get(n.op.dst.name) ?? []), { by: call.op.name!, at: n.at }]);
  }
  return out;
}

/** A page frame number has more than 32 bits from 16 TB on, an address from 4 GB on. */
function tooNarrow(cfg: Cfg): OutOfRange[] {
  const out: OutOfRange[] = [];
  const look = (name: string, type: string, at: Span): void => {
    const unit = unitOfName(name);
    if ((unit === 'a page frame number' || unit === 'an address') && NARROW.test(type))
      out.push({ kind: 'narrow', at, value: plain(name), type, by: unit });
  };
  for (const p of cfg.params) if (!p.pointer) look(p.name, p.type.trim(), p.at);
  for (const l of cfg.locals.values()) {
    if (l.pointer || l.array) continue;
    // where it is declared: one that is initialised is set there
    const n = cfg.nodes.find(
      (m) => (m.op.k === 'decl' && m.op.name === l.name) || (m.op.k === 'assign' && m.op.dst.k === 'id' && m.op.dst.name === l.name),
    );
    if (n) look(l.name, l.type.trim(), n.at);
  }
  return out;
}

/** `for (i = 0; i <= NR_THINGS; i++) ... a[i]`: by its name the constant is how many there are. */
function oneTooMany(cfg: Cfg): OutOfRange[] {
  const out: OutOfRange[] = [];
  const round = loops(cfg);
  for (const n of cfg.nodes) {
    if (n.op.k !== 'branch' || n.op.cond.k !== 'binary' || n.op.cond.op !== '<=' || n.op.cond.l.k !== 'id') continue;
    const { l, r } = n.op.cond;
    const count = r.k === 'id' ? r.name : '';
    const size =
      /^ARRAY_SIZE\s*\(/.test(r.k === 'unknown' || r.k === 'sizeof' ? r.text : '') ||
      (r.k === 'id' && makerOf(cfg, r)?.op.name === 'ARRAY_SIZE');
    if (!/^NR_[A-Z0-9_]+$/.test(count) && !size) continue;
    const body = round.get(n.id) ?? [...round.values()].find((b) => b.has(n.id));
    if (!body) continue;
    const { name } = l;
    const use = [...body].map((i) => cfg.nodes[i]!).find((m) => indexes(m, name));
    if (use) out.push({ kind: 'last', at: n.at, value: plain(name), type: '', by: size ? 'ARRAY_SIZE' : count, other: use.at });
  }
  return out;
}

function indexes(n: CfgNode, name: string): boolean {
  let found = false;
  const look = (v: Val): void => {
    if (v.k === 'index') {
      if (v.index.k === 'id' && v.index.name === name) found = true;
      look(v.base);
      look(v.index);
    } else if (v.k === 'member') look(v.base);
    else if (v.k === 'cast' || v.k === 'unary') look(v.arg);
    else if (v.k === 'binary') {
      look(v.l);
      look(v.r);
    }
  };
  const { op } = n;
  if (op.k === 'assign' || op.k === 'update') {
    look(op.dst);
    look(op.src);
  } else if (op.k === 'call') op.args.forEach(look);
  else if (op.k === 'branch') look(op.cond);
  else if (op.k === 'return' && op.value) look(op.value);
  return found;
}
