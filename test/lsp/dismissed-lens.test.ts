import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../server/src/lsp/code-lens.ts';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { leakReview, sample } from '../cli/fake.ts';

test('what was dismissed is counted apart, and the click leads to what is left', () => {
  const document = parsePatchText(sample('ref-leak.patch'));
  const review = leakReview(document);
  const leak = review.findings.find(({ change }) => change === 'introduced')!;
  const titleOf = (dismissed: readonly string[]) => {
    const [lens] = codeLenses(document, review, { uri: 'file:///a', showCarried: false, command: 'show', dismissed: new Set(dismissed) });
    return lens?.command?.title.split(' · ')[0];
  };
  assert.equal(titleOf([]), '1 hazard introduced, 1 fixed');
  assert.equal(titleOf([leak.fingerprint]), 'no hazard introduced, 1 fixed, 1 dismissed');
  const only = { ...review, findings: [leak] };
  const [lens] = codeLenses(document, only, {
    uri: 'file:///a',
    showCarried: false,
    command: 'show',
    dismissed: new Set([leak.fingerprint]),
  });
  assert.match(lens?.command?.title ?? '', /^no hazard introduced, 1 dismissed/);
  assert.equal(lens?.command?.command, '', 'there is nothing to go to');
});

test('what only asks is counted as questions', () => {
  const document = parsePatchText(sample('ref-leak.patch'));
  const review = leakReview(document);
  const leak = review.findings.find(({ change }) => change === 'introduced')!;
  const titleOf = (findings: typeof review.findings) =>
    codeLenses(document, { ...review, findings }, { uri: 'file:///a', showCarried: false })[0]?.command?.title.split(' · ')[0];
  assert.equal(titleOf([{ ...leak, severity: 'info' }]), 'no hazard introduced, 1 question');
  assert.equal(titleOf([leak, { ...leak, severity: 'info' }, { ...leak, severity: 'info' }]), '1 hazard introduced, 2 questions');
});
