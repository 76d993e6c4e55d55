/**
 * The concrete syntax tree as plain data, and the parser that gives it. Two parsers stand behind it: the WebAssembly build
 * of tree-sitter and the native one. Both come in from outside as modules that somebody else loaded, because this room
 * neither reads files nor loads native code.
 */

export interface SyntaxNode {
  readonly type: string;
  /** UTF-16 offsets into the parsed text, [start, end). */
  readonly start: number;
  readonly end: number;
  readonly named: boolean;
  /** Put in by error recovery; nothing stands there. */
  readonly missing: boolean;
  readonly field: string | undefined;
  readonly children: SyntaxNode[];
  /** An ERROR or a missing node is in here. */
  broken: boolean;
}

export interface CParser {
  readonly kind: 'wasm' | 'native';
  /** Never fails on C text: what cannot be read becomes nodes of type `ERROR`. */
  parse(text: string): SyntaxNode;
}

/** What both tree-sitters call a cursor. */
interface Cursor {
  readonly nodeType: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly currentFieldName: string | null | undefined;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** Copies the tree under the cursor without recursion: nesting in the text must not become nesting on the stack. */
function readTree(cursor: Cursor): SyntaxNode {
  const read = (): SyntaxNode => {
    const type = cursor.nodeType;
    const missing = cursor.nodeIsMissing;
    return {
      type,
      start: cursor.startIndex,
      end: cursor.endIndex,
      named: cursor.nodeIsNamed,
      missing,
      field: cursor.currentFieldName ?? undefined,
      children: [],
      broken: missing || type === 'ERROR',
    };
  };
  const root = read();
  const parents: SyntaxNode[] = [];
  let node = root;
  for (;;) {
    if (cursor.gotoFirstChild()) {
      parents.push(node);
    } else {
      let moved = cursor.gotoNextSibling();
      while (!moved && parents.length > 0) {
        const done = parents.pop();
        const above = parents.at(-1);
        if (done?.broken && above) above.broken = true;
        cursor.gotoParent();
        if (parents.length === 0) break;
        moved = cursor.gotoNextSibling();
      }
      if (!moved) return root;
    }
    node = read();
    const parent = parents.at(-1);
    parent?.children.push(node);
    if (node.broken && parent) parent.broken = true;
  }
}

/** The part of `web-tree-sitter` that is used; its module fits as it is. */
export interface WebTreeSitter {
  readonly Parser: {
    new (): WebParser;
    init(options?: object): Promise<void>;
  };
  readonly Language: { load(wasm: Uint8Array): Promise<unknown> };
}

interface WebParser {
  setLanguage(language: never): unknown;
  parse(text: string): WebTree | null;
}

interface WebTree {
  walk(): Cursor & { delete(): void };
  delete(): void;
}

/** @param wasm the bytes of `web-tree-sitter.wasm` and `tree-sitter-c.wasm` */
export async function createWasmParser(
  module: WebTreeSitter,
  wasm: { readonly treeSitterWasm: Uint8Array; readonly cWasm: Uint8Array },
): Promise<CParser> {
  await module.Parser.init({ wasmBinary: wasm.treeSitterWasm });
  const language = await module.Language.load(wasm.cWasm);
  const parser = new module.Parser();
  parser.setLanguage(language as never);
  return {
    kind: 'wasm',
    parse(text) {
      const tree = parser.parse(text);
      if (!tree) return unreadable(text);
      const cursor = tree.walk();
      try {
        return readTree(cursor);
      } finally {
        // Both live in the WebAssembly heap, which no garbage collector sees.
        cursor.delete();
        tree.delete();
      }
    },
  };
}

/** The part of the native `tree-sitter` that is used: its default export is the class. */
export interface NativeTreeSitter {
  new (): {
    setLanguage(language: unknown): void;
    parse(text: string, oldTree?: undefined, options?: { bufferSize?: number }): { walk(): Cursor };
  };
}

export function nativeParser(Parser: NativeTreeSitter, language: unknown): CParser {
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    kind: 'native',
    parse(text) {
      // It refuses texts that are longer than its buffer, 32 KiB unless told.
      const tree = parser.parse(text, undefined, { bufferSize: Math.max(32 * 1024, text.length * 2 + 2) });
      return readTree(tree.walk());
    },
  };
}

function unreadable(text: string): SyntaxNode {
  return { type: 'ERROR', start: 0, end: text.length, named: true, missing: false, field: undefined, children: [], broken: true };
}
