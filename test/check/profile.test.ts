/** What one image of a function keeps on its ways out and the other does not: ways out that were joined for want of room prove nothing, and disprove. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareProfiles, type Profile } from '../../server/src/check/index.ts';

type ProfileExit = Profile['exits'][number];
type Leftover = ProfileExit['left'][number];

const ZERO = 1;
const POS = 2;
const words = 'pmd_lock(mm, walk->pmd)';
const ptl: Leftover = { kind: 'lock', account: 'SPIN', name: 'ptl', net: 1, by: 'pmd_lock', from: [10, 20], words };

const exit = (sign: number, kept: boolean, vague = false): ProfileExit => ({
  at: [sign, sign + 1],
  sign,
  left: kept ? [ptl] : [],
  kept: new Set(kept ? [words] : []),
  vague,
});
const profile = (...exits: ProfileExit[]): Profile => ({ exits, balanced: new Set(['ptl']), bounded: false, partial: false });
const after = profile(exit(ZERO, false), exit(POS, true));

test('a lock that only the new image keeps is told', () => {
  const told = compareProfiles(profile(exit(ZERO, false), exit(POS, false)), after);
  assert.deepEqual(
    told.map(({ rule, how }) => `${rule} ${how}`),
    ['lock/missing-unlock kept'],
  );
});

test('the old image kept it on a way out that was joined with one of another result', () => {
  const before = profile(exit(ZERO, false), exit(POS, false), { ...exit(ZERO | POS, false, true), kept: new Set([words]) });
  assert.deepEqual(compareProfiles(before, after), []);
});

test('what a way out kept with another result for certain says nothing', () => {
  const before = profile({ ...exit(ZERO, false), kept: new Set([words]) }, exit(POS, false));
  assert.equal(compareProfiles(before, after).length, 1);
});
