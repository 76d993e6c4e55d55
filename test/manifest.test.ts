// package.json against the client's source and the words of package.nls.json: what is declared exists, and what exists is declared.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

interface Manifest {
  readonly name: string;
  readonly main: string;
  readonly browser: string;
  readonly bin: Record<string, string>;
  readonly engines: Record<string, string>;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
  };
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly configuration: { readonly properties: Record<string, Record<string, unknown>> };
    readonly languages: readonly { readonly id: string; readonly configuration?: string }[];
    readonly grammars: readonly { readonly path: string; readonly scopeName: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly description: string; readonly media: { readonly image: string } }[];
    }[];
  };
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const manifest = readJson('package.json') as Manifest;
const words = readJson('package.nls.json') as Record<string, string>;
const clientSource = readdirSync('client/src', { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join('client/src', file), 'utf8'))
  .join('\n');

/** Commands that the extension calls itself and nobody finds in the palette. */
const internalCommands = ['mmReview.showHazard'];

test('every command has a category, a title in words, and is registered', () => {
  const { commands } = manifest.contributes;
  assert.ok(commands.length > 0);
  for (const { command, title, category } of commands) {
    assert.match(command, /^mmReview\.[a-z][A-Za-z]+$/);
    assert.equal(category, '%category%', command);
    assert.ok(words[title.slice(1, -1)], `${command} has a title`);
    assert.ok(clientSource.includes(`registerCommand('${command}'`), `${command} is registered`);
  }
  assert.equal(words.category, 'mm Review');
});

test('every registered command is declared, or known to be internal', () => {
  const declared = new Set([...manifest.contributes.commands.map(({ command }) => command), ...internalCommands]);
  const named = [...clientSource.matchAll(/'(mmReview\.[A-Za-z]+)'/g)].map((match) => match[1] ?? '');
  const notCommands = new Set([
    'mmReview.status',
    'mmReview.sim',
    'mmReview.series',
    'mmReview.answers',
    ...Object.keys(manifest.contributes.configuration.properties),
  ]);
  for (const name of named) assert.ok(declared.has(name) || notCommands.has(name), `${name} is declared`);
  for (const command of internalCommands) assert.ok(named.includes(command), `${command} exists`);
});

test('every setting has a default, a scope and a description in words', () => {
  const properties = Object.entries(manifest.contributes.configuration.properties);
  for (const [name, property] of properties) {
    assert.ok(name.startsWith('mmReview.'), name);
    assert.ok('default' in property, `${name} has a default`);
    assert.ok(typeof property.scope === 'string', `${name} has a scope`);
    const description = String(property.markdownDescription ?? property.description ?? '');
    assert.ok(words[description.slice(1, -1)], `${name} is described`);
  }
});

test('a strange workspace cannot say what is read', () => {
  const { untrustedWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, 'limited');
  // What is read, what is fetched, where links lead, in whose name one answers.
  const restricted = ['kernelTree', 'fetchFrom', 'archiveUrl', 'commitUrl', 'reply.from'].map((name) => `mmReview.${name}`);
  assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, restricted);
  for (const name of restricted) assert.equal(manifest.contributes.configuration.properties[name]?.scope, 'machine-overridable', name);
});

test('every word of package.nls.json is used, every used one is there', () => {
  const used = new Set([...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? ''));
  assert.deepEqual([...used].sort(), Object.keys(words).sort());
});

test('the extension wakes for its documents, its panel and its links alone', () => {
  for (const event of manifest.activationEvents)
    assert.match(event, /^(onLanguage:|onWebviewPanel:mmReview\.sim$|onUri$|workspaceContains:mm\/memcontrol\.c$)/);
  assert.deepEqual(manifest.engines, { node: '>=20', vscode: '^1.100.0' });
});

test('what the manifest points at exists', () => {
  for (const { path, scopeName } of manifest.contributes.grammars)
    assert.equal((readJson(path) as { scopeName: string }).scopeName, scopeName);
  for (const { configuration } of manifest.contributes.languages) if (configuration) assert.ok(existsSync(configuration), configuration);
  for (const launcher of Object.values(manifest.bin)) assert.ok(existsSync(launcher), launcher);
  assert.equal(manifest.main, './dist/client.cjs');
  // one entry for machines, one for pages: each is built, and goes into the package
  assert.equal(manifest.browser, './dist/client-browser.js');
  // From 1.103 on VS Code takes the entry of a package of type "module" for an ES module, and its worker for pages loads none.
  assert.ok(!('type' in manifest));
  const packaged = readFileSync('.vscodeignore', 'utf8').split('\n');
  for (const entry of [manifest.main, manifest.browser]) assert.ok(packaged.includes(`!${entry.slice(2)}`), entry);
});

test('the walkthrough has four steps, whose pictures and commands exist', () => {
  const [walkthrough] = manifest.contributes.walkthroughs;
  assert.equal(walkthrough?.steps.length, 4);
  const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
  for (const { description, media } of walkthrough?.steps ?? []) {
    assert.ok(existsSync(media.image), media.image);
    const links = [...(words[description.slice(1, -1)] ?? '').matchAll(/\(command:([\w.]+)(?:\?([^)]*))?\)/g)];
    assert.ok(links.length > 0, description);
    for (const [, command = '', given] of links) {
      assert.ok(commands.has(command) || command === 'mmReview.series.focus', command);
      if (given !== undefined)
        for (const one of JSON.parse(decodeURIComponent(given))) assert.ok(one === true || existsSync(`samples/${one}`));
    }
  }
});

test('versions are pinned', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  for (const [name, version] of Object.entries(all)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
});

test('the client says nothing to anybody, but for the archive that a user names', () => {
  const others = readdirSync('client/src', { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts') && file !== 'archive.ts')
    .map((file) => readFileSync(join('client/src', file), 'utf8'))
    .join('\n');
  assert.equal([...clientSource.matchAll(/\bfetch\(/g)].length, 1);
  assert.doesNotMatch(others, /\bfetch\(|node:https?|XMLHttpRequest|telemetry/i);
});
