/**
 * Objects of a git repository, through one long-lived `git cat-file --batch`. Knows Node's processes and git's batch protocol.
 *
 * No shell, and nothing of a patch on a command line: names go in by standard input, one on a line. The repository may be a
 * stranger's: git is kept from fetching (a partial clone would run the transport that its configuration names), and objects
 * larger than LARGEST_FILE are drained, not kept.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { LARGEST_FILE } from '../tree/index.ts';

export interface GitObject {
  readonly id: string;
  /** `blob`, `tree`, `commit`, `tag` */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface GitObjects {
  /** The object of that name (`<id>`, `<commit>:<path>`), undefined when there is none or it is too large. Never rejects. */
  get(name: string): Promise<GitObject | undefined>;
  /** Ends the process; whatever is asked later is undefined. */
  dispose(): void;
}

/** A git that ends without an answer is started again, but not for ever. */
const MOST_FAILURES = 8;
/** A header is a name and a few words; more without a newline is not the protocol. */
const LONGEST_HEADER = 16 * 1024;

/** `gitDir`: absolute path of the `.git` folder or file, or of a bare repository. `git`: the program, `git` when not given. */
export function gitObjects(gitDir: string, git = 'git'): GitObjects {
  let batch: Batch | undefined;
  let failures = 0;
  let disposed = false;
  return {
    get: async (name) => {
      if (/[\u0000-\u001f\u007f]/.test(name) || name === '' || disposed) return undefined;
      if (!batch?.alive) {
        if (failures >= MOST_FAILURES) return undefined;
        batch = new Batch(gitDir, git);
      }
      const used = batch;
      const object = await used.ask(name);
      if (used.alive) failures = 0;
      else if (batch === used) {
        failures++;
        batch = undefined;
      }
      return object;
    },
    dispose: () => {
      disposed = true;
      batch?.end();
      batch = undefined;
    },
  };
}

type Answer = (object: GitObject | undefined) => void;

/** One run of git. Answers come in the order of the questions. */
class Batch {
  alive = true;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting: Answer[] = [];
  #header: Buffer = Buffer.alloc(0);
  #body: { id: string; type: string; keep: boolean; left: number; pieces: Buffer[] } | undefined;

  constructor(gitDir: string, git: string) {
    this.#child = spawn(git, [`--git-dir=${gitDir}`, 'cat-file', '--batch'], { env: quietEnvironment(), stdio: 'pipe', windowsHide: true });
    this.#child.on('error', () => this.end());
    this.#child.on('close', () => this.end());
    this.#child.stdin.on('error', () => this.end());
    this.#child.stdout.on('error', () => this.end());
    this.#child.stdout.on('data', (piece: Buffer) => this.#take(piece));
    this.#child.stderr.resume();
    this.#hold(false);
  }

  ask(name: string): Promise<GitObject | undefined> {
    return new Promise((resolve) => {
      if (!this.alive) {
        resolve(undefined);
        return;
      }
      this.#waiting.push(resolve);
      this.#hold(true);
      this.#child.stdin.write(`${name}\n`);
    });
  }

  end(): void {
    if (!this.alive) return;
    this.alive = false;
    this.#child.stdin.destroy();
    this.#child.kill();
    for (const answer of this.#waiting.splice(0)) answer(undefined);
  }

  /** The process keeps Node alive only while an answer is awaited: nobody is forced to dispose. */
  #hold(on: boolean): void {
    const streams = [this.#child, this.#child.stdin, this.#child.stdout, this.#child.stderr] as unknown as {
      ref?(): void;
      unref?(): void;
    }[];
    for (const stream of streams) {
      if (on) stream.ref?.();
      else stream.unref?.();
    }
  }

  #answer(object: GitObject | undefined): void {
    this.#waiting.shift()?.(object);
    if (this.#waiting.length === 0) this.#hold(false);
  }

  #take(piece: Buffer): void {
    let rest = piece;
    while (rest.length > 0 && this.alive) rest = this.#body ? this.#takeBody(rest) : this.#takeHeader(rest);
  }

  #takeHeader(piece: Buffer): Buffer {
    const end = piece.indexOf(10);
    const header = Buffer.concat([this.#header, end < 0 ? piece : piece.subarray(0, end)]);
    if (header.length > LONGEST_HEADER) this.end();
    this.#header = end < 0 ? header : Buffer.alloc(0);
    if (end < 0) return Buffer.alloc(0);
    const found = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(header.toString('latin1'));
    if (!found) {
      this.#answer(undefined); // `<name> missing`, `<name> ambiguous`
    } else {
      const size = Number(found[3]);
      // one more: a newline comes behind the contents
      this.#body = { id: found[1] ?? '', type: found[2] ?? '', keep: size <= LARGEST_FILE, left: size + 1, pieces: [] };
    }
    return piece.subarray(end + 1);
  }

  #takeBody(piece: Buffer): Buffer {
    const body = this.#body;
    if (!body) return piece;
    const taken = piece.subarray(0, body.left);
    if (body.keep) body.pieces.push(taken);
    body.left -= taken.length;
    if (body.left === 0) {
      this.#body = undefined;
      const { id, type } = body;
      this.#answer(body.keep ? { id, type, bytes: Buffer.concat(body.pieces).subarray(0, -1) } : undefined);
    }
    return piece.subarray(taken.length);
  }
}

/** Without what a surrounding git (a hook, a rebase) has set for its own repository, and without any transport. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) if (!name.startsWith('GIT_')) environment[name] = value;
  return { ...environment, GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}

/** Names of the blobs directly in a tree object; links and sub-folders are left out. */
export function filesOfTree(tree: GitObject): string[] {
  const names: string[] = [];
  const idBytes = tree.id.length / 2;
  const bytes = Buffer.from(tree.bytes.buffer, tree.bytes.byteOffset, tree.bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const end = space < 0 ? -1 : bytes.indexOf(0, space);
    if (end < 0) break;
    if (bytes.toString('latin1', at, space).startsWith('100')) names.push(bytes.toString('utf8', space + 1, end));
    at = end + 1 + idBytes;
  }
  return names;
}
