// What leaves the editor for other programs is what the command line tool prints.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exported } from '../../server/src/lsp/export.ts';
import type { ExportParams } from '../../server/src/lsp/protocol.ts';
import { sample } from '../cli/fake.ts';
import { patchScene } from './scene.ts';

const params = (format: ExportParams['format'], dismissed: ExportParams['dismissed'] = []): ExportParams => ({
  uri: 'file:///inbox/leak.patch',
  format,
  name: 'inbox/leak.patch',
  version: '1.2.3',
  dismissed,
});

test('a review as SARIF, as the check of b4, as JSON', async () => {
  const { review } = await patchScene(sample('ref-leak.patch'));
  const read = (format: ExportParams['format']) => JSON.parse(exported(review, params(format), false) ?? '');
  const [run] = read('sarif').runs;
  assert.equal(run.tool.driver.version, '1.2.3');
  assert.equal(run.results[0].ruleId, 'ref/leak');
  assert.equal(run.results[0].locations[0].physicalLocation.artifactLocation.uri, 'inbox/leak.patch');
  assert.equal(read('b4')[0].status, 'fail');
  assert.equal(read('json').results[0].findings.length, review.findings.length);
});

test('what was dismissed is suppressed with its reason, and no failure any more', async () => {
  const { review } = await patchScene(sample('ref-leak.patch'));
  const dismissed = review.findings.map(({ fingerprint }) => ({ fingerprint, reason: 'the caller puts it' }));
  const sarif = JSON.parse(exported(review, params('sarif', dismissed), false) ?? '');
  assert.equal(sarif.runs[0].results[0].suppressions[0].justification, 'the caller puts it');
  assert.equal(JSON.parse(exported(review, params('b4', dismissed), false) ?? '')[0].status, 'pass');
});

test('nonsense from a client is no format', async () => {
  const { review } = await patchScene(sample('ref-leak.patch'));
  assert.equal(exported(review, { ...params('json'), format: 'xml' as 'json' }, false), null);
  const odd = { ...params('json'), dismissed: 7 as unknown as [], name: 3 as unknown as string };
  assert.equal(JSON.parse(exported(review, odd, false) ?? '').results[0].input, '-');
});
