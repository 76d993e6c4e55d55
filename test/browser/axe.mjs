// axe in a page, in each of VS Code's kinds of themes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Names in VS Code's list, and the class that its pages get. */
export const themes = {
  'Dark Modern': 'dark',
  'Light Modern': 'light',
  'Dark High Contrast': 'high-contrast',
  'Light High Contrast': 'high-contrast-light',
};

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has to say of a frame: rule and elements, a line each. @returns {Promise<string[]>} */
export async function violationsIn(frame) {
  // Through the debugger: the page's own policy forbids it to anybody else.
  const violations = await frame.evaluate(
    `(async () => { ${axe}; return (await axe.run(document, { resultTypes: ['violations'] })).violations; })()`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join('\n')}`);
}
