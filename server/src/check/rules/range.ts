import { NEG, State } from '../../model/index.ts';
import { flat } from '../one-line.ts';
import { type OutOfRange, outOfRange } from '../ranges.ts';
import type { Rule, RuleContext, Watch } from '../rule.ts';

function watch(c: RuleContext, kinds: ReadonlySet<OutOfRange['kind']>): Watch {
  const fails = new Set<string>();
  return {
    call(_s, e) {
      // of a pointer NEG is an error pointer
      if (e.name && e.contract && !e.contract.pointer && e.contract.outcomes.some((o) => o.retMask === NEG)) fails.add(e.name);
    },
    finish() {
      for (const x of outOfRange(c.cfg, (fn) => fails.has(fn))) {
        if (!kinds.has(x.kind)) continue;
        const said = words(x, flat(c.text.slice(x.at[0], x.at[1])));
        c.report({
          at: x.at,
          state: new State(),
          object: x.value,
          // what a name says is no proof
          confidence: x.kind === 'narrow' || (x.kind === 'last' && x.by !== 'ARRAY_SIZE') ? 'medium' : 'high',
          message: said.message,
          remedy: said.remedy,
          last: said.last,
          steps: [...(x.other && x.by ? [{ at: x.other, note: said.first }] : []), { at: x.at, note: said.last }],
        });
      }
    },
  };
}

function words(x: OutOfRange, test: string): { message: string; remedy: string; first: string; last: string } {
  switch (x.kind) {
    case 'negative':
      return {
        message: `${x.value} is of type ${x.type} and never negative: ${test} does not see that ${x.by}() failed, and its error goes on as a very large number`,
        remedy: `give ${x.value} a signed type`,
        first: `${x.value} is what ${x.by}() returned, an error among it`,
        last: `${test} is decided by the type`,
      };
    case 'bound':
      return {
        message: `${x.by}() can return an error, ${x.value} is not looked at for one, and in ${test} it is compared as ${x.type}: an error is a very large number there`,
        remedy: `look whether ${x.value} is negative first`,
        first: `${x.value} is what ${x.by}() returned, an error among it`,
        last: `${test} compares it as ${x.type}`,
      };
    case 'narrow':
      return {
        message: `${x.value} is by its name ${x.by} and of type ${x.type}: what does not fit into 32 bits is cut off`,
        remedy: `make it unsigned long`,
        first: '',
        last: `${x.value} is ${x.type}`,
      };
    case 'last':
      return {
        message: `${test} lets ${x.value} be ${x.by === 'ARRAY_SIZE' ? 'the size of the array' : `${x.by}, which is how many there are`}: the element behind the last one is touched`,
        remedy: 'compare with <',
        first: `${x.value} is an index`,
        last: `${test} goes one too far`,
      };
  }
}

/** An unsigned variable is asked whether it is negative, or an error is compared as an unsigned number. */
export const unseenFailure: Rule = {
  name: 'error/ignored',
  severity: 'error',
  summary: 'the failure of a call that leaves something undone, unallocated or unpublished is not looked at',
  start: (c) => watch(c, new Set<OutOfRange['kind']>(['negative', 'bound'])),
};

/** A type that cannot hold what the name says, or an index that goes one too far. */
export const valueRange: Rule = {
  name: 'value/range',
  severity: 'error',
  summary: 'a value does not fit its type, or an index its array',
  start: (c) => watch(c, new Set<OutOfRange['kind']>(['narrow', 'last'])),
};
