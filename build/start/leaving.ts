import { readFileSync } from 'node:fs';

const watchMs = 1_000;

/**
 * Settles when this process should close: on SIGINT or SIGTERM (0), and when whoever started it is gone without a
 * word (0). A killed `npm start` must not leave servers behind that hold ports and data.
 */
export function whenLeft(): Promise<number> {
  return new Promise((leave) => {
    process.once('SIGINT', () => leave(0));
    process.once('SIGTERM', () => leave(0));
    process.once('disconnect', () => leave(0));
    const ancestors = npmAncestors();
    setInterval(() => {
      if (!ancestors.every(isAlive)) leave(0);
    }, watchMs).unref();
  });
}

/** The parent and, where the system tells (Linux), the parents up to npm. Nothing when not started through npm. */
function npmAncestors(): number[] {
  if (!process.env.npm_lifecycle_event) return [];
  const ancestors: number[] = [];
  for (let pid = process.ppid; pid > 1; pid = parentOf(pid)) {
    ancestors.push(pid);
    if (commandOf(pid).startsWith('npm')) break;
  }
  return ancestors;
}

function parentOf(pid: number): number {
  const status = readProcess(pid, 'status');
  return Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1] ?? 0);
}

function commandOf(pid: number): string {
  return readProcess(pid, 'cmdline').replace(/\0/g, ' ').trim();
}

function readProcess(pid: number, file: 'status' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // not Linux, or gone: there is no further ancestor to watch
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
