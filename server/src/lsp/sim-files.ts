/**
 * Replays that somebody saved, perhaps a stranger. The sources travel with the file; where the patch that it was made from is open here, its lines are linked:
 * a place is taken from the document when the text that it counts in is the same, and from nowhere else.
 */
import { type Machine, type ReplayFile, readReplay, type Shelf, type SourceRef } from '../sim/index.ts';
import type { Play, PlayImage } from './sim-play.ts';
import { type Elsewhere, machinePlaces, type Replayable, sidePlaces } from './sim-plays.ts';
import type { PlaceData, ReplaySource, RunKind } from './sim-protocol.ts';
import type { Places } from './sim-run.ts';

const kinds: readonly RunKind[] = ['before', 'after', 'only', 'tried'];

/** What is at hand to find sources in. */
export interface AtHand {
  readonly shelf: Shelf;
  readonly elsewhere: Elsewhere;
  /** documents that are open, with their reviews */
  readonly open: readonly Replayable[];
}

/** Rejects with a sentence about what is wrong with it. */
export function filePlay(source: ReplaySource & { kind: 'file' }, atHand?: AtHand): Play {
  const read = readReplay(source.text);
  if ('error' in read) throw new Error(read.error);
  const { replay } = read;
  const ids = new Set<string>();
  const images = replay.runs.map(({ id, kind, label, machine, path, byHand, verdict }): PlayImage => {
    const known = kinds.find((one) => one === kind) ?? 'only';
    let own = id;
    for (let count = 2; ids.has(own); count++) own = `${id}-${count}`;
    ids.add(own);
    return { id: own, kind: known, label, machine, path, byHand, ...(verdict ? { verdict } : {}) };
  });
  const shown = replay.shown && images[replay.shown.run];
  const { places, found } = atHand ? linked(replay, atHand) : { places: nowhere, found: false };
  const { patch } = replay;
  return {
    source,
    title: replay.title,
    story: [replay.story, patch ? `Made from: ${patch.subject}` : ''].filter((part) => part !== '').join('\n'),
    ...(replay.rule === undefined ? {} : { rule: replay.rule }),
    ...(replay.scenario === undefined ? {} : { scenario: replay.scenario }),
    ...(patch === undefined ? {} : { patch }),
    ...(shown && replay.shown ? { shown: { run: shown.id, at: replay.shown.step } } : {}),
    images,
    lacks:
      patch && !found
        ? ['The patch that this was made from is not open here, or reads otherwise: its lines are shown as the replay holds them.']
        : [],
    ...(patch?.document !== undefined && !found ? { seeks: patch.document } : {}),
    places,
    ...(found ? {} : { unlinked: true as const }),
  };
}

/** Whether a text may be what a replay was made from: worth a closer look. */
export function mayBeSource(source: ReplaySource & { kind: 'file' }, text: string): boolean {
  const read = readReplay(source.text);
  const patch = 'replay' in read ? read.replay.patch : undefined;
  if (!patch) return false;
  return patch.messageId === undefined || text.includes(patch.messageId.replace(/^<|>$/g, ''));
}

const nowhere: Places = () => [];

/** `found`: the patch is here. */
function linked(replay: ReplayFile, { shelf, elsewhere, open }: AtHand): { readonly places: Places; readonly found: boolean } {
  const known = new Known();
  for (const document of open) {
    if (!isOf(document, replay)) continue;
    for (const offer of document.replays.offers) {
      if (offer.scenario !== replay.scenario) continue;
      for (const kind of ['before', 'after'] as const) {
        const side = document.replays.side(offer.id, kind);
        if (side?.machine) known.add(side.machine, sidePlaces(document.uri, side, elsewhere), 'patch');
      }
    }
  }
  const inPatch = ({ steps, sources }: Machine, step: number): boolean => sources[steps[step]?.at?.source ?? -1]?.from === 'patch';
  const found = replay.runs.some(({ machine }) =>
    machine.steps.some((_, step) => inPatch(machine, step) && known.places(machine, step).length > 0),
  );
  // The model is always at hand; a file of the tree counts where the document has just been compiled with it.
  const scenario = replay.scenario === undefined ? undefined : shelf.find(replay.scenario);
  for (const variant of scenario?.variants ?? []) {
    const { machine } = shelf.compile(scenario as NonNullable<typeof scenario>, { variant: variant.id, name: variant.id });
    if (machine) known.add(machine, machinePlaces(elsewhere), 'scenario');
  }
  return { places: known.places, found };
}

/** The same mail, or the same subject where there is no id to go by. */
function isOf({ document, review }: Replayable, { patch }: ReplayFile): boolean {
  if (!patch) return false;
  return review.patches.some(({ subject, message }) => {
    const id = document.messages[message]?.messageId;
    return patch.messageId !== undefined && id !== undefined ? id === patch.messageId : subject === patch.subject;
  });
}

/** Places of steps by the texts that they, and the calls that led to them, stand in. */
class Known {
  readonly #texts = new Map<string, number>();
  readonly #places = new Map<string, readonly PlaceData[]>();

  /** `from`: of a scenario only the steps in its own text, whoever calls them. */
  add(machine: Machine, places: Places, from: 'patch' | 'scenario'): void {
    machine.steps.forEach(({ at }, step) => {
      const source = at && machine.sources[at.source];
      if (!at || !source || (from === 'scenario' && source.from !== 'scenario')) return;
      const key = from === 'scenario' ? this.#key(machine, at) : this.#path(machine, step);
      if (this.#places.has(key)) return;
      const there = places(machine, step);
      if (there.length > 0) this.#places.set(key, there);
    });
  }

  readonly places: Places = (machine, step) => {
    const at = machine.steps[step]?.at;
    if (!at) return [];
    return this.#places.get(this.#path(machine, step)) ?? this.#places.get(this.#key(machine, at)) ?? [];
  };

  #path(machine: Machine, step: number): string {
    const { stack, at } = machine.steps[step] ?? { stack: [] };
    return [...stack.map(({ fn, call }) => `${fn} ${this.#key(machine, call)}`), this.#key(machine, at)].join('\n');
  }

  #key(machine: Machine, ref: SourceRef | undefined): string {
    const source = ref && machine.sources[ref.source];
    if (!ref || !source) return '';
    const text = `${source.name}\n${source.text}`;
    const id = this.#texts.get(text) ?? this.#texts.size;
    this.#texts.set(text, id);
    return `${id} ${ref.at.join()}`;
  }
}
