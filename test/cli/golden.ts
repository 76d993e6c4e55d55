// Expected output beside the tests; UPDATE=1 writes it anew.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** `path` is below test/. */
export function golden(path: string, actual: string): void {
  const file = `test/${path}`;
  if (process.env.UPDATE) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  assert.ok(existsSync(file), `${file} is missing: UPDATE=1 writes it`);
  assert.equal(actual, readFileSync(file, 'utf8'), file);
}
