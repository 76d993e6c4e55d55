import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCfg, type Cfg, dumpCfg, liveness, loops, loopVariants, parseFunctions } from '../../server/src/c/index.ts';
import { kernelParser } from './kernel-parser.ts';

async function graph(text: string): Promise<Cfg> {
  const [fn] = parseFunctions(await kernelParser(), text);
  assert.ok(fn);
  return buildCfg(fn);
}

/** Each node with what is live before it. */
function liveDump(cfg: Cfg): string[] {
  const live = liveness(cfg);
  const lines = dumpCfg(cfg).trimEnd().split('\n').slice(1);
  return cfg.nodes.map(({ id }) => `${lines[id]?.trim()} {${[...live.liveIn(id)].sort().join(' ')}}`);
}

test('a variable lives from its last assignment to its last use', async () => {
  const cfg = await graph(`
int f(struct zone *zone, int n)
{
	int err = prepare(zone);
	if (err)
		return err;
	n = count(zone);
	return n;
}`);
  assert.deepEqual(liveDump(cfg), [
    '0 $1 = call prepare(zone) {zone}',
    '1 err = $1 {$1 zone}',
    '2 if err ? next : 6 {err zone}',
    '3 $2 = err {err}',
    '4 end err {$2}',
    '5 return $2 -> 10 {$2}',
    '6 $3 = call count(zone) {zone}',
    '7 n = $3 {$3}',
    '8 end err {n}',
    '9 return n {n}',
    '10 exit {}',
  ]);
});

test('what others may look at is always live: arrays, statics, taken addresses', async () => {
  const cfg = await graph(`
void f(int given)
{
	int plain = 1, pointed = 2;
	char buf[8];
	static int calls;
	struct foo foo;
	struct foo *p = 0;

	calls++;
	fill(buf, &pointed, &foo.list, &p->list, &global);
	use(plain);
}`);
  const { always, isLive } = liveness(cfg);
  assert.deepEqual([...always].sort(), ['buf', 'calls', 'foo', 'pointed']);
  assert.equal(isLive(cfg.exit ?? -1, 'pointed'), true);
  assert.equal(isLive(cfg.exit ?? -1, 'plain'), false);
  assert.equal(isLive(0, 'given'), false);
});

test('a loop keeps alive what its next turn reads', async () => {
  const cfg = await graph(`
int f(int n)
{
	int last = 0, sum = 0;

	while (n--) {
		sum += last;
		last = next(n);
	}
	return sum;
}`);
  const dump = liveDump(cfg);
  assert.ok(dump.includes('7 last = $2 -> 2 {$2 n sum}'), dump.join('\n'));
});

test('code out of sight may look at every local', async () => {
  const cfg = await graph(`
void f(int a)
{
	int b = 1;

	asm volatile("nop" : : "r"(b));
}`);
  assert.deepEqual(liveDump(cfg)[1], '1 gap asm {a b}');
});

/** Loop heads by what stands there, with their counters. */
function variants(cfg: Cfg): string[] {
  const lines = dumpCfg(cfg).split('\n').slice(1);
  return [...loopVariants(cfg)].map(([head, names]) => `${lines[head]?.trim()} {${[...names].sort().join(' ')}}`).sort();
}

test('counters belong to the loop that steps them', async () => {
  const cfg = await graph(`
void f(int n, struct list *list)
{
	int i, tries = 3, total = 0, outside = 0;

	outside++;
again:
	for (i = 0; i < n; i++) {
		int j = n;

		while (j > 0) {
			j = j - 2;
			total += scan(j);
		}
		list->count++;
	}
	if (tries--)
		goto again;
}`);
  assert.deepEqual(variants(cfg), ['5 i = 0 {i j total tries}', '6 if i < n ? next : 15 {i j total}', '8 if j > 0 ? next : 12 {j total}']);
});

test('a loop that is entered in its middle is taken as a whole, without what only leads to it', async () => {
  const cfg = await graph(`
void f(int a, int n)
{
	a++;
	if (a)
		goto inside;
	while (n < 9) {
		use(n);
inside:
		n += 2;
	}
}`);
  const all = [...loops(cfg)];
  assert.equal(all.length, 1);
  assert.deepEqual(
    [...loopVariants(cfg).values()].map((names) => [...names]),
    [['n']],
  );
});
