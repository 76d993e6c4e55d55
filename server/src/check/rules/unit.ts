import type { Span } from '../../c/ast.ts';
import type { Val } from '../../c/cfg.ts';
import { State } from '../../model/index.ts';
import { flat } from '../one-line.ts';
import type { Rule } from '../rule.ts';
import { clash, type Unit, unitOf, unitOfName } from '../units.ts';

/**
 * A number of one unit where one of another is expected: an order handed on as a number of pages, a page frame number as an address. Both units are
 * said by the names in the code, of the argument and of the parameter.
 */
export const wrongUnit: Rule = {
  name: 'value/unit',
  severity: 'error',
  summary: 'a number of one unit is used as one of another',
  start(c) {
    const { cfg, text } = c;
    const made = new Map<string, string>();
    for (const n of cfg.nodes) if (n.op.k === 'call' && n.op.dst && n.op.name) made.set(n.op.dst, n.op.name);
    const pointers = new Set(
      [...cfg.locals.values(), ...cfg.params].filter((v) => v.pointer || ('array' in v && v.array)).map((v) => v.name),
    );
    const unit = (e: Val): Unit | undefined =>
      unitOf(
        e,
        (t) => made.get(t),
        (n) => pointers.has(n),
      );
    const asked = new Set<number>();
    const report = (at: Span, object: string, message: string, last: string): void =>
      c.report({
        at,
        state: new State(),
        object,
        message,
        remedy: 'convert it, or hand on what was meant',
        last,
        steps: [{ at, note: last }],
      });
    return {
      call(_s, e) {
        const op = cfg.nodes[e.site.node]?.op;
        if (op?.k !== 'call' || !e.contract || asked.has(e.site.node)) return;
        asked.add(e.site.node);
        op.args.forEach((a, i) => {
          const name = e.contract!.params[i];
          const [is, want] = [unit(a), name ? unitOfName(name) : undefined];
          if (!clash(is, want)) return;
          const at = e.argsAt[i]!;
          const written = flat(text.slice(at[0], at[1]));
          report(
            at,
            written,
            `${written} is ${is}, and ${e.name}() takes ${want} there (${name})`,
            `${e.name}() takes ${written} for ${want}`,
          );
        });
      },
      finish() {
        for (const n of cfg.nodes) {
          if (n.op.k === 'assign' && n.op.dst.k === 'id' && !n.op.dst.name.startsWith('$')) {
            const [is, want] = [unit(n.op.src), unit(n.op.dst)];
            if (clash(is, want)) {
              const [d, s] = [n.op.dst, n.op.src].map((x) => flat(text.slice(x.at[0], x.at[1])));
              report(n.at, d!, `${s} is ${is}, and ${d} is by its name ${want}`, `${d} is set to ${is}`);
            }
          }
          eachSum(
            n.op.k === 'assign' || n.op.k === 'update' ? n.op.src : n.op.k === 'return' && n.op.value ? n.op.value : undefined,
            (b) => {
              const [l, r] = [unit(b.l), unit(b.r)];
              const longs = r === 'a number of longs' ? b.l : l === 'a number of longs' ? b.r : undefined;
              if (longs?.k === 'sizeof')
                report(
                  b.at,
                  flat(text.slice(b.at[0], b.at[1])),
                  `a number of longs is added to a number of bytes: BITS_TO_LONGS() is to be multiplied by sizeof(long) first`,
                  'longs are added to bytes',
                );
            },
          );
        }
      },
    };
  },
};

/** Every sum in a value. */
function eachSum(v: Val | undefined, visit: (b: Val & { k: 'binary' }) => void): void {
  if (!v) return;
  if (v.k === 'binary') {
    if (v.op === '+') visit(v);
    eachSum(v.l, visit);
    eachSum(v.r, visit);
  } else if (v.k === 'cast' || v.k === 'unary') eachSum(v.arg, visit);
}
