/**
 * So many zeros, to write numbers over, for what is known of a function's nodes or terms while it is read. Not a typed array: thousands of functions are
 * read, and making one of those costs ten times what a plain array does.
 */
export function zeros(n: number): number[] {
  return new Array<number>(n).fill(0);
}
