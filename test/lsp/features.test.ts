import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../server/src/lsp/code-lens.ts';
import { patchDiagnostics, reviewDiagnostics } from '../../server/src/lsp/diagnostics.ts';
import { foldingRanges } from '../../server/src/lsp/folding.ts';
import { hoverAt } from '../../server/src/lsp/hover.ts';
import { rulePages } from '../../server/src/lsp/rule-pages.ts';
import { documentSymbols, functionOf } from '../../server/src/lsp/symbols.ts';
import { treeLine } from '../../server/src/lsp/tree-line.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Explained, FunctionDoc, Review } from '../../server/src/review/index.ts';
import { leakReview, noFindings, sample } from '../cli/fake.ts';
import { golden } from '../cli/golden.ts';

const text = sample('ref-leak.patch');
const document = parsePatchText(text);
const review = leakReview(document);
const lines = text.split('\n');
const uri = 'file:///ref-leak.patch';
const at = (needle: string, inside = 0) => {
  const line = lines.findIndex((one) => one.includes(needle));
  return { line, character: lines[line]!.indexOf(needle) + inside };
};
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

test('diagnostics: exact tokens, severity, link, path as related information', () => {
  const treeUri = (file: string) => `file:///linux/${file}`;
  golden('lsp/fixtures/diagnostics.json', json(reviewDiagnostics(document, review, { uri, showCarried: true, treeUri })));
});

test('diagnostics: a step that no file shows stands at the hazard and names its place', () => {
  const [first] = reviewDiagnostics(document, review, { uri, showCarried: false }).filter((one) => one.code === 'ref/leak');
  assert.equal(first?.relatedInformation?.[0]?.message, '1. takes a reference to `folio` (mm/tideline.c:22)');
  assert.equal(first?.relatedInformation?.[0]?.location.uri, uri);
});

test('diagnostics: a step that only a scenario has leads nowhere in the tree', () => {
  const treeUri = (file: string) => `file:///linux/${file}`;
  const [found] = review.findings;
  const raced = { ...review, findings: [{ ...found!, path: [{ file: 'scenario reclaim()', line: 0, note: 'CPU1: put(&P)' }] }] };
  const [shown] = reviewDiagnostics(document, raced, { uri, showCarried: true, treeUri }).filter((one) => one.relatedInformation);
  assert.deepEqual(shown?.relatedInformation, [
    { location: { uri, range: found!.input }, message: '1. CPU1: put(&P) (scenario reclaim())' },
  ]);
});

test('diagnostics: carried hazards only on request, fixed ones as hints', () => {
  const shown = reviewDiagnostics(document, review, { uri, showCarried: false });
  assert.deepEqual(
    shown.map((one) => [one.code, one.severity]),
    [
      ['ref/leak', 1],
      ['ref/double-put', 4],
    ],
  );
});

test('diagnostics: what could not be read of the patch', () => {
  const broken = parsePatchText(text.replace('@@ -23,6 +23,9 @@', '@@ -23,6 +23,19 @@'));
  const [first] = patchDiagnostics(broken.diagnostics);
  assert.match(String(first?.code), /^patch\//);
  assert.equal(first?.source, 'mm');
});

test('a line of the new file is opened where the tree has it', () => {
  const finding = review.findings[0]!;
  // The hunk begins at line 23 and adds three lines; the tree is the file before the patch.
  assert.equal(treeLine(document, review, finding, 10), 10);
  assert.equal(treeLine(document, review, finding, 40), 37);
  assert.equal(treeLine(document, review, { ...finding, side: 'old' }, 40), 40);
  const applied: Review = {
    ...review,
    patches: [{ ...review.patches[0]!, files: [{ path: 'mm/tideline.c', context: 'applied', functions: [] }] }],
  };
  assert.equal(treeLine(document, applied, finding, 40), 40);
  assert.equal(treeLine(document, applied, { ...finding, side: 'old' }, 37), 40);
  assert.equal(treeLine(document, noFindings(document), finding, 40), undefined, 'hunks only: the tree does not have it');
});

test('code lens: counts, what was seen, and the way to the first hazard', () => {
  const [lens] = codeLenses(document, review, { uri, showCarried: false, command: 'show' });
  assert.equal(lens?.command?.title, '1 hazard introduced, 1 fixed · mm/tideline.c: tree 6.12');
  assert.equal(lens?.range.start.line, at('Subject:').line);
  assert.equal(lens?.command?.command, 'show');
  assert.deepEqual(lens?.command?.arguments, [uri, review.findings[0]!.input]);
  const [carried] = codeLenses(document, review, { uri, showCarried: true });
  assert.equal(carried?.command?.title, '1 hazard introduced, 1 fixed, 1 there before · mm/tideline.c: tree 6.12');
  assert.equal(carried?.command?.command, '');
});

test('code lens: nothing found, hunks only with the reason, an assumed era, bounded functions', () => {
  const title = (one: Review) => codeLenses(document, one, { uri, showCarried: false })[0]?.command?.title;
  const none = noFindings(document);
  assert.equal(title(none), 'no hazard found · mm/tideline.c: hunks only, not in the tree');
  assert.equal(
    title({ ...none, era: { version: '5.12', from: 'date' } }),
    'no hazard found · mm/tideline.c: hunks only, not in the tree · kernel 5.12 by its date',
  );
  const patch = none.patches[0]!;
  const files = ['mm/a.c', 'mm/b.c', 'mm/c.c'].map((path) => ({ path, context: 'blobs' as const, functions: ['big'] }));
  assert.equal(
    title({ ...none, patches: [{ ...patch, files }], bounded: ['mm/b.c:big'] }),
    'no hazard found · 3 files: blobs of the git repository · not fully explored: big()',
  );
  assert.equal(title({ ...none, patches: [{ ...patch, files: [] }] }), 'no C code to review');
  const hunks = (path: string, reason: string) => ({ path, context: 'hunks' as const, reason, functions: [] });
  assert.equal(
    title({
      ...none,
      patches: [{ ...patch, files: [hunks('mm/a.c', 'mm/a.c is not in this tree (6.12)'), hunks('', 'no file is named')] }],
    }),
    'no hazard found · mm/a.c: hunks only, not in this tree (6.12) · hunks only, no file is named',
  );
  const many = ['a', 'b', 'c', 'd'].map((name, i) => hunks(`mm/${name}.c`, `mm/${name}.c: hunk ${i} does not match`));
  assert.equal(title({ ...none, patches: [{ ...patch, files: many }] }), 'no hazard found · 4 files: hunks only');
  const evil = { path: 'mm/$(bug)\n.c', context: 'tree' as const, functions: [] };
  assert.equal(title({ ...none, patches: [{ ...patch, files: [evil] }] }), 'no hazard found · mm/$ (bug) .c: tree');
});

const doc: FunctionDoc = {
  name: 'filemap_get_folio',
  signature: 'struct folio *filemap_get_folio(struct address_space *mapping, pgoff_t index)',
  summary: 'look a folio up in the page cache',
  context: 'any; does not sleep',
  returns: 'the folio with a reference, or an `ERR_PTR()`',
  undo: 'folio_put()',
  since: '5.16',
  source: 'mm/filemap.c (6.12)',
  file: 'folio.c',
  line: 3,
};

const explained: Explained = {
  doc,
  before: [{ name: 'find_get_page', until: '5.15' }],
  outcomes: [
    'returns an error pointer: nothing is held',
    'otherwise: the caller owns a reference to the result',
    'may sleep where gfp allows that',
  ],
  dump: '',
};

const hover = (position: { line: number; character: number }, one: Review | undefined = review) =>
  hoverAt(
    {
      document,
      review: one,
      explain: (name) => (['filemap_get_folio', 'folio_test_dirty'].includes(name) ? explained : undefined),
      rulePage: rulePages('file:///extension/docs/rules'),
      lineText: lines[position.line]!,
      showCarried: false,
    },
    position,
  );

const markdownOf = (shown: ReturnType<typeof hoverAt>): string => {
  assert.ok(shown, 'there is a hover');
  return (shown.contents as { value: string }).value;
};

test('hover: the contract of a function that the model knows', () => {
  const shown = hover(at('folio_test_dirty', 3));
  assert.deepEqual(shown?.range, { start: at('folio_test_dirty'), end: at('folio_test_dirty', 16) });
  golden('lsp/fixtures/hover-contract.md', `${markdownOf(shown)}\n`);
});

test('hover: the hazard at the place, with its path', () => {
  const shown = hover(at('return -EAGAIN', 8));
  golden('lsp/fixtures/hover-hazard.md', `${markdownOf(shown)}\n`);
});

test('hover: a function of other kernels than the one in question says so', () => {
  const one: Review = { ...review, findings: [], era: { version: '4.4', from: 'date' } };
  assert.match(markdownOf(hover(at('folio_test_dirty', 3), one)), /since 5\\.16; not in 4\\.4/);
});

test('rule pages: those of the extension, else none; nothing ends a link early', () => {
  assert.equal(rulePages('file:///ext/docs/rules/')('ref/leak'), 'file:///ext/docs/rules/ref-leak.md');
  assert.equal(rulePages('file:///a b (c)/rules')('lock/rcu'), 'file:///a%20b%20%28c%29/rules/lock-rcu.md');
  for (const none of [undefined, '', '/not/a/uri', 7 as unknown as string]) assert.equal(rulePages(none)('ref/leak'), undefined);
  const [first] = reviewDiagnostics(document, review, { uri, showCarried: false, rulePage: rulePages('file:///ext/docs/rules') });
  assert.equal(first?.codeDescription?.href, 'file:///ext/docs/rules/ref-leak.md');
});

test('hover: a call in prose is one, a mere word is none; nothing elsewhere', () => {
  assert.ok(hover(at('filemap_get_folio() took', 2)), 'the commit message names it with parentheses');
  assert.equal(hover(at('never be freed', 1)), undefined);
  assert.equal(hover(at('diff --git', 1)), undefined);
  assert.equal(hover(at('writeback(folio)', 1), undefined), undefined, 'a function that the model does not know');
});

test('hover: a stranger text cannot become a link, an image or HTML', () => {
  const evil = '[click](command:x) ![i](https://e.example/x) <img src=x> https://e.example **b** `a`b`';
  const finding = {
    ...review.findings[0]!,
    message: evil,
    remedy: evil,
    function: '`x`](y)',
    file: 'mm/[a](b).c',
    path: [{ line: 1, note: evil }],
  };
  const shown = hover(at('return -EAGAIN', 8), { ...review, findings: [finding] });
  const value = markdownOf(shown);
  const links = [...value.matchAll(/(?<!\\)\[[^\]]*(?<!\\)\]\(/g)].map((link) => link[0]);
  assert.deepEqual(links, ['[ref/leak]('], value);
  assert.doesNotMatch(value, /<img|https:\/\/e\.example/);
});

test('outline: mail, file, hunk by its function', () => {
  const series = parsePatchText(sample('series-two-patches.mbox'));
  const draw = (symbols: ReturnType<typeof documentSymbols>, indent = ''): string =>
    symbols
      .map((one) => `${indent}${one.name}${one.detail ? `  (${one.detail})` : ''}\n${draw(one.children ?? [], `${indent}  `)}`)
      .join('');
  golden('lsp/fixtures/outline.txt', draw(documentSymbols(series)));
  assert.equal(functionOf('struct mem_cgroup *tide_mark_find(struct mem_cgroup *root, unsigned'), 'tide_mark_find');
  assert.equal(functionOf('if (x)'), undefined);
  assert.equal(functionOf('struct tide_pool {'), undefined);
});

test('the outline of thousands of hunks ends at the files', () => {
  const hunk = (n: number): string => `@@ -${n * 9 + 1},2 +${n * 9 + 1},3 @@ int f(void)\n \ta();\n+\tb();\n \tc();\n`;
  const file = (hunks: number): string =>
    `diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n${Array.from({ length: hunks }, (_, n) => hunk(n)).join('')}`;
  const hunksIn = (text: string): number => documentSymbols(parsePatchText(text)).flatMap((one) => one.children ?? []).length;
  assert.equal(hunksIn(file(1000)), 1000);
  assert.equal(hunksIn(file(2000)), 0);
});

test('folding: mails, headers, files, hunks', () => {
  const mbox = sample('series-two-patches.mbox');
  const rows = mbox.split('\n');
  const folds = foldingRanges(parsePatchText(mbox), (line) => rows[line] ?? '');
  golden('lsp/fixtures/folding.txt', folds.map(({ startLine, endLine }) => `${rows[startLine]}  ...  ${rows[endLine]}\n`).join(''));
});

test('the features take every sample and every reply without a complaint', () => {
  for (const name of ['reply-quoting-ref-leak.eml', 'series-two-patches.mbox', 'quiet-trylock.patch']) {
    const one = parsePatchText(sample(name));
    const rows = sample(name).split('\n');
    const found = noFindings(one);
    assert.equal(codeLenses(one, found, { uri, showCarried: true }).length, found.patches.length);
    assert.ok(documentSymbols(one).length > 0);
    assert.ok(foldingRanges(one, (line) => rows[line] ?? '').length > 0);
  }
});
