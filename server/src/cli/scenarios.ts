/** `mmreview scenarios`: what can be replayed. */
import { printable } from '../report/index.ts';
import { type ScenarioEntry, scenarioList } from '../review/index.ts';
import type { Engine } from './engine.ts';
import type { Io } from './io.ts';
import type { ScenariosCommand } from './options.ts';
import { scenariosData } from './replay-data.ts';

/** Answers the exit status: 0, or 2 when a scenario cannot be read. */
export async function scenarios(command: ScenariosCommand, io: Io, engine: Engine): Promise<number> {
  const shelf = (await engine.reviewer()).scenarios();
  const entries = scenarioList(shelf);
  await io.stdout.write(command.format === 'json' ? scenariosData(entries) : entries.map(entryText).join('\n'));
  for (const { file, line, column, message } of shelf.problems)
    await io.stderr.write(`${printable(file)}:${line}:${column}: error: ${printable(message)}\n`);
  return shelf.problems.length === 0 ? 0 : 2;
}

function entryText({ id, title, era, source, rule, roles, variants }: ScenarioEntry): string {
  const lines = [
    `${id}: ${printable(title)}`,
    `  ${era === '-' ? 'any kernel' : printable(era)} [${printable(rule)}] ${printable(source)}`,
  ];
  if (roles.length > 0) lines.push(`  a patch is run in the place of ${roles.map((role) => `${role}()`).join(', ')}`);
  const width = Math.max(0, ...variants.map((variant) => variant.id.length));
  for (const variant of variants) lines.push(`  ${variant.id.padEnd(width)}  ${variant.verdict.padEnd(6)}  ${printable(variant.sentence)}`);
  return `${lines.join('\n')}\n`;
}
