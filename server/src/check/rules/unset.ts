import type { Span } from '../../c/ast.ts';
import type { Cfg, CfgNode, Op, Val } from '../../c/cfg.ts';
import { eachPart, eachVal, loops } from '../../c/index.ts';
import { answersOn, type Contract, maskOf, type State, type Term, ZERO } from '../../model/index.ts';
import { assigned } from '../graphs.ts';
import type { Rule } from '../rule.ts';

/** types of one word, which a plain assignment sets as a whole */
const WHOLE =
  /^(?:(?:const|volatile)\s+)*(?:(?:un)?signed|int|long|short|char|bool|size_t|ssize_t|loff_t|gfp_t|pgoff_t|[us](?:8|16|32|64)|u?int\d+_t|vm_fault_t|enum\s+\w+)\b/;

/**
 * A local that a path reads and nothing on that path has set. Compilers are asked not to look for it in the kernel, for they cry wolf: here it
 * is told only of locals whose address nobody has, which are set outside of loops that may not be gone through and of switches that may have no case,
 * and on paths that were not joined.
 */
export const unset: Rule = {
  name: 'value/unset',
  severity: 'error',
  summary: 'a local is read on a path on which nothing has set it',
  start(c) {
    const { cfg, text } = c;
    const isFit = fitness(cfg, text);
    /** may be set by what they are handed to: macros, and calls that nobody knows */
    const handed = new Set<string>();
    const seen = new Map<string, { s: State; at: Span; name: string }>();
    /** seen as arguments of the call that comes next */
    let fresh: string[] = [];
    return {
      unset(s, e) {
        const { name } = e.place;
        if (s.lossy || s.blind || handed.has(plain(name)) || !isFit(name, e.node)) return;
        const key = `${name}@${e.at[0]}`;
        if (seen.has(key) || contradicts(s, text)) return;
        seen.set(key, { s: s.clone(), at: e.at, name });
        if (cfg.nodes[e.node]?.op.k === 'call') fresh.push(key);
      },
      call(s, e) {
        const op = cfg.nodes[e.site.node]?.op;
        if (op?.k === 'call' && isFunction(e.contract) && goesWithNull(op, e.args, s, cfg)) for (const key of fresh) seen.delete(key);
        fresh = [];
        if (op?.k !== 'call' || isFunction(e.contract)) return;
        for (const at of e.argsAt) for (const w of text.slice(at[0], at[1]).match(/[A-Za-z_]\w*/g) ?? []) handed.add(w);
      },
      finish() {
        const told = new Set<string>();
        for (const { s, at, name } of seen.values()) {
          if (handed.has(plain(name)) || told.has(name)) continue;
          told.add(name);
          const o = plain(name);
          c.report({
            at,
            state: s,
            object: o,
            message: `${o} is read here, and on this path nothing has set it: it holds whatever the stack held`,
            remedy: `set ${o} where it is declared, or on the way that leaves it out`,
            last: `${o} is read, never set`,
          });
        }
      },
    };
  },
};

/** The path says yes and no to one question, asked of a function: what was true the first time is true the second time, as far as its writer knows. */
function contradicts(s: State, text: string): boolean {
  const said = new Map<string, boolean>();
  for (const { at, yes } of answersOn(s)) {
    const asked = text.slice(at[0], at[1]);
    if (said.has(asked) && said.get(asked) !== yes) return true;
    said.set(asked, yes);
  }
  return false;
}

/** As the source writes it. */
const plain = (name: string): string => name.replace(/@\d+$/, '');

/** With it goes a pointer that is NULL on this path, and not by its name: `update(last, dirty)` has nothing to do the first time. */
function goesWithNull(op: Op & { k: 'call' }, args: readonly Term[], s: State, cfg: Cfg): boolean {
  return op.args.some((a, i) => {
    const value = args[i];
    return a.k === 'id' && cfg.locals.get(a.name)?.pointer === true && value !== undefined && maskOf(value, s.facts) === ZERO;
  });
}

/** What is given by value stays as it is: known of bodies at hand; in the model a macro may be written like a function. */
const isFunction = (k: Contract | undefined): boolean => k !== undefined && k.from !== 'model' && !k.macro;

/** Whether a read of the local at a node means that it was not set, if the path says so. */
function fitness(cfg: Cfg, text: string): (name: string, node: number) => boolean {
  const known = new Map<string, boolean>();
  const sets = new Map<string, CfgNode[]>();
  const exposed = new Set<string>();
  for (const n of cfg.nodes) {
    const dst = n.op.k === 'assign' && n.op.dst.k === 'id' ? n.op.dst.name : undefined;
    if (dst) sets.set(dst, [...(sets.get(dst) ?? []), n]);
    addressTaken(n, exposed);
    if (n.op.k === 'foreach') for (const a of n.op.args) if (a.k === 'id') exposed.add(a.name);
    // assembly, and what could not be read, may set what it names
    if (n.op.k === 'gap') for (const w of text.slice(n.at[0], n.at[1]).match(/[A-Za-z_]\w*/g) ?? []) exposed.add(w);
  }
  const cases = cfg.nodes.filter((n) => n.op.k === 'branch' && /^(?:case|default)\b/.test(text.slice(n.at[0], n.at[0] + 8)));
  const round = [...loops(cfg).values()];
  const general = (name: string): boolean => {
    const l = cfg.locals.get(name);
    if (!l || l.array || l.isStatic || (!l.pointer && !WHOLE.test(l.type)) || exposed.has(name) || exposed.has(plain(name))) return false;
    // a switch without a case for it
    return !(sets.get(name) ?? []).some((n) => cases.some((k) => k.at[0] < n.at[0]));
  };
  return (name, node) => {
    if (!known.has(name)) known.set(name, general(name));
    const n = cfg.nodes[node]!;
    if (!known.get(name) || n.op.k === 'foreach' || n.op.k === 'gap') return false;
    // a macro that is called like the local
    if (n.op.k === 'call' && n.op.fn.k === 'id' && n.op.fn.name === name) return false;
    // `x = x` is how a compiler is told to be quiet
    if (assigned(n, text) === plain(name) && n.op.k === 'assign') return false;
    // set in a loop that may be gone through no time
    return !(sets.get(name) ?? []).some((d) => round.some((body) => body.has(d.id) && !body.has(node)));
  };
}

function addressTaken(n: CfgNode, out: Set<string>): void {
  const note = (part: Val): void => {
    if (part.k === 'unknown') for (const w of part.text.match(/[A-Za-z_]\w*/g) ?? []) out.add(w);
    if (part.k !== 'unary' || part.op !== '&') return;
    let root = part.arg;
    while ((root.k === 'member' && !root.arrow) || root.k === 'cast') root = root.k === 'cast' ? root.arg : root.base;
    if (root.k === 'id') out.add(root.name);
  };
  eachVal(n.op, (v) => eachPart(v, note));
}
