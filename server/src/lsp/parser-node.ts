/** The C parser of the server: always the WebAssembly one, which runs wherever the extension does. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as webTreeSitter from 'web-tree-sitter';
import { type CParser, createWasmParser, type WebTreeSitter } from '../c/index.ts';

/** `assets` holds the two .wasm files. Rejects when they are not there. */
export async function loadParser(assets: string): Promise<CParser> {
  const [treeSitterWasm, cWasm] = await Promise.all(
    ['web-tree-sitter.wasm', 'tree-sitter-c.wasm'].map((name) => readFile(join(assets, name))),
  );
  if (!treeSitterWasm || !cWasm) throw new Error('the parser is incomplete');
  return createWasmParser(webTreeSitter as unknown as WebTreeSitter, { treeSitterWasm, cWasm });
}
