/**
 * Whatever counts in a function, known to the model or not: moves, variables and members that are stepped, and calls that name an enumerator
 * (`count_vm_events(PSWPIN, nr)`). What nobody describes is only good for a comparison of two images in one place.
 */
import type { Span } from '../c/ast.ts';
import type { CfgNode } from '../c/cfg.ts';
import type { ImageSide } from './graphs.ts';
import { type Move, unsigned } from './moves.ts';
import { flat } from './one-line.ts';

export interface Tick extends Move {
  /** a variable or a member whatever its name */
  readonly local: boolean;
  /** an event: it is counted once, and nothing takes it back */
  readonly event: boolean;
}

export const textOf = (s: ImageSide, at: Span): string => flat(s.text.slice(at[0], at[1]));

/** As many as a folio, or a batch, has. */
export const SIZE =
  /\bn(?:r|um)?_?pages\b|\w_nr_pages\b|\bcompound_nr\b|HPAGE_\w*NR\b|\bnr\b|\bcnt\b|\bcount\b|1U?L?\s*<<\s*\w*order\b|\bpages_per_huge_page\b|\bnr_\w+\b/;

/** Names of calls that count. */
export const COUNTS =
  /(?:^|_)(?:mod|add|sub|inc|dec|stat|stats|state|count|counter|charge|uncharge|acct|unacct|account|recalc|events?|update)(?:_|$)/;

/** looks or says, whatever the model knows of it */
export const QUIET =
  /^(?:min|max|clamp|abs)(?:_t)?$|^(?:trace_|pr_|VM_|BUG|WARN)|^(?:page|folio|get|test|is|has)_|^Page[A-Z]|_is_|^READ_ONCE$/;

const EVENT = /(?:^|_)(?:events?|stat_add|stat)$|^(?:__)?count_|_event_mm$|_events?_/;

export function ticksOf(s: ImageSide, moves: readonly Move[]): Tick[] {
  const out: Tick[] = moves.map((m) => ({ ...m, local: false, event: false }));
  const known = new Set(moves.map((m) => m.node));
  for (const n of s.cfg.nodes) {
    if (known.has(n.id)) continue;
    const t = n.op.k === 'call' ? namedTick(n, s) : steppedTick(n, s);
    if (t) out.push(t);
  }
  return out;
}

/** `nr_isolated += compound_nr(page)` */
function steppedTick(n: CfgNode, s: ImageSide): Tick | undefined {
  const { op } = n;
  if (op.k !== 'update' || (op.op !== '+' && op.op !== '-')) return undefined;
  const base = op.dst.k === 'index' ? op.dst.base : op.dst;
  const item = base.k === 'id' ? base.name.replace(/@\d+$/, '') : base.k === 'member' ? base.field : undefined;
  if (item === undefined || item.startsWith('$')) return undefined;
  const one = op.src.k === 'num' && op.src.value === 1;
  return {
    node: n.id,
    kind: 'count',
    item,
    memcg: false,
    sign: op.op === '+' ? 1 : -1,
    by: '',
    amount: one ? '1' : unsigned(textOf(s, op.src.at)),
    subject: '',
    text: textOf(s, n.at),
    at: n.at,
    local: true,
    event: false,
  };
}

/** `__count_memcg_events(memcg, PGACTIVATE, nr)`: the enumerator is what is counted, what comes behind it is how much. */
function namedTick(n: CfgNode, s: ImageSide): Tick | undefined {
  if (n.op.k !== 'call' || n.op.name === undefined || n.op.implicit || !COUNTS.test(n.op.name)) return undefined;
  const args = n.op.args.map((a) => textOf(s, a.at));
  const i = args.findIndex((a) => /^(?:!?\w+\s*\?\s*)?[A-Z][A-Z0-9]*_?[A-Z0-9_]{3,}\b/.test(a));
  if (i < 0 || args.length - i > 2) return undefined;
  const by = n.op.name;
  const how = args[i + 1];
  const down = /(?:^|_)(?:dec|sub)(?:_|$)/.test(by) !== (how?.startsWith('-') ?? false);
  return {
    node: n.id,
    kind: 'count',
    item: args[i]!,
    memcg: /memcg|lruvec|mem_cgroup/.test(by),
    sign: down ? -1 : 1,
    by,
    amount: how === undefined ? '1' : unsigned(how),
    subject: args.slice(0, i).join(', '),
    text: textOf(s, n.at),
    at: n.at,
    local: false,
    event: EVENT.test(by),
  };
}
