/**
 * What a contract promises, as a text: two contracts with one text are the same to every caller. Learnt anew from a body that was edited, most
 * contracts promise what they promised before; then nothing that rests on them need be looked at again.
 *
 * Values made inside a function are told apart, but not by the place in the function where they were made.
 */
import type { Contract } from './contract.ts';
import type { Term } from './terms.ts';

export function contractKey(contract: Contract): string {
  const numbers = new Map<Term, number>();
  const out: string[] = [];
  const write = (v: unknown): void => {
    if (typeof v !== 'object' || v === null) {
      out.push(typeof v === 'string' ? JSON.stringify(v) : String(v));
    } else if (isTerm(v)) {
      const known = numbers.get(v);
      if (known !== undefined) {
        out.push(`#${known}`);
        return;
      }
      numbers.set(v, numbers.size);
      if (v.k === 'sym') out.push(`<${v.tag.replace(/\d+/g, '')}${v.isNew ? '!' : ''}>`);
      else writeFields(v, true);
    } else if (Array.isArray(v)) {
      out.push('[');
      for (const one of v) {
        write(one);
        out.push(',');
      }
      out.push(']');
    } else if (v instanceof Map || v instanceof Set) {
      write([...v]);
    } else {
      writeFields(v, false);
    }
  };
  const writeFields = (v: object, term: boolean): void => {
    out.push('{');
    for (const [name, value] of Object.entries(v)) {
      if (value === undefined || (term && name === 'id')) continue;
      out.push(name, ':');
      write(value);
      out.push(',');
    }
    out.push('}');
  };
  write(contract);
  return out.join('');
}

function isTerm(v: object): v is Term {
  return 'k' in v && 'id' in v && typeof v.id === 'number';
}
