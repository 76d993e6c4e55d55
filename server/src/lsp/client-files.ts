/** Files that the client reads for the server: what it cannot give is undefined, whatever the reason. */
import type { Connection } from 'vscode-languageserver';
import type { ClientFiles } from './client-tree.ts';
import { type FileParams, fileStampRequest, listFilesRequest, readBytesRequest, readTextRequest } from './protocol.ts';

export function filesOfClient(connection: Connection): ClientFiles {
  const ask =
    <T>(method: string, is: (answer: unknown) => answer is T) =>
    async (uri: string): Promise<T | undefined> => {
      const answer: unknown = await connection.sendRequest(method, { uri } satisfies FileParams).catch(() => undefined);
      return is(answer) ? answer : undefined;
    };
  const isText = (answer: unknown): answer is string => typeof answer === 'string';
  return {
    text: ask(readTextRequest, isText),
    bytes: ask(readBytesRequest, (answer): answer is Uint8Array => ArrayBuffer.isView(answer)),
    names: ask(listFilesRequest, (answer): answer is readonly string[] => Array.isArray(answer) && answer.every(isText)),
    stamp: ask(fileStampRequest, isText),
  };
}
