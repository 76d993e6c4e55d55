/** What holds at a line, what a function means and what a lock guards, as Markdown. Names come from a stranger's text: see markdown.ts. */
import { REFERENCE_WORDS } from '../model/index.ts';
import type { HeldHere, Here, LockMeaning, Meaning, SituationHere } from '../review/index.ts';
import { compareVersions } from '../review/index.ts';
import { codeBlock, escapeMarkdown, inlineCode, messageMarkdown } from './markdown.ts';

/** situations that are listed; more would be a wall */
const MOST = 6;

const LOCK_WORDS: Readonly<Record<string, string>> = {
  SPIN: 'spinlock',
  RAW: 'raw spinlock',
  BIT: 'bit spinlock',
  LOCAL: 'local lock',
  MUTEX: 'mutex',
  READ: 'for reading',
  WRITE: 'for writing',
  RWREAD: 'rwlock, for reading',
  RWWRITE: 'rwlock, for writing',
};

const CONTEXT_WORDS: Readonly<Record<string, string>> = {
  IRQ_OFF: 'interrupts off',
  BH_OFF: 'softirqs off',
  PREEMPT_OFF: 'preemption off',
  RCU: 'RCU read section',
  PAGEFAULT_OFF: 'page faults off',
  NOFS: 'allocations without file systems',
  NOIO: 'allocations without I/O',
  NORECLAIM: 'reclaim off for this task',
  SRCU: 'SRCU read section',
};

/** `spinlock pool->lock`, for people; `quote` marks the words of the source. */
export function heldWords(h: HeldHere, quote: (text: string) => string): string {
  switch (h.kind) {
    case 'lock':
      return h.cls === 'FOLIO' ? `folio lock of ${quote(h.object)}` : `${quote(h.object)} (${LOCK_WORDS[h.cls] ?? h.cls.toLowerCase()})`;
    case 'context':
      return `${CONTEXT_WORDS[h.object] ?? h.object}${h.count > 1 ? ` (${h.count} deep)` : ''}`;
    case 'memory':
      return `the memory of ${quote(h.object)}`;
    case 'charge':
      return `${quote(h.object)} is charged (${h.cls.toLowerCase()})`;
    case 'reference':
      return `${h.count > 1 ? `${h.count} references to` : (REFERENCE_WORDS[h.cls] ?? `${h.cls.toLowerCase()} of`)} ${quote(h.object)}`;
  }
}

/** `variable`: the word that was pointed at, when it is one. */
export function hereMarkdown(here: Here, variable?: string): string {
  const head = `**Here** in ${inlineCode(`${here.function}()`)}${here.side === 'old' ? ', before the patch' : ''}`;
  if (here.before.length === 0) return `${head}: no path that was followed comes here`;
  const joined = here.before.some((s) => s.joined);
  const shown = here.before.slice(0, MOST);
  const lines =
    shown.length === 1 ? [situation(shown[0]!, variable)] : shown.map((s) => `- ${conditions(s, shown)}: ${situation(s, variable)}`);
  const notes: string[] = [];
  if (here.before.length > MOST) notes.push(`${here.before.length - MOST} more ways to come here`);
  if (here.bounded) notes.push('not fully explored: too many paths, or text that could not be read');
  else if (joined) notes.push('some paths were joined: more may be known than is said');
  const callers = here.doc?.context ? `*Callers of ${inlineCode(`${here.function}()`)}:* ${messageMarkdown(here.doc.context)}` : '';
  return [shown.length === 1 ? `${head}: ${lines[0]}` : `${head}\n\n${lines.join('\n')}`, callers, notes.map((n) => `*${n}*`).join('; ')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function conditions(s: SituationHere, all: readonly SituationHere[]): string {
  if (s.when.length > 0) return s.when.map(messageMarkdown).join(' and ');
  const open = all.filter((o) => o.when.length === 0);
  return open.length === 1 ? 'otherwise' : s === open[0] ? 'either' : 'or';
}

function situation(s: SituationHere, variable: string | undefined): string {
  const parts: string[] = [];
  if (variable && s.value)
    parts.push(`${inlineCode(variable)} is ${s.value}${s.valueFrom ? ` (from ${inlineCode(`${s.valueFrom}()`)})` : ''}`);
  const own = s.held.filter((h) => h.line !== undefined);
  const callers = s.held.filter((h) => h.line === undefined);
  const list = (held: readonly HeldHere[]): string =>
    held.map((h) => `${heldWords(h, inlineCode)}${h.line ? ` (line ${h.line})` : ''}${h.shared ? ', shared by now' : ''}`).join(', ');
  const locks = own.filter((h) => h.kind === 'lock' || h.kind === 'context');
  const owned = own.filter((h) => h.kind !== 'lock' && h.kind !== 'context');
  if (locks.length > 0) parts.push(`held: ${list(locks)}`);
  if (owned.length > 0) parts.push(`owned: ${list(owned)}`);
  if (callers.length > 0) parts.push(`held by the caller: ${list(callers)}`);
  if (s.released.length > 0) parts.push(`the caller's ${s.released.map((r) => inlineCode(r.object)).join(', ')} released`);
  if (s.gone.length > 0)
    parts.push(`given up: ${s.gone.map((g) => `${inlineCode(g.object)}${g.line ? ` (line ${g.line})` : ''}`).join(', ')}`);
  if (parts.length === 0 || (variable && s.value && parts.length === 1)) parts.push('nothing held, nothing owned');
  parts.push(s.atomic ? `**must not sleep**: ${messageMarkdown(s.atomic)}` : 'may sleep, as far as this function goes');
  if (s.afterGap) parts.push('code out of sight was passed: what held before it is not known');
  return parts.join('; ');
}

/** One line for a function that was called: what is held at the call. */
export function hereInShort(here: Here): string {
  const atomic = here.before.find((s) => s.atomic);
  const held = new Map<string, HeldHere>();
  for (const s of here.before) for (const h of s.held) if (!h.shared) held.set(`${h.kind}${h.object}`, h);
  const list = [...held.values()].slice(0, 6).map((h) => heldWords(h, inlineCode));
  const where = atomic ? `must not sleep (${messageMarkdown(atomic.atomic!)})` : 'may sleep, as far as this function goes';
  return `*Here:* ${list.length > 0 ? `${list.join(', ')}${here.before.length > 1 ? ', on some path' : ''}` : 'nothing held or owned'}; ${where}`;
}

export function meaningMarkdown(m: Meaning): string {
  const facts: string[] = [];
  const fact = (label: string, text: string | undefined): void => {
    if (text) facts.push(`- *${label}:* ${messageMarkdown(text)}`);
  };
  const { doc } = m;
  fact('context', doc?.context);
  fact('returns', doc?.returns);
  fact('undone by', doc?.undo);
  fact('after a failure', doc?.failure);
  fact('order', doc?.order);
  fact('note', doc?.note);
  fact('kernels', doc && kernels(doc, m.version));
  fact('called before', m.names.map(({ name, until }) => `\`${name}()\`${until ? ` (until ${until})` : ''}`).join(', '));
  fact('called next', doc?.renamed?.split('->').at(-1)?.trim());
  fact('source', doc?.source);
  if (m.at) fact('body', `${m.at.file}:${m.at.line}`);
  const asked = m.obligations.length > 0 ? `*Callers must:*\n${m.obligations.map((o) => `- ${messageMarkdown(o)}`).join('\n')}` : '';
  const was = m.outcomesBefore
    ? `*Before the patch:*\n${(m.outcomesBefore.length > 0 ? m.outcomesBefore : ['nothing is left behind and it never sleeps']).map((o) => `- ${messageMarkdown(o)}`).join('\n')}`
    : '';
  const outcomes = m.outcomes.map((o) => `- ${messageMarkdown(o)}`).join('\n');
  const nothing = m.understood && m.outcomes.length === 0 && !doc ? 'Leaves nothing behind and never sleeps.' : '';
  const origin = {
    model: `*mm Review model, ${escapeMarkdown(doc?.file ?? '')}${m.version ? `, kernel ${escapeMarkdown(m.version)}` : ''}*`,
    tree: m.understood ? '*learnt from its body in the tree*' : '*its body in the tree is not understood in full*',
    patch: m.understood ? '*learnt from the body that the patch gives it*' : '*the body that the patch gives it is not understood in full*',
  }[m.from];
  return [
    codeBlock(doc?.signature ?? `${m.name}()`),
    doc?.summary ? messageMarkdown(doc.summary[0]!.toUpperCase() + doc.summary.slice(1)) : '',
    outcomes || nothing,
    was,
    asked,
    facts.join('\n'),
    origin,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function kernels({ since, until }: { readonly since?: string; readonly until?: string }, version: string | undefined): string | undefined {
  const said = since && until ? `${since} to ${until}` : since ? `since ${since}` : until ? `until ${until}` : undefined;
  if (!said || !version) return said;
  const outside = (since && compareVersions(version, since) < 0) || (until && compareVersions(until, version) < 0);
  return outside ? `${said}; not in ${version}` : said;
}

export function lockMarkdown(lock: LockMeaning): string {
  const parts = [`**Lock** ${inlineCode(lock.lock)}${lock.cls && lock.cls !== lock.lock ? ` (class ${inlineCode(lock.cls)})` : ''}`];
  const names = (list: LockMeaning['before']): string => list.map((n) => inlineCode(n.cls)).join(', ');
  const facts: string[] = [];
  if (lock.before.length > 0) facts.push(`- *taken inside of:* ${names(lock.before)}`);
  if (lock.after.length > 0) facts.push(`- *taken around:* ${names(lock.after)}`);
  if (lock.irqSafe) facts.push(`- *interrupts take it:* whoever takes it has interrupts off (${escapeMarkdown(lock.irqSafe)})`);
  if (lock.reclaimWaits) facts.push(`- *reclaim waits for it:* ${messageMarkdown(lock.reclaimWaits)}`);
  const guards = lock.guards.map((g) => `${inlineCode(g.member)} (${g.held} of ${g.held + g.bare})`).join(', ');
  if (guards) facts.push(`- *guards, as the folder's code has it:* ${guards}`);
  if (lock.cls && lock.before.length === 0 && lock.after.length === 0) facts.push('- *order:* the model says nothing of it');
  if (facts.length > 0) parts.push(facts.join('\n'));
  const sources = [...new Set([...lock.before, ...lock.after].map((n) => n.source))].filter((s) => s !== '');
  if (sources.length > 0) parts.push(`*order: ${escapeMarkdown(sources.slice(0, 3).join('; '))}*`);
  return parts.join('\n\n');
}
