/** A review as text: what is said of each patch, and under each line of the input that it points at the squiggle. */
import type { Finding, Review } from '../../server/src/review/index.ts';

type Range = Finding['input'];

/** The line of the input and, below it, a mark under each character of the range; tabs keep their width. */
function squiggle(lines: readonly string[], at: Range): string {
  const line = lines[at.start.line] ?? '';
  const blank = (text: string): string => text.replace(/[^\t]/g, ' ');
  const end = at.end.line === at.start.line ? at.end.character : line.length;
  const under = line.slice(at.start.character, end);
  const beyond = end > line.length ? `  (${end - line.length} beyond the line)` : '';
  const number = `${String(at.start.line + 1).padStart(4)} | `;
  const more = at.end.line > at.start.line ? `  (to line ${at.end.line + 1})` : '';
  return `${number}${line}\n${' '.repeat(number.length - 2)}| ${blank(line.slice(0, at.start.character))}${under.replace(/[^\t]/g, '^').replace(/\t/g, '^')}${beyond}${more}`;
}

export function findingsInWords(findings: readonly Finding[], text: string): string {
  const lines = text.split(/\r\n|\n/);
  return findings
    .map((f) => {
      const steps = f.path.map(
        (s, i) => `      ${i + 1}. ${s.input ? `line ${s.input.start.line + 1}` : `out of sight (${s.line})`}: ${s.note}`,
      );
      return [
        `  ${f.change} ${f.rule} (${f.severity}, ${f.confidence}) in ${f.function}(), patch ${f.patch + 1}, ${f.file}:${f.line} of the ${f.side} file`,
        `    ${f.message}`,
        ...(f.remedy ? [`    remedy: ${f.remedy}`] : []),
        squiggle(lines, f.input),
        ...steps,
      ].join('\n');
    })
    .join('\n');
}

export function reviewInWords(r: Review, text: string): string {
  const out = [`  kernel ${r.era ? `${r.era.version} (${r.era.from})` : 'unknown'}`];
  for (const [i, p] of r.patches.entries()) {
    out.push(`  patch ${i + 1}: ${p.subject}`);
    for (const f of p.files)
      out.push(`    ${f.path}: ${f.context}, ${f.functions.join(' ') || 'no function'}${f.reason ? ` (${f.reason})` : ''}`);
  }
  if (r.bounded.length > 0) out.push(`  not explored in full: ${r.bounded.join(' ')}`);
  out.push(r.findings.length === 0 ? '  nothing found' : findingsInWords(r.findings, text));
  return `${out.join('\n')}\n`;
}
