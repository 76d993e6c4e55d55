/** What the compiler makes of small worlds of its own: verdicts, words, and errors at their places. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseFunction } from '../../server/src/c/index.ts';
import type { Code } from '../../server/src/sim/body.ts';
import { compile as compileWith } from '../../server/src/sim/compile.ts';
import { bench, pathText, verdictOf } from './scenario-bench.ts';

const { parser, read, compile, scenarios } = await bench();

const HEAD = `/**
 * small - a small world
 * @era: 5.0-
 * @rule: lock/unguarded-access
 * @source: ours
 * @story: none
 */
__variant(only, holds, "as it is");
`;

function run(body: string): string {
  const scenario = read('small', `${HEAD}${body}`);
  const { machine, problems } = compile(scenario, 'only');
  if (!machine) return problems.map((p) => `${p.file}:${p.line}:${p.column}: ${p.message}`).join('\n');
  return pathText(machine, verdictOf(machine));
}

test('two unguarded increments lose one', () => {
  const text = run(`
struct zone { int nr : 4; };
struct zone Z;
__copies(2) __thread void add(void) { Z.nr++; }
/** both - both were counted */
__finally bool both(void) { return Z.nr == 2; }
`);
  assert.match(text, /Z\.nr\+\+/);
  assert.match(text, /not so: both were counted/);
});

test('under a lock both are counted', () => {
  const text = run(`
struct zone { int nr : 4; spinlock_t lock; };
struct zone Z;
__copies(2) __thread void add(void) { struct zone *z = &Z; spin_lock(&z->lock); z->nr++; spin_unlock(&z->lock); }
/** both - both were counted */
__finally bool both(void) { return Z.nr == 2; }
`);
  assert.equal(text, 'holds');
});

test('an atomic counter needs no lock; xchg gives to one of two', () => {
  const text = run(`
struct zone { atomic_t nr; int token : 3; };
struct atomic { int counter; };
typedef struct atomic atomic_t;
struct atomic nr;
int token = 1;
int got;
__copies(2) __thread void add(void) { atomic_inc(&nr); if (xchg(&token, 0)) got++; }
__finally bool both(void) { return atomic_read(&nr) == 2 && got == 1; }
`);
  assert.equal(text, 'holds');
});

test('two locks in two orders are a deadlock', () => {
  const text = run(`
spinlock_t a, b;
__thread void one(void) { spin_lock(&a); spin_lock(&b); spin_unlock(&b); spin_unlock(&a); }
__thread void two(void) { spin_lock(&b); spin_lock(&a); spin_unlock(&a); spin_unlock(&b); }
`);
  assert.match(text, /deadlock of CPU0, CPU1/);
});

test('what was freed is not used', () => {
  const text = run(`
struct entry { int nr : 4; };
struct entry E;
struct entry *head = &E;
__thread void reader(void) { struct entry *e = READ_ONCE(head); if (e) e->nr = 1; }
__thread void freer(void) { struct entry *e = head; WRITE_ONCE(head, NULL); free(e); }
`);
  assert.match(text, /`e` is used after it was freed/);
});

test('a grace period waits for the reader', () => {
  const text = run(`
struct entry { int nr : 4; };
struct entry E;
struct entry *head = &E;
__thread void reader(void) { struct entry *e; enter(RCU); e = READ_ONCE(head); if (e) e->nr = 1; leave(RCU); }
__thread void freer(void) { struct entry *e = head; WRITE_ONCE(head, NULL); free_rcu(e); }
`);
  assert.equal(text, 'holds');
});

test('container_of, out parameters, callbacks and goto are followed', () => {
  const text = run(`
struct item { int seen : 4; };
struct holder { int nr : 4; struct item item; };
struct holder H;
int visits;
int visit(struct item *i, int *count)
{
	struct holder *h = container_of(i, struct holder, item);
	if (h->nr)
		goto out;
	h->nr = 3;
	*count = 2;
out:
	return h->nr;
}
int walk(struct item *i, int (*cb)(struct item *, int *)) { int count = 0; int ret = cb(i, &count); return ret + count; }
__thread void one(void) { visits = walk(&H.item, visit); }
__finally bool right(void) { return H.nr == 3 && visits == 5; }
`);
  assert.equal(text, 'holds');
});

test('a loop that nothing ends is said', () => {
  const text = run(`
int x;
__thread void one(void) { int i = 0; while (i == 0) { } x = 1; }
`);
  assert.match(text, /a loop that nothing in it ever ends/);
});

test('an unknown function, field, variant or initialiser is an error at its place', () => {
  assert.match(run('int x;\n__thread void one(void) { x = no_such_function(3); }\n'), /small\.c:10:\d+: .*no_such_function\(\)/);
  assert.match(
    run('struct zone { int nr : 4; };\nstruct zone Z;\n__thread void one(void) { Z.other = 1; }\n'),
    /small\.c:11:\d+: struct zone has no field `other`/,
  );
  assert.match(
    run('struct zone { int nr : 4; };\nstruct zone Z = { .size = 1 };\n__thread void one(void) { Z.nr = 1; }\n'),
    /struct zone has no field `size`/,
  );
  assert.match(run('int x;\n__in(never) __thread void one(void) { x = 1; }\n'), /no variant is called `never`/);
  assert.match(run('int x;\nbool f(void) { return x; }\n'), /no function is marked __thread/);
  assert.match(run('int x = 300;\n__thread void one(void) { x = 1; }\n'), /outside of its range/);
  assert.match(run('int x;\n__thread void one(void) { x = 1;\n'), /not closed/);
});

test('a function of the tree that leads too far is left out, and that is said', () => {
  const scenario = read(
    'small',
    `${HEAD}int x;\n__role void act(void) { x = 1; }\n__thread void one(void) { act(); }\n__always bool fine(void) { return x < 3; }\n`,
  );
  const code = (text: string, origin: 'patch' | 'tree'): Code => {
    const ast = parseFunction(parser, text, 0, text.length);
    assert.ok(ast);
    return { ast, sources: [{ from: 0, source: { name: 'mm/deep.c', from: origin, text } }], origin };
  };
  const many = Array.from({ length: 40 }, (_, i) => `if (p->f${i}) y++;`).join(' ');
  const { machine, problems } = compileWith({
    scenario,
    variant: 'only',
    images: new Map([['act', code('void act(void)\n{\n\tdeep();\n\tx = 2;\n}', 'patch')]]),
    tree: (name) => (name === 'deep' ? code(`void deep(void)\n{ struct thing *p = 0; int y = 0; ${many} }`, 'tree') : undefined),
  });
  assert.deepEqual(problems, []);
  assert.ok(machine);
  assert.match(machine.assumed.map((a) => a.sentence).join('\n'), /deep\(\) is too much to follow here/);
  assert.equal(verdictOf(machine).kind, 'holds');
});

test('a configuration that the scenario decides is no choice; any other is', () => {
  const body = (config: string) => `
#define CONFIG_MEMCG 1
struct zone { int nr : 4; };
struct zone Z;
__thread void add(void)
{
#ifdef ${config}
	Z.nr = 1;
#else
	Z.nr = 2;
#endif
}
/** one - the first branch was compiled */
__finally bool one(void) { return Z.nr == 1; }
`;
  assert.match(run(body('CONFIG_MEMCG')), /^holds/);
  assert.match(run(body('CONFIG_OTHER')), /not so: the first branch was compiled/);
});

test('a local struct of which the world has the object is seen by others', () => {
  const text = run(`
struct page { bool free; };
struct capture { struct page *page; };
struct page P;
struct capture capc;
struct capture *shown;
__thread void compact(void)
{
	struct capture capc = { .page = NULL };

	shown = &capc;
	wait(capc.page != NULL);
}
__thread void interrupt(void)
{
	wait(shown != NULL);
	shown->page = &P;
}
`);
  assert.match(text, /^holds/);
});

test('what something outside chooses may be the last turn of a loop', () => {
  const scenario = read(
    'small',
    `${HEAD}
struct zone { int nr : 4; };
struct zone Z;
__role void add(struct zone *zone) { zone->nr = 1; }
__thread void task(void) { add(&Z); }
`,
  );
  const source = { name: 'mm/x.c', from: 'patch' as const, text: '' };
  const image = (text: string): Code => ({
    ast: parseFunction(parser, text, 0, text.length)!,
    sources: [{ from: 0, source: { ...source, text } }],
    origin: 'patch',
  });
  const verdict = (text: string) => {
    const { machine, problems } = compileWith({ scenario, variant: 'only', images: new Map([['add', image(text)]]) });
    assert.deepEqual(problems, []);
    return verdictOf(machine!).kind;
  };
  assert.equal(
    verdict('void add(struct zone *zone)\n{\n\tint old = 0;\n\n\tdo {\n\t\told = 1;\n\t} while (!try_cmpxchg_elsewhere(&old));\n}\n'),
    'holds',
  );
  assert.equal(verdict('void add(struct zone *zone)\n{\n\tint old = 0;\n\n\tdo {\n\t\told = 1;\n\t} while (old);\n}\n'), 'breaks');
  // nobody asks whether it is NULL, so it is not
  assert.equal(verdict('void add(struct zone *zone)\n{\n\tstruct zone *other = elsewhere();\n\n\tother->nr = 1;\n}\n'), 'holds');
  assert.equal(
    verdict('void add(struct zone *zone)\n{\n\tstruct zone *other = elsewhere();\n\n\tif (!other)\n\t\tother->nr = 1;\n}\n'),
    'breaks',
  );
});

test('what threads are taken to share beforehand changes no verdict, however wrong it is', () => {
  const nothing = { cells: new Set<string>(), mortal: new Set<string>(), grace: false };
  for (const scenario of scenarios.filter((_, i) => i % 4 === 0)) {
    const first = compile(scenario, scenario.variants[0]?.id ?? '').sharing;
    for (const { id, verdict } of scenario.variants)
      for (const likely of [first, nothing, { ...nothing, grace: true }]) {
        const { machine, problems } = compile(scenario, id, undefined, likely);
        assert.deepEqual(problems, []);
        assert.equal(machine && verdictOf(machine, { anyPath: true }).kind, verdict, `${scenario.id}/${id}`);
      }
  }
});
