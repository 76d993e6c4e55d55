/** The server's entry on Node: started by an editor with --node-ipc, --stdio or --socket. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from './host-node.ts';
import { serve } from './server.ts';

const connection = createConnection(ProposedFeatures.all);
// A mistake of ours in one request must not take the others with it.
process.on('uncaughtException', (error) => connection.console.error(`uncaught: ${error.stack ?? error.message}`));
process.on('unhandledRejection', (reason) =>
  connection.console.error(`unhandled: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`),
);

serve(connection, nodeHost(__dirname));
connection.listen();
