/**
 * model/ - what functions of mm mean.
 *
 * Knows: the model's C, its eras, how to run a control flow graph path by path, and contracts.
 * Must not know: patches, files on disk, which rules exist. No node:, no vscode.
 */

export { type Aspect, type ContractDifference, compareContracts } from './compare.ts';
export { type Contract, constant, dumpContract, NO_EFFECT, numberIn, type Outcome } from './contract.ts';
export { contractKey } from './contract-key.ts';
export { contractOfText, contractText } from './contract-text.ts';
export { ATOMIC, CHARGE, isCharge, type Listener, maybeAnother, type Site, SLEEPING } from './effects.ts';
export { type RunResult, run } from './exec.ts';
export { ANY, maskOf, NEG, POS, ZERO } from './facts.ts';
export { type Flow, flowOf } from './flow.ts';
export { gfpAllows } from './gfp.ts';
export { looksOnly } from './hand-over.ts';
export { compareVersions, type FunctionDoc } from './kerneldoc.ts';
export { type Definition, Era, Library, type ModelError, type ModelFile, readModel } from './library.ts';
export { lintModel } from './lint.ts';
export { type LockNeighbour, LockOrder, type Reason, type StructOf } from './order.ts';
export { answersOn, CONTEXTS, type Lock, type Ref, State, type Trace } from './state.ts';
export { summarise } from './summarise.ts';
export { type Arena, eachPart, rootOf, spell, spellPlace, type Term, variableOf } from './terms.ts';
export { contractInWords, REFERENCE_WORDS } from './words.ts';
