/** Contracts that are kept on disk: what is found is what was put, whatever happened to the file meanwhile. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { contractStore, userContracts } from '../../server/src/disk/index.ts';
import { withFolder } from '../tree/temp.ts';

const some = { asked: [['folio_put', 'm'] as const, ['helper', '1.2.3'] as const], text: '[["f"],[],[]]' };
const other = { asked: [['helper', '']] as const, text: '' };

const fileIn = (folder: string): string => {
  const names = readdirSync(folder);
  assert.equal(names.length, 1, names.join());
  return join(folder, names[0]!);
};

test('what was put is found by the next, in that version, with that model and program alone', () =>
  withFolder(async (folder) => {
    const first = contractStore(folder, ['program', 'model']);
    first.shelf('6.12').put('body', some);
    assert.deepEqual(first.shelf('6.12').find('body'), [some], 'before it is written');
    first.save();
    const find = (made: readonly string[], version: string) => contractStore(folder, made).shelf(version).find('body');
    assert.deepEqual(find(['program', 'model'], '6.12'), [some]);
    assert.deepEqual(find(['program', 'model'], '6.1'), []);
    assert.deepEqual(find(['program', 'model2'], '6.12'), []);
    assert.deepEqual(find(['programm', 'odel'], '6.12'), []);
    assert.deepEqual(first.shelf('6.12').find('body'), [some], 'behind it');
    assert.deepEqual(first.shelf('6.12').find('bod'), []);
  }));

test('two writers keep what each has learnt; the newest answers come first, and four of one body stay', () =>
  withFolder(async (folder) => {
    const [one, two] = [contractStore(folder, []), contractStore(folder, [])];
    one.shelf('').put('a', some);
    two.shelf('').put('a', other);
    two.shelf('').put('b', some);
    one.save();
    two.save();
    const then = contractStore(folder, []).shelf('');
    assert.deepEqual(then.find('a'), [other, some]);
    assert.deepEqual(then.find('b'), [some]);
    for (let i = 0; i < 6; i++) {
      const next = contractStore(folder, []);
      next.shelf('').put('a', { asked: [['n', `${i}`]], text: '' });
      next.save();
    }
    const kept = contractStore(folder, []).shelf('').find('a');
    assert.deepEqual(
      kept.map((k) => k.asked[0]![1]),
      ['5', '4', '3', '2'],
    );
  }));

test("a file that is cut, changed or somebody else's gives what was put, or nothing", () =>
  withFolder(async (folder) => {
    const store = contractStore(folder, []);
    const bodies = Array.from({ length: 12 }, (_, i) => `body${i}`);
    for (const body of bodies) store.shelf('').put(body, { asked: [[body, 'm']], text: `["${body}","é"]` });
    store.save();
    const path = fileIn(folder);
    const whole = readFileSync(path);
    const damage = fc.record({
      at: fc.nat(whole.length - 1),
      how: fc.constantFrom('cut', 'byte', 'hole', 'line', 'twice'),
      byte: fc.nat(255),
    });
    fc.assert(
      fc.property(damage, ({ at, how, byte }) => {
        const [head, tail] = [whole.subarray(0, at), whole.subarray(at)];
        const bytes = {
          cut: [head],
          byte: [head, Buffer.from([byte]), tail.subarray(1)],
          hole: [head, tail.subarray(Math.min(40, tail.length))],
          line: [head, Buffer.from('\n'), tail],
          twice: [whole, tail],
        }[how];
        writeFileSync(path, Buffer.concat(bytes));
        const shelf = contractStore(folder, []).shelf('');
        for (const body of bodies) for (const k of shelf.find(body)) assert.deepEqual(k, { asked: [[body, 'm']], text: `["${body}","é"]` });
      }),
      { numRuns: 200 },
    );
    writeFileSync(path, 'mmreview contracts 0\nx\tbody1\t[]\t\n');
    assert.deepEqual(contractStore(folder, []).shelf('').find('body1'), []);
  }));

test('a folder that cannot be made or written costs nothing but the keeping', () =>
  withFolder(async (folder) => {
    writeFileSync(join(folder, 'file'), '');
    const store = contractStore(join(folder, 'file', 'below'), []);
    store.shelf('').put('a', some);
    store.save();
    assert.deepEqual(store.shelf('').find('a'), []);
    assert.equal(existsSync(join(folder, 'file', 'below')), false);
  }));

test('files of models and programs that are long out of use go, and nothing else', () =>
  withFolder(async (folder) => {
    const inner = join(folder, 'contracts');
    mkdirSync(inner);
    writeFileSync(join(inner, 'notes.txt'), 'mine');
    const left = join(inner, `contracts-${'0'.repeat(32)}.txt.77.new`);
    writeFileSync(left, 'half');
    utimesSync(left, 1_000_000, 1_000_000);
    for (let i = 0; i < 10; i++) {
      const store = contractStore(inner, [`program ${i}`]);
      store.shelf('').put('a', some);
      store.save();
      // clocks of file systems are coarse
      for (const name of readdirSync(inner)) if (name.endsWith('.txt')) utimesSync(join(inner, name), 1_000_000 + i, 1_000_000 + i);
    }
    const names = readdirSync(inner);
    assert.equal(names.filter((n) => n.startsWith('contracts-')).length, 8);
    assert.ok(names.includes('notes.txt'));
    assert.equal(existsSync(left), false);
    assert.deepEqual(contractStore(inner, ['program 9']).shelf('').find('a'), [some]);
  }));

test('what nobody says the sources of, or the user does not want, is not kept', () => {
  // this test is not made by scripts/build.mjs
  assert.equal(userContracts([], {}), undefined);
  assert.equal(userContracts([], { MM_REVIEW_CACHE: 'off' }), undefined);
});
