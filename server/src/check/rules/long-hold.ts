import type { Cfg } from '../../c/cfg.ts';
import { ATOMIC, type State } from '../../model/index.ts';
import { loopBody } from '../loops.ts';
import type { Rule } from '../rule.ts';

/** Members and globals that count a whole device, a whole map or all of memory. */
const WHOLE =
  /(?:->|\.)(?:max|length|max_pages|highest_bit|spanned_pages|present_pages)\b|\b(?:max_pfn|max_mapnr|max_low_pfn|zone_end_pfn|pgdat_end_pfn|highest_memmap_pfn)\b/;
const YIELDS = /resched|needbreak|need_break|signal_pending|batch|budget|nr_to_scan|CLUSTER|\bmin(?:_t|3)?\b/i;

interface Loop {
  readonly body: ReadonlySet<number>;
  /** the condition that bounds it */
  readonly bound: string;
}

/**
 * A loop over something that nothing small bounds, under a spinlock or with interrupts off. Most such loops are bounded by what the
 * caller knows, so only bounds that are a whole device or all of memory count, and one loop alone only as something new.
 */
export const longHold: Rule = {
  name: 'lock/long-hold',
  severity: 'warning',
  summary: 'a loop that nothing small bounds runs under a spinlock or with interrupts off',
  start(c) {
    const loops = new Map<number, Loop | undefined>();
    const names = new Map<number, string>();
    const loopAt = (head: number): Loop | undefined => {
      if (!loops.has(head)) loops.set(head, loopOf(head, c.cfg, c.text));
      return loops.get(head);
    };
    return {
      turn(s, e) {
        if (s.lossy || s.blind || s.vague) return;
        const loop = loopAt(e.head);
        if (!loop) return;
        const held = heldAround(s, loop);
        if (!held) return;
        const head = c.cfg.nodes[e.head]!;
        // one loop, one lock, whatever the paths call it
        const name = names.get(e.head) ?? c.say(s, held.place);
        names.set(e.head, name);
        const inner = c.cfg.backEdges.some(([, to]) => to !== e.head && loop.body.has(to));
        const irqs = s.depth('IRQ_OFF') > 0;
        c.report({
          at: head.at,
          state: s,
          object: name,
          from: held.at,
          confidence: inner && irqs ? 'medium' : 'low',
          message: `${inner ? 'nested loops run' : 'a loop runs'} up to ${loop.bound} under ${name}${irqs ? ' with interrupts off' : ''}: nothing small bounds that, and nobody else gets the lock${irqs ? ' and no interrupt this CPU' : ''} until it is over`,
          remedy: `drop the lock every now and then (cond_resched_lock() where interrupts are on), or bound the number of items for each turn`,
          last: `goes round under ${name}`,
        });
      },
    };
  },
};

/** A spinlock that was taken before the loop and is still held at its turn. */
function heldAround(s: State, loop: Loop) {
  return s.locks.find((l) => ATOMIC.has(l.cls) && l.cls !== 'LOCAL' && l.node >= 0 && !loop.body.has(l.node));
}

function loopOf(head: number, cfg: Cfg, text: string): Loop | undefined {
  const op = cfg.nodes[head]!.op;
  if (op.k !== 'branch') return undefined;
  const cond = textOf(cfg.nodes[head]!.at, text);
  // `i < length` with a local that was set from the whole: the declaration is where it says so
  const variable = /(?:<=?|!=)\s*([a-z_]\w*)$/.exec(cond)?.[1];
  const set = variable && new RegExp(`\\b${variable}\\s*=\\s*([^;=]+);`).exec(textOf(cfg.at, text))?.[1];
  const bound = WHOLE.exec(cond) ? (/(?:<=?|!=)\s*(.+)$/.exec(cond)?.[1] ?? cond) : set && WHOLE.test(set) ? set.trim() : undefined;
  if (bound === undefined || YIELDS.test(bound)) return undefined;
  const body = loopBody(cfg, head);
  for (const id of body) if (YIELDS.test(textOf(cfg.nodes[id]!.at, text))) return undefined;
  return { body, bound };
}

function textOf(at: readonly [number, number], text: string): string {
  return text.slice(at[0], at[1]).replace(/\s+/g, ' ');
}
