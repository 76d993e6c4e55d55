/**
 * The world at a place of a run: the texts of all fields, folded from the steps' changes. It computes no semantics, it adds up what the server said.
 */
import type { ChangeData, FieldData, ObjectData, RunData } from '../../../server/src/lsp/sim-protocol.ts';

/** A place's world is folded from the nearest snapshot before it: at most so many steps. */
const EVERY = 64;

/** Runs are plain data that never changes, so what was folded once stays true. */
const snapshots = new WeakMap<RunData, Map<number, readonly string[]>>();

/** The world that was asked for last, by run: all parts of the page ask for the same one, and for the one before it. */
const recent = new WeakMap<RunData, { readonly at: number; readonly values: readonly string[] }[]>();
const RECENT = 3;

/** Texts by field. Do not write into it. */
export function valuesAt(run: RunData, at: number): readonly string[] {
  let known = snapshots.get(run);
  if (!known) {
    known = new Map([[0, run.initial]]);
    snapshots.set(run, known);
  }
  const exact = known.get(at) ?? recent.get(run)?.find((one) => one.at === at)?.values;
  if (exact) return exact;
  let from = at - (at % EVERY);
  while (!known.has(from)) from -= EVERY;
  const values = [...(known.get(from) ?? run.initial)];
  for (let step = from; step < at; step++) {
    for (const { field, to } of run.steps[step]?.changes ?? []) values[field] = to;
    if ((step + 1) % EVERY === 0) known.set(step + 1, [...values]);
  }
  recent.set(run, [{ at, values }, ...(recent.get(run) ?? [])].slice(0, RECENT));
  return values;
}

/** One field's text after each step from `from` to `end` (places, both included), for the column of a followed value. */
export function valuesOf(run: RunData, field: number, from: number, end: number): readonly string[] {
  let text = valuesAt(run, from)[field] ?? '';
  const texts = [text];
  for (let at = from; at < end; at++) {
    for (const change of run.steps[at]?.changes ?? []) if (change.field === field) text = change.to;
    texts.push(text);
  }
  return texts;
}

export interface Change extends ChangeData {
  readonly was: string;
  /** `M.kmemcg_id` */
  readonly name: string;
  readonly object: number;
}

/** What the step before this place did, in the order that the server gave; without locals that are merely forgotten. */
export function changesAt(run: RunData, at: number): readonly Change[] {
  const step = run.steps[at - 1];
  if (!step || step.changes.length === 0) return [];
  const made = told.get(step);
  if (made) return made;
  const before = valuesAt(run, at - 1);
  const owners = ownersOf(run);
  const changes = step.changes
    .filter(({ quiet }) => !quiet)
    .map((change) => {
      const owner = owners.get(change.field);
      return { ...change, was: before[change.field] ?? '', name: owner?.name ?? '', object: owner?.object ?? -1 };
    });
  told.set(step, changes);
  return changes;
}

/** What each step changed; the same for every part of the page that asks. */
const told = new WeakMap<RunData['steps'][number], readonly Change[]>();

export interface Owner {
  readonly name: string;
  /** index in run.objects */
  readonly object: number;
  readonly field: FieldData;
}

const owners = new WeakMap<readonly ObjectData[], Map<number, Owner>>();

/** Whose field a number is. */
export function ownersOf(run: RunData): ReadonlyMap<number, Owner> {
  const known = owners.get(run.objects);
  if (known) return known;
  const made = new Map<number, Owner>();
  run.objects.forEach((object, index) => {
    for (const field of object.fields) made.set(field.field, { name: fieldName(object, field), object: index, field });
  });
  owners.set(run.objects, made);
  return made;
}

export function fieldName(object: ObjectData, field: FieldData): string {
  if (field.path === '') return object.name;
  return object.lane === undefined ? `${object.name}.${field.path}` : `${object.name}: ${field.path}`;
}

/** The field of that name, in this run: runs of other images number their fields anew. */
export function fieldNamed(run: RunData, name: string): number | undefined {
  for (const [field, owner] of ownersOf(run)) if (owner.name === name) return field;
  return undefined;
}

/** Every field of an object is empty: it does not exist (yet, or any more). */
export function exists(object: ObjectData, values: readonly string[]): boolean {
  return object.fields.length === 0 || object.fields.some(({ field }) => values[field] !== '');
}

/** Invariants at a place: true, false by index. */
export function invariantsAt(run: RunData, at: number): readonly boolean[] {
  const holds = run.invariants.map((invariant) => invariant.holds);
  for (let step = 0; step < at; step++) {
    for (const index of run.steps[step]?.breaks ?? []) holds[index] = false;
    for (const index of run.steps[step]?.mends ?? []) holds[index] = true;
  }
  return holds;
}

/** A row of the world's table. */
export type WorldRow =
  | { readonly kind: 'object'; readonly object: number; readonly exists: boolean; readonly open: boolean }
  | { readonly kind: 'field'; readonly object: number; readonly field: FieldData };

/** Objects with their fields; those that do not exist, and those that somebody closed, in one row. */
export function worldRows(run: RunData, values: readonly string[], closed: ReadonlySet<string>, filter: string): readonly WorldRow[] {
  const rows: WorldRow[] = [];
  const wanted = filter.trim().toLowerCase();
  run.objects.forEach((object, index) => {
    const there = exists(object, values);
    const named = `${object.name} ${object.struct}`.toLowerCase().includes(wanted);
    const fields = named ? object.fields : object.fields.filter((field) => fieldName(object, field).toLowerCase().includes(wanted));
    if (!named && fields.length === 0) return;
    const single = object.fields.length === 1 && object.fields[0]?.path === '';
    const open = there && !single && !closed.has(object.name);
    rows.push({ kind: 'object', object: index, exists: there, open });
    if (open) for (const field of fields) rows.push({ kind: 'field', object: index, field });
  });
  return rows;
}
