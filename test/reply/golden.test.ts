/**
 * Whole replies, word for word. `fixtures/<name>.json` says what is answered: `input` (a sample, or a fixture beside it), `notes` each
 * under the first line that holds `at` (from `after` on, when there is one), whether the findings are asked about. `<name>.eml` is what
 * comes out; UPDATE=1 rewrites it.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import { composeReplies } from '../../server/src/reply/index.ts';
import { reviewOf } from './tree.ts';

interface Fixture {
  readonly input: string;
  readonly findings: boolean;
  readonly tree?: boolean;
  readonly from?: string;
  readonly width?: number;
  readonly notes: readonly { readonly at: string; readonly after?: string; readonly text: string; readonly block?: readonly string[] }[];
}

const folder = 'test/reply/fixtures';

describe('replies', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    test(name, async () => {
      const fixture = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Fixture;
      const path = existsSync(`${folder}/${fixture.input}`) ? `${folder}/${fixture.input}` : `samples/${fixture.input}`;
      const text = readFileSync(path, 'utf8');
      const source = text.split(/\r?\n/);
      const lineOf = (at: string, after?: string): number => {
        const from = after === undefined ? 0 : source.findIndex((line) => line.includes(after));
        const line = source.findIndex((one, i) => i >= from && one.includes(at));
        assert.ok(line >= 0, `${fixture.input} holds ${at}`);
        return line;
      };
      const review = await reviewOf(text, fixture.tree !== false);
      const replies = composeReplies(parsePatchText(text), source, review, {
        notes: fixture.notes.map(({ at, after, ...note }) => ({ line: lineOf(at, after), ...note })),
        findings: fixture.findings ? review.findings.filter(({ change }) => change === 'introduced') : [],
        ...(fixture.from ? { from: fixture.from } : {}),
        ...(fixture.width ? { width: fixture.width } : {}),
      });
      const said = replies
        .map((one) => `#### ${one.fileName}: ${one.answered} answered${one.lacks.map((lack) => `\n#### ${lack}`).join('')}\n${one.text}`)
        .join('\n');
      const golden = `${folder}/${name.replace(/\.json$/, '.eml')}`;
      if (process.env.UPDATE) writeFileSync(golden, said);
      assert.equal(said, readFileSync(golden, 'utf8'));
    });
  }
});
