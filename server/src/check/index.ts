/**
 * check/ - from a control flow graph and contracts to hazards.
 *
 * Knows: rules, paths, the words of a message. Must not know: patches, files, editors. No node:, no vscode.
 */
export { type Balance, balanceOf } from './balance.ts';
export { type Checked, type CheckInput, checkFunction, compareChecked } from './check.ts';
export { type LostCheck, lostChecks } from './checks.ts';
export { type Crossing, crossings } from './crossings.ts';
export { compareGiveBacks, type GiveBack, type GiveBacks, kindOf } from './givebacks.ts';
export { align as sameNodes, type Bodies, type ImageSide, reachable } from './graphs.ts';
export type { Lapse } from './lapse.ts';
export { lapses } from './lapses.ts';
export { type LostObject, lostObjects } from './local-objects.ts';
export { type TurnedMask, turnedMasks } from './masks.ts';
export { type Miscount, miscounts } from './miscounts.ts';
export { type Move, movesOf } from './moves.ts';
export { compareProfiles, type Drift, type Profile } from './profile.ts';
export { allRules, type RuleInfo } from './rules/index.ts';
export { maySleepIn } from './rules/sleep-in-atomic.ts';
export { type Held, type HeldKind, type LineSituations, type Situation, type Situations, situationsOf } from './situations.ts';
export { compareTouches, type Datum, type Moved, type Touch, type Touches } from './touches.ts';
export type { Confidence, Hazard, PathStep, Severity } from './types.ts';
export { type UnguardedMove, unguardedMoves } from './unguarded-moves.ts';
export { type Weakened, weakened } from './weakened.ts';
export { type WrongOwner, wrongOwners } from './wrong-owner.ts';
