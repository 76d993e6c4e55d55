/** The rules, in the order in which they are listed. */
import type { Rule } from '../rule.ts';
import type { Severity } from '../types.ts';
import { chargeDouble } from './charge-double.ts';
import { chargeEarlyUncharge } from './charge-early-uncharge.ts';
import { chargeFallibleAfterCommit } from './charge-fallible-after-commit.ts';
import { chargeNotUndone } from './charge-not-undone.ts';
import { chargeOfflineOrder } from './charge-offline-order.ts';
import { chargeOverwritten } from './charge-overwritten.ts';
import { chargePublishBeforeCharge } from './charge-publish-before-charge.ts';
import { contractChanged } from './contract-changed.ts';
import { cursorLeft } from './cursor-left.ts';
import { doubleLock } from './double-lock.ts';
import { doublePut } from './double-put.ts';
import { followedWhereNull } from './followed-null.ts';
import { ignoredFailure } from './ignored.ts';
import { irqUnsafe } from './irq-unsafe.ts';
import { iteratorLeak, leak } from './leak.ts';
import { longHold } from './long-hold.ts';
import { missingUnlock } from './missing-unlock.ts';
import { needsLock } from './needs-lock.ts';
import { orderInversion } from './order-inversion.ts';
import { pinned } from './pinned.ts';
import { putBack } from './put-back.ts';
import { unseenFailure, valueRange } from './range.ts';
import { rcu } from './rcu.ts';
import { reclaimRecursion } from './reclaim-recursion.ts';
import { sleepInAtomic } from './sleep-in-atomic.ts';
import { staleAfterUnlock } from './stale-after-unlock.ts';
import { staleLookup } from './stale-lookup.ts';
import { toldAsSuccess } from './told-as-success.ts';
import { unbalancedUnlock } from './unbalanced-unlock.ts';
import { uncheckedGet } from './unchecked-get.ts';
import { wrongUnit } from './unit.ts';
import { unset } from './unset.ts';
import { useAfterPut } from './use-after-put.ts';

export const allRules: readonly Rule[] = [
  missingUnlock,
  doubleLock,
  unbalancedUnlock,
  sleepInAtomic,
  orderInversion,
  longHold,
  irqUnsafe,
  needsLock,
  staleAfterUnlock,
  staleLookup,
  rcu,
  leak,
  doublePut,
  useAfterPut,
  uncheckedGet,
  followedWhereNull,
  iteratorLeak,
  cursorLeft,
  pinned,
  ignoredFailure,
  unseenFailure,
  toldAsSuccess,
  contractChanged,
  chargeNotUndone,
  chargeDouble,
  chargeOverwritten,
  putBack,
  reclaimRecursion,
  chargeEarlyUncharge,
  chargePublishBeforeCharge,
  chargeFallibleAfterCommit,
  chargeOfflineOrder,
  unset,
  wrongUnit,
  valueRange,
];

export interface RuleInfo {
  readonly name: string;
  readonly severity: Severity;
  readonly summary: string;
}
