/** `mmreview audit`: the same rules over whole files of a tree, one result for each file that has findings. */
import { inOrder, printable, type Report } from '../report/index.ts';
import type { AuditResult } from '../review/index.ts';
import type { Finding } from '../review/types.ts';
import type { SourceTree } from '../tree/types.ts';
import type { Engine } from './engine.ts';
import { oneLine } from './failure.ts';
import type { Io } from './io.ts';
import type { Command } from './options.ts';
import { Progress } from './progress.ts';

type AuditCommand = Extract<Command, { name: 'audit' }>;

/** Answers the exit status: 0 nothing found, 1 something found, 2 something could not be read. */
export async function audit(command: AuditCommand, io: Io, engine: Engine, report: Report): Promise<number> {
  const progress = new Progress(io);
  const say = (line: string): void => {
    progress.clear();
    void io.stderr.write(`mmreview: ${printable(line)}\n`);
  };

  let tree: SourceTree;
  try {
    tree = await engine.openTree(command.kernel);
  } catch (error) {
    say(`--kernel: ${oneLine(error)}`);
    return 2;
  }
  const files = command.files.length > 0 ? command.files : await filesOfMm(tree);
  if (files.length === 0) {
    say(`--kernel: there is no mm/*.c in ${command.kernel}`);
    return 2;
  }

  const reviewer = await engine.reviewer();
  const onProgress = (done: number, total: number, what: string): void => progress.show(`${done}/${total} ${what}`);
  const found: AuditResult = await reviewer.audit(tree, files, { onProgress });
  progress.clear();

  const byFile = new Map<string, Finding[]>();
  for (const finding of found.findings) {
    const findings = byFile.get(finding.file);
    if (findings) findings.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  await io.stdout.write(report.begin());
  for (const [input, findings] of [...byFile].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await io.stdout.write(report.result({ input, patches: [], findings: inOrder(findings), dismissed: [], remarks: [], errors: [] }));
  }
  await io.stdout.write(
    report.end({ functions: found.functions, lines: found.lines, bounded: [...found.bounded].sort(), errors: found.errors }),
  );

  for (const error of found.errors) say(error);
  if (command.format === 'text') {
    const rate = found.lines > 0 ? ((found.findings.length * 10_000) / found.lines).toFixed(2) : '0.00';
    say(
      `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${found.functions} functions, ${found.lines} lines: ${found.findings.length} findings (${rate} in 10,000 lines)` +
        (found.bounded.length > 0 ? `; not fully explored: ${found.bounded.join(', ')}` : ''),
    );
  }
  return found.errors.length > 0 ? 2 : found.findings.length > 0 ? 1 : 0;
}

async function filesOfMm(tree: SourceTree): Promise<string[]> {
  return (await tree.list('mm')).filter((file) => file.endsWith('.c'));
}
