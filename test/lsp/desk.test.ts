// The reviewer's desk on the samples: what is shown at places, where names lead, what can be done. UPDATE=1 rewrites the words.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { documentLinks } from '../../server/src/lsp/document-links.ts';
import { explainPath } from '../../server/src/lsp/explain-path.ts';
import { hoverAt } from '../../server/src/lsp/hover.ts';
import { inlayHints } from '../../server/src/lsp/inlay-hints.ts';
import { definitions, references } from '../../server/src/lsp/navigation.ts';
import { promptsOf } from '../../server/src/lsp/prompts.ts';
import { defaultSettings, tokenModifiers, tokenTypes } from '../../server/src/lsp/protocol.ts';
import { reviewData } from '../../server/src/lsp/review-data.ts';
import { rulePages } from '../../server/src/lsp/rule-pages.ts';
import { semanticTokens } from '../../server/src/lsp/semantic-tokens.ts';
import type { Position } from '../../server/src/patch/types.ts';
import { sample } from '../cli/fake.ts';
import { golden } from '../cli/golden.ts';
import { applyEdits, fileScene, patchScene, type Scene } from './scene.ts';

const patches = readdirSync('samples').filter((name) => /\.(patch|eml|mbox)$/.test(name));
const everything = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };

const hover = (s: Scene, position: Position): string | undefined => {
  const { document, review, desk } = s;
  const rulePage = rulePages('file:///rules');
  const shown = hoverAt(
    { document, review, desk, explain: () => undefined, rulePage, lineText: s.lineText(position.line), showCarried: false },
    position,
  );
  return (shown?.contents as { value: string } | undefined)?.value;
};

test('hovers: a call, a lock, a variable, a line', async () => {
  const s = await patchScene(sample('lock-missing-unlock.patch'));
  const diff = s.at('@@ -42').line;
  const parts: string[] = [];
  const show = (what: string, position: Position): void => void parts.push(`# ${what}\n\n${hover(s, position) ?? '(nothing)'}\n`);
  show('a function of the model', s.at('mutex_unlock', diff));
  show('a lock', s.at('&pool->resize_lock', diff));
  show('a variable', s.at('\tret', diff));
  show('a line: the new way out', s.at('+\t\tretur', diff));
  show('the line behind it', s.at('pool->limi', diff + 5));
  const leak = await patchScene(sample('ref-leak.patch'));
  show('the section of a hunk', s.at('int tide_pool_resiz', diff));
  const at = leak.at('@@').line;
  for (const words of ['folio_test_writebac', 'foli', 'return -EAGAI']) {
    const place = leak.at(words, at);
    parts.push(`# ref-leak: ${words}\n\n${hover(leak, place) ?? '(nothing)'}\n`);
  }
  golden('lsp/fixtures/hover-desk.md', parts.join('\n'));
});

test('what the patch changes in a contract is told where the function is called', async () => {
  const before = readFileSync('samples/tree/mm/tidepool.c', 'utf8');
  const now = before.replace('\tmutex_unlock(&pool->resize_lock);\n', '');
  assert.notEqual(now, before);
  const s = await fileScene('mm/tidepool.c', now, before);
  const text = hover(s, s.at('tide_pool_resiz')) ?? '';
  assert.match(text, /Before the patch/);
  assert.match(text, /learnt from the body that the patch gives it/);
});

test('inlay hints, tokens and folding places are in the text', async () => {
  const out: string[] = [];
  for (const name of patches) {
    const s = await patchScene(sample(name));
    const hints = inlayHints(s.document, s.desk, everything);
    out.push(`== ${name}`);
    for (const { position, label } of hints) {
      assert.equal(position.character, s.lineText(position.line).length, 'behind the line');
      out.push(`${s.lineText(position.line).replaceAll('\t', '  ')}   <${String(label)}>`);
    }
    const { data } = semanticTokens(s.document, (n) => s.desk.effects(n));
    let [line, character] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      const [down, right, length, type, modifiers] = data.slice(i, i + 5) as [number, number, number, number, number];
      line += down;
      character = down === 0 ? character + right : right;
      const said = tokenModifiers.filter((_, bit) => modifiers & (1 << bit)).join('+');
      out.push(`  ${s.lineText(line).slice(character, character + length)}: ${tokenTypes[type]} ${said}`);
    }
  }
  golden('lsp/fixtures/hints-and-tokens.txt', `${out.join('\n')}\n`);
});

test('definitions: in the patch, in the tree, of a local, of a file header, of a line', async () => {
  const s = await patchScene(sample('lock-missing-unlock.patch'));
  const diff = s.at('@@ -42').line;
  const tree = readFileSync('samples/tree/mm/tidepool.c', 'utf8').split('\n');
  const lead = (position: Position) =>
    definitions(s.navigation, position).map(({ uri, range }) => {
      const there = uri.startsWith('file:///tree/')
        ? readFileSync(`samples/${uri.slice('file:///'.length)}`, 'utf8').split('\n')[range.start.line]
        : s.lineText(range.start.line);
      return `${uri} ${there?.trim()}`;
    });
  assert.deepEqual(lead(s.at('+++ b/mm/tidepoo')), [`file:///tree/mm/tidepool.c ${tree[41]?.trim()}`]);
  assert.match(lead(s.at('pool->limi', diff + 4))[0] ?? '', /pool->limit = limit;$/);
  const five = await patchScene(sample('ref-leak.patch'));
  const found = definitions(five.navigation, five.at('tide_line_account', five.at('@@').line));
  assert.ok(found.length === 0 || found.every(({ uri }) => uri.startsWith('file:///')));
  const refs = references(s.navigation, s.at('resize_loc', diff));
  assert.ok(
    refs.some(({ uri }) => uri === s.uri) && refs.some(({ uri }) => uri === 'file:///tree/mm/tidepool.c'),
    JSON.stringify(refs.slice(0, 4)),
  );
  for (const { uri, range } of refs) {
    const text =
      uri === s.uri
        ? s.lineText(range.start.line)
        : readFileSync(`samples/${uri.slice('file:///'.length)}`, 'utf8').split('\n')[range.start.line]!;
    assert.equal(text.slice(range.start.character, range.end.character), 'resize_lock');
  }
});

test('links: message-ids and commits, nothing in code', () => {
  const text = [
    'From 1234567890abcdef1234567890abcdef12345678 Mon Sep 17 00:00:00 2001',
    'Message-ID: <20240102.a+b@example.org>',
    'References: <one@example.org>',
    ' <two@example.org>',
    'From: Robin Shore <robin@example.org>',
    'Subject: [PATCH] mm: x',
    '',
    'Since commit 0123456789ab ("mm: y") this is so.',
    'Fixes: 0123456789ab ("mm: y")',
    '> the reply of <robin@example.org> says',
    '---',
    'diff --git a/mm/a.c b/mm/a.c',
    '--- a/mm/a.c',
    '+++ b/mm/a.c',
    '@@ -1,1 +1,1 @@',
    '-commit 0123456789ab',
    '+commit 0123456789ab',
    '',
  ];
  return patchScene(text.join('\n'), undefined).then((s) => {
    const links = documentLinks(s.document, s.lineText, defaultSettings);
    assert.deepEqual(
      links.map(({ range, target }) => [range.start.line, target]),
      [
        [0, 'https://git.kernel.org/linus/1234567890abcdef1234567890abcdef12345678'],
        [1, 'https://lore.kernel.org/all/20240102.a%2Bb@example.org/'],
        [2, 'https://lore.kernel.org/all/one@example.org/'],
        [3, 'https://lore.kernel.org/all/two@example.org/'],
        [7, 'https://git.kernel.org/linus/0123456789ab'],
        [8, 'https://git.kernel.org/linus/0123456789ab'],
      ],
    );
  });
});

test('prompts for every sample', async () => {
  const out: string[] = [];
  for (const name of patches) {
    const s = await patchScene(sample(name));
    out.push(`== ${name}`);
    for (const f of await promptsOf(s.desk, s.review)) {
      out.push(`${f.function} (${s.lineText(f.range.start.line).trim()})`);
      for (const p of f.prompts) out.push(`  - ${p.question}`, ...(p.seen ? [`    seen: ${p.seen}`] : []), `    from: ${p.source}`);
    }
  }
  golden('lsp/fixtures/prompts.txt', `${out.join('\n')}\n`);
});

test('the path of a hazard as a document', async () => {
  const s = await patchScene(sample('lock-missing-unlock.patch'));
  const { name, text } = explainPath(s.review.findings[0]!, s.document, s.desk, rulePages('file:///rules'));
  assert.equal(name, 'lock-missing-unlock in tide_pool_resize.md');
  golden('lsp/fixtures/explain-path.md', text);
});

test('actions: what is offered, and every mend mends', async () => {
  const out: string[] = [];
  let mends = 0;
  for (const name of patches) {
    const text = sample(name);
    const s = await patchScene(text);
    for (const finding of s.review.findings.filter((f) => f.change === 'introduced')) {
      const actions = s.actions(finding.input.start);
      out.push(`== ${name}: ${finding.rule} in ${finding.function}`, ...actions.map((a) => `  ${a.title}`));
      for (const action of actions) {
        const edits = action.edit?.changes?.[s.uri];
        if (!edits) continue;
        mends++;
        const mended = applyEdits(text, edits);
        const again = await patchScene(mended);
        assert.deepEqual(again.document.diagnostics, s.document.diagnostics, `${name}: ${action.title}: the patch can still be read`);
        const left = again.review.findings.filter((f) => f.change === 'introduced').map((f) => f.fingerprint);
        const others = s.review.findings.filter((f) => f.change === 'introduced' && f !== finding).map((f) => f.fingerprint);
        assert.deepEqual(left, others, `${name}: ${action.title}`);
        assert.ok(
          again.review.patches.every((p, i) => p.files.every((f, j) => f.context === s.review.patches[i]!.files[j]!.context)),
          `${name}: ${action.title}: it still applies`,
        );
        out.push(
          ...mended
            .split('\n')
            .filter((l) => !text.split('\n').includes(l))
            .map((l) => `    ${l}`),
        );
      }
    }
  }
  assert.ok(mends >= 4, `${mends} mends`);
  golden('lsp/fixtures/actions.txt', `${out.join('\n')}\n`);
});

test('a reply that quotes the patch, and mails that are encoded, are not edited', async () => {
  const s = await patchScene(sample('reply-quoting-ref-leak.eml'));
  for (const f of s.review.findings) assert.ok(s.actions(f.input.start).every((a) => a.edit === undefined));
});

test('the review as data: what a later patch mends says so', async () => {
  const s = await patchScene(sample('series-five-v1.mbox'));
  const data = reviewData(s.uri, 7, s.document, s.review);
  assert.equal(data.version, 7);
  const leak = data.findings.find((f) => f.rule === 'ref/leak' && f.change === 'introduced');
  assert.ok(leak?.mendedBy !== undefined && leak.mendedBy > leak.patch, JSON.stringify(leak));
  assert.equal(new Set(data.patches.filter((p) => p.part !== undefined).map((p) => p.series)).size, 1);
  for (const patch of data.patches)
    for (const file of patch.files) {
      assert.equal(file.shown.length, file.functions.length);
      for (const range of file.shown) assert.ok(range.start.line >= file.range.start.line && range.end.line <= file.range.end.line);
    }
  assert.deepEqual(structuredClone(data), data, 'plain data');
});

test('a C file of the tree: hazards of what was typed, in the file itself; a mend is an edit of it', async () => {
  const before = readFileSync('samples/tree/mm/tidepool.c', 'utf8');
  const now = before.replace('\tpool->limit = limit;\n', '\tif (limit < pool->nr_entries)\n\t\treturn -EBUSY;\n\tpool->limit = limit;\n');
  assert.notEqual(now, before);
  const s = await fileScene('mm/tidepool.c', now, before);
  const introduced = s.review.findings.filter((f) => f.change === 'introduced');
  assert.deepEqual(
    introduced.map((f) => [f.rule, s.lineText(f.input.start.line).trim()]),
    [['lock/missing-unlock', 'return -EBUSY;']],
  );
  const mends = s.actions(introduced[0]!.input.start).flatMap((a) => a.edit?.changes?.[s.uri] ?? []);
  assert.ok(mends.length > 0);
  const fixed = applyEdits(now, s.actions(introduced[0]!.input.start).find((a) => a.edit)!.edit!.changes![s.uri]!);
  assert.deepEqual(
    (await fileScene('mm/tidepool.c', fixed, before)).review.findings.filter((f) => f.change === 'introduced'),
    [],
  );
  assert.match(hover(s, s.at('return -EBUS')) ?? '', /held: `pool->resize_lock` \(mutex\)/);
  const gone = await fileScene('mm/tidepool.c', before.replace('\tmutex_unlock(&pool->resize_lock);\n', ''), before);
  for (const f of gone.review.findings) {
    const row = gone.lineText(f.input.start.line);
    assert.ok(f.input.end.character <= row.length, 'what was taken away is told on the line that stands there now');
  }
  const same = await fileScene('mm/tidepool.c', before, before);
  assert.deepEqual(same.review.findings, []);
});

test('whatever the text is, the features answer', async () => {
  const texts = patches.map(sample);
  const broken = fc.record({
    text: fc.constantFrom(...texts),
    from: fc.nat(3000),
    length: fc.nat(400),
    with: fc.constantFrom('', '\u0000', '@@ -1 +1 @@', '\n> >\n', '{{{', 'if (', '\r\n', '\ufffd\ud800', '=3D=\n'),
  });
  await fc.assert(
    fc.asyncProperty(broken, fc.nat(200), fc.nat(60), async (b, line, character) => {
      const text = b.text.slice(0, b.from) + b.with + b.text.slice(b.from + b.length);
      const s = await patchScene(text);
      const position = { line: Math.min(line, s.document.lineCount), character };
      hover(s, position);
      definitions(s.navigation, position);
      references(s.navigation, position);
      inlayHints(s.document, s.desk, everything);
      semanticTokens(s.document, (n) => s.desk.effects(n));
      documentLinks(s.document, s.lineText, defaultSettings);
      await promptsOf(s.desk, s.review);
      s.actions(position);
      reviewData(s.uri, 1, s.document, s.review);
      for (const f of s.review.findings) {
        s.actions(f.input.start);
        explainPath(f, s.document, s.desk, rulePages());
      }
    }),
    { numRuns: 40 },
  );
});
