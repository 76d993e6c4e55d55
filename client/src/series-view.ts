// The series view: what is open, as series -> patch -> file -> function -> hazard. Turns the outline into VS Code's tree and words.
import * as vscode from 'vscode';
import type { FileData, ProgressParams } from '../../server/src/lsp/protocol.ts';
import { type ReplayOffer, replayCommand } from '../../server/src/lsp/sim-protocol.ts';
import type { Dismissals } from './dismissals.ts';
import {
  type Comparison,
  type Counts,
  type FileNode,
  type FunctionNode,
  type HazardNode,
  type OutlineNode,
  outline,
  type PatchNode,
  type SeriesNode,
  type VersionNode,
} from './outline.ts';
import type { ReviewStore } from './review-store.ts';
import { type AskOffers, ScenarioOffers } from './scenario-offers.ts';
import { showHazardCommand } from './show-hazard.ts';

/** What became of the hazards between two versions: a branch of the newer one. */
interface ComparisonNode {
  readonly kind: 'comparison';
  readonly id: string;
  readonly which: 'gone' | 'came';
  readonly since: Comparison;
}

/** Two threads of the model in which functions of a patch play. */
interface ScenarioNode {
  readonly kind: 'scenario';
  readonly id: string;
  readonly uri: string;
  readonly offer: ReplayOffer;
}

export type SeriesItem = OutlineNode | ComparisonNode | ScenarioNode;

/** A review of fewer patches is there before anybody has read how far it is. */
const LONG = 20;

export class SeriesView implements vscode.TreeDataProvider<SeriesItem>, vscode.Disposable {
  readonly #reviews: ReviewStore;
  readonly #dismissals: Dismissals;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #view: vscode.TreeView<SeriesItem>;
  #outline: readonly SeriesNode[] | undefined;
  readonly #offers: ScenarioOffers;
  #pending: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(reviews: ReviewStore, dismissals: Dismissals, askOffers: AskOffers) {
    this.#reviews = reviews;
    this.#dismissals = dismissals;
    // Reviews come one after the other while somebody types or a mailbox is read.
    const drawSoon = (): void => {
      this.#pending ??= setTimeout(() => {
        this.#pending = undefined;
        this.#changed.fire();
        this.#countBadge();
      }, 100);
    };
    const stale = (): void => {
      this.#outline = undefined;
      drawSoon();
    };
    this.#offers = new ScenarioOffers(askOffers, drawSoon);
    this.#view = vscode.window.createTreeView('mmReview.series', { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#view,
      this.#changed,
      reviews.onDidChange((uri) => {
        if (reviews.get(uri)) this.#offers.stale(uri);
        else this.#offers.forget(uri);
        stale();
      }),
      dismissals.onDidChange(stale),
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => (opened.length + closed.length > 0 ? stale() : undefined)),
    ];
  }

  /** Of what a tab shows: VS Code keeps a document for a while after its last tab was closed. */
  roots(): readonly SeriesNode[] {
    if (!this.#outline) {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const shown = new Set(tabs.map(({ input }) => (input instanceof vscode.TabInputText ? input.uri.toString() : '')));
      this.#outline = outline(
        this.#reviews.all().filter(({ uri }) => shown.has(uri)),
        this.#dismissals.reasons(),
      );
    }
    return this.#outline;
  }

  /** At once, whatever the server is busy with: VS Code shows no row at all before it has the rows below each that is expanded. */
  getChildren(node?: SeriesItem): SeriesItem[] {
    // A patch of its own needs nothing above it.
    if (!node) return this.roots().map((one) => alone(one) ?? one);
    switch (node.kind) {
      case 'series': {
        const [only, ...more] = node.versions;
        // The newest first: it is the one that is read.
        return more.length === 0 && only ? versionChildren(only) : [...node.versions].reverse();
      }
      case 'version':
        return versionChildren(node);
      case 'comparison':
        return [...(node.which === 'gone' ? node.since.gone : node.since.came)].map((hazard) => ({
          ...hazard,
          id: `${node.id}/${hazard.id}`,
        }));
      case 'patch':
        return this.#ofPatch(node);
      case 'file':
        return [...node.functions];
      case 'function':
        return [...node.hazards];
      case 'hazard':
      case 'scenario':
        return [];
    }
  }

  /** How far the review of a long mailbox is; `undefined`: nothing runs any more. */
  tell(progress: ProgressParams | undefined): void {
    this.#view.message =
      progress && progress.total >= LONG ? vscode.l10n.t('Reviewing: {0} of {1} patches', progress.done, progress.total) : undefined;
  }

  /** Its files, and the scenarios that it touches; those are asked for when somebody looks, and come later. */
  #ofPatch({ id, uri, patch: { mail }, files }: PatchNode): SeriesItem[] {
    const review = this.#reviews.get(uri);
    const offers = this.#offers.of(uri, review !== undefined && review.soFar !== true);
    const here = ({ kind, range }: ReplayOffer): boolean =>
      kind === 'race' && range !== undefined && range.start.line >= mail.range.start.line && range.start.line <= mail.range.end.line;
    const scenarios = offers.filter(here).map((offer): ScenarioNode => ({ kind: 'scenario', id: `${id}/${offer.id}`, uri, offer }));
    return [...files, ...scenarios];
  }

  getTreeItem(node: SeriesItem): vscode.TreeItem {
    const item = itemOf(node);
    item.id = node.id;
    item.contextValue = node.kind === 'hazard' ? hazardContext(node) : node.kind;
    return item;
  }

  dispose(): void {
    clearTimeout(this.#pending);
    for (const one of this.#subscriptions) one.dispose();
  }

  #countBadge(): void {
    const count = this.roots().reduce((n, { versions }) => n + hazardsIn(versions.at(-1)?.counts), 0);
    this.#view.badge =
      count === 0
        ? undefined
        : {
            value: count,
            tooltip: count === 1 ? vscode.l10n.t('1 hazard introduced') : vscode.l10n.t('{0} hazards introduced', count),
          };
  }
}

/** The only patch that is there of a series: no cover letter, no other version. Its title says which part it is. */
function alone({ versions }: SeriesNode): PatchNode | undefined {
  const [only, ...more] = versions;
  return only && more.length === 0 && only.patches.length === 1 && !only.cover ? only.patches[0] : undefined;
}

const hazardsIn = (counts: Counts | undefined): number => (counts ? counts.introduced - counts.questions : 0);

/** Red where an error is brought in, yellow where anything is; a colour says nothing that the words beside it do not. */
const colourOf = ({ errors, introduced, questions }: Counts): vscode.ThemeColor | undefined =>
  introduced === questions ? undefined : new vscode.ThemeColor(errors > 0 ? 'list.errorForeground' : 'list.warningForeground');

function versionChildren(version: VersionNode): SeriesItem[] {
  const { since, id } = version;
  const compared: SeriesItem[] = [];
  if (since && since.gone.length > 0) compared.push({ kind: 'comparison', id: `${id}/gone`, which: 'gone', since });
  if (since && since.came.length > 0) compared.push({ kind: 'comparison', id: `${id}/came`, which: 'came', since });
  return [...compared, ...version.patches];
}

const hazardContext = ({ finding, dismissed }: HazardNode): string =>
  dismissed !== undefined ? 'hazard.dismissed' : finding.change === 'introduced' ? 'hazard.introduced' : `hazard.${finding.change}`;

function itemOf(node: SeriesItem): vscode.TreeItem {
  switch (node.kind) {
    case 'series':
      return seriesItem(node);
    case 'version':
      return versionItem(node);
    case 'comparison':
      return comparisonItem(node);
    case 'patch':
      return patchItem(node);
    case 'file':
      return fileItem(node);
    case 'function':
      return functionItem(node);
    case 'hazard':
      return hazardItem(node);
    case 'scenario':
      return scenarioItem(node);
  }
}

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

function seriesItem({ title, from, versions }: SeriesNode): vscode.TreeItem {
  const newest = versions.at(-1)!;
  const item = new vscode.TreeItem(title, Expanded);
  item.iconPath = new vscode.ThemeIcon('mail', colourOf(newest.counts));
  const name =
    versions.length > 1 ? versions.map(({ version }) => `v${version}`).join(', ') : newest.version > 1 ? `v${newest.version}` : '';
  item.description = [name, sizeOf(newest), countsText(newest.counts)].filter((part) => part !== '').join(' · ');
  item.tooltip = [title, from ?? '', item.description].filter((part) => part !== '').join('\n');
  if (newest.cover) item.command = goTo(newest.cover.uri, startOf(newest.cover.range));
  return item;
}

function sizeOf({ parts, patches }: VersionNode): string {
  if (parts === undefined || patches.length >= parts) return patches.length === 1 ? '' : vscode.l10n.t('{0} patches', patches.length);
  return vscode.l10n.t('{0} of {1} patches', patches.length, parts);
}

function versionItem(node: VersionNode): vscode.TreeItem {
  const item = new vscode.TreeItem(`v${node.version}`, node.since ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon('versions');
  const { since } = node;
  const against = since
    ? vscode.l10n.t('against v{0}: {1} gone, {2} came, {3} stayed', since.version, since.gone.length, since.came.length, since.stayed)
    : '';
  item.description = [sizeOf(node), countsText(node.counts), against].filter((part) => part !== '').join(' · ');
  return item;
}

function comparisonItem({ which, since }: ComparisonNode): vscode.TreeItem {
  const label = which === 'gone' ? vscode.l10n.t('Gone since v{0}', since.version) : vscode.l10n.t('New since v{0}', since.version);
  const item = new vscode.TreeItem(label, Expanded);
  item.iconPath = new vscode.ThemeIcon(which === 'gone' ? 'check' : 'add');
  item.description = String(which === 'gone' ? since.gone.length : since.came.length);
  return item;
}

function patchItem({ uri, patch, counts }: PatchNode): vscode.TreeItem {
  const number = patch.part === undefined ? '' : `${patch.part}/${patch.parts ?? '?'} `;
  const item = new vscode.TreeItem(
    `${number}${patch.title || patch.subject || vscode.l10n.t('(no subject)')}`,
    counts.introduced > 0 ? Expanded : Collapsed,
  );
  item.iconPath = new vscode.ThemeIcon('git-commit', colourOf(counts));
  const blind = patch.files.filter(({ context }) => context === 'hunks').length;
  const unseen =
    blind === 0 ? '' : blind === patch.files.length ? vscode.l10n.t('hunks only') : vscode.l10n.t('{0} files by hunks only', blind);
  item.description = [countsText(counts), unseen].filter((part) => part !== '').join(' · ');
  item.tooltip = [patch.subject, patch.mail.from ?? '', item.description].filter((part) => part !== '').join('\n');
  item.command = goTo(uri, patch.subjectRange ?? startOf(patch.range));
  return item;
}

function fileItem({ uri, file, counts }: FileNode): vscode.TreeItem {
  const item = new vscode.TreeItem(file.path || vscode.l10n.t('(file not named)'), counts.introduced > 0 ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(file.context === 'hunks' ? 'question' : 'file-code', colourOf(counts));
  item.description = [countsText(counts), contextText(file)].filter((part) => part !== '').join(' · ');
  item.tooltip = file.reason ?? contextText(file);
  item.command = goTo(uri, startOf(file.range));
  return item;
}

/** What was seen of a file, and where it was not whole, why. */
function contextText({ context, reason }: FileData): string {
  switch (context) {
    case 'tree':
      return vscode.l10n.t('applies to the tree');
    case 'applied':
      return vscode.l10n.t('in the tree already');
    case 'blobs':
      return vscode.l10n.t('read from the git blobs it names');
    case 'hunks':
      return reason === undefined ? vscode.l10n.t('hunks only') : vscode.l10n.t('hunks only: {0}', reason);
  }
}

function functionItem({ uri, name, range, hazards, counts, bounded }: FunctionNode): vscode.TreeItem {
  const item = new vscode.TreeItem(`${name}()`, hazards.length === 0 ? None : counts.introduced > 0 ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon('symbol-function', colourOf(counts));
  item.description = [countsText(counts), bounded ? vscode.l10n.t('too many paths to follow all') : '']
    .filter((part) => part !== '')
    .join(' · ');
  item.command = goTo(uri, range);
  return item;
}

const hazardIcons = { error: 'error', warning: 'warning', info: 'info' } as const;

function hazardItem({ uri, finding, dismissed, mendedBy }: HazardNode): vscode.TreeItem {
  const item = new vscode.TreeItem(finding.rule, None);
  const quiet = dismissed !== undefined || finding.change !== 'introduced';
  item.iconPath = new vscode.ThemeIcon(
    dismissed !== undefined
      ? 'circle-slash'
      : finding.change === 'fixed'
        ? 'check'
        : finding.change === 'carried'
          ? 'history'
          : hazardIcons[finding.severity],
    quiet || finding.severity === 'info'
      ? undefined
      : new vscode.ThemeColor(finding.severity === 'error' ? 'list.errorForeground' : 'list.warningForeground'),
  );
  const said = [
    dismissed === undefined ? '' : vscode.l10n.t('dismissed: {0}', dismissed),
    finding.change === 'fixed' ? vscode.l10n.t('fixed here') : finding.change === 'carried' ? vscode.l10n.t('there before') : '',
    mendedBy ? vscode.l10n.t('mended by {0}', patchName(mendedBy.part, mendedBy.parts, mendedBy.title)) : '',
  ].filter((part) => part !== '');
  // Several of one rule in one function are told apart by their lines.
  item.description = [vscode.l10n.t('line {0}', finding.input.start.line + 1), ...said, finding.message].join(' · ');
  item.tooltip = [...said, finding.message, finding.remedy ?? ''].filter((part) => part !== '').join('\n');
  item.command = goTo(uri, finding.input);
  item.accessibilityInformation = { label: `${finding.rule}: ${item.description}` };
  return item;
}

function scenarioItem({ uri, offer }: ScenarioNode): vscode.TreeItem {
  const item = new vscode.TreeItem(offer.title, None);
  item.iconPath = new vscode.ThemeIcon('debug-rerun', offer.breaks ? new vscode.ThemeColor('list.errorForeground') : undefined);
  item.description = [vscode.l10n.t('scenario'), offer.says].filter((part) => part !== '').join(' · ');
  item.tooltip = [offer.title, offer.says, offer.functions.map((name) => `${name}()`).join(', ')].filter((part) => part !== '').join('\n');
  item.command = { command: replayCommand, title: vscode.l10n.t('Replay'), arguments: [uri, offer.id] };
  return item;
}

const patchName = (part: number | undefined, parts: number | undefined, title: string): string =>
  part === undefined ? title : `${part}/${parts ?? '?'}`;

function countsText(counts: Counts): string {
  const { questions, mended, fixed, carried, dismissed } = counts;
  const introduced = hazardsIn(counts);
  const parts = [
    introduced > 0
      ? mended > 0
        ? vscode.l10n.t('{0} introduced ({1} mended later)', introduced, mended)
        : vscode.l10n.t('{0} introduced', introduced)
      : '',
    questions === 1 ? vscode.l10n.t('1 question') : questions > 1 ? vscode.l10n.t('{0} questions', questions) : '',
    fixed > 0 ? vscode.l10n.t('{0} fixed', fixed) : '',
    carried > 0 ? vscode.l10n.t('{0} carried', carried) : '',
    dismissed > 0 ? vscode.l10n.t('{0} dismissed', dismissed) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** A whole mail is not to be selected. */
const startOf = ({ start }: FileData['range']): FileData['range'] => ({ start, end: start });

function goTo(uri: string, range: FileData['range']): vscode.Command {
  return { command: showHazardCommand, title: vscode.l10n.t('Show'), arguments: [uri, range] };
}
