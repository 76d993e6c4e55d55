/** The parser that the tests read C with. */
import { readFileSync } from 'node:fs';
import * as webTreeSitter from 'web-tree-sitter';
import { type CParser, createWasmParser, type WebTreeSitter } from '../../server/src/c/index.ts';

let parser: Promise<CParser> | undefined;

export function kernelParser(): Promise<CParser> {
  parser ??= createWasmParser(webTreeSitter as unknown as WebTreeSitter, {
    treeSitterWasm: readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
    cWasm: readFileSync('node_modules/tree-sitter-c/tree-sitter-c.wasm'),
  });
  return parser;
}
