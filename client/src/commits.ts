// "Review Commits": commits of a repository as the mails that git format-patch makes of them. Repositories, branches and the git program
// itself come from VS Code's own git extension.
import * as vscode from 'vscode';
import type { Incoming } from './incoming.ts';
import type { RunProgram } from './platform.ts';

/** What is used of the git extension's interface (vscode.git, version 1). */
interface GitApi {
  readonly git: { readonly path: string };
  readonly repositories: readonly GitRepository[];
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<string>;
}

interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD?: {
      readonly name?: string;
      readonly commit?: string;
      readonly upstream?: { readonly remote: string; readonly name: string };
    };
  };
}

/** Nobody is asked for what is named. */
export interface CommitsArgument {
  /** as git log takes it: `a..b`, `v6.12..`, `-3`; a single commit is that commit */
  readonly range?: string;
  readonly folder?: string;
}

/** More than anybody reads, and a sign of a range that was not meant. */
const many = 500;

/** @param run left out where no program can be run: then it is said what to do instead */
export async function reviewCommits(
  incoming: Incoming,
  run: RunProgram | undefined,
  argument: CommitsArgument = {},
): Promise<vscode.TextDocument | undefined> {
  if (!run) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'There is no git in a browser. Open the repository on a desktop or on a remote machine, or save the commits with git format-patch --stdout and open the file here.',
      ),
    );
    return undefined;
  }
  const api = await gitApi();
  if (!api) return undefined;
  const repository = await repositoryOf(api, argument.folder);
  if (!repository) return undefined;
  const range = argument.range ?? (await askRange(repository));
  if (range === undefined) return undefined;
  const root = repository.rootUri.fsPath;
  const title = vscode.l10n.t('Reading the commits of {0}', range);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      try {
        const revisions = revisionArguments(range);
        const count = Number(await run(api.git.path, ['rev-list', '--no-merges', '--count', ...revisions, '--'], root, token));
        if (token.isCancellationRequested) return undefined;
        if (count === 0) {
          void vscode.window.showInformationMessage(vscode.l10n.t('There are no commits in {0}.', range));
          return undefined;
        }
        if (count > many && !(await confirmMany(count))) return undefined;
        const text = await run(
          api.git.path,
          [
            '-c',
            'core.quotepath=off',
            'format-patch',
            '--stdout',
            '--no-color',
            '--no-ext-diff',
            '--no-textconv',
            '-M',
            ...revisionArguments(range),
            '--',
          ],
          root,
          token,
        );
        if (token.isCancellationRequested) return undefined;
        return await incoming.show(`${vscode.workspace.asRelativePath(repository.rootUri, true)}-${range}`, '.mbox', text);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        void vscode.window.showErrorMessage(vscode.l10n.t('The commits of {0} could not be read: {1}', range, why));
        return undefined;
      }
    },
  );
}

/** What git rev-list takes. Throws for what git would take for an option of another kind. */
function revisionArguments(range: string): string[] {
  if (/^-\d{1,6}$/.test(range)) return [range, 'HEAD'];
  check(range);
  return range.includes('..') ? [range] : ['-1', range];
}

function check(range: string): void {
  if (!/^[A-Za-z0-9@^{][\w./@^~{}:+-]*$/.test(range))
    throw new Error(vscode.l10n.t('it is no range of commits, as origin/master..HEAD is'));
}

async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>('vscode.git');
  if (!extension) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "VS Code's own Git extension is missing here. Enable it, or save the commits with git format-patch --stdout and open the file.",
      ),
    );
    return undefined;
  }
  const exported = await extension.activate();
  if (!exported.enabled) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Git is switched off: the setting git.enabled is false, or no git program was found.'),
    );
    return undefined;
  }
  const api = exported.getAPI(1);
  if (api.state === 'uninitialized') await initialised(api);
  return api;
}

/** The repositories are looked for when the extension starts. */
function initialised(api: GitApi): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(done, 10_000);
    const subscription = api.onDidChangeState((state) => state === 'initialized' && done());
  });
}

async function repositoryOf(api: GitApi, folder: string | undefined): Promise<GitRepository | undefined> {
  const { repositories } = api;
  if (folder !== undefined) return repositories.find(({ rootUri }) => rootUri.fsPath === folder);
  if (repositories.length === 0) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('No git repository is open. Open the folder of your kernel checkout, and try again.'),
    );
    return undefined;
  }
  if (repositories.length === 1) return repositories[0];
  const items = repositories.map((repository) => ({
    label: vscode.workspace.asRelativePath(repository.rootUri, true),
    description: repository.state.HEAD?.name ?? '',
    repository,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Commits of which repository?') }))?.repository;
}

async function askRange({ state: { HEAD } }: GitRepository): Promise<string | undefined> {
  const upstream = HEAD?.upstream ? `${HEAD.upstream.remote}/${HEAD.upstream.name}` : undefined;
  const items: (vscode.QuickPickItem & { readonly range?: string })[] = [
    ...(upstream
      ? [{ label: vscode.l10n.t('This branch against {0}', upstream), description: `${upstream}..HEAD`, range: `${upstream}..HEAD` }]
      : []),
    { label: vscode.l10n.t('The last commit'), description: 'HEAD', range: '-1' },
    { label: vscode.l10n.t('A range...'), description: 'v6.12..HEAD, -5, 0123abcd' },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Review which commits?') });
  if (!chosen) return undefined;
  if (chosen.range !== undefined) return chosen.range;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Review which commits?'),
    prompt: vscode.l10n.t('A range as git log takes it, -N for the last N commits, or one commit'),
    value: upstream ? `${upstream}..HEAD` : 'HEAD~3..HEAD',
  });
  return typed?.trim() || undefined;
}

async function confirmMany(count: number): Promise<boolean> {
  const go = vscode.l10n.t('Read Them');
  const text = vscode.l10n.t('These are {0} commits. Read them all?', count);
  return (await vscode.window.showWarningMessage(text, { modal: true }, go)) === go;
}
