/** A short name for a finding that survives moved lines and rebases: 16 hex digits (64-bit FNV-1a). */
export function fingerprint(parts: readonly string[]): string {
  let a = 0x84222325;
  let b = 0xcbf29ce4;
  for (const ch of parts.join('\u0000')) {
    a ^= ch.codePointAt(0)! & 0xffff;
    const lo = Math.imul(a & 0xffff, 0x1b3) + 0;
    const mid = Math.imul(a >>> 16, 0x1b3) + (lo >>> 16);
    const hi = (Math.imul(b, 0x1b3) + (mid >>> 16) + (a << 8)) >>> 0;
    a = ((mid << 16) | (lo & 0xffff)) >>> 0;
    b = hi;
  }
  return b.toString(16).padStart(8, '0') + a.toString(16).padStart(8, '0');
}
