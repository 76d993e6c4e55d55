/** What a contract asks of those who call: in words, each with where that is known from. */
import { ATOMIC, type Contract, type FunctionDoc, type Outcome, spell, type Term } from '../model/index.ts';

/** One sentence for each thing that a caller must see to; [] where nothing is asked. */
export function obligations(contract: Contract, doc: FunctionDoc | undefined): string[] {
  const out: string[] = [];
  const add = (text: string): void => void (out.includes(text) || out.push(text));
  if (contract.incomplete) {
    if (doc?.failure) add(`look at the result: ${doc.failure}`);
    return out;
  }
  const { outcomes } = contract;
  if (doc?.failure) add(`look at the result: after a failure ${lower(doc.failure)}`);
  if (outcomes.some((o) => o.refs.some((r) => r.count > 0 && !r.escaped)) && doc?.undo && doc.undo !== 'nothing')
    add(`give back what it returns: ${doc.undo}`);
  for (const o of outcomes) for (const l of o.drops) add(`come with ${lock(l.place, l.cls, contract)} held: it is released here`);
  for (const o of outcomes)
    for (const r of o.refs) if (r.count < 0 && r.kind === 'REF') add(`own a reference to ${name(r.object, contract)}: it is given up here`);
  for (const l of passedBy(outcomes))
    if (rootIsCallers(l.place)) add(`not hold ${lock(l.place, l.cls, contract)}: it is taken ${l.sometimes ? 'on some paths ' : ''}inside`);
  const sleeps = outcomes.filter((o) => o.sleeps);
  if (sleeps.length > 0) {
    const mask = sleeps.flatMap((o) => o.when.map(([t]) => t)).find((t) => t.k === 'pure' && t.fn === 'blocking');
    const gfp = mask?.k === 'pure' ? mask.args[0] : undefined;
    const unless = gfp?.k === 'param' ? `, unless ${inCode(contract.params[gfp.i] ?? 'the mask')} forbids to block` : '';
    add(`be able to sleep: not under a spinlock, with interrupts or preemption off, or in an RCU read section${unless}`);
  }
  for (const o of outcomes.filter((x) => outcomes.every((y) => y.derefs.length > 0 || y === x)))
    for (const t of o.derefs)
      if (t.k === 'param' && outcomes.every((y) => y.derefs.includes(t))) add(`not pass NULL as ${name(t, contract)}`);
  return out;
}

function passedBy(outcomes: readonly Outcome[]): Outcome['passes'][number][] {
  const seen = new Map<Term, Outcome['passes'][number]>();
  for (const o of outcomes) for (const l of o.passes) if (!seen.has(l.place)) seen.set(l.place, l);
  return [...seen.values()];
}

/** The caller can name it: it hangs from an argument or is a global. */
function rootIsCallers(t: Term): boolean {
  switch (t.k) {
    case 'param':
    case 'global':
      return true;
    case 'field':
    case 'index':
      return rootIsCallers(t.base);
    case 'load':
      return rootIsCallers(t.place);
    default:
      return false;
  }
}

function lock(place: Term, cls: string, c: Contract): string {
  const said = name(place, c).replace(/^`&/, '`');
  if (cls === 'FOLIO') return `the folio lock of ${said}`;
  return ATOMIC.has(cls) ? `the spinlock ${said}` : said;
}

function name(t: Term, c: Contract): string {
  return inCode(
    spell(t, (x) => (x.k === 'param' ? (c.params[x.i] ?? `argument ${x.i + 1}`) : x.k === 'sym' ? 'something of its own' : undefined)),
  );
}

const inCode = (text: string): string => `\`${text}\``;

const lower = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text);
