// A program of this machine, run to its end.
import { spawn } from 'node:child_process';
import type { RunProgram } from './platform.ts';

export const runProgram: RunProgram = (program, args, cwd, token) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const subscription = token.onCancellationRequested(() => child.kill());
    const pieces: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.stderr.on('data', (piece: Buffer) => {
      complaint = (complaint + piece.toString('utf8')).slice(-2000);
    });
    child.on('error', (error) => {
      subscription.dispose();
      reject(error);
    });
    child.on('close', (status) => {
      subscription.dispose();
      if (status === 0 || token.isCancellationRequested) resolve(Buffer.concat(pieces).toString('utf8'));
      else reject(new Error(complaint.trim().split('\n').at(-1) || `git ended with ${status}`));
    });
  });
