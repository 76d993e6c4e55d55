/** The requests of the reviewer's desk, wired to a connection: each answers from the newest review, or with nothing, and never with an error. */
import type { Connection } from 'vscode-languageserver';
import { codeActions } from './code-actions.ts';
import { documentLinks } from './document-links.ts';
import { explainPath } from './explain-path.ts';
import { exported } from './export.ts';
import { inlayHints } from './inlay-hints.ts';
import { definitions, type NavigationContext, references } from './navigation.ts';
import { promptsOf } from './prompts.ts';
import {
  type ContractParams,
  contractRequest,
  type DocumentParams,
  type ExportParams,
  explainPathRequest,
  exportRequest,
  type FingerprintParams,
  type FunctionPrompts,
  type PromptsParams,
  promptsRequest,
  type ReviewData,
  reviewRequest,
  type Settings,
  type VirtualDocument,
} from './protocol.ts';
import { reviewData } from './review-data.ts';
import type { Reviewed } from './reviews.ts';
import type { RulePage } from './rule-pages.ts';
import { semanticTokens, tokenLegend } from './semantic-tokens.ts';

export interface DeskHost {
  /** the review of the newest version of a document, with its text; undefined when it is closed, has none, or has been edited since */
  newest(uri: string): Promise<(Reviewed & { lineText(line: number): string }) | undefined>;
  /** of a long review that goes on and is the first of its document: what is found so far */
  soFar(uri: string): Reviewed | undefined;
  settings(): Settings;
  commands(): readonly string[];
  rulePage(): RulePage;
  treeUri(): ((file: string) => string | undefined) | undefined;
  /** the model's C in a kernel */
  modelText(name: string, version?: string): { readonly file: string; readonly text: string } | undefined;
  log(message: string): void;
  /** lets other work run */
  turn(): Promise<void>;
}

/** What `initialize` answers for these features. */
export const deskCapabilities = {
  definitionProvider: true,
  referencesProvider: true,
  inlayHintProvider: true,
  documentLinkProvider: { resolveProvider: false },
  codeActionProvider: { codeActionKinds: ['quickfix', ''] },
  semanticTokensProvider: { legend: tokenLegend, full: true, range: true },
};

type Newest = NonNullable<Awaited<ReturnType<DeskHost['newest']>>>;

export function registerDesk(connection: Connection, host: DeskHost): void {
  /** Asks for the review, answers `nothing` when there is none, when the request was cancelled, and when the answer could not be made. */
  const answer = async <T>(
    uri: unknown,
    nothing: T,
    make: (reviewed: Newest) => T | Promise<T>,
    token?: { readonly isCancellationRequested: boolean },
  ): Promise<T> => {
    if (typeof uri !== 'string') return nothing;
    try {
      const reviewed = await host.newest(uri);
      return reviewed && !token?.isCancellationRequested ? await make(reviewed) : nothing;
    } catch (error) {
      host.log(`${uri}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return nothing;
    }
  };
  const navigation = ({ uri, document, review, desk }: Newest): NavigationContext | undefined => {
    const treeUri = host.treeUri();
    return review && { uri, document, review, ...(desk ? { desk } : {}), ...(treeUri ? { treeUri } : {}) };
  };

  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    answer(
      uri,
      [],
      (r) => {
        const context = navigation(r);
        return context ? definitions(context, position) : [];
      },
      token,
    ),
  );
  connection.onReferences(({ textDocument: { uri }, position }, token) =>
    answer(
      uri,
      [],
      (r) => {
        const context = navigation(r);
        // in a C file the editor's own search is better at this
        return context && r.working === undefined ? references(context, position) : [];
      },
      token,
    ),
  );
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    host.settings().inlayHints ? answer(uri, [], (r) => (r.desk ? inlayHints(r.document, r.desk, range) : []), token) : [],
  );
  connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    answer(uri, [], (r) => (r.working === undefined ? documentLinks(r.document, (line) => r.lineText(line), host.settings()) : []), token),
  );
  const none = { data: [] };
  connection.languages.semanticTokens.on(({ textDocument: { uri } }, token) =>
    answer(uri, none, (r) => (r.desk ? semanticTokens(r.document, (name) => r.desk?.effects(name)) : none), token),
  );
  connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }, token) =>
    answer(uri, none, (r) => (r.desk ? semanticTokens(r.document, (name) => r.desk?.effects(name), range) : none), token),
  );
  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    answer(
      uri,
      [],
      (r) =>
        r.review
          ? codeActions(
              {
                uri,
                document: r.document,
                review: r.review,
                ...(r.desk ? { desk: r.desk } : {}),
                rulePage: host.rulePage(),
                showCarried: host.settings().showCarried,
                working: r.working !== undefined,
                commands: host.commands(),
                lineText: (line) => r.lineText(line),
                hasContract: (name) => host.modelText(name, r.review?.era?.version) !== undefined,
              },
              range,
              context.diagnostics,
              context.only,
            )
          : [],
      token,
    ),
  );

  connection.onRequest(reviewRequest, async (params: DocumentParams): Promise<ReviewData | null> => {
    const early = host.soFar(params?.uri);
    if (early?.review) return { ...reviewData(early.uri, early.version, early.document, early.review), soFar: true };
    return answer<ReviewData | null>(params?.uri, null, (r) => (r.review ? reviewData(r.uri, r.version, r.document, r.review) : null));
  });
  connection.onRequest(explainPathRequest, (params: FingerprintParams) =>
    answer<VirtualDocument | null>(params?.uri, null, (r) => {
      const finding = r.review?.findings.find((f) => f.fingerprint === params.fingerprint);
      return finding ? explainPath(finding, r.document, r.desk, host.rulePage()) : null;
    }),
  );
  connection.onRequest(exportRequest, (params: ExportParams) =>
    answer<string | null>(params?.uri, null, (r) => (r.review ? exported(r.review, params, host.settings().showCarried) : null)),
  );
  connection.onRequest(promptsRequest, (params: PromptsParams) =>
    answer<readonly FunctionPrompts[] | null>(params?.uri, null, (r) =>
      r.review && r.desk ? promptsOf(r.desk, r.review, params.range, host.turn) : null,
    ),
  );
  connection.onRequest(contractRequest, async (params: ContractParams): Promise<VirtualDocument | null> => {
    if (typeof params?.name !== 'string') return null;
    const era = params.uri === undefined ? undefined : await answer(params.uri, undefined, (r) => r.review?.era?.version);
    const found = host.modelText(params.name, era);
    if (!found) return null;
    const head = `/* server/model/${found.file}${era ? `, as it holds for kernel ${era}` : ''}: what mm Review takes ${params.name}() to mean. */\n\n`;
    return { name: `${params.name.replace(/\W/g, '_')}.c`, languageId: 'c', text: head + found.text };
  });
}
