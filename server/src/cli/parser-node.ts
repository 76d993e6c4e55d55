/** Loads a C parser under Node: the native tree-sitter when it is installed, else the WebAssembly one. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as webTreeSitter from 'web-tree-sitter';
import { type CParser, createWasmParser, type NativeTreeSitter, nativeParser, type WebTreeSitter } from '../c/index.ts';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * @param options.prefer `native` (the default) falls back to WebAssembly when the native one does not load; `wasm` never tries it
 * @throws Error when the .wasm files are neither beside the bundle nor in node_modules: an incomplete installation
 */
export async function loadParser(options: { readonly prefer?: 'native' | 'wasm' } = {}): Promise<CParser> {
  if (options.prefer !== 'wasm') {
    const native = loadNative();
    if (native) return native;
  }
  return createWasmParser(webTreeSitter as unknown as WebTreeSitter, {
    treeSitterWasm: readWasm('web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm'),
    cWasm: readWasm('tree-sitter-c.wasm', 'tree-sitter-c/tree-sitter-c.wasm'),
  });
}

/** An optional dependency: built from source on install, so it may be absent or not fit this machine. */
function loadNative(): CParser | undefined {
  const bases = [import.meta.url, ...(process.env.MM_NATIVE_TREE_SITTER ? [join(process.env.MM_NATIVE_TREE_SITTER, 'package.json')] : [])];
  for (const base of bases) {
    try {
      const require = createRequire(base);
      return nativeParser(require('tree-sitter') as NativeTreeSitter, require('tree-sitter-c'));
    } catch {
      // Not here: the next place, or WebAssembly.
    }
  }
  return undefined;
}

function readWasm(name: string, inPackage: string): Uint8Array {
  const beside = join(here, name);
  if (existsSync(beside)) return readFileSync(beside);
  try {
    return readFileSync(createRequire(import.meta.url).resolve(inPackage));
  } catch (cause) {
    throw new Error(`${name} is missing: run \`npm ci && npm run build\``, { cause });
  }
}
