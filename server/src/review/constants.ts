/** Names of a C file that stand for one number: enumerators and plain `#define`s. */

const DEFINE =
  /^[ \t]*#[ \t]*define[ \t]+([A-Z_][A-Z0-9_]*)[ \t]+\(?[ \t]*(-?[ \t]*(?:0[xX][\da-fA-F]+|\d+))[uUlL]*[ \t]*\)?[ \t]*(?:\/[*/].*)?$/gm;
const ENUM = /\benum\b[^;{}()=]*\{([^{}]*)\}/g;

/** undefined: the name has several values, for several configurations. */
export function constantsOf(text: string): ReadonlyMap<string, number | undefined> {
  const out = new Map<string, number | undefined>();
  const put = (name: string, value: number | undefined): void => {
    out.set(name, out.has(name) && out.get(name) !== value ? undefined : value);
  };
  for (const m of text.matchAll(DEFINE)) put(m[1]!, numberOf(m[2]!));
  for (const m of text.matchAll(ENUM)) enumerators(m[1]!, put, (name) => out.get(name));
  return out;
}

function enumerators(
  body: string,
  put: (name: string, value: number | undefined) => void,
  known: (name: string) => number | undefined,
): void {
  const plain = body.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, ' ');
  let next: number | undefined = 0;
  for (const item of plain.split(',')) {
    // what stands behind an #if has another number in another configuration
    if (/^[ \t]*#/m.test(item)) next = undefined;
    const m = /^\s*([A-Za-z_]\w*)\s*(?:=\s*([^]+?))?\s*$/.exec(item.replace(/^[ \t]*#.*$/gm, ' '));
    if (!m) {
      if (item.trim() !== '') next = undefined;
      continue;
    }
    if (m[2] !== undefined) next = numberOf(m[2]) ?? known(m[2].trim());
    if (/^[A-Z_][A-Z0-9_]*$/.test(m[1]!)) put(m[1]!, /^[ \t]*#/m.test(item) ? undefined : next);
    if (next !== undefined) next++;
  }
}

/** `1 << 4`, `1UL << 4`, `BIT(4)`: one bit */
const BIT = /^\(?\s*(?:1[uUlL]*\s*<<\s*(\d+)|BIT\(\s*(\d+)\s*\))\s*\)?$/;

function numberOf(text: string): number | undefined {
  const bit = BIT.exec(text.trim());
  if (bit) {
    const n = 2 ** Number(bit[1] ?? bit[2]);
    return Number.isSafeInteger(n) ? n : undefined;
  }
  const m = /^\(?\s*(-?)\s*(0[xX][\da-fA-F]+|\d+)[uUlL]*\s*\)?$/.exec(text.trim());
  if (!m) return undefined;
  const digits = m[2]!;
  const n = /^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return Number.isSafeInteger(n) ? (m[1] === '-' ? -n : n) : undefined;
}
