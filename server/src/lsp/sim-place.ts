/** Offsets of a source's text as places in it, and the addresses of sources that lie in no file. */
import { type PlaceData, sourceScheme } from './sim-protocol.ts';

/** 0-based line and UTF-16 column. */
export function positionAt(text: string, offset: number): PlaceData['range']['start'] {
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  return { line, character: offset - (before.lastIndexOf('\n') + 1) };
}

/** The name is what a tab shows, and may be a stranger's: nothing else hangs on it. Nothing in it is written otherwise by VS Code, which compares addresses as texts. */
export function heldUri(session: string, run: number, source: number, name: string): string {
  const path = name
    .split('/')
    .map((part) => part.replace(/[^\w.-]/g, '_'))
    .filter((part) => part !== '' && !/^\.+$/.test(part));
  return `${sourceScheme}:/${path.join('/') || 'source.c'}?${session}.${run}.${source}`;
}

/** The numbers behind the `?` of such an address. */
export function readHeldUri(query: string): { readonly session: string; readonly run: number; readonly source: number } | undefined {
  const [, session = '', run, source] = /^(s\d+)\.(\d+)\.(\d+)$/.exec(query) ?? [];
  return session === '' ? undefined : { session, run: Number(run), source: Number(source) };
}
