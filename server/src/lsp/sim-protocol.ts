/**
 * What the sim panel and the server say to each other: names and shapes only, so that the client and its page can import it.
 *
 * The server does all semantics. A *replay* is one thing to look at (a scenario in which a patch's functions play, or the path of a hazard); it has one or
 * more *runs*: the patch's image before and after, or what a change that somebody tried makes of it. A run is a list of steps over a small world. The page
 * folds the steps' changes into the world at a step, and asks for everything else.
 *
 * A *place in a run* (`at`) is how many of its steps are done, 0..steps.length. Step n (1-based, as people are told) is steps[n - 1].
 */
import type { Range } from '../patch/types.ts';
import type { StepKind } from '../sim/machine.ts';
import type { Edit } from '../sim/what-if.ts';

export type { Edit, StepKind };

/**
 * Client -> server (`OffersParams`): `ReplayOffer[]`, what can be replayed in an open document, in the order of the text (waits for the review); without a
 * document, every scenario of the model in each of its variants.
 */
export const simOffersRequest = 'mmReview/sim/offers';
/** Client -> server (`OpenParams`): `ReplayData`; fails with a sentence that can be shown. */
export const simOpenRequest = 'mmReview/sim/open';
/** Client -> server (`AskParams`): the answer that `Answers` names for the question; fails with a sentence that can be shown. */
export const simAskRequest = 'mmReview/sim/ask';
/** Client -> server (`SourceParams`): the text of a source that lies in no file here, but in the replay; '' when there is none. */
export const simSourceRequest = 'mmReview/sim/source';
/** Client -> server (`{ session }`): the panel is closed. */
export const simCloseNotification = 'mmReview/sim/close';
/** Client -> server (`{ session }`): stop exploring; the question that waits for it is answered with what was found so far. */
export const simCancelNotification = 'mmReview/sim/cancel';
/** Server -> client (`SimProgress`), a few times a second while a question is explored. */
export const simProgressNotification = 'mmReview/sim/progress';

/**
 * A command of the client, `(uri: string, id: string)`: opens the panel on an offer. The server puts it behind code lenses when
 * InitializationOptions.commands names it; the client itself into code actions and hovers.
 */
export const replayCommand = 'mmReview.replayOffer';

/** Scheme of the addresses of such sources: `mmreview-source:/mm/zswap.c?<session>.<run>.<source>`, the latter two as numbers. */
export const sourceScheme = 'mmreview-source';

export interface SourceParams {
  /** what stands behind the `?` of its address */
  readonly query: string;
}

/** Where a replay comes from: enough to make it again. */
export type ReplaySource =
  /** `replay` is ReplayOffer.id */
  | { readonly kind: 'document'; readonly uri: string; readonly replay: string }
  | { readonly kind: 'scenario'; readonly scenario: string; readonly variant: string }
  /** the whole text of a replay file; `uri` says where it was opened from */
  | { readonly kind: 'file'; readonly text: string; readonly uri?: string };

export interface OffersParams {
  readonly uri?: string;
}

export interface ReplayOffer {
  readonly source: ReplaySource;
  /** stable for one text of the document: `race:zswap-lru-offline`, `path:<fingerprint of a finding>` */
  readonly id: string;
  /** threads that race, or the one path of a hazard */
  readonly kind: 'race' | 'path';
  /** `Explore` where nothing is known to break */
  readonly verb: 'Replay' | 'Explore';
  /** as a list shows it: `zswap_lru_add() against a memcg that goes offline` */
  readonly title: string;
  /** what is known of it, a few words: `breaks after the patch`, `holds` */
  readonly says: string;
  readonly breaks: boolean;
  readonly scenario?: string;
  readonly rule?: string;
  /** of the finding that it explains */
  readonly fingerprint?: string;
  /** functions of the patch that play in it */
  readonly functions: readonly string[];
  /** in the document: where its lens stands; absent for a scenario alone */
  readonly range?: Range;
}

export interface OpenParams {
  readonly source: ReplaySource;
  /** go back to where somebody was: the run, its schedule when it was chosen by hand (rules, in order), the place in it */
  readonly resume?: Resume;
}

export interface Resume {
  readonly run: string;
  /** absent: the schedule that the explorer found */
  readonly schedule?: readonly number[];
  readonly at: number;
  /** schedules by hand of the other runs */
  readonly others?: readonly { readonly run: string; readonly schedule: readonly number[] }[];
  /** changes that were tried: their runs are made again, in this order */
  readonly tried?: readonly TriedData[];
}

/** A change that was tried in the code: enough to make its run again. */
export interface TriedData {
  /** of its run */
  readonly run: string;
  /** `what if: zswap_store(): hold tree.lock from ...` */
  readonly label: string;
  /** the image (its run's id) that it was made in, and every change made there so far */
  readonly image: string;
  readonly edits: readonly Edit[];
}

export interface ReplayData {
  readonly session: string;
  readonly source: ReplaySource;
  readonly title: string;
  /** what goes wrong, as one would write it in a reply; '' when nobody has said */
  readonly story: string;
  readonly rule?: string;
  /** never empty; ids are unique */
  readonly runs: readonly RunData[];
  /** id of the run to look at, and the place in it: the step that breaks, else the start */
  readonly show: string;
  readonly at: number;
  /** what could not be had, a sentence each: a schedule that no longer fits, an image that cannot be run */
  readonly lacks: readonly string[];
  /** name of a file (no path) that the sources could be linked to, were it open */
  readonly seeks?: string;
  /** questions that make sense here */
  readonly can: readonly Ability[];
}

/** `hand`: steps can be chosen; `compare`: there is an image before and one after; `try`: changes can be tried; `columns` ...: ways out */
export type Ability = 'hand' | 'compare' | 'try' | 'columns' | 'reply' | 'promela' | 'json' | 'save';

export type RunKind = 'before' | 'after' | 'only' | 'tried';

export interface RunData {
  readonly id: string;
  readonly kind: RunKind;
  /** `before the patch`, `with the lock around it` */
  readonly label: string;
  readonly verdict: VerdictData;
  readonly lanes: readonly LaneData[];
  readonly steps: readonly StepData[];
  /** locks as they are held, for the bars along the lanes */
  readonly holds: readonly HoldData[];
  readonly contexts: readonly ContextData[];
  readonly objects: readonly ObjectData[];
  /** texts of all fields before the first step, by field; '' where the object does not exist */
  readonly initial: readonly string[];
  readonly invariants: readonly InvariantData[];
  readonly violation?: ViolationData;
  /** what the run ends in, a sentence: `all threads have finished and every invariant holds` */
  readonly ending: string;
  /** the schedule was chosen by hand, not found by the explorer; how many of its choices can be taken back */
  readonly byHand: boolean;
  readonly undo: number;
  /** of a change that was tried here */
  readonly tried?: TriedData;
  /** what was taken for granted, what bounds the world: sentences */
  readonly assumed: readonly string[];
  readonly bounds: readonly string[];
}

export interface VerdictData {
  readonly kind: 'holds' | 'breaks' | 'open' | 'unknown';
  /** one line: `breaks: every entry is on a list that reclaim walks` */
  readonly sentence: string;
  /** what was explored, one line: `1,204 states, every interleaving within: two faults, one entry` */
  readonly explored: string;
  /** every interleaving within the bounds was looked at, or the violation is the shortest there is */
  readonly exhaustive: boolean;
  readonly states?: number;
  readonly preemptions?: number;
}

export interface LaneData {
  /** `CPU0` */
  readonly name: string;
  /** `zswap_lru_add()` */
  readonly runs: string;
  readonly daemon: boolean;
}

export interface StepData {
  /** index in the machine's rules; -1 for a step of a hazard's path */
  readonly rule: number;
  /** index in lanes */
  readonly lane: number;
  /** C on one line, or the note of a path */
  readonly text: string;
  readonly kind: StepKind | 'note';
  /** functions, outermost first */
  readonly stack: readonly string[];
  /** the innermost of them, as far as this thread has entered them since its last step: the calls, as written */
  readonly calls: readonly string[];
  /** of a choice: what was chosen */
  readonly outcome?: string;
  /** another thread ran before and could have gone on */
  readonly preempts: boolean;
  readonly changes: readonly ChangeData[];
  /** indexes of invariants that are false from here on, and of those that are true again */
  readonly breaks: readonly number[];
  readonly mends: readonly number[];
  /** where it is written, the patch first, then the tree */
  readonly places: readonly PlaceData[];
  /** the file that it is written in, where that is not at hand: its place is in the text that the replay holds */
  readonly file?: string;
  /** first step of the cycle that a livelock repeats */
  readonly loops?: true;
}

export interface ChangeData {
  /** index in RunData.initial */
  readonly field: number;
  /** '' when the object is gone */
  readonly to: string;
  readonly how: 'added' | 'changed' | 'removed';
  /** a local that nobody reads any more: it is kept up to date, and not worth telling */
  readonly quiet?: true;
}

export interface PlaceData {
  readonly uri: string;
  readonly range: Range;
  /** `mm/zswap.c:712`, for text */
  readonly name: string;
}

export interface HoldData {
  readonly lane: number;
  /** `tree.lock` */
  readonly lock: string;
  /** `shared`, `for writing`; '' when there is nothing to say */
  readonly how: string;
  /** index of the step that takes it, and of the one that gives it back; steps.length when it is still held at the end */
  readonly from: number;
  readonly to: number;
}

/** What a lane runs under, as a tint. */
export interface ContextData {
  readonly lane: number;
  /** `irq off`, `bh off`, `preempt off`, `RCU`, `reclaim` */
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

export interface ObjectData {
  /** `M`, `Z[0]`, `CPU0: zswap_store()` */
  readonly name: string;
  /** tag of its struct; '' for a global or the locals of a thread */
  readonly struct: string;
  /** lane whose locals these are */
  readonly lane?: number;
  readonly fields: readonly FieldData[];
}

export interface FieldData {
  /** `kmemcg_id`; '' for the value itself */
  readonly path: string;
  /** index in RunData.initial */
  readonly field: number;
  readonly shows: 'number' | 'bool' | 'lock' | 'errno' | 'pointer' | 'enum';
}

export interface InvariantData {
  readonly name: string;
  readonly sentence: string;
  /** `finally`: asked only once all threads have finished */
  readonly when: 'always' | 'finally';
  /** before the first step */
  readonly holds: boolean;
}

export interface ViolationData {
  /** index of the step after which it is broken; -1 when it is broken from the start */
  readonly step: number;
  readonly kind: 'invariant' | 'fault' | 'deadlock' | 'livelock' | 'rule';
  readonly sentence: string;
  readonly invariant?: number;
}

export interface ChoiceData {
  readonly rule: number;
  readonly lane: number;
  readonly text: string;
  readonly outcome?: string;
  /** taking it is a violation: this one */
  readonly fault?: string;
  /** the run goes on with it */
  readonly taken: boolean;
}

/** Somebody that cannot go on at a place, and why. */
export interface StuckData {
  readonly lane: number;
  /** `waits for tree.lock, which CPU1 holds`, `has finished` */
  readonly why: string;
}

export interface CandidateData {
  readonly id: string;
  /** `take tree->lock around lines 12 to 15 of zswap_store()` */
  readonly text: string;
  readonly kind: 'lock' | 'tryget' | 'swap' | 'drop-return' | 'other';
}

export interface FoundData {
  readonly id: string;
  readonly sentence: string;
  readonly steps: number;
  readonly preemptions: number;
  /** `CPU1 folio_put(folio)`: its last step; of a livelock the first that repeats */
  readonly where: string;
  /** what is broken on the way to it already */
  readonly after?: string;
}

/** One row of two runs side by side: indexes of steps, absent where a run has nothing there. */
export interface PairData {
  readonly left?: number;
  readonly right?: number;
}

export interface ComparisonData {
  /** the other image under the same schedule */
  readonly left: RunData;
  readonly right: RunData;
  readonly rows: readonly PairData[];
  /** index of the first row in which they differ; rows.length when they never do */
  readonly parts: number;
  /** `they part at step 7: before the patch, the charge comes first` */
  readonly sentence: string;
}

export type SimAsk =
  /** who could go on at a place, and who could not */
  | { readonly do: 'choices'; readonly run: string; readonly at: number }
  /** goes on with another rule; what came after is gone (undo brings it back) */
  | { readonly do: 'take'; readonly run: string; readonly at: number; readonly rule: number }
  /** explores from a place to the nearest violation and goes on with it */
  | { readonly do: 'continue'; readonly run: string; readonly at: number }
  /** back to the shortest violation of this run */
  | { readonly do: 'shortest'; readonly run: string }
  /** looks for violations of another kind, or at another place */
  | { readonly do: 'others'; readonly run: string }
  | { readonly do: 'other'; readonly run: string; readonly found: string }
  | { readonly do: 'undo'; readonly run: string }
  | { readonly do: 'compare'; readonly run: string }
  | { readonly do: 'candidates'; readonly run: string }
  | { readonly do: 'try'; readonly run: string; readonly candidate: string }
  | { readonly do: 'export'; readonly run: string; readonly as: ExportAs; readonly at: number };

/** `file`: a replay file, with `at` as the place to open it on */
export type ExportAs = 'columns' | 'reply' | 'promela' | 'json' | 'file';

export interface Moved {
  readonly run: RunData;
  readonly at: number;
  /** a sentence for whoever listens: what was found, or that nothing was */
  readonly said: string;
}

export interface Answers {
  choices: { readonly choices: readonly ChoiceData[]; readonly stuck: readonly StuckData[] };
  take: Moved;
  continue: Moved;
  shortest: Moved;
  others: { readonly found: readonly FoundData[]; readonly said: string };
  other: Moved;
  undo: Moved;
  compare: ComparisonData;
  candidates: { readonly candidates: readonly CandidateData[]; readonly said: string };
  try: Moved;
  export: { readonly text: string; readonly languageId: string };
}

export type Answer<A extends SimAsk> = Answers[A['do']];

export interface AskParams {
  readonly session: string;
  readonly ask: SimAsk;
}

export interface SessionParams {
  readonly session: string;
}

export interface SimProgress extends SessionParams {
  readonly states: number;
}
