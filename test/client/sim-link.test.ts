import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { panelPage } from '../../client/src/sim-html.ts';
import { linkQuery, readLink } from '../../client/src/sim-link.ts';

const resume = { run: 'after', at: 7, schedule: [0, 35, 1295, 3] };

test('a link leads back to where it was made', () => {
  for (const source of [
    { kind: 'document', uri: 'file:///home/a%20b/x.patch', replay: 'race:zswap-lru-offline#0' },
    { kind: 'scenario', scenario: 'zswap-lru-offline', variant: 'late_switch' },
    { kind: 'file', uri: 'file:///x.mmreplay' },
  ] as const) {
    const query = linkQuery(source.kind === 'file' ? { ...source, text: '{}' } : source, resume);
    assert.ok(query);
    assert.deepEqual(readLink(query), { source, resume });
  }
  assert.equal(linkQuery({ kind: 'file', text: '{}' }, resume), undefined);
});

test('a long schedule is left out: the place stays', () => {
  const query = linkQuery({ kind: 'scenario', scenario: 'a', variant: 'b' }, { ...resume, schedule: Array.from({ length: 401 }, () => 1) });
  assert.deepEqual(readLink(query ?? ''), { source: { kind: 'scenario', scenario: 'a', variant: 'b' }, resume: { run: 'after', at: 7 } });
});

test('links of strangers: other schemes, other machines, nonsense', () => {
  const wrong = (query: string): string => {
    const read = readLink(query);
    return 'wrong' in read ? read.wrong : '';
  };
  assert.match(wrong('document=https%3A%2F%2Fevil%2Fx&replay=a'), /^document$/);
  assert.match(wrong('document=command%3Aworkbench.x&replay=a'), /^document$/);
  assert.match(wrong('file=file%3A%2F%2Fserver%2Fshare%2Fx'), /^file$/);
  assert.match(wrong(''), /^nothing$/);
  assert.deepEqual(readLink('scenario=a&variant=b&run=%3Cscript%3E&step=1'), { source: { kind: 'scenario', scenario: 'a', variant: 'b' } });
  assert.deepEqual(readLink('scenario=a&variant=b&run=after&step=-4'), { source: { kind: 'scenario', scenario: 'a', variant: 'b' } });
  fc.assert(fc.property(fc.string(), (text) => void readLink(text)));
});

test('the page loads one file and nothing else, and brings its sentences as data', () => {
  const page = panelPage({
    script: 'https://x/"><script>alert(1)</script>',
    strings: { Lanes: '"><script>alert(2)</script>' },
    nonce: 'abc123',
  });
  assert.match(page, /default-src 'none'; script-src 'nonce-abc123'; style-src 'none';/);
  assert.equal(page.match(/<script/g)?.length, 1);
  assert.doesNotMatch(page, /unsafe-/);
});
