// Runs the grammars of syntaxes/ with VS Code's own engine, on top of the C and diff grammars that VS Code ships.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const oniguruma = require('vscode-oniguruma') as typeof import('vscode-oniguruma');
const textmate = require('vscode-textmate') as typeof import('vscode-textmate');

/** VS Code's built-in extensions, or undefined where VS Code was never installed (scripts/test-unit.mjs says where it is). */
export function builtinExtensions(): string | undefined {
  const app = process.env.MM_VSCODE_APP;
  return app ? join(app, 'extensions') : undefined;
}

export interface Token {
  readonly text: string;
  /** Outermost first, without the root scope. */
  readonly scopes: readonly string[];
}

/** Gives a function that splits a text into lines of tokens, as an editor with this extension would. */
export async function tokenizer(extensions: string, rootScope: 'text.mm-mail' | 'source.diff'): Promise<(text: string) => Token[][]> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const files: Record<string, string> = {
    'text.mm-mail': 'syntaxes/mm-mail.tmLanguage.json',
    'mm-review.diff-c.injection': 'syntaxes/diff-c.injection.tmLanguage.json',
    'source.c': join(extensions, 'cpp/syntaxes/c.tmLanguage.json'),
    'source.diff': join(extensions, 'diff/syntaxes/diff.tmLanguage.json'),
  };
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const file = files[scope];
      return file ? textmate.parseRawGrammar(readFileSync(file, 'utf8'), file) : null;
    },
    getInjections: (scope) => (scope === 'source.diff' ? ['mm-review.diff-c.injection'] : undefined),
  });
  const grammar = await registry.loadGrammar(rootScope);
  if (!grammar) throw new Error(`no grammar for ${rootScope}`);
  return (text) => {
    let stack = textmate.INITIAL;
    return text.split('\n').map((line) => {
      const result = grammar.tokenizeLine(line, stack);
      stack = result.ruleStack;
      return result.tokens
        .map((token) => ({ text: line.slice(token.startIndex, token.endIndex), scopes: token.scopes.slice(1) }))
        .filter((token) => token.text.length > 0);
    });
  };
}

/** One text for a golden: each line, and under it the tokens that are more than blanks, with their two innermost scopes. */
export function printTokens(lines: readonly (readonly Token[])[]): string {
  return lines
    .map((tokens) => {
      const line = tokens.map((token) => token.text).join('');
      const shown = tokens.filter((token) => token.text.trim() !== '' && token.scopes.length > 0);
      return [`|${line}`, ...shown.map((token) => `    ${JSON.stringify(token.text)}  ${token.scopes.slice(-2).join(' ')}`)].join('\n');
    })
    .join('\n');
}
