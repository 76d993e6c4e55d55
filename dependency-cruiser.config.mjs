// The import rules of the house (docs/architecture.md says why). `npm run check:rooms` and `npm test` fail on any breach.

/** In the order of the house: a room imports only from rooms before it. */
const rooms = ['patch', 'tree', 'c', 'model', 'check', 'sim', 'review', 'reply', 'report', 'disk', 'lsp', 'cli'];

/** These know neither Node nor VS Code: the same code runs in a worker, on the command line and in the browser. */
const pure = ['patch', 'tree', 'c', 'model', 'check', 'sim', 'review', 'reply', 'report'];

/** The npm packages that a room may import. A pure room that is not listed imports none. */
const packages = {
  c: ['web-tree-sitter'],
  tree: [],
  lsp: ['web-tree-sitter', 'vscode-languageserver', 'vscode-languageserver-textdocument'],
  cli: ['web-tree-sitter', 'tree-sitter', 'tree-sitter-c'],
};

const path = (room) => `^server/src/${room}/`;

const order = rooms.slice(0, -1).map((room, index) => ({
  name: `${room}-imports-only-earlier-rooms`,
  comment: `${room} must not know the rooms behind it: ${rooms.slice(index + 1).join(', ')}`,
  severity: 'error',
  from: { path: path(room) },
  to: { path: `^server/src/(${rooms.slice(index + 1).join('|')})/` },
}));

const doors = rooms.map((room) => ({
  name: `${room}-has-one-door`,
  comment: `a room is imported through its index.ts; types alone may come from its other files`,
  severity: 'error',
  from: { path: '^(server/src|client/src)/', pathNot: path(room) },
  // The names of the protocol are for the client too, which must not pull in the server with them.
  to: { path: path(room), pathNot: `${path(room)}(index|${room === 'lsp' ? '(sim-)?protocol' : room === 'reply' ? 'dismissed' : 'index'})\\.ts$`, dependencyTypesNot: ['type-only'] },
}));

const pureRooms = pure.map((room) => ({
  name: `${room}-is-pure`,
  comment: `${room} does no input or output: no node: module, no vscode`,
  severity: 'error',
  from: { path: path(room) },
  to: { dependencyTypes: ['core'] },
}));

const packageRules = rooms.map((room) => ({
  name: `${room}-packages`,
  comment: `${room} may import ${(packages[room] ?? []).join(', ') || 'no package'}`,
  severity: 'error',
  from: { path: path(room) },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    pathNot: (packages[room] ?? []).map((name) => `^(node_modules/)?${name}(/|$)`),
  },
}));

export default {
  forbidden: [
    ...order,
    ...doors,
    ...pureRooms,
    ...packageRules,
    {
      name: 'server-never-imports-client',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^client/' },
    },
    {
      name: 'client-imports-no-room',
      comment: 'the client talks to the server over the protocol alone; its names and types may be imported, and how the file of dismissals is written',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', pathNot: '^server/src/(lsp/(sim-)?protocol|reply/dismissed)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-panel-is-a-page',
      comment: 'the page of the sim panel runs in a webview: it knows neither VS Code nor Node, and of the server the shapes of its data',
      severity: 'error',
      from: { path: '^client/src/panel/' },
      to: { path: '^(client/src/(?!panel/)|vscode$|node:)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-client-has-no-circles',
      comment: 'of two files that need each other, not for their types either, nobody can read one first',
      severity: 'error',
      from: { path: '^client/' },
      to: { circular: true },
    },
    {
      name: 'only-the-client-knows-vscode',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(vscode|node_modules/@types/vscode)(/|$)' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(vscode|tree-sitter)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
