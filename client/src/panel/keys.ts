/** Every action has a key, and this is the list of them: what is shown, and what is listened to. */
import { later, t } from './strings.ts';

export type Command =
  | 'step'
  | 'back'
  | 'first'
  | 'last'
  | 'next-preemption'
  | 'previous-preemption'
  | 'next-change'
  | 'previous-change'
  | 'violation'
  | 'play'
  | 'faster'
  | 'slower'
  | 'choose'
  | 'undo'
  | 'continue'
  | 'shortest'
  | 'others'
  | 'other-run'
  | 'lanes'
  | 'compare'
  | 'text'
  | 'side'
  | 'pin'
  | 'try'
  | 'source'
  | 'copy-columns'
  | 'copy-reply'
  | 'copy-promela'
  | 'copy-json'
  | 'save'
  | 'open'
  | 'link'
  | 'cancel'
  | 'keys';

export interface Binding {
  readonly command: Command;
  /** KeyboardEvent.key; `ctrl+` in front where Control (or Command on a Mac) is held */
  readonly keys: readonly string[];
  /** as it is shown */
  readonly label: string;
  /** in English, as `label`: translated where it is shown */
  readonly does: string;
  readonly group: 'Time' | 'Choice' | 'View' | 'Out';
}

export const groups: readonly Binding['group'][] = [later('Time'), later('Choice'), later('View'), later('Out')];

export const bindings: readonly Binding[] = [
  { command: 'step', keys: ['ArrowDown', 'ArrowRight', 'j'], label: later('↓ or J'), does: later('Step'), group: 'Time' },
  { command: 'back', keys: ['ArrowUp', 'ArrowLeft', 'k'], label: later('↑ or K'), does: later('Step back'), group: 'Time' },
  { command: 'first', keys: ['Home'], label: later('Home'), does: later('To the start'), group: 'Time' },
  { command: 'last', keys: ['End'], label: later('End'), does: later('To the end'), group: 'Time' },
  { command: 'next-preemption', keys: ['n'], label: 'N', does: later('To the next preemption'), group: 'Time' },
  { command: 'previous-preemption', keys: ['N'], label: later('Shift+N'), does: later('To the preemption before'), group: 'Time' },
  { command: 'next-change', keys: ['c'], label: 'C', does: later('To the next change of the chosen object'), group: 'Time' },
  {
    command: 'previous-change',
    keys: ['C'],
    label: later('Shift+C'),
    does: later('To the change before of the chosen object'),
    group: 'Time',
  },
  { command: 'violation', keys: ['v'], label: 'V', does: later('To the violation'), group: 'Time' },
  { command: 'play', keys: [' '], label: later('Space'), does: later('Play or pause'), group: 'Time' },
  { command: 'faster', keys: ['+', '='], label: '+', does: later('Play faster'), group: 'Time' },
  { command: 'slower', keys: ['-'], label: '-', does: later('Play slower'), group: 'Time' },
  {
    command: 'choose',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    label: later('1 to 9'),
    does: later('Go on with that choice'),
    group: 'Choice',
  },
  { command: 'undo', keys: ['u'], label: 'U', does: later('Take the last choice back'), group: 'Choice' },
  { command: 'continue', keys: ['g'], label: 'G', does: later('Continue to a violation from here'), group: 'Choice' },
  { command: 'shortest', keys: ['s'], label: 'S', does: later('The shortest violation'), group: 'Choice' },
  { command: 'others', keys: ['o'], label: 'O', does: later('Look for other violations'), group: 'Choice' },
  { command: 'try', keys: ['w'], label: 'W', does: later('What if: try a change'), group: 'Choice' },
  { command: 'cancel', keys: ['Escape'], label: later('Esc'), does: later('Stop exploring, close a list'), group: 'Choice' },
  { command: 'other-run', keys: ['b'], label: 'B', does: later('The other image: before, after'), group: 'View' },
  { command: 'lanes', keys: ['a'], label: 'A', does: later('Show the lanes'), group: 'View' },
  { command: 'compare', keys: ['d'], label: 'D', does: later('Show before and after side by side'), group: 'View' },
  { command: 'text', keys: ['t'], label: 'T', does: later('Show all as text'), group: 'View' },
  { command: 'side', keys: ['i'], label: 'I', does: later('The world as graph or as table'), group: 'View' },
  { command: 'pin', keys: ['p'], label: 'P', does: later('Follow what this step changed, or stop following it'), group: 'View' },
  { command: 'source', keys: ['e', 'Enter'], label: later('E or Enter'), does: later('Show the step in the editor'), group: 'View' },
  { command: 'keys', keys: ['?'], label: '?', does: later('This list'), group: 'View' },
  { command: 'copy-columns', keys: ['y'], label: 'Y', does: later('Copy as columns for a mail'), group: 'Out' },
  { command: 'copy-reply', keys: ['q'], label: 'Q', does: later('Copy as a reply: the quoted hunk, the columns under it'), group: 'Out' },
  { command: 'copy-promela', keys: ['m'], label: 'M', does: later('Copy as Promela'), group: 'Out' },
  { command: 'copy-json', keys: ['x'], label: 'X', does: later('Copy as JSON'), group: 'Out' },
  { command: 'save', keys: ['ctrl+s'], label: later('Ctrl+S'), does: later('Save as a replay file'), group: 'Out' },
  { command: 'open', keys: ['ctrl+o'], label: later('Ctrl+O'), does: later('Open a replay file'), group: 'Out' },
  { command: 'link', keys: ['l'], label: 'L', does: later('Copy a link that opens this place'), group: 'Out' },
];

const table = new Map(bindings.flatMap((binding) => binding.keys.map((key) => [key, binding.command] as const)));

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key means; undefined when it is not ours. `typing`: the focus is where keys write, or where arrows move something of their own. */
export function commandOf({ key, ctrlKey, metaKey, altKey }: Pressed, focus: 'page' | 'typing' | 'control' = 'page'): Command | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return table.get(`ctrl+${key.toLowerCase()}`);
  if (key === 'Escape') return 'cancel';
  if (focus === 'typing') return undefined;
  // A button is pressed with Enter and Space; a slider, a list or a tab moves with arrows.
  if (focus === 'control' && (key === ' ' || key === 'Enter' || /^(Arrow|Home|End|Page)/.test(key))) return undefined;
  return table.get(key);
}

/** The key of a command, for titles of buttons: `Step (↓ or J)`. */
export function labelled(command: Command): string {
  const binding = bindings.find((one) => one.command === command);
  return binding ? `${t(binding.does)} (${t(binding.label)})` : command;
}

/** The same for aria-keyshortcuts. */
export function shortcut(command: Command): string | undefined {
  const key = bindings.find((one) => one.command === command)?.keys[0];
  if (!key) return undefined;
  const plain = key.replace(/^ $/, 'Space').replace(/^ctrl\+/, 'Control+');
  return plain.length === 1 && /[A-Z]/.test(plain) ? `Shift+${plain}` : plain;
}
