/** The page of the sim panel: listens to its host and to the keyboard, and draws the state. Marks in the page's timeline say when the first picture stood. */
import { render } from 'preact';
import { App } from './app.tsx';
import { Controller } from './controller.ts';
import { readKept } from './kept.ts';
import { commandOf } from './keys.ts';
import type { ToHost, ToPage } from './messages.ts';
import style from './panel.css';
import { speak } from './strings.ts';

performance.mark('mm-review:script');

interface VsCode {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();
const root = document.getElementById('panel') as HTMLElement;
speak(root.dataset.strings);

// Not a file of its own, which would have to be fetched, and not inline, which the page's policy forbids.
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** What the host wrote into the page's state for its serializer stands beside what the page keeps. */
const stored = (): Record<string, unknown> => {
  const state = vscode.getState();
  return typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {};
};
const kept = readKept(stored().kept);

const controller: Controller = new Controller({
  post: (message) => vscode.postMessage(message),
  store: (now) => vscode.setState({ ...stored(), kept: now }),
  ...(kept ? { kept } : {}),
  draw: (state) => render(<App state={state} controller={controller} />, root),
  later(ms, what) {
    const timer = setTimeout(what, ms);
    return () => clearTimeout(timer);
  },
});

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'replay') {
    performance.mark('mm-review:replay');
    vscode.setState({ ...stored(), source: data.replay.source });
  }
  controller.receive(data);
  // What is drawn in one frame is on the screen when the next one begins.
  if (data.type === 'replay') requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('mm-review:drawn')));
});

function focusKind(target: EventTarget | null): 'page' | 'typing' | 'control' {
  // A node of the graph is drawn, and a button all the same.
  if (!(target instanceof Element)) return 'page';
  if (target instanceof HTMLInputElement)
    return target.type === 'range' || target.type === 'radio' || target.type === 'checkbox' ? 'control' : 'typing';
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return 'typing';
  return target.closest('button, summary, [role="button"], [role="tab"]') ? 'control' : 'page';
}

document.addEventListener('keydown', (event) => {
  const command = commandOf(event, focusKind(event.target));
  if (!command) return;
  event.preventDefault();
  event.stopPropagation();
  controller.perform(command, command === 'choose' ? Number(event.key) - 1 : 0);
});

render(<App state={controller.state} controller={controller} />, root);
vscode.postMessage({ type: 'ready' });
