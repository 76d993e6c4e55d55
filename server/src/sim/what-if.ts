/**
 * What if the code were a little different: a lock around these lines, a tryget in place of a get, two statements the other way round, one of them gone. An edit works on
 * the syntax of one function, whoever has its body, so that the machine made from it is as good as any other.
 */
import type { Expr, FunctionAst, Span, Stmt } from '../c/ast.ts';
import { listsOf, mapped } from './statements.ts';

/** Plain data: it goes into a replay file. Spans are those of `Step.at` (offsets in the source that the function is in). */
export type Edit =
  /** `lock` as it is named in the world (`pcp0.lock`, `huge_zero_lock`); `how` as `Step.lock.how` says it */
  | { readonly kind: 'lock'; readonly fn: string; readonly lock: string; readonly how: string; readonly from: Span; readonly to: Span }
  | { readonly kind: 'tryget'; readonly fn: string; readonly at: Span }
  /** the statement at `at` and the one behind it */
  | { readonly kind: 'swap'; readonly fn: string; readonly at: Span }
  | { readonly kind: 'drop'; readonly fn: string; readonly at: Span };

/** The edit in words: `take huge_zero_lock around lines of get_huge_zero_page()`. */
export function editText(edit: Edit, textOf: (at: Span) => string): string {
  const short = (at: Span): string => {
    const t = textOf(at).replace(/\s+/g, ' ').trim();
    return t.length > 50 ? `${t.slice(0, 47)}...` : t;
  };
  switch (edit.kind) {
    case 'lock':
      return `${edit.fn}(): hold ${edit.lock} from \`${short(edit.from)}\`${edit.to === edit.from ? '' : ` to \`${short(edit.to)}\``}`;
    case 'tryget':
      return `${edit.fn}(): \`${short(edit.at)}\` may fail, and then it gives up`;
    case 'swap':
      return `${edit.fn}(): \`${short(edit.at)}\` and what follows it, the other way round`;
    case 'drop':
      return `${edit.fn}(): without \`${short(edit.at)}\``;
  }
}

/** @returns the changed function, or a sentence that says why it cannot be changed so */
export function edited(ast: FunctionAst, edit: Edit): FunctionAst | string {
  switch (edit.kind) {
    case 'lock':
      return locked(ast, edit);
    case 'tryget':
      return trying(ast, edit.at);
    case 'swap': {
      const place = find(ast.body, edit.at);
      const next = place?.list[place.index + 1];
      if (!place || !next) return 'nothing follows that it could change places with';
      return withList(ast, place.list, [
        ...place.list.slice(0, place.index),
        next,
        place.list[place.index] as Stmt,
        ...place.list.slice(place.index + 2),
      ]);
    }
    case 'drop': {
      const place = find(ast.body, edit.at);
      if (!place) return 'there is no such statement';
      return withList(
        ast,
        place.list,
        place.list.filter((_, i) => i !== place.index),
      );
    }
  }
}

const VERBS: Readonly<Record<string, readonly [string, string]>> = {
  SPIN: ['spin_lock', 'spin_unlock'],
  RAW: ['raw_spin_lock', 'raw_spin_unlock'],
  BIT: ['spin_lock', 'spin_unlock'],
  LOCAL: ['spin_lock', 'spin_unlock'],
  MUTEX: ['mutex_lock', 'mutex_unlock'],
  READ: ['down_read', 'up_read'],
  WRITE: ['down_write', 'up_write'],
  RWREAD: ['read_lock', 'read_unlock'],
  RWWRITE: ['write_lock', 'write_unlock'],
};

function locked(ast: FunctionAst, edit: Edit & { kind: 'lock' }): FunctionAst | string {
  const verbs = VERBS[edit.how];
  if (!verbs) return `a lock of the kind ${edit.how} cannot be taken here`;
  // the innermost list of statements that has both ends
  const range = rangeOf(ast.body, edit.from, edit.to);
  if (!range) return 'these lines are not in one block';
  const place = placeExpr(edit.lock, edit.from);
  if (!place) return `${edit.lock} is no lock that can be named here`;
  const call = (name: string): Stmt => ({
    k: 'expr',
    e: { k: 'call', fn: { k: 'id', name, at: edit.from }, args: [{ k: 'unary', op: '&', arg: place, at: edit.from }], at: edit.from },
    at: edit.from,
  });
  const inside = range.list.slice(range.first, range.last + 1);
  const labels = new Set(labelsOf(inside));
  const body = inside.map((s) => beforeLeaving(s, () => call(verbs[1]), labels));
  const list = [...range.list.slice(0, range.first), call(verbs[0]), ...body, call(verbs[1]), ...range.list.slice(range.last + 1)];
  return withList(ast, range.list, list);
}

/** `a->b` is not named in a world: its objects have names of their own, `pcp0.lock`, `tree[0].lock`. */
function placeExpr(text: string, at: Span): Expr | undefined {
  const parts = text.match(/^[A-Za-z_]\w*|\.[A-Za-z_]\w*|\[\d+\]/g);
  if (!parts || parts.join('') !== text) return undefined;
  return parts
    .slice(1)
    .reduce<Expr>(
      (base, p) =>
        p.startsWith('.')
          ? { k: 'member', base, field: p.slice(1), arrow: false, at }
          : { k: 'index', base, index: { k: 'num', text: p.slice(1, -1), value: Number(p.slice(1, -1)), at }, at },
      { k: 'id', name: parts[0] as string, at },
    );
}

function trying(ast: FunctionAst, at: Span): FunctionAst | string {
  const place = find(ast.body, at);
  const s = place?.list[place.index];
  if (!place || s?.k !== 'expr' || s.e.k !== 'call' || s.e.fn.k !== 'id') return 'there is no call whose result is unused';
  const name = tryName(s.e.fn.name);
  if (!name) return `${s.e.fn.name}() takes no reference`;
  const call: Expr = { ...s.e, fn: { ...s.e.fn, name } };
  const value: Expr | undefined = ast.isVoid ? undefined : { k: 'num', text: '0', value: 0, at: s.at };
  const giveUp: Stmt = { k: 'return', ...(value ? { e: value } : {}), at: s.at };
  const now: Stmt = { k: 'if', c: { k: 'unary', op: '!', arg: call, at: s.at }, t: giveUp, at: s.at };
  return withList(
    ast,
    place.list,
    place.list.map((x, i) => (i === place.index ? now : x)),
  );
}

/** `css_get` -> `css_tryget`, `folio_get` -> `folio_try_get` */
export function tryName(name: string): string | undefined {
  if (/^(css|obj_cgroup|mem_cgroup)_get$/.test(name)) return name.replace(/get$/, 'tryget');
  if (/^(folio|mmget|mmgrab)(_get)?$/.test(name)) return name === 'folio_get' ? 'folio_try_get' : `${name}_not_zero`;
  return /_get$/.test(name) ? name.replace(/_get$/, '_tryget') : undefined;
}

// ---- statements by their places ----

const within = (inner: Span, outer: Span): boolean => inner[0] >= outer[0] && inner[1] <= outer[1];

/** The smallest statement of a list that holds the span. */
function find(body: readonly Stmt[], at: Span): { readonly list: readonly Stmt[]; readonly index: number } | undefined {
  for (const [index, s] of body.entries()) {
    if (!within(at, s.at)) continue;
    for (const inner of listsOf(s)) {
      const deeper = find(inner, at);
      if (deeper) return deeper;
    }
    return { list: body, index };
  }
  return undefined;
}

function rangeOf(
  body: readonly Stmt[],
  from: Span,
  to: Span,
): { readonly list: readonly Stmt[]; readonly first: number; readonly last: number } | undefined {
  for (const s of body) {
    if (!within(from, s.at) || !within(to, s.at)) continue;
    for (const inner of listsOf(s)) {
      const deeper = rangeOf(inner, from, to);
      if (deeper) return deeper;
    }
  }
  const first = body.findIndex((s) => within(from, s.at));
  const last = body.findIndex((s) => within(to, s.at));
  return first < 0 || last < 0 ? undefined : { list: body, first: Math.min(first, last), last: Math.max(first, last) };
}

/** The function with one of its lists replaced. */
function withList(ast: FunctionAst, old: readonly Stmt[], now: readonly Stmt[]): FunctionAst {
  const replace = (l: readonly Stmt[]): readonly Stmt[] => (l === old ? now : l.map((s) => mapped(s, replace)));
  return { ...ast, body: replace(ast.body) };
}

function labelsOf(list: readonly Stmt[]): string[] {
  return list.flatMap((s) => (s.k === 'label' ? [s.name] : listsOf(s).flatMap(labelsOf)));
}

/** Wherever control leaves the statement for good, `what` happens first. */
function beforeLeaving(s: Stmt, what: () => Stmt, labels: ReadonlySet<string>): Stmt {
  if (s.k === 'return' || (s.k === 'goto' && !labels.has(s.label))) return { k: 'block', body: [what(), s], at: s.at };
  if (s.k === 'if') return { ...s, t: beforeLeaving(s.t, what, labels), ...(s.f ? { f: beforeLeaving(s.f, what, labels) } : {}) };
  return mapped(s, (l) => l.map((x) => beforeLeaving(x, what, labels)));
}
