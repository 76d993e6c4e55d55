/** The world of a machine as numbered fields with texts, so that a step tells only what it changed. */
import { type Machine, type ObjectView, type Shows, type State, shown } from '../sim/index.ts';
import type { ObjectData } from './sim-protocol.ts';

/** The fields of a machine, numbered: where each is read from, and how its text is made. */
export interface World {
  readonly objects: readonly ObjectData[];
  /** by field */
  readonly fields: readonly { readonly cell: number; readonly shows: Shows; readonly live?: number }[];
}

const worlds = new WeakMap<Machine, World>();

export function worldOf(machine: Machine): World {
  const known = worlds.get(machine);
  if (known) return known;
  const fields: { cell: number; shows: Shows; live?: number }[] = [];
  const objects: ObjectData[] = machine.objects.map((view) => objectData(view, fields));
  // Locals, one object for each function of each thread, in the order of the cells.
  const frames = new Map<string, { lane: number; fields: { path: string; field: number; shows: Shows['as'] }[] }>();
  machine.threads.forEach((thread, lane) => {
    for (const cell of thread.cells) {
      const local = machine.locals.get(cell);
      if (!local) continue;
      const name = `${thread.name}: ${local.fn}()`;
      const frame = frames.get(name) ?? { lane, fields: [] };
      frames.set(name, frame);
      frame.fields.push({ path: local.name, field: fields.length, shows: local.shows.as });
      fields.push({ cell, shows: local.shows });
    }
  });
  for (const [name, frame] of frames) objects.push({ name, struct: '', lane: frame.lane, fields: frame.fields });
  const made = { objects, fields };
  worlds.set(machine, made);
  return made;
}

function objectData(view: ObjectView, fields: { cell: number; shows: Shows; live?: number }[]): ObjectData {
  return {
    name: view.name,
    struct: view.struct,
    fields: view.fields.map(({ path, cell, shows }) => {
      fields.push({ cell, shows, ...(view.live === undefined ? {} : { live: view.live }) });
      // A lock without a field of its own is the object's: a folio's, a bit's.
      return { path: path.replace(/\((\w+)\)$/, '$1'), field: fields.length - 1, shows: shows.as };
    }),
  };
}

/** Texts of all fields; '' where the object does not exist. */
export function textsOf(machine: Machine, state: State): string[] {
  return worldOf(machine).fields.map(({ cell, shows, live }) =>
    live !== undefined && state[live] === 0 ? '' : shown(shows, state[cell] ?? 0),
  );
}
