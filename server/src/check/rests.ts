/**
 * A loop that gave the CPU away in each of its turns, or every so many, and does not any more: cond_resched() is gone from it, and the loop is still there.
 * What is new in it and sleeps does the same. Graphs are compared, no path is run.
 */
import type { Cfg } from '../c/cfg.ts';
import { loops } from '../c/index.ts';
import { align, type ImageSide } from './graphs.ts';
import { type CallNode, isCall, type Lapse, textAt } from './lapse.ts';

const RESTS = /^(?:cond_resched\w*|yield|schedule)$/;
/** what looks whether somebody waits, before it rests */
const ASKS = /^(?:touch_nmi_watchdog|need_resched|need_resched_tasks\w*|spin_needbreak|rwlock_needbreak|need_seqretry|lock_need_resched)$/;
const MAY_SLEEP =
  /^(?:mutex_lock|down_(?:read|write)|mmap_(?:read|write)_lock|lock_page|folio_lock|wait_|msleep|synchronize_|schedule|flush_work|migrate_pages|__?vmalloc)|resched|_killable$|_interruptible$/;

export function lostRests(before: ImageSide, after: ImageSide, same = align(before, after)): Lapse[] {
  if (!same || before.cfg.partial !== after.cfg.partial) return [];
  const gone = before.cfg.nodes.filter((n): n is CallNode => isCall(n) && !same.has(n.id) && RESTS.test(n.op.name!));
  if (gone.length === 0) return [];
  const [old, now] = [loops(before.cfg), loops(after.cfg)];
  const out: Lapse[] = [];
  const told = new Set<number>();
  for (const n of gone) {
    // the innermost loop around it
    const around = [...old].filter(([, body]) => body.has(n.id)).sort((a, b) => a[1].size - b[1].size)[0];
    const head = around && same.get(around[0]);
    const body = head === undefined ? undefined : now.get(head);
    if (!around || head === undefined || !body || told.has(head) || rests(after, body)) continue;
    // an outer loop still rests in each of its turns, and nothing says that this one is long
    if ([...now].some(([h, b]) => h !== head && b.has(head) && rests(after, new Set([...b].filter((i) => !body.has(i)))))) continue;
    // what it went round for is gone, or somebody else does it
    if (works(before.cfg, around[1]) > works(after.cfg, body) + 3) continue;
    told.add(head);
    const at = before.cfg.nodes[around[0]]!.at;
    out.push({
      rule: 'lock/long-hold',
      side: 'old',
      at: n.at,
      object: n.op.name!,
      message: `${textAt(before, n.at)} goes, and nothing else in this loop gives the CPU away: where it has many turns nobody else runs on this CPU until it is over`,
      remedy: `keep ${n.op.name}(), or say what bounds the loop`,
      path: [
        { at, note: 'the loop is still there' },
        { at: n.at, note: `${n.op.name}() was called in its turns before the patch` },
      ],
      by: n.op.name,
    });
  }
  return out;
}

function rests(s: ImageSide, body: ReadonlySet<number>): boolean {
  for (const i of body) {
    const n = s.cfg.nodes[i]!;
    if (n.op.k === 'gap' || n.op.k === 'leave') return true;
    if (isCall(n) && (RESTS.test(n.op.name!) || ASKS.test(n.op.name!) || MAY_SLEEP.test(n.op.name!) || sleeps(s, n.op.name!))) return true;
  }
  return false;
}

const sleeps = (s: ImageSide, fn: string): boolean => s.contractOf(fn)?.outcomes.some((o) => o.sleeps !== undefined) ?? false;

const works = (cfg: Cfg, body: ReadonlySet<number>): number => [...body].filter((i) => isCall(cfg.nodes[i]!)).length;
