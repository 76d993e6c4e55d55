/**
 * The world as a small graph: objects of one struct in a column, pointers as lines. An object keeps its place from step to step, so that what moves is what
 * changed. A large world is shown around what is of interest: what this step touched, what is pinned or chosen, and what these point to.
 */
import type { ObjectData, RunData } from '../../../server/src/lsp/sim-protocol.ts';
import { exists } from './world.ts';

/** More than this and nobody sees anything. */
const MOST = 28;

export interface Node {
  readonly object: number;
  readonly column: number;
  readonly row: number;
  readonly exists: boolean;
}

export interface Edge {
  readonly from: number;
  readonly to: number;
  /** the field that points */
  readonly label: string;
  readonly field: number;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly columns: number;
  readonly rows: number;
  /** objects that are left out */
  readonly hidden: number;
}

/** The object that a pointer's text names: `M`, `&M.css`, `Z[0].lru`; undefined for NULL, an errno, or what is no object. */
export function pointee(text: string, names: ReadonlyMap<string, number>): number | undefined {
  for (let name = text.replace(/^&/, ''); name !== ''; name = name.slice(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('->'), 0))) {
    const found = names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const nameTables = new WeakMap<readonly ObjectData[], Map<string, number>>();

function namesOf(objects: readonly ObjectData[]): ReadonlyMap<string, number> {
  let table = nameTables.get(objects);
  if (!table) {
    table = new Map(objects.map((object, index) => [object.name, index]));
    nameTables.set(objects, table);
  }
  return table;
}

const pointerTables = new WeakMap<readonly ObjectData[], readonly Omit<Edge, 'to'>[]>();

/** The fields that may point somewhere. */
function pointersOf(objects: readonly ObjectData[]): readonly Omit<Edge, 'to'>[] {
  let table = pointerTables.get(objects);
  if (!table) {
    table = objects.flatMap(({ fields }, from) =>
      fields.flatMap(({ field, path, shows }) => (shows === 'pointer' ? [{ from, label: path, field }] : [])),
    );
    pointerTables.set(objects, table);
  }
  return table;
}

/** `interest`: indexes of objects that must be shown. */
export function graphOf(run: RunData, values: readonly string[], interest: ReadonlySet<number>): Graph {
  const names = namesOf(run.objects);
  const edges: Edge[] = [];
  for (const { from, field, label } of pointersOf(run.objects)) {
    const to = pointee(values[field] ?? '', names);
    if (to !== undefined && to !== from) edges.push({ from, to, label, field });
  }
  // Locals of threads are nodes only while they point somewhere.
  const pointing = new Set(edges.map(({ from }) => from));
  const all = run.objects.flatMap((object, index) => (object.lane === undefined || pointing.has(index) ? [index] : []));
  const shown = new Set(all.length <= MOST ? all : around(all, interest, edges));
  const columns: string[] = [];
  const heights: number[] = [];
  const nodes: Node[] = [];
  for (const index of all) {
    const object = run.objects[index];
    if (!object || !shown.has(index)) continue;
    const key = object.lane === undefined ? object.struct : ' thread';
    let column = columns.indexOf(key);
    if (column < 0) column = columns.push(key) - 1;
    const row = heights[column] ?? 0;
    heights[column] = row + 1;
    nodes.push({ object: index, column, row, exists: exists(object, values) });
  }
  return {
    nodes,
    edges: edges.filter(({ from, to }) => shown.has(from) && shown.has(to)),
    columns: columns.length,
    rows: Math.max(0, ...heights),
    hidden: all.length - nodes.length,
  };
}

function around(all: readonly number[], interest: ReadonlySet<number>, edges: readonly Edge[]): number[] {
  const chosen = all.filter((index) => interest.has(index)).slice(0, MOST);
  const kept = new Set(chosen);
  for (const { from, to } of edges) {
    if (kept.size >= MOST) break;
    if (interest.has(from)) kept.add(to);
    else if (interest.has(to)) kept.add(from);
  }
  for (const index of all) {
    if (kept.size >= Math.min(MOST, 12)) break;
    kept.add(index);
  }
  return [...kept];
}
