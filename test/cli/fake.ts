// A world for the command line tool that is made of strings, and a reviewer that says what the test wants.
import { readFileSync } from 'node:fs';
import type { Engine, Io } from '../../server/src/cli/index.ts';
import type { PatchDocument } from '../../server/src/patch/types.ts';
import type { AuditResult, Desk, Finding, Review } from '../../server/src/review/index.ts';
import type { SourceTree } from '../../server/src/tree/types.ts';

export interface FakeIo extends Io {
  out: string;
  err: string;
}

export interface FakeIoOptions {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly tty?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** bytes in each piece that read() gives */
  readonly piece?: number;
}

/** Files that are not named do not exist. The clock goes on by a second each time that it is looked at. */
export function fakeIo({ files = {}, tty = false, env = {}, piece = 1 << 20 }: FakeIoOptions = {}): FakeIo {
  let clock = 0;
  const io: FakeIo = {
    out: '',
    err: '',
    stdout: {
      isTTY: tty,
      write: (text) => {
        io.out += text;
      },
    },
    stderr: {
      isTTY: tty,
      write: (text) => {
        io.err += text;
      },
    },
    env,
    now: () => (clock += 1000),
    async *read(path) {
      const content = files[path];
      if (content === undefined) throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' });
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
  return io;
}

const emptyTree: SourceTree = { label: 'fake', read: async () => undefined, list: async () => ['mm/Makefile', 'mm/a.c', 'mm/b.c'] };

export interface FakeEngineOptions {
  readonly review?: (document: PatchDocument) => Review;
  readonly audit?: (files: readonly string[]) => AuditResult;
}

export function fakeEngine({ review = noFindings, audit }: FakeEngineOptions = {}): Engine {
  return {
    version: '1.2.3',
    reviewer: async () => ({
      review: async (document, options) => {
        for (let i = 0; i < 5; i++) options?.onProgress?.(i, 5, 'mm/a.c');
        return review(document);
      },
      // no places: whoever asks is told nothing
      desk: () =>
        ({
          benches: [],
          functionAt: () => undefined,
          fileLine: () => undefined,
          hereAt: () => undefined,
          changesIn: () => [],
          meaning: () => undefined,
          lockAt: () => undefined,
          effects: () => undefined,
          definitions: () => [],
          references: () => [],
          lineText: () => undefined,
          callers: () => [],
        }) as unknown as Desk,
      modelText: () => undefined,
      reviewWorking: async () => {
        throw new Error('no files are edited in this test');
      },
      learn: () => Promise.reject(new Error('not asked for')),
      audit: async (_tree, files) => {
        if (!audit) throw new Error('no audit in this test');
        return audit(files);
      },
      contractOf: () => undefined,
      explain: () => undefined,
      lintModel: () => [],
      checkModel: async () => ({ version: '6.12', compared: 0, agree: 0, differences: [], notUnderstood: [] }),
      scenarios: () => {
        throw new Error('no scenarios in this test');
      },
      replays: () => {
        throw new Error('no replays in this test');
      },
    }),
    openTree: async (folder) => {
      if (folder === 'nowhere') throw new Error('nowhere: no such folder');
      return emptyTree;
    },
  };
}

/** A review that finds nothing, with all files seen by their hunks. */
export function noFindings(document: PatchDocument): Review {
  return {
    patches: document.messages.flatMap((message, m) =>
      message.patches.map((patch, p) => ({
        series: m,
        place: p,
        message: m,
        patch: p,
        subject: message.subject?.full ?? '',
        range: patch.range,
        files: patch.files.map((file) => {
          const path = file.newPath ?? file.oldPath ?? '';
          return { path, context: 'hunks' as const, reason: `${path}: not in the tree`, functions: [] };
        }),
      })),
    ),
    findings: [],
    diagnostics: document.diagnostics,
    bounded: [],
  };
}

export const sample = (name: string): string => readFileSync(`samples/${name}`, 'utf8');

/** The leak that samples/ref-leak.patch brings, as a reviewer with the tree would say it, and one that was fixed and one carried. */
export function leakReview(document: PatchDocument): Review {
  const { patches } = noFindings(document);
  const lineOf = (text: string) => document.messages[0]?.patches[0]?.files[0]?.hunks[0]?.lines.find((line) => line.text.includes(text));
  const at = lineOf('return -EAGAIN');
  const test = lineOf('folio_test_writeback');
  if (!at || !test) throw new Error('not the sample that this is about');
  const range = (line: typeof at, from: number, to: number) => ({
    start: { line: line.line, character: line.column + from },
    end: { line: line.line, character: line.column + to },
  });
  const leak: Finding = {
    rule: 'ref/leak',
    severity: 'error',
    confidence: 'high',
    change: 'introduced',
    message: 'the reference to `folio` that filemap_get_folio() took is lost here; the folio can never be freed',
    remedy: 'Call folio_put(folio) before the return.',
    function: 'tide_line_account',
    file: 'mm/tideline.c',
    line: 27,
    side: 'new',
    object: 'folio',
    input: range(at, 2, at.text.length),
    path: [
      { line: 22, note: 'takes a reference to `folio`' },
      { line: 26, note: 'the folio is under writeback', input: range(test, 1, test.text.length) },
      { line: 27, note: 'returns without dropping it', input: range(at, 2, at.text.length) },
    ],
    fingerprint: 'f00d',
    patch: 0,
  };
  const fixed: Finding = {
    ...leak,
    rule: 'ref/double-put',
    change: 'fixed',
    side: 'old',
    severity: 'warning',
    fingerprint: 'beef',
    path: [],
  };
  const carried: Finding = {
    ...leak,
    rule: 'lock/rcu',
    change: 'carried',
    severity: 'info',
    confidence: 'low',
    fingerprint: 'cafe',
    path: [],
    remedy: undefined,
  };
  return {
    patches: patches.map((patch) => ({ ...patch, files: [{ path: 'mm/tideline.c', context: 'tree', functions: ['tide_line_account'] }] })),
    // Not in their order: the report has to sort them.
    findings: [leak, carried, fixed],
    diagnostics: [],
    era: { version: '6.12', from: 'tree' },
    bounded: [],
  };
}
