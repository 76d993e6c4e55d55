// The npm packages of the checkout: installed when they are missing or older than the lock.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { mustRun, npm, step } from './step.mjs';

export async function preparePackages() {
  const marker = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  await step('npm ci', () => mustRun(npm, ['ci', '--no-audit', '--no-fund']));
}
