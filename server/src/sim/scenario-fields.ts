/** The fields of a struct, as a scenario writes them. */
import { type CType, typeOfText } from './ctypes.ts';
import type { Field } from './scenario.ts';

/** @param inside what stands between the braces */
export function readFields(
  inside: string,
  typedefs: ReadonlyMap<string, CType>,
  constantOf: (word: string) => number | undefined,
): { fields: Field[]; unread: string[] } {
  const fields: Field[] = [];
  const unread: string[] = [];
  const plain = inside.replace(/\/\*.*?\*\//gs, ' ').replace(/\/\/.*$/gm, ' ');
  for (const declaration of plain.split(';')) {
    const d = declaration.replace(/\s+/g, ' ').trim();
    if (d === '') continue;
    const parts = d.split(',');
    const head = /^(.*?)(\**)\s*(\w+)\s*((?:\[[^\]]*\])?)\s*(?::\s*(\w+))?$/.exec((parts[0] as string).trim());
    if (!head?.[1]?.trim()) {
      unread.push(d);
      continue;
    }
    const base = head[1].trim();
    for (const [i, part] of parts.entries()) {
      const m =
        i === 0
          ? ([head[2], head[3], head[4], head[5]] as const)
          : (/^\s*(\**)\s*(\w+)\s*((?:\[[^\]]*\])?)\s*(?::\s*(\w+))?$/.exec(part)?.slice(1) as
              | [string, string, string, string | undefined]
              | undefined);
      if (!m) {
        unread.push(part.trim());
        continue;
      }
      const [stars, name, array, bits] = m as readonly [string, string, string, string | undefined];
      let type = typeOfText(`${base} ${stars}`, typedefs);
      const width = bits === undefined ? undefined : constantOf(bits);
      if (width !== undefined && type.k === 'int') type = bitField(width, /\bunsigned\b|^bool$|^u\d+$|atomic|_t$/.test(base));
      if (array) {
        const size = constantOf(array.slice(1, -1));
        if (size === undefined || size < 1 || size > 64) {
          unread.push(part.trim());
          continue;
        }
        type = { k: 'array', of: type, size };
      }
      fields.push({ name, type });
    }
  }
  return { fields, unread };
}

function bitField(bits: number, unsigned: boolean): CType {
  const n = Math.min(16, Math.max(1, bits));
  return unsigned ? { k: 'int', lo: 0, hi: 2 ** n - 1 } : { k: 'int', lo: -(2 ** (n - 1)), hi: 2 ** (n - 1) - 1 };
}
