// Serves the installed VS Code as a page alone, as vscode.dev is: no server behind it, extensions in a web worker, folders that only an extension can
// read. The extension comes from this checkout (dist/ must be built), the folder from a small extension of the tests (test/web/folder).
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { root } from './bundle.mjs';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
};

/** VS Code's own extensions that the tests look at. */
const builtIn = ['diff', 'cpp', 'theme-defaults', 'markdown-language-features'];

const workbench = 'out/vs/code/browser/workbench/workbench.js';

/** @param {string} base @param {string} path as a URL has it; undefined when it leads out of the base */
function below(base, path) {
  const full = normalize(join(base, decodeURIComponent(path)));
  return full === base || full.startsWith(base + sep) ? full : undefined;
}

/** code-server's workbench always has a server behind it; here it is put back to what VS Code's own is. */
const patches = [
  [/,remoteAuthority:location\.host\}/, '}'],
  [
    /get userRoamingDataHome\(\)\{return \w+\((\w+)\.file\(this\.userDataPath\)\.with\(\{scheme:(\w+)\.vscodeRemote\}\),"User"\)\}/,
    'get userRoamingDataHome(){return $1.file("/User").with({scheme:$2.vscodeUserData})}',
  ],
];

function withoutServer(text) {
  return patches.reduce((all, [pattern, put]) => {
    if (!pattern.test(all))
      throw new Error(`VS Code's workbench.js has no ${pattern}: another version is installed than the one that this knows`);
    return all.replace(pattern, put);
  }, text);
}

const attribute = (value) => JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/**
 * @param {object} options
 * @param {import('./vscode-install.mjs').VsCode} options.vscode
 * @param {string} options.folder what the workspace shows, as vscode-vfs://samples/
 * @param {object} [options.settings] of the user
 */
export async function serveVsCodeWeb({ vscode, folder, settings = {} }) {
  const read = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = (status, type, body) =>
      response.writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*', 'cache-control': 'no-store' }).end(body);
    try {
      const [, room, ...rest] = url.pathname.split('/');
      const path = rest.join('/');
      if (room === '') return answer(200, 'text/html', await page());
      if (room === 'stat' || room === 'list') {
        const at = below(folder, path);
        if (!at) return answer(404, 'text/plain', '');
        if (room === 'list') {
          const entries = await readdir(at, { withFileTypes: true });
          return answer(200, types['.json'], JSON.stringify(entries.map((one) => [one.name, one.isDirectory() ? 2 : 1])));
        }
        const about = await stat(at);
        return answer(
          200,
          types['.json'],
          JSON.stringify({ type: about.isDirectory() ? 2 : 1, ctime: 0, mtime: about.mtimeMs, size: about.size }),
        );
      }
      const bases = { vscode: vscode.app, extension: root, folder: join(root, 'test/web/folder'), file: folder };
      const base = Object.hasOwn(bases, room) ? bases[room] : undefined;
      const file = base && below(base, path);
      if (!file) return answer(404, 'text/plain', '');
      if (room === 'file') read.push(path);
      if (path === workbench) return answer(200, types['.js'], withoutServer(await readFile(file, 'utf8')));
      return answer(200, types[extname(file)] ?? 'application/octet-stream', await readFile(file));
    } catch (error) {
      answer(error.code === 'ENOENT' ? 404 : 500, 'text/plain', String(error));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;

  async function page() {
    const extension = (path) => ({ scheme: 'http', authority: `127.0.0.1:${port}`, path });
    const configuration = {
      productConfiguration: { enableTelemetry: false, extensionsGallery: undefined },
      additionalBuiltinExtensions: [
        ...builtIn.map((name) => extension(`/vscode/extensions/${name}`)),
        extension('/folder'),
        extension('/extension'),
      ],
      configurationDefaults: {
        'workbench.startupEditor': 'none',
        'security.workspace.trust.enabled': false,
        'workbench.reduceMotion': 'on',
        ...settings,
      },
      webviewEndpoint: `${origin}/vscode/out/vs/workbench/contrib/webview/browser/pre/`,
      // code-server asks for them
      userDataPath: '/User',
      isEnabledFileDownloads: true,
      isEnabledFileUploads: true,
      isEnabledCoderGettingStarted: false,
    };
    const text = await readFile(join(vscode.app, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
    const values = {
      WORKBENCH_WEB_CONFIGURATION: attribute(configuration),
      WORKBENCH_AUTH_SESSION: '',
      WORKBENCH_WEB_BASE_URL: '/vscode',
      WORKBENCH_NLS_URL: '/vscode/out/nls.messages.js',
      WORKBENCH_NLS_FALLBACK_URL: '/vscode/out/nls.messages.js',
      BASE: '',
      VS_BASE: '',
    };
    return text.replace(/\{\{(\w+)\}\}/g, (all, name) => values[name] ?? all);
  }

  return {
    origin,
    /** files of the folder that were read, in order */
    read,
    /** the address of the workbench with the folder, and a file of it open */
    address(file) {
      const query = new URLSearchParams({ folder: 'vscode-vfs://samples/' });
      if (file) query.set('payload', JSON.stringify([['openFile', `vscode-vfs://samples/${file}`]]));
      return `${origin}/?${query}`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
