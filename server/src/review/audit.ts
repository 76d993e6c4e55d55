/** The same rules on whole files, without a patch. */
import { checkFunction } from '../check/index.ts';
import type { SourceTree } from '../tree/index.ts';
import { CodeFile } from './code.ts';
import { fingerprint } from './fingerprint.ts';
import { severityOf } from './judge.ts';
import type { Finding } from './types.ts';
import type { Workshop } from './workshop.ts';

export interface AuditOptions {
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number, what: string): void;
}

export interface AuditResult {
  /** `input` is the place in the source file, 0-based; `change` is `carried`: nobody introduced anything */
  readonly findings: readonly Finding[];
  readonly functions: number;
  readonly lines: number;
  readonly bounded: readonly string[];
  /** files that could not be read */
  readonly errors: readonly string[];
}

/** What is known of functions once each has been asked for, as a call of it would. */
export interface Learnt {
  readonly functions: number;
  /** the model speaks for them */
  readonly model: number;
  /** a contract came out of their own bodies; `vague`: it only says what may happen; `bounded`: paths or text are missing */
  readonly tree: number;
  readonly vague: number;
  readonly bounded: number;
  /** nothing is known: no body that could be read, or two that might be meant */
  readonly unknown: number;
}

/** Contracts of all functions of files, without rules: what a whole tree costs before anything is said of it. */
export async function learnFiles(tree: SourceTree, files: readonly string[], shop: Workshop, o: AuditOptions = {}): Promise<Learnt> {
  const n = { functions: 0, model: 0, tree: 0, vague: 0, bounded: 0, unknown: 0 };
  const version = /^\d+\.\d+/.exec((await tree.version?.()) ?? '')?.[0];
  const contracts = shop.treeContracts(tree, shop.library.era(version));
  for (const [i, path] of files.entries()) {
    if (o.signal?.aborted) throw new DOMException('learning was cancelled', 'AbortError');
    o.onProgress?.(i, files.length, path);
    const text = await tree.read(path);
    if (text === undefined) continue;
    await shop.sources(tree).prepare(path, text, o.signal);
    for (const fn of shop.sources(tree).index.file(path)?.outline.functions ?? []) {
      const c = contracts.contractOf(fn.name, path);
      n.functions++;
      if (!c) n.unknown++;
      else if (c.from === 'model') n.model++;
      else {
        n.tree++;
        if (c.incomplete) n[c.incomplete]++;
      }
    }
  }
  return n;
}

export async function auditFiles(tree: SourceTree, files: readonly string[], shop: Workshop, o: AuditOptions = {}): Promise<AuditResult> {
  const findings: Finding[] = [];
  const bounded: string[] = [];
  const errors: string[] = [];
  let functions = 0;
  let lines = 0;
  const version = /^\d+\.\d+/.exec((await tree.version?.()) ?? '')?.[0];
  const era = shop.library.era(version);
  for (const [i, path] of files.entries()) {
    if (o.signal?.aborted) throw new DOMException('the audit was cancelled', 'AbortError');
    o.onProgress?.(i, files.length, path);
    const text = await tree.read(path);
    if (text === undefined) {
      errors.push(`${path}: not in ${tree.label}`);
      continue;
    }
    await shop.sources(tree).prepare(path, text, o.signal);
    const contracts = shop.treeContracts(tree, era);
    const file = shop.sources(tree).index.file(path) ?? new CodeFile(path, text, shop.parser);
    lines += text.split('\n').length;
    for (const fn of file.outline.functions) {
      const body = file.body(fn);
      // what could not be read was not explored
      if (!body || body.cfg.hasGaps) bounded.push(`${path}:${fn.name}`);
      if (!body) continue;
      functions++;
      const c = checkFunction({
        cfg: body.cfg,
        flow: body.flow,
        text,
        promised: era.contractOf(fn.name),
        locks: era.locks,
        contractOf: (n) => contracts.contractOf(n, path),
      });
      if (c.bounded && !body.cfg.hasGaps) bounded.push(`${path}:${fn.name}`);
      for (const h of c.hazards) {
        // worth saying only when a patch brings it
        if (h.confidence === 'low') continue;
        const pos = (o2: number) => {
          const line = file.lineAt(o2);
          return { line: line - 1, character: o2 - file.startOf(line) };
        };
        const line = file.lineAt(h.at[0]);
        findings.push({
          rule: h.rule,
          severity: severityOf(h),
          confidence: h.confidence,
          change: 'carried',
          message: h.message,
          remedy: h.remedy,
          function: h.function,
          file: path,
          line,
          side: 'new',
          object: h.object,
          input: { start: pos(h.at[0]), end: pos(h.at[1]) },
          path: h.path.map((s) => ({ line: file.lineAt(s.at[0]), note: s.note, input: { start: pos(s.at[0]), end: pos(s.at[1]) } })),
          fingerprint: fingerprint([h.rule, path, h.function, h.object, file.lineText(line).trim()]),
          patch: 0,
        });
      }
    }
  }
  return { findings, functions, lines, bounded, errors };
}
