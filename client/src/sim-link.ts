// Links that reopen a replay where it was: `<scheme>://<extension>/replay?...`. Plain text in, plain data out; knows no VS Code.
import type { ReplaySource, Resume, TriedData } from '../../server/src/lsp/sim-protocol.ts';

/** Where a link leads. A replay file is named by its address: its text would not fit. */
export type LinkedSource = Exclude<ReplaySource, { kind: 'file' }> | { readonly kind: 'file'; readonly uri: string };

export interface Linked {
  readonly source: LinkedSource;
  readonly resume?: Resume;
}

/** A longer schedule makes a link that mail programs break. */
const MOST_STEPS = 400;

/** JSON of the change that the step is about, in characters. */
const MOST_TRIED = 1500;

/** Documents that a link may open: files and what VS Code itself puts in their place. */
const SCHEMES = ['file', 'vscode-remote', 'vscode-vfs', 'untitled'];

/** The query of a link; undefined for a replay file that was never saved. */
export function linkQuery(source: ReplaySource, resume: Resume | undefined): string | undefined {
  const query = new URLSearchParams();
  if (source.kind === 'document') {
    query.set('document', source.uri);
    query.set('replay', source.replay);
  } else if (source.kind === 'scenario') {
    query.set('scenario', source.scenario);
    query.set('variant', source.variant);
  } else if (source.uri !== undefined) {
    query.set('file', source.uri);
  } else {
    return undefined;
  }
  if (resume) {
    query.set('run', resume.run);
    query.set('step', String(resume.at));
    if (resume.schedule && resume.schedule.length <= MOST_STEPS) {
      query.set('schedule', resume.schedule.map((rule) => rule.toString(36)).join('.'));
    }
    const tried = JSON.stringify(resume.tried?.filter(({ run }) => run === resume.run) ?? []);
    if (tried !== '[]' && tried.length <= MOST_TRIED) query.set('tried', tried);
  }
  return query.toString();
}

/** A link that leads nowhere: to a document or a file that no link may open, or it names nothing. */
export interface Wrong {
  readonly wrong: 'document' | 'file' | 'nothing';
  /** where it would lead; '' for nothing */
  readonly uri: string;
}

/** What a link says, or what is wrong with it. */
export function readLink(text: string): Linked | Wrong {
  const query = new URLSearchParams(text);
  const source = readSource(query);
  if ('wrong' in source) return source;
  const run = query.get('run');
  const step = Number(query.get('step') ?? '0');
  if (run === null || !/^[\w.:-]{1,80}$/.test(run) || !Number.isSafeInteger(step) || step < 0) return { source };
  const schedule = readSchedule(query.get('schedule'));
  const tried = readTried(query.get('tried'));
  return { source, resume: { run, at: step, ...(schedule ? { schedule } : {}), ...(tried ? { tried } : {}) } };
}

function readSource(query: URLSearchParams): LinkedSource | Wrong {
  const [document, replay] = [query.get('document'), query.get('replay')];
  if (document !== null && replay !== null) {
    return mayOpen(document) ? { kind: 'document', uri: document, replay } : { wrong: 'document', uri: document };
  }
  const [scenario, variant] = [query.get('scenario'), query.get('variant')];
  if (scenario !== null && variant !== null) return { kind: 'scenario', scenario, variant };
  const file = query.get('file');
  if (file !== null) return mayOpen(file) ? { kind: 'file', uri: file } : { wrong: 'file', uri: file };
  return { wrong: 'nothing', uri: '' };
}

/** No file on another machine: opening one would log in there. */
function mayOpen(uri: string): boolean {
  const parts = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/]*))?/i.exec(uri);
  const scheme = parts?.[1]?.toLowerCase() ?? '';
  return SCHEMES.includes(scheme) && !(scheme === 'file' && (parts?.[2] ?? '') !== '');
}

/** What is no JSON is none; what it says is for the server to judge. */
function readTried(text: string | null): TriedData[] | undefined {
  if (text === null || text.length > 2 * MOST_TRIED) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function readSchedule(text: string | null): number[] | undefined {
  if (text === null || text === '') return undefined;
  const rules = text.split('.').map((rule) => (/^[0-9a-z]{1,6}$/.test(rule) ? Number.parseInt(rule, 36) : Number.NaN));
  return rules.length <= MOST_STEPS && rules.every((rule) => Number.isInteger(rule)) ? rules : undefined;
}
