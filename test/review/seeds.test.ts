/**
 * Five real discussions of mm patches, beside this repository (../shared/seeds): what is said of each, at which line of the document, and
 * where nothing may be said. Of the documents themselves nothing is kept here but their line numbers.
 *
 * seeds.txt holds the words (UPDATE=1 rewrites them). `spots` are the lines at which a reviewer had, or could have had, something to say;
 * a remark anywhere else is a false alarm until somebody shows that it is not.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Finding, Reviewer } from '../../server/src/review/index.ts';
import { makeReviewer } from '../check/reviewer.ts';
import { golden } from '../cli/golden.ts';

const folder = '../shared/seeds';
const documents = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d{3}_.*\.txt$/.test(name)) : [];
const skip = documents.length === 5 ? false : `${folder} is not there`;

type Lines = readonly [from: number, to: number];

interface Silence {
  readonly lines: Lines;
  /** rules that must not speak there; all when left out */
  readonly rules?: RegExp;
  readonly why: string;
}

interface Seed {
  readonly spots: readonly Lines[];
  readonly silences: readonly Silence[];
}

const seeds: Readonly<Record<string, Seed>> = {
  '000': {
    spots: [
      [56, 57],
      [68, 69],
    ],
    silences: [
      { lines: [53, 57], rules: /^(ref|lock)\//, why: 'the label that the failure goes to is out of sight' },
      { lines: [49, 75], rules: /publish-before-charge/, why: 'charged first, visible next: the right order' },
    ],
  },
  '001': {
    spots: [
      [30, 34],
      [63, 63],
      [71, 71],
      // the way out on which the page is locked: what its callers must know
      [78, 81],
    ],
    silences: [
      { lines: [63, 76], rules: /^ref\//, why: 'each return of NULL puts the page' },
      { lines: [67, 76], rules: /missing-unlock/, why: 'the lock was tried for and not had, or is given back' },
    ],
  },
  '002': { spots: [[21, 21]], silences: [] },
  '003': {
    spots: [
      [1975, 1975],
      [1985, 1985],
      [2003, 2003],
      [2037, 2048],
      [2104, 2104],
      [2133, 2143],
      [2151, 2151],
      [2160, 2161],
    ],
    silences: [
      { lines: [1942, 1945], why: 'no memcg is allowed: it means the list of the node' },
      { lines: [1975, 1991], rules: /offline-order|use-after-put|lock\//, why: 'adding after the list was reparented is no race' },
      { lines: [2070, 2076], why: 'no memcg is allowed by the callee; the list counter was not touched' },
      { lines: [2161, 2161], rules: /double-put/, why: 'a put of the root does nothing' },
      { lines: [2162, 2164], why: 'the pool is not the memcg that it pointed to' },
      { lines: [2169, 2170], why: 'the flag is the one that this path needs' },
      { lines: [2207, 2212], why: 'taken and put on all paths' },
      { lines: [2231, 2236], why: 'taken and put on all paths' },
      { lines: [2249, 2249], why: 'the list was allocated before' },
      { lines: [1, 1806], why: 'the same patch quoted by ten comments is said once' },
    ],
  },
  '004': {
    spots: [
      [93, 105],
      [125, 127],
      [158, 158],
      [212, 219],
      [283, 300],
    ],
    silences: [
      { lines: [93, 127], rules: /^ref\/(leak|double-put|use-after-put)/, why: 'both halves of the pair go' },
      { lines: [226, 252], why: 'both halves of the pair go here too' },
    ],
  },
};

const within = (line: number, [from, to]: Lines): boolean => line >= from && line <= to;
const lineOf = (f: Finding): number => f.input.start.line + 1;

if (skip) test('the five documents', { skip }, () => undefined);
else describe('seeds', seedTests);

function seedTests(): void {
  let reviewer: Reviewer;
  const said = new Map<string, readonly Finding[]>();

  before(async () => {
    reviewer = await makeReviewer();
    for (const name of documents) {
      const review = await reviewer.review(parsePatchText(readFileSync(`${folder}/${name}`, 'utf8')));
      said.set(name.slice(0, 3), review.findings);
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

  for (const [id, { spots, silences }] of Object.entries(seeds)) {
    test(`${id}: no remark where no reviewer had one`, () => {
      const elsewhere = said
        .get(id)!
        .filter((f) => f.change === 'introduced' && !spots.some((s) => within(lineOf(f), s)))
        .map((f) => `${lineOf(f)} ${f.rule}: ${f.message}`);
      assert.deepEqual(elsewhere, []);
    });
    for (const { lines, rules, why } of silences) {
      test(`${id}: silence at ${lines.join('-')}: ${why}`, () => {
        // what a patch mends is praise
        const loud = said.get(id)!.filter((f) => f.change !== 'fixed' && within(lineOf(f), lines) && (rules?.test(f.rule) ?? true));
        assert.deepEqual(
          loud.map((f) => `${lineOf(f)} ${f.rule}: ${f.message}`),
          [],
        );
      });
    }
  }
}
