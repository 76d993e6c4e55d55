/**
 * Five real discussions of mm patches, beside this repository (../shared/seeds): what is said of each, at which line of the document, and
 * where nothing may be said. Of the documents themselves nothing is kept here but their line numbers.
 *
 * seeds.txt holds the words (UPDATE=1 rewrites them). docs/seeds.md lists the lines at which a reviewer had, or could have had, something to say, and what
 * becomes of each; a remark that is not on that list is a false alarm until somebody shows that it is not.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { openTree } from '../../server/src/disk/index.ts';
import { type PatchDocument, parsePatchText } from '../../server/src/patch/index.ts';
import type { Finding, Reviewer } from '../../server/src/review/index.ts';
import { makeReviewer } from '../check/reviewer.ts';
import { golden } from '../cli/golden.ts';

const folder = '../shared/seeds';
const documents = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d{3}_.*\.txt$/.test(name)) : [];
const skip = documents.length === 5 ? false : `${folder} is not there`;

type Lines = readonly [from: number, to: number];

/** Rules that must not speak in some lines, although others may. */
interface Silence {
  readonly lines: Lines;
  readonly rules: RegExp;
  readonly why: string;
}

const silences: Readonly<Record<string, readonly Silence[]>> = {
  '000': [
    { lines: [53, 57], rules: /^(ref|lock)\//, why: 'the label that the failure goes to is out of sight' },
    { lines: [49, 75], rules: /publish-before-charge/, why: 'charged first, visible next: the right order' },
  ],
  '003': [{ lines: [2161, 2161], rules: /double-put/, why: 'a put of the root does nothing' }],
  '004': [{ lines: [93, 127], rules: /^ref\/(leak|double-put|use-after-put)/, why: 'both halves of the pair go' }],
};

/** A row of docs/seeds.md. */
interface Point {
  readonly lines: Lines;
  /** said by that rule at that line, or in the path of the remark there */
  readonly rule?: string;
  readonly at?: number;
  /** why nothing is said */
  readonly silent?: string;
}

function pointsOf(page: string): Map<string, Point[]> {
  const out = new Map<string, Point[]>();
  for (const row of page.split('\n')) {
    const [, id, lines, , said] = row.split('|').map((cell) => cell.trim());
    if (!id || !/^\d{3}$/.test(id) || !lines || !said) continue;
    const [from, to] = lines.split('-').map(Number) as [number, number?];
    const rule = /^([a-z]+\/[a-z-]+) at (\d+)/.exec(said);
    const path = /^in the path of (\d+)/.exec(said);
    const silent = /^silent: (.+)/.exec(said)?.[1];
    assert.ok(rule || path || silent, row);
    const where = rule ? { rule: rule[1]!, at: Number(rule[2]) } : path ? { at: Number(path[1]) } : { silent: silent! };
    out.set(id, [...(out.get(id) ?? []), { lines: [from, to ?? from], ...where }]);
  }
  return out;
}

const points = pointsOf(readFileSync('docs/seeds.md', 'utf8'));

const within = (line: number, [from, to]: Lines): boolean => line >= from && line <= to;
const lineOf = (f: Finding): number => f.input.start.line + 1;

if (skip) test('the five documents', { skip }, () => undefined);
else describe('seeds', seedTests);

function seedTests(): void {
  let reviewer: Reviewer;
  const said = new Map<string, readonly Finding[]>();
  const read = new Map<string, PatchDocument>();

  before(async () => {
    reviewer = await makeReviewer();
    for (const name of documents) {
      const document = parsePatchText(readFileSync(`${folder}/${name}`, 'utf8'));
      const review = await reviewer.review(document);
      said.set(name.slice(0, 3), review.findings);
      read.set(name.slice(0, 3), document);
    }
  });

  test('what is said, and where', () => {
    let text = '';
    for (const [id, findings] of [...said].sort(([a], [b]) => (a < b ? -1 : 1))) {
      text += `${id}\n`;
      for (const f of findings) {
        text += `  ${lineOf(f)}: ${f.change} ${f.severity} ${f.rule}, ${f.confidence} confidence, in ${f.function}()\n    ${f.message}\n`;
        // the steps of a path quote the document
        text += `    path: ${f.path.map((step) => (step.input ? step.input.start.line + 1 : '?')).join(' ')}\n`;
      }
      if (findings.length === 0) text += '  nothing\n';
    }
    golden('review/seeds.txt', text);
  });

  for (const [id, list] of points) {
    const introduced = () => said.get(id)!.filter((f) => f.change === 'introduced');
    for (const { lines, rule, at, silent } of list) {
      const where = lines[0] === lines[1] ? `${lines[0]}` : lines.join('-');
      if (silent !== undefined) {
        test(`${id}: silence at ${where}: ${silent}`, () => {
          // what a patch mends is praise
          const loud = said.get(id)!.filter((f) => f.change !== 'fixed' && within(lineOf(f), lines));
          assert.deepEqual(
            loud.map((f) => `${lineOf(f)} ${f.rule}: ${f.message}`),
            [],
          );
        });
      } else {
        test(`${id}: ${where}: ${rule ?? 'a step of the remark'} at ${at}`, () => {
          const here = introduced().filter((f) => lineOf(f) === at && (rule === undefined || f.rule === rule));
          assert.equal(here.length, 1);
          if (rule === undefined) assert.ok(here[0]!.path.some((s) => s.input && within(s.input.start.line + 1, lines)));
        });
      }
    }
    test(`${id}: no remark that docs/seeds.md does not have`, () => {
      const elsewhere = introduced().filter((f) => !list.some((p) => p.at === lineOf(f) && p.rule === f.rule));
      assert.deepEqual(
        elsewhere.map((f) => `${lineOf(f)} ${f.rule}: ${f.message}`),
        [],
      );
    });
    for (const { lines, rules, why } of silences[id] ?? []) {
      test(`${id}: silence of ${rules.source} at ${lines.join('-')}: ${why}`, () => {
        // what a patch mends is praise
        const loud = said.get(id)!.filter((f) => f.change !== 'fixed' && within(lineOf(f), lines) && rules.test(f.rule));
        assert.deepEqual(
          loud.map((f) => `${lineOf(f)} ${f.rule}: ${f.message}`),
          [],
        );
      });
    }
  }

  test('a step that quotes the document names the file that its line is in', () => {
    for (const [id, findings] of said) {
      const files = read.get(id)!.messages.flatMap((m) => m.patches.flatMap((p) => p.files));
      for (const f of findings)
        for (const step of f.path) {
          const line = step.input?.start.line;
          const quoted = line === undefined ? undefined : files.find((d) => d.range.start.line <= line && line < d.range.end.line);
          if (quoted?.newPath) assert.equal(step.file ?? f.file, quoted.newPath, `${id}: ${f.rule} at ${lineOf(f)}: ${step.note}`);
        }
    }
  });

  const older = process.env.MM_KERNEL_61 ?? join(homedir(), '.cache/mm-patch-review/linux-source-6.1');
  const treeless = existsSync(older) ? false : `${older} is not there`;

  test('001: with a tree that it fits, the file that the text does not name is found, and so are a caller and the other way out', {
    skip: treeless,
  }, async () => {
    const reviewer = await makeReviewer();
    const { findings } = await reviewer.review(read.get('001')!, { tree: await openTree(older) });
    const told = findings.filter((f) => f.change === 'introduced').map((f) => `${f.file} ${lineOf(f)} ${f.rule}: ${f.message}`);
    assert.equal(told.length, 2, told.join('\n'));
    assert.match(
      told[0]!,
      /^mm\/memcontrol\.c 67 contract\/changed: mc_handle_swap_pte\(\) now returns with the folio lock held; get_mctgt_type\(\) /,
    );
    assert.match(told[1]!, /^mm\/memcontrol\.c 80 contract\/changed: .* one that is not locked on another way out/);
    assert.ok(
      findings
        .find((f) => /another way out/.test(f.message))!
        .path.some((step) => step.input === undefined && /not locked/.test(step.note)),
    );
  });

  test('the list is of all five', () => {
    assert.deepEqual([...points.keys()], [...said.keys()].sort());
  });
}
