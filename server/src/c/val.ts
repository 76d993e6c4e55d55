/** Questions about a `Val` that need nothing else. It is low enough (see lower-survey) to recurse over. */
import type { Op, Val } from './cfg.ts';

/** Nothing that happens later changes what it stands for. */
export function isStable(v: Val): boolean {
  return (
    v.k === 'num' || v.k === 'str' || v.k === 'sizeof' || v.k === 'type' || v.k === 'unknown' || (v.k === 'id' && v.name.startsWith('$'))
  );
}

/** As good as a variable: naming it twice is no more than naming it once. */
export function isSimple(v: Val): boolean {
  return v.k === 'id' || v.k === 'num' || (v.k === 'member' && (v.base.k === 'id' || isSimple(v.base)));
}

/** Whether a variable that `which` holds for occurs in `v`. */
export function mentions(v: Val, which: (name: string) => boolean): boolean {
  switch (v.k) {
    case 'id':
      return which(v.name);
    case 'unary':
    case 'cast':
      return mentions(v.arg, which);
    case 'binary':
      return mentions(v.l, which) || mentions(v.r, which);
    case 'member':
      return mentions(v.base, which);
    case 'index':
      return mentions(v.base, which) || mentions(v.index, which);
    case 'init':
      return v.items.some((item) => mentions(item.value, which));
    default:
      return false;
  }
}

/** Every part of a value, itself first; not what is inside of one for which `visit` says false. A `Val` is low enough to recurse over. */
// biome-ignore lint/suspicious/noConfusingVoidType: most visitors give nothing back, and one that gives a boolean by chance is refused
export function eachPart(v: Val, visit: (part: Val) => void | false): void {
  if (visit(v) === false) return;
  switch (v.k) {
    case 'unary':
    case 'cast':
      eachPart(v.arg, visit);
      return;
    case 'binary':
      eachPart(v.l, visit);
      eachPart(v.r, visit);
      return;
    case 'member':
      eachPart(v.base, visit);
      return;
    case 'index':
      eachPart(v.base, visit);
      eachPart(v.index, visit);
      return;
    case 'init':
      for (const item of v.items) eachPart(item.value, visit);
      return;
  }
}

/** What an operation evaluates or writes to, each value as a whole. */
export function eachVal(op: Op, visit: (v: Val) => void): void {
  switch (op.k) {
    case 'assign':
    case 'update':
      visit(op.dst);
      visit(op.src);
      return;
    case 'call':
      // a call by name evaluates nothing for it
      if (op.name === undefined) visit(op.fn);
      op.args.forEach(visit);
      return;
    case 'branch':
      visit(op.cond);
      return;
    case 'foreach':
      op.args.forEach(visit);
      return;
    case 'return':
      if (op.value !== undefined) visit(op.value);
      return;
  }
}

/** The truth of a literal, or of a comparison of literals; undefined when it takes more to know. */
export function literalTruth(v: Val): boolean | undefined {
  if (v.k === 'num') return v.value === undefined ? undefined : v.value !== 0;
  if (v.k === 'str') return true;
  if (v.k === 'id') return LITERALS.get(v.name);
  if (v.k === 'cast' || (v.k === 'unary' && v.op === '-')) return v.arg.k === 'num' ? literalTruth(v.arg) : undefined;
  if (v.k !== 'binary' || v.l.k !== 'num' || v.r.k !== 'num' || v.l.value === undefined || v.r.value === undefined) return undefined;
  return COMPARISONS.get(v.op)?.(v.l.value, v.r.value);
}

const LITERALS = new Map([
  ['true', true],
  ['false', false],
  ['NULL', false],
]);

const COMPARISONS = new Map<string, (l: number, r: number) => boolean>([
  ['==', (l, r) => l === r],
  ['!=', (l, r) => l !== r],
  ['<', (l, r) => l < r],
  ['>', (l, r) => l > r],
  ['<=', (l, r) => l <= r],
  ['>=', (l, r) => l >= r],
]);
