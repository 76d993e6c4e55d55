#!/usr/bin/env node
// The command's launcher: the tool itself is a bundle that the build makes.
import { existsSync } from 'node:fs';

const bundle = new URL('../../dist/cli.mjs', import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  console.error('mmreview is not built yet: run `npm run build` in its folder first.');
  process.exitCode = 2;
}
