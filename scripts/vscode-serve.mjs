// Starts the installed VS Code as a server on 127.0.0.1, with everything that it writes in one folder that is ours.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { mustRun } from './step.mjs';

const host = '127.0.0.1';

/** What keeps a VS Code quiet and the same everywhere. */
const settings = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** The environment without what another VS Code may have put there. */
function cleanEnvironment(extra) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}

/** A port that nobody listens on, or the one asked for. @param {number} [wanted] @returns {Promise<number>} */
export function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) =>
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `Port ${wanted} is in use; set MM_PORT to another one.`
            : `Port ${wanted} cannot be used: ${error.message}`,
        ),
      ),
    );
    probe.listen(wanted, host, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * @param {object} options
 * @param {import('./vscode-install.mjs').VsCode} options.vscode
 * @param {string} options.home folder for everything that it writes
 * @param {string} [options.vsix] an extension to install first
 * @param {number} [options.port] 0 or left out: any free one
 * @param {object} [options.userSettings] on top of the quiet ones
 * @param {NodeJS.ProcessEnv} [options.env] for the server and its extension hosts
 * @param {boolean} [options.trustsAll] false: folders are strangers until somebody says otherwise
 */
export async function serveVsCode({ vscode, home, vsix, port: wanted, userSettings = {}, env = {}, trustsAll = true }) {
  const port = await freePort(wanted);
  const user = join(home, 'user');
  mkdirSync(join(user, 'User'), { recursive: true });
  writeFileSync(join(user, 'User/settings.json'), JSON.stringify({ ...settings, ...userSettings }, null, 2));
  const common = [
    '--accept-server-license-terms',
    '--server-data-dir',
    join(home, 'srv'),
    '--user-data-dir',
    user,
    '--extensions-dir',
    join(home, 'exts'),
  ];
  const environment = cleanEnvironment(env);
  if (vsix)
    await mustRun(process.execPath, [vscode.serverMain, ...common, '--install-extension', vsix, '--force'], {
      cwd: home,
      env: environment,
    });

  const quiet = ['--without-connection-token', '--telemetry-level', 'off', '--disable-telemetry', '--disable-update-check'];
  const tame = [...(trustsAll ? ['--disable-workspace-trust'] : []), '--disable-getting-started-override'];
  const args = [vscode.serverMain, ...common, '--host', host, '--port', String(port), ...quiet, ...tame];
  // A group of its own: ending the group ends its extension hosts too.
  const child = spawn(process.execPath, args, { cwd: home, env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log = (log + text).slice(-20_000);
    });
  }
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It is gone already.
    }
  };
  const atExit = () => kill('SIGKILL');
  process.once('exit', atExit);

  /** Ends the server and everything that it started. */
  async function stop() {
    kill('SIGTERM');
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
    kill('SIGKILL');
    process.removeListener('exit', atExit);
  }

  const origin = `http://${host}:${port}`;
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  for (const deadline = Date.now() + 60_000; ; ) {
    if (gone) throw new Error(`VS Code ended while it started:\n${log}`);
    const answer = await fetch(`${origin}/version`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok) break;
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`VS Code did not answer on ${origin} within a minute:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }

  /** The address that opens a folder, with files open and whatever else VS Code takes as payload. */
  function address(folder, payload = []) {
    const query = new URLSearchParams({ folder });
    if (payload.length > 0) query.set('payload', JSON.stringify(payload));
    return `${origin}/?${query}`;
  }
  const openFile = (path) => ['openFile', `vscode-remote://${host}:${port}${path}`];

  return { origin, port, stop, exited, address, openFile, log: () => log };
}
