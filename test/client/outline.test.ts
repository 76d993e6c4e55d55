import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OutlineNode, outline, type SeriesNode } from '../../client/src/outline.ts';
import type { FindingData, PatchData, ReviewData } from '../../server/src/lsp/protocol.ts';

const range = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 5 } });

function patch(index: number, more: Partial<PatchData> = {}): PatchData {
  const start = index * 10;
  return {
    index,
    subject: `[PATCH ${index + 1}/2] mm: patch ${index + 1}`,
    title: `mm: patch ${index + 1}`,
    series: more.version ?? 1,
    place: index,
    version: 1,
    part: index + 1,
    parts: 2,
    isReply: false,
    range: range(start + 5),
    quoteDepth: 0,
    files: [{ path: 'mm/a.c', context: 'tree', functions: ['f'], range: range(start + 5), shown: [range(start + 6)] }],
    ...more,
    mail: {
      kind: 'mail',
      range: range(start),
      messageId: `${index}.${more.version ?? 1}@example.org`,
      references: [`cover.${more.version ?? 1}@example.org`],
      from: 'Robin Shore <robin@example.org>',
      ...more.mail,
    },
  };
}

function finding(fingerprint: string, ofPatch: number, more: Partial<FindingData> = {}): FindingData {
  return {
    rule: 'ref/leak',
    severity: 'error',
    confidence: 'high',
    change: 'introduced',
    message: 'lost',
    function: 'f',
    file: 'mm/a.c',
    line: 1,
    side: 'new',
    object: 'o',
    input: range(7),
    path: [],
    fingerprint,
    patch: ofPatch,
    ...more,
  };
}

const review = (uri: string, patches: PatchData[], findings: FindingData[], bounded: string[] = []): ReviewData => ({
  uri,
  version: 1,
  patches,
  covers: [],
  findings,
  bounded,
});

/** One line for each node, what is below it indented. */
function drawn(series: readonly SeriesNode[]): string[] {
  const out: string[] = [];
  const draw = (node: OutlineNode, depth: number): void => {
    const pad = '  '.repeat(depth);
    switch (node.kind) {
      case 'series':
        out.push(`${pad}${node.title} (${node.from})`);
        for (const one of node.versions) draw(one, depth + 1);
        break;
      case 'version': {
        const { introduced, mended, fixed, carried, dismissed } = node.counts;
        const since = node.since;
        const against = since
          ? ` since v${since.version}: -${since.gone.map(({ finding: { fingerprint } }) => fingerprint)} +${since.came.map(({ finding: { fingerprint } }) => fingerprint)} =${since.stayed}`
          : '';
        out.push(`${pad}v${node.version} ${introduced}i(${mended}m) ${fixed}f ${carried}c ${dismissed}d${against}`);
        for (const one of node.patches) draw(one, depth + 1);
        break;
      }
      case 'patch':
        out.push(`${pad}${node.patch.title}`);
        for (const one of node.files) draw(one, depth + 1);
        break;
      case 'file':
        out.push(`${pad}${node.file.path}`);
        for (const one of node.functions) draw(one, depth + 1);
        break;
      case 'function':
        out.push(`${pad}${node.name}${node.bounded ? ' bounded' : ''} at ${node.range.start.line}`);
        for (const one of node.hazards) draw(one, depth + 1);
        break;
      case 'hazard':
        out.push(
          `${pad}${node.finding.change} ${node.finding.fingerprint}${node.dismissed ? ` dismissed: ${node.dismissed}` : ''}${node.mendedBy ? ` mended by ${node.mendedBy.title}` : ''}`,
        );
    }
  };
  for (const one of series) draw(one, 0);
  return out;
}

test('series, patch, file, function, hazard; a hazard that a later patch mends says so', () => {
  const findings = [
    finding('a', 0, { mendedBy: 1 }),
    finding('a', 1, { change: 'fixed' }),
    finding('b', 1, { change: 'carried' }),
    finding('c', 1, { function: 'g' }),
  ];
  assert.deepEqual(drawn(outline([review('file:///s', [patch(0), patch(1)], findings, ['mm/a.c:f'])], new Map([['c', 'looked at']]))), [
    'mm: patch 1 (Robin Shore <robin@example.org>)',
    '  v1 1i(1m) 1f 1c 1d',
    '    mm: patch 1',
    '      mm/a.c',
    '        f bounded at 6',
    '          introduced a mended by mm: patch 2',
    '    mm: patch 2',
    '      mm/a.c',
    '        f bounded at 16',
    '          fixed a',
    '          carried b',
    '        g at 7',
    '          introduced c dismissed: looked at',
  ]);
});

test('versions of a series, in one document or in several, are held against each other', () => {
  const v2 = [patch(0, { version: 2 }), patch(1, { version: 2 })];
  const lines = drawn(
    outline(
      [
        review('file:///v2', v2, [finding('b', 0), finding('c', 1), finding('d', 0, { mendedBy: 1 })]),
        review('file:///v1', [patch(1), patch(0)], [finding('a', 0), finding('b', 1)]),
      ],
      new Map(),
    ),
  );
  assert.deepEqual(
    lines.filter((line) => /^ {2}v/.test(line)),
    ['  v1 2i(0m) 0f 0c 0d', '  v2 3i(1m) 0f 0c 0d since v1: -a +c =1'],
  );
  assert.deepEqual(
    lines.filter((line) => /^ {4}mm/.test(line)),
    ['    mm: patch 1', '    mm: patch 2', '    mm: patch 1', '    mm: patch 2'],
  );
});

const shape = (reviews: readonly ReviewData[]): string[] =>
  outline(reviews, new Map()).map(({ versions }) =>
    versions.map(({ version, patches }) => `v${version}: ${patches.map(({ patch: { title } }) => title.slice(-1)).join('')}`).join('; '),
  );

test('two series of one author stay two, whatever their versions and numbers', () => {
  const other = (index: number) =>
    patch(index, {
      title: `mm: other ${index + 7}`,
      series: 7,
      mail: { references: ['else@example.org'], messageId: `o${index}@example.org` } as never,
    });
  assert.deepEqual(shape([review('file:///a', [patch(0), patch(1), other(0), other(1)], [])]), ['v1: 12', 'v1: 78']);
});

test('a mail that is open twice is there once; a series without Message-IDs is told by its document', () => {
  assert.deepEqual(shape([review('file:///a', [patch(0), patch(1)], []), review('file:///b', [patch(1)], [])]), ['v1: 12']);
  const bare = (index: number, version = 1) => patch(index, { version, mail: { references: [], messageId: undefined } as never });
  assert.deepEqual(shape([review('file:///a', [bare(1), bare(0)], []), review('file:///b', [bare(0, 2), bare(1, 2)], [])]), [
    'v1: 12; v2: 12',
  ]);
});

test('single patches and answers', () => {
  const single = (version: number) => patch(0, { version, part: undefined, parts: undefined, mail: { references: [] } as never });
  const answer = patch(3, { isReply: true, subject: 'Re: [PATCH 1/2] mm: patch 1', title: 'mm: patch 1' });
  assert.deepEqual(shape([review('file:///a', [single(1), answer], []), review('file:///b', [single(3)], [])]), ['v1: 1; v3: 1', 'v1: 1']);
});

test('a change-id keeps renamed patches together', () => {
  const named = (version: number, title: string) =>
    patch(0, { version, title, mail: { changeId: 'id-1', references: [`c${version}@x`] } as never });
  assert.deepEqual(shape([review('file:///a', [named(1, 'mm: a'), named(2, 'mm: b')], [])]), ['v1: a; v2: b']);
});

test('a cover letter names the series, by its thread or by its author and length', () => {
  const cover = { title: 'mm: all of it', version: 1, parts: 2, from: 'Robin Shore <robin@example.org>', range: range(0) };
  const titled = (messageId: string | undefined, patches: PatchData[]) =>
    outline([{ ...review('file:///a', patches, []), covers: [{ ...cover, ...(messageId ? { messageId } : {}) }] }], new Map()).map(
      ({ title }) => title,
    );
  assert.deepEqual(titled('cover.1@example.org', [patch(0), patch(1)]), ['mm: all of it']);
  assert.deepEqual(titled('else@example.org', [patch(0), patch(1)]), ['mm: patch 1']);
  const bare = (index: number) => patch(index, { mail: { references: [], messageId: undefined } as never });
  assert.deepEqual(titled(undefined, [bare(0), bare(1)]), ['mm: all of it']);
});

test('every node has an id of its own', () => {
  const twice = [patch(0), patch(0, { index: 1 })];
  const nodes: string[] = [];
  const walk = (node: OutlineNode): void => {
    nodes.push(node.id);
    if (node.kind === 'series') node.versions.forEach(walk);
    if (node.kind === 'version') node.patches.forEach(walk);
    if (node.kind === 'patch') node.files.forEach(walk);
    if (node.kind === 'file') node.functions.forEach(walk);
    if (node.kind === 'function') node.hazards.forEach(walk);
  };
  outline(
    [review('file:///a', twice, [finding('a', 0), finding('a', 0), finding('a', 1)]), review('file:///b', twice, [])],
    new Map(),
  ).forEach(walk);
  assert.equal(new Set(nodes).size, nodes.length, nodes.join('\n'));
});

test('no patch, no series', () => {
  assert.deepEqual(outline([review('file:///a', [], [])], new Map()), []);
});

test('errors and questions are counted among what is introduced; what asks is not mended', () => {
  const findings = [
    finding('a', 0),
    finding('b', 0, { severity: 'warning', mendedBy: 1 }),
    finding('c', 0, { severity: 'info', mendedBy: 1 }),
    finding('d', 1, { severity: 'error', change: 'fixed' }),
  ];
  const [series] = outline([review('file:///s', [patch(0), patch(1)], findings)], new Map());
  assert.deepEqual(series?.versions[0]?.counts, { introduced: 3, errors: 1, questions: 1, mended: 1, fixed: 1, carried: 0, dismissed: 0 });
});
