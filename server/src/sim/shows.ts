/** Cells and numbers in the words of the code: `M.kmemcg_id`, `NULL`, `&Z`, `-ENOMEM`. */
import { BUILTIN_CONSTANTS } from './constants.ts';
import type { Machine, Shows } from './machine.ts';

/** `live`: the cell that says whether an object exists. `position`: where a thread stands. */
export type CellKind = 'field' | 'live' | 'local' | 'position' | 'other';

export interface CellWords {
  readonly kind: CellKind;
  /** `M.kmemcg_id`, `tree.lock`, `entry` (a local), `Z` (of `live`: the object) */
  readonly name: string;
  readonly shows: Shows;
  /** index in Machine.objects */
  readonly object?: number;
  /** of a local: the function that it belongs to */
  readonly fn?: string;
}

/** The words for every cell, by its index. */
export function wordsOf(machine: Machine): readonly CellWords[] {
  const words: CellWords[] = machine.cells.map(({ name }) => ({ kind: 'other', name, shows: { as: 'number' } }));
  const set = (cell: number, word: CellWords): void => {
    if (cell in words) words[cell] = word;
  };
  for (const [object, { name, fields, live }] of machine.objects.entries()) {
    for (const { path, cell, shows } of fields) {
      set(cell, { kind: 'field', name: fieldName(name, path), shows: isRemark(path) ? { as: 'bool' } : shows, object });
    }
    if (live !== undefined) set(live, { kind: 'live', name, shows: { as: 'bool' }, object });
  }
  for (const [cell, { fn, name, shows }] of machine.locals) set(cell, { kind: 'local', name, shows, fn });
  for (const { pc, name } of machine.threads) set(pc, { kind: 'position', name: `position of ${name}`, shows: { as: 'number' } });
  return words;
}

/** What the world keeps of an object beside its fields stands in brackets: its own lock (a folio's, a bit's), or a remark that is true or false. */
const hidden = /^(?:(.*)\.)?\(([^()]+)\)$/;

const isRemark = (path: string): boolean => hidden.test(path) && !path.endsWith('(lock)');

function fieldName(object: string, path: string): string {
  const [, inside, word] = hidden.exec(path) ?? [];
  if (word === undefined) return joined(object, path);
  const whole = joined(object, inside ?? '');
  return word === 'lock' ? `the lock of ${whole}` : `${whole} ${word}`;
}

function joined(name: string, path: string): string {
  return path === '' ? name : path.startsWith('[') ? `${name}${path}` : `${name}.${path}`;
}

const errnos: ReadonlyMap<number, string> = new Map(
  [...BUILTIN_CONSTANTS]
    .filter(([name]) => /^E[A-Z]/.test(name))
    .map(([name, value]) => [value, name] as const)
    .reverse(),
);

/** One number as the code would have it. */
export function shown(shows: Shows, value: number): string {
  switch (shows.as) {
    case 'bool':
      return value === 0 ? 'false' : 'true';
    case 'lock':
      return value === 0 ? 'free' : value < 0 ? 'held for writing' : value === 1 ? 'held' : `held ${value} times`;
    case 'errno':
      return errno(value);
    case 'pointer':
      if (value === 0) return 'NULL';
      if (value < 0) return `ERR_PTR(${errno(value)})`;
      return shows.names[value - 1] ?? `object ${value}`;
    case 'enum':
      // Only a name of its own: the table may come from a file.
      return Object.hasOwn(shows.names, String(value)) ? shows.names[String(value)]! : String(value);
    default:
      return String(value);
  }
}

function errno(value: number): string {
  const name = errnos.get(-value);
  return value < 0 && name !== undefined ? `-${name}` : String(value);
}
