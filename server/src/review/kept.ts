/**
 * Contracts of a tree's functions that an earlier run learnt, and how one sees that learning anew would give the same.
 *
 * What a body promises follows from its text and from what it is told of the names that it asks for, in the order in which it asks. Both are kept with the
 * contract, and asked again: as long as every answer is what it was, the next question is too. So nothing can be out of date, whatever became of the
 * tree, and what recursion and depth make unknown is as unknown as it would be. The model and this program itself are not in it: what is kept
 * with another of them must not be given here.
 */
import type { OutlineFunction } from '../c/index.ts';
import { type Contract, contractOfText, contractText, numberIn } from '../model/index.ts';
import type { CodeFile } from './code.ts';

export interface KeptContract {
  /** names that were asked for, with what stands for the answers */
  readonly asked: readonly (readonly [name: string, answer: string])[];
  /** of the contract, as `contractText` has it; '' where nothing came out of the body */
  readonly text: string;
}

/** Contracts by their bodies, for one model, one kernel version and one state of this program. Its methods never throw. */
export interface ContractShelf {
  /** those that a body had, with other answers each */
  find(body: string): readonly KeptContract[];
  put(body: string, kept: KeptContract): void;
}

/** What became of asking for a name: nothing is known, or a contract. */
export class Answer {
  /** stands for the contract: equal for equal ones alone */
  readonly said: string;
  private text: string | undefined;
  private made: Contract | undefined;

  constructor(of: Contract | string, said: string) {
    this.said = said;
    if (typeof of === 'string') this.text = of;
    else this.made = of;
  }

  /** Most are only compared: what was kept is read when somebody wants to know more. */
  get contract(): Contract {
    if (this.text !== undefined) {
      this.made = contractOfText(this.text);
      this.text = undefined;
    }
    return this.made!;
  }
}

/** The model has a contract for the name, or says that it has none: the same in every run that this shelf is for. */
const MODEL = 'm';
export const UNKNOWN = '';

/** Looks up and remembers the contracts of a tree. */
export class KeptContracts {
  private readonly shelf: ContractShelf;

  constructor(shelf: ContractShelf) {
    this.shelf = shelf;
  }

  /**
   * What is known of a function: undefined, nothing can come out of its body.
   * @param said what stands for the answer to a name that it asks for; called in the order of the questions
   * @param learn learns it anew, asking through the function that it is given
   */
  answer(
    file: CodeFile,
    fn: OutlineFunction,
    said: (name: string) => string,
    ask: (name: string) => Contract | undefined,
    learn: (contractOf: (name: string) => Contract | undefined) => Contract | undefined,
  ): Answer | undefined {
    const body = bodyKey(file, fn);
    for (const k of this.shelf.find(body)) {
      if (!k.asked.every(([name, answer]) => answer === MODEL || said(name) === answer)) continue;
      if (k.text === '') return undefined;
      return new Answer(k.text, digest(k.text));
    }
    const asked = new Map<string, string>();
    const c = learn((name) => {
      const answer = ask(name);
      if (!asked.has(name)) asked.set(name, answer?.from === 'model' ? MODEL : said(name));
      return answer;
    });
    const text = c ? contractText(c) : '';
    this.shelf.put(body, { asked: [...asked], text });
    return c && new Answer(c, digest(text));
  }
}

/** What stands for a number that a name means. */
export function numberSaid(c: Contract): string {
  return `#${numberIn(c)}`;
}

function bodyKey(file: CodeFile, fn: OutlineFunction): string {
  return digest(`${fn.name} ${fn.bodyStart - fn.start} ${file.text.slice(fn.start, fn.end)}`);
}

/** 64 bits and the length, for texts that nobody chose to collide. */
export function digest(text: string): string {
  let a = 0x9dc5811c;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const ch = text.charCodeAt(i);
    a = Math.imul(a ^ ch, 0x85ebca6b);
    b = Math.imul(b ^ ch, 0xc2b2ae35);
    a ^= b >>> 15;
  }
  a = Math.imul(a ^ (a >>> 16), 0x27d4eb2f) ^ Math.imul(b ^ (b >>> 13), 0x165667b1);
  b = Math.imul(b ^ (b >>> 16), 0x27d4eb2f) ^ Math.imul(a ^ (a >>> 13), 0x165667b1);
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${text.length.toString(36)}`;
}
