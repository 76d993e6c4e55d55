/** Expected output beside the fixtures; UPDATE=1 writes it anew. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export function assertGolden(file: string, actual: string): void {
  if (process.env.UPDATE) writeFileSync(file, actual);
  assert.ok(existsSync(file), `${file} is missing: UPDATE=1 writes it`);
  assert.equal(actual, readFileSync(file, 'utf8'));
}
