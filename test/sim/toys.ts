/** Small machines whose verdicts everybody knows, and some in the spirit of the seeds; N is how many threads of the racing kind there are. */
import type { Machine } from '../../server/src/sim/machine.ts';
import { machine } from './machines.ts';

export interface Toy {
  readonly machine: Machine;
  readonly verdict: 'holds' | 'invariant' | 'fault' | 'deadlock' | 'livelock';
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** Two threads count under a lock, or without it. */
export function counter(n: number, locked: boolean): Toy {
  const code = locked
    ? `0 -> 1 lock == 0 : lock = ME
       1 -> 2 : tmp = x
       2 -> 3 : x = tmp + 1
       3 -> 4 : lock = 0`
    : `0 -> 1 : tmp = x
       1 -> 2 : x = tmp + 1`;
  return {
    machine: machine({
      name: `counter/${locked ? 'locked' : 'lost-update'}-${n}`,
      cells: [`lock 0..${n}`, `x 0..${n}`],
      threads: times(n, (i) => ({ name: `CPU${i}`, locals: [`tmp 0..${n}`], code, template: 0 })),
      finally: { 'every count is there': `x == ${n}` },
    }),
    verdict: locked || n < 2 ? 'holds' : 'invariant',
  };
}

/** Locks taken in the same order or crosswise. */
export function abba(crosswise: boolean): Toy {
  const code = (a: string, b: string): string => `
    0 -> 1 ${a} == 0 : ${a} = 1
    1 -> 2 ${b} == 0 : ${b} = 1
    2 -> 3 : ${b} = 0
    3 -> 4 : ${a} = 0`;
  return {
    machine: machine({
      name: `abba/${crosswise ? 'crosswise' : 'ordered'}`,
      cells: ['a 0..1', 'b 0..1'],
      threads: [
        { name: 'CPU0', code: code('a', 'b') },
        { name: 'CPU1', code: crosswise ? code('b', 'a') : code('a', 'b') },
      ],
    }),
    verdict: crosswise ? 'deadlock' : 'holds',
  };
}

/** Peterson's lock; without saying whose turn it is both wait, without looking at it both get in. */
export function peterson(variant: 'right' | 'no-turn' | 'turn-first'): Toy {
  const code = (me: number): string => {
    const other = 1 - me;
    const [first, second] = variant === 'turn-first' ? [`turn = ${other}`, `want${me} = 1`] : [`want${me} = 1`, `turn = ${other}`];
    return `0 -> 1 : ${first}
      1 -> 2 : ${second}
      2 -> 3 want${other} == 0 ${variant === 'no-turn' ? '' : `|| turn == ${me}`}
      3 -> 4 : inside = inside + 1
      4 -> 5 : inside = inside - 1
      5 -> 0 : want${me} = 0`;
  };
  return {
    machine: machine({
      name: `peterson/${variant}`,
      cells: ['want0 0..1', 'want1 0..1', 'turn 0..1', 'inside 0..2'],
      threads: [
        { name: 'CPU0', code: code(0), ends: [] },
        { name: 'CPU1', code: code(1), ends: [] },
      ],
      always: { 'one at a time': 'inside < 2' },
    }),
    verdict: variant === 'right' ? 'holds' : variant === 'no-turn' ? 'deadlock' : 'invariant',
  };
}

/** Each waits for the other's flag to be off, takes its own back and tries again: polite for ever, unless one of them is less polite. */
export function polite(bothRetry: boolean): Toy {
  const code = (me: number, retry: boolean): string => `
    0 -> 1 : flag${me} = 1
    1 -> 3 ${retry ? `flag${1 - me} == 0` : ''}
    ${retry ? `1 -> 2 flag${1 - me} == 1 : flag${me} = 0\n2 -> 0` : ''}
    3 -> 4 : flag${me} = 0 !progress`;
  return {
    machine: machine({
      name: `polite/${bothRetry ? 'both' : 'one'}`,
      cells: ['flag0 0..1', 'flag1 0..1'],
      threads: [
        { name: 'CPU0', code: code(0, true) },
        { name: 'CPU1', code: code(1, bothRetry) },
      ],
      liveness: true,
    }),
    verdict: bothRetry ? 'livelock' : 'holds',
  };
}

/** A thread goes round until another one, which a fair scheduler lets run, sets a flag; or nobody does. */
export function spin(set: boolean): Toy {
  return {
    machine: machine({
      name: `spin/${set ? 'set' : 'never'}`,
      cells: ['flag 0..1'],
      threads: [
        { name: 'CPU0', code: '0 -> 0 flag == 0\n0 -> 1 flag == 1' },
        { name: 'CPU1', code: `0 -> 1 : ${set ? 'flag = 1' : ''}` },
      ],
      liveness: true,
    }),
    verdict: set ? 'holds' : 'livelock',
  };
}

/** Two holders put their reference and the last one frees; or somebody looks at the object again after his put. */
export function reference(lookAfterPut: boolean): Toy {
  return {
    machine: machine({
      name: `reference/${lookAfterPut ? 'look-after-put' : 'right'}`,
      cells: ['refs 0..2 = 2', 'live 0..1 = 1'],
      threads: times(2, (i) => ({
        name: `CPU${i}`,
        template: 0,
        locals: ['last 0..1'],
        code: `0 -> 1 : refs = refs - 1, last = refs == 1
          1 -> 2 last && live : live = 0
          1 -> 2 last && !live !fault=freed twice
          1 -> 2 !last
          ${lookAfterPut ? '2 -> 3 !last && !live !fault=used after it was freed' : ''}
          2 -> 3 ${lookAfterPut ? 'last || live' : ''}`,
      })),
      finally: { 'it was freed': 'live == 0' },
    }),
    verdict: lookAfterPut ? 'fault' : 'holds',
  };
}

/** In the spirit of an entry added to a memcg's list while the memcg goes offline: N adders, one offliner. Entries must end on a list that is walked. */
export function lruAgainstOffline(n: number, fixed: boolean): Toy {
  return {
    machine: machine({
      name: `lru-offline/${fixed ? 'id-first' : 'id-last'}-${n}`,
      // memcg 1 is the parent, 2 the child that goes away; its id says whose list is meant.
      cells: ['id 1..2 = 2', 'lock[1..2] 0..1', `on[1..2] 0..${n}`, 'rcu 0..9', 'online 0..1 = 1'],
      threads: [
        ...times(n, (i) => ({
          name: `CPU${i}`,
          template: 0,
          locals: ['to 0..2'],
          code: `0 -> 1 : rcu = rcu + 1
            1 -> 2 : to = id
            2 -> 3 lock[to] == 0 : lock[to] = 1
            3 -> 4 ${fixed ? 'to == id' : ''} : on[to] = on[to] + 1
            ${fixed ? '3 -> 1 to != id : lock[to] = 0' : ''}
            4 -> 5 : lock[to] = 0
            5 -> 6 : rcu = rcu - 1, to = 0`,
        })),
        {
          name: 'offline',
          code: `0 -> 1 : online = 0
            1 -> 2 ${fixed ? ': id = 1' : ''}
            2 -> 3 lock[2] == 0 : lock[2] = 1
            3 -> 4 lock[1] == 0 : lock[1] = 1
            4 -> 5 : on[1] = on[1] + on[2], on[2] = 0
            5 -> 6 : lock[1] = 0
            6 -> 7 : lock[2] = 0
            7 -> 8 : id = 1`,
        },
      ],
      finally: { 'every entry is on a list that reclaim walks': `on[1] == ${n} && on[2] == 0` },
    }),
    verdict: fixed ? 'holds' : 'invariant',
  };
}

/** In the spirit of a fault whose charge reclaims the very entry that it wants, over and over. N faulting threads. */
export function swapinReclaim(n: number, fixed: boolean): Toy {
  return {
    machine: machine({
      name: `swapin-reclaim/${fixed ? 'skip' : 'livelock'}-${n}`,
      cells: [`cache 0..${n}`, 'written 0..1', 'charged 0..9', 'limit 0..9 = 1'],
      threads: times(n, (i) => ({
        name: `CPU${i}`,
        template: 0,
        code: `0 -> 1 cache == 0 : cache = ME
          0 -> 0 cache != 0
          1 -> 2 : charged = charged + 1
          2 -> 3 charged <= limit
          2 -> 4 charged > limit : charged = charged - 1
          4 -> 5 ${fixed ? '' : ': cache = 0'}
          5 -> ${fixed ? 1 : 0} ${fixed ? ': limit = limit + 1' : ''}
          3 -> 6 : cache = 0, charged = ${fixed ? 'charged - 1' : 'charged'} !progress`,
      })),
      liveness: true,
    }),
    verdict: fixed || n < 2 ? 'holds' : 'livelock',
  };
}

/** N movers and N users of one page's memcg under its lock, or half without it: the counter of each memcg is the number of pages that say so. */
export function moveAgainstStat(n: number, locked: boolean): Toy {
  const users = times(n, (i) => ({
    name: `rmap${i}`,
    template: 1,
    locals: ['mine 0..2'],
    code: `0 -> 1 ${locked ? 'lock == 0 : lock = 1' : ''}
      1 -> 2 : mine = owner
      2 -> 3 : stat[mine] = stat[mine] + 1, maps = maps + 1
      3 -> 4 ${locked ? ': lock = 0, mine = 0' : ': mine = 0'}`,
  }));
  return {
    machine: machine({
      name: `move-stat/${locked ? 'locked' : 'unlocked'}-${n}`,
      cells: ['lock 0..1', 'owner 1..2 = 1', `stat[1..2] 0..${n}`, `maps 0..${n}`],
      threads: [
        ...users,
        {
          name: 'move',
          code: `0 -> 1 lock == 0 : lock = 1
            1 -> 2 : stat[1] = stat[1] - maps, stat[2] = stat[2] + maps
            2 -> 3 : owner = 2
            3 -> 4 : lock = 0`,
        },
      ],
      finally: { 'the new owner has it all': `stat[2] == ${n} || stat[owner] == maps` },
    }),
    verdict: locked ? 'holds' : 'invariant',
  };
}

/** N threads with k private steps each between two shared ones: nothing to see, and k^N states unless somebody reduces them. */
export function privateSteps(n: number, k: number): Toy {
  return {
    machine: machine({
      name: `private/${n}x${k}`,
      cells: [`x 0..${n}`],
      threads: times(n, (i) => ({
        name: `CPU${i}`,
        template: 0,
        locals: [`t 0..${k}`],
        code: [`0 -> 1 : x = x + 1`, ...times(k, (j) => `${j + 1} -> ${j + 2} : t = t + 1`), `${k + 1} -> ${k + 2} : x = x - 1`].join('\n'),
      })),
      finally: { 'all gone': 'x == 0' },
    }),
    verdict: 'holds',
  };
}

/** One reads early and believes it, the other writes late: nothing goes wrong when the reader is first. */
export function earlyRead(): Toy {
  return {
    machine: machine({
      name: 'early-read',
      cells: ['x 0..1'],
      threads: [
        { name: 'reader', locals: ['seen 0..1'], code: '0 -> 1 : seen = x\n1 -> 2 seen == 1 !fault=x was set\n1 -> 2 seen == 0' },
        { name: 'writer', code: '0 -> 1 : x = 1' },
      ],
    }),
    verdict: 'fault',
  };
}

/** Two who touch nothing in common but what the invariant says of both. */
export function seenTogether(): Toy {
  return {
    machine: machine({
      name: 'seen-together',
      cells: ['x 0..1', 'y 0..1'],
      threads: [
        { name: 'CPU0', code: '0 -> 1 : x = 1\n1 -> 2 : x = 0' },
        { name: 'CPU1', code: '0 -> 1 : y = 1\n1 -> 2 : y = 0' },
      ],
      always: { 'not both': '!(x && y)' },
    }),
    verdict: 'invariant',
  };
}

/** A lock that is taken on one way and not on the other protects nothing. */
export function lockedOnOneWay(): Toy {
  return {
    machine: machine({
      name: 'locked-on-one-way',
      cells: ['lock 0..1', 'x 0..1'],
      threads: [
        {
          name: 'CPU0',
          code: `0 -> 1 lock == 0 : lock = 1
            0 -> 1
            1 -> 2 : x = 1
            2 -> 3 : x = 0`,
        },
        {
          // He may wait for ever: the lock is never given back.
          name: 'CPU1',
          daemon: true,
          locals: ['seen 0..1'],
          code: `0 -> 1 lock == 0 : lock = 1, seen = x
            1 -> 2 seen == 1 !fault=half done
            1 -> 2 seen == 0
            2 -> 3 : lock = 0`,
        },
      ],
    }),
    verdict: 'fault',
  };
}

/** Two that run the same code, and an invariant that does not treat them alike. */
export function toldApart(): Toy {
  const code = '0 -> 1 : x = x + 1\n1 -> 2 : x = x - 1';
  return {
    machine: machine({
      name: 'told-apart',
      cells: ['x 0..2'],
      threads: [
        { name: 'A', code, template: 0 },
        { name: 'B', code, template: 0 },
      ],
      always: { 'A is not done before B begins': '!(pc(A) == 2 && pc(B) == 0)' },
    }),
    verdict: 'invariant',
  };
}

export const toys = (): Toy[] => [
  toldApart(),
  earlyRead(),
  seenTogether(),
  lockedOnOneWay(),
  counter(2, true),
  counter(2, false),
  counter(3, true),
  counter(3, false),
  abba(true),
  abba(false),
  peterson('right'),
  peterson('no-turn'),
  peterson('turn-first'),
  polite(true),
  polite(false),
  spin(true),
  spin(false),
  reference(false),
  reference(true),
  lruAgainstOffline(1, false),
  lruAgainstOffline(2, false),
  lruAgainstOffline(2, true),
  swapinReclaim(2, false),
  swapinReclaim(2, true),
  moveAgainstStat(2, true),
  moveAgainstStat(2, false),
  privateSteps(3, 4),
];
