// `npm start`: from a checkout to a VS Code in the browser with the extension installed and the samples open. Ctrl-C ends it.
// MM_PORT chooses the port (default 8375, or any free one when that is taken).
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './bundle.mjs';
import { preparePackages } from './packages.mjs';
import { mustRun, step } from './step.mjs';

const defaultPort = 8375;

/** Whether a desktop VS Code can be called from here. */
function hasDesktopCode() {
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  return (process.env.PATH ?? '').split(delimiter).some((folder) => names.some((name) => existsSync(join(folder, name))));
}

async function main() {
  await preparePackages();
  await step('building', () => mustRun(process.execPath, [join(root, 'scripts/build.mjs')]));
  const { installVsCode } = await import('./vscode-install.mjs');
  const { packageExtension } = await import('./package.mjs');
  const { freePort, serveVsCode } = await import('./vscode-serve.mjs');
  const vscode = await installVsCode();
  const vsix = await step('packaging the extension', packageExtension);

  const asked = process.env.MM_PORT;
  if (asked !== undefined && !/^\d{1,5}$/.test(asked)) throw new Error(`MM_PORT is ${asked}: it must be the number of a port.`);
  const port = asked === undefined ? await freePort(defaultPort).catch(() => 0) : Number(asked);
  const home = mkdtempSync(join(tmpdir(), 'mm-patch-review-'));
  const served = await step('starting VS Code', () => serveVsCode({ vscode, home, vsix, port }));

  const samples = join(root, 'samples');
  console.log(`
VS Code with mm Patch Review is at

    ${served.address(samples, [served.openFile(join(samples, 'ref-leak.patch'))])}

It listens on this machine alone. The folder ${samples} is open; every *.patch in it shows a hazard or says that there is none.`);
  if (hasDesktopCode()) console.log(`\nTo install the extension in the VS Code of this desktop:\n\n    code --install-extension ${vsix}`);
  console.log('\nCtrl-C ends it.');

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    console.log('\nending VS Code');
    await served.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal);
    process.on(signal, end);
  }
  await served.exited;
  if (!ending) {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    throw new Error(`VS Code ended by itself:\n${served.log()}`);
  }
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
