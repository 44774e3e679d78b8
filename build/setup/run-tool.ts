import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** One tool of node_modules and its arguments, run by this Node. */
export interface ToolCommand {
  /** Path of the tool's script, from the repository root. */
  script: string;
  arguments: readonly string[];
  /** Added to this process's environment. */
  environment?: Readonly<Record<string, string>>;
}

export interface ToolEnd {
  /** Exit code; 1 when a signal ended it. */
  code: number;
  /** What it printed; empty when it printed to the console itself. */
  output: string;
}

/** Runs a tool and keeps what it prints. */
export function runQuietly(command: ToolCommand): Promise<ToolEnd> {
  return runTool(command, 'pipe');
}

/** Runs a tool that prints to the console itself. */
export function runLoudly(command: ToolCommand): Promise<ToolEnd> {
  return runTool(command, 'inherit');
}

function runTool(command: ToolCommand, output: 'pipe' | 'inherit'): Promise<ToolEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command.script, ...command.arguments], {
      cwd: repository,
      env: { ...process.env, ...command.environment },
      stdio: ['ignore', output, output],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }),
    );
  });
}
