/**
 * Jumps whose target may come later, or never: goto, computed goto, `asm goto`, and code between the hunks of a patch that may
 * jump anywhere in what is visible.
 */
import type { Span } from './ast.ts';
import { DEAD, type Graph } from './lower-graph.ts';
import type { Place, Scopes } from './lower-scope.ts';
import type { Survey } from './lower-survey.ts';
import { zeros } from './zeros.ts';

interface Label {
  readonly join: number;
  readonly place: Place;
}

interface Pending {
  readonly from: number;
  readonly place: Place;
  /** undefined: any label whose address is taken */
  readonly label?: string;
  readonly at: Span;
}

/** A place that unseen code may jump to, or (a gap) jump from; in the order of the text. */
interface Landing {
  readonly join: number;
  readonly at: Span;
  readonly isGap: boolean;
}

type Leave = (from: Place, to: Place, at: Span) => void;

export class Jumps {
  private readonly graph: Graph;
  private readonly scopes: Scopes;
  private readonly survey: Survey;
  private readonly labels = new Map<string, Label[]>();
  private readonly pending: Pending[] = [];
  private readonly landings: Landing[] = [];

  constructor(graph: Graph, scopes: Scopes, survey: Survey) {
    this.graph = graph;
    this.scopes = scopes;
    this.survey = survey;
  }

  label(name: string, at: Span): void {
    const join = this.graph.join(at);
    const known = this.labels.get(name);
    const label = { join, place: this.scopes.here() };
    // the two sides of an #if may both have it
    if (known === undefined) this.labels.set(name, [label]);
    else known.push(label);
    this.orphan(join, at);
    this.graph.resume(join);
  }

  goto(label: string, at: Span): void {
    this.defer({ place: this.scopes.here(), label, at });
  }

  computedGoto(at: Span): void {
    this.defer({ place: this.scopes.here(), at });
  }

  private defer(jump: Omit<Pending, 'from'>): void {
    const from = this.graph.emit({ k: 'nop' }, jump.at);
    if (from !== DEAD) this.pending.push({ ...jump, from });
    this.graph.cur = DEAD;
  }

  /** A jump target that unseen code may use. */
  orphan(join: number, at: Span): void {
    this.landings.push({ join, at, isGap: false });
  }

  /** Code between two hunks: reached from before it, or from elsewhere out of sight. */
  hunkGap(at: Span): void {
    const gap = this.graph.add({ k: 'gap', why: 'hunk' }, at);
    this.graph.resume(gap);
    this.landings.push({ join: gap, at, isGap: false });
    this.gapAfter(at);
  }

  /** Marks the open end as a place where unseen code may jump away. */
  gapAfter(at: Span): void {
    const join = this.graph.join(at);
    this.graph.resume(join);
    this.landings.push({ join, at, isGap: true });
  }

  /** A jump to something that is not there: fine where code is out of sight, else we misread. */
  outOfSight(at: Span): void {
    if (!this.survey.hasGaps) this.graph.emit({ k: 'gap', why: 'unparsed' }, at);
    this.graph.emit({ k: 'leave' }, at);
    this.graph.cur = DEAD;
  }

  /** Once the whole body is lowered. `leave` emits what leaving scopes takes. */
  resolve(entry: number, leave: Leave): void {
    for (const { from, place, label, at } of this.pending) {
      const names = label === undefined ? [...this.survey.addressed] : [label];
      const targets = names.flatMap((name) => this.labels.get(name) ?? []);
      this.graph.cur = from;
      if (targets.length === 0) {
        this.outOfSight(at);
        continue;
      }
      if (targets.length > 1) this.graph.toChoice(from);
      for (const target of targets) {
        this.graph.cur = from;
        if (targets.length > 1) {
          this.graph.cur = this.graph.join(at);
          this.graph.link(from, this.graph.cur);
        }
        leave(place, target.place, at);
        this.graph.jump(target.join);
      }
    }
    this.graph.cur = DEAD;
    if (this.survey.hasGaps) this.landFromGaps(entry);
  }

  /**
   * Labels, cases and visible pieces that nothing visible leads to, in a function with unseen code: the unseen code does. It is
   * given the nearest gap before it; knowledge is lost at a gap anyway.
   */
  private landFromGaps(entry: number): void {
    const seen = zeros(this.graph.size + this.landings.length + 1);
    this.graph.reach(entry, seen);
    let source: number | undefined;
    for (const { join, at, isGap } of this.landings) {
      if (isGap) {
        if (seen[join]) source = join;
        continue;
      }
      if (seen[join]) continue;
      if (source !== undefined) {
        this.graph.toChoice(source);
        this.graph.link(source, join);
      } else {
        const gap = this.graph.add({ k: 'gap', why: 'hunk' }, at);
        this.graph.toChoice(entry);
        this.graph.link(entry, gap);
        this.graph.link(gap, join);
        seen[gap] = 1;
      }
      this.graph.reach(join, seen);
    }
  }
}
