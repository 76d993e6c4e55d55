/** Fixtures in, text out. `UPDATE=1` rewrites the goldens. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { bareSummary, fullSummary } from './summary.ts';

const fixtures = join('test', 'patch', 'fixtures');
const update = process.env.UPDATE === '1';

function compare(golden: string, actual: string): void {
  if (update) writeFileSync(golden, actual);
  assert.equal(actual, existsSync(golden) ? readFileSync(golden, 'utf8') : '(no golden yet: run with UPDATE=1)');
}

for (const name of readdirSync(fixtures)
  .filter((file) => !file.endsWith('.golden'))
  .sort()) {
  test(`reads ${name}`, () => {
    const text = readFileSync(join(fixtures, name), 'utf8');
    compare(join(fixtures, `${name}.golden`), fullSummary(parsePatchText(text)));
  });
}

const shared = join('..', 'shared');
const skip = existsSync(join(shared, 'seeds')) && existsSync(join(shared, 'mail')) ? false : '../shared with seeds and mail is not here';

test('reads the seed pages and the real mails as before', { skip }, () => {
  const out: string[] = [];
  for (const folder of ['seeds', 'mail']) {
    for (const name of readdirSync(join(shared, folder))
      .filter((file) => /\.(?:txt|eml)$/.test(file))
      .sort()) {
      // The names of mails are made of their subjects.
      const short = name.replace(/^((?:patch|reply)-\d{4}|\d{3}).*?(\.[a-z]+)$/, '$1$2');
      out.push(
        `${folder}/${short} (${[...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99991, 7)})`,
        ...bareSummary(parsePatchText(readFileSync(join(shared, folder, name), 'utf8'))),
      );
    }
  }
  compare(join('test', 'patch', 'shared-golden.txt'), `${out.join('\n')}\n`);
});
