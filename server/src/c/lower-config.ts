/** Conditions of `#if`, spelled so that equal ones are equal text. */

/** One spelling for `#ifdef X`, `#if defined(X)` and `#if defined X`; `!X` for their opposites. */
export function buildCondition(text: string): string {
  const flat = text
    .replace(/^\s*#\s*/, '')
    .replace(/\\\s*\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const directive = /^(ifdef|ifndef|elifdef|elifndef|if|elif)\b\s*(.*)$/.exec(flat);
  const [, word, rest] = directive ?? [undefined, 'if', flat];
  const bare = (rest ?? '').replace(/\bdefined\s*\(\s*(\w+)\s*\)/g, '$1').replace(/\bdefined\s+(\w+)/g, '$1');
  const simple = /^!\s*(\w+)$/.exec(bare);
  const test = simple ? `!${simple[1]}` : bare;
  return word?.endsWith('ndef') ? negated(test) : test;
}

export function negated(test: string): string {
  if (test === '0') return '1';
  if (test === '1') return '0';
  if (/^\w+$/.test(test)) return `!${test}`;
  if (/^!\w+$/.test(test)) return test.slice(1);
  const wrapped = /^!\((.*)\)$/s.exec(test);
  return wrapped?.[1] ?? `!(${test})`;
}
