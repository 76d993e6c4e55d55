import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { builtinExtensions, printTokens, type Token, tokenizer } from './tokens.ts';

const extensions = builtinExtensions();

/** Skips the test where VS Code's own grammars are not at hand. */
function grammars(t: TestContext): string | undefined {
  if (!extensions) t.skip('VS Code is not in the cache yet: npm test puts it there');
  return extensions;
}

const scopesOf = (line: readonly Token[] | undefined, text: string): string => {
  const token = line?.find((one) => one.text.includes(text));
  assert.ok(token, `no token holds ${text} in ${JSON.stringify(line)}`);
  return token.scopes.join(' ');
};

for (const [fixture, scope] of [
  ['reply.eml', 'text.mm-mail'],
  ['plain.patch', 'text.mm-mail'],
  ['plain.patch', 'source.diff'],
  ['reply.eml', 'source.diff'],
] as const) {
  test(`${fixture} as ${scope} has the tokens of its golden`, async (t) => {
    const folder = grammars(t);
    if (!folder) return;
    const tokenize = await tokenizer(folder, scope);
    const found = `${printTokens(tokenize(readFileSync(`test/grammar/fixtures/${fixture}`, 'utf8').trimEnd()))}\n`;
    const golden = `test/grammar/fixtures/${fixture}.${scope}.tokens`;
    if (process.env.UPDATE) writeFileSync(golden, found);
    assert.equal(found, readFileSync(golden, 'utf8'));
  });
}

test('C is C at every quote depth, in added, removed and context lines', async (t) => {
  const folder = grammars(t);
  if (!folder) return;
  for (const scope of ['text.mm-mail', 'source.diff'] as const) {
    const tokenize = await tokenizer(folder, scope);
    for (const quote of ['', '> ', '>', '> > ', '>> ', '> > > > ']) {
      const head = ['diff --git a/mm/a.c b/mm/a.c', '--- a/mm/a.c', '+++ b/mm/a.c', '@@ -1,3 +1,3 @@ int f(void)'];
      const body = ['+\treturn NULL;', '-\treturn NULL;', ' \treturn NULL;'];
      const lines = tokenize([...head, ...body].map((line) => quote + line).join('\n'));
      // With `>` alone in front, the blank of a context line cannot be told from the quote's own.
      const checked = quote === '>' ? [4, 5] : [4, 5, 6];
      for (const line of checked) {
        assert.match(scopesOf(lines[line], 'return'), /keyword\.control/, `${scope} ${quote}${body[line - 4]}`);
        assert.match(scopesOf(lines[line], 'NULL'), /constant\.language/, `${scope} ${quote}${body[line - 4]}`);
      }
      assert.match(scopesOf(lines[3], 'int'), /storage\.type/);
    }
  }
});

test('a diff mark keeps its own colour beside the C', async (t) => {
  const folder = grammars(t);
  if (!folder) return;
  const tokenize = await tokenizer(folder, 'source.diff');
  const lines = tokenize('--- a/mm/a.c\n+++ b/mm/a.c\n@@ -1,2 +1,2 @@\n-\tput(a);\n+\tget(a);');
  assert.match(scopesOf(lines[3], '-'), /markup\.deleted\.diff/);
  assert.match(scopesOf(lines[4], '+'), /markup\.inserted\.diff/);
  assert.match(scopesOf(lines[4], 'get'), /markup\.inserted\.diff.*meta\.code\.c/);
});

test('prose is not C, whatever its words', async (t) => {
  const folder = grammars(t);
  if (!folder) return;
  for (const scope of ['text.mm-mail', 'source.diff'] as const) {
    const tokenize = await tokenizer(folder, scope);
    const text = 'if this returns NULL, return.\n\n> while we are at it\n> - return to this\n\n diff is int\n\nreturn soon';
    for (const token of tokenize(text).flat()) assert.ok(!token.scopes.some((one) => one.endsWith('.c')), JSON.stringify(token));
  }
});

test('files that are not C are not coloured as C', async (t) => {
  const folder = grammars(t);
  if (!folder) return;
  for (const scope of ['text.mm-mail', 'source.diff'] as const) {
    const tokenize = await tokenizer(folder, scope);
    for (const quote of ['', '> ']) {
      const patch = [
        '--- a/mm/Kconfig',
        '+++ b/mm/Kconfig',
        '@@ -1,2 +1,2 @@',
        '+\treturn if',
        '--- a/mm/a.c',
        '+++ b/mm/a.c',
        '@@ -1 +1 @@',
        '+\treturn 0;',
      ];
      const lines = tokenize(patch.map((line) => quote + line).join('\n'));
      for (const token of lines[3] ?? []) assert.ok(!token.scopes.some((one) => one.endsWith('.c')), `${scope} ${JSON.stringify(token)}`);
      assert.match(scopesOf(lines[7], 'return'), /keyword\.control/, `${scope} ${quote}: C again in the next file`);
    }
  }
});

test('a line of a megabyte does not hang the grammar', async (t) => {
  const folder = grammars(t);
  if (!folder) return;
  const tokenize = await tokenizer(folder, 'text.mm-mail');
  // A pattern that backtracks would not come back before the runner gives up.
  tokenize(`--- a/mm/a.c\n+++ b/mm/a.c\n@@ -1 +1 @@\n+${'>'.repeat(100_000)}\n${'> '.repeat(50_000)}x\n${' '.repeat(100_000)}|`);
});
