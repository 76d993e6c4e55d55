/** The comment above a model function, taken apart (server/model/README.md lists the tags). */

export interface FunctionDoc {
  readonly name: string;
  readonly signature: string;
  readonly summary: string;
  readonly context?: string;
  readonly returns?: string;
  readonly undo?: string;
  /** what is not so when the call fails: a caller must look at the result */
  readonly failure?: string;
  readonly since?: string;
  readonly until?: string;
  readonly renamed?: string;
  readonly source?: string;
  readonly order?: string;
  readonly note?: string;
  /** why the body in a kernel tree shows something else than the model (docs/model-check.md) */
  readonly check?: string;
  /** file of the model */
  readonly file: string;
  /** 0-based line of the function in that file */
  readonly line: number;
}

/** The tags of server/model/README.md. */
export const KNOWN_TAGS: ReadonlySet<string> = new Set([
  'context',
  'returns',
  'undo',
  'failure',
  'since',
  'until',
  'renamed',
  'source',
  'order',
  'note',
  'check',
]);

const TAG = /^@(\w+)\s*:\s*(.*)$/;

/** `comment` is the text between the comment's marks; unknown tags are ignored here (lint.ts names them). */
export function parseKerneldoc(comment: string): { summary: string; tags: Map<string, string> } {
  const tags = new Map<string, string>();
  let summary = '';
  let current = '';
  for (const raw of comment.split('\n')) {
    const line = raw.replace(/^\s*\*?\s?/, '').trimEnd();
    const m = TAG.exec(line.trim());
    if (m && KNOWN_TAGS.has(m[1]!)) {
      current = m[1]!;
      tags.set(current, m[2]!.trim());
      continue;
    }
    if (line.trim() === '') {
      current = '';
      continue;
    }
    if (line.trim().startsWith('@')) {
      current = '';
      continue;
    }
    if (current) tags.set(current, `${tags.get(current)} ${line.trim()}`);
    else if (!summary) {
      const dash = line.indexOf(' - ');
      summary = dash >= 0 ? line.slice(dash + 3).trim() : line.trim();
    } else summary += ` ${line.trim()}`;
  }
  return { summary, tags };
}

/** -1, 0, 1 as `a` is before, at or after `b`; versions are `X.Y` or `X.Y.Z`. */
export function compareVersions(a: string, b: string): number {
  const x = a.split('.').map(Number);
  const y = b.split('.').map(Number);
  for (let i = 0; i < 2; i++) {
    const d = (x[i] ?? 0) - (y[i] ?? 0);
    if (d) return d < 0 ? -1 : 1;
  }
  return 0;
}
