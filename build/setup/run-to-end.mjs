import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Shells report a process that was ended by signal N as 128 + N. */
const endedBySignalBase = 128;
/** Could not be started at all, as shells report it. */
const notStartedCode = 127;

/**
 * Runs a program in the foreground, passes on the signals this process gets, and waits for its end.
 * @param {string} program
 * @param {string[]} programArguments
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code
 */
export function runToEnd(program, programArguments, options) {
  return new Promise((resolve) => {
    const child = spawn(program, programArguments, { ...options, stdio: 'inherit' });
    const stopForwarding = forwardSignals(child);
    child.on('error', (error) => {
      stopForwarding();
      console.error(`Could not start ${program}: ${error.message}`);
      resolve(notStartedCode);
    });
    child.on('exit', (code, signal) => {
      stopForwarding();
      resolve(code ?? endedBySignalBase + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * A terminal gives Ctrl-C to the whole process group, the child included: passing that one on would
 * make two of it. Without a terminal nobody else tells the child.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  return () => signals.forEach((signal) => process.off(signal, forward));
}
