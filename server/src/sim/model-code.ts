/** Functions of the general model (server/model/*.c) as bodies that a thread can run. */
import { type CParser, parseFunction } from '../c/index.ts';
import type { Library } from '../model/index.ts';
import type { Code } from './body.ts';

/** @param version kernel of the scenario; without it the newest definition counts */
export function modelCode(library: Library, parser: CParser, version?: string): (name: string) => Code | 'nothing' | undefined {
  const known = new Map<string, Code | 'nothing' | undefined>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    const d = library.select(name, version) ?? library.select(name);
    let code: Code | 'nothing' | undefined;
    if (d && d.kind !== 'body') code = 'nothing';
    else if (d) {
      const ast = parseFunction(parser, d.text, 0, d.text.length, d.bodyStart);
      if (ast && ast.errors.length === 0)
        code = {
          ast: { ...ast, name },
          sources: [{ from: 0, source: { name: `model/${d.file}`, from: 'model', text: d.text } }],
          origin: 'model',
          macro: d.macro,
        };
    }
    known.set(name, code);
    return code;
  };
}
