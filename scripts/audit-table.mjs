// Rewrites docs/audit-VERSION.md from what `mmreview audit --format json` printed: one row for each finding of confidence high or
// medium. Verdicts are written by people, into the table itself; a row keeps its verdict as long as its fingerprint is found again.
// Usage: node server/bin/mmreview.mjs audit --kernel DIR --format json | node scripts/audit-table.mjs VERSION 'what DIR holds'
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';

const [version, tree] = process.argv.slice(2);
if (!/^\d+\.\d+$/.test(version ?? '') || !tree) {
  console.error(
    "Usage: node server/bin/mmreview.mjs audit --kernel DIR --format json | node scripts/audit-table.mjs VERSION 'what DIR holds'",
  );
  process.exit(2);
}

const file = join(root, 'docs', `audit-${version}.md`);
const judged = new Map();
if (existsSync(file)) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const cells = line.split(' | ');
    if (cells.length !== 6) continue;
    const fingerprint = /`([0-9a-f]{16})`/.exec(cells[5])?.[1];
    if (fingerprint) judged.set(fingerprint, { verdict: cells[3], why: cells[4] });
  }
}

const { results, audit } = JSON.parse(readFileSync(0, 'utf8'));
const all = results.flatMap((result) => result.findings);
const shown = all.filter((finding) => finding.confidence !== 'low');
const rows = shown.map((finding) => {
  const { verdict, why } = judged.get(finding.fingerprint) ?? { verdict: 'OPEN', why: 'nobody has looked at it yet' };
  const row = [`${finding.file}:${finding.line}`, `\`${finding.function}()\``, finding.rule, verdict, why, `\`${finding.fingerprint}\``];
  return { verdict, text: `| ${row.join(' | ')} |` };
});

const rate = (n) => ((n * 10_000) / audit.lines).toFixed(2);
const count = (what, n) => `| ${what} | ${n} | ${rate(n)} |`;
const verdicts = ['REAL', 'HARMLESS', 'FALSE', 'OPEN'].map((v) => count(v, rows.filter((row) => row.verdict === v).length));
const text = `# What \`mmreview audit\` says of mm/ in Linux ${version}

Tree: ${tree}; every mm/*.c, ${audit.lines} lines, ${audit.functions} functions. Looked at on ${new Date().toISOString().slice(0, 10)}.

    node server/bin/mmreview.mjs audit --kernel DIR --format json | node scripts/audit-table.mjs ${version} '${tree}'

writes this page again. Verdicts stay with the fingerprint of their finding:

- REAL: a maintainer would agree that the path is wrong, however unlikely it is.
- HARMLESS: what is said is true, and it does not matter there.
- FALSE: what is said is not true; the last column but one says what the tool does not know.
- OPEN: nobody has looked at it yet.

| findings | number | in 10,000 lines |
| --- | --- | --- |
${count('high', all.filter((f) => f.confidence === 'high').length)}
${count('medium', all.filter((f) => f.confidence === 'medium').length)}
${count('high and medium', shown.length)}
${verdicts.join('\n')}

Functions with more paths than are followed, of which only a part is known: ${audit.bounded.length > 0 ? audit.bounded.join(', ') : 'none'}.

| place | function | rule | verdict | why | fingerprint |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => row.text).join('\n')}
`;
writeFileSync(file, text);
console.log(`${file}: ${shown.length} findings`);
