/**
 * Random small functions that lock and unlock, and a reference that runs them under every valuation of their parameters: slow and
 * obviously right, to compare the path engine with. Made from a sequence of choices, which fast-check shrinks.
 *
 * Each statement stands on a line of its own; a line is the name of a place.
 */

type Step =
  | { readonly k: 'lock' | 'unlock'; readonly lock: number; readonly line: number }
  | { readonly k: 'trylock'; readonly lock: number; readonly line: number; no: number }
  /** answers of the world: another one each time */
  | { readonly k: 'more'; no: number }
  | { readonly k: 'test'; readonly holds: (v: Values) => boolean; no: number }
  | { readonly k: 'set'; readonly to: (v: Values) => boolean }
  | { readonly k: 'jump'; to: number }
  | { readonly k: 'return'; readonly line: number };

export interface Values {
  readonly a: boolean;
  readonly b: boolean;
  readonly n: number;
  flag: boolean;
}

export interface Options {
  readonly loops: boolean;
  readonly trylocks: boolean;
}

export interface RandomPaths {
  readonly text: string;
  readonly steps: readonly Step[];
}

const CONDITIONS: readonly (readonly [string, (v: Values) => boolean])[] = [
  ['a', (v) => v.a],
  ['!a', (v) => !v.a],
  ['b', (v) => v.b],
  ['a && b', (v) => v.a && v.b],
  ['a || !b', (v) => v.a || !v.b],
  ['n > 0', (v) => v.n > 0],
  ['n == 0', (v) => v.n === 0],
  ['n < 0', (v) => v.n < 0],
  ['n >= 0 && a', (v) => v.n >= 0 && v.a],
  ['flag', (v) => v.flag],
  ['!flag', (v) => !v.flag],
];
const SETS: readonly (readonly [string, (v: Values) => boolean])[] = [
  ['true', () => true],
  ['false', () => false],
  ['a', (v) => v.a],
  ['n > 0', (v) => v.n > 0],
  ['!b', (v) => !v.b],
];

export function randomPaths(choices: readonly number[], options: Options): RandomPaths {
  const lines = ['void run(struct reef *s, bool a, bool b, int n)', '{', '\tbool flag = false;', ''];
  const steps: Step[] = [];
  let used = 0;
  let size = 0;
  const pick = (n: number): number => (choices[used++] ?? 0) % n;
  const write = (depth: number, text: string): number => lines.push(`${'\t'.repeat(depth)}${text}`);
  /** jumps to the label at the end, mended when it is known where that is */
  const toOut: { to: number }[] = [];
  const here = (): number => steps.length;

  interface Loop {
    readonly breaks: { to: number }[];
    readonly continues: { to: number }[];
  }

  const block = (depth: number, loop: Loop | undefined): void => {
    for (let i = 1 + pick(4); i > 0 && size < 24; i--) statement(depth, loop);
    if (lines.at(-1)!.endsWith('{')) write(depth, ';');
  };

  const statement = (depth: number, loop: Loop | undefined): void => {
    size++;
    switch (pick(options.loops ? 12 : 10)) {
      case 0:
      case 1:
      case 2: {
        const lock = pick(2);
        steps.push({ k: 'lock', lock, line: write(depth, `spin_lock(&s->lock${lock});`) });
        return;
      }
      case 3:
      case 4: {
        const lock = pick(2);
        steps.push({ k: 'unlock', lock, line: write(depth, `spin_unlock(&s->lock${lock});`) });
        return;
      }
      case 5:
      case 6: {
        if (depth > 3) return;
        const [text, holds] = CONDITIONS[pick(CONDITIONS.length)]!;
        branch(depth, text, { k: 'test', holds, no: -1 }, loop);
        return;
      }
      case 7: {
        if (!options.trylocks || depth > 3) return;
        const lock = pick(2);
        branch(depth, `spin_trylock(&s->lock${lock})`, { k: 'trylock', lock, line: lines.length + 1, no: -1 }, loop);
        return;
      }
      case 8: {
        const [text, to] = SETS[pick(SETS.length)]!;
        write(depth, `flag = ${text};`);
        steps.push({ k: 'set', to });
        return;
      }
      case 9:
        leave(depth, loop);
        return;
      default:
        if (depth <= 2) whole(depth);
    }
  };

  /** A way out in a branch: code behind it would be dead. */
  const leave = (depth: number, loop: Loop | undefined): void => {
    const [text, holds] = CONDITIONS[pick(CONDITIONS.length)]!;
    const test: Step = { k: 'test', holds, no: -1 };
    steps.push(test);
    write(depth, `if (${text})`);
    switch (pick(loop ? 4 : 2)) {
      case 0:
        steps.push({ k: 'return', line: write(depth + 1, 'return;') });
        break;
      case 1: {
        write(depth + 1, 'goto out;');
        const jump: Step = { k: 'jump', to: -1 };
        toOut.push(jump);
        steps.push(jump);
        break;
      }
      case 2:
      case 3: {
        const jump: Step = { k: 'jump', to: -1 };
        if (pick(2)) {
          write(depth + 1, 'break;');
          loop!.breaks.push(jump);
        } else {
          write(depth + 1, 'continue;');
          loop!.continues.push(jump);
        }
        steps.push(jump);
      }
    }
    test.no = here();
  };

  const branch = (depth: number, text: string, test: Step & { no: number }, loop: Loop | undefined): void => {
    steps.push(test);
    write(depth, `if (${text}) {`);
    block(depth + 1, loop);
    if (pick(2)) {
      const jump: Step = { k: 'jump', to: -1 };
      steps.push(jump);
      test.no = here();
      write(depth, '} else {');
      block(depth + 1, loop);
      jump.to = here();
    } else test.no = here();
    write(depth, '}');
  };

  const whole = (depth: number): void => {
    const loop: Loop = { breaks: [], continues: [] };
    const head = here();
    const more: Step = { k: 'more', no: -1 };
    if (pick(2)) {
      steps.push(more);
      write(depth, 'while (reef_more(s)) {');
      block(depth + 1, loop);
      steps.push({ k: 'jump', to: head });
      for (const c of loop.continues) c.to = head;
      write(depth, '}');
    } else {
      write(depth, 'do {');
      block(depth + 1, loop);
      for (const c of loop.continues) c.to = here();
      steps.push(more, { k: 'jump', to: head });
      write(depth, '} while (reef_more(s));');
    }
    more.no = here();
    for (const b of loop.breaks) b.to = here();
  };

  block(1, undefined);
  for (const jump of toOut) jump.to = here();
  if (toOut.length > 0) lines.push('out:');
  if (pick(2)) {
    const lock = pick(2);
    steps.push({ k: 'unlock', lock, line: write(1, `spin_unlock(&s->lock${lock});`) });
  }
  steps.push({ k: 'return', line: write(1, 'return;') });
  lines.push('}', '');
  return { text: lines.join('\n'), steps };
}

/** What can happen at a line under some valuation. `clean`: nothing wrong had happened before on that path. */
export interface Events {
  /** `line/lock` -> a clean path gets there */
  readonly twice: Map<string, boolean>;
  readonly unheld: Map<string, boolean>;
  /** unheld, and this path had taken and released it before */
  readonly again: Map<string, boolean>;
  readonly leaves: Map<string, boolean>;
  /** `line of the lock/lock`: clean paths that take it there and have released it when they return */
  readonly released: Set<string>;
  /** `line of the lock/lock`: clean paths that take it there and return with it */
  readonly kept: Set<string>;
  readonly visited: number;
}

/** turns of one loop in one go; the engine looks at two */
const TURNS = 3;

export function allPaths({ steps }: RandomPaths): Events {
  const events = {
    twice: new Map(),
    unheld: new Map(),
    again: new Map(),
    leaves: new Map(),
    released: new Set<string>(),
    kept: new Set<string>(),
    visited: 0,
  };
  const add = (m: Map<string, boolean>, key: string, clean: boolean): void => void m.set(key, (m.get(key) ?? false) || clean);
  for (const a of [false, true]) {
    for (const b of [false, true]) {
      for (const n of [-1, 0, 1]) {
        // answers of the world so far; the last one is flipped until all are true
        const answers: boolean[] = [];
        for (;;) {
          events.visited++;
          follow({ a, b, n, flag: false }, answers);
          while (answers.at(-1) === true) answers.pop();
          if (answers.length === 0 || events.visited > 20_000) break;
          answers[answers.length - 1] = true;
        }
      }
    }
  }
  return events;

  function follow(v: Values, answers: boolean[]): void {
    /** lines that took each lock and have not released it */
    const held: number[][] = [[], []];
    const gone: (number | undefined)[] = [undefined, undefined];
    const turns = new Map<number, number>();
    let clean = true;
    let asked = 0;
    const answer = (): boolean => {
      if (asked === answers.length) answers.push(false);
      return answers[asked++]!;
    };
    for (let at = 0; ; ) {
      const s = steps[at++]!;
      switch (s.k) {
        case 'lock':
          if (held[s.lock]!.length > 0) {
            add(events.twice, `${s.line}/${s.lock}`, clean);
            clean = false;
          }
          held[s.lock]!.push(s.line);
          gone[s.lock] = undefined;
          break;
        case 'unlock':
          if (held[s.lock]!.length === 0) {
            add(events.unheld, `${s.line}/${s.lock}`, clean);
            if (gone[s.lock] !== undefined) add(events.again, `${s.line}/${s.lock}`, clean);
            clean = false;
          } else gone[s.lock] = held[s.lock]!.pop();
          break;
        case 'trylock':
          // where an attempt at a lock that this path holds succeeds, somebody released it in the meantime
          if (answer()) {
            if (held[s.lock]!.length > 0) clean = false;
            held[s.lock] = [s.line];
            gone[s.lock] = undefined;
          } else at = s.no;
          break;
        case 'more': {
          const n = turns.get(at) ?? 0;
          if (n >= TURNS) {
            at = s.no;
            break;
          }
          if (answer()) turns.set(at, n + 1);
          else {
            turns.delete(at);
            at = s.no;
          }
          break;
        }
        case 'test':
          if (!s.holds(v)) at = s.no;
          break;
        case 'set':
          v.flag = s.to(v);
          break;
        case 'jump':
          at = s.to;
          break;
        case 'return':
          held.forEach((lines, lock) => {
            if (lines.length > 0) {
              add(events.leaves, `${s.line}/${lock}`, clean);
              if (clean) events.kept.add(`${lines[0]}/${lock}`);
            } else if (clean && gone[lock] !== undefined) events.released.add(`${gone[lock]}/${lock}`);
          });
          return;
      }
    }
  }
}
