/**
 * Replays as files: everything that is needed to look at one again, without the tree, the mail or the scenario that it came from. Versioned JSON.
 *
 * A file may come from a stranger. Reading one never throws and never trusts it: each number is checked for what it is used as, and what comes out is a machine
 * that everything else can work with, or one sentence about what is wrong.
 */
import { replay } from './interpret.ts';
import type { Machine } from './machine.ts';
import { Damage, Json } from './replay-json.ts';
import { machineFrom, violationFrom } from './replay-machine.ts';
import type { Counts, Verdict } from './verdict.ts';

export const REPLAY_FORMAT = 'mm-patch-review/replay';
export const REPLAY_VERSION = 1;

export interface ReplayFile {
  readonly title: string;
  /** what goes wrong, in a few sentences; '' where nobody wrote any */
  readonly story: string;
  /** `charge/offline-order` */
  readonly rule?: string;
  /** of the scenario, `zswap-lru-offline` */
  readonly scenario?: string;
  /** the patch that it was made from; `document`: the name of the file that it was in, without its folder */
  readonly patch?: { readonly subject: string; readonly messageId?: string; readonly document?: string };
  /** one, or the images before and after a patch */
  readonly runs: readonly ReplayRun[];
  /** where to open it */
  readonly shown?: { readonly run: number; readonly step: number };
}

export interface ReplayRun {
  readonly id: string;
  readonly kind: string;
  /** `before the patch` */
  readonly label: string;
  readonly machine: Machine;
  /** rules; walked and found good when read */
  readonly path: readonly number[];
  /** `path[loop..]` repeats */
  readonly loop?: number;
  /** the path was chosen by hand, the verdict is about another one */
  readonly byHand: boolean;
  readonly verdict?: Verdict;
}

/** UTF-16 code units; a world with its sources is far smaller */
const MOST_TEXT = 64 * 1024 * 1024;

export type ReadReplay = { readonly replay: ReplayFile } | { readonly error: string };

/** One line of JSON. The same replay is the same text. */
export function writeReplay(file: ReplayFile): string {
  const { title, story, rule, scenario, patch, runs, shown } = file;
  const data = {
    format: REPLAY_FORMAT,
    version: REPLAY_VERSION,
    title,
    story,
    rule,
    scenario,
    patch: patch && { subject: patch.subject, messageId: patch.messageId, document: patch.document },
    shown,
    runs: runs.map(({ id, kind, label, machine, path, loop, byHand, verdict }) => ({
      id,
      kind,
      label,
      byHand,
      path,
      loop,
      verdict,
      machine: { ...machine, locals: [...machine.locals].sort(([a], [b]) => a - b) },
    })),
  };
  return `${JSON.stringify(data)}\n`;
}

/** Reads what writeReplay() wrote. Fields that this version does not know are left out. */
export function readReplay(text: string): ReadReplay {
  if (text.length > MOST_TEXT) return { error: 'This is too large for a replay file.' };
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    const begun = text.replace(/^\ufeff/, '').trimStart();
    if (!begun.startsWith('{') || !begun.includes(REPLAY_FORMAT)) return { error: 'This is no replay file of mm Patch Review.' };
    return {
      error: begun.trimEnd().endsWith('}')
        ? 'The replay file is damaged: it is not well-formed JSON.'
        : 'The replay file is cut off: its end is missing. Save or send it once more.',
    };
  }
  try {
    return { replay: fileFrom(new Json(data, '')) };
  } catch (error) {
    if (error instanceof Damage) return { error: error.message };
    // Whatever else can go wrong in foreign data, nested too deep for instance: the same to the reader.
    return { error: 'The replay file is damaged.' };
  }
}

function fileFrom(json: Json): ReplayFile {
  if (!json.isObject() || json.get('format').value !== REPLAY_FORMAT) throw new Damage('This is no replay file of mm Patch Review.');
  const version = json.get('version').value;
  if (typeof version === 'number' && Number.isInteger(version) && version > REPLAY_VERSION) {
    throw new Damage(
      `This replay file was written by a newer mm Patch Review (format ${version}; this one reads up to ${REPLAY_VERSION}). Update it to open the file.`,
    );
  }
  if (version !== REPLAY_VERSION) throw json.get('version').damage('is no version that was ever written');
  const runs = json.get('runs').list(1, 8, runFrom);
  const patch = json.get('patch').maybe((p) => ({
    subject: p.get('subject').text(),
    ...optional('messageId', p.get('messageId'), (m) => m.text()),
    ...optional('document', p.get('document'), (d) => d.text()),
  }));
  const shown = json.get('shown').maybe((s) => {
    const run = s.get('run').integer(0, runs.length - 1);
    return { run, step: s.get('step').integer(0, runs[run]!.path.length) };
  });
  return {
    title: json.get('title').text(),
    story: json.get('story').text(),
    ...optional('rule', json.get('rule'), (rule) => rule.text()),
    ...optional('scenario', json.get('scenario'), (scenario) => scenario.text()),
    ...(patch === undefined ? {} : { patch }),
    runs,
    ...(shown === undefined ? {} : { shown }),
  };
}

function runFrom(json: Json): ReplayRun {
  const machine = machineFrom(json.get('machine'));
  const path = pathFrom(json.get('path'), machine);
  const verdict = json.get('verdict').maybe((v) => verdictFrom(v, machine));
  return {
    id: json.get('id').text(),
    kind: json.get('kind').text(),
    label: json.get('label').text(),
    byHand: json.get('byHand').boolean(),
    machine,
    path,
    ...optional('loop', json.get('loop'), (loop) => loop.integer(0, path.length)),
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** Walking a path keeps every state of it: a file must not be able to fill the memory. */
const MOST_VALUES = 20_000_000;

/** A path that the machine can walk; only its last step may leave a range. */
function pathFrom(json: Json, machine: Machine): number[] {
  const path = json.list(0, 1_000_000, (id) => id.integer(0, machine.rules.length - 1));
  if (path.length * machine.cells.length > MOST_VALUES) throw json.damage('is too long for a world of this size');
  const walked = replay(machine, path);
  if ('failed' in walked && !(walked.why === 'out of range' && walked.failed === path.length - 1)) {
    throw json.damage(`cannot be walked: step ${walked.failed + 1} does not fit`);
  }
  return path;
}

function verdictFrom(json: Json, machine: Machine): Verdict {
  const counts = countsFrom(json.get('counts'));
  const kind = json.get('kind').oneOf(['holds', 'breaks', 'open']);
  if (kind === 'holds') return { kind, counts };
  if (kind === 'open') {
    const why = json.get('why').oneOf(['states', 'memory', 'cancelled', 'range', 'threads']);
    return { kind, why, ...optional('cell', json.get('cell'), (cell) => cell.integer(0, machine.cells.length - 1)), counts };
  }
  const path = pathFrom(json.get('path'), machine);
  return {
    kind,
    violation: violationFrom(json.get('violation'), machine, path.length),
    path,
    preemptions: json.get('preemptions').integer(0, path.length),
    shortest: json.get('shortest').boolean(),
    counts,
  };
}

function countsFrom(json: Json): Counts {
  const most = Number.MAX_SAFE_INTEGER;
  return {
    states: json.get('states').integer(0, most),
    transitions: json.get('transitions').integer(0, most),
    bytesPerState: json.get('bytesPerState').number(),
    depth: json.get('depth').integer(0, most),
    reduced: json.get('reduced').boolean(),
    symmetric: json.get('symmetric').boolean(),
  };
}

function optional<K extends string, T>(key: K, json: Json, read: (json: Json) => T): { readonly [P in K]?: T } {
  const value = json.maybe(read);
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: T });
}
