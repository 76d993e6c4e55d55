/** What is kept of a tree's contracts changes nothing: they are what they would be, learnt anew, whatever became of the tree meanwhile. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadParser } from '../../server/src/cli/parser-node.ts';
import { contractOfText, contractText, Library } from '../../server/src/model/index.ts';
import { CodeFile, CodeIndex } from '../../server/src/review/code.ts';
import { TreeContracts } from '../../server/src/review/contracts.ts';
import type { ContractShelf, KeptContract } from '../../server/src/review/kept.ts';

const parser = await loadParser();
const model = readdirSync('server/model')
  .filter((f) => f.endsWith('.c'))
  .map((name) => ({ name, text: readFileSync(`server/model/${name}`, 'utf8') }));
const library = new Library(parser, model);
const era = library.era('6.12');

/** by function: bodies that call each other in a ring, numbers and names of the model among them */
const bodies: Readonly<Record<string, readonly string[]>> = {
  leaf: [
    'spin_lock(&p->lock);\n\tp->n++;\n\tspin_unlock(&p->lock);\n\treturn 0;',
    'spin_lock(&p->lock);\n\treturn n ? -EBUSY : 0;',
    'return LIMIT;',
  ],
  even: ['if (n)\n\t\treturn odd(p, n - 1);\n\treturn leaf(p, n);', 'return leaf(p, n);', 'return outside(p);'],
  odd: ['if (n)\n\t\treturn even(p, n - 1);\n\tleaf(p, n);\n\treturn 0;', 'mutex_lock(&p->mutex);\n\treturn even(p, n);'],
  top: [
    'if (odd(p, n) < 0)\n\t\treturn -ENOMEM;\n\treturn leaf(p, LIMIT);',
    'folio_get(p->folio);\n\treturn even(p, n);',
    'if (LIMIT)\n\t\treturn top(p, n);\n\treturn even(p, 2);',
  ],
  last: [
    'p->next = kmalloc(n, GFP_KERNEL);\n\treturn top(p, n);',
    'for (;;) {\n\t\tif (leaf(p, n))\n\t\t\tbreak;\n\t}\n\treturn 1;',
    'return p->;',
  ],
};
const names = Object.keys(bodies);

function treeOf(choice: readonly number[], limit: number): CodeIndex {
  const index = new CodeIndex();
  const fn = (name: string, i: number) =>
    `static int ${name}(struct pool *p, int n)\n{\n\t${bodies[name]![choice[i]! % bodies[name]!.length]!}\n}\n`;
  index.add(new CodeFile('mm/a.c', `#define LIMIT ${limit}\n${names.map(fn).join('\n')}`, parser));
  index.add(new CodeFile('include/linux/b.h', 'static inline int outside(struct pool *p)\n{\n\treturn p ? p->n : -EINVAL;\n}\n', parser));
  return index;
}

function told(contracts: TreeContracts, order: readonly string[]): string {
  return order
    .map((name) => {
      const c = contracts.contractOf(name, 'mm/a.c');
      return c ? contractText(c) : name;
    })
    .join('\n');
}

function shelf(): ContractShelf & { puts: number } {
  const kept = new Map<string, KeptContract[]>();
  return {
    puts: 0,
    find: (body) => kept.get(body) ?? [],
    put(body, k) {
      this.puts++;
      kept.set(body, [JSON.parse(JSON.stringify(k)), ...(kept.get(body) ?? [])]);
    },
  };
}

test('kept contracts are what a fresh reader learns, through edits, recursion and another order of questions', () => {
  const step = fc.record({
    choice: fc.array(fc.nat(11), { minLength: names.length, maxLength: names.length }),
    limit: fc.nat(1),
    order: fc.shuffledSubarray(names, { minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const kept = shelf();
      for (const { choice, limit, order } of steps) {
        const fresh = told(new TreeContracts(era, treeOf(choice, limit)), order);
        assert.equal(told(new TreeContracts(era, treeOf(choice, limit), kept), order), fresh);
        const { puts } = kept;
        assert.equal(told(new TreeContracts(era, treeOf(choice, limit), kept), order), fresh);
        assert.equal(kept.puts, puts, 'nothing is learnt twice');
      }
    }),
    { numRuns: 40 },
  );
});

test('a contract that was written down is read back to the last term', () => {
  let outcomes = 0;
  for (const name of library.names()) {
    const c = era.contractOf(name);
    if (!c) continue;
    const text = contractText(c);
    assert.ok(!/[\t\n]/.test(text));
    const back = contractOfText(text);
    assert.equal(contractText(back), text, name);
    assert.deepEqual({ ...back, outcomes: back.outcomes.length }, { ...c, outcomes: c.outcomes.length, touched: c.touched }, name);
    outcomes += c.outcomes.length;
  }
  assert.ok(outcomes > 3000, `${outcomes}`);
});

test('no function of the model waits for itself: what it means does not depend on who asks first', () => {
  const order = library.names();
  const learnt = (list: readonly string[]) => {
    const e = new Library(parser, model).era('6.12');
    for (const n of list) e.contractOf(n);
    return new Map(list.map((n) => [n, e.contractOf(n)]));
  };
  const [one, other] = [learnt(order), learnt([...order].reverse())];
  for (const n of order) {
    const [a, b] = [one.get(n), other.get(n)];
    assert.equal(a && contractText(a), b && contractText(b), n);
  }
});
