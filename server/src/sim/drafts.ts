/** What comes of one thread: points at which others may come in, rules in the rough from one to the next, and cells for its variables. */
import type { CType } from './ctypes.ts';
import { cellOf, num, ONE, truth } from './ex.ts';
import type { Frames } from './frames.ts';
import type { Ex, Fault } from './machine.ts';
import { type Frame, type Segment, variableKey, variableWord } from './segment.ts';
import { asksAbout, isLive } from './variables.ts';
import type { Draft, Position } from './workshop.ts';
import type { World } from './world.ts';

const MOST_UNKNOWNS = 3;

export class Drafts {
  readonly drafts: Draft[] = [];
  readonly positions: Position[] = [];
  /** variable -> its cell and its type */
  readonly slots = new Map<string, { readonly cell: number; readonly frame: Frame; readonly name: string; readonly type: CType }>();
  /** the position that the segments at hand begin at */
  from = 0;
  private readonly world: World;
  private readonly frames: Frames;
  private readonly thread: number;
  private readonly byPoint = new Map<string, number>();
  private readonly held = new Map<string, CType>();

  constructor(world: World, frames: Frames, thread: number) {
    this.world = world;
    this.frames = frames;
    this.thread = thread;
  }

  /** A segment ends there, before load, store or call `done` of an operation. */
  end(s: Segment, frame: Frame, node: number, done: number): void {
    const to = this.position(frame, node, done);
    if (to === this.from && s.act === undefined && s.guard.length === 0) {
      // nothing but a turn of an empty loop
      s.act = { frame, node, kind: 'call' };
    }
    this.emit(s, to);
  }

  position(frame: Frame, node: number, done: number): number {
    const key = `${frame.id}.${node}.${done}`;
    let p = this.byPoint.get(key);
    if (p === undefined) {
      p = this.positions.length;
      this.byPoint.set(key, p);
      this.positions.push({ frame, node, done });
    }
    return p;
  }

  /** What a variable without a type of its own (a temporary, a void pointer) was last seen to hold. */
  heldType(frame: Frame, name: string): CType | undefined {
    return this.held.get(variableKey(frame, name));
  }

  emit(s: Segment, to: number): void {
    for (const [key, v] of s.env) if (v.k === 'ex' && v.type.k === 'pointer') this.held.set(key, v.type);
    const unknown = to < 0 ? [] : [...s.env].filter(([key, v]) => v.k === 'unknown' && isLive(this.positions[to] as Position, key));
    const open = unknown.slice(0, MOST_UNKNOWNS);
    for (const [key] of unknown.slice(MOST_UNKNOWNS)) s.env.set(key, { k: 'ex', ex: ONE, type: { k: 'int', lo: 0, hi: 1 } });
    // a pointer from outside that nobody ever asks about is one that leads somewhere
    const surely = open.map(([key, v]) => v.k === 'unknown' && v.type?.k === 'pointer' && !this.isAsked(key));
    for (let ways = 0; ways < 1 << open.length; ways++) {
      if (surely.some((sure, i) => sure && !((ways >> i) & 1))) continue;
      const vars = new Map(s.env);
      let outcome = s.outcome;
      open.forEach(([key, v], i) => {
        const type: CType = (v.k === 'unknown' && v.type) || { k: 'int', lo: 0, hi: 1 };
        const yes = (ways >> i) & 1;
        vars.set(key, { k: 'ex', ex: num(yes ? this.someone(type) : 0), type });
        const name = key.slice(key.indexOf('/') + 1);
        if (!name.startsWith('$') && !surely[i])
          outcome = `${outcome ? `${outcome}, ` : ''}${name} is ${yes ? 'not ' : ''}${type.k === 'pointer' ? 'NULL' : '0'}`;
      });
      const act = s.act ?? { frame: s.frame, node: s.node, kind: to < 0 ? ('end' as const) : ('call' as const) };
      this.drafts.push({
        from: this.from,
        to,
        guard: s.guard,
        vars,
        writes: s.writes,
        act,
        progress: s.progress,
        ...(outcome === undefined ? {} : { outcome }),
      });
    }
  }

  /** Whether the function of a variable ever looks whether it is NULL. */
  private isAsked(key: string): boolean {
    const slash = key.indexOf('/');
    const id = Number(key.slice(0, slash));
    const frame = this.frames.byId(id);
    return frame === undefined || asksAbout(frame.body, key.slice(slash + 1));
  }

  /** Something that a pointer from outside may lead to: not NULL, and none of the world's own. */
  private someone(type: CType): number {
    return type.k === 'pointer' && type.to.k === 'struct' && this.world.count(type.to.tag) > 0 ? this.world.count(type.to.tag) + 1 : 1;
  }

  variable(frame: Frame, name: string, type: CType): Ex {
    const key = variableKey(frame, name);
    let slot = this.slots.get(key);
    if (!slot) {
      const [lo, hi] = this.world.range(type);
      const cell = this.world.cell(`${frame.body.name}: ${variableWord(name)}`, lo, hi, 0, this.thread);
      slot = { cell, frame, name, type };
      this.slots.set(key, slot);
    }
    return cellOf(slot.cell);
  }

  /** The way that is taken `when` something is wrong. */
  failing(s: Segment, when: Ex, kind: Fault['kind'], sentence: string, at: readonly [number, number]): void {
    if (when.k === 'num' && when.v === 0) return;
    this.drafts.push({
      from: this.from,
      to: this.from,
      guard: [...s.guard, truth(when)],
      vars: new Map(),
      writes: [],
      act: s.act ?? { frame: s.frame, node: s.node, kind: 'fault' },
      progress: false,
      fault: { kind, sentence, at },
    });
  }
}
