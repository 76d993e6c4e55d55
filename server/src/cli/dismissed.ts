/** The files that a reviewer keeps beside the patches: what was dismissed, and notes. Read whole; an answer in words says what is wrong. */
import { type Note, readDismissed } from '../reply/index.ts';
import { oneLine, systemFailure } from './failure.ts';
import type { Io } from './io.ts';

/** Fingerprint -> reason; or why the file cannot be used. */
export async function dismissedIn(path: string, io: Io): Promise<ReadonlyMap<string, string> | string> {
  const text = await textOf(path, io);
  if (typeof text !== 'string') return text.problem;
  const { entries, problem } = readDismissed(text);
  if (problem !== undefined) return `${path}: ${problem}`;
  return new Map([...entries.values()].map(({ fingerprint, reason }) => [fingerprint, reason]));
}

/** `{"version":1,"notes":[{"line":12,"text":"...","block":["..."]}]}`, lines 1-based; or why the file cannot be used. */
export async function notesIn(path: string, io: Io): Promise<readonly Note[] | string> {
  const text = await textOf(path, io);
  if (typeof text !== 'string') return text.problem;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return `${path}: not JSON (${oneLine(error)})`;
  }
  const { version, notes } = (typeof read === 'object' && read !== null ? read : {}) as { version?: unknown; notes?: unknown };
  if (version !== 1 || !Array.isArray(notes)) return `${path}: not {"version": 1, "notes": [...]}`;
  const found: Note[] = [];
  for (const [index, one] of (notes as unknown[]).entries()) {
    const { line, text: said, block } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    const lines = block === undefined ? [] : block;
    if (!Number.isInteger(line) || (line as number) < 1 || typeof said !== 'string' || !Array.isArray(lines)) {
      return `${path}: note ${index + 1} has no "line" (from 1 on) and "text"`;
    }
    found.push({ line: (line as number) - 1, text: said, block: lines.map(String) });
  }
  return found;
}

async function textOf(path: string, io: Io): Promise<string | { readonly problem: string }> {
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of io.read(path)) pieces.push(piece);
    const decoder = new TextDecoder();
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
  } catch (error) {
    return { problem: `${path}: ${systemFailure(error) ?? oneLine(error)}` };
  }
}
