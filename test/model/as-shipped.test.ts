/** Every function of the model: its comment says what must be said, its body is read, and a contract comes out of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions, type Library } from '../../server/src/model/index.ts';
import { shipped } from './shipped.ts';

const VERSION = /^\d+\.\d+$/;
/** later than any kernel: stands for "still there" */
const NEWEST = '9999.0';

function each(library: Library, complaint: (d: ReturnType<Library['definitions']>[number]) => string | undefined): string[] {
  return library.names().flatMap((name) =>
    library.definitions(name).flatMap((d) => {
      const said = complaint(d);
      return said ? [`${d.file}:${d.doc.line + 1} ${name}: ${said}`] : [];
    }),
  );
}

test('each body has a context, a source, an undo, and says what it returns', async () => {
  const { library } = await shipped();
  assert.ok(library.names().length > 1000);
  const bad = each(library, (d) => {
    if (d.kind !== 'body') return undefined;
    const missing = (['context', 'source', 'undo'] as const).filter((tag) => !d.doc[tag]);
    const isVoid = /^(?:static )?(?:inline )?void [^*]/.test(d.doc.signature);
    const all = [...missing, ...(isVoid || d.doc.returns ? [] : ['returns'])];
    return all.length > 0 ? `no @${all.join(', no @')}` : undefined;
  });
  assert.deepEqual(bad, []);
});

test('since and until are versions, in that order; eras of one name do not overlap', async () => {
  const { library } = await shipped();
  const bad = each(library, (d) => {
    const { since, until } = d.doc;
    if ((since && !VERSION.test(since)) || (until && !VERSION.test(until))) return `since ${since} until ${until}`;
    if (since && until && compareVersions(since, until) > 0) return `since ${since} is after until ${until}`;
    for (const other of library.definitions(d.name)) {
      if (other === d) continue;
      const before = d.doc.until && other.doc.since && compareVersions(d.doc.until, other.doc.since) < 0;
      const after = other.doc.until && d.doc.since && compareVersions(other.doc.until, d.doc.since) < 0;
      if (!before && !after) return `overlaps with ${other.file}:${other.doc.line + 1}`;
    }
    return undefined;
  });
  assert.deepEqual(bad, []);
});

test('each body gives a whole contract in its first and in its last kernel', async () => {
  const { library } = await shipped();
  const bad = each(library, (d) => {
    if (d.kind !== 'body') return undefined;
    for (const version of [d.doc.since ?? '3.13', d.doc.until ?? NEWEST]) {
      const contract = library.era(version).contractOf(d.name);
      if (!contract) return `no contract in ${version}`;
      if (contract.incomplete) return `${contract.incomplete} in ${version}`;
      if (contract.outcomes.length === 0 && !/\bBUG\b|noreturn/i.test(d.text)) return `no outcome in ${version}`;
    }
    return undefined;
  });
  assert.deepEqual([...bad, ...library.errors.map((e) => `${e.file}:${e.line} ${e.message}`)], []);
});
