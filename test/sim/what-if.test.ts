/** Candidates for a mend are tried on the code, and the explorer says what they do. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Edit } from '../../server/src/sim/what-if.ts';
import { bench, verdictOf } from './scenario-bench.ts';

const { read, compile } = await bench();

const TEXT = `/**
 * small - a small world
 * @era: 5.0-
 */
__variant(only, breaks, "as it is");
struct zone { unsigned int nr : 3; unsigned int refs : 2; spinlock_t lock; };
struct zone Z = { .refs = 1 };
struct zone *shared = &Z;
struct zone *zone_lookup(void) { return shared; }
void zone_get(struct zone *z) { get(z); }
__atomic bool zone_tryget(struct zone *z) { if (z->refs == 0) return false; get(z); return true; }
void zone_put(struct zone *z) { put(z); }
void release_zone(struct zone *z) { }
__role int add(struct zone *z)
{
	if (z->nr > 3)
		return 1;
	z->nr = z->nr + 1;
	return 0;
}
BODY
`;

function verdict(body: string, edits: readonly Edit[]): string {
  const scenario = read('small', TEXT.replace('BODY', body));
  const { machine, problems } = compile(scenario, 'only', edits);
  if (!machine) return problems.map((p) => p.message).join('; ');
  return verdictOf(machine).kind;
}

const ADDERS = '__copies(2) __thread void adder(void) { add(&Z); }\n__finally bool both(void) { return Z.nr == 2; }';
const span = (body: string, text: string): readonly [number, number] => {
  const all = TEXT.replace('BODY', body);
  const at = all.indexOf(text);
  assert.ok(at >= 0);
  return [at, at + text.length];
};

test('a lock around the lines that race mends them, early returns and all', () => {
  assert.equal(verdict(ADDERS, []), 'breaks');
  const from = span(ADDERS, 'z->nr > 3');
  const to = span(ADDERS, 'z->nr = z->nr + 1');
  assert.equal(verdict(ADDERS, [{ kind: 'lock', fn: 'add', lock: 'Z.lock', how: 'SPIN', from, to }]), 'holds');
  // around the test alone it does not
  assert.equal(verdict(ADDERS, [{ kind: 'lock', fn: 'add', lock: 'Z.lock', how: 'SPIN', from, to: from }]), 'breaks');
});

test('a tryget in place of a get gives up on what is gone', () => {
  const body = `
__thread void getter(void) { struct zone *z = zone_lookup(); zone_get(z); zone_put(z); }
__thread void owner(void) { zone_put(&Z); }`;
  assert.equal(verdict(body, []), 'breaks');
  const at = span(body, 'zone_get(z); zone_put'.slice(0, 11));
  assert.equal(verdict(body, [{ kind: 'tryget', fn: 'getter', at }]), 'holds');
});

test('two statements the other way round, one of them gone', () => {
  const body = `
bool ready, seen;
__thread void writer(void) { ready = true; Z.nr = 1; }
__thread void reader(void) { if (ready) seen = Z.nr == 0; }
__always bool filled(void) { return !seen; }`;
  assert.equal(verdict(body, []), 'breaks');
  assert.equal(verdict(body, [{ kind: 'swap', fn: 'writer', at: span(body, 'ready = true') }]), 'holds');
  assert.equal(verdict(body, [{ kind: 'drop', fn: 'writer', at: span(body, 'ready = true') }]), 'holds');
});

test('what cannot be done is said', () => {
  assert.match(verdict(ADDERS, [{ kind: 'tryget', fn: 'add', at: span(ADDERS, 'z->nr = z->nr + 1') }]), /no call whose result is unused/);
  assert.match(
    verdict(ADDERS, [
      { kind: 'lock', fn: 'add', lock: 'z->lock', how: 'SPIN', from: span(ADDERS, 'z->nr > 3'), to: span(ADDERS, 'z->nr > 3') },
    ]),
    /no lock that can be named/,
  );
  assert.match(verdict(ADDERS, [{ kind: 'drop', fn: 'add', at: [1, 2] }]), /no such statement/);
});
