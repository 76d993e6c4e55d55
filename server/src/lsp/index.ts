/**
 * The language server room: reviews as an editor shows them. One file for each language feature, each a pure function from a
 * review to LSP's shapes; server.ts wires them to a connection, host-node.ts to Node. It must not know VS Code, nor how a hazard
 * is found.
 */
export type { Host, KernelTree } from './host.ts';
export * from './protocol.ts';
export { serve } from './server.ts';
