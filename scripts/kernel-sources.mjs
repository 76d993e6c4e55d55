// The kernels that some tests read: Debian's linux-source packages, unpacked once into the cache. Without them those tests are skipped.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, fillCache } from './cache.mjs';
import { run, step } from './step.mjs';
import { aptInstall, hasApt } from './system-packages.mjs';

/** Package version -> the variable that names a tree which is there already. */
const kernels = { 6.12: 'MM_KERNEL_612', 6.1: 'MM_KERNEL_61' };

/** What no patch of memory management touches, and what takes most of the room. */
const leftOut = [
  'Documentation/devicetree',
  'Documentation/translations',
  'arch/*/boot/dts',
  'drivers/gpu/drm/amd',
  'drivers/gpu/drm/nouveau',
  'drivers/media',
  'drivers/net/ethernet',
  'drivers/net/wireless',
  'drivers/staging',
  'sound',
  'tools/perf',
];

/** The tree of a kernel version when there is one. @param {string} version @returns {string | undefined} */
export function findKernel(version) {
  const named = process.env[kernels[version]];
  if (named) return named;
  const kept = join(cacheFolder(), `linux-source-${version}`);
  return existsSync(join(kept, 'Makefile')) ? kept : undefined;
}

/** Makes the kernels available where that is possible, and says what is not. */
export async function prepareKernels() {
  for (const [version, variable] of Object.entries(kernels)) {
    const name = `linux-source-${version}`;
    if (process.env[variable]) continue;
    if (existsSync(join(cacheFolder(), name, 'Makefile'))) continue;
    const archive = `/usr/src/${name}.tar.xz`;
    if (!existsSync(archive)) {
      if (!(await hasApt(name))) {
        console.log(
          `    ${name}: no Debian package here; the tests that read it are skipped (set ${variable} to a tree of Linux ${version} to run them)`,
        );
        continue;
      }
      await step(`installing ${name}`, () => aptInstall([name])).catch((error) => console.log(`    ${error.message}`));
      if (!existsSync(archive)) continue;
    }
    await step(`unpacking ${name} (once)`, () => unpack(archive, name));
  }
}

async function unpack(archive, name) {
  await fillCache(name, async (folder) => {
    const excluded = leftOut.map((part) => `--exclude=${name}/${part}`);
    const { code, output } = await run('tar', ['-xJf', archive, '-C', folder, '--strip-components=1', '--no-same-owner', ...excluded]);
    if (code !== 0 || !existsSync(join(folder, 'mm/memcontrol.c')))
      throw new Error(`${archive} could not be unpacked: ${output.slice(0, 400)}`);
  });
}
