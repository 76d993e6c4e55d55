/** How long the diagnostics take after a key was struck: in a C file of the kernel, and in a long patch. Part of `npm run bench`. */
import { parsePatchText } from '../../server/src/patch/index.ts';
import type { Reviewer } from '../../server/src/review/index.ts';
import type { SourceTree } from '../../server/src/tree/index.ts';

export interface Source {
  readonly path: string;
  readonly text: string;
}

type Row = (what: string, value: string, ratio?: string) => void;

const ms = (from: number): number => performance.now() - from;
const at = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
const told = (list: readonly number[]): string =>
  `${at(list, 0.5).toFixed(0)} ms, 90 % within ${at(list, 0.9).toFixed(0)} ms, slowest ${Math.max(...list).toFixed(0)} ms`;

/** Offsets behind a `;` in functions, spread over the text. */
function statements(text: string, count: number): number[] {
  const all = [...text.matchAll(/\n\t[^\n#*]*;(?=\n)/g)].map((m) => m.index + m[0].length);
  return Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]!);
}

/** A statement is typed, letter by letter, at several places of a file that differs from what it was in `changed` functions already. */
export async function typingInFile(file: Source, reviewer: Reviewer, tree: SourceTree, row: Row): Promise<void> {
  const changed = 8;
  let text = file.text;
  for (const o of statements(text, changed).reverse()) text = `${text.slice(0, o)}\n\tcond_resched();${text.slice(o)}`;
  let t = performance.now();
  await reviewer.reviewWorking({ path: file.path, before: file.text, now: text }, { tree });
  row(`${file.path} (${text.split('\n').length} lines, ${changed} functions changed) opened`, `${ms(t).toFixed(0)} ms`);
  const times: number[] = [];
  for (const o of statements(text, 6)) {
    const typed = '\n\tmutex_lock(&m);';
    for (let i = 2; i <= typed.length; i++) {
      const now = text.slice(0, o) + typed.slice(0, i) + text.slice(o);
      t = performance.now();
      await reviewer.reviewWorking({ path: file.path, before: file.text, now }, { tree, callers: 'known' });
      times.push(ms(t));
    }
  }
  row(`each of ${times.length} keys typed in it: median`, told(times));
}

/** One changed statement in functions of many files until the patch is long enough. */
export function longPatch(files: readonly Source[], lines: number): string {
  const out = [
    'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001',
    'From: A <a@example.com>',
    'Subject: [PATCH] mm: many changes',
    '',
    '---',
  ];
  for (const f of files) {
    if (out.length >= lines) break;
    const rows = f.text.split('\n');
    const hunks: string[] = [];
    let added = 0;
    let last = -20;
    rows.forEach((l, i) => {
      if (out.length + hunks.length >= lines || i < last + 60 || !/^\t+\w[\w>.-]*\(.*\);$/.test(l) || i + 4 > rows.length) return;
      const from = i - 3;
      const body = rows.slice(from, i + 4).map((r, k) => (k === 3 ? ` ${r}\n+\tcond_resched();` : ` ${r}`));
      hunks.push(`@@ -${from + 1},7 +${from + 1 + added},8 @@`, ...body.join('\n').split('\n'));
      added++;
      last = i;
    });
    if (hunks.length > 0) out.push(`diff --git a/${f.path} b/${f.path}`, `--- a/${f.path}`, `+++ b/${f.path}`, ...hunks);
  }
  return `${out.join('\n')}\n-- \n2.39.5\n`;
}

export async function typingInPatch(files: readonly Source[], reviewer: Reviewer, tree: SourceTree, row: Row): Promise<void> {
  const text = longPatch(files, 5000);
  for (const [where, options] of [
    ['with its tree', { tree }],
    ['hunks alone', {}],
  ] as const) {
    let t = performance.now();
    const first = await reviewer.review(parsePatchText(text), options);
    const functions = first.patches.flatMap((p) => p.files.flatMap((f) => f.functions)).length;
    row(`a patch of ${text.split('\n').length} lines (${functions} functions), ${where}, opened`, `${ms(t).toFixed(0)} ms`);
    const times: number[] = [];
    const places = [...text.matchAll(/\n\+\tcond_resched\(\);/g)].map((m) => m.index + m[0].length - 1);
    for (let k = 0; k < 24; k++) {
      const o = places[Math.floor(((k + 0.5) * places.length) / 24)]!;
      const typed = ' /* why not */';
      const now = text.slice(0, o) + typed.slice(0, 1 + (k % typed.length)) + text.slice(o);
      t = performance.now();
      await reviewer.review(parsePatchText(now), { ...options, callers: 'known' });
      times.push(ms(t));
    }
    row(`each of ${times.length} keys typed in it: median`, told(times));
  }
}
