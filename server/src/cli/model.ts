/** `mmreview model`: about the model of mm itself, for whoever corrects it. */
import { printable } from '../report/index.ts';
import type { Explained, ModelCheck, ModelDifference } from '../review/index.ts';
import type { Engine } from './engine.ts';
import { oneLine } from './failure.ts';
import type { Io } from './io.ts';
import type { ModelCommand } from './options.ts';
import { Progress } from './progress.ts';

/** Answers the exit status: 0 nothing to complain of, 1 something, 2 what was asked for is not there. */
export async function model(command: ModelCommand, io: Io, engine: Engine): Promise<number> {
  switch (command.does) {
    case 'lint':
      return lint(command, io, engine);
    case 'check':
      return check(command, io, engine);
    case 'show':
      return show(command, io, engine);
  }
}

const json = (value: unknown): string => `${JSON.stringify({ version: 1, ...(value as object) }, null, 2)}\n`;
const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

async function lint(command: ModelCommand, io: Io, engine: Engine): Promise<number> {
  const problems = (await engine.reviewer()).lintModel();
  if (command.format === 'json') await io.stdout.write(json({ problems }));
  else {
    for (const { file, line, column, message } of problems)
      await io.stdout.write(`${printable(file)}:${line}:${column}: error: ${printable(message)}\n`);
    await io.stderr.write(`mmreview: ${problems.length === 0 ? 'the model is sound' : count(problems.length, 'problem')}\n`);
  }
  return problems.length === 0 ? 0 : 1;
}

async function check(command: ModelCommand & { does: 'check' }, io: Io, engine: Engine): Promise<number> {
  const progress = new Progress(io);
  let found: ModelCheck;
  try {
    const tree = await engine.openTree(command.kernel);
    const onProgress = (done: number, total: number, what: string): void => progress.show(`${done}/${total} ${what}`);
    found = await (await engine.reviewer()).checkModel(tree, { onProgress });
  } catch (error) {
    progress.clear();
    await io.stderr.write(`mmreview: --kernel: ${printable(oneLine(error))}\n`);
    return 2;
  }
  progress.clear();
  const open = found.differences.filter((d) => d.why === undefined);
  if (command.format === 'json') await io.stdout.write(json(found));
  else {
    for (const d of open) await io.stdout.write(differenceText(d));
    for (const d of found.differences) if (d.why !== undefined) await io.stdout.write(differenceText(d));
    for (const name of found.notUnderstood) await io.stdout.write(`${name}(): tree not understood\n`);
    const explained = new Set(found.differences.filter((d) => d.why !== undefined).map((d) => d.name)).size;
    await io.stderr.write(
      `mmreview: kernel ${found.version ?? '(no version)'}: ${count(found.compared, 'function')} compared, ${found.agree} agree, ` +
        `${explained} explained, ${found.notUnderstood.length} not understood, ${count(open.length, 'disagreement')}\n`,
    );
  }
  if (found.compared === 0) {
    await io.stderr.write(`mmreview: --kernel: no function of the model is in ${printable(command.kernel)}\n`);
    return 2;
  }
  return open.length === 0 ? 0 : 1;
}

function differenceText(d: ModelDifference): string {
  const when = d.when === '' ? '' : `, for ${d.when}`;
  const text = `${d.name}(): ${d.aspect}${when}: the model: ${d.model}; the tree: ${d.tree}`;
  const why = d.why === undefined ? '' : ` -- explained: ${d.why}`;
  return `${printable(`${d.file}:${d.line}: ${text} (${d.treeFile}:${d.treeLine})${why}`)}\n`;
}

async function show(command: ModelCommand & { does: 'show' }, io: Io, engine: Engine): Promise<number> {
  const name = command.function.replace(/\(\)$/, '');
  const explained = (await engine.reviewer()).explain(name, command.era, true);
  if (!explained) {
    const where = command.era === undefined ? '' : ` in ${command.era}`;
    await io.stderr.write(`mmreview: the model has no ${printable(name)}()${where}\n`);
    return 2;
  }
  await io.stdout.write(command.format === 'json' ? json(explained) : explainedText(explained));
  return 0;
}

function explainedText({ doc, before, outcomes, dump }: Explained): string {
  const lines = [doc.signature, doc.summary, ''];
  for (const tag of ['context', 'returns', 'undo', 'failure', 'order', 'note', 'since', 'until', 'renamed', 'source', 'check'] as const) {
    const value = doc[tag];
    if (value !== undefined) lines.push(`  ${tag}: ${value}`);
  }
  if (before.length > 0) lines.push(`  before: ${before.map(({ name, until }) => (until ? `${name} (until ${until})` : name)).join(', ')}`);
  lines.push(`  model: server/model/${doc.file}:${doc.line + 1}`, '');
  if (outcomes.length > 0) lines.push('What it does to its caller:', ...outcomes.map((o) => `  ${o}`), '');
  lines.push('Contract:', ...dump.split('\n').map((l) => `  ${l}`));
  return `${lines.map((line) => line.replace(/\S.*$/, printable)).join('\n')}\n`;
}
