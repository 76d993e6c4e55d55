/**
 * What the page of the sim panel and its host in the extension say to each other: one union each way.
 * Everything that arrives in the page is shown as text, whatever it holds.
 */
import type { Answers, PlaceData, ReplayData, Resume, SimAsk } from '../../../server/src/lsp/sim-protocol.ts';

/** What the page keeps over hiding and reloading: where its reader was, not what the server can tell anew. */
export interface Kept {
  readonly version: 1;
  readonly run: string;
  readonly at: number;
  /** rules of a schedule that was chosen by hand */
  readonly schedule?: readonly number[];
  /** the same of other runs, and the changes that were tried */
  readonly others?: Resume['others'];
  readonly tried?: Resume['tried'];
  readonly view: ViewName;
  readonly side: SideName;
  /** names of followed values: `M.kmemcg_id` */
  readonly pins: readonly string[];
  readonly chosen?: string;
  readonly speed: number;
}

export type ViewName = 'lanes' | 'compare' | 'text';
export type SideName = 'graph' | 'table';

export type ToHost =
  /** the page stands and listens; comes once after each load */
  | { readonly type: 'ready' }
  /** the page does not show what the host `has` told it: the message came before the page could listen */
  | { readonly type: 'missed' }
  | { readonly type: 'ask'; readonly id: number; readonly ask: SimAsk }
  | { readonly type: 'cancel' }
  /** the step that is looked at: highlight these places ([] clears), scroll editors that show one, or open the first */
  | { readonly type: 'highlight'; readonly places: readonly PlaceData[]; readonly reveal: 'none' | 'visible' | 'open' }
  | { readonly type: 'kept'; readonly kept: Kept }
  | { readonly type: 'copy'; readonly what: CopyWhat; readonly text: string }
  | { readonly type: 'save'; readonly text: string }
  | { readonly type: 'open' }
  | { readonly type: 'link'; readonly kept: Kept };

export type CopyWhat = 'columns' | 'reply' | 'promela' | 'json';

export type ToPage =
  | { readonly type: 'replay'; readonly replay: ReplayData; readonly kept?: Kept }
  | { readonly type: 'failed'; readonly message: string }
  /** what was last told, behind it */
  | { readonly type: 'has'; readonly session: string }
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly answer: Answers[SimAsk['do']] }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly type: 'progress'; readonly states: number }
  /** somebody put the cursor on a line in the editor */
  | { readonly type: 'cursor'; readonly uri: string; readonly line: number }
  /** a word for the status line: what was copied, saved */
  | { readonly type: 'said'; readonly text: string };
