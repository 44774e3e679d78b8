import { emptyTally, sumOf, type Tally } from './report/tally.ts';
import { runQuietly, type ToolCommand } from './setup/run-tool.ts';

/** One of the checks that read the sources without running them. */
interface Check {
  name: string;
  commands: readonly ToolCommand[];
}

/** Called by path: two packages own the command name `tsc`. */
const compiler = 'node_modules/@typescript/native/bin/tsc';
const typeProjects = [
  'tsconfig.json',
  'tsconfig.shared.json',
  'tsconfig.preload.json',
  'tsconfig.browser.json',
];

const checks: readonly Check[] = [
  {
    name: 'types (tsc)',
    commands: typeProjects.map((project) => ({ script: compiler, arguments: ['-p', project] })),
  },
  {
    name: 'pages (svelte-check)',
    commands: [
      {
        script: 'node_modules/svelte-check/bin/svelte-check',
        arguments: ['--tsgo', '--tsconfig', 'tsconfig.pages.json', '--fail-on-warnings'],
      },
    ],
  },
  {
    name: 'rules (ESLint)',
    commands: [
      { script: 'node_modules/eslint/bin/eslint.js', arguments: ['.', '--max-warnings', '0'] },
    ],
  },
  {
    name: 'format (Prettier)',
    commands: [{ script: 'node_modules/prettier/bin/prettier.cjs', arguments: ['--check', '.'] }],
  },
];

/** Runs every check, says one line each, and prints what a failed one has to say. */
export async function runChecks(): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const check of checks) tallies.push(await runCheck(check));
  return sumOf(tallies);
}

async function runCheck({ name, commands }: Check): Promise<Tally> {
  const complaints: string[] = [];
  for (const command of commands) {
    const { code, output } = await runQuietly(command);
    if (code !== 0) complaints.push(output.trim());
  }
  console.log(`${complaints.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (complaints.length === 0) return { ...emptyTally, passed: 1 };
  console.log(complaints.join('\n'));
  return { ...emptyTally, failed: [{ name, reason: 'see above' }] };
}
